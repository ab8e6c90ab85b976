"""Runs SHACL shapes with pySHACL: the one place that knows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.errors import InputError
from raci_graph.vocab import SH

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.term import Node

_CODE = re.compile(r"[A-Z][0-9]{2}(?=-)")
_STEPS = {"inversePath": "^{}", "zeroOrMorePath": "{}*", "oneOrMorePath": "{}+", "zeroOrOnePath": "{}?"}


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a validation, as SHACL has it; nodes are IRIs in full, literals their text.

    ``path`` is a SPARQL property path; ``severity`` the local name of the severity, such as "Violation";
    ``message`` the message that names the code of the shape, else the first.
    """

    shape: str
    focus: str
    path: str | None
    value: str | None
    severity: str
    message: str


def code_of(shape: str) -> str:
    """Return the code of the rule that a shape states: what its local name begins with, else the whole local name.

    >>> code_of("https://w3id.org/raci-graph/shapes#W02-SeveralAccountables")
    'W02'
    """
    local = re.split("[#/]", shape)[-1]
    match = _CODE.match(local)
    return match[0] if match else local


def run_shapes(data: Iterable[ox.Triple], shapes: Iterable[ox.Triple]) -> list[Result]:
    """Return what shapes find in data.

    Nothing is inferred, nothing imported or fetched, and no warning makes a difference: what the severities mean is
    for the caller to decide.

    Raises:
        InputError: if the shapes are broken. A run over broken shapes never passes for a result.
    """
    import pyshacl
    from pyshacl.errors import (
        ConstraintLoadError,
        ReportableRuntimeError,
        RuleLoadError,
        ShapeLoadError,
        ValidationFailure,
    )

    failures = (ConstraintLoadError, ReportableRuntimeError, RuleLoadError, ShapeLoadError, ValidationFailure)
    try:
        _, report, text = pyshacl.validate(
            graph_of(data),
            shacl_graph=graph_of(shapes),
            inference="none",
            do_owl_imports=False,
            advanced=False,
            js=False,
            meta_shacl=False,
            inplace=True,
        )
    except failures as error:
        raise _broken(str(error)) from error
    except Exception as error:  # a SPARQL constraint that does not parse comes as whatever rdflib raises
        raise _broken(f"{type(error).__name__}: {error}") from error
    if isinstance(report, Exception | bytes | str):
        raise _broken(str(text))
    return _results(report)


def graph_of(triples: Iterable[ox.Triple]) -> Graph:
    """Return triples as an rdflib graph."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    graph.parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
    return graph


def _broken(reason: str) -> InputError:
    return InputError(f"the shapes are broken: {' '.join(reason.split())}", remedy="Mend the shape that it names")


def _results(report: Graph) -> list[Result]:
    from rdflib import RDF, Namespace

    sh = Namespace(SH)
    found = []
    for node in report.subjects(RDF.type, sh.ValidationResult):
        shape = str(report.value(node, sh.sourceShape))
        path, value = report.value(node, sh.resultPath), report.value(node, sh.value)
        messages = sorted(str(message) for message in report.objects(node, sh.resultMessage))
        own = [message for message in messages if message.startswith(f"{code_of(shape)}:")]
        found.append(
            Result(
                shape=shape,
                focus=str(report.value(node, sh.focusNode)),
                path=None if path is None else _path(report, path),
                value=None if value is None else str(value),
                severity=str(report.value(node, sh.resultSeverity)).removeprefix(SH),
                message=(own or messages or [""])[0],
            )
        )
    return found


def _path(graph: Graph, node: Node) -> str:
    """Return a path as SPARQL writes it, with its IRIs in full; a path of one IRI is that IRI."""
    from rdflib import RDF, BNode, Namespace

    if not isinstance(node, BNode):
        return str(node)
    if graph.value(node, RDF.first) is not None:
        return "/".join(_bracketed(graph, each) for each in graph.items(node))
    sh = Namespace(SH)
    alternatives = graph.value(node, sh.alternativePath)
    if alternatives is not None:
        return f"({'|'.join(_bracketed(graph, each) for each in graph.items(alternatives))})"
    for name, form in _STEPS.items():
        step = graph.value(node, sh[name])
        if step is not None:
            return form.format(_bracketed(graph, step))
    return str(node)


def _bracketed(graph: Graph, node: Node) -> str:
    text = _path(graph, node)
    return f"<{text}>" if text == str(node) else text
