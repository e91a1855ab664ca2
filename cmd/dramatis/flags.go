package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/queries"
)

// kinds are the kinds of entities that can be asked for.
var kinds = []string{
	string(extract.Person), string(extract.Organisation), string(extract.Place), string(extract.Facility),
	string(extract.Group), string(extract.EventKind), string(extract.Work), string(extract.Weapon),
	string(extract.Date), string(extract.Quantity), string(extract.Other),
}

// outputFlags choose how a reading command prints.
func outputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "table", Usage: "print as `FORMAT`: table or json"},
		&cli.BoolFlag{Name: "json", Usage: "the same as -o json"},
	}
}

// wantsJSON reads outputFlags.
func wantsJSON(c *cli.Context) (bool, error) {
	if c.Bool("json") {
		return true, nil
	}
	format, err := oneOf(c, "output", "table", "json")
	return format == "json", err
}

// oneOf returns the value of a flag that must be among choices, or "" if it
// was not given and has no default.
func oneOf(c *cli.Context, flag string, choices ...string) (string, error) {
	v := c.String(flag)
	if v == "" && !c.IsSet(flag) || slices.Contains(choices, v) {
		return v, nil
	}
	return "", fail(exitUsage, "--%s %s: must be one of %s%s", flag, quote(v), strings.Join(choices, ", "), hint(nearest(v, choices)))
}

// atLeast returns the value of a flag that must not be below low.
func atLeast(c *cli.Context, flag string, low int) (int, error) {
	v := c.Int(flag)
	if v < low {
		return 0, fail(exitUsage, "--%s %d: must be at least %d", flag, v, low)
	}
	return v, nil
}

// listing reads what most reading commands share: low to high arguments, --json
// and --limit.
func listing(c *cli.Context, low, high int) (args []string, asJSON bool, limit int, err error) {
	if args, err = arguments(c, low, high); err == nil {
		asJSON, err = wantsJSON(c)
	}
	if err == nil {
		limit, err = atLeast(c, "limit", 0)
	}
	return args, asJSON, limit, err
}

// dateOf returns the value of a flag that takes a date as queries reads it: 2016,
// 2016-03, 2016-03-24 or another of EDTF.
func dateOf(c *cli.Context, flag string) (string, error) {
	v := c.String(flag)
	if v == "" && !c.IsSet(flag) || v != "" && (queries.Filter{Since: v}).Check() == nil {
		return v, nil
	}
	return "", fail(exitUsage, "--%s %s: must be a date like 2016-03-24, 2016-03 or 2016", flag, quote(v))
}
