"""Sets of nodes as SPARQL patterns: the text of the elements of a group, and what can be done with such sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.shacl.conditions import CannotCompileError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Nodes:
    """A pattern that binds variables; ``keep`` are those that are still wanted, the other ones help to find them."""

    text: str
    keep: tuple[str, ...]

    def also(self, text: str, *keep: str) -> Nodes:
        """Return the nodes for which further elements hold, with the variables of these that are to be kept."""
        if len(self.text) > _LONGEST:
            raise CannotCompileError("shapes in shapes that make a query too long")
        return Nodes(f"{self.text} {text}".strip(), (*self.keep, *keep))

    def where(self, expression: str) -> Nodes:
        """Return the nodes for which an expression is true."""
        return self.also(f"FILTER({expression})")

    def none(self) -> Nodes:
        """Return no node, in the same variables."""
        return self.where("false")

    def without(self, taken: Nodes) -> Nodes:
        """Return the nodes that are not among others, which share a variable with them."""
        return self.also(f"MINUS {{ {taken.text} }}")

    def counted(self, keep: tuple[str, ...], value: str, test: str) -> Nodes:
        """Return the nodes in ``keep`` for which the number of different values passes a test, such as "> 1"."""
        names = " ".join(f"?{each}" for each in dict.fromkeys(keep))
        having = f"GROUP BY {names} HAVING (COUNT(DISTINCT ?{value}) {test})"
        return Nodes(f"{{ SELECT {names} WHERE {{ {self.text} }} {having} }}", keep)


def union(sets: Iterable[Nodes], empty: Nodes) -> Nodes:
    """Return the nodes of all of some sets in the same variables; without any, no node of ``empty``."""
    each = list(sets)
    if not each:
        return empty.none()
    if len(each) == 1:
        return each[0]
    return Nodes(" UNION ".join(f"{{ {one.text} }}" for one in each), each[0].keep)
