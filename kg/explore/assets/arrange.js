// Positions for views that are put together in the browser: a node's surroundings, a path. Deterministic.
kg.arrange = (function () {
  "use strict";
  const GAP = 130;

  // A path in a gentle wave from left to right.
  function line(nodes) {
    return new Map(nodes.map((node, n) => [node, {
      x: (n - (nodes.length - 1) / 2) * GAP * 2, y: (n % 2 ? 1 : -1) * (nodes.length > 2 ? 45 : 0),
    }]));
  }

  // Start on rings around the centres, then a short run of forces.
  function around(nodes, edges, centres, known) {
    const place = new Map();
    nodes.forEach((node, n) => {
      const angle = n * 2.399963; // the golden angle spreads any number of nodes evenly
      const reach = GAP * (1 + 0.55 * Math.sqrt(n));
      place.set(node, known.get(node) || { x: Math.cos(angle) * reach, y: Math.sin(angle) * reach * 0.8 });
    });
    if (centres.length && !known.has(centres[0])) place.set(centres[0], { x: 0, y: 0 });
    return nodes.length > 400 ? place : settle(nodes, edges, place, new Set([...known.keys(), centres[0]]));
  }

  function settle(nodes, edges, place, fixed) {
    const index = new Map(nodes.map((node, n) => [node, n]));
    const x = nodes.map((node) => place.get(node).x);
    const y = nodes.map((node) => place.get(node).y);
    const degree = nodes.map(() => 1);
    const ends = edges.map(([a, b]) => [index.get(a), index.get(b)]);
    for (const [a, b] of ends) { degree[a] += 1; degree[b] += 1; }
    const rounds = 90;
    for (let round = 0; round < rounds; round += 1) {
      const dx = new Float64Array(nodes.length);
      const dy = new Float64Array(nodes.length);
      for (let a = 0; a < nodes.length; a += 1) {
        for (let b = a + 1; b < nodes.length; b += 1) {
          const ex = x[a] - x[b] || 0.1 * (a - b);
          const ey = y[a] - y[b];
          const push = (GAP * GAP * Math.sqrt(Math.sqrt(degree[a] * degree[b]))) / (ex * ex + ey * ey + 1);
          dx[a] += ex * push; dy[a] += ey * push; dx[b] -= ex * push; dy[b] -= ey * push;
        }
      }
      for (const [a, b] of ends) {
        const ex = x[a] - x[b];
        const ey = y[a] - y[b];
        const pull = Math.hypot(ex, ey) / GAP;
        dx[a] -= ex * pull; dy[a] -= ey * pull; dx[b] += ex * pull; dy[b] += ey * pull;
      }
      const step = GAP * (1 - round / rounds) * 0.6 + 1;
      nodes.forEach((node, n) => {
        if (fixed.has(node)) return;
        const length = Math.hypot(dx[n], dy[n]) || 1;
        x[n] += (dx[n] / length) * Math.min(length, step);
        y[n] += (dy[n] / length) * Math.min(length, step) * 0.9;
      });
    }
    return new Map(nodes.map((node, n) => [node, { x: Math.round(x[n]), y: Math.round(y[n]) }]));
  }

  return { line, around };
})();
