"""Texts of a source without what no page, picture or file can hold, what turns its direction, what calls somebody."""

from __future__ import annotations

import re

_NOT_SHOWN = re.compile(
    r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]"
)
_MENTION = re.compile(r"(?<![0-9A-Za-z_])@(?=[0-9A-Za-z])")


def printable(text: str) -> str:
    """Return a text without what XML cannot hold or what turns the direction of text; its blanks stay as they are.

    >>> printable("Run\\x00  it\\u202e")
    'Run\ufffd  it\ufffd'
    """
    return _NOT_SHOWN.sub("\N{REPLACEMENT CHARACTER}", text)


def unmentioned(markdown: str) -> str:
    """Return Markdown in which no "@name" calls the person or team of that name, as it does in GitHub and GitLab.

    An empty comment stands behind the sign: it is not shown, and readers of Markdown leave it out. In code it would be
    shown, so code is not to be among the markup.

    >>> unmentioned("ask @ops, or mail to ops@example.org")
    'ask @<!-- -->ops, or mail to ops@example.org'
    """
    return _MENTION.sub("@<!-- -->", markdown)
