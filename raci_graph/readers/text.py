"""Bytes of a text document into lines of Unicode."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.errors import InputError
from raci_graph.readers import limits

if TYPE_CHECKING:
    from raci_graph.findings import Finding

_BREAK = re.compile(r"\r\n|\r|\n")


class Decoded(NamedTuple):
    """The lines of a document, without their line ends, and what was doubtful about its encoding."""

    lines: list[str]
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, file: str) -> Decoded:
    """Return the lines of a UTF-8 document (with or without a byte order mark).

    Args:
        data: the bytes of the document.
        file: its name, for messages.

    Returns:
        The lines, in Unicode NFC, so that a column counts composed characters.

    Raises:
        InputError: for a document that is too large, binary or not UTF-8.

    >>> decode(b"one\\r\\ntwo", "a.txt").lines
    ['one', 'two']
    """
    if len(data) > limits.MAX_BYTES:
        raise InputError(
            f"the document has {len(data):,} bytes, more than the limit of {limits.MAX_BYTES:,}",
            place=file,
            remedy="Split it into smaller documents",
        )
    if b"\0" in data:
        raise InputError(
            "this is a binary file, not a text document",
            place=file,
            remedy="Give a Markdown page or a plain text",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"byte {error.start + 1} is not UTF-8",
            place=f"{file}:{line}",
            remedy="Save the document as UTF-8",
        ) from error
    lines = _BREAK.split(unicodedata.normalize("NFC", text))
    for number, line_text in enumerate(lines, 1):
        if len(line_text) > limits.MAX_LINE:
            raise InputError(
                f"the line has {len(line_text):,} characters, more than the limit of {limits.MAX_LINE:,}",
                place=f"{file}:{number}",
                remedy="Check that the file is what you meant to read",
            )
    return Decoded(lines)


def fold(text: str) -> str:
    """Return a text with each run of blanks as one space and none around it.

    >>> fold("  a \\t b ")
    'a b'
    """
    return " ".join(text.split())
