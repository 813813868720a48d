"""A graph of hostile texts: everything a document could say to become code, or to hide what it says."""

from __future__ import annotations

from decimal import Decimal

from kg.records import (
    Entity,
    Evidence,
    Fact,
    KnowledgeGraph,
    Observation,
    SkippedInput,
    SourceDocument,
    SourceMention,
    SourceSection,
)

ATTACKS = (
    "<script>window.hacked=1</script>医院",
    "</script><img src=x onerror=window.hacked=2>学院",
    "\"'><svg onload=window.hacked=3>研究所",
    "javascript:window.hacked=4//中心",
    "\u202e院医一第\u202c大学",
    "{{7*7}}${7*7}\u2028\u2029]]><!--公司",
    '=HYPERLINK("https://invented.invalid","x")',
)
BASE = "https://w3id.org/institution-kg/id/"


def hostile_graph() -> KnowledgeGraph:
    """Every label, alias, identifier, quotation, title, rule and file name is an attack."""
    text = "\n".join(f"{attack}隶属于某大学。" for attack in ATTACKS)
    entities = [
        Entity(
            f"{BASE}{n}?<&\">'", "Hospital", attack, "zh", (attack[::-1],), ("javascript:window.hacked=5",)
        )
        for n, attack in enumerate(ATTACKS)
    ]
    facts, observations, mentions = [], [], []
    name = "a<b>'c\"&#x;"
    for number, (attack, entity) in enumerate(zip(ATTACKS, entities, strict=True)):
        start = text.index(attack)
        end = start + len(attack) + 6
        quote = text[start:end]
        marks = ((start, start + len(attack)),)
        said = Evidence(name, start, end, quote, marks, 1, attack, attack, 0.9)
        mentions.append(SourceMention(start, start + len(attack), entity.iri))
        target = entities[(number + 1) % len(entities)]
        facts.append(Fact(entity.iri, "partOf", target.iri, False, 0.9, (said,)))
        facts.append(Fact(entity.iri, "hospitalGrade", attack, True, 0.9, (said,)))
        observations.append(
            Observation(
                f"{BASE}o{number}", entity.iri, attack, Decimal(number), attack, attack, True, 0.9, (said,)
            )
        )
    sections = (
        SourceSection(0, "", ATTACKS[0], None, 0, len(text)),
        SourceSection(1, "", ATTACKS[1], 0, text.index(ATTACKS[1]), len(text)),
    )
    document = SourceDocument(
        name, ATTACKS[0], "text/plain", "0" * 64, text, sections, tuple(sorted(mentions))
    )
    return KnowledgeGraph(
        tuple(sorted(entities)),
        tuple(sorted(facts, key=lambda f: (f.subject, f.property, f.object))),
        tuple(observations),
        (document,),
        (SkippedInput(ATTACKS[0], ATTACKS[1]),),
    )
