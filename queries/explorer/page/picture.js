// How actors and facts are drawn: what of them, where, and in which colours.
"use strict";
const picture = (() => {
const { $, known, factsOf, ends, filter, passes } = model;
const mostShown = 500, many = 250; // actors; above many, less is drawn of each

// What is shown: actors by IRI, the chosen one, the facts of a path.
const view = { shown: new Set(), selected: "", marked: new Set(), bubbles: new Map(), between: [], weak: 0 };

const font = 'system-ui, "Noto Sans", sans-serif';

// colour reads a colour of the style sheet; style() reads them anew.
const colours = new Map();

function colour(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim());
  return colours.get(name);
}

// kinds gives name, shape and words for each kind; tones and lines do so for
// relations and claims.
const kinds = new Map([["person", ["round-rectangle", "person"]], ["organisation", ["rectangle", "organisation"]], ["group", ["hexagon", "group or force"]],
  ["place", ["ellipse", "place"]], ["facility", ["cut-rectangle", "facility"]], ["event", ["tag", "event"]], ["weapon", ["octagon", "weapon or vehicle"]],
  ["work", ["barrel", "work"]], ["other", ["round-rectangle", "other"]]]);
const kindOf = a => kinds.has(a.kind) ? a.kind : "other";
const tones = new Map([["conflict", "conflict"], ["diplomacy", "meeting, talking"], ["role", "role, membership, place"], ["plain", "other"]]);
const families = new Map(Object.entries({
  conflict: ["assault", "coerce", "threaten", "reject", "accuse", "protest", "sanction", "mobilize", "retreat"],
  diplomacy: ["agree", "support", "concede", "cooperate", "aid", "consult", "request", "said"],
  role: ["role", "member-of", "part-of", "located-in", "owns", "origin", "family", "born"],
}).flatMap(([tone, list]) => list.map(f => [f, tone])));
const toneOf = f => families.get(f.family) || "plain";
const dashes = new Map([["solid", ""], ["dashed", "6 3"], ["dotted", "2 3"]]);

function style() {
  colours.clear();
  const ink = colour("ink"), ground = colour("ground"), shade = n => colour(n.data("kind"));
  return [
    { selector: "node", style: {
      label: "data(label)", "text-wrap": "wrap", "text-max-width": 1000, "font-family": font, "line-height": 1.15, "text-valign": "center", "font-size": "data(size)", color: n => colour(n.data("kind") + "-text"),
      shape: "data(shape)", "background-color": shade, "border-width": 1.3, "border-color": n => colour(n.data("kind") + "-line"),
      width: "data(width)", height: "data(height)", "min-zoomed-font-size": 7 } },
    { selector: "node.cluster", style: { "border-style": "double", "border-width": 4 } },
    { selector: "node.afar", style: { label: "data(brief)", "font-size": "data(letters)", "min-zoomed-font-size": 0, "text-background-color": shade, "text-background-opacity": 0.9, "text-background-padding": 2, "text-background-shape": "roundrectangle", "z-index": 7 } },
    { selector: "node.dim", style: { opacity: 0.45 } },
    { selector: "node.chosen, node.here", style: { "border-width": 4, "border-color": colour("accent"), "border-style": "solid", "min-zoomed-font-size": 0, opacity: 1 } },
    { selector: "node.here", style: { "outline-width": 2, "outline-offset": 3, "outline-color": colour("accent") } },
    { selector: "edge", style: {
      "curve-style": "bezier", "control-point-step-size": 32, "target-arrow-shape": "triangle", "arrow-scale": 0.75, width: "data(width)",
      "line-color": e => colour(e.data("tone")), "target-arrow-color": e => colour(e.data("tone")), "line-style": "data(line)", "line-dash-pattern": e => e.data("line") === "dotted" ? [1.5, 3] : [6, 3.5] } },
    { selector: "edge.labelled", style: {
      label: "data(label)", "font-family": font, "font-size": "data(letters)", color: e => colour(e.data("tone") + "-text"), "text-background-color": ground, "text-background-opacity": 1, "text-background-padding": 1,
      "text-margin-x": "data(dx)", "text-margin-y": "data(dy)", "z-index": 6 } },
    { selector: "edge.denied", style: { "target-arrow-shape": "tee" } },
    { selector: "edge.between", style: { "target-arrow-shape": "none", "line-opacity": 0.5 } },
    { selector: "edge.near", style: { "z-index": 8, opacity: 1, "line-opacity": 1 } },
    { selector: "edge.far", style: { opacity: 0.18 } },
    { selector: "edge.path", style: { width: 4.5, "z-index": 9, opacity: 1 } },
    { selector: "edge.picked", style: { "line-color": colour("accent"), "target-arrow-color": colour("accent"), opacity: 1 } },
    { selector: "edge.thin", style: { "curve-style": "haystack", "target-arrow-shape": "none", width: 1 } },
    { selector: "edge.under", style: {
      label: "data(long)", "font-family": font, "font-size": e => labels.sizeAt(e.cy().zoom()), color: ink, "text-background-color": ground, "text-background-opacity": 1, "text-background-padding": 3,
      "text-border-color": e => colour(e.data("tone")), "text-border-width": 1, "text-border-opacity": 1, opacity: 1, "z-index": 20, "z-index-compare": "manual" } },
  ];
}

const cy = cytoscape({ container: $("graph"), wheelSensitivity: 0.3, minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false, textureOnViewport: true, hideEdgesOnViewport: false, pixelRatio: "auto", style: [] });

// bundles joins the facts between each two shown actors that pass the filters:
// one line for each pair and direction, another for what is denied. It looks
// like the best supported of its facts: solid where an article asserts one
// itself, in the colour of most.
const claimOf = f => f.modality !== "asserted" ? "dotted" : f.sourceName ? "dashed" : "solid";

function bundles() {
  const all = new Map();
  for (const id of view.shown) {
    for (const f of factsOf(id)) {
      if (f.s !== id || !passes(f)) continue;
      for (const to of ends(f)) {
        if (to === id || !view.shown.has(to)) continue;
        const denied = f.polarity !== "affirmed", key = JSON.stringify([id, to, denied]);
        if (!all.has(key)) all.set(key, { id: key, from: id, to, denied, facts: [] });
        all.get(key).facts.push(f);
      }
    }
  }
  for (const b of all.values()) {
    const lines = new Set(b.facts.map(claimOf)), count = new Map();
    for (const f of b.facts) count.set(toneOf(f), (count.get(toneOf(f)) || 0) + 1);
    b.line = [...dashes.keys()].find(l => lines.has(l));
    b.tone = [...count].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1))[0][0];
  }
  return [...all.values()];
}

