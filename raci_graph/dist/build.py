"""Builds a release: every graph in every form, tables, catalogue, changes and manifest, in two archives."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from raci_graph.dist.archive import SUMS_FILE, sums_text, tar_gz_archive, zip_archive
from raci_graph.dist.catalog import with_distributions
from raci_graph.dist.changes import changes_text
from raci_graph.dist.collect import KINDS, collect
from raci_graph.dist.context import CONTEXT_FILE, context_of, json_text
from raci_graph.dist.formats import json_ld, no_json_ld, no_xml, ntriples, rdf_xml, trig
from raci_graph.dist.framing import FRAME_FILE, frame_of, matrix_json
from raci_graph.dist.manifest import MANIFEST_FILE, manifest_of, manifest_text
from raci_graph.dist.read_me import README_FILE, read_me_text
from raci_graph.dist.tables import csvw_files, has_formula
from raci_graph.dist.terms import compare_terms, last_release, least_version, numbers, terms_of, to_tsv
from raci_graph.errors import InputError, UsageError
from raci_graph.graph.turtle import canonical_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci_graph.dist.collect import Collected, ReleaseGraph
    from raci_graph.dist.context import Json
    from raci_graph.dist.terms import Statement, TermChange

TERMS_FILE = "terms.tsv"
CHANGES_FILE = "CHANGES.md"
_CATALOG = "data/catalog"
_OF_CONTEXT = ("ontology/raci", "ontology/role-sets")
_EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True)
class Built:
    """A release, in memory.

    Attributes:
        version: its version.
        last: the release that it was compared with; None for the first one.
        least: the least version that its changes allow.
        changes: what became of each term since then.
        files: the two archives and their checksums, by name.
    """

    version: str
    last: str | None
    least: str
    changes: tuple[TermChange, ...]
    files: dict[str, bytes]

    @property
    def fits(self) -> bool:
        """Whether the version says enough of what changed."""
        return numbers(self.version) >= numbers(self.least)


def build_release(before: tuple[str, Sequence[Statement]] | None = None) -> Built:
    """Build the release of this installation.

    Args:
        before: version and terms of the last release; by default the newest of ``ontology/releases/``.

    Returns:
        The same bytes for the same ontology, data, shapes and queries. The date of every file is that of the
        environment variable ``SOURCE_DATE_EPOCH``, or the day on which the ontology was last changed.

    Raises:
        MissingToolError: if PyLD is not installed.
        InputError: if the installation is incomplete, or a form or a table cannot hold a text of it.
        UsageError: if SOURCE_DATE_EPOCH is not a number of seconds.
    """
    collected = collect()
    when = _date(collected.modified)
    last, old = before or last_release(collected.version) or (None, ())
    terms = terms_of(each for each in collected.graphs if each.kind == "ontology")
    changes = compare_terms(old, terms)
    context = context_of(triple for each in collected.graphs if each.stem in _OF_CONTEXT for triple in each.triples)
    collected, files = _files(collected, context)
    files[TERMS_FILE] = to_tsv(terms).encode()
    files[CHANGES_FILE] = changes_text(collected.version, f"{collected.modified:%Y-%m-%d}", last, changes).encode()
    files[README_FILE] = read_me_text(collected).encode()
    files[MANIFEST_FILE] = manifest_text(manifest_of(collected, files, last)).encode()
    top = f"raci-graph-{collected.version}"
    named = {f"{top}/{name}": data for name, data in files.items()}
    archives = {f"{top}.zip": zip_archive(named, when), f"{top}.tar.gz": tar_gz_archive(named, when)}
    sums = sums_text(archives).encode()
    least = least_version(last, changes) if last else collected.version
    return Built(collected.version, last, least, changes, {**archives, SUMS_FILE: sums})


def _date(modified: datetime.datetime) -> datetime.datetime:
    given = os.environ.get(_EPOCH)
    if not given:
        return modified
    try:
        return datetime.datetime.fromtimestamp(int(given), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"{_EPOCH}='{given}' is not a date", remedy="Give whole seconds since 1970, or leave it out"
        ) from error


def _files(collected: Collected, context: Json) -> tuple[Collected, dict[str, bytes]]:
    """Return what is in the release, the catalogue with all distributions, and its files in each form."""
    files = {**collected.files, CONTEXT_FILE: json_text(context).encode()}
    files[FRAME_FILE] = json_text(frame_of(context)).encode()
    graphs = {each.stem: each for each in collected.graphs}
    for graph in graphs.values():
        files |= _forms(graph, context)
    for folder, matrix in collected.matrices.items():
        graph = graphs[f"{folder}/matrix"]
        tables = csvw_files(matrix, graph)
        if has_formula(tables):
            reason = "a text of it would be a formula to spreadsheet programs, in table.csv or assignments.csv"
            raise InputError(reason, place=f"{graph.stem}.ttl", remedy="Mend the text, or leave the matrix out")
        files |= {f"{folder}/{name}": data for name, data in tables.items()}
        files[f"{folder}/matrix.json"] = matrix_json(graph, context)
    if _CATALOG in graphs:
        graph = graphs[_CATALOG]
        described = {path.removeprefix("data/"): data for path, data in files.items() if path.startswith("data/")}
        graph = replace(graph, triples=tuple(with_distributions(graph.triples, described)))
        graphs[_CATALOG] = graph
        files |= _forms(graph, context)
        files[f"{_CATALOG}.ttl"] = canonical_turtle(graph.triples, graph.prefixes).encode()
    files |= {f"{kind}/{kind}.trig": trig(_of_kind(graphs.values(), kind)) for kind in KINDS}
    return replace(collected, graphs=tuple(graphs.values())), files


def _of_kind(graphs: Iterable[ReleaseGraph], kind: str) -> list[ReleaseGraph]:
    return [each for each in graphs if each.kind == kind]


def _forms(graph: ReleaseGraph, context: Json) -> dict[str, bytes]:
    reason = no_xml(graph.triples) or no_json_ld(graph.triples)
    if reason:
        raise InputError(reason, place=f"{graph.stem}.ttl", remedy="Mend the text, or leave the graph out")
    return {
        f"{graph.stem}.nt": ntriples(graph.triples),
        f"{graph.stem}.rdf": rdf_xml(graph),
        f"{graph.stem}.jsonld": json_ld(graph, context),
    }
