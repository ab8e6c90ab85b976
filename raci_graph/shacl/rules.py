"""Rules that are ready to run: the queries of shapes, and the shapes that are left for pySHACL."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.errors import UsageError
from raci_graph.shacl import parameters
from raci_graph.shacl.facts import Facts
from raci_graph.shacl.guards import Look
from raci_graph.shacl.run import run_queries
from raci_graph.vocab import RDF, SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci_graph.engines import Engine
    from raci_graph.shacl.compile import Left
    from raci_graph.shacl.guards import Guard
    from raci_graph.shacl.result import Result

_DATA = "urn:x-raci-graph:data"
_TARGETS = frozenset(f"{SH}{name}" for name in parameters.TARGETS)
_SHAPE_CLASSES = frozenset({f"{SH}NodeShape", f"{SH}PropertyShape"})


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a shapes graph.

    Attributes:
        queries: the queries of the shapes that are compiled.
        left: the shapes that are not, with the reasons.
        triples: the shapes graph; it is needed if something is left.
        place: the file or folder that the shapes come from, for errors.
        guards: by their queries, when shapes report nothing.
    """

    queries: tuple[str, ...]
    left: tuple[Left, ...] = ()
    triples: tuple[ox.Triple, ...] = ()
    place: str | None = None
    guards: Mapping[str, Guard] = field(default_factory=dict)

    def needed(self, looks: Sequence[Look]) -> Rules:
        """Return the rules without the queries that surely find nothing in graphs that lie in one engine."""
        kept = [query for query in self.queries if not self._is_idle(query, looks)]
        return replace(self, queries=tuple(kept))

    def _is_idle(self, query: str, looks: Sequence[Look]) -> bool:
        guard = self.guards.get(query)
        return guard is not None and all(look.shows(guard) for look in looks)


def compile_rules(shapes: Iterable[ox.Triple], *, place: str | None = None) -> Rules:
    """Return the rules of a shapes graph.

    Raises:
        InputError: if the shapes are broken or recursive, or none has a target; the error names the shape.
    """
    from raci_graph.shacl.compile import compile_shapes
    from raci_graph.shacl.guarding import guard_of
    from raci_graph.shacl.read import read_shapes

    triples = tuple(shapes)
    read = read_shapes(triples, place=place)
    done, left = compile_shapes(read, place=place)
    guards = {shape.name: guard for shape in read if (guard := guard_of(shape))}
    by_query = {query.text: guards[query.name] for query in done if query.name in guards}
    return Rules(tuple(query.text for query in done), tuple(left), triples, place, by_query)


def run_on_triples(data: Iterable[ox.Triple], rules: Rules) -> list[Result]:
    """Return what rules find in a graph; what is not compiled is run by pySHACL.

    Raises:
        InputError: if pySHACL refuses a shape that is left to it.
    """
    triples = tuple(dict.fromkeys(data))
    engine = EmbeddedEngine()
    engine.add(_DATA, triples)
    return run_on_engine(engine, rules.needed([Look(Facts(triples), Facts(()))]))


def run_on_engine(engine: Engine, rules: Rules, *, threads: int = 1) -> list[Result]:
    """Return what rules find in all graphs of an engine together; what is not compiled is run by pySHACL.

    Args:
        engine: the engine.
        rules: the rules.
        threads: how many threads ask an embedded engine.

    Raises:
        InputError: if pySHACL refuses a shape that is left to it.
        UsageError: if a rule is not compiled, and the engine is a server: nothing is downloaded to be checked here.
        StoreError: if the engine cannot answer.
    """
    if rules.left and not isinstance(engine, EmbeddedEngine):
        first = rules.left[0]
        message = f"the shape {first.name} cannot be checked on a server: it has {first.reason}"
        raise UsageError(message, place=rules.place, remedy="Check the data where it is at hand, as a SOURCE")
    found = run_queries(engine, rules.queries, threads=threads)
    if rules.left:
        from raci_graph.shacl.reference import run_shapes

        graph = engine.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        found += run_shapes(graph, only_left(rules), place=rules.place)
    return found


def only_left(rules: Rules) -> list[ox.Triple]:
    """Return the shapes graph of rules, in which only the shapes that are left have targets."""
    left = {each.name for each in rules.left}
    return [triple for triple in rules.triples if _node_name(triple) in left or not _is_target(triple)]


def _node_name(triple: ox.Triple) -> str:
    return "" if isinstance(triple.subject, ox.Triple) else triple.subject.value


def _is_target(triple: ox.Triple) -> bool:
    """Tell whether a triple gives a shape a target; to be a class may do so, too."""
    name, value = triple.predicate.value, triple.object
    is_class = isinstance(value, ox.NamedNode) and value.value not in _SHAPE_CLASSES
    return name in _TARGETS or (name == f"{RDF}type" and is_class)
