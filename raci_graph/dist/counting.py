"""What the gate counts: triples in each form of a graph, and rows, cells and assignments of a matrix."""

from __future__ import annotations

import csv
import json
import tempfile
import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.dist.collect import KINDS
from raci_graph.dist.formats import SUFFIXES
from raci_graph.dist.tables import ASSIGNMENTS_FILE, METADATA_FILE, TABLE_FILE
from raci_graph.errors import MissingToolError
from raci_graph.vocab import RACI, RDF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci_graph.dist.context import Json

_TYPE = ox.NamedNode(f"{RDF}type")
_KINDS = {"sections": "Section", "activities": "Activity", "cells": "Cell", "assignments": "Assignment"}


def graph_problems(files: Mapping[str, bytes], manifest: Json) -> list[str]:
    """Return each form of a graph that cannot be read, or does not hold the stated number of triples."""
    problems = []
    for graph in manifest["graphs"]:
        stem = graph["file"].removesuffix(".ttl")
        for suffix, form in SUFFIXES.items():
            if suffix != ".trig":
                found = _graphs(files.get(f"{stem}{suffix}", b""), form)
                problems += _different(f"{stem}{suffix}", {ox.DefaultGraph(): graph["triples"]}, found)
    for kind in KINDS:
        stated: dict[ox.NamedNode | ox.DefaultGraph, int] = {
            ox.NamedNode(graph["iri"]): graph["triples"]
            for graph in manifest["graphs"]
            if graph["file"].startswith(f"{kind}/")
        }
        name = f"{kind}/{kind}.trig"
        problems += _different(name, stated, _graphs(files.get(name, b""), ox.RdfFormat.TRIG))
    return problems


def matrix_problems(files: Mapping[str, bytes], manifest: Json) -> list[str]:
    """Return where the N-Triples, the JSON or the tables of a matrix do not hold what the manifest states of it."""
    problems = []
    for matrix in manifest["matrices"]:
        folder = matrix["folder"]
        stated = {name: matrix[name] for name in _KINDS}
        counted = {
            "matrix.nt": _counted_triples(files[f"{folder}/matrix.nt"]),
            "matrix.json": _counted_json(files[f"{folder}/matrix.json"]),
            TABLE_FILE: {"activities": _rows(files[f"{folder}/{TABLE_FILE}"])},
            ASSIGNMENTS_FILE: {"assignments": _rows(files[f"{folder}/{ASSIGNMENTS_FILE}"])},
        }
        for name, numbers in counted.items():
            problems += [
                f"{folder}/{name} has {number} {what}, and not {stated[what]}"
                for what, number in numbers.items()
                if number != stated[what]
            ]
    return problems


def table_problems(files: Mapping[str, bytes], manifest: Json) -> list[str]:
    """Return the tables that the package csvw does not find valid.

    Raises:
        MissingToolError: if it is not installed.
    """
    try:
        from csvw import CSVW
    except ImportError as error:
        raise MissingToolError(
            "checking tables needs the package csvw", remedy="Install it: pip install 'raci-graph[publish]'"
        ) from error
    problems = []
    for matrix in manifest["matrices"]:
        with tempfile.TemporaryDirectory() as name, warnings.catch_warnings():
            warnings.simplefilter("always")  # csvw records what it warns of
            for file in (TABLE_FILE, ASSIGNMENTS_FILE, METADATA_FILE):
                Path(name, file).write_bytes(files[f"{matrix['folder']}/{file}"])
            try:
                table = CSVW(str(Path(name, METADATA_FILE)), validate=True)
                said = [] if table.is_valid else [str(warning.message) for warning in table.warnings]
            except ValueError as error:
                said = [str(error)]
        problems += [f"{matrix['folder']}/{METADATA_FILE}: {each.replace(f'{name}/', '')}" for each in said]
    return problems


def _graphs(data: bytes, form: ox.RdfFormat) -> dict[ox.NamedNode | ox.DefaultGraph, int] | str:
    """Return the number of triples of each graph, or why the text cannot be read. No context is fetched."""
    try:
        quads = set(ox.parse(data, form))
    except SyntaxError as error:
        return str(error)
    counted: Counter[ox.NamedNode | ox.DefaultGraph] = Counter()
    for quad in quads:
        if not isinstance(quad.graph_name, ox.BlankNode):
            counted[quad.graph_name] += 1
    return dict(counted)


def _different(
    name: str,
    stated: Mapping[ox.NamedNode | ox.DefaultGraph, int],
    found: Mapping[ox.NamedNode | ox.DefaultGraph, int] | str,
) -> list[str]:
    if isinstance(found, str):
        return [f"{name} cannot be read: {found}"]
    if found == stated:
        return []
    return [f"{name} has {sum(found.values())} triples in {len(found)} graphs, and not {sum(stated.values())}"]


def _counted_triples(data: bytes) -> dict[str, int]:
    types = Counter(quad.object for quad in ox.parse(data, ox.RdfFormat.N_TRIPLES) if quad.predicate == _TYPE)
    return {name: types[ox.NamedNode(f"{RACI}{kind}")] for name, kind in _KINDS.items()}


def _counted_json(data: bytes) -> dict[str, int]:
    rows = [row for node in json.loads(data)["@graph"] for row in node.get("rows", ())]
    cells = [cell for row in rows for cell in row.get("cells", ())]
    marks = [mark for cell in cells for mark in cell.get("assignments", ())]
    return {"activities": len(rows), "cells": len(cells), "assignments": len(marks)}


def _rows(data: bytes) -> int:
    lines: Iterator[list[str]] = csv.reader(data.decode().splitlines(keepends=True))
    next(lines, None)
    return sum(1 for _ in lines)
