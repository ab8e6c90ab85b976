"""Differences and comparisons in the forms that people and programs read: one small module a form.

Each form of a difference has ``render(diffs) -> str``, each form of a comparison of services
``render(comparison, labels) -> str``. Texts of a source are inert in all of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from raci_graph.compare_formats.compared import Compared
from raci_graph.compare_formats.services import Labels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from raci_graph.compare.services import Comparison

DIFF_FORMS = ("text", "table", "csv", "json", "markdown", "html")
"""The names of the forms of a difference."""
COMPARISON_FORMS = DIFF_FORMS
"""The names of the forms of a comparison of services."""

__all__ = ["COMPARISON_FORMS", "DIFF_FORMS", "Compared", "Labels", "render_comparison", "render_diff"]


def render_diff(form: str, diffs: Sequence[Compared]) -> str:
    """Return differences in one of ``DIFF_FORMS``, the same in every run.

    Raises:
        KeyError: for another form.
    """
    if form not in DIFF_FORMS:
        raise KeyError(form)
    made = import_module(f"raci_graph.compare_formats.diff_{form}").render
    return cast("Callable[[Sequence[Compared]], str]", made)(diffs)


def render_comparison(form: str, comparison: Comparison, labels: Labels) -> str:
    """Return a comparison of services in one of ``COMPARISON_FORMS``, the same in every run.

    Raises:
        KeyError: for another form.
    """
    if form not in COMPARISON_FORMS:
        raise KeyError(form)
    made = import_module(f"raci_graph.compare_formats.services_{form}").render
    return cast("Callable[[Comparison, Labels], str]", made)(comparison, labels)
