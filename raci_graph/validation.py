"""Shapes to findings: what is wrong with matrices, each with its row and its place in the source."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from raci_graph import resources
from raci_graph.dataset import ontology_triples
from raci_graph.described import Described, findings_of, today_or
from raci_graph.engines.copied import exact
from raci_graph.errors import UsageError
from raci_graph.finding_list import Findings
from raci_graph.findings import Finding
from raci_graph.printed_rows import with_rows, with_texts
from raci_graph.shacl.bundled import bundled_rules
from raci_graph.shacl.own import with_names
from raci_graph.shacl.rules import compile_rules, run_on_engine, run_on_triples
from raci_graph.sources import parse_rdf
from raci_graph.store_rows import row_texts
from raci_graph.stores import about, require_ontology
from raci_graph.thresholds import with_thresholds
from raci_graph.turtle_lines import with_turtle_lines

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    import pyoxigraph as ox

    from raci_graph.engines import Engine
    from raci_graph.shacl.result import Result
    from raci_graph.shacl.rules import Rules
    from raci_graph.sources import Source
    from raci_graph.store_rows import Texts
    from raci_graph.thresholds import Threshold

FAMILIES = {
    "S": ("structure.ttl", "structure-sparql.ttl"),
    "F": ("fidelity.ttl", "fidelity-sparql.ttl"),
    "W": ("well-formedness.ttl", "well-formedness-sparql.ttl"),
    "H": ("hygiene.ttl", "hygiene-sparql.ttl"),
}
"""The families of rules that are shapes, and the files that hold them."""

ENGINES = ("compiled", "pyshacl")
"""The ways to run shapes: as SPARQL queries, or by pySHACL, the reference."""

_MATRIX_FAMILIES = ("S", "F", "W")
_FOLDER = "shapes"


def validate(  # noqa: PLR0913 - what there is to choose
    triples: Iterable[ox.Triple],
    *,
    families: Sequence[str] = _MATRIX_FAMILIES,
    shapes: Iterable[ox.Triple] | None = None,
    thresholds: Mapping[str, Threshold] | None = None,
    today: datetime.date | None = None,
    engine: str = "compiled",
) -> Findings:
    """Check matrices against the shapes.

    Args:
        triples: the graph of the matrices, with their places for findings to point at; the ontology is added to it.
        families: which rules: S structure, F fidelity to the printed text, W well-formedness.
        shapes: other shapes to check against, in place of those of the families.
        thresholds: from how many on the rules of these codes report, in place of what the shapes say.
        today: the day on which waivers are judged; that of the run (UTC) without it.
        engine: one of ``ENGINES``.

    Returns:
        The findings, in an order that is the same in every run, as a list that a notebook shows as a table. A finding
        of family W that a waiver accepts carries the waiver; a waiver that accepts nothing, or has expired, is a
        finding W30.

    Raises:
        UsageError: for a family or an engine that does not exist.
        InputError: if the installation is incomplete, or the shapes are broken.
    """
    data = tuple(triples)
    _refuse_unknown(families, engine)
    whole = [*data, *ontology_triples()]
    own = None if shapes is None else tuple(shapes)
    if engine == "compiled":
        results = run_on_triples(whole, _rules(families, thresholds) if own is None else compile_rules(own))
    else:
        results = _by_reference(whole, families, own, thresholds)
    if own is not None:
        results = with_names(results, own)
    day = today_or(today) if "W" in families and own is None else None
    return Findings(findings_of(results, Described(data), day))


def validate_store(
    engine: Engine,
    *,
    shapes: Iterable[ox.Triple] | None = None,
    thresholds: Mapping[str, Threshold] | None = None,
    today: datetime.date | None = None,
) -> list[Finding]:
    """Check what lies in all graphs of a store, together, against the shapes; the queries run in the store.

    A store that does not answer them by the book (``engines.copied``) is read into memory, and they run there.

    Args:
        engine: the store. It holds the ontology as well, unless other shapes are given.
        shapes: other shapes to check against, in place of the families S, F and W.
        thresholds: from how many on the rules of these codes report, in place of what the shapes say.
        today: the day on which waivers are judged; that of the run (UTC) without it.

    Raises:
        UsageError: if the store does not hold the ontology, or a shape cannot be checked on a server.
        InputError: if the installation is incomplete, or the shapes are broken.
        StoreError: if the store is out of reach, refuses or takes too long.
    """
    if shapes is None:
        require_ontology(engine)
    engine = exact(engine)
    own = None if shapes is None else tuple(shapes)
    results = run_on_engine(engine, matrix_rules(thresholds) if own is None else compile_rules(own))
    graph = Described(about(engine, results))
    found = findings_of(with_names(results, own or ()), graph, today_or(today) if own is None else None)
    return with_texts(with_rows(found, ()), row_texts(engine, found))


def _by_reference(
    whole: Sequence[ox.Triple],
    families: Sequence[str],
    own: Sequence[ox.Triple] | None,
    thresholds: Mapping[str, Threshold] | None,
) -> list[Result]:
    """Return what pySHACL finds in a graph."""
    from raci_graph.shacl.reference import check_shapes, run_shapes

    if own is None:
        return run_shapes(whole, with_thresholds(shape_triples(families), thresholds or {}), place=_FOLDER)
    check_shapes(own)
    return run_shapes(whole, own)


def matrix_rules(thresholds: Mapping[str, Threshold] | None = None) -> Rules:
    """Return the rules that matrices are checked by: those of the families S, F and W.

    Args:
        thresholds: from how many on the rules of these codes report, in place of what the shapes say.
    """
    return _rules(_MATRIX_FAMILIES, thresholds)


def _rules(families: Sequence[str], thresholds: Mapping[str, Threshold] | None) -> Rules:
    """Return the rules of families as they are compiled beforehand, or compiled anew where thresholds are others."""
    if not thresholds:
        return bundled_rules(families)
    return _compiled(tuple(families), tuple(sorted(thresholds.items())))


@lru_cache(maxsize=4)
def _compiled(families: tuple[str, ...], thresholds: tuple[tuple[str, Threshold], ...]) -> Rules:
    """Return the rules of families under thresholds, compiled once for all that is checked under them."""
    return compile_rules(with_thresholds(shape_triples(families), dict(thresholds)), place=_FOLDER)


def check(
    source: Source,
    thresholds: Mapping[str, Threshold] | None = None,
    *,
    shapes: Iterable[ox.Triple] | None = None,
    engine: str = "compiled",
) -> list[Finding]:
    """Return all that is to be said of a source: what its reading found, and what the shapes find.

    A cell that the reading left unsettled, and said so, is not said again (F05). Each finding shows the row that it
    speaks of as printed, and where no document tells its place, the line of Turtle on which its subject is described.
    What two constraints of a shape say alike is said once.

    Args:
        source: what is checked.
        thresholds: from how many on the rules of these codes report, in place of what the shapes say.
        shapes: other shapes to check against, in place of those of the families S, F and W.
        engine: one of ``ENGINES``.

    Raises:
        InputError: if the installation is incomplete, or the shapes are broken.
    """
    found = validate(source.triples, thresholds=thresholds, shapes=shapes, engine=engine)
    return told(source, found, {})


def told(source: Source, found: Iterable[Finding], texts: Mapping[tuple[str, int], Texts]) -> list[Finding]:
    """Return all that is to be said of a source, from what the shapes find, as ``check`` says it.

    Args:
        source: what was checked, and what its reading found.
        found: what the shapes find.
        texts: rows as printed, by matrix and number, of matrices that the source does not hold as such.
    """
    said = {(each.place.file, each.place.line) for each in source.findings if each.place and each.code[0] == "P"}
    new = [
        each
        for each in found
        if each.code != "F05" or each.place is None or (each.place.file, each.place.line) not in said
    ]
    placed = with_turtle_lines([*source.findings, *new], source.files)
    shown = with_texts(with_rows(placed, source.matrices), texts)
    return sorted(dict.fromkeys(shown), key=Finding.sort_key)


def check_hygiene(triples: Iterable[ox.Triple] | None = None) -> list[Finding]:
    """Check an ontology, activity types and shapes against the rules of family H.

    Args:
        triples: the ontology, the activity types and the shapes, in one; those of this project without it.

    Raises:
        InputError: if the installation is incomplete, or the shapes of family H are broken.
    """
    results = run_on_triples(_own() if triples is None else triples, bundled_rules(("H",)))
    graph = Described(())
    return sorted((graph.finding(result) for result in results), key=Finding.sort_key)


def _own() -> list[ox.Triple]:
    """Return all of ontology/ and shapes/, and the activity types."""
    from raci_graph.activity_types import scheme_triples

    ontology = resources.walk(resources.folder("ontology"), ".ttl")
    parsed = [triple for path, file in ontology for triple in parse_rdf(file.read_bytes(), path)]
    return [*parsed, *scheme_triples(), *shape_triples(tuple(FAMILIES))]


def shape_triples(families: Sequence[str]) -> tuple[ox.Triple, ...]:
    """Return the shapes of families of rules.

    Raises:
        UsageError: for a family that does not exist.
        InputError: if the installation is incomplete.
    """
    _refuse_unknown(families)
    return tuple(dict.fromkeys(triple for family in families for triple in _family(family)))


def _refuse_unknown(families: Sequence[str], engine: str = "compiled") -> None:
    for family in families:
        if family not in FAMILIES:
            raise UsageError(f"there is no family of rules '{family}'", remedy=f"Choose from {', '.join(FAMILIES)}")
    if engine not in ENGINES:
        raise UsageError(f"there is no way '{engine}' to run shapes", remedy=f"Choose from {', '.join(ENGINES)}")


@cache
def _family(family: str) -> tuple[ox.Triple, ...]:
    folder = resources.folder(_FOLDER)
    return tuple(triple for name in FAMILIES[family] for triple in parse_rdf(folder.joinpath(name).read_bytes(), name))
