// Where actors stand. There is no chance in it: the same steps give the same
// picture.
"use strict";
const layout = (() => {
const filled = 0.32; // of the picture by boxes and the room around them

// layout places nodes ({id, x, y, w, h, degree}): springs along links, repulsion,
// a pull to the middle that follows the form of the stage, and no two boxes on
// each other. Few steps where not all are new or there are many; whole says
// whether the picture may become larger or smaller.
function place(nodes, links, wide, all, whole = all) {
  const simulation = d3.forceSimulation(nodes).stop()
    .force("link", d3.forceLink(links).id(n => n.id).distance(l => 60 + 0.6 * (l.source.w + l.target.w) / 2 + 4 * Math.min(20, Math.max(l.source.degree, l.target.degree))).strength(0.4))
    .force("charge", d3.forceManyBody().strength(-650).distanceMax(800))
    .force("x", d3.forceX(0).strength(n => (n.degree ? 0.05 : 0.12) / Math.max(1, wide)))
    .force("y", d3.forceY(0).strength(n => (n.degree ? 0.05 : 0.12) * Math.max(1, wide)));
  const ticks = Math.max(20, Math.min(all ? 300 : 30, Math.round(40000 / nodes.length)));
  if (!all) simulation.alpha(0.3);
  simulation.alphaDecay(1 - Math.pow(0.001 / simulation.alpha(), 1 / ticks)).tick(ticks);
  if (whole) fill(nodes, wide);
  apart(nodes);
  if (whole && nodes.length <= 80) for (let round = 0; round < 12 && aside(nodes, links); round++) apart(nodes, round < 11 ? 20 : 200);
}

// aside moves boxes off the lines that pass behind them, and says whether it
// moved any.
function aside(nodes, links) {
  let moved = false;
  for (const { source: a, target: b } of links) {
    const dx = b.x - a.x, dy = b.y - a.y, d = Math.hypot(dx, dy);
    if (d < 1) continue;
    for (const n of nodes) {
      if (n === a || n === b) continue;
      const along = ((n.x - a.x) * dx + (n.y - a.y) * dy) / d;
      if (along < 0 || along > d) continue;
      const off = ((n.x - a.x) * -dy + (n.y - a.y) * dx) / d, reach = (n.w / 2 * Math.abs(dy) + n.h / 2 * Math.abs(dx)) / d, lack = reach - Math.abs(off);
      if (lack <= 0) continue;
      const way = (off < 0 ? -1 : 1) * Math.min(lack, 25) / d;
      n.x += -dy * way;
      n.y += dx * way;
      moved = true;
    }
  }
  return moved;
}

// fill stretches or shrinks the picture to the form of the stage, so that names
// are as large as they can be; one direction not much more than the other.
function fill(nodes, wide) {
  if (nodes.length < 3) return;
  const span = (at, size) => Math.max(...nodes.map(n => n[at] + n[size] / 2)) - Math.min(...nodes.map(n => n[at] - n[size] / 2));
  const w = span("x", "w"), h = span("y", "h"), area = nodes.reduce((sum, n) => sum + (n.w + 14) * (n.h + 14), 0) / filled;
  let sx = Math.sqrt(area * wide) / w, sy = Math.sqrt(area / wide) / h;
  const mean = Math.sqrt(sx * sy), twist = Math.min(1.35, Math.max(0.74, Math.sqrt(sx / sy)));
  sx = mean * twist;
  sy = mean / twist;
  for (const n of nodes) { n.x *= sx; n.y *= sy; }
}

// push moves two boxes that overlap away from each other, along the shorter way.
function push(a, b) {
  const dx = a.x - b.x, dy = a.y - b.y, ox = (a.w + b.w) / 2 - Math.abs(dx), oy = (a.h + b.h) / 2 - Math.abs(dy);
  if (ox <= 0 || oy <= 0) return false;
  if (ox < oy) { const d = (dx < 0 ? -ox : ox) / 2; b.x -= d; a.x += d; } else { const d = (dy < 0 ? -oy : oy) / 2; b.y -= d; a.y += d; }
  return true;
}

// apart pushes until no two boxes overlap. Of many only those of neighbouring
// cells are compared.
function apart(nodes, most = nodes.length > 250 ? 120 : 200) {
  const round = nodes.length > 150 ? nearPairs : allPairs;
  for (let n = 0; n < most && round(nodes); n++);
}

function allPairs(nodes) {
  let moved = false;
  for (let i = 1; i < nodes.length; i++) for (let j = 0; j < i; j++) if (push(nodes[i], nodes[j])) moved = true;
  return moved;
}

function nearPairs(nodes) {
  let moved = false;
  const cell = Math.max(60, ...nodes.map(n => Math.max(n.w, n.h))), cells = new Map(), row = 100003; // row: a column is no longer
  nodes.forEach((a, i) => {
    const x = Math.floor(a.x / cell), y = Math.floor(a.y / cell);
    for (let u = x - 1; u <= x + 1; u++) for (let v = y - 1; v <= y + 1; v++) {
      for (const j of cells.get(u * row + v) || []) if (push(a, nodes[j])) moved = true;
    }
    const home = x * row + y;
    if (!cells.has(home)) cells.set(home, []);
    cells.get(home).push(i);
  });
  return moved;
}

return { place, apart };
})();
