"""The compiled queries of this project's shapes, which ``tools/refresh.py`` derives from them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from raci_graph import resources
from raci_graph.engines.outside import know
from raci_graph.errors import InputError
from raci_graph.shacl.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = "compiled"
"""The folder of the queries, in that of the shapes."""


def bundled_rules(families: Sequence[str]) -> Rules:
    """Return the rules of families of this project's shapes, which are all compiled.

    Args:
        families: the letters that the codes of their rules begin with.

    Raises:
        InputError: if the installation is incomplete.
    """
    return Rules(tuple(query for family in dict.fromkeys(families) for query in _queries(family)))


@cache
def _queries(family: str) -> tuple[str, ...]:
    top = resources.folder("shapes").joinpath(FOLDER)
    files = list(resources.walk(top, ".rq")) if top.is_dir() else []
    queries = tuple(file.read_text("utf-8") for name, file in files if name.startswith(family))
    if not queries:
        raise InputError(
            f"the queries of the rules {family} are not part of this installation",
            remedy="Install raci-graph again, from a wheel or a complete checkout",
        )
    know(queries)
    return queries
