"""Rewrites the groups of a query, so that an engine joins sets and does not ask for each solution anew.

FILTER NOT EXISTS becomes MINUS, and FILTER EXISTS a join, where that means the same: where the inner pattern binds all
its variables by triple patterns, its filters use no others, and what it shares with the outside (at least one variable)
is always bound there. Where that cannot be shown, the filter stays. An inner pattern whose parts have nothing in common
but what is bound outside is given the outer pattern as well: alone it would be each with each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.shacl.tokens import Token
from raci_graph.shacl.tree import Braces, Expression, Group, Query, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.shacl.tree import Element, Part


def variables(group: Group) -> set[str]:
    """Return all variables that stand in a group, at any depth."""
    return {name for token in _all_tokens(group) if (name := token.variable) is not None}


def own_variables(group: Group) -> set[str]:
    """Return the variables that stand in a group itself and in its filters, not in the groups inside of it."""
    found = set()
    for element in group.elements:
        parts = element.tokens if isinstance(element, Text) else getattr(element, "parts", [])
        for part in parts:
            if isinstance(part, Group):
                found |= variables(part)
            elif part.variable is not None:
                found.add(part.variable)
        if isinstance(element, Braces) and _keyword(element) == "MINUS":
            found |= {name for inner in element.groups for name in variables(inner)}
    return found


def certain(group: Group) -> set[str]:
    """Return the variables that each solution of a group binds."""
    if group.query is not None:
        return _projected(group.query) & certain(group.query.where)
    found: set[str] = set()
    for element in group.elements:
        if isinstance(element, Text) and not (
            element.is_values and any(each.is_word("UNDEF") for each in element.tokens)
        ):
            found |= {name for token in element.tokens if (name := token.variable) is not None}
        elif isinstance(element, Braces) and _keyword(element) in {"", "GRAPH"}:
            found |= set.intersection(*(certain(inner) for inner in element.groups))
    return found


def rewrite(group: Group) -> None:
    """Turn each FILTER [NOT] EXISTS of a group and of the groups inside of it into a join or MINUS, if it is the same.

    Args:
        group: the group; it is changed.
    """
    if group.query is not None:
        rewrite(group.query.where)
        return
    kept: list[Element] = []
    taken: list[Element] = []
    for element in group.elements:
        joined = _joined(element, group)
        if joined is not None:
            taken.append(joined)
            continue
        if isinstance(element, Braces):
            for each in element.groups:
                rewrite(each)
        kept.append(element)
    group.elements = kept + taken


def _joined(element: Element, group: Group) -> Element | None:
    """Return what stands for a filter of a group at its end; None for an element that stays."""
    bound = certain(group)
    inner = _exists(element, "NOT", "EXISTS")
    if inner is not None and _is_plain(inner) and variables(inner) & bound:
        return _minus(inner, group)
    asked = _exists(element, "EXISTS")
    if asked is not None and _is_plain(asked):
        shared = variables(asked) & variables(Group([each for each in group.elements if each is not element]))
        return _having(asked, shared) if shared and shared <= bound else None
    return None


def _minus(inner: Group, group: Group) -> Element | None:
    """Return the element that takes away the solutions for which an inner group has one."""
    parts = _components(inner)
    if sum(isinstance(part, Braces) for part in parts) > 1:
        around = Group([each for each in group.elements if _is_positive(each)])
        if any(token.kind == "blank" for token in _all_tokens(around)):  # such a name may not stand twice
            return None
        inner = Group([Braces([], [around]), *parts])
    return Braces([Token("word", "MINUS")], [inner])


def keep_apart(group: Group) -> None:
    """Make each group in braces a sub-query, so that an engine joins its solutions as a whole.

    Otherwise an engine may flatten the groups, and begin with a join that has each matrix meet each other one.
    """
    if group.query is not None:
        keep_apart(group.query.where)
    for element in group.elements:
        for inner in element.groups if isinstance(element, Braces) else ():
            keep_apart(inner)
        if isinstance(element, Braces) and not element.keyword and len(element.groups) == 1:
            inner = element.groups[0]
            if inner.query is None:
                head = [Token("word", "SELECT"), Token("sign", "*")]
                element.groups = [Group(query=Query(head, inner, []))]


def _exists(element: Element, *words: str) -> Group | None:
    """Return the group of FILTER [NOT] EXISTS { … }, if an element is that; ``words`` are those before the group."""
    if isinstance(element, Expression) and element.keyword == "FILTER" and isinstance(element.parts[-1], Group):
        before = [part.text.upper() if isinstance(part, Token) else "" for part in element.parts[:-1]]
        return element.parts[-1] if before == list(words) else None
    return None


def _having(inner: Group, shared: set[str]) -> Braces:
    """Return the element that keeps the solutions for which a group has one, by the variables that they share."""
    names = [Token("variable", f"?{name}") for name in sorted(shared)]
    head = [Token("word", "SELECT"), Token("word", "DISTINCT"), *names]
    return Braces([], [Group(query=Query(head, inner, []))])


def _is_plain(group: Group) -> bool:
    """Tell whether a group holds triple patterns and filters on their variables alone."""
    bound = certain(group)
    for element in group.elements:
        if isinstance(element, Braces) or (isinstance(element, Text) and element.is_values):
            return False
        if isinstance(element, Expression):
            if element.keyword != "FILTER" or any(isinstance(part, Group) for part in element.parts):
                return False
            if any(part.variable not in bound for part in _variable_tokens(element.parts)):
                return False
    named = any(token.kind == "blank" for token in _all_tokens(group))
    return group.query is None and bool(bound) and not named


def _is_positive(element: Element) -> bool:
    """Tell whether an element binds variables, whatever else stands in its group."""
    return isinstance(element, Text) or (isinstance(element, Braces) and _keyword(element) in {"", "GRAPH"})


def _components(group: Group) -> list[Element]:
    """Return the parts of a group that hang together by its own variables, each in braces; then its filters."""
    parts: list[Group] = []
    for element in group.elements:
        for sentence in _sentences(element.tokens) if isinstance(element, Text) else ():
            joined = [part for part in parts if variables(part) & variables(Group([sentence]))]
            whole = Group([each for part in joined for each in part.elements] + [sentence])
            parts = [part for part in parts if part not in joined] + [whole]
    return [*(Braces([], [part]) for part in parts), *(each for each in group.elements if not isinstance(each, Text))]


def _sentences(tokens: list[Token]) -> Iterator[Text]:
    """Yield each subject with all that is said of it."""
    sentence: list[Token] = []
    for token in [*tokens, Token("sign", ".")]:
        if not token.is_sign("."):
            sentence.append(token)
        elif sentence:
            yield Text(sentence)
            sentence = []


def _variable_tokens(parts: list[Part]) -> Iterator[Token]:
    for part in parts:
        if isinstance(part, Token) and part.variable is not None:
            yield part


def _keyword(element: Braces) -> str:
    return element.keyword[0].text.upper() if element.keyword else ""


def _projected(query: Query) -> set[str]:
    """Return the variables of the SELECT clause that are not computed in it."""
    depth, found = 0, set()
    for token in query.head:
        depth += token.is_sign("(") - token.is_sign(")")
        if depth == 0 and token.variable is not None:
            found.add(token.variable)
    return found


def _all_tokens(group: Group) -> Iterator[Token]:
    if group.query is not None:
        yield from group.query.head
        yield from _all_tokens(group.query.where)
        yield from _tokens_of(group.query.tail)
    for element in group.elements:
        match element:
            case Text(tokens):
                yield from tokens
            case Expression(_, parts):
                yield from _tokens_of(parts)
            case Braces(keyword, groups):
                yield from keyword
                for inner in groups:
                    yield from _all_tokens(inner)


def _tokens_of(parts: list[Part]) -> Iterator[Token]:
    for part in parts:
        if isinstance(part, Group):
            yield from _all_tokens(part)
        else:
            yield part
