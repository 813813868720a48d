"""Whom a stated figure is about."""

from __future__ import annotations

from extract.bind import bind
from extract.records import Amount, Figure
from tests.extract.markup import read_marked


def figures(markup: str, *numbers: str, subject: str | None = None) -> list[tuple[str, Figure]]:
    """The figures that bind makes of ``numbers`` in the last line, with the names they are about."""
    passages, discourse = read_marked(markup)
    text = passages[-1].text
    amounts = []
    for number in numbers:
        start = text.index(number)
        span = (start, start + len(number))
        named = None if subject is None else (text.index(subject), text.index(subject) + len(subject))
        amounts.append(
            Amount(passages[-1].index, *span, "床位", "9", "张", "2023", True, (span,), named, "t", 0.8)
        )
    return [(discourse.table.name(f.about), f) for f in bind(amounts, passages, discourse)]


def about(markup: str, *numbers: str, subject: str | None = None) -> list[str]:
    return [name for name, _ in figures(markup, *numbers, subject=subject)]


def test_a_figure_is_about_the_subject_of_its_clause() -> None:
    text = "[东湖医院|Hospital]开放床位900张，[西山医院|Hospital]有床位300张。"
    assert about(text, "900", "300") == ["东湖医院", "西山医院"]


def test_a_name_in_the_wording_wins() -> None:
    text = "[东湖医院|Hospital]与[西山医院|Hospital]合作，其中[西山医院|Hospital]300张。"
    assert about(text, "300", subject="西山医院") == ["西山医院"]


def test_a_person_spoken_of_has_figures_of_their_own() -> None:
    assert about("[林一舟|Person]发表论文30篇。", "30") == ["林一舟"]


def test_a_figure_of_nobody_is_left_out() -> None:
    assert about("共有床位300张。", "300") == []


def test_a_figure_keeps_its_values_and_shows_its_sentence() -> None:
    ((_, figure),) = figures("[东湖医院|Hospital]有床位近9张。", "9")
    assert (figure.measure, figure.value, figure.unit, figure.period, figure.approximate) == (
        "床位",
        "9",
        "张",
        "2023",
        True,
    )
    assert (figure.support.start, figure.support.end) == (0, len("东湖医院有床位近9张。"))
    assert figure.support.marks == ((8, 9),)
