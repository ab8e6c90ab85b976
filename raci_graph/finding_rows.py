"""Many findings as rows of data, which become findings when somebody looks at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from raci_graph.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Kind(NamedTuple):
    """What findings are counted by: ``severity`` is its name, ``is_waived`` tells whether a waiver accepts them."""

    code: str
    severity: str
    is_waived: bool

    @classmethod
    def of(cls, finding: Finding) -> Kind:
        """Return the kind of a finding."""
        return cls(finding.code, finding.severity.value, finding.waived is not None)


class FindingRows(Sequence[Finding]):  # noqa: PLW1641 - nobody needs its hash
    """Findings of which the kinds are known beforehand; the rest is made when it is asked for."""

    def __init__(
        self,
        rows: Callable[[], Iterable[Sequence[Any]]],
        counts: Iterable[Sequence[Any]],
        takes: Callable[[str], bool] | None = None,
    ) -> None:
        """Take in findings.

        Args:
            rows: returns them as ``Finding.as_row`` does.
            counts: the parts of each kind that there is, with how many there are.
            takes: tells of a code whether its findings count, if not all do.
        """
        self._rows = rows
        self._given = counts
        self._takes = takes

    @cached_property
    def counts(self) -> Counter[Kind]:
        """How many there are of each kind."""
        takes = self._takes
        return Counter({Kind(*kind): count for *kind, count in self._given if takes is None or takes(kind[0])})

    def only(self, takes: Callable[[str], bool]) -> FindingRows:
        """Return the findings whose code is taken."""
        if all(takes(kind.code) for kind in self.counts):
            return self
        before = self._takes
        return FindingRows(self._rows, self._given, lambda code: takes(code) and (before is None or before(code)))

    @cached_property
    def _findings(self) -> tuple[Finding, ...]:
        takes = self._takes
        return tuple(Finding.from_row(row) for row in self._rows() if takes is None or takes(row[0]))

    @overload
    def __getitem__(self, at: int) -> Finding: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, at: int | slice) -> Finding | tuple[Finding, ...]:
        """Return one finding, or some."""
        return self._findings[at]

    def __len__(self) -> int:
        """Return how many there are."""
        return self.counts.total()

    def __eq__(self, other: object) -> bool:
        """Tell whether two hold the same."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)


def counts_of(findings: Sequence[Finding]) -> Counter[Kind]:
    """Return how many findings there are of each kind, without making those that nobody looked at."""
    return findings.counts if isinstance(findings, FindingRows) else Counter(map(Kind.of, findings))
