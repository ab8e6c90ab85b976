"""Shapes to findings: what is wrong with matrices, each with its row and its place in the source."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph import resources
from raci_graph.dataset import ontology_triples
from raci_graph.engines.copied import exact
from raci_graph.errors import InputError, UsageError
from raci_graph.findings import Finding, Severity, Waiver
from raci_graph.model import Place
from raci_graph.printed_rows import with_rows
from raci_graph.shacl.bundled import bundled_rules
from raci_graph.shacl.own import with_names
from raci_graph.shacl.reference import check_shapes, run_shapes
from raci_graph.shacl.result import Result, code_of
from raci_graph.shacl.rules import compile_rules, run_on_engine, run_on_triples
from raci_graph.sources import parse_rdf
from raci_graph.stores import about, require_ontology
from raci_graph.thresholds import with_thresholds
from raci_graph.turtle_lines import with_turtle_lines
from raci_graph.vocab import RACI, RDF, RDFS, SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci_graph.engines import Engine
    from raci_graph.shacl.rules import Rules
    from raci_graph.sources import Source
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
_WAIVER_PARTS = ("waivesRule", "waivesActivity", "reason", "decidedBy", "decidedOn")
_TO_ROW = ("inRow", "forActivity", "waivesActivity")
_LABEL = f"{RDFS}label"
_LONGEST_NUMBER = 9
_HITS_NOTHING = f"{SHAPES}W30-WaiverHitsNothing"
_EXPIRED = f"{SHAPES}W30-WaiverExpired"


def validate(  # noqa: PLR0913 - what there is to choose
    triples: Iterable[ox.Triple],
    *,
    families: Sequence[str] = _MATRIX_FAMILIES,
    shapes: Iterable[ox.Triple] | None = None,
    thresholds: Mapping[str, Threshold] | None = None,
    today: datetime.date | None = None,
    engine: str = "compiled",
) -> list[Finding]:
    """Check matrices against the shapes.

    Args:
        triples: the graph of the matrices, with their places for findings to point at; the ontology is added to it.
        families: which rules: S structure, F fidelity to the printed text, W well-formedness.
        shapes: other shapes to check against, in place of those of the families.
        thresholds: from how many on the rules of these codes report, in place of what the shapes say.
        today: the day on which waivers are judged; that of the run (UTC) without it.
        engine: one of ``ENGINES``.

    Returns:
        The findings, in an order that is the same in every run. A finding of family W that a waiver accepts carries
        the waiver; a waiver that accepts nothing, or has expired, is a finding W30.

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
    elif own is None:
        results = run_shapes(whole, with_thresholds(shape_triples(families), thresholds or {}), place=_FOLDER)
    else:
        check_shapes(own)
        results = run_shapes(whole, own)
    if own is not None:
        results = with_names(results, own)
    return _findings(results, _Graph(data), waives="W" in families and own is None, today=today)


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
    results = run_on_engine(engine, _rules(_MATRIX_FAMILIES, thresholds) if own is None else compile_rules(own))
    graph = _Graph(about(engine, results))
    return with_rows(_findings(with_names(results, own or ()), graph, waives=own is None, today=today), ())


def _rules(families: Sequence[str], thresholds: Mapping[str, Threshold] | None) -> Rules:
    """Return the rules of families as they are compiled beforehand, or compiled anew where thresholds are others."""
    if not thresholds:
        return bundled_rules(families)
    return compile_rules(with_thresholds(shape_triples(families), thresholds), place=_FOLDER)


def _findings(results: Iterable[Result], graph: _Graph, *, waives: bool, today: datetime.date | None) -> list[Finding]:
    found = [graph.finding(result) for result in results]
    if waives:
        found = _waived(found, graph, today or datetime.datetime.now(datetime.UTC).date())
    return sorted(dict.fromkeys(found), key=Finding.sort_key)


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
    said = {(each.place.file, each.place.line) for each in source.findings if each.place and each.code[0] == "P"}
    found = [
        each
        for each in validate(source.triples, thresholds=thresholds, shapes=shapes, engine=engine)
        if each.code != "F05" or each.place is None or (each.place.file, each.place.line) not in said
    ]
    placed = with_turtle_lines([*source.findings, *found], source.files)
    return sorted(dict.fromkeys(with_rows(placed, source.matrices)), key=Finding.sort_key)


def check_hygiene(triples: Iterable[ox.Triple] | None = None) -> list[Finding]:
    """Check an ontology and its shapes against the rules of family H.

    Args:
        triples: the ontology and the shapes, in one; those of this project without it.

    Raises:
        InputError: if the installation is incomplete, or the shapes of family H are broken.
    """
    results = run_on_triples(_own() if triples is None else triples, bundled_rules(("H",)))
    graph = _Graph(())
    return sorted((graph.finding(result) for result in results), key=Finding.sort_key)


def _own() -> list[ox.Triple]:
    """Return all of ontology/ and shapes/."""
    ontology = resources.walk(resources.folder("ontology"), ".ttl")
    parsed = [triple for path, file in ontology for triple in parse_rdf(file.read_bytes(), path)]
    return [*parsed, *shape_triples(tuple(FAMILIES))]


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


