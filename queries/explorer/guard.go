package explorer

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// What a request may take.
const (
	mostBody     = 256 << 10
	mostAddress  = 4 << 10
	mostAtOnce   = 8
	requestLimit = 10 * time.Second
)

// policy lets the page load what comes from here and nothing else. Cytoscape.js
// sets styles by script only, which the policy allows.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// A guard lets through only the browser that was given the address with the
// token: others on this machine, and pages from elsewhere that guess the port
// (DNS rebinding, forged requests), get nothing.
type guard struct {
	next  http.Handler
	host  string // "127.0.0.1:4711"
	token string
	slots chan struct{}
	limit time.Duration // for a request
}

func newGuard(next http.Handler, host, token string) *guard {
	return &guard{next: next, host: host, token: token, slots: make(chan struct{}, mostAtOnce), limit: requestLimit}
}

// cookie is named after the port, so that two explorers do not take each
// other's.
func (g *guard) cookie() string { return "dramatis-" + g.host[strings.LastIndexByte(g.host, ':')+1:] }

func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Frame-Options", "DENY") // for browsers that do not know frame-ancestors
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	if reason, status := g.refuse(r); status != 0 {
		fail(w, status, reason)
		return
	}
	if r.URL.Path == "/" && r.URL.Query().Has("token") {
		g.enter(w, r)
		return
	}
	if c, err := r.Cookie(g.cookie()); err != nil || !g.same(c.Value) {
		fail(w, http.StatusForbidden, "open the address that dramatis serve has printed: it holds the key")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), g.limit)
	defer cancel()
	select {
	case g.slots <- struct{}{}:
		defer func() { <-g.slots }()
	case <-ctx.Done():
		fail(w, http.StatusServiceUnavailable, "too much is asked at once")
		return
	}
	r = r.WithContext(ctx)
	r.Body = http.MaxBytesReader(w, r.Body, mostBody)
	g.next.ServeHTTP(w, r)
}

// refuse returns why a request is none of this page's, and the status to
// answer with; 0 for one that is.
func (g *guard) refuse(r *http.Request) (string, int) {
	origin := r.Header.Get("Origin")
	switch site := r.Header.Get("Sec-Fetch-Site"); {
	case r.Host != g.host:
		return "this address is not served here", http.StatusMisdirectedRequest
	case len(r.URL.Path)+len(r.URL.RawQuery) > mostAddress:
		return "the address is too long", http.StatusRequestURITooLong
	case origin != "" && origin != "http://"+g.host:
		return "requests from other pages are refused", http.StatusForbidden
	case r.Header.Get("Sec-Fetch-Dest") == "iframe" || r.Header.Get("Sec-Fetch-Dest") == "object" || r.Header.Get("Sec-Fetch-Dest") == "embed":
		return "this page stands in no other", http.StatusForbidden
	case site == "cross-site" && !(r.Method == http.MethodGet && r.URL.Path == "/" && r.Header.Get("Sec-Fetch-Mode") == "navigate"):
		return "requests from other pages are refused", http.StatusForbidden
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		return "", 0
	case r.Method != http.MethodPost:
		return "only GET and POST", http.StatusMethodNotAllowed
	case origin == "":
		return "a change must come from the page", http.StatusForbidden
	case r.Header.Get("Content-Type") != "application/json":
		return "a change must be JSON", http.StatusUnsupportedMediaType
	}
	return "", 0
}

// enter turns the token of the first address into a cookie, so that it stays in
// no history.
func (g *guard) enter(w http.ResponseWriter, r *http.Request) {
	if !g.same(r.URL.Query().Get("token")) {
		fail(w, http.StatusForbidden, "this key is not that of the explorer that runs now")
		return
	}
	http.SetCookie(w, &http.Cookie{Name: g.cookie(), Value: g.token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

func (g *guard) same(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(g.token)) == 1
}

// fail answers with an error as JSON.
func fail(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": text}) // the client may have gone
}
