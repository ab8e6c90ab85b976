"""Lists that may be written the other way round: parties as headings, and what they do behind the letters of roles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.parse.list_parts import parts
from raci_graph.parse.words import is_post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.parse.list_parts import Card

_FEWEST = 3
"""How many lists there are at least of which the number of words tells something."""


def turned(cards: Sequence[Card]) -> tuple[Finding | None, bool]:
    """Return the doubt about lists whose headings may be parties, and whether they surely are.

    They are where half of them are called as posts or bodies, and hardly a name behind the letters is. They may be
    where what stands there has more words than they, or has one accountable each while hardly a heading has, or where
    one of them is called so, nothing behind the letters is, and nothing there comes again.
    """
    heads = [card.activity.plain for card in cards]
    cells = [names.plain for card in cards for _, names in card.roles.values()]
    names = [part for cell in cells for part in parts(cell)]
    if len(cards) < 2 or not names or sum(map(is_post, names)) * 4 > len(names):  # noqa: PLR2004 - one is no list
        return None, False
    place = cards[0].activity.place
    if sum(map(is_post, heads)) * 2 >= len(heads):
        message = f"'{heads[0]}' and the others with roles below them are parties, and what stands there their work"
        return Finding("P17", Severity.WARNING, message, place, "left out"), True
    longer = len(cards) >= _FEWEST and _words(names) > _words(heads)
    apart = len(cards) >= _FEWEST and any(map(is_post, heads)) and not any(map(is_post, names)) and _are_apart(cards)
    if not (longer or apart or _names_have_one_accountable(cards)):
        return None, False
    message = f"'{heads[0]}' and the others with roles below them may be parties, and what stands there what they do"
    return Finding("P17", Severity.WARNING, message, place, "read as activities"), False


def _names_have_one_accountable(cards: Sequence[Card]) -> bool:
    accountable = [parts(card.roles["Accountable"][1].plain) if "Accountable" in card.roles else [] for card in cards]
    times = Counter(name for names in accountable for name in names)
    every = {name for card in cards for _, names in card.roles.values() for name in parts(names.plain)}
    lone = sum(len(names) == 1 for names in accountable)
    return len(every) > 1 and lone * 2 <= len(cards) and all(times[name] == 1 for name in every)


def _are_apart(cards: Sequence[Card]) -> bool:
    """Tell whether nothing that stands behind the letters below a heading stands below another one."""
    below = [{part for _, names in card.roles.values() for part in parts(names.plain)} for card in cards]
    return sum(map(len, below)) == len(set().union(*below)) > len(cards)


def _words(texts: Sequence[str]) -> float:
    return sum(len(text.split()) for text in texts) / len(texts)
