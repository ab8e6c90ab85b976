"""What is kept of a matrix for the pages that tell of several."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.compare.roles import role_names
from raci_graph.figures.lettering import shown
from raci_graph.site.addresses import page_of
from raci_graph.site.records import Found, MatrixRecord, TypedRow
from raci_graph.site.words import weighted
from raci_graph.vocab import ANSWERS_FOR_WORK, DCAT, DCTERMS, DOES_WORK, FOAF, RACI, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci_graph.model import Activity, Matrix
    from raci_graph.site.reading import Read
    from raci_graph.site.records import Records

_TYPE = f"{RDF}type"
_LABELS = (f"{RDFS}label", f"{FOAF}name", f"{DCTERMS}title")
_KINDS = {f"{RACI}Party": "party", f"{RACI}Service": "service"}


class Said:
    """What a graph says of the nodes around its matrix, read once."""

    def __init__(self, read: Read) -> None:
        self.iri = read.iri
        self.labels: dict[str, str] = {}
        self.kinds: dict[str, set[str]] = defaultdict(set)
        self.objects: dict[tuple[str, str], str] = {}
        self.classes: dict[str, int] = defaultdict(int)
        self.properties: dict[str, int] = defaultdict(int)
        for triple in read.triples:
            self._take(triple)

    def of_matrix(self, predicate: str) -> str | None:
        """Return what the matrix has for a predicate."""
        return self.objects.get((self.iri, predicate))

    def _take(self, triple: ox.Triple) -> None:
        self.properties[triple.predicate.value] += 1
        if not isinstance(triple.subject, ox.NamedNode) or not isinstance(triple.object, ox.NamedNode | ox.Literal):
            return
        subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value
        if predicate == _TYPE:
            self.classes[value] += 1
            if value in _KINDS:
                self.kinds[_KINDS[value]].add(subject)
        elif predicate in _LABELS:
            self.labels.setdefault(subject, value)
        elif isinstance(triple.object, ox.NamedNode):
            before = self.objects.get((subject, predicate), value)
            self.objects[subject, predicate] = min(before, value)


def record_of(read: Read, said: Said, matrix: Matrix, number: int, folder: str) -> MatrixRecord:
    """Return what is kept of a matrix itself; how many bytes its triples have is not known yet."""
    about = matrix.about
    cells = matrix.cells
    return MatrixRecord(
        number,
        read.iri,
        folder,
        shown(matrix.title),
        shown(about.version) if about.version else None,
        about.issued.isoformat() if about.issued else None,
        matrix.language if matrix.language != "und" else None,
        about.license,
        said.of_matrix(f"{DCAT}isVersionOf"),
        said.of_matrix(f"{DCAT}previousVersion"),
        said.of_matrix(f"{RACI}concernsService"),
        said.of_matrix(f"{DCTERMS}publisher"),
        shown(matrix.source),
        len(matrix.activities),
        sum(len(cell.marks) for cell in cells),
        sum(cell.printed is None for cell in cells),
        len(read.findings),
        len(read.triples),
        0,
    )


def keep(records: Records, record: MatrixRecord, said: Said, matrix: Matrix) -> None:
    """Keep a matrix, its parties, its service, the kinds of its rows, and the words by which it is found."""
    records.add_matrix(record)
    for kind in ("party", "service"):
        for iri in sorted(said.kinds[kind]):
            records.add_node(iri, kind, shown(said.labels.get(iri, iri)), record.number)
    if record.abstract:
        records.add_node(record.abstract, "abstract", record.title, record.number)
    if record.publisher:
        label = matrix.about.publisher or said.labels.get(record.publisher, record.publisher)
        records.add_node(record.publisher, "publisher", shown(label), record.number)
    _keep_parts(records, record, said, matrix)
    names = role_names(matrix)
    for activity in matrix.activities:
        if activity.type:
            records.add_typed(activity.type, _typed(activity, record, names))
    for kind, counts in (("class", said.classes), ("property", said.properties)):
        for name in sorted(counts):
            records.count(kind, name, counts[name])
    _keep_words(records, record, said, matrix)


def _keep_parts(records: Records, record: MatrixRecord, said: Said, matrix: Matrix) -> None:
    iris = {said.labels.get(iri, iri): iri for iri in sorted(said.kinds["party"], reverse=True)}
    letters = {entry.role: entry.letter for entry in matrix.legend}
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for cell in matrix.cells:
        for mark in cell.marks:
            counts[mark.party or cell.party, mark.role] += 1
    order = [entry.role for entry in matrix.legend]
    for (party, role), count in sorted(counts.items()):
        if party in iris:
            at = order.index(role) if role in order else len(order)
            records.add_part(iris[party], record.number, shown(letters.get(role, role)), count, at)


def _typed(activity: Activity, record: MatrixRecord, names: Mapping[str, str]) -> TypedRow:
    who: dict[str, dict[str, None]] = {"answers": {}, "does": {}}
    for cell in activity.cells:
        for mark in cell.marks:
            role = names.get(mark.role, mark.role)
            party = mark.party or cell.party
            if role in ANSWERS_FOR_WORK:
                who["answers"][party] = None
            if role in DOES_WORK:
                who["does"][party] = None
    answers, does = (shown(", ".join(who[each])) for each in ("answers", "does"))
    return TypedRow(record.number, activity.row, shown(activity.label), answers, does)


def _keep_words(records: Records, record: MatrixRecord, said: Said, matrix: Matrix) -> None:
    page = page_of(record.folder)
    service = said.labels.get(record.service or "", "")
    texts = [(record.title, 5), (service, 4), (record.version or "", 2), (matrix.about.publisher or "", 2)]
    records.add_found(Found("matrix", record.title, record.version or "", page), weighted(texts))
    for section in matrix.sections:
        label = shown(f"{section.number} {section.label}" if section.number else section.label)
        found = Found("section", label, record.called, page, "matrix")
        records.add_found(found, weighted([(section.label, 2)]))
    for activity in matrix.activities:
        found = Found("row", shown(activity.label), record.called, page, f"row-{activity.row}")
        records.add_found(found, weighted([(activity.label, 2)]))
