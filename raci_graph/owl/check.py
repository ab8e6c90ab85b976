"""Runs all checks of the ontology and says of each whether it passed, failed, or needs Java."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from raci_graph.errors import MissingToolError
from raci_graph.owl import closure, hermit, profile, terms
from raci_graph.owl.java import JavaFailureError
from raci_graph.owl.sources import Source, Sources, merge, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Status = Literal["passed", "failed", "needs-java"]


@dataclass(frozen=True)
class Check:
    """The outcome of one check.

    Attributes:
        name: its stable name, such as ``consistent-data``.
        status: ``needs-java`` if it could not run because a usable Java is not there.
        detail: one sentence, without a closing full stop, about what was checked or why it was not.
        problems: what is wrong, a line each; empty unless it failed.
    """

    name: str
    status: Status
    detail: str
    problems: tuple[str, ...] = ()


def check_ontology(paths: Sequence[Path] | None = None) -> list[Check]:
    """Check an ontology.

    The checks, in order: ``parse``; ``header``, ``declared`` and ``documented`` of the files; ``dl-`` and ``rl-``
    for the OWL 2 profiles of ``core``, ``modules`` (with the core) and ``alignments`` (with both), and ``dl-`` alone
    for ``inference`` (with both), whose classes are not meant for rule engines; ``consistent-`` by the reasoner HermiT
    for ``modules``, ``alignments``, ``inference`` (with the data) and ``data`` (with core and modules); ``closure-`` by
    an OWL RL rule engine for ``data``. What is not there is not checked: without modules the consistency of the
    ``core`` is checked, without data the closure of ``modules`` or ``core``.

    Args:
        paths: files and folders; the core is a file whose header is that of the core, alignments and inference are
            known by their IRI, other headers make a module, and a file without a header is data. Where no file is the
            core, the bundled one is taken. None checks all that is bundled, matrices included.

    Returns:
        The checks that were made. Only ``parse``, if a file does not parse: nothing can be said of the rest.

    Raises:
        InputError: if a path does not exist or is not a file of triples, or if the installation is incomplete.
    """
    sources = read_sources(paths)
    if sources.broken:
        return [Check("parse", "failed", "The other checks were not made", tuple(sources.broken))]
    return [*_file_checks(sources), *_logic_checks(sources)]


def _file_checks(sources: Sources) -> list[Check]:
    every = [*sources.ontologies, *sources.data]
    count = sum(len(each.triples) for each in every)
    files = _counted(len(every), "file", "files")
    ontologies = _counted(len(sources.ontologies), "ontology", "ontologies")
    return [
        Check("parse", "passed", f"{files}, {count} triples"),
        _judged("header", f"The headers of {ontologies}", terms.header_problems(sources.ontologies)),
        _judged(
            "declared",
            f"The raci: names used in {files}",
            terms.undeclared_terms([*sources.core, *sources.modules, *sources.inference], every),
        ),
        _judged(
            "documented", f"The raci: names declared in {ontologies}", terms.undocumented_terms(sources.ontologies)
        ),
    ]


def _logic_checks(sources: Sources) -> list[Check]:
    whole = [*sources.core, *sources.modules]
    to_profile = {"core": sources.core}
    to_reason = {"modules" if sources.modules else "core": whole}
    if sources.modules:
        to_profile["modules"] = whole
    if sources.alignments:
        to_profile["alignments"] = to_reason["alignments"] = [*whole, *sources.alignments]
    if sources.inference:
        to_profile["inference"] = [*whole, *sources.inference]
        to_reason["inference"] = [*whole, *sources.inference, *sources.data]
    if sources.data:
        to_reason["data"] = [*whole, *sources.data]
    with ThreadPoolExecutor(max_workers=2) as pool:
        profiles = pool.submit(_profile_checks, to_profile)
        verdicts = [pool.submit(_consistency_check, name, files) for name, files in to_reason.items()]
        closed = _closure_check("data" if sources.data else next(iter(to_reason)), [*whole, *sources.data])
        return [*profiles.result(), *(each.result() for each in verdicts), closed]


def _profile_checks(subjects: dict[str, list[Source]]) -> list[Check]:
    names = [f"{kind}-{subject}" for subject in subjects for kind in _profiles_of(subject)]

    def make() -> list[Check]:
        checks = []
        results = profile.check_profiles([merge(files) for files in subjects.values()])
        for (subject, files), result in zip(subjects.items(), results, strict=True):
            about = f"{_files(files)}, {result.axioms} axioms"
            found = {"dl": result.dl, "rl": result.rl}
            checks += [
                _judged(f"{kind}-{subject}", f"OWL 2 {kind.upper()}: {about}", found[kind])
                for kind in _profiles_of(subject)
            ]
        return checks

    return _guarded(names, make)


def _profiles_of(subject: str) -> tuple[str, ...]:
    return ("dl",) if subject == "inference" else ("dl", "rl")


def _consistency_check(subject: str, files: list[Source]) -> Check:
    name = f"consistent-{subject}"

    def make() -> list[Check]:
        verdict = hermit.ask_hermit(merge(files))
        if not verdict.consistent:
            return [Check(name, "failed", f"HermiT: {_files(files)}", ("The ontology is inconsistent",))]
        problems = [f"{terms.curie(iri)} can have no members" for iri in verdict.unsatisfiable]
        return [_judged(name, f"HermiT: {_files(files)}", problems)]

    return _guarded([name], make)[0]


def _closure_check(subject: str, files: list[Source]) -> Check:
    result = closure.close(merge(files))
    about = f"{_files(files)}, {result.asserted} triples and {result.inferred} inferred, {result.activities} activities"
    return _judged(f"closure-{subject}", f"OWL RL closure: {about}", result.problems)


def _guarded(names: list[str], make: Callable[[], list[Check]]) -> list[Check]:
    """Return the checks that ``make`` makes or, if Java stands in the way, one of each name that says so."""
    try:
        return make()
    except MissingToolError as error:
        return [Check(name, "needs-java", str(error)) for name in names]
    except JavaFailureError as error:
        return [Check(name, "failed", "The check could not be made", (str(error),)) for name in names]


def _judged(name: str, detail: str, problems: Sequence[str]) -> Check:
    return Check(name, "failed" if problems else "passed", detail, tuple(problems))


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _files(files: Sequence[Source]) -> str:
    first = files[0].path
    return first if len(files) == 1 else f"{first} with {len(files) - 1} more"
