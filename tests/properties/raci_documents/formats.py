"""Writes the blocks of a document in each format: what its markup is, and how a piece of text is printed in it."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from typing import ClassVar

from wcwidth import wcswidth

from raci_documents.layouts import GRIDS, Grid, Head, Items, Legend, Mapped


class Format:
    """A format: its ending, what it can hold, and how it writes pieces.

    ``inline`` gives the source of pieces, ``printed`` what a reader must give back of it.
    """

    ending = ""
    layouts = GRIDS
    headings = True
    text = True
    marks: ClassVar[dict] = {}
    flat_lists = False  # whether items of lists are written without line breaks

    def escape(self, text):
        return text

    def inline(self, pieces):
        return "".join(self._piece(text, style) for text, style in pieces)

    def printed(self, pieces):
        return self.inline(pieces)

    def _piece(self, text, style):
        if style == "break":
            return self.line_break()
        if style == "note" and "note" not in self.marks:
            return {"1": "¹", "2": "²"}[text]
        before, after = self.marks.get(style, ("", ""))
        return before + self.escape(text) + after

    def line_break(self):
        return ", "

    def section(self, label):
        """Return the pieces of the one cell of a row that heads others."""
        return ((label, "bold"),)

    def written(self, blocks):
        """Return a document of blocks, as text."""
        return "\n".join(self._block(block) for block in blocks)

    def _block(self, block):
        match block:
            case Head():
                return self.heading(block)
            case Grid():
                width = len(block.header)
                rows = [
                    [self.section(row[0][0][0]), *[(("", ""),)] * (width - 1)] if len(row) == 1 else row
                    for row in block.rows
                ]
                return self.grid(block.header, rows, [len(row) == 1 for row in block.rows])
            case Items():
                return self.items(block.activities)
            case Legend():
                return self.legend(block.entries)
            case Mapped():
                raise NotImplementedError

    def legend(self, entries):
        return "\n".join([*(f"* {letter}: {meaning}" for letter, meaning in entries), "", ""])


class Markdown(Format):
    ending = "md"
    layouts = (*GRIDS, "table-per-activity", "list", "front-matter")
    marks: ClassVar[dict] = {"bold": ("**", "**"), "code": ("`", "`"), "note": ("[^", "]")}

    def line_break(self):
        return "<br>"

    def escape(self, text):
        return text.replace("#", "\\#") if text.startswith("#") else text

    def heading(self, head):
        return f"{'#' * head.level} {head.text}\n"

    def grid(self, header, rows, _):
        lines = [self._row(header), "|" + " --- |" * len(header), *(self._row(row) for row in rows)]
        return "\n".join(lines) + "\n"

    def _row(self, row):
        return "| " + " | ".join(self.inline(cell) for cell in row) + " |"

    def items(self, activities):
        lines = []
        for activity, roles in activities:
            lines.append(f"- {activity}")
            lines += [f"  - {self.inline(label)}: {self.inline(names)}".rstrip() for label, names in roles]
        return "\n".join(lines) + "\n"

    def written(self, blocks):
        mapped = [block for block in blocks if isinstance(block, Mapped)]
        front = self._front(mapped[0].activities) if mapped else ""
        return front + super().written([block for block in blocks if not isinstance(block, Mapped)])

    def _front(self, activities):
        lines = ["---", "raci:"]
        for activity, roles in activities:
            lines.append(f"  {json.dumps(activity, ensure_ascii=False)}:")
            for label, names in roles:
                text = "".join(text if style != "break" else ", " for text, style in names)
                lines.append(f"    {label[0][0]}: {json.dumps(text, ensure_ascii=False)}")
        return "\n".join([*lines, "---", "", ""])


class Html(Format):
    ending = "html"
    layouts = (*GRIDS, "table-per-activity", "list")
    flat_lists = True
    marks: ClassVar[dict] = {
        "bold": ("<strong>", "</strong>"),
        "code": ("<code>", "</code>"),
        "note": ("<sup>", "</sup>"),
    }

    def escape(self, text):
        return html.escape(text, quote=False)

    def line_break(self):
        return "<br>"

    def printed(self, pieces):
        shown = {"note": "^{}^", "break": "\n"}
        return "".join(shown.get(style, "{}").format(text) for text, style in pieces)

    def heading(self, head):
        return f"<h{head.level}>{self.escape(head.text)}</h{head.level}>"

    def grid(self, header, rows, merged):
        lines = ["<table>", "<thead>", self._row(header, "th"), "</thead>", "<tbody>"]
        for row, whole in zip(rows, merged, strict=True):
            one = f'<tr><td colspan="{len(header)}">{self.inline(row[0])}</td></tr>'
            lines.append(one if whole else self._row(row, "td"))
        return "\n".join([*lines, "</tbody>", "</table>"])

    def _row(self, row, tag):
        return "<tr>" + "".join(f"<{tag}>{self.inline(cell)}</{tag}>" for cell in row) + "</tr>"

    def items(self, activities):
        lines = ["<ul>"]
        for activity, roles in activities:
            inner = "".join(f"<li>{self.inline(label)}: {self._line(names)}</li>" for label, names in roles)
            lines.append(f"<li>{self.escape(activity)}<ul>{inner}</ul></li>")
        return "\n".join([*lines, "</ul>"])

    def legend(self, entries):
        return "<ul>" + "".join(f"<li>{letter} = {self.escape(meaning)}</li>" for letter, meaning in entries) + "</ul>"

    def _line(self, pieces):
        """Return pieces in one line: a line break in an item of a list begins a line of its own."""
        return self.inline([piece if piece[1] != "break" else (", ", "") for piece in pieces])

    def written(self, blocks):
        return f"<!doctype html>\n<html>\n<body>\n{super().written(blocks)}\n</body>\n</html>\n"


class HtmlInMarkdown(Html):
    ending = "md"

    def heading(self, head):
        return f"\n{'#' * head.level} {head.text}\n"

    def written(self, blocks):
        return Format.written(self, blocks) + "\n"


class Delimited(Format):
    """CSV or TSV; sections are rows in capitals, for nothing in it is bold."""

    headings = False

    def __init__(self, ending, delimiter, *, said=False):
        self.ending = ending
        self.delimiter = delimiter
        self.said = said

    def line_break(self):
        return "\n"

    def section(self, label):
        return ((label.upper(), ""),)

    def heading(self, _):
        return f"sep={self.delimiter}\n" if self.said else ""

    def grid(self, header, rows, _):
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=self.delimiter, lineterminator="\n")
        writer.writerows([self.inline(cell) for cell in row] for row in (header, *rows))
        return stream.getvalue()

    def legend(self, entries):
        """Return a table of its own: a blank record parts it from the next one."""
        return self.grid(*legend_grid(entries), ()) + "\n"

    def written(self, blocks):
        return "".join(self._block(block) for block in blocks)


class Rst(Format):
    """reStructuredText; ``kind`` says which of its four tables is written."""

    ending = "rst"
    layouts = (*GRIDS, "table-per-activity", "list")
    marks: ClassVar[dict] = {"bold": ("**", "**"), "code": ("``", "``"), "note": (" [", "]_")}

    def __init__(self, kind):
        self.kind = kind

    def escape(self, text):
        return text.replace("_", "\\_") if text.endswith("_") else text

    def heading(self, head):
        return f"{head.text}\n{'=-~'[head.level - 1] * max(wcswidth(head.text), 4)}\n"

    def grid(self, header, rows, _):
        cells = [[self.inline(cell) for cell in row] for row in (header, *rows)]
        cells = [[row[0] or "\\", *row[1:]] for row in cells]
        return getattr(self, f"_{self.kind}")(cells) + "\n"

    def _grid(self, cells):
        return "\n".join(drawn(cells, "+-+", "+=+"))

    def _simple(self, cells):
        sizes = [max(wcswidth(row[at]) for row in cells) + 1 for at in range(len(cells[0]))]
        rule = "  ".join("=" * size for size in sizes)
        lines = ["  ".join(padded(text, size) for text, size in zip(row, sizes, strict=True)) for row in cells]
        return "\n".join([rule, lines[0].rstrip(), rule, *(line.rstrip() for line in lines[1:]), rule])

    def _list(self, cells):
        lines = [".. list-table::", "   :header-rows: 1", ""]
        for row in cells:
            lines += [f"   {'*' if not at else ' '} - {text}".rstrip() for at, text in enumerate(row)]
        return "\n".join(lines)

    def _csv(self, cells):
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows(cells)
        body = [f"   {line}" for line in stream.getvalue().splitlines()]
        return "\n".join([".. csv-table::", "   :header-rows: 1", "", *body])

    def items(self, activities):
        lines = []
        for activity, roles in activities:
            lines += [f"* {activity}", ""]
            lines += [f"  * {self.inline(label)}: {self.inline(names)}".rstrip() for label, names in roles]
            lines.append("")
        return "\n".join(lines)


class AsciiDoc(Format):
    ending = "adoc"
    layouts = (*GRIDS, "table-per-activity", "list")
    marks: ClassVar[dict] = {"bold": ("*", "*"), "code": ("`", "`"), "note": ("^", "^")}

    def heading(self, head):
        return f"{'=' * head.level} {head.text}\n"

    def grid(self, header, rows, merged):
        lines = [f'[%header,cols="{len(header)}*"]', "|===", self._row(header), ""]
        for row, whole in zip(rows, merged, strict=True):
            lines.append(f"{len(header)}+|{self.inline(row[0])}" if whole else self._row(row))
        return "\n".join([*lines, "|===", ""])

    def _row(self, row):
        return "\n".join(f"|{self.inline(cell)}" for cell in row)

    def items(self, activities):
        lines = []
        for activity, roles in activities:
            lines.append(f"* {activity}")
            lines += [f"** {self.inline(label)}: {self.inline(names)}".rstrip() for label, names in roles]
        return "\n".join([*lines, ""])


class Drawn(Format):
    """Plain text in which tables are drawn, with ASCII or with box-drawing characters."""

    ending = "txt"
    headings = False

    def __init__(self, *, boxes):
        self.boxes = boxes

    def section(self, label):
        return ((label.upper(), ""),)

    def heading(self, head):
        return head.text + "\n"

    def legend(self, entries):
        return "\n".join([*(f"{letter} - {meaning}" for letter, meaning in entries), ""])

    def grid(self, header, rows, _):
        cells = [[self.inline(cell) for cell in row] for row in (header, *rows)]
        lines = drawn(cells, "+-+", "+=+")
        if self.boxes:
            ends = {0: "┌─┬┐", len(lines) - 1: "└─┴┘"}
            lines = [boxed(line, ends.get(at, "├─┼┤")) for at, line in enumerate(lines)]
        return "\n".join(lines) + "\n"


def legend_grid(entries):
    """Return the header and the rows of a legend that is a table."""
    header, *rows = [[((text, ""),) for text in row] for row in (("Letter", "Meaning"), *entries)]
    return header, rows


def padded(text, size):
    return text + " " * (size - wcswidth(text))


def drawn(cells, rule, heavy):
    """Return the lines of a table with a rule between its rows, a heavy one below the first."""
    sizes = [max(wcswidth(row[at]) for row in cells) for at in range(len(cells[0]))]
    rules = [sign[0] + sign[0].join(sign[1] * (size + 2) for size in sizes) + sign[0] for sign in (rule, heavy)]
    lines = [rules[0]]
    for at, row in enumerate(cells):
        lines.append("| " + " | ".join(padded(text, size) for text, size in zip(row, sizes, strict=True)) + " |")
        lines.append(rules[0 if at else 1])
    return lines


def boxed(line, ends):
    """Return a line of a table with box-drawing characters in place of ASCII."""
    if not re.fullmatch(r"[+=-]+", line):
        return line.replace("| ", "│ ").replace(" |", " │")
    inner = line[1:-1].replace("+", ends[2]).replace("-", ends[1]).replace("=", "═")
    return ends[0] + inner + ends[3]
