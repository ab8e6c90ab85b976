"""Texts of the code and of the ontology as Markdown, for the generated pages of docs/reference/."""

from __future__ import annotations

import inspect
import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CODE = re.compile(r"``?([^`]+)``?")
_SECTION = re.compile(r"(Args|Attributes|Raises|Returns|Yields):\n")
_ITEM = re.compile(r"^(\*{0,2}\w+): (.*)", re.DOTALL)
_MARKUP = re.compile(r"([\\*_<>\[\]|])")


def prose(text: str) -> str:
    """Return a text as one line of Markdown, in which only what stands between backticks is code."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(f"`{part}`" if number % 2 else _MARKUP.sub(r"\\\1", part) for number, part in enumerate(parts))


def code(text: str) -> str:
    """Return a text as code that may stand in a cell of a table, or nothing of no text."""
    return "`{}`".format(text.replace("|", "\\|")) if text else ""


def fenced(language: str, text: str) -> str:
    """Return a block of code."""
    return f"```{language}\n{textwrap.dedent(text).strip()}\n```"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table of cells that are Markdown; of no rows nothing."""
    lines = [f"| {' | '.join(row)} |".replace("|  |", "| |") for row in rows]
    return ["\n".join([f"| {' | '.join(header)} |", f"|{'---|' * len(header)}", *lines])] if lines else []


def page(title: str, source: str, blocks: Iterable[str]) -> str:
    """Return a page that says what it was made from."""
    head = [f"# {title}", f"<!-- Made by tools/refresh.py from {source}. Do not edit. -->"]
    return "\n\n".join([*head, *blocks]) + "\n"


def docstring(text: str) -> list[str]:
    """Return the blocks of a docstring in Google's style, or of the help of a command, as Markdown."""
    return [block for part in inspect.cleandoc(text).split("\n\n") for block in _paragraph(part) if block]


def _paragraph(part: str) -> list[str]:
    """Return the blocks of one paragraph."""
    heading = _SECTION.match(part)
    if heading:
        return [f"*{heading[1]}*", *_items(textwrap.dedent(part[heading.end() :]))]
    if part.startswith("\b"):
        title, _, lines = part.removeprefix("\b").strip("\n").partition("\n")
        return [prose(title), fenced("sh", lines)]
    if part.startswith(">>> "):
        return [fenced("pycon", part)]
    return [fenced("text", part)] if part.startswith("    ") else [prose(part)]


def _items(text: str) -> list[str]:
    """Return what stands below a heading such as Args: a list where each item has a name, or else a paragraph."""
    items = re.split(r"\n(?=\S)", text)
    named = [_ITEM.match(item) for item in items]
    if all(named):
        return ["\n".join(f"- `{match[1]}`: {prose(match[2])}" for match in named if match)]
    return [prose(text)]
