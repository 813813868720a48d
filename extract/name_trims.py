"""What is cut off the left edge of a name: words that qualify it, verbs that the tagger took into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.lexicon import boundary, one_of
from extract.name_edges import OPEN_CLASSES, ORDINAL, PLACED, YEARLY, starts_specific
from extract.records import Token

# A period of a curriculum vitae that stands before a name without a pause ("2005/09-2008/06" + "云岭大学").
_DATE_BEFORE = re.compile("[0-9]+((?:[/.年月—~–-][0-9]*)+)?(?:至今|今)?(?=[一-鿿])(?![度级届年月])")
_SUPERLATIVE = re.compile(
    ".*(?:最大规模|规模最大|最大|最早|最先进|唯一|首个|首家|首批|首所)(?:的|一所|一家)?"
)
# What the tagger takes into the name behind it ("原" + "石溪医院", "联合" + "石溪大学").
_BEFORE_NAME = re.compile("(?:原(?!子|理|料)|联合(?!国)|携手|会同|其中)(?=[一-鿿]{2})")
# A street address before a name ("学府路88号" + "云岭大学").
_ADDRESS_BEFORE = re.compile("[一-鿿]{2,24}[0-9]{1,4}(?:号|弄)(?:院|楼)?(?=[一-鿿]{3})")


def trimmed_start(text: str, tokens: Sequence[Token], first: int, head_start: int, cls: str) -> int:
    """Start offset after dropping words that qualify a name without belonging to it ("首批", "著名")."""
    trims = boundary("trim") - {"优秀"} if cls == "Award" else boundary("trim")
    k = first
    while k < len(tokens) and tokens[k].end <= head_start and _only_qualifies(tokens[k], trims, cls):
        k += 1
    start = tokens[k].start if k < len(tokens) else head_start
    date = None if cls in OPEN_CLASSES else _DATE_BEFORE.match(text, start, head_start - 1)
    if date and (date.group(1) or text[start - 1 : start] in ("/", ".", "-", "—", "~", "–")):
        start = date.end()
    address = None if cls in OPEN_CLASSES else _ADDRESS_BEFORE.match(text, start)
    start = address.end() if address and address.end() < head_start else start
    superlative = _SUPERLATIVE.match(text, start, head_start - 1)
    if superlative:
        start = superlative.end()
    before = (
        _BEFORE_NAME.match(text, start, head_start) if cls in PLACED and tokens[first].tag == "ORG" else None
    )
    if before and start == tokens[first].start:
        start = before.end()
    verb = None if cls in OPEN_CLASSES else _leading_verb().match(text, start, head_start)
    if verb and starts_specific(text[verb.end() : head_start + 1]):
        start = verb.end()
    for word in sorted(trims, key=lambda w: (-len(w), w)):
        if len(word) > 1 and text.startswith(word, start) and start + len(word) <= head_start:
            return start + len(word)
    return start


@cache
def _leading_verb() -> re.Pattern[str]:
    """A verb that the tagger took into the name behind it ("兼职" + "某省医院")."""
    return re.compile("(?:专家)?" + one_of([v for v in boundary("verbs") if len(v) > 1]))


def _only_qualifies(token: Token, trims: frozenset[str], cls: str) -> bool:
    """Whether a word at the left edge is none of the name: of ``trims``, a mark, the clause's verb, a plain number."""
    word = token.text
    verb = word in boundary("edge_verbs") and token.tag == "v" and cls != "AcademicUnit"
    if word in trims or word in "、·-—/+" or verb:
        return True
    if token.tag not in ("m", "q", "u", "c", "d") or ORDINAL.match(word) or word in ("一级", "二级"):
        return False
    return not (YEARLY.match(word) and (cls in OPEN_CLASSES or not word[0].isdigit()))


# What the tagger takes for a part of the honour behind it ("某委列入" + "典型案例").
_BESTOWED = re.compile(".*(?:列入|列为|入选|认定为|授予|评为|命名为|确定为|批准为)(?=.{4})")
# An edition begins the name of its contest, whatever the tagger cuts behind it.
_EDITION = re.compile(
    "(?:第[一二三四五六七八九十百0-9]+届|首届)[^，。；：、的在获与和及暨了“”（）《》]{0,14}$"
)
_CONTEST = re.compile("赛(?:项)?(?:[^会]{0,12}奖)?$|赛[^会]{0,14}(?:[一二三特]等奖|[金银铜优][奖牌秀胜]奖?)$")


def prize_start(text: str, start: int, head_start: int, end: int, cls: str) -> int:
    """Where the name of an honour or a contest begins: behind the verb that bestows it, with its edition."""
    bestowed = _BESTOWED.match(text, start, head_start) if cls in ("Award", "Program") else None
    start = bestowed.end() if bestowed else start
    contest = cls in ("Award", "Event") and start < head_start and _CONTEST.search(text, start, end)
    edition = _EDITION.search(text, max(0, start - 24), start) if contest else None
    return edition.start() if edition else start
