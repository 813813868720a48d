"""Search keys in pinyin, worked out once in Python so that pages need no dictionary of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pypinyin import lazy_pinyin

_HAN = re.compile(r"[㐀-鿿𠀀-𲎯]")


def search_key(names: Iterable[str]) -> str:
    """Full pinyin and initials of every name that has Chinese characters, joined by ``|``.

    >>> search_key(["朱宪彝"])
    'zhuxianyi|zxy'
    """
    keys: list[str] = []
    for name in names:
        if _HAN.search(name):
            syllables = [part.strip().lower() for part in lazy_pinyin(name)]
            keys.append("".join(syllables))
            keys.append("".join(_initials(part) for part in syllables))
    return "|".join(dict.fromkeys(keys))


def _initials(part: str) -> str:
    """The first letter of a syllable; digits and mixed runs ("2+1") stay whole."""
    return part[:1] if part.isalpha() else part
