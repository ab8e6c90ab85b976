"""Pages that put matrices side by side: what changed from version to version, and the services."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.activity_types import scheme_triples
from raci_graph.compare import Settled, diff_matrices
from raci_graph.compare.recorded import Rows, with_recorded
from raci_graph.compare.schemes import scheme_in
from raci_graph.compare.services import compare_services
from raci_graph.compare_formats import Compared, Labels, diff_html, services_html
from raci_graph.graph.read import from_graph
from raci_graph.graph.turtle import natural_key
from raci_graph.site.matrix_pages import TRIPLES_FILE
from raci_graph.site.view import Item, write_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.model import Matrix
    from raci_graph.site.publish import Folder
    from raci_graph.site.records import MatrixRecord, Records

MOST_SERVICES = 8
"""How many services are put side by side at most: each is a column."""
_MOST_LISTED = 500
_SERVICES_PAGE = "compare/services.html"


class Comparing:
    """Writes these pages from what was kept, and from the N-Triples that stand in the site already."""

    def __init__(self, folder: Folder, records: Records) -> None:
        self._folder = folder
        self._records = records

    def write_all(self) -> None:
        """Write all of them."""
        changes: list[Item] = []
        count = 0
        for old, new in self._pairs():
            page = f"{new.folder}/changes/index.html"
            self._change(old, new, page)
            count += 1
            if count <= _MOST_LISTED:
                changes.append(Item(new.called, page, f"after {old.version or old.title}"))
        latest = self._latest()
        side_by_side = 1 < len(latest) <= MOST_SERVICES
        if side_by_side:
            self._services(latest)
        write_page(
            self._folder,
            "compare/index.html",
            "site/compare",
            services=_SERVICES_PAGE if side_by_side else None,
            count=len(latest),
            changes=changes,
            more=count - len(changes),
        )

    def _pairs(self) -> Iterator[tuple[MatrixRecord, MatrixRecord]]:
        """Yield each version with the one before it: that which it names, else the last before of the same matrix."""
        for _, group in groupby(self._records.by_matrix(), key=lambda each: each.abstract or each.iri):
            before: MatrixRecord | None = None
            for each in sorted(group, key=_age):
                named = self._records.by_iri(each.previous) if each.previous else None
                old = named if named and named.iri != each.iri else before
                if old:
                    yield old, each
                before = each

    def _change(self, old: MatrixRecord, new: MatrixRecord, page: str) -> None:
        rows = Rows([*self._triples(old), *self._triples(new)])
        before, after = self._matrix(old), self._matrix(new)
        settled = with_recorded(Settled(), rows.recorded(before.iri, after.iri))
        compared = Compared(before, after, diff_matrices(before, after, settled, {}))
        values = diff_html.values_of([compared])
        write_page(self._folder, page, "diff", **values)

    def _latest(self) -> list[MatrixRecord]:
        """Return the latest version of each service, no more than one beyond what is put side by side."""
        latest: dict[str, MatrixRecord] = {}
        for each in self._records.matrices():
            key = each.service or each.abstract or each.iri
            latest[key] = max(latest.get(key, each), each, key=_age)
        return list(latest.values())

    def _services(self, latest: list[MatrixRecord]) -> None:
        matrices = [self._matrix(each) for each in latest]
        scheme = scheme_in(scheme_triples())
        comparison = compare_services(matrices, scheme.phases)
        values = services_html.values_of(comparison, Labels(scheme.labels))
        write_page(self._folder, _SERVICES_PAGE, "comparison", **values)

    def _triples(self, record: MatrixRecord) -> Iterator[ox.Triple]:
        path = self._folder.top / record.folder / TRIPLES_FILE
        return (quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.N_TRIPLES))

    def _matrix(self, record: MatrixRecord) -> Matrix:
        found = from_graph(self._triples(record), record.source)
        return next(each for each in found if each.iri == record.iri)


def _age(matrix: MatrixRecord) -> tuple[str, str, str]:
    return matrix.issued or "", natural_key(matrix.version or ""), matrix.iri
