// The query page: YASGUI on this server alone, and the ready-made questions put into its editor.
"use strict";
(() => {
  const place = document.getElementById("yasgui");
  const select = document.getElementById("question");
  const parameters = document.getElementById("parameters");
  const message = document.getElementById("message");
  const endpoint = new URL("/sparql", location).href;

  // Only completions that need no other server.
  (window.Yasqe || Yasgui.Yasqe).defaults.autocompleters = ["variables"];
  Yasgui.defaults.persistenceId = "institution-kg";
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    copyEndpointOnNewTab: false,
    autofocus: false,
  });

  let questions = {};
  fetch("/questions.json").then((answer) => answer.json()).then((all) => { questions = all; show(); });

  function show() {
    const question = questions[select.value];
    parameters.replaceChildren();
    message.textContent = "";
    for (const parameter of question ? question.parameters : []) {
      const label = document.createElement("label");
      label.append(`${parameter.zh} ${parameter.en}${parameter.required ? " *" : ""}`);
      const input = document.createElement("input");
      input.name = parameter.name;
      input.required = parameter.required;
      if (parameter.entity) suggest(input, label);
      label.append(input);
      parameters.append(label);
    }
  }

  // Names of entities as they are typed, from the reconciliation service.
  function suggest(input, label) {
    const list = document.createElement("datalist");
    list.id = `names-${input.name}`;
    input.setAttribute("list", list.id);
    label.append(list);
    let wait;
    input.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(async () => {
        const answer = await fetch(`/reconcile/suggest/entity?prefix=${encodeURIComponent(input.value)}`);
        const found = answer.ok ? (await answer.json()).result : [];
        list.replaceChildren(...found.map((entity) => new Option(entity.description, entity.name)));
      }, 150);
    });
  }

  // Entities of this graph are looked at here, not at the address that their IRIs spell.
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !link.href.startsWith(place.dataset.base)) return;
    event.preventDefault();
    window.open(`/id/${link.href.slice(place.dataset.base.length)}`, "_blank", "noopener");
  }, true);

  select.addEventListener("change", show);
  document.getElementById("ask").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!select.value) return;
    const given = new URLSearchParams();
    for (const input of parameters.querySelectorAll("input")) if (input.value.trim()) given.set(input.name, input.value.trim());
    const answer = await fetch(`/questions/${select.value}?${given}`);
    const text = await answer.text();
    message.textContent = answer.ok ? "" : text;
    if (!answer.ok) return;
    const tab = yasgui.getTab() || yasgui.addTab(true);
    tab.setQuery(text);
    tab.query();
  });
})();
