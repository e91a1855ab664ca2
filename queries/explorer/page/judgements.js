// Choosing an actor for something, and judgements.
"use strict";
const judgements = (() => {
const { $, make, known, forget, change, source } = model;
const { view, show } = picture;
const { tell, redraw, button, put } = panel;
const { open, overview } = dossier;

const usualQuestion = $("search").placeholder;
let choosing = null;

function choose(question, then) {
  choosing = then;
  ask(question);
  $("search").focus();
}

// chosen returns what the choice is for, and forgets it.
function chosen() {
  const then = choosing;
  choosing = null;
  ask(usualQuestion);
  return then;
}

function ask(question) {
  $("search").placeholder = question;
  $("search").setAttribute("aria-label", question === usualQuestion ? "Find an actor" : question);
  $("search").value = "";
}

function chooseNames(a, names) {
  const boxes = names.map(n => make("input", { type: "checkbox", value: n }));
  put("Names that are somebody else’s", make("p", {}, `Tick those that do not mean ${a.name}:`),
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
  go.total = (await source.about()).actors;
  if (groups.has()) groups.learn(await source.view());
  redraw();
  if (known.actors.has(then)) await open(then); else overview();
  tell(what === "undo" ? "Taken back" : "Judgement kept; “Undo merge or split” takes it back");
}

Object.assign(go, { choose, chooseNames, judge });
return { chosen, judge };
})();
