package gazetteer

// Build makes the table anew.
func Build() { build() }
