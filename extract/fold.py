"""Chinese-safe folding: layout and width variants go, letters and characters stay, offsets stay true.

``fold`` makes passage text (every character kept 1:1 or deleted, so that it can be shown in its source);
``fold_name`` makes a key by which names are compared and is never shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_KEEP_WIDE = "，；：（）？！"
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_CONTROL = "\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f"

HAN = re.compile(f"[{_HAN}]")
_WIDE = re.compile(f"[{_HAN}\u3000-\u303f\u3040-\u30ff\uff00-\uffef]")
_AMBIGUOUS = frozenset("“”‘’—…·")
_COMPATIBLE = re.compile("[\u2e9f\u2ef3\u2f00-\u2fd5\uf900-\ufaff\uff01-\uff5e\U0002f800-\U0002fa1f]")
_SPECIAL = re.compile(f"(?P<drop>[{_INVISIBLE}{_CONTROL}]+)|(?P<space>\\s+)|(?P<mark>[,;:()?!])")
_VISIBLE = re.compile(f"[^\\s{_INVISIBLE}{_CONTROL}]")
_WORD_START = re.compile(f"[{_HAN}《“（‘]")
_WORD_END = re.compile(f"[{_HAN}》”）’]")
_WORDLIKE = re.compile(f"[{_HAN}A-Za-z0-9《“（‘》”）’]")
_WORD_BEHIND = re.compile(f"[{_HAN}][ \u3000]?[{_HAN}]|[“《]")
# What is kept of a wide blank: it parts columns, while the blanks of Latin words stand before Latin words.
COLUMN_BLANK = re.compile(f" (?=[{_HAN}“《])")
_WIDEN = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_DOUBLE = re.compile('["“”„‟〝〞]')
_STRAIGHT_SINGLE = re.compile("'")
_NUMBERING = re.compile(f"[{_HAN}]{{0,4}}\\d{{1,2}}(?:\\.\\d{{1,2}})*\\.?")
_MAX_NUMBERING = 9
_QUOTE_REACH = 120
_NAME_NOISE = re.compile(f"[\\s{_INVISIBLE}{_CONTROL}\"'“”„‟〝〞‘’‚‛「」『』《》〈〉<>·•・‧∙⋅˙]+")
_NAME_BRACKETS = str.maketrans("[]{}〔〕【】〖〗（）［］", "()()()()()()()")
_NAME_DASHES = re.compile("[‐‑‒–—―－─−]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``offsets[i]`` is the source offset of ``text[i]``, strictly increasing."""

    text: str
    offsets: tuple[int, ...]

    def cut(self, start: int, end: int) -> Folded:
        """The folded stretch ``start:end`` without the blanks at its ends."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Folded(self.text[start:end], self.offsets[start:end])


def has_han(text: str) -> bool:
    """Whether ``text`` holds a Chinese character."""
    return HAN.search(text) is not None


def invisible(text: str) -> bool:
    r"""Whether nothing of ``text`` survives folding (blanks, zero-width and control characters).

    >>> invisible(" \u200b\n"), invisible(" 甲 ")
    (True, False)
    """
    return _VISIBLE.search(text) is None


def fold(
    text: str, ranges: Sequence[tuple[int, int]], word_spaces: bool = False, columns: bool = False
) -> Folded:
    r"""Fold the source stretches ``ranges`` (ascending, disjoint) of ``text`` into one passage text.

    With ``word_spaces`` a blank between two Chinese words of two or more characters is kept, as in headings
    ("以赛促学 以赛促教"); single characters set apart ("前 言") are closed up. With ``columns`` a wide blank behind two
    characters is kept, as between the members of a list of names ("陈  旭   段红伟") and between titles ("院长　教授").

    >>> fold("病理\n\n学 4 个(SCI 论文)", [(0, 17)]).text
    '病理学4个（SCI论文）'
    """
    raw = "".join(text[start:end] for start, end in ranges)
    source = [offset for start, end in ranges for offset in range(start, end)]
    return _Folder(_compatible(raw), source, word_spaces, columns).run()


def _compatible(raw: str) -> str:
    return _COMPATIBLE.sub(lambda found: _fold_character(found[0]), raw)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _KEEP_WIDE:
        return character
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


class _Folder:
    """One folding run: pieces and offsets grow together, brackets are widened in pairs."""

    def __init__(self, raw: str, source: list[int], word_spaces: bool, columns: bool) -> None:
        self.raw, self.source, self.word_spaces, self.columns = raw, source, word_spaces, columns
        self.pieces: list[str] = []
        self.offsets: list[int] = []
        self.brackets: list[tuple[int, bool]] = []
        self.last = self.before_last = ""

    def run(self) -> Folded:
        at = 0
        for found in _SPECIAL.finditer(self.raw):
            self._emit(at, found.start())
            if found.lastgroup == "space":
                self._space(found.start(), found.end())
            elif found.lastgroup == "mark":
                self._mark(found.start())
            at = found.end()
        self._emit(at, len(self.raw))
        return Folded(pair_quotes("".join(self.pieces)), tuple(self.offsets))

    def _emit(self, start: int, end: int) -> None:
        if start < end:
            piece = self.raw[start:end]
            self._push(piece, start, end)

    def _push(self, piece: str, start: int, end: int) -> None:
        self.pieces.append(piece)
        self.offsets.extend(self.source[start:end])
        self.before_last = piece[-2] if len(piece) > 1 else self.last
        self.last = piece[-1]

    def _next(self, at: int) -> str:
        found = _VISIBLE.search(self.raw, at)
        return found[0] if found else ""

    def _wide(self, character: str, inner: str) -> bool:
        if character in _AMBIGUOUS:
            return bool(_WIDE.match(inner))
        return bool(_WIDE.match(character))

    def _space(self, start: int, end: int) -> None:
        following = _VISIBLE.search(self.raw, end)
        if not self.last or self.last == " " or following is None:
            return
        right = following[0]
        inner = self.raw[following.end() : following.end() + 1]
        if self._wide(self.last, self.before_last) or self._wide(right, inner):
            wrapped = "\n" in self.raw[start:end]
            kept = self.word_spaces and self._between_words(right, inner)
            if wrapped or not (kept or (self.columns and self._between_columns(start, end))):
                return
        elif (
            self.last == "-"
            and "\n" in self.raw[start:end]
            and self.before_last.islower()
            and right.islower()
        ):
            self._drop_hyphen()
            return
        self._push(" ", start, start + 1)

    def _between_columns(self, start: int, end: int) -> bool:
        """Whether a wide blank parts what has two characters or more on both sides, blanks narrower than it apart."""
        left = re.sub(f"^[^{_HAN}A-Za-z0-9（]+", "", "".join(self.pieces[-2:]).rpartition(" ")[2])
        # In a sentence a single wide blank may stand inside a name ("院长田　雷").
        alone = self.raw[start] == "\t" or left[-1:].isdigit() or "。" not in self.raw
        wide = end - start > 1 or (alone and self.raw[start] in "\u3000\t")
        return wide and len(left) > 1 and _WORD_BEHIND.match(self.raw, end) is not None

    def _between_words(self, right: str, inner: str) -> bool:
        if self.last.isdigit() and len(self.offsets) <= _MAX_NUMBERING:
            left_word = _NUMBERING.fullmatch("".join(self.pieces)) is not None
        else:
            left_word = bool(_WORD_END.match(self.last)) and bool(_WORDLIKE.match(self.before_last))
        return left_word and bool(_WORD_START.match(right)) and bool(_WORDLIKE.match(inner))

    def _drop_hyphen(self) -> None:
        self.pieces[-1] = self.pieces[-1][:-1]
        self.offsets.pop()
        self.last, self.before_last = self.before_last, ""

    def _mark(self, at: int) -> None:
        mark = self.raw[at]
        left = self.last if self.last != " " else self.before_last
        wide = bool(left and self._wide(left, self.before_last)) or self._wide(self._next(at + 1), "")
        if mark == ")" and self.brackets:
            opened, opened_wide = self.brackets.pop()
            if wide and not opened_wide:
                self.pieces[opened] = "（"
            wide = wide or opened_wide
        piece = _WIDEN[mark] if wide else mark
        if piece != mark and self.last == " ":
            self.pieces[-1] = self.pieces[-1][:-1]
            self.offsets.pop()
        self._push(piece, at, at + 1)
        if mark == "(":
            self.brackets.append((len(self.pieces) - 1, wide))


def pair_quotes(text: str) -> str:
    """Double quotes of all shapes as “ and ” where they pair, length unchanged; unpaired ones stay.

    >>> pair_quotes('获批”甲“，组建"乙"')
    '获批“甲”，组建“乙”'
    """
    text = _pair(text, _DOUBLE, "“”", lambda _: True)
    if "'" in text:
        return _pair(text, _STRAIGHT_SINGLE, "‘’", lambda at: _beside_han(text, at))
    return text


def _beside_han(text: str, at: int) -> bool:
    return has_han(text[max(0, at - 1) : at] + text[at + 1 : at + 2])


def _pair(text: str, pattern: re.Pattern[str], shapes: str, wanted: Callable[[int], bool]) -> str:
    places = [found.start() for found in pattern.finditer(text) if wanted(found.start())]
    if all(text[at] == shapes[i % 2] for i, at in enumerate(places)):
        return text
    characters = list(text)
    i = 0
    while i + 1 < len(places):
        at, partner = places[i], places[i + 1]
        if partner - at > _QUOTE_REACH or (text[at] == "”" and text[partner] == "“" and partner - at < 2):
            i += 1
            continue
        characters[at], characters[partner] = shapes[0], shapes[1]
        i += 2
    return "".join(characters)


@lru_cache(maxsize=1)
def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415 (its dictionaries load only when a Chinese name is compared)

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """The key by which names are compared: width, case, script, blanks, quotes, dots and brackets aside.

    Never empty unless ``text`` holds nothing visible.

    >>> fold_name("國家（海河）實驗室") == fold_name("国家(海河) 实验室")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = _NAME_DASHES.sub("-", _NAME_NOISE.sub("", plain).translate(_NAME_BRACKETS))
    if has_han(bare):
        bare = _simplifier()(bare)
    return bare or plain.strip()
