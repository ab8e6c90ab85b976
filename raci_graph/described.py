"""What a graph says of the nodes that findings speak of: their rows, places, names and matrices, and the waivers."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.errors import InputError
from raci_graph.findings import Finding, Severity, Waiver
from raci_graph.model import Place
from raci_graph.shacl.result import Result, code_of
from raci_graph.vocab import RACI, RDF, RDFS, SHAPES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_WAIVER_PARTS = ("waivesRule", "waivesActivity", "reason", "decidedBy", "decidedOn")
_TO_ROW = ("inRow", "forActivity", "waivesActivity")
_LABEL = f"{RDFS}label"
_LONGEST_NUMBER = 9
_HITS_NOTHING = f"{SHAPES}W30-WaiverHitsNothing"
_EXPIRED = f"{SHAPES}W30-WaiverExpired"


def findings_of(
    results: Iterable[Result],
    graph: Described,
    today: datetime.date | None,
    *,
    among: Collection[str] | None = None,
) -> list[Finding]:
    """Return results of shapes as findings, in an order that is the same in every run.

    Args:
        results: what the shapes found.
        graph: what their nodes are.
        today: the day on which waivers are judged; None where there are to be none.
        among: the nodes of the graph that are meant, if not all: another waiver waives nothing and is not told of.

    Raises:
        InputError: for a severity that SHACL does not define.
    """
    found = [graph.finding(result) for result in results]
    if today is not None:
        found = _waived(found, graph, today, among=among)
    return sorted(dict.fromkeys(found), key=Finding.sort_key)


def today_or(day: datetime.date | None) -> datetime.date:
    """Return a day, or that of the run (UTC)."""
    return day or datetime.datetime.now(datetime.UTC).date()


class Described:
    """The nodes of a graph, for what findings say of them."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        """Take in the triples that say where nodes stand and what they are called."""
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


def _waived(
    findings: Sequence[Finding], graph: Described, today: datetime.date, *, among: Collection[str] | None
) -> list[Finding]:
    """Return findings with the waiver that accepts them, and those on waivers that accept nothing."""
    accepted: dict[tuple[str, str], Waiver] = {}
    idle: list[Finding] = []
    hit = {(finding.code, node) for finding in findings for node in (finding.focus, finding.value) if node}
    for waiver in graph.waivers():
        if among is not None and waiver.iri not in among:
            continue
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
