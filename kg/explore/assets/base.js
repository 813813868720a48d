// What every page shares: words in two languages, light and dark, safe elements, evidence, downloads.
// Text of documents only ever enters the page as text nodes; nothing here parses HTML.
window.kg = (function () {
  "use strict";
  const page = document.documentElement;
  const kg = { root: page.dataset.root };

  kg.read = (id) => {
    const block = document.getElementById(id);
    return block ? JSON.parse(block.textContent) : null;
  };
  const messages = kg.read("messages");

  // Memory between visits; a browser that forbids it for files still shows the page.
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* not kept, still applied */ } };

  // ---- words
  const languages = ["zh", "en"];
  kg.language = recall("kg-language") || (navigator.language.startsWith("zh") ? "zh" : "en");
  const listeners = [];
  kg.onLanguage = (listener) => listeners.push(listener);
  kg.t = (key, values = {}) => {
    const pair = (values.n === 1 && messages[`${key}.one`]) || messages[key];
    const text = pair ? pair[languages.indexOf(kg.language)] : key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
  const valuesOf = (node) => (node.dataset.tValues ? JSON.parse(node.dataset.tValues) : {});
  function translate(root) {
    for (const node of root.querySelectorAll("[data-t]")) node.textContent = kg.t(node.dataset.t, valuesOf(node));
    for (const node of root.querySelectorAll("[data-t-attr]")) {
      for (const pair of node.dataset.tAttr.split(";")) {
        const [name, key] = pair.split(":");
        node.setAttribute(name, kg.t(key, valuesOf(node)));
      }
    }
  }
  // Set an element's message, which a change of language sets again.
  kg.say = (node, key, values = {}) => {
    node.dataset.t = key;
    node.dataset.tValues = JSON.stringify(values);
    node.textContent = kg.t(key, values);
  };
  function setLanguage(language) {
    kg.language = language;
    page.lang = language === "zh" ? "zh-CN" : "en";
    keep("kg-language", language);
    translate(document);
    for (const listener of listeners) listener();
  }

  // ---- light and dark
  const dark = matchMedia("(prefers-color-scheme: dark)");
  kg.onTheme = [];
  function setTheme(theme) {
    page.dataset.theme = theme;
    for (const listener of kg.onTheme) listener();
  }
  kg.color = (name) => getComputedStyle(page).getPropertyValue(`--${name}`).trim();

  // ---- elements
  const safeAddress = (href) => /^(https?:|#)/i.test(href) || !/^[^/?#]*:/.test(href);

  // el("a", {class, href, t: message key, tv: its values, on: {click}}, ...children): strings become text nodes.
  kg.el = (tag, attributes = {}, ...children) => {
    const svg = /^(svg|path|rect|circle|line|text|g|polygon)$/.test(tag);
    const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "t") { node.dataset.t = value; node.textContent = kg.t(value, attributes.tv); }
      else if (name === "tv") node.dataset.tValues = JSON.stringify(value);
      else if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
      else if (name === "href") { if (safeAddress(value)) node.setAttribute("href", value); }
      else node.setAttribute(name, value === true ? "" : value);
    }
    if (attributes["data-t-attr"]) {
      for (const pair of attributes["data-t-attr"].split(";")) {
        const [name, key] = pair.split(":");
        node.setAttribute(name, kg.t(key, attributes.tv));
      }
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
  };
  const { el } = kg;

  const SHAPES = {
    dot: "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z",
    square: "M3 3h10v10H3z",
    hexagon: "M4.8 2.5h6.4L14.4 8l-3.2 5.5H4.8L1.6 8z",
    diamond: "M8 1.5L14.5 8L8 14.5L1.5 8z",
    triangle: "M8 2L14.5 13.5h-13z",
    triangleDown: "M8 14L1.5 2.5h13z",
    star: "M8 1l2 4.9 5.2.4-4 3.4 1.3 5.1L8 12l-4.5 2.8 1.3-5.1-4-3.4 5.2-.4z",
  };
  kg.shape = ([, color, shape]) =>
    el("svg", { viewBox: "0 0 16 16", class: "shape", "aria-hidden": "true" },
      el("path", { d: SHAPES[shape] || SHAPES.dot, fill: color }));

  // ---- addresses and links
  kg.entityAddress = (id) => `${kg.root}index.html#${new URLSearchParams({ entity: id })}`;
  kg.entityLink = (core, number) => el("a", { class: "entitylink", href: kg.entityAddress(core.entities.id[number]) },
    kg.shape(core.classes[core.entities.cls[number]]), el("bdi", {}, core.entities.label[number]));
  kg.readerAddress = (source, start, end) => `${kg.root}${source.href}#s${start}-${end}`;

  // ---- data in files of their own, for pages whose data is large
  const waiting = new Map();
  const received = new Map();
  kg.receive = (name, value) => {
    received.set(name, value);
    (waiting.get(name) || (() => {}))(value);
  };
  kg.load = (name, file) => {
    if (received.has(name)) return Promise.resolve(received.get(name));
    return new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      document.head.append(el("script", {
        src: kg.root + file,
        on: { error: () => reject(new Error(kg.t("evidence.failed", { file }))) },
      }));
    });
  };
  const about = kg.read("about") || { core: null, shards: [] };
  kg.about = about;
  kg.core = about.core ? () => kg.load("core", about.core) : () => Promise.resolve(kg.read("core"));

  // ---- evidence
  const embedded = about.shards.length ? null : kg.read("evidence-0");
  kg.evidence = async (statement) => {
    let block = embedded;
    if (!block) {
      const shard = about.shards.findLastIndex(([first]) => first <= statement);
      block = await kg.load(`evidence-${shard}`, about.shards[shard][1]);
    }
    return block.of[statement - block.first].map(([quote, marks, rule, confidence]) => {
      const [source, start, end, text, number, section] = block.quotes[quote];
      return {
        source, start, end, text, marks, confidence,
        page: number, section: block.sections[section], rule: block.rules[rule],
      };
    });
  };

  function markedText(text, marks) {
    const characters = Array.from(text); // offsets count code points
    const parts = [];
    let at = 0;
    for (const [start, end] of marks) {
      if (start < at || end <= start) continue;
      parts.push(characters.slice(at, start).join(""), el("mark", {}, characters.slice(start, end).join("")));
      at = end;
    }
    parts.push(characters.slice(at).join(""));
    return parts;
  }

  kg.quotation = (item, sources) => {
    const source = sources[item.source];
    return el("figure", { class: "evidence", "data-testid": "evidence" },
      el("blockquote", { lang: "zh" }, markedText(item.text, item.marks)),
      el("figcaption", {},
        source ? el("a", { class: "source", href: kg.readerAddress(source, item.start, item.end) }, source.title) : null,
        item.page === null ? null : el("span", { t: "evidence.page", tv: { n: item.page } }),
        item.section ? el("span", { class: "section" }, item.section) : null,
        el("span", { class: "quiet", t: "evidence.rule", tv: { rule: item.rule } }),
        el("span", { class: "quiet", t: "evidence.confidence", tv: { n: item.confidence } }),
        source ? el("a", {
          class: "read", href: kg.readerAddress(source, item.start, item.end), t: "evidence.read",
        }) : null));
  };

  // Fill a box with a statement's evidence, once.
  kg.showEvidence = async (box, statement, sources) => {
    if (box.dataset.filled) return;
    box.dataset.filled = "yes";
    box.replaceChildren(el("p", { class: "quiet", t: "evidence.loading" }));
    try {
      const items = await kg.evidence(statement);
      box.replaceChildren(...items.map((item) => kg.quotation(item, sources)));
    } catch (problem) {
      delete box.dataset.filled;
      box.replaceChildren(el("p", { class: "problem" }, problem.message));
    }
  };

  // A button that opens the evidence of a statement in `box`.
  kg.evidenceButton = (box, statement, sources) => {
    const button = el("button", {
      type: "button", class: "cite", "aria-expanded": "false", t: "evidence.show",
      on: {
        click: () => {
          const open = box.hidden;
          box.hidden = !open;
          button.setAttribute("aria-expanded", String(open));
          if (open) kg.showEvidence(box, statement, sources);
        },
      },
    });
    return button;
  };

  // ---- saving
  kg.download = (name, blob) => {
    const link = el("a", { download: name });
    link.href = URL.createObjectURL(blob);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  // A leading =, +, - or @ would run as a formula in a spreadsheet: such cells get an apostrophe, numbers do not.
  const cell = (value) => {
    const text = String(value ?? "");
    const harmless = /^[=+\-@\t]/.test(text) && !/^[+-]?[\d.]+$/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  };
  kg.csv = (rows) => new Blob(["\ufeff", rows.map((row) => row.map(cell).join(",")).join("\r\n"), "\r\n"],
    { type: "text/csv;charset=utf-8" });

  // Digits as the source gives them, grouped by thousands; no detour through floating point.
  kg.number = (numeral) => {
    const [whole, part] = numeral.split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
  };

  kg.fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  setTheme(recall("kg-theme") || (dark.matches ? "dark" : "light"));
  document.getElementById("language").addEventListener("click",
    () => setLanguage(kg.language === "zh" ? "en" : "zh"));
  document.getElementById("theme").addEventListener("click", () => {
    const theme = page.dataset.theme === "dark" ? "light" : "dark";
    keep("kg-theme", theme);
    setTheme(theme);
  });
  setLanguage(kg.language);
  const here = document.querySelector(".bar [aria-current]");
  if (here) here.parentElement.scrollLeft = here.offsetLeft - 60;
  return kg;
})();
