"""The algebra of shapes: from nodes to those of them that violate a shape, or conform to it.

Nobody asks for each node anew: "and" is the union of the violators of its members, "or" one after the other, "not" the
nodes that conform; whatever speaks of all values of a node is taken away by MINUS, with a pattern of its own.
"""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING, assert_never

from raci_graph.shacl.conditions import CannotCompileError, condition, term
from raci_graph.shacl.focus import Focus, base, is_about_focus
from raci_graph.shacl.nodes import Nodes, union
from raci_graph.shacl.paths import may_be_empty, sparql
from raci_graph.shacl.shape import Closed, Foreign, Members, Pattern, Qualified, Select, Terms
from raci_graph.vocab import RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.shacl.paths import Path
    from raci_graph.shacl.shape import Constraint, Shape


class Algebra:
    """The patterns of one query: no variable is made twice."""

    def __init__(self) -> None:
        self._made = 0

    def fresh(self, word: str = "v") -> str:
        """Return the name of a new variable."""
        self._made += 1
        return f"{word}{self._made}"

    def instances(self, variable: str, class_: str) -> str:
        """Return the pattern of the instances of a class and of its subclasses."""
        kind = self.fresh("class")
        return f"?{variable} <{RDF}type> ?{kind} . ?{kind} <{RDFS}subClassOf>* {class_} ."

    def values(self, nodes: Nodes, node: str, path: Path, value: str) -> Nodes:
        """Return nodes with their values of a path, which may lead from a node to itself."""
        stepped = nodes.also(f"?{node} {sparql(path)} ?{value} .", value)
        if not may_be_empty(path):
            return stepped
        return union([stepped, nodes.also(f"BIND(?{node} AS ?{value})", value)], nodes)

    # What violates.

    def violating(self, shape: Shape, nodes: Nodes, node: str) -> Nodes:
        """Return the nodes that violate a shape."""
        if shape.deactivated:
            return nodes.none()
        return union((self._violating(shape, each, nodes, node) for each in shape.constraints), nodes)

    def _violating(self, shape: Shape, constraint: Constraint, nodes: Nodes, node: str) -> Nodes:
        if is_about_focus(constraint):
            return Focus(self, shape, nodes, node, self.fresh()).violating(constraint)
        if shape.path is None:
            return self.value_violating(constraint, nodes, node)
        value = self.fresh()
        return self.value_violating(constraint, self.values(nodes, node, shape.path, value), value)

    def value_violating(self, constraint: Constraint, nodes: Nodes, value: str) -> Nodes:
        """Return the nodes whose value in a variable violates a constraint on values.

        Raises:
            CannotCompileError: if SPARQL cannot say it.
        """
        match constraint:
            case Terms("class", terms):
                return nodes.without(Nodes(self.instances(value, term(terms[0])), (value,)))
            case Members(kind, shapes):
                return self._members_violating(kind, shapes, nodes, value)
            case Closed():
                return nodes.also(self.other_properties(constraint, value, self.fresh("path"), self.fresh()))
            case Terms() | Pattern():
                return nodes.where(f"!{_condition(constraint, value)}")
            case Foreign(_, reason):
                raise CannotCompileError(reason)
            case Qualified() | Select():
                raise AssertionError(constraint)
        assert_never(constraint)

    def _members_violating(self, kind: str, shapes: tuple[Shape, ...], nodes: Nodes, value: str) -> Nodes:
        match kind:
            case "not":
                return self.conforming(shapes[0], nodes, value)
            case "or":
                return reduce(lambda left, shape: self.violating(shape, left, value), shapes, nodes)
            case "xone":
                none = reduce(lambda left, shape: self.violating(shape, left, value), shapes, nodes)
                two = (self._all_conforming(pair, nodes, value) for pair in combinations(shapes, 2))
                return union([none, *two], nodes)
        return union((self.violating(shape, nodes, value) for shape in shapes), nodes)

    def other_properties(self, closed: Closed, node: str, path: str, value: str) -> str:
        """Return the pattern of the properties of a node that a closed shape does not know."""
        allowed = ", ".join(map(term, closed.allowed))
        return f"?{node} ?{path} ?{value} ." + (f" FILTER(?{path} NOT IN ({allowed}))" if allowed else "")

    # What conforms.

    def conforming(self, shape: Shape, nodes: Nodes, node: str) -> Nodes:
        """Return the nodes that conform to a shape; some perhaps several times."""
        if shape.deactivated:
            return nodes
        return reduce(lambda left, each: self._conforming(shape, each, left, node), shape.constraints, nodes)

    def _conforming(self, shape: Shape, constraint: Constraint, nodes: Nodes, node: str) -> Nodes:
        if is_about_focus(constraint):
            return Focus(self, shape, nodes, node, self.fresh()).conforming(constraint)
        if shape.path is None:
            return self._value_conforming(constraint, nodes, node)
        return nodes.without(self._violating(shape, constraint, base(shape, nodes, node), node))

    def _value_conforming(self, constraint: Constraint, nodes: Nodes, value: str) -> Nodes:
        match constraint:
            case Terms("class", terms):
                return nodes.also(self.instances(value, term(terms[0])))
            case Members(kind, shapes):
                return self._members_conforming(kind, shapes, nodes, value)
            case Closed():
                others = self.other_properties(constraint, value, self.fresh("path"), self.fresh())
                return nodes.without(Nodes(others, (value,)))
            case Foreign(_, reason):
                raise CannotCompileError(reason)
        return nodes.where(_condition(constraint, value))

    def _members_conforming(self, kind: str, shapes: tuple[Shape, ...], nodes: Nodes, value: str) -> Nodes:
        match kind:
            case "not":
                return self.violating(shapes[0], nodes, value)
            case "or":
                return union((self.conforming(shape, nodes, value) for shape in shapes), nodes)
            case "xone":
                return union((self._only(at, shapes, nodes, value) for at in range(len(shapes))), nodes)
        return self._all_conforming(shapes, nodes, value)

    def _all_conforming(self, shapes: Iterable[Shape], nodes: Nodes, value: str) -> Nodes:
        return reduce(lambda left, shape: self.conforming(shape, left, value), shapes, nodes)

    def _only(self, at: int, shapes: tuple[Shape, ...], nodes: Nodes, value: str) -> Nodes:
        """Return the nodes that conform to one of some shapes and to no other."""
        others = (*shapes[:at], *shapes[at + 1 :])
        return reduce(
            lambda left, shape: self.violating(shape, left, value), others, self.conforming(shapes[at], nodes, value)
        )


def _condition(constraint: Constraint, value: str) -> str:
    found = condition(constraint, value)
    if found is None:
        raise AssertionError(constraint)
    return found
