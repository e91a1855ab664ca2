// Package cypher reads and answers questions drawn as patterns, in the reading
// part of openCypher 9 with the quantifiers and label expressions of GQL
// (ISO/IEC 39075):
//
//	MATCH (a:Person {name: 'Reyes'})-[e:meet|tell*1..3]->(b)
//	WHERE b.kind = 'person' AND all(r IN e WHERE r.time >= '2021-03')
//	RETURN b.name, length(e) ORDER BY b.name LIMIT 10
//
// Parse makes a Query of text, Compile a Plan of a query for one Graph, and
// Plan.Run yields the rows.
//
// # What is understood
//
// Clauses: MATCH, OPTIONAL MATCH, WHERE, UNWIND, WITH, RETURN, DISTINCT, ORDER
// BY, SKIP, LIMIT, UNION and UNION ALL.
//
// Patterns: labels with | & ! and brackets, property maps and WHERE within
// nodes and relationships; types with |; a type is a lemma form whose words are
// joined (hold-talks-with), a family (~consult), or anything between backticks;
// the quantifiers *, *2, *1..3, *..3, *1.. within the brackets or {2}, {1,3},
// {1,}, {,3}, + and * behind the arrow; whole paths (p = …), shortestPath and
// allShortestPaths. No relationship stands twice in the rows of one MATCH
// (trails), but a shortest path has nothing to do with the rest of its MATCH.
//
// Expressions: those of openCypher with null as a third truth value, EXISTS { },
// COUNT { }, patterns as conditions, pattern and list comprehensions, CASE,
// reduce, all, any, none, single, parameters, and the functions that Functions
// lists.
//
// # Where it has its own ways
//
//   - {name: 'Reyes'} in a node means whom this name means (Graph.Called);
//     WHERE a.name = 'Ann Reyes' compares letters.
//   - Times are compared as EDTF, with strings and years too: 2021-04-30 =
//     '2021-04', and >= and <= hold where they may hold, as the options --since
//     and --until of the program do; < and > where they must.
//   - A quantifier without an upper end goes as far as Options.Hops and says so
//     where there is more.
//   - shortestPath from a node to itself has length 0 or is none; a WHERE
//     chooses among the paths found, a property map among the relationships to
//     go over.
//   - Grouping keys are the items without aggregates, and other items may use
//     them within aggregates' arithmetic only as they are written.
//   - Bare patterns as conditions may bring in names of their own.
//
// # What is not understood
//
// All that writes, and CALL, USE, FOREACH, LOAD CSV; map projections
// (a {.name}); EXISTS { } with more than one MATCH; lists of relationships that
// are bound already; dynamic labels and types; quantified paths of several
// relationships (((a)-->(b)){2}) and the path modes of GQL; temporal types but
// EDTF times, spatial types; stDev and percentiles; exp, log and the functions
// of angles, which machines round differently; rand and timestamp, whose values
// nobody can check.
package cypher
