// How actors and facts are drawn: what of them, where, and in which colours.
"use strict";
const picture = (() => {
const { $, known, factsOf, ends, filter, passes } = model;
const mostShown = 1500, many = 250; // actors; above many, less is drawn of each

// What is shown: actors by IRI, the chosen one, the facts of a path.
const view = { shown: new Set(), selected: "", marked: new Set() };

const font = 'system-ui, "Noto Sans", sans-serif';
const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

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
const lineOf = f => f.modality !== "asserted" ? "dotted" : f.sourceName ? "dashed" : "solid";
const dashes = new Map([["solid", ""], ["dashed", "6 3"], ["dotted", "2 3"]]);

function style() {
  const ink = colour("ink"), ground = colour("ground");
  return [
    { selector: "node", style: {
      label: "data(label)", "text-wrap": "wrap", "text-max-width": 1000, "font-family": font, "line-height": 1.15, "text-valign": "center", "font-size": "data(size)", color: n => colour(n.data("kind") + "-text"),
      shape: "data(shape)", "background-color": n => colour(n.data("kind")), "border-width": 1.5, "border-color": n => colour(n.data("kind") + "-line"),
      width: "data(width)", height: "data(height)", "min-zoomed-font-size": 5 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("accent"), "min-zoomed-font-size": 0 } },
    { selector: "edge", style: {
      "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.8, width: "data(width)",
      "line-color": e => colour(e.data("tone")), "target-arrow-color": e => colour(e.data("tone")), "line-style": "data(line)" } },
    { selector: "edge.labelled, edge.near", style: {
      label: "data(label)", "font-family": font, "font-size": 10, color: ink, "text-background-color": ground, "text-background-opacity": 0.85, "text-background-padding": 1,
      "text-wrap": "ellipsis", "text-max-width": 150, "min-zoomed-font-size": 7 } },
    { selector: "edge.denied", style: { "target-arrow-shape": "tee" } },
    { selector: "edge.far", style: { opacity: 0.25 } },
    { selector: "edge.near", style: { "min-zoomed-font-size": 0, "font-size": e => Math.min(16, Math.max(10, 9 / e.cy().zoom())), "z-index": 8, "text-max-width": 320 } },
    { selector: "edge.path", style: { width: 5, "z-index": 9, opacity: 1 } },
    { selector: "edge.picked", style: { "line-color": colour("accent"), "target-arrow-color": colour("accent"), opacity: 1 } },
    { selector: "edge.thin", style: { "curve-style": "haystack", "target-arrow-shape": "none", width: 1 } },
  ];
}

const cy = cytoscape({ container: $("graph"), wheelSensitivity: 0.3, minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false, textureOnViewport: true, hideEdgesOnViewport: false, pixelRatio: "auto" });

// bundles joins the facts between each two shown actors that pass the filters:
// one edge for each pair, direction and kind of claim.
function bundles() {
  const all = new Map();
  for (const id of view.shown) {
    for (const f of factsOf(id)) {
      if (f.s !== id || !passes(f)) continue;
      for (const to of ends(f)) {
        if (to === id || !view.shown.has(to)) continue;
        const tone = toneOf(f), line = lineOf(f), denied = f.polarity !== "affirmed";
        const key = JSON.stringify([id, to, line, denied, tone]);
        if (!all.has(key)) all.set(key, { id: key, from: id, to, line, denied, tone, facts: [] });
        all.get(key).facts.push(f);
      }
    }
  }
  return [...all.values()];
}

function labelOf(facts) {
  const best = [...facts].sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
  const words = [...new Set(best.map(f => f.pn || f.p))];
  const text = words.slice(0, 2).join(", ");
  return (text.length > 40 ? text.slice(0, 39) + "…" : text) + (facts.length > 1 ? " ×" + facts.length : "");
}

function nodeOf(a) {
  const size = Math.round(11 + Math.min(9, 2 * Math.log2(1 + (a.facts || factsOf(a.id).length))));
  const kind = kindOf(a), shape = kinds.get(kind)[0], lines = wrapped(a.name.length > 80 ? a.name.slice(0, 79) + "…" : a.name, size);
  const room = { ellipse: [1.3, 1.25], hexagon: [1.25, 1], tag: [1.25, 1] }[shape] || [1, 1];
  return { group: "nodes", data: { id: a.id, label: lines.join("\n"), size, kind, shape,
    width: room[0] * (Math.max(...lines.map(l => lengthOf(l, size))) + 18), height: room[1] * (lines.length * size * 1.15 + 12) } };
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
    cy.nodes().filter(n => !view.shown.has(n.id()) || !visible(n.id())).remove();
    cy.edges().remove();
    const origin = from && cy.getElementById(from).nonempty() ? { ...cy.getElementById(from).position() } : { x: 0, y: 0 };
    for (const id of view.shown) {
      if (!visible(id) || cy.getElementById(id).nonempty()) continue;
      const angle = 2.4 * fresh, far = 90 + 26 * Math.sqrt(fresh);
      cy.add({ ...nodeOf(known.actors.get(id)), position: { x: origin.x + far * Math.cos(angle), y: origin.y + far * Math.sin(angle) } });
      fresh++;
    }
    const all = bundles().filter(b => visible(b.from) && visible(b.to)), crowd = cy.nodes().length > many, labelled = all.length <= 80;
    cy.add(all.map(b => ({ group: "edges", data: { id: b.id, source: b.from, target: b.to, label: labelOf(b.facts), line: b.line, tone: b.tone,
      width: Math.min(6, 1 + Math.log2(b.facts.length)), facts: b.facts.map(f => f.id) },
      classes: [b.denied && "denied", crowd && "thin", labelled && "labelled", b.facts.some(f => view.marked.has(f.id)) && "path"].filter(Boolean).join(" ") })));
  });
  if (fresh > 0) arrange(fresh === cy.nodes().length);
  emphasise();
}

