"""Who says "我校" and "我院" in a document: the institution that wrote it, or none that the text names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.join import Joined
from extract.labels import foreign_place
from extract.lexicon import word_list
from extract.records import Mention, Passage

_OWN_WORDS = re.compile("(?:我|本)(?:校|院|所|系|中心|学会|协会|公司|联盟)")
_CLAUSE = re.compile("[^，；。！？]*")
_BYLINE = re.compile("(?:来源|作者|供稿|发布|单位|编辑|通讯员|撰稿|投稿)[^，。；]{0,16}$")
_GUEST_BEFORE = re.compile(
    "(?:[与和同]|来自|邀请|特邀|赴|前往|走访|参观|访问|至|考入|考取|保送|毕业于|就读于|录取)$"
)
_OPENING, _QUOTED, _SIGNED, _GUEST, _BESIDE = 4, 1, 3, 2, 4
_REPEATED = 2
_ACQUAINTED, _SHARED = 4, 5
"""The weight of a unit that both the own word and a name stand before, and how many characters make one."""
# An institution named once, for one of its people, may still be the writer.
_LEAST = 1 - _GUEST


def speaks_of_itself(text: str) -> bool:
    """Whether a text says "我校", "本院" or the like."""
    return _OWN_WORDS.search(text) is not None


def own_word(word: str) -> bool:
    """Whether a bare noun stands for the writer ("我校"), not for any institution spoken of ("该校")."""
    return _OWN_WORDS.fullmatch(word) is not None


@dataclass(slots=True)
class Speakers:
    """The writer that each own word stands for; ``opening`` is the institution with whose name the document begins."""

    joined: Joined
    opening: int | None
    known: dict[str, int | None] = field(default_factory=dict)

    def of(self, word: str) -> int | None:
        """The institution that the document means by an own word, None if the text does not tell."""
        if word not in self.known:
            self.known[word] = self._find(word)
        return self.known[word]

    def writer(self) -> int | None:
        """The institution that most own words of the document mean, if it uses them in its title or repeatedly."""
        words = Counter(word for p in self.joined.passages for word in _OWN_WORDS.findall(p.text))
        titled = any(_OWN_WORDS.search(p.text) for p in self.joined.passages[:1])
        most = max(words, key=lambda w: (words[w], w), default="")
        return self.of(most) if titled or words[most] >= _REPEATED else None

    def _find(self, word: str) -> int | None:
        classes = frozenset(cls for cls, words in word_list("references")["generic"].items() if word in words)
        table = self.joined.table
        spoken = {p.index: list(_clauses_with(p, word)) for p in self.joined.passages}
        if not any(spoken.values()):
            return None
        behind = self._said_behind(word)
        scores = {
            e: self._score(e, spoken) + self._shared(e, behind)
            for e in self.joined.weights
            if table.cls(e) in classes and not self._is_foreign(e)
        }
        best = max(scores, key=lambda e: (scores[e], -e), default=None)
        return best if best is not None and scores[best] >= _LEAST else None

    def _is_foreign(self, entity: int) -> bool:
        names = (self.joined.table.name(entity), *self.joined.table.aliases(entity))
        return any(foreign_place().match(name) for name in names)

    def _score(self, entity: int, spoken: dict[int, list[tuple[int, int]]]) -> int:
        """How much speaks for the entity: named often and early or as the source, not beside the own word as another."""
        score = self.joined.weights[entity] + (_OPENING if entity == self.opening else 0)
        name = self.joined.table.name(entity)
        for passage in self.joined.passages:
            row = [m for m in self.joined.mentions[passage.index] if self.joined.of(m) == entity]
            score += _QUOTED * (passage.text.count(name) > len(row))
            score += sum(self._of_mention(m, passage, spoken[passage.index]) for m in row)
        return score if self.joined.weights[entity] else 0

    def _said_behind(self, word: str) -> set[str]:
        """The first characters that the text says right behind an own word ("我院" + "手术室护士")."""
        texts = [p.text for p in self.joined.passages]
        return {text[m.end() : m.end() + _SHARED] for text in texts for m in re.finditer(word, text)}

    def _shared(self, entity: int, behind: set[str]) -> int:
        """What speaks for the entity because the same unit or office is named behind it as behind the own word."""
        for passage in self.joined.passages:
            for m in self.joined.mentions[passage.index]:
                if self.joined.of(m) != entity:
                    continue
                rest = passage.text[m.end :]
                if len(rest) >= _SHARED and rest[:_SHARED] in behind:
                    return _ACQUAINTED
        return 0

    def _of_mention(self, m: Mention, passage: Passage, spoken: list[tuple[int, int]]) -> int:
        before = passage.text[: m.start]
        if _BYLINE.search(before):
            return _SIGNED
        if any(start <= m.start and m.end <= end for start, end in spoken):
            return -_BESIDE
        row = self.joined.mentions[m.passage]
        people = [n.start for n in row if n.cls in ("Person", "Title", "Office")]
        of_society = any(n.cls == "Association" and n.start <= m.start and m.end < n.end for n in row)
        return -_GUEST if _GUEST_BEFORE.search(before) or m.end in people or of_society else 0


def _clauses_with(passage: Passage, word: str) -> Iterator[tuple[int, int]]:
    for match in _CLAUSE.finditer(passage.text):
        if word in match.group():
            yield match.span()
