"""A graph as the nested JSON of a frame, at the pace of the graph: as JSON-LD framing gives it for frames like ours.

Such a frame is explicit throughout: a node has what its frame names, nested as the frame is nested.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from raci_graph.vocab import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from raci_graph.dist.context import Json

    Node = ox.NamedNode | ox.BlankNode | ox.Triple

_TYPE = f"{RDF}type"
_NATIVE: dict[str, Callable[[str], object]] = {f"{XSD}integer": int, f"{XSD}boolean": lambda text: text == "true", f"{XSD}double": float}


def nested(triples: Iterable[ox.Triple], frame: Json, context: Json) -> list[Json]:
    """Return the nodes of a frame's types in order of their IRIs, each with what the frame names.

    Args:
        triples: the graph.
        frame: the frame, explicit throughout.
        context: the context by whose terms things are named.
    """
    return _Nesting(triples, context["@context"]).top(frame)


class _Nesting:
    def __init__(self, triples: Iterable[ox.Triple], terms: Json) -> None:
        self._terms = terms
        self._prefixes = {
            name: iri for name, iri in terms.items() if isinstance(iri, str) and iri.endswith(("#", "/"))
        }
        self._names: dict[str, list[str]] = defaultdict(list)
        for name, term in terms.items():
            iri = term["@id"] if isinstance(term, dict) and "@id" in term else term
            if isinstance(iri, str) and name not in self._prefixes and not iri.startswith("@"):
                self._names[self._full(iri)].append(name)
        self._objects: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for each in dict.fromkeys(triples):
            self._objects[str(each.subject)][each.predicate.value].append(each.object)
            if not isinstance(each.object, ox.Literal):
                self._subjects[str(each.object)][each.predicate.value].append(each.subject)
        self._nodes = {str(each.subject): each.subject for each in triples}

    def top(self, frame: Json) -> list[Json]:
        fitting = [each for each in self._nodes.values() if self._fits(each, frame)]
        return [self._node(each, frame) for each in sorted(fitting, key=_value_of)]

    def _fits(self, node: Node, frame: Json) -> bool:
        wanted = frame.get("@type", [])
        kinds = [wanted] if isinstance(wanted, str) else wanted
        found = {each.value for each in self._objects[str(node)].get(_TYPE, ())}
        return not kinds or any(self._full(self._iri_of(kind)) in found for kind in kinds)

    def _node(self, node: Node, frame: Json) -> Json:
        made: Json = {"id": self._curie(node.value) if isinstance(node, ox.NamedNode) else str(node)}
        kinds = sorted(each.value for each in self._objects[str(node)].get(_TYPE, ()))
        if kinds:
            made["type"] = _one_or_all([self._named(each) for each in kinds])
        keys = [key for key in frame if not key.startswith("@")]
        backward = [key for key in keys if "@reverse" in (self._terms.get(key) or ())]
        forward = [key for key in keys if key not in backward]
        for key in sorted(forward, key=lambda key: self._full(self._iri_of(key))):
            iri = self._full(self._iri_of(key))
            for name, values in self._by_name(iri, self._objects[str(node)].get(iri, ()), frame[key]).items():
                made[name] = values
        for key in backward:
            iri = self._full(self._terms[key]["@reverse"])
            there = [each for each in self._subjects[str(node)].get(iri, ()) if self._fits(each, frame[key])]
            if there:
                made[key] = _one_or_all([self._node(each, frame[key]) for each in sorted(there, key=_value_of)])
        return made

    def _by_name(self, iri: str, values: Iterable[Any], frame: Json) -> Json:
        """Return the values of a property under the term that fits each."""
        found: dict[str, list[object]] = defaultdict(list)
        languages: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for value in sorted(values, key=_value_of):
            name = self._name_for(iri, value)
            term = self._terms.get(name)
            if isinstance(term, dict) and term.get("@container") == "@language":
                languages[name][value.language or "@none"].append(value.value)
            else:
                found[name].append(self._value(value, term if isinstance(term, dict) else {}, frame))
        made: Json = {name: _one_or_all(each) for name, each in found.items()}
        for name, texts in languages.items():
            made[name] = {language: _one_or_all(each) for language, each in sorted(texts.items())}
        return dict(sorted(made.items()))

    def _name_for(self, iri: str, value: Any) -> str:  # noqa: ANN401 - any term
        for name in sorted(self._names.get(iri, ()), key=lambda name: (len(name), name)):
            term = self._terms[name]
            kind, container = (term.get("@type"), term.get("@container")) if isinstance(term, dict) else (None, None)
            if isinstance(value, ox.Literal):
                plain = value.datatype.value in {f"{XSD}string", f"{RDF}langString"}
                fits = plain if container else kind is None or self._full(kind) == value.datatype.value
            else:
                fits = not container and kind in {None, "@id", "@vocab"}
            if fits:
                return name
        return self._curie(iri)

    def _value(self, value: Any, term: Json, frame: Json) -> object:  # noqa: ANN401 - any term
        if isinstance(value, ox.Literal):
            return self._literal(value, term)
        if frame.get("@embed") != "@never" and frame:
            return self._node(value, frame)
        if term.get("@type") == "@vocab":
            return self._named(value.value)
        short = self._curie(value.value) if isinstance(value, ox.NamedNode) else str(value)
        return short if term.get("@type") == "@id" else {"id": short}

    def _literal(self, value: ox.Literal, term: Json) -> object:
        kind = value.datatype.value
        if value.language:
            return {"@language": value.language, "@value": value.value}
        if kind == f"{XSD}string" or ("@type" in term and self._full(term["@type"]) == kind):
            return value.value
        if kind in _NATIVE:
            return _NATIVE[kind](value.value)
        return {"type": self._curie(kind), "@value": value.value}

    def _iri_of(self, key: str) -> str:
        term = self._terms.get(key, key)
        return str(term.get("@id", key)) if isinstance(term, dict) else str(term)

    def _full(self, iri: str) -> str:
        prefix, colon, rest = iri.partition(":")
        return self._prefixes[prefix] + rest if colon and prefix in self._prefixes else iri

    def _named(self, iri: str) -> str:
        names = [each for each in self._names.get(iri, ()) if not isinstance(self._terms[each], dict)]
        return min(names) if names else self._curie(iri)

    def _curie(self, iri: str) -> str:
        starts = [(name, start) for name, start in self._prefixes.items() if iri.startswith(start) and iri != start]
        return min(f"{name}:{iri.removeprefix(start)}" for name, start in starts) if starts else iri


def _value_of(term: Any) -> str:  # noqa: ANN401 - any term
    return str(term.value)


def _one_or_all(values: list[Any]) -> object:
    return values[0] if len(values) == 1 else values
