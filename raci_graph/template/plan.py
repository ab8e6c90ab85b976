"""What a template shows: a title, the parties, and the activities with their letters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.errors import UsageError
from raci_graph.template.role_sets import ROLE_SETS, RoleSet, cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DEFAULT_PARTIES = ("Provider", "Customer")
"""The parties of a template for which none are given: the provider and the consumer of a service."""

FORMATS = ("md", "csv", "xlsx", "ttl")
"""The formats that a template can have, by the endings of their files."""

_TASKS = (
    ("Set up", "Agree on the scope"),
    ("Set up", "Grant access"),
    ("Run", "Monitor the service"),
    ("Run", "Handle incidents"),
    ("Change", "Plan a change"),
    ("Change", "Test a change"),
)
_DECISIONS = (
    ("Set up", "Choose a supplier"),
    ("Set up", "Set the budget"),
    ("Run", "Set the opening hours"),
    ("Run", "Close an incident"),
    ("Change", "Start a project"),
    ("Change", "Release a version"),
)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """An activity under its section, with a cell for each party."""

    section: str | None
    activity: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A matrix to be written. The rows of a section stand together, those without a section first."""

    title: str
    roles: RoleSet
    parties: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def corner(self) -> str:
        """What heads the activities."""
        return "Decision" if _takes_decisions(self.roles) else "Activity"

    @property
    def sections(self) -> dict[str | None, list[Row]]:
        """The rows by section, in order; None for those without one."""
        found: dict[str | None, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.section, []).append(row)
        return found


def make_plan(
    title: str,
    roles: str = "RACI",
    parties: Sequence[str] = DEFAULT_PARTIES,
    activities: Sequence[tuple[str | None, str]] = (),
) -> Plan:
    """Return a matrix to be written, with letters that break no rule.

    Args:
        title: what it is called.
        roles: the name of the role set.
        parties: the parties, in the order of their columns.
        activities: the activities, each with its section or None; examples are taken where none are given.

    Raises:
        UsageError: for an unknown role set; for a name that is blank or cannot be printed; for a party, or an activity
            of one section, that is given twice.
    """
    if roles not in ROLE_SETS:
        raise UsageError(f"there is no role set '{roles}'", remedy=f"Choose from {', '.join(ROLE_SETS)}")
    role_set = ROLE_SETS[roles]
    named = [name(party, "party") for party in parties]
    _require_distinct(named, "party")
    given = activities or (_DECISIONS if _takes_decisions(role_set) else _TASKS)
    tasks = [
        (None if section is None else name(section, "section"), name(activity, "activity"))
        for section, activity in given
    ]
    for section in dict.fromkeys(section for section, _ in tasks):
        _require_distinct([activity for other, activity in tasks if other == section], "activity")
    order = {section: at for at, section in enumerate(dict.fromkeys([None, *(section for section, _ in tasks)]))}
    tasks.sort(key=lambda task: order[task[0]])
    rows = [
        Row(section, activity, cells(role_set, len(named), at, len(tasks)))
        for at, (section, activity) in enumerate(tasks)
    ]
    return Plan(name(title, "title"), role_set, tuple(named), tuple(rows))


def name(text: str, kind: str) -> str:
    """Return a name as a reader gives it back: in Unicode NFC, its blanks folded.

    Raises:
        UsageError: if it is blank, or has a character that cannot be printed.
    """
    if _UNPRINTABLE.search(text):
        shown = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
        raise UsageError(f"the {kind} '{shown}' has a character that cannot be printed", remedy="Leave it out")
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    if not folded:
        raise UsageError(f"a blank {kind} is given", remedy="Give it a name")
    return folded


def _require_distinct(names: Iterable[str], kind: str) -> None:
    seen: set[str] = set()
    for each in names:
        if each.casefold() in seen:
            raise UsageError(f"the {kind} '{each}' is given twice", remedy="Give each its own name")
        seen.add(each.casefold())


def _takes_decisions(roles: RoleSet) -> bool:
    return roles.roles[roles.answers] != "Accountable"
