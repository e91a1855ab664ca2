// How people move in the graph: panel, search, time, filters, judgements, links.
"use strict";
(() => {
const { $, make, usualMore, known, forget, ends, factsOf, change, source, filter, passes } = model;
const { cy, view, draw, show, fit, emphasise, visible, kinds, kindOf, tones, mostShown } = picture;
const firstFacts = 10; // of a list, before "more"
let total = 0; // actors in the graph

// ---- What the page says. ----

function tell(words) {
  $("notice").classList.remove("error");
  $("notice").textContent = words || (groups.state.on ? mapWords() : `${view.shown.size}${total > view.shown.size ? " of " + total : ""} actors, ${cy.edges().length} relations` + (view.shown.size ? "" : ": find an actor, or change the filters"));
}

const many = (n, one, more = one + "s") => n + " " + (n === 1 ? one : more);

function mapWords() {
  const held = [...view.bubbles.values()], inside = held.reduce((n, b) => n + b.held.length, 0), drawn = cy.nodes().length - held.length;
  return [drawn && many(drawn, "actor") + " drawn", `${many(inside, "actor")} in ${many(held.reduce((n, b) => n + (b.groups || 1), 0), "group")}`,
    total > drawn + inside && `${total - drawn - inside} more by search`, view.weak && many(view.weak, "weaker tie") + " not drawn"].filter(Boolean).join(", ");
}

// redraw draws and says what is drawn, or that there was no room for all.
function redraw(from, room = true) {
  legend();
  cy.resize(); // the legend may have grown
  draw(from);
  tell(room ? "" : `No more than ${mostShown} actors are drawn at once: hide some, or choose “Overview”`);
}

// careful does work that may fail, and shows that it takes a while.
let working = 0;

const careful = work => async (...args) => {
  working++;
  const slow = setTimeout(() => { document.body.classList.add("busy"); $("panel").setAttribute("aria-busy", "true"); tell("Working …"); }, 250);
  try { return await work(...args); } catch (e) { tell(e.message); $("notice").classList.add("error"); } finally {
    clearTimeout(slow);
    if (--working === 0) {
      if ($("notice").textContent === "Working …") tell();
      document.body.classList.remove("busy");
      $("panel").removeAttribute("aria-busy");
    }
  }
};

const toShow = answer => answer.shown || answer.actors.map(a => a.id);
const button = (text, work, more) => make("button", { type: "button", onclick: careful(work), ...more }, text);
const link = (text, work, more) => button(text, work, { class: "plain", ...more });

// panel shows something else beside the picture. Who works by keyboard goes on
// from its heading.
function panel(title, ...children) {
  const follow = $("panel").contains(document.activeElement) || document.activeElement === $("search") || document.activeElement === document.body;
  const heading = make("h2", { tabindex: "-1" }, title);
  $("notice").classList.remove("error");
  $("panel").replaceChildren(heading, ...children.filter(Boolean));
  $("panel").scrollTop = 0;
  if (follow) heading.focus({ preventScroll: true });
  if (innerWidth <= 700) heading.scrollIntoView({ block: "nearest" });
}

// few lists the first of many, and the others when asked.
function few(items, most, what) {
  if (items.length <= most) return items.map(i => i());
  const rest = make("li", {}, button(`${items.length - most} more${what ? " " + what : ""}`, () => {
    const next = items.slice(most, most + 100).map(i => i());
    rest.replaceWith(...next, ...(items.length > most + 100 ? few(items.slice(most + 100), 0, what) : []));
    next[0].querySelector("button, a")?.focus();
  }));
  return [...items.slice(0, most).map(i => i()), rest];
}

// ---- The panel. ----

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

function factItem(f) {
  const d = known.documents.get(f.doc) || { title: f.doc };
  const cite = [d.title || "untitled", d.publisher, d.published].filter(Boolean).join(", ");
  const classes = ["fact", f.polarity !== "affirmed" && "denied", f.sourceName && "reported", f.modality !== "asserted" && "planned"].filter(Boolean).join(" ");
  return make("li", { class: classes, "data-tone": picture.toneOf(f) },
    make("div", {}, actorButton(f.s, f.sn), " ", make("strong", {}, f.pn || f.p), " ", f.on ? actorButton(f.o, f.on) : "",
      ...(f.modifiers || []).flatMap(m => [" ", make("span", { class: "faint" }, m.role + ": "), actorButton(m.id, m.text)])),
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

// section lists facts by their relation, the most frequent first.
function section(facts) {
  const groups = new Map();
  for (const f of facts) { const k = f.family || ""; if (!groups.has(k)) groups.set(k, []); groups.get(k).push(f); }
  const list = [...groups].sort((a, b) => !a[0] - !b[0] || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  return list.flatMap(([name, all]) => [make("h3", {}, `${familyName(name)} (${all.length})`), make("ul", {}, ...few(all.map(f => () => factItem(f)), firstFacts, "facts"))]);
}

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
  panel(names.join(" – "), make("div", { class: "actions" }, button("Back to " + names[0], () => open(a)), button("Go to " + names[1], () => open(b))), ...section(facts));
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
  panel(a.name,
    make("div", { class: "faint" }, kinds.get(kindOf(a))[1] + (a.mentions ? `, mentioned ${a.mentions === 1 ? "once" : a.mentions + " times"}` : "")), roles(a),
    (a.aliases || []).length ? make("div", {}, "also called: " + a.aliases.slice(0, 8).join("; ") + (a.aliases.length > 8 ? " …" : "")) : null,
    make("div", { class: "actions" },
      absent.size ? button(`Show ${Math.min(usualMore, absent.size)} of ${absent.size} more`, () => expand(id), { id: "expand" }) : make("span", { class: "faint" }, "all neighbours are shown"),
      button("Hide", () => { view.shown.delete(id); view.selected = ""; redraw(); overview(); }),
      button("Path to …", () => choose("Path to which actor?", to => findPath(id, to))),
      source.writes ? button("Same as …", () => choose("Which actor is the same?", b => judge("merge", { a: id, b }, id))) : null,
      source.writes && (answer.names || []).length > 1 ? button("Split …", () => chooseNames(a, answer.names)) : null),
    answer.limit ? make("p", { class: "faint" }, answer.limit) : null,
    kept.length < facts.length ? make("p", { class: "faint" }, `${facts.length - kept.length} facts are hidden by filters or by the time below`) : null,
    related(id, kept), ...section(kept));
  if (from) [...$("panel").querySelectorAll("[data-fact]")].find(e => e.dataset.fact === from)?.focus();
  remember();
}

// overview lists what is drawn: the picture for those who do not see it.
function overview() {
  view.selected = "";
  emphasise();
  const list = [...view.shown].filter(visible).map(id => known.actors.get(id)).sort((a, b) => (b.facts || 0) - (a.facts || 0) || (a.name < b.name ? -1 : 1));
  if (!total && !view.shown.size && !groups.state.on) { panel("Nothing here yet", make("p", {}, "The graph holds no actors. Add articles with “dramatis add FILE” and load this page again.")); return; }
  if (groups.state.on) { mapPanel(list); return; }
  const more = total > view.shown.size && view.shown.size < mostShown;
  panel("In the picture", make("div", { class: "actions" }, groups.has() ? button("All, in groups", start, { id: "groups" }) : null, more ? button(`Show ${Math.min(100, total - view.shown.size)} more actors`, async () => {
    const answer = await source.view(view.shown.size + 100), next = toShow(answer).filter(id => !view.shown.has(id)).slice(0, 100);
    const room = show(next);
    await source.among([...view.shown]);
    redraw("", room);
    overview();
  }, { id: "more" }) : null), make("ul", { id: "shown" }, ...few(list.map(a => () =>
    make("li", {}, actorButton(a.id, a.name), " ", make("span", { class: "faint" }, [kinds.get(kindOf(a))[1], (a.roles || [])[0]].filter(Boolean).join(", ")))), 60, "actors")));
  remember();
}

// ---- Groups. ----

const place = id => known.actors.has(id) ? actorButton(id, known.actors.get(id).name) : view.bubbles.has(id) ? link(groups.title(view.bubbles.get(id)), () => openGroup(id)) : "";

// mapPanel lists the groups of the map, and the actors that are drawn.
function mapPanel(drawn) {
  const list = [...view.bubbles.values()];
  panel("All actors, in groups", make("p", { class: "faint" }, "Actors whom the articles relate stand together. A group opens to its best known members."),
    make("div", { class: "actions" }, button(`Only the ${usualTop} best known`, best, { id: "best" })),
    make("ul", { id: "grouped" }, ...list.map(b => make("li", {}, link(groups.title(b), () => openGroup(b.group.id)), " ",
      make("span", { class: "faint" }, many(b.held.length, "actor") + (b.group === groups.lone ? "" : b.held.length > 1 ? ": " + b.held.slice(1, 4).map(id => known.actors.get(id).name).join(", ") : ""))))),
    drawn.length ? make("h3", {}, `Drawn one by one (${drawn.length})`) : null, drawn.length ? make("ul", { id: "shown" }, ...few(drawn.map(a => () => make("li", {}, actorButton(a.id, a.name))), 60, "actors")) : null);
  remember();
}

// groupPanel tells who is in a group, and opens it further.
function groupPanel(id) {
  const g = groups.find(id), b = view.bubbles.get(id);
  if (!g || g === groups.lone && !b) { overview(); return; }
  view.selected = id;
  emphasise();
  const members = g === groups.lone ? b.held : g.members.filter(visible), held = b ? b.held.length : 0, next = b ? groups.next(b.held).length : 0;
  const ties = view.between.filter(e => e.from === id || e.to === id).map(e => [e.from === id ? e.to : e.from, e.n]);
  panel(g === groups.lone ? groups.title(b) : "Group of " + known.actors.get(g.members[0]).name, make("div", { class: "faint" }, `${many(members.length, "actor")}, ${members.length - held} of them drawn`),
    make("div", { class: "actions" }, g === groups.lone ? button(`Show ${Math.min(groups.step, b.groups)} more groups`, () => unfold(id), { id: "open" }) : b ? button(next === held ? `Show ${held === 1 ? "the last one" : "all " + held}` : `Show ${next} of ${held} more`, () => unfold(id), { id: "open" }) : make("span", { class: "faint" }, "all are drawn"),
      members.length > held ? button("Fold", () => { for (const m of g.members) view.shown.delete(m); redraw(); groupPanel(id); $("open")?.focus(); }, { id: "fold" }) : null, button("All groups", () => overview())),
    ties.length ? make("details", { id: "ties" }, make("summary", {}, `Tied to ${many(ties.length, "place")} of the picture`),
      make("ul", {}, ...few(ties.map(([other, n]) => () => make("li", {}, place(other), " ", link(many(n, "fact"), () => tie(id, other), { "aria-label": `${many(n, "fact")} between both` }))), usualMore, "ties"))) : null,
    make("h3", {}, "Members"), make("ul", { id: "members" }, ...few(members.map(m => () => make("li", {}, actorButton(m, known.actors.get(m).name), " ",
      make("span", { class: "faint" }, [kinds.get(kindOf(known.actors.get(m)))[1], (known.actors.get(m).roles || [])[0]].filter(Boolean).join(", "), view.shown.has(m) ? " · drawn" : ""))), 60, "members")));
  remember();
}

// unfold draws more of a group one by one.
async function unfold(id) {
  const b = view.bubbles.get(id);
  if (!b) { groupPanel(id); return; }
  let room = true;
  if (b.group === groups.lone) groups.state.limit += groups.step; else {
    room = show(groups.next(b.held));
    await source.among([...view.shown]);
  }
  redraw(id, room);
  if (b.group === groups.lone && !view.bubbles.has(id)) { overview(); return; }
  groupPanel(id);
  $("open")?.focus();
}

// openGroup opens a group that is closed, and tells about one that is open.
async function openGroup(id) {
  const b = view.bubbles.get(id);
  if (b && b.held.length === groups.find(id).members.filter(visible).length) await unfold(id); else groupPanel(id);
}

// tie lists who of two places of the map is related.
function tie(a, b) {
  const list = groups.pairs(view.shown, a, b), name = id => known.actors.get(id)?.name || groups.title(view.bubbles.get(id)), all = list.reduce((n, p) => n + p.n, 0);
  panel(`${name(a)} – ${name(b)}`, make("div", { class: "faint" }, `${many(all, "fact")} between ${many(list.length, "pair")} of actors`),
    make("div", { class: "actions" }, ...[a, b].map(id => button("Go to " + name(id), () => known.actors.has(id) ? open(id) : groupPanel(id)))),
    make("ul", { id: "pairs" }, ...few(list.map(p => () => make("li", {}, actorButton(p.from, known.actors.get(p.from).name), " – ", actorButton(p.to, known.actors.get(p.to).name), " ",
      link(many(p.n, "fact"), async () => { await source.among([p.from, p.to]); relation(p.from, p.to); }, { "aria-label": `${many(p.n, "fact")} on ${known.actors.get(p.from).name} and ${known.actors.get(p.to).name}` }))), 30, "pairs")));
  view.selected = "";
  emphasise();
  cy.edges().filter(e => [e.data("source"), e.data("target")].every(x => x === a || x === b)).addClass("picked");
}

async function read(f) {
  const d = await source.document(f.doc) || {};
  const text = [...(d.text || f.text)], start = d.text ? f.start : 0, length = [...f.text].length, back = view.selected;
  const sentence = make("mark", { class: "sentence" }, text.slice(start, start + length).join(""));
  panel(d.title || "untitled", make("div", { class: "actions" }, button("Back", () => back ? open(back, f.id) : overview())),
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
  panel(`Path from ${names[0]} to ${names[1]}`, make("div", { class: "actions" }, button("Back", () => { view.marked = new Set(); redraw(); return open(from); })),
    make("ol", { id: "path" }, ...facts.map(factItem)));
}

// ---- Choosing an actor, and judgements. ----

const usualQuestion = $("search").placeholder;
let choosing = null;

function choose(question, then) {
  choosing = then;
  ask(question);
  $("search").focus();
}

function ask(question) {
  $("search").placeholder = question;
  $("search").setAttribute("aria-label", question === usualQuestion ? "Find an actor" : question);
  $("search").value = "";
}

function chooseNames(a, names) {
  const boxes = names.map(n => make("input", { type: "checkbox", value: n }));
  panel("Names that are somebody else’s", make("p", {}, `Tick those that do not mean ${a.name}:`),
    make("ul", { id: "names" }, ...names.map((n, i) => make("li", {}, make("label", {}, boxes[i], " ", n)))),
    make("div", { class: "actions" }, button("Split", () => {
      const picked = boxes.filter(b => b.checked).map(b => b.value);
      if (!picked.length) { tell("Tick at least one name"); return; }
      return judge("split", { a: a.id, names: picked }, a.id);
    }), button("Back", () => open(a.id))));
}

const before = []; // what was shown before each judgement

// judge tells the server what is the same, and reads anew what is shown.
async function judge(what, body, then) {
  await change(what, body);
  const now = new Map([...view.shown].map(id => [id, (known.actors.get(id) || {}).name]));
  if (what === "undo") for (const [id, name] of before.pop() || []) now.set(id, name); else before.push(now);
  forget();
  view.shown.clear();
  view.marked = new Set();
  show((await source.among([...now.keys()])).focus || []);
  for (const [id, name] of now) {
    if (view.shown.has(id) || !name) continue;
    show((await source.search(name)).slice(0, 1).map(a => a.id));
  }
  await source.among([...view.shown]);
  total = (await source.about()).actors;
  if (groups.has()) groups.learn(await source.view());
  redraw();
  if (known.actors.has(then)) await open(then); else overview();
  tell(what === "undo" ? "Taken back" : "Judgement kept; “Undo merge or split” takes it back");
}

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
  asked++; // a late answer opens no list
  close();
  const then = choosing;
  choosing = null;
  ask(usualQuestion);
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
  groups.state.limit = mapped ? state.groups : groups.usual;
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

function stand(id) {
  cy.nodes(".here").removeClass("here");
  const n = cy.getElementById(id);
  here = n.nonempty() ? id : "";
  if (!here) { $("here").textContent = ""; return; }
  n.addClass("here");
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
$("graph").addEventListener("blur", () => { cy.nodes(".here").removeClass("here"); });

const enterNode = id => view.bubbles.has(id) ? openGroup(id) : open(id);
cy.on("tap", "node", careful(e => enterNode(e.target.id())));
cy.on("dbltap", "node", careful(e => known.actors.has(e.target.id()) ? expand(e.target.id()) : unfold(e.target.id())));
cy.on("tap", "edge", careful(e => { const [a, b] = [e.target.data("source"), e.target.data("target")]; return e.target.hasClass("between") ? tie(a, b) : relation(a, b); }));
cy.on("tap", careful(e => { if (e.target === cy && view.selected) overview(); }));
cy.on("mouseover", "edge", e => e.target.addClass("under"));
cy.on("mouseout", "edge", e => e.target.removeClass("under"));
cy.on("dragfree", "node", () => picture.relabel());
cy.on("zoom", () => picture.relabel(120)); // nearer looks show more words
$("search").addEventListener("input", careful(search));
$("search").addEventListener("keydown", careful(e => {
  if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); move(e.key === "ArrowDown" ? 1 : -1); }
  if (e.key === "Escape") { choosing = null; ask(usualQuestion); close(); }
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
  cy.resize();
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

const usualTop = 40;

// best shows the best supported actors of any graph.
async function best() {
  groups.state.on = false;
  await fresh(await source.view(usualTop));
}

async function fresh(answer) {
  view.shown.clear();
  view.marked = new Set();
  cy.elements().remove();
  redraw("", show(toShow(answer)));
  overview();
}

careful(async () => {
  cy.style(picture.style());
  $("legend").open = innerWidth > 700;
  $("undo").hidden = !source.writes;
  const asked = source.about(), first = location.hash.length > 1 ? null : start(); // counting all facts may take longer than the first view
  about = await asked;
  total = about.actors;
  if (about.title) { $("title").textContent = about.title; document.title = about.title; }
  if (about.first && about.last) clock(about.first, about.last, about.bars);
  if (first) await first; else if (!await recall()) await start();
  stageChanged();
  if (!view.selected) overview();
  tell(lost ? `${lost === 1 ? "One actor" : lost + " actors"} of the view in this address ${lost === 1 ? "is" : "are"} not in the graph` : "");
  if (!days.length) {
    const begins = [...known.facts.values()].filter(f => f.from && f.until).map(f => f.from).sort(), part = begins.length / 20;
    if (begins.length) clock(begins[Math.floor(part)], begins[Math.ceil(begins.length - 1 - part)]);
  } else histogram();
})().finally(() => { document.body.dataset.ready = "true"; });
})();