// labelOf names the surest facts of a bundle.
function labelOf(facts, most = 2) {
  const best = [...facts].sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
  const words = [...new Set(best.map(f => f.pn || f.p))];
  const text = words.slice(0, most).join(", ");
  return (text.length > 40 ? text.slice(0, 39) + "…" : text) + (facts.length > 1 ? " ×" + facts.length : "");
}

function nodeOf(a) {
  const facts = a.facts || factsOf(a.id).length, size = Math.round(12 + Math.min(8, 1.6 * Math.log2(1 + facts)));
  const kind = kindOf(a), shape = kinds.get(kind)[0], lines = wrapped(a.name.length > 80 ? a.name.slice(0, 79) + "…" : a.name, size);
  const room = { ellipse: [1.3, 1.25], hexagon: [1.25, 1], tag: [1.25, 1] }[shape] || [1, 1];
  return { group: "nodes", data: { id: a.id, label: lines.join("\n"), brief: lines.join("\n"), size, kind, shape, weight: facts,
    width: room[0] * (Math.max(...lines.map(l => lengthOf(l, size))) + 16), height: room[1] * (lines.length * size * 1.15 + 10) } };
}

// bubbleOf draws a group with its best known members and how many it holds.
function bubbleOf(b) {
  const names = b.held.slice(0, 3).map(id => known.actors.get(id).name).map(n => n.length > 24 ? n.slice(0, 23) + "…" : n), size = Math.round(11 + Math.min(6, Math.log2(b.held.length) / 1.5));
  const more = b.held.length - names.length;
  const lines = b.group === groups.lone ? [groups.title(b), `${b.held.length} actors`] : [...names, ...(more ? [`+ ${more} more`] : [])];
  return { group: "nodes", classes: "cluster", data: { id: b.group.id, label: lines.join("\n"), brief: more && b.group !== groups.lone ? `${names[0]} + ${b.held.length - 1}` : lines.join("\n"), size, kind: "cluster", shape: "round-rectangle", weight: b.held.length,
    width: Math.max(...lines.map(l => lengthOf(l, size))) + 26, height: lines.length * size * 1.15 + 20 } };
}

