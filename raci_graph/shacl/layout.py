"""Compiled queries as files that people can open and run: laid out, with prefixes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.shacl.tokens import Token, tokens, write
from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.shacl.compile import Compiled

_LOCAL = re.compile("[A-Za-z][A-Za-z0-9_-]*")
_NEW_LINE = ("UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "GROUP", "HAVING")


def file_name(query: Compiled) -> str:
    """Return the name of the file for the query of a shape: the local name of the shape.

    >>> from raci_graph.shacl.compile import Compiled
    >>> file_name(Compiled("https://w3id.org/raci-graph/shapes#W04-EmptyRow", ""))
    'W04-EmptyRow.rq'
    """
    return f"{re.split('[#/]', query.name)[-1]}.rq"


def file_text(query: Compiled) -> str:
    """Return the text of the file for the query of a shape."""
    parts = [_short(token) for token in tokens(query.text)]
    used = {part.text.partition(":")[0] for part in parts if part.kind == "name"}
    head = [
        f"# All that the shape {query.name} reports.",
        "# Do not edit: tools/refresh.py compiles it anew when the shape changes.",
    ]
    head += [f"PREFIX {prefix}: <{iri}>" for prefix, iri in sorted(PREFIXES.items()) if prefix in used]
    return "\n".join([*head, "", *_lines(parts)]) + "\n"


def _short(token: Token) -> Token:
    if token.kind == "iri":
        for prefix, iri in PREFIXES.items():
            local = token.text[1:-1].removeprefix(iri)
            if token.text.startswith(f"<{iri}") and _LOCAL.fullmatch(local):
                return Token("name", f"{prefix}:{local}", token.glued)
    return token


def _lines(parts: list[Token]) -> Iterator[str]:
    line: list[Token] = []
    depth = 0
    for at, part in enumerate(parts):
        if part.is_sign("}") or (part.is_word(*_NEW_LINE) and line and not _goes_on(line)):
            if line:
                yield _indented(line, depth)
            line = []
        depth -= part.is_sign("}")
        line.append(part)
        ahead = parts[at + 1] if at + 1 < len(parts) else None
        if part.is_sign("{", "}") or (part.is_sign(".") and ahead is not None and not ahead.glued):
            yield _indented(line, depth)
            line = []
        depth += part.is_sign("{")
    if line:
        yield _indented(line, depth)


def _goes_on(line: list[Token]) -> bool:
    """Tell whether a keyword belongs to the line before it."""
    return line[-1].is_word("NOT") or line[-1].is_sign("}")


def _indented(line: list[Token], depth: int) -> str:
    return f"{'  ' * depth}{write(line)}"
