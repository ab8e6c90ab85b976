"""Web pages that stand alone: one file each, with its style and script in it, which reaches for nothing outside."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from markupsafe import Markup


class Script(NamedTuple):
    """A script that stands in a page, and what the page's policy says so that it may run, and no other."""

    text: Markup
    source: str


def page(name: str, **values: object) -> str:
    """Return a page from the template of a name; every text in it is escaped, but for what is ``Markup``.

    ``layout`` names the template that it is set into, "base.html" without it.
    """
    return _environment().get_template(f"{name}.html").render(values)


def base_style() -> str:
    """Return the style that all pages share."""
    return _own("base.css")


def style(name: str, more: str = "") -> Markup:
    """Return a style of this package, for the element ``style`` of a page, with rules that the caller made."""
    from markupsafe import Markup

    return Markup(_own(name) + more)  # noqa: S704 - the package's own file, and rules without texts of a source


def script(name: str) -> Script:
    """Return a script of this package, for the element ``script`` of a page."""
    from markupsafe import Markup

    text = f"\n{_own(name)}"
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Script(Markup(text), f"'sha256-{digest}'")  # noqa: S704 - the package's own file


def markup(text: str) -> Markup:
    """Return what is HTML or SVG already, whose texts are escaped, for a template."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - the caller has escaped it


def _own(name: str) -> str:
    return (files("raci_graph.pages") / name).read_text("utf-8")


def templates_of(package: str) -> Environment:
    """Return the templates of a package, which escape every text and refuse a name that has no value."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _environment() -> Environment:
    from markupsafe import Markup

    made = templates_of("raci_graph.pages")
    made.globals |= {"layout": "base.html", "keep": _keep, "style": Markup(base_style())}  # noqa: S704 - the package's own file
    return made


def _keep(
    kind: str,  # noqa: ARG001
    place: str,  # noqa: ARG001
    number: int = 0,  # noqa: ARG001
    *,
    counts: bool = True,  # noqa: ARG001
    caller: Callable[[], str],
) -> str:
    """Return a piece of a page, which stands in it; what makes a page of several files gives a ``keep`` of its own."""
    return caller()
