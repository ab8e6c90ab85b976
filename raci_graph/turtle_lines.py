"""The lines of RDF files on which nodes are described, for findings that no document gives a place.

pyoxigraph says what a file states, and not where. A file that it could parse is cut here into comments, texts, IRIs,
names and signs; a node is described where it stands first in a statement.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from raci_graph.model import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from raci_graph.findings import Finding

_TOKEN = re.compile(
    r"""
      (?P<skip> \#[^\n\r]* | \s+ )
    | (?P<text> \"{3}(?:[^"\\]++|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]++|\\.|'(?!''))*'{3}
              | "(?:[^"\\\n\r]++|\\.)*" | '(?:[^'\\\n\r]++|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*(?:\\[uU][0-9A-Fa-f]+[^<>"{}|^`\\\x00-\x20]*)*> )
    | (?P<at> @[A-Za-z][A-Za-z0-9-]* )
    | (?P<name> (?:[^\W_](?:[\w.-]{0,99}[\w-])?)? : (?:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[^\w\s])
                (?:(?:[\w:.\u00b7-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*(?:[\w:\u00b7-]|%[0-9A-Fa-f]{2}|\\[^\w\s]))?)? )
    | (?P<word> _:[\w](?:[\w.-]*[\w-])? | [+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+
              | [+-]?[0-9]*\.?[0-9]+ | [A-Za-z]+ )
    | (?P<open> \{\| | [\[({] ) | (?P<close> \|\} | [\])}] ) | (?P<sign> \^\^ | [.;,=|<>] )
    """,
    re.VERBOSE | re.DOTALL,
)
_DIRECTIVES = {
    f"{sign}{name}": (size, bool(sign))
    for name, size in (("prefix", 2), ("base", 1), ("version", 1))
    for sign in ("", "@")
}
"""How many tokens follow each directive, and whether a full stop does."""
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LOCAL_ESCAPE = re.compile(r"\\(.)")
_LINED = (".ttl", ".trig", ".nt", ".nq")


def with_turtle_lines(findings: Iterable[Finding], files: Sequence[tuple[str, bytes]]) -> list[Finding]:
    """Return findings that have no place with that of Turtle which describes what they speak of, if there is one.

    Args:
        findings: what was found.
        files: the RDF files that were read, by name. A lone one is the place of what has no name, too.
    """
    found = list(findings)
    wanted = {node for each in found if each.place is None for node in _nodes(each)}
    places: dict[str, Place] = {}
    if wanted:
        for name, data in files:
            if name.lower().endswith(_LINED):
                for iri, at in subject_places(data.decode("utf-8", "replace"), wanted).items():
                    places.setdefault(iri, Place(name, *at))
    other = Place(files[0][0]) if len(files) == 1 else None

    def place_of(finding: Finding) -> Place | None:
        return finding.place or next((places[node] for node in _nodes(finding) if node in places), other)

    return [replace(each, place=place_of(each)) for each in found]


def subject_places(text: str, wanted: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return the line and the column at which each of some IRIs first begins a statement.

    Args:
        text: Turtle, TriG, N-Triples or N-Quads without faults. Of other text nothing certain is said.
        wanted: the IRIs, in full.

    >>> subject_places('@prefix a: <urn:a:> .\\n# a:x a a:x .\\na:x a "a:y" .', {"urn:a:x", "urn:a:y"})
    {'urn:a:x': (3, 1)}
    """
    found: dict[str, tuple[int, int]] = {}
    reader = _Reader()
    line, counted = 1, 0
    for match in _starts(text, reader):
        iri = reader.iri(match)
        if iri is not None and iri in wanted and iri not in found:
            line += text.count("\n", counted, match.start())
            counted = match.start()
            found[iri] = (line, match.start() - text.rfind("\n", 0, match.start()))
    return found


class _Reader:
    """The prefixes and the base of a file, as far as it was read."""

    def __init__(self) -> None:
        self._prefixes: dict[str, str] = {}
        self._base = ""

    def declare(self, words: Sequence[re.Match[str]]) -> None:
        """Take in what a directive declares: a prefix and its IRI, or the IRI of the base; a version is passed over."""
        iri = self.iri(words[-1])
        if iri is not None and len(words) > 1:
            self._prefixes[words[0].group()[:-1]] = iri
        elif iri is not None:
            self._base = iri

    def iri(self, match: re.Match[str]) -> str | None:
        """Return the IRI in full that a token stands for; None for another token."""
        token = match.group()
        if match.lastgroup == "iri":
            iri = _ESCAPE.sub(lambda each: chr(int(each[1] or each[2], 16)), token[1:-1])
            return urljoin(self._base, iri) if self._base else iri
        if match.lastgroup == "name":
            prefix, _, local = token.partition(":")
            start = self._prefixes.get(prefix)
            return None if start is None else start + _LOCAL_ESCAPE.sub(r"\1", local)
        return None


def _starts(text: str, reader: _Reader) -> Iterator[re.Match[str]]:
    """Yield the token with which each statement begins, and read the directives."""
    depth, is_start = 0, True
    first: re.Match[str] | None = None  # what begins a statement, unless it turns out to name a graph
    tokens = (match for match in _TOKEN.finditer(text) if match.lastgroup != "skip")
    for match in tokens:
        token = match.group()
        if first is not None and token != "{":  # noqa: S105 - a token of Turtle
            yield first
        first = None
        if is_start and token.lower() in _DIRECTIVES:
            size, with_stop = _DIRECTIVES[token.lower()]
            reader.declare(list(islice(tokens, size)))
            is_start = not with_stop
        elif token in {"{", "}"}:
            is_start = True
        elif match.lastgroup in {"open", "close"}:
            depth += 1 if match.lastgroup == "open" else -1
            is_start = False
        elif is_start and token.lower() != "graph":
            first = match
            is_start = False
        else:
            is_start = is_start or (token == "." and not depth)  # noqa: S105


def _nodes(finding: Finding) -> list[str]:
    """Return what a finding speaks of, the nearest first: the value of a rule on a matrix, the node of a property."""
    nodes = [finding.focus, finding.value] if finding.path else [finding.value, finding.focus]
    return [node for node in nodes if node]
