"""Templates into pages, and terms into what a template shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph as ox

from raci_graph import __version__
from raci_graph.pages import templates_of
from raci_graph.printable import printable
from raci_graph.serve.reply import Reply
from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Environment

    from raci_graph.engines.base import Term

PAGE_TYPE = "text/html; charset=utf-8"
_NUMBERS = {f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "float")}
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Shown:
    """A term as a page shows it.

    Attributes:
        text: the label of an IRI that has one, else the value.
        iri: the IRI, if it is one.
        language: of a text that states one.
        number: whether it is a number.
    """

    text: str
    iri: str | None = None
    language: str | None = None
    number: bool = False


def shown(term: Term | None, labels: Mapping[str, str]) -> Shown | None:
    """Return a term for a template."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Shown(labels.get(term.value, term.value), term.value)
    if isinstance(term, ox.Literal):
        return Shown(term.value, language=term.language, number=term.datatype.value in _NUMBERS)
    return Shown(str(term))


def page(name: str, *, status: int = 200, **values: object) -> Reply:
    """Return a page from a template."""
    text = _environment().get_template(f"{name}.html").render(values)
    return Reply(text.encode(), PAGE_TYPE, status=status)


def web_address(iri: str | None) -> str | None:
    """Return an IRI that may be a link out of these pages; None for any other, such as javascript:.

    >>> web_address("https://example.org/"), web_address("javascript:alert(1)")
    ('https://example.org/', None)
    """
    return iri if iri is not None and iri.lower().startswith(_WEB) else None


def address(path: str, fields: Iterable[tuple[str, str]] = ()) -> str:
    """Return a path of these pages with fields behind the question mark.

    >>> address("/node", [("iri", "urn:a b")])
    '/node?iri=urn%3Aa+b'
    """
    query = urlencode(list(fields))
    return f"{path}?{query}" if query else path


@cache
def _environment() -> Environment:
    made = templates_of("raci_graph.serve")
    made.finalize = _printable
    made.globals |= {"address": address, "web_address": web_address, "version": __version__}
    return made


def _printable(value: object) -> object:
    """Return a text without what turns the direction of a page, or no page can hold; HTML stays as it is."""
    return printable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
