"""Bytes → text: which encoding a file is in, and which characters of it are text at all."""

from __future__ import annotations

import codecs
import re
from functools import cache

from extract.records import ExtractError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("utf-8", "gb18030", "big5hkscs", "cp1252")  # ties go to the earlier
# UTF-16 without its mark is told by NUL bytes, a half of each ASCII character.
_ENGLISH_WIDE, _CHINESE_WIDE = 0.2, 0.01  # least share of NUL bytes
_DECLARED = {  # as web pages name them: the narrow Chinese names stand for the wide superset in practice
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
    "utf-16": "utf-16-le",
}
_SAMPLE = 1 << 18  # bytes looked at to choose an encoding: enough, and 10 MB stay fast
_PLAUSIBLE = 0.6  # least share of everyday characters among the non-ASCII ones
_JUNK = 0.2  # most control and undecodable characters, as a share of the text

_LINE_ENDS = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
_UNDECODABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd-\uffff]")
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls but tab, line feed, form feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks of writing direction
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero width space, word joiner, mark: tear names apart
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # lone surrogates, noncharacters
)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``, cleaned by ``clean``.

    Args:
        data: the bytes of a text file, with or without a byte order mark.
        declared: the encoding that the file says it has, believed where the bytes agree.

    Raises:
        ExtractError: the bytes are no text in any encoding known here.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return clean(_checked(data[len(bom) :].decode(encoding, "replace")))
    return clean(_checked(_without_bom(data, declared)))


def clean(text: str) -> str:
    r"""Line ends as \n; control, direction, zero-width and lone surrogate characters dropped.

    Tab and form feed (a page break) stay, and so does everything else.

    >>> clean("\u202e天津\u200b医科\x00大学\r\n")
    '天津医科大学\n'
    """
    return _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text))


def _without_bom(data: bytes, declared: str | None) -> str:
    zeros = data[:_SAMPLE].count(0) / max(1, min(len(data), _SAMPLE))
    if zeros < _ENGLISH_WIDE:
        try:  # valid UTF-8 is UTF-8, whatever the file says
            return data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            pass
    believed = _DECLARED.get((declared or "").strip().lower())
    if believed is not None:
        try:
            return data.decode(believed)
        except UnicodeDecodeError:
            pass
    wide = zeros > _CHINESE_WIDE and len(data) % 2 == 0
    guesses = (_wide(data[:_SAMPLE]), *_GUESSES) if wide else _GUESSES
    best = max(guesses, key=lambda name: _plausibility(data, name))
    if _plausibility(data, best) < _PLAUSIBLE:
        raise _no_text()
    return data.decode(best, "replace")


def _wide(sample: bytes) -> str:
    """The order of the bytes of UTF-16: where the NUL halves of ASCII characters stand.

    >>> _wide("V".encode("utf-16-be")), _wide("V".encode("utf-16-le"))
    ('utf-16-be', 'utf-16-le')
    """
    return "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def _plausibility(data: bytes, encoding: str) -> float:
    """Share of the sample's non-ASCII characters that everyday text has, 0..1."""
    sample = data[:_SAMPLE].decode(encoding, "replace")
    if len(data) > _SAMPLE:
        sample = sample[:-1]  # may be cut in two
    foreign = [character for character in sample if character > "\x7f"]
    if encoding == "cp1252":  # a byte is always some character: only text that is mostly ASCII can be told
        everyday = sum(character.isalpha() or character in "–—‘’“”…•·°€£§©®" for character in foreign)
        return everyday / len(foreign) if foreign and len(foreign) < 0.2 * len(sample) else 0.0
    common = _common_characters()
    return sum(character in common for character in foreign) / len(foreign) if foreign else 1.0


@cache
def _common_characters() -> frozenset[str]:
    """The non-ASCII characters of everyday Chinese and English text.

    That is the first level hanzi and the symbols of GB 2312 (simplified) and of Big5 (traditional).
    """
    simplified = _rows("gb2312", [*range(0xA1, 0xAA), *range(0xB0, 0xD8)], range(0xA1, 0xFF))
    traditional = _rows("big5", range(0xA1, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    return frozenset(simplified + traditional + "–—‘’“”…•·°€£§©®é")


def _rows(encoding: str, leads: range | list[int], trails: range | list[int]) -> str:
    codes = (bytes((lead, trail)) for lead in leads for trail in trails)
    return "".join(code.decode(encoding, "ignore") for code in codes)


def _checked(text: str) -> str:
    if len(_UNDECODABLE.findall(text)) > _JUNK * len(text):
        raise _no_text()
    return text


def _no_text() -> ExtractError:
    return ExtractError("is not text in UTF-8, UTF-16, GB18030 or Big5; save it as UTF-8 text")