// emphasise brings the chosen actor and its relations forward.
function emphasise() {
  cy.batch(() => {
    cy.elements().removeClass("chosen near far picked");
    const n = cy.getElementById(view.selected);
    if (n.empty()) return;
    n.addClass("chosen");
    const near = n.connectedEdges();
    cy.edges().not(near).addClass("far");
    if (near.length <= 60) near.addClass("near");
  });
}

// arrange places the actors: springs along relations, repulsion, a pull to the
// middle that follows the form of the stage, and no two boxes on each other.
// Few steps where most actors stand already or there are many. There is no
// chance in it.
function arrange(all) {
  const wide = cy.width() / Math.max(1, cy.height());
  const nodes = cy.nodes().map(n => ({ id: n.id(), x: n.position("x"), y: n.position("y"), w: n.data("width") + 16, h: n.data("height") + 14, degree: n.degree() }));
  const links = cy.edges().map(e => ({ source: e.data("source"), target: e.data("target") }));
  const simulation = d3.forceSimulation(nodes).stop()
    .force("link", d3.forceLink(links).id(n => n.id).distance(l => 60 + 0.7 * (l.source.w + l.target.w) / 2 + 4 * Math.min(20, Math.max(l.source.degree, l.target.degree))).strength(0.4))
    .force("charge", d3.forceManyBody().strength(-650).distanceMax(800))
    .force("x", d3.forceX(0).strength(n => (n.degree ? 0.05 : 0.12) / Math.max(1, wide)))
    .force("y", d3.forceY(0).strength(n => (n.degree ? 0.05 : 0.12) * Math.max(1, wide)));
  const ticks = Math.max(30, Math.min(all ? 300 : 120, Math.round(40000 / nodes.length)));
  if (!all) simulation.alpha(0.4);
  simulation.alphaDecay(1 - Math.pow(0.001 / simulation.alpha(), 1 / ticks)).tick(ticks);
  apart(nodes);
  const at = new Map(nodes.map(n => [n.id, n]));
  cy.batch(() => cy.nodes().forEach(n => { const p = at.get(n.id()); n.position({ x: p.x, y: p.y }); }));
  if (all || cy.zoom() < 0.3) cy.fit(undefined, 25);
}

// apart pushes boxes that overlap away from each other, along the shorter way.
// Only boxes of neighbouring cells are compared.
function apart(nodes) {
  const cell = 200, rounds = nodes.length > many ? 60 : 200;
  for (let round = 0, moved = true; moved && round < rounds; round++) {
    moved = false;
    const cells = new Map();
    nodes.forEach((a, i) => {
      const x = Math.floor(a.x / cell), y = Math.floor(a.y / cell);
      for (let u = x - 1; u <= x + 1; u++) for (let v = y - 1; v <= y + 1; v++) {
        for (const j of cells.get(u + " " + v) || []) {
          const b = nodes[j], dx = a.x - b.x, dy = a.y - b.y, ox = (a.w + b.w) / 2 - Math.abs(dx), oy = (a.h + b.h) / 2 - Math.abs(dy);
          if (ox <= 0 || oy <= 0) continue;
          moved = true;
          if (ox < oy) { const d = (dx < 0 ? -ox : ox) / 2; b.x -= d; a.x += d; } else { const d = (dy < 0 ? -oy : oy) / 2; b.y -= d; a.y += d; }
        }
      }
      const home = x + " " + y;
      if (!cells.has(home)) cells.set(home, []);
      cells.get(home).push(i);
    });
  }
}

