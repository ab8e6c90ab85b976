"""The role sets that a template can have: what their letters mean, and which letters an activity needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.vocab import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Sequence

_MEANINGS = {
    "Responsible": "does the work",
    "Accountable": "answers for the result; there is one for each activity",
    "Consulted": "gives advice before the work is done",
    "Informed": "is told of the result",
    "Support": "helps those who do the work",
    "Verifier": "checks the result",
    "Signatory": "releases the result",
    "Omitted": "takes no part, on purpose",
    "Driver": "leads the work towards the decision",
    "Approver": "takes the decision and answers for it; there is one for each decision",
    "Contributor": "gives advice before the decision is taken",
    "Recommend": "works out a proposal",
    "Agree": "has to consent to the proposal",
    "Perform": "carries out the decision",
    "Input": "gives facts for the proposal",
    "Decide": "takes the decision and answers for it; there is one for each decision",
}
_ANSWERS = frozenset({"Accountable", "Approver", "Decide"})
_DOES = frozenset({"Responsible", "Driver", "Perform"})
_SPEAKS = frozenset({"Consulted", "Informed", "Contributor", "Input"})
_FOR_MANY = ("Informed", "Agree")
"""The roles that many parties may have in one activity without a finding, the better one first."""

_SEVERAL = 3
"""How many parties it takes for one to answer, one to do the work, and one to be asked or told."""


@dataclass(frozen=True, slots=True)
class RoleSet:
    """A role set.

    Attributes:
        name: what it is called, such as RASCI.
        roles: the name of the role of each letter, in the order of its name.
    """

    name: str
    roles: dict[str, str]

    @property
    def legend(self) -> dict[str, str]:
        """What each letter means, in words that begin with the name of its role."""
        return {letter: f"{role}: {_MEANINGS[role]}" for letter, role in self.roles.items()}

    @property
    def answers(self) -> str:
        """The letter of the one who answers for an activity."""
        return next(letter for letter, role in self.roles.items() if role in _ANSWERS)

    @property
    def does(self) -> str:
        """The letter of the one who does its work."""
        return next(letter for letter, role in self.roles.items() if role in _DOES)

    @property
    def both(self) -> str:
        """Both of these letters, as one cell has them."""
        return "/".join(letter for letter in self.roles if letter in {self.answers, self.does})

    @property
    def others(self) -> tuple[str, ...]:
        """All other letters."""
        return tuple(letter for letter in self.roles if letter not in {self.answers, self.does})

    @property
    def speaks(self) -> tuple[str, ...]:
        """The letters of those who are asked or told."""
        return tuple(letter for letter in self.others if self.roles[letter] in _SPEAKS)

    @property
    def for_many(self) -> str:
        """The letter that any number of parties may have in one activity."""
        return next(letter for name in _FOR_MANY for letter, role in self.roles.items() if role == name)


def _role_set(name: str, members: frozenset[str]) -> RoleSet:
    roles = {role[0]: role for role in members}
    return RoleSet(name, {letter: roles[letter] for letter in name if letter in roles})


ROLE_SETS: dict[str, RoleSet] = {name: _role_set(name, members) for name, members in SCHEMES.items()}
"""The role sets by their names; the letter of a role is the first one of its name."""


def cells(roles: RoleSet, parties: int, activity: int, activities: int) -> tuple[str, ...]:
    """Return the cells of one activity of a template, one for each party.

    One party answers for it and one does its work, which is the same one in every second activity and where there are
    fewer than three. Of three parties one at least is asked or told. The activities begin with different parties, so
    that none is without a role.

    Args:
        roles: the role set.
        parties: how many parties there are.
        activity: which activity it is, from 0 on.
        activities: how many there are.

    >>> cells(ROLE_SETS["RACI"], 4, 0, 6), cells(ROLE_SETS["RACI"], 4, 1, 6)
    (('A', 'R', 'C', 'I'), ('', 'R/A', 'C', 'I'))
    """
    if parties < _SEVERAL:
        letters = [roles.both, *_turned(roles.others, activity)]
    else:
        first, *more = _turned(roles.speaks, activity // 2)
        quiet = [letter for letter in roles.others if letter not in roles.speaks]
        core = [roles.both] if activity % 2 else [roles.answers, roles.does]
        letters = [*core, first, *_turned(quiet, activity // 2), *more]
    step = -(-parties // activities)
    letters = letters[:parties] + [roles.for_many] * (step - len(letters))
    row = [""] * parties
    for at, text in enumerate(letters, activity * step):
        row[at % parties] = text
    return tuple(row)


def _turned(letters: Sequence[str], by: int) -> list[str]:
    turn = by % len(letters) if letters else 0
    return [*letters[turn:], *letters[:turn]]
