"""The scheme of activity types that ships with the package (``data/activity-types.ttl``)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph import resources
from raci_graph.errors import UsageError
from raci_graph.vocab import DATA, RACI, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEME = f"{DATA}activity-types"
"""The scheme, and the graph that holds it."""

FILE = "activity-types.ttl"
"""The file of the scheme, in the folder of the data."""

_TOP = f"{DATA}activity-type/"


@dataclass(frozen=True, slots=True)
class ActivityType:
    """A kind of work, or a group of them.

    Attributes:
        iri: its name.
        label: what it is called, in English.
        definition: what it means.
        broader: the IRI of the group in which it stands; None for a group itself.
        alternatives: what else it is called, in any language.
        examples: work of this kind.
    """

    iri: str
    label: str
    definition: str
    broader: str | None
    alternatives: tuple[str, ...]
    examples: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The end of its IRI, by which people name it."""
        return self.iri.removeprefix(_TOP)


@cache
def scheme_triples() -> tuple[ox.Triple, ...]:
    """Return the triples of the scheme.

    Raises:
        InputError: if the installation is incomplete.
    """
    data = resources.folder("data").joinpath(FILE).read_bytes()
    quads = ox.parse(data, ox.RdfFormat.TURTLE)
    return tuple(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)


@cache
def activity_types() -> Mapping[str, ActivityType]:
    """Return the activity types by their IRIs, in order of these; a group is one without ``broader``.

    Raises:
        InputError: if the installation is incomplete.

    >>> activity_types()["https://w3id.org/raci-graph/id/activity-type/make-backups"].label
    'Make and manage backups'
    """
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in scheme_triples():
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            said[triple.subject.value][triple.predicate.value].append(triple.object.value)
    return {
        iri: ActivityType(
            iri,
            own[f"{SKOS}prefLabel"][0],
            own[f"{SKOS}definition"][0],
            next(iter(own[f"{SKOS}broader"]), None),
            tuple(sorted(own[f"{SKOS}altLabel"])),
            tuple(sorted(own[f"{SKOS}example"])),
        )
        for iri, own in sorted(said.items())
        if f"{RACI}ActivityType" in own[f"{RDF}type"]
    }


def type_iri(name: str) -> str:
    """Return the IRI of an activity type.

    Args:
        name: the end of the IRI of a type of this scheme (``make-backups``), or the IRI of any type.

    Raises:
        UsageError: for a name that is in no scheme, or is no IRI; it tells those that are near.

    >>> type_iri("make-backups")
    'https://w3id.org/raci-graph/id/activity-type/make-backups'
    """
    known = activity_types()
    if ":" in name and not name.startswith(_TOP):
        try:
            return ox.NamedNode(name).value
        except ValueError as error:
            raise UsageError(f"'{name}' is not an IRI", remedy="'raci-graph types list' has the names") from error
    iri = name if name.startswith(_TOP) else _TOP + name
    if iri in known:
        return iri
    from difflib import get_close_matches

    near = get_close_matches(iri.removeprefix(_TOP), [each.slug for each in known.values()])
    remedy = f"Did you mean {', '.join(near)}?" if near else "'raci-graph types list' has the names"
    raise UsageError(f"there is no activity type '{iri.removeprefix(_TOP)}'", remedy=remedy)
