"""English passage → mentions: institutions, people, titles, places, years, grades, fields, honours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.english.headed import headed_items
from extract.english.lexicon import expression
from extract.english.naming import announced, covered, institution_names, mention, place_names, prizes
from extract.english.people import PersonWord, begins_with_given_name, find_people, find_roles, singular
from extract.english.phrases import field_phrases, is_field, taught_fields
from extract.records import BlockKind, Mention, Passage


def recognise_english(passage: Passage, title: str, known: Sequence[Mention] = ()) -> list[Mention]:
    """Mentions of one passage in order; nested names are kept beside the names that hold them.

    Args:
        passage: the passage.
        title: the title of its section, which may say what its lines are ("Research interests").
        known: mentions that are certain (a user's lexicon) and win over others.
    """
    if not passage.text.strip():
        return []
    whole = headed_items(passage, title)
    if whole:
        return [*whole, *(m for m in _years(passage) if not covered(m, whole))]
    roles = find_roles(passage.text)
    names = institution_names(passage, [(r.start, r.end) for r in roles])
    words = [k for k in known if _whole_words(passage.text, k)]
    people = list(_people(passage, roles))
    bearers = {(m.start, m.end) for m in people if m.cls == "Person" and begins_with_given_name(m.name)}
    found = [m for m in names if not covered(m, words) and (m.start, m.end) not in bearers] + words
    found += [m for m in people if not covered(m, found)]
    found += [m for m in announced(passage) if not any(o.start < m.end and m.start < o.end for o in found)]
    found += [m for m in place_names(passage) if not covered(m, found)]
    honours = [*_quoted(passage), *_titled(passage, roles), *prizes(passage, found)]
    found = [m for m in found if not covered(m, honours)] + honours
    found += [m for m in _fields(passage) if not any(o.start < m.end and m.start < o.end for o in found)]
    found += [m for m in (*_years(passage), *_grades(passage)) if not covered(m, found)]
    return sorted(_without_crossings(found), key=lambda m: (m.start, -m.end, m.cls))


def _without_crossings(mentions: list[Mention]) -> list[Mention]:
    """Where mentions overlap and none holds the other, the longer one stays; of equal spans the first."""
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        near = [k for k in kept if m.start < k.end and k.start < m.end]
        if all(k.start <= m.start and m.end <= k.end and k.end - k.start > m.end - m.start for k in near):
            kept.append(m)
    return kept


def _whole_words(text: str, m: Mention) -> bool:
    """Whether a mention is not a part of longer words."""
    return not text[m.start - 1 : m.start].isalnum() and not text[m.end : m.end + 1].isalnum()


def _people(passage: Passage, roles: Sequence[PersonWord]) -> Iterator[Mention]:
    persons = find_people(passage.text, roles)
    for person in persons:
        yield mention(passage, (person.start, person.end), person.cls, "en-person", 0.9)
    for role in roles:
        if not any(p.start < role.end and role.start < p.end for p in persons):
            name = singular(passage.text[role.start : role.end])
            yield Mention(passage.index, role.start, role.end, role.cls, name, "en-role", 0.9)


def _fields(passage: Passage) -> Iterator[Mention]:
    spans = set(field_phrases(passage.text))
    for start, end in taught_fields(passage.text):
        if is_field(passage.text[start:end]) and not any(s < end and start < e for s, e in spans):
            spans.add((start, end))
    for span in sorted(spans):
        yield mention(passage, span, "Discipline", "en-field", 0.7)


def _quoted(passage: Passage) -> Iterator[Mention]:
    """Honours in quotes behind a word of honouring."""
    for match in expression("recognise", "quoted").finditer(passage.text):
        if expression("recognise", "honour_before").search(passage.text[: match.start()]):
            end = match.start(1) + len(match.group(1).rstrip(",. "))
            yield mention(passage, (match.start(1), end), "Award", "en-quoted-honour", 0.75)


def _titled(passage: Passage, roles: Sequence[PersonWord]) -> Iterator[Mention]:
    """Honours behind "the title of", unless it is a title or office that people hold."""
    held = {(r.start, r.end) for r in roles}
    for match in expression("recognise", "titled").finditer(passage.text):
        if match.span("name") not in held:
            yield mention(passage, match.span("name"), "Award", "en-title-of", 0.75)


def _years(passage: Passage) -> Iterator[Mention]:
    if passage.kind is not BlockKind.HEADING:
        for match in expression("recognise", "year").finditer(passage.text):
            yield mention(passage, match.span(), "Year", "en-literal", 0.9)


def _grades(passage: Passage) -> Iterator[Mention]:
    behind = expression("recognise", "hospital_behind")
    for match in expression("recognise", "grade").finditer(passage.text):
        if behind.match(passage.text, match.end()):
            yield mention(passage, match.span(), "Grade", "en-literal", 0.85)
