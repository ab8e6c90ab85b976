"""A plan into the bytes of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.model import Choice
from raci_graph.readers import read_document
from raci_graph.template import csv_text, markdown, turtle, workbook
from raci_graph.template.read_back import read_back

if TYPE_CHECKING:
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
    if form == "xlsx":
        data = workbook.bytes_of(plan)
    else:
        data = {"md": markdown.text_of, "csv": csv_text.text_of}[form](plan).encode()
    read_back(read_document(data, file, Choice(form)), plan, about)
    return data
