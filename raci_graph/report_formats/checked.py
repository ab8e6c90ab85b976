"""What was found in one SOURCE, as the ways out take it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from raci_graph.finding_rows import counts_of
from raci_graph.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.findings import Finding
    from raci_graph.model import Matrix, Place
    from raci_graph.sources import Source


@dataclass(frozen=True)
class Checked:
    """What was found in one SOURCE.

    Attributes:
        source: what was checked.
        findings: what was found, in order.
        fail_on: from which severity on a finding fails the check; None for never.
    """

    source: Source
    findings: Sequence[Finding]
    fail_on: Severity | None = Severity.VIOLATION

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding fails the check: it weighs enough and is not waived."""
        return self.fail_on is not None and finding.severity.reaches(self.fail_on) and not finding.waived

    def has_failed(self) -> bool:
        """Tell whether any finding fails the check; none need be looked at for it."""
        fail_on = self.fail_on
        kinds = counts_of(self.findings)
        return fail_on is not None and any(
            Severity(kind.severity).reaches(fail_on) and not kind.is_waived for kind in kinds
        )

    def by_matrix(self) -> Iterator[tuple[Matrix | None, list[Finding]]]:
        """Yield each matrix with what was found in it, in the order of the source, first what speaks of none.

        In a source with one matrix all speaks of that.
        """
        matrices = {matrix.iri: matrix for matrix in self.source.matrices}
        groups: dict[str | None, list[Finding]] = {None: [], **{iri: [] for iri in matrices}}
        other = next(iter(matrices)) if len(matrices) == 1 else None
        for finding in self.findings:
            groups[finding.matrix if finding.matrix in matrices else other].append(finding)
        for iri, group in groups.items():
            if group:
                yield matrices.get(iri), group

    def path(self, place: Place | None) -> str:
        """Return the path of the file that a place names, as far as it can be told; of no place, that of the source."""
        return self._paths.get(place.file, place.file) if place and place.file else self.source.name

    @cached_property
    def _paths(self) -> dict[str, str]:
        """The paths of the files that places name, which say no more than the name of a document.

        It is a file in the folder of the source, above that, or deep in it where no other has that name.
        """
        names = {each.place.file for each in self.findings if each.place and each.place.file}
        top = Path(self.source.name)
        if not top.exists():
            return {}
        folder = top if top.is_dir() else top.parent
        found = {
            name: (each / name).as_posix()
            for name in names
            for each in (folder.parent, folder)
            if _is_file(each / name)
        }
        return found if top.is_file() or len(found) == len(names) else {**_deep_in(top), **found}


def all_findings(checks: Iterable[Checked]) -> list[tuple[Checked, Finding]]:
    """Return each finding of some sources with what it belongs to, in order."""
    return [(checked, finding) for checked in checks for finding in checked.findings]


def _deep_in(folder: Path) -> dict[str, str]:
    """Return the paths of the files in a folder by their names, without names that several have."""
    found: dict[str, list[Path]] = {}
    for path in folder.rglob("*"):
        found.setdefault(path.name, []).append(path)
    return {name: paths[0].as_posix() for name, paths in found.items() if len(paths) == 1 and paths[0].is_file()}


def _is_file(path: Path) -> bool:
    """Tell whether there is such a file; a graph may name one that no system could have."""
    try:
        return path.is_file()
    except OSError:
        return False