// show adds actors to what is shown, and says whether there was room for all.
function show(ids) {
  for (const id of ids) {
    if (view.shown.size >= mostShown && !view.shown.has(id)) return false;
    if (known.actors.has(id)) view.shown.add(id);
  }
  return true;
}

// ---- Files. ----

// Colours and numbers are ours; text comes through xml.
const xml = s => s.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
  .replace(/[&<>"']/g, c => "&#" + c.charCodeAt(0) + ";");

// outline writes the box of an actor in the shape of its kind.
function outline(n) {
  const p = n.position(), w = n.data("width") / 2, h = n.data("height") / 2, paint = `fill="${colour(n.data("kind"))}" stroke="${colour(n.data("kind") + "-line")}" stroke-width="1.5"`;
  const points = { hexagon: [-1, 0, -.75, -1, .75, -1, 1, 0, .75, 1, -.75, 1], octagon: [-1, -.42, -.6, -1, .6, -1, 1, -.42, 1, .42, .6, 1, -.6, 1, -1, .42], tag: [-1, -1, .7, -1, 1, 0, .7, 1, -1, 1] }[n.data("shape")];
  if (points) return `<polygon points="${points.map((v, i) => i % 2 ? p.y + v * h : p.x + v * w).join(" ")}" ${paint}/>`;
  if (n.data("shape") === "ellipse") return `<ellipse cx="${p.x}" cy="${p.y}" rx="${w}" ry="${h}" ${paint}/>`;
  return `<rect x="${p.x - w}" y="${p.y - h}" width="${2 * w}" height="${2 * h}" rx="${n.data("shape") === "rectangle" ? 0 : 8}" ${paint}/>`;
}

// svg writes what is drawn as SVG.
function svg() {
  const box = cy.elements().boundingBox(), out = [], ink = colour("ink"), ground = colour("ground"), frame = `${box.x1 - 20} ${box.y1 - 20} ${box.w + 40} ${box.h + 40}`.split(" ");
  for (const e of cy.edges()) {
    const a = e.sourceEndpoint(), b = e.targetEndpoint(), m = e.midpoint(), dash = dashes.get(e.data("line")), tone = e.data("tone");
    out.push(`<path d="M${a.x} ${a.y}Q${2 * m.x - (a.x + b.x) / 2} ${2 * m.y - (a.y + b.y) / 2} ${b.x} ${b.y}" fill="none" stroke="${colour(tone)}" stroke-width="${e.data("width")}"${dash ? ` stroke-dasharray="${dash}"` : ""} marker-end="url(#${e.hasClass("denied") ? "denied-" : ""}${tone})"/>`);
    if (e.hasClass("labelled") || e.hasClass("near")) {
      out.push(`<text x="${m.x}" y="${m.y}" font-size="10" text-anchor="middle" stroke="${ground}" stroke-width="3" paint-order="stroke">${xml(e.data("label"))}</text>`);
    }
  }
  for (const n of cy.nodes()) {
    const p = n.position(), size = n.data("size"), lines = n.data("label").split("\n");
    out.push(outline(n), `<text font-size="${size}" text-anchor="middle" fill="${colour(n.data("kind") + "-text")}">` +
      lines.map((l, i) => `<tspan x="${p.x}" y="${p.y + size * (0.35 + 1.15 * (i - (lines.length - 1) / 2))}">${xml(l)}</tspan>`).join("") + "</text>");
  }
  const marker = (id, d, tone) => `<marker id="${id}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="${d}" fill="${colour(tone)}"/></marker>`;
  const markers = [...tones.keys()].map(t => marker(t, "M0 0L8 4L0 8z", t) + marker("denied-" + t, "M6 0H8V8H6z", t)).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${frame.join(" ")}" width="${frame[2]}" height="${frame[3]}" font-family='${font}' fill="${ink}"><defs>${markers}</defs>` +
    `<rect x="${frame[0]}" y="${frame[1]}" width="${frame[2]}" height="${frame[3]}" fill="${ground}"/>${out.join("")}</svg>`;
}

const png = () => cy.png({ output: "blob-promise", full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: colour("ground") });

return { cy, view, style, draw, show, emphasise, visible, svg, png, colour, kinds, kindOf, tones, mostShown };
})();
