"""Turtle in one canonical form, so that a change of the graph is a small change of the file.

The form: the prefixes that are used, in order of name; then a block for each subject, in a fixed order of kinds
and inside a kind by IRI with numbers counted; ``a`` first, then the label, then the other predicates by name;
objects in order. A blank node stands inside the one place that refers to it, a list in round brackets. Blank
nodes that are shared, or that refer to themselves, keep the labels of RDFC-1.0 canonicalisation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.errors import InputError
from raci_graph.vocab import DCAT, OWL, PREFIXES, PROV, RACI, RDF, RDFS, SH, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    Node = ox.NamedNode | ox.BlankNode

_TYPE = ox.NamedNode(f"{RDF}type")
_LABEL = ox.NamedNode(f"{RDFS}label")
_FIRST = ox.NamedNode(f"{RDF}first")
_REST = ox.NamedNode(f"{RDF}rest")
_NIL = ox.NamedNode(f"{RDF}nil")
_LIST_WIDTH = 90
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
_KINDS = [
    f"{OWL}Ontology",
    f"{DCAT}Catalog",
    f"{RACI}ResponsibilityMatrix",
    f"{DCAT}Dataset",
    f"{RACI}Service",
    f"{RACI}Party",
    f"{RACI}Column",
    f"{RACI}LegendEntry",
    f"{RACI}Section",
    f"{RACI}Activity",
    f"{RACI}Cell",
    f"{RACI}Assignment",
    f"{RACI}Decision",
    f"{RACI}Waiver",
    f"{OWL}Class",
    f"{OWL}ObjectProperty",
    f"{OWL}DatatypeProperty",
    f"{SH}NodeShape",
    f"{SH}PropertyShape",
    f"{RACI}RoleScheme",
    f"{RACI}RoleFunction",
    f"{RACI}Role",
    f"{RACI}ReadingBasis",
    f"{PROV}Entity",
    f"{OWL}AnnotationProperty",
]
_RANK = {iri: rank for rank, iri in enumerate(_KINDS)}


def canonical_turtle(triples: Iterable[ox.Triple | ox.Quad], prefixes: Mapping[str, str] | None = None) -> str:
    """Return the canonical Turtle of a graph, ending in a line feed; of an empty graph, an empty text.

    Args:
        triples: the graph; the graph names of quads are left out, repeated triples count once.
        prefixes: prefixes beside the fixed table of ``raci_graph.vocab.PREFIXES``.

    Returns:
        The same text for the same graph, whatever the order and the blank node labels of the input.

    Raises:
        InputError: for a triple term (RDF 1.2), which has no canonical form here.

    >>> graph = ox.parse('<http://example.org/b> <http://example.org/p> 2 .', ox.RdfFormat.TURTLE)
    >>> print(canonical_turtle(graph, {"ex": "http://example.org/"}), end="")
    @prefix ex: <http://example.org/> .
    <BLANKLINE>
    ex:b
        ex:p 2 .
    """
    return _Writer(triples, {**PREFIXES, **(prefixes or {})}).text()


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key under which numbers inside a text count as numbers: ``activity/9`` before ``activity/10``."""
    parts = re.split(r"([0-9]+)", text)
    return tuple(_number_key(part) if index % 2 else (0, 0, part) for index, part in enumerate(parts))


def _number_key(digits: str) -> tuple[int, int, str]:
    """Return a key that orders numbers by size, equal ones by zeros; of 5000 digits Python would make no int."""
    number = digits.lstrip("0")
    return 1, len(number), f"{number} {digits}"


