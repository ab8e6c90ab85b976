"""Checks many sources in few goes: their graphs lie in one engine together, as long as none says anything of another's.

A question costs much the same for one matrix and for fifty, so that this is quicker than each for itself. What is found
is the same: the rules are about one matrix, and two sources share an engine only if they have no matrix in common and
each node that both name is described alike by both, or by neither.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from raci_graph.dataset import ontology_triples
from raci_graph.described import Described, findings_of, today_or
from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.shacl.facts import Facts
from raci_graph.shacl.guards import Look
from raci_graph.shacl.rules import run_on_engine
from raci_graph.store_rows import Head, heads, row_texts, row_texts_of
from raci_graph.stores import about
from raci_graph.validation import matrix_rules, told
from raci_graph.vocab import RACI

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from raci_graph.engines import Engine
    from raci_graph.findings import Finding
    from raci_graph.shacl.facts import Plain
    from raci_graph.shacl.result import Result
    from raci_graph.shacl.rules import Rules
    from raci_graph.sources import Source
    from raci_graph.store_rows import Texts
    from raci_graph.thresholds import Threshold

    Said = tuple[str, Plain]

_MATRIX = f"{RACI}ResponsibilityMatrix"
_MOST = 200_000
"""How many triples lie in one engine, unless a single source has more."""


class Told(NamedTuple):
    """The matrices of a source, and what is found in it."""

    heads: list[Head]
    findings: list[Finding]


def check_together(
    sources: Sequence[Source],
    thresholds: Mapping[str, Threshold] | None = None,
    today: datetime.date | None = None,
    *,
    threads: int = 1,
) -> list[Told]:
    """Return what is to be said of each source, as ``validation.check`` says it of each for itself.

    Args:
        sources: documents, or RDF whose matrices need not be read.
        thresholds: from how many on the rules of these codes report, in place of what the shapes say.
        today: the day on which waivers are judged; that of the run (UTC) without it.
        threads: how many threads ask the rules' questions.

    Raises:
        InputError: if the installation is incomplete.
    """
    rules = matrix_rules(thresholds)
    day = today_or(today)
    found: dict[int, Told] = {}
    group = _Group()
    for at, source in enumerate(sources):
        part = _Part(at, source)
        if not group.takes(part):
            found.update(group.check(rules, day, threads))
            group = _Group()
        group.add(part)
    found.update(group.check(rules, day, threads))
    return [found[at] for at in range(len(sources))]


class _Part:
    """A source, with the nodes that it describes and all that it names, as texts.

    One that speaks of triples (RDF 1.2), or of what the ontology names, lies in an engine alone.
    """

    def __init__(self, at: int, source: Source) -> None:
        self.at = at
        self.source = source
        self.quads = source.quads or tuple(map(_quad, source.triples))
        self.facts = Facts(self.quads)
        self.matrices = self.facts.of_class.get(_MATRIX, set())
        self.is_alone = not self.facts.is_plain or not self.facts.subjects.isdisjoint(_ontology_facts().names)

    def said_of(self, nodes: Collection[str]) -> dict[str, set[Said]]:
        """Return what is said of some nodes, by node."""
        found: dict[str, set[Said]] = defaultdict(set)
        for name, pairs in self.facts.by_property.items():
            for node, value in pairs:
                if node in nodes:
                    found[node].add((name, value))
        return found

    def row_texts(self, engine: Engine, findings: Iterable[Finding]) -> dict[tuple[str, int], Texts]:
        """Return the texts of the rows that findings speak of, unless the source knows its rows itself."""
        if self.source.matrices:
            return {}
        return row_texts_of(self.facts, findings) if self.facts.is_plain else row_texts(engine, findings)

    @cached_property
    def said(self) -> dict[str, set[Said]]:
        """What is said of each node that it describes."""
        return self.said_of(self.facts.subjects)


class _Group:
    """Sources that can lie in one engine, beside the ontology."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._size = 0
        self._names: set[str] = set()
        self._matrices: set[str] = set()
        self._describes: dict[str, _Part] = {}

    def takes(self, part: _Part) -> bool:
        """Tell whether a source can lie with the others: what both name is said alike by both, or not at all."""
        if not self._parts:
            return True
        if self._size + len(part.quads) > _MOST or part.is_alone or self._parts[0].is_alone:
            return False
        if not self._matrices.isdisjoint(part.matrices):
            return False
        shared = part.facts.names & self._names
        said = part.said_of(shared)
        return all(said.get(node) == self._said(node) for node in shared)

    def add(self, part: _Part) -> None:
        self._parts.append(part)
        self._size += len(part.quads)
        self._names |= part.facts.names
        self._matrices |= part.matrices
        for node in part.facts.subjects:
            self._describes.setdefault(node, part)

    def check(self, rules: Rules, day: datetime.date, threads: int) -> Iterator[tuple[int, Told]]:
        """Yield the number of each source with what is to be said of it."""
        engine = EmbeddedEngine()
        engine.add_quads(_ontology())
        for part in self._parts:
            engine.add_quads(part.quads)
        looks = [Look(part.facts, _ontology_facts()) for part in self._parts]
        results = run_on_engine(engine, rules.needed(looks), threads=threads)
        graph = Described(about(engine, results))
        of_part = self._by_part(results)
        found = {
            part.at: findings_of(
                of_part[part.at], graph, day, among=None if len(self._parts) == 1 else part.facts.names
            )
            for part in self._parts
        }
        matrices = heads(engine)
        for part in self._parts:
            own = [each for each in matrices if len(self._parts) == 1 or each.iri in part.matrices]
            yield part.at, Told(own, told(part.source, found[part.at], part.row_texts(engine, found[part.at])))

    def _said(self, node: str) -> set[Said] | None:
        """Return what is said of a node, or None."""
        part = self._describes.get(node)
        return part.said[node] if part else None

    def _by_part(self, results: Iterable[Result]) -> dict[int, list[Result]]:
        """Return the results of each source: those whose focus node it names, and whose value if several do."""
        found: dict[int, list[Result]] = defaultdict(list)
        for result in results:
            parts = self._naming(result.focus, self._parts)
            if len(parts) > 1 and result.value is not None:
                parts = self._naming(result.value, parts)
            for part in parts:
                found[part.at].append(result)
        return found

    def _naming(self, node: str, parts: Sequence[_Part]) -> list[_Part]:
        """Return those of some sources that name a node; all of them if none does."""
        return [each for each in parts if node in each.facts.names] or list(parts)


def _quad(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object)


@cache
def _ontology() -> tuple[ox.Quad, ...]:
    return tuple(map(_quad, ontology_triples()))


@cache
def _ontology_facts() -> Facts:
    return Facts(ontology_triples())
