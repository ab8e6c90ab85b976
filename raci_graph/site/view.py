"""A page of the site as its template sees it: where it stands, and how it links to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote_plus

from raci_graph import __version__
from raci_graph.pages import page
from raci_graph.site.addresses import link, page_of
from raci_graph.site.parts import MOST, Parts

if TYPE_CHECKING:
    from raci_graph.site.publish import Folder

LAYOUT = "site/base.html"
MENU = (
    ("index.html", "Start"),
    ("matrices/index.html", "Matrices"),
    ("services/index.html", "Services"),
    ("parties/index.html", "Parties"),
    ("id/activity-types/index.html", "Kinds of work"),
    ("id/controls/index.html", "Controls"),
    ("compare/index.html", "Comparison"),
    ("questions/index.html", "Questions"),
    ("query/index.html", "SPARQL"),
    ("rules/index.html", "Rules"),
    ("ns/index.html", "Ontology"),
    ("search/index.html", "Search"),
)


class Item(NamedTuple):
    """A line of a list: a text that links to a page, and what stands beside it."""

    text: str
    page: str
    beside: str = ""
    fragment: str = ""


class View:
    """Where a page stands."""

    def __init__(self, path: str, turtle: str | None = None) -> None:
        """Take the path of the page from the top of the site, and that of the Turtle beside it, if there is one."""
        self.path = path
        self.turtle = turtle
        self.menu = MENU
        self.version = __version__

    def to(self, target: str, fragment: str = "") -> str:
        """Return the link to a file of the site."""
        return link(self.path, target, fragment)


def write_page(folder: Folder, view: View | str, template: str, **values: object) -> None:
    """Write a page of the site from a template, in the frame that all its pages have.

    What has no room in it goes to scripts beside it.
    ``view`` says where it stands; the path alone is enough for a page without Turtle beside it.
    """
    made = View(view) if isinstance(view, str) else view

    def text(parts: Parts) -> str:
        return page(template, layout=LAYOUT, site=made, keep=parts.keep, parts=parts, **values)

    whole = Parts()
    written = text(whole)
    size = len(written.encode())
    if size > MOST:
        parts = Parts(whole.room(size), made.path)
        written = text(parts)
        parts.write(folder)
    folder.write(made.path, written)


def filtered(name: str, value: str) -> str:
    """Return the fragment by which the page of a matrix shows the rows of a party or a role alone."""
    return f"{name}={quote_plus(value)}"


def pages_of(folder: str, count: int) -> list[str]:
    """Return the paths of the pages that a long list takes: index.html, page-2.html and so on."""
    return [page_of(folder), *(f"{folder}/page-{number}.html" for number in range(2, count + 1))]
