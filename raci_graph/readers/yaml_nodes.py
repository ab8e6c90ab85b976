"""YAML into its nodes, which know their places; nothing in it is made into an object or a number."""

from __future__ import annotations

from typing import Any

Node = Any
"""A node of yaml, whose types do not tell kinds of nodes apart."""

SCHEMES = frozenset({"raci", "rasci", "raci-vs", "cairo", "daci", "rapid"})
"""The keys, in small letters, of maps that say who has which role."""

NAMES = ("title", "name", "id")
"""The keys by which a page, or what a map is about, is called, the best first."""

_LONGEST_NAME = 5
"""How many words a name has at most where all others of its map have more."""


def is_scheme(key: Node) -> bool:
    """Tell whether a key is the name of a scheme of roles."""
    return key.id == "scalar" and key.value.casefold().replace("_", "-") in SCHEMES


def holds_sentences(node: Node) -> bool:
    """Tell whether the values of a map are all sentences or long texts, and so no names."""
    return bool(node.value) and all(
        value.id == "scalar" and (value.value.endswith(".") or len(value.value.split()) > _LONGEST_NAME)
        for _, value in node.value
    )


class NotYamlError(Exception):
    """A text is no YAML; ``line`` and ``column`` say where, from 0 on, None where that is not known."""

    def __init__(self, line: int | None, column: int | None) -> None:
        super().__init__()
        self.line = line
        self.column = column


def compose(text: str) -> list[Node]:
    """Return the root node of each document in a text.

    Raises:
        NotYamlError: for a text that is no YAML, or nests too deeply.
    """
    import yaml

    try:
        return list(yaml.compose_all(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            raise NotYamlError(None, None) from error
        last = text.count("\n")
        raise NotYamlError(min(mark.line, last), mark.column if mark.line <= last else 0) from error