class _Graph:
    """The nodes of a graph, for what findings say of them."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._values: dict[tuple[str, str], str] = {}
        self._of_type: dict[str, set[str]] = defaultdict(set)
        for triple in triples:
            if isinstance(triple.subject, ox.Triple) or isinstance(triple.object, ox.Triple):
                continue
            subject, value = triple.subject.value, triple.object.value
            key = (subject, triple.predicate.value)
            self._values[key] = min(self._values.get(key, value), value)
            if triple.predicate.value == f"{RDF}type":
                self._of_type[value].add(subject)

    def finding(self, result: Result) -> Finding:
        """Return a result of a shape as a finding, with the row and the place that it speaks of.

        Raises:
            InputError: for a severity that SHACL does not define.
        """
        code = code_of(result.shape)
        nodes = [node for node in (result.value, result.focus) if node]
        return Finding(
            code,
            _severity(result),
            result.message.removeprefix(f"{code}: ").rstrip("."),
            place=self._place(nodes),
            shape=result.shape,
            focus=result.focus,
            path=result.path,
            value=result.value,
            component=result.component or None,
            row=next((row for node in nodes if (row := self._row(node))), None),
            subject=next((name for node in nodes if (name := self._name(node))), None),
            matrix=next((matrix for node in nodes if (matrix := self._matrix(node))), None),
        )

    def waivers(self) -> list[Waiver]:
        """Return the waivers that are whole, in order of their IRIs. Another one waives nothing (S12 reports it)."""
        found = []
        for iri in sorted(self._of_type[f"{RACI}Waiver"]):
            rule, activity, reason, who, on = (self._value(iri, name) for name in _WAIVER_PARTS)
            if rule and activity and reason and who and on and self._value(iri, "inMatrix"):
                found.append(Waiver(iri, rule, activity, reason, who, on, self._value(iri, "expiresOn")))
        return found

    def waiver_finding(self, waiver: Waiver, *, expired: bool) -> Finding:
        """Return the finding on a waiver that waives nothing."""
        if expired:
            message = f"W30: the waiver of {waiver.rule} expired on {waiver.expires}"
            return self.finding(Result(_EXPIRED, waiver.iri, f"{RACI}expiresOn", waiver.expires, "Warning", message))
        message = f"W30: the rule {waiver.rule} of this waiver finds nothing at its activity"
        return self.finding(Result(_HITS_NOTHING, waiver.iri, None, None, "Warning", message))

    def _value(self, node: str, name: str) -> str | None:
        return self._values.get((node, f"{RACI}{name}"))

    def _upwards(self, node: str) -> list[str]:
        """Return a node, the cell that states it, and the activity of its row; without the steps that are not there."""
        cell = self._value(node, "statedIn")
        row = next((up for each in (cell, node) if each for name in _TO_ROW if (up := self._value(each, name))), None)
        return [each for each in (node, cell, row) if each]

    def _matrix(self, node: str) -> str | None:
        """Return the matrix that a node is, or that it belongs to."""
        if node in self._of_type[f"{RACI}ResponsibilityMatrix"]:
            return node
        return next((up for each in self._upwards(node) if (up := self._value(each, "inMatrix"))), None)

    def _row(self, node: str) -> int | None:
        row = self._value(self._upwards(node)[-1], "rowNumber")
        return int(row) if row and row.isdecimal() and len(row) <= _LONGEST_NUMBER else None

    def _name(self, node: str) -> str | None:
        """Return what a node is called: a row or what belongs to it by the row's label, a party, a letter."""
        letter = self._value(node, "letter")
        if letter is not None:
            return f"letter {letter}"
        if node in self._of_type[f"{RACI}ResponsibilityMatrix"]:
            return None
        return self._values.get((self._upwards(node)[-1], _LABEL))

    def _place(self, nodes: Sequence[str]) -> Place | None:
        """Return the first known place: of a node, of what is above it, of a party's column; then of the next node."""
        for node in nodes:
            for step in (*self._upwards(node), *self._columns(node, nodes[-1])):
                text = self._value(step, "sourcePlace")
                if text:
                    return Place.parse(text)
        return None

    def _columns(self, party: str, matrix: str) -> list[str]:
        """Return the columns of a party in a matrix."""
        columns = sorted(self._of_type[f"{RACI}Column"])
        return [
            column
            for column in columns
            if (self._value(column, "columnParty"), self._value(column, "inMatrix")) == (party, matrix)
        ]


def _severity(result: Result) -> Severity:
    try:
        return Severity(result.severity.lower())
    except ValueError as error:
        message = f"the shape {result.shape} has the severity '{result.severity}'"
        raise InputError(message, remedy="Use sh:Violation, sh:Warning or sh:Info") from error


def _waived(findings: Sequence[Finding], graph: _Graph, today: datetime.date) -> list[Finding]:
    """Return findings with the waiver that accepts them, and those on waivers that accept nothing."""
    accepted: dict[tuple[str, str], Waiver] = {}
    idle: list[Finding] = []
    hit = {(finding.code, node) for finding in findings for node in (finding.focus, finding.value) if node}
    for waiver in graph.waivers():
        expired = waiver.expires is not None and waiver.expires < today.isoformat()
        if not expired and waiver.rule.startswith("W") and (waiver.rule, waiver.activity) in hit:
            accepted.setdefault((waiver.rule, waiver.activity), waiver)
        else:
            idle.append(graph.waiver_finding(waiver, expired=expired))
    return [_accepted(finding, accepted) for finding in findings] + idle


def _accepted(finding: Finding, accepted: dict[tuple[str, str], Waiver]) -> Finding:
    for node in (finding.focus, finding.value):
        if node and (finding.code, node) in accepted:
            return replace(finding, waived=accepted[finding.code, node])
    return finding
