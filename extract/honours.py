"""The text of an honour ("…大赛一等奖3项、二等奖6项") → prizes, contests, programmes and statuses.

The words are those of ``honours`` in rules/tables.yaml; the grammar is here: clauses, a verb with what precedes
it, a list of counted names, and what later names of the list leave out because the first one has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.cells import Stretch
from extract.lexicon import heads
from extract.table_rules import honour_pattern

_PAIRS = {"（": "）", "“": "”", "《": "》", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Honour:
    """What an honour text names: a thing, how the holder stands to it, and whom the text names as holder.

    ``relation`` is received, participatesIn, organizes, offers, leads, memberOf, or has (a unit of the
    institution); ``stretch`` are the words behind ``name``, ``holder`` those before the verb.
    """

    relation: str
    cls: str
    name: str
    stretch: Stretch
    aliases: tuple[str, ...] = ()
    holder: Stretch | None = None


def honours(cell: Stretch) -> Iterator[Honour]:
    """What the text of an honour names, in order."""
    contest: Stretch | None = None
    for start, end in _pieces(cell.text, "，；。"):
        clause = cell.cut(start, end)
        if not clause.text or honour_pattern("not_yet").search(clause.text):
            continue
        for honour in _clause(clause, contest):
            if honour.cls == "Event" and honour.relation == "participatesIn":
                contest = honour.stretch
            yield honour


def with_level(cells: Sequence[tuple[str, str, Stretch]]) -> list[tuple[str, str, Stretch]]:
    """Cells (role, header, text) with the prize of a column of its own ("一等奖") put behind the honour."""
    level = next(
        (
            cell
            for role, _, cell in cells
            if role == "level" and honour_pattern("level_end").fullmatch(cell.text)
        ),
        None,
    )
    if level is None:
        return list(cells)
    return [
        (role, header, _joined(cell, level) if role == "honour" else cell) for role, header, cell in cells
    ]


def _joined(first: Stretch, second: Stretch) -> Stretch:
    return Stretch(first.passage, first.text + second.text, first.offsets + second.offsets)


def _pieces(text: str, marks: str) -> Iterator[tuple[int, int]]:
    """Spans between ``marks`` that stand outside brackets and quotes."""
    start, closing = 0, ""
    for i, char in enumerate(text):
        if closing:
            closing = "" if char == closing else closing
        elif char in _PAIRS and _PAIRS[char] in text[i:]:
            closing = _PAIRS[char]
        elif char in marks:
            yield start, i
            start = i + 1
    yield start, len(text)


def _clause(clause: Stretch, contest: Stretch | None) -> Iterator[Honour]:
    passed = honour_pattern("passes").search(clause.text)
    hosted = honour_pattern("hosts").match(clause.text)
    if passed and passed.start() > 1:
        yield from _passed(clause.cut(0, passed.start()))
    elif hosted:
        yield from _hosted(clause.cut(hosted.end(), len(clause.text)))
    else:
        yield from _won(clause, contest)


def _passed(thing: Stretch) -> Iterator[Honour]:
    """What passes an examination is a unit or a programme of the institution."""
    name = honour_pattern("task").sub("", thing.text)
    cls = _class(name)
    if cls in ("Team", "Base", "Center", "Laboratory", "ResearchInstitute"):
        yield Honour("has", cls, name, thing.cut(0, len(name)))
    elif cls == "Program":
        yield Honour("participatesIn", cls, name, thing.cut(0, len(name)))
    elif name.endswith("专业"):
        yield Honour("offers", "Discipline", name, thing.cut(0, len(name)), (name[:-2],))


def _hosted(rest: Stretch) -> Iterator[Honour]:
    contest = _lane_contest(rest.text)
    if contest:
        yield Honour("organizes", "Event", rest.text[:contest], rest.cut(0, contest))
        yield from (Honour("organizes", "Event", name, item) for name, item in _lanes(rest, contest))
    else:
        yield from (Honour("organizes", "Event", item.text, item) for item in _items(rest))


def _won(clause: Stretch, contest: Stretch | None) -> Iterator[Honour]:
    verb = next(
        (m for m in honour_pattern("wins").finditer(clause.text) if not _inside(clause.text, m.start())), None
    )
    holder: Stretch | None = None
    rest = clause
    if verb:
        holder, rest = clause.cut(0, verb.start()), clause.cut(verb.end(), len(clause.text))
        if honour_pattern("counted").fullmatch(holder.text) or not holder.text:
            holder = None
        elif honour_pattern("contest_end").search(holder.text):
            contest, holder = holder.cut(0, len(honour_pattern("contest_end").sub(r"\1", holder.text))), None
    lanes = _lane_contest(rest.text)
    if lanes:
        yield from (Honour(*_lane_kind(name), name, item) for name, item in _lanes(rest, lanes))
        return
    for item in _items(rest):
        for honour in _item(item, contest, holder):
            if honour.cls == "Event":
                contest = honour.stretch
            yield honour
    if holder is not None and holder.text.endswith("专业"):
        yield Honour("offers", "Discipline", holder.text, holder, (holder.text[:-2],))


def _inside(text: str, position: int) -> bool:
    return any(text[:position].count(a) > text[:position].count(b) for a, b in _PAIRS.items())


def _items(rest: Stretch) -> Iterator[Stretch]:
    """The names of a list without their numbers: a pause parts two of them only behind a number or a prize."""
    start = 0
    spans = list(_pieces(rest.text, "、"))
    for place, (_, end) in enumerate(spans):
        part = rest.text[start:end]
        last = place == len(spans) - 1
        if (
            last
            or honour_pattern("count").search(part)
            or honour_pattern("level_end").search(part)
            or part.endswith(("》", "”"))
        ):
            item = rest.cut(start, start + len(_uncounted(part)))
            if len(item.text) > 1:
                yield item
            start = end + 1


def _uncounted(text: str) -> str:
    """The text up to its number ("…奖5项（主持3项）" → "…奖"), without dates in brackets at its end."""
    text = honour_pattern("count").sub("", text)
    return honour_pattern("dated").sub("", text)


def _item(item: Stretch, contest: Stretch | None, holder: Stretch | None) -> Iterator[Honour]:
    level = honour_pattern("level_end").search(item.text)
    if level and level.start() == 0:
        if contest is not None:
            both = _joined(contest, item)
            yield Honour("received", "Award", both.text, both, (), holder)
        return
    end = _contest_end(item.text)
    if level and end:
        yield from _prize(item, level.start(), holder)
    elif end and end == len(item.text):
        yield _event(item, holder)
    else:
        yield _status(item, holder)


def _prize(item: Stretch, level: int, holder: Stretch | None) -> Iterator[Honour]:
    """A prize of a contest, and the contest."""
    contest = item.cut(0, level)
    yield _event(contest, holder)
    editionless = honour_pattern("edition").sub("", item.text)
    yield Honour(
        "received", "Award", item.text, item, (editionless,) if editionless != item.text else (), holder
    )


def _event(contest: Stretch, holder: Stretch | None) -> Honour:
    """A contest, named without its rounds ("…大赛全国总决赛"); its stretch keeps them, for its prizes."""
    name = honour_pattern("round").sub("", contest.text)
    editionless = honour_pattern("edition").sub("", name)
    others = tuple(dict.fromkeys(form for form in (contest.text, editionless) if form != name))
    return Honour("participatesIn", "Event", name, contest, others, holder)


def _status(item: Stretch, holder: Stretch | None) -> Honour:
    part = honour_pattern("part_in").search(item.text)
    if part and _class(item.text[: part.start()]) == "Association":
        body = honour_pattern("rank").sub("", item.text[: part.start()])
        start = item.text.index(body)
        lead = honour_pattern("leading").search(part.group()) is not None
        return Honour(
            "leads" if lead else "memberOf", "Association", body, item.cut(start, start + len(body))
        )
    name = honour_pattern("edition").sub("", item.text).lstrip()
    stretch = item.cut(len(item.text) - len(name), len(item.text))
    aliases = tuple(form for form in (item.text, honour_pattern("remark").sub("", name)) if form != name)
    if _class(name) == "Program":
        return Honour("participatesIn", "Program", name, stretch, aliases, holder)
    return Honour("received", "Award", name, stretch, aliases, holder)


def _class(name: str) -> str:
    if honour_pattern("programme").search(honour_pattern("remark").sub("", name)):
        return "Program"
    hit = heads().of(name)
    return hit[1] if hit else ""


def _contest_end(text: str) -> int:
    """Where the last contest's name in the text ends, 0 if there is none."""
    return max((m.end() for m in honour_pattern("contest").finditer(text)), default=0)


def _lane_contest(text: str) -> int:
    """Where the contest ends whose lanes the text lists ("…大赛A、B赛项"), 0 if it lists none."""
    tail = honour_pattern("lane").search(text)
    if tail is None or honour_pattern("level_end").search(text):
        return 0
    return _contest_end(text[: tail.start()])


def _lanes(rest: Stretch, contest: int) -> Iterator[tuple[str, Stretch]]:
    """The lanes as full names: the contest, each lane, and what follows the last one."""
    tail = honour_pattern("lane").search(rest.text)
    assert tail is not None  # noqa: S101 - _lane_contest has found it
    for start, end in _pieces(rest.text[contest : tail.start()], "、"):
        lane = rest.cut(contest + start, contest + end)
        if lane.text:
            yield rest.text[:contest] + lane.text + rest.text[tail.start() :], lane


def _lane_kind(name: str) -> tuple[str, str]:
    cls = _class(name)
    if cls in ("Base", "Center", "Team"):
        return "has", cls
    return "participatesIn", "Event"
