"""What a user types for a parameter, as RDF terms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.errors import UsageError
from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from raci_graph.engines.base import Engine, Term
    from raci_graph.queries.saved import Parameter, ParameterType

    Value = str | int | Term | Sequence["str | int | Term"]

_IRI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|urn:|mailto:)\S+")
_CURIE = re.compile(r"[A-Za-z][\w.-]*:\w\S*")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_STRING = ox.NamedNode(f"{PREFIXES['xsd']}string")
_WHOLE = ox.NamedNode(f"{PREFIXES['xsd']}integer")
_NEAR, _ALIKE = 3, 60
_SHOWN = 10
_LABELS = f"""
PREFIX raci: <{PREFIXES["raci"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT DISTINCT ?node ?label WHERE {{
  {{ SELECT DISTINCT ?node WHERE {{ ?node a %s }} }}
  ?node rdfs:label ?label
}} ORDER BY ?label ?node
"""


def terms(engine: Engine, name: str, value: Value, parameter: Parameter | None) -> list[Term]:
    """Return the terms for a value of a parameter, or for several.

    A term stays what it is. A text for an IRI is an absolute IRI, a CURIE with a prefix of ``vocab.PREFIXES``, or the
    label of something of the parameter's class, without regard to case and to how Unicode composes its letters. Where
    nothing is known of the parameter (in a query of one's own), a text that is an IRI or a CURIE is one, and any
    other is a plain string.

    Args:
        engine: where labels are looked up.
        name: the name of the parameter, for what is said about it.
        value: one value or a sequence of values.
        parameter: what the header of a saved question says of it, or None.

    Raises:
        UsageError: if there is no value, or one that cannot be: a term of another kind, a label that nothing has or
            that several things have.
        StoreError: if the store does not answer.
    """
    several = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    found = [_term(engine, name, each, parameter) for each in several]
    if not found:
        raise UsageError(f"parameter '{name}' has no value", remedy="Give one, or leave the parameter out")
    return found


def _term(engine: Engine, name: str, value: object, parameter: Parameter | None) -> Term:
    kind = parameter.type if parameter else None
    if isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple):
        return _checked(name, value, kind)
    text = str(value)
    if kind == "integer":
        if not _INTEGER.fullmatch(text):
            raise UsageError(f"'{text}' is no value for '{name}'", remedy="Give a whole number")
        return ox.Literal(int(text))
    iri = _iri(text) if kind != "text" else None
    if iri is not None:
        return iri
    if parameter is None and isinstance(value, int):
        return ox.Literal(value)
    return _labelled(engine, text, parameter) if parameter and kind == "iri" else ox.Literal(text)


def _checked(name: str, term: Term, kind: ParameterType | None) -> Term:
    """Return a term if it is of the kind of its parameter, so that a wrong one is not taken for an empty answer."""
    fits = {
        None: isinstance(term, ox.NamedNode | ox.Literal),
        "iri": isinstance(term, ox.NamedNode),
        "text": isinstance(term, ox.Literal) and term.datatype == _STRING,
        "integer": isinstance(term, ox.Literal) and term.datatype == _WHOLE,
    }
    if fits[kind]:
        return term
    wanted = {None: "an IRI or a literal", "iri": "an IRI", "text": "a plain text", "integer": "a whole number"}
    raise UsageError(f"{term} is no value for '{name}'", remedy=f"Give {wanted[kind]}")


def _iri(text: str) -> ox.NamedNode | None:
    prefix, colon, local = text.partition(":")
    full = PREFIXES[prefix] + local if colon and prefix in PREFIXES else text
    if not _IRI.fullmatch(full):
        return None
    try:
        return ox.NamedNode(full)
    except ValueError as error:
        raise UsageError(f"'{text}' is not an IRI", remedy="Write it without spaces, quotes and brackets") from error


def _labelled(engine: Engine, text: str, parameter: Parameter) -> ox.NamedNode:
    """Return the one thing of the parameter's class that has a label."""
    labels = [
        (node, label.value)
        for node, label in engine.select(_LABELS % (f"raci:{parameter.about}" if parameter.about else "?class")).rows
        if isinstance(node, ox.NamedNode) and isinstance(label, ox.Literal)
    ]
    found = list(dict.fromkeys(node for node, label in labels if _folded(label) == _folded(text)))
    what = parameter.about or "thing"
    if len(found) == 1:
        return found[0]
    if found:
        candidates = ", ".join([node.value for node in found[:_SHOWN]] + ["..."] * (len(found) > _SHOWN))
        raise UsageError(f"several have the label '{text}' ({what})", remedy=f"Give one of: {candidates}")
    if _CURIE.fullmatch(text):
        known = f"The prefixes are {', '.join(PREFIXES)}"
        raise UsageError(f"'{text}' is no label ({what}), and its prefix is not known", remedy=known)
    near = _near(text, list(dict.fromkeys(label for _, label in labels)))
    remedy = f"Did you mean {near}?" if near else "Give an IRI"
    raise UsageError(f"nothing has the label '{text}' ({what})", remedy=remedy)


def _folded(label: str) -> str:
    return unicodedata.normalize("NFC", label).strip().casefold()


def _near(text: str, labels: list[str]) -> str:
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        text, labels, scorer=fuzz.WRatio, processor=utils.default_process, limit=_NEAR, score_cutoff=_ALIKE
    )
    names = [label for label, _, _ in found] or (labels if len(labels) <= _NEAR else [])
    return ", ".join(f"'{name}'" for name in names)
