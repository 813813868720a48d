"""The text of an honour ("…大赛一等奖3项、二等奖6项") → prizes, contests, programmes and statuses.

The words are those of ``honours`` in rules/tables.yaml; the grammar is here: clauses, a verb with what
precedes it, a list of counted names, and what later names leave out because the first one has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.cells import Stretch
from extract.lexicon import heads, is_generic
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
    base: Stretch | None = None
    for start, end in _pieces(cell.text, "，；。"):
        clause = cell.cut(start, end)
        if not clause.text or honour_pattern("not_yet").search(clause.text):
            continue
        passed = honour_pattern("passes").search(clause.text)
        hosted = honour_pattern("hosts").match(clause.text)
        if passed and passed.start() > 1:
            yield from _passed(clause.cut(0, passed.start()))
        elif hosted:
            yield from _hosted(clause.cut(hosted.end(), len(clause.text)))
        else:
            found, base = _won(clause, base)
            yield from found


def with_level(cells: Sequence[tuple[str, str, Stretch]]) -> list[tuple[str, str, Stretch]]:
    """Cells (role, header, text) with the prize of a column of its own ("一等奖") put behind the honour."""
    level = next(
        (cell for role, _, cell in cells if role == "level" and honour_pattern("level").fullmatch(cell.text)),
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


def _passed(thing: Stretch) -> Iterator[Honour]:
    """What passes an examination is a unit or a programme of the institution."""
    name = honour_pattern("task").sub("", thing.text)
    cls = "Team" if name.endswith("团队") else _class(name)
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


def _won(clause: Stretch, base: Stretch | None) -> tuple[list[Honour], Stretch | None]:
    """The honours of a clause, and what the bare prizes ("二等奖3项") of the next clause are prizes of."""
    verbs = honour_pattern("wins").finditer(clause.text)
    verb = next((m for m in verbs if not _inside(clause.text, m.start())), None)
    holder: Stretch | None = None
    rest = clause
    if verb:
        holder, rest = clause.cut(0, verb.start()), clause.cut(verb.end(), len(clause.text))
        if not holder.text or honour_pattern("counted").fullmatch(holder.text):
            holder = None
        elif honour_pattern("contest_end").search(holder.text):
            base, holder = holder.cut(0, _contest_end(holder.text)), None
    lanes = _lane_contest(rest.text)
    if lanes:
        return [Honour(*_lane_kind(name), name, item) for name, item in _lanes(rest, lanes)], base
    found: list[Honour] = []
    for item in _items(rest):
        found += _item(item, base, holder)
        base = _base(item) or base
    if holder is not None and holder.text.endswith("专业"):
        found.append(Honour("offers", "Discipline", holder.text, holder, (holder.text[:-2],)))
    return found, base


def _base(item: Stretch) -> Stretch | None:
    """What the prize of an item is a prize of, the item itself if it is a contest."""
    level = _level(item.text)
    if level is not None:
        return item.cut(0, level.start()) if level.start() else None
    return item if _contest_end(item.text) == len(item.text) else None


def _level(text: str) -> re.Match[str] | None:
    """The prize with which a text ends."""
    return next((m for m in honour_pattern("level").finditer(text) if m.end() == len(text)), None)


def _inside(text: str, position: int) -> bool:
    return any(text[:position].count(a) > text[:position].count(b) for a, b in _PAIRS.items())


def _items(rest: Stretch) -> Iterator[Stretch]:
    """The names of a list without their numbers: pauses part them behind a number or a prize."""
    start = 0
    spans = list(_pieces(rest.text, "、"))
    for place, (_, end) in enumerate(spans):
        part = rest.text[start:end]
        last = place == len(spans) - 1
        if last or honour_pattern("count").search(part) or _level(part) or part.endswith(("》", "”")):
            item = rest.cut(start, start + len(_uncounted(part)))
            if len(item.text) > 1:
                yield item
            start = end + 1


def _uncounted(text: str) -> str:
    """The text up to its number ("…奖5项（主持3项）" → "…奖"), without remarks at its end."""
    return honour_pattern("tail").sub("", honour_pattern("count").sub("", text))


def _item(item: Stretch, base: Stretch | None, holder: Stretch | None) -> Iterator[Honour]:
    level, end = _level(item.text), _contest_end(item.text)
    if level and level.start() == 0:
        if base is not None:
            both = _joined(base, item)
            yield Honour("received", "Award", both.text, both, (), holder)
    elif level and end:
        yield from _prize(item, level.start(), holder)
    elif end and end == len(item.text):
        yield _event(item, holder)
    else:
        yield from _status(item, holder)


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


def _status(item: Stretch, holder: Stretch | None) -> Iterator[Honour]:
    body = _led(item)
    if body is not None:
        yield body
        return
    lead = honour_pattern("edition").match(item.text)
    stretch = item.cut(lead.end(), len(item.text)) if lead else item
    name, cls = stretch.text, _class(stretch.text)
    hit = heads().of(name)
    if cls == "Program" and hit is not None and is_generic(name[: -len(hit[0])]):
        return  # "省级科研项目" names none
    aliases = tuple(form for form in (item.text, honour_pattern("remark").sub("", name)) if form != name)
    if cls == "Program":
        yield Honour("participatesIn", "Program", name, stretch, aliases, holder)
    else:
        yield Honour("received", "Award", name, stretch, aliases, holder)


def _led(item: Stretch) -> Honour | None:
    """The association of which the text says that it is led, or joined ("…联盟理事长单位")."""
    part = honour_pattern("part_in").search(item.text)
    if part is None:
        return None
    ranked = item.text[: part.start()]
    body = honour_pattern("rank").sub("", ranked)
    if _class(body) != "Association":
        return None
    start = item.text.index(body)
    relation = "leads" if honour_pattern("leading").search(part.group()) else "memberOf"
    aliases = (ranked[: start + len(body)],) if start else ()
    return Honour(relation, "Association", body, item.cut(start, start + len(body)), aliases)


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
    if tail is None or honour_pattern("level").search(text, tail.end()):
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
