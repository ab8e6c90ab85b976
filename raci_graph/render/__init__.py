"""A matrix in the forms that people keep it in: one small module a form.

Each has ``render(matrix, findings) -> str | bytes``. Texts of a source are inert in all of them: no form takes them for
its own signs, and no program that opens it for a formula or a script. What ``import`` reads back is the same matrix; a
web page is to be looked at, and has the matrix as files in it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from raci_graph.findings import Finding
    from raci_graph.model import Matrix

    Form = Callable[[Matrix, Sequence[Finding] | None], str | bytes]

FORMS = ("md", "csv", "xlsx")
"""The names of the forms that are read back, each that of its module and the ending of its files."""
VIEWS = ("html",)
"""The same of the forms that are to be looked at."""

__all__ = ["FORMS", "VIEWS", "render"]


def render(form: str, matrix: Matrix, findings: Sequence[Finding] | None = None) -> str | bytes:
    """Return a matrix in one of ``FORMS`` or ``VIEWS``, the same in every run: a text, or the bytes of a workbook.

    Args:
        form: the name of the form.
        matrix: the matrix.
        findings: what was found in it, for the forms that show findings; None where it was not checked.

    Raises:
        KeyError: for another form.
        UsageError: for a text that the form cannot hold.
    """
    if form not in (*FORMS, *VIEWS):
        raise KeyError(form)
    made = import_module(f"raci_graph.render.{form}_form").render
    return cast("Form", made)(matrix, findings)
