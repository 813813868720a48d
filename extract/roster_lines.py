"""Lines of a list of members: names, blanks apart, with or without their institutions, in one column or in several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.lines import Line, width
from extract.person_names import is_person_name

_NAME = r"[一-鿿][　 ]?[一-鿿]{1,2}"
_ASIDE = r"（[一-鿿]{1,6}）"
HOME_END = "(?:院|学|所|中心|公司|会|局|部|科|校|室|集团|厂|委|厅|处|系)"
"""How the institutions end that stand beside the names in lists of members."""
_HOME = rf"[一-鿿（）·A-Za-z0-9]{{2,26}}{HOME_END}(?:（[^（）]{{1,12}}）)?"
_PLACED = rf"{_NAME}(?:{_ASIDE}\s*|(?:　|\t|\s{{2,}})\s*){_HOME}"
_MEMBER = rf"{_NAME}(?:{_ASIDE})?"
_ROSTER = re.compile(rf"(?:{_PLACED}(?=\s|$)|{_MEMBER}\s{{2,}}{_MEMBER}\s{{2,}}{_MEMBER})")
_COLUMNS = re.compile(rf"{_PLACED}(?:\s+{_PLACED})+")
_ENTRY = re.compile(rf"(?=(?P<name>{_NAME})){_PLACED}(?=\s|$)")


def is_roster(text: str) -> bool:
    """Whether a line names members of something, blanks apart: with their institution, or several.

    >>> is_roster("林一舟    青山市医院"), is_roster("林一舟  周明  何清"), is_roster("骨科  简介")
    (True, True, False)
    """
    return _ROSTER.match(text) is not None


def is_member(text: str) -> bool:
    """Whether a line begins with a person's name and an institution.

    >>> is_member("林一舟    青山市医院"), is_member("姓名    所在医院")
    (True, False)
    """
    found = _ENTRY.match(text)
    return found is not None and is_person_name(re.sub("[　 ]", "", found["name"]), rare=True)


def members_apart(line: Line) -> Iterator[Line]:
    """The entries of a line of members with their institutions, one by one; any other line as it is."""
    if not _COLUMNS.fullmatch(line.text):
        yield line
        return
    for match in _ENTRY.finditer(line.text):
        start, last = line.start + match.start(), match.end() == len(line.text)
        end = line.start + match.end()
        stop = line.stop if last else end
        gap = line.gap if match.start() == 0 else 0
        yield replace(
            line, start=start, end=end, stop=stop, text=match.group(), width=width(match.group()), gap=gap
        )
