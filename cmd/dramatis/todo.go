package main

import "github.com/urfave/cli/v2"

func todo() error                               { return fail(exitFault, "not built yet") }
func (p *program) add(c *cli.Context) error     { return todo() }
func (p *program) rm(c *cli.Context) error      { return todo() }
func (p *program) extract(c *cli.Context) error { return todo() }
func (p *program) cast(c *cli.Context) error    { return todo() }
func (p *program) show(c *cli.Context) error    { return todo() }
func (p *program) facts(c *cli.Context) error   { return todo() }
func (p *program) path(c *cli.Context) error    { return todo() }
func (p *program) why(c *cli.Context) error     { return todo() }
func (p *program) draw(c *cli.Context) error    { return todo() }
func (p *program) stats(c *cli.Context) error   { return todo() }
func (p *program) export(c *cli.Context) error  { return todo() }
func (p *program) rules(c *cli.Context) error   { return todo() }
