"""Services side by side: the same kinds of work, who answers for them and who does them in each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from raci_graph.compare.party_groups import PartyGroups
from raci_graph.compare.roles import held, is_open, role_names
from raci_graph.compare.row_types import TypedRow, typed_rows
from raci_graph.compare.texts import likeness, plain
from raci_graph.compare.untyped import same_untyped
from raci_graph.vocab import ANSWERS_FOR_WORK, DOES_WORK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.compare.row_types import Suggest
    from raci_graph.model import Matrix


ALIKE = 100.0
"""The likeness of texts of the same words."""
_LOOKED_AT = 5


class Likeness(StrEnum):
    """How a piece of work is shared out in the services that name it, the gravest difference first."""

    OTHER_ACCOUNTABLE = "other accountable"
    OTHER_RESPONSIBLE = "other responsible"
    ONLY_ONE = "only one"
    OTHER_ROLES = "other roles"
    UNSETTLED = "unsettled"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Share:
    """A row of one service, and who has which part in it; parties by the name that holds in all services.

    ``others`` are the roles beside those that answer for the work or do it.
    """

    service: int
    row: TypedRow
    answers: tuple[str, ...]
    does: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work: the rows of the services that name it, at most one of each.

    ``type`` is its activity type; None where nobody says it and the rows are the same by their texts.
    """

    type: str | None
    kind: Likeness
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Burden:
    """In how many rows of a phase a party of a service answers, and in how many it does the work.

    ``phase`` is the IRI of the group of activity types, None for rows without a type.
    """

    service: int
    phase: str | None
    party: str
    answers: int
    does: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Services side by side.

    Attributes:
        services: the matrices, in the order in which they were given.
        names: what each service is called, no two alike.
        works: the pieces of work, the gravest differences first.
        burdens: what each party carries, by service and phase.
        untyped: rows of each service that have no type, and are no row of another.
    """

    services: tuple[Matrix, ...]
    names: tuple[str, ...]
    works: tuple[Work, ...]
    burdens: tuple[Burden, ...]
    untyped: tuple[tuple[TypedRow, ...], ...]

    def of_kind(self, kind: Likeness) -> tuple[Work, ...]:
        """Return the pieces of work that are shared out in one way."""
        return tuple(work for work in self.works if work.kind is kind)


def compare_services(
    matrices: Sequence[Matrix], phases: Mapping[str, str], suggest: Suggest | None = None
) -> Comparison:
    """Compare services by the types of their rows.

    Args:
        matrices: a matrix of each service.
        phases: the group in which each activity type stands, by IRI, in their order.
        suggest: what proposes a type for a row that has none and is no row of another of the services either; None
            leaves such rows without a type.

    Returns:
        The pieces of work, in the order of their kinds, then in that of the rows of the first service that names
        each. Where services have several rows of one type, the rows whose texts are most alike go together.
    """
    groups = PartyGroups(matrices)
    typed = typed_rows(matrices, suggest)
    by_type: dict[str, list[list[TypedRow]]] = defaultdict(lambda: [[] for _ in matrices])
    for service, rows in enumerate(typed):
        for row in rows:
            if row.type is not None:
                by_type[row.type][service].append(row)
    sharer = _Sharer(matrices, groups)
    lines: list[tuple[str | None, list[tuple[int, TypedRow]]]] = [
        (kind, line) for kind, rows in by_type.items() for line in _lines(rows)
    ]
    untyped = same_untyped(matrices, typed)
    lines += [(None, line) for line in untyped]
    works = [_work(kind, [sharer.share(service, row) for service, row in line], len(matrices)) for kind, line in lines]
    compared = {id(row) for line in untyped for _, row in line}
    order = list(Likeness)
    works.sort(key=lambda work: (order.index(work.kind), work.shares[0].service, work.shares[0].row.activity.row))
    return Comparison(
        tuple(matrices),
        service_names(matrices),
        tuple(works),
        tuple(_burdens(sharer, typed, phases)),
        tuple(tuple(row for row in rows if row.type is None and id(row) not in compared) for rows in typed),
    )


def service_names(matrices: Sequence[Matrix]) -> tuple[str, ...]:
    """Return what the services are called: by service or title, and where two are alike by version and source too."""
    names = [matrix.about.service or matrix.title for matrix in matrices]
    for further in (_version, _source, _iri):
        counts = Counter(names)
        names = [
            f"{name}, {further(matrix)}" if counts[name] > 1 and further(matrix) else name
            for name, matrix in zip(names, matrices, strict=True)
        ]
    counts = Counter(names)
    return tuple(f"{name}, {number}" if counts[name] > 1 else name for number, name in enumerate(names, 1))


def _version(matrix: Matrix) -> str | None:
    return matrix.about.version


def _source(matrix: Matrix) -> str | None:
    return matrix.source


def _iri(matrix: Matrix) -> str | None:
    return matrix.iri


class _Sharer:
    """Says who has which part in a row."""

    def __init__(self, matrices: Sequence[Matrix], groups: PartyGroups) -> None:
        self._names = [role_names(matrix) for matrix in matrices]
        self._groups = groups

    def share(self, service: int, row: TypedRow) -> Share:
        roles = sorted(held(row.activity, self._names[service]))
        named = [(self._groups.name(service, party), role) for party, role in roles]
        return Share(
            service,
            row,
            tuple(dict.fromkeys(party for party, role in named if role in ANSWERS_FOR_WORK)),
            tuple(dict.fromkeys(party for party, role in named if role in DOES_WORK)),
            tuple(each for each in named if each[1] not in ANSWERS_FOR_WORK and each[1] not in DOES_WORK),
            is_open(row.activity),
        )


class _Line:
    """Rows of one type that go together, at most one of each service."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, TypedRow]] = []
        self._texts: dict[str, None] = {}

    def add(self, service: int, row: TypedRow) -> None:
        self.rows.append((service, row))
        self._texts[plain(row.activity.text)] = None

    def likeness(self, text: str) -> float:
        """Return how alike a text is to the nearest of the first texts in the line."""
        if plain(text) in self._texts:
            return ALIKE
        return max(likeness(each, text) for each in islice(self._texts, _LOOKED_AT))


