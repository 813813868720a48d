"""A browser without a network, and pages for it; a test fails if there was a request, error or warning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.explore import write_pages
from tests.browser.graphs import hostile_graph
from tests.graphs import synthetic_graph, tiny_graph


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the small graph."""
    return _pages(tmp_path_factory, "tiny", tiny_graph())


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a graph whose every text tries to be code."""
    return _pages(tmp_path_factory, "hostile", hostile_graph())


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a graph that is drawn as an overview, its data in files of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.explore.network.SPLIT_ABOVE", 500_000)
        patch.setattr("kg.explore.network.SHARD_BYTES", 100_000)
        return _pages(tmp_path_factory, "big", synthetic_graph(3_000, 9_000))


def _pages(factory: pytest.TempPathFactory, name: str, graph: Any) -> Path:
    folder = factory.mktemp(name)
    write_pages(graph, folder)
    return folder


Opener = Callable[..., Any]


def until(page: Any, expression: str) -> None:
    """Wait until an expression is true; Playwright's own way needs ``eval``, which the pages forbid."""
    for _ in range(300):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(30)
    raise AssertionError(f"never true: {expression}")


@pytest.fixture
def open_page(browser: Any) -> Iterator[Opener]:
    """Open a page of a folder; at the end there must have been no request, console message or error."""
    contexts: list[Any] = []
    faults: list[str] = []

    def requested(request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            faults.append(f"request: {request.url}")

    def said(message: Any) -> None:
        if message.type in {"error", "warning"}:
            faults.append(f"console: {message.text}")

    def opened(
        folder: Path,
        name: str = "index.html",
        *,
        fragment: str = "",
        size: tuple[int, int] = (1280, 800),
        locale: str = "zh-CN",
        **options: Any,
    ) -> Any:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=locale, accept_downloads=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", requested)
        page.on("console", said)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto((folder / name).as_uri() + fragment)
        wanted = "body[data-ready=network]" if name == "index.html" else "body"
        page.wait_for_selector(wanted)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults
