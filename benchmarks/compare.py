"""How long a comparison of many services takes, beside pandas, which counts less of it.

Usage: python benchmarks/compare.py [--matrices N...]

The services are made of the bundled matrix: in three rows of ten the text is another one, in one of twenty another
party answers; every second service has no types, and takes those of its rows from the others, or has them suggested.
raci_graph finds the types, which rows go together, who carries what, and each difference. pandas is given the types,
and only groups the rows by type and looks where the sets of accountable parties differ. Both run in one process, in
turn; the best of three rounds counts, in processor time.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from raci_graph.activity_types import scheme_triples
from raci_graph.activity_types.suggest import suggest_types
from raci_graph.compare.row_types import Proposal
from raci_graph.compare.schemes import scheme_in
from raci_graph.compare.services import Likeness, compare_services
from raci_graph.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci_graph.model import Activity, Matrix

_ROUNDS = 3
_WORDS = ("archive", "calendar", "contact", "device", "folder", "group", "journal", "policy", "queue", "tenant")


def services(count: int) -> list[Matrix]:
    """Return services, the same in every run."""
    (bundled,) = read_source("hosted-exchange").matrices
    chance = random.Random(count)  # noqa: S311 - no secret
    made = []
    for number in range(count):
        rows = tuple(_changed(row, chance, typed=number % 2 == 0) for row in bundled.activities)
        about = replace(bundled.about, service=f"Service {number}")
        made.append(replace(bundled, about=about, activities=rows, iri=f"urn:x:service:{number}"))
    return made


def _changed(row: Activity, chance: random.Random, *, typed: bool) -> Activity:
    text = row.text if chance.random() < 0.7 else f"{row.text} {' '.join(chance.sample(_WORDS, 2))}"  # noqa: PLR2004
    cells = row.cells
    if chance.random() < 0.05:  # noqa: PLR2004
        one, other = cells
        cells = (replace(one, marks=other.marks), replace(other, marks=one.marks))
    return replace(row, text=text, cells=cells, type=row.type if typed else None)


def by_raci_graph(matrices: list[Matrix], phases: dict[str, str]) -> int:
    """Return how many pieces of work have another accountable somewhere."""
    return len(compare_services(matrices, phases, _suggest).of_kind(Likeness.OTHER_ACCOUNTABLE))


def _suggest(matrix: Matrix) -> dict[int, Proposal]:
    found = suggest_types(matrix)
    return {row: Proposal(each.best.type.iri, each.best.score, each.best.why) for row, each in found.items()}


def by_pandas(matrices: list[Matrix]) -> int:
    """Return in how many types the parties that answer differ, given the types of all rows."""
    types = {row.row: row.type for row in matrices[0].activities}
    frame = pd.DataFrame(
        (at, types[row.row], cell.party)
        for at, matrix in enumerate(matrices)
        for row in matrix.activities
        for cell in row.cells
        if "Accountable" in cell.roles
    )
    parties = frame.groupby([1, 0])[2].agg(frozenset)
    return sum(len(set(found)) > 1 for _, found in parties.groupby(level=0))


def best(run: Callable[[], int]) -> tuple[float, int]:
    """Return the processor time of the best round, and what it found."""
    times = []
    found = 0
    for _ in range(_ROUNDS):
        start = time.process_time()
        found = run()
        times.append(time.process_time() - start)
    return min(times), found


def main() -> None:
    """Print a line for each number of services."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--matrices", type=int, nargs="+", default=[2, 100, 1000])
    phases = scheme_in(scheme_triples()).phases
    print("| services | rows | raci_graph | pandas | ratio |")
    print("|---:|---:|---:|---:|---:|")
    for count in parser.parse_args().matrices:
        made = services(count)
        rows = sum(len(matrix.activities) for matrix in made)
        ours, found = best(lambda made=made: by_raci_graph(made, phases))  # type: ignore[misc]
        theirs, _ = best(lambda made=made: by_pandas(made))  # type: ignore[misc]
        print(f"| {count:,} | {rows:,} | {ours:.2f} s ({found} differ) | {theirs:.2f} s | {ours / theirs:.1f} |")


if __name__ == "__main__":
    main()
