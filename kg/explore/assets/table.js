// One table for all directories: sort, filter, evidence under a row, CSV of what is shown, rows added as needed.
// options.columns: [{key, number?, choices?, cell(row) → nodes, value(row) → text or number}]; rows: any values.
// options.evidence(row) → statement numbers; options.changed(rows) hears of every new selection.
kg.table = function (box, options) {
  "use strict";
  const { columns, rows, name, evidence, sources, changed } = options;
  const { el } = kg;
  const STEP = 100;
  const texts = rows.map((row) => kg.fold(columns.map((column) => column.value(row)).join(" ")));
  const order = new Intl.Collator(["zh-CN", "en"], { numeric: true });
  let sorted = { column: null, down: false };
  let shown = rows.map((_, n) => n);
  let drawn = 0;

  const filter = el("input", { type: "search", id: "filter", autocomplete: "off", "data-t-attr": "placeholder:table.filterhint;aria-label:table.filter",
    on: { input: () => update() } });
  const pickers = columns.filter((column) => column.choices).map((column) => {
    const counted = new Map();
    for (const row of rows) for (const value of [column.value(row)].flat()) if (value) counted.set(value, (counted.get(value) || 0) + 1);
    const values = [...counted].sort((a, b) => b[1] - a[1] || order.compare(a[0], b[0])).slice(0, 300);
    const select = el("select", { id: `pick-${column.name}`, on: { change: () => update() } }, el("option", { value: "", t: "table.any" }),
      values.map(([value, n]) => el("option", { value }, `${value} (${n})`)));
    return { column, select, node: el("label", { class: "field" }, el("span", { t: column.key }), select) };
  });
  const count = el("span", { class: "quiet", role: "status", "data-testid": "count" });
  const heads = columns.map((column, n) => {
    const button = el("button", { type: "button", class: "sort", t: column.key, on: { click: () => sort(n) } });
    return el("th", { scope: "col", class: column.number ? "number" : null, "aria-sort": "none" }, button);
  });
  const body = el("tbody", {});
  const more = el("button", { type: "button", class: "plain more", on: { click: () => draw(STEP) } });
  document.getElementById("tools").append(el("div", { class: "toolbar" }, el("div", { class: "grow" }, filter), pickers.map((picker) => picker.node)),
    el("div", { class: "toolbar slim" }, count, el("button", { type: "button", t: "table.csv", id: "csv", on: { click: save } })));
  box.append(el("div", { class: "scroll", tabindex: 0, role: "region", "data-t-attr": "aria-label:table.filter" }, el("table", { "data-testid": "table" }, el("thead", {}, el("tr", {}, heads,
      el("th", { scope: "col" }, el("span", { class: "hidden", t: "figure.evidence" })))), body)), more);

  function sort(n) {
    sorted = { column: n, down: sorted.column === n ? !sorted.down : Boolean(columns[n].number) };
    heads.forEach((head, at) => head.setAttribute("aria-sort", at === n ? (sorted.down ? "descending" : "ascending") : "none"));
    update();
  }
  function compare(a, b) {
    const { value, number } = columns[sorted.column];
    const [left, right] = [value(rows[a]), value(rows[b])];
    const sign = number ? Number(left) - Number(right) : order.compare(String(left), String(right));
    if (!number && (left === "" || right === "")) return (left === "") - (right === "") || a - b; // empty cells last
    return (sorted.down ? -sign : sign) || a - b;
  }
  function update() {
    const words = filter.value.split(/\s+/).map(kg.fold).filter(Boolean);
    const wanted = pickers.map(({ column, select }) => [column, select.value]).filter(([, value]) => value);
    shown = rows.map((_, n) => n).filter((n) => words.every((word) => texts[n].includes(word))
      && wanted.every(([column, value]) => [column.value(rows[n])].flat().includes(value)));
    if (sorted.column !== null) shown.sort(compare);
    drawn = 0;
    body.replaceChildren();
    draw(STEP);
    if (changed) changed(shown.map((n) => rows[n]));
  }
  function draw(n) {
    body.append(...shown.slice(drawn, drawn + n).flatMap(line));
    drawn = Math.min(shown.length, drawn + n);
    more.hidden = drawn === shown.length;
    kg.say(more, "table.more", { n: Math.min(STEP, shown.length - drawn) });
    kg.say(count, "table.shown", { n: shown.length, m: rows.length });
    if (!shown.length) body.append(el("tr", {}, el("td", { colspan: columns.length + 1, class: "quiet", t: "table.empty" })));
  }
  function line(n) {
    const statements = evidence(rows[n]);
    const proof = el("div", { class: "evidences" });
    const under = el("tr", { class: "under", hidden: true }, el("td", { colspan: columns.length + 1 }, proof));
    const button = el("button", { type: "button", class: "cite", "aria-expanded": "false", t: "evidence.show", on: { click: () => {
      under.hidden = !under.hidden;
      button.setAttribute("aria-expanded", String(!under.hidden));
      if (proof.childElementCount) return;
      for (const statement of statements) {
        const part = el("div", {});
        proof.append(part);
        kg.showEvidence(part, statement, sources);
      }
    } } });
    return [el("tr", { "data-row": n }, columns.map((column) => el("td", { class: column.number ? "number" : null }, column.cell(rows[n]))),
      el("td", {}, statements.length ? button : "")), under];
  }
  function save() {
    kg.download(`${name}.csv`, kg.csv([columns.map((column) => kg.t(column.key)),
      ...shown.map((n) => columns.map((column) => [column.value(rows[n])].flat().join("; ")))]));
  }
  update();
  return { update, filter };
};
