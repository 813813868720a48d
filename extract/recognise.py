"""Passage → mentions: cue grammar, well-known names, persons with titles and offices, works in 《》, fields of study.

Classes are those of the ontology, and five that only rules see: Title, Office, Work (《…》), Year, Grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.classes import INSTITUTIONS
from extract.degrees import degree_programmes
from extract.fields_of_study import behind_roles, department_fields, disciplines
from extract.honour_names import honour_names
from extract.known import known_names
from extract.lexicon import place_start
from extract.lists import distributed
from extract.literals import campaigns, literals, title_owners
from extract.majors import majors
from extract.naming import named_mentions
from extract.people import find_people
from extract.quoted import levels_of_honours, quoted_honours
from extract.records import Mention, Passage, Token
from extract.rosters import roster_entry, roster_people

_GROUP = re.compile("(?:课题组|研究组)(?!长)")
# Who wrote, photographed or answers the telephone is not what a text is about.
_BYLINE = re.compile(
    "(?:记者|通讯员|摄影|编辑|编辑者|供稿|撰稿|作者|审核|校对|联系人|来源|报道)[：:/ ]*(?:[一-鿿]{2,3}[、 ])*$"
)


def recognise(passage: Passage, tokens: Sequence[Token], listed: Sequence[Mention] = ()) -> list[Mention]:
    """Mentions of one passage in order; nested names are kept beside the names that hold them.

    ``listed`` are mentions that a user's lexicon found: they win over what crosses them.
    """
    if not passage.text.strip():
        return []
    found = list(listed)
    names = _beside(passage.text, named_mentions(passage, tokens), listed)
    entry = roster_entry(passage)
    if entry is not None:
        found.append(entry[0])
        names = [_from(passage.text, m, entry[1]) for m in names if m.end > entry[1]]
    found += names
    found += distributed(passage)
    found += title_owners(passage)
    found += campaigns(passage)
    found += degree_programmes(passage)
    found += quoted_honours(passage)
    found += honour_names(passage, found)
    found += levels_of_honours(passage, found)
    found += known_names(passage, found)
    found += _people(passage, tokens, found)
    found += roster_people(passage, found)
    found += _groups(passage, found)
    found += _places(passage, tokens, found)
    taken = [(m.start, m.end) for m in found]
    roles = [m for m in found if m.cls in ("Title", "Office")]
    fields = [behind_roles(m, roles, passage.text) for m in disciplines(passage, tokens)]
    found += [m for m in fields if m is not None and not _covered(m, taken)]
    found += [m for m in majors(passage) if not _covered(m, taken)]
    found += [m for m in department_fields(passage) if not _covered(m, taken)]
    found += literals(passage)
    return sorted(_without_crossings(found), key=lambda m: (m.start, -m.end, m.cls))


def _beside(text: str, names: list[Mention], listed: Sequence[Mention]) -> list[Mention]:
    """Names of the grammar that do not cut a listed name in two; one that joins a listed name and another loses the former."""
    kept = []
    for m in names:
        joined = next(
            (
                e
                for e in listed
                if e.start == m.start
                and text[e.end : e.end + 1] in ("与", "和", "及", "、")
                and e.end < m.end
            ),
            None,
        )
        if joined is not None:
            surface = text[joined.end + 1 : m.end]
            m = replace(m, start=joined.end + 1, name=surface, aliases=())  # noqa: PLW2901 - cut
        if not any(
            m.start < e.end
            and e.start < m.end
            and not (m.start <= e.start and e.end <= m.end and m.end - m.start > e.end - e.start)
            for e in listed
        ):
            kept.append(m)
    return kept


def _from(text: str, mention: Mention, start: int) -> Mention:
    """The mention without what stands before an offset."""
    if mention.start >= start:
        return mention
    return replace(mention, start=start, name=text[start : mention.end], aliases=())


def _covered(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(s <= mention.start and mention.end <= e for s, e in spans)


def _without_crossings(mentions: list[Mention]) -> list[Mention]:
    """Where two mentions overlap and neither holds the other, the longer (then the earlier) stays; equal spans: first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start, -m.confidence)):
        clash = any(
            mention.start < k.end
            and k.start < mention.end
            and not (
                k.start <= mention.start
                and mention.end <= k.end
                and k.end - k.start > mention.end - mention.start
            )
            for k in kept
        )
        if not clash:
            kept.append(mention)
    return kept


def _people(passage: Passage, tokens: Sequence[Token], names: list[Mention]) -> list[Mention]:
    inner = [(m.start, m.end) for m in names]
    teams = {m.start for m in names if m.cls == "Team"}
    found = []
    for word in find_people(passage.text, tokens):
        mention = Mention(
            passage.index, word.start, word.end, word.cls, passage.text[word.start : word.end], "person", 0.9
        )
        named_for = word.cls == "Person" and mention.start in teams
        if (named_for or not _covered(mention, inner)) and not (
            word.cls == "Person" and _BYLINE.search(passage.text[: word.start])
        ):
            found.append(mention)
    return found


def _groups(passage: Passage, found: Sequence[Mention]) -> list[Mention]:
    """Research groups that are called by their leader, with the university before it ("云岭大学林一舟课题组")."""
    groups = []
    for m in found:
        tail = _GROUP.match(passage.text, m.end) if m.cls == "Person" else None
        if tail and not any(o.cls == "Team" and o.end == tail.end() for o in found):
            houses = [o.start for o in found if o.end == m.start and o.cls in INSTITUTIONS]
            start = min(houses, default=m.start)
            name = passage.text[start : tail.end()]
            groups.append(Mention(passage.index, start, tail.end(), "Team", name, "group-of-person", 0.85))
    return groups


def _places(passage: Passage, tokens: Sequence[Token], names: list[Mention]) -> list[Mention]:
    """The tagger's places and countries that are no part of a name; adjacent ones are one ("江夏区豹澥镇")."""
    inner = [(m.start, m.end) for m in names]
    found: list[Mention] = []
    for token in tokens:
        if token.tag != "LOC" or not _looks_like_place(token.text):
            continue
        start = token.start
        if found and found[-1].end == start:
            # "江夏区" + "豹澥镇"
            start = found.pop().start
        surface = passage.text[start : token.end]
        mention = Mention(passage.index, start, token.end, "Place", surface, "tagger:LOC", 0.7)
        if not _covered(mention, inner):
            found.append(mention)
    return found


def _looks_like_place(word: str) -> bool:
    match = place_start().match(word)
    return (match is not None and word != "中国") or word.endswith(
        ("省", "市", "区", "县", "镇", "乡", "村", "州", "岛", "湾")
    )
