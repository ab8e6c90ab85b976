"""Checks SOURCES unit by unit: on all cores, and only what changed since it was last checked."""

from __future__ import annotations

import datetime
import gc
import os
import signal
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raci_graph import __version__, resources
from raci_graph.batches import Told, check_together
from raci_graph.errors import InputError, UsageError
from raci_graph.finding_cache import FindingCache, Kept
from raci_graph.finding_rows import FindingRows
from raci_graph.findings import Finding, Severity
from raci_graph.model import Column, Layout, Matrix
from raci_graph.sources import RDF_SUFFIXES, Source, require_matrix
from raci_graph.units import declares_matrix, read_unit, units_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from raci_graph.thresholds import Threshold
    from raci_graph.units import Unit

_FEWEST = 8
"""How many units there are at least that more than one process checks: a process needs a moment to begin."""
_MOST = 12
"""How many units one process checks at a time at most."""
_DECLARES, _EXPIRES = "declares", "expires"
_CODE, _SEVERITY, _SHAPE, _WAIVED, _OF_MATRIX = (
    tuple(Finding.__dataclass_fields__).index(name) for name in ("code", "severity", "shape", "waived", "matrix")
)
"""Where these stand in ``Finding.as_row``."""


@dataclass
class Found:
    """What a unit holds and what was found in it; of each matrix no more is kept than its IRI, title and columns.

    ``speaks_of_others`` tells whether shapes found something that is about none of its matrices.
    """

    unit: Unit
    heads: Sequence[Sequence[Any]]
    findings: Sequence[Finding]
    speaks_of_others: bool = False

    @cached_property
    def source(self) -> Source:
        """The unit as a source, its matrices without their rows."""
        matrices = tuple(_head(self.unit.name, *each) for each in self.heads)
        return Source(self.unit.name, matrices, () if self.is_rdf else None)

    @property
    def is_rdf(self) -> bool:
        """Whether all files of the unit are RDF."""
        return all(file.lower().endswith(RDF_SUFFIXES) for file in self.unit.files)


def check_units(
    name: str,
    thresholds: Mapping[str, Threshold] | None = None,
    *,
    cache: Path | None = None,
    processes: int = 1,
) -> list[Found]:
    """Return what is found in each unit of a SOURCE that holds a matrix, in order.

    Args:
        name: the SOURCE.
        thresholds: from how many on the rules of these codes report, in place of what the shapes say.
        cache: the folder that remembers what was found; None without one.
        processes: how many processes check many units, or threads a few. A script that asks for several must be safe
            to import, as ``multiprocessing`` says.

    Raises:
        UsageError: for a name that is neither a path nor a bundled matrix, or two units of one matrix.
        InputError: if a unit cannot be read, or none holds a matrix.
    """
    try:
        remembered = FindingCache(cache, _words)
        units = units_of(name, lambda path: _DECLARES in remembered.look(path).words)
        keys = list(_keys(units, thresholds or {}, remembered))
        known = remembered.get(key for key in keys if key)
        left = [at for at, key in enumerate(keys) if key not in known]
        checked = _run([units[at] for at in left], thresholds, processes)
        new = {at: (_summary(*data), data[1]) for at, data in zip(left, checked, strict=True)}
        remembered.put({key: new[at] for at in left if (key := keys[at])})
        kept = {at: Kept(summary, partial(list, rows)) for at, (summary, rows) in new.items()}
        found = [_found(unit, kept.get(at) or known[keys[at] or ""], thresholds) for at, unit in enumerate(units)]
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise InputError(
            reason, place=str(error.filename or name), remedy="Check the path and its permissions"
        ) from error
    return _with_matrices(name, found)


def check_some(
    units: Sequence[Unit], thresholds: Mapping[str, Threshold] | None = None, threads: int = 1
) -> list[list[Any]]:
    """Check units together, their questions asked by as many threads.

    Returns:
        For each unit what is found as data for JSON: its matrices, each as IRI, title and columns, and its findings,
        each as ``Finding.as_row`` gives it.

    Raises:
        RaciGraphError: if one cannot be read.
    """
    sources = [read_unit(unit) for unit in units]
    graphs = [each for each in sources if each.matrices or each.quads]
    told = iter(check_together(graphs, thresholds, threads=threads))
    return [
        _data(next(told)) if each.matrices or each.quads else _data(Told([], list(each.findings))) for each in sources
    ]


