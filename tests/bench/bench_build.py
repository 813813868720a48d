"""Where the time of a build goes, stage by stage, in one process: ``python -m tests.bench.bench_build PATH…``."""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from extract.bind import bind
from extract.compose import compose_names
from extract.derive import derive
from extract.entities import EntityTable
from extract.language import read, tokens_of
from extract.loaders import find_documents, load
from extract.measure import measure
from extract.recognise import recognise
from extract.refer import refer
from extract.relate import relate
from extract.rows import relate_rows
from extract.section_lists import section_lists
from extract.segment import segment
from kg.build import build


def stages(paths: list[Path]) -> tuple[dict[str, float], int]:
    """Seconds a stage of extraction over all documents, and how many characters they hold."""
    seconds: dict[str, float] = {}
    characters = 0

    def timed(stage: str, start: float) -> float:
        now = perf_counter()
        seconds[stage] = seconds.get(stage, 0.0) + now - start
        return now

    clock = perf_counter()
    read(["热身"])
    clock = timed("start the tagger", clock)
    for found in find_documents(paths).documents:
        document = load(found.path, found.name)
        characters += len(document.text)
        clock = timed("load", clock)
        layout = segment(document)
        clock = timed("segment", clock)
        tokens = [tokens_of(doc) for doc in read([p.text for p in layout.passages])]
        clock = timed("tag", clock)
        mentions = [recognise(p, t) for p, t in zip(layout.passages, tokens, strict=True)]
        clock = timed("recognise", clock)
        discourse = refer(layout.passages, layout.sections, mentions, EntityTable())
        clock = timed("refer", clock)
        claims = relate_rows(layout.passages, layout.sections, discourse)
        claims += [claim for passage in layout.passages for claim in relate(passage, discourse)]
        claims += section_lists(layout.passages, layout.sections, discourse)
        claims += derive(layout.passages, discourse, claims)
        compose_names(discourse, claims)
        clock = timed("relate", clock)
        bind(measure(layout.passages, tokens, layout.sections), layout.passages, discourse)
        clock = timed("measure", clock)
    return seconds, characters


def main() -> None:
    """Prints the stages, then a whole build with pages."""
    paths = [Path(argument) for argument in sys.argv[1:]] or [Path("examples")]
    seconds, characters = stages(paths)
    for stage, value in seconds.items():
        print(f"{stage:18}{value:8.2f} s")
    tagging = seconds["tag"]
    print(f"{'tagger':18}{characters / tagging:8,.0f} characters/s (one core)")
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        built = build(paths, Path(folder) / "graph")
        print(f"{'whole build':18}{perf_counter() - start:8.2f} s without pages: {built.seconds}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory':18}{peak:8.0f} MB (this process)")


if __name__ == "__main__":
    main()
