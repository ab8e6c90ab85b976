"""Loads many new matrices into a store that holds others, and is killed at random moments: a program of its own.

python killed_bulk_loads.py STORE SOURCE FOLDER TIMES SEED

STORE is made, and holds SOURCE; FOLDER is a folder of RDF, read once. Each load goes into a copy of STORE, in several
steps of which each is large enough for sorted files, in a process that SIGKILL ends at a moment drawn by the seed. Then
another process opens the copy to write. Printed is how often a process was killed, how often its store was left as it
may be (of each matrix all graphs are there or none; what was there before still is; no file of a load that was not done
lies about), how often none, some and all of the matrices were there, and after how many kills such files did lie about
before somebody wrote again.
"""

import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from killed_loads import NEITHER, code_of, graphs_of, work_and_kill

from raci_graph.cli import run
from raci_graph.dataset import vocabularies
from raci_graph.engines.connect import connect
from raci_graph.graph.turtle import canonical_turtle
from raci_graph.load.plan import Plan
from raci_graph.load.writing import written_while_read

NONE, SOME, ALL = range(3)
AT_ONCE = 7_500
"""So many triples go into the store in a step; after two steps it is merged when it is closed."""


def load(store, portions):
    engine = connect(store)
    engine.at_once = AT_ONCE
    engine.merged_after = 2
    done = list(written_while_read(engine, engine.held(), portions))
    engine.close()
    return len(done) != len(portions)


def load_and_wait(store, portions):
    load(store, portions)
    time.sleep(600)


def graphs_in(store, *, read_only):
    engine = connect(store, read_only=read_only)
    there = {iri: set(engine.triples(iri)) for iri, _ in engine.graphs()}
    engine.close()
    return there


def found(store, before, wanted):
    """Return NONE, SOME or ALL for how many of the wanted matrices a store holds; NEITHER for one that is not whole."""
    there = graphs_in(store, read_only=True)
    if graphs_in(store, read_only=False) != there or left_over(store):
        return NEITHER
    for iri, triples in vocabularies().items():
        if canonical_turtle(there.pop(iri, ())) != canonical_turtle(triples):
            return NEITHER
    if {iri: there.pop(iri, None) for iri in before} != before:
        return NEITHER
    whole = [graphs for graphs in wanted if all(there.get(iri) == triples for iri, triples in graphs.items())]
    if set(there) != {iri for graphs in whole for iri in graphs}:
        return NEITHER
    return NONE if not whole else ALL if len(whole) == len(wanted) else SOME


def left_over(store):
    return list(Path(store).glob("bulk-*"))


def main(store, source, folder, times, seed):
    # No store may be opened in this process: its threads would be missing in those that are forked from it.
    assert code_of(lambda: run(["load", source, "--store", store, "--no-validate"])) == 0
    before = graphs_of(source)
    for triples in vocabularies().values():
        canonical_turtle(triples)
    portions = list(Plan(folder).portions())
    wanted = [{iri: set(triples) for iri, triples in portion.triples().items()} for portion in portions]
    copy = f"{store}-copy"
    moments = Random(int(seed))  # noqa: S311 - moments, not secrets
    seen = Counter()
    longest = None
    for _ in range(int(times) + 1):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(store, copy)
        if longest is None:
            start = time.monotonic()
            assert code_of(lambda: load(copy, portions)) == 0
            longest = time.monotonic() - start
            assert code_of(lambda: found(copy, before, wanted)) == ALL
            continue
        seen["killed"] += work_and_kill(lambda: load_and_wait(copy, portions), moments.uniform(0, longest))
        seen["lay about"] += bool(left_over(copy))
        seen[code_of(lambda: found(copy, before, wanted))] += 1
    whole = seen[NONE] + seen[SOME] + seen[ALL]
    sys.stdout.write(f"{seen['killed']} {whole} {seen[NONE]} {seen[SOME]} {seen[ALL]} {seen['lay about']}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
