"""SHACL property paths, and how SPARQL writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

STEPS = {"inversePath": "^{}", "zeroOrMorePath": "{}*", "oneOrMorePath": "{}+", "zeroOrOnePath": "{}?"}
"""The paths of one step, by their SHACL names, as SPARQL writes them."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """The path along one property."""

    iri: str


@dataclass(frozen=True, slots=True)
class Step:
    """A path with one of the marks of ``STEPS``."""

    kind: str
    path: Path


@dataclass(frozen=True, slots=True)
class Sequence:
    """Paths one after the other."""

    parts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Paths of which one is taken."""

    parts: tuple[Path, ...]


Path: TypeAlias = Predicate | Step | Sequence | Alternative


def sparql(path: Path) -> str:
    """Return a path as a SPARQL property path, with its IRIs in full.

    >>> sparql(Sequence((Step("inversePath", Predicate("urn:a")), Step("zeroOrMorePath", Predicate("urn:b")))))
    '^<urn:a>/<urn:b>*'
    """
    match path:
        case Predicate(iri):
            return f"<{iri}>"
        case Step(kind, inner):
            return STEPS[kind].format(_bracketed(inner, Sequence, Step))
        case Sequence(parts):
            return "/".join(_bracketed(part, Sequence) for part in parts)
        case Alternative(parts):
            return f"({'|'.join(_bracketed(part) for part in parts)})"


def label(path: Path) -> str:
    """Return a path as results name it: a path of one property is its IRI."""
    return path.iri if isinstance(path, Predicate) else sparql(path)


def may_be_empty(path: Path) -> bool:
    """Tell whether a path may lead from a node to itself without any step.

    >>> may_be_empty(Step("zeroOrOnePath", Predicate("urn:a")))
    True
    """
    match path:
        case Predicate():
            return False
        case Step("zeroOrMorePath" | "zeroOrOnePath", _):
            return True
        case Step(_, inner):
            return may_be_empty(inner)
        case Sequence(parts):
            return all(may_be_empty(part) for part in parts)
        case Alternative(parts):
            return any(may_be_empty(part) for part in parts)


def _bracketed(path: Path, *kinds: type[Path]) -> str:
    return f"({sparql(path)})" if isinstance(path, kinds) else sparql(path)
