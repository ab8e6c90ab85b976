"""The constraints that speak of a focus node with all its values: counts, pairs of properties, languages, queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.shacl.conditions import term
from raci_graph.shacl.nodes import Nodes, union
from raci_graph.shacl.paths import may_be_empty, sparql
from raci_graph.shacl.select import select_nodes
from raci_graph.shacl.shape import Qualified, Select, Terms

if TYPE_CHECKING:
    from raci_graph.shacl.algebra import Algebra
    from raci_graph.shacl.shape import Constraint, Shape

_COMPARED = {"lessThan": "<", "lessThanOrEquals": "<="}
_OF_FOCUS = frozenset({"minCount", "maxCount", "hasValue", "uniqueLang", "equals", "disjoint", *_COMPARED})


def is_about_focus(constraint: Constraint) -> bool:
    """Tell whether a constraint speaks of a focus node with all its values, rather than of each value."""
    return constraint.kind in _OF_FOCUS or isinstance(constraint, Qualified | Select)


@dataclass(frozen=True, slots=True)
class Focus:
    """The focus nodes of a shape, in a query.

    Attributes:
        algebra: the query that this is a part of.
        shape: the shape whose constraints are asked for.
        nodes: a pattern that binds the focus nodes.
        node: the variable of the focus nodes.
        value: a variable that is not used yet, for their values.
    """

    algebra: Algebra
    shape: Shape
    nodes: Nodes
    node: str
    value: str

    def violating(self, constraint: Constraint) -> Nodes:
        """Return those that violate a constraint that ``is_about_focus``, with the value at fault where there is one.

        Raises:
            CannotCompileError: if SPARQL cannot say it.
        """
        match constraint:
            case Select():
                return select_nodes(constraint, self.nodes, self.node).nodes
            case Qualified() | Terms("minCount" | "maxCount"):
                return self._miscounted(constraint)
            case Terms("hasValue" | "equals" | "disjoint"):
                return self._compared(constraint.kind, term(constraint.terms[0]))
            case Terms("uniqueLang"):
                return self._same_language()
            case Terms(kind, terms):
                other = self.algebra.fresh()
                pairs = self._values().also(f"?{self.node} {term(terms[0])} ?{other} .")
                return pairs.where(f"!COALESCE(?{self.value} {_COMPARED[kind]} ?{other}, false)")
        raise AssertionError(constraint)

    def conforming(self, constraint: Constraint) -> Nodes:
        """Return those that conform to such a constraint; some perhaps several times.

        Raises:
            CannotCompileError: if SPARQL cannot say it.
        """
        if isinstance(constraint, Terms) and constraint.kind == "hasValue":
            return self._having(term(constraint.terms[0]))
        least = _least(constraint)
        if least is not None:
            return self.nodes if least == 0 else self._enough(constraint, least)
        begin = self if isinstance(constraint, Select) else self._begun_anew()
        return self.nodes.without(begin.violating(constraint))

    def _begun_anew(self) -> Focus:
        """Return what to begin with inside of a MINUS."""
        return Focus(self.algebra, self.shape, base(self.shape, self.nodes, self.node), self.node, self.value)

    def _values(self) -> Nodes:
        """Return the nodes with their values; without a path, each node is its own value."""
        if self.shape.path is None:
            return self.nodes.also(f"BIND(?{self.node} AS ?{self.value})", self.value)
        return self.algebra.values(self.nodes, self.node, self.shape.path, self.value)

    def _counted_values(self, constraint: Constraint) -> Nodes:
        """Return the nodes with the values that a constraint counts."""
        found = self._values()
        if isinstance(constraint, Qualified):
            found = self.algebra.conforming(constraint.shape, found, self.value)
            for sibling in constraint.siblings:
                found = self.algebra.violating(sibling, found, self.value)
        return found

    def _enough(self, constraint: Constraint, least: int) -> Nodes:
        found = self._counted_values(constraint)
        return found if least == 1 else found.counted(self.nodes.keep, self.value, f">= {least}")

    def _miscounted(self, constraint: Terms | Qualified) -> Nodes:
        """Return the nodes with too few or too many values."""
        least = _least(constraint)
        if least is None:
            most = constraint.count if isinstance(constraint, Qualified) else int(constraint.terms[0].value)
            found = self._counted_values(constraint)
            return found if most == 0 else found.counted(self.nodes.keep, self.value, f"> {most}")
        if least == 0:
            return self.nodes.none()
        return self.nodes.without(self._begun_anew()._enough(constraint, least))  # noqa: SLF001 - the same class

    def _compared(self, kind: str, term_: str) -> Nodes:
        other = f"?{self.node} {term_} ?{self.value} ."
        if kind == "disjoint":
            return self._values().also(other)
        if kind == "hasValue":
            return self._lacking(term_)
        more = self._values().without(Nodes(other, ()))
        fewer = self.nodes.also(other, self.value).without(self._begun_anew()._values())  # noqa: SLF001 - the same class
        return union([more, fewer], self.nodes)

    def _lacking(self, wanted: str) -> Nodes:
        """Return the nodes that do not have a certain value."""
        path = self.shape.path
        if path is None:
            return self.nodes.where(f"!sameTerm(?{self.node}, {wanted})")
        return self.nodes.without(self._begun_anew()._having(wanted))  # noqa: SLF001 - the same class

    def _having(self, wanted: str) -> Nodes:
        """Return the nodes that have a certain value."""
        path = self.shape.path
        if path is None or may_be_empty(path):
            return self._values().where(f"sameTerm(?{self.value}, {wanted})")
        return self.nodes.also(f"?{self.node} {sparql(path)} {wanted} .")

    def _same_language(self) -> Nodes:
        """Return the nodes with several texts of one language, once for each language."""
        language = self.algebra.fresh("language")
        tagged = self._values().also(f"BIND(LCASE(LANG(?{self.value})) AS ?{language})", language)
        return tagged.where(f'?{language} != ""').counted((*self.nodes.keep, language), self.value, "> 1")


def base(shape: Shape, nodes: Nodes, node: str) -> Nodes:
    """Return the nodes to begin with inside of a MINUS: none where the path of the shape binds the node itself."""
    return Nodes("", (node,)) if shape.path is not None and not may_be_empty(shape.path) else nodes


def _least(constraint: Constraint) -> int | None:
    """Return the number that a constraint asks for at least, or None for one of another kind."""
    if isinstance(constraint, Qualified):
        return constraint.count if constraint.kind == "qualifiedMinCount" else None
    return int(constraint.terms[0].value) if isinstance(constraint, Terms) and constraint.kind == "minCount" else None
