// The drawing: vis-network draws nodes and lines, this file the labels, the highlight and the tooltips.
kg.canvas = function (store, opening, options) {
  "use strict";
  const box = document.getElementById("network");
  const tip = document.getElementById("tip");
  const home = new Map(opening.nodes.map((node) => [node.id, { x: node.x, y: node.y }]));
  const nodes = new vis.DataSet(opening.nodes.map(drawn));
  const edges = new vis.DataSet(opening.edges);
  const network = new vis.Network(box, { nodes, edges }, options);
  window.kgNetwork = network;
  let selected = -1;
  let route = [];
  let handlers = { pick: () => {}, open: () => {} };
  let theme = {};
  let order = null; // nodes in the order in which they get labels

  function drawn(node) {
    const { color } = node;
    return { ...node, title: undefined, color: { background: color, border: color,
      highlight: { background: color, border: color }, hover: { background: color, border: color } } };
  }
  function made(entity, place) {
    const [, color, shape] = store.entityClass(entity);
    return drawn({ id: entity, label: store.entities.label[entity], shape, color, size: store.entities.size[entity] * swell, ...place });
  }
  function line(key, facts) {
    const [low, high] = key.split("-").map(Number);
    const ends = new Set(facts.filter((fact) => store.properties[store.facts.p[fact]] !== "collaboratesWith")
      .map((fact) => (store.facts.s[fact] === low ? "to" : "from")));
    return { id: key, from: low, to: high, facts, arrows: [...ends].sort().join(", ") };
  }

  function paint() {
    theme = Object.fromEntries(["ground", "surface", "ink", "muted", "edge", "accent"].map((name) => [name, kg.color(name)]));
    network.setOptions({ edges: { color: { color: theme.edge, highlight: theme.accent, hover: theme.accent, inherit: false } } });
  }
  kg.onTheme.push(paint);
  paint();

  // ---- what is drawn: exactly `chosen`, with one line a pair; places from `places`, else from the opening
  function show(chosen, pairs, places) {
    const wanted = new Set(chosen);
    const spots = places || home;
    edges.remove(edges.getIds().filter((id) => !pairs.has(id)));
    nodes.remove(nodes.getIds().filter((id) => !wanted.has(id)));
    const fresh = [];
    const moved = [];
    for (const entity of chosen) {
      const place = spots.get(entity) || { x: 0, y: 0 };
      const now = nodes.get(entity);
      if (!now) fresh.push(made(entity, place));
      else if (now.x !== place.x || now.y !== place.y) moved.push({ id: entity, ...place });
    }
    nodes.add(fresh);
    nodes.update(moved);
    edges.update([...pairs].map(([key, facts]) => line(key, facts)));
    order = null;
  }

  function select(entity, path = []) {
    selected = nodes.get(entity) ? entity : -1;
    route = path;
    network.unselectAll();
    if (selected >= 0) network.selectNodes([selected], false);
    network.redraw();
  }

  // From far away nodes would shrink to dust: they keep a size on the screen, in three steps.
  let swell = 1;
  function keepVisible() {
    const scale = network.getScale();
    const wanted = scale > 0.5 || nodes.length < 120 ? 1 : scale > 0.25 ? 1.35 : 1.9;
    if (wanted === swell) return;
    swell = wanted;
    nodes.update(nodes.getIds().map((id) => ({ id, size: store.entities.size[id] * swell })));
    order = null;
  }
  let settling = 0;
  network.on("zoom", () => { clearTimeout(settling); settling = setTimeout(keepVisible, 120); });
  network.on("animationFinished", keepVisible);

  // The largest connected part; all if it is not much of the whole.
  function mainPart() {
    let best = [];
    const seen = new Set();
    for (const start of nodes.getIds()) {
      if (seen.has(start)) continue;
      const part = [start];
      seen.add(start);
      for (const id of part) {
        for (const next of network.getConnectedNodes(id)) if (!seen.has(next)) { seen.add(next); part.push(next); }
      }
      if (part.length > best.length) best = part;
    }
    return best.length > nodes.length * 0.25 ? best : nodes.getIds();
  }
  function fit(animated, part) {
    network.fit({ ...(part ? { nodes: part } : {}), animation: animated && moving(), maxZoomLevel: 1.3 });
    if (!animated || !moving()) keepVisible();
  }
  const moving = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 250 });
  function centre(entity) {
    if (!nodes.get(entity)) return;
    network.focus(entity, { scale: network.getConnectedNodes(entity).length > 40 ? 0.5 : Math.max(network.getScale(), 0.75), animation: moving() });
  }
  const zoom = (factor) => { network.moveTo({ scale: network.getScale() * factor }); keepVisible(); };

  // ---- highlight: all but the selected node's surroundings recedes behind a veil
  function surroundings() {
    if (route.length) return new Set(route);
    if (selected < 0) return null;
    return new Set([selected, ...network.getConnectedNodes(selected)]);
  }
  function veil(context, near) {
    const [topLeft, bottomRight] = corners();
    context.save();
    context.globalAlpha = 0.8;
    context.fillStyle = theme.ground;
    context.fillRect(topLeft.x, topLeft.y, bottomRight.x - topLeft.x, bottomRight.y - topLeft.y);
    context.restore();
    context.strokeStyle = theme.accent;
    context.lineWidth = 1.4;
    context.globalAlpha = near.size > 50 ? 0.4 : 1; // the many lines of a hub must not drown their ends
    context.beginPath();
    for (const [from, to] of highlightedLines(near)) {
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
    }
    context.stroke();
    context.globalAlpha = 1;
    for (const id of near) if (network.body.nodes[id]) network.body.nodes[id].draw(context);
  }
  function highlightedLines(near) {
    const at = (id) => network.body.nodes[id];
    if (route.length) return route.slice(1).map((id, n) => [at(route[n]), at(id)]).filter(([a, b]) => a && b);
    return [...near].filter((id) => id !== selected).map((id) => [at(selected), at(id)]);
  }
  const corners = () => [
    network.DOMtoCanvas({ x: 0, y: 0 }),
    network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight }),
  ];

  // ---- labels: the best connected first, each only where it covers no other
  const widths = new Map();
  const short = (text) => { const all = Array.from(text); return all.length > 18 ? `${all.slice(0, 17).join("")}…` : text; };
  function labels(context, near) {
    const scale = network.getScale();
    const [topLeft, bottomRight] = corners();
    order ||= nodes.get().map((node) => [node.id, short(node.label || ""), node.size])
      .sort((a, b) => b[2] - a[2] || a[0] - b[0]);
    const first = near ? [...order.filter(([id]) => near.has(id))] : order;
    const taken = new Map(); // a coarse grid of the screen: cell → the node that covers it
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    for (const [id, , size] of order.slice(0, 12)) { // no label may cover a hub
      const node = network.body.nodes[id];
      const reach = size * scale * 0.5;
      if (node && reach > 8) free(taken, id, node.x * scale - reach, node.y * scale - reach, 2 * reach, 2 * reach);
    }
    let always = 16; // the best connected are named however far away
    for (const [id, text, size] of first) {
      const node = network.body.nodes[id];
      if (!node || node.x < topLeft.x || node.x > bottomRight.x || node.y < topLeft.y || node.y > bottomRight.y) continue;
      const height = id === selected ? 14 : Math.min(14, 10.5 + size / 14);
      if (size * scale < 2.6 && id !== selected && !near && (always -= 1) < 0) continue;
      const font = `${id === selected || size >= 22 ? "600 " : ""}${height}px ${kg.color("sans") || "sans-serif"}`;
      const key = `${font}|${text}`;
      context.font = font;
      if (!widths.has(key)) widths.set(key, context.measureText(text).width);
      const x = node.x * scale;
      const y = (node.y + size) * scale + 3;
      if (!free(taken, id, x - widths.get(key) / 2, y, widths.get(key), height)) continue;
      context.save();
      context.scale(1 / scale, 1 / scale);
      context.strokeStyle = theme.ground;
      context.lineWidth = 3.5;
      context.fillStyle = theme.ink;
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
      context.restore();
    }
  }
  const CELL = 16;
  function free(taken, owner, x, y, width, height) {
    const cells = [];
    for (let column = Math.floor(x / CELL); column <= (x + width) / CELL; column += 1) {
      for (let row = Math.floor(y / CELL); row <= (y + height) / CELL; row += 1) cells.push(`${column},${row}`);
    }
    if (cells.some((cell) => taken.has(cell) && taken.get(cell) !== owner)) return false;
    for (const cell of cells) taken.set(cell, owner);
    return true;
  }

  network.on("afterDrawing", (context) => {
    const near = surroundings();
    if (near) veil(context, near);
    labels(context, near);
  });

  // ---- pointer
  network.on("click", ({ nodes: [hit] }) => { if (hit !== undefined) handlers.pick(hit); else handlers.pick(-1); });
  network.on("doubleClick", ({ nodes: [hit] }) => { if (hit !== undefined) handlers.open(hit); });
  const { el } = kg;
  function showTip(event, ...content) {
    const frame = box.getBoundingClientRect();
    tip.replaceChildren(...content);
    tip.hidden = false;
    const x = Math.min(event.clientX - frame.left + 14, frame.width - tip.offsetWidth - 8);
    const y = Math.min(event.clientY - frame.top + 14, frame.height - tip.offsetHeight - 8);
    tip.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
  }
  const hideTip = () => { tip.hidden = true; };
  network.on("hoverNode", ({ node, event }) => {
    const name = store.entityClass(node)[0];
    showTip(event, el("strong", {}, store.entities.label[node]),
      el("div", { class: "quiet" }, el("span", { t: `class.${name}` }), " · ",
        el("span", { t: "details.degree", tv: { n: store.degree(node) } })));
  });
  network.on("hoverEdge", ({ edge, event }) => {
    const { facts } = edges.get(edge);
    showTip(event, ...facts.slice(0, 6).map((fact) => el("div", { class: "triple" },
      store.entities.label[store.facts.s[fact]], " ",
      el("b", { t: `property.${store.properties[store.facts.p[fact]]}` }), " ",
      store.entities.label[store.facts.o[fact]], " ",
      el("span", { class: "quiet" }, `${store.facts.c[fact]}%`))),
    ...(facts.length > 6 ? [el("div", { class: "quiet" }, `+${facts.length - 6}`)] : []));
  });
  network.on("blurNode", hideTip);
  network.on("blurEdge", hideTip);
  network.on("dragStart", hideTip);
  network.on("zoom", hideTip);

  return {
    network, nodes, edges, home, show, select, fit, centre, zoom, box, mainPart,
    opened: opening.nodes.map((node) => node.id),
    place: (entity) => network.body.nodes[entity] && { x: network.body.nodes[entity].x, y: network.body.nodes[entity].y },
    on: (given) => { handlers = given; },
    theme: () => theme,
  };
};
