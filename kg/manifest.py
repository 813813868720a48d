"""``manifest.json``: what a graph folder was built from, by what, when and with what result.

It is the only file of the folder that holds times; two builds of the same input differ here alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.records import KgError, KnowledgeGraph

FORMAT = "institution-kg graph folder"
FORMAT_VERSION = 1
FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build adds to its graph: the base of its IRIs, versions, options, outcome of validation, times.

    ``versions`` maps "institution-kg", "python" … to versions; ``started`` is ISO 8601 with offset;
    ``seconds`` maps the stages "read", "resolve" … to wall time; ``validation`` is {"conforms": bool,
    "problems": int} or empty.
    """

    base_iri: str
    versions: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    validation: Mapping[str, bool | int] = field(default_factory=dict)
    started: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)


def counts(graph: KnowledgeGraph) -> dict[str, Any]:
    """How much there is of everything: classes and properties with their numbers, sorted by name."""
    return {
        "documents": len(graph.documents),
        "characters": sum(len(document.text) for document in graph.documents),
        "entities": len(graph.entities),
        "facts": len(graph.facts),
        "observations": len(graph.observations),
        "entities by class": dict(sorted(Counter(entity.cls for entity in graph.entities).items())),
        "facts by property": dict(sorted(Counter(fact.property for fact in graph.facts).items())),
    }


def to_json(manifest: Manifest, graph: KnowledgeGraph) -> str:
    """The text of ``manifest.json``."""
    content = {
        "format": FORMAT,
        "format version": FORMAT_VERSION,
        "base iri": manifest.base_iri,
        "inputs": [
            {
                "name": document.name,
                "source": document.source,
                "media type": document.media_type,
                "sha256": document.sha256,
                "characters": len(document.text),
            }
            for document in graph.documents
        ],
        "skipped": [{"source": skipped.source, "reason": skipped.reason} for skipped in graph.skipped],
        "counts": counts(graph),
        "validation": dict(manifest.validation),
        "versions": dict(sorted(manifest.versions.items())),
        "options": dict(manifest.options),
        "started": manifest.started,
        "seconds": {stage: round(seconds, 3) for stage, seconds in manifest.seconds.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_manifest(directory: Path) -> dict[str, Any]:
    """The content of the manifest of a graph folder, keys as ``to_json`` writes them.

    Raises:
        KgError: there is no such folder, it is no graph folder, or its manifest is damaged.
    """
    path = directory / FILE
    if not directory.exists():
        raise KgError(f"{directory} does not exist: give the folder that `kg build … -o FOLDER` wrote")
    if not directory.is_dir() or not path.is_file():
        raise KgError(f"{directory} is not a graph folder (no {FILE}): make one with `kg build … -o FOLDER`")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise KgError(
            f"{path}:{error.lineno}: not valid JSON ({error.msg}): build the folder again"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path} cannot be read ({error}): build the folder again") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise KgError(f"{directory} is not a graph folder (its {FILE} is of something else)")
    return content


def is_graph_folder(directory: Path) -> bool:
    """Whether ``directory`` has the manifest of a graph folder."""
    try:
        read_manifest(directory)
    except KgError:
        return False
    return True
