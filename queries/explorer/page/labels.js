// Which words stand in the picture: those of lines where they cover neither a
// name, nor another line, nor each other, the weightier first; names where all
// are too small to be read, the greater first. Nearer looks show more.
"use strict";
const labels = (() => {
const mostTried = 150, mostLines = 600, mostNames = 60, smallest = 7; // smallest: of a name that can be read, in pixels

const crosses = (a, b) => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
const inside = (a, b) => a.x1 >= b.x1 && a.x2 <= b.x2 && a.y1 >= b.y1 && a.y2 <= b.y2;
const boxAt = (p, w, h) => ({ x1: p.x - w / 2, x2: p.x + w / 2, y1: p.y - h / 2, y2: p.y + h / 2 });

// curve returns points of a line as it is drawn: a parabola through its middle.
function curve(e) {
  const a = e.sourceEndpoint(), b = e.targetEndpoint(), m = e.midpoint();
  const c = { x: 2 * m.x - (a.x + b.x) / 2, y: 2 * m.y - (a.y + b.y) / 2 };
  return { middle: m, bent: Math.hypot(m.x - (a.x + b.x) / 2, m.y - (a.y + b.y) / 2) > 1,
    at: t => ({ x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * c.x + t * t * b.x, y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * c.y + t * t * b.y }) };
}

// strokes cuts a line into straight pieces.
function strokes(line) {
  const n = line.bent ? 6 : 1, out = [];
  for (let i = 0; i < n; i++) out.push([line.at(i / n), line.at((i + 1) / n)]);
  return out;
}

// hits says whether a straight piece passes a box (Liang and Barsky 1984).
function hits([a, b], box) {
  let from = 0, to = 1;
  const dx = b.x - a.x, dy = b.y - a.y;
  for (const [p, q] of [[-dx, a.x - box.x1], [dx, box.x2 - a.x], [-dy, a.y - box.y1], [dy, box.y2 - a.y]]) {
    if (p === 0) { if (q < 0) return false; continue; }
    const t = q / p;
    if (p < 0) from = Math.max(from, t); else to = Math.min(to, t);
    if (from > to) return false;
  }
  return true;
}

const stops = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];

// sizeAt is how large the words of lines are, so that they can be read.
const sizeAt = zoom => Math.min(20, Math.max(9, 11 / zoom));

// place chooses the words that are shown. lengthOf measures text.
function place(cy, lengthOf) {
  const zoom = cy.zoom(), size = sizeAt(zoom), readable = size * zoom >= smallest;
  const names = namesFrom(cy, zoom, lengthOf);
  const taken = cy.nodes().map(n => { const p = n.position(); return boxAt(p, n.data("width") + 4, n.data("height") + 4); });
  const room = { x1: Math.min(...taken.map(b => b.x1)), x2: Math.max(...taken.map(b => b.x2)), y1: Math.min(...taken.map(b => b.y1)), y2: Math.max(...taken.map(b => b.y2)) };
  for (const name of names.values()) taken.push(name.box);
  const lines = [];
  if (readable && cy.edges().length <= mostLines) cy.edges().forEach(e => { if (!e.hasClass("far")) { const line = curve(e); lines.push({ e, line, strokes: strokes(line) }); } });
  const weight = e => (e.hasClass("path") ? 1e6 : 0) + (e.hasClass("near") ? 1e5 : 0) + (e.hasClass("at") ? 1e4 : 0) + e.data("weight");
  const order = lines.filter(l => l.e.data("label")).sort((a, b) => weight(b.e) - weight(a.e) || (a.e.id() < b.e.id() ? -1 : 1)).slice(0, mostTried);
  const chosen = new Map(), h = size * 1.25 + 2;
  const covers = (box, p) => p.x > box.x1 - 7 && p.x < box.x2 + 7 && p.y > box.y1 - 7 && p.y < box.y2 + 7; // an end of the line, with its arrow
  const clear = (l, box) => inside(box, room) && !covers(box, l.line.at(0)) && !covers(box, l.line.at(1)) && !taken.some(b => crosses(b, box)) && !lines.some(o => o !== l && o.strokes.some(s => hits(s, box)));
  for (const l of order) {
    for (const text of new Set([l.e.data("long"), l.e.data("short")])) {
      const w = lengthOf(text, size) + 6, t = stops.find(t => clear(l, boxAt(l.line.at(t), w, h)));
      if (t === undefined) continue;
      const p = l.line.at(t);
      taken.push(boxAt(p, w, h));
      chosen.set(l.e.id(), { text, x: p.x - l.line.middle.x, y: p.y - l.line.middle.y });
      break;
    }
  }
  cy.batch(() => {
    cy.edges().forEach(e => {
      const at = chosen.get(e.id());
      if (at) e.data({ label: at.text, dx: at.x, dy: at.y, letters: size });
      if (Boolean(at) !== e.hasClass("labelled")) e.toggleClass("labelled", Boolean(at));
    });
    cy.nodes().forEach(n => {
      const name = names.get(n.id());
      if (name) n.data("letters", name.size);
      if (Boolean(name) !== n.hasClass("afar")) n.toggleClass("afar", Boolean(name));
    });
  });
}

// namesFrom returns the nodes whose names are written larger than their boxes,
// because they could not be read from so far. They cover no name that can.
function namesFrom(cy, zoom, lengthOf) {
  const out = new Map(), size = 11 / zoom, boxes = [], unread = [];
  cy.nodes().forEach(n => {
    if (n.data("size") * zoom >= smallest || n.hasClass("chosen")) boxes.push(boxAt(n.position(), n.data("width"), n.data("height"))); else if (!n.hasClass("dim")) unread.push(n);
  });
  unread.sort((a, b) => b.data("size") - a.data("size") || b.data("weight") - a.data("weight") || (a.id() < b.id() ? -1 : 1));
  for (const n of unread) {
    if (out.size >= mostNames) break;
    const text = n.data("brief").split("\n"), box = boxAt(n.position(), Math.max(...text.map(l => lengthOf(l, size))) + 8, text.length * size * 1.2 + 6);
    if (boxes.some(b => crosses(b, box))) continue;
    boxes.push(box);
    out.set(n.id(), { size, box });
  }
  return out;
}

return { place, curve, sizeAt };
})();
