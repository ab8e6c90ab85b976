"""The pages that tell of several matrices: lists, and a page for each party, service and publisher."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.activity_types import control_triples, scheme_triples
from raci_graph.site.addresses import page_of
from raci_graph.site.forms import write_graph
from raci_graph.site.records import Found
from raci_graph.site.tables import LONGEST, Table, write_list, write_long_list
from raci_graph.site.view import Item, View, filtered, pages_of, write_page
from raci_graph.site.words import weighted
from raci_graph.vocab import DCAT, DCTERMS, FOAF, RACI, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.site.addresses import Addresses
    from raci_graph.site.publish import Folder
    from raci_graph.site.records import MatrixRecord, Records
    from raci_graph.site.tables import Row

_KINDS = {
    "party": f"{RACI}Party",
    "service": f"{RACI}Service",
    "publisher": f"{FOAF}Agent",
    "abstract": f"{DCAT}Dataset",
}
_SAID = {"party": "Party", "service": "Service", "publisher": "Publisher", "abstract": "All versions"}
_HEADINGS = {"service": "Matrices of this service", "publisher": "Published matrices", "abstract": "Versions"}
_COLUMNS = ("Matrix", "Version", "Service", "Publisher", "Activities", "Not settled", "Findings")
_LISTS = (
    ("matrices", "Matrices"),
    ("services", "Services"),
    ("parties", "Parties"),
    ("id/activity-types", "Kinds of work"),
    ("id/controls", "Controls"),
)


class Lists:
    """Writes these pages from what was kept."""

    def __init__(self, folder: Folder, records: Records, addresses: Addresses) -> None:
        self._folder = folder
        self._records = records
        self._addresses = addresses

    def write_all(self) -> None:
        """Write all of them."""
        self._start()
        self._matrices()
        self._list_of("party", "parties", "Parties")
        self._list_of("service", "services", "Services")
        for iri, label, kinds in self._records.named():
            self._node(iri, label, kinds)
        self._data_page()
        self._data()

    def _page(self, iri: str) -> str:
        """Return the page of an IRI."""
        return page_of(self._addresses.folder(iri))

    def _start(self) -> None:
        matrices, rows, assignments, triples = self._records.totals()
        noun = "matrix" if matrices == 1 else "matrices"
        first = [_item(each) for each in islice(self._records.matrices(), LONGEST // 5)]
        write_page(
            self._folder,
            "index.html",
            "site/index",
            title="Responsibility matrices",
            counts=f"{matrices:,} {noun}, {rows:,} activities, {assignments:,} assignments, {triples:,} triples",
            matrices=first,
            more=matrices if matrices > len(first) else None,
        )

    def _matrices(self) -> None:
        rows = (self._row(each) for each in self._records.matrices())
        write_long_list(self._folder, "matrices", _COLUMNS, rows, self._records.totals()[0], title="Matrices")

    def _data_page(self) -> None:
        """Write the page to which all is led that has none of its own."""
        links = [Item(name, f"{folder}/index.html") for folder, name in _LISTS]
        links.append(Item("Catalogue (DCAT), as Turtle", "id/catalog.ttl"))
        rows: list[Row] = [(each,) for each in links]
        rows += [(Item(label, self._page(iri)),) for iri, label, _ in self._records.nodes("publisher")]
        text = "An IRI of this dataset that has no page of its own leads here."
        view = View("id/index.html", "id/catalog.ttl")
        write_list(self._folder, view, title="The dataset", texts=[text], tables=[Table("", ("Page",), rows)])

    def _row(self, matrix: MatrixRecord) -> Row:
        service, publisher = (
            Item(self._records.label(iri), self._page(iri)) if iri else None
            for iri in (matrix.service, matrix.publisher)
        )
        counts = (matrix.rows, matrix.unsettled, matrix.findings)
        return (_item(matrix), matrix.version or matrix.issued, service, publisher, *counts)

    def _list_of(self, kind: str, folder: str, title: str) -> None:
        rows = ((Item(label, self._page(iri)), iri, count) for iri, label, count in self._records.nodes(kind))
        write_long_list(
            self._folder, folder, ("Name", "IRI", "Matrices"), rows, self._records.count_of(kind), title=title
        )

    def _node(self, iri: str, label: str, kinds: Sequence[str]) -> None:
        """Write the page of a party, a service, a publisher or all versions of a matrix, and its data beside it."""
        place = self._addresses.folder(iri)
        triples = [each for kind in kinds for each in _named(iri, kind, label)]
        tables: list[Table] = []
        for kind in kinds:
            matrices = list(self._records.in_matrices(iri, kind))
            tables += self._tables(kind, iri, label, matrices)
            if kind == "abstract":
                triples += [_triple(iri, f"{DCAT}hasVersion", each.iri) for each in matrices]
            else:
                self._records.add_found(Found(kind, label, "", page_of(place)), weighted([(label, 4)]))
        turtle = f"{place}/index.ttl"
        write_graph(self._folder, turtle, triples)
        pages = pages_of(place, max(1, *(-(-len(each.rows) // LONGEST) for each in tables)))
        facts = [("Kind", ", ".join(_SAID[kind] for kind in kinds))]
        for number, path in enumerate(pages):
            part = slice(number * LONGEST, (number + 1) * LONGEST)
            shown = [each._replace(rows=each.rows[part]) for each in tables if each.rows[part]]
            values = {"title": label, "iri": iri, "facts": facts, "pages": pages}
            write_list(self._folder, View(path, turtle), tables=shown, **values)

    def _tables(self, kind: str, iri: str, label: str, matrices: Sequence[MatrixRecord]) -> list[Table]:
        if kind == "party":
            columns = ("Matrix", "Version", "Assignments by role", "All")
            return [Table("Its part", columns, [self._row_of_party(iri, label, each) for each in matrices])]
        found = [Table(_HEADINGS[kind], _COLUMNS, [self._row(each) for each in matrices])]
        return found + self._changes(matrices)

    def _row_of_party(self, iri: str, label: str, matrix: MatrixRecord) -> Row:
        parts = self._records.parts(iri, matrix.number)
        said = ", ".join(f"{role} {count}" for role, count in parts)
        item = _item(matrix)._replace(fragment=filtered("party", label))
        return item, matrix.version or matrix.issued, said, sum(count for _, count in parts)

    def _changes(self, matrices: Sequence[MatrixRecord]) -> list[Table]:
        rows = [
            (Item(f"Changes of {each.called}", f"{each.folder}/changes/index.html"),)
            for each in matrices
            if (self._folder.top / each.folder / "changes").is_dir()
        ]
        return [Table("What changed", ("Version",), rows)] if rows else []

    def _data(self) -> None:
        """Write the vocabularies that go with every matrix."""
        for path, triples in (
            ("id/activity-types.ttl", scheme_triples()),
            ("id/controls/controls.ttl", control_triples()),
        ):
            write_graph(self._folder, path, triples)


def _item(matrix: MatrixRecord) -> Item:
    return Item(matrix.title, page_of(matrix.folder), matrix.version or matrix.issued or "")


def _named(iri: str, kind: str, label: str) -> list[ox.Triple]:
    name = {"publisher": f"{FOAF}name", "abstract": f"{DCTERMS}title"}.get(kind, f"{RDFS}label")
    return [
        _triple(iri, f"{RDF}type", _KINDS[kind]),
        ox.Triple(ox.NamedNode(iri), ox.NamedNode(name), ox.Literal(label)),
    ]


def _triple(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))
