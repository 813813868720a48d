// The network page put together: one state, kept in the address, from which everything is drawn.
(async function () {
  "use strict";
  const { el } = kg;
  const core = await kg.core();
  const store = kg.store(core);
  const state = {
    entity: -1, focus: [], path: [], hidden: new Set(), property: -1, document: -1, confidence: 0, lonely: false,
  };
  const search = document.getElementById("search");
  const notice = document.getElementById("notice");
  const CAP = 150;
  kg.combobox(search, document.getElementById("results"), store, (entity) => pick(entity, true));

  const details = kg.details(store, {
    pick: (entity) => pick(entity, true),
    focus: (entity) => go({ entity, focus: [entity], path: [] }),
    expand: (entity) => expand(entity),
    from: (entity) => fillPath(entity),
    copy: async (button) => {
      try { await navigator.clipboard.writeText(location.href); } catch { window.prompt(kg.t("view.link"), location.href); return; }
      button.textContent = kg.t("view.copied");
      setTimeout(() => { button.textContent = kg.t("view.link"); }, 1500);
    },
  });
  const totals = Object.fromEntries(Object.entries({
    entities: store.count, facts: store.facts.s.length, figures: store.figures.about.length, documents: store.documents.length,
  }).map(([name, n]) => [name, kg.number(String(n))]));

  // ---- the address
  function readAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    const entity = (id) => store.byId.get(id) ?? -1;
    const known = (name) => given.getAll(name).map(entity).filter((n) => n >= 0);
    const classes = new Map(store.classes.map(([name], n) => [name, n]));
    Object.assign(state, {
      entity: given.has("entity") ? entity(given.get("entity")) : -1,
      focus: known("focus"),
      path: known("path").slice(0, 2),
      hidden: new Set(given.getAll("hide").map((name) => classes.get(name)).filter((n) => n !== undefined)),
      property: store.properties.indexOf(given.get("property")),
      document: store.documents.findIndex((row) => row.name === given.get("document")),
      confidence: Math.min(100, Math.max(0, Number(given.get("confidence")) || 0)),
      lonely: given.has("lonely"),
    });
  }
  function address() {
    const given = new URLSearchParams();
    if (state.entity >= 0) given.set("entity", store.entities.id[state.entity]);
    for (const entity of state.focus) given.append("focus", store.entities.id[entity]);
    for (const entity of state.path) given.append("path", store.entities.id[entity]);
    for (const cls of [...state.hidden].sort((a, b) => a - b)) given.append("hide", store.classes[cls][0]);
    if (state.property >= 0) given.set("property", store.properties[state.property]);
    if (state.document >= 0) given.set("document", store.documents[state.document].name);
    if (state.confidence) given.set("confidence", state.confidence);
    if (state.lonely) given.set("lonely", "1");
    return `#${given}`;
  }
  // A new view is a step that "back" undoes; a changed filter only corrects the address.
  function go(change) {
    Object.assign(state, change);
    if (address() !== (location.hash || "#")) history.pushState(null, "", address());
    draw();
  }
  function refilter() {
    history.replaceState(null, "", address());
    draw();
  }
  window.addEventListener("popstate", () => { readAddress(); filters.sync(); draw(); });
  window.addEventListener("hashchange", () => { readAddress(); filters.sync(); draw(); });

  // ---- which entities are drawn
  function chosen() {
    if (state.path.length === 2) return store.path(state.path[0], state.path[1], { ...filter(), hidden: new Set() }) || state.path;
    if (!state.focus.length) return overview();
    const found = new Set(state.focus);
    let all = 0;
    for (const centre of state.focus) {
      const near = store.neighbours(centre, filter());
      all += near.length;
      near.slice(0, CAP).forEach(([entity]) => found.add(entity));
    }
    note(all > CAP && found.size <= all ? kg.t("view.capped", { n: found.size - state.focus.length, m: all }) : "");
    return [...found];
  }
  function overview() {
    const wanted = canvas.opened.filter((entity) => store.visible(entity, state));
    const joined = new Set();
    for (const key of store.pairs(new Set(wanted), filter()).keys()) key.split("-").forEach((end) => joined.add(Number(end)));
    return wanted.filter((entity) => state.lonely || joined.has(entity) || entity === state.entity);
  }
  const filter = () => ({ property: state.property, document: state.document, confidence: state.confidence, hidden: state.hidden });
  const note = (text) => { notice.textContent = text; };

  // ---- drawing
  let canvas = null;
  let view = "";
  let drawn = "";
  let shown = [];
  function draw() {
    showDetails();
    if (!canvas) return;
    const wanted = JSON.stringify([state.focus, state.path, [...state.hidden], state.property, state.document, state.confidence, state.lonely]);
    if (wanted !== drawn || (state.entity >= 0 && !canvas.nodes.get(state.entity))) redraw();
    drawn = wanted;
    canvas.select(state.entity, state.path.length === 2 ? shown : []);
  }
  function redraw() {
    note(kg.about.big && !state.focus.length && !state.path.length ? kg.t("view.big", { n: canvas.opened.length }) : "");
    shown = chosen();
    const pairs = store.pairs(new Set(shown), state.path.length === 2 ? store.anything : filter());
    const now = JSON.stringify([state.focus, state.path]);
    canvas.show(shown, pairs, places(pairs, now === view));
    if (now !== view) canvas.fit(view !== "", state.focus.length || state.path.length ? undefined : canvas.mainPart());
    view = now;
    status(pairs.size);
  }
  function places(pairs, same) {
    if (state.path.length === 2) return kg.arrange.line(shown);
    if (!state.focus.length) return null;
    const ends = [...pairs.keys()].map((key) => key.split("-").map(Number));
    // What is already on the screen stays where it is, so that an expansion can be followed by eye.
    const stay = same || state.focus.length > 1
      ? new Map(shown.map((entity) => [entity, canvas.place(entity)]).filter(([, place]) => place)) : new Map();
    return kg.arrange.around(shown, ends, state.focus.slice(-1), stay);
  }
  function showDetails() {
    if (state.path.length === 2 && state.entity < 0) {
      const steps = store.path(state.path[0], state.path[1], { ...filter(), hidden: new Set() });
      details.path(steps, (a, b) => store.pairs(new Set([a, b]), filter()).get(`${Math.min(a, b)}-${Math.max(a, b)}`) || []);
    } else if (state.entity >= 0) details.entity(state.entity);
    else details.start(totals);
    document.getElementById("said").textContent = state.entity >= 0 ? store.entities.label[state.entity] : "";
    document.body.classList.toggle("chosen", state.entity >= 0 || state.path.length === 2);
  }

  function pick(entity, move) {
    if (entity < 0) { if (state.entity >= 0) go({ entity: -1 }); return; }
    const away = canvas && !state.focus.length && !state.path.length && kg.about.big && !canvas.nodes.get(entity);
    go(away ? { entity, focus: [entity] } : { entity });
    if (!canvas) return;
    if (!canvas.nodes.get(entity)) go({ entity, focus: [entity], path: [] });
    else if (move && !away) canvas.centre(entity);
  }
  function expand(entity) {
    const focus = state.focus.length ? [...state.focus.filter((n) => n !== entity), entity]
      : [entity];
    go({ entity, focus, path: [] });
  }

  // ---- path between two
  const ends = [-1, -1];
  const inputs = ["from", "to"].map((name, n) => {
    const input = el("input", { id: `path-${name}`, type: "search", autocomplete: "off", spellcheck: "false",
      "data-testid": `path-${name}`, "data-t-attr": "placeholder:search.hint" });
    const list = el("ul", { id: `path-${name}-results`, class: "results", role: "listbox", hidden: true });
    kg.combobox(input, list, store, (entity) => { ends[n] = entity; findPath(false); });
    input.addEventListener("input", () => { ends[n] = -1; });
    return el("div", { class: "searchbox" }, el("label", { class: "field", for: `path-${name}` },
      el("span", { t: `path.${name}` })), input, list);
  });
  document.getElementById("path").append(el("header", {}, el("h2", { t: "path.title" })), ...inputs,
    el("button", { type: "button", id: "path-find", t: "path.find", on: { click: () => findPath(true) } }));
  function findPath(told) {
    if (ends.some((end) => end < 0)) { if (told) inputs[ends.indexOf(-1)].querySelector("input").focus(); return; }
    if (ends[0] === ends[1]) { note(kg.t("path.same")); return; }
    go({ entity: -1, focus: [], path: [...ends] });
  }
  function fillPath(entity) {
    document.getElementById("drawer").open = true;
    ends[0] = entity;
    inputs[0].querySelector("input").value = store.entities.label[entity];
    const to = inputs[1].querySelector("input");
    to.scrollIntoView({ block: "center" });
    to.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "Escape") pick(-1);
    if (event.key !== "/") return;
    event.preventDefault();
    search.focus();
  });

  // ---- frame
  const tool = (name, run, text) => el("button", { type: "button", id: `view-${name}`, class: text ? "" : "icon",
    "data-t-attr": text ? null : `aria-label:view.${name};title:view.${name}`, t: text ? `view.${name}` : null, on: { click: run } },
  text ? [] : [{ in: "+", out: "−", fit: "⤢" }[name]]);
  const counter = el("span", { class: "quiet counter", id: "counter" });
  const whole = tool("overview", () => go({ entity: -1, focus: [], path: [] }), true);
  document.getElementById("stagetools").append(counter, tool("back", () => history.back(), true), whole,
    tool("out", () => canvas.zoom(0.7)), tool("in", () => canvas.zoom(1.4)), tool("fit", () => canvas.fit(true)));
  function status(links) {
    counter.textContent = kg.t("view.shown", { n: shown.length, m: links });
    whole.hidden = !state.focus.length && !state.path.length;
  }
  kg.onLanguage(() => { if (canvas) { status(canvas.edges.length); } });

  readAddress();
  const filters = kg.filters(store, state, refilter);
  const wide = matchMedia("(min-width: 900px)");
  const drawer = document.getElementById("drawer");
  drawer.open = wide.matches;
  showDetails();
  document.body.dataset.ready = "search";

  // The drawing comes a moment later: the search box must not wait for it.
  if (document.readyState === "loading") await new Promise((resolve) => { addEventListener("DOMContentLoaded", resolve); });
  await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
  canvas = kg.canvas(store, kg.read("opening"), kg.read("options"));
  canvas.on({ pick: (entity) => pick(entity, false), open: (entity) => expand(entity) });
  kg.save(store, canvas, () => shown);
  draw();
  if (!state.focus.length && !state.path.length) canvas.fit(false, canvas.mainPart());
  if (state.entity >= 0 && !state.focus.length) canvas.centre(state.entity);
  document.body.dataset.ready = "network";
})();
