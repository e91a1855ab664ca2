"""Looks for the shortest paths of peers_test.go in rdflib, as it does it: from
both ends, a level at a time, in any direction, and compares the hops."""

import sys
import time

import rdflib

folder = sys.argv[1]
graph = rdflib.Graph()
for line in open(folder + "/edges.tsv", encoding="utf-8"):
    graph.add(tuple(map(rdflib.URIRef, line.rstrip("\n").split("\t"))))


def hops(a, b):
    seen, edge = [{a}, {b}], [[a], [b]]
    for n in range(1, 7):
        side = 0 if len(edge[0]) <= len(edge[1]) else 1
        found = []
        for x in edge[side]:
            for y in graph.objects(x):
                if y not in seen[side]:
                    seen[side].add(y)
                    found.append(y)
            for y in graph.subjects(None, x):
                if y not in seen[side]:
                    seen[side].add(y)
                    found.append(y)
        if any(y in seen[1 - side] for y in found):
            return n
        edge[side] = found
        if not found:
            return 0
    return 0


times = []
for line in open(folder + "/pairs.tsv", encoding="utf-8"):
    a, b, want = line.rstrip("\n").split("\t")
    start = time.perf_counter()
    got = hops(rdflib.URIRef(a), rdflib.URIRef(b))
    times.append(1000 * (time.perf_counter() - start))
    if got != int(want):
        sys.exit(f"{a} to {b}: {got} hops, dramatis finds {want}")
times.sort()
print(f"rdflib {rdflib.__version__}, {len(graph)} triples, {len(times)} paths: "
      f"{times[len(times) // 2]:.3f} median_ms {times[len(times) * 95 // 100]:.3f} p95_ms")
