// What the panel tells of an actor, a relation, an article, a path, and of all.
"use strict";
const dossier = (() => {
const { $, make, usualMore, known, ends, factsOf, source, passes } = model;
const { cy, view, show, fit, emphasise, visible, kinds, kindOf, mostShown } = picture;
const { tell, redraw, toShow, button, link, put, few } = panel;
const firstFacts = 10; // of a list, before "more"

const actorButton = (id, text) => known.actors.has(id) ? link(text, () => open(id)) : document.createTextNode(text);

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

const modalities = new Map([["planned", "planned"], ["possible", "possible"], ["conditional", "on a condition"], ["asserted", ""]]);

function claim(f) {
  const sure = f.confidence >= 0.8 ? "sure" : f.confidence >= 0.5 ? "likely" : "doubtful";
  const words = [modalities.get(f.modality) ?? f.modality, f.sourceName && "according to " + f.sourceName, f.time, `${sure} reading (${f.confidence.toFixed(2)})`].filter(Boolean).join(" · ");
  return f.polarity === "affirmed" ? [words] : [make("span", { class: "denied-word" }, "denied"), " · " + words];
}

// brief shortens what the sentence below says in full.
const brief = text => { const letters = [...text]; return letters.length > 90 ? letters.slice(0, 89).join("") + "…" : text; };

function factItem(f) {
  const d = known.documents.get(f.doc) || { title: f.doc };
  const cite = [d.title || "untitled", d.publisher, d.published].filter(Boolean).join(", ");
  const classes = ["fact", f.polarity !== "affirmed" && "denied", f.sourceName && "reported", f.modality !== "asserted" && "planned"].filter(Boolean).join(" ");
  return make("li", { class: classes, "data-tone": picture.toneOf(f) },
    make("div", {}, actorButton(f.s, f.sn), " ", make("strong", {}, f.pn || f.p), " ", f.on ? actorButton(f.o, brief(f.on)) : "",
      ...(f.modifiers || []).flatMap(m => [" ", make("span", { class: "faint" }, m.role + ": "), actorButton(m.id, brief(m.text))])),
    make("blockquote", {}, ...marks(f)),
    make("div", { class: "faint cite" }, ...claim(f), " · ", link(cite, () => read(f), { "data-fact": f.id }),
      d.url && safeLink(d.url) ? make("a", { href: d.url, rel: "noopener noreferrer", target: "_blank" }, " source ↗") : ""));
}

// plain names families of relations as people say them.
const plain = new Map(Object.entries({ accuse: "Accusations", agree: "Agreements and promises", aid: "Help", assault: "Attacks", born: "Births", coerce: "Force and arrests",
  concede: "Concessions and resignations", consult: "Meetings and talks", cooperate: "Cooperation", died: "Deaths", family: "Family", "located-in": "Places",
  "member-of": "Memberships", mobilize: "Mobilisation", origin: "Origins", owns: "Property", "part-of": "Parts of a whole", protest: "Protests", reject: "Refusals",
  request: "Requests", retreat: "Retreats", role: "Offices and roles", said: "Statements", sanction: "Sanctions", support: "Support and praise", threaten: "Threats" }));
const familyName = f => plain.get(f) || (f ? f.charAt(0).toUpperCase() + f.slice(1).replaceAll("-", " ") : "Other relations");

// section lists facts by their relation, the most frequent first: by the family
// of their predicates, by the predicate where it has none, those said once last.
function section(facts) {
  const count = new Map(), groups = new Map();
  for (const f of facts) if (!f.family) count.set(f.p, (count.get(f.p) || 0) + 1);
  for (const f of facts) {
    const title = f.family || (count.get(f.p) === 1 ? "" : f.p), key = (f.family ? "family " : "word ") + title;
    if (!groups.has(key)) groups.set(key, { title: f.family || !title ? familyName(f.family) : `“${words(title)}”`, rest: !title, all: [] });
    groups.get(key).all.push(f);
  }
  const list = [...groups.values()].sort((a, b) => a.rest - b.rest || b.all.length - a.all.length || (a.title < b.title ? -1 : 1));
  return list.flatMap(g => [make("h3", {}, `${g.title} (${g.all.length})`), make("ul", {}, ...few(g.all.map(f => () => factItem(f)), firstFacts, "facts"))]);
}

const words = predicate => predicate.replaceAll("-", " ");

// related lists the actors that an actor's facts name: the relations of the
// picture for those who do not see or click it, and those that it does not show.
function related(id, facts) {
  const count = new Map();
  for (const f of facts.filter(f => ends(f).includes(id))) for (const e of ends(f)) if (e !== id && known.actors.has(e)) count.set(e, (count.get(e) || 0) + 1);
  const list = [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (!list.length) return null;
  return make("details", { id: "related" }, make("summary", {}, `Related to ${list.length} ${list.length === 1 ? "actor" : "actors"}`),
    make("ul", {}, ...few(list.map(([e, n]) => () => make("li", {}, actorButton(e, known.actors.get(e).name), " ",
      link(n === 1 ? "1 fact" : n + " facts", () => relation(id, e), { "aria-label": `${n} facts on ${known.actors.get(e).name}` }),
      view.shown.has(e) ? null : make("span", { class: "faint" }, " not in the picture"))), usualMore, "actors")));
}

// relation lists what relates two actors, in either direction.
function relation(a, b) {
  const facts = factsOf(a).filter(f => ends(f).includes(b) && passes(f)), names = [a, b].map(id => known.actors.get(id).name);
  view.selected = a;
  emphasise();
  cy.edges().filter(e => [e.data("source"), e.data("target")].every(x => x === a || x === b)).addClass("picked");
  put(names.join(" – "), make("div", { class: "actions" }, button("Back to " + names[0], () => open(a)), button("Go to " + names[1], () => open(b))), ...section(facts));
}

function roles(a) {
  const list = a.roles || [];
  if (!list.length) return null;
  const line = make("div", { class: "faint" }, list.slice(0, 4).join(" · "));
  if (list.length > 4) { const more = link(`and ${list.length - 4} more roles`, () => { line.textContent = list.join(" · "); }); line.append(" · ", more); }
  return line;
}

async function open(id, from) {
  const answer = await source.actor(id), a = known.actors.get(id);
  if (!a) { tell("This actor is no longer in the graph"); return; }
  view.selected = id;
  if (!view.shown.has(id)) redraw("", show([id])); else emphasise();
  const facts = [...new Set([...factsOf(id), ...[...known.facts.values()].filter(f => f.source === id)])], kept = facts.filter(passes);
  const absent = new Set(factsOf(id).flatMap(ends).filter(e => known.actors.has(e) && !view.shown.has(e)));
  put(a.name,
    make("div", { class: "faint" }, kinds.get(kindOf(a))[1] + (a.mentions ? `, mentioned ${a.mentions === 1 ? "once" : a.mentions + " times"}` : "")), roles(a),
    (a.aliases || []).length ? make("div", {}, "also called: " + a.aliases.slice(0, 8).join("; ") + (a.aliases.length > 8 ? " …" : "")) : null,
    make("div", { class: "actions" },
      absent.size ? button(`Show ${Math.min(usualMore, absent.size)} of ${absent.size} more`, () => expand(id), { id: "expand" }) : make("span", { class: "faint" }, "all neighbours are shown"),
      button("Hide", () => { view.shown.delete(id); view.selected = ""; redraw(); overview(); }),
      button("Path to …", () => go.choose("Path to which actor?", to => findPath(id, to))),
      source.writes ? button("Same as …", () => go.choose("Which actor is the same?", b => go.judge("merge", { a: id, b }, id))) : null,
      source.writes && (answer.names || []).length > 1 ? button("Split …", () => go.chooseNames(a, answer.names)) : null),
    answer.limit ? make("p", { class: "faint" }, answer.limit) : null,
    kept.length < facts.length ? make("p", { class: "faint" }, `${facts.length - kept.length} facts are hidden by filters or by the time below`) : null,
    related(id, kept), ...section(kept));
  if (from) [...$("panel").querySelectorAll("[data-fact]")].find(e => e.dataset.fact === from)?.focus();
  go.remember();
}

// overview lists what is drawn: the picture for those who do not see it.
function overview() {
  view.selected = "";
  emphasise();
  const list = [...view.shown].filter(visible).map(id => known.actors.get(id)).sort((a, b) => (b.facts || 0) - (a.facts || 0) || (a.name < b.name ? -1 : 1));
  if (!go.total && !view.shown.size && !groups.state.on) { put("Nothing here yet", make("p", {}, "The graph holds no actors. Add articles with “dramatis add FILE” and load this page again.")); return; }
  if (groups.state.on) { go.mapPanel(list); return; }
  const more = go.total > view.shown.size && view.shown.size < mostShown;
  put("In the picture", make("div", { class: "actions" }, groups.has() ? button("All, in groups", () => go.start(), { id: "groups" }) : null, more ? button(`Show ${Math.min(100, go.total - view.shown.size, mostShown - view.shown.size)} more actors`, async () => {
    const answer = await source.view(view.shown.size + 100), next = toShow(answer).filter(id => !view.shown.has(id)).slice(0, 100);
    const room = show(next);
    await source.among([...view.shown]);
    redraw("", room);
    overview();
  }, { id: "more" }) : null), make("ul", { id: "shown" }, ...few(list.map(a => () =>
    make("li", {}, actorButton(a.id, a.name), " ", make("span", { class: "faint" }, [kinds.get(kindOf(a))[1], (a.roles || [])[0]].filter(Boolean).join(", ")))), 60, "actors")));
  go.remember();
}

async function read(f) {
  const d = await source.document(f.doc) || {};
  const text = [...(d.text || f.text)], start = d.text ? f.start : 0, length = [...f.text].length, back = view.selected;
  const sentence = make("mark", { class: "sentence" }, text.slice(start, start + length).join(""));
  put(d.title || "untitled", make("div", { class: "actions" }, button("Back", () => back ? open(back, f.id) : overview())),
    make("div", { class: "faint" }, [d.publisher, d.published].filter(Boolean).join(", ")),
    make("div", { class: "article" }, text.slice(0, start).join(""), sentence, text.slice(start + length).join("")));
  sentence.scrollIntoView({ block: "center" });
}

async function expand(id) {
  const near = new Map();
  for (const f of factsOf(id)) for (const e of ends(f)) if (e !== id && !view.shown.has(e) && known.actors.has(e)) near.set(e, (near.get(e) || 0) + (f.polarity === "affirmed" && f.modality === "asserted" ? 2 : 1));
  const order = [...near].sort((a, b) => b[1] - a[1] || known.actors.get(b[0]).facts - known.actors.get(a[0]).facts || (a[0] < b[0] ? -1 : 1)).map(x => x[0]);
  const room = show(order.slice(0, usualMore));
  await source.among([...view.shown]);
  redraw(id, room);
  await open(id);
  $("expand")?.focus();
}

async function findPath(from, to) {
  const answer = await source.path(from, to);
  if (!(answer.path || []).length) { await open(from); tell(answer.limit || "No path between them"); return; }
  const room = show(toShow(answer));
  view.marked = new Set(answer.path);
  view.selected = "";
  redraw(from, room);
  const facts = answer.path.map(id => known.facts.get(id)), names = [from, to].map(id => known.actors.get(id).name);
  fit(cy.edges(".path").connectedNodes());
  put(`Path from ${names[0]} to ${names[1]}`, make("div", { class: "actions" }, button("Back", () => { view.marked = new Set(); redraw(); return open(from); })),
    make("ol", { id: "path" }, ...facts.map(factItem)));
}

return { actorButton, familyName, relation, open, overview, expand, findPath };
})();
