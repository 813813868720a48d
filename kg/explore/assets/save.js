// Save what is on the screen: PNG and SVG of the drawing, CSV and GraphML of what it shows.
kg.save = function (store, canvas, shown) {
  "use strict";
  const { el } = kg;
  const xml = (text) => String(text).replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
  const placed = () => shown().map((entity) => ({ entity, ...canvas.place(entity), size: store.entities.size[entity] }));
  const facts = () => canvas.edges.get().flatMap((edge) => edge.facts).sort((a, b) => a - b);

  function png() {
    const from = canvas.box.querySelector("canvas");
    const image = document.createElement("canvas");
    image.width = from.width;
    image.height = from.height;
    const context = image.getContext("2d");
    context.fillStyle = canvas.theme().ground;
    context.fillRect(0, 0, image.width, image.height);
    context.drawImage(from, 0, 0);
    image.toBlob((blob) => kg.download("network.png", blob));
  }

  function outline(shape, x, y, r) {
    const corners = { square: [4, 45], diamond: [4, 0], triangle: [3, -90], triangleDown: [3, 90], hexagon: [6, 0] }[shape];
    if (shape === "star") return polygon(x, y, Array.from({ length: 10 }, (_, n) => [n * 36 - 90, n % 2 ? r * 0.5 : r * 1.2]));
    if (!corners) return `<circle cx="${x}" cy="${y}" r="${r}"/>`;
    const [sides, turn] = corners;
    return polygon(x, y, Array.from({ length: sides }, (_, n) => [(n * 360) / sides + turn, r * 1.15]));
  }
  const polygon = (x, y, points) => `<polygon points="${points.map(([angle, r]) => {
    const radians = (angle * Math.PI) / 180;
    return `${(x + r * Math.cos(radians)).toFixed(1)},${(y + r * Math.sin(radians)).toFixed(1)}`;
  }).join(" ")}"/>`;

  function svg() {
    const all = placed();
    const at = new Map(all.map((node) => [node.entity, node]));
    const reach = (pick, sign) => sign * Math.max(...all.map((node) => sign * node[pick] + node.size + 60));
    const [left, right, top, bottom] = all.length ? [reach("x", -1), reach("x", 1), reach("y", -1), reach("y", 1)] : [0, 100, 0, 100];
    const { ground, edge, ink } = canvas.theme();
    const lines = canvas.edges.get().map(({ from, to }) => [at.get(from), at.get(to)]).filter(([a, b]) => a && b)
      .map(([a, b]) => `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}"/>`);
    const shapes = all.map((node) => {
      const [, color, shape] = store.entityClass(node.entity);
      return `<g fill="${color}"><title>${xml(store.entities.label[node.entity])}</title>${outline(shape, node.x, node.y, node.size)}</g>`;
    });
    const names = all.map((node) => `<text x="${node.x}" y="${node.y + node.size + 14}">${xml(store.entities.label[node.entity])}</text>`);
    kg.download("network.svg", new Blob([`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${right - left} ${bottom - top}">`,
      `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" fill="${ground}"/>`,
      `<g stroke="${edge}" stroke-width="1">${lines.join("")}</g>${shapes.join("")}`,
      `<g fill="${ink}" font-family="sans-serif" font-size="12" text-anchor="middle">${names.join("")}</g></svg>`],
    { type: "image/svg+xml" }));
  }

  async function csv() {
    const rows = [["subject", "subject class", "property", "object", "object class", "confidence", "document", "quotation"]];
    for (const fact of facts()) {
      const { s, p, o, c } = store.facts;
      const [first] = await kg.evidence(fact);
      rows.push([store.entities.label[s[fact]], store.entityClass(s[fact])[0], store.properties[p[fact]],
        store.entities.label[o[fact]], store.entityClass(o[fact])[0], c[fact] / 100,
        first ? store.documents[first.source]?.name : "", first ? first.text : ""]);
    }
    kg.download("network.csv", kg.csv(rows));
  }

  function graphml() {
    const key = (id, on, type) => `<key id="${id}" for="${on}" attr.name="${id}" attr.type="${type}"/>`;
    const data = (id, value) => `<data key="${id}">${xml(value)}</data>`;
    const nodes = placed().map(({ entity, x, y }) => `<node id="n${entity}">${data("label", store.entities.label[entity])}${
      data("class", store.entityClass(entity)[0])}${data("x", x)}${data("y", y)}</node>`);
    const edges = facts().map((fact) => `<edge id="e${fact}" source="n${store.facts.s[fact]}" target="n${store.facts.o[fact]}">${
      data("property", store.properties[store.facts.p[fact]])}${data("confidence", store.facts.c[fact] / 100)}</edge>`);
    kg.download("network.graphml", new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n',
      '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">', key("label", "node", "string"), key("class", "node", "string"),
      key("x", "node", "double"), key("y", "node", "double"), key("property", "edge", "string"), key("confidence", "edge", "double"),
      '<graph edgedefault="directed">', ...nodes, ...edges, "</graph></graphml>\n"], { type: "application/xml" }));
  }

  const formats = { png, svg, csv, graphml };
  document.getElementById("save").append(el("header", {}, el("h2", { t: "save.title" })), el("p", { class: "actions" },
    Object.entries(formats).map(([name, run]) => el("button", {
      type: "button", "data-save": name, t: `save.${name}`, on: { click: run },
    }))));
};