def _lines(rows: Sequence[Sequence[TypedRow]]) -> list[list[tuple[int, TypedRow]]]:
    """Return the rows of one type that go together, at most one of each service: those most alike first."""
    lines: list[_Line] = []
    for service, own in enumerate(rows):
        places = _places(lines, own)
        for number, row in enumerate(own):
            if number not in places:
                lines.append(_Line())
            lines[places.get(number, len(lines) - 1)].add(service, row)
    return [line.rows for line in lines]


def _places(lines: Sequence[_Line], own: Sequence[TypedRow]) -> dict[int, int]:
    """Return the line to which each row of a service belongs, by their places; none for a row that is left over."""
    if len(lines) == len(own) == 1:
        return {0: 0}
    scores = sorted(
        (-line.likeness(row.activity.text), at, number)
        for at, line in enumerate(lines)
        for number, row in enumerate(own)
    )
    places: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, number in scores:
        if at not in taken and number not in places:
            places[number] = at
            taken.add(at)
    return places


def _work(kind: str | None, shares: list[Share], services: int) -> Work:
    return Work(kind, _kind(shares, services), tuple(shares))


def _kind(shares: Sequence[Share], services: int) -> Likeness:
    settled = [share for share in shares if not share.is_open]
    if len({frozenset(share.answers) for share in settled}) > 1:
        return Likeness.OTHER_ACCOUNTABLE
    if len({frozenset(share.does) for share in settled}) > 1:
        return Likeness.OTHER_RESPONSIBLE
    if len(shares) == 1 and services > 1:
        return Likeness.ONLY_ONE
    if len(settled) < len(shares):
        return Likeness.UNSETTLED
    return Likeness.OTHER_ROLES if len({frozenset(share.others) for share in settled}) > 1 else Likeness.SAME


def _burdens(sharer: _Sharer, typed: Sequence[Sequence[TypedRow]], phases: Mapping[str, str]) -> Iterator[Burden]:
    """Yield the burdens by phase, in the order of the phases, then by party and service."""
    places: dict[str | None, int] = {phase: at for at, phase in enumerate(dict.fromkeys(phases.values()))}
    counts: dict[tuple[str | None, str, int], Counter[str]] = defaultdict(Counter)
    for service, rows in enumerate(typed):
        for row in rows:
            phase = phases.get(row.type) if row.type else None
            share = sharer.share(service, row)
            for party in share.answers:
                counts[phase, party, service]["answers"] += 1
            for party in share.does:
                counts[phase, party, service]["does"] += 1

    def order(key: tuple[str | None, str, int]) -> tuple[int, str, int]:
        return places.get(key[0], len(places)), key[1], key[2]

    for key in sorted(counts, key=order):
        phase, party, service = key
        yield Burden(service, phase, party, counts[key]["answers"], counts[key]["does"])
