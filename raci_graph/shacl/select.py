"""Compiles the query of a SPARQL constraint, which speaks of one focus node, to one for all focus nodes at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.engines.base import error_position
from raci_graph.shacl.conditions import BrokenConstraintError, CannotCompileError
from raci_graph.shacl.nodes import Nodes
from raci_graph.shacl.rewrite import certain, keep_apart, own_variables, rewrite
from raci_graph.shacl.tokens import Token, tokens
from raci_graph.shacl.tree import (
    Braces,
    Expression,
    Group,
    NotUnderstoodError,
    Query,
    Text,
    parse,
    parse_group,
    write_query,
)

if TYPE_CHECKING:
    from raci_graph.shacl.shape import Select

_FORBIDDEN = ("MINUS", "VALUES", "SERVICE")
_RESERVED = re.compile(r"focus|shape|path|severity|component|message|(v|class|path|language)\d+")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Selected:
    """What a query finds: the nodes, and the variables of its result by the names that it gives them."""

    nodes: Nodes
    columns: dict[str, str]


def select_nodes(constraint: Select, nodes: Nodes, node: str) -> Selected:
    """Return what the query of a constraint finds at some nodes.

    Args:
        constraint: the query.
        nodes: the pattern that binds the focus nodes.
        node: their variable, which takes the place of $this.

    Raises:
        BrokenConstraintError: if the query does not parse or holds what SHACL forbids.
        CannotCompileError: if it cannot be said for all focus nodes at once.
    """
    words = _expanded(constraint)
    try:
        query = parse(words)
        focus = tokens(nodes.text)
        _refuse(query)
        names = _names(words, node, {name for token in focus if (name := token.variable)})
        query = parse([_renamed(token, names) for token in words])
        _inject(query.where, focus, node, always=True)
    except NotUnderstoodError as error:
        raise CannotCompileError("a query of a form that is not known") from error
    rewrite(query.where)
    keep_apart(query.where)
    columns = {name: names[name] for name in _columns(parse(words).head)}
    return Selected(
        Nodes(f"{{ {write_query(query)} }}", (node, *(each for each in columns.values() if each != node))), columns
    )


def _expanded(constraint: Select) -> list[Token]:
    """Return the tokens of a query from SELECT on, with each prefixed name as an IRI in full."""
    head = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in constraint.prefixes)
    words = tokens(constraint.text)
    prefixes = dict(constraint.prefixes)
    while words and words[0].is_word("PREFIX"):
        prefixes[words[1].text[:-1]] = words[2].text[1:-1]
        words = words[3:]
    for before, word in zip([Token("sign", "{"), *words], words, strict=False):
        if before.is_word("AS") and word.variable == "this":
            raise BrokenConstraintError("has a query that gives $this another value")
        if word.is_word(*_FORBIDDEN):
            raise BrokenConstraintError(f"has a query that must not contain a {word.text.upper()} clause")
        if word.kind == "name" and word.text.partition(":")[0] not in prefixes:
            raise BrokenConstraintError(f"uses the prefix '{word.text.partition(':')[0]}:', which it does not declare")
    try:
        ox.Store().query(f"{head}{constraint.text}")
    except SyntaxError as error:
        line, column = error_position(error)
        raise BrokenConstraintError(
            f"has a query that does not parse (line {line}, column {column - len(head) * (line == 1)})"
        ) from error
    return [_full(word, prefixes) for word in words]


def _full(token: Token, prefixes: dict[str, str]) -> Token:
    if token.kind != "name":
        return token
    prefix, _, local = token.text.partition(":")
    local = _ESCAPED.sub(r"\1", local)
    return Token("iri", f"<{prefixes[prefix]}{local}>", token.glued)


def _refuse(query: Query) -> None:
    """Refuse what means something else for all focus nodes than for one."""
    names = {token.variable for token in query.head}
    if any(token.is_sign("*") for token in query.head[:3]) or "this" not in names:
        raise CannotCompileError("a query that does not name $this in its SELECT clause")
    if "failure" in names:
        raise CannotCompileError("a query that can report a failure")
    _refuse_for_one(query)
    for word in _words(query):
        if word.variable in {"shapesGraph", "currentShape"}:
            raise CannotCompileError(f"a query that uses ${word.variable}")


def _refuse_for_one(query: Query) -> None:
    tail = [part for part in query.tail if isinstance(part, Token)]
    if any(token.is_word("LIMIT", "OFFSET") for token in tail):
        raise CannotCompileError("a query with LIMIT or OFFSET")
    for inner in _sub_queries(query.where):
        if "this" not in {token.variable for token in inner.head}:
            raise BrokenConstraintError("has a query with a sub-query that does not name $this in its SELECT clause")
        _refuse_for_one(inner)


def _sub_queries(group: Group) -> list[Query]:
    if group.query is not None:
        return [group.query]
    inner = [each for element in group.elements if isinstance(element, Braces) for each in element.groups]
    parts = [part for element in group.elements if isinstance(element, Expression) for part in element.parts]
    inner += [part for part in parts if isinstance(part, Group)]
    return [query for each in inner for query in _sub_queries(each)]


def _words(query: Query) -> list[Token]:
    return tokens(write_query(query))


def _names(words: list[Token], node: str, taken: set[str]) -> dict[str, str]:
    """Return a new name for each variable of a query that may not keep its own."""
    own = {name for token in words if (name := token.variable)}
    names = {name: name for name in own}
    for name in sorted(own):
        if name in taken or _RESERVED.fullmatch(name):
            new = f"{name}_"
            while new in own or new in taken:
                new += "_"
            names[name] = new
    return {**names, "this": node}


def _renamed(token: Token, names: dict[str, str]) -> Token:
    if token.variable is None:
        return token
    return Token("variable", f"?{names[token.variable]}", token.glued)


def _columns(head: list[Token]) -> list[str]:
    """Return the names of the columns of a SELECT clause."""
    found, depth, named = [], 0, False
    for token in head:
        depth += token.is_sign("(") - token.is_sign(")")
        if token.variable is not None and (depth == 0 or named):
            found.append(token.variable)
        named = token.is_word("AS")
    return found


def _inject(group: Group, focus: list[Token], node: str, *, always: bool = False) -> None:
    """Put the pattern of the focus nodes in front of each group that uses them without binding them itself."""
    if group.query is not None:
        _inject(group.query.where, focus, node)
        return
    for element in group.elements:
        if isinstance(element, Braces):
            for inner in element.groups:
                _inject(inner, focus, node)
    if always or (node in own_variables(group) and _needs_focus(group, node)):
        group.elements = [*parse_group(focus).elements, *group.elements]


def _needs_focus(group: Group, node: str) -> bool:
    """Tell whether a group may ask for a focus node that it does not bind, or bind it to any node at all."""
    if node not in certain(group):
        return True
    texts = [token for element in group.elements if isinstance(element, Text) for token in element.tokens]
    binds = [element for element in group.elements if isinstance(element, Expression) and element.keyword == "BIND"]
    used = any(node in {part.variable for part in each.parts if isinstance(part, Token)} for each in binds)
    return used or any(token.is_sign("?", "*") for token in texts)
