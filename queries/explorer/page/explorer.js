// How people move in the graph: search, time, filters, links, keyboard.
"use strict";
(() => {
const { $, make, usualMore, known, source, filter } = model;
const { cy, view, show, fit, visible, kinds, kindOf, tones, mostShown } = picture;
const { tell, many, redraw, careful, toShow } = panel;
const { familyName, relation, open, overview, expand } = dossier;
const { groupPanel, unfold, openGroup, tie } = community;
const { chosen, judge } = judgements;

// ---- Search. ----

let asked = 0, answered = ""; // what the list holds the answer to

async function search() {
  const q = $("search").value.trim(), turn = ++asked;
  if (!q) { close(); return; }
  const list = await source.search(q);
  if (turn !== asked) return;
  answered = q;
  $("found").replaceChildren(...list.map((a, i) => make("li", { role: "option", id: "found-" + i, "data-id": a.id, "aria-selected": i === 0 ? "true" : "false", onclick: () => pick(a.id) },
    a.name, " ", make("span", { class: "faint" }, [a.kind, (a.roles || [])[0]].filter(Boolean).join(", ")))));
  if (!list.length) $("found").replaceChildren(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "nobody of that name"));
  $("found").hidden = false;
  $("search").setAttribute("aria-expanded", "true");
  if (list.length) $("search").setAttribute("aria-activedescendant", "found-0"); else $("search").removeAttribute("aria-activedescendant");
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
  asked++; // a late answer opens no list
  close();
  const then = chosen();
  if (then) { await then(id); return; }
  if (!view.shown.has(id)) { // a picture of its own
    const answer = await source.around(id, 2 * usualMore);
    groups.state.on = false;
    view.shown.clear();
    cy.elements().remove();
    view.marked = new Set();
    redraw("", show([id, ...toShow(answer)]));
  }
  await open(id);
  cy.center(cy.getElementById(id));
}

// ---- Time. ----

let days = [], bars = null; // the first and the last; how many facts begin in each part, as the server counts

const dayNumber = iso => Math.floor(Date.parse(iso.slice(0, 10) + "T00:00:00Z") / 864e5);
const dayName = n => new Date(n * 864e5).toISOString().slice(0, 10);

function clock(first, last, counts) {
  bars = counts;
  const from = dayNumber(first), to = dayNumber(last);
  if (!(to >= from)) return;
  $("time").hidden = false;
  days = [from, to];
  const asked = { since: filter.since, until: filter.until };
  for (const id of ["since", "until"]) { $(id).disabled = false; $(id).min = from; $(id).max = to; $(id).value = dayNumber(asked[id]) || (id === "since" ? from : to); }
  period();
}

// histogram draws how many facts fall into each part of the time.
function histogram() {
  if (!days.length) return;
  const parts = bars ? bars.length : 60, counts = bars ? [...bars] : new Array(parts).fill(0), width = (days[1] - days[0] + 1) / parts;
  for (const f of known.facts.values()) {
    if (!f.from || bars) continue;
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
  for (const id of ["since", "until"]) $(id).setAttribute("aria-valuetext", dayName(+$(id).value));
  filter.since = +$("since").value === days[0] ? "" : dayName(+$("since").value);
  filter.until = +$("until").value === days[1] ? "" : dayName(+$("until").value);
  $("since-value").textContent = dayName(+$("since").value) + (filter.since ? "" : " and before");
  $("until-value").textContent = dayName(+$("until").value) + (filter.until ? "" : " and after");
  histogram();
}

// ---- Filters, links, files. ----

function boxes(where, names, set, words) {
  $(where).replaceChildren(...names.map(n => {
    const box = make("input", { type: "checkbox", value: n });
    box.checked = !set.has(n);
    box.addEventListener("change", () => { box.checked ? set.delete(n) : set.add(n); filtered(); });
    return make("label", {}, box, " ", words(n));
  }));
}

let about = {}; // what the server says of the whole graph

function options() {
  const all = (list, more) => [...new Set([...(list || []), ...more])].sort();
  boxes("kinds", all((about.kinds || []).map(kind => kindOf({ kind })), [...known.actors.values()].map(kindOf)), filter.kinds, k => kinds.get(k)[1]);
  boxes("families", all(about.families, [...(about.families ? ["other"] : []), ...[...known.facts.values()].map(f => f.family || "other")]), filter.families, f => familyName(f === "other" ? "" : f));
  const names = all(about.sources, [...known.facts.values()].map(f => f.sourceName).filter(Boolean));
  $("source").replaceChildren(make("option", { value: "" }, "anybody"), ...names.map(n => make("option", { value: n }, n)));
  $("source").value = filter.source;
  for (const id of ["reported", "planned", "denied", "undated"]) $(id).checked = filter[id];
  $("confidence").value = filter.confidence;
  $("confidence-value").textContent = filter.confidence.toFixed(2);
}

// filtered draws anew; the panel follows when the slider rests.
let rest = 0;

function filtered() {
  redraw();
  clearTimeout(rest);
  rest = setTimeout(careful(() => $("related") || view.selected && $("expand") ? open(view.selected) : remember()), 300);
}

function legend() {
  const line = (dash, tone) => make("i", { class: "line " + dash, style: undefined, "data-tone": tone });
  $("legend").replaceChildren(make("summary", {}, "Legend"), make("div", {},
    ...[...kinds].filter(([k]) => [...view.shown].some(id => kindOf(known.actors.get(id) || {}) === k)).map(([k, [shape, words]]) => make("span", {}, make("i", { class: "box " + shape, "data-kind": k }), words)),
    groups.state.on ? make("span", {}, make("i", { class: "box stack" }), "group of actors") : null,
    ...[...tones].map(([t, words]) => make("span", {}, line("solid", t), words)),
    make("span", {}, line("dashed", "plain"), "reported by somebody"), make("span", {}, line("dotted", "plain"), "planned or possible"),
    make("span", {}, line("denied", "plain"), "denied"), make("span", {}, groups.state.on ? "numbers and ×3: facts in one line" : "×3: three facts in one line")));
}

const sets = ["kinds", "families"], plainFilters = ["reported", "planned", "denied", "undated", "source", "confidence", "since", "until"];

// remember keeps the view in the address, for "Copy link" and for reloading.
function remember() {
  const state = { shown: [...view.shown], selected: view.selected, groups: groups.state.on ? groups.state.limit : 0, filter: Object.fromEntries([...sets.map(k => [k, [...filter[k]]]), ...plainFilters.map(k => [k, filter[k]])]) };
  history.replaceState(null, "", "#" + encodeURIComponent(JSON.stringify(state)));
}

// recall shows the view of the address. Of what it says only what has the right
// form counts: anybody may have written it.
let lost = 0; // actors of the address that are not in the graph

async function recall() {
  let state;
  try { state = JSON.parse(decodeURIComponent(location.hash.slice(1))); } catch { return false; }
  if (!state || !Array.isArray(state.shown)) return false;
  const f = state.filter && typeof state.filter === "object" ? state.filter : {};
  for (const k of sets) if (Array.isArray(f[k])) filter[k] = new Set(f[k].filter(x => typeof x === "string"));
  for (const k of plainFilters) if (Object.hasOwn(f, k) && typeof f[k] === typeof filter[k]) filter[k] = f[k];
  if (!Number.isFinite(filter.confidence)) filter.confidence = 0;
  options();
  const ids = state.shown.filter(x => typeof x === "string").slice(0, mostShown), mapped = Number.isInteger(state.groups) && state.groups > 0;
  if (mapped) groups.learn(await source.view());
  groups.state.on = mapped && groups.has();
  groups.state.limit = mapped ? Math.min(state.groups, groups.most) : groups.usual;
  show((await source.among(ids)).focus || []);
  if (!view.shown.size && !groups.state.on) { lost = ids.length; return false; }
  if (days.length) clock(dayName(days[0]), dayName(days[1]), bars);
  redraw();
  if (typeof state.selected === "string" && known.actors.has(state.selected)) await open(state.selected);
  else if (typeof state.selected === "string" && groups.state.on && groups.find(state.selected)) groupPanel(state.selected); else overview();
  lost = ids.length - view.shown.size;
  return true;
}

function keep(name, type, data) {
  const url = URL.createObjectURL(new Blob([data], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// ---- Wiring. ----

// ---- The picture by keyboard: arrows go to the next actor or group that way,
// Page Up and Page Down through all of them, Enter opens it; with Shift arrows
// move the picture. ----

let here = "";

// lookAt lets the lines of a node have their words before others.
function lookAt(n) {
  cy.edges(".at").removeClass("at");
  if (n) n.connectedEdges().addClass("at");
  picture.relabel(60);
}

function stand(id) {
  cy.nodes(".here").removeClass("here");
  const n = cy.getElementById(id);
  here = n.nonempty() ? id : "";
  if (!here) { $("here").textContent = ""; return; }
  n.addClass("here");
  lookAt(n);
  const at = n.renderedPosition(), b = view.bubbles.get(id), a = known.actors.get(id);
  if (at.x < 0 || at.y < 0 || at.x > cy.width() || at.y > cy.height()) cy.center(n);
  $("here").textContent = b ? `${groups.title(b)}, ${many(b.held.length, "actor")}, Enter opens it` : `${a.name}, ${kinds.get(kindOf(a))[1]}, ${many(n.connectedEdges().length, "relation")}`;
}

// toward returns the node that is nearest in a direction; ways aside count
// double.
function toward(from, [dx, dy]) {
  const p = from.position();
  let best = null, least = Infinity;
  cy.nodes().forEach(n => {
    const q = n.position(), ahead = (q.x - p.x) * dx + (q.y - p.y) * dy, aside = Math.abs((q.x - p.x) * dy) + Math.abs((q.y - p.y) * dx);
    if (ahead > 1 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = n; }
  });
  return best;
}

const firstNode = () => cy.nodes().reduce((best, n) => !best || n.data("weight") > best.data("weight") ? n : best, null);

// inOrder goes to the next of all by importance, so that none is out of reach.
function inOrder(step) {
  const all = cy.nodes().sort((a, b) => b.data("weight") - a.data("weight") || (a.id() < b.id() ? -1 : 1)).map(n => n.id());
  if (all.length) stand(all[step ? (all.indexOf(here) + step + all.length) % all.length : 0]);
}

function walk(e) {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
  if (e.key === "Enter" && here) { e.preventDefault(); return enterNode(here); }
  const step = { PageDown: 1, PageUp: -1 }[e.key];
  if (step || e.key === "Home") { e.preventDefault(); inOrder(step); return; }
  if (!way) return;
  e.preventDefault();
  if (e.shiftKey) { cy.panBy({ x: -60 * way[0], y: -60 * way[1] }); return; }
  const from = cy.getElementById(here), to = from.nonempty() ? toward(from, way) : firstNode();
  if (to) stand(to.id());
}

$("graph").addEventListener("keydown", careful(walk));
$("graph").addEventListener("focus", () => { if (cy.nodes().nonempty()) stand(cy.getElementById(here).nonempty() ? here : view.selected && cy.getElementById(view.selected).nonempty() ? view.selected : firstNode().id()); });
$("graph").addEventListener("blur", () => { cy.nodes(".here").removeClass("here"); lookAt(); });

const enterNode = id => view.bubbles.has(id) ? openGroup(id) : open(id);
cy.on("tap", "node", careful(e => enterNode(e.target.id())));
cy.on("dbltap", "node", careful(e => known.actors.has(e.target.id()) ? expand(e.target.id()) : unfold(e.target.id())));
cy.on("tap", "edge", careful(e => { const [a, b] = [e.target.data("source"), e.target.data("target")]; return e.target.hasClass("between") ? tie(a, b) : relation(a, b); }));
cy.on("tap", careful(e => { if (e.target === cy && view.selected) overview(); }));
cy.on("mouseover", "node", e => lookAt(e.target));
cy.on("mouseout", "node", () => lookAt());
cy.on("mouseover", "edge", e => e.target.addClass("under"));
cy.on("mouseout", "edge", e => e.target.removeClass("under"));
cy.on("dragfree", "node", () => picture.relabel());
cy.on("zoom", () => picture.relabel(120)); // nearer looks show more words

// Who goes near to a closed group opens it, and sees its members.
const near = 1.8;
let resting = 0;

const goNear = careful(async () => {
  const box = cy.extent(), x = (box.x1 + box.x2) / 2, y = (box.y1 + box.y2) / 2;
  const n = cy.nodes(".cluster").filter(n => Math.abs(n.position("x") - x) < n.data("width") / 2 && Math.abs(n.position("y") - y) < n.data("height") / 2)[0];
  if (!n || n.id() === groups.lone.id || view.bubbles.get(n.id()).held.length < groups.find(n.id()).members.filter(visible).length) return;
  await unfold(n.id());
  fit(cy.nodes().filter(m => groups.holds(groups.find(n.id()), m.id()) || m.id() === n.id()));
});
cy.on("zoom", () => { clearTimeout(resting); if (groups.state.on && cy.zoom() > near) resting = setTimeout(goNear, 200); });
$("search").addEventListener("input", careful(search));
$("search").addEventListener("keydown", careful(e => {
  if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); move(e.key === "ArrowDown" ? 1 : -1); }
  if (e.key === "Escape") { chosen(); close(); }
  if (e.key === "Enter") return enter();
}));

// enter takes the first that is found, and waits for it if one types faster.
async function enter() {
  const q = $("search").value.trim();
  if (q && answered !== q) await search();
  const found = $("found").querySelector("[aria-selected=true][data-id]");
  if (found && !$("found").hidden) await pick(found.dataset.id);
}

document.addEventListener("click", e => { if (!e.target.closest(".search")) close(); });
document.addEventListener("keydown", e => {
  if (e.target.matches("input, select, textarea") || e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key === "/") { e.preventDefault(); $("search").focus(); }
  if (e.key === "Escape") { view.marked = new Set(); redraw(); overview(); }
  if (e.key === "+" || e.key === "-") zoom(e.key === "+" ? 1.25 : 0.8);
});
const zoom = by => { cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }); };
$("in").addEventListener("click", () => zoom(1.25));
$("out").addEventListener("click", () => zoom(0.8));
$("fit").addEventListener("click", () => fit());
$("home").addEventListener("click", careful(start));
$("filters").addEventListener("click", () => {
  options();
  const hidden = !$("filter-panel").hidden;
  $("filter-panel").hidden = hidden;
  $("filters").setAttribute("aria-expanded", String(!hidden));
  stageChanged();
});
for (const id of ["reported", "planned", "denied", "undated"]) $(id).addEventListener("change", () => { filter[id] = $(id).checked; filtered(); });
$("source").addEventListener("change", () => { filter.source = $("source").value; filtered(); });
$("confidence").addEventListener("input", () => { filter.confidence = +$("confidence").value; $("confidence-value").textContent = filter.confidence.toFixed(2); filtered(); });
for (const id of ["since", "until"]) $(id).addEventListener("input", () => { period(); filtered(); });
$("link").addEventListener("click", careful(async () => {
  remember();
  await navigator.clipboard.writeText(location.href).catch(() => { throw new Error("The browser lets nothing be copied: take the address from its bar"); });
  tell("The address of this view is copied");
}));
$("svg").addEventListener("click", careful(() => keep("dramatis.svg", "image/svg+xml", save.svg())));
$("png").addEventListener("click", careful(async () => keep("dramatis.png", "image/png", await save.png())));
$("undo").addEventListener("click", careful(() => judge("undo", {}, view.selected)));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(picture.style()));
let size = [0, 0]; // of the stage when all was last made to fit

