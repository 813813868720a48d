"""Parquet: four typed tables, written a block of rows at a time; needs pyarrow (the extra ``parquet``)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exporters.source import Source
from kg.frames import FRAMES, Frame, Kind
from kg.records import KgError, KnowledgeGraph

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 100_000
"""Rows of a row group."""


def write(source: Source, target: Path) -> None:
    """Write ``entities``, ``facts``, ``observations`` and ``evidence``, each as ``.parquet``.

    Raises:
        KgError: pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401, PLC0415 - an extra, and slow to import
    except ImportError:
        raise KgError(
            "--format parquet needs pyarrow: install it with pip install 'institution-kg[parquet]'"
        ) from None
    for frame in FRAMES:
        _write(frame, source.graph, target / f"{frame.name}.parquet")


def _write(frame: Frame, graph: KnowledgeGraph, path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    kinds = _types()
    schema = pa.schema([(name, kinds[kind]) for name, kind in frame.columns.items()])
    with pq.ParquetWriter(path, schema) as writer:
        rows = frame.rows(graph)
        while block := list(islice(rows, BLOCK)):
            values = zip(*block, strict=True)
            columns = [pa.array(column, field.type) for column, field in zip(values, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def _types() -> Mapping[Kind, pa.DataType]:
    import pyarrow as pa  # noqa: PLC0415

    return {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "number": pa.float64(),
        "integer": pa.int64(),
        "yes/no": pa.bool_(),
    }
