"""Texts of a source without what steers a terminal, a log or the direction of reading."""

from __future__ import annotations

import re

_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_LEFT_RAW = r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


def inert(text: str) -> str:
    """Return a text from a source without the characters that steer a terminal or turn the direction of text.

    >>> inert("a\\x1b[31mb")
    'a\ufffd[31mb'
    """
    return text if text.isprintable() else re.sub(_CONTROL, "\N{REPLACEMENT CHARACTER}", text)


def with_escapes(text: str) -> str:
    """Return JSON or Turtle in which what would steer a terminal is written as an escape, which means the same.

    >>> print(with_escapes('"a\u202eb"'))
    "a\\u202eb"
    """
    return re.sub(_LEFT_RAW, lambda match: f"\\u{ord(match[0]):04x}", text)


def inert_in_logs(text: str) -> str:
    """Return a text without what the log of a CI server would take for a command.

    >>> inert_in_logs("::error::##[error]")
    ': :error::# #[error]'
    """
    text = text.replace("##[", "# #[")
    return text.replace("::", ": :", 1) if text.lstrip().startswith("::") else text


def one_line(text: str) -> str:
    """Return a text in one line, with single blanks, inert on a terminal and in a log.

    >>> one_line("Run\\n::error::  it")
    'Run ::error:: it'
    """
    return inert_in_logs(inert(" ".join(text.split())))
