"""Reads a file of one format with the library that others read it with, and
prints what it finds, a line each, sorted: quads as N-Quads, nodes and edges as
fields between bars."""
import csv
import json
import sys


def escape(s):
    for a, b in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        s = s.replace(a, b)
    return s


def rdf(form, path):
    import rdflib

    def term(t):
        if isinstance(t, rdflib.URIRef):
            return "<%s>" % t
        assert t.language is None and t.datatype in (None, rdflib.XSD.string), repr(t)
        return '"%s"' % escape(str(t))

    g = rdflib.ConjunctiveGraph()
    with open(path, "rb") as f:
        g.parse(file=f, format=form)
    for s, p, o, c in g.quads():
        yield "%s %s %s <%s> ." % (term(s), term(p), term(o), getattr(c, "identifier", c))


def network(form, path):
    import networkx

    g = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}[form](path)
    for n, d in g.nodes(data=True):
        yield "|".join(["node", n, d["name"], d["kind"], str(d["mentions"])])
    for a, b, d in g.edges(data=True):
        yield "|".join(["edge", a, d["predicate"], b, d.get("time", ""), d["sentence"], str(d["confidence"]), d.get("start", ""), d.get("end", "")])


def table(form, path):
    nodes, relations = path.split(",")
    for kind, name in (("node", nodes), ("edge", relations)):
        with open(name, newline="", encoding="utf-8") as f:
            for row in csv.DictReader(f, strict=True):
                assert None not in row and None not in row.values(), row
                if kind == "node":
                    yield "|".join([kind, row["iri:ID"], row["name"], row["kind"], row["mentions:int"]])
                else:
                    yield "|".join([kind, row[":START_ID"], row["predicate"], row[":END_ID"], row["time"], row["sentence"], row["confidence:double"], row[":TYPE"]])


def ftm(form, path):
    from followthemoney import model

    with open(path, encoding="utf-8") as f:
        for line in f:
            e = model.get_proxy(json.loads(line), cleaned=False)
            for prop, value in e.itervalues():
                yield "|".join([e.schema.name, prop.name, value])


READERS = {"nquads": rdf, "trig": rdf, "json-ld": rdf, "graphml": network, "gexf": network, "csv": table, "ftm": ftm}

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    for line in sorted(READERS[sys.argv[1]](sys.argv[1], sys.argv[2])):
        print(line.replace("\n", " "))
