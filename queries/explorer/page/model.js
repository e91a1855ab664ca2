// What the explorer knows of the graph, and whom it asks. Names and sentences
// become text nodes only, never markup.
"use strict";
const model = (() => {
const $ = id => document.getElementById(id);
const usualMore = 12, usualView = 60;

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
    const had = known.facts.get(f.id), before = had ? ends(had) : [];
    if (had) had.inner = [...(had.inner || []), ...(f.inner || [])]; else known.facts.set(f.id, f);
    for (const id of ends(had || f)) {
      if (before.includes(id)) continue;
      if (!known.at.has(id)) known.at.set(id, []);
      known.at.get(id).push(had || f);
    }
  }
  return answer;
}

function forget() { for (const m of Object.values(known)) m.clear(); }

// ends returns the actors that a fact relates, its subject first.
function ends(f) {
  return [...new Set([f.s, f.o, ...(f.modifiers || []).map(m => m.id), ...(f.inner || [])].filter(Boolean))];
}

const factsOf = id => known.at.get(id) || [];

// ---- Where answers come from: the server, or the data inside the page. ----

// send asks the server, and says in words what went wrong.
async function send(path, options) {
  let answer;
  try {
    answer = await fetch(path, { ...options, signal: AbortSignal.timeout(20000) });
  } catch (e) {
    throw new Error(e.name === "TimeoutError" ? "No answer within 20 seconds: try again" : "The explorer is no longer served: run “dramatis serve” again and open the address it prints");
  }
  const body = answer.status === 204 ? null : await answer.json().catch(() => ({ error: "the answer cannot be read" }));
  if (answer.status === 403) throw new Error("This page’s key has expired: open the address that “dramatis serve” prints");
  if (!answer.ok) throw new Error(body.error);
  return body;
}

const ask = (what, parameters) => send("api/" + what + "?" + new URLSearchParams(parameters), { headers: { Accept: "application/json" } });
const change = (what, body) => send("api/" + what, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const server = {
  writes: true,
  about: () => ask("about", {}),
  view: async n => learn(await ask("view", n ? { top: n } : {})),
  search: async q => learn(await ask("search", { q })).actors,
  around: async (id, limit) => learn(await ask("around", { id, limit })),
  actor: async id => learn(await ask("actor", { id })),
  path: async (from, to) => learn(await ask("path", { from, to })),
  among: async ids => learn(await change("among", { ids })),
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
    about: async () => ({ title: data.title, actors: data.actors.length }),
    view: async n => !n && (data.groups || data.shown && data.shown.length <= usualView) ? data : ({ focus: data.focus, actors: [...data.actors].sort((a, b) => importance(b) - importance(a) || (a.id < b.id ? -1 : 1)).slice(0, n || usualView) }),
    among: async ids => ({ focus: ids.filter(id => known.actors.has(id)) }),
    search: async q => {
      const words = fold(q.slice(0, 200)).split(/\s+/).filter(Boolean);
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

return { $, make, usualMore, known, learn, forget, ends, factsOf, ask, change, source, asserted, filter, passes };
})();