// lengthOf measures a text as it will be drawn.
const brush = document.createElement("canvas").getContext("2d");
function lengthOf(text, size) { brush.font = size + "px " + font; return brush.measureText(text).width; }

// wrapped breaks a name into lines; words that are too long are broken too.
function wrapped(name, size) {
  const lines = [""];
  for (const word of name.split(/\s+/).filter(Boolean).flatMap(w => w.match(/.{1,18}/gu))) {
    const last = lines[lines.length - 1];
    if (last && lengthOf(last + " " + word, size) > 130) lines.push(word); else lines[lines.length - 1] = last ? last + " " + word : word;
  }
  return lines;
}

const visible = id => { const a = known.actors.get(id); return Boolean(a) && !filter.kinds.has(kindOf(a)); };

// draw brings the picture in line with what is shown. New actors start around
// the one they were opened from, on a spiral, so that the same steps give the
// same picture.
function draw(from) {
  let fresh = 0;
  cy.batch(() => {
    const held = groups.bubbles(view.shown, visible), now = new Map(held.map(b => [b.group.id, bubbleOf(b)]));
    for (const id of view.shown) if (visible(id)) now.set(id, null);
    const origin = from && cy.getElementById(from).nonempty() ? { ...cy.getElementById(from).position() } : { x: 0, y: 0 };
    cy.nodes().filter(n => !now.has(n.id())).remove();
    cy.edges().remove();
    view.bubbles = new Map(held.map(b => [b.group.id, b]));
    const news = [...now.keys()].filter(id => cy.getElementById(id).empty()).length;
    if (from && news > 2) makeRoom(from, news);
    for (const [id, bubble] of now) {
      const old = cy.getElementById(id);
      if (old.nonempty()) { if (bubble) old.data(bubble.data); continue; }
      const angle = 2.4 * fresh, far = 70 + 30 * Math.sqrt(fresh);
      cy.add({ ...(bubble || nodeOf(known.actors.get(id))), position: { x: origin.x + far * Math.cos(angle), y: origin.y + far * Math.sin(angle) } });
      fresh++;
    }
    const all = bundles().filter(b => visible(b.from) && visible(b.to)), crowd = cy.nodes().length > many;
    cy.add(all.map(b => ({ group: "edges", data: { id: b.id, source: b.from, target: b.to, label: labelOf(b.facts), long: labelOf(b.facts), short: labelOf(b.facts, 1), line: b.line, tone: b.tone,
      width: Math.min(5, 1.1 + 0.8 * Math.log2(b.facts.length)), weight: b.facts.length + b.facts[0].confidence, facts: b.facts.map(f => f.id) },
      classes: [b.denied && "denied", crowd && "thin", b.facts.some(f => view.marked.has(f.id)) && "path"].filter(Boolean).join(" ") })));
    const wide = groups.between(view.shown, now, toneOf);
    view.weak = wide.weak;
    view.between = wide.all || [];
    cy.add(wide.list.map(b => ({ group: "edges", classes: "between", data: { id: b.id, source: b.from, target: b.to, label: b.n > 1 ? String(b.n) : "", long: String(b.n), short: String(b.n), line: "solid", tone: b.tone,
      width: Math.min(7, 1 + 0.7 * Math.log2(b.n)), weight: b.n, n: b.n } })));
  });
  if (fresh > 0) arrange(fresh === cy.nodes().length, fresh > cy.nodes().length / 6 || groups.state.on && Boolean(groups.find(from)));
  emphasise();
  if (fresh > 0 && !performance.getEntriesByName("drawn").length) cy.one("render", () => setTimeout(() => performance.mark("drawn"))); // for those who measure
}

