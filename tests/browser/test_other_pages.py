"""Reader, figures, people, institutions and quality in a real browser; hostile texts; contrast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import until
from tests.browser.graphs import ATTACKS

pytestmark = pytest.mark.browser

PAGES = ("index", "figures", "people", "institutions", "quality", "documents", "documents/ninghai-2022")
SIZES = ((1280, 800), (390, 844))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_page_opens_offline_and_fits(
    tiny: Path, open_page: Any, name: str, size: tuple[int, int]
) -> None:
    page = open_page(tiny, f"{name}.html", size=size)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.click("[data-testid=language]")
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_reader_highlights_entities_and_notes_what_it_read(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny, "documents/ninghai-2022.html")
    text = page.locator("#text").inner_text()
    # The name that the report breaks over two lines is joined.
    assert "宁海市肝病研究所和海东省肿瘤精准治疗重点实验室" in text
    link = page.locator("#text a.e", has_text="顾南山").first
    link.hover()
    assert "任职或就读于" in page.locator("#card").inner_text()
    assert "index.html#entity=" in link.get_attribute("href")
    note = page.locator(".row", has_text="心血管内科入选").locator(".note")
    assert "国家临床重点专科建设项目" in note.inner_text()
    assert page.locator("#sections a").all_inner_texts() == ["1 学校概况", "2 附属医院"]
    link.click()
    page.wait_for_selector("body[data-ready=network]")
    assert page.locator("[data-testid=details] h2").inner_text() == "顾南山"


def test_the_reader_searches_within(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny, "documents/ninghai-2022.html")
    page.fill("#find", "心血管内科")
    until(page, "document.getElementById('found').textContent.includes('3')")
    page.press("#find", "Enter")
    assert "2 / 3" in page.locator("#found").inner_text()


def test_figures_sort_filter_and_show_their_source(tiny: Path, open_page: Any, tmp_path: Path) -> None:
    page = open_page(tiny, "figures.html")
    values = "#table tbody tr:not(.under) td:nth-child(3)"
    page.locator("th", has_text="数值").locator("button").click()
    assert page.locator(values).all_inner_texts() == ["3,400", "2,600", "412", "128", "36.5"]
    page.locator("th", has_text="数值").locator("button").click()
    assert page.locator(values).first.inner_text() == "36.5"
    page.fill("#filter", "附属 2022")
    assert page.locator("[data-testid=count]").inner_text() == "3 / 5 行"
    page.select_option("#pick-unit", "篇")
    assert page.locator(values).all_inner_texts() == ["128"]
    page.locator("#table .cite").click()
    assert page.locator("[data-testid=evidence] mark").first.inner_text() == "SCI论文"
    with page.expect_download() as download:
        page.click("#csv")
    download.value.save_as(tmp_path / "figures.csv")
    rows = (tmp_path / "figures.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("宁海医科大学附属第一医院,SCI论文,128,篇,2022,")


def test_people_show_office_and_affiliation(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny, "people.html")
    row = page.locator("#table tbody tr", has_text="顾南山").first
    assert row.locator("td").all_inner_texts()[:5] == ["顾南山", "教授", "校长", "宁海医科大学", "消化内科学"]


def test_institutions_are_a_tree(tiny: Path, open_page: Any) -> None:
    page = open_page(tiny, "institutions.html")
    root = page.locator(".roots > details").first
    assert "宁海医科大学" in root.locator("> summary").inner_text()
    assert "6 个单位" in root.locator("> summary").inner_text()
    page.click("text=全部展开")
    assert page.locator(".leaf", has_text="心血管内科").count() == 1
    page.fill("#filter", "gbyjs")
    assert page.locator("#tree .entitylink").all_inner_texts() == ["宁海市肝病研究所"]


def test_quality_tells_what_was_skipped(tiny: Path, open_page: Any) -> None:
    text = open_page(tiny, "quality.html").locator("main").inner_text()
    assert "reports/scan.pdf" in text
    assert "the pages are pictures" in text
    assert "70–80%" in text


@pytest.mark.parametrize(
    "name", ["index", "figures", "people", "institutions", "quality", "documents", "reader"]
)
def test_hostile_texts_are_shown_as_text(hostile: Path, open_page: Any, name: str) -> None:
    reader = next((hostile / "documents").iterdir())
    page = open_page(hostile, f"documents/{reader.name}" if name == "reader" else f"{name}.html")
    if name == "index":
        for attack in ATTACKS:
            page.fill("[data-testid=search]", attack[:12].strip("\u202e"))
            page.press("[data-testid=search]", "Enter")
            page.locator("[data-testid=facts] .cite").first.click()
        assert not page.locator("[data-testid=details] .links a[href]").count()
    for button in page.locator(".cite").all()[:8]:
        button.click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img, main script, main iframe").count() == 0
    assert "\u202e" not in page.content()
    if name in {"figures", "institutions", "reader"}:
        assert "<script>window.hacked=1</script>" in page.locator("main").inner_text()


def test_hostile_cells_do_not_run_in_a_spreadsheet(hostile: Path, open_page: Any, tmp_path: Path) -> None:
    page = open_page(hostile, "figures.html")
    with page.expect_download() as download:
        page.click("#csv")
    download.value.save_as(tmp_path / "figures.csv")
    text = (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in text
    assert '\n"=' not in text
    assert ",=" not in text


CONTRAST = """() => {
  const curve = (s) => (s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4);
  const channel = (c) => curve(c / 255);
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (node) => { for (let at = node; at; at = at.parentElement) {
    const color = parse(getComputedStyle(at).backgroundColor);
    if (color.length < 4 || color[3] === 1) return color; }
    return parse(getComputedStyle(document.body).backgroundColor); };
  const bad = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!own || !node.getClientRects().length || node.closest(".hidden, svg")) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)} ${node.textContent}`);
  }
  return bad;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_text_has_enough_contrast(tiny: Path, open_page: Any, name: str, scheme: str) -> None:
    page = open_page(tiny, f"{name}.html", color_scheme=scheme)
    if name == "index":
        page.fill("[data-testid=search]", "附一院")
        page.press("[data-testid=search]", "Enter")
        page.locator("[data-testid=facts] .cite").first.click()
        page.wait_for_selector("[data-testid=evidence]")
    assert page.evaluate(CONTRAST) == []
