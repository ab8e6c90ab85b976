"""Documents into blocks (headings, raw tables, paragraphs) with their places; one reader a format."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.errors import InputError
from raci_graph.readers.base import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci_graph.readers.base import Page

_LANGUAGE_IN_NAME = re.compile(
    r"\.(?P<tag>(?:en|fr|de|es|pt|it|nl|ru|pl|uk|cs|hu|sr|tr|ja|zh|ko|vi|he)(?:-[a-z]{2})?)\.[a-z]+", re.IGNORECASE
)


def read_document(data: bytes, file: str) -> Document:
    """Read a document by the ending of its name.

    Args:
        data: the bytes of the document.
        file: its name; the ending decides the reader, a language tag before it (``page.en-gb.md``) the language.

    Returns:
        The document: its blocks, its digest, its title and language as far as it states them.

    Raises:
        InputError: for an ending that no reader takes, or a document that its reader cannot read.
    """
    suffix = file[file.rfind(".") :].lower() if "." in file else ""
    try:
        reader = _READERS[suffix]
    except KeyError:
        raise InputError(
            f"no reader for files that end in '{suffix}'" if suffix else "a file without an ending",
            place=file,
            remedy=f"Readers: {', '.join(sorted(_READERS))}",
        ) from None
    page = reader(data, file)
    language = page.language or _language_in_name(file)
    return Document(file, hashlib.sha256(data).hexdigest(), replace(page, language=language))


def suffixes() -> tuple[str, ...]:
    """Return the file endings that a reader takes, lower case, with their dot."""
    return tuple(sorted(_READERS))


def _language_in_name(file: str) -> str | None:
    match = _LANGUAGE_IN_NAME.search(file)
    return match["tag"].lower() if match else None


def _markdown(data: bytes, file: str) -> Page:
    from raci_graph.readers import markdown

    return markdown.page(data, file)


def _plaintext(data: bytes, file: str) -> Page:
    from raci_graph.readers import plaintext

    return plaintext.page(data, file)


_READERS: dict[str, Callable[[bytes, str], Page]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".txt": _plaintext,
}
