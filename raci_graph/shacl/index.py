"""A graph of shapes by subject and property, for reading: values, lists, paths."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.errors import InputError
from raci_graph.shacl.paths import STEPS, Alternative, Path, Predicate, Sequence, Step
from raci_graph.vocab import RDF, SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci_graph.shacl.shape import Node, Term

_NIL, _FIRST, _REST = f"{RDF}nil", f"{RDF}first", f"{RDF}rest"


class Index:
    """The triples of a shapes graph; triple terms are left out, no shape speaks of them."""

    def __init__(self, triples: Iterable[ox.Triple], place: str | None) -> None:
        """Sort the triples.

        Args:
            triples: the shapes graph.
            place: the file or folder that it comes from, for errors.
        """
        self._place = place
        self.opened: list[Node] = []
        self._values: dict[tuple[Term, str], list[Term]] = defaultdict(list)
        self._names: dict[Term, list[str]] = defaultdict(list)
        self._subjects: dict[tuple[str, Term], list[Term]] = defaultdict(list)
        for triple in dict.fromkeys(triples):
            if isinstance(triple.subject, ox.Triple) or isinstance(triple.object, ox.Triple):
                continue
            name = triple.predicate.value
            self._values[triple.subject, name].append(triple.object)
            self._names[triple.subject].append(name)
            self._subjects[name, triple.object].append(triple.subject)

    def subjects(self) -> Iterator[Term]:
        """Yield each node that has a property."""
        yield from self._names

    def names(self, node: Term) -> list[str]:
        """Return the IRIs of the properties of a node, each once, in order of their names."""
        return sorted(set(self._names.get(node, ())))

    def values(self, node: Term, iri: str) -> list[Term]:
        """Return the values of a property, in an order that does not depend on that of the triples."""
        return sorted(self._values.get((node, iri), ()), key=str)

    def sh(self, node: Term, name: str) -> list[Term]:
        """Return the values of a property of SHACL."""
        return self.values(node, f"{SH}{name}")

    def one(self, shape: Node, node: Term, name: str) -> Term | None:
        """Return the value of a property of SHACL that a node has at most once.

        Raises:
            InputError: if it has several; the error names the shape.
        """
        found = self.sh(node, name)
        if len(found) > 1:
            raise self.broken(shape, f"has several values of sh:{name}")
        return found[0] if found else None

    def instances(self, iri: str) -> list[Term]:
        """Return the instances of a class and of its subclasses."""
        classes, ahead = set(), [ox.NamedNode(iri)]
        while ahead:
            each = ahead.pop()
            if each not in classes:
                classes.add(each)
                below = self._subjects.get(("http://www.w3.org/2000/01/rdf-schema#subClassOf", each), ())
                ahead += [node for node in below if isinstance(node, ox.NamedNode)]
        found = {node for each in classes for node in self._subjects.get((f"{RDF}type", each), ())}
        return sorted(found, key=str)

    def items(self, shape: Node, head: Term, what: str) -> tuple[Term, ...]:
        """Return the items of an RDF list.

        Raises:
            InputError: if it is no list, or never ends.
        """
        found: list[Term] = []
        seen: set[Term] = set()
        while not (isinstance(head, ox.NamedNode) and head.value == _NIL):
            first, rest = self.values(head, _FIRST), self.values(head, _REST)
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise self.broken(shape, f"{what} is not a well-formed list")
            seen.add(head)
            found += first
            head = rest[0]
        return tuple(found)

    def path(self, shape: Node, node: Term, above: tuple[Term, ...] = ()) -> Path:
        """Return the path that a node stands for.

        Raises:
            InputError: if it stands for none, or is part of itself.
        """
        if isinstance(node, ox.NamedNode):
            return Predicate(node.value)
        if node in above or isinstance(node, ox.Literal):
            raise self.broken(shape, "has a path that is not well-formed")
        inside = (*above, node)
        if self.values(node, _FIRST):
            return Sequence(self._parts(shape, node, inside))
        for kind in ("alternativePath", *STEPS):
            found = self.one(shape, node, kind)
            if found is not None and kind == "alternativePath":
                return Alternative(self._parts(shape, found, inside))
            if found is not None:
                return Step(kind, self.path(shape, found, inside))
        raise self.broken(shape, "has a path that is not well-formed")

    def _parts(self, shape: Node, head: Term, above: tuple[Term, ...]) -> tuple[Path, ...]:
        parts = tuple(self.path(shape, part, above) for part in self.items(shape, head, "a path"))
        if len(parts) < 2:  # noqa: PLR2004 - one step is no sequence and no choice
            raise self.broken(shape, "has a path that is not well-formed: a list of one")
        return parts

    def broken(self, shape: Node, what: str) -> InputError:
        """Return the error on a shape, in one line; ``what`` is said of it.

        A shape without a name is named by the one that it is a part of: the last of ``opened`` that has one.
        """
        named = next((node for node in reversed(self.opened) if isinstance(node, ox.NamedNode)), None)
        if isinstance(shape, ox.NamedNode) or named is None:
            return broken(str(shape), what, self._place)
        return broken(f"a shape in {named}", what, self._place)


def broken(shape: str, what: str, place: str | None) -> InputError:
    """Return the error on shapes that cannot be run: ``what`` is wrong with ``shape``."""
    line = " ".join(what.split())
    return InputError(f"the shapes are broken: {shape} {line}", place=place, remedy="Mend the shape that it names")
