"""How fast documents are read and parsed, beside programs that only read them: pages a second on one core, and ratios.

The documents are the bundled matrix (49 activities, two parties, 17 tables in Markdown) in several formats. Each copy
has its own number in every heading and activity, and each round and format has copies of its own, so that nothing
remembered from one helps with another, save what all documents share. A peer gives tokens or values; raci_graph gives
matrices with legend, places and findings.

    pip install 'raci-graph[benchmark]'
    python benchmarks/reading.py

prints the table of benchmarks/README.md. All of a format run in turn, in the same process, round after round; the best
round of each counts, in processor time.
"""

from __future__ import annotations

import csv
import io
import platform
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from itertools import count, groupby
from typing import TYPE_CHECKING, NamedTuple

import raci_graph
from raci_graph.parse import parse
from raci_graph.readers import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from raci_graph.model import Matrix

    Work = Callable[[Sequence[bytes]], object]

COPIES = 40
ROUNDS = 7
OURS = "raci_graph"


class Peer(NamedTuple):
    """A program to compare with: the package that it is in, and what it does with documents."""

    package: str
    work: Work


def main() -> int:
    matrix = raci_graph.read("hosted-exchange").matrices[0]
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {COPIES} pages a round, best of {ROUNDS} rounds\n"
    )
    print("| format | program | pages a second | times as fast as raci_graph |")
    print("|---|---|---:|---:|")
    numbers = count()
    for form, (write, peers) in FORMATS.items():
        rounds = [[write(matrix, next(numbers)) for _ in range(COPIES)] for _ in range(ROUNDS)]
        works = {f"**{OURS}**": _ours(form)} | {
            f"{peer.package} {version(peer.package)}": peer.work for peer in peers if _is_installed(peer.package)
        }
        best = _best(works, rounds)
        own = next(iter(best.values()))
        for name, seconds in best.items():
            print(f"| {form} | {name} | {COPIES / seconds:,.0f} | {own / seconds:.2f} |")
        missing = [peer.package for peer in peers if not _is_installed(peer.package)]
        if missing:
            print(f"not installed: {', '.join(missing)}", file=sys.stderr)
    return 0


def _is_installed(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def _best(works: dict[str, Work], rounds: Sequence[Sequence[bytes]]) -> dict[str, float]:
    """Return the processor seconds of the best round of each, all in turn."""
    best = dict.fromkeys(works, float("inf"))
    for pages in rounds:
        for name, work in works.items():
            begin = time.process_time()
            work(pages)
            best[name] = min(best[name], time.process_time() - begin)
    return best


def _ours(form: str) -> Work:
    def work(pages: Sequence[bytes]) -> None:
        for page in pages:
            reading = parse(read_document(page, f"raci.{form}"))
            if len(reading.matrices) != 1 or len(reading.matrices[0].activities) != 49:  # noqa: PLR2004 - the bundled one
                raise AssertionError(form)

    return work


# Documents


def _sections(matrix: Matrix, number: int) -> list[tuple[str, list[list[str]]]]:
    """Return the rows below each heading, all with a number of their copy."""
    labels = {section.key: f"{section.number}. {section.label} {number}" for section in matrix.sections}
    return [
        (
            labels[key or ""],
            [[f"{each.label} {number}", *(cell.printed or "" for cell in each.cells)] for each in activities],
        )
        for key, activities in groupby(matrix.activities, key=lambda each: each.section)
    ]


def _head(matrix: Matrix) -> list[str]:
    return ["Activity", *(column.label for column in matrix.columns)]


def _rows(matrix: Matrix, number: int) -> list[list[str]]:
    return [_head(matrix), *(row for _, rows in _sections(matrix, number) for row in rows)]


def markdown(matrix: Matrix, number: int) -> bytes:
    legend = [f"| {entry.letter}: {entry.text} |" for entry in matrix.legend]
    lines = [f"# Responsibility model {number}", "", "| Roles |", "| --- |", *legend]
    for heading, rows in _sections(matrix, number):
        head = [f"**{name}**" for name in _head(matrix)]
        lines += ["", f"#### {heading}", "", f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
        lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines).encode()


def comma_separated(matrix: Matrix, number: int) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(_rows(matrix, number))
    return text.getvalue().encode()


def html(matrix: Matrix, number: int) -> bytes:
    head, *rows = _rows(matrix, number)
    parts = ["<h1>RACI</h1>\n<table>\n<tr>", *(f"<th>{name}</th>" for name in head), "</tr>\n"]
    for row in rows:
        parts += ["<tr>", *(f"<td>{cell}</td>" for cell in row), "</tr>\n"]
    return "".join([*parts, "</table>\n"]).encode()


def restructured(matrix: Matrix, number: int) -> bytes:
    rows = _rows(matrix, number)
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    rule = "+".join(["", *("-" * (width + 2) for width in widths), ""])
    lines = ["RACI", "====", "", rule]
    for row in rows:
        lines += [f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |", rule]
    lines[5] = rule.replace("-", "=")
    return "\n".join(lines).encode()


def workbook(matrix: Matrix, number: int) -> bytes:
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("RACI")
        for at, row in enumerate(_rows(matrix, number)):
            sheet.write_row(at, 0, row)
    return data.getvalue()


# Peers


def _markdown_it(pages: Sequence[bytes]) -> None:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    for page in pages:
        parser.parse(page.decode())


def _mistune(pages: Sequence[bytes]) -> None:
    import mistune

    parser = mistune.create_markdown(renderer=None, plugins=["table"])
    for page in pages:
        parser(page.decode())


def _pandas_csv(pages: Sequence[bytes]) -> None:
    import pandas as pd

    for page in pages:
        pd.read_csv(io.BytesIO(page))


def _pandas_html(pages: Sequence[bytes]) -> None:
    import pandas as pd

    for page in pages:
        pd.read_html(io.BytesIO(page))


def _docutils(pages: Sequence[bytes]) -> None:
    from docutils.core import publish_doctree

    for page in pages:
        publish_doctree(page.decode())


def _openpyxl(pages: Sequence[bytes]) -> None:
    from openpyxl import load_workbook

    for page in pages:
        list(load_workbook(io.BytesIO(page), read_only=True).worksheets[0].iter_rows(values_only=True))


def _calamine(pages: Sequence[bytes]) -> None:
    from python_calamine import CalamineWorkbook

    for page in pages:
        CalamineWorkbook.from_filelike(io.BytesIO(page)).get_sheet_by_index(0).to_python()


FORMATS: dict[str, tuple[Callable[[Matrix, int], bytes], list[Peer]]] = {
    "md": (markdown, [Peer("markdown-it-py", _markdown_it), Peer("mistune", _mistune)]),
    "csv": (comma_separated, [Peer("pandas", _pandas_csv)]),
    "html": (html, [Peer("pandas", _pandas_html)]),
    "rst": (restructured, [Peer("docutils", _docutils)]),
    "xlsx": (workbook, [Peer("openpyxl", _openpyxl), Peer("python-calamine", _calamine)]),
}

if __name__ == "__main__":
    sys.exit(main())
