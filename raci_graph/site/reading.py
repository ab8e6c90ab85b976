"""The matrices of SOURCES one after another, each with its triples and what was found in it."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.batches import check_together
from raci_graph.check_settings import check_settings_for
from raci_graph.errors import UsageError
from raci_graph.explain import chosen_codes
from raci_graph.graph.read import from_graph
from raci_graph.load.names import part_names
from raci_graph.load.plan import Plan
from raci_graph.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyoxigraph as ox

    from raci_graph.check_settings import CheckSettings
    from raci_graph.findings import Finding
    from raci_graph.load.plan import Portion
    from raci_graph.model import Matrix

_TOGETHER = 8
"""How many matrices are checked at a time, which is quicker than one by one, and are all that lies in memory."""


class Read(NamedTuple):
    """A matrix, or a catalogue.

    Attributes:
        iri: its name.
        graphs: its triples by the names of its files: matrix, shortcuts and places; of a catalogue, catalogue.
        matrix: the matrix; None for a catalogue.
        findings: what was found in it.
    """

    iri: str
    graphs: Mapping[str, tuple[ox.Triple, ...]]
    matrix: Matrix | None
    findings: Sequence[Finding]

    @property
    def triples(self) -> tuple[ox.Triple, ...]:
        """All its triples, each once."""
        return tuple(dict.fromkeys(chain.from_iterable(self.graphs.values())))


def read_all(names: Sequence[str], left_out: dict[str, int]) -> Iterator[Read]:
    """Yield what SOURCES hold, in order.

    Args:
        names: the SOURCES.
        left_out: is filled with how many triples of which file belong to no matrix and no catalogue.

    Raises:
        UsageError: for a name that is neither a path nor a bundled matrix, or a matrix that comes twice.
        InputError: if a source cannot be read, or holds no matrix.
    """
    seen: set[str] = set()
    for name in names:
        settings = check_settings_for(name)
        plan = Plan(name)
        portions = plan.portions()
        while batch := list(islice(portions, _TOGETHER)):
            for portion in batch:
                if portion.iri in seen and portion.is_matrix:
                    remedy = "Give one of them, or give each a version of its own"
                    raise UsageError(f"several matrices have the name {portion.iri}", place=name, remedy=remedy)
                seen.add(portion.iri)
            yield from _checked(batch, settings, name)
        left_out.update(plan.left_out)


def _checked(batch: Sequence[Portion], settings: CheckSettings, name: str) -> Iterator[Read]:
    read = [_read(each, name) for each in batch]
    matrices = [each for each in read if each.matrix]
    sources = [Source(name, (each.matrix,), each.triples, tuple(each.findings)) for each in matrices if each.matrix]
    told = iter(check_together(sources, settings.thresholds))
    only, ignored = (chosen_codes(codes, settings.place) for codes in (settings.rule, settings.ignore))
    for each in read:
        if each.matrix is None:
            yield each
        else:
            found = [one for one in next(told).findings if (not only or one.code in only) and one.code not in ignored]
            yield each._replace(findings=found)


def _read(portion: Portion, name: str) -> Read:
    if not portion.is_matrix:
        return Read(portion.iri, {"catalogue": tuple(chain.from_iterable(portion.triples().values()))}, None, ())
    parts = part_names(portion.iri)
    files = {parts["shortcuts"]: "shortcuts", parts["places"]: "places"}
    graphs = {files.get(iri, "matrix"): triples for iri, triples in portion.triples().items()}
    triples = tuple(chain.from_iterable(graphs.values()))
    matrix = next(each for each in from_graph(triples, name) if each.iri == portion.iri)
    return Read(portion.iri, graphs, matrix, portion.findings)
