// The directory of people: what the graph says of title, office, affiliation, field and awards of each.
(async function () {
  "use strict";
  const { el } = kg;
  const core = await kg.core();
  const { facts, entities } = core;
  const of = new Map(core.people.map((person) => [person, []]));
  facts.s.forEach((person, fact) => of.get(person).push(fact));
  core.people.sort((a, b) => of.get(b).length - of.get(a).length || a - b); // who is best described comes first
  const keys = { title: "people.title_column", position: "people.position", affiliatedWith: "people.affiliation", expertIn: "people.field", received: "people.received" };
  const those = (person, property) => of.get(person).filter((fact) => core.properties[facts.p[fact]] === property);
  const name = (fact) => (typeof facts.o[fact] === "number" ? entities.label[facts.o[fact]] : String(facts.o[fact]));
  const shown = (fact) => (typeof facts.o[fact] === "number" ? kg.entityLink(core, facts.o[fact]) : el("bdi", {}, name(fact)));
  kg.table(document.getElementById("table"), {
    rows: core.people, name: "people", sources: core.documents, evidence: (person) => of.get(person),
    columns: [
      { key: "people.name", name: "name", value: (person) => entities.label[person], cell: (person) => kg.entityLink(core, person) },
      ...core.columns.map((property) => ({
        key: keys[property], name: property, choices: property === "affiliatedWith" || property === "title",
        value: (person) => those(person, property).map(name),
        cell: (person) => el("ul", { class: "plainlist" }, those(person, property).map((fact) => el("li", {}, shown(fact)))),
      })),
    ],
  });
  document.body.dataset.ready = "people";
})();
