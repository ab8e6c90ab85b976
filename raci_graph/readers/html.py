"""HTML documents into headings, tables and paragraphs, each with its place."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from raci_graph.errors import InputError
from raci_graph.readers import limits
from raci_graph.readers.base import Page
from raci_graph.readers.html_blocks import read
from raci_graph.readers.text import decode

if TYPE_CHECKING:
    from raci_graph.readers.text import Decoded

_HEAD = 4096
_CHARSET = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_TEXT_ENCODING = re.compile(
    r"(?:windows|cp|x-cp)-?(?:125[0-8]|874|93[26]|949|866)|iso-?8859-?[0-9]{1,2}|latin-?[0-9]|us-ascii|ascii"
    r"|koi8-[ru]|gb18030|gbk|gb_?2312|big5(?:-hkscs)?|euc-(?:jp|kr)|(?:x-)?s(?:hift)?[_-]?jis|ks_c_5601-1987"
    r"|iso-2022-jp|macintosh|mac-?(?:roman|cyrillic)"
)
_BROWSERS_SAY = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "windows-1252"),
    **dict.fromkeys(("gbk", "gb2312", "gb_2312"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis", "sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "iso-8859-9": "windows-1254",
    "macintosh": "mac_roman",
}
_EMBEDDED = re.compile(rb"(data:[\w/+.;=-]{0,200}base64,)[A-Za-z0-9+/=]{1000,}")


def page(data: bytes, file: str, encoding: str | None = None) -> Page:
    """Return the blocks of an HTML document, its title and its language.

    Nothing that it points to is fetched, and scripts do not run.

    Args:
        data: the bytes of the document, UTF-8 or in the encoding that it states.
        file: its name, used in places and messages.
        encoding: the name of its encoding, where that is known.

    Returns:
        Headings, tables, paragraphs and lost tables, in order. The title is that of the document, or its first
        heading of level 1.

    Raises:
        InputError: as ``decode`` raises it, or for a document beyond the caps.
    """
    decoded = _decoded(data, file, encoding)
    found = read("\n".join(decoded.lines), file)
    return Page(tuple(found.blocks), found.title, found.language, decoded.findings)


def _decoded(data: bytes, file: str, encoding: str | None) -> Decoded:
    """Decode a document that is not UTF-8 by what it states, if that fits; embedded pictures may be long lines."""
    if limits.MAX_LINE < len(data) <= limits.MAX_BYTES:
        data = _EMBEDDED.sub(rb"\1", data)
    stated = None if encoding else _stated_encoding(data)
    if stated and (stated == "iso-2022-jp" or not _is_utf_8(data)):
        with suppress(InputError):
            return decode(data, file, stated)
    return decode(data, file, encoding)


def _stated_encoding(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD])
    name = match[1].decode("ascii").lower() if match else ""
    if not _TEXT_ENCODING.fullmatch(name):
        return None
    return _BROWSERS_SAY.get(name, name.removeprefix("x-"))


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
