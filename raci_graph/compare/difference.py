"""The difference between two versions of a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare.beside import Beside
from raci_graph.compare.changes import Diff, Kind, LegendChange, RowChange
from raci_graph.compare.pairing import RowPairing, in_order
from raci_graph.compare.parties import PartyPairs
from raci_graph.compare.roles import held, is_open, role_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci_graph.compare.changes import Held, RowPair
    from raci_graph.compare.sections import SectionPairs
    from raci_graph.compare.settled import Settled
    from raci_graph.model import Activity, Matrix


def diff_matrices(
    old: Matrix, new: Matrix, settled: Settled | None = None, parties: Mapping[str, str] | None = None
) -> Diff:
    """Return what differs between two versions of a matrix.

    A row with a cell that is not settled in one of the versions is not called reassigned, but unsettled.

    Args:
        old: the earlier version.
        new: the later version.
        settled: what is recorded or decided about their rows.
        parties: names of parties of the old version that a person says are the same as others of the new one.

    Returns:
        Facts that name both sides. ``diff_matrices(new, old)`` has the same with the sides exchanged.
    """
    pairing = RowPairing(old, new, settled)
    pairs = in_order(pairing.pairs.values())
    found = PartyPairs(old, new, pairs, parties or {})
    names = role_names(old), role_names(new)
    beside = Beside(old, new, found)
    changes = [_change(pair, pairing.sections, found, names, beside) for pair in pairs]
    before, after = pairing.left()
    return Diff(
        old=old,
        new=new,
        pairs=pairs,
        changes=tuple(change for change in changes if change.kinds),
        added=tuple(new.activities[j] for j in after),
        dropped=tuple(old.activities[i] for i in before),
        questions=pairing.questions,
        sections=pairing.sections.changes(),
        parties=found.changes,
        legend=_legend(old, new),
        likely_parties=found.likely,
    )


def _change(
    pair: RowPair,
    sections: SectionPairs,
    parties: PartyPairs,
    names: tuple[dict[str, str], dict[str, str]],
    beside: Beside,
) -> RowChange:
    kinds = []
    gained: tuple[Held, ...] = ()
    lost: tuple[Held, ...] = ()
    if is_open(pair.old) or is_open(pair.new):
        if not beside.same_marks(pair):
            kinds.append(Kind.UNSETTLED)
    else:
        had, has = held(pair.old, names[0]), held(pair.new, names[1])
        kept = {(parties.new_name(party), role) for party, role in had}
        gained = tuple(each for each in _in_order(pair.new, names[1]) if each not in kept)
        lost = tuple(each for each in _in_order(pair.old, names[0]) if (parties.new_name(each[0]), each[1]) not in has)
        if gained or lost:
            kinds.append(Kind.REASSIGNED)
    if pair.old.text != pair.new.text:
        kinds.append(Kind.REWORDED)
    moved = not sections.same(pair.old.section, pair.new.section)
    if moved:
        kinds.append(Kind.MOVED)
    remarks = beside.remarks(pair)
    if remarks:
        kinds.append(Kind.REMARKED)
    old_section = sections.old.path(pair.old.section) if moved else ()
    new_section = sections.new.path(pair.new.section) if moved else ()
    return RowChange(pair, tuple(kinds), gained, lost, old_section, new_section, remarks)


def _in_order(activity: Activity, names: dict[str, str]) -> list[Held]:
    """Return the roles of a row as printed, each once."""
    printed = [(mark.party or cell.party, mark.role) for cell in activity.cells for mark in cell.marks]
    return list(dict.fromkeys((party, names.get(role, role)) for party, role in printed))


def _legend(old: Matrix, new: Matrix) -> tuple[LegendChange, ...]:
    before = {entry.letter: entry.text or entry.role for entry in old.legend}
    after = {entry.letter: entry.text or entry.role for entry in new.legend}
    return tuple(
        LegendChange(letter, before.get(letter), after.get(letter))
        for letter in dict.fromkeys([*before, *after])
        if before.get(letter) != after.get(letter)
    )
