"""Units named without their whole: departments, sites and branches get the name of the house that they are part of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.discourse import Discourse
from extract.lexicon import place_start
from extract.name_forms import BRANCH_WORD
from extract.records import Claim

_SHORTEST = 3
_LONGEST_SITE = 5
COMPOSED = {"Department": 20, "Laboratory": 8, "Center": 6, "ResearchInstitute": 8}
"""Units that are named with their whole: class and the longest own name that is too common to stand alone."""
SHORT_HOSPITAL = re.compile(
    "(?:总|第[一二三四五六七八九十]+(?:附属|临床)|第[一二三四五六七八九十]+|附属|附属第[一二三四五六七八九十]+|肿瘤|口腔|眼科|妇产|妇产科|儿童|妇儿|中医|中心|人民)医院"
)
_DEGREE = re.compile("(?:[硕博学]士点|授权点|学位点|流动站|授予权)$")
_SITE = re.compile("(?:院区|[东西南北新总分]院|本部|门诊部)$|^附属")


def compose_names(discourse: Discourse, claims: Sequence[Claim]) -> None:
    """Gives departments, branches and short-named units the name of their whole; the own name stays an alias.

    Degree points keep their own name and are called by that of their university, too.
    """
    table = discourse.table
    for claim in claims:
        if claim.property == "offers" and isinstance(claim.object, int):
            owner, degree = table.name(claim.subject), table.name(claim.object)
            if _DEGREE.search(degree) and not degree.startswith(owner):
                table.alias(claim.object, owner + degree)
            continue
        if claim.property != "partOf" or not isinstance(claim.object, int):
            continue
        name, whole, cls = table.name(claim.subject), table.name(claim.object), table.cls(claim.subject)
        house = table.cls(claim.object)
        # "徐州路院区" is called after a street, not after the place of another house.
        street = name.endswith("院区") and len(name) <= _LONGEST_SITE + 1
        wholes = (whole, *(a for a in table.aliases(claim.object) if len(a) > _SHORTEST))
        named = (place_start().match(name) and not street) or name.startswith(wholes)
        if _is_short(name, cls, house) and not named:
            table.rename(claim.subject, whole + name)


def _is_short(name: str, cls: str, house: str) -> bool:
    """Whether a unit's name is too common to stand without that of its whole, an institution of class ``house``."""
    if cls == "Association":
        return BRANCH_WORD.search(name) is not None and house == "Association"
    site = name.endswith("校区") or (cls == "Hospital" and _is_site(name, house))
    short = site or max(map(len, name.split("·"))) <= COMPOSED.get(cls, 0)
    return short and (house in ("Hospital", "University") or (house == "Association" and cls == "Department"))


def _is_site(name: str, house: str) -> bool:
    """Whether a hospital's name is that of a site or branch ("健康城", "附属眼科医院", "东院")."""
    return (
        _SITE.search(name) is not None
        or SHORT_HOSPITAL.fullmatch(name) is not None
        or (len(name) <= _LONGEST_SITE and house == "Hospital")
    )
