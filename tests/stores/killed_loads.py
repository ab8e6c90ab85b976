"""Loads two versions of a matrix in turn, and is killed at random moments: a program of its own.

python killed_loads.py STORE VERSION VERSION TIMES SEED

Each load is the command line's, in a process that SIGKILL ends at a moment drawn by the seed. After each kill another
process opens the store and compares its graphs with those of both versions. Printed is how often each was found, and
how often the process was killed before a whole load; what is neither is told and ends the program with 1.
"""

import os
import random
import signal
import sys
import time
from collections import Counter

from raci_graph.cli import run
from raci_graph.dataset import ONTOLOGY, ontology_triples
from raci_graph.engines.connect import connect
from raci_graph.load.plan import Plan

LONGEST = 0.25
NEITHER = 9


def graphs_of(source):
    (portion,) = Plan(source).portions()
    return {iri: set(triples) for iri, triples in portion.graphs.items()}


def load_for_ever(store, versions, started):
    os.close(2)
    os.open(os.devnull, os.O_WRONLY)
    os.write(started, b"x")
    while True:
        for version in versions:
            if run(["load", version, "--store", store, "--no-validate"]):
                os._exit(1)


def found(store, wanted):
    """Return the number of the version that the store holds, whole and with nothing else; NEITHER for anything else."""
    engine = connect(store, read_only=True)
    there = {iri: set(engine.triples(iri)) for iri, _ in engine.graphs()}
    if there.pop(ONTOLOGY, None) != set(ontology_triples()):
        return NEITHER
    return next((number for number, version in enumerate(wanted) if there == version), NEITHER)


def in_another_process(work):
    child = os.fork()
    if not child:
        try:
            os._exit(work())
        finally:
            os._exit(NEITHER)
    return child


def main(store, first, second, times, seed):
    wanted = [graphs_of(first), graphs_of(second)]
    ontology_triples()
    moments = random.Random(int(seed))  # noqa: S311 - moments, not secrets
    seen = Counter()
    os.waitpid(in_another_process(lambda: run(["load", first, "--store", store, "--no-validate"])), 0)
    for _ in range(int(times)):
        reading, writing = os.pipe()
        versions = moments.sample([first, second], 2)
        child = in_another_process(lambda versions=versions, end=writing: load_for_ever(store, versions, end))
        os.close(writing)
        os.read(reading, 1)
        os.close(reading)
        time.sleep(moments.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        seen["killed"] += os.WIFSIGNALED(status)
        _, status = os.waitpid(in_another_process(lambda: found(store, wanted)), 0)
        seen[os.waitstatus_to_exitcode(status)] += 1
    print(seen["killed"], seen[0], seen[1])
    sys.exit(seen["killed"] != int(times) or seen[0] + seen[1] != int(times))


if __name__ == "__main__":
    main(*sys.argv[1:])
