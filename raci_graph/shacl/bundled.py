"""The compiled queries of this project's shapes, which ``tools/refresh.py`` derives from them."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from raci_graph import resources
from raci_graph.engines.outside import know
from raci_graph.errors import InputError
from raci_graph.shacl.guards import Guard
from raci_graph.shacl.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = "compiled"
"""The folder of the queries, in that of the shapes."""

GUARDS = "guards.json"
"""The file in it that says, by the name of a query's file, when the query finds nothing."""


def bundled_rules(families: Sequence[str]) -> Rules:
    """Return the rules of families of this project's shapes, which are all compiled.

    Args:
        families: the letters that the codes of their rules begin with.

    Raises:
        InputError: if the installation is incomplete.
    """
    queries = {text: name for family in dict.fromkeys(families) for name, text in _queries(family).items()}
    guards = _guards()
    return Rules(tuple(queries), guards={text: guards[name] for text, name in queries.items() if name in guards})


@cache
def _queries(family: str) -> dict[str, str]:
    """Return the queries of a family by the names of their files."""
    top = resources.folder("shapes").joinpath(FOLDER)
    files = list(resources.walk(top, ".rq")) if top.is_dir() else []
    queries = {name: file.read_text("utf-8") for name, file in files if name.startswith(family)}
    if not queries:
        raise InputError(
            f"the queries of the rules {family} are not part of this installation",
            remedy="Install raci-graph again, from a wheel or a complete checkout",
        )
    know(queries.values())
    return queries


@cache
def _guards() -> dict[str, Guard]:
    file = resources.folder("shapes").joinpath(FOLDER, GUARDS)
    return {name: Guard.from_data(data) for name, data in json.loads(file.read_text("utf-8")).items()}
