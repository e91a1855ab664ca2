// What the panel tells of the map of a large graph, its groups and their ties.
"use strict";
const community = (() => {
const { $, make, usualMore, known, source } = model;
const { cy, view, show, emphasise, visible, kinds, kindOf } = picture;
const { many, redraw, button, link, put, few } = panel;
const { actorButton, open, overview, relation } = dossier;

const place = id => known.actors.has(id) ? actorButton(id, known.actors.get(id).name) : view.bubbles.has(id) ? link(groups.title(view.bubbles.get(id)), () => openGroup(id)) : "";

// mapPanel lists the groups of the map, and the actors that are drawn.
function mapPanel(drawn) {
  const list = [...view.bubbles.values()];
  put("All actors, in groups", make("p", { class: "faint" }, "Actors whom the articles relate stand together. A group opens to its best known members, by a click or from near."),
    make("div", { class: "actions" }, button(`Only the ${go.usualTop} best known`, () => go.best(), { id: "best" })),
    make("ul", { id: "grouped" }, ...list.map(b => make("li", {}, link(groups.title(b), () => openGroup(b.group.id)), " ",
      make("span", { class: "faint" }, many(b.held.length, "actor") + (b.group === groups.lone ? "" : b.held.length > 1 ? ": " + b.held.slice(1, 4).map(id => known.actors.get(id).name).join(", ") : ""))))),
    drawn.length ? make("h3", {}, `Drawn one by one (${drawn.length})`) : null, drawn.length ? make("ul", { id: "shown" }, ...few(drawn.map(a => () => make("li", {}, actorButton(a.id, a.name))), 60, "actors")) : null);
  go.remember();
}

// groupPanel tells who is in a group, and opens it further.
function groupPanel(id) {
  const g = groups.find(id), b = view.bubbles.get(id);
  if (!g || g === groups.lone && !b) { overview(); return; }
  view.selected = id;
  emphasise();
  const members = g === groups.lone ? b.held : g.members.filter(visible), held = b ? b.held.length : 0, next = b ? groups.next(b.held).length : 0;
  const ties = view.between.filter(e => e.from === id || e.to === id).map(e => [e.from === id ? e.to : e.from, e.n]);
  put(g === groups.lone ? groups.title(b) : "Group of " + known.actors.get(g.members[0]).name, make("div", { class: "faint" }, `${many(members.length, "actor")}, ${members.length - held} of them drawn`),
    make("div", { class: "actions" }, g === groups.lone && groups.state.limit >= groups.most ? make("span", { class: "faint" }, "no more groups find room") : g === groups.lone ? button(`Show ${Math.min(groups.step, b.groups)} more groups`, () => unfold(id), { id: "open" }) : b ? button(next === held ? `Show ${held === 1 ? "the last one" : "all " + held}` : `Show ${next} of ${held} more`, () => unfold(id), { id: "open" }) : make("span", { class: "faint" }, "all are drawn"),
      members.length > held ? button("Fold", () => { for (const m of g.members) view.shown.delete(m); redraw(); groupPanel(id); $("open")?.focus(); }, { id: "fold" }) : null, button("All groups", () => overview())),
    ties.length ? make("details", { id: "ties" }, make("summary", {}, `Tied to ${many(ties.length, "place")} of the picture`),
      make("ul", {}, ...few(ties.map(([other, n]) => () => make("li", {}, place(other), " ", link(many(n, "fact"), () => tie(id, other), { "aria-label": `${many(n, "fact")} between both` }))), usualMore, "ties"))) : null,
    make("h3", {}, "Members"), make("ul", { id: "members" }, ...few(members.map(m => () => make("li", {}, actorButton(m, known.actors.get(m).name), " ",
      make("span", { class: "faint" }, [kinds.get(kindOf(known.actors.get(m)))[1], (known.actors.get(m).roles || [])[0]].filter(Boolean).join(", "), view.shown.has(m) ? " · drawn" : ""))), 60, "members")));
  go.remember();
}

// unfold draws more of a group one by one.
async function unfold(id) {
  const b = view.bubbles.get(id);
  if (!b) { groupPanel(id); return; }
  let room = true;
  if (b.group === groups.lone) groups.state.limit = Math.min(groups.most, groups.state.limit + groups.step); else {
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
  put(`${name(a)} – ${name(b)}`, make("div", { class: "faint" }, `${many(all, "fact")} between ${many(list.length, "pair")} of actors`),
    make("div", { class: "actions" }, ...[a, b].map(id => button("Go to " + name(id), () => known.actors.has(id) ? open(id) : groupPanel(id)))),
    make("ul", { id: "pairs" }, ...few(list.map(p => () => make("li", {}, actorButton(p.from, known.actors.get(p.from).name), " – ", actorButton(p.to, known.actors.get(p.to).name), " ",
      link(many(p.n, "fact"), async () => { await source.among([p.from, p.to]); relation(p.from, p.to); }, { "aria-label": `${many(p.n, "fact")} on ${known.actors.get(p.from).name} and ${known.actors.get(p.to).name}` }))), 30, "pairs")));
  view.selected = "";
  emphasise();
  cy.edges().filter(e => [e.data("source"), e.data("target")].every(x => x === a || x === b)).addClass("picked");
}

go.mapPanel = mapPanel;
return { groupPanel, unfold, openGroup, tie };
})();
