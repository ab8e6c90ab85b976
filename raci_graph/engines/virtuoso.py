"""What Virtuoso 7 does in its own way: its own graphs in every answer, truth values, the names of blank nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.engines.outside import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.engines.http_session import Body

_UNDEF = re.compile(rf"(?:{OPAQUE})|(?P<row>\bVALUES\s+[?$]\w+\s*\{{\s*UNDEF\s*\}})", re.IGNORECASE | re.DOTALL)
_TRUTH = "__ASK_RETVAL"
_STRANGE, _PLAIN = b'"type": "bnode", "value": "nodeID://', b'"type": "bnode", "value": "'


def without_graphs(query: str, graphs: Iterable[str]) -> str:
    """Return the query with these graphs left out of what it reads.

    A default-graph-uri for each of the others will not do: Virtuoso repeats each as a header of its answer, and an
    answer of more than a hundred headers is read by few.

    >>> without_graphs("ASK { ?s ?p ?o }", ["urn:x:g"]).split(" ", 2)[:2]
    ['DEFINE', 'input:default-graph-exclude']
    """
    kinds = ("default-graph-exclude", "named-graph-exclude")
    said = " ".join(f"DEFINE input:{kind} <{graph}>" for graph in sorted(graphs) for kind in kinds)
    return f"{said} {query}"


def without_undef(query: str) -> str:
    """Return the query without its ``VALUES ?name { UNDEF }``, which say nothing; its lines stay what they are.

    Virtuoso joins what has no value to nothing, where a sub-select or a MINUS has the same variable.

    >>> without_undef("ASK { VALUES ?s { UNDEF } ?s ?p 'VALUES ?s { UNDEF }' }")
    "ASK {  ?s ?p 'VALUES ?s { UNDEF }' }"
    """
    return _UNDEF.sub(lambda found: "\n" * found[0].count("\n") if found["row"] else found[0], query)


def truth_value(answer: dict[str, object]) -> bool | None:
    """Return the truth value that Virtuoso 7 writes as a table; None if it is another table.

    >>> truth_value({"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": []}})
    False
    """
    match answer:
        case {"head": {"vars": [str(name)]}, "results": {"bindings": list(rows)}} if name == _TRUTH:
            return bool(rows)
    return None


class PlainNames:
    """A body in which the name of a blank node is one: ``nodeID://b10`` becomes ``b10``.

    Args:
        body: the body as Virtuoso sends it.
    """

    def __init__(self, body: Body) -> None:
        self._body = body
        self._ready, self._rest = b"", b""
        self._over = False

    def read(self, size: int = 1 << 16) -> bytes:
        """Return the next bytes, at most so many; none at the end. Raises what ``Body.read`` does."""
        while not self._ready and not self._over:
            part = self._body.read(size)
            self._over = not part
            text = (self._rest + part).replace(_STRANGE, _PLAIN)
            kept = 0 if self._over else len(_STRANGE) - 1  # a name may be cut in two here
            self._ready, self._rest = text[: max(0, len(text) - kept)], text[max(0, len(text) - kept) :]
        out, self._ready = self._ready[:size], self._ready[size:]
        return out

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True