// stageChanged makes all fit again into a stage of another size.
function stageChanged() {
  cy.resize();
  if (Math.abs(cy.width() - size[0]) > 8 || Math.abs(cy.height() - size[1]) > 60) fit();
  size = [cy.width(), cy.height()];
}

addEventListener("resize", stageChanged);

// start shows the map of a large graph, the best supported actors of a small one.
async function start() {
  const answer = await source.view();
  groups.learn(answer);
  groups.state.on = groups.has();
  groups.state.limit = groups.usual;
  await fresh(groups.has() ? { shown: [] } : answer);
}

// best shows the best supported actors of any graph.
async function best() {
  groups.state.on = false;
  await fresh(await source.view(go.usualTop));
}

async function fresh(answer) {
  view.shown.clear();
  view.marked = new Set();
  cy.elements().remove();
  redraw("", show(toShow(answer)));
  overview();
}

Object.assign(go, { legend, remember, start, best, usualTop: 40 });

careful(async () => {
  cy.style(picture.style());
  $("legend").open = innerWidth > 700;
  $("undo").hidden = !source.writes;
  const asked = source.about(), first = location.hash.length > 1 ? null : start(); // counting all facts may take longer than the first view
  about = await asked;
  go.total = about.actors;
  if (about.title) { $("title").textContent = about.title; document.title = about.title; }
  if (about.first && about.last) clock(about.first, about.last, about.bars);
  if (first) await first; else if (!await recall()) await start();
  if (!days.length) {
    const begins = [...known.facts.values()].filter(f => f.from && f.until).map(f => f.from).sort(), part = begins.length / 20;
    if (begins.length) clock(begins[Math.floor(part)], begins[Math.ceil(begins.length - 1 - part)]);
  } else histogram();
  stageChanged();
  if (!view.selected) overview();
  tell(lost ? `${lost === 1 ? "One actor" : lost + " actors"} of the view in this address ${lost === 1 ? "is" : "are"} not in the graph` : "");
})().finally(() => { document.body.dataset.ready = "true"; });
})();

