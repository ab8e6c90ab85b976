"""Frozen dataclasses that are made in half the time, for the kinds of which a document has one for each cell or row."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import update_wrapper
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = TypeVar("Kind")


def made_quickly(kind: type[Kind]) -> type[Kind]:
    """Return a frozen dataclass with slots whose objects are made in about half the time; all else stays as it is.

    A frozen dataclass has a guard against changes, and sets its own fields around it, by a call for each. Here an
    object is of a twin without the guard while its fields are set. One of a class derived from it is made as ever.

    Args:
        kind: a class as ``dataclass(frozen=True, slots=True)`` makes it, without a ``__post_init__``.
    """
    names = [each.name for each in fields(kind)]  # type: ignore[arg-type]
    twin = type(kind.__name__, (), {"__slots__": tuple(names)})
    known: dict[str, object] = {"_kind": kind, "_twin": twin, "_missing": MISSING, "_set": object.__setattr__}
    known["_guarded"] = kind.__init__
    parameters, made = [], []
    for each in fields(kind):  # type: ignore[arg-type]
        is_optional = each.default is not MISSING or each.default_factory is not MISSING
        parameters.append(f"{each.name}=_default_{each.name}" if is_optional else each.name)
        known[f"_default_{each.name}"] = each.default
        if each.default_factory is not MISSING:
            known[f"_make_{each.name}"] = each.default_factory
            made.append(f" if {each.name} is _missing: {each.name} = _make_{each.name}()")
    lines = [
        f"def __init__(self, {', '.join(parameters)}):",
        *made,
        f" if self.__class__ is not _kind: return _guarded(self, {', '.join(names)})",
        " _set(self, '__class__', _twin)",
        *(f" self.{name} = {name}" for name in names),
        " self.__class__ = _kind",
    ]
    exec("\n".join(lines), known)  # noqa: S102 - as dataclasses make theirs: of the names of fields alone
    made_init: Callable[..., None] = known["__init__"]  # type: ignore[assignment]
    kind.__init__ = update_wrapper(made_init, kind.__init__)  # type: ignore[method-assign]
    return kind
