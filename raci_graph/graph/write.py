"""A matrix into a graph: the matrix itself, its shortcuts and its places, each a graph of its own."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.as_data import matrix_form
from raci_graph.graph import terms as t
from raci_graph.graph.turtle import canonical_turtle
from raci_graph.iris import MatrixIris, content_version, slug, slugs
from raci_graph.model import Basis
from raci_graph.progress import tracked
from raci_graph.vocab import ROLES, USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci_graph.model import Activity, Cell, Decision, Matrix, Place

    Value = str | int | ox.NamedNode | ox.Literal | None


class MatrixGraph:
    """The graph of one matrix, whose triples are made only when they are asked for.

    Attributes:
        iri: the IRI of the matrix.
        prefixes: prefixes for its Turtle.
    """

    def __init__(self, matrix: Matrix) -> None:
        """Take a matrix as read."""
        self._writer = _Writer(matrix)
        self.iri = self._writer.iris.matrix
        self.prefixes = self._writer.iris.prefixes()

    @cached_property
    def matrix(self) -> tuple[ox.Triple, ...]:
        """The triples of the matrix itself."""
        return tuple(self._writer.matrix())

    @cached_property
    def shortcuts(self) -> tuple[ox.Triple, ...]:
        """The triples that are derived from those of the matrix."""
        return tuple(dict.fromkeys(self._writer.shortcuts()))

    @cached_property
    def places(self) -> tuple[ox.Triple, ...]:
        """The triples that say where each part stands in the document."""
        return tuple(self._writer.places())

    @property
    def triples(self) -> tuple[ox.Triple, ...]:
        """All triples of the three graphs."""
        return self.matrix + self.shortcuts + self.places

    def each_triple(self) -> Iterator[ox.Triple]:
        """Make all triples one by one and keep none, which needs little room; a shortcut may come twice."""
        yield from self._writer.matrix()
        yield from self._writer.shortcuts()
        yield from self._writer.places()

    def turtle(self) -> dict[str, str]:
        """Return the canonical Turtle of each of the three graphs, by file name."""
        writer = self._writer
        parts = {"matrix.ttl": writer.matrix(), "shortcuts.ttl": writer.shortcuts(), "places.ttl": writer.places()}
        return {name: canonical_turtle(triples, self.prefixes) for name, triples in parts.items()}


def iri_of(matrix: Matrix) -> str:
    """Return the IRI that a matrix has in the graph that ``to_graph`` makes of it."""
    return _iris(matrix).matrix


def to_graph(matrix: Matrix) -> MatrixGraph:
    """Return the graph of a matrix, in the form of the ontology.

    Args:
        matrix: a matrix as read; ``matrix.about`` names its IRIs. One without a base keeps the ``urn:uuid:`` that
            it has, and gets one of its content otherwise.

    Returns:
        Triples without blank nodes, in a repeatable order. A doubtful cell has no source text and no assignment;
        its row keeps the marks as unplaced text.
    """
    return MatrixGraph(matrix)


class _Writer:
    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._about = matrix.about
        self.iris = _iris(matrix)
        named = [column.label for column in matrix.columns if column.role is None]
        named += [mark.party for cell in matrix.cells for mark in cell.marks if mark.party]
        others = [name for name in (matrix.about.provider, matrix.about.consumer) if name]
        self._parties = slugs([*named, *others], "party")
        self._decisions = {decision.name for decision in matrix.decisions}

    def matrix(self) -> Iterator[ox.Triple]:
        yield from self._head()
        yield from self._provenance()
        yield from self._service()
        for name in self._parties:
            yield from self._node(self._party(name), "Party", label=name)
        yield from self._columns()
        yield from self._legend()
        yield from self._sections()
        for activity in self._tracked("writing activities"):
            yield from self._activity(activity)
        for decision in self._matrix.decisions:
            yield from self._decision(decision)

    def shortcuts(self) -> Iterator[ox.Triple]:
        """Yield what ``queries/derive-shortcuts.rq`` constructs; a test holds the two together."""
        for activity in self._tracked("writing shortcuts"):
            for cell in activity.cells:
                for mark in cell.marks:
                    if mark.role in USUAL_LETTERS.values():
                        subject = ox.NamedNode(self.iris.activity(activity.row))
                        party = ox.NamedNode(self._party(mark.party or cell.party))
                        yield ox.Triple(subject, t.raci(f"has{mark.role}"), party)

    def places(self) -> Iterator[ox.Triple]:
        matrix = self._matrix
        yield from self._place(self.iris.matrix, matrix.place)
        for column in matrix.columns:
            yield from self._place(self.iris.column(column.number), column.place)
        for entry in matrix.legend:
            yield from self._place(self.iris.legend(entry.letter), entry.place)
        for section in matrix.sections:
            yield from self._place(self.iris.section(section.key), section.place)
        for activity in self._tracked("writing places"):
            yield from self._place(self.iris.activity(activity.row), activity.place)
            for cell in activity.cells:
                yield from self._place(self.iris.cell(activity.row, cell.column), cell.place)

    def _head(self) -> Iterator[ox.Triple]:
        matrix, about, iris = self._matrix, self._about, self.iris
        version = about.version or (content_version(_content(matrix)) if about.base else None)
        issued = ox.Literal(about.issued.isoformat(), datatype=t.DATE_TYPE) if about.issued else None
        previous = ox.NamedNode(iris.version(about.previous_version)) if about.previous_version else None
        yield from self._triples(
            iris.matrix,
            (t.TYPE, t.raci("ResponsibilityMatrix")),
            (t.TYPE, t.DATASET),
            (t.LABEL, self._text(matrix.title)),
            (t.TITLE, self._text(matrix.title)),
            (t.LANGUAGE, matrix.language),
            (t.VERSION, version),
            (t.IS_VERSION_OF, ox.NamedNode(iris.abstract) if iris.abstract else None),
            (t.PREVIOUS_VERSION, previous),
            (t.ISSUED, issued),
            (t.LICENSE, ox.NamedNode(about.license) if about.license else None),
            (t.PUBLISHER, ox.NamedNode(iris.publisher) if iris.publisher else None),
            (t.SOURCE, ox.NamedNode(about.published_at) if about.published_at else None),
            (t.raci("transcriptionVersion"), about.transcription_version),
            (t.raci("usesScheme"), t.raci(matrix.scheme) if matrix.scheme else None),
        )
        if iris.publisher:
            yield from self._triples(iris.publisher, (t.TYPE, t.AGENT), (t.AGENT_NAME, about.publisher))

    def _provenance(self) -> Iterator[ox.Triple]:
        if self._matrix.sha256 is None:
            return
        source = self.iris.source()
        checksum = f"{source}/checksum"
        yield from self._triples(self.iris.matrix, (t.DERIVED_FROM, ox.NamedNode(source)))
        yield from self._triples(
            source, (t.TYPE, t.ENTITY), (t.IDENTIFIER, self._matrix.source), (t.CHECKSUM, ox.NamedNode(checksum))
        )
        yield from self._triples(
            checksum,
            (t.TYPE, t.CHECKSUM_CLASS),
            (t.CHECKSUM_ALGORITHM, t.CHECKSUM_SHA256),
            (t.CHECKSUM_VALUE, ox.Literal(self._matrix.sha256, datatype=t.HEX_TYPE)),
        )

    def _service(self) -> Iterator[ox.Triple]:
        about = self._about
        if not about.service:
            return
        iri = self.iris.service(slug(about.service, "service"))
        yield from self._triples(self.iris.matrix, (t.raci("concernsService"), ox.NamedNode(iri)))
        yield from self._node(
            iri,
            "Service",
            (t.raci("providedBy"), ox.NamedNode(self._party(about.provider)) if about.provider else None),
            (t.raci("consumedBy"), ox.NamedNode(self._party(about.consumer)) if about.consumer else None),
            label=about.service,
        )

    def _columns(self) -> Iterator[ox.Triple]:
        for column in self._matrix.columns:
            yield from self._node(
                self.iris.column(column.number),
                "Column",
                self._in_matrix(),
                (t.raci("columnNumber"), column.number),
                (t.raci("sourceText"), column.text),
                (t.raci("columnParty"), None if column.role else ox.NamedNode(self._party(column.label))),
                (t.raci("columnRole"), ox.NamedNode(self.iris.role(column.role)) if column.role else None),
            )

    def _legend(self) -> Iterator[ox.Triple]:
        for entry in self._matrix.legend:
            role = self.iris.role(entry.role)
            yield from self._node(
                self.iris.legend(entry.letter),
                "LegendEntry",
                self._in_matrix(),
                (t.raci("letter"), entry.letter),
                (t.raci("legendRole"), ox.NamedNode(role)),
                (t.raci("sourceText"), entry.text),
            )
            if entry.role not in ROLES:
                yield from self._node(role, "Role", (t.raci("letter"), entry.letter), label=entry.text or entry.role)

    def _sections(self) -> Iterator[ox.Triple]:
        for order, section in enumerate(self._matrix.sections, 1):
            yield from self._node(
                self.iris.section(section.key),
                "Section",
                self._in_matrix(),
                (t.raci("sectionNumber"), section.number),
                (t.raci("sectionOrder"), order),
                (t.raci("sourceText"), section.source_text),
                (t.raci("parentSection"), ox.NamedNode(self.iris.section(section.parent)) if section.parent else None),
                label=section.label,
            )

    def _activity(self, activity: Activity) -> Iterator[ox.Triple]:
        section = ox.NamedNode(self.iris.section(activity.section)) if activity.section else None
        yield from self._node(
            self.iris.activity(activity.row),
            "Activity",
            self._in_matrix(),
            (t.raci("inSection"), section),
            (t.raci("rowNumber"), activity.row),
            (t.raci("sourceText"), activity.source_text),
            (t.raci("activityType"), ox.NamedNode(activity.type) if activity.type else None),
            (t.raci("unplacedText"), t.BETWEEN_UNPLACED.join(mark.text for mark in activity.unplaced) or None),
            label=activity.label,
        )
        for cell in activity.cells:
            yield from self._cell(activity, cell)

    def _cell(self, activity: Activity, cell: Cell) -> Iterator[ox.Triple]:
        iri = self.iris.cell(activity.row, cell.column)
        settled = cell.basis is not Basis.UNSETTLED
        decision = ox.NamedNode(self.iris.decision(cell.decision)) if cell.decision in self._decisions else None
        yield from self._node(
            iri,
            "Cell",
            (t.raci("inRow"), ox.NamedNode(self.iris.activity(activity.row))),
            (t.raci("inColumn"), ox.NamedNode(self.iris.column(cell.column))),
            (t.raci("readingBasis"), t.raci(cell.basis.value)),
            (t.raci("sourceText"), cell.printed if settled else None),
            (t.raci("markCount"), len(cell.marks) if settled else None),
            (t.INFLUENCED_BY, decision),
        )
        for mark in cell.marks:
            yield from self._node(
                self.iris.assignment(activity.row, cell.column, mark.position),
                "Assignment",
                (t.raci("forActivity"), ox.NamedNode(self.iris.activity(activity.row))),
                (t.raci("toParty"), ox.NamedNode(self._party(mark.party or cell.party))),
                (t.raci("withRole"), ox.NamedNode(self.iris.role(mark.role))),
                (t.raci("statedIn"), ox.NamedNode(iri)),
                (t.raci("markText"), mark.text),
                (t.raci("letterPosition"), mark.position),
            )

    def _decision(self, decision: Decision) -> Iterator[ox.Triple]:
        on = ox.Literal(decision.on.isoformat(), datatype=t.DATE_TYPE) if decision.on else None
        yield from self._node(
            self.iris.decision(decision.name),
            "Decision",
            self._in_matrix(),
            (t.raci("readingBasis"), t.raci(decision.basis.value)),
            (t.raci("decidedBy"), decision.who),
            (t.raci("decidedOn"), on),
            (t.raci("reason"), decision.reason),
            (t.SOURCE, _iri_or_text(decision.source)),
        )

    def _tracked(self, what: str) -> Iterable[Activity]:
        return tracked(self._matrix.activities, what, len(self._matrix.activities))

    def _party(self, name: str) -> str:
        return self.iris.party(self._parties[name])

    def _in_matrix(self) -> tuple[ox.NamedNode, Value]:
        return t.raci("inMatrix"), ox.NamedNode(self.iris.matrix)

    def _text(self, text: str) -> ox.Literal:
        return ox.Literal(text, language=self._matrix.language)

    def _node(
        self, iri: str, kind: str, *pairs: tuple[ox.NamedNode, Value], label: str | None = None
    ) -> Iterator[ox.Triple]:
        labelled = (t.LABEL, self._text(label) if label else None)
        yield from self._triples(iri, (t.TYPE, t.raci(kind)), labelled, *pairs)

    def _triples(self, subject: str, *pairs: tuple[ox.NamedNode, Value]) -> Iterator[ox.Triple]:
        node = ox.NamedNode(subject)
        for predicate, value in pairs:
            if value is not None:
                term = value if isinstance(value, (ox.NamedNode, ox.Literal)) else ox.Literal(value)
                yield ox.Triple(node, predicate, term)

    def _place(self, iri: str, place: Place | None) -> Iterator[ox.Triple]:
        if place is not None:
            yield from self._triples(iri, (t.raci("sourcePlace"), str(place)))


def _iris(matrix: Matrix) -> MatrixIris:
    if matrix.about.base is None and matrix.iri and matrix.iri.startswith("urn:uuid:"):
        return MatrixIris.of_urn(matrix.iri)
    return MatrixIris.of(matrix.about, _content(matrix), matrix.table)


def _content(matrix: Matrix) -> str:
    """Return the digest of what a matrix was read from, or of its parsed form where it was read from nothing."""
    if matrix.sha256:
        return matrix.sha256
    return hashlib.sha256(json.dumps(matrix_form(matrix), sort_keys=True).encode()).hexdigest()


def _iri_or_text(source: str | None) -> Value:
    if source and source.startswith(("https://", "http://", "urn:")):
        try:
            return ox.NamedNode(source)
        except ValueError:
            return source
    return source
