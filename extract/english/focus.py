"""The subject of each clause of an English sentence: who is spoken of from where on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.classes import INSTITUTIONS
from extract.discourse import Focus, Reference
from extract.english.lexicon import expression
from extract.entities import EntityTable
from extract.records import BlockKind, Passage


def only_names(text: str, row: Sequence[Reference]) -> bool:
    """Whether a passage is nothing but names, as an address line is."""
    bare = list(text)
    for r in row:
        bare[r.start : r.end] = " " * (r.end - r.start)
    return bool(row) and re.fullmatch(r"(?:[ ,;|/.]|of the|of)*", "".join(bare)) is not None


class Tracker:
    """Follows the subject along one passage."""

    def __init__(self, passage: Passage, row: Sequence[Reference], table: EntityTable) -> None:
        self.passage, self.row, self.table = passage, row, table

    def track(self, focus: Focus) -> list[Focus]:
        """The foci of the passage; what stands before its first subject is about that subject too."""
        track = [focus]
        line = self.passage.kind in (BlockKind.LIST, BlockKind.FIELD) and len(self.passage.text.split()) < 12
        if line or only_names(self.passage.text, self.row):
            return track
        i = 0
        while i < len(self.row):
            group = self._group(i, opened=len(track) > 1)
            if group:
                track.append(self._focus(track, group))
            i += max(1, len(group))
        if len(track) > 1:
            first = track[1]
            track[0] = Focus(0, first.organization, first.person, first.subjects)
        return track

    def _focus(self, track: Sequence[Focus], group: Sequence[Reference]) -> Focus:
        last, entities = track[-1], tuple(r.entity for r in group)
        if _is_person(group[0]):
            return Focus(group[0].start, last.organization, entities[0], entities)
        return Focus(group[0].start, entities[0], last.person, entities)

    def _group(self, i: int, *, opened: bool) -> list[Reference]:
        """The coordinated references from the i-th on if they are the subject of a clause, else none."""
        first = self.row[i]
        if not self._can_be(first) or not self._leads(i, opened=opened):
            return []
        text, group = self.passage.text, [first]
        for following in self.row[i + 1 :]:
            joined = _and().fullmatch(text[group[-1].end : following.start]) is not None
            if not joined or not self._can_be(following) or _is_person(following) != _is_person(first):
                break
            group.append(following)
        if self._has_verb(group[-1]):
            return group if self._coordinated(group) else group[:1]
        if i == 0 and self._opens(first):
            return [first]
        return []

    def _coordinated(self, group: Sequence[Reference]) -> bool:
        """Whether "and" joins the last of a group, not only commas a unit and its house ("Department of X, Y Hospital")."""
        return len(group) < 2 or " and " in self.passage.text[group[-2].end : group[-1].start]

    def _can_be(self, r: Reference) -> bool:
        return _is_person(r) or r.cls in INSTITUTIONS

    def _opens(self, r: Reference) -> bool:
        """Whether the sentence begins with the reference, or with titles before it."""
        before = self.passage.text[: r.start]
        return before in ("", "The ", "“") or expression("focus", "titled").fullmatch(before) is not None

    def _leads(self, i: int, *, opened: bool) -> bool:
        """Whether a clause may begin right before the i-th reference."""
        r, text = self.row[i], self.passage.text
        if self._opens(r):
            return True
        before = text[self.row[i - 1].end if i else 0 : r.start]
        if i and not before.startswith((",", ";", ".", ":", " ")):
            return False
        if expression("focus", "dependent").search(before):
            return False
        if i and _and().fullmatch(before) and not before.startswith(", and"):
            if before.startswith(","):
                return not opened and expression("focus", "preposed").match(text) is not None
            return self._has_verb(r) and any(f.cls != r.cls for f in self.row[:i])
        return expression("focus", "clause_start").search(before) is not None

    def _has_verb(self, r: Reference) -> bool:
        """Whether a verb seems to follow the reference, behind its "of …", brackets and an apposition."""
        text, end = self.passage.text, r.end
        for following in self.row:
            if following.start > end and expression("derive", "of").fullmatch(text[end : following.start]):
                end = following.end
        behind = expression("focus", "apposition").match(text, end)
        if behind is None:
            return False
        word = text[behind.end() : behind.end() + 20]
        return word[:1].islower() and expression("focus", "no_verb").match(word) is None


def _and() -> re.Pattern[str]:
    return expression("focus", "and")


def _is_person(r: Reference) -> bool:
    return r.cls == "Person"
