"""Classifies the activities of matrices by who owns them: with the reasoner HermiT, in a closed world.

The classes stand in ``ontology/inference/ownership.ttl``. Who provides and who consumes a service is said for each
matrix, as nominals; ``docs/inference.md`` says what is closed, and why.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph import resources
from raci_graph.dataset import ontology_triples
from raci_graph.errors import InputError
from raci_graph.graph.terms import LABEL, TYPE, raci
from raci_graph.owl.hermit import ask_hermit
from raci_graph.owl.java import JavaFailureError
from raci_graph.owl.parties import nominals, objects, parties_of, subjects
from raci_graph.owl.sources import Source, merge
from raci_graph.sources import parse_rdf
from raci_graph.vocab import RACI

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MODULE = "inference/ownership.ttl"
AT_ONCE = 50
"""How many rows the reasoner is given at a time. No row says anything of another one, and twice as many together take
more than twice as long."""

KINDS = (
    "ProviderOnlyActivity",
    "CustomerOnlyActivity",
    "SharedActivity",
    "OtherwiseOwnedActivity",
    "UnsettledActivity",
)
"""The classes of which an activity is in one at most; in none if it is settled and nobody does or answers for it."""

CLOSED = {
    f"{RACI}Activity": (f"{RACI}hasAssignment", f"{RACI}hasCell"),
    f"{RACI}Cell": (f"{RACI}readingBasis",),
    f"{RACI}Role": (f"{RACI}roleFunction",),
}
"""What is closed: an activity has no other assignments and cells, a cell no other basis and a role no other function
than is stated."""


@dataclass(frozen=True)
class Classified:
    """What is inferred of one activity.

    Attributes:
        matrix: the IRI of its matrix.
        row: the number of its row.
        label: its words.
        activity: its IRI.
        classes: the names of its classes in the module, without ``raci:``, in order.
    """

    matrix: str
    row: int
    label: str
    activity: str
    classes: tuple[str, ...]

    @property
    def kind(self) -> str | None:
        """The one of ``KINDS`` that it is in."""
        return next((name for name in KINDS if name in self.classes), None)


@dataclass(frozen=True)
class Classification:
    """What is inferred of matrices: the activities by matrix and row, and the IRIs of the matrices left out."""

    activities: tuple[Classified, ...]
    left_out: tuple[str, ...]


def classify_activities(
    triples: Iterable[ox.Triple], *, closed: Mapping[str, Sequence[str]] = CLOSED
) -> Classification:
    """Classify the activities of each matrix whose service says who provides and who consumes it.

    The reasoner sees one matrix at a time, so that the provider of another service is nobody in particular.

    Args:
        triples: matrices, as ``Source.triples`` has them.
        closed: properties by class, as ``ask_hermit`` takes them. With nothing closed, nothing follows that rests on
            nobody else taking part.

    Returns:
        The activities. A matrix is left out if its service does not say who provides and who consumes it, or if it
        has services that differ in it.

    Raises:
        MissingToolError: if there is no usable Java.
        InputError: if a matrix contradicts the ontology, the reasoner fails, or the installation is incomplete.
    """
    store = ox.Store()
    store.extend(ox.Quad(each.subject, each.predicate, each.object) for each in triples)
    found: list[Classified] = []
    left_out = []
    for matrix in _matrices(store):
        classified = _classified(store, matrix, closed)
        if classified is None:
            left_out.append(matrix.value)
        else:
            found += classified
    return Classification(tuple(found), tuple(left_out))


def _matrices(store: ox.Store) -> list[ox.NamedNode]:
    found = {each.subject for each in store.quads_for_pattern(None, TYPE, raci("ResponsibilityMatrix"))}
    return sorted((each for each in found if isinstance(each, ox.NamedNode)), key=lambda each: each.value)


def _classified(store: ox.Store, matrix: ox.NamedNode, closed: Mapping[str, Sequence[str]]) -> list[Classified] | None:
    rows = {each: row for each in subjects(store, "inMatrix", matrix) if (row := _row(store, each)) is not None}
    parties = parties_of(store, matrix, [each for row in rows for each in subjects(store, "forActivity", row)])
    if parties is None:
        return None
    module = parse_rdf(resources.folder("ontology").joinpath(MODULE).read_bytes(), MODULE)
    fixed = [*ontology_triples(), *module, *nominals(parties)]
    ordered = sorted(rows, key=lambda each: (rows[each], each.value))
    parts = [ordered[at : at + AT_ONCE] for at in range(0, len(ordered), AT_ONCE)]
    with ThreadPoolExecutor(max_workers=2) as pool:
        types = list(pool.map(lambda part: _types(matrix, [*fixed, *_said(store, part)], part, closed), parts))
    found = {name: classes for each in types for name, classes in each.items()}
    return [
        Classified(
            matrix.value,
            rows[activity],
            _label(store, activity),
            activity.value,
            tuple(sorted(iri.removeprefix(RACI) for iri in found[activity.value] - {f"{RACI}Activity"})),
        )
        for activity in ordered
    ]


def _types(
    matrix: ox.NamedNode,
    asked: list[ox.Triple],
    activities: Sequence[ox.NamedNode],
    closed: Mapping[str, Sequence[str]],
) -> dict[str, frozenset[str]]:
    try:
        merged = merge([Source(matrix.value, tuple(asked), ())])
        verdict = ask_hermit(merged, individuals=[each.value for each in activities], closed=closed)
    except JavaFailureError as error:
        raise InputError(
            f"the activities cannot be classified: {error}", place=matrix.value, remedy="Ask the question 'ownership'"
        ) from error
    if not verdict.consistent:
        raise InputError(
            "the matrix contradicts the ontology, so that anything would follow",
            place=matrix.value,
            remedy="Find out where with 'raci-graph validate'",
        )
    return verdict.types


def _said(store: ox.Store, activities: Sequence[ox.NamedNode]) -> Iterator[ox.Triple]:
    """Yield what the definitions speak of, each thing with its class."""
    assignments = [each for activity in activities for each in subjects(store, "forActivity", activity)]
    cells = [each for activity in activities for each in subjects(store, "inRow", activity)]
    roles = dict.fromkeys(role for each in assignments for role in objects(store, each, "withRole"))
    for kind, things, names in (
        ("Activity", activities, ()),
        ("Assignment", assignments, ("forActivity", "toParty", "withRole")),
        ("Cell", cells, ("inRow", "readingBasis")),
        ("Role", roles, ("roleFunction",)),
    ):
        for thing in things:
            yield ox.Triple(thing, TYPE, raci(kind))
            for name in names:
                yield from (ox.Triple(thing, raci(name), each) for each in objects(store, thing, name))


def _row(store: ox.Store, activity: ox.NamedNode) -> int | None:
    return min((int(each) for each in _texts(store, activity, raci("rowNumber")) if each.isdecimal()), default=None)


def _label(store: ox.Store, activity: ox.NamedNode) -> str:
    return min(_texts(store, activity, LABEL), default="")


def _texts(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    found = (each.object for each in store.quads_for_pattern(subject, predicate, None))
    return [each.value for each in found if isinstance(each, ox.Literal)]
