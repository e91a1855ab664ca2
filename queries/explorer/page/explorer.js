// The explorer: what it knows of the graph, how that is drawn, and how people
// move in it. Names and sentences become text nodes only, never markup.
"use strict";
(() => {
const $ = id => document.getElementById(id);
const mostShown = 300, usualMore = 12;

// make returns an element with attributes and children; strings become text.
function make(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes || {})) {
    if (k === "onclick") e.addEventListener("click", v);
    else if (v !== undefined && v !== false) e.setAttribute(k, v === true ? "" : v);
  }
  e.append(...children.filter(c => c !== null && c !== undefined && c !== ""));
  return e;
}

// ---- What is known. Answers are added to what was there. ----

const known = { actors: new Map(), facts: new Map(), documents: new Map(), at: new Map() };

function learn(answer) {
  for (const d of answer.documents || []) known.documents.set(d.id, d);
  for (const a of answer.actors || []) known.actors.set(a.id, a);
  for (const f of answer.facts || []) {
    if (known.facts.has(f.id)) continue;
    known.facts.set(f.id, f);
    for (const id of ends(f)) {
      if (!known.at.has(id)) known.at.set(id, []);
      known.at.get(id).push(f);
    }
  }
  return answer;
}

function forget() { for (const m of Object.values(known)) m.clear(); }

// ends returns the actors that a fact relates, its subject first.
function ends(f) {
  const list = [f.s, f.o, ...(f.modifiers || []).map(m => m.id)].filter(Boolean);
  return [...new Set(list)];
}

const factsOf = id => known.at.get(id) || [];

// ---- Where answers come from: the server, or the data inside the page. ----

