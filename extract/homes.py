"""The last resort for units that the text speaks of and ties to no whole: they are of the house whose page it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.classes import INSTITUTIONS
from extract.discourse import Discourse
from extract.name_claims import beginnings, forms, span_support
from extract.records import Claim, Passage
from ontology.terms import allows

_HOMELESS = frozenset({"Team", "Base", "Laboratory", "Department"})
_SITE = re.compile("(?:院区|分院)$|^(?:直属|第[一二三四五六七八九十]+)?附属")
_HOUSES = frozenset({"University", "Hospital", "ResearchInstitute", "AcademicUnit", "Center", "Laboratory"})
_TIES = frozenset({"partOf", "establishedBy", "overseenBy", "collaboratesWith", "affiliatedWith"})


def homes(passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]) -> Iterator[Claim]:
    """A unit that nothing ties to an institution belongs to the one that is spoken of where it is named first."""
    table = discourse.table
    tied = {c.subject for c in claims if c.property in _TIES}
    tied |= {
        c.object for c in claims if c.property in _TIES - {"affiliatedWith"} and isinstance(c.object, int)
    }
    told = {c.subject for c in claims} | {c.object for c in claims if isinstance(c.object, int)}
    names = forms(table)
    for passage in passages:
        topic = discourse.topics[passage.section]
        if topic is None or table.cls(topic) not in _HOUSES:
            continue
        for r in discourse.references[passage.index]:
            name = table.name(r.entity)
            if r.generic or r.entity in tied or r.entity == topic:
                continue
            tied.add(r.entity)
            if (
                ((r.cls in _HOMELESS and r.entity in told) or (r.cls == "Hospital" and _SITE.search(name)))
                and allows("partOf", r.cls, table.cls(topic))
                and not any(table.cls(e) in INSTITUTIONS for e in beginnings(name, r.entity, names))
            ):
                yield Claim(
                    r.entity, "partOf", topic, span_support(passage, r.start, r.end, "unit-of-page", 0.55)
                )
