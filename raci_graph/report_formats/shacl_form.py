"""Findings as a validation report of SHACL (W3C), in Turtle.

What a reader found (P) speaks of a document and not of a node, so it is no result; the report says how many there
were. A waived finding is a result like another one, with the waiver as its comment: SHACL knows no waivers.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.graph.turtle import canonical_turtle
from raci_graph.report_formats.inert import one_line, with_escapes
from raci_graph.validation import FAMILIES, shape_triples
from raci_graph.vocab import RDF, RDFS, SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.findings import Finding
    from raci_graph.report_formats.checked import Checked

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_TYPE = ox.NamedNode(f"{RDF}type")
_COMMENT = ox.NamedNode(f"{RDFS}comment")


def render(checks: Sequence[Checked]) -> str:
    """Return one report on all sources: ``sh:conforms`` is true where there is no result, whatever its severity."""
    return with_escapes(canonical_turtle(_report(checks)))


def _report(checks: Sequence[Checked]) -> Iterator[ox.Triple]:
    report = ox.BlankNode("report")
    of_readers = sum(not finding.shape for checked in checks for finding in checked.findings)
    results = 0
    yield ox.Triple(report, _TYPE, _sh("ValidationReport"))
    for checked in checks:
        data = _Data(checked.source.triples)
        for finding in checked.findings:
            if finding.shape and finding.focus:
                results += 1
                node = ox.BlankNode(f"result{results}")
                yield ox.Triple(report, _sh("result"), node)
                yield from _result(node, finding, data)
    yield ox.Triple(report, _sh("conforms"), ox.Literal(not results))
    if of_readers:
        said = f"Left out, being about no node: what raci-graph found while reading (P), {of_readers} in number."
        yield ox.Triple(report, _COMMENT, ox.Literal(said, language="en"))


def _result(node: ox.BlankNode, finding: Finding, data: _Data) -> Iterator[ox.Triple]:
    focus = data.term(finding.focus or "")
    value = data.value(finding) if finding.value is not None else None
    shape = ox.NamedNode(finding.shape or "")
    parts: dict[str, Term | None] = {
        "focusNode": focus,
        "resultSeverity": _sh(finding.severity.value.capitalize()),
        "sourceShape": shape,
        "value": value,
        "resultMessage": ox.Literal(one_line(f"{finding.code}: {finding.message}.")),
    }
    known = _SHAPES.parameters.get(finding.shape or "", {})
    parts["sourceConstraintComponent"] = _sh(finding.component) if finding.component else None
    if finding.path is not None:
        steps = known.get("path", data.term(finding.path))
        parts["resultPath"] = _own(steps, node)
        yield from _SHAPES.below(steps, node)
    yield ox.Triple(node, _TYPE, _sh("ValidationResult"))
    for name, term in parts.items():
        if term is not None:
            yield ox.Triple(node, _sh(name), term)
    if finding.waived:
        yield ox.Triple(node, _COMMENT, ox.Literal(one_line(f"Waived: {finding.waived}")))


class _Data:
    """The terms of a graph by their text, which is all that a finding keeps of them."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._nodes: dict[str, Term] = {}
        self._literals: dict[str, ox.Literal] = {}
        self._objects: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for triple in triples:
            self._nodes[str(getattr(triple.subject, "value", ""))] = triple.subject
            self._nodes.setdefault(triple.predicate.value, triple.predicate)
            if isinstance(triple.object, ox.Literal):
                self._literals.setdefault(triple.object.value, triple.object)
            elif not isinstance(triple.object, ox.Triple):
                self._nodes.setdefault(triple.object.value, triple.object)
            key = (str(getattr(triple.subject, "value", "")), triple.predicate.value)
            self._objects[key].append(triple.object)

    def term(self, text: str) -> Term:
        """Return the node of a text; one that the graph does not hold is an IRI if it can be, else a literal."""
        if text in self._nodes:
            return self._nodes[text]
        if text in self._literals:
            return self._literals[text]
        try:
            return ox.NamedNode(text)
        except ValueError:
            return ox.Literal(text)

    def value(self, finding: Finding) -> Term:
        """Return the value of a finding: the one of its text at its focus and path, else any term of the text."""
        text = finding.value or ""
        at = (each for each in self.values_of(finding) if getattr(each, "value", None) == text)
        return next(at, None) or self.term(text)

    def values_of(self, finding: Finding) -> list[Term]:
        """Return the values at the focus and path of a finding; none for a path of several steps."""
        return self._objects.get((finding.focus or "", finding.path or ""), [])


class _Shapes:
    """The shapes of this project, read when they are first asked for."""

    @cached_property
    def _about(self) -> dict[Term, list[ox.Triple]]:
        found: dict[Term, list[ox.Triple]] = defaultdict(list)
        for triple in shape_triples(tuple(FAMILIES)):
            found[triple.subject].append(triple)
        return found

    @cached_property
    def parameters(self) -> dict[str, dict[str, Term]]:
        """What is said of each shape, by its IRI and the local names of SHACL's properties."""
        return {
            shape.value: {
                each.predicate.value.removeprefix(SH): each.object
                for each in triples
                if each.predicate.value.startswith(SH)
            }
            for shape, triples in self._about.items()
            if isinstance(shape, ox.NamedNode)
        }

    def below(self, path: Term, result: ox.BlankNode) -> Iterator[ox.Triple]:
        """Yield the steps of a path, with blank nodes that belong to one result alone."""
        if isinstance(path, ox.BlankNode):
            for triple in self._about[path]:
                yield ox.Triple(_own_node(path, result), triple.predicate, _own(triple.object, result))
                yield from self.below(triple.object, result)


def _own(term: Term, result: ox.BlankNode) -> Term:
    """Return a term, a blank node as one of a result's own."""
    return _own_node(term, result) if isinstance(term, ox.BlankNode) else term


def _own_node(node: ox.BlankNode, result: ox.BlankNode) -> ox.BlankNode:
    return ox.BlankNode(f"{result.value}{node.value}")


_SHAPES = _Shapes()


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{SH}{name}")
