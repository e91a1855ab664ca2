// The picture as a file.
"use strict";
const save = (() => {
const { cy, colour, font, tones, dashes } = picture;

// Colours and numbers are ours; text comes through xml.
const xml = s => s.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
  .replace(/[&<>"']/g, c => "&#" + c.charCodeAt(0) + ";");

// outline writes the box of an actor in the shape of its kind.
function outline(n) {
  const p = n.position(), w = n.data("width") / 2, h = n.data("height") / 2, paint = `fill="${colour(n.data("kind"))}" stroke="${colour(n.data("kind") + "-line")}" stroke-width="1.5"`;
  const points = { hexagon: [-1, 0, -.75, -1, .75, -1, 1, 0, .75, 1, -.75, 1], octagon: [-1, -.42, -.6, -1, .6, -1, 1, -.42, 1, .42, .6, 1, -.6, 1, -1, .42], tag: [-1, -1, .7, -1, 1, 0, .7, 1, -1, 1] }[n.data("shape")];
  if (points) return `<polygon points="${points.map((v, i) => i % 2 ? p.y + v * h : p.x + v * w).join(" ")}" ${paint}/>`;
  if (n.data("shape") === "ellipse") return `<ellipse cx="${p.x}" cy="${p.y}" rx="${w}" ry="${h}" ${paint}/>`;
  return `<rect x="${p.x - w}" y="${p.y - h}" width="${2 * w}" height="${2 * h}" rx="${n.data("shape") === "rectangle" ? 0 : 8}" ${paint}/>`;
}

// svg writes what is drawn as SVG.
function svg() {
  const box = cy.elements().boundingBox(), out = [], ink = colour("ink"), ground = colour("ground"), frame = `${box.x1 - 20} ${box.y1 - 20} ${box.w + 40} ${box.h + 40}`.split(" ");
  for (const e of cy.edges()) {
    const a = e.sourceEndpoint(), b = e.targetEndpoint(), m = e.midpoint(), dash = dashes.get(e.data("line")), tone = e.data("tone");
    out.push(`<path d="M${a.x} ${a.y}Q${2 * m.x - (a.x + b.x) / 2} ${2 * m.y - (a.y + b.y) / 2} ${b.x} ${b.y}" fill="none" stroke="${colour(tone)}" stroke-width="${e.data("width")}"${dash ? ` stroke-dasharray="${dash}"` : ""}${e.hasClass("between") ? "" : ` marker-end="url(#${e.hasClass("denied") ? "denied-" : ""}${tone})"`}/>`);
    if (e.hasClass("labelled")) {
      out.push(`<text x="${m.x + e.data("dx")}" y="${m.y + e.data("dy") + 0.35 * e.data("letters")}" font-size="${e.data("letters")}" text-anchor="middle" fill="${colour(tone + "-text")}" stroke="${ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${xml(e.data("label"))}</text>`);
    }
  }
  for (const n of cy.nodes()) {
    const p = n.position(), size = n.data("size"), lines = n.data("label").split("\n");
    out.push(outline(n), `<text font-size="${size}" text-anchor="middle" fill="${colour(n.data("kind") + "-text")}">` +
      lines.map((l, i) => `<tspan x="${p.x}" y="${p.y + size * (0.35 + 1.15 * (i - (lines.length - 1) / 2))}">${xml(l)}</tspan>`).join("") + "</text>");
  }
  const marker = (id, d, tone) => `<marker id="${id}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="${d}" fill="${colour(tone)}"/></marker>`;
  const markers = [...tones.keys()].map(t => marker(t, "M0 0L8 4L0 8z", t) + marker("denied-" + t, "M6 0H8V8H6z", t)).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${frame.join(" ")}" width="${frame[2]}" height="${frame[3]}" font-family='${font}' fill="${ink}"><defs>${markers}</defs>` +
    `<rect x="${frame[0]}" y="${frame[1]}" width="${frame[2]}" height="${frame[3]}" fill="${ground}"/>${out.join("")}</svg>`;
}

const png = () => cy.png({ output: "blob-promise", full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: colour("ground") });

return { svg, png };
})();
