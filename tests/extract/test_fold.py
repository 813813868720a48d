"""Folding: what goes, what stays, and that offsets stay true."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold, fold_name, invisible, pair_quotes


def folded(text: str, word_spaces: bool = False, columns: bool = False) -> str:
    return fold(text, [(0, len(text))], word_spaces, columns).text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("病理\n\n学 4 个", "病理学4个"),
        ("前 言", "前言"),
        ("Nature \n\nCommunications、Diabetes 等", "Nature Communications、Diabetes等"),
        ("发表 SCI 论文 560 篇", "发表SCI论文560篇"),
        ("１２ＡＢ％", "12AB%"),
        ("经申报,学术;其中:甲", "经申报，学术；其中：甲"),
        ("生师比为 2.2:1", "生师比为2.2:1"),
        ("共 1,200 人", "共1,200人"),
        ("基地 (海外) 颁奖", "基地（海外）颁奖"),
        ("数据库(ESI) index", "数据库（ESI）index"),
        ("Nature(2019)的", "Nature（2019）的"),
        ("see Table 3 (left), then", "see Table 3 (left), then"),
        ("said “hello” to", "said “hello” to"),
        ("第一批 “甲” 项目", "第一批“甲”项目"),
        ("甲\u200b乙\ufeff丙\u202e丁\xad戊", "甲乙丙丁戊"),
        ("行\uf9e8", "行" + unicodedata.normalize("NFKC", "\uf9e8")),
        ("⼈才", "人才"),
        ("trans-\nlational work", "translational work"),
        ("COVID-\n19", "COVID- 19"),
        ("伤 急 救 技 术", "伤急救技术"),
    ],
)
def test_folds(raw: str, expected: str) -> None:
    assert folded(raw) == expected


def test_headings_keep_blanks_between_words_but_not_inside_one() -> None:
    assert folded("案例 5 强技能 促应用 前 言", word_spaces=True) == "案例5 强技能 促应用 前言".replace(
        " 前言", "前言"
    )
    assert folded("1.6 技能大赛", word_spaces=True) == "1.6 技能大赛"
    assert folded("科创为引\n领", word_spaces=True) == "科创为引领"
    assert folded("林一舟　科主任　前　言", columns=True) == "林一舟 科主任 前言"
    assert folded("由院长林　舟主持。", columns=True) == "由院长林舟主持。"


def test_ranges_leave_out_what_lies_between() -> None:
    text = "学校的人\n\n年度报告\n21\n才培养"
    at = text.index("才")
    result = fold(text, [(0, 6), (at, len(text))])
    assert result.text == "学校的人才培养"
    assert result.offsets == (0, 1, 2, 3, at, at + 1, at + 2)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("获批了”药物重点实验室”，", "获批了“药物重点实验室”，"),
        ("组建”甲联合体“，与乙组建”丙联合体“", "组建“甲联合体”，与乙组建“丙联合体”"),
        ('各种"组学"技术', "各种“组学”技术"),
        ("“甲”与“乙”", "“甲”与“乙”"),
        ("只有一个“在此", "只有一个“在此"),
        ("the lab's work", "the lab's work"),
        ("称为'甲'的", "称为‘甲’的"),
    ],
)
def test_quotes_pair(raw: str, expected: str) -> None:
    assert pair_quotes(raw) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("天津醫科大學", "天津医科大学"),
        ("《药物 化学》", "药物化学"),
        ("中心（北京）", "中心(北京)"),
        ("詹姆斯·瓦特", "詹姆斯瓦特"),
        ("ＳＣＩ 数据库", "sci数据库"),
        ("“双高”计划", "双高计划"),
    ],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_names_that_are_two() -> None:
    assert len({fold_name(name) for name in ("王林", "王琳", "王林中心", "一〇五", "林")}) == 5


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=8))
def test_chinese_names_never_vanish(name: str) -> None:
    assert len(fold_name(f"《{name}》")) == len(fold_name(name)) > 0


@given(st.text(max_size=200))
def test_offsets_are_true(text: str) -> None:
    result = fold(text, [(0, len(text))])
    assert len(result.offsets) == len(result.text)
    assert all(a < b for a, b in zip(result.offsets, result.offsets[1:], strict=False))
    han = [at for at, character in enumerate(text) if "\u4e00" <= character <= "\u9fff"]
    assert set(han) <= set(result.offsets)
    assert invisible(text) == (not result.text)
