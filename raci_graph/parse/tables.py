"""Gathers the tables of a document into the matrices that they are parts of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, Paragraph, RawTable, TextLines
from raci_graph.findings import Finding, Severity
from raci_graph.model import Choice, Layout
from raci_graph.parse.candidates import candidates
from raci_graph.parse.cards import card, card_of_columns, of_heading
from raci_graph.parse.cell_counts import count_cells
from raci_graph.parse.cell_words import words_in
from raci_graph.parse.emoji import signs_of_roles
from raci_graph.parse.frame import frame_of
from raci_graph.parse.groups import Group
from raci_graph.parse.join_cards import join_cards, left_alone, table_with
from raci_graph.parse.layout import Found, Ground, find_layout, lettered_columns
from raci_graph.parse.legend import Explained, Legend, usual_legend, variant_letters
from raci_graph.parse.meanings import LEFT_OUT, is_meant, meant_words, unanswered
from raci_graph.parse.no_matrix import words_in_doubt
from raci_graph.parse.other_meanings import other_meaning, own_meanings
from raci_graph.parse.pivot import pivoted
from raci_graph.parse.role_columns import WORK, role_columns
from raci_graph.parse.role_lists import spread_roles
from raci_graph.parse.rows import Rows, has_rows, letters_left_out, rows_of, rows_too_long
from raci_graph.parse.text_rows import header_above, stray_rows, text_rows
from raci_graph.parse.words import announces_matrix, heads_kind_of_party, is_party_header

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.blocks import Block, RawCell
    from raci_graph.parse.cell_counts import Counts
    from raci_graph.parse.frame import Frame
    from raci_graph.parse.sections import Outline
    from raci_graph.readers.base import Document


class Tables:
    """Takes the blocks of a document in their order."""

    def __init__(  # noqa: PLR0913 - what is known of a document
        self,
        document: Document,
        blocks: Sequence[tuple[Block, Legend | None]],
        outline: Outline,
        findings: list[Finding],
        choice: Choice,
        explained: Explained | None = None,
    ) -> None:
        self._choice = choice
        self.groups: list[Group] = []
        self.texts: set[int] = set()
        self._blocks = blocks
        self._outline = outline
        self._findings = findings
        headings = [block.plain for block, _ in blocks if isinstance(block, Heading)]
        self._speaks_of_roles = any(legend and WORK & set(legend.roles.values()) for _, legend in blocks)
        self._titles = " ".join([document.file, document.page.title or "", *headings])
        self._is_chosen = choice.table is not None or choice.layout is not None
        titles = (document.page.title or "", _stem(document.file))
        self._announced = self._is_chosen or any(map(announces_matrix, titles))
        self._usual = usual_legend(self._titles)
        self._spread = {
            at: spread_roles(frame_of(block, (legend or self._usual).roles), (legend or self._usual).roles)
            for at, (block, legend) in candidates(document, blocks, choice, explained.tables if explained else ())
        }
        self._frames = {at: spread.frame for at, spread in self._spread.items()}
        self._others, self._own = (explained.others, own_meanings(explained.legends)) if explained else ((), ())
        self._who = explained.who if explained and choice.leaves_open else frozenset()
        self._whole = self._put_together()
        self._layouts: dict[tuple[int, Ground], Found | str | None] = {}
        self._role_columns: dict[tuple[int, Ground], dict[int, tuple[str, ...]]] = {}
        told = {
            id(whole): self._roles_for(at) for at, whole in self._whole.items() if whole.row is self._frames[at].row
        }
        self._roles = {at: told[id(whole)] for at, whole in self._whole.items()}
        self._counts = {
            key: count_cells([(self._frames[at], self._roles[at]) for at in self._frames if id(blocks[at][1]) == key])
            for key in {id(legend) for _, legend in blocks}
        }
        self._said: set[str] = set()
        self._heads: set[str] = set()
        self._stray: list[tuple[TextLines, Legend | None, bool]] = []

    def take(self, at: int) -> None:
        """Add a block to the matrix that it is a part of, if it is a table of one."""
        block, legend = self._blocks[at]
        rows: Rows | None = None
        if at in self._frames:
            heading = self._heading_above(at)
            if self._choice.layout in {None, Layout.TABLE_PER_ACTIVITY}:
                rows = self._card(at, legend, heading)
            above = rows is not None
            if rows is None and at in self._who:
                self._say_open_card(self._frames[at])
            elif rows is None and self._choice.layout not in _OTHER_THAN_TABLES:
                rows = self._rows_of_table(at, legend)
                lone = of_heading(rows, heading) if rows else None
                above = lone is not None or (rows is not None and rows.layout is Layout.TABLE_PER_ACTIVITY)
                rows = lone or rows
            if rows is not None:
                self._findings += self._spread[at].said
                self._say_repeated_headers(self._frames[at])
                self.take_rows(rows, legend, above=above, words=self._roles[at])
        elif isinstance(block, TextLines) and self._choice.layout in {None, Layout.PARTIES_AS_COLUMNS}:
            rows = self._rows_of_text(block, legend)
            if rows is not None:
                self.texts.add(at)
                self.take_rows(rows, legend, above=False)

    def take_rows(
        self, rows: Rows, legend: Legend | None, *, above: bool, words: Mapping[str, str] | None = None
    ) -> None:
        """Add rows to the matrix that has their columns.

        Args:
            rows: the rows of a table.
            legend: the legend that holds for it.
            above: whether the heading right above is their activity, and so no section of theirs.
            words: what letters and words mean in the table, beyond the legend.
        """
        group = next((each for each in self.groups if each.legend is legend and each.columns == rows.columns), None)
        if group is None:
            place = rows.headers[0].cell.place if rows.headers else rows.rows[0].place
            group = Group(legend, rows.headers, place, rows.language, rows.layout, self._usual)
            self._say_who_differs(group)
            if legend is not None and all(each.legend is not legend for each in self.groups):
                self._findings += unanswered(legend.said, self._choice.meanings)
            self.groups.append(group)
        group.roles.update(words or {})
        group.meant.update(meant_words(words or (), self._choice.meanings))
        self._say_repeated(group, rows)
        here = self._outline.above() if above else self._outline.here()
        sections: dict[RawCell, int] = {}
        for row in rows.rows:
            section = here
            for cell in row.headings:
                if cell not in sections:
                    heading = Heading(_ROW_LEVEL, cell.text, cell.plain, cell.place)
                    sections[cell] = self._outline.add_below(heading, section)
                section = sections[cell]
            group.rows.append((section, row))

    def share_parties(self) -> None:
        """Tell each matrix the parties of all, and which emoji the document explains as roles.

        "Dev + Ops" is two parties where Dev and Ops head columns of another table.
        """
        heads = [header for group in self.groups for header in group.headers if header.role is None]
        parties = frozenset(header.cell.plain.casefold() for header in heads)
        signs = signs_of_roles([block for block, _ in self._blocks])
        for group in self.groups:
            group.parties, group.signs = parties, signs

    def leave_single_cards(self) -> None:
        """Leave out a table of roles under a heading that stands alone: it may say who does what in general."""
        gone = {group.place for group in join_cards(self.groups)}
        self._findings[:] = [
            each for each in self._findings if each.place not in gone or not each.message.startswith(_OTHER_COLUMNS)
        ]
        if self._is_chosen:
            return
        for group in [each for each in self.groups if each.layout is Layout.TABLE_PER_ACTIVITY and len(each.rows) == 1]:
            self.groups.remove(group)
            at = table_with(self._blocks, group.place)
            self._findings.append(left_alone(group.place, "left out" if at is None else self._left_out(at)))

    def say_what_is_stray(self) -> None:
        """Report the lines of a plain text with a matrix that may be rows and were not read."""
        begun = False
        for block, legend, after_table in self._stray if self._heads else ():
            begun = begun or after_table
            self._findings += stray_rows(block, self._heads, (legend or self._usual).roles, begun=begun)
            begun = begun or any(line.plain in self._heads for line in block.lines)

    def _say_who_differs(self, group: Group) -> None:
        """Report a table that begins a matrix of its own, although it names some parties of an earlier one."""
        for other in self.groups:
            if other.legend is group.legend and set(other.columns) & set(group.columns) - {group.layout}:
                names = ", ".join(header.cell.plain for header in other.headers)
                place = group.place
                where = f"in line {other.place.line}" if other.place.line else f"at {replace(other.place, file=None)}"
                message = f"{_OTHER_COLUMNS} {where} ({names})"
                self._findings.append(Finding("P12", Severity.INFO, message, place, "read as a matrix of its own"))
                return

    def _say_repeated(self, group: Group, rows: Rows) -> None:
        """Report a table all of whose rows stand in its matrix already."""
        printed = [row.texts for row in rows.rows]
        if len(printed) > 1 and group.printed.issuperset(printed):
            message = "this table stands in the document twice"
            place = rows.headers[0].cell.place
            self._findings.append(Finding("P15", Severity.WARNING, message, place, "its rows are read again"))
        group.printed.update(printed)

    def _say_repeated_headers(self, frame: Frame) -> None:
        """Report the rows that repeat the header of their table."""
        for row in frame.repeated:
            message = "the row repeats the header of its table"
            self._findings.append(Finding("P09", Severity.INFO, message, row.place, "left out"))

    def _say_open_card(self, frame: Frame) -> None:
        """Report a table that may say who has each letter of one activity, and is not read."""
        message = f"the table may name who has each role of one activity, but '{frame.names[1]}' heads no sure names"
        if is_party_header(frame.names[1]) or heads_kind_of_party(frame.names[1]):
            message = (
                "the table may name who has each role of one activity, but not all of its letters and names are sure"
            )
        self._findings.append(Finding("P17", Severity.WARNING, message, frame.row.place, "left out"))

    def _rows_of_table(self, at: int, legend: Legend | None) -> Rows | None:
        frame, roles = self._frames[at], self._roles[at]
        is_open = self._choice.layout is None and not self._is_code(at)
        rows = pivoted(frame, roles, self._heading_above(at), self._findings) if is_open else None
        if isinstance(rows, str):
            message = f"the table has check marks under roles, but {rows}"
            self._findings.append(Finding("P17", Severity.WARNING, message, frame.row.place, "left out"))
            return None
        if rows is not None and rows.rows and rows.headers:
            return rows
        counts, ground = self._counts[id(legend)], self._ground(at, legend)
        found = self._layout(at, counts, ground)
        if isinstance(found, Found) and legend is None and self._choice.table is None:
            own, above = ((), []) if ground.announced else (self._own, self._said_above(at, frame))
            found = other_meaning(frame, found.marks, (*self._others, *own), above) or found
        if isinstance(found, Found) and self._is_code(at):
            self._say_code(at)
            return None
        if isinstance(found, Found):
            said: list[Finding] = []
            rows = rows_of(frame, found, roles, counts, said)
            self._findings += [each for each in said if each.code != "P12" or each.message not in self._said]
            self._said.update(finding.message for finding in said)
            return rows if rows.rows and rows.headers else None
        if not self._is_code(at):
            found = self._spread[at].problem or found
        if found is not None and (not self._is_code(at) or lettered_columns(frame, roles)):
            forced = find_layout(frame, roles, counts, replace(ground, chosen=True))
            self._say_left_out(at, found, readable=isinstance(forced, Found) and has_rows(frame, forced, roles, counts))
        if self._is_code(at):
            return None
        stray = found is not None and (ground.legend or ground.announced)
        self._findings += [*(letters_left_out(frame, roles) if stray else ()), *rows_too_long(frame, roles)]
        usual = find_layout(frame, self._usual.roles, count_cells([(frame, self._usual.roles)]), ground)
        if found is None and legend is not None and isinstance(usual, Found):
            message = "the letters of this table are not those of the legend that holds for it"
            self._findings.append(Finding("P03", Severity.VIOLATION, message, frame.row.place, "the table is left out"))
        return None

    def _say_left_out(self, at: int, why: str, *, readable: bool) -> None:
        place = self._frames[at].row.place
        if all((each.code, each.place) != ("P17", place) for each in self._findings):
            words = () if readable else words_in_doubt(self._frames[at], why)
            done = self._left_out(at) if readable else LEFT_OUT if words else "left out"
            message = f"the table looks like a matrix, but {why}"
            self._findings.append(Finding("P17", Severity.WARNING, message, place, done, words=words))

    def _card(self, at: int, legend: Legend | None, heading: Heading | None) -> Rows | None:
        """Return the one activity of a table of roles under a heading; one of roles as columns in code is told."""
        of_columns = self._card_of_columns(at, legend, heading)
        if not self._is_code(at):
            return card(self._frames[at], (legend or self._usual).roles, heading, who=at in self._who) or of_columns
        if of_columns:
            self._say_code(at)
        return None

    def _say_code(self, at: int) -> None:
        message = "this table stands in code, so it may be an example"
        place = self._frames[at].row.place
        self._findings.append(Finding("P17", Severity.WARNING, message, place, self._left_out(at)))

    def _card_of_columns(self, at: int, legend: Legend | None, heading: Heading | None) -> Rows | None:
        """Return the one activity of a table of roles alone, if it is certain that the heading names it."""
        if len(self._frames[at].rows) != 1:
            return None
        before = self._blocks[at - 1][0] if at else None
        line = before.lines[-1] if isinstance(before, Paragraph) and before.lines else None
        if line is not None and _LABEL.fullmatch(line.text) and not announces_matrix(line.plain):
            return None
        ground = self._ground(at, legend)
        key = (id(self._whole[at]), ground)
        if key not in self._role_columns:
            sure, counts = ground.legend or ground.announced, self._counts[id(legend)]
            self._role_columns[key] = role_columns(self._whole[at], self._roles[at], counts, sure=sure)
        roles = self._role_columns[key]
        return card_of_columns(self._frames[at], roles, heading) if roles else None

    def _ground(self, at: int, legend: Legend | None) -> Ground:
        told = legend is not None and self._speaks_of_roles
        announced = is_meant(self._whole[at], self._choice.meanings) or self._is_announced(at, self._frames[at])
        return Ground(told, announced, self._choice.table is not None)

    def _put_together(self) -> dict[int, Frame]:
        """Return for each table one with its header and the rows of all that have it too, under the same legend.

        So like tables are laid out alike, and a small one has the evidence of all.
        """
        alike: dict[tuple[object, ...], list[int]] = {}
        for at, frame in self._frames.items():
            alike.setdefault((frame.key, id(self._blocks[at][1]), self._is_code(at)), []).append(at)
        whole: dict[int, Frame] = {}
        for each in alike.values():
            first = self._frames[each[0]]
            rows = tuple(row for at in each for row in self._frames[at].rows)
            whole |= dict.fromkeys(each, first if len(each) == 1 else replace(first, rows=rows))
        return {at: whole[at] for at in self._frames}

    def _layout(self, at: int, counts: Counts, ground: Ground) -> Found | str | None:
        key = (id(self._whole[at]), ground)
        if key not in self._layouts:
            self._layouts[key] = find_layout(self._whole[at], self._roles[at], counts, ground, self._choice.layout)
        return self._layouts[key]

    def _is_code(self, at: int) -> bool:
        """Tell whether a table stands in code, and nobody chose it."""
        block = self._blocks[at][0]
        return isinstance(block, RawTable) and block.in_code and self._choice.table is None

    def _left_out(self, at: int) -> str:
        """Return that a table is left out, and how it is read all the same."""
        number = sum(isinstance(block, RawTable) for block, _ in self._blocks[: at + 1])
        return f"left out; --table {number} reads it"

    def _roles_for(self, at: int) -> dict[str, str]:
        """Return what letters and words mean in a table: by the legend, and by the words of all cells together."""
        cells = [cell.text for row in self._whole[at].rows for cell in row.cells]
        legend = self._blocks[at][1]
        variant = {} if legend else variant_letters([self._titles, *(cell.text for cell in self._whole[at].headers)])
        roles = {**variant, **(legend or self._usual).roles}
        return {**words_in(cells, roles), **roles, **meant_words(cells, self._choice.meanings)}

    def _is_announced(self, at: int, frame: Frame) -> bool:
        return self._announced or any(map(announces_matrix, self._said_above(at, frame)))

    def _said_above(self, at: int, frame: Frame) -> list[str]:
        block = self._blocks[at][0]
        said = [*self._outline.path(), *frame.above]
        if isinstance(block, RawTable) and block.name:
            said.append(block.name)
        before = self._blocks[at - 1][0] if at else None
        if isinstance(before, Paragraph) and before.lines:
            said.append(before.lines[-1].plain)
        return said

    def _heading_above(self, at: int) -> Heading | None:
        for before in range(at - 1, -1, -1):
            block = self._blocks[before][0]
            if isinstance(block, Heading):
                return block
            if isinstance(block, RawTable):
                return None
        return None

    def _rows_of_text(self, block: TextLines, legend: Legend | None) -> Rows | None:
        rows, said = text_rows(block, self.groups[-1].headers if self.groups else None, (legend or self._usual).roles)
        if rows is not None and all(row.unplaced for row in rows.rows) and not self._is_sure(legend):
            message = "these lines end in letters as a matrix does, but no letter has a sure place, and nothing says"
            message = f"{message} that this is a responsibility matrix"
            self._findings.append(Finding("P17", Severity.WARNING, message, rows.rows[0].place, "left out"))
            return None
        self._findings += said
        if rows is not None and (line := header_above([each for each, _ in self._blocks], block)):
            message = f"the line above the header may be a part of it: '{line.plain}'"
            self._findings.append(Finding("P12", Severity.WARNING, message, line.place, "left out"))
        if rows is None:
            self._stray.append((block, legend, bool(self._heads)))
        else:
            self._heads.add(block.lines[0].plain)
        return rows

    def _is_sure(self, legend: Legend | None) -> bool:
        """Tell whether a legend, a title or a heading says that there is a matrix here, or one was read above."""
        told = any(announces_matrix(text) for text in self._outline.path())
        return bool(legend or self._announced or told or self._heads or self.groups)


_OTHER_COLUMNS = "the columns of this table are not those of the table"

_OTHER_THAN_TABLES = {Layout.TABLE_PER_ACTIVITY, Layout.LIST}
"""The layouts in which no table has several activities."""

_LABEL = re.compile(r"(?P<mark>\*\*|__).{1,80}(?P=mark)\W?|.{1,80}:")
"""A line that may name the table below it: a bold one, or one that ends with a colon."""

_ROW_LEVEL = 7
"""The level of a heading that is a row of a table: below all headings of the document."""


def _stem(file: str) -> str:
    return file.rpartition(".")[0].replace("-", " ").replace("_", " ") or file
