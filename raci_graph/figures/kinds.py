"""What the part of a party in an activity amounts to: the kinds that colours stand for, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.report import Function

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

BLANK, UNSETTLED = "blank", "unsettled"
KINDS_SAID = {
    "both": "answers and does the work",
    "answers": "answers",
    "does": "does the work",
    "advises": "is consulted",
    "told": "is informed",
    "other": "has another role",
    UNSETTLED: "not settled",
}
"""The kinds that have a colour, by their name in ``colours.KINDS``; a blank cell has none."""
_BY_WEIGHT = {
    Function.ANSWERS: "answers",
    Function.DOES: "does",
    Function.ADVISES: "advises",
    Function.IS_TOLD: "told",
}


def kind_of(functions: AbstractSet[Function | None]) -> str:
    """Return what roles amount to together: of several things what weighs most.

    >>> kind_of({Function.IS_TOLD, Function.DOES}), kind_of({Function.DOES, Function.ANSWERS}), kind_of({None})
    ('does', 'both', 'other')
    """
    if {Function.ANSWERS, Function.DOES} <= functions:
        return "both"
    return next((kind for function, kind in _BY_WEIGHT.items() if function in functions), "other")
