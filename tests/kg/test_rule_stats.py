from kg.rule_stats import rule_statistics
from tests.graphs import tiny_graph


def test_every_piece_of_evidence_is_counted_once():
    graph = tiny_graph()
    rows = rule_statistics(graph)
    evidence = sum(len(f.evidence) for f in graph.facts)
    figures = sum(len(o.evidence) for o in graph.observations)
    assert sum(row.facts for row in rows) == evidence
    assert sum(row.figures for row in rows) == figures


def test_rules_come_by_frequency_and_examples_are_their_own():
    rows = rule_statistics(tiny_graph(), examples=2)
    hits = [row.facts + row.figures for row in rows]
    assert hits == sorted(hits, reverse=True)
    for row in rows:
        assert 1 <= len(row.examples) <= 2
        assert {evidence.rule for _, evidence in row.examples} == {row.rule}


def test_no_examples_on_request():
    assert all(row.examples == () for row in rule_statistics(tiny_graph(), examples=0))
