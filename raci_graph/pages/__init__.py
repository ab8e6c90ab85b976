"""Web pages that stand alone: one file each, with its style in it, which reaches for nothing outside."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def page(name: str, **values: object) -> str:
    """Return a page from the template of a name; every text in it is escaped."""
    return _environment().get_template(f"{name}.html").render(values)


def base_style() -> str:
    """Return the style that all pages share."""
    return (files("raci_graph.pages") / "base.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=PackageLoader("raci_graph.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"style": Markup(base_style())}  # noqa: S704 - the package's own file
    return made
