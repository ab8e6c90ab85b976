"""What a graph states, held by property and by class, so that much can be seen of it without a query."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

import pyoxigraph as ox

from raci_graph.vocab import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable

_TYPE = f"{RDF}type"

Plain: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal


class Stated(Protocol):
    """A triple, or a quad of which the graph does not matter."""

    @property
    def subject(self) -> ox.NamedNode | ox.BlankNode | ox.Triple: ...  # noqa: D102
    @property
    def predicate(self) -> ox.NamedNode: ...  # noqa: D102
    @property
    def object(self) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple: ...  # noqa: D102


class Facts:
    """The statements of a graph.

    Attributes:
        by_property: for each property the subjects that have it, as texts, each with the value.
        is_plain: whether no statement speaks of a triple (RDF 1.2). Of other graphs nothing else is known.
    """

    def __init__(self, statements: Iterable[Stated]) -> None:
        """Take in statements; each is best there once."""
        self.by_property: dict[str, list[tuple[str, Plain]]] = defaultdict(list)
        self._values: dict[str, dict[str, list[Plain]]] = {}
        by_property = self.by_property
        self.is_plain = True
        try:
            for each in statements:
                by_property[each.predicate.value].append((each.subject.value, cast("Plain", each.object)))  # type: ignore[union-attr]
        except AttributeError:  # a triple has no text of its own
            self.is_plain = False
        kinds: set[type] = {type(value) for pairs in by_property.values() for _, value in pairs}
        if not self.is_plain or ox.Triple in kinds:
            self.is_plain = False
            self.by_property = {}

    def values(self, name: str) -> dict[str, list[Plain]]:
        """Return the values of a property, by subject."""
        found = self._values.get(name)
        if found is None:
            found = self._values[name] = {}
            for subject, value in self.by_property.get(name, ()):
                found.setdefault(subject, []).append(value)
        return found

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The texts of all subjects."""
        return frozenset(subject for pairs in self.by_property.values() for subject, _ in pairs)

    @cached_property
    def names(self) -> frozenset[str]:
        """The texts of all terms, those of literals too."""
        objects = {value.value for pairs in self.by_property.values() for _, value in pairs}
        return self.subjects | objects | self.by_property.keys()

    @cached_property
    def of_class(self) -> dict[str, set[str]]:
        """The nodes of each class, as stated: without those of its subclasses."""
        found: dict[str, set[str]] = defaultdict(set)
        for node, class_ in self.by_property.get(_TYPE, ()):
            if isinstance(class_, ox.NamedNode):
                found[class_.value].add(node)
        return found
