"""The terms of a version as a table, and how those of two versions differ."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph import resources
from raci_graph.errors import InputError
from raci_graph.vocab import DCTERMS, OWL, PREFIXES, RACI, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci_graph.dist.collect import ReleaseGraph

Statement = tuple[str, str, str]
"""A term, a property and a value, each as it stands in the table."""

HEADER = "term\tproperty\tvalue"
_RELEASES = "releases"
_SUFFIX = ".terms.tsv"
_DEFINED_BY = ox.NamedNode(f"{RDFS}isDefinedBy")
_FIRST = ox.NamedNode(f"{RDF}first")
_REST = ox.NamedNode(f"{RDF}rest")
_NIL = ox.NamedNode(f"{RDF}nil")
_WORDS = frozenset(
    {
        f"{RDFS}label",
        f"{RDFS}comment",
        f"{RDFS}seeAlso",
        *(f"{SKOS}{name}" for name in ("altLabel", "prefLabel", "definition", "scopeNote", "example", "editorialNote")),
        f"{DCTERMS}isReplacedBy",
    }
)
_DEPRECATED = f"{OWL}deprecated"
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


class Step(IntEnum):
    """How far a change moves the version; ``docs/releasing.md`` says why."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True)
class TermChange:
    """What became of a term.

    Attributes:
        term: its short name.
        kind: "added", "removed", "deprecated", "meaning" (what it means to a machine changed) or "words".
        detail: what changed, for people.
    """

    term: str
    kind: str
    detail: str = ""

    @property
    def step(self) -> Step:
        """How far it moves the version."""
        return _STEPS[self.kind]

    @property
    def breaking(self) -> bool:
        """Whether data or queries that were right before may be wrong now."""
        return self.step is Step.MAJOR


_STEPS = {
    "added": Step.MINOR,
    "deprecated": Step.MINOR,
    "removed": Step.MAJOR,
    "meaning": Step.MAJOR,
    "words": Step.PATCH,
}


def terms_of(graphs: Iterable[ReleaseGraph]) -> tuple[Statement, ...]:
    """Return what the graphs of ontologies state of the terms that they define, in order."""
    return tuple(sorted(statement for graph in graphs for statement in _terms(graph)))


def to_tsv(statements: Iterable[Statement]) -> str:
    """Return the table of terms as text."""
    return "".join(f"{line}\n" for line in (HEADER, *("\t".join(each) for each in statements)))


def from_tsv(text: str, place: str) -> tuple[Statement, ...]:
    """Return the table of terms that a text holds.

    Raises:
        InputError: if it is no such table.
    """
    first, *lines = text.splitlines()
    rows = [tuple(line.split("\t")) for line in lines]
    if first != HEADER or any(len(row) != len(HEADER.split("\t")) for row in rows):
        raise InputError("is not a table of terms", place=place, remedy="Take the terms.tsv of a release")
    return tuple((term, name, value) for term, name, value in rows)


def last_release(version: str) -> tuple[str, tuple[Statement, ...]] | None:
    """Return the newest release up to a version, with its terms; None before the first one.

    Raises:
        InputError: if its table cannot be read.
    """
    top = resources.folder("ontology").joinpath(_RELEASES)
    if not top.is_dir():
        return None
    found = {path.removesuffix(_SUFFIX): file for path, file in resources.walk(top, _SUFFIX)}
    known = [name for name in found if numbers(name) <= numbers(version)]
    if not known:
        return None
    last = max(known, key=numbers)
    return last, from_tsv(found[last].read_text("utf-8"), f"ontology/{_RELEASES}/{last}{_SUFFIX}")


def numbers(version: str) -> tuple[int, int, int]:
    """Return the three numbers of a version.

    Raises:
        InputError: if it has another form.
    """
    match = _VERSION.fullmatch(version)
    if match is None:
        raise InputError(f"'{version}' is not a version", remedy="Write three numbers, such as 1.4.0")
    major, minor, patch = map(int, match.groups())
    return major, minor, patch


def least_version(last: str, changes: Iterable[TermChange]) -> str:
    """Return the least version that a release with these changes may have.

    Before 1.0.0 a breaking change moves the second number, and any other the third.

    >>> least_version("1.4.2", [TermChange("raci:Party", "removed")])
    '2.0.0'
    >>> least_version("0.1.0", [TermChange("raci:Party", "added")])
    '0.1.1'
    """
    step = max((each.step for each in changes), default=Step.NONE)
    major, minor, patch = numbers(last)
    if major == 0 and step is not Step.NONE:
        step = Step(max(step - 1, Step.PATCH))
    if step is Step.MAJOR:
        return f"{major + 1}.0.0"
    if step is Step.MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + (step is Step.PATCH)}"


