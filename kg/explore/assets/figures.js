// Every reported figure in a table, and measures that several institutions report side by side.
(async function () {
  "use strict";
  const { el } = kg;
  const core = await kg.core();
  const { figures, entities, documents } = core;
  const rows = figures.value.map((_, n) => n);
  const about = (n) => (figures.about[n] < 0 ? "" : entities.label[figures.about[n]]);
  const source = (n) => [figures.d[n]].flat().map((d) => documents[d].title);

  function chart(box, list) {
    const groups = new Map();
    const institution = new Set(core.institutional);
    for (const n of list.filter((row) => figures.about[row] >= 0 && institution.has(entities.cls[figures.about[row]]))) {
      const key = `${kg.fold(figures.measure[n])}\n${figures.unit[n]}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(n);
    }
    const several = [...groups].filter(([, all]) => new Set(all.map((n) => figures.about[n])).size > 1)
      .sort((a, b) => new Set(b[1].map(about)).size - new Set(a[1].map(about)).size || b[1].length - a[1].length);
    box.replaceChildren(...(several.length ? several.slice(0, 40).map(([, all]) => one(all))
      : [el("p", { class: "quiet", t: "figure.nocompare" })]));
  }
  // One bar an institution and period; the largest first; the bar is a button that shows its source.
  function one(all) {
    const [measure, unit] = [figures.measure[all[0]], figures.unit[all[0]]];
    const top = Math.max(...all.map((n) => Number(figures.value[n])));
    const sorted = [...all].sort((a, b) => Number(figures.value[b]) - Number(figures.value[a]) || a - b).slice(0, 15);
    return el("section", { class: "chart" }, el("h3", {}, measure, unit ? el("span", { class: "quiet" }, ` ${unit}`) : ""),
      sorted.map((n) => {
        const proof = el("div", { class: "evidences", hidden: true });
        const width = top > 0 ? Math.max(0.5, (100 * Math.max(0, Number(figures.value[n]))) / top) : 0.5;
        const button = el("button", { type: "button", class: "bar-row", "aria-expanded": "false", "data-t-attr": "title:table.show", on: { click: () => {
          proof.hidden = !proof.hidden;
          button.setAttribute("aria-expanded", String(!proof.hidden));
          kg.showEvidence(proof, n, documents);
        } } }, el("span", { class: "bar-name" }, el("bdi", {}, about(n) || "—"), figures.period[n] ? el("small", {}, figures.period[n]) : ""),
        el("svg", { class: "bar-line", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
          el("rect", { x: 0, y: 0, width, height: 10, rx: 1 })),
        el("span", { class: "bar-value" }, `${kg.number(figures.value[n])}${figures.approx[n] ? "+" : ""}`));
        return el("div", {}, button, proof);
      }));
  }

  const charts = document.getElementById("charts");
  kg.table(document.getElementById("table"), {
    rows, name: "figures", sources: documents, evidence: (n) => [n], changed: (list) => chart(charts, list),
    columns: [
      { key: "figure.about", name: "about", choices: true, value: about, cell: (n) => (figures.about[n] < 0 ? "" : kg.entityLink(core, figures.about[n])) },
      { key: "figure.measure", name: "measure", value: (n) => figures.measure[n], cell: (n) => figures.measure[n] },
      { key: "figure.value", name: "value", number: true, value: (n) => figures.value[n], cell: (n) => kg.number(figures.value[n]) },
      { key: "figure.unit", name: "unit", choices: true, value: (n) => figures.unit[n], cell: (n) => figures.unit[n] },
      { key: "figure.period", name: "period", choices: true, value: (n) => figures.period[n], cell: (n) => figures.period[n] },
      { key: "figure.approximate", name: "approximate", value: (n) => (figures.approx[n] ? "≈" : ""), cell: (n) => (figures.approx[n] ? "≈" : "") },
      { key: "filter.document", name: "document", choices: documents.length > 1, value: source, cell: (n) => el("span", { class: "quiet clip" }, source(n).join("; ")) },
    ],
  });
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const open = (chosen) => tabs.forEach((tab) => {
    tab.setAttribute("aria-selected", String(tab === chosen));
    tab.tabIndex = tab === chosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = tab !== chosen;
  });
  for (const tab of tabs) {
    tab.addEventListener("click", () => open(tab));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const next = tabs[1 - tabs.indexOf(tab)];
      open(next);
      next.focus();
    });
  }
  open(tabs[0]);
  document.body.dataset.ready = "figures";
})();
