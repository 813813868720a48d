"""``kg serve``: the graph over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def serve(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph folder.")],
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any free one.")
    ] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 opens it to the network.")
    ] = "127.0.0.1",
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a query may take.")] = 30.0,
    max_rows: Annotated[int, typer.Option(min=1, help="Rows or triples that a result may have.")] = 100_000,
    memory: Annotated[int, typer.Option(min=64, help="MiB that a query may use beside the graph.")] = 1024,
    origin: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="Web site whose pages may read answers (CORS).")
    ] = None,
    access_log: Annotated[bool, typer.Option("--access-log", help="Write a line for every request.")] = False,
) -> None:
    """Serve the graph: pages at /, SPARQL at /sparql and /query, OpenRefine at /reconcile."""
    from kg.serve.limits import Limits
    from kg.serve.run import Address
    from kg.serve.run import serve as run

    def started(url: str, triples: int) -> None:
        typer.echo(f"serving {directory} ({triples:,} triples) at {url}/")
        typer.echo(
            f"SPARQL {url}/sparql · query page {url}/query · reconciliation {url}/reconcile · Ctrl+C ends"
        )

    limits = Limits(seconds=timeout, rows=max_rows, memory=memory)
    run(directory, Address(host, port, tuple(origin or ())), limits, access_log=access_log, started=started)
