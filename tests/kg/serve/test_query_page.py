"""The query page in a real browser: ready-made questions are put into the editor and answered, offline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kg.enriched import write_enriched
from tests.kg.serve.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Any]:
    directory: Path = write_enriched(tmp_path_factory.mktemp("page") / "graph")
    with Server(directory) as server:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.foreign = []
        page.faults = []
        page.on("request", lambda r: page.foreign.append(r.url) if not r.url.startswith(server.url) else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "console", lambda message: page.faults.append(message.text) if message.type == "error" else None
        )
        page.goto(f"{server.url}/query")
        yield page
        page.close()


def test_a_question_is_filled_in_and_answered(page: Any) -> None:
    page.select_option("#question", "institutes-of")
    page.fill("#parameters input", "宁海医科大学附属第一医院")
    page.click("#ask button")
    page.wait_for_selector("text=宁海市肝病研究所")
    assert "PREFIX ikg:" in page.locator(".CodeMirror-code").first.inner_text()


def test_names_are_completed(page: Any) -> None:
    page.select_option("#question", "neighbours")
    page.fill("#parameters input", "gunan")
    page.wait_for_selector("#parameters datalist option[value='顾南山']", state="attached")


def test_an_unknown_name_is_told(page: Any) -> None:
    page.select_option("#question", "institutes-of")
    page.fill("#parameters input", "无此机构")
    page.click("#ask button")
    page.wait_for_selector("#message:has-text('has this name')")
    page.faults[:] = [fault for fault in page.faults if "400" not in fault]


def test_nothing_was_asked_of_other_sites_and_nothing_failed(page: Any) -> None:
    assert page.foreign == []
    assert page.faults == []
