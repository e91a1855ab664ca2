// What the page says, and the panel beside the picture.
"use strict";

// go is how the files of the page reach what stands in later ones.
const go = { total: 0 }; // total: actors in the graph

const panel = (() => {
const { $, make } = model;
const { cy, view, draw, mostShown } = picture;

function tell(words) {
  $("notice").classList.remove("error");
  $("notice").textContent = words || (groups.state.on ? mapWords() : `${view.shown.size}${go.total > view.shown.size ? " of " + go.total : ""} actors, ${cy.edges().length} relations` + (view.shown.size ? "" : ": find an actor, or change the filters"));
}

const many = (n, one, more = one + "s") => n + " " + (n === 1 ? one : more);

function mapWords() {
  const held = [...view.bubbles.values()], inside = held.reduce((n, b) => n + b.held.length, 0), drawn = cy.nodes().length - held.length;
  return [drawn && many(drawn, "actor") + " drawn", `${many(inside, "actor")} in ${many(held.reduce((n, b) => n + (b.groups || 1), 0), "group")}`,
    go.total > drawn + inside && `${go.total - drawn - inside} more by search`, view.weak && many(view.weak, "weaker tie") + " not drawn"].filter(Boolean).join(", ");
}

// redraw draws and says what is drawn, or that there was no room for all.
function redraw(from, room = true) {
  go.legend();
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

// put shows something else beside the picture. Who works by keyboard goes on
// from its heading.
function put(title, ...children) {
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

return { tell, many, redraw, careful, toShow, button, link, put, few };
})();
