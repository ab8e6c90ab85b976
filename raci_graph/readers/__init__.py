"""Documents into blocks (headings, raw tables, paragraphs) with their places; one reader a format."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from raci_graph.errors import InputError, UsageError
from raci_graph.readers.base import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci_graph.readers.base import Page

_LANGUAGE_IN_NAME = re.compile(
    r"\.(?P<tag>(?:en|fr|de|es|pt|it|nl|ru|pl|uk|cs|hu|sr|tr|ja|zh|ko|vi|he)(?:-[a-z]{2})?)\.[a-z]+", re.IGNORECASE
)
_FORMATS = {
    "markdown": ("md", "markdown"),
    "plaintext": ("txt",),
    "html": ("html", "htm"),
    "csv_tables": ("csv", "tsv"),
    "sheets": ("xlsx", "xlsm", "xls", "ods"),
    "asciidoc": ("adoc", "asciidoc", "asc"),
    "rst": ("rst", "rest"),
}
"""The endings of names, by the module that reads them."""
_READERS = {f".{ending}": module for module, endings in _FORMATS.items() for ending in endings}


def read_document(data: bytes, file: str, form: str | None = None) -> Document:
    """Read a document by the ending of its name.

    Args:
        data: the bytes of the document.
        file: its name; the ending decides the reader, a language tag before it (``page.en-gb.md``) the language.
        form: an ending that decides the reader in place of the name's, such as "csv".

    Returns:
        The document: its blocks, its digest, its title and language as far as it states them.

    Raises:
        UsageError: for a form that no reader takes.
        InputError: for an ending that no reader takes, or a document that its reader cannot read.
    """
    suffix = f".{form}" if form else f".{file.rpartition('.')[2].lower()}" if "." in file else ""
    if suffix not in _READERS:
        remedy = f"Readers: {', '.join(sorted(_READERS))}"
        if form:
            raise UsageError(f"no reader for the format '{form}'", remedy=remedy.replace(" .", " "))
        said = f"no reader for files that end in '{suffix}'" if suffix else "a file without an ending"
        raise InputError(said, place=file, remedy=remedy)
    page = _reader(suffix)(data, file)
    language = page.language or _language_in_name(file)
    return Document(file, hashlib.sha256(data).hexdigest(), replace(page, language=language))


def suffixes() -> tuple[str, ...]:
    """Return the file endings that a reader takes, lower case, with their dot."""
    return tuple(sorted(_READERS))


def _reader(suffix: str) -> Callable[[bytes, str], Page]:
    module = import_module(f"raci_graph.readers.{_READERS[suffix]}")
    return cast("Callable[[bytes, str], Page]", module.page)


def _language_in_name(file: str) -> str | None:
    match = _LANGUAGE_IN_NAME.search(file)
    return match["tag"].lower() if match else None
