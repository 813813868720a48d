"""How fast the pages are, in a headless Chromium: medians of five. Not a test; run it by hand.

python -m tests.browser.measure            a graph of 20,000 entities and 60,000 facts
python -m tests.browser.measure FOLDER     the pages of a graph folder
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from kg.explore import write_pages
from tests.conftest import ARGUMENTS, browser_path
from tests.graphs import synthetic_graph

ROUNDS = 5

KEYSTROKE = """async (text) => {
  const input = document.querySelector("[data-testid=search]");
  const times = [];
  for (let n = 1; n <= text.length; n += 1) {
    const from = performance.now();
    input.value = text.slice(0, n);
    input.dispatchEvent(new Event("input"));
    document.querySelector("[data-testid=results]").getBoundingClientRect();
    times.push(performance.now() - from);
  }
  return Math.max(...times);
}"""
"""Slowest keystroke of a word, until its results stand in the page and are laid out, in milliseconds."""

DETAILS = """async (text) => {
  const input = document.querySelector("[data-testid=search]");
  input.value = text;
  input.dispatchEvent(new Event("input"));
  const from = performance.now();
  document.querySelector("[data-testid=results] li").click();
  document.querySelector("[data-testid=details] h2").getBoundingClientRect();
  const panel = performance.now() - from;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return [panel, performance.now() - from];
}"""
"""From the click on a hit until its details stand in the page, and until the drawing has been painted."""


def measure(page: Any, address: str) -> dict[str, float]:
    """One visit: opening, search, details."""
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("body[data-ready]", state="attached")
    page.evaluate(KEYSTROKE, "t")
    usable = time.perf_counter() - start
    page.wait_for_selector("body[data-ready=network]")
    drawn = time.perf_counter() - start
    names = page.evaluate(
        "kg.core().then((core) => core.entities.label.filter((_, n) => n % 97 === 5).slice(0, 3))"
    )
    keystroke = max(page.evaluate(KEYSTROKE, word) for word in (*names, "tianjin", "yiyuan"))
    shown = [page.evaluate(DETAILS, name) for name in names]
    return {
        "search usable, s": usable,
        "network drawn, s": drawn,
        "slowest keystroke, ms": keystroke,
        "details, ms": max(panel for panel, _ in shown),
        "details and drawing, ms": max(all_ for _, all_ in shown),
    }


def main() -> None:
    """Measure a folder, or a synthetic graph that is written first; print the medians as JSON."""
    result: dict[str, float] = {}
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
    else:
        folder = Path(tempfile.mkdtemp())
        graph = synthetic_graph(20_000, 60_000)
        start = time.perf_counter()
        write_pages(graph, folder)
        result["written, s"] = time.perf_counter() - start
        result["written, peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result["index.html, MB"] = (folder / "index.html").stat().st_size / 1e6
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        visits = []
        for _ in range(ROUNDS):
            page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
            visits.append(measure(page, (folder / "index.html").resolve().as_uri()))
            page.context.close()
        browser.close()
    for name in visits[0]:
        result[name] = statistics.median(visit[name] for visit in visits)
    sys.stdout.write(json.dumps({name: round(value, 3) for name, value in result.items()}, indent=1) + "\n")


if __name__ == "__main__":
    main()