// makeRoom moves the others away from where some actors will come out.
function makeRoom(from, news) {
  const o = cy.getElementById(from);
  if (o.empty()) return;
  const at = { ...o.position() }, far = 70 * Math.sqrt(news);
  cy.nodes().not(o).forEach(n => {
    const p = n.position(), dx = p.x - at.x, dy = p.y - at.y, d = Math.hypot(dx, dy) || 1;
    n.position({ x: p.x + far * dx / d, y: p.y + far * dy / d });
  });
}

// emphasise brings the chosen actor and its relations forward, the members of
// the chosen group, or a path.
function emphasise() {
  cy.batch(() => {
    cy.elements().removeClass("chosen near far picked dim");
    const n = cy.getElementById(view.selected), group = groups.state.on && view.selected && groups.find(view.selected);
    let nodes, near;
    if (group) {
      nodes = cy.nodes().filter(m => m.id() === group.id || groups.holds(group, m.id()));
      near = nodes.edgesWith(nodes);
    } else if (n.nonempty()) {
      near = n.connectedEdges();
      nodes = near.connectedNodes().union(n);
    } else if (view.marked.size) {
      near = cy.edges(".path");
      nodes = near.connectedNodes();
    } else return;
    n.addClass("chosen");
    near.addClass("near");
    cy.edges().not(near).addClass("far");
    cy.nodes().not(nodes).addClass("dim");
  });
  relabel();
}

// relabel chooses the words that are seen, once for all changes of a moment and
// after these are seen.
let waiting = 0, asked = false;

function relabel(delay = 0) {
  const work = () => { asked = false; labels.place(cy, lengthOf); };
  clearTimeout(waiting);
  if (delay) { waiting = setTimeout(work, delay); return; }
  if (!asked) requestAnimationFrame(() => setTimeout(work));
  asked = true;
}

// arrange places the actors.
function arrange(all, whole) {
  const nodes = cy.nodes().map(n => ({ id: n.id(), x: n.position("x"), y: n.position("y"), w: n.data("width") + 16, h: n.data("height") + 14, degree: n.degree() }));
  const links = cy.edges().map(e => ({ source: e.data("source"), target: e.data("target") }));
  layout.place(nodes, links, cy.width() / Math.max(1, cy.height()), all, all || whole);
  const at = new Map(nodes.map(n => [n.id, n]));
  cy.batch(() => cy.nodes().forEach(n => { const p = at.get(n.id()); n.position({ x: p.x, y: p.y }); }));
  if (all || whole || cy.zoom() < 0.3) fit();
}

// fit shows all, or some actors, as large as it can be, but few not like giants.
function fit(what = cy.nodes()) {
  const box = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
  what.forEach(n => {
    const p = n.position(), w = n.data("width") / 2, h = n.data("height") / 2;
    Object.assign(box, { x1: Math.min(box.x1, p.x - w), y1: Math.min(box.y1, p.y - h), x2: Math.max(box.x2, p.x + w), y2: Math.max(box.y2, p.y + h) });
  });
  if (!(box.x1 < box.x2) || !cy.width() || !cy.height()) return;
  const room = 18, zoom = Math.max(cy.minZoom(), Math.min(1.4, (cy.width() - 2 * room) / (box.x2 - box.x1), (cy.height() - 2 * room) / (box.y2 - box.y1)));
  cy.viewport({ zoom, pan: { x: cy.width() / 2 - zoom * (box.x1 + box.x2) / 2, y: cy.height() / 2 - zoom * (box.y1 + box.y2) / 2 } });
}

// show adds actors to what is shown, and says whether there was room for all.
function show(ids) {
  for (const id of ids) {
    if (view.shown.size >= mostShown && !view.shown.has(id)) return false;
    if (known.actors.has(id)) view.shown.add(id);
  }
  return true;
}

return { cy, view, style, draw, show, fit, emphasise, relabel, visible, colour, font, kinds, kindOf, tones, toneOf, dashes, mostShown };
})();
