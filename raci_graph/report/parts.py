"""What a report consists of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci_graph.model import Matrix


class Function(StrEnum):
    """What a role amounts to; the names of the individuals of ``raci:RoleFunction``."""

    DOES = "DoesWork"
    ANSWERS = "AnswersForWork"
    ADVISES = "GivesAdvice"
    IS_TOLD = "IsTold"


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How many assignments of a role a party has."""

    party: str
    letter: str
    role: str
    count: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """A row in which one party answers for work that another does."""

    row: int
    activity: str
    accountable: str
    responsible: str


@dataclass(frozen=True, slots=True)
class Load:
    """What a party has to do in a phase, which is a top section.

    ``phase`` is the number and the heading of the section, "" for the rows that stand in no section; ``activities`` is
    the number of its rows, the counts are of rows, ``percent`` is the party's share of the work of the phase.
    """

    phase: str
    party: str
    activities: int
    does: int
    answers: int
    consulted: int
    informed: int
    percent: int


@dataclass(frozen=True, slots=True)
class Report:
    """What one matrix says.

    ``ownership`` and ``ssrm``, by the classes of CSA's control STA-04, count rows; they are None where the provider and
    the consumer of the service are not stated. ``functions`` says what the roles of the matrix amount to, by name.
    """

    matrix: Matrix
    roles: tuple[RoleCount, ...]
    hand_overs: tuple[HandOver, ...]
    ownership: dict[str, int] | None
    ssrm: dict[str, int] | None
    loads: tuple[Load, ...]
    functions: Mapping[str, Function]


@dataclass(frozen=True, slots=True)
class PartyInMatrix:
    """What a party has to do in a matrix: counts of its rows; ``percent`` of them it does or answers for."""

    party: str
    party_iri: str
    title: str
    matrix: str
    activities: int
    does: int
    answers: int
    consulted: int
    informed: int
    percent: int


@dataclass(frozen=True, slots=True)
class TypedActivity:
    """A row whose kind of work is known: in which service it stands, who answers for it and who does it."""

    kind: str
    service: str
    matrix: str
    row: int
    activity: str
    answers: tuple[str, ...]
    does: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """What several matrices say together: each party over all of them, and each kind of work over all services."""

    parties: tuple[PartyInMatrix, ...]
    activities: tuple[TypedActivity, ...]
