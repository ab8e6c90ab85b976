"""How fast the saved queries are answered, and data loaded, beside other engines: all in one run, with the same rows.

The data are copies of the bundled matrix under names of their own, with the ontology. Each query is asked of all
matrices and of one, with the same values everywhere. The best of three counts, or the one that took two seconds.

    pip install 'raci-graph[benchmark]'
    python benchmarks/queries.py --matrices 1 100 1000

prints the tables of benchmarks/README.md. What takes longer than --patience seconds is stopped ("> N"), and not asked
of more matrices ("-"). Other rows than raci_graph's are marked "others", and what an engine refuses "fails". An engine
that is not installed is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import platform
import re
import shutil
import signal
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copies import copies, is_installed, matrix_iri, ontology
from query_engines import Bulk, Maplib, Ours, OursAdded, OursLoaded, Rdflib, Virtuoso

from raci_graph.queries.saved import saved_queries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from query_engines import Texts

    Engine = type[Ours | Rdflib | Maplib | Virtuoso]

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_TIMES, _SLOW = 3, 2.0
_FASTER, _SLOWER = 20, 2
_LOADING = 900


class Answer(NamedTuple):
    """How long a query took, and what came: the number of its rows and a sum over them; or why there is none."""

    seconds: float | None
    rows: int = 0
    digest: str = ""
    said: str = ""


class Asked:
    """An engine in a process of its own, which is ended when it takes too long and started anew for the next query."""

    def __init__(self, engine: Engine, top: Path, patience: float, path: Path | None = None) -> None:
        self._engine, self._top, self._patience, self._path = engine, top, patience, path
        self._process: BaseProcess | None = None
        self._pipe: Connection
        self.loaded = 0.0

    def start(self) -> None:
        """Start the process and load the data."""
        self._pipe, theirs = multiprocessing.Pipe()
        arguments = (self._engine, self._top, theirs, self._path)
        process = multiprocessing.get_context("spawn").Process(target=_serve, args=arguments)
        process.start()
        self._process = process
        theirs.close()
        if not self._pipe.poll(_LOADING):
            self.end()
            raise RuntimeError(f"{self._engine.name} did not load in {_LOADING} seconds")
        self.loaded = self._pipe.recv()

    def ask(self, name: str, values: Mapping[str, str]) -> Answer:
        """Ask a query."""
        if self._process is None:
            self.start()
        self._pipe.send((name, values))
        best = Answer(None)
        for _ in range(_TIMES):
            if not self._pipe.poll(self._patience):
                self.end()
                return Answer(None, said=f"> {self._patience:.0f}")
            try:
                found = self._pipe.recv()
            except EOFError:
                found = Answer(None, said="fails")
            if found.seconds is None:  # maplib answers nothing more after that
                self.end()
                return Answer(None, said=found.said)
            best = found if best.seconds is None else min(best, found)
            self._pipe.send(found.seconds < _SLOW)
            if found.seconds >= _SLOW:
                break
        return best

    def end(self) -> None:
        """End the process, and what it started."""
        if self._process is not None:
            try:
                os.killpg(self._process.pid or 0, signal.SIGKILL)
            except ProcessLookupError:
                self._process.kill()
            self._process.join()
            self._process = None


def _serve(kind: Engine, top: Path, pipe: Connection, path: Path | None) -> None:
    """Load, say how long it took, and answer what is asked."""
    os.setsid()
    engine = kind(path) if path else kind()  # type: ignore[call-arg] # only Ours has a path
    start = time.perf_counter()
    engine.load(top)
    if path:
        engine.close()
    pipe.send(time.perf_counter() - start)
    try:
        while True:
            name, values = pipe.recv()
            for _ in range(_TIMES):
                pipe.send(_timed(engine, name, values))
                if not pipe.recv():
                    break
    except (EOFError, BrokenPipeError):  # whoever asks has ended
        pass
    finally:
        engine.close()


def _timed(engine: Ours | Rdflib | Maplib | Virtuoso, name: str, values: Mapping[str, str]) -> Answer:
    start = time.perf_counter()
    try:
        answer = engine.ask(name, values)
        seconds = time.perf_counter() - start
        return Answer(seconds, *_sum(engine.rows(answer)))
    except BaseException as error:  # noqa: BLE001 - a panic of Rust is no Exception
        print(f"{engine.name}: {name}: {str(error)[:200]}", file=sys.stderr)
        return Answer(None, said="fails")


def _sum(rows: Texts) -> tuple[int, str]:
    """Return the number of rows and a sum over them, in whatever order they are; numbers count by their value."""
    texts = sorted("\x1f".join("\x00" if cell is None else _value(cell) for cell in row) for row in rows)
    return len(texts), hashlib.sha256("\x1e".join(texts).encode()).hexdigest()


def _value(text: str) -> str:
    return str(Decimal(text).normalize()) if _NUMBER.fullmatch(text) else text


def main() -> int:
    options = argparse.ArgumentParser(description="Time the saved queries on copies of the bundled matrix.")
    options.add_argument("--matrices", type=int, nargs="+", default=[1, 100], metavar="N", help="how many copies")
    options.add_argument("--patience", type=float, default=60, metavar="SECONDS", help="for each query (60)")
    options.add_argument("--queries", nargs="+", metavar="NAME", help="only these")
    options.add_argument("--only", nargs="+", metavar="NAME", help="only these engines, such as maplib, and raci-graph")
    options.add_argument("--no-loading", action="store_true", help="time the queries alone")
    chosen = options.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}; load average {os.getloadavg()[0]:.1f}")
    engines: list[Engine] = [Ours, Rdflib]
    engines += [Maplib] if is_installed("maplib") else []
    engines += [Virtuoso] if shutil.which("virtuoso-t") and shutil.which("isql-vt") else []
    if chosen.only:
        engines = [each for each in engines if each is Ours or each.name.split()[0] in chosen.only]
    names = [each.name for each in saved_queries() if not chosen.queries or each.name in chosen.queries]
    asked = [(name, one) for name in names for one in (False, True)]
    slow: set[tuple[Engine, str, bool]] = set()
    for number in sorted(chosen.matrices):
        with tempfile.TemporaryDirectory() as name:
            top = _written(Path(name), number)
            if not (chosen.queries or chosen.no_loading):
                _compare_loading(top, number)
            slow |= _compare(
                [each for each in engines if number <= (each.most or number)], top, number, asked, slow, chosen.patience
            )
    return 0


def _compare(  # noqa: PLR0913
    engines: list[Engine],
    top: Path,
    number: int,
    asked: list[tuple[str, bool]],
    slow: set[tuple[Engine, str, bool]],
    patience: float,
) -> set[tuple[Engine, str, bool]]:
    """Print a row for each query and a summary; return what was too slow."""
    found: dict[tuple[Engine, str, bool], Answer] = {}
    for engine in engines:
        running = Asked(engine, top, patience)
        try:
            for name, one in asked:
                values = {"matrix": matrix_iri(0)} if one else {}
                key = (engine, name, one)
                found[key] = Answer(None, said="-") if key in slow else running.ask(name, values)
                print(f"{engine.name}, {number:,}, {name}: {found[key].seconds or found[key].said}", file=sys.stderr)
        finally:
            running.end()
    print(f"\n{number:,} matrices, seconds; load average {os.getloadavg()[0]:.1f}\n")
    print(f"| query | of | rows | {' | '.join(each.name for each in engines)} | x rdflib | / best peer |")
    print(f"|---|---|---:|{'---:|' * len(engines)}---:|---:|")
    faster: dict[str, float] = {}
    slower: dict[str, float] = {}
    for name, one in asked:
        label = f"{name}, {'one' if one else 'all'}"
        own, *others = (found[engine, name, one] for engine in engines)
        cells = [_cell(own, own), *(_cell(each, own) for each in others)]
        peers = [each.seconds for each in others if each.seconds is not None and each.digest == own.digest]
        if own.seconds and Rdflib in engines:
            rdflib = found[Rdflib, name, one]
            least = rdflib.seconds or (patience if rdflib.said.startswith(">") else None)
            faster |= {label: least / own.seconds} if least else {}
        if own.seconds and peers:
            slower[label] = own.seconds / min(peers)
        ratios = [f"{each[label]:.3g}" if label in each else "" for each in (faster, slower)]
        print(f"| {name} | {'one' if one else 'all'} | {own.rows:,} | {' | '.join(cells)} | {' | '.join(ratios)} |")
    print()
    _summary("times as fast as rdflib", faster, {key for key, value in faster.items() if value < _FASTER}, "<", _FASTER)
    _summary(
        "times as long as the best peer",
        slower,
        {key for key, value in slower.items() if value > _SLOWER},
        ">",
        _SLOWER,
    )
    sys.stdout.flush()
    return {key for key, answer in found.items() if answer.said.startswith((">", "-"))}


def _summary(what: str, ratios: Mapping[str, float], missed: Iterable[str], sign: str, goal: float) -> None:
    if ratios:
        values = ratios.values()
        said = f"least {min(values):.3g}, median {statistics.median(values):.3g}, most {max(values):.3g}"
        names = "; ".join(f"{name} ({ratios[name]:.3g})" for name in sorted(missed)) or "none"
        print(f"raci-graph, {what}: {said}; {sign} {goal}: {names}")


def _cell(answer: Answer, own: Answer) -> str:
    if answer.seconds is None:
        return answer.said
    return f"{answer.seconds:.4f}" + ("" if answer.digest == own.digest else f" (others: {answer.rows:,})")


def _compare_loading(top: Path, number: int) -> None:
    """Print how many triples a second each engine loads."""
    with (top / "data.nt").open("rb") as data:
        triples = sum(1 for _ in data)
    print(f"\n{number:,} matrices, loading of {triples:,} triples; load average {os.getloadavg()[0]:.1f}\n")
    print("| engine | to | seconds | triples a second |")
    print("|---|---|---:|---:|")
    to_disk = top / "stores"
    to_disk.mkdir()
    loads: list[tuple[str, Engine, str | None]] = [
        ("raci-graph, load", OursLoaded, None),
        ("raci-graph, put_graph", Ours, None),
        ("raci-graph, add", OursAdded, None),
        (f"{Bulk.name}, bulk_load", Bulk, None),
        ("raci-graph, load", OursLoaded, "loaded"),
        ("raci-graph, put_graph", Ours, "put"),
        ("raci-graph, add", OursAdded, "added"),
        (f"{Bulk.name}, bulk_load", Bulk, "bulk"),
    ]
    loads += [(Rdflib.name, Rdflib, None)] if number <= (Rdflib.most or number) else []
    loads += [(Maplib.name, Maplib, None)] if is_installed("maplib") else []
    loads += [("Virtuoso 7, TTLP, from its start", Virtuoso, None)] if shutil.which("virtuoso-t") else []
    for label, engine, path in loads:
        running = Asked(engine, top, 0, to_disk / path if path else None)
        try:
            running.start()
        finally:
            running.end()
        place = "disk" if path or engine is Virtuoso else "memory"
        print(f"| {label} | {place} | {running.loaded:.2f} | {triples / running.loaded:,.0f} |", flush=True)


def _written(top: Path, number: int) -> Path:
    """Write the data and return their folder."""
    (top / "folder").mkdir()
    with (top / "data.nt").open("w", encoding="utf-8") as data, (top / "data.nq").open("w", encoding="utf-8") as quads:
        for copy, text in enumerate((ontology(), *copies(number))):
            path = top / "folder" / f"{copy:06}.nt" if copy else top / "ontology.nt"
            path.write_text(text, "utf-8")
            data.write(text)
            quads.write(text.replace(" .\n", f" <urn:x:{path.stem}> .\n"))
    return top


if __name__ == "__main__":
    sys.exit(main())
