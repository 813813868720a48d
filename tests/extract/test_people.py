"""Persons, titles and offices, on words tagged by hand: "林一舟/PER 教授/n" is a tagged sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.people import find_people
from extract.person_names import is_person_name
from extract.records import Token

TAGS = ("PER", "ORG", "LOC", "n", "v", "nz", "w", "m")


def tagged(line: str) -> tuple[str, list[Token]]:
    """A text and its tokens from words with their tags; "_" stands for a space."""
    text, tokens = "", []
    for part in line.split():
        word, _, tag = part.rpartition("/")
        word = word.replace("_", " ")
        tokens.append(Token(len(text), len(text) + len(word), word, tag))
        text += word
    return text, tokens


def found(line: str) -> list[str]:
    """What is found in a tagged line, as "Class text"."""
    text, tokens = tagged(line)
    return [f"{w.cls} {text[w.start : w.end]}" for w in find_people(text, tokens)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("林一舟/PER 教授/n 出席/v", ["Person 林一舟", "Title 教授"]),
        ("迪巴拉/PER 博士/n 到访/v", ["Person 迪巴拉", "Title 博士"]),
        ("记者/n 卡马拉/PER 说/v", ["Person 卡马拉"]),
        ("欧阳海明/PER 院长/n", ["Person 欧阳海明", "Office 院长"]),
        ("何平/PER 、/w 丁一/PER 到会/v", ["Person 何平", "Person 丁一"]),
        ("John/nz _/w A./nz _/w Smith/nz 教授/n", ["Person John A. Smith", "Title 教授"]),
        ("外籍/n 院士/n _/w Mary/nz _/w Jones/nz 致辞/v", ["Title 外籍院士", "Person Mary Jones"]),
    ],
)
def test_tagged_names(line: str, expected: list[str]) -> None:
    assert found(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("买/v 买提·/PER 艾力/PER ，/w 主任/n 医师/n", ["Person 买买提·艾力", "Title 主任医师"]),
        ("由/p 院长/n 买/v 买提·/PER 艾力/PER 主持/v", ["Office 院长", "Person 买买提·艾力"]),
        ("吐尔逊·阿不都/PER 热合曼/n 教授/n", ["Person 吐尔逊·阿不都热合曼", "Title 教授"]),
        ("中国/LOC ·/w 青山/LOC 论坛/n", []),
    ],
)
def test_names_of_several_parts(line: str, expected: list[str]) -> None:
    assert found(line) == expected


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("骨科/n 专家/n 金显文/LOC 、/w 周远/PER 到会/v", "Person 金显文"),
        ("科技委/ORG 主任/n 原/a 永文/LOC 教授/n 主持/v", "Person 原永文"),
        ("吴中文/ORG 任/v 大会/n 主席/n", "Person 吴中文"),
        ("院士/n 周远/PER 、/w 顾/n 宁/n 、/w 邹明/PER 到访/v", "Person 顾宁"),
        ("李明/PER 华/n 教授/n", "Person 李明华"),
        ("研究员路/n 以/p 明/ad 作/v 了/u 报告/n", "Person 路以明"),
        ("副/a 秘书长祖小明/n ，/w 院长/n 李明/PER", "Person 祖小明"),
        ("主任/n 幸福/a 明/a ，/w 到会/v", "Person 幸福明"),
        ("高级/a 工程师/n 查/v 理明/n 等/u 3名/m 专家/n 授课/v", "Person 查理明"),
        ("学生/n 米可/PER （/w 指导/vn 教师/n ：/w 敬/v 雪明/PER ）/w", "Person 敬雪明"),
        ("组长/n 才/d 让/v 卓玛/PER ，/w 青山医院/ORG", "Person 才让卓玛"),
        ("外科/n 主任/n 山本一/PER 郎/n 一行/n 2/m 人/n", "Person 山本一郎"),
        ("顾恒任/PER 名誉/n 院长/n", "Person 顾恒"),
        ("教育家/n 承淡/v 明先生/PER 创办/v", "Person 承淡明"),
        ("刘敏/PER 如/v 为/v 客座/n 教授/n", "Person 刘敏如"),
    ],
)
def test_names_that_the_tagger_missed_or_cut(line: str, person: str) -> None:
    assert person in found(line)


@pytest.mark.parametrize(
    "line",
    [
        "金秋/PER 风景/n 如画/v",
        "国医/PER 大师/n",
        "硕博/PER 研究生/n 导师/n 15/m 名/q",
        "麻醉学/n 博导/n 9/m 人/n",
        "鲁班/PER 工坊/n",
        "王文清/PER 奖/n",
        "主任/n 代表/n 科室/n 发言/v",
        "秘书长/n 宣读/v 了/u 《/w 批复/n 》/w",
        "委员/n 、/w 包虫病/nz 专家/n 工作组/n 副组长/n",
        "研究生/n 德育/n 工作/n 总结/n",
        "单位/n ，/w 能/v 为/p 博士后/n 提供/v 平台/n",
        "常务/n 编委/n Nature/nz _/w Medicine/nz",
    ],
)
def test_what_is_no_person(line: str) -> None:
    assert not [w for w in found(line) if w.startswith("Person")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("神经/n 外科/n 主任/n 林一舟/PER", ["Office 主任", "Person 林一舟"]),
        ("骨科/n 主任/n 医师/n 林一舟/PER", ["Title 主任医师", "Person 林一舟"]),
        ("任/v 科主任/n", ["Office 科主任"]),
        ("中国科学院/ORG 院士/n 林一舟/PER", ["Title 中国科学院院士", "Person 林一舟"]),
    ],
)
def test_where_an_office_begins(line: str, expected: list[str]) -> None:
    assert found(line) == expected


def test_person_names_have_a_family_name_and_one_or_two_characters() -> None:
    names = ["王芳", "诸葛亮", "欧阳海明", "王", "华中", "青海", "林海明远"]
    assert [is_person_name(n) for n in names] == [True, True, True, False, False, False, False]


@given(
    st.lists(
        st.tuples(st.text("王李明华教授院长·、，。主任A. b", min_size=1, max_size=5), st.sampled_from(TAGS)),
        max_size=8,
    )
)
def test_words_found_lie_in_the_text_and_persons_do_not_overlap(words: list[tuple[str, str]]) -> None:
    tokens: list[Token] = []
    for word, tag in words:
        start = tokens[-1].end if tokens else 0
        tokens.append(Token(start, start + len(word), word, tag))
    text = "".join(t.text for t in tokens)
    people = [w for w in find_people(text, tokens) if w.cls == "Person"]
    assert all(0 <= w.start < w.end <= len(text) for w in people)
    assert all(a.end <= b.start for a, b in pairwise(people))
