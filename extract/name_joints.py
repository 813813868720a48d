"""Words inside names that look like the words between names: the verb that is a noun, the society whose branch goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon import boundary, heads
from extract.name_forms import BRANCH_WORD
from extract.records import Token

# Behind the name of their field these end a society's own name, and its branches' names go on ("…学会" + "…分会").
_SOCIETIES = ("学会", "协会", "研究会", "联合会", "促进会", "基金会", "联盟")
_TAIL_OF_NAME = re.compile(
    "(?:与[一-鿿]{2,8}?)?(?:省部共建|部省共建|国家|教育部|科技部|农业农村部|[一-鿿]{2,3}[省市]|自治区|国际|联合|重点|工程|技术|研究|协同|创新|示范|培训|服务|管理|中心|基地|平台|实验室|工作室|联盟|共同体|研究所|研究院)"
)
_REGIONS = frozenset(("世界", "国际", "国家", "全国", "中国", "中华", "亚太", "全军"))


def is_nominal(tokens: Sequence[Token], k: int, rest: str) -> bool:
    """Whether token ``k - 1``, a verb by its form, ends a compound noun: a plain noun before it, a tail of names behind."""
    before = tokens[k - 2] if k > 1 else None
    if tokens[k - 1].text == "共建":
        return before is not None and before.text in ("省部", "部省", "省市")
    return (
        tokens[k - 1].text in boundary("nominal_verbs")
        and before is not None
        and before.tag in ("n", "nz", "vn", "an", "ORG")
        and len(before.text) > 1
        and heads().of(before.text) is None
        and _TAIL_OF_NAME.match(rest) is not None
    )


def ends_society(tokens: Sequence[Token], k: int, cls: str, rest: str) -> bool:
    """Whether token ``k - 1`` ends the name of a society whose branch or meeting goes on behind it."""
    word = tokens[k - 1].text
    if cls not in ("Association", "Event") or not word.endswith((*_SOCIETIES, "委员会")):
        return False
    if word.endswith(_SOCIETIES) and len(word) <= 4 and not BRANCH_WORD.search(rest):
        return k >= 2 and _is_part_of_name(tokens[k - 2])
    return BRANCH_WORD.search(rest) is not None and (
        len(word) > 3 or (k >= 2 and _is_part_of_name(tokens[k - 2]))
    )


def _is_part_of_name(token: Token) -> bool:
    return token.tag in ("ORG", "LOC", "nz", "nt") or (token.tag in ("n", "vn") and len(token.text) >= 2)


def in_noun_phrase(tokens: Sequence[Token], k: int) -> bool:
    """Whether a bare noun, token ``k``, stands in a compound ("产教融合" + …), not behind its verb."""
    if k > 0 and tokens[k - 1].tag in ("v", "vn"):
        # "产教融合" + "共同体"; a verb of the list has the bare noun as its object.
        return tokens[k - 1].text not in boundary("verbs")
    return k > 0 and tokens[k - 1].tag in ("n", "LOC", "nz", "a")


def region_before(tokens: Sequence[Token], k: int) -> bool:
    """Whether token ``k`` or one of the four before it is a region word ("世界骨科" + "中国青山培训中心")."""
    while k >= 0 and tokens[k].tag in ("n", "nz", "vn", "a", "LOC"):
        if tokens[k].text in _REGIONS:
            return True
        k -= 1
    return False
