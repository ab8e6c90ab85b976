"""Turtle in one canonical form, so that a change of the graph is a small change of the file.

The form: the prefixes that are used, in order of name; then a block for each subject, in a fixed order of kinds
and inside a kind by IRI with numbers counted; ``a`` first, then the label, then the other predicates by name;
objects in order. A blank node stands inside the one place that refers to it, a list in round brackets. Blank
nodes that are shared, or that refer to themselves, keep the labels of RDFC-1.0 canonicalisation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.errors import InputError
from raci_graph.progress import tracked
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
_NUMBER = re.compile(r"[0-9]+")
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
_RANK: dict[Term, int] = {ox.NamedNode(iri): rank for rank, iri in enumerate(_KINDS)}


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


def natural_key(text: str) -> str:
    """Return a sort key under which numbers inside a text count as numbers: ``activity/9`` before ``activity/10``."""
    return _NUMBER.sub(_number_key, text)


def _number_key(found: re.Match[str]) -> str:
    """Return a text that orders numbers by size, equal ones by zeros, and stands before any other character."""
    number = found[0].lstrip("0")
    return f"\0{len(number):010}{number} {found[0]}\0"


@lru_cache
def _head_key(head: str) -> str:
    return natural_key(head)


def _iri_key(iri: str) -> str:
    """Return the natural key of an IRI; the IRIs of a graph have few heads, whose keys are made once."""
    head = _head(iri)
    return _head_key(head) + natural_key(iri[len(head) :])


def _head(iri: str) -> str:
    """Return an IRI up to its last slash or hash, behind which its local name stands."""
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


class _Writer:
    def __init__(self, triples: Iterable[ox.Triple | ox.Quad], prefixes: Mapping[str, str]) -> None:
        self._prefixes = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self._used: set[str] = set()
        self._fitting: dict[str, list[tuple[str, str]]] = {}
        self._iris: dict[ox.NamedNode, str] = {}
        self._statements, self._referrers = _by_subject(triples)
        self._inline = _nodes_to_inline(self._referrers)

    def text(self) -> str:
        subjects = sorted((node for node in self._statements if node not in self._inline), key=self._subject_key)
        blocks = [self._block(node) for node in tracked(subjects, "writing Turtle", len(subjects))]
        head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self._prefixes) if name in self._used)
        return "\n".join([*([head] if head else []), *blocks])

    def _about(self, node: Node) -> dict[ox.NamedNode, set[Term]]:
        about: dict[ox.NamedNode, set[Term]] = defaultdict(set)
        for predicate, value in self._statements.get(node, ()):
            about[predicate].add(value)
        return about

    def _subject_key(self, node: Node) -> tuple[int, int, str]:
        types = (value for predicate, value in self._statements[node] if predicate == _TYPE)
        rank = min((_RANK.get(each, len(_RANK)) for each in types), default=len(_RANK))
        if isinstance(node, ox.BlankNode):
            return rank, 1, natural_key(self._predicates(node, 1))
        return rank, 0, _iri_key(node.value)

    def _block(self, node: Node) -> str:
        if isinstance(node, ox.NamedNode):
            return f"{self._iri(node)}\n    {self._predicates(node, 1)} .\n"
        if node in self._referrers:
            return f"_:{node.value}\n    {self._predicates(node, 1)} .\n"
        return f"[\n    {self._predicates(node, 1)}\n] .\n"

    def _predicates(self, node: Node, depth: int) -> str:
        about = self._about(node)
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
        texts = [self._term(value, depth) for value in values]
        if len(texts) == 1:
            return texts[0]
        texts.sort(key=natural_key)
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
        if value not in self._statements:
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
            about = self._about(rest)
            if set(about) != {_FIRST, _REST} or len(about[_FIRST]) != 1 or len(about[_REST]) != 1:
                return None
            members.append(next(iter(about[_FIRST])))
            rest = next(iter(about[_REST]))
        return members

    def _iri(self, node: ox.NamedNode) -> str:
        text = self._iris.get(node)
        if text is None:
            text = self._iris[node] = self._new_iri(node)
        return text

    def _new_iri(self, node: ox.NamedNode) -> str:
        iri = node.value
        for name, start in self._prefixes_within(_head(iri)):
            if iri.startswith(start) and _LOCAL.fullmatch(iri, len(start)):
                self._used.add(name)
                return f"{name}:{iri[len(start) :]}"
        return str(node)

    def _prefixes_within(self, head: str) -> list[tuple[str, str]]:
        """Return the prefixes that may fit IRIs with a head; as no local name has its last sign, they go as far."""
        found = self._fitting.get(head)
        if found is None:
            found = self._fitting[head] = [each for each in self._prefixes if each[1].startswith(head)]
        return found

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


def _by_subject(
    triples: Iterable[ox.Triple | ox.Quad],
) -> tuple[dict[Node, list[tuple[ox.NamedNode, Term]]], dict[Node, list[Node]]]:
    """Return predicates and objects by subject, and the subjects that refer to each blank node.

    A term that is said again is kept once; so is a triple with a blank node, another one as often as it is said.
    Blank nodes get the labels of RDFC-1.0, which rest on nothing but the triples that hold blank nodes.
    """
    found: dict[Node, list[tuple[ox.NamedNode, Term]]] = defaultdict(list)
    referrers: dict[Node, list[Node]] = defaultdict(list)
    predicates: dict[ox.NamedNode, ox.NamedNode] = {}
    terms: dict[Term, Term] = {}
    loose: set[ox.Quad] = set()
    for each in triples:
        subject, predicate, value = each.subject, each.predicate, each.object
        if isinstance(subject, ox.BlankNode) or isinstance(value, ox.BlankNode):
            loose.add(ox.Quad(subject, predicate, value))
        elif isinstance(subject, ox.NamedNode):
            found[subject].append((predicates.setdefault(predicate, predicate), terms.setdefault(value, value)))
    dataset = ox.Dataset(loose)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_256)
    for quad in dataset:
        if not isinstance(quad.subject, ox.Triple):
            found[quad.subject].append((quad.predicate, quad.object))
            if isinstance(quad.object, ox.BlankNode):
                referrers[quad.object].append(quad.subject)
    return dict(found), dict(referrers)


def _nodes_to_inline(referrers: Mapping[Node, list[Node]]) -> set[Node]:
    """Return the blank nodes with one referrer whose chain of referrers leaves them (no circle)."""
    single = {node for node, by in referrers.items() if len(by) == 1}
    leaves: dict[Node, bool] = {}
    for node in single:
        chain: dict[Node, None] = {}
        at = node
        while at in single and at not in leaves and at not in chain:
            chain[at] = None
            at = referrers[at][0]
        leaves |= dict.fromkeys(chain, leaves.get(at, at not in chain))
    return {node for node, it_leaves in leaves.items() if it_leaves}


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04X}", escaped)
    escaped = escaped.replace("\t", "\\t").replace("\r", "\\r")
    if "\n" not in escaped:
        return f'"{escaped}"'
    return '"""' + escaped + '"""'
