"""Confidence that means something: what a rule claims of itself, corrected by how often it was right on annotated texts.

``rules/calibration.yaml`` gives for each rule how many of its facts were right and wrong there (``make calibrate`` writes
it). A rule's confidence is the mean of a beta distribution: its own estimate counts as ``PRIOR_WEIGHT`` observations, so a
rule that was never seen keeps its estimate and one that was seen often goes by its record.
"""

from __future__ import annotations

from functools import cache

from extract.knowledge import read_yaml

PRIOR_WEIGHT = 5.0


@cache
def record() -> dict[str, tuple[int, int]]:
    """Rule → (facts that were right, facts that were wrong) on the annotated texts."""
    rows = read_yaml("extract", "rules", "calibration")["calibration"]
    return {rule: (int(right), int(wrong)) for rule, (right, wrong) in rows.items()}


def calibrated(rule: str, estimate: float) -> float:
    """The confidence of one piece of evidence: ``estimate`` (0..1) is the rule's own.

    >>> calibrated("a rule that nobody has counted", 0.7)
    0.7
    """
    right, wrong = record().get(rule, (0, 0))
    return round((right + PRIOR_WEIGHT * estimate) / (right + wrong + PRIOR_WEIGHT), 4)
