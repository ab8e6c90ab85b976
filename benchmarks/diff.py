"""How fast two versions of a large matrix are compared, beside programs that compare rows or tables.

The matrices have 5,000 rows in 200 sections, with four parties and activities of five to ten words out of a thousand.
In one pair every kind of edit happens (of 100 rows 3 are dropped, 3 come anew, 4 are reworded, 4 reassigned, 2 moved),
in the other every row is reworded: one word of it is bent and one is put in. raci_graph gives all facts, row by row.
difflib and daff get the rows as they stand, csv-diff by the activity as their key; rapidfuzz gets the activities that
are not the same, and looks up the best of all for each. What they find of the rewordings is counted: rows that are put
beside each other although the activity is another.

    pip install 'raci-graph[benchmark]'
    python benchmarks/diff.py

prints the table of benchmarks/README.md. All run in turn, in one process; the best of three rounds counts, in processor
time.
"""

from __future__ import annotations

import argparse
import io
import platform
import random
import sys
import time
from difflib import SequenceMatcher
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from raci_graph.compare import diff_matrices
from raci_graph.model import Activity, Basis, Cell, Column, Layout, Mark, Matrix, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Row = tuple[str, str, tuple[str, ...]]
    Work = Callable[[Sequence[Row], Sequence[Row]], int]

