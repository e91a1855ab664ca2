// The map of a large graph: actors that are not drawn one by one stand in the
// picture with their group, so that nobody is out of reach.
"use strict";
const groups = (() => {
const { known, ends, passes } = model;
const step = 12, usual = 24, most = 204, closest = 3; // most: of the groups that have a place of their own
const lone = { id: "group rest", members: [] };

// list holds the groups, the largest first; on says whether the map is drawn,
// limit how many of its groups have a place of their own: the others are in
// one that holds the rest.
const state = { list: [], links: [], of: new Map(), on: false, limit: usual };

const noDay = -(2 ** 30);
const days = new Map([[noDay, ""]]);

function dayText(n) {
  if (!days.has(n)) days.set(n, new Date(n * 864e5).toISOString().slice(0, 10));
  return days.get(n);
}

// learn takes the map of an answer.
function learn(answer) {
  if (!answer.groups || !answer.groups.length) return;
  const ids = answer.actors.map(a => a.id);
  state.list = answer.groups.map((members, i) => ({ id: "group " + i, members: members.map(m => ids[m]).filter(Boolean) }));
  state.of = new Map(state.list.flatMap((g, i) => g.members.map(m => [m, i])));
  state.links = answer.links ? rows(answer.links, ids) : null;
}

// rows makes of each row what passes and bundles ask of a fact.
function rows(links, ids) {
  return links.rows.map(([from, to, family, source, bits, sure, first, last]) => ({ from: ids[from], to: ids[to], fact: {
    family: links.families[family], sourceName: links.sources[source], polarity: bits & 1 ? "denied" : "affirmed", modality: bits & 2 ? "possible" : "asserted",
    confidence: sure / 100, from: dayText(first), until: dayText(last) } }));
}

// links returns what relates the actors of the map: where all facts are in the
// page, they say it.
function links() {
  if (!state.links) {
    state.links = [];
    for (const f of known.facts.values()) for (const to of f.s ? ends(f) : []) if (to !== f.s) state.links.push({ from: f.s, to, fact: f });
  }
  return state.links;
}

const placeOf = i => i === undefined ? undefined : i < state.limit ? state.list[i] : lone;

// bubbles returns the groups of which not all are drawn, and whom they hold.
function bubbles(shown, visible) {
  if (!state.on) return [];
  const out = state.list.slice(0, state.limit).map(g => ({ group: g, held: g.members.filter(m => !shown.has(m) && visible(m)) }));
  const others = state.list.slice(state.limit);
  out.push({ group: lone, held: others.flatMap(g => g.members).filter(m => !shown.has(m) && visible(m)), groups: others.length });
  return out.filter(b => b.held.length);
}

// between counts what passes the filters between two bubbles, or a bubble and
// an actor that is drawn: the strongest of each place are returned, and how
// many are not.
function between(shown, drawn, toneOf) {
  if (!state.on) return { list: [], weak: 0 };
  const all = new Map(), at = id => shown.has(id) ? id : placeOf(state.of.get(id))?.id;
  for (const l of links()) {
    const a = at(l.from), b = at(l.to);
    if (!a || !b || a === b || shown.has(a) && shown.has(b) || !drawn.has(a) || !drawn.has(b) || !passes(l.fact)) continue;
    const [from, to] = a < b ? [a, b] : [b, a], key = from + "\n" + to;
    if (!all.has(key)) all.set(key, { id: "between " + key, from, to, n: 0, tones: new Map() });
    const e = all.get(key), tone = toneOf(l.fact);
    e.n++;
    e.tones.set(tone, (e.tones.get(tone) || 0) + 1);
  }
  const list = [...all.values()].sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1)), used = new Map();
  for (const e of list) {
    e.strong = [e.from, e.to].some(x => (used.get(x) || 0) < closest);
    for (const x of [e.from, e.to]) used.set(x, (used.get(x) || 0) + 1);
    const [tone, n] = [...e.tones].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0];
    e.tone = 2 * n > e.n ? tone : "plain";
  }
  return { list: list.filter(e => e.strong), all: list, weak: list.filter(e => !e.strong).length };
}

// pairs counts what passes the filters between those whom two places hold, the
// strongest first. A place is an actor that is drawn or a bubble.
function pairs(shown, a, b) {
  const at = id => shown.has(id) ? id : placeOf(state.of.get(id))?.id, all = new Map();
  for (const l of links()) {
    const x = at(l.from), y = at(l.to);
    if (!(x === a && y === b || x === b && y === a) || !passes(l.fact)) continue;
    const [from, to] = x === a ? [l.from, l.to] : [l.to, l.from], key = from + "\n" + to;
    if (!all.has(key)) all.set(key, { from, to, n: 0 });
    all.get(key).n++;
  }
  return [...all.values()].sort((p, q) => q.n - p.n || (p.from + p.to < q.from + q.to ? -1 : 1));
}

// next returns whom opening a group adds: those of most facts first, all where
// few are left.
function next(held) { return held.length <= step + 3 ? held : held.slice(0, step); }

const holds = (g, id) => placeOf(state.of.get(id)) === g;
const find = id => id === lone.id ? lone : state.list.find(g => g.id === id);
const title = b => b.group === lone ? `${b.groups} smaller groups` : (b.held.length < b.group.members.length ? "Others in the group of " : "Group of ") + known.actors.get(b.group.members[0])?.name;

return { state, learn, bubbles, between, pairs, next, find, holds, title, lone, step, usual, most, has: () => state.list.length > 0 };
})();
