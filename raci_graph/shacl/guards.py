"""Tells, without a query, that a shape surely reports nothing: then its query need not run.

What a guard knows are targets by class and property, and the plain constraints on one property, such as how often it
stands and of which class or datatype its values are: most of a matrix that is well built. Of queries in shapes a guard
knows the one that looks for terms which no ontology declares. Where a guard does not hold, nothing is said: the query
decides. So a guard never reports, and never keeps a report back.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from raci_graph.vocab import RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci_graph.shacl.facts import Facts, Plain

_SUBCLASS = f"{RDFS}subClassOf"
_DECLARES = f"{RDFS}isDefinedBy"
_INTEGER = f"{XSD}integer"
_ANY = re.compile(".*", re.DOTALL)
TEXTS = {
    f"{XSD}string": _ANY,
    f"{RDF}langString": _ANY,
    _INTEGER: re.compile("[0-9]{1,18}"),
    f"{XSD}date": re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"),
}
"""The datatypes that guards know, and texts of them that are right beyond doubt."""


class Need(NamedTuple):
    """What a property shape asks of one property.

    Attributes:
        path: the property.
        least: how many values there are at least: 0 or 1.
        once: whether more than one value may be at fault.
        tests: what each value must be, as the name of a test and its argument; a test that is not known never passes.
    """

    path: str
    least: int
    once: bool
    tests: Sequence[Sequence[str]]


class Guard(NamedTuple):
    """When a shape reports nothing: without a focus node, where these have what is needed, or all terms are declared.

    Attributes:
        targets: how focus nodes are found: the local name of a kind of target, and its class or property.
        needs: what they need; None if that is more than a guard knows.
        namespace: the shape reports nothing but terms of this namespace without ``rdfs:isDefinedBy``; None for another.
    """

    targets: Sequence[Sequence[str]]
    needs: Sequence[Need] | None
    namespace: str | None = None

    @classmethod
    def from_data(cls, data: Sequence[Any]) -> Guard:
        """Return the guard that is written as data for JSON."""
        targets, needs, namespace = data
        return cls(targets, needs and [Need(*each) for each in needs], namespace)


class Look:
    """A graph, looked at by guards: its own statements, and those of the ontology that lie beside them."""

    def __init__(self, own: Facts, beside: Facts) -> None:
        """Take in a graph and what lies beside it; a statement that both hold makes fewer guards hold."""
        self._parts = (own, beside)
        self._known: dict[str, frozenset[str]] = {}
        self._is_plain = own.is_plain and beside.is_plain and not own.by_property.get(_SUBCLASS)

    def shows(self, guard: Guard) -> bool:
        """Tell whether a shape with this guard surely reports nothing."""
        if not self._is_plain:
            return False
        if guard.namespace is not None:
            return self._declares(guard.namespace)
        focus = frozenset().union(*(self._focus(kind, name) for kind, name in guard.targets))
        if not focus:
            return True
        return guard.needs is not None and all(self._has(focus, need) for need in guard.needs)

    def _declares(self, namespace: str) -> bool:
        """Tell whether all terms of a namespace are declared."""
        used = {name for part in self._parts for name in part.names if name.startswith(namespace) and name != namespace}
        return used <= {subject for subject, _ in self._pairs(_DECLARES)}

    def _pairs(self, name: str) -> Iterable[tuple[str, Plain]]:
        return chain.from_iterable(part.by_property.get(name, ()) for part in self._parts)

    def _focus(self, kind: str, name: str) -> Iterable[str]:
        if kind == "targetClass":
            return self._instances(name)
        if kind == "targetSubjectsOf":
            return (subject for subject, _ in self._pairs(name))
        return (value.value for _, value in self._pairs(name))

    def _instances(self, class_: str) -> frozenset[str]:
        """Return the instances of a class and of its subclasses."""
        if class_ in self._known:
            return self._known[class_]
        classes, ahead = {class_}, [class_]
        while ahead:
            above = ahead.pop()
            new = {below for below, each in self._pairs(_SUBCLASS) if each.value == above} - classes
            classes |= new
            ahead += new
        nodes = frozenset[str]().union(*(part.of_class.get(each, ()) for part in self._parts for each in classes))
        self._known[class_] = nodes
        return nodes

    def _has(self, focus: frozenset[str], need: Need) -> bool:
        pairs = [pair for pair in self._pairs(need.path) if pair[0] in focus]
        having = {subject for subject, _ in pairs}
        if (need.least and len(having) < len(focus)) or (need.once and len(having) < len(pairs)):
            return False
        values = {value for _, value in pairs}
        return not values or all(self._passes(values, kind, argument) for kind, argument in need.tests)

    def _passes(self, values: set[Plain], kind: str, argument: str) -> bool:
        match kind:
            case "class":
                nodes = {each.value for each in values if not isinstance(each, ox.Literal)}
                return len(nodes) == len(values) and nodes <= self._instances(argument)
            case "nodeKind":
                return all(isinstance(each, ox.NamedNode) for each in values)
            case "datatype":
                return all(_is_of(each, argument) for each in values)
            case "minLength":
                return all(isinstance(each, ox.Literal) and len(each.value) >= int(argument) for each in values)
            case "minInclusive":
                return all(_is_of(each, _INTEGER) and int(each.value) >= int(argument) for each in values)
        return False


def _is_of(value: Plain, datatype: str) -> bool:
    return (
        isinstance(value, ox.Literal)
        and value.datatype.value == datatype
        and TEXTS[datatype].fullmatch(value.value) is not None
    )
