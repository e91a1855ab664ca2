package graph_test

import (
	"path/filepath"
	"testing"

	"github.com/dramatis-kg/dramatis/graph/postgres/pgtest"
	"github.com/dramatis-kg/dramatis/graph/storetest"
)

func TestConformance(t *testing.T) {
	t.Run("memory", func(t *testing.T) {
		storetest.Conformance(t, func(*testing.T) storetest.Place { return "" })
	})
	t.Run("file", func(t *testing.T) {
		storetest.Conformance(t, func(t *testing.T) storetest.Place {
			return storetest.Place(filepath.Join(t.TempDir(), "test.db"))
		})
	})
	t.Run("postgres", func(t *testing.T) {
		server := pgtest.Start(t)
		storetest.Conformance(t, func(t *testing.T) storetest.Place { return storetest.Place(server.Empty(t)) })
	})
}
