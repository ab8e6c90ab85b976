"""Which form an answer has: what a client accepts against what there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Form:
    """A form of answers.

    Attributes:
        name: its short name, which is the ending of its files.
        media_types: what it is called in HTTP, the proper name first.
        format: the IRI of the form, as a service description names it.
    """

    name: str
    media_types: tuple[str, ...]
    format: str


_FORMATS = "http://www.w3.org/ns/formats/"
ROW_FORMS = (
    Form("json", ("application/sparql-results+json", "application/json"), f"{_FORMATS}SPARQL_Results_JSON"),
    Form("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), f"{_FORMATS}SPARQL_Results_XML"),
    Form("csv", ("text/csv",), f"{_FORMATS}SPARQL_Results_CSV"),
    Form("tsv", ("text/tab-separated-values",), f"{_FORMATS}SPARQL_Results_TSV"),
)
"""The forms of rows and truth values; the first is the usual one."""
GRAPH_FORMS = (
    Form("ttl", ("text/turtle", "application/x-turtle"), f"{_FORMATS}Turtle"),
    Form("nt", ("application/n-triples", "text/plain"), f"{_FORMATS}N-Triples"),
    Form("jsonld", ("application/ld+json",), f"{_FORMATS}JSON-LD"),
    Form("rdf", ("application/rdf+xml",), f"{_FORMATS}RDF_XML"),
)
"""The forms of triples."""


def choose(accept: Sequence[str], forms: Iterable[Form]) -> tuple[Form, str] | None:
    """Return the form that a client likes best and the name under which it asked for it; None if none fits.

    Args:
        accept: the Accept headers; without one anything is accepted.
        forms: what there is, the usual one first.

    >>> choose(["text/csv;q=0.5, application/json"], ROW_FORMS)[1]
    'application/json'
    >>> choose(["image/png"], ROW_FORMS) is None
    True
    """
    ranges = _ranges(",".join(accept)) or {"*/*": 1.0}
    best: tuple[float, Form, str] | None = None
    for form in forms:
        for media_type in form.media_types:
            weight = weight_of(media_type, ranges)
            if weight and (best is None or weight > best[0]):
                best = weight, form, media_type
    return best[1:] if best else None


def prefers_page(accept: Sequence[str]) -> bool:
    """Tell whether a client asks for a page by name, as browsers do, before any form of RDF.

    >>> prefers_page(["text/html,*/*;q=0.8"]), prefers_page(["*/*"]), prefers_page(["text/turtle, text/html;q=0.5"])
    (True, False, False)
    """
    ranges = _ranges(",".join(accept))
    page = ranges.get("text/html", 0)
    named = [ranges.get(media_type, 0) for form in GRAPH_FORMS[:1] for media_type in form.media_types]
    return page > 0 and page >= max(named)


def weight_of(media_type: str, ranges: dict[str, float]) -> float:
    """Return how much a client likes a media type, by the narrowest of its ranges that holds it."""
    for each in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        if each in ranges:
            return ranges[each]
    return 0.0


def _ranges(accept: str) -> dict[str, float]:
    found = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            found[name] = _weight(parameters)
    return found


def _weight(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
