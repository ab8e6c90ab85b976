"""Bytes of a text document into lines of Unicode."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from raci_graph.errors import InputError
from raci_graph.findings import Finding, Severity
from raci_graph.model import Place
from raci_graph.readers import limits
from raci_graph.readers.encodings import guess

_BREAK = re.compile(r"\r\n|\r|\n")
_BREAK_BYTES = re.compile(rb"\r\n|\r|\n")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-",
    b"\x89PNG",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"GIF89a",
    b"\xff\xd8\xff",
)
_PLAIN_UTF_16 = 0.1
"""The share of the code units of a UTF-16 text without a mark that have a zero byte: its blanks and Latin letters."""


_NUMBERS = re.compile(r"\s*\d+(?:\s*[,;]\s*\d+)*\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Decoded(NamedTuple):
    """The lines of a document, without their line ends, and what was doubtful about its encoding."""

    lines: list[str]
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, file: str, encoding: str | None = None, *, max_line: int | None = None) -> Decoded:
    """Return the lines of a text document, whatever its encoding.

    It is UTF-8, or UTF-16 or UTF-32 with a byte order mark; anything else is guessed and said (P13).

    Args:
        data: the bytes of the document.
        file: its name, for messages.
        encoding: the name of its encoding, where that is known; nothing is guessed then.
        max_line: how many characters a line may have, if not ``limits.MAX_LINE``.

    Returns:
        The lines, in Unicode NFC, so that a column counts composed characters, and what was guessed.

    Raises:
        InputError: for a document that is too large, binary, not in the encoding that it is said to have, or in none
            that can be told.

    >>> decode(b"one\\r\\ntwo", "a.txt").lines
    ['one', 'two']
    """
    limits.check_bytes(len(data), file)
    most = max_line or limits.MAX_LINE
    if data.startswith(_MAGIC):
        raise _binary(file)
    text, findings = (_as_said(data, file, encoding), ()) if encoding else _as_found(data, file)
    if "\0" in text:
        raise _binary(file)
    lines = _BREAK.split(unicodedata.normalize("NFC", text))
    for number, line_text in enumerate(lines, 1):
        limits.check_line(len(line_text), number, file, most)
    return Decoded(lines, findings)


def fold(text: str) -> str:
    """Return a text with each run of blanks as one space and none around it.

    >>> fold("  a \\t b ")
    'a b'
    """
    return " ".join(text.split())


def raised(text: str) -> str:
    """Return a raised text as it is shown where nothing is raised: numbers in raised digits, another as it is.

    >>> raised("12"), raised("1, 2"), raised("th")
    ('¹²', '¹, ²', 'th')
    """
    return text.translate(_RAISED) if _NUMBERS.fullmatch(text) else text


def _as_said(data: bytes, file: str, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _not_in(encoding, error.start, data, file) from error
    except (LookupError, ValueError) as error:
        raise InputError(
            f"no encoding is named '{encoding}'", place=file, remedy="Name it as in 'utf-8' or 'windows-1252'"
        ) from error


def _as_found(data: bytes, file: str) -> tuple[str, tuple[Finding, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError as error:
                if encoding != "utf-8":
                    raise _not_in(encoding, error.start + len(mark), data, file) from error
    if b"\0" in data:
        return _utf_16(data, file)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        first = error.start
    found = guess(data)
    if found is None:
        raise InputError(
            f"byte {first + 1} is not UTF-8, and no other encoding fits the text",
            place=f"{file}:{_line_of(data, first)}",
            remedy="Save the document as UTF-8",
        )
    return found.text.removeprefix("\ufeff"), (_guessed(found.name, found.mixed, Place(file, _line_of(data, first))),)


def _utf_16(data: bytes, file: str) -> tuple[str, tuple[Finding, ...]]:
    """Read a text with zero bytes as UTF-16 without a mark, if it plainly is that."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    encoding = "utf-16-be" if even else "utf-16-le"
    if (even and odd) or (even + odd) * 2 < len(data) * _PLAIN_UTF_16:
        raise _binary(file)
    try:
        return data.decode(encoding), (_guessed(encoding, 0, Place(file, 1)),)
    except UnicodeDecodeError:
        raise _binary(file) from None


def _guessed(name: str, wrong: int, place: Place) -> Finding:
    if wrong:
        many = "a byte of the text is" if wrong == 1 else f"{wrong:,} bytes of the text are"
        message = f"{many} not UTF-8 and read as {name}, the others as UTF-8"
        return Finding("P13", Severity.WARNING, message, place, done=f"read as UTF-8 and {name}")
    message = f"the text is not UTF-8 and was read as {name}"
    return Finding("P13", Severity.WARNING, message, place, done=f"read as {name}")


def _line_of(data: bytes, index: int) -> int:
    return len(_BREAK_BYTES.findall(data, 0, index)) + 1


def _binary(file: str) -> InputError:
    return InputError(
        "this is a binary file, not a text document",
        place=file,
        remedy="Give a Markdown page, a plain text or a CSV file, or let its name end as its format does (.xlsx, .ods)",
    )


def _not_in(encoding: str, index: int, data: bytes, file: str) -> InputError:
    return InputError(
        f"byte {index + 1} is not {encoding.upper()}",
        place=f"{file}:{_line_of(data, index)}",
        remedy="Save the document as UTF-8",
    )