ROUNDS = 3
IN_SECTION = 25
PARTIES = ("Client", "Provider", "Auditor", "Partner")
ROLES = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}
SYLLABLES = ("ba", "ker", "di", "lon", "mu", "fra", "gre", "sti", "clo", "pru")
WORDS = [one + two + three for one in SYLLABLES for two in SYLLABLES for three in SYLLABLES]


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares two versions of a large matrix, beside other programs.")
    parser.add_argument("--rows", type=int, default=5000)
    count = parser.parse_args().rows
    print(f"Python {platform.python_version()}, {platform.machine()}, {count:,} rows, best of {ROUNDS} rounds\n")
    print("| rows | program | seconds | times as long as raci_graph | rewordings found |")
    print("|---|---|---:|---:|---:|")
    for name, edit in (("mixed edits", _mixed), ("all reworded", _reworded)):
        old = _rows(count)
        new, reworded = edit(old, random.Random(7))  # noqa: S311 - the same in every run
        works: dict[str, Work] = {"**raci_graph**": ours, f"difflib of Python {platform.python_version()}": by_difflib}
        works |= {f"{package} {found}": work for package, work in PEERS.items() if (found := _installed(package))}
        best = _best(works, old, new)
        own = best["**raci_graph**"][0]
        for program, (seconds, found_rows) in best.items():
            print(f"| {name} | {program} | {seconds:.2f} | {seconds / own:.2f} | {found_rows:,} of {reworded:,} |")
    missing = [package for package in PEERS if not _installed(package)]
    if missing:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
    return 0


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _best(works: dict[str, Work], old: Sequence[Row], new: Sequence[Row]) -> dict[str, tuple[float, int]]:
    times: dict[str, list[tuple[float, int]]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = time.process_time()
            found = work(old, new)
            times[name].append((time.process_time() - start, found))
    return {name: min(each) for name, each in times.items()}


def _rows(count: int) -> list[Row]:
    chance = random.Random(5)  # noqa: S311 - the same in every run
    rows = []
    for number in range(count):
        words = [chance.choice(WORDS) for _ in range(chance.randint(5, 10))]
        rows.append((f"Section {number // IN_SECTION}", " ".join(words), tuple(chance.choices("RACI", k=len(PARTIES)))))
    return rows


def _mixed(old: Sequence[Row], chance: random.Random) -> tuple[list[Row], int]:
    new: list[Row] = []
    late: list[Row] = []
    reworded = 0
    for section, text, letters in old:
        what = chance.randrange(100)
        if what < 3:  # noqa: PLR2004 - dropped
            continue
        if what < 6:  # noqa: PLR2004 - a new one before it
            new.append((section, " ".join(chance.choices(WORDS, k=7)), letters))
        if what < 10:  # noqa: PLR2004 - reworded, half of those also have a new one before them
            reworded += 1
            new.append((section, _other(text, chance), letters))
        elif what < 14:  # noqa: PLR2004 - reassigned
            new.append((section, text, (*letters[1:], letters[0])))
        elif what < 16:  # noqa: PLR2004 - moved to the end
            late.append(("Late", text, letters))
        else:
            new.append((section, text, letters))
    return new + late, reworded


def _reworded(old: Sequence[Row], chance: random.Random) -> tuple[list[Row], int]:
    return [(section, _other(text, chance), letters) for section, text, letters in old], len(old)


def _other(text: str, chance: random.Random) -> str:
    words = text.split()
    words[chance.randrange(len(words))] += "s"
    words.insert(chance.randrange(len(words)), "the")
    return " ".join(words)


def _matrix(rows: Sequence[Row]) -> Matrix:
    labels = list(dict.fromkeys(section for section, _, _ in rows))
    activities = []
    for number, (section, text, letters) in enumerate(rows, 1):
        cells = tuple(
            Cell(at, at + 1, party, letter, (Mark(letter, ROLES[letter], 1),), Basis.EXPLICIT, None)
            for at, (party, letter) in enumerate(zip(PARTIES, letters, strict=True), 1)
        )
        activities.append(Activity(number, section, text, text, text, cells, None))
    return Matrix(
        source="matrix.md",
        sha256=None,
        table=1,
        place=None,
        title="Matrix",
        language="en",
        layout=Layout.PARTIES_AS_COLUMNS,
        scheme=None,
        legend=(),
        columns=tuple(Column(at, at + 1, party, party) for at, party in enumerate(PARTIES, 1)),
        sections=tuple(Section(label, label, label) for label in labels),
        activities=tuple(activities),
    )


def ours(old: Sequence[Row], new: Sequence[Row]) -> int:
    """Compare matrices; their making counts too."""
    return diff_matrices(_matrix(old), _matrix(new)).counts().get("reworded", 0)


def by_difflib(old: Sequence[Row], new: Sequence[Row]) -> int:
    """Compare rows as wholes; difflib says which lie where others lay, and not whether they are alike."""
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    beside = (pair for what, a, b, c, d in found if what == "replace" for pair in zip(old[a:b], new[c:d], strict=False))
    return sum(before[1] != after[1] for before, after in beside)


def by_rapidfuzz(old: Sequence[Row], new: Sequence[Row]) -> int:
    """Look up the best of all for each activity that is not the same; the likeness is that of raci_graph."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    before, after = ({text for _, text, _ in rows} for rows in (old, new))
    left = list(before - after)
    return sum(extractOne(text, left, scorer=ratio, score_cutoff=80) is not None for text in after - before)


def by_daff(old: Sequence[Row], new: Sequence[Row]) -> int:
    """Compare tables; a row that changed is marked ``->``, with what was and is in its cells."""
    import daff

    head = ["Section", "Activity", *PARTIES]
    tables = [daff.PythonTableView([head, *([row[0], row[1], *row[2]] for row in rows)]) for rows in (old, new)]
    flags = daff.CompareFlags()
    diff = daff.PythonTableView([])
    daff.TableDiff(daff.Coopy.compareTables(*tables, flags).align(), flags).hilite(diff)
    return sum("->" in str(row[0]) and "->" in str(row[2]) for row in diff.data)


def by_csv_diff(old: Sequence[Row], new: Sequence[Row]) -> int:
    """Compare CSV by the key of its rows, the activity; a row with another one is another row."""
    from csv_diff import compare, load_csv

    head = ",".join(("Section", "Activity", *PARTIES))
    texts = ["\n".join([head, *(",".join((row[0], row[1], *row[2])) for row in rows)]) for rows in (old, new)]
    found = compare(*(load_csv(io.StringIO(text), key="Activity") for text in texts))
    return sum("Activity" in each["changes"] for each in found["changed"])


PEERS: dict[str, Work] = {"rapidfuzz": by_rapidfuzz, "daff": by_daff, "csv-diff": by_csv_diff}


if __name__ == "__main__":
    raise SystemExit(main())
