"""A user's own list of institutions, people or programmes: names that are recognised for sure, with their identifiers.

A tab-separated file has the columns name, class, aliases, identifiers (the last two optional, several parted by ``|``);
a YAML file is a list of mappings with the same keys. Identifiers are IRIs or ``ror:…``, ``wikidata:Q…``, ``uscc:…``
(统一社会信用代码).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import ahocorasick
import yaml

from extract.records import ExtractError, Mention, Passage
from ontology.terms import vocabulary

_SCHEMES = {
    "ror": ("https://ror.org/", re.compile("0[a-z0-9]{8}")),
    "wikidata": ("http://www.wikidata.org/entity/", re.compile("Q[1-9][0-9]*")),
    "uscc": ("urn:uscc:", re.compile("[0-9A-HJ-NPQRTUWXY]{18}")),
}
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+|urn:[a-z0-9][a-z0-9-]{0,31}:[^\s<>\"{}|\\^`]+")
RULE = "lexicon"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lexicon: ``identifiers`` are IRIs."""

    name: str
    cls: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


class UserLexicon:
    """The entries of one or more files; finds the longest names in a passage."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self._forms = {form: entry for entry in entries for form in (*entry.aliases, entry.name)}
        self._automaton = ahocorasick.Automaton()
        for form in self._forms:
            self._automaton.add_word(form, form)
        if self._forms:
            self._automaton.make_automaton()

    def find(self, passage: Passage) -> list[Mention]:
        """Mentions of entries in a passage: the longest where they overlap."""
        if not self._forms:
            return []
        found = []
        for last, form in self._automaton.iter_long(passage.text):
            entry = self._forms[form]
            start = last + 1 - len(form)
            aliases = () if form == entry.name else (form,)
            found.append(Mention(passage.index, start, last + 1, entry.cls, entry.name, RULE, 0.98, aliases))
        return found

    def entry(self, name: str) -> Entry | None:
        """The entry of a name or alias."""
        return self._forms.get(name)


@cache
def load_lexicons(paths: tuple[Path, ...]) -> UserLexicon:
    """The lexicon of these files, read once per process.

    Raises:
        ExtractError: a file cannot be read or a line is wrong; the message gives the line and the reason.
    """
    return UserLexicon(tuple(entry for path in paths for entry in _read(path)))


def _read(path: Path) -> Iterator[Entry]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ExtractError(f"{path}: cannot read the lexicon ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise ExtractError(
            f"{path}: the lexicon is not UTF-8 (byte {error.start}); save it as UTF-8"
        ) from error
    return _yaml(path, text) if path.suffix.lower() in (".yaml", ".yml") else _tsv(path, text)


def _tsv(path: Path, text: str) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if (
            not line.strip()
            or line.startswith("#")
            or (number == 1 and cells[0].casefold() in ("name", "名称"))
        ):
            continue
        if not 2 <= len(cells) <= 4:
            raise ExtractError(
                f"{path}: line {number}: {len(cells)} columns, expected name, class, aliases, identifiers parted by tabs"
            )
        cells += [""] * (4 - len(cells))
        yield _entry(f"{path}: line {number}", cells[0], cells[1], cells[2].split("|"), cells[3].split("|"))


def _yaml(path: Path, text: str) -> Iterator[Entry]:
    try:
        rows = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise ExtractError(f"{path}: {where}not YAML ({getattr(error, 'problem', error)})") from error
    if not isinstance(rows, list):
        raise ExtractError(f"{path}: expected a list of mappings with name and class")
    for number, row in enumerate(rows, 1):
        where = f"{path}: entry {number}"
        if not isinstance(row, dict) or not row.keys() <= {"name", "class", "aliases", "identifiers"}:
            raise ExtractError(f"{where}: expected a mapping with name, class, aliases, identifiers")
        yield _entry(
            where,
            str(row.get("name", "")),
            str(row.get("class", "")),
            _strings(row.get("aliases")),
            _strings(row.get("identifiers")),
        )


def _strings(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def _entry(where: str, name: str, cls: str, aliases: list[str], identifiers: list[str]) -> Entry:
    if len(name) < 2:
        raise ExtractError(f"{where}: the name {name!r} is shorter than two characters")
    if cls not in vocabulary().classes:
        raise ExtractError(
            f"{where}: {cls!r} is no class of the ontology; use one of {', '.join(sorted(vocabulary().classes))}"
        )
    kept = tuple(a.strip() for a in aliases if len(a.strip()) >= 2)
    return Entry(name, cls, kept, tuple(_identifier(where, i.strip()) for i in identifiers if i.strip()))


def _identifier(where: str, text: str) -> str:
    scheme, _, code = text.partition(":")
    if scheme in _SCHEMES:
        prefix, shape = _SCHEMES[scheme]
        if not shape.fullmatch(code):
            raise ExtractError(f"{where}: {text!r} is not a valid {scheme} identifier")
        return prefix + code
    if not _IRI.fullmatch(text):
        raise ExtractError(
            f"{where}: the identifier {text!r} is neither an IRI nor ror:…, wikidata:Q… or uscc:…"
        )
    return text
