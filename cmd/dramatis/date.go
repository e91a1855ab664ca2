package main

import "time"

// isDate says whether s is a day, a month or a year in ISO 8601.
func isDate(s string) bool {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// isDay says whether s is a day in ISO 8601.
func isDay(s string) bool {
	_, err := time.Parse("2006-01-02", s)
	return err == nil
}
