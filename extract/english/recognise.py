"""English passage → mentions: institutions, people and their titles, places, years, grades, fields, honours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.english.lexicon import one_of, places, word_list
from extract.english.names import find_names
from extract.english.people import find_people, find_roles
from extract.english.phrases import field_phrases, is_field
from extract.english.words import split_words
from extract.recognise import INSTITUTIONS
from extract.records import BlockKind, Mention, Passage

_YEAR = re.compile(
    r"(?<![\d.,$€£¥/-])(?:1[5-9]|20)\d\d(?!\d|,\d|%|\.\d| ?(?:beds|square|m2|hectares|patients|students|staff))"
)
_GRADE = re.compile(
    r"(?:[Gg]rade|[Ll]evel|[Tt]ertiary|[Cc]lass) ?(?:III|II|3|2|Three|Three-|A)?(?:[ -]?(?:[Gg]rade|[Ll]evel|[Cc]lass))?[ -]?(?:A|B|First|I)\b(?:[ -](?:tertiary|level|class|grade|Tertiary|Class|Grade)(?: (?:III|3|A))?)?"
    r"|\b(?:III|3)[ -]?A\b(?= )|[Cc]lass[ -]?A[ -](?:[Tt]ertiary|[Gg]rade[ -](?:III|3))|(?:[Gg]rade|[Cc]lass)[ -]A,? (?:[Tt]ertiary|[Ll]evel[ -](?:III|3|Three))|(?:[Tt]ertiary|third-level|Third-Level|upper)[ -](?:[Cc]lass|[Gg]rade)[ -]A|first-class hospital at grade 3"
)
_HOSPITAL_BEHIND = re.compile(
    r"[^.;]{0,60}?(?:[Hh]ospital|institution|center|centre|public|general|comprehensive|[,.;)]|$)"
)
_PLURAL_UNITS = re.compile(
    r"\b(Department|Division|School|Facult|Colleg|Institute|Center|Centre|Laboratori|Ministr)(?:ies|es|s) (of|for) (?=[A-Z])"
)
_SINGULAR = {"Facult": "Faculty", "Colleg": "College", "Laboratori": "Laboratory", "Ministr": "Ministry"}
_UNIT_ITEM = re.compile(
    r"[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|and(?= [A-Z][\w-]* (?:Surgery|Medicine|Therapy)\b)))*"
)
_QUOTED = re.compile(r"[“\"]([A-Z][^“”\"]{3,80})[”\"]")
_HONOUR_BEFORE = re.compile(
    r"(?:titles?|honou?rs?|status|awarded|named|rated|recogni[sz]ed|designated|accredited|known|listed|received|won|conferred)\b[^.;]{0,200}$"
)
_YEAR_EDGE = re.compile(r"^(?:(?:19|20)\d\d[ ,:–—-]*)|[ ,]*\(?(?:19|20)\d\d\)?[.;]?$|[.;]$")


def recognise_english(passage: Passage, title: str) -> list[Mention]:
    """Mentions of one passage in order; nested names are kept beside the names that hold them.

    Args:
        passage: the passage.
        title: the title of its section, which may say what its lines are ("Research interests").
    """
    text = passage.text
    if not text.strip():
        return []
    whole = _section_item(passage, title)
    if whole is not None:
        return [*whole, *_years(passage)]
    roles = find_roles(text)
    words = split_words(text)
    found = [
        _mention(passage, n.start, n.end, n.cls, "en-cue", 0.85)
        for n in find_names(text, words, [(r.start, r.end) for r in roles])
    ]
    found = [m for m in _with_known(passage, found) if not _is_count(text, m)]
    found += _plural_units(passage)
    names = list(found)
    found += [m for m in _people(passage, roles) if not _covered(m, names)]
    found += [m for m in _places(passage) if not _covered(m, found)]
    honours = list(_quoted(passage))
    found = [m for m in found if not _covered(m, honours)] + honours
    found += [m for m in _fields(passage) if not _touches(m, found)]
    found += [m for m in (*_years(passage), *_grades(passage)) if not _covered(m, found)]
    return sorted(_without_crossings(found), key=lambda m: (m.start, -m.end, m.cls))


def _mention(passage: Passage, start: int, end: int, cls: str, rule: str, confidence: float) -> Mention:
    return Mention(passage.index, start, end, cls, passage.text[start:end], rule, confidence)


def _covered(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(o.start <= mention.start and mention.end <= o.end for o in others)


def _touches(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(o.start < mention.end and mention.start < o.end for o in others)


def _without_crossings(mentions: list[Mention]) -> list[Mention]:
    """Where two mentions overlap and neither holds the other, the longer one stays; of equal spans the first."""
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        crossing = any(
            m.start < k.end and k.start < m.end and not (k.start <= m.start and m.end <= k.end) for k in kept
        )
        if not crossing and not any((k.start, k.end) == (m.start, m.end) for k in kept):
            kept.append(m)
    return kept


def _is_count(text: str, m: Mention) -> bool:
    """Whether a status is only counted ("25 National Key Clinical Specialties")."""
    return (
        m.cls == "Award"
        and re.search(
            r"\d\+? $|\b(?:several|many|two|three|four|five|six|seven|eight|nine|ten) $", text[: m.start]
        )
        is not None
    )


# -- names -------------------------------------------------------------------------------------------------------------


@cache
def _known() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    forms = {}
    for cls, rows in word_list("names").items():
        for row in rows:
            forms |= {form: (cls, row["name"]) for form in [row["name"], *row.get("also", ())]}
    return re.compile(one_of(forms)), forms


def _with_known(passage: Passage, found: list[Mention]) -> list[Mention]:
    """Adds the well-known names; where the grammar has found the same words, or fewer, the list decides."""
    pattern, forms = _known()
    known = []
    for match in pattern.finditer(passage.text):
        cls, name = forms[match.group()]
        inside = any(
            m.start <= match.start() and match.end() <= m.end and m.end - m.start > len(match.group())
            for m in found
        )
        if inside and match.group().isupper():
            continue
        aliases = () if match.group() == name else (match.group(),)
        known.append(
            Mention(passage.index, match.start(), match.end(), cls, name, "en-known-name", 0.95, aliases)
        )
    return [m for m in found if not _covered(m, known)] + known


def _plural_units(passage: Passage) -> Iterator[Mention]:
    """ "Departments of Cardiology and Neurology": one unit an item."""
    text = passage.text
    for match in _PLURAL_UNITS.finditer(text):
        stem = match.group(1)
        head = _SINGULAR.get(stem, stem)
        position = match.end()
        while True:
            item = _UNIT_ITEM.match(text, position)
            if item is None:
                break
            cls = {
                "Department": "Department",
                "Division": "Department",
                "Institute": "ResearchInstitute",
                "Laboratory": "Laboratory",
                "Ministry": "GovernmentBody",
            }.get(head, "Center" if head.startswith("Cent") else "AcademicUnit")
            yield Mention(
                passage.index,
                item.start(),
                item.end(),
                cls,
                f"{head} {match.group(2)} {item.group()}",
                "en-plural-units",
                0.8,
            )
            joint = re.compile(r",? and (?=[A-Z])|, (?=[A-Z])").match(text, item.end())
            if joint is None:
                break
            position = joint.end()


def _people(passage: Passage, roles: Sequence[object]) -> Iterator[Mention]:
    text = passage.text
    persons = find_people(text, find_roles(text))
    yield from (_mention(passage, p.start, p.end, p.cls, "en-person", 0.9) for p in persons)
    for role in find_roles(text):
        if not any(p.start < role.end and role.start < p.end for p in persons):
            yield _mention(passage, role.start, role.end, role.cls, "en-role", 0.9)


def _places(passage: Passage) -> Iterator[Mention]:
    yield from (
        _mention(passage, m.start(), m.end(), "Place", "en-place", 0.85)
        for m in places().finditer(passage.text)
    )


# -- what a rule's wording or a heading makes a mention ----------------------------------------------------------------


def _fields(passage: Passage) -> Iterator[Mention]:
    found = {(s, e) for s, e in field_phrases(passage.text)}
    for match in re.finditer(
        r"(?:degrees?|program(?:me)?s?|courses?|majors?|[Pp]rofessor|expert) (?:in|of) ((?:[a-z-]+,? ){0,2}[a-z-]+(?:(?:,|,? and) (?:[a-z-]+ ){0,2}[a-z-]+)*)",
        passage.text,
    ):
        for s, e in _split_fields(passage.text, match.start(1), match.end(1)):
            if is_field(passage.text[s:e]) and not any(a < e and s < b for a, b in found):
                found.add((s, e))
    yield from (_mention(passage, s, e, "Discipline", "en-field", 0.7) for s, e in sorted(found))


def _split_fields(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in re.finditer(r",? and |, ", text[start:end]):
        yield position, start + match.start()
        position = start + match.end()
    yield position, end


def _quoted(passage: Passage) -> Iterator[Mention]:
    """Honours in quotes behind a word of honouring."""
    for match in _QUOTED.finditer(passage.text):
        if _HONOUR_BEFORE.search(passage.text[: match.start()]):
            end = match.start(1) + len(match.group(1).rstrip(",. "))
            yield _mention(passage, match.start(1), end, "Award", "en-quoted-honour", 0.75)


def _section_item(passage: Passage, title: str) -> list[Mention] | None:
    """The mention that a line of a headed list is as a whole, and who grants it, if the heading says so."""
    short = (passage.kind is not BlockKind.HEADING or passage.text[:4].isdigit()) and len(
        passage.text.split()
    ) <= 14
    if not short or re.search(
        r"[@/]|^[A-Z][a-z]+:|\b(?:is|are|was|has|have|focus(?:es)?|received)\b|:$", passage.text
    ):
        return None
    cls = next(
        (
            row["class"]
            for row in word_list("sections")
            if re.fullmatch(row["title"], title.strip(" :"), re.IGNORECASE)
        ),
        None,
    )
    if cls is None:
        return None
    start, end = 0, len(passage.text)
    for edge in _YEAR_EDGE.finditer(passage.text):
        start, end = (edge.end(), end) if edge.start() == 0 else (start, min(end, edge.start()))
    if cls == "Discipline" and (bracket := re.search(r" \([^()]*\)$", passage.text[start:end])):
        end = start + bracket.start()
    granter = _granter(passage, start, end) if cls == "Award" else []
    end = granter[0].start - 2 if granter else end
    return [_mention(passage, start, end, cls, "en-headed-list", 0.75), *granter] if end - start > 3 else None


def _granter(passage: Passage, start: int, end: int) -> list[Mention]:
    """The institution behind the last comma of an honour, if the rest of the line is its name."""
    comma = passage.text.rfind(", ", start, end)
    if comma < 0:
        return []
    words = [w for w in split_words(passage.text) if comma < w.start and w.end <= end]
    names = [
        _mention(passage, n.start, n.end, n.cls, "en-cue", 0.85) for n in find_names(passage.text, words, [])
    ]
    known = [
        m
        for m in _with_known(passage, names)
        if m.cls in INSTITUTIONS and m.start == comma + 2 and m.end == end
    ]
    return known[:1]


# -- literals ----------------------------------------------------------------------------------------------------------


def _years(passage: Passage) -> Iterator[Mention]:
    if passage.kind is not BlockKind.HEADING:
        yield from (
            _mention(passage, m.start(), m.end(), "Year", "en-literal", 0.9)
            for m in _YEAR.finditer(passage.text)
        )


def _grades(passage: Passage) -> Iterator[Mention]:
    for match in _GRADE.finditer(passage.text):
        if _HOSPITAL_BEHIND.match(passage.text, match.end()):
            yield _mention(passage, match.start(), match.end(), "Grade", "en-literal", 0.85)
