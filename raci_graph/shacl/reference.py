"""Runs SHACL shapes with pySHACL: the one place that knows it."""

from __future__ import annotations

import logging
import re
import threading
import warnings
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, cast

from raci_graph.errors import InputError
from raci_graph.shacl.paths import STEPS, Alternative, Path, Predicate, Sequence, Step, label
from raci_graph.shacl.result import Result
from raci_graph.vocab import SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node

_NOT_WELL_FORMED = re.compile(r"Focus Node: (?P<node>.*?)\n.*?Message: (?P<message>.*?)\n", re.DOTALL)
_TARGET = f"{SH}target"
_LOGGERS = ("rdflib.term", "pyshacl-validate")


class _BrokenShapesError(Exception):
    """pySHACL refuses shapes, or fails on them."""


def run_shapes(data: Iterable[ox.Triple], shapes: Iterable[ox.Triple], *, place: str | None = None) -> list[Result]:
    """Return what shapes find in data.

    Nothing is inferred, nothing imported or fetched, and no warning makes a difference: what the severities mean is
    for the caller to decide.

    Args:
        data: the graph to look at, with the ontology.
        shapes: the shapes.
        place: the file or folder that the shapes come from, for the error on broken ones.

    Raises:
        InputError: if the shapes are broken. A run over broken shapes never passes for a result.
    """
    rules = _shapes_graph(tuple(shapes))
    try:
        return _results(_report(graph_of(data), rules), rules)
    except _BrokenShapesError as error:
        raise _broken(str(error), place) from error


def check_shapes(shapes: Iterable[ox.Triple], *, place: str | None = None) -> None:
    """Check shapes against the shapes of SHACL itself (SHACL-SHACL).

    Raises:
        InputError: if they are not well-formed, or look at nothing.
    """
    triples = tuple(shapes)
    if not any(triple.predicate.value.startswith(_TARGET) for triple in triples):
        raise InputError("there is no shape with a target", place=place, remedy="Give a graph of SHACL shapes")
    try:
        _report(graph_of(()), _shapes_graph(triples), meta_shacl=True)
    except _BrokenShapesError as error:
        raise _broken(str(error), place) from error


def graph_of(triples: Iterable[ox.Triple]) -> Graph:
    """Return triples as an rdflib graph: terms exactly as they are written, and no prefixes.

    A triple term (RDF 1.2) is left out: rdflib has none, and no shape here speaks of them.
    """
    import pyoxigraph
    from rdflib import BNode, Literal, URIRef

    graph = _graph_class()(bind_namespaces="none")

    @cache
    def term(node: ox.NamedNode | ox.BlankNode | ox.Literal) -> Any:  # noqa: ANN401 - any of rdflib's terms
        if isinstance(node, pyoxigraph.NamedNode):
            return URIRef(node.value)
        if isinstance(node, pyoxigraph.BlankNode):
            return BNode(node.value)
        if node.language:
            return Literal(node.value, lang=node.language)
        datatype = term(node.datatype)
        return Literal(node.value, datatype=datatype, normalize=False)

    with _quiet():
        for triple in triples:
            if not isinstance(triple.subject, pyoxigraph.Triple) and not isinstance(triple.object, pyoxigraph.Triple):
                graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


@lru_cache(maxsize=8)
def _shapes_graph(shapes: tuple[ox.Triple, ...]) -> Graph:
    return graph_of(shapes)


def _report(data: Graph, shapes: Graph, *, meta_shacl: bool = False) -> Graph:
    """Run pySHACL; all its options are set here."""
    import pyshacl
    from pyshacl.errors import (
        ConstraintLoadError,
        ReportableRuntimeError,
        RuleLoadError,
        ShapeLoadError,
        ShapeRecursionWarning,
        ValidationFailure,
    )

    failures = (ConstraintLoadError, ReportableRuntimeError, RuleLoadError, ShapeLoadError, ValidationFailure)
    try:
        with _quiet(), warnings.catch_warnings():
            warnings.simplefilter("error", ShapeRecursionWarning)
            _, report, text = pyshacl.validate(
                data,
                shacl_graph=shapes,
                inference="none",
                do_owl_imports=False,
                advanced=False,
                js=False,
                meta_shacl=meta_shacl,
                inplace=True,
            )
    except failures as error:
        raise _BrokenShapesError(str(error)) from error
    except Exception as error:  # a SPARQL constraint that does not parse comes as whatever rdflib raises
        raise _BrokenShapesError(f"{type(error).__name__}: {error}") from error
    if isinstance(report, Exception | bytes | str):
        raise _BrokenShapesError(str(text))
    return cast("Graph", report)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib and pySHACL from writing what they log to standard error: the library never prints."""

    def nothing(_record: logging.LogRecord) -> bool:
        return False

    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for logger in loggers:
        logger.addFilter(nothing)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(nothing)


@cache
def _graph_class() -> type[Graph]:
    """Return a graph that parses a query once, however often pySHACL asks it."""
    from rdflib import Graph

    class QueriedGraph(Graph):
        def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - rdflib's signature
            if isinstance(query_object, str):
                query_object = _prepared(query_object, threading.get_ident())
            return super().query(query_object, *args, **kwargs)

    return QueriedGraph


@lru_cache(maxsize=256)
def _prepared(text: str, _thread: int) -> Query:
    """Return a parsed query, one for each thread: rdflib keeps the state of a run in it."""
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(text)


def _broken(reason: str, place: str | None) -> InputError:
    """Return the error on shapes that cannot be run, in one line."""
    found = _NOT_WELL_FORMED.search(reason)
    line = f"{found['node']}: {found['message']}" if found else " ".join(reason.split())
    return InputError(f"the shapes are broken: {line.rstrip('.')}", place=place, remedy="Mend the shape that it names")


def _results(report: Graph, shapes: Graph) -> list[Result]:
    from rdflib import RDF, Namespace

    sh = Namespace(SH)
    found = []
    whole = report.value(None, RDF.type, sh.ValidationReport)
    for node in report.objects(whole, sh.result):
        shape = report.value(node, sh.sourceShape)
        path, value = report.value(node, sh.resultPath), report.value(node, sh.value)
        messages = sorted(str(message) for message in report.objects(node, sh.resultMessage))
        general = {str(message) for message in shapes.objects(shape, sh.message)}
        special = [message for message in messages if message not in general]
        found.append(
            Result(
                shape=str(shape),
                focus=str(report.value(node, sh.focusNode)),
                path=None if path is None else label(_path(report, path)),
                value=None if value is None else str(value),
                severity=str(report.value(node, sh.resultSeverity)).removeprefix(SH),
                message=(special or messages or [""])[0],
                component=str(report.value(node, sh.sourceConstraintComponent)).removeprefix(SH),
            )
        )
    return found


def _path(graph: Graph, node: Node) -> Path:
    """Return the path that a node of a report stands for."""
    from rdflib import RDF, BNode, Namespace

    sh = Namespace(SH)
    if not isinstance(node, BNode):
        return Predicate(str(node))
    if graph.value(node, RDF.first) is not None:
        return Sequence(tuple(_path(graph, each) for each in graph.items(node)))
    alternatives = graph.value(node, sh.alternativePath)
    if alternatives is not None:
        return Alternative(tuple(_path(graph, each) for each in graph.items(alternatives)))
    kind = next(kind for kind in STEPS if graph.value(node, sh[kind]) is not None)
    return Step(kind, _path(graph, cast("Node", graph.value(node, sh[kind]))))
