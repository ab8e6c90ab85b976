"""A graph back into matrices: the way round that shows that nothing printed was lost."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pyoxigraph as ox

from raci_graph.graph import terms as t
from raci_graph.graph.turtle import natural_key
from raci_graph.model import (
    About,
    Activity,
    Basis,
    Cell,
    Column,
    Decision,
    Layout,
    LegendEntry,
    Mark,
    Matrix,
    Place,
    Section,
    UnplacedMark,
)
from raci_graph.vocab import RACI

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_LANGUAGE = "und"
_MOST_DIGITS = 9


def from_graph(triples: Iterable[ox.Triple | ox.Quad], source: str) -> tuple[Matrix, ...]:
    """Return the matrices of a graph, in order of their IRIs.

    Args:
        triples: the graph; places are read too if it holds them.
        source: the name of what the graph was read from, for a matrix that does not name its document.

    Returns:
        Matrices that hold what the graph states. A graph that breaks the structure rules gives as much as can be
        read; ``validate`` says what is wrong with it.
    """
    graph = _Graph(triples)
    matrices = sorted(graph.of_type("ResponsibilityMatrix"), key=lambda each: natural_key(each.value))
    return tuple(_MatrixReader(graph, iri, number, source).matrix() for number, iri in enumerate(matrices, 1))


class _Graph:
    """Triples by subject and predicate, and by predicate and object."""

    def __init__(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        self._objects: dict[tuple[object, str], list[ox.Literal | ox.NamedNode]] = defaultdict(list)
        self._subjects: dict[tuple[str, object], list[ox.NamedNode]] = defaultdict(list)
        for each in triples:
            if isinstance(each.subject, ox.NamedNode) and isinstance(each.object, ox.NamedNode | ox.Literal):
                self._objects[each.subject, each.predicate.value].append(each.object)
                self._subjects[each.predicate.value, each.object].append(each.subject)

    def of_type(self, kind: str) -> set[ox.NamedNode]:
        return set(self._subjects[t.TYPE.value, t.raci(kind)])

    def subjects(self, predicate: str, value: ox.NamedNode) -> list[ox.NamedNode]:
        found = list(set(self._subjects.get((predicate, value), ())))
        return found if len(found) == 1 else sorted(found, key=lambda each: natural_key(each.value))

    def values(self, subject: ox.NamedNode, predicate: str) -> list[str]:
        found = [each.value for each in self._objects.get((subject, predicate), ())]
        return found if len(found) == 1 else sorted(set(found), key=natural_key)

    def value(self, subject: ox.NamedNode | None, predicate: str) -> str | None:
        if subject is None:
            return None
        return next(iter(self.values(subject, predicate)), None)

    def node(self, subject: ox.NamedNode | None, predicate: str) -> ox.NamedNode | None:
        nodes = [each for each in self._objects.get((subject, predicate), ()) if isinstance(each, ox.NamedNode)]
        return nodes[0] if len(nodes) == 1 else min(nodes, key=lambda each: natural_key(each.value), default=None)

    def number(self, subject: ox.NamedNode, predicate: str) -> int:
        text = self.value(subject, RACI + predicate) or ""
        return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0

    def label(self, subject: ox.NamedNode | None) -> str:
        return self.value(subject, t.LABEL.value) or (_tail(subject.value) if subject else "")

    def place(self, subject: ox.NamedNode) -> Place | None:
        text = self.value(subject, RACI + "sourcePlace")
        return Place.parse(text) if text else None


class _MatrixReader:
    def __init__(self, graph: _Graph, iri: ox.NamedNode, number: int, source: str) -> None:
        self._graph = graph
        self._iri = iri
        self._number = number
        self._source = source
        elements = graph.subjects(RACI + "inMatrix", iri)
        kinds = {kind: graph.of_type(kind) for kind in ("Column", "LegendEntry", "Section", "Activity", "Decision")}
        self._elements = {kind: [each for each in elements if each in of_kind] for kind, of_kind in kinds.items()}
        self._decisions = {each: unquote(_tail(each.value)) for each in self._elements["Decision"]}

    def matrix(self) -> Matrix:
        graph, iri = self._graph, self._iri
        document = graph.node(iri, t.DERIVED_FROM.value)
        checksum = graph.node(document, t.CHECKSUM.value)
        scheme = graph.node(iri, RACI + "usesScheme")
        columns = self._columns()
        return Matrix(
            source=graph.value(document, t.IDENTIFIER.value) or self._source,
            sha256=graph.value(checksum, t.CHECKSUM_VALUE.value),
            table=self._number,
            place=graph.place(iri),
            title=graph.value(iri, t.TITLE.value) or graph.label(iri),
            language=graph.value(iri, t.LANGUAGE.value) or _NO_LANGUAGE,
            layout=_layout(columns.values()),
            scheme=_tail(scheme.value) if scheme else None,
            legend=self._legend(),
            columns=tuple(columns.values()),
            sections=self._sections(),
            activities=self._activities(columns),
            decisions=tuple(self._decision(each) for each in self._elements["Decision"]),
            about=self._about(),
            iri=iri.value,
        )

    def _about(self) -> About:
        graph, iri = self._graph, self._iri
        service = graph.node(iri, RACI + "concernsService")
        issued = graph.value(iri, t.ISSUED.value)
        previous = graph.node(iri, t.PREVIOUS_VERSION.value)
        provider, consumer = (graph.node(service, RACI + name) for name in ("providedBy", "consumedBy"))
        base, name = self._names()
        return About(
            base=base,
            id=name,
            version=graph.value(iri, t.VERSION.value),
            language=graph.value(iri, t.LANGUAGE.value),
            title=graph.value(iri, t.TITLE.value),
            publisher=graph.value(graph.node(iri, t.PUBLISHER.value), t.AGENT_NAME.value),
            service=graph.label(service) if service else None,
            provider=graph.label(provider) if provider else None,
            consumer=graph.label(consumer) if consumer else None,
            license=graph.value(iri, t.LICENSE.value),
            published_at=graph.value(iri, t.SOURCE.value),
            issued=_date(issued),
            previous_version=unquote(_tail(previous.value)) if previous else None,
            transcription_version=graph.value(iri, RACI + "transcriptionVersion"),
        )

    def _names(self) -> tuple[str | None, str | None]:
        """Return the base and the id from which the matrix's IRIs were made, where they tell them."""
        abstract = self._graph.node(self._iri, t.IS_VERSION_OF.value)
        if abstract is None:
            return None, None
        publisher = self._graph.node(self._iri, t.PUBLISHER.value)
        if publisher and abstract.value.startswith(f"{publisher.value}/"):
            return _head(publisher.value), abstract.value[len(publisher.value) + 1 :]
        parties = [self._graph.node(each, RACI + "columnParty") for each in self._elements["Column"]]
        base = next((each.value.rpartition("party/")[0] for each in parties if each), "")
        if base and abstract.value.startswith(base):
            return base, abstract.value[len(base) :]
        return _head(abstract.value), _tail(abstract.value)

    def _columns(self) -> dict[ox.NamedNode, Column]:
        graph = self._graph
        found = {}
        for each in sorted(self._elements["Column"], key=lambda node: graph.number(node, "columnNumber")):
            number = graph.number(each, "columnNumber")
            party = graph.node(each, RACI + "columnParty")
            role = graph.node(each, RACI + "columnRole")
            text = graph.value(each, RACI + "sourceText") or graph.label(party)
            named = self._role(role) or None
            found[each] = Column(number, number + 1, text, graph.label(party) or text, graph.place(each), named)
        return found

    def _legend(self) -> tuple[LegendEntry, ...]:
        graph = self._graph
        entries = [
            LegendEntry(
                graph.value(each, RACI + "letter") or "",
                self._role(graph.node(each, RACI + "legendRole")),
                graph.value(each, RACI + "sourceText"),
                graph.place(each),
            )
            for each in self._elements["LegendEntry"]
        ]
        return tuple(sorted(entries, key=_legend_key))

    def _sections(self) -> tuple[Section, ...]:
        graph = self._graph
        found = []
        for each in sorted(self._elements["Section"], key=lambda node: graph.number(node, "sectionOrder")):
            parent = graph.node(each, RACI + "parentSection")
            label = graph.label(each)
            found.append(
                Section(
                    key=self._key(each),
                    label=label,
                    source_text=graph.value(each, RACI + "sourceText") or label,
                    number=graph.value(each, RACI + "sectionNumber"),
                    parent=self._key(parent) if parent else None,
                    place=graph.place(each),
                )
            )
        return tuple(found)

    def _activities(self, columns: dict[ox.NamedNode, Column]) -> tuple[Activity, ...]:
        graph = self._graph
        found = []
        for each in sorted(self._elements["Activity"], key=lambda node: graph.number(node, "rowNumber")):
            section = graph.node(each, RACI + "inSection")
            place = graph.place(each)
            kind = graph.node(each, RACI + "activityType")
            cells = [self._cell(cell, columns) for cell in graph.subjects(RACI + "inRow", each)]
            label = graph.label(each)
            found.append(
                Activity(
                    row=graph.number(each, "rowNumber"),
                    section=self._key(section) if section else None,
                    text=label,
                    label=label,
                    source_text=graph.value(each, RACI + "sourceText") or label,
                    cells=tuple(sorted(cells, key=lambda cell: cell.column)),
                    place=place,
                    unplaced=tuple(
                        UnplacedMark(mark, place or Place(self._source))
                        for text in graph.values(each, RACI + "unplacedText")
                        for mark in text.split(t.BETWEEN_UNPLACED)
                    ),
                    type=kind.value if kind else None,
                )
            )
        return tuple(found)

    def _cell(self, iri: ox.NamedNode, columns: dict[ox.NamedNode, Column]) -> Cell:
        graph = self._graph
        at = graph.node(iri, RACI + "inColumn")
        column = columns.get(at) if at else None
        basis = graph.node(iri, RACI + "readingBasis")
        decision = graph.node(iri, t.INFLUENCED_BY.value)
        marks = [
            Mark(
                graph.value(each, RACI + "markText") or "",
                self._role(graph.node(each, RACI + "withRole")),
                graph.number(each, "letterPosition"),
                graph.label(graph.node(each, RACI + "toParty")) if column and column.role else None,
            )
            for each in graph.subjects(RACI + "statedIn", iri)
        ]
        return Cell(
            column=column.number if column else 0,
            printed_column=column.printed_column if column else 0,
            party=column.label if column and column.role is None else "",
            printed=graph.value(iri, RACI + "sourceText"),
            marks=tuple(sorted(marks, key=lambda mark: mark.position)),
            basis=_basis(basis),
            place=graph.place(iri),
            decision=self._decisions.get(decision) if decision else None,
        )

    def _decision(self, iri: ox.NamedNode) -> Decision:
        graph = self._graph
        cells = graph.subjects(t.INFLUENCED_BY.value, iri)
        rows = [graph.node(each, RACI + "inRow") for each in cells]
        on = graph.value(iri, RACI + "decidedOn")
        lettered = next((each for each in cells if graph.value(each, RACI + "sourceText")), None)
        column = graph.node(lettered, RACI + "inColumn") if lettered else None
        basis = _basis(graph.node(iri, RACI + "readingBasis"))
        return Decision(
            name=self._decisions[iri],
            rows=tuple(dict.fromkeys(graph.number(row, "rowNumber") for row in rows if row)),
            column=graph.label(graph.node(column, RACI + "columnParty")),
            letters=graph.value(lettered, RACI + "sourceText") if basis is not Basis.EXPLICIT else None,
            basis=basis,
            who=graph.value(iri, RACI + "decidedBy") or "",
            reason=graph.value(iri, RACI + "reason"),
            source=graph.value(iri, t.SOURCE.value),
            on=_date(on),
        )

    def _key(self, section: ox.NamedNode) -> str:
        """Return a section's key: its number, else the path of its slugs, taken from its IRI."""
        for top in (f"{self._iri.value}/section/", f"{self._iri.value}#section/"):
            if section.value.startswith(top):
                return section.value[len(top) :]
        return _tail(section.value)

    def _role(self, role: ox.NamedNode | None) -> str:
        return unquote(_tail(role.value)) if role else ""


def _layout(columns: Iterable[Column]) -> Layout:
    """Return the layout that the columns show; how the source was laid out beyond that is not in the graph."""
    roles = any(column.role for column in columns)
    return Layout.ROLES_AS_COLUMNS if roles else Layout.PARTIES_AS_COLUMNS


def _legend_key(entry: LegendEntry) -> tuple[object, ...]:
    """Return a key that orders a legend as printed; where no place tells, the letters of RACI first."""
    usual = "RACI"
    place = entry.place.sort_key() if entry.place else ()
    return place, entry.letter not in usual, usual.find(entry.letter), entry.letter


def _tail(iri: str) -> str:
    return iri.rstrip("/").replace("#", "/").rpartition("/")[2]


def _head(iri: str) -> str:
    return iri[: -len(_tail(iri))]


def _basis(node: ox.NamedNode | None) -> Basis:
    name = _tail(node.value) if node else ""
    return Basis(name) if name in set(Basis) else Basis.UNSETTLED


def _date(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
