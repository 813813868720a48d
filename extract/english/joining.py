"""English names → entities: fuller and shorter forms of one name, brackets, surnames, units behind commas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.english.lexicon import heads, starts_with_place, words_of
from extract.english.people import is_pinyin_name
from extract.entities import EntityTable
from extract.recognise import INSTITUTIONS, LITERAL_CLASSES
from extract.records import Mention, Passage
from extract.refer import Reference

UNITS = (
    "Team",
    "Department",
    "Laboratory",
    "Center",
    "Base",
    "ResearchInstitute",
    "Hospital",
    "AcademicUnit",
    "University",
)
WHOLES = frozenset(
    {
        "Hospital",
        "AcademicUnit",
        "University",
        "ResearchInstitute",
        "Center",
        "Laboratory",
        "GovernmentBody",
        "Association",
        "Company",
    }
)
_BRACKET = re.compile(r" ?\(([^()]{2,90})\)")
_EXPLICIT = re.compile(
    r"^(?:hereinafter|hereafter|also known as|also called|abbreviated|abbreviation|short for|known as|for short)[ :,]*(?:referred to as|as)? ?(?:the )?",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z&0-9-]{1,9}s?|[A-Z]{2,10}")
_ALSO = re.compile(
    r"(?:,? | ?\()(?:also|commonly|better|otherwise|or)(?: (?:known|called|referred to))?(?: as)? (?:the )?[“\"]?$"
)
_LISTED = re.compile(r"(?P<comma>, )(?:the )?|(?:,? (?:and|or|as well as) |; )(?:the )?")
_HAN = re.compile("[一-鿿·]{2,30}")


class Joiner:
    """Ties every named mention of a document to an entity of ``table``."""

    def __init__(
        self, passages: Sequence[Passage], mentions: Sequence[Sequence[Mention]], table: EntityTable
    ) -> None:
        self.passages, self.table = passages, table
        self.mentions = [list(row) for row in mentions]
        self.entity: dict[tuple[int, int, int], int] = {}

    def named(self) -> Iterator[Mention]:
        """The mentions that name an entity."""
        return (m for row in self.mentions for m in row if m.cls not in LITERAL_CLASSES)

    def entity_of(self, m: Mention) -> int:
        """The entity of a named mention."""
        return self.entity[m.passage, m.start, m.end]

    def join(self) -> None:
        """Adds all names, the longest first, then what brackets say, then the uses of abbreviations."""
        people = [m for m in self.named() if m.cls == "Person"]
        for m in sorted(people, key=lambda m: (-len(m.name.split()), m.passage, m.start)):
            self._tie(m, self._person(m))
        others = [m for m in self.named() if m.cls != "Person"]
        for m in sorted(
            others,
            key=lambda m: (self._is_second_name(m) is not None, -len(self._full(m)), m.passage, m.start),
        ):
            self._tie(m, self._institution(m))
        declared = self._proper_parts() | self._surnames()
        for passage in self.passages:
            declared |= self._brackets(passage)
        self._abbreviations(declared)
        for entity in range(len(self.table)):
            self.table.set_language(entity, "en")

    def _tie(self, m: Mention, entity: int) -> None:
        self.entity[m.passage, m.start, m.end] = entity

    # -- people --------------------------------------------------------------------------------------------------------

    def _person(self, m: Mention) -> int:
        """A person; "Renya Zhan" is "Zhan Renya", and a single name is the person of that family or given name."""
        words = m.name.split()
        persons = [e for e in range(len(self.table)) if self.table.cls(e) == "Person"]
        for entity in persons:
            names = (self.table.name(entity), *self.table.aliases(entity))
            if len(words) > 1 and any(_same_person(m.name, n) for n in names):
                self.table.alias(entity, m.name)
                return entity
        fitting = [
            e
            for e in persons
            if len(words) == 1 and words[0] in (self.table.name(e).split()[0], self.table.name(e).split()[-1])
        ]
        if fitting:
            return fitting[0] if len(fitting) == 1 else self._nearest(m, fitting)
        return self.table.add("Person", m.name, (), m.confidence)

    def _nearest(self, m: Mention, candidates: Sequence[int]) -> int:
        before = [(k, e) for k, e in self.entity.items() if e in candidates and k[:2] <= (m.passage, m.start)]
        return max(before)[1] if before else candidates[0]

    # -- institutions --------------------------------------------------------------------------------------------------

    def _behind(self, m: Mention) -> Mention | None:
        """The whole that stands behind a unit's name: "…, Zhejiang University", "… of Zhejiang University"."""
        if m.cls not in UNITS:
            return None
        text = self.passages[m.passage].text
        for other in self.mentions[m.passage]:
            if other.cls in WHOLES and other.start > m.end and other.start - m.end <= 8:
                gap = text[m.end : other.start]
                if gap in (" of the ", " of "):
                    return other
                if (
                    gap in (", ", ", the ")
                    and self._rank(other) > self._rank(m)
                    and not self.enumerated(m, other)
                ):
                    return other
        return None

    def enumerated(self, m: Mention | Reference, other: Mention | Reference) -> bool:
        """Whether two names stand in a list of equals: one before them, or one behind them that is no larger whole."""
        row = [
            o
            for o in self.mentions[m.passage]
            if o.cls in INSTITUTIONS and not (m.start <= o.start and o.end <= m.end)
        ]
        text = self.passages[m.passage].text
        if any(
            _LISTED.fullmatch(text[o.end : m.start]) and self._rank(o) >= self._rank(m)
            for o in row
            if o.end < m.start
        ):
            return True
        following = next((o for o in row if o.start > other.end), None)
        joint = _LISTED.fullmatch(text[other.end : following.start]) if following else None
        if following is None or joint is None:
            return False
        if joint["comma"]:
            return self._rank(following) <= self._rank(other)
        return self._rank(following) >= self._rank(m)

    def _rank(self, m: Mention | Reference) -> int:
        """The rank of a name; a college is smaller than the university behind it."""
        college = m.cls == "University" and self.passages[m.passage].text[m.start : m.end].endswith("College")
        return rank("AcademicUnit" if college else m.cls)

    def _full(self, m: Mention) -> str:
        """The name with all wholes behind it, as the text has them."""
        last, steps = m, 0
        while steps < 4:
            following = self._behind(last)
            if following is None:
                break
            last, steps = following, steps + 1
        return self.passages[m.passage].text[m.start : last.end] if last is not m else m.name

    def address_end(self, m: Mention) -> int:
        """Where the wholes behind commas end that an address puts behind a unit's name."""
        end, following = m.end, self._behind(m)
        while following is not None and self.passages[m.passage].text[end : following.start].startswith(","):
            end, following = following.end, self._behind(following)
        return end

    def _institution(self, m: Mention) -> int:
        second = self._is_second_name(m)
        if second is not None:
            self.table.alias(second, m.name)
            return second
        if m.cls not in INSTITUTIONS:
            return self.table.add(m.cls, m.name, m.aliases, m.confidence)
        full, whole = self._full(m), self._behind(m)
        entity = self._same_unit(m, full, whole)
        if entity is None:
            entity = self._short_form(m)
        cls = "AcademicUnit" if whole is not None and m.cls == "University" else m.cls
        if entity is None:
            name = (
                full
                if m.cls == "Hospital"
                and whole is not None
                and whole.cls in ("University", "AcademicUnit", "ResearchInstitute")
                else m.name
            )
            entity = self.table.add(cls, name, m.aliases, m.confidence)
        self.table.vote(entity, cls, 1 if cls == m.cls else 3)
        for form in (m.name, full):
            if form != self.table.name(entity):
                self.table.alias(entity, form)
        return entity

    def _same_unit(self, m: Mention, full: str, whole: Mention | None) -> int | None:
        forms = [full] if full != m.name else []
        if whole is not None:
            forms += _orders(m.name, whole.name)
        inner = next(
            (
                o.name
                for o in self.mentions[m.passage]
                if o.start == m.start and o.end < m.end and m.name.startswith(f"{o.name} ")
            ),
            None,
        )
        if inner is not None:
            forms += _orders(m.name[len(inner) + 1 :], inner)
        found = (self.table.find("institution", form) for form in [*forms, m.name])
        return next((e for e in found if e is not None), None)

    def _short_form(self, m: Mention) -> int | None:
        """The one entity of its class whose name ends with this one, or begins with it before a comma or "of"."""
        fitting = []
        for entity in range(len(self.table)):
            name = self.table.name(entity)
            same = self.table.cls(entity) == m.cls or {self.table.cls(entity), m.cls} <= {
                "University",
                "AcademicUnit",
            }
            begins = m.cls in UNITS[:-1] and name.startswith((f"{m.name}, ", f"{m.name} of "))
            if same and len(name) > len(m.name) and (name.endswith(f" {m.name}") or begins):
                fitting.append(entity)
        return fitting[0] if len(fitting) == 1 and len(m.name.split()) > 1 else None

    def _is_second_name(self, m: Mention) -> int | None:
        """The entity of which this is said to be another name ("…, also known as …")."""
        text = self.passages[m.passage].text
        for other in self.mentions[m.passage]:
            near = other.cls in INSTITUTIONS and m.cls in INSTITUTIONS and other.end < m.start
            if near and _ALSO.fullmatch(text[other.end : m.start].removeprefix(")")):
                return self.entity.get((other.passage, other.start, other.end))
        return None

    # -- brackets ------------------------------------------------------------------------------------------------------

    def _brackets(self, passage: Passage) -> dict[str, int]:
        """Short and second names in brackets behind a name: form → entity."""
        found: dict[str, int] = {}
        for m in self.mentions[passage.index]:
            match = _BRACKET.match(passage.text, m.end)
            entity = self.entity.get((m.passage, m.start, m.end))
            if match is None or entity is None or m.cls == "Place":
                continue
            for part in re.split(r"[,;，；] ?", match.group(1)):
                form, explicit = _EXPLICIT.sub("", part).strip("“”\"' "), _EXPLICIT.match(part) is not None
                abbreviates = _ABBREVIATION.fullmatch(form) is not None and _initials(form, m.name)
                if _HAN.fullmatch(form) or (
                    m.cls != "Person" and (abbreviates or (explicit and len(form) > 2))
                ):
                    self.table.alias(entity, form)
                    found |= {} if _HAN.fullmatch(form) else {form: entity}
        return found

    def _proper_parts(self) -> dict[str, int]:
        """First words that are enough to name an institution ("Northgate" for Northgate University): word → entity."""
        found: dict[str, int] = {}
        for entity in range(len(self.table)):
            words = self.table.name(entity).split()
            kind = self.table.cls(entity) in ("University", "Company", "Hospital")
            if (
                kind
                and len(words) == 2
                and len(words[0]) > 4
                and heads().of(tuple(words))
                and not starts_with_place(words[0])
            ):
                found[words[0]] = entity
        return {
            word: e
            for word, e in found.items()
            if word not in words_of("grammar", "ordinary") | words_of("places", "demonyms")
        }

    def _surnames(self) -> dict[str, int]:
        """Family names that name one person of the document: name → entity."""
        bearers: dict[str, set[int]] = {}
        for entity in range(len(self.table)):
            words = self.table.name(entity).split()
            if self.table.cls(entity) == "Person" and len(words) > 1:
                surname = words[0] if is_pinyin_name(words[0], words[-1]) else words[-1]
                bearers.setdefault(surname, set()).add(entity)
        plain = words_of("people", "common_words")
        return {
            s: min(e) for s, e in bearers.items() if len(e) == 1 and len(s) > 2 and s.casefold() not in plain
        }

    def _abbreviations(self, declared: dict[str, int]) -> None:
        """Makes mentions of the abbreviations that the document has declared."""
        if not declared:
            return
        pattern = re.compile(
            r"(?<![\w-])(?:"
            + "|".join(map(re.escape, sorted(declared, key=lambda f: (-len(f), f))))
            + r")(?![\w-])"
        )
        for passage in self.passages:
            row = self.mentions[passage.index]
            for match in pattern.finditer(passage.text):
                if any(m.start < match.end() and match.start() < m.end for m in row):
                    continue
                entity = declared[match.group()]
                m = Mention(
                    passage.index,
                    match.start(),
                    match.end(),
                    self.table.cls(entity),
                    match.group(),
                    "en-abbreviation",
                    0.9,
                )
                row.append(m)
                self._tie(m, entity)
            row.sort(key=lambda m: (m.start, -m.end, m.cls))


def rank(cls: str) -> int:
    """How large a kind of institution is, for "unit, whole" chains.

    >>> rank("Department") < rank("Hospital") < rank("University")
    True
    """
    return UNITS.index(cls) if cls in UNITS else len(UNITS)


def _orders(unit: str, whole: str) -> list[str]:
    """The ways in which a unit is named with its whole."""
    return [f"{whole} {unit}", f"{unit} of {whole}", f"{unit} of the {whole}", f"{unit}, {whole}"]


def _same_person(a: str, b: str) -> bool:
    """Whether two names are the same words in another order or spelling ("LI Na", "Na Li")."""
    return sorted(re.sub("[-’']", "", a).casefold().split()) == sorted(
        re.sub("[-’']", "", b).casefold().split()
    )


def _initials(form: str, name: str) -> bool:
    """Whether an abbreviation keeps letters of the name in order.

    >>> _initials("PUMCH", "Peking Union Medical College Hospital"), _initials("WHO", "Heart Center")
    (True, False)
    """
    letters = iter(name.casefold())
    return all(letter in letters for letter in re.sub("[^a-z]", "", form.casefold()))
