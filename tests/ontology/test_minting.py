"""IRIs of things: the same for the same thing, different for different things, valid whatever the name."""

import os
import shutil
import subprocess
import sys
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from ontology.minting import (
    DEFAULT_BASE,
    MAX_SLUG,
    fold,
    mint,
    mint_document,
    mint_observation,
    mint_record,
)
from ontology.terms import vocabulary

ANY_TEXT = st.text(alphabet=st.characters())  # every code point, surrogates too
PRINTED = "".join(map(chr, range(0x20, 0x7F)))
NASTY = st.text(
    alphabet=st.sampled_from("甲乙Aa1 .~%/\\?#<>[]{}|^`\"'“《·é\u0301ﬁİß\u200b\u202e\ud800\U000e0041")
)
NAMES = ANY_TEXT | NASTY | st.text(alphabet="甲.", min_size=MAX_SLUG - 1, max_size=MAX_SLUG + 2)
CLASSES = st.sampled_from(sorted(vocabulary().classes))


def test_readable_where_the_name_is() -> None:
    assert (
        mint(DEFAULT_BASE, "Hospital", "天津市 第三 中心医院") == DEFAULT_BASE + "hospital/天津市第三中心医院"
    )
    assert mint("http://x/", "Person", "Li Na (李娜)", "甲/乙大学") == (
        "http://x/person/甲%2F乙大学/lina%28李娜%29"
    )
    assert mint("http://x/", "AcademicUnit", "A") == "http://x/academic-unit/a"
    assert mint_document("http://x/", "年报 2023.TXT") == "http://x/document/年报%202023.TXT"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《中国  护理》", "中国护理"),
        ("“双一流”建设", "双一流建设"),
        ("ＳＣＩ（扩展）", "sci(扩展)"),
        ("约翰·史密斯", "约翰史密斯"),
        ("约翰•史密斯", "约翰・史密斯"),
        ("天津\n医科\u3000大学", "天津医科大学"),
        ("「甲」\ufeff", "甲"),
        ("Café", "CAFE\u0301"),
    ],
)
def test_writing_variants_of_one_name_share_an_iri(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert mint(DEFAULT_BASE, "Program", one) == mint(DEFAULT_BASE, "Program", other)


def test_class_and_context_tell_things_apart() -> None:
    iris = [
        mint(DEFAULT_BASE, cls, name, context)
        for cls in ("Person", "Award")
        for name, context in [("王伟", ""), ("王伟", "甲大学"), ("王伟", "乙大学"), ("甲大学", "王伟")]
    ]
    assert len(set(iris)) == len(iris)


def test_a_long_name_is_cut_but_stays_itself() -> None:
    one, other = ("关于" + "很" * 300 + end for end in ("甲", "乙"))
    assert mint(DEFAULT_BASE, "Policy", one) != mint(DEFAULT_BASE, "Policy", other)
    assert len(mint("", "Policy", one)) < 70


def test_dots_are_never_a_step_in_the_path() -> None:
    for name in ("", ".", "..", "...", "  .. "):
        assert "." not in mint("x:", "Award", name)


def test_another_folding_can_take_over() -> None:
    assert mint("x:", "Award", "AB", "C D", fold=lambda name: name.replace(" ", "_")) == "x:award/C_D/AB"


@given(CLASSES, NAMES, NAMES)
@example("Award", PRINTED, PRINTED)
def test_every_iri_is_valid_and_stays_below_its_class(cls: str, name: str, context: str) -> None:
    iri = mint(DEFAULT_BASE, cls, name, context)
    assert NamedNode(iri).value == iri
    assert iri == mint(DEFAULT_BASE, cls, name, context)
    segments = iri.removeprefix(DEFAULT_BASE).split("/")
    assert len(segments) == (3 if context else 2)
    assert all(segments)
    assert not {".", ".."} & set(segments)


@given(CLASSES, CLASSES, st.lists(NAMES, min_size=4, max_size=4))
def test_iris_are_equal_exactly_where_class_and_folded_names_are(
    cls: str, other: str, names: list[str]
) -> None:
    one, one_context, two, two_context = names
    left = (cls, fold(one), bool(one_context), fold(one_context))
    right = (other, fold(two), bool(two_context), fold(two_context))
    same = mint("x:", cls, one, one_context) == mint("x:", other, two, two_context)
    assert same is (left == right)


@given(NASTY, NASTY)
def test_document_iris_are_valid_and_tell_all_names_apart(one: str, two: str) -> None:
    assert NamedNode(mint_document(DEFAULT_BASE, one))
    assert (mint_document("x:", one) == mint_document("x:", two)) is (one == two)


@given(NAMES)
def test_folding_is_stable_and_keeps_letters(name: str) -> None:
    folded = fold(name)
    assert fold(folded) == folded
    kept = {char for char in name if "一" <= char <= "鿿"}
    assert kept <= set(folded)
    assert unicodedata.is_normalized("NFKC", folded)


@given(st.lists(NASTY, min_size=1, max_size=3), st.lists(NASTY, min_size=1, max_size=3))
def test_records_differ_with_any_part_and_with_the_cut_between_parts(one: list[str], two: list[str]) -> None:
    assert (mint_record("x:", "Evidence", *one) == mint_record("x:", "Evidence", *two)) is (one == two)


def test_figures_differ_with_any_part_and_numerals_count_by_value() -> None:
    base = ["https://e.org/a", "SCI论文", "560", "篇", "2023"]
    changed = [[*base[:i], base[i] + "1", *base[i + 1 :]] for i in range(5)]
    iris = {mint_observation(DEFAULT_BASE, *parts) for parts in [base, *changed]}
    assert len(iris) == 6
    same = {
        mint_observation("x:", "a", "SCI 论文", value, "篇", "")
        for value in ("1.50", "1.5", Decimal("15E-1"))
    }
    assert len(same) == 1


def test_iris_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "from ontology.terms import mint, mint_record as r; print(mint('x:', 'A', '甲' * 99), r('x:', 'A'))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_a_second_parser_takes_the_iris_too() -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed (Debian package raptor2-utils)")
    names = [PRINTED, "《甲·乙》～丙", "é\u0301ﬁ\u202e", "𠀀", "a.", "..", "长" * 99]
    iris = [mint(DEFAULT_BASE, "Program", name, "丁") for name in names]
    turtle = "".join(f"<{iri}> a <{iri}> .\n" for iri in iris)
    command = [rapper, "-i", "turtle", "-o", "ntriples", "-", DEFAULT_BASE]
    run = subprocess.run(command, input=turtle.encode(), capture_output=True, check=True, timeout=60)
    assert b"rror" not in run.stderr
    assert b"arning" not in run.stderr
    assert len(set(run.stdout.splitlines())) == len(names)
