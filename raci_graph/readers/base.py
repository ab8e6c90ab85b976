"""What every reader gives: the blocks of a document, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raci_graph.blocks import Block
    from raci_graph.findings import Finding


@dataclass(frozen=True, slots=True)
class Page:
    """A document as its reader gives it.

    Attributes:
        blocks: headings, tables and the rest, in the order of the source.
        title: what the document calls itself, if it does.
        language: the tag of its language, if it states one.
        findings: what was doubtful in getting at its text, such as its encoding.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    language: str | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A page with the name of its file and the SHA-256 (hexadecimal) of its bytes."""

    file: str
    sha256: str
    page: Page
