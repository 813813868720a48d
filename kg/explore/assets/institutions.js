// Institutions as a tree of partOf; branches are drawn when they are opened.
(async function () {
  "use strict";
  const { el } = kg;
  const core = await kg.core();
  const { entities, facts, people, figures } = core;
  const count = entities.id.length;
  const units = Array.from({ length: count }, () => []);
  const parents = Array.from({ length: count }, () => 0);
  facts.s.forEach((unit, fact) => {
    if (unit === facts.o[fact]) return;
    units[facts.o[fact]].push([unit, fact]);
    parents[unit] += 1;
  });
  const order = new Intl.Collator("zh-CN");
  const byName = (a, b) => units[b].length - units[a].length || order.compare(entities.label[a], entities.label[b]);
  units.forEach((list) => list.sort((a, b) => byName(a[0], b[0])));

  // All units below, each once, however it is reached.
  const sizes = new Map();
  function below(entity, seen = new Set([entity])) {
    for (const [unit] of units[entity]) if (!seen.has(unit)) { seen.add(unit); below(unit, seen); }
    return seen;
  }
  const size = (entity) => { if (!sizes.has(entity)) sizes.set(entity, below(entity).size - 1); return sizes.get(entity); };
  const told = (n, key) => (n ? el("span", { class: "count", t: key, tv: { n } }) : "");

  function line(entity, fact) {
    const proof = el("div", { class: "evidences", hidden: true });
    return [el("span", { class: "line" }, kg.entityLink(core, entity), el("span", { class: "tallies" },
      told(size(entity), "institutions.units"),
      told(people[entity], "institutions.people"),
      told(figures[entity], "institutions.figures")),
    fact === null ? "" : kg.evidenceButton(proof, fact, core.documents)), proof];
  }
  function branch(entity, above, fact) {
    const inner = units[entity].filter(([unit]) => !above.has(unit));
    const [head, proof] = line(entity, fact);
    if (!inner.length) return el("div", { class: "leaf" }, head, proof);
    const list = el("div", { class: "branch" });
    const node = el("details", { on: { toggle: () => {
      if (node.open && !list.childElementCount) list.append(...inner.map(([unit, why]) => branch(unit, new Set([...above, entity]), why)));
    } } }, el("summary", {}, head), proof, list);
    return node;
  }

  // Roots: what is part of nothing; and one of each ring of units that are part of each other.
  const roots = entities.id.map((_, n) => n).filter((n) => !parents[n] && units[n].length).sort((a, b) => size(b) - size(a) || byName(a, b));
  const reached = new Set(roots.flatMap((root) => [...below(root)]));
  for (let n = 0; n < count; n += 1) {
    if (units[n].length && !reached.has(n)) { roots.push(n); below(n).forEach((unit) => reached.add(unit)); }
  }
  const single = entities.id.map((_, n) => n).filter((n) => !units[n].length && !parents[n])
    .sort((a, b) => entities.cls[a] - entities.cls[b] || order.compare(entities.label[a], entities.label[b]));

  const tree = document.getElementById("tree");
  const input = el("input", { type: "search", id: "filter", autocomplete: "off", "data-t-attr": "placeholder:search.hint;aria-label:search.label", on: { input: () => draw() } });
  const all = (open) => { for (let round = 0; round < 12; round += 1) tree.querySelectorAll(".roots details").forEach((node) => { node.open = open; node.dispatchEvent(new Event("toggle")); }); };
  document.getElementById("toolbar").append(el("div", { class: "grow" }, input),
    ...(count <= 3000 ? [el("button", { type: "button", t: "institutions.expand", on: { click: () => all(true) } }),
      el("button", { type: "button", t: "institutions.collapse", on: { click: () => all(false) } })] : []));

  function draw() {
    const query = kg.fold(input.value);
    if (query) {
      const hits = entities.label.map((_, n) => n).filter((n) => kg.fold([entities.label[n], ...entities.alias[n], entities.key[n]].join(" ")).includes(query));
      tree.replaceChildren(...(hits.length ? hits.sort(byName).slice(0, 200).map((n) => branch(n, new Set(), null)) : [el("p", { class: "quiet", t: "search.none" })]));
      return;
    }
    const rest = el("details", { class: "single", on: { toggle: () => {
      if (rest.open && rest.childElementCount === 1) rest.append(el("div", { class: "leaves" }, single.map((n) => el("div", { class: "leaf" }, line(n, null)))));
    } } }, el("summary", {}, el("span", { t: "institutions.single" }), " ", el("span", { class: "count" }, String(single.length))));
    const top = el("div", { class: "roots" }, roots.map((root) => branch(root, new Set(), null)));
    tree.replaceChildren(top, single.length ? rest : "");
    [...top.children].slice(0, 2).forEach((node) => { node.open = true; });
    if (!roots.length) rest.open = true;
  }
  draw();
  document.body.dataset.ready = "institutions";
})();
