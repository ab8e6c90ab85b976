"""The pages of the kinds of work and of the controls that they bear on, each with its rows in all matrices."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.activity_types import activity_types, control_triples, scheme_triples
from raci_graph.site.addresses import page_of
from raci_graph.site.controls import FRAMEWORKS, controls, controls_of
from raci_graph.site.forms import write_graph
from raci_graph.site.records import Found
from raci_graph.site.tables import LONGEST, Table, write_list, write_long_list
from raci_graph.site.view import Item, View, pages_of
from raci_graph.site.words import weighted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci_graph.site.addresses import Addresses
    from raci_graph.site.controls import Control
    from raci_graph.site.publish import Folder
    from raci_graph.site.records import Records, TypedRow
    from raci_graph.site.tables import Row

_OF_ROWS = ("Matrix", "Activity", "Answers for it", "Does it")
_OF_CONTROLS = (
    "Controls by their ids alone, and the kinds of work that bear on them as the maintainers of raci_graph read them. "
    "This is no advice on compliance."
)


class Kinds:
    """Writes these pages from what was kept."""

    def __init__(self, folder: Folder, records: Records, addresses: Addresses) -> None:
        self._folder = folder
        self._records = records
        self._addresses = addresses

    def write_all(self) -> None:
        """Write all of them."""
        self._types()
        self._controls()

    def _page(self, iri: str) -> str:
        return page_of(self._addresses.folder(iri))

    def _types(self) -> None:
        counts = self._records.types()
        known = activity_types()
        for iri in [*known, *(each for each in counts if each not in known)]:
            self._type(iri, counts.get(iri, 0))
        rows = []
        for iri, each in known.items():
            group = known.get(each.broader or "")
            rows.append((Item(each.label, self._page(iri)), group.label if group else "", counts.get(iri, 0)))
        rows += [(Item(iri, self._page(iri)), "", count) for iri, count in counts.items() if iri not in known]
        write_long_list(
            self._folder,
            "id/activity-types",
            ("Kind of work", "Group", "Rows"),
            rows,
            len(rows),
            title="Kinds of work",
            texts=["The activity types of raci_graph, and how many rows of these matrices are of each."],
        )

    def _type(self, iri: str, count: int) -> None:
        known = activity_types().get(iri)
        label = known.label if known else iri
        place = self._addresses.folder(iri)
        triples = [each for each in (*scheme_triples(), *control_triples()) if each.subject == ox.NamedNode(iri)]
        write_graph(self._folder, f"{place}/index.ttl", triples)
        facts = []
        if known:
            group = activity_types().get(known.broader or "")
            facts = [("Group", group.label)] if group else []
            facts += [("Also called", ", ".join(known.alternatives))] if known.alternatives else []
            facts += [("For example", "; ".join(known.examples))] if known.examples else []
        pages = pages_of(place, max(1, -(-count // LONGEST)))
        typed = self._records.typed(iri)
        linked: list[Row] = [(Item(each.called, self._page(each.iri)), how) for each, how in controls_of().get(iri, ())]
        bearing = [Table("Controls that it bears on", ("Control", "How close"), linked)] if linked else []
        for path in pages:
            rows = [self._typed_row(each) for each in islice(typed, LONGEST)]
            tables = [Table("Rows of this kind", _OF_ROWS, rows, "No row of these matrices is of this kind."), *bearing]
            values = {"title": label, "iri": iri, "facts": facts, "pages": pages}
            values["texts"] = [known.definition] if known else []
            write_list(self._folder, View(path, f"{place}/index.ttl"), tables=tables, **values)
        texts = [(label, 4), *((each, 2) for each in (known.alternatives if known else ()))]
        self._records.add_found(Found("kind of work", label, "", page_of(place)), weighted(texts))

    def _typed_row(self, row: TypedRow) -> Row:
        matrix = self._records.matrix(row.matrix)
        link = Item(row.label, page_of(matrix.folder), fragment=f"row-{row.row}")
        return matrix.called, link, row.answers, row.does

    def _controls(self) -> None:
        """Write the list of the controls, a page for each with its kinds of work and their rows, and for frameworks."""
        counts = self._records.types()
        listed: dict[str, list[Row]] = {}
        for control in controls():
            item = Item(control.identifier, self._page(control.iri))
            count = sum(counts.get(link.type, 0) for link in control.links)
            listed.setdefault(control.framework, []).append((item, len(control.links), count))
            self._control(control, counts)
            self._records.add_found(Found("control", control.called, "", item.page), weighted([(control.called, 3)]))
        columns = ("Control", "Kinds of work", "Rows")
        frameworks: list[Row] = []
        for iri, rows in listed.items():
            label, page = FRAMEWORKS[iri.rpartition("/")[2]], self._page(iri)
            frameworks.append((Item(label, page), len(rows)))
            view = self._with_turtle(page, iri)
            write_list(
                self._folder, view, title=label, iri=iri, texts=[_OF_CONTROLS], tables=[Table("", columns, rows)]
            )
        table = Table("", ("Framework", "Controls"), frameworks)
        view = View("id/controls/index.html", "id/controls/controls.ttl")
        write_list(self._folder, view, title="Controls", texts=[_OF_CONTROLS], tables=[table])

    def _control(self, control: Control, counts: Mapping[str, int]) -> None:
        known = activity_types()
        kinds: list[Row] = [
            (Item(known[link.type].label, self._page(link.type)), link.match, counts.get(link.type, 0))
            for link in control.links
        ]
        types = Table("Kinds of work that bear on it", ("Kind of work", "How close", "Rows"), kinds)
        rows = (
            (Item(known[link.type].label, self._page(link.type)), *self._typed_row(each))
            for link in control.links
            for each in self._records.typed(link.type)
        )
        place = self._addresses.folder(control.iri)
        count = sum(counts.get(link.type, 0) for link in control.links)
        pages = pages_of(place, max(1, -(-count // LONGEST)))
        framework = FRAMEWORKS[control.framework.rpartition("/")[2]]
        facts = [("Framework", Item(framework, self._page(control.framework)))]
        values = {"title": control.called, "iri": control.iri, "facts": facts, "pages": pages, "texts": [_OF_CONTROLS]}
        turtle = self._with_turtle(page_of(place), control.iri).turtle
        for path in pages:
            found = Table(
                "Their rows",
                ("Kind of work", *_OF_ROWS),
                list(islice(rows, LONGEST)),
                "No row of these matrices is of them.",
            )
            write_list(self._folder, View(path, turtle), tables=[types, found], **values)

    def _with_turtle(self, page: str, iri: str) -> View:
        """Write what is said of a control or a framework beside its page."""
        node = ox.NamedNode(iri)
        said = [each for each in control_triples() if node in (each.subject, each.object)]
        turtle = page.replace("index.html", "index.ttl")
        write_graph(self._folder, turtle, said)
        return View(page, turtle)
