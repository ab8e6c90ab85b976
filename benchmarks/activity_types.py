"""How often `raci-graph types suggest` is right on the pages of one publisher, against a table made by hand.

Usage: RACI_GRAPH_CORPUS=... python benchmarks/activity_types.py

The folder `ovhcloud` of the corpus holds the pages; tests/e2e/data/activity-types.tsv has the type of each row, or "-"
where none fits. Types that rows may have already are not looked at.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from raci_graph.activity_types import THRESHOLD, suggest_types
from raci_graph.sources import read_document_source

TABLE = Path(__file__).resolve().parent.parent / "tests" / "e2e" / "data" / "activity-types.tsv"
SCORES = (50, 60, 70, 80, 90)


@dataclass(frozen=True)
class Proposed:
    """What is proposed for a row: the names of the candidates, the score of the first, and the right name."""

    file: str
    names: tuple[str, ...]
    score: int
    right: str


@dataclass(frozen=True)
class Counted:
    """How many rows there are, how many have a proposal, and of these how many a right one."""

    rows: int
    proposed: int
    right: int


def table() -> dict[str, dict[int, str]]:
    """Return the types of the table, by file and row."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for line in csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t"):
        found[line["file"]][int(line["row"])] = line["type"]
    return found


def proposals(folder: Path) -> list[Proposed]:
    """Return what is proposed for each row of the table, whatever its score."""
    made = []
    for file, types in table().items():
        (matrix,) = read_document_source(folder / file).matrices
        found = suggest_types(matrix, 0)
        for row, right in types.items():
            candidates = found[row].candidates if row in found else ()
            names = tuple(each.type.slug for each in candidates)
            made.append(Proposed(file, names, candidates[0].score if candidates else -1, right))
    return made


def at_least(found: list[Proposed], score: int) -> Counted:
    """Count the rows whose first candidate has a score or more."""
    proposed = [each for each in found if each.score >= score]
    return Counted(len(found), len(proposed), sum(each.names[0] == each.right for each in proposed))


def among(found: list[Proposed], most: int) -> int:
    """Count the rows whose right type is among the first candidates."""
    return sum(each.right in each.names[:most] for each in found)


def main() -> int:
    corpus = os.environ.get("RACI_GRAPH_CORPUS")
    if not corpus:
        print("RACI_GRAPH_CORPUS must name the folder of the corpus", file=sys.stderr)
        return 2
    found = proposals(Path(corpus) / "ovhcloud")
    french = [each for each in found if ".fr-" in each.file]
    for name, some in (("all pages", found), ("the two French pages", french)):
        print(f"{name}: {len(some)} rows, right first {among(some, 1)}, right among three {among(some, 3)}")
        for score in sorted({*SCORES, THRESHOLD}):
            counted = at_least(some, score)
            share = counted.right / counted.proposed if counted.proposed else 0
            print(f"  score {score} or more: {counted.right} of {counted.proposed} right ({share:.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
