"""Pages of tables: lists, and what is told of a thing; long ones go on to further pages."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.site.view import pages_of, write_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci_graph.site.publish import Folder
    from raci_graph.site.view import View

Row = tuple[object, ...]
LONGEST = 500
"""How many lines a page of a list has at most."""


class Table(NamedTuple):
    """A table of a page: its heading, the names of its columns, its rows, and what is said where it has none."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Row]
    none: str = "There are none."


def write_list(folder: Folder, view: View | str, **values: object) -> None:
    """Write a page of tables; what it is not told, it does not show."""
    whole: dict[str, object] = {"iri": None, "texts": [], "facts": [], "pages": []}
    write_page(folder, view, "site/list", **(whole | values))


def write_long_list(
    folder: Folder, place: str, columns: Sequence[str], rows: Iterable[Row], count: int, **values: object
) -> None:
    """Write a list on as many pages as it takes."""
    each = iter(rows)
    pages = pages_of(place, max(1, -(-count // LONGEST)))
    for path in pages:
        table = Table("", columns, list(islice(each, LONGEST)))
        write_list(folder, path, pages=pages, tables=[table], **values)
