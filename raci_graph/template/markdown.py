"""A template as a Markdown page: a title, the legend, a table for each section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.template.plan import Plan

_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|~#]")


def text_of(plan: Plan) -> str:
    """Return the page; what Markdown would take for markup in a name is escaped."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield f"# {_plain(plan.title)}"
    yield ""
    yield from _table(["Letter", "Meaning"], plan.roles.legend.items())
    for section, rows in plan.sections.items():
        yield ""
        if section is not None:
            yield f"## {_plain(section)}"
            yield ""
        yield from _table([plan.corner, *plan.parties], ([row.activity, *row.cells] for row in rows))


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(header)
    yield "|---" * len(header) + "|"
    for row in rows:
        yield _row(row)


def _row(cells: Sequence[str]) -> str:
    return "".join(f"| {_plain(text)} " if text else "| " for text in cells) + "|"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
