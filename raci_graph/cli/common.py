"""What commands share: options, the reading of SOURCES, and the writing of results."""

from __future__ import annotations

import errno
import json
import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from raci_graph.check_settings import FAIL_ON, NO_FAIL
from raci_graph.errors import OutputError
from raci_graph.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from raci_graph.findings import Finding

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

DEFAULT = "hosted-exchange"
"""The bundled matrix that is meant where no SOURCE is given."""


def fail_on_option(*, by_settings: bool = False) -> Decorator:
    """Return the option ``--fail-on``: from which severity findings make the exit code 1.

    Args:
        by_settings: whether the settings of a source say it where the option is not given, and it is then None.
    """
    return click.option(
        "--fail-on",
        type=click.Choice(FAIL_ON),
        default=None if by_settings else Severity.VIOLATION.value,
        show_default="violation",
        help="From which severity on findings make the exit code 1.",
    )


def rule_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options ``--rule`` and ``--ignore``."""
    only = "Only this rule, such as W02, or this family, such as W; again for each."
    for name, text in (("--ignore", "Leave this rule or family out; again for each."), ("--rule", only)):
        command = click.option(name, metavar="CODE", multiple=True, help=text)(command)
    return command


def format_option(*forms: str, default: str | None = None) -> Decorator:
    """Return the option ``--format``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=default or forms[0],
        show_default=True,
        help="The form of the output.",
    )


def output_option(help_text: str) -> Decorator:
    """Return the option ``--output``."""
    return click.option("-o", "--output", type=click.Path(path_type=Path), help=help_text)


def server_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for the addresses of a server, where one address (``--store``) does not tell them."""
    for option, text in (
        ("--gsp-url", "The server's address for whole graphs (Graph Store Protocol), where --store does not tell."),
        ("--update-url", "The server's address for updates, where --store does not tell."),
        ("--query-url", "The server's address for queries, where --store does not tell."),
    ):
        command = click.option(option, metavar="URL", help=text)(command)
    return command


def exit_code(findings: Iterable[Finding], fail_on: str) -> int:
    """Return 1 if a finding that is not waived weighs at least ``fail_on``, else 0."""
    if fail_on == NO_FAIL:
        return 0
    threshold = Severity(fail_on)
    return int(any(finding.severity.reaches(threshold) and not finding.waived for finding in findings))


def say(text: str) -> None:
    """Say something about the work on standard error, so that standard output holds results alone."""
    click.echo(text, err=True)


def emit(text: str, output: Path | None) -> None:
    """Write a result to a file, or to standard output."""
    if output is None:
        sys.stdout.write(text)
    else:
        write_files({output: text})


def emit_json(data: object, output: Path | None = None) -> None:
    """Write data as JSON, piece by piece, so that a list which makes its items one by one needs little room."""
    emit_pieces(chain(json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(data), ["\n"]), output)


def emit_pieces(pieces: Iterable[str], output: Path | None) -> None:
    """Write a result that comes in pieces to a file, which is there whole or not at all, or to standard output."""
    if output is None:
        sys.stdout.writelines(pieces)
    else:
        write_files({output: pieces})


def write_files(contents: Mapping[Path, str | bytes | Iterable[str]]) -> None:
    """Write files so that each is there whole or not at all: all are written beside their places, then renamed.

    Args:
        contents: the text, which is written as UTF-8, the pieces of it, or the bytes of each file.

    Raises:
        OutputError: if one cannot be written; then no file of the set has changed. Whatever else ends the writing,
            such as Ctrl-C, leaves nothing half-written either.
    """
    import tempfile

    written: list[tuple[str, Path]] = []
    path = Path()
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            written.append((name, path))
            with os.fdopen(handle, "wb") as stream:
                if isinstance(content, bytes):
                    stream.write(content)
                else:
                    stream.writelines(piece.encode() for piece in ([content] if isinstance(content, str) else content))
            Path(name).chmod(_mode())
        for name, path in written:
            Path(name).replace(path)
    except OSError as error:
        reason = f"cannot be written: {error.strerror or error}"
        raise OutputError(reason, place=str(path), remedy="Check the folder and its permissions") from error
    finally:
        for name, _ in written:
            Path(name).unlink(missing_ok=True)


def _mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
