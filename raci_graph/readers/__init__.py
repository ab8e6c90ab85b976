"""Documents into blocks (headings, raw tables, paragraphs) with their places; one reader a format."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from raci_graph.blocks import RawTable
from raci_graph.errors import InputError, UsageError
from raci_graph.model import Choice
from raci_graph.readers.base import Document

if TYPE_CHECKING:
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
    "yaml_maps": ("yaml", "yml"),
}
"""The endings of names, by the module that reads them."""
_WORKBOOKS = "sheets"
_READERS = {f".{ending}": module for module, endings in _FORMATS.items() for ending in endings}


def read_document(data: bytes, file: str, choice: Choice | None = None) -> Document:
    """Read a document by the ending of its name.

    Args:
        data: the bytes of the document.
        file: its name; the ending decides the reader, a language tag before it (``page.en-gb.md``) the language.
        choice: the form, the encoding and the sheet, where a person chose them.

    Returns:
        The document: its blocks, its digest, its title and language as far as it states them.

    Raises:
        UsageError: for a form that no reader takes, an encoding of a workbook, a sheet of a document without sheets
            or one that the workbook does not have.
        InputError: for an ending that no reader takes, or a document that its reader cannot read.
    """
    chosen = choice or Choice()
    form = chosen.form
    suffix = f".{form}" if form else f".{file.rpartition('.')[2].lower()}" if "." in file else ""
    if suffix not in _READERS:
        remedy = f"Readers: {', '.join(sorted(_READERS))}"
        if form:
            raise UsageError(f"no reader for the format '{form}'", remedy=remedy.replace(" .", " "))
        said = f"no reader for files that end in '{suffix}'" if suffix else "a file without an ending"
        raise InputError(said, place=file, remedy=remedy)
    page = _read(suffix, data, file, chosen)
    language = page.language or _language_in_name(file)
    return Document(file, hashlib.sha256(data).hexdigest(), replace(page, language=language))


def suffixes() -> tuple[str, ...]:
    """Return the file endings that a reader takes, lower case, with their dot."""
    return tuple(sorted(_READERS))


def _read(suffix: str, data: bytes, file: str, choice: Choice) -> Page:
    name = _READERS[suffix]
    read = import_module(f"raci_graph.readers.{name}").page
    if name != _WORKBOOKS:
        if choice.sheet is not None:
            raise UsageError("the document has no sheets", place=file, remedy="Leave --sheet out")
        return cast("Page", read(data, file, choice.encoding))
    if choice.encoding is not None:
        raise UsageError("a workbook says itself how its text is encoded", place=file, remedy="Leave --encoding out")
    page = cast("Page", read(data, file))
    return page if choice.sheet is None else _sheet(page, choice.sheet, file)


def _sheet(page: Page, sheet: str, file: str) -> Page:
    """Return a workbook as if it had one sheet alone."""
    kept = tuple(block for block in page.blocks if isinstance(block, RawTable) and block.name == sheet)
    if not kept:
        names = dict.fromkeys(block.name for block in page.blocks if isinstance(block, RawTable) and block.name)
        said = f"there is no table on a sheet '{sheet}'"
        raise UsageError(said, place=file, remedy=f"Sheets with tables: {', '.join(names) or 'none'}")
    findings = tuple(each for each in page.findings if each.place is None or each.place.sheet in {None, sheet})
    return replace(page, blocks=kept, findings=findings)


def _language_in_name(file: str) -> str | None:
    match = _LANGUAGE_IN_NAME.search(file)
    return match["tag"].lower() if match else None
