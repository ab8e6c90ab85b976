"""What was found, in the forms that people and programs read: one small module a form.

Each has ``render(checks) -> str``. Texts of a source are inert in all of them: no form takes them for its own signs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from raci_graph.report_formats.checked import Checked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FORMS = ("text", "json", "sarif", "junit", "github", "csv", "shacl")
"""The names of the forms, each that of its module."""

__all__ = ["FORMS", "Checked", "render"]


def render(form: str, checks: Sequence[Checked]) -> str:
    """Return what was found in one of ``FORMS``, the same in every run.

    Raises:
        KeyError: for another form.
    """
    if form not in FORMS:
        raise KeyError(form)
    made = import_module(f"raci_graph.report_formats.{form}_form").render
    return cast("Callable[[Sequence[Checked]], str]", made)(checks)
