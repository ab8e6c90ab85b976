"""Shapes as data: what the compiler works on. Made by ``read``, and never recursive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import pyoxigraph as ox

    from raci_graph.shacl.paths import Path

    Node: TypeAlias = ox.NamedNode | ox.BlankNode
    Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape looks at: ``kind`` is targetClass, targetNode, targetObjectsOf or targetSubjectsOf."""

    kind: str
    term: Term


@dataclass(frozen=True, slots=True)
class Terms:
    """A constraint that terms alone say, such as class, minCount or in; ``kind`` is the name of its parameter."""

    kind: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that the text of each value matches."""

    pattern: str
    flags: str
    kind: str = "pattern"


@dataclass(frozen=True, slots=True)
class Members:
    """A constraint made of other shapes: not, and, or, xone, node, property."""

    kind: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Qualified:
    """How many values keep to a shape: ``kind`` is qualifiedMinCount or qualifiedMaxCount.

    ``siblings`` are the shapes that a counted value keeps from, if the shape is to be disjoint.
    """

    kind: str
    shape: Shape
    count: int
    siblings: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """No other properties than these."""

    allowed: tuple[Term, ...]
    kind: str = "closed"


@dataclass(frozen=True, slots=True)
class Select:
    """A query that finds what is wrong: ``text`` as it is written, with the prefixes that the shape declares."""

    text: str
    prefixes: tuple[tuple[str, str], ...]
    messages: tuple[str, ...]
    kind: str = "sparql"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A constraint that only another engine knows, and why."""

    kind: str
    reason: str


Constraint: TypeAlias = Terms | Pattern | Members | Qualified | Closed | Select | Foreign


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape; ``path`` is None for a node shape, ``severity`` the IRI of its severity."""

    node: Node
    path: Path | None
    targets: tuple[Target, ...]
    constraints: tuple[Constraint, ...]
    severity: str
    messages: tuple[str, ...]
    deactivated: bool

    @property
    def name(self) -> str:
        """The IRI of the shape, or the name of its blank node: what results call it."""
        return self.node.value
