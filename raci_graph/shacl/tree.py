"""The groups of a SELECT query, as far as their rewriting needs them: what stands in braces, filters, sub-queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from raci_graph.shacl.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

Part: TypeAlias = "Token | Group"


@dataclass(slots=True)
class Text:
    """Triple patterns and the dots between them; also VALUES with its data."""

    tokens: list[Token]
    is_values: bool = False


@dataclass(slots=True)
class Expression:
    """FILTER or BIND with its expression, which may hold groups after EXISTS."""

    keyword: str
    parts: list[Part]


@dataclass(slots=True)
class Braces:
    """Groups with what stands before them: OPTIONAL, MINUS, GRAPH or SERVICE; several where UNION stands between."""

    keyword: list[Token]
    groups: list[Group]


@dataclass(slots=True)
class Group:
    """What stands between two braces: elements, or one sub-query."""

    elements: list[Element] = field(default_factory=list)
    query: Query | None = None


@dataclass(slots=True)
class Query:
    """A SELECT: what stands before its pattern, the pattern, and what stands behind it."""

    head: list[Token]
    where: Group
    tail: list[Part]


Element: TypeAlias = Text | Expression | Braces


class NotUnderstoodError(Exception):
    """A query that is not of a form that this module knows."""


def parse(tokens: list[Token]) -> Query:
    """Return the tree of a SELECT query.

    Args:
        tokens: those of a whole query that parses, from SELECT on.

    Raises:
        NotUnderstoodError: if it is not a SELECT query, or of a form that this module does not know.
    """
    parser = _Parser(tokens)
    query = parser.query()
    if parser.peek() is not None:
        raise NotUnderstoodError
    return query


def parse_group(tokens: list[Token]) -> Group:
    """Return the group whose elements some tokens are, without its braces.

    Raises:
        NotUnderstoodError: if they are of a form that this module does not know.
    """
    return _Parser([*tokens, Token("sign", "}")]).group()


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self) -> Token:
        token = self.peek()
        if token is None:
            raise NotUnderstoodError
        self._at += 1
        return token

    def query(self) -> Query:
        head: list[Token] = []
        while not (token := self._next()).is_sign("{"):
            if not token.is_word("WHERE"):
                head.append(token)
        if not head or not head[0].is_word("SELECT"):
            raise NotUnderstoodError
        where = self.group()
        return Query(head, where, list(self._tail()))

    def _tail(self) -> Iterator[Part]:
        while (token := self.peek()) is not None and not token.is_sign("}"):
            yield self._part()

    def _part(self) -> Part:
        token = self._next()
        return self.group() if token.is_sign("{") else token

    def group(self) -> Group:
        """Return the group whose opening brace has been read."""
        token = self.peek()
        if token is not None and token.is_word("SELECT"):
            group = Group(query=self.query())
            if not self._next().is_sign("}"):
                raise NotUnderstoodError
            return group
        group = Group()
        while not (token := self._next()).is_sign("}"):
            self._element(token, group)
        return group

    def _element(self, token: Token, group: Group) -> None:
        if token.is_sign("{"):
            group.elements.append(self._braces([]))
        elif token.is_word("OPTIONAL", "MINUS", "GRAPH", "SERVICE"):
            keyword = [token]
            while not (token := self._next()).is_sign("{"):
                keyword.append(token)
            group.elements.append(self._braces(keyword))
        elif token.is_word("FILTER", "BIND"):
            group.elements.append(Expression(token.text.upper(), self._expression()))
        elif token.is_word("VALUES"):
            group.elements.append(Text([token, *self._values()], is_values=True))
        elif group.elements and isinstance(last := group.elements[-1], Text) and not last.is_values:
            last.tokens.append(token)
        else:
            group.elements.append(Text([token]))

    def _braces(self, keyword: list[Token]) -> Braces:
        groups = [self.group()]
        while not keyword and (token := self.peek()) is not None and token.is_word("UNION"):
            self._next()
            if not self._next().is_sign("{"):
                raise NotUnderstoodError
            groups.append(self.group())
        return Braces(keyword, groups)

    def _expression(self) -> list[Part]:
        """Return what FILTER or BIND is followed by: brackets, [NOT] EXISTS with a group, or a call."""
        parts: list[Part] = []
        while True:
            part = self._part()
            parts.append(part)
            if isinstance(part, Group):
                return parts
            if part.is_sign("("):
                return [*parts, *self._rest(")", "(")]

    def _rest(self, closing: str, opening: str) -> Iterator[Part]:
        depth = 1
        while depth:
            part = self._part()
            if isinstance(part, Token):
                depth += part.is_sign(opening) - part.is_sign(closing)
            yield part

    def _values(self) -> list[Token]:
        found = []
        while not (token := self._next()).is_sign("{"):
            found.append(token)
        found.append(token)
        while not (token := self._next()).is_sign("}"):
            found.append(token)
        return [*found, token]


def write_query(query: Query) -> str:
    """Return the text of a query."""
    tail = _write_parts(query.tail)
    return f"{_join(query.head)} WHERE {write_group(query.where)}{tail and f' {tail}'}"


def write_group(group: Group) -> str:
    """Return the text of a group, with its braces."""
    if group.query is not None:
        return f"{{ {write_query(group.query)} }}"
    return " ".join(["{", *(_write_element(element) for element in group.elements), "}"])


def _write_element(element: Element) -> str:
    match element:
        case Text(tokens, is_values):
            inside = [
                token for at, token in enumerate(tokens) if not (token.is_sign(".") and at in {0, len(tokens) - 1})
            ]
            return _join(inside) if is_values or not inside else f"{_join(inside)} ."
        case Expression(keyword, parts):
            return f"{keyword} {_write_parts(parts)}"
        case Braces(keyword, groups):
            written = " UNION ".join(write_group(group) for group in groups)
            return f"{_join(keyword)} {written}" if keyword else written


def _write_parts(parts: list[Part]) -> str:
    written = []
    for part in parts:
        text = write_group(part) if isinstance(part, Group) else part.text
        written.append(text if isinstance(part, Token) and part.glued else f" {text}")
    return "".join(written).strip()


def _join(tokens: list[Token]) -> str:
    return _write_parts([*tokens])
