"""Reported figures: numbers with what they count, their unit and period, and their subject where it is named.

``measure`` is the door. Prose is read in ``measure_prose``, table rows in ``measure_rows``, English in
``measure_english``; all word lists are data (``rules/figures.yaml``, ``lexicons/units.yaml``).
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.measure_english import is_english, read_english
from extract.measure_memory import Memory
from extract.measure_prose import ProseReader
from extract.measure_rows import read_row
from extract.periods import PeriodContext
from extract.quantities import Reading
from extract.records import Amount, BlockKind, Passage, Section, Token
from extract.wording import Verbs

_READ = frozenset({BlockKind.PROSE, BlockKind.LIST, BlockKind.FIELD, BlockKind.ROW})


def measure(
    passages: Sequence[Passage], tokens: Sequence[tuple[Token, ...]], sections: Sequence[Section]
) -> list[Amount]:
    """Find the reported figures of a document.

    Args:
        passages: the passages of the document, in order.
        tokens: the tagged words of each passage; an empty tuple where they are not known.
        sections: the section tree; it and the title say which year figures without a period belong to.

    Returns:
        The figures in the order of the text, each once a passage.
    """
    context = PeriodContext(passages, sections)
    amounts: list[Amount] = []
    memory, place = Memory(), (-1, -1)
    for passage, words in zip(passages, tokens, strict=True):
        periods = context.enter(passage)
        if (passage.section, passage.paragraph) != place:
            memory, place = Memory(), (passage.section, passage.paragraph)
        if passage.kind not in _READ:
            continue
        if is_english(passage.text):
            readings = list(read_english(passage.text))
        elif passage.cells and passage.kind is BlockKind.ROW:
            readings = read_row(passage, Verbs(words))
        else:
            readings = ProseReader(passage.text, periods, Verbs(words), memory).read()
        amounts += [_amount(passage, reading, context) for reading in readings]
    return amounts


def _amount(passage: Passage, reading: Reading, context: PeriodContext) -> Amount:
    quantity = reading.quantity
    start = min([quantity.start, *(span[0] for span in reading.words)])
    until = max([quantity.end, *(span[1] for span in reading.words)])
    marks = tuple(sorted({(quantity.start, quantity.end), *reading.words}))
    return Amount(
        passage=passage.index,
        start=quantity.start,
        end=quantity.end,
        measure=reading.measure,
        value=quantity.value,
        unit=quantity.unit,
        period=context.of(start, quantity.start, until) if reading.period is None else reading.period,
        approximate=quantity.approximate,
        marks=marks,
        subject=reading.subject,
        rule=reading.rule,
        confidence=reading.confidence,
    )
