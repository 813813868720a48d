"""The network page in a real browser: search, details, evidence, filters, path, address, files to save."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from kg.explore import write_pages
from tests.browser.conftest import until
from tests.graphs import tiny_graph

pytestmark = pytest.mark.browser

UNIVERSITY = "宁海医科大学"
HOSPITAL = "宁海医科大学附属第一医院"


def search(page: Any, text: str) -> list[str]:
    page.fill("[data-testid=search]", text)
    return page.locator("[data-testid=results] .name > bdi").all_inner_texts()


def choose(page: Any, text: str) -> None:
    search(page, text)
    page.press("[data-testid=search]", "Enter")


def heading(page: Any) -> str:
    return str(page.locator("[data-testid=details] h2").inner_text())


@pytest.mark.parametrize(
    ("query", "first"),
    [
        (UNIVERSITY, UNIVERSITY),
        ("肝病", "宁海市肝病研究所"),
        ("附一院", HOSPITAL),
        ("ninghai med", UNIVERSITY),
        ("guNANshan", "顾南山"),
        ("nhykdx", UNIVERSITY),
        ("hdszlj", "海东省肿瘤精准治疗重点实验室"),
        ("zljzzl", "海东省肿瘤精准治疗重点实验室"),
    ],
)
def test_search_finds_by_label_alias_and_pinyin(tiny: Path, open_page: Any, query: str, first: str) -> None:
    assert search(open_page(tiny), query)[0] == first


def test_search_tells_when_nothing_is_found_and_works_by_keyboard(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny)
    assert search(page, "没有的名字") == []
    assert "没有找到" in page.locator("[data-testid=results]").inner_text()
    hits = search(page, "宁海医科大学")
    assert len(hits) >= 3
    page.press("[data-testid=search]", "ArrowDown")
    page.press("[data-testid=search]", "Enter")
    assert heading(page) == hits[1]


def test_details_show_facts_both_ways_figures_and_evidence(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny)
    choose(page, "附一院")
    assert heading(page) == HOSPITAL
    facts = page.locator("[data-testid=facts]").inner_text()
    assert "下设" in facts
    assert "宁海市肝病研究所" in facts
    assert "三级甲等" in facts
    figures = page.locator("[data-testid=figures]").inner_text()
    assert "SCI论文" in figures
    assert "3,400 万元" in figures
    row = page.locator("[data-testid=facts] li", has_text="宁海市肝病研究所")
    row.locator(".cite").click()
    evidence = row.locator("[data-testid=evidence]")
    # The name is broken over two lines in the report: it is shown, and marked, whole.
    assert evidence.locator("mark").all_inner_texts()[-1] == "宁海市肝病研究所"
    told = evidence.inner_text()
    assert "第 2 页" in told
    assert "附属医院" in told
    assert "partOf-1" in told


def test_evidence_leads_to_its_place_in_the_reader(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny)
    choose(page, "附一院")
    row = page.locator("[data-testid=facts] li", has_text="宁海市肝病研究所")
    row.locator(".cite").click()
    row.locator(".read").click()
    page.wait_for_selector("body[data-ready=reader]")
    assert "documents/ninghai-2022.html#s" in page.url
    assert "拥有宁海市肝病研究所和海东省" in page.locator("#text").get_attribute("data-quoted")


def test_legend_and_filters_change_what_is_drawn(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny)
    drawn = "kgNetwork.body.data.nodes.getIds().length"
    everything = page.evaluate(drawn)
    assert everything >= 30
    page.locator("[data-testid=legend] input[data-class=Person]").uncheck()
    assert page.evaluate(drawn) < everything
    assert "hide=Person" in page.url
    page.locator("[data-testid=legend] input[data-class=Person]").check()
    page.select_option("#filter-property", label="前身")
    assert page.evaluate(drawn) == 2
    page.select_option("#filter-property", value="-1")
    page.select_option("#filter-document", label="蓝湾职业技术学院质量报告")
    assert 2 < page.evaluate(drawn) < everything
    page.locator("#filters button").click()
    assert page.evaluate(drawn) == everything


def test_facts_of_a_hub_can_be_filtered(big: Path, open_page: Any) -> None:
    page = open_page(big)
    page.locator("[data-testid=details] .entity").first.click()
    rows = page.locator("[data-testid=facts] li")
    before = rows.count()
    wanted = rows.first.locator("bdi").inner_text()
    page.fill("#fact-filter", wanted)
    assert 0 < rows.count() < before
    assert all(wanted in name for name in rows.locator("bdi").all_inner_texts())


def test_the_filter_of_a_card_filters_its_figures_too(tmp_path: Path, open_page: Any) -> None:
    graph = tiny_graph()
    one = next(o for o in graph.observations if o.period)
    years = [replace(one, iri=f"{one.iri}/{year}", period=str(year)) for year in range(1980, 2011)]
    write_pages(replace(graph, observations=tuple(years)), tmp_path)
    page = open_page(tmp_path)
    choose(page, next(e.label for e in graph.entities if e.iri == one.about))
    rows = page.locator("[data-testid=figures] tr[data-figure]")
    assert rows.count() == 15
    page.fill("#fact-filter", "1999")
    assert rows.count() == 1
    page.fill("#fact-filter", "")
    page.locator("[data-testid=figures] .more").click()
    assert rows.count() == len(years)


def test_path_between_two_entities_with_its_evidence(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny)
    for end, name in (("from", "蓝湾生物医药有限公司"), ("to", "李珊")):
        page.fill(f"[data-testid=path-{end}]", name)
        page.press(f"[data-testid=path-{end}]", "Enter")
    stops = page.locator("[data-testid=details] .route > .stop").all_inner_texts()
    assert stops[0] == "蓝湾生物医药有限公司"
    assert stops[-1] == "李珊"
    assert len(stops) == 5
    page.locator("[data-testid=details] .leg .cite").first.click()
    assert "签署合作协议" in page.locator("[data-testid=evidence]").first.inner_text()
    assert page.evaluate("kgNetwork.body.data.nodes.getIds().length") == 5


def test_focus_expand_and_back(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny)
    choose(page, "顾南山")
    page.click("[data-act=focus]")
    count = "kgNetwork.body.data.nodes.getIds().length"
    assert page.evaluate(count) == 5
    page.locator("[data-testid=facts] .entity", has_text="李珊").first.click()
    page.click("[data-act=expand]")
    assert page.evaluate(count) > 5
    page.click("#view-back")
    page.click("#view-back")
    until(page, f"{count} === 5")
    page.click("#view-overview")
    assert page.evaluate(count) >= 30


def test_the_address_restores_the_view(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny)
    choose(page, "顾南山")
    page.click("[data-act=focus]")
    page.locator("[data-testid=legend] input[data-class=Discipline]").uncheck()
    fragment = page.url.partition("#")[2]
    assert "顾南山" in unquote(fragment)
    again = open_page(tiny, fragment=f"#{fragment}")
    assert heading(again) == "顾南山"
    assert again.evaluate("kgNetwork.body.data.nodes.getIds().length") == 4


def test_language_is_switched_and_remembered(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny)
    choose(page, "附一院")
    assert "事实" in page.locator("[data-testid=facts]").inner_text()
    page.click("[data-testid=language]")
    assert "Facts" in page.locator("[data-testid=facts]").inner_text()
    assert "Units" in page.locator("[data-testid=facts]").inner_text()
    page.reload()
    page.wait_for_selector("body[data-ready=network]")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Network" in page.locator("nav").first.inner_text()


def saved(page: Any, name: str, folder: Path) -> bytes:
    with page.expect_download() as download:
        page.click(f"[data-save={name}]")
    target = folder / f"saved.{name}"
    download.value.save_as(target)
    return target.read_bytes()


def test_what_is_shown_can_be_saved(tiny: Path, open_page: Any, tmp_path: Path) -> None:
    page = open_page(tiny)
    choose(page, "顾南山")
    page.click("[data-act=focus]")
    assert saved(page, "png", tmp_path).startswith(b"\x89PNG")
    svg = ET.fromstring(saved(page, "svg", tmp_path))
    assert "顾南山" in {node.text for node in svg.iter("{http://www.w3.org/2000/svg}text")}
    rows = saved(page, "csv", tmp_path).decode("utf-8-sig").splitlines()
    assert any(row.startswith("顾南山,Person,advises,李珊,Person,") for row in rows)
    graphml = ET.fromstring(saved(page, "graphml", tmp_path))
    assert len(list(graphml.iter("{http://graphml.graphdrawing.org/xmlns}node"))) == 5


def test_a_click_on_the_drawing_opens_details(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny)
    spot = page.evaluate(
        """() => { const net = kgNetwork;
        const node = net.body.data.nodes.get().find((n) => n.label === "顾南山");
        const box = document.querySelector("#network canvas").getBoundingClientRect();
        const at = net.canvasToDOM(net.getPosition(node.id)); return {x: at.x + box.x, y: at.y + box.y}; }"""
    )
    page.mouse.click(spot["x"], spot["y"])
    until(page, "document.querySelector('[data-testid=details] h2').innerText === '顾南山'")


def test_a_phone_shows_search_drawing_and_details_without_scrolling_sideways(
    tiny: Path, open_page: Any
) -> None:
    page = open_page(tiny, size=(390, 844))
    choose(page, "附一院")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator("[data-testid=details]").bounding_box()
    assert box["width"] > 350
    assert box["y"] < 844


def test_a_big_graph_opens_on_an_overview_and_reaches_everything(big: Path, open_page: Any) -> None:
    page = open_page(big)
    assert page.evaluate("kgNetwork.body.data.nodes.getIds().length") <= 400
    assert "null" not in page.locator("body").inner_text()
    assert len(list((big / "data").glob("network-evidence-*.js"))) >= 2
    name = page.evaluate("kg.core().then((core) => core.entities.label[2600])")
    search(page, name)
    page.press("[data-testid=search]", "Enter")
    assert heading(page) == name
    until(page, "kgNetwork.body.data.nodes.getIds().length < 400")
    cite = page.locator("[data-testid=facts] .cite")
    if cite.count():
        cite.first.click()
        page.wait_for_selector("[data-testid=evidence]")
