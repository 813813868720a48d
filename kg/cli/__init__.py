"""The command line: thin commands over plain functions, one module each; only here is anything printed.

To add a command, write ``kg/cli/NAME.py`` with functions of the commands' names and add a line to
``COMMANDS``. Import what is heavy (rdflib, spaCy, networkx, the server) inside the function, so that every
command starts fast.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated

import typer

from extract.records import ExtractError
from kg.records import KgError
from kg.settings import tool_version

COMMANDS = {
    "build": ("build",),
    "show": ("show",),
    "query": ("query",),
    "ask": ("ask", "questions"),
    "serve": ("serve",),
    "explore": ("explore",),
    "export": ("export",),
    "validate": ("validate",),
    "rules": ("rules",),
    "diff": ("diff",),
}
"""Module of this package → its commands, in the order of ``kg --help``."""

DEBUG = "KG_DEBUG"
INTERRUPTED = 130

app = typer.Typer(
    name="kg",
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"institution-kg {tool_version()}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    epilog="Example:  kg build report.txt -o out/   then   kg show out/ NAME",
)
def kg(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Turn Chinese and English institutional reports into a knowledge graph with evidence for every fact."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _register() -> None:
    for module, names in COMMANDS.items():
        commands = import_module(f"{__name__}.{module}")
        for name in names:
            app.command(name)(getattr(commands, name))


_register()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 failed, 2 wrongly called, 130 interrupted."""
    if isinstance(sys.stdout, TextIOWrapper):  # a name that the terminal cannot write is no reason to fail
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; errors are one line on standard error.

    Args:
        arguments: The words after ``kg``; those of this process if None.

    Returns:
        The exit code.
    """
    try:
        code = app(arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        if code == INTERRUPTED:  # what Typer makes of Ctrl-C
            typer.echo("kg: interrupted", err=True)
    except BrokenPipeError:  # the reader (head, less) has what it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        message, code = _explain(error)
        typer.echo("\n".join(f"kg: {line}" for line in message.splitlines()), err=True)
    return code if isinstance(code, int) else 0


def _explain(error: BaseException) -> tuple[str, int]:
    """What to say of an error, and the exit code."""
    if isinstance(error, typer.TyperException):
        return error.format_message(), error.exit_code
    if isinstance(error, KgError | ExtractError):
        return str(error), 1
    if isinstance(error, OSError):
        return f"{error.filename or 'input/output'}: {error.strerror or error}", 1
    what = f"{type(error).__name__}: {error}"
    return f"internal error, {what} (a bug: please report it; {DEBUG}=1 shows where)", 1
