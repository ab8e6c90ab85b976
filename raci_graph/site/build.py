"""Builds a site: matrix by matrix, then the pages that tell of several, then all that does not depend on them."""

from __future__ import annotations

import re
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from raci_graph.activity_types import activity_types
from raci_graph.errors import UsageError
from raci_graph.figures.lettering import shown
from raci_graph.pages import base_style, page, style
from raci_graph.render.html_colours import colour_style
from raci_graph.site.addresses import Addresses, page_of
from raci_graph.site.catalogue import catalogue, void
from raci_graph.site.comparing import Comparing
from raci_graph.site.documentation import Documentation
from raci_graph.site.forms import write_graph
from raci_graph.site.keeping import Said, keep, record_of
from raci_graph.site.kinds import Kinds
from raci_graph.site.lists import Lists
from raci_graph.site.matrix_pages import write_matrix
from raci_graph.site.negotiation import htaccess
from raci_graph.site.publish import published
from raci_graph.site.query_page import write_query_page
from raci_graph.site.reading import read_all
from raci_graph.site.records import Records
from raci_graph.site.search import write_search
from raci_graph.site.view import MENU, Item
from raci_graph.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyoxigraph as ox

    from raci_graph.model import Matrix
    from raci_graph.site.publish import Folder
    from raci_graph.site.reading import Read

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~-]+)*/")


@dataclass(frozen=True, slots=True)
class Built:
    """What was built.

    Attributes:
        matrices: how many matrices there are.
        files: how many files.
        size: how many bytes these have.
        left_out: how many triples of which file of the SOURCES belong to no matrix and no catalogue.
    """

    matrices: int
    files: int
    size: int
    left_out: dict[str, int] = field(default_factory=dict)


def build_site(names: Sequence[str], place: Path, base: str = BASE) -> Built:
    """Build the site of SOURCES, which is there whole or not at all; the same bytes for the same SOURCES.

    Args:
        names: the SOURCES.
        place: the folder of the site; one that a former run wrote is replaced.
        base: the address at which it is published, which ends in "/": IRIs below it have their page at that path.

    Raises:
        UsageError: for a place that holds something else, a name that is neither a path nor a bundled matrix, or a
            matrix that comes twice; for a base that is no address.
        InputError: if a source cannot be read, or holds no matrix.
        OutputError: if something cannot be written.
    """
    if not _ADDRESS.fullmatch(base):
        raise UsageError(f"'{base}' is no address that ends in '/'", remedy="Write it as in https://raci.example.org/")
    with (
        published(place) as folder,
        tempfile.TemporaryDirectory() as work,
        closing(Records(Path(work) / "records")) as records,
    ):
        building = _Building(folder, records, base)
        building.build(names)
        return Built(records.totals()[0], folder.count, folder.size, building.left_out)


class _Building:
    def __init__(self, folder: Folder, records: Records, base: str) -> None:
        self._folder = folder
        self._records = records
        self._base = base
        self._addresses = Addresses(base)
        self._given: list[ox.Triple] = []
        self.left_out: dict[str, int] = {}

    def build(self, names: Sequence[str]) -> None:
        self._assets()
        number = 0
        for read in read_all(names, self.left_out):
            if read.matrix is None:
                self._given += read.triples
            else:
                number += 1
                self._matrix(read, read.matrix, number)
        lists = Lists(self._folder, self._records, self._addresses)
        Comparing(self._folder, self._records).write_all()
        lists.write_all()
        Kinds(self._folder, self._records, self._addresses).write_all()
        Documentation(self._folder, self._records).write_all()
        write_query_page(self._folder, self._records, self._addresses)
        write_search(self._folder, self._records)
        described = catalogue(self._folder, self._records, self._base, self._given)
        write_graph(self._folder, "id/catalog.ttl", described)
        self._folder.write("void.ttl", void(self._records, self._base))
        self._folder.write(".htaccess", htaccess(self._base))
        self._folder.write(".nojekyll", "")
        self._missing()

    def _matrix(self, read: Read, matrix: Matrix, number: int) -> None:
        said = Said(read)
        place = self._addresses.folder(read.iri)
        record = record_of(read, said, matrix, number, place)
        above = list(self._above(said, matrix))
        size = write_matrix(self._folder, place, read, above, self._kinds_of_work(matrix))
        keep(self._records, record._replace(bytes=size), said, matrix)

    def _above(self, said: Said, matrix: Matrix) -> Iterator[Item]:
        """Yield the pages that a matrix belongs to."""
        from raci_graph.vocab import DCAT, DCTERMS, RACI

        for predicate, kind, label in (
            (f"{DCAT}isVersionOf", "All versions", matrix.about.id or matrix.title),
            (f"{RACI}concernsService", "Service", matrix.about.service),
            (f"{DCTERMS}publisher", "Publisher", matrix.about.publisher),
        ):
            iri = said.of_matrix(predicate)
            if iri:
                yield Item(shown(label or said.labels.get(iri, iri)), page_of(self._addresses.folder(iri)), kind)
        for iri in sorted(said.kinds["party"], key=lambda each: (said.labels.get(each, each), each)):
            yield Item(shown(said.labels.get(iri, iri)), page_of(self._addresses.folder(iri)), "Party")

    def _kinds_of_work(self, matrix: Matrix) -> dict[int, Item]:
        """Return the page of the kind of work of each row that has one."""
        known = activity_types()
        return {
            each.row: Item(
                known[each.type].label if each.type in known else shown(each.type),
                page_of(self._addresses.folder(each.type)),
            )
            for each in matrix.activities
            if each.type
        }

    def _missing(self) -> None:
        """Write the page that stands for any that is not there: at whatever address, so it loads nothing."""
        top = urlsplit(self._base).path
        links = [(f"{top}{path}", name) for path, name in MENU if path not in {"index.html", "search/index.html"}]
        first = [(top, "Start"), (f"{top}search/index.html", "Search")]
        self._folder.write("404.html", page("site/missing", links=[*first, *links]))

    def _assets(self) -> None:
        own = files("raci_graph.pages")
        static = files("raci_graph.site") / "static"
        more = (static / "site.css").read_text("utf-8")
        self._folder.write("assets/base.css", base_style() + more)
        self._folder.write("assets/matrix.css", str(style("matrix.css", colour_style())))
        self._folder.write("assets/matrix.js", (own / "matrix.js").read_bytes())
        for name in ("more.js", "search.js"):
            self._folder.write(f"assets/{name}", (static / name).read_bytes())
