"""The raci.toml beside a template: what is known, and what may be added, as comments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from raci_graph.errors import UsageError
from raci_graph.iris import slug
from raci_graph.settings import TABLE, checked, toml_value
from raci_graph.template.plan import name

if TYPE_CHECKING:
    from raci_graph.model import About
    from raci_graph.template.plan import Plan

_KEYS = (
    ("base", "https://example.org/id/", "all names of the matrix and its parts begin with it"),
    ("publisher", "Example Ltd", "who publishes the matrix"),
    ("id", "matrix", "the name of the matrix below its base"),
    ("version", "2026-01-31", None),
    ("language", "en", None),
    ("title", "Responsibility matrix", None),
    ("service", "Mail service", "what the matrix is about"),
    ("provider", "Provider", "as its column is headed"),
    ("consumer", "Customer", "as its column is headed"),
)
"""The keys, each with an example and what it is for."""


def about_plan(plan: Plan, given: About) -> About:
    """Return what is said of the matrix of a plan: what is given, its title, its language, and an id by its title.

    Raises:
        UsageError: for a provider or consumer that is no party, or is given without a service; for a name that is blank
            or cannot be printed; for a base that cannot carry names.
    """
    names = {
        key: name(value, key)
        for key in ("id", "version", "service", "provider", "consumer")
        if (value := getattr(given, key)) is not None
    }
    for key in ("provider", "consumer"):
        if key in names and names[key] not in plan.parties:
            remedy = f"Choose from {', '.join(plan.parties)}"
            raise UsageError(f"the {key} '{names[key]}' is no party", remedy=remedy)
        if key in names and "service" not in names:
            raise UsageError(f"a {key} is given, and no service", remedy="Name it with --service")
    filled: dict[str, Any] = {"id": slug(plan.title, "matrix"), "language": "en", "title": plan.title, **names}
    return checked(replace(given, **filled), "the command line")


def settings_text(about: About) -> str:
    """Return the raci.toml that says what is given; a key that is not given stands there as a comment."""
    lines = ["# What raci-graph cannot read from the matrix beside this file.", f"[{TABLE}]"]
    for key, example, purpose in _KEYS:
        value = getattr(about, key)
        line = f"{key} = {toml_value(value)}" if value else f"# {key} = {toml_value(example)}"
        lines.append(f"{line} # {purpose}" if purpose else line)
    return "\n".join(lines) + "\n"
