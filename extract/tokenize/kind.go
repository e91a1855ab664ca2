package tokenize

import "github.com/dramatis-kg/dramatis/extract"

func markKinds(d *extract.Document) {}