class _Writer:
    def __init__(self, triples: Iterable[ox.Triple | ox.Quad], prefixes: Mapping[str, str]) -> None:
        self._prefixes = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self._used: set[str] = set()
        self._about: dict[Node, dict[ox.NamedNode, set[Term]]] = defaultdict(lambda: defaultdict(set))
        for subject, predicate, value in _relabelled(triples):
            self._about[subject][predicate].add(value)
        self._inline = self._nodes_to_inline()

    def text(self) -> str:
        subjects = [node for node in self._about if node not in self._inline]
        blocks = [self._block(node) for node in sorted(subjects, key=self._subject_key)]
        head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self._prefixes) if name in self._used)
        return "\n".join([*([head] if head else []), *(f"{block}\n" for block in blocks)])

    def _nodes_to_inline(self) -> set[Node]:
        referrers: dict[ox.BlankNode, list[Node]] = defaultdict(list)
        for subject, predicates in self._about.items():
            for values in predicates.values():
                for value in values:
                    if isinstance(value, ox.BlankNode):
                        referrers[value].append(subject)
        single = {node for node, by in referrers.items() if len(by) == 1}
        return {node for node in single if _ends_outside(node, referrers, single)}

    def _subject_key(self, node: Node) -> tuple[int, int, tuple[tuple[int, int, str], ...]]:
        types = [value.value for value in self._about[node].get(_TYPE, ()) if isinstance(value, ox.NamedNode)]
        rank = min((_RANK.get(iri, len(_RANK)) for iri in types), default=len(_RANK))
        if isinstance(node, ox.BlankNode):
            return rank, 1, natural_key(self._predicates(node, 1))
        return rank, 0, natural_key(node.value)

    def _block(self, node: Node) -> str:
        if isinstance(node, ox.NamedNode):
            return f"{self._iri(node)}\n    {self._predicates(node, 1)} ."
        if self._is_referred_to(node):
            return f"_:{node.value}\n    {self._predicates(node, 1)} ."
        return f"[\n    {self._predicates(node, 1)}\n] ."

    def _is_referred_to(self, node: ox.BlankNode) -> bool:
        return any(node in values for predicates in self._about.values() for values in predicates.values())

    def _predicates(self, node: Node, depth: int) -> str:
        about = self._about[node]
        order = sorted(about, key=self._predicate_key)
        pad = "\n" + "    " * depth
        return f" ;{pad}".join(f"{self._verb(each)} {self._objects(about[each], depth)}" for each in order)

    def _predicate_key(self, predicate: ox.NamedNode) -> tuple[int, str]:
        if predicate == _TYPE:
            return 0, ""
        return (1, "") if predicate == _LABEL else (2, self._iri(predicate))

    def _verb(self, predicate: ox.NamedNode) -> str:
        return "a" if predicate == _TYPE else self._iri(predicate)

    def _objects(self, values: set[Term], depth: int) -> str:
        texts = sorted((self._term(value, depth) for value in values), key=natural_key)
        if len(texts) == 1:
            return texts[0]
        return f" ,\n{'    ' * (depth + 1)}".join(texts)

    def _term(self, value: Term, depth: int) -> str:
        if isinstance(value, ox.NamedNode):
            return "()" if value == _NIL else self._iri(value)
        if isinstance(value, ox.Literal):
            return self._literal(value)
        if isinstance(value, ox.Triple):
            raise InputError("a triple term (RDF 1.2) cannot be written", remedy="State it as a node of its own")
        if value not in self._inline:
            return f"_:{value.value}"
        if not self._about[value]:
            return "[]"
        members = self._list_members(value)
        if members is not None:
            return self._list(members, depth)
        pad = "\n" + "    " * depth
        return f"[{pad}    {self._predicates(value, depth + 1)}{pad}]"

    def _list(self, members: list[Term], depth: int) -> str:
        texts = [self._term(member, depth + 1) for member in members]
        pad = "\n" + "    " * depth
        if any("\n" in text for text in texts) or sum(map(len, texts)) > _LIST_WIDTH:
            return f"({pad}    " + f"{pad}    ".join(texts) + f"{pad})"
        return f"( {' '.join(texts)} )"

    def _list_members(self, node: ox.BlankNode) -> list[Term] | None:
        members: list[Term] = []
        rest: Term = node
        while rest != _NIL:
            if not isinstance(rest, ox.BlankNode) or rest not in self._inline:
                return None
            about = self._about[rest]
            if set(about) != {_FIRST, _REST} or len(about[_FIRST]) != 1 or len(about[_REST]) != 1:
                return None
            members.append(next(iter(about[_FIRST])))
            rest = next(iter(about[_REST]))
        return members

    def _iri(self, node: ox.NamedNode) -> str:
        for name, start in self._prefixes:
            if node.value.startswith(start) and _LOCAL.fullmatch(node.value, len(start)):
                self._used.add(name)
                return f"{name}:{node.value[len(start) :]}"
        return str(node)

    def _literal(self, value: ox.Literal) -> str:
        bare = _BARE.get(value.datatype.value)
        if bare and bare.fullmatch(value.value):
            return value.value
        quoted = _quoted(value.value)
        if value.language:
            direction = f"--{value.direction}" if value.direction else ""
            return f"{quoted}@{value.language}{direction}"
        if value.datatype.value == f"{XSD}string":
            return quoted
        return f"{quoted}^^{self._iri(value.datatype)}"


def _relabelled(triples: Iterable[ox.Triple | ox.Quad]) -> list[tuple[Node, ox.NamedNode, Term]]:
    """Return the triples, each once, with the blank node labels of RDFC-1.0 where there are blank nodes."""
    plain = {ox.Quad(each.subject, each.predicate, each.object) for each in triples}
    if any(isinstance(each.subject, ox.BlankNode) or isinstance(each.object, ox.BlankNode) for each in plain):
        dataset = ox.Dataset(plain)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_256)
        plain = set(dataset)
    return [(each.subject, each.predicate, each.object) for each in plain if not isinstance(each.subject, ox.Triple)]


def _ends_outside(node: ox.BlankNode, referrers: Mapping[ox.BlankNode, list[Node]], single: set[ox.BlankNode]) -> bool:
    """Tell whether the chain of referrers of a blank node leaves the blank nodes (no circle)."""
    seen: set[Node] = {node}
    at: Node = referrers[node][0]
    while isinstance(at, ox.BlankNode) and at in single:
        if at in seen:
            return False
        seen.add(at)
        at = referrers[at][0]
    return True


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04X}", escaped)
    escaped = escaped.replace("\t", "\\t").replace("\r", "\\r")
    if "\n" not in escaped:
        return f'"{escaped}"'
    return '"""' + escaped + '"""'
