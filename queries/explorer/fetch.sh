#!/bin/sh
# Fetches the libraries of the page, at exactly these versions.
set -eu
cd "$(dirname "$0")"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for p in cytoscape@3.34.4 d3-dispatch@3.0.1 d3-quadtree@3.0.1 d3-timer@3.0.1 d3-force@3.0.0; do
	mkdir "$tmp/${p%@*}"
	(cd "$tmp" && tar xzf "$(npm pack --silent "$p")" -C "${p%@*}" --strip-components 1)
done
cp "$tmp/cytoscape/dist/cytoscape.min.js" page/
cp "$tmp/cytoscape/LICENSE" page/cytoscape.LICENSE
: >page/d3-force.min.js
for p in dispatch quadtree timer force; do
	cat "$tmp/d3-$p/dist/d3-$p.min.js" >>page/d3-force.min.js
	echo >>page/d3-force.min.js
done
cp "$tmp/d3-force/LICENSE" page/d3-force.LICENSE
