"""The IRIs of a matrix and its parts, and how names become parts of IRIs."""

from __future__ import annotations

import unicodedata
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from raci_graph.vocab import BASE, RACI, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.model import About

_CONTENT_VERSION = 12


def slug(text: str, fallback: str) -> str:
    """Return a name as a part of an IRI: lower-case Latin letters, digits and hyphens.

    A name in another script is transliterated; a name without a letter or digit gives ``fallback``.

    >>> slug("Customer Information System setup", "x")
    'customer-information-system-setup'
    """
    from slugify import slugify

    return slugify(unicodedata.normalize("NFC", text), max_length=80, word_boundary=True) or fallback


def slugs(names: Iterable[str], fallback: str) -> dict[str, str]:
    """Return a slug for each of several names, no two alike: "C++" and "C#" give "c" and "c-2".

    Names that differ only in how Unicode composes their letters are one name.
    """
    composed: dict[str, str] = {}
    found: dict[str, str] = {}
    for name in names:
        same = unicodedata.normalize("NFC", name)
        if same not in composed:
            own = slug(same, fallback)
            number = 1
            free = own
            while free in composed.values():
                number += 1
                free = f"{own}-{number}"
            composed[same] = free
        found[name] = composed[same]
    return found


@dataclass(frozen=True, slots=True)
class MatrixIris:
    """The IRIs of one matrix.

    With a base: ``<base><publisher>/<id>/<version>`` and slash IRIs below it; parties under the publisher.
    Without one: ``urn:uuid:`` version 5 of the content, parts as its fragments, parties local to the matrix.
    """

    matrix: str
    below: str
    scope: str
    abstract: str | None
    publisher: str | None

    @classmethod
    def of(cls, about: About, sha256: str, table: int) -> MatrixIris:
        """Return the IRIs for what is said of a matrix and the content it was read from.

        Args:
            about: names its base, publisher, id and version; a missing version is named by the content.
            sha256: hexadecimal digest of the source, which names the matrix where nobody else does.
            table: the number of the matrix in its document.
        """
        content = sha256 if table == 1 else f"{sha256}#{table}"
        if about.base is None:
            return cls.of_urn(f"urn:uuid:{uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, BASE), content)}")
        publisher = f"{about.base}{slug(about.publisher, 'publisher')}" if about.publisher else None
        scope = f"{publisher}/" if publisher else about.base
        name = "/".join(slug(part, "matrix") for part in (about.id or f"matrix-{table}").split("/"))
        abstract = f"{scope}{name}"
        version = quote(about.version, safe="-._~") if about.version else content_version(sha256)
        return cls(f"{abstract}/{version}", f"{abstract}/{version}/", scope, abstract, publisher)

    @classmethod
    def of_urn(cls, urn: str) -> MatrixIris:
        """Return the IRIs of a matrix that has no other name than a ``urn:uuid:``."""
        return cls(urn, f"{urn}#", f"{urn}#", None, None)

    def version(self, version: str) -> str:
        """Return the IRI of another version of the same matrix."""
        return f"{self.abstract}/{quote(version, safe='-._~')}"

    def section(self, key: str) -> str:
        """Return the IRI of a section by its key."""
        return f"{self.below}section/{key}"

    def activity(self, row: int) -> str:
        """Return the IRI of an activity by its row."""
        return f"{self.below}activity/{row}"

    def column(self, number: int) -> str:
        """Return the IRI of a column by its number."""
        return f"{self.below}column/{number}"

    def cell(self, row: int, column: int) -> str:
        """Return the IRI of a cell by its row and column."""
        return f"{self.below}cell/{row}-{column}"

    def assignment(self, row: int, column: int, position: int) -> str:
        """Return the IRI of an assignment by the cell that states it and its mark's position there."""
        return f"{self.below}assignment/{row}-{column}-{position}"

    def legend(self, letter: str) -> str:
        """Return the IRI of a legend entry by its letter."""
        return f"{self.below}legend/{quote(letter, safe='')}"

    def decision(self, name: str) -> str:
        """Return the IRI of a decision by its name."""
        return f"{self.below}decision/{quote(name, safe='-._~')}"

    def source(self) -> str:
        """Return the IRI of the document that the matrix was read from."""
        return f"{self.below}source"

    def party(self, party_slug: str) -> str:
        """Return the IRI of a party by its slug."""
        return f"{self.scope}party/{party_slug}"

    def service(self, service_slug: str) -> str:
        """Return the IRI of a service by its slug."""
        return f"{self.scope}service/{service_slug}"

    def role(self, name: str) -> str:
        """Return the IRI of a role: under ``raci:`` where it is known there, else under the matrix."""
        return f"{RACI}{name}" if name in ROLES else f"{self.below}role/{quote(name, safe='')}"

    def prefixes(self) -> dict[str, str]:
        """Return the prefixes that make Turtle of this matrix short."""
        parts = ("activity", "assignment", "cell", "column", "decision", "legend", "role", "section", "waiver")
        return {part: f"{self.below}{part}/" for part in parts} | {"party": f"{self.scope}party/"}


def content_version(sha256: str) -> str:
    """Return the version of a matrix that is named by nothing but its content."""
    return f"sha256-{sha256[:_CONTENT_VERSION]}"
