// Legend, filters, and the search box with its keyboard; none of them draws, they tell `explorer` what was chosen.
kg.combobox = function (input, list, store, pick) {
  "use strict";
  const { el } = kg;
  let hits = [];
  let active = -1;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");

  function option(entity, n) {
    const style = store.entityClass(entity);
    const alias = store.matchedAlias(entity, input.value);
    return el("li", {
      role: "option", id: `${list.id}-${n}`, "aria-selected": "false", "data-entity": entity,
      on: { pointerdown: (event) => { event.preventDefault(); choose(n); }, click: () => choose(n) },
    }, kg.shape(style), el("span", { class: "name" }, el("bdi", {}, store.entities.label[entity]),
      alias ? el("small", {}, alias) : null), el("small", { class: "kind", t: `class.${style[0]}` }));
  }
  function update() {
    hits = store.search(input.value);
    active = hits.length ? 0 : -1;
    list.replaceChildren(...(hits.length || !input.value.trim() ? hits.map(option)
      : [el("li", { class: "quiet", role: "option", "aria-disabled": "true", t: "search.none" })]));
    list.hidden = !input.value.trim();
    mark();
  }
  function mark() {
    input.setAttribute("aria-expanded", String(!list.hidden));
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === active)));
    if (active >= 0 && list.children[active]) {
      input.setAttribute("aria-activedescendant", list.children[active].id);
      list.children[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }
  function choose(n) {
    if (list.hidden || hits[n] === undefined) return;
    const entity = hits[n];
    input.value = store.entities.label[entity];
    list.hidden = true;
    mark();
    pick(entity);
  }
  input.addEventListener("input", update);
  input.addEventListener("focus", () => { if (input.value && input === document.activeElement) { input.select(); } });
  input.addEventListener("blur", () => { list.hidden = true; mark(); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && hits.length) {
      event.preventDefault();
      if (list.hidden) list.hidden = false;
      else active = (active + steps[event.key] + hits.length) % hits.length;
      mark();
    } else if (event.key === "Enter") { event.preventDefault(); choose(active); }
    else if (event.key === "Escape") { list.hidden = true; mark(); }
  });
};

kg.filters = function (store, state, changed) {
  "use strict";
  const { el } = kg;
  const legend = document.getElementById("legend");
  const counts = store.classes.map(() => 0);
  store.entities.cls.forEach((cls) => { counts[cls] += 1; });
  const order = store.classes.map((_, cls) => cls).sort((a, b) => counts[b] - counts[a]);

  const toggles = order.map((cls) => {
    const style = store.classes[cls];
    const input = el("input", { type: "checkbox", "data-class": style[0], on: {
      change: () => { if (input.checked) state.hidden.delete(cls); else state.hidden.add(cls); changed(); },
    } });
    return el("label", { class: "key" }, input, kg.shape(style), el("span", { class: "name", t: `class.${style[0]}` }),
      el("span", { class: "count" }, String(counts[cls])));
  });
  const setAll = (hidden) => { state.hidden = new Set(hidden ? order : []); changed(); sync(); };
  legend.append(el("header", {}, el("h2", { t: "legend.title" }), el("span", { class: "pair" },
    el("button", { type: "button", class: "plain", t: "legend.all", on: { click: () => setAll(false) } }),
    el("button", { type: "button", class: "plain", t: "legend.none", on: { click: () => setAll(true) } }))),
  el("div", { class: "keys" }, toggles));

  const used = store.properties.map((name, n) => [name, n])
    .filter(([, n]) => store.facts.p.some((p, fact) => p === n && store.isLink(fact)));
  const property = el("select", { id: "filter-property", on: { change: () => { state.property = Number(property.value); changed(); } } },
    el("option", { value: -1, t: "filter.any" }),
    used.map(([name, n]) => el("option", { value: n, t: `property.${name}` })));
  const source = el("select", { id: "filter-document", on: { change: () => { state.document = Number(source.value); changed(); } } },
    el("option", { value: -1, t: "filter.any" }),
    store.documents.map((row, n) => el("option", { value: n }, row.title)));
  const level = el("span", { t: "filter.confidence", tv: { n: 0 } });
  const confidence = el("input", { type: "range", id: "filter-confidence", min: 0, max: 100, step: 5, on: {
    input: () => { state.confidence = Number(confidence.value); sync(); changed(); },
  } });
  const alone = store.entities.size.reduce((sum, _, entity) => sum + (store.links(entity).length ? 0 : 1), 0);
  const lonely = el("input", { type: "checkbox", id: "filter-lonely", on: { change: () => { state.lonely = lonely.checked; changed(); } } });
  const reset = el("button", { type: "button", class: "plain", t: "filter.reset", on: { click: () => {
    Object.assign(state, { property: -1, document: -1, confidence: 0, lonely: false, hidden: new Set() });
    sync(); changed();
  } } });
  document.getElementById("filters").append(
    el("header", {}, el("h2", { t: "filter.title" }), reset),
    el("label", { class: "field" }, el("span", { t: "filter.property" }), property),
    store.documents.length > 1 ? el("label", { class: "field" }, el("span", { t: "filter.document" }), source) : "",
    el("label", { class: "field" }, level, confidence),
    alone ? el("label", { class: "key" }, lonely, el("span", { class: "name", t: "filter.lonely", tv: { n: alone } })) : "");

  function sync() {
    toggles.forEach((label, n) => { label.querySelector("input").checked = !state.hidden.has(order[n]); });
    property.value = String(state.property);
    source.value = String(state.document);
    confidence.value = String(state.confidence);
    level.dataset.tValues = JSON.stringify({ n: state.confidence });
    level.textContent = kg.t("filter.confidence", { n: state.confidence });
    lonely.checked = state.lonely;
  }
  sync();
  return { sync };
};