def compare_terms(before: Sequence[Statement], after: Sequence[Statement]) -> tuple[TermChange, ...]:
    """Return what became of each term, by name; a term of which nothing changed is left out."""
    old, new = _by_term(before), _by_term(after)
    changes = [TermChange(term, "added", _kinds(new[term])) for term in new.keys() - old.keys()]
    changes += [TermChange(term, "removed", _kinds(old[term])) for term in old.keys() - new.keys()]
    for term in old.keys() & new.keys():
        gone, come = old[term] - new[term], new[term] - old[term]
        changed = {name for name, _ in gone | come}
        if changed - _short(_WORDS) == {_short_name(_DEPRECATED)} and come:
            changes.append(TermChange(term, "deprecated"))
        elif changed - _short(_WORDS):
            detail = "; ".join(_said(name, gone, come) for name in sorted(changed - _short(_WORDS)))
            changes.append(TermChange(term, "meaning", detail))
        elif changed:
            changes.append(TermChange(term, "words", ", ".join(sorted(changed))))
    return tuple(sorted(changes, key=lambda each: (each.term, each.kind)))


def _by_term(statements: Iterable[Statement]) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for term, name, value in statements:
        found.setdefault(term, set()).add((name, value))
    return found


def _kinds(about: set[tuple[str, str]]) -> str:
    return ", ".join(sorted(value for name, value in about if name == "rdf:type"))


def _said(name: str, gone: set[tuple[str, str]], come: set[tuple[str, str]]) -> str:
    before, after = (", ".join(sorted(v for at, v in each if at == name)) or "nothing" for each in (gone, come))
    return f"{name}: {before} became {after}"


def _terms(graph: ReleaseGraph) -> Iterable[Statement]:
    home = ox.NamedNode(graph.iri)
    about: dict[ox.NamedNode | ox.BlankNode, list[tuple[ox.NamedNode, ox.NamedNode | ox.BlankNode | ox.Literal]]] = {}
    for each in graph.triples:
        if not isinstance(each.subject, ox.Triple) and not isinstance(each.object, ox.Triple):
            about.setdefault(each.subject, []).append((each.predicate, each.object))
    for subject, values in about.items():
        own = isinstance(subject, ox.NamedNode) and subject.value.startswith(RACI) and (_DEFINED_BY, home) in values
        if own:
            for predicate, value in values:
                if predicate != _DEFINED_BY:
                    yield _short_name(subject.value), _short_name(predicate.value), _value(value, about)


def _value(
    node: ox.NamedNode | ox.BlankNode | ox.Literal,
    about: dict[ox.NamedNode | ox.BlankNode, list[tuple[ox.NamedNode, ox.NamedNode | ox.BlankNode | ox.Literal]]],
) -> str:
    """Return a value on one line; what stands in a blank node or a list is written out."""
    if isinstance(node, ox.Literal):
        quoted = json.dumps(node.value, ensure_ascii=False)
        if node.language:
            return f"{quoted}@{node.language}"
        kind = _short_name(node.datatype.value)
        return quoted if kind == "xsd:string" else f"{quoted}^^{kind}"
    if isinstance(node, ox.NamedNode):
        return _short_name(node.value)
    members = []
    rest: ox.NamedNode | ox.BlankNode | ox.Literal = node
    while isinstance(rest, ox.BlankNode) and (at := dict(about.get(rest, []))).keys() == {_FIRST, _REST}:
        members.append(_value(at[_FIRST], about))
        rest = at[_REST]
    if members and rest == _NIL:
        return f"( {' '.join(members)} )"
    inside = sorted(f"{_short_name(predicate.value)} {_value(value, about)}" for predicate, value in about[node])
    return f"[ {' ; '.join(inside)} ]"


def _short(iris: Iterable[str]) -> set[str]:
    return {_short_name(iri) for iri in iris}


def _short_name(iri: str) -> str:
    """Return an IRI as the table has it: with a fixed prefix where one fits, else in angle brackets."""
    for name, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{name}:{iri.removeprefix(start)}"
    return f"<{iri}>"