def _data(told: Told) -> list[Any]:
    return [told.heads, [finding.as_row() for finding in told.findings]]


def _run(units: Sequence[Unit], thresholds: Mapping[str, Threshold] | None, processes: int) -> list[list[Any]]:
    """Return what is found in units, in order; several processes check many of them."""
    work = partial(check_some, thresholds=thresholds)
    many = min(processes, max(1, len(units) // 2))
    if many == 1 or len(units) < _FEWEST:
        return [each for some in _batches(units, 1) for each in work(some, threads=processes)]
    return _run_many(work, _batches(units, many), many)


def _run_many(
    work: Callable[[Sequence[Unit]], list[list[Any]]], batches: Sequence[Sequence[Unit]], processes: int
) -> list[list[Any]]:
    """Return what is found in batches of units, by several processes; Ctrl-C ends them all at once."""
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # this takes longer to import than to check one
    from multiprocessing import active_children, get_context

    # What a process makes is freed without the collector of cycles, which would look at all of it again and again.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=gc.disable)
    try:
        with _interrupts_kept_back():
            found = [pool.submit(work, each) for each in batches]
        return [each for some in found for each in some.result()]
    except BrokenExecutor as error:
        raise InputError("a process that checks ended at once", remedy="Check fewer matrices at a time") from error
    except BaseException:
        for process in active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=False)


@contextmanager
def _interrupts_kept_back() -> Iterator[None]:
    """Start processes that leave Ctrl-C to this one: they inherit what is kept back, and here it counts afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _batches(units: Sequence[Unit], processes: int) -> list[Sequence[Unit]]:
    """Return units in parts that one process checks at a time: not too many in each, and as many for each process."""
    rounds = max(2, -(-len(units) // (_MOST * processes)))
    size = max(1, -(-len(units) // (rounds * processes)))
    return [units[at : at + size] for at in range(0, len(units), size)]


def _summary(heads: Sequence[Sequence[Any]], rows: Sequence[Sequence[Any]]) -> list[Any]:
    """Return what is to be known of findings before they are looked at: the matrices, the kinds, what is of others."""
    own = {iri for iri, *_ in heads}
    counts = Counter((row[_CODE], row[_SEVERITY], row[_WAIVED] is not None) for row in rows)
    speaks_of_others = any(row[_SHAPE] is not None and row[_OF_MATRIX] not in own for row in rows)
    plain = [[iri, title, list(labels)] for iri, title, labels in heads]
    return [plain, [[*kind, count] for kind, count in counts.items()], speaks_of_others]


def _found(unit: Unit, kept: Kept, thresholds: Mapping[str, Threshold] | None) -> Found:
    heads, kinds, speaks_of_others = kept.summary
    return Found(unit, heads, FindingRows(partial(_rows, kept, unit, thresholds), kinds), speaks_of_others)


def _rows(kept: Kept, unit: Unit, thresholds: Mapping[str, Threshold] | None) -> list[Any]:
    """Return the findings in a unit as rows; what cannot be read any more is checked anew."""
    try:
        rows: list[Any] = kept.data()
    except ValueError:
        ((_, rows),) = check_some([unit], thresholds)
    return rows


def _head(name: str, iri: str, title: str, labels: Sequence[str]) -> Matrix:
    """Return a matrix without its rows."""
    layout = Layout.PARTIES_AS_COLUMNS
    return Matrix(name, None, 1, None, title, "und", layout, None, (), _columns(tuple(labels)), (), (), iri=iri)


@lru_cache
def _columns(labels: tuple[str, ...]) -> tuple[Column, ...]:
    """Return columns of these labels, which many matrices may share."""
    return tuple(Column(at, at + 1, label, label) for at, label in enumerate(labels, 1))


def _with_matrices(name: str, found: Sequence[Found]) -> list[Found]:
    """Return what was found in units that hold a matrix, or a table that looks like one and is not read.

    Raises:
        UsageError: if two documents give their matrix the same name.
        InputError: if no unit holds a matrix.
    """
    if not any(each.heads for each in found):
        said = tuple(finding for each in found for finding in each.findings)
        given = () if found and all(each.is_rdf for each in found) else None
        require_matrix(Source(name, (), given, () if given is not None else said))
    names = [iri for each in found for iri, *_ in each.heads]
    if len(set(names)) < len(names):
        twice = next(each for each in names if names.count(each) > 1)
        remedy = "Keep each in a folder of its own, with its own raci.toml"
        raise UsageError(f"several units give their matrix the name {twice}", place=name, remedy=remedy)
    return _said_once([left for each in found if (left := _left_over(each)) is not None])


def _left_over(found: Found) -> Found | None:
    """Return what is to be told of a unit.

    That is all of one with a matrix; of one in which something looks like a matrix (P17), what was found but that it
    has none; of one that speaks of a matrix (P01 with its place), that alone, and it does not weigh; of another
    document, nothing. What shapes find is always told.
    """
    if found.heads or any(finding.shape for finding in found.findings):
        return found
    if all(finding.code != "P17" for finding in found.findings):
        spoken = [each for each in found.findings if each.speaks_of_a_matrix]
        told = tuple(replace(each, severity=Severity.INFO) for each in spoken)
        return replace(found, findings=told) if told else None
    return replace(found, findings=tuple(finding for finding in found.findings if finding.code != "P01"))


def _said_once(found: Sequence[Found]) -> list[Found]:
    """Return what was found, with what is about another unit's matrix or about files that units share said once.

    A waiver that lies beside two matrices names one of them; where that is not at hand it looks broken.
    """
    matrices = {iri for each in found for iri, *_ in each.heads}
    said: set[Finding] = set()
    kept = []
    for each in found:
        if not each.speaks_of_others:
            kept.append(each)
            continue
        own = {iri for iri, *_ in each.heads}
        findings = []
        for finding in each.findings:
            if finding.shape is not None and finding.matrix not in own:
                if finding.matrix in matrices or finding in said:
                    continue
                said.add(finding)
            findings.append(finding)
        kept.append(replace(each, findings=tuple(findings)))
    return kept


def _words(path: str, data: bytes) -> Iterator[str]:
    """Yield what is to be known of a file: whether it has a matrix, and whether what is found depends on the day."""
    if declares_matrix(path, data):
        yield _DECLARES
    if b"expiresOn" in data:
        yield _EXPIRES


def _keys(units: Sequence[Unit], thresholds: Mapping[str, Threshold], remembered: FindingCache) -> Iterator[str | None]:
    """Yield the key of each unit: a digest of all that its findings depend on; None for what is no file."""
    rules = sha256(repr((__version__, _rules_state(), sorted(thresholds.items()))).encode()).hexdigest()
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    for unit in units:
        if not unit.files:
            yield None
            continue
        looks = [remembered.look(file) for file in unit.files]
        parts = [
            rules,
            unit.name,
            *(f"{os.path.basename(file)} {look.digest}" for file, look in zip(unit.files, looks, strict=True)),  # noqa: PTH119
        ]
        parts += [today] if any(_EXPIRES in look.words for look in looks) else []
        yield sha256("\n".join(parts).encode()).hexdigest()


@cache
def _rules_state() -> list[tuple[str, int, int]]:
    """Return the names, sizes and times of the files that make the tool: its code, the shapes and the ontology."""
    tops = [Path(__file__).parent, *(resources.folder(name) for name in ("shapes", "ontology"))]
    found = []
    for top in tops:
        for folder, folders, names in os.walk(str(top)):
            folders[:] = sorted(each for each in folders if each != "__pycache__")
            for name in sorted(names):
                status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - hundreds of files
                found.append((name, status.st_size, status.st_mtime_ns))
    return found
