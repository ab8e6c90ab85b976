"""Texts of a source without the characters that no page, picture or file can hold, or that turn its direction."""

from __future__ import annotations

import re

_NOT_SHOWN = re.compile(
    r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]"
)


def printable(text: str) -> str:
    """Return a text without what XML cannot hold or what turns the direction of text; its blanks stay as they are.

    >>> printable("Run\\x00  it\\u202e")
    'Run\ufffd  it\ufffd'
    """
    return _NOT_SHOWN.sub("\N{REPLACEMENT CHARACTER}", text)
