"""Differences as sentences, in groups of one kind each: what text, Markdown and web pages show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.compare.changes import Ground, Kind
from raci_graph.compare.roles import held, is_open, role_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.compare.changes import Diff, Held, PartyChange, Question, RowChange, RowPair, SectionChange
    from raci_graph.compare_formats.compared import Compared
    from raci_graph.model import Activity, Matrix

_HEADINGS = {
    Kind.REASSIGNED: "Changed hands",
    Kind.ADDED: "Added",
    Kind.DROPPED: "Dropped",
    Kind.QUESTION: "Questions",
    Kind.REWORDED: "Reworded",
    Kind.MOVED: "Moved",
    Kind.REMARKED: "Remarks",
    Kind.UNSETTLED: "Not comparable",
    Kind.PARTIES: "Parties",
    Kind.SECTIONS: "Sections",
    Kind.LEGEND: "Legend",
}
_WITH = {"Responsible": "for", "Accountable": "for", "Consulted": "on", "Informed": "of"}
_ONES = {
    Kind.REASSIGNED: ("row reassigned", "rows reassigned"),
    Kind.ADDED: ("row added", "rows added"),
    Kind.DROPPED: ("row dropped", "rows dropped"),
    Kind.QUESTION: ("question", "questions"),
    Kind.REWORDED: ("row reworded", "rows reworded"),
    Kind.MOVED: ("row moved", "rows moved"),
    Kind.REMARKED: ("row with another remark", "rows with other remarks"),
    Kind.UNSETTLED: ("row not comparable", "rows not comparable"),
    Kind.PARTIES: ("change of parties", "changes of parties"),
    Kind.SECTIONS: ("change of sections", "changes of sections"),
    Kind.LEGEND: ("change of the legend", "changes of the legend"),
}
ROLE_ORDER = ("Responsible", "Accountable", "Consulted", "Informed")


@dataclass(frozen=True, slots=True)
class Group:
    """The sentences about one kind of change."""

    kind: Kind
    heading: str
    sentences: tuple[str, ...]


def summary(compared: Compared) -> str:
    """Return one sentence that counts the changes."""
    diff = compared.diff
    if diff is None:
        return "Only the new side has this matrix." if compared.old is None else "Only the old side has this matrix."
    counts = diff.counts()
    before, now = len(diff.old.activities), len(diff.new.activities)
    if not counts:
        return f"No difference in {now} {'row' if now == 1 else 'rows'}."
    are = "row is" if len(diff.pairs) == 1 else "rows are"
    both = f"{len(diff.pairs)} {are} in both, of {before} before and {now} now"
    parts = [f"{counts[kind]} {_ONES[kind][counts[kind] > 1]}" for kind in _HEADINGS if kind in counts]
    return f"{', '.join(parts)}; {both}."


def groups(diff: Diff) -> tuple[Group, ...]:
    """Return the sentences about a difference, what changed hands first."""
    names = role_names(diff.old), role_names(diff.new)
    said = {
        Kind.REASSIGNED: [each for row in diff.of_kind(Kind.REASSIGNED) for each in _reassigned(row)],
        Kind.ADDED: [_alone(each, names[1], diff.new) for each in diff.added],
        Kind.DROPPED: [_alone(each, names[0], diff.old) for each in diff.dropped],
        Kind.QUESTION: [_question(each) for each in diff.questions],
        Kind.REWORDED: [_reworded(each.pair) for each in diff.of_kind(Kind.REWORDED)],
        Kind.MOVED: [_moved(each) for each in diff.of_kind(Kind.MOVED)],
        Kind.REMARKED: [each for row in diff.of_kind(Kind.REMARKED) for each in _remarked(row)],
        Kind.UNSETTLED: [_unsettled(each.pair) for each in diff.of_kind(Kind.UNSETTLED)],
        Kind.PARTIES: [_party(each) for each in diff.parties],
        Kind.SECTIONS: [_section(each) for each in diff.sections],
        Kind.LEGEND: [_legend(each.letter, each.old, each.new) for each in diff.legend],
    }
    return tuple(Group(kind, _HEADINGS[kind], tuple(said[kind])) for kind in _HEADINGS if said[kind])


def quoted(text: str) -> str:
    """Return a text between quotation marks, in one line."""
    return f"'{' '.join(text.split())}'"


def roles_said(activity: Activity, names: dict[str, str]) -> str:
    """Return who has which roles in a row."""
    if is_open(activity):
        return "not settled"
    by_party: dict[str, list[str]] = {}
    for party, role in sorted(held(activity, names), key=lambda each: (each[0], _role_key(each[1]))):
        by_party.setdefault(party, []).append(role)
    return "; ".join(f"{party}: {', '.join(roles)}" for party, roles in by_party.items()) or "nobody"


def rows_said(pair: RowPair) -> str:
    """Return which row a pair is, and which it was."""
    return f"row {pair.new.row}" if pair.old.row == pair.new.row else f"row {pair.new.row}, was row {pair.old.row}"


def _reassigned(change: RowChange) -> Iterator[str]:
    """Yield a sentence for each role that went from one party to another, was given or was taken."""
    text, where = quoted(change.pair.new.text), f"({rows_said(change.pair)})"
    gained, lost = list(change.gained), list(change.lost)
    givers, takers = Counter(role for _, role in lost), Counter(role for _, role in gained)
    for role in sorted(givers.keys() & takers.keys(), key=_role_key):
        if givers[role] == takers[role] == 1:
            before = next(each for each in lost if each[1] == role)
            after = next(each for each in gained if each[1] == role)
            lost.remove(before)
            gained.remove(after)
            yield f"{_role_for(role)} {text} moved from {before[0]} to {after[0]} {where}"
    for party, role in sorted(gained, key=_held_key):
        yield f"{party} is now {_role_for(role)} {text} {where}"
    for party, role in sorted(lost, key=_held_key):
        yield f"{party} is no longer {_role_for(role)} {text} {where}"


def _role_for(role: str) -> str:
    return f"{role} {_WITH[role]}" if role in _WITH else f"{quoted(role)} in"


def _alone(activity: Activity, names: dict[str, str], matrix: Matrix) -> str:
    section = next((each for each in matrix.sections if each.key == activity.section), None)
    where = f", {' '.join(filter(None, (section.number, section.label)))}" if section else ""
    return f"{quoted(activity.text)} (row {activity.row}{where}): {roles_said(activity, names)}"


def _question(question: Question) -> str:
    old = f"{quoted(question.old.text)} (row {question.old.row} before)"
    new = f"{quoted(question.new.text)} (row {question.new.row} now)"
    return f"Is {old} the same work as {new}? They are {question.score:.0f} % alike; {question.why}"


def _reworded(pair: RowPair) -> str:
    return f"{quoted(pair.old.text)} is now {quoted(pair.new.text)} ({rows_said(pair)}; {ground_said(pair)})"


def ground_said(pair: RowPair) -> str:
    """Return on what ground two rows are taken for one."""
    if pair.ground is Ground.RECORDED:
        return f"recorded as one; {pair.score:.0f} % alike"
    if pair.ground is Ground.DECIDED:
        return f"decided to be one; {pair.score:.0f} % alike"
    if pair.ground is Ground.SAME_ID:
        return f"the same id; {pair.score:.0f} % alike"
    return f"{pair.score:.0f} % alike"


def _moved(change: RowChange) -> str:
    before, after = path_said(change.old_section), path_said(change.new_section)
    return f"{quoted(change.pair.new.text)} moved from {before} to {after} ({rows_said(change.pair)})"


def path_said(path: tuple[str, ...]) -> str:
    """Return the path of a section."""
    return quoted(" / ".join(path)) if path else "no section"


def _remarked(change: RowChange) -> Iterator[str]:
    for name, before, after in change.remarks:
        was = quoted(before) if before else "nothing"
        has = quoted(after) if after else "nothing"
        text = quoted(change.pair.new.text)
        yield f"Beside {name} in {text} stood {was}, and stands {has} now ({rows_said(change.pair)})"


def _unsettled(pair: RowPair) -> str:
    sides = [side for side, row in (("before", pair.old), ("now", pair.new)) if is_open(row)]
    place = next((str(row.place) for row in (pair.new, pair.old) if is_open(row) and row.place), "")
    where = f"{rows_said(pair)}{f'; {place}' if place else ''}"
    return f"Who has which role in {quoted(pair.new.text)} is not settled {' nor '.join(sides)} ({where})"


def _party(change: PartyChange) -> str:
    if change.old is None:
        return f"{change.new} is new"
    if change.new is None:
        return f"{change.old} is gone"
    ground = {
        Ground.DECIDED: "as you say",
        Ground.SAME_WORDS: "the same words",
        Ground.SAME_ROLES: f"the same roles in {change.agreeing} of {change.compared} rows",
    }
    return f"{change.old} is called {change.new} now ({ground.get(change.ground or Ground.DECIDED, '')})"


def _section(change: SectionChange) -> str:
    if change.old is None:
        return f"{path_said(change.new or ())} is new"
    if change.new is None:
        return f"{path_said(change.old)} is gone"
    same_number = change.old_number == change.new_number
    number = "" if same_number else f" (number {change.old_number or 'none'}, now {change.new_number or 'none'})"
    if change.old[-1] == change.new[-1] and len(change.old) == len(change.new) and number:
        return f"{path_said(change.new)} has another number{number}"
    if change.old[-1] == change.new[-1]:
        return f"{path_said(change.old)} stands elsewhere: {path_said(change.new)}{number}"
    return f"{path_said(change.old)} is called {path_said(change.new)} now{number}"


def _legend(letter: str, before: str | None, after: str | None) -> str:
    if before is None:
        return f"{letter} is new: {quoted(after or '')}"
    if after is None:
        return f"{letter} is gone; it was {quoted(before)}"
    return f"{letter} was {quoted(before)}, and is {quoted(after)} now"


def _role_key(role: str) -> tuple[int, str]:
    return ROLE_ORDER.index(role) if role in ROLE_ORDER else len(ROLE_ORDER), role


def _held_key(each: Held) -> tuple[str, tuple[int, str]]:
    return each[0], _role_key(each[1])
