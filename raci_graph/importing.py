"""Imports a document: reads it, and settles its doubtful cells by another copy of the table or by decisions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from raci_graph.decisions import (
    apply_decisions,
    apply_types,
    decisions_from,
    keep_meanings,
    load_decisions,
    load_meanings,
    load_types,
    settles_rows,
)
from raci_graph.errors import InputError, UsageError
from raci_graph.findings import Finding
from raci_graph.model import About, Choice
from raci_graph.sources import STANDARD_INPUT, document_source, read_document_source, require_matrix

if TYPE_CHECKING:
    from os import PathLike

    from raci_graph.model import Decision, Matrix
    from raci_graph.sources import Source


def import_document(
    path: str | PathLike[str],
    about: About | None = None,
    *,
    decisions: str | PathLike[str] | None = None,
    second_source: str | PathLike[str] | None = None,
    choice: Choice | None = None,
) -> Source:
    """Read a document with the raci.toml beside it, and settle what is doubtful in it.

    Args:
        path: the document, or "-" for standard input.
        about: what is said of its matrix beside its raci.toml, and over it.
        decisions: a decisions file (TOML).
        second_source: another copy of the same table. Decisions of the file are applied together with what it says.
        choice: what is chosen about the reading of the document, such as its format or its layout.

    Returns:
        The matrices, their graph, and what is left to report. A document without a matrix has no matrices, and a
        finding that says so.

    Raises:
        InputError: if a file does not exist or cannot be read, or the second source holds no matrix.
        UsageError: for a folder, a choice that does not fit the document; also if there is something to settle with
            and the document or the second source holds several matrices.
    """
    chosen = choice or Choice()
    file, text = "", ""
    if decisions is not None:
        file, text = Path(decisions).name, _text_of(Path(decisions))
        chosen = replace(chosen, meanings=(*chosen.meanings, *load_meanings(text, file)))
    read = _read(Path(path), about, chosen)
    if chosen.meanings:
        kept, said = keep_meanings(read.matrices, chosen.meanings)
        read = document_source(read.name, kept, sorted([*read.findings, *said], key=Finding.sort_key))
    by_rows = decisions is not None and settles_rows(text, file)
    if not read.matrices or not (by_rows or second_source is not None):
        return read
    matrix, findings = require_one_matrix(read), list(read.findings)
    made: list[Decision] = []
    if second_source is not None:
        made, said = _from_second_source(matrix, Path(second_source), chosen)
        findings += said
    if by_rows:
        made += load_decisions(text, file, [column.label for column in matrix.columns])
        matrix, misfits = apply_types(matrix, load_types(text, file))
        findings += misfits
    settled, left = apply_decisions(matrix, findings, made)
    return document_source(read.name, [settled], left)


def require_one_matrix(read: Source) -> Matrix:
    """Return the matrix of a document that holds one.

    Raises:
        UsageError: for a document that holds several.
    """
    if len(read.matrices) > 1:
        raise UsageError(
            f"the document holds {len(read.matrices)} matrices, and decisions settle the cells of one",
            place=read.name,
            remedy="Choose one with --table, or split the document",
        )
    return read.matrices[0]


def _read(path: Path, about: About | None, choice: Choice | None = None) -> Source:
    if path != STANDARD_INPUT and not path.exists():
        raise InputError("there is no such file", place=str(path), remedy="Give the path of a document")
    if path.is_dir():
        raise UsageError(f"'{path}' is a folder", remedy="Give one document")
    return read_document_source(path, about, choice)


def _from_second_source(matrix: Matrix, path: Path, choice: Choice) -> tuple[list[Decision], list[Finding]]:
    second = require_matrix(_read(path, About(), Choice(meanings=choice.meanings)))
    if len(second.matrices) > 1:
        raise UsageError(
            f"the second source holds {len(second.matrices)} matrices, and one is to be compared",
            place=second.name,
            remedy="Split the document",
        )
    return decisions_from(matrix, second.matrices[0], path.name)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the decisions file cannot be read", place=str(path), remedy="Check the path") from error
