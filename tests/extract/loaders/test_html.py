"""Web pages: main text with its structure, furniture left out."""

from __future__ import annotations

import time

import pytest

from extract.records import ExtractError
from tests.extract.loaders.documents import Loader, check_offsets, rows, shown

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>学院概况-南湖大学医学院</title>
<style>p {color: red}</style><script>var a = "脚本";</script></head><body>
<div class="top-nav"><a href="/">首页</a><a href="/x">师资</a></div><nav>导航</nav>
<h1>学院概况</h1>
<p>南湖大学医学院成立于
1951年，<b>首任院长</b>张三。<br>现任院长李四。</p>
<p style="display:none">看不见</p>
<p><strong>一、师资队伍</strong></p>
<ul><li>教授 23 人</li><li>副教授<ul><li>临床 40 人</li></ul></li></ul>
<table><caption>表1 重点学科</caption>
<tr><th>学科</th><th>带头人</th><th>经费（万元）</th></tr>
<tr><td rowspan="2">内科学</td><td>王五</td><td rowspan=2>120</td></tr><tr><td>赵六<br>钱七</td></tr>
<tr><td colspan="2">合计</td><td>120</td></tr></table>
<div id="pageFooter">版权所有</div><footer>地址</footer></body></html>"""


def test_structure_of_a_page(load_bytes: Loader) -> None:
    document = load_bytes(PAGE.encode("gb18030"), "page.html")
    check_offsets(document)
    assert document.media_type == "text/html"
    assert shown(document)[:10] == [
        ("heading", 1, "学院概况-南湖大学医学院"),
        ("heading", 2, "学院概况"),
        ("prose", 0, "南湖大学医学院成立于 1951年，首任院长张三。"),
        ("prose", 0, "现任院长李四。"),
        ("heading", 3, "一、师资队伍"),
        ("list", 0, "教授 23 人"),
        ("list", 0, "副教授"),
        ("list", 0, "临床 40 人"),
        ("caption", 0, "表1 重点学科"),
        ("caption", 0, "学科\t带头人\t经费（万元）"),
    ]
    assert rows(document) == [
        [("学科", "内科学"), ("带头人", "王五"), ("经费（万元）", "120")],
        [("学科", "内科学"), ("带头人", "赵六；钱七")],
        [("学科", "合计"), ("经费（万元）", "120")],
    ]
    for furniture in ("首页", "导航", "脚本", "color", "看不见", "版权所有", "地址"):
        assert furniture not in document.text


def test_a_line_break_of_the_source_is_no_blank_inside_a_name(load_bytes: Loader) -> None:
    document = load_bytes("<p>天津医科\n   大学</p><p>Peking\nUniversity</p>".encode(), "a.htm")
    assert [text for _, _, text in shown(document)] == ["天津医科大学", "Peking University"]


def test_lines_of_the_page_itself_are_furniture(load_bytes: Loader) -> None:
    lines = [
        "当前位置：首页 > 概况",
        "甲校位于南湖。",
        "上一篇：乙",
        "打印",
        "打印学院成立。",
        "南湖大学 粤ICP备12345号",
    ]
    document = load_bytes("".join(f"<div>{line}</div>" for line in lines).encode(), "a.html")
    assert [kind for kind, _, _ in shown(document)] == [
        "running header",
        "prose",
        "running header",
        "running header",
        "prose",
        "running header",
    ]


def test_the_title_is_not_said_twice(load_bytes: Loader) -> None:
    document = load_bytes(
        "<title>南湖大学</title><h1>南湖大学</h1><h2>历史</h2><p>甲。</p>".encode(), "a.html"
    )
    assert shown(document) == [("heading", 1, "南湖大学"), ("heading", 2, "历史"), ("prose", 0, "甲。")]


def test_the_main_element_is_taken_and_a_footer_around_everything_is_not_dropped(load_bytes: Loader) -> None:
    long = "学院设有五个系。" * 5
    document = load_bytes(f"<div>登录</div><main><p>{long}</p></main>".encode(), "a.html")
    assert document.text == long
    document = load_bytes(f"<div class='with-sidebar'><p>{long}</p></div>".encode(), "a.html")
    assert document.text == long


def test_tables_that_lay_out_a_page_are_no_rows(load_bytes: Loader) -> None:
    page = "<table><tr><td>左栏<td><h2>简介</h2><p>甲校。</p></table><table><tr><td>单列</table>"
    document = load_bytes(page.encode(), "a.html")
    assert [kind for kind, _, _ in shown(document)] == ["prose", "heading", "prose", "prose"]


def test_a_form_of_two_columns_has_labels_as_headers(load_bytes: Loader) -> None:
    page = "<table><tr><td>学校名称<td>南湖大学<tr><td>校长<td>张三</table>"
    document = load_bytes(page.encode(), "a.html")
    assert rows(document) == [[("学校名称", "南湖大学")], [("校长", "张三")]]
    assert shown(document) == [("field", 0, "学校名称\t南湖大学"), ("field", 0, "校长\t张三")]


def test_a_page_is_known_by_its_content_whatever_its_suffix(load_bytes: Loader) -> None:
    document = load_bytes(
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><html><p>Hello</p></html>", "page.txt"
    )
    assert (document.media_type, document.text) == ("text/html", "Hello")
    assert load_bytes("<html><p>南湖</p></html>".encode("utf-16"), "page").text == "南湖"


@pytest.mark.parametrize("tag", ["div", "ul", "table", "nav", "b", 'div class="nav"', "td"])
def test_deep_nesting_neither_hangs_nor_crashes(load_bytes: Loader, tag: str) -> None:
    page = f"<{tag}>" * 3000 + "南湖大学" + f"</{tag.split(maxsplit=1)[0]}>" * 3000 + "<p>甲</p>"
    assert "甲" in load_bytes(page.encode(), "deep.html").text


def test_absurd_spans_are_bounded(load_bytes: Loader) -> None:
    page = "<table><tr><td colspan=99999999>甲<td rowspan=-3>乙<td>丙<tr><td rowspan=x>丁<td>戊</table>"
    assert len(load_bytes(page.encode(), "a.html").text) < 1000


def test_nesting_beyond_reason_is_refused_before_it_is_parsed(load_bytes: Loader) -> None:
    start = time.process_time()
    with pytest.raises(ExtractError, match=r"nested more than 5,000 elements deep; save"):
        load_bytes(b"<html>" + b"<div>" * 200_000 + "南湖".encode(), "bomb.html")
    assert time.process_time() - start < 2


def test_elements_without_end_tags_are_no_nesting(load_bytes: Loader) -> None:
    page = "<ul>" + "<li>南湖<br>" * 6000 + "</ul>" + "<p>甲<img>" * 6000
    assert load_bytes(page.encode(), "flat.html").text.count("南湖") == 6000


def test_tables_in_tables_take_no_square_of_time(load_bytes: Loader) -> None:
    start = time.process_time()
    assert "甲" in load_bytes(("<table><tr><td>甲<td>" * 4000).encode(), "tables.html").text
    assert time.process_time() - start < 5
