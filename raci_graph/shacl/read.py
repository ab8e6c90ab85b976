"""Reads a shapes graph: triples to shapes. What is broken, recursive or unknown to SHACL is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.errors import InputError
from raci_graph.shacl import parameters
from raci_graph.shacl.index import Index
from raci_graph.shacl.paths import sparql
from raci_graph.shacl.shape import Closed, Foreign, Members, Pattern, Qualified, Select, Shape, Target, Terms
from raci_graph.vocab import RDFS, SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci_graph.shacl.shape import Constraint, Node, Term


def read_shapes(triples: Iterable[ox.Triple], *, place: str | None = None) -> tuple[Shape, ...]:
    """Return the shapes of a graph that have a target, in order of their names, each with all that it is made of.

    Args:
        triples: the shapes graph.
        place: the file or folder that it comes from, for errors.

    Raises:
        InputError: if no shape has a target, or a shape is broken or recursive or uses what SHACL does not define;
            the error names the shape.
    """
    reader = _Reader(Index(triples, place))
    found = reader.with_targets()
    if not found:
        raise InputError("there is no shape with a target", place=place, remedy="Give a graph of SHACL shapes")
    return found


class _Reader:
    def __init__(self, index: Index) -> None:
        self._index = index
        self._shapes: dict[Node, Shape] = {}
        self._typed = {*index.instances(f"{SH}NodeShape"), *index.instances(f"{SH}PropertyShape")}
        self._classes = set(index.instances(f"{RDFS}Class"))
        self._components = list(self._custom_components())

    def with_targets(self) -> tuple[Shape, ...]:
        """Return the shapes with a target. Every other node that says it is a shape is read too: it may be broken."""
        index = self._index
        names = {f"{SH}{name}" for name in (*parameters.TARGETS, "target")}
        nodes = {node for node in index.subjects() if names.intersection(index.names(node))} | self._typed
        shapes = [self.shape(_as_node(node, index)) for node in sorted(nodes, key=str)]
        return tuple(shape for shape in shapes if shape.targets)

    def shape(self, node: Node) -> Shape:
        """Return the shape that a node is."""
        if node in self._index.opened:
            way = " -> ".join(str(each) for each in [*self._index.opened[self._index.opened.index(node) :], node])
            raise self._index.broken(node, f"is recursive ({way})")
        if node not in self._shapes:
            self._index.opened.append(node)
            self._shapes[node] = self._read(node)
            self._index.opened.pop()
        return self._shapes[node]

    def _read(self, node: Node) -> Shape:
        index = self._index
        self._refuse_unknown(node)
        path = index.one(node, node, "path")
        if path is None and node in index.instances(f"{SH}PropertyShape"):
            raise index.broken(node, "is a property shape without sh:path")
        severity = index.one(node, node, "severity")
        if severity is not None and not isinstance(severity, ox.NamedNode):
            raise index.broken(node, "has a severity that is not an IRI")
        return Shape(
            node=node,
            path=None if path is None else index.path(node, path),
            targets=tuple(self._targets(node)),
            constraints=tuple(self._constraints(node, is_property=path is not None)),
            severity=severity.value if severity else f"{SH}Violation",
            messages=self._messages(node, node),
            deactivated=self._flag(node, node, "deactivated"),
        )

    def _refuse_unknown(self, node: Node) -> None:
        for name in self._index.names(node):
            if name.startswith(SH) and name.removeprefix(SH) not in parameters.KNOWN:
                raise self._index.broken(node, f"uses sh:{name.removeprefix(SH)}, which SHACL does not define")
        for name in parameters.REFUSED:
            if self._index.sh(node, name):
                raise self._index.broken(node, f"uses sh:{name}, which is beyond SHACL Core and SHACL-SPARQL")

    def _targets(self, node: Node) -> Iterator[Target]:
        for kind in parameters.TARGETS:
            for term in self._index.sh(node, kind):
                if kind != "targetNode" and not isinstance(term, ox.NamedNode):
                    raise self._index.broken(node, f"has a value of sh:{kind} that is not an IRI")
                yield Target(kind, term)
        if node in self._classes and node in self._typed and isinstance(node, ox.NamedNode):
            yield Target("targetClass", node)

    def _messages(self, shape: Node, node: Term) -> tuple[str, ...]:
        found = self._index.sh(node, "message")
        if not all(isinstance(message, ox.Literal) for message in found):
            raise self._index.broken(shape, "has a message that is not a text")
        return tuple(sorted(message.value for message in found))

    def _flag(self, shape: Node, node: Term, name: str) -> bool:
        """Tell whether a property is true; by SHACL only the literal true is, "1" is not."""
        value = self._index.one(shape, node, name)
        if value is not None and not (isinstance(value, ox.Literal) and parameters.is_boolean(value)):
            raise self._index.broken(shape, f"has a value of sh:{name} that is not true or false")
        return value is not None and value.value == "true"

    def _constraints(self, node: Node, *, is_property: bool) -> Iterator[Constraint]:
        index = self._index
        if not is_property:
            for kind in parameters.FOR_PROPERTIES:
                if index.sh(node, kind):
                    raise index.broken(node, f"is a node shape and has sh:{kind}, which only property shapes may")
        yield from self._of_terms(node)
        yield from self._of_patterns(node)
        yield from self._of_shapes(node)
        yield from self._qualified(node)
        if self._flag(node, node, "closed"):
            yield self._closed(node)
        for query in index.sh(node, "sparql"):
            yield from self._select(node, query)
        for component, wanted in self._components:
            if wanted and wanted <= set(index.names(node)):
                yield Foreign(component, f"the constraint component <{component}>")

    def _of_terms(self, node: Node) -> Iterator[Constraint]:
        for kind, (is_right, said) in parameters.OF_TERMS.items():
            values = self._index.sh(node, kind)
            if len(values) > 1 and kind in parameters.ONCE:
                raise self._index.broken(node, f"has several values of sh:{kind}")
            for value in values:
                items = self._index.items(node, value, f"sh:{kind}") if kind in parameters.LISTS else (value,)
                if not all(is_right(item) for item in items):
                    raise self._index.broken(node, f"has a value of sh:{kind} that is not {said}")
                if kind != "uniqueLang" or value.value == "true":
                    yield Terms(kind, items)

    def _of_patterns(self, node: Node) -> Iterator[Constraint]:
        flags = self._index.one(node, node, "flags")
        for pattern in self._index.sh(node, "pattern"):
            if not isinstance(pattern, ox.Literal) or not (flags is None or isinstance(flags, ox.Literal)):
                raise self._index.broken(node, "has a pattern or flags that are not a text")
            yield Pattern(pattern.value, flags.value if flags else "")

    def _of_shapes(self, node: Node) -> Iterator[Constraint]:
        index = self._index
        for kind in ("not", "node", "property"):
            for value in index.sh(node, kind):
                if kind == "property" and not index.sh(value, "path"):
                    raise index.broken(node, "has a property shape without sh:path")
                member = self.shape(_as_node(value, index, node))
                if kind == "node" and member.path is not None:
                    raise index.broken(node, f"has sh:node {value}, which is a property shape")
                yield Members(kind, (member,))
        for kind in ("and", "or", "xone"):
            for value in index.sh(node, kind):
                items = index.items(node, value, f"sh:{kind}")
                yield Members(kind, tuple(self.shape(_as_node(item, index, node)) for item in items))

    def _qualified(self, node: Node) -> Iterator[Constraint]:
        index = self._index
        values = index.sh(node, "qualifiedValueShape")
        counts = {kind: index.one(node, node, kind) for kind in ("qualifiedMinCount", "qualifiedMaxCount")}
        for value in values:
            disjoint = self._flag(node, node, "qualifiedValueShapesDisjoint")
            siblings = self._siblings(node, value) if disjoint else ()
            for kind, count in counts.items():
                if count is not None and not parameters.is_count(count):
                    raise index.broken(node, f"has a value of sh:{kind} that is not a whole number (xsd:integer)")
                if count is not None:
                    yield Qualified(kind, self.shape(_as_node(value, index, node)), int(count.value), siblings)

    def _siblings(self, node: Node, own: Term) -> tuple[Shape, ...]:
        """Return the other qualified shapes of the shapes that have this one as a property."""
        index = self._index
        parents = [each for each in index.subjects() if node in index.sh(each, "property")]
        properties = {each for parent in parents for each in index.sh(parent, "property")}
        found = {shape for each in properties for shape in index.sh(each, "qualifiedValueShape")} - {own}
        return tuple(self.shape(_as_node(shape, index, node)) for shape in sorted(found, key=str))

    def _closed(self, node: Node) -> Closed:
        index = self._index
        ignored = index.one(node, node, "ignoredProperties")
        items = index.items(node, ignored, "sh:ignoredProperties") if ignored is not None else ()
        own = [path for each in index.sh(node, "property") for path in index.sh(each, "path")]
        allowed = {each for each in (*items, *own) if isinstance(each, ox.NamedNode)}
        return Closed(tuple(sorted(allowed, key=str)))

    def _select(self, node: Node, query: Term) -> Iterator[Constraint]:
        index = self._index
        if self._flag(node, query, "deactivated"):
            return
        text = index.one(node, query, "select")
        if not isinstance(text, ox.Literal):
            raise index.broken(node, "has sh:sparql without the text of a query (sh:select)")
        path = index.one(node, node, "path")
        words = text.value if path is None else text.value.replace("$PATH", sparql(index.path(node, path)))
        yield Select(words, tuple(self._prefixes(node, query)), self._messages(node, query))

    def _prefixes(self, shape: Node, query: Term) -> Iterator[tuple[str, str]]:
        index = self._index
        ahead, seen = index.sh(query, "prefixes"), set[object]()
        while ahead:
            each = ahead.pop()
            if each in seen:
                continue
            seen.add(each)
            ahead += index.values(each, "http://www.w3.org/2002/07/owl#imports")
            for declared in index.sh(each, "declare"):
                prefix, namespace = index.one(shape, declared, "prefix"), index.one(shape, declared, "namespace")
                if not isinstance(prefix, ox.Literal) or not isinstance(namespace, ox.Literal):
                    raise index.broken(shape, "declares a prefix without sh:prefix or sh:namespace")
                yield prefix.value, namespace.value

    def _custom_components(self) -> Iterator[tuple[str, set[str]]]:
        """Yield each constraint component that the graph declares: its IRI and the parameters that it must have."""
        for component in self._index.instances(f"{SH}ConstraintComponent"):
            wanted = set()
            for parameter in self._index.sh(component, "parameter"):
                optional = any(each.value == "true" for each in self._index.sh(parameter, "optional"))
                wanted |= set() if optional else {path.value for path in self._index.sh(parameter, "path")}
            if wanted and not any(name.startswith(SH) for name in wanted):
                yield component.value, wanted


def _as_node(term: Term, index: Index, shape: Node | None = None) -> Node:
    if isinstance(term, ox.Literal):
        raise index.broken(shape or ox.BlankNode(), f"has {term} where a shape should stand")
    return term
