// The graph in memory: neighbours, facts of an entity, search, shortest paths. Knows nothing of the screen.
kg.store = function (core) {
  "use strict";
  const { entities, facts, figures } = core;
  const count = entities.id.length;
  const byId = new Map(entities.id.map((id, number) => [id, number]));
  const of = Array.from({ length: count }, () => []);
  const figuresOf = Array.from({ length: count }, () => []);
  const isLink = (fact) => typeof facts.o[fact] === "number";
  for (let fact = 0; fact < facts.s.length; fact += 1) {
    of[facts.s[fact]].push(fact);
    if (isLink(fact) && facts.o[fact] !== facts.s[fact]) of[facts.o[fact]].push(fact);
  }
  figures.about.forEach((about, figure) => { if (about >= 0) figuresOf[about].push(figure); });
  const other = (fact, entity) => (facts.s[fact] === entity ? facts.o[fact] : facts.s[fact]);
  const links = (entity) => of[entity].filter((fact) => isLink(fact) && facts.o[fact] !== facts.s[fact]);
  const documents = (value) => (Array.isArray(value) ? value : [value]);

  // ---- filters: {property, document (numbers, -1 for any), confidence (per cent), hidden (Set of class numbers)}
  const passes = (fact, filter) =>
    facts.c[fact] >= filter.confidence
    && (filter.property < 0 || facts.p[fact] === filter.property)
    && (filter.document < 0 || documents(facts.d[fact]).includes(filter.document));
  const visible = (entity, filter) => !filter.hidden.has(entities.cls[entity]);

  // Neighbours with the facts that lead there, best connected first.
  function neighbours(entity, filter) {
    const found = new Map();
    for (const fact of links(entity)) {
      const end = other(fact, entity);
      if (!passes(fact, filter) || !visible(end, filter)) continue;
      if (!found.has(end)) found.set(end, []);
      found.get(end).push(fact);
    }
    return [...found].sort((a, b) => entities.size[b[0]] - entities.size[a[0]] || a[0] - b[0]);
  }

  // Facts among a set of entities, one entry a pair: Map "low-high" → facts.
  function pairs(chosen, filter) {
    const found = new Map();
    for (const entity of chosen) {
      for (const fact of links(entity)) {
        if (facts.s[fact] !== entity || !chosen.has(facts.o[fact]) || !passes(fact, filter)) continue;
        const key = `${Math.min(entity, facts.o[fact])}-${Math.max(entity, facts.o[fact])}`;
        if (!found.has(key)) found.set(key, []);
        found.get(key).push(fact);
      }
    }
    return found;
  }

  // Shortest path, breadth first from `from`: list of entities, or null.
  function path(from, to, filter) {
    const before = new Map([[from, -1]]);
    let edge = [from];
    while (edge.length && !before.has(to)) {
      const next = [];
      for (const entity of edge) {
        for (const [end] of neighbours(entity, filter)) {
          if (!before.has(end)) { before.set(end, entity); next.push(end); }
        }
      }
      edge = next;
    }
    if (!before.has(to)) return null;
    const steps = [];
    for (let at = to; at >= 0; at = before.get(at)) steps.unshift(at);
    return steps;
  }

  // ---- search
  const labels = entities.label.map(kg.fold);
  const aliases = entities.alias.map((names) => names.map(kg.fold));
  const keys = entities.key;

  // Lower is better; 99 is no match. Names before aliases before pinyin; whole before beginning before middle.
  function rank(entity, query, latin) {
    const label = labels[entity];
    if (label === query) return 0;
    const at = label.indexOf(query);
    if (at === 0) return 1;
    let best = at > 0 ? 3 : 99;
    for (const alias of aliases[entity]) {
      const found = alias.indexOf(query);
      if (found === 0) best = Math.min(best, alias === query ? 1 : 2);
      else if (found > 0) best = Math.min(best, 4);
    }
    if (best < 99 || !latin || !keys[entity]) return best;
    const key = `|${keys[entity]}|`;
    if (key.includes(`|${query}|`)) return 5;
    if (key.includes(`|${query}`)) return 6;
    return key.includes(query) ? 7 : 99;
  }

  function search(text, limit = 30) {
    const query = kg.fold(text).replace(/^\|+/, "");
    if (!query) return [];
    const latin = /^[a-z0-9']+$/.test(query);
    const plain = query.replaceAll("'", "");
    const hits = [];
    for (let entity = 0; entity < count; entity += 1) {
      const score = rank(entity, latin ? plain : query, latin);
      if (score < 99) hits.push([score, entity]);
    }
    hits.sort((a, b) => a[0] - b[0]
      || entities.size[b[1]] - entities.size[a[1]]
      || labels[a[1]].length - labels[b[1]].length || a[1] - b[1]);
    return hits.slice(0, limit).map(([, entity]) => entity);
  }

  // The alias or label that a query matched, to show why an entity was found.
  function matchedAlias(entity, text) {
    const query = kg.fold(text);
    if (labels[entity].includes(query)) return "";
    return entities.alias[entity].find((_, n) => aliases[entity][n].includes(query)) || "";
  }

  return {
    ...core, count, byId, of, figuresOf, isLink, other, links, passes, visible, neighbours, pairs, path, search,
    matchedAlias, entityClass: (entity) => core.classes[entities.cls[entity]],
    degree: (entity) => new Set(links(entity).map((fact) => other(fact, entity))).size,
    anything: { property: -1, document: -1, confidence: 0, hidden: new Set() },
  };
};
