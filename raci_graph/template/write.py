"""A plan into the bytes of a document."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from raci_graph.model import Choice, Section
from raci_graph.readers import read_document
from raci_graph.render import csv_form, md_form, xlsx_form
from raci_graph.render.grid import Grid, Line, Row
from raci_graph.template import turtle
from raci_graph.template.read_back import read_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.model import About
    from raci_graph.template.plan import Plan


def write(plan: Plan, about: About, file: str, form: str) -> bytes:
    """Return a document that shows a plan.

    Args:
        plan: what it shows.
        about: what its raci.toml says. In Turtle it stands in the document itself.
        file: its name.
        form: one of ``FORMATS``.

    Raises:
        UsageError: if a name cannot be written in this format, or would not be read back as what it is meant for.
    """
    if form == "ttl":
        return turtle.text_of(read_back(turtle.document_of(plan, file), plan, about)).encode()
    grid = _grid_of(plan)
    if form == "xlsx":
        data = xlsx_form.bytes_of(grid)
    else:
        data = {"md": md_form.page_of, "csv": csv_form.text_of}[form](grid).encode()
    read_back(read_document(data, file, Choice(form)), plan, about)
    return data


def _grid_of(plan: Plan) -> Grid:
    return Grid(
        title=plan.title,
        corner=plan.corner,
        heads=plan.parties,
        roles=(None,) * len(plan.parties),
        legend=tuple(plan.roles.legend.items()),
        lines=tuple(_lines(plan)),
        roles_of=plan.roles.roles,
        several=(plan.roles.both,),
        scheme=plan.roles.name,
    )


def _lines(plan: Plan) -> Iterator[Line]:
    numbers = count(1)
    for section, rows in plan.sections.items():
        if section is not None:
            yield Line(Section(section, section, section))
        for row in rows:
            yield Line(row=Row(next(numbers), row.activity, row.cells))
