"""Which parties of several services are the same: of one name, or in the same position towards their service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare.parties import party_names
from raci_graph.compare.texts import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.model import Matrix

_POSITIONS = ("provider", "consumer")


class PartyGroups:
    """The parties of services in groups: those of one name, and those that provide, or consume, their own service.

    Parties of one name that are said to stand in different positions stay apart.
    """

    def __init__(self, matrices: Sequence[Matrix]) -> None:
        """Group the parties of a matrix of each service."""
        parties = [(service, name) for service, matrix in enumerate(matrices) for name in party_names(matrix)]
        said = {
            (service, name): position
            for service, matrix in enumerate(matrices)
            for position in _POSITIONS
            if (name := getattr(matrix.about, position))
        }
        by_name: dict[str, set[str]] = {}
        for (_, label), place in said.items():
            by_name.setdefault(plain(label), set()).add(place)
        self._group: dict[tuple[int, str], tuple[str, str]] = {}
        for party in parties:
            known = by_name.get(plain(party[1]), set())
            position = said.get(party) or (next(iter(known)) if len(known) == 1 else None)
            self._group[party] = ("position", position) if position else ("name", plain(party[1]))
        self._names = self._named(parties)

    def name(self, service: int, party: str) -> str:
        """Return the name by which a party of a service, given by its number, goes in all of them."""
        return self._names.get(self._group.get((service, party), ("", "")), party)

    def _named(self, parties: Sequence[tuple[int, str]]) -> dict[tuple[str, str], str]:
        """Return the name of each group: that of its parties where they share one, else their position."""
        members: dict[tuple[str, str], dict[str, None]] = {}
        for party in parties:
            members.setdefault(self._group[party], {})[party[1]] = None
        return {
            group: next(iter(names)) if group[0] == "name" or len({plain(name) for name in names}) == 1 else group[1]
            for group, names in members.items()
        }
