package postgres

import (
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/lib/pq"
)

const connectWait = 10 * time.Second

// Is says whether place is the address of a server rather than a file.
func Is(place string) bool {
	scheme, _, _ := strings.Cut(strings.ToLower(place), ":")
	return scheme == "postgres" || scheme == "postgresql" || scheme == "cockroach" || scheme == "cockroachdb"
}

// Mask returns what may be told of an address: no password and no parameters,
// of which one may be a password. Of what cannot be taken apart it tells the
// scheme alone.
func Mask(place string) string {
	scheme, _, _ := strings.Cut(place, ":")
	u, err := parse(place)
	if err != nil {
		return scheme + "://…"
	}
	shown := url.URL{Scheme: scheme, Host: u.Host, Path: u.Path}
	if u.User != nil && u.User.Username() != "" {
		shown.User = url.User(u.User.Username())
	}
	if host := u.Query().Get("host"); u.Host == "" && host != "" {
		shown.Host = host
		return strings.Replace(shown.String(), url.PathEscape(host), host, 1)
	}
	return shown.String()
}

// parse takes an address apart. What url.Parse complains of would quote the
// address, and so the password.
func parse(place string) (*url.URL, error) {
	u, err := url.Parse(place)
	if err != nil || u.Opaque != "" || !strings.HasPrefix(place[len(u.Scheme):], "://") {
		return nil, &Error{Kind: BadAddress, text: "the address must be like postgres://USER@HOST:5432/DATABASE: " +
			"percent-encode what is special in a password, or put it into PGPASSWORD or ~/.pgpass"}
	}
	// "postgres://ann:12/ss@host/db", or with ? or #: what follows is no path,
	// no parameter, no fragment, and "12" is no port.
	_, err = url.ParseQuery(u.RawQuery)
	bad := err != nil || u.Fragment != "" || strings.ContainsAny(u.Path, "@:")
	for name := range u.Query() {
		bad = bad || strings.ContainsFunc(name, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') })
	}
	if bad {
		return nil, &Error{Kind: BadAddress, text: "the path or the parameters of the address cannot be read: " +
			"percent-encode what is special in a password, or put it into PGPASSWORD or ~/.pgpass"}
	}
	return u, nil
}

// configure returns what the driver needs to connect to place, and the secrets
// in it, which no message may hold.
func configure(place string) (pq.Config, []string, error) {
	u, err := parse(place)
	if err != nil {
		return pq.Config{}, nil, err
	}
	secrets := secretsOf(u)
	u.Scheme = "postgres"
	c, err := pq.NewConfig(u.String())
	if err != nil {
		return c, nil, &Error{Kind: BadAddress, text: "the address cannot be used: " + scrub(err.Error(), secrets)}
	}
	if c.Password != "" { // of the environment
		secrets = append(secrets, c.Password)
	}
	if c.ConnectTimeout == 0 {
		c.ConnectTimeout = connectWait
	}
	if c.ApplicationName == "" {
		c.ApplicationName = "dramatis"
	}
	if c.SSLMode == "" && local(c.Host) {
		c.SSLMode = pq.SSLModePrefer // the driver insists on TLS, which a server of one's own seldom has
	}
	c.BinaryParameters = true // one round trip for a query
	return c, secrets, nil
}

func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func secretsOf(u *url.URL) (secrets []string) {
	add := func(s string) {
		if s != "" {
			secrets = append(secrets, s, url.QueryEscape(s), url.PathEscape(s))
		}
	}
	if p, ok := u.User.Password(); ok {
		add(p)
		if _, raw, ok := strings.Cut(u.User.String(), ":"); ok {
			add(raw)
		}
	}
	for name, values := range u.Query() {
		if strings.Contains(name, "password") || name == "sslkey" || name == "passfile" {
			for _, v := range values {
				add(v)
			}
		}
	}
	add(os.Getenv("PGPASSWORD"))
	return secrets
}

// scrub takes secrets out of a text and puts it on one line. A secret of a
// letter or two cannot be told from the words of a message.
func scrub(text string, secrets []string) string {
	for _, s := range secrets {
		if len(s) > 2 {
			text = strings.ReplaceAll(text, s, "…")
		}
	}
	return strings.Join(strings.Fields(text), " ")
}