async function ask(what, parameters) {
  const answer = await fetch("api/" + what + "?" + new URLSearchParams(parameters), { headers: { Accept: "application/json" } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error);
  return body;
}

async function change(what, body) {
  const answer = await fetch("api/" + what, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error((await answer.json()).error);
}

const server = {
  writes: true,
  about: () => ask("about", {}),
  view: async () => learn(await ask("view", {})),
  search: async q => learn(await ask("search", { q })).actors,
  around: async (id, limit) => learn(await ask("around", { id, limit })),
  actor: async id => learn(await ask("actor", { id })),
  path: async (from, to) => learn(await ask("path", { from, to })),
  document: id => ask("document", { id }),
};

const fold = s => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// inside answers from a case that stands in the page.
function inside(data) {
  learn(data);
  const importance = a => a.facts || factsOf(a.id).length;
  const neighbours = id => {
    const count = new Map();
    for (const f of factsOf(id)) for (const e of ends(f)) if (e !== id) count.set(e, (count.get(e) || 0) + 1);
    return [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(x => x[0]);
  };
  return {
    writes: false,
    about: async () => ({ title: data.title }),
    view: async () => ({ focus: data.focus, actors: data.actors }),
    search: async q => {
      const words = fold(q).split(/\s+/).filter(Boolean);
      const fits = a => [a.name, ...(a.aliases || [])].some(n => words.every(w => fold(n).includes(w)));
      return data.actors.filter(fits).sort((a, b) => importance(b) - importance(a)).slice(0, usualMore);
    },
    around: async (id, limit) => ({ focus: [id], actors: [id, ...neighbours(id).slice(0, limit)].map(x => known.actors.get(x)).filter(Boolean) }),
    actor: async id => ({ focus: [id], names: [] }),
    path: async (from, to) => {
      const came = new Map([[from, null]]), queue = [from];
      for (let i = 0; i < queue.length && !came.has(to); i++) {
        for (const f of factsOf(queue[i])) {
          if (!asserted(f)) continue;
          for (const e of ends(f)) if (!came.has(e)) { came.set(e, [queue[i], f.id]); queue.push(e); }
        }
      }
      if (!came.has(to)) return { actors: [], limit: "no path between them over facts that are asserted" };
      const path = [], actors = [known.actors.get(to)];
      for (let at = to; came.get(at); at = came.get(at)[0]) { path.unshift(came.get(at)[1]); actors.unshift(known.actors.get(came.get(at)[0])); }
      return { actors, path };
    },
    document: async id => known.documents.get(id),
  };
}

const embedded = $("case");
const source = embedded ? inside(JSON.parse(embedded.textContent)) : server;

// ---- Filters. ----

const asserted = f => f.polarity === "affirmed" && f.modality === "asserted" && !f.sourceName;
const filter = { kinds: new Set(), families: new Set(), reported: true, planned: true, denied: true, source: "", confidence: 0, since: "", until: "", undated: true };

function passes(f) {
  if (!filter.reported && f.sourceName) return false;
  if (!filter.planned && f.modality !== "asserted") return false;
  if (!filter.denied && f.polarity !== "affirmed") return false;
  if (filter.families.has(f.family || "other")) return false;
  if (filter.source && f.sourceName !== filter.source) return false;
  if (f.confidence < filter.confidence) return false;
  if (!f.from && !f.until) return filter.undated;
  return !(filter.since && f.until && f.until < filter.since) && !(filter.until && f.from && f.from > filter.until);
}

// ---- The picture. ----

const shown = new Set();   // IRIs of actors
let selected = "", marked = new Set(); // an actor; the facts of a path

const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const fills = { person: "person", organisation: "organisation", place: "place", group: "group" };
const shapes = { person: "round-rectangle", organisation: "rectangle", place: "ellipse", group: "octagon", facility: "pentagon", event: "diamond", work: "tag", weapon: "hexagon" };
const families = {
  conflict: new Set(["assault", "coerce", "threaten", "reject", "accuse", "protest", "sanction", "mobilize"]),
  cooperation: new Set(["agree", "support", "concede", "cooperate", "aid", "retreat"]),
  speech: new Set(["consult", "request", "said"]),
};

function tone(f) {
  for (const [name, set] of Object.entries(families)) if (set.has(f.family)) return name;
  return "plain";
}

function style() {
  const ink = colour("ink"), ground = colour("ground");
  return [
    { selector: "node", style: {
      label: "data(label)", "text-wrap": "wrap", "text-max-width": 120, "text-valign": "center", "font-size": "data(size)", color: ink,
      shape: "data(shape)", "background-color": n => colour(n.data("fill")), "border-width": 1, "border-color": ink,
      width: "data(width)", height: "data(height)", "min-zoomed-font-size": 4 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("accent") } },
    { selector: "edge", style: {
      label: "data(label)", "font-size": 10, color: ink, "text-background-color": ground, "text-background-opacity": 0.85, "text-background-padding": 1,
      "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.8, width: "data(width)",
      "line-color": e => colour(e.data("tone")), "target-arrow-color": e => colour(e.data("tone")), "line-style": "data(line)", "min-zoomed-font-size": 7 } },
    { selector: "edge.denied", style: { "target-arrow-shape": "tee" } },
    { selector: "edge.path", style: { width: 5, "z-index": 9 } },
    { selector: "edge.chosen", style: { "line-color": colour("accent"), "target-arrow-color": colour("accent") } },
  ];
}

const cy = cytoscape({ container: $("graph"), wheelSensitivity: 0.3, minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false, textureOnViewport: true });

// bundles joins the facts between each two shown actors that pass the filters:
// one edge for each pair, direction and kind of claim.
function bundles() {
  const all = new Map();
  for (const id of shown) {
    for (const f of factsOf(id)) {
      if (f.s !== id || !passes(f)) continue;
      for (const to of ends(f)) {
        if (to === id || !shown.has(to)) continue;
        const line = f.modality !== "asserted" ? "dotted" : f.sourceName ? "dashed" : "solid";
        const key = [id, to, line, f.polarity, tone(f)].join(" ");
        if (!all.has(key)) all.set(key, { id: key, from: id, to, line, denied: f.polarity !== "affirmed", tone: tone(f), facts: [] });
        all.get(key).facts.push(f);
      }
    }
  }
  return [...all.values()];
}

function labelOf(facts) {
  const best = [...facts].sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
  const words = [...new Set(best.map(f => f.pn || f.p))];
  const text = words.slice(0, 2).join(", ").slice(0, 40);
  return facts.length > 1 ? text + " ×" + facts.length : text;
}

function nodeOf(a) {
  const size = Math.round(11 + Math.min(9, 2 * Math.log2(1 + (a.facts || factsOf(a.id).length))));
  const lines = Math.ceil(a.name.length * size * 0.55 / 120);
  return { group: "nodes", data: {
    id: a.id, label: a.name.length > 80 ? a.name.slice(0, 79) + "…" : a.name, size, shape: shapes[a.kind] || "round-rectangle", fill: fills[a.kind] || "other",
    width: Math.min(150, a.name.length * size * 0.55 + 24), height: Math.min(4, lines) * size * 1.3 + 14 } };
}

// draw brings the picture in line with what is shown. New actors start around
// the one they were opened from, on a spiral, so that the same steps give the
// same picture.
function draw(from) {
  cy.startBatch();
  const visible = id => { const a = known.actors.get(id); return a && !filter.kinds.has(a.kind || "other"); };
  cy.nodes().filter(n => !shown.has(n.id()) || !visible(n.id())).remove();
  cy.edges().remove();
  const origin = from && cy.getElementById(from).nonempty() ? cy.getElementById(from).position() : { x: 0, y: 0 };
  let fresh = 0;
  for (const id of shown) {
    if (!visible(id) || cy.getElementById(id).nonempty()) continue;
    const angle = 2.4 * fresh, far = 90 + 26 * Math.sqrt(fresh);
    cy.add({ ...nodeOf(known.actors.get(id)), position: { x: origin.x + far * Math.cos(angle), y: origin.y + far * Math.sin(angle) } });
    fresh++;
  }
  for (const b of bundles()) {
    if (!visible(b.from) || !visible(b.to)) continue;
    cy.add({ group: "edges", data: { id: b.id, source: b.from, target: b.to, label: labelOf(b.facts), line: b.line, tone: b.tone,
      width: Math.min(6, 1 + Math.log2(b.facts.length)), facts: b.facts.map(f => f.id) },
      classes: (b.denied ? "denied " : "") + (b.facts.some(f => marked.has(f.id)) ? "path" : "") });
  }
  cy.endBatch();
  cy.getElementById(selected).addClass("chosen");
  if (fresh > 0) arrange(fresh === cy.nodes().length);
  tell();
}

// arrange places the actors: springs along relations, repulsion, a pull to the
// middle that follows the form of the stage, and no two boxes on each other.
// Few steps where most actors stand already. There is no chance in it.
function arrange(all) {
  const wide = cy.width() / Math.max(1, cy.height());
  const nodes = cy.nodes().map(n => ({ id: n.id(), x: n.position("x"), y: n.position("y"), w: n.data("width") + 16, h: n.data("height") + 14, degree: n.degree() }));
  const links = cy.edges().map(e => ({ source: e.data("source"), target: e.data("target") }));
  const simulation = d3.forceSimulation(nodes).stop()
    .force("link", d3.forceLink(links).id(n => n.id).distance(l => 90 + 4 * Math.min(20, Math.max(l.source.degree, l.target.degree))).strength(0.5))
    .force("charge", d3.forceManyBody().strength(-420).distanceMax(600))
    .force("x", d3.forceX(0).strength(n => (n.degree ? 0.05 : 0.12) / Math.max(1, wide)))
    .force("y", d3.forceY(0).strength(n => (n.degree ? 0.05 : 0.12) * Math.max(1, wide)));
  if (!all) simulation.alpha(0.4);
  simulation.tick(all ? 300 : 120);
  apart(nodes);
  const at = new Map(nodes.map(n => [n.id, n]));
  cy.batch(() => cy.nodes().forEach(n => { const p = at.get(n.id()); n.position({ x: p.x, y: p.y }); }));
  if (all || cy.zoom() < 0.3) cy.fit(undefined, 25);
}

// apart pushes boxes that overlap away from each other, along the shorter way.
function apart(nodes) {
  for (let round = 0, moved = true; moved && round < 200; round++) {
    moved = false;
    for (let i = 0; i < nodes.length; i++) {
      for (let j = i + 1; j < nodes.length; j++) {
        const a = nodes[i], b = nodes[j], dx = b.x - a.x, dy = b.y - a.y;
        const x = (a.w + b.w) / 2 - Math.abs(dx), y = (a.h + b.h) / 2 - Math.abs(dy);
        if (x <= 0 || y <= 0) continue;
        moved = true;
        if (x < y) { const d = (dx < 0 ? -x : x) / 2; a.x -= d; b.x += d; } else { const d = (dy < 0 ? -y : y) / 2; a.y -= d; b.y += d; }
      }
    }
  }
}

function tell(words) {
  const hidden = [...shown].reduce((n, id) => n + Math.max(0, ((known.actors.get(id) || {}).facts || 0) - factsOf(id).length), 0);
  $("notice").textContent = words || `${cy.nodes().length} actors, ${cy.edges().length} relations` + (hidden > 0 ? "; click an actor to see more" : "");
}

function show(ids) {
  for (const id of ids) {
    if (shown.size >= mostShown) { tell(`Only ${mostShown} actors are drawn at once: hide some first`); break; }
    if (known.actors.has(id)) shown.add(id);
  }
}

// ---- The panel. ----

function actorButton(id, text) {
  return known.actors.has(id) ? make("button", { type: "button", class: "plain", onclick: () => open(id) }, text) : document.createTextNode(text);
}

// marks returns the sentence with its words marked. Offsets count code points.
function marks(f) {
  const text = [...f.text], spans = f.marks.map((m, i) => [...m, "spo"[i]]).filter(m => m[1] > m[0]).sort((a, b) => a[0] - b[0]);
  const out = [];
  let at = 0;
  for (const [start, end, kind] of spans) {
    if (start < at) continue;
    out.push(text.slice(at, start).join(""), make("mark", { class: kind }, text.slice(start, end).join("")));
    at = end;
  }
  return [...out, text.slice(at).join("")];
}

const safeLink = url => { try { return ["http:", "https:"].includes(new URL(url).protocol); } catch { return false; } };

function claim(f) {
  const words = [];
  if (f.polarity !== "affirmed") words.push("denied");
  if (f.modality !== "asserted") words.push(f.modality);
  if (f.sourceName) words.push("says " + f.sourceName);
  if (f.time) words.push(f.time);
  words.push(f.confidence.toFixed(2));
  return words.join(" · ");
}

function factItem(f) {
  const d = known.documents.get(f.doc) || { title: f.doc };
  const cite = [d.title || "untitled", d.publisher, d.published].filter(Boolean).join(", ");
  const kinds = ["fact", f.polarity !== "affirmed" && "denied", f.sourceName && "reported", f.modality !== "asserted" && "planned"].filter(Boolean).join(" ");
  return make("li", { class: kinds },
    make("div", {}, actorButton(f.s, f.sn), " ", make("strong", {}, f.pn || f.p), " ", f.on ? actorButton(f.o, f.on) : "",
      ...(f.modifiers || []).flatMap(m => [" ", make("span", { class: "faint" }, m.role + ": "), actorButton(m.id, m.text)])),
    make("blockquote", {}, ...marks(f)),
    make("div", { class: "faint" }, claim(f), " · ", make("button", { type: "button", class: "plain", onclick: () => read(f) }, cite),
      d.url && safeLink(d.url) ? make("a", { href: d.url, rel: "noopener noreferrer", target: "_blank" }, " source ↗") : ""));
}

// section lists facts by their relation, the most frequent first.
function section(facts) {
  const groups = new Map();
  for (const f of facts) { const k = f.family || f.p; if (!groups.has(k)) groups.set(k, []); groups.get(k).push(f); }
  const list = [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  return list.flatMap(([name, all]) => [make("h3", {}, `${name.replaceAll("-", " ")} (${all.length})`), make("ul", {}, ...all.map(factItem))]);
}

function panel(...children) {
  $("panel").replaceChildren(...children.filter(Boolean));
  $("panel").scrollTop = 0;
}

const button = (text, onclick) => make("button", { type: "button", onclick }, text);

async function open(id) {
  const answer = await source.actor(id);
  const a = known.actors.get(id);
  if (!a) return;
  selected = id;
  cy.elements().removeClass("chosen");
  if (!shown.has(id)) { show([id]); draw(); }
  cy.getElementById(id).addClass("chosen");
  const facts = [...new Set([...factsOf(id), ...[...known.facts.values()].filter(f => f.source === id)])].filter(passes);
  const absent = new Set(facts.flatMap(ends).filter(e => !shown.has(e)));
  panel(
    make("h2", {}, a.name),
    make("div", { class: "faint" }, [a.kind, ...(a.roles || [])].filter(Boolean).join(" · ")),
    (a.aliases || []).length ? make("div", {}, "also called: " + a.aliases.join("; ")) : null,
    make("div", { class: "actions" },
      button(absent.size ? `Show ${Math.min(usualMore, absent.size)} of ${absent.size} more` : "All neighbours are shown", () => expand(id)),
      button("Hide", () => { shown.delete(id); selected = ""; draw(); overview(); }),
      button("Path to …", () => choose("Path to which actor?", to => findPath(id, to))),
      source.writes ? button("Same as …", () => choose("Which actor is the same?", b => judge("merge", { a: id, b }, id))) : null,
      source.writes && (answer.names || []).length > 1 ? button("Split …", () => chooseNames(a, answer.names)) : null),
    ...section(facts));
  remember();
}

// overview lists what is drawn: the picture for those who do not see it.
function overview() {
  const list = [...shown].map(id => known.actors.get(id)).filter(Boolean).sort((a, b) => (b.facts || 0) - (a.facts || 0) || (a.name < b.name ? -1 : 1));
  panel(make("h2", {}, "In the picture"), make("ul", { id: "shown" }, ...list.map(a =>
    make("li", {}, actorButton(a.id, a.name), " ", make("span", { class: "faint" }, [a.kind, (a.roles || [])[0]].filter(Boolean).join(", "))))));
  remember();
}

async function read(f) {
  const d = await source.document(f.doc);
  const text = [...(d.text || f.text)], start = d.text ? f.start : 0, length = [...f.text].length;
  const sentence = make("mark", { class: "sentence" }, text.slice(start, start + length).join(""));
  panel(make("div", { class: "actions" }, button("Back", () => selected ? open(selected) : overview())), make("h2", {}, d.title || "untitled"),
    make("div", { class: "faint" }, [d.publisher, d.published].filter(Boolean).join(", ")),
    make("div", { class: "article" }, text.slice(0, start).join(""), sentence, text.slice(start + length).join("")));
  sentence.scrollIntoView({ block: "center" });
}

async function expand(id) {
  const answer = await source.around(id, shown.size + usualMore);
  show(answer.actors.map(a => a.id).filter(x => !shown.has(x)).slice(0, usualMore));
  draw(id);
  await open(id);
}

async function findPath(from, to) {
  const answer = await source.path(from, to);
  if (!(answer.path || []).length) { tell(answer.limit || "no path between them"); return; }
  show(answer.actors.map(a => a.id));
  marked = new Set(answer.path);
  draw(from);
  const facts = answer.path.map(id => known.facts.get(id));
  panel(make("h2", {}, "Path"), make("ul", { id: "path" }, ...facts.map(factItem)), button("Back", () => { marked = new Set(); draw(); open(from); }));
}

// ---- Choosing an actor, and judgements. ----

let choosing = null;

function choose(question, then) {
  choosing = then;
  $("search").placeholder = question;
  $("search").value = "";
  $("search").focus();
}

function chooseNames(a, names) {
  const boxes = names.map(n => make("input", { type: "checkbox", value: n }));
  panel(make("h2", {}, "Names that are somebody else's"), make("div", {}, a.name),
    make("ul", {}, ...names.map((n, i) => make("li", {}, make("label", {}, boxes[i], " ", n)))),
    make("div", { class: "actions" }, button("Split", () => judge("split", { a: a.id, names: boxes.filter(b => b.checked).map(b => b.value) }, a.id)), button("Back", () => open(a.id))));
}

async function judge(what, body, then) {
  await change(what, body);
  const names = new Map([...shown].map(id => [id, (known.actors.get(id) || {}).name]));
  forget();
  shown.clear();
  for (const [id, name] of names) {
    let answer = await source.around(id, 1).catch(() => null);
    if (!answer) { const found = await source.search(name || ""); answer = { focus: found.slice(0, 1).map(a => a.id) }; }
    show(answer.focus);
  }
  for (const id of shown) await source.around(id, usualMore);
  draw();
  tell(what === "undo" ? "Taken back" : "Judgement kept; “Undo merge or split” takes it back");
  if (known.actors.has(then)) await open(then); else overview();
}

// ---- Search. ----

let asked = 0;

async function search() {
  const q = $("search").value.trim(), turn = ++asked;
  if (!q) { close(); return; }
  const list = await source.search(q);
  if (turn !== asked) return;
  $("found").replaceChildren(...list.map((a, i) => make("li", { role: "option", id: "found-" + i, "data-id": a.id, "aria-selected": i === 0 ? "true" : "false", onclick: () => pick(a.id) },
    a.name, " ", make("span", { class: "faint" }, [a.kind, (a.roles || [])[0]].filter(Boolean).join(", ")))));
  if (!list.length) $("found").replaceChildren(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "nobody of that name"));
  $("found").hidden = false;
  $("search").setAttribute("aria-expanded", "true");
  if (list.length) $("search").setAttribute("aria-activedescendant", "found-0");
}

function close() {
  $("found").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").removeAttribute("aria-activedescendant");
}

function move(step) {
  const all = [...$("found").querySelectorAll("[data-id]")], now = all.findIndex(e => e.getAttribute("aria-selected") === "true");
  if (!all.length) return;
  const next = (now + step + all.length) % all.length;
  all.forEach((e, i) => e.setAttribute("aria-selected", i === next ? "true" : "false"));
  all[next].scrollIntoView({ block: "nearest" });
  $("search").setAttribute("aria-activedescendant", all[next].id);
}

async function pick(id) {
  close();
  const then = choosing;
  choosing = null;
  $("search").value = "";
  $("search").placeholder = "Find an actor ( / )";
  if (then) { await then(id); return; }
  if (!shown.has(id)) { // a picture of its own
    const answer = await source.around(id, 2 * usualMore);
    shown.clear();
    cy.elements().remove();
    marked = new Set();
    show([id, ...answer.actors.map(a => a.id)]);
    draw();
  }
  await open(id);
  cy.center(cy.getElementById(id));
}

// ---- Time. ----

let days = [];

const dayNumber = iso => Math.floor(Date.parse(iso.slice(0, 10) + "T00:00:00Z") / 864e5);
const dayName = n => new Date(n * 864e5).toISOString().slice(0, 10);

function clock(first, last) {
  const from = dayNumber(first), to = dayNumber(last);
  if (!(to >= from)) { $("since").disabled = $("until").disabled = true; return; }
  days = [from, to];
  for (const id of ["since", "until"]) { $(id).disabled = false; $(id).min = from; $(id).max = to; $(id).value = id === "since" ? from : to; }
  period();
}

// histogram draws how many of the known facts fall into each part of the time.
function histogram() {
  if (!days.length) return;
  const parts = 60, counts = new Array(parts).fill(0), width = (days[1] - days[0] + 1) / parts;
  for (const f of known.facts.values()) {
    if (!f.from) continue;
    const at = Math.floor((dayNumber(f.from) - days[0]) / width);
    if (at >= 0 && at < parts) counts[at]++;
  }
  const top = Math.max(1, ...counts);
  $("bars").replaceChildren(...counts.map((n, i) => {
    const bar = make("i", { class: days[0] + (i + 1) * width <= +$("since").value || days[0] + i * width > +$("until").value ? "out" : "" });
    bar.style.height = n ? 10 + 90 * n / top + "%" : "0";
    return bar;
  }));
}

function period() {
  if (+$("since").value > +$("until").value) $("until").value = $("since").value;
  filter.since = +$("since").value === days[0] ? "" : dayName(+$("since").value);
  filter.until = +$("until").value === days[1] ? "" : dayName(+$("until").value);
  $("since-value").textContent = dayName(+$("since").value) + (filter.since ? "" : " and before");
  $("until-value").textContent = dayName(+$("until").value) + (filter.until ? "" : " and after");
  histogram();
}

// ---- Filters, files, links. ----

function boxes(where, names, set) {
  $(where).replaceChildren(...names.map(n => {
    const box = make("input", { type: "checkbox", value: n });
    box.checked = !set.has(n);
    box.addEventListener("change", () => { box.checked ? set.delete(n) : set.add(n); draw(); });
    return make("label", {}, box, " ", n);
  }));
}

function options() {
  boxes("kinds", [...new Set([...known.actors.values()].map(a => a.kind || "other"))].sort(), filter.kinds);
  boxes("families", [...new Set([...known.facts.values()].map(f => f.family || "other"))].sort(), filter.families);
  const names = [...new Set([...known.facts.values()].map(f => f.sourceName).filter(Boolean))].sort();
  $("source").replaceChildren(make("option", { value: "" }, "anybody"), ...names.map(n => make("option", { value: n }, n)));
  $("source").value = filter.source;
}

function remember() {
  const state = { shown: [...shown], selected };
  history.replaceState(null, "", "#" + encodeURIComponent(JSON.stringify(state)));
}

async function recall() {
  let state;
  try { state = JSON.parse(decodeURIComponent(location.hash.slice(1))); } catch { return false; }
  if (!Array.isArray(state.shown)) return false;
  for (const id of state.shown.slice(0, mostShown).map(String)) {
    const answer = await source.around(id, usualMore).catch(() => null);
    if (answer) show(answer.focus);
  }
  draw();
  if (known.actors.has(state.selected)) await open(state.selected); else overview();
  return shown.size > 0;
}

function save(name, type, data) {
  const url = URL.createObjectURL(new Blob([data], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const xml = s => s.replace(/[&<>"']/g, c => "&#" + c.charCodeAt(0) + ";").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");

// picture writes what is drawn as SVG.
function picture() {
  const box = cy.elements().boundingBox(), out = [];
  for (const e of cy.edges()) {
    const a = e.sourceEndpoint(), b = e.targetEndpoint(), m = e.midpoint(), dash = { solid: "", dashed: ' stroke-dasharray="6 3"', dotted: ' stroke-dasharray="2 3"' }[e.data("line")];
    out.push(`<path d="M${a.x} ${a.y}Q${2 * m.x - (a.x + b.x) / 2} ${2 * m.y - (a.y + b.y) / 2} ${b.x} ${b.y}" fill="none" stroke="${colour(e.data("tone"))}" stroke-width="${e.data("width")}"${dash} marker-end="url(#arrow)"/>`,
      `<text x="${m.x}" y="${m.y}" font-size="10" text-anchor="middle">${xml(e.data("label"))}</text>`);
  }
  for (const n of cy.nodes()) {
    const p = n.position(), w = n.data("width"), h = n.data("height"), round = { ellipse: h / 2, rectangle: 0 }[n.data("shape")] ?? 8;
    out.push(`<rect x="${p.x - w / 2}" y="${p.y - h / 2}" width="${w}" height="${h}" rx="${round}" fill="${colour(n.data("fill"))}" stroke="${colour("ink")}"/>`,
      `<text x="${p.x}" y="${p.y + n.data("size") / 3}" font-size="${n.data("size")}" text-anchor="middle">${xml(n.data("label"))}</text>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.x1 - 20} ${box.y1 - 20} ${box.w + 40} ${box.h + 40}" font-family="sans-serif" fill="${colour("ink")}"><defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs><rect x="${box.x1 - 20}" y="${box.y1 - 20}" width="${box.w + 40}" height="${box.h + 40}" fill="${colour("ground")}"/>${out.join("")}</svg>`;
}

// ---- Wiring. ----

const careful = work => (...args) => Promise.resolve(work(...args)).catch(e => tell(e.message));

cy.on("tap", "node", careful(e => open(e.target.id())));
cy.on("dbltap", "node", careful(e => expand(e.target.id())));
cy.on("tap", "edge", e => {
  cy.elements().removeClass("chosen");
  e.target.addClass("chosen");
  panel(make("h2", {}, e.target.source().data("label") + " – " + e.target.target().data("label")), ...section(e.target.data("facts").map(id => known.facts.get(id))));
});
$("search").addEventListener("input", careful(search));
$("search").addEventListener("keydown", careful(e => {
  if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); move(e.key === "ArrowDown" ? 1 : -1); }
  if (e.key === "Escape") { choosing = null; $("search").placeholder = "Find an actor ( / )"; close(); }
  if (e.key === "Enter") {
    const found = $("found").querySelector("[aria-selected=true][data-id]");
    if (found && !$("found").hidden) return pick(found.dataset.id);
  }
}));
document.addEventListener("click", e => { if (!e.target.closest(".search")) close(); });
document.addEventListener("keydown", e => {
  if (e.target.matches("input, select, textarea")) return;
  if (e.key === "/") { e.preventDefault(); $("search").focus(); }
  if (e.key === "Escape") { selected = ""; marked = new Set(); draw(); overview(); }
});
$("home").addEventListener("click", careful(start));
$("fit").addEventListener("click", () => cy.fit(undefined, 30));
$("filters").addEventListener("click", () => {
  options();
  const hidden = !$("filter-panel").hidden;
  $("filter-panel").hidden = hidden;
  $("filters").setAttribute("aria-expanded", String(!hidden));
  cy.resize();
});
for (const id of ["reported", "planned", "denied", "undated"]) $(id).addEventListener("change", () => { filter[id] = $(id).checked; draw(); });
$("source").addEventListener("change", () => { filter.source = $("source").value; draw(); });
$("confidence").addEventListener("input", () => { filter.confidence = +$("confidence").value; $("confidence-value").textContent = filter.confidence.toFixed(2); draw(); });
for (const id of ["since", "until"]) $(id).addEventListener("input", () => { period(); draw(); });
$("link").addEventListener("click", careful(async () => { remember(); await navigator.clipboard.writeText(location.href); tell("The address of this view is copied"); }));
$("svg").addEventListener("click", () => save("dramatis.svg", "image/svg+xml", picture()));
$("png").addEventListener("click", careful(async () => save("dramatis.png", "image/png", await cy.png({ output: "blob-promise", full: true, scale: 2, bg: colour("ground") }))));
$("undo").addEventListener("click", careful(() => judge("undo", {}, selected)));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(style()));
addEventListener("resize", () => { cy.resize(); cy.fit(undefined, 25); });

// start shows the best supported actors.
async function start() {
  shown.clear();
  selected = "";
  marked = new Set();
  const answer = await source.view();
  show(answer.actors.map(a => a.id));
  draw();
  overview();
}

careful(async () => {
  cy.style(style());
  $("undo").hidden = !source.writes;
  const about = await source.about();
  if (about.title) { $("title").textContent = about.title; document.title = about.title; }
  if (!await recall()) await start();
  const begins = [...known.facts.values()].filter(f => f.from && f.until).map(f => f.from).sort(), part = begins.length / 50;
  const first = about.first || begins[Math.floor(part)], last = about.last || begins[Math.ceil(begins.length - 1 - part)];
  if (first && last) clock(first, last);
  document.body.dataset.ready = "true";
})();
})();
