"""Where in a site the page of an IRI stands, and how one page links to another."""

from __future__ import annotations

import re
from hashlib import sha256
from posixpath import relpath
from urllib.parse import quote

from raci_graph.vocab import BASE

_PLAIN = re.compile(r"[A-Za-z0-9_~-](?:[A-Za-z0-9._~&-]{0,78}[A-Za-z0-9_~-])?")
_REGULAR = re.compile(r"[^/#?]+(?:/[^/#?]+)+")
_WEB = re.compile(r"(?P<scheme>https?)://(?P<path>[^/#?]+(?:/[^/#?]+)*)")
_URN = re.compile(r"urn:[^:/#?]+:[^:/#?]+(?:#[^:/#?]+(?:/[^:/#?]+)*)?")
"""IRIs that differ have folders that differ, if they look like these; the folder of any other ends in a checksum."""
_UNFIT = re.compile(r"[^A-Za-z0-9_~-]+")
_OWN = ("id", "ns", "shapes", "rules")
"""The folders of a site that stand for IRIs below its base."""
_DIGITS = 8
_LONGEST = 40


class Addresses:
    """Gives each IRI a folder of its own; the same in every run.

    An IRI below the base stands where it says; any other one below ``id/`` by its host and path (of http below
    ``id/http/``), a URN by its parts.
    What a file name cannot hold is replaced, with some digits of a checksum behind it.
    """

    def __init__(self, base: str = BASE) -> None:
        """Take the address at which the site is published, which ends in "/"."""
        self._base = base

    def folder(self, iri: str) -> str:
        """Return the folder of an IRI, without a slash at its end.

        >>> Addresses().folder("https://w3id.org/raci-graph/id/ovhcloud/hosted-exchange/2022-11-15")
        'id/ovhcloud/hosted-exchange/2022-11-15'
        >>> Addresses().folder("https://example.org/mail/party/caf%C3%A9")
        'id/example.org/mail/party/caf-C3-A9-413281ab'
        >>> Addresses().folder("urn:uuid:0e1f#party/customer")
        'id/urn/uuid/0e1f/party/customer'
        """
        below = iri.removeprefix(self._base)
        if below != iri and below.partition("/")[0] in _OWN and _REGULAR.fullmatch(below):
            return "/".join(map(_segment, below.split("/")))
        found = _WEB.fullmatch(iri)
        if found:
            top = ["id"] if found["scheme"] == "https" else ["id", "http"]
            return "/".join([*top, *map(_segment, found["path"].split("/"))])
        parts = [_segment(each) for each in re.split("[:/#?]+", iri) if each]
        if not _URN.fullmatch(iri):
            parts[-1] = f"{parts[-1]}-{_digits(iri)}"
        return "/".join(["id", *parts])


def page_of(folder: str) -> str:
    """Return the page in a folder."""
    return f"{folder}/index.html" if folder else "index.html"


def link(page: str, target: str, fragment: str = "") -> str:
    """Return how a page of the site links to a file of it; both are paths from its top.

    >>> link("id/a/index.html", "id/b/index.html", "row-3")
    '../b/index.html#row-3'
    """
    path = quote(relpath(target, page.rpartition("/")[0] or "."), safe="/~")
    return f"{path}#{quote(fragment, safe='=&-._~+')}" if fragment else path


def _segment(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    kept = _UNFIT.sub("-", text).strip("-")[:_LONGEST]
    return f"{kept}-{sha256(text.encode()).hexdigest()[:_DIGITS]}".lstrip("-") if kept else _digits(text)


def _digits(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_DIGITS]
