"""What of the texts of a source cannot be shown as it is: it turns the direction, is a formula, or calls somebody."""

from __future__ import annotations

import re

_NOT_SHOWN = re.compile(
    r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]"
)
_MENTION = re.compile(r"(?<![0-9A-Za-z_])@(?=[0-9A-Za-z])")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20](?=.)", re.DOTALL)
"""What begins a cell that a spreadsheet program takes for a formula, in wide form too; a sign alone is none."""


def fits_xml(text: str) -> bool:
    """Tell whether XML can hold a text.

    >>> fits_xml("a\x1b"), fits_xml("a\u202e")
    (False, True)
    """
    return not _NO_XML.search(text)


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet program would take a cell of CSV for a formula.

    >>> is_formula(" =1+1"), is_formula("-")
    (True, False)
    """
    return bool(_FORMULA.match(text))


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
