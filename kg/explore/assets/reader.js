// The reader: links and cards of entities, notes in the margin, jumps to a quotation, search within the report.
(function () {
  "use strict";
  const { el } = kg;
  const entities = kg.read("entities");
  const notes = kg.read("notes");
  const text = document.getElementById("text");
  const blocks = [...text.querySelectorAll("[data-a]")].map((node) => ({
    node, start: Number(node.dataset.a), end: Number(node.dataset.z),
  }));

  // ---- entities
  const card = document.getElementById("card");
  for (const link of text.querySelectorAll("a.e")) link.href = kg.entityAddress(entities[link.dataset.e][0]);
  function showCard(link) {
    const [, cls, color, shape, label, facts] = entities[link.dataset.e];
    card.replaceChildren(el("p", { class: "kind quiet" }, kg.shape([cls, color, shape]), " ", el("span", { t: `class.${cls}` })),
      el("strong", {}, el("bdi", {}, label)),
      facts.length ? el("ul", { class: "plainlist" }, facts.map(([key, name]) => el("li", {}, el("b", { t: key }), " ", el("bdi", {}, name)))) : "");
    card.hidden = false;
    const at = link.getClientRects()[0];
    const below = at.bottom + card.offsetHeight + 8 < innerHeight;
    card.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 8))}px`;
    card.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - card.offsetHeight - 6)}px`;
  }
  const entityOf = (event) => event.target.closest && event.target.closest("a.e");
  text.addEventListener("pointerover", (event) => { const link = entityOf(event); if (link) showCard(link); else card.hidden = true; });
  text.addEventListener("focusin", (event) => { const link = entityOf(event); if (link) showCard(link); });
  text.addEventListener("focusout", () => { card.hidden = true; });
  document.addEventListener("scroll", () => { card.hidden = true; }, { passive: true });

  // ---- notes, filled when they come near the screen
  function noteLine([id, subject, property, target, object]) {
    const name = (address, label) => (address ? el("a", { href: kg.entityAddress(address) }, label) : el("bdi", {}, label));
    return property
      ? el("li", {}, name(id, subject), " ", el("b", { t: property }), " ", name(target, object))
      : el("li", { class: "figure" }, name(id, subject), " ", el("b", {}, target), " ", el("bdi", { class: "amount" }, object));
  }
  const near = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      fill(target);
    }
  }, { rootMargin: "600px" });
  function fill(aside) {
    const all = notes[aside.dataset.note] || [];
    // As many lines as the passage is high: notes must not push the text apart.
    const shown = Math.min(8, Math.max(2, Math.floor(aside.previousElementSibling.offsetHeight / 21) - 2));
    const list = el("ul", { class: "plainlist" }, all.slice(0, shown).map(noteLine));
    const rest = Number(aside.dataset.n) - shown;
    const more = rest > 0 ? el("button", { type: "button", class: "plain", t: "details.more", tv: { n: rest }, on: { click: () => {
      list.append(...all.slice(shown).map(noteLine));
      if (Number(aside.dataset.n) > all.length) list.append(el("li", { class: "quiet" }, `+${Number(aside.dataset.n) - all.length}`));
      more.remove();
    } } }) : "";
    const wide = matchMedia("(min-width: 1100px)").matches;
    aside.replaceChildren(el("details", { open: wide }, el("summary", {}, el("span", { t: "reader.margin" }), ` ${aside.dataset.n}`), list, more));
  }
  for (const aside of text.querySelectorAll("aside.note")) near.observe(aside);

  // ---- source offsets → ranges of the page; offsets count code points, strings count UTF-16 units
  function rangeIn(node, from, to) {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let seen = 0;
    let started = false;
    for (let piece = walker.nextNode(); piece; piece = walker.nextNode()) {
      const letters = Array.from(piece.data);
      const units = (n) => letters.slice(0, n).join("").length;
      if (!started && from < seen + letters.length) { range.setStart(piece, units(from - seen)); started = true; }
      if (started && to <= seen + letters.length) { range.setEnd(piece, units(to - seen)); return range; }
      seen += letters.length;
    }
    if (started) range.setEndAfter(node.lastChild);
    return started ? range : null;
  }
  // Place of a source offset in a block's joined text; an offset inside a removed line break falls on what follows.
  function placeIn(node, offset) {
    let before = 0;
    for (const run of node.dataset.r.split(",")) {
      const [start, length] = run.split("+").map(Number);
      if (offset < start + length) return before + Math.max(0, offset - start);
      before += length;
    }
    return before;
  }
  function paint(name, ranges) {
    if (window.CSS && CSS.highlights) CSS.highlights.set(name, new Highlight(...ranges));
    else for (const range of ranges) range.startContainer.parentElement.closest("[data-a]").classList.add("found");
  }
  function reveal(range) {
    const node = range.startContainer.parentElement;
    for (let outer = node.closest("details:not([open])"); outer; outer = outer.parentElement.closest("details:not([open])")) outer.open = true;
    const top = range.getBoundingClientRect().top + scrollY - innerHeight / 3;
    scrollTo({ top, behavior: "auto" });
  }
  function jump() {
    const asked = /^#s(\d+)-(\d+)$/.exec(location.hash);
    if (!asked) return;
    const [start, end] = [Number(asked[1]), Number(asked[2])];
    const ranges = blocks.filter((block) => block.start < end && start < block.end)
      .map((block) => rangeIn(block.node, placeIn(block.node, Math.max(start, block.start)), placeIn(block.node, Math.min(end, block.end))))
      .filter((range) => range);
    if (!ranges.length) return;
    paint("quoted", ranges);
    text.dataset.quoted = ranges.map(String).join("");
    reveal(ranges[0]);
  }
  addEventListener("hashchange", jump);

  // ---- search within
  const input = document.getElementById("find");
  const bar = document.getElementById("findbar");
  let hits = [];
  let at = -1;
  function find() {
    hits = [];
    const query = input.value.trim().toLowerCase();
    if (query) {
      for (const { node } of blocks) {
        const content = node.textContent.toLowerCase();
        for (let i = content.indexOf(query); i >= 0 && hits.length < 2000; i = content.indexOf(query, i + query.length)) {
          const before = Array.from(content.slice(0, i)).length;
          hits.push(rangeIn(node, before, before + Array.from(query).length));
        }
      }
    }
    bar.hidden = !query;
    at = -1;
    paint("found", hits);
    tell();
    if (hits.length) step(1, false);
    else paint("current", []);
  }
  const tell = () => {
    document.getElementById("found").textContent = hits.length > 1 || !hits.length
      ? `${hits.length ? `${at + 1} / ` : ""}${kg.t("reader.matches", { n: hits.length })}` : kg.t("reader.matches", { n: 1 });
  };
  function step(by) {
    if (!hits.length) return;
    at = (at + by + hits.length) % hits.length;
    paint("current", [hits[at]]);
    reveal(hits[at]);
    tell();
  }
  let pause = 0;
  input.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(find, 120); });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); step(event.shiftKey ? -1 : 1); } });
  document.getElementById("find-next").addEventListener("click", () => step(1));
  document.getElementById("find-back").addEventListener("click", () => step(-1));

  // ---- where we are, in the list of sections
  const sections = document.getElementById("sections");
  if (sections) {
    const links = new Map([...sections.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
    if (!matchMedia("(min-width: 900px)").matches) sections.open = false;
    const spy = new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) {
        const link = links.get(target.id);
        if (!isIntersecting || !link) continue;
        for (const other of links.values()) other.removeAttribute("aria-current");
        link.setAttribute("aria-current", "true");
      }
    }, { rootMargin: "0px 0px -70% 0px" });
    for (const id of links.keys()) spy.observe(document.getElementById(id));
  }
  jump();
  document.body.dataset.ready = "reader";
})();
