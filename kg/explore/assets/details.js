// The panel beside the drawing: an entity with its facts, figures and evidence; a path; or where to start.
kg.details = function (store, act) {
  "use strict";
  const { el } = kg;
  const box = document.getElementById("details");
  const FIRST = 12;

  const nameButton = (entity) => el("button", {
    type: "button", class: "entity", "data-entity": entity, on: { click: () => act.pick(entity) },
  }, kg.shape(store.entityClass(entity)), el("bdi", {}, store.entities.label[entity]));

  const confidence = (n) => el("span", { class: "confidence", "data-t-attr": "title:evidence.confidence;aria-label:evidence.confidence",
    tv: { n }, role: "img" }, el("svg", { viewBox: "0 0 24 6", width: 24, height: 6, "aria-hidden": "true" },
    el("rect", { x: 0, y: 0, width: 24, height: 6, rx: 3, class: "track" }),
    el("rect", { x: 0, y: 0, width: Math.max(3, n * 0.24), height: 6, rx: 3, class: "fill" })));

  function factRow(fact, content) {
    const evidence = el("div", { class: "evidences", hidden: true });
    return el("li", { "data-fact": fact }, el("div", { class: "fact" }, content, confidence(store.facts.c[fact]),
      kg.evidenceButton(evidence, fact, store.documents)), evidence);
  }

  // Rows beyond the first few wait behind a button: a ministry has hundreds.
  function rows(list, all, first, row) {
    const add = (from, to) => list.append(...all.slice(from, to).map(row));
    const limit = all.length > first + 3 ? first : all.length;
    add(0, limit);
    if (limit < all.length) {
      const more = el("button", { type: "button", class: "plain more", t: "details.more", tv: { n: all.length - limit },
        on: { click: () => { more.remove(); add(limit, all.length); } } });
      list.after(more);
    }
  }

  function factGroups(entity) {
    const groups = new Map();
    for (const fact of store.of[entity]) {
      const outward = store.facts.s[fact] === entity;
      const name = store.properties[store.facts.p[fact]];
      const both = name === "collaboratesWith";
      const key = both || outward ? `property.${name}` : `property.${name}.of`;
      const rank = store.isLink(fact) ? (outward ? 1 : 2) : 0;
      if (!groups.has(key)) groups.set(key, { rank, facts: [] });
      groups.get(key).facts.push(fact);
    }
    return [...groups].sort((a, b) => a[1].rank - b[1].rank || b[1].facts.length - a[1].facts.length);
  }

  function factSection(entity) {
    const groups = factGroups(entity);
    const section = el("section", { class: "facts", "data-testid": "facts" }, el("h3", { t: "details.facts" }));
    if (!groups.length) section.append(el("p", { class: "quiet", t: "details.nofacts" }));
    const body = el("div", {});
    const name = (fact) => (store.isLink(fact) ? store.entities.label[store.other(fact, entity)] : String(store.facts.o[fact]));
    function fill(query) {
      body.replaceChildren();
      for (const [key, { facts }] of groups) {
        const shown = facts.filter((fact) => !query || kg.fold(kg.t(key) + name(fact)).includes(query))
          .sort((a, b) => store.facts.c[b] - store.facts.c[a] || a - b);
        if (!shown.length) continue;
        const list = el("ul", { class: "plainlist" });
        body.append(el("h4", {}, el("span", { t: key }), el("span", { class: "count" }, String(shown.length))), list);
        rows(list, shown, query ? shown.length : FIRST, (fact) => factRow(fact, store.isLink(fact)
          ? nameButton(store.other(fact, entity)) : el("bdi", { class: "literal" }, name(fact))));
      }
    }
    section.append(body);
    return { section, fill };
  }

  function figureSection(entity) {
    const all = store.figuresOf[entity];
    const body = el("tbody", {});
    const table = el("table", { class: "small" }, el("thead", {}, el("tr", {},
      el("th", { scope: "col", t: "figure.measure" }), el("th", { scope: "col", class: "number", t: "figure.value" }),
      el("th", { scope: "col", t: "figure.period" }), el("th", {}, el("span", { class: "hidden", t: "figure.evidence" })))), body);
    const section = el("section", { class: "figures", "data-testid": "figures" },
      el("h3", {}, el("span", { t: "details.figures" }), el("span", { class: "count" }, String(all.length))), table);
    const add = (figure) => {
      const f = store.figures;
      const evidence = el("div", { class: "evidences", hidden: true });
      body.append(el("tr", { "data-figure": figure }, el("td", {}, f.measure[figure]),
        el("td", { class: "number" }, f.approx[figure] ? el("span", { class: "quiet", t: "figure.approx" }) : "",
          ` ${kg.number(f.value[figure])} ${f.unit[figure]}`),
        el("td", {}, f.period[figure]),
        el("td", {}, kg.evidenceButton(evidence, store.facts.s.length + figure, store.documents))),
      el("tr", { class: "under" }, el("td", { colspan: 4 }, evidence)));
    };
    const more = el("button", { type: "button", class: "plain more" });
    section.append(more);
    section.hidden = !all.length;
    function fill(query) {
      const shown = all.filter((n) => !query || kg.fold([store.figures.measure[n], store.figures.value[n], store.figures.period[n]].join(" ")).includes(query));
      const rest = query ? [] : shown.splice(15);
      body.replaceChildren();
      shown.forEach(add);
      more.hidden = !rest.length;
      kg.say(more, "details.more", { n: rest.length });
      more.onclick = () => { more.hidden = true; rest.forEach(add); };
    }
    return { section, fill };
  }

  function entity(number) {
    const { label, alias, link } = store.entities;
    const style = store.entityClass(number);
    const links = link[number] || [];
    box.replaceChildren(el("header", { class: "head" },
      el("p", { class: "kind" }, kg.shape(style), el("span", { t: `class.${style[0]}` }),
        el("span", { class: "quiet", t: "details.degree", tv: { n: store.degree(number) } })),
      el("h2", { tabindex: -1 }, el("bdi", {}, label[number])),
      alias[number].length ? el("p", { class: "aliases" }, el("span", { class: "quiet", t: "details.aliases" }), " ",
        alias[number].flatMap((name, n) => [n ? el("span", { class: "quiet" }, " · ") : "", el("bdi", {}, name)])) : null,
      links.length ? el("p", { class: "links" }, el("span", { class: "quiet", t: "details.links" }), " ",
        links.map((href) => el("a", { href, rel: "noopener noreferrer", target: "_blank" }, href))) : null,
      el("p", { class: "actions" },
        el("button", { type: "button", "data-act": "focus", t: "view.focus", on: { click: () => act.focus(number) } }),
        el("button", { type: "button", "data-act": "expand", t: "view.expand", on: { click: () => act.expand(number) } }),
        el("button", { type: "button", "data-act": "path", t: "path.title", on: { click: () => act.from(number) } }),
        el("button", { type: "button", t: "view.link", on: { click: (event) => act.copy(event.currentTarget) } }))),
    ...sections(number));
    box.scrollTop = 0;
  }
  // Figures come after the facts unless there are hardly any facts to read first; one filter for both.
  function sections(number) {
    const parts = [factSection(number), figureSection(number)];
    const fill = (query) => parts.forEach((part) => part.fill(query));
    fill("");
    const nodes = parts.map((part) => part.section);
    if (store.of[number].length < 3) nodes.reverse();
    if (store.of[number].length + store.figuresOf[number].length <= 20) return nodes;
    const input = el("input", { type: "search", id: "fact-filter", autocomplete: "off",
      "data-t-attr": "placeholder:details.filter;aria-label:details.filter", on: { input: () => fill(kg.fold(input.value)) } });
    return [input, ...nodes];
  }

  function start(totals) {
    const institutions = new Set(["University", "Hospital", "School", "ResearchInstitute", "Organization"]);
    const best = store.entities.size.map((size, n) => [size, n])
      .filter(([, n]) => institutions.has(store.entityClass(n)[0]))
      .sort((a, b) => b[0] - a[0] || store.of[b[1]].length - store.of[a[1]].length || a[1] - b[1]).slice(0, 10).map(([, n]) => n);
    box.replaceChildren(el("header", { class: "head" }, el("h2", { t: "details.start" }),
      el("p", { t: "details.counts", tv: totals }), el("p", { class: "quiet", t: "details.hint" })),
    best.length ? el("section", {}, el("h4", { t: "details.best" }),
      el("ul", { class: "plainlist" }, best.map((n) => el("li", {}, el("div", { class: "fact" }, nameButton(n),
        el("span", { class: "quiet", t: "details.degree", tv: { n: store.degree(n) } })))))) : "");
  }

  const arrow = (fact, from) => {
    if (store.properties[store.facts.p[fact]] === "collaboratesWith") return "↕ ";
    return store.facts.s[fact] === from ? "↓ " : "↑ ";
  };
  function path(steps, between) {
    if (!steps) { box.replaceChildren(el("header", { class: "head" }, el("h2", { t: "path.title" }), el("p", { t: "path.none" }))); return; }
    const list = el("ol", { class: "route" });
    steps.forEach((step, n) => {
      list.append(el("li", { class: "stop" }, nameButton(step)));
      if (n + 1 === steps.length) return;
      list.append(el("li", { class: "leg" }, el("ul", { class: "plainlist" }, between(step, steps[n + 1]).map((fact) => factRow(fact,
        el("span", { class: "triple" }, el("span", { class: "quiet" }, arrow(fact, step)),
          el("b", { t: `property.${store.properties[store.facts.p[fact]]}` })))))));
    });
    box.replaceChildren(el("header", { class: "head" }, el("h2", { t: "path.title" }),
      el("p", { class: "quiet", t: "path.steps", tv: { n: steps.length - 1 } })), list);
    box.scrollTop = 0;
  }

  return { entity, start, path, box };
};
