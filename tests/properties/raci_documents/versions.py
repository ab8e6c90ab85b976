"""Versions of a matrix from a few lines of text, and their differences as sets, for the tests of ``diff``."""

from __future__ import annotations

import re
from dataclasses import replace

from raci_graph.model import (
    About,
    Activity,
    Basis,
    Cell,
    Column,
    Layout,
    LegendEntry,
    Mark,
    Matrix,
    Place,
    Section,
    UnplacedMark,
)

ROLES = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}
LEGEND = tuple(LegendEntry(letter, role, f"{role}: as usual") for letter, role in ROLES.items())
_HEADING = re.compile(r"(?P<depth>#+) (?:(?P<number>[0-9.]+) )?(?P<label>.+)")
_CELL = re.compile(r"(?P<letters>[A-Z]*)(?: \((?P<comment>.*)\))?")


def version(text, parties=("Ann", "Bob"), *, title="Mail", file="mail.md", legend=LEGEND, **about):
    """Return a matrix from lines such as ``# 1 Run`` for a section and ``Bake it | RA (daily) | ?`` for a row.

    A ``?`` is a cell that is not settled, ``<R>`` behind the last cell a mark whose column is not known.
    """
    roles = {entry.letter: entry.role for entry in legend}
    sections, activities, above = [], [], {}
    for line, printed in enumerate(text.strip("\n").split("\n"), 1):
        if heading := _HEADING.fullmatch(printed.strip()):
            depth = len(heading["depth"])
            above = {at: key for at, key in above.items() if at < depth}
            parent = above[max(above)] if above else None
            key = above[depth] = f"{heading['number'] or ''}/{len(sections)}"
            label = heading["label"]
            sections.append(Section(key, label, label, heading["number"], parent))
        elif printed.strip():
            section = above[max(above)] if above else None
            made = _activity(Place(file, line), section, printed, parties, roles)
            activities.append(replace(made, row=len(activities) + 1))
    columns = tuple(Column(number, number + 1, name, name) for number, name in enumerate(parties, 1))
    return Matrix(
        file,
        None,
        1,
        None,
        title,
        "en",
        Layout.PARTIES_AS_COLUMNS,
        None,
        tuple(legend),
        columns,
        tuple(sections),
        tuple(activities),
        about=About(**about),
    )


def _activity(place, section, line, parties, roles):
    text, *printed = (part.strip() for part in line.split("|"))
    unplaced = ()
    if printed and printed[-1].startswith("<"):
        unplaced = tuple(UnplacedMark(letter, place) for letter in printed.pop().strip("<>"))
    printed += [""] * (len(parties) - len(printed))
    cells = tuple(
        _cell(number, party, cell, roles) for number, (party, cell) in enumerate(zip(parties, printed, strict=True), 1)
    )
    return Activity(1, section, text, text, text, cells, place, unplaced)


def _cell(number, party, printed, roles):
    if printed == "?":
        return Cell(number, number + 1, party, None, (), Basis.UNSETTLED, None)
    found = _CELL.fullmatch(printed)
    marks = tuple(Mark(letter, roles[letter], at) for at, letter in enumerate(found["letters"], 1))
    return Cell(number, number + 1, party, printed, marks, Basis.EXPLICIT, None, found["comment"])


def with_attributes(matrix, **by_column):
    """Return a matrix whose rows say something in further columns; a list of texts for each."""
    rows = [
        replace(each, attributes={name: texts[at] for name, texts in by_column.items()})
        for at, each in enumerate(matrix.activities)
    ]
    return replace(matrix, activities=tuple(rows))


def facts(diff):
    """Return the facts of a difference as sets, each with the old side first."""
    return {
        "pairs": {(each.old.row, each.new.row, each.ground, each.score) for each in diff.pairs},
        "changes": {
            (
                (each.pair.old.row, each.pair.new.row),
                each.kinds,
                (frozenset(each.lost), frozenset(each.gained)),
                (each.old_section, each.new_section),
                frozenset((old, new) for _, old, new in each.remarks),
            )
            for each in diff.changes
        },
        "alone": ({each.row for each in diff.dropped}, {each.row for each in diff.added}),
        "questions": {(each.old.row, each.new.row, each.score, each.why) for each in diff.questions},
        "sections": {(each.old, each.new, each.old_number, each.new_number) for each in diff.sections},
        "parties": {(each.old, each.new, each.ground, each.agreeing, each.compared) for each in diff.parties},
        "legend": {(each.letter, each.old, each.new) for each in diff.legend},
    }


def exchanged(found):
    """Return facts with the sides exchanged."""
    return {
        "pairs": {(new, old, *others) for old, new, *others in found["pairs"]},
        "changes": {
            (rows[::-1], kinds, roles[::-1], sections[::-1], frozenset((new, old) for old, new in remarks))
            for rows, kinds, roles, sections, remarks in found["changes"]
        },
        "alone": found["alone"][::-1],
        "questions": {(new, old, *others) for old, new, *others in found["questions"]},
        "sections": {(new, old, after, before) for old, new, before, after in found["sections"]},
        "parties": {(new, old, *others) for old, new, *others in found["parties"]},
        "legend": {(letter, new, old) for letter, old, new in found["legend"]},
    }
