"""What is wrong with a SPARQL query: one message with line, column and the place marked.

The engine reports how far it read, which is often past the mistake. So the slips that people make are
looked for first: full-width punctuation, words that are no SPARQL, brackets that do not match, unknown
prefixes, updates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from unicodedata import east_asian_width, normalize

from kg.records import KgError

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_CLAUSES = """
A AS ASC ASK BASE BIND BY CONSTRUCT DESC DESCRIBE DISTINCT EXISTS FALSE FILTER FROM GRAPH GROUP HAVING IN
LATERAL LIMIT MINUS NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SEPARATOR SERVICE SILENT TRUE
UNDEF UNION VALUES VERSION WHERE
"""
_FUNCTIONS = """
ABS AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT
HOURS IF IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGMATCHES LCASE MAX MD5 MIN MINUTES
MONTH NOW OBJECT PREDICATE RAND REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SHA1 SHA256 SHA384 SHA512 STR
STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TRIPLE TZ
UCASE URI UUID YEAR HASLANG HASLANGDIR LANGDIR STRLANGDIR ADJUST
"""
_WORDS = frozenset((*FORMS, *_CLAUSES.split(), *_FUNCTIONS.split()))
_CLOSING = {"(": ")", "{": "}", "[": "]"}

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<blank>_:[\w.-]+)
    |(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:%-]|\\.|\.(?=[\w:%-]))*)
    |(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<word>[^\W\d]\w*)
    |(?P<mark>[{}()\[\].;,|/^+*?!=<>&-])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_POSITION = re.compile(r"error at (\d+):(\d+): ")


class QueryError(KgError):
    """A query that cannot be run: ``reason``, and where known the place (``line`` and ``column`` from 1)."""

    def __init__(self, reason: str, text: str = "", offset: int | None = None) -> None:
        self.reason = reason
        self.line: int | None = None
        self.column: int | None = None
        self.excerpt = ""
        if offset is not None:
            self.line, self.column, self.excerpt = _place(text, offset)
            super().__init__(f"line {self.line}, column {self.column}: {reason}\n{self.excerpt}")
        else:
            super().__init__(reason)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def explain(text: str, engine: str, prefixes: Mapping[str, str]) -> QueryError:
    """The error to show for ``text``, which the engine refused with the message ``engine``."""
    tokens = list(_tokens(text))
    for check in (_wrong_characters, _not_a_query, _unknown_prefix, _unknown_word, _brackets):
        found = check(tokens, prefixes)
        if found is not None:
            reason, offset = found
            return QueryError(reason, text, min(offset, len(text)))
    return QueryError(*_from_engine(text, engine, tokens))


def keywords(text: str) -> Iterator[tuple[str, int]]:
    """The bare words of a query in capitals with their offsets: none out of strings, IRIs or comments.

    >>> list(keywords('ASK { ?graph a "SERVICE" } # LIMIT'))
    [('ASK', 0), ('A', 13)]
    """
    for token in _tokens(text):
        if token.kind == "word":
            yield token.text.upper(), token.start


def undeclared_prefixes(text: str) -> tuple[str, ...]:
    """The prefixes that a query uses and does not declare, sorted.

    >>> undeclared_prefixes("PREFIX a: <http://a/> ASK { a:b skos:prefLabel 'id:1' }")
    ('skos',)
    """
    used: set[str] = set()
    declared: set[str] = set()
    before = ""
    for token in _tokens(text):
        if token.kind == "name":
            (declared if before == "PREFIX" else used).add(token.text.partition(":")[0])
        before = token.text.upper()
    return tuple(sorted(used - declared))


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield _Token(str(match.lastgroup), match.group(), match.start())


_Found = tuple[str, int] | None


def _wrong_characters(tokens: list[_Token], _prefixes: Mapping[str, str]) -> _Found:
    for token in tokens:
        if token.kind != "other":
            continue
        folded = normalize("NFKC", token.text)
        if token.text in "\"'":
            return "this quotation mark is never closed", token.start
        if token.text in "“”‘’":
            return f"typographic quotation mark {token.text}; write \" or '", token.start
        if folded != token.text and folded.isascii():
            return f"full-width {token.text}; write {folded}", token.start
        if token.text == "。":
            return "full-width 。; write .", token.start
        return f"the character {token.text!r} has no place here", token.start
    return None


def _not_a_query(tokens: list[_Token], _prefixes: Mapping[str, str]) -> _Found:
    rest = iter(tokens)
    for token in rest:
        word = token.text.upper()
        if word == "PREFIX":
            next(rest, None)
            next(rest, None)
        elif word in ("BASE", "VERSION"):
            next(rest, None)
        elif word in FORMS:
            return None
        elif word in UPDATES:
            return f"{word} is an update; the graph is read-only", token.start
        else:
            near = _nearest(word, FORMS)
            return (
                f"a query starts with {', '.join(FORMS[:-1])} or {FORMS[-1]}, not {token.text}{near}",
                token.start,
            )
    return f"the query is empty; it starts with {', '.join(FORMS[:-1])} or {FORMS[-1]}", 0


def _unknown_prefix(tokens: list[_Token], prefixes: Mapping[str, str]) -> _Found:
    declared = {*prefixes}
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if before is not None and before.text.upper() == "PREFIX":
            declared.add(prefix)
        elif before is not None and before.text == "<":
            return "this IRI is not closed with >, or holds a space or a quotation mark", before.start
        elif prefix not in declared:
            known = _nearest(prefix, sorted(declared)) or f"; known without declaring: {', '.join(prefixes)}"
            return f"unknown prefix {prefix}:{known}", token.start
    return None


def _unknown_word(tokens: list[_Token], _prefixes: Mapping[str, str]) -> _Found:
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind != "word" or token.text.upper() in _WORDS:
            continue
        if before is not None and before.text == "/" and before.start + 1 == token.start:
            return "a slash inside a prefixed name must be written \\/", before.start
        near = _nearest(token.text.upper(), sorted(_WORDS))
        hint = near or "; names need a prefix (ikg:), variables a ?, text quotation marks"
        return f"{token.text} is no word of SPARQL{hint}", token.start
    return None


def _brackets(tokens: list[_Token], _prefixes: Mapping[str, str]) -> _Found:
    opened: list[_Token] = []
    for token in tokens:
        if token.kind != "mark":
            continue
        if token.text in _CLOSING:
            opened.append(token)
        elif token.text in _CLOSING.values():
            if not opened:
                return f"this {token.text} closes nothing", token.start
            if _CLOSING[opened[-1].text] != token.text:
                missing = _CLOSING[opened[-1].text]
                return f"{missing} is missing before this {token.text}", token.start
            opened.pop()
    return (f"this {opened[-1].text} is never closed", opened[-1].start) if opened else None


def _from_engine(text: str, engine: str, tokens: list[_Token]) -> tuple[str, str, int | None]:
    """The engine's own position (line, and column in UTF-8 bytes) and what it says, cleaned."""
    match = _POSITION.match(engine)
    if match is None:
        return engine, text, None
    offset = _character_offset(text, int(match[1]), int(match[2]))
    if "variable that is unbound" in engine or "GROUP BY" in engine:
        return "a variable of SELECT is neither in GROUP BY nor inside an aggregate", text, tokens[0].start
    if "IRI parsing failed" in engine:
        return "this is no full IRI; write <http://…> or prefix:name", text, _last_iri(tokens, offset)
    at = next((token for token in tokens if token.start >= offset), None)
    if at is None:
        return "not understood at or just before the end of the query", text, len(text.rstrip())
    return f"not understood at or just before {at.text}", text, at.start


def _last_iri(tokens: list[_Token], offset: int) -> int:
    places = [token.start for token in tokens if token.text.startswith("<") and token.start <= offset]
    return places[-1] if places else offset


def _character_offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    before = sum(len(each) + 1 for each in lines[: line - 1])
    current = lines[line - 1] if line <= len(lines) else ""
    return before + len(current.encode()[: column - 1].decode(errors="ignore"))


def _place(text: str, offset: int) -> tuple[int, int, str]:
    """Line, column and the line itself with a caret below the place, aligned for wide characters."""
    line = text.count("\n", 0, offset) + 1
    start = text.rfind("\n", 0, offset) + 1
    content = text[start:].partition("\n")[0].replace("\t", " ").rstrip("\r")
    width = sum(2 if east_asian_width(char) in "WF" else 1 for char in content[: offset - start])
    return line, offset - start + 1, f"  {content}\n  {' ' * width}^"


def _nearest(word: str, words: tuple[str, ...] | list[str]) -> str:
    near = get_close_matches(word, words, n=1, cutoff=0.7)
    return f"; did you mean {near[0]}?" if near else ""
