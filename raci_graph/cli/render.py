"""``raci-graph render``: a matrix in the forms that people keep it in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import output_option, say, write_files
from raci_graph.errors import InputError, UsageError
from raci_graph.render import FORMS, VIEWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.model import Matrix
    from raci_graph.render.markers import Slot

_KNOWN = (*FORMS, *VIEWS)
_ENDINGS = {"markdown": "md", "htm": "html"}
"""Endings of files that are not the name of their form."""
_WITH_FINDINGS = frozenset({"xlsx", "html"})
"""The forms that show what was found in a matrix."""
_STALE = 1


@click.command("render")
@click.argument("source")
@click.option("--to", "form", type=click.Choice(_KNOWN), help="The form; that of the ending of -o without it.")
@output_option("The file; standard output without it.")
@click.option("--matrix", "name", metavar="NAME", help="The matrix of SOURCE, by its id, its title, its IRI or number.")
@click.option(
    "--update",
    type=click.Path(path_type=Path),
    help="A page of Markdown in which the tables between the marks are replaced.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if the file is not up to date.")
def command(  # noqa: PLR0913 - the options of a command line
    *, source: str, form: str | None, output: Path | None, name: str | None, update: Path | None, check: bool
) -> int:
    """Write a matrix of SOURCE as a page of Markdown, as CSV, as a workbook (XLSX) or as a web page (HTML).

    What import reads back from it is the same matrix; where it is not, that is said. A workbook has the legend and the
    findings on sheets of their own, and a hidden column by which diff knows rows again that were edited in it.

    The web page is one file to look at, to filter and to print: it has the findings beside the rows, says where each
    cell comes from, and holds the matrix as CSV, XLSX, Turtle and JSON-LD. It reaches for nothing outside.

    --update replaces what stands in a page between two lines and nothing else: <!-- raci-graph:begin --> and
    <!-- raci-graph:end -->. A name behind "begin" chooses the matrix. With --check the exit code is 1 if the file is
    not up to date.

    \b
    Examples:
      raci-graph render hosted-exchange --to csv
      raci-graph render page.md -o matrix.xlsx
      raci-graph render graph/ -o matrix.html
      raci-graph render graph/ --to md --update README.md --check
    """
    form = _form(form, output, update)
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise UsageError("a workbook is no text for a terminal", remedy="Name a file with -o")
    if check and output is None and update is None:
        raise UsageError("--check needs a file to look at", remedy="Name it with -o or --update")
    data = _page(source, name, update) if update else _document(source, name, form, output)
    file = update or output
    if check and file:
        return _checked(file, data)
    if file:
        write_files({file: data})
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    return 0


def _form(form: str | None, output: Path | None, update: Path | None) -> str:
    """Return the form that is asked for.

    Raises:
        UsageError: if none is, or two that are not the same.
    """
    if update is not None:
        if output is not None:
            raise UsageError("--update and -o exclude each other", remedy="Give one of them")
        if form not in (None, "md"):
            raise UsageError("--update writes into a page of Markdown", remedy="Write --to md")
        return "md"
    ending = output.suffix[1:].lower() if output else ""
    found = form or _ENDINGS.get(ending, ending)
    if found not in _KNOWN:
        remedy = f"Name it with --to, one of {', '.join(_KNOWN)}"
        raise UsageError("nothing says in which form the matrix is to be written", remedy=remedy)
    return found


def _document(source: str, name: str | None, form: str, output: Path | None) -> bytes:
    from raci_graph.render import render

    if form in _WITH_FINDINGS:
        from raci_graph.cli.checks import Wish, checked_sources

        [checked] = checked_sources((source,), Wish())
        matrix = _chosen(checked.source.matrices, name, source)
        groups = [found for of, found in checked.by_matrix() if of is None or of is matrix]
        made = render(form, matrix, [finding for found in groups for finding in found])
    else:
        matrix = _chosen(_matrices(source), name, source)
        made = render(form, matrix)
    data = made if isinstance(made, bytes) else made.encode()
    if form not in VIEWS:
        _say_if_not_the_same(data, form, matrix, output)
    return data


def _page(source: str, name: str | None, file: Path) -> bytes:
    """Return a page with the matrices of a source between its marks."""
    from raci_graph.render.markers import replaced, slots_of

    try:
        page = file.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise InputError("the page is not UTF-8", place=str(file), remedy="Save it as UTF-8") from error
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise InputError(reason, place=str(file), remedy="Check the path") from error
    slots = slots_of(page, str(file))
    places = _places(slots, _matrices(source), name, source, str(file))
    data = replaced(page, places).encode()
    for matrix in places.values():
        _say_if_not_the_same(data, "md", matrix, file)
    return data


def _places(
    slots: Sequence[Slot], matrices: Sequence[Matrix], name: str | None, source: str, file: str
) -> dict[Slot, Matrix]:
    """Return which matrix goes where: one with a name to its name, and the one that is left to marks without.

    Raises:
        UsageError: if several matrices may be meant, or none of the marks names one.
    """
    chosen = [_chosen(matrices, name, source)] if name is not None else matrices
    places = {
        slot: matrix for slot in slots if slot.name for matrix in chosen if _is_called(matrix, slot.name, matrices)
    }
    for slot in slots:
        if slot.name is None:
            places[slot] = _chosen(chosen, None, source)
    if not places:
        names = ", ".join(f"'{slot.name}'" for slot in slots)
        remedy = f"Name one of these after begin: {', '.join(map(_name, chosen))}"
        raise UsageError(f"the marks name {names}, and no such matrix is in {source}", place=file, remedy=remedy)
    return places


def _matrices(source: str) -> Sequence[Matrix]:
    from raci_graph.sources import read_source, require_matrix

    return require_matrix(read_source(source)).matrices


def _chosen(matrices: Sequence[Matrix], name: str | None, source: str) -> Matrix:
    """Return the matrix with a name, or the only one.

    Raises:
        UsageError: with the names that there are, if none or several may be meant.
    """
    found = [matrix for matrix in matrices if name is None or _is_called(matrix, name, matrices)]
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{number} '{_name(matrix)}'" for number, matrix in enumerate(matrices, 1))
    said = (
        f"{source} holds {len(matrices)} matrices" if name is None else f"no one matrix of {source} is called '{name}'"
    )
    raise UsageError(said, remedy=f"Choose one with --matrix, by its number or name: {known}")


def _name(matrix: Matrix) -> str:
    return matrix.about.id or matrix.title


def _is_called(matrix: Matrix, name: str, matrices: Sequence[Matrix]) -> bool:
    last = (matrix.about.id or "").rpartition("/")[2]
    number = str(next(at for at, each in enumerate(matrices, 1) if each is matrix))
    return name in {matrix.about.id, last, matrix.title, matrix.iri, number}


def _say_if_not_the_same(data: bytes, form: str, matrix: Matrix, file: Path | None) -> None:
    from raci_graph.render.read_back import first_difference

    difference = first_difference(data, form, matrix, file.name if file else None)
    if difference is not None:
        say(f"import would not read this back as the same matrix: {difference}")


def _checked(file: Path, data: bytes) -> int:
    try:
        same = file.read_bytes() == data
    except FileNotFoundError:
        same = False
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise InputError(reason, place=str(file), remedy="Check the path") from error
    if not same:
        say(f"{file}: not up to date; run the same command without --check")
    return 0 if same else _STALE
