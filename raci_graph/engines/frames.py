"""Rows as the tables of pandas and polars, which are asked for only here and need not be installed."""

from __future__ import annotations

import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from raci_graph.errors import MissingToolError
from raci_graph.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    from raci_graph.engines.base import Term

    TextOf = Callable[[Term | None], str | None]

_LARGEST = 2**63 - 1


def _whole(text: str) -> int:
    number = int(text)
    if abs(number) > _LARGEST:
        raise ValueError(text)
    return number


_TYPES: dict[str, Callable[[str], object]] = {
    f"{XSD}integer": _whole,
    f"{XSD}decimal": float,
    f"{XSD}double": float,
    f"{XSD}float": float,
    f"{XSD}boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    f"{XSD}date": datetime.date.fromisoformat,
}


def library(name: str) -> ModuleType:
    """Return a library that makes tables.

    Raises:
        MissingToolError: if it is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MissingToolError(f"{name} is not installed", remedy=f"Install it: pip install {name}") from error


def columns_of(names: Sequence[str], rows: Sequence[Sequence[Term | None]], text_of: TextOf) -> Mapping[str, list[Any]]:
    """Return rows by column: numbers, truth values and dates as such where all of a column are, else texts."""
    return {name: _column([row[at] for row in rows], text_of) for at, name in enumerate(names)}


def _column(terms: Sequence[Term | None], text_of: TextOf) -> list[Any]:
    kinds = {term.datatype.value if isinstance(term, ox.Literal) else "" for term in terms if term is not None}
    if len(kinds) == 1 and (made := _TYPES.get(kinds.pop())):
        try:
            return [None if term is None else made(text_of(term) or "") for term in terms]
        except (ValueError, KeyError):  # such as a date with a time zone, or a number that is no number
            pass
    return [text_of(term) for term in terms]
