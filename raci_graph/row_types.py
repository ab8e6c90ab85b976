"""Choices of activity types for the rows of a document, from what is proposed to the file that keeps them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci_graph.activity_types import activity_types, suggest_types, type_iri
from raci_graph.decisions import dump_type, load_types
from raci_graph.errors import InputError, UsageError
from raci_graph.importing import import_document
from raci_graph.model import Choice, TypeDecision
from raci_graph.sources import read_source, require_matrix

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from raci_graph.model import Activity, Matrix
    from raci_graph.sources import Source

DECISIONS = "decisions.toml"
"""The file beside a document that keeps the choices about it."""


def decisions_beside(document: Path) -> Path:
    """Return the decisions file of a document, which need not exist."""
    return document.with_name(DECISIONS)


def read_with_types(name: str, table: int | None = None) -> Source:
    """Read a SOURCE, and give the rows of a document the types that the decisions file beside it names.

    Args:
        name: the SOURCE.
        table: the number of the one table of a document that is read.

    Raises:
        UsageError: for a name that is neither a path nor a bundled matrix, or a decisions file beside a document that
            holds several matrices.
        InputError: if something cannot be read, or there is no matrix in it.
    """
    path = Path(name)
    if path.is_file() and decisions_beside(path).is_file():
        read = import_document(path, decisions=decisions_beside(path), choice=Choice(table=table))
    elif table is not None:
        read = import_document(path, choice=Choice(table=table))
    else:
        read = read_source(name)
    return require_matrix(read)


def choose_types(
    matrix: Matrix, named: Mapping[int, str | None], above: int | None, who: str, on: datetime.date
) -> list[TypeDecision]:
    """Return a person's choices of types for rows of a matrix.

    Args:
        matrix: as read, with the types that its rows have already.
        named: rows, and for each the type that it gets, or None for the one that is proposed.
        above: from which score on what is proposed is taken for all rows that have no type yet; None for none.
        who: who chooses.
        on: the day.

    Raises:
        UsageError: for a row that does not exist or has a type already, one for which nothing is proposed, or a type
            that does not exist.
    """
    proposed = suggest_types(matrix, 0)
    rows = {row.row: row for row in matrix.activities}
    chosen: dict[int, tuple[str, str | None]] = {}
    for number, kind in named.items():
        row = _open_row(rows, number)
        if kind is not None:
            chosen[number] = (_name(type_iri(kind)), None)
        elif number in proposed:
            chosen[number] = _proposal(proposed[number].best.type.slug, proposed[number].best.score)
        else:
            remedy = f"Name its type: --row {number}=TYPE"
            raise UsageError(f"for row {number}, '{row.text}', nothing is proposed", remedy=remedy)
    if above is not None:
        for number, each in proposed.items():
            if rows[number].type is None and number not in chosen and each.best.score >= above:
                chosen[number] = _proposal(each.best.type.slug, each.best.score)
    return [
        TypeDecision(number, kind, who, reason, on, rows[number].text)
        for number, (kind, reason) in sorted(chosen.items())
    ]


def with_choices(path: Path, choices: list[TypeDecision]) -> str:
    """Return the text of a decisions file with choices after all that it holds; nothing of it is changed.

    Raises:
        InputError: if the file is there and cannot be read, or would not be read again.
    """
    try:
        text = path.read_text("utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the decisions file cannot be read", place=str(path), remedy="Check the path") from error
    end = "" if not text or text.endswith("\n") else "\n"
    whole = f"{text}{end}{chr(10) if text else ''}" + "\n".join(map(dump_type, choices))
    load_types(whole, path.name)
    return whole


def _open_row(rows: Mapping[int, Activity], number: int) -> Activity:
    if number not in rows:
        raise UsageError(f"there is no row {number}", remedy=f"The matrix has {len(rows)}")
    kind = rows[number].type
    if kind is not None:
        remedy = "Change it in the decisions file"
        raise UsageError(f"row {number} has the type {_name(kind)} already", remedy=remedy)
    return rows[number]


def _proposal(slug: str, score: int) -> tuple[str, str]:
    return slug, f"Proposed with score {score}, and accepted"


def _name(iri: str) -> str:
    """Return the slug of a type of the bundled scheme, and the IRI of any other."""
    known = activity_types().get(iri)
    return known.slug if known else iri
