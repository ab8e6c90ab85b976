"""Loads two versions of a matrix in turn, and is killed at random moments: a program of its own.

python killed_loads.py STORE VERSION VERSION TIMES SEED

Each load is the command line's, in a process that loads for ever and that SIGKILL ends at a moment drawn by the seed,
within the time of two loads. After each kill another process opens the store and compares its graphs with those of
both versions. Printed is how often a process was killed, how often each version was found, and how many stores that
were being made could be loaded after a kill.
"""

import os
import random
import signal
import sys
import time
from collections import Counter

from raci_graph.cli import run
from raci_graph.dataset import vocabularies
from raci_graph.engines.connect import connect
from raci_graph.graph.turtle import canonical_turtle
from raci_graph.load.plan import Plan

NEITHER = 9


def graphs_of(source):
    (portion,) = Plan(source).portions()
    return {iri: set(triples) for iri, triples in portion.triples().items()}


def load_each(store, versions):
    return any(run(["load", version, "--store", store, "--no-validate"]) for version in versions)


def load_for_ever(store, versions):
    while not load_each(store, versions):
        pass


def found(store, wanted):
    """Return the number of the version that the store holds, whole and with nothing else; NEITHER for anything else."""
    engine = connect(store, read_only=True)
    there = {iri: set(engine.triples(iri)) for iri, _ in engine.graphs()}
    for iri, triples in vocabularies().items():
        if canonical_turtle(there.pop(iri, ())) != canonical_turtle(triples):
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


def work_and_kill(work, after):
    """Start a process that works, kill it, and tell whether that is how it ended."""
    reading, writing = os.pipe()

    def begun():
        os.close(2)
        os.open(os.devnull, os.O_WRONLY)
        os.write(writing, b"x")
        return work()

    child = in_another_process(begun)
    os.close(writing)
    os.read(reading, 1)
    os.close(reading)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def code_of(work):
    return os.waitstatus_to_exitcode(os.waitpid(in_another_process(work), 0)[1])


def main(store, first, second, times, seed):
    wanted = [graphs_of(first), graphs_of(second)]
    for triples in vocabularies().values():
        canonical_turtle(triples)
    moments = random.Random(int(seed))  # noqa: S311 - moments, not secrets
    seen = Counter()
    begun = time.monotonic()
    code_of(lambda: load_each(store, [first, second]))
    longest = time.monotonic() - begun
    for number in range(int(times) // 10):
        new = f"{store}-{number}"
        seen["killed"] += work_and_kill(
            lambda new=new: load_for_ever(new, [first, second]), moments.uniform(0, longest)
        )
        again = code_of(lambda new=new: load_each(new, [first]))
        seen["made"] += again == 0 and code_of(lambda new=new: found(new, wanted)) == 0
    for _ in range(int(times)):
        versions = moments.sample([first, second], 2)
        seen["killed"] += work_and_kill(
            lambda versions=versions: load_for_ever(store, versions), moments.uniform(0, longest)
        )
        seen[code_of(lambda: found(store, wanted))] += 1
    sys.stdout.write(f"{seen['killed']} {seen[0]} {seen[1]} {seen['made']}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
