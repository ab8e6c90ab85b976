"""``raci-graph dist``: build a release, count what is in it, and write it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import emit, output_option, say, write_files

if TYPE_CHECKING:
    from raci_graph.dist import Built

_WHERE = Path("dist")


@click.command("dist")
@output_option("The folder of the archives.  [default: dist]")
@click.option("--check", is_flag=True, help="Write nothing; with -o, compare the archives there with what is built.")
def command(*, output: Path | None, check: bool) -> int:
    """Build the release of the ontology, the data and the shapes, as zip and tar.gz with checksums.

    Each graph in Turtle, TriG, N-Triples, RDF/XML and JSON-LD; each matrix as JSON and as CSV on the Web; a
    catalogue, a manifest, and what changed in the terms since the last release. The archives are opened and counted
    before they are written; the exit code is 1, and nothing is written, if a count is wrong. The same content gives
    the same bytes. With --check it is also 1 if the version says less than the terms have changed.

    \b
    Examples:
      raci-graph dist -o dist/
      raci-graph dist --check
    """
    from raci_graph.dist import build_release, release_problems

    built = build_release()
    problems = release_problems(built.files)
    if check and output is not None:
        problems += _differences(built, output)
    for problem in problems:
        say(problem)
    unfit = _unfit(built)
    if unfit:
        say(unfit)
    if problems:
        return 1
    emit(_summary(built), None)
    if check:
        return int(unfit is not None)
    write_files({(output or _WHERE) / name: data for name, data in built.files.items()})
    return 0


def _differences(built: Built, folder: Path) -> list[str]:
    """Return the files of a folder that are not those that are built here."""
    return [
        f"{folder / name}: {'differs from' if (folder / name).is_file() else 'is missing beside'} what is built here"
        for name, data in built.files.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != data
    ]


def _unfit(built: Built) -> str | None:
    if built.fits:
        return None
    return (
        f"The terms changed since {built.last}: a release of them is {built.least} at least, and not {built.version}. "
        "Raise the version (docs/releasing.md)."
    )


def _summary(built: Built) -> str:
    breaking = sum(each.breaking for each in built.changes)
    since = f"since {built.last}" if built.last else "in the first release"
    lines = [f"{name}  {len(data)} bytes" for name, data in sorted(built.files.items())]
    lines.append(f"{len(built.changes)} terms changed {since}, {breaking} of them breaking")
    return "".join(f"{line}\n" for line in lines)
