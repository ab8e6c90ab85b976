"""What is wrong, doubtful or worth saying about a matrix: the one form that readers and shapes report in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from raci_graph.model import Place

if TYPE_CHECKING:
    from collections.abc import Sequence


class Severity(StrEnum):
    """How much a finding weighs; the severities of SHACL."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)

    def reaches(self, threshold: Severity) -> bool:
        """Tell whether this weighs at least as much as a threshold.

        >>> Severity.WARNING.reaches(Severity.VIOLATION)
        False
        """
        return self.rank <= threshold.rank


def _parts(each: Place | Waiver) -> list[Any]:
    return [getattr(each, name) for name in each.__slots__]


_SEVERITIES = {each.value: each for each in Severity}


@dataclass(frozen=True, slots=True)
class Waiver:
    """A recorded choice to accept what a rule finds at an activity; nodes are IRIs, days are written as 2026-01-31."""

    iri: str
    rule: str
    activity: str
    reason: str
    who: str
    on: str
    expires: str | None = None

    def __str__(self) -> str:
        """Return the reason, who gave it and when, and until when it holds.

        >>> str(Waiver("urn:x:1", "W02", "urn:x:2", "Agreed.", "Jo", "2026-01-31", "2026-12-31"))
        'Agreed. (Jo, 2026-01-31, until 2026-12-31)'
        """
        until = f", until {self.expires}" if self.expires else ""
        return f"{self.reason} ({self.who}, {self.on}{until})"

    def as_dict(self) -> dict[str, str]:
        """Return the parts that are known, by name."""
        parts = {
            "iri": self.iri,
            "rule": self.rule,
            "activity": self.activity,
            "reason": self.reason,
            "who": self.who,
            "on": self.on,
            "expires": self.expires,
        }
        return {name: part for name, part in parts.items() if part is not None}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    ``message`` stands without the code; ``subject`` names what it is about, such as the label of a row or a party;
    ``done`` says what a reader did about it; ``shape``, ``focus``, ``path`` and ``value`` are those of a SHACL result
    (IRIs and terms as text); ``matrix`` is the IRI of the matrix and ``row`` the row of it that it speaks of;
    ``printed`` are the texts of that row as printed, the activity first, None for a cell that the source does not show;
    ``waived`` is the waiver that accepts it; ``component`` the local name of the kind of constraint of a SHACL result.
    ``words`` are those of the source of which a person can say what they mean, so that it is read by that.
    """

    code: str
    severity: Severity
    message: str
    place: Place | None = None
    done: str | None = None
    shape: str | None = None
    focus: str | None = None
    path: str | None = None
    value: str | None = None
    row: int | None = None
    waived: Waiver | None = None
    subject: str | None = None
    matrix: str | None = None
    printed: tuple[str | None, ...] = ()
    component: str | None = field(default=None, compare=False)
    words: tuple[str, ...] = field(default=(), compare=False)

    @property
    def speaks_of_a_matrix(self) -> bool:
        """Whether it says that no matrix was read, and where the document speaks of one (P01 with its place)."""
        return self.code == "P01" and self.place is not None and not self.place.is_whole_file

    def sort_key(self) -> tuple[object, ...]:
        """Return a key that orders findings by weight, rule and place, the same in every run."""
        return (
            self.severity.rank,
            self.code,
            self.row or 0,
            self.place.sort_key() if self.place else ("", 0, 0, "", ""),
            self.focus or "",
            self.path or "",
            self.value or "",
            self.message,
        )

    def _repr_html_(self) -> str:
        """Return what is said to a person, for a notebook."""
        said = {
            "Subject": self.subject,
            "Finding": self.message,
            "Done": self.done,
            "Row": None if self.row is None else str(self.row),
            "Place": str(self.place) if self.place else None,
            "Waived": str(self.waived) if self.waived else None,
        }
        rows = [(name, text) for name, text in said.items() if text]
        from raci_graph.html_table import html_table

        return html_table(f"{self.code} {self.severity.value}", ("", ""), rows)

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> Finding:
        """Return the finding that ``as_row`` gave."""
        code, severity, message, place, done, shape, focus, path, value, number, waived, *last = row
        subject, matrix, printed, component = last
        return cls(
            code,
            _SEVERITIES[severity],
            message,
            Place(*place) if place else None,
            done,
            shape,
            focus,
            path,
            value,
            number,
            Waiver(*waived) if waived else None,
            subject,
            matrix,
            tuple(printed),
            component,
        )

    def as_row(self) -> list[Any]:
        """Return all parts of the finding in their order, as data for JSON."""
        place, waived = self.place, self.waived
        nodes = (self.done, self.shape, self.focus, self.path, self.value, self.row)
        head = (self.code, self.severity.value, self.message, place and _parts(place))
        return [*head, *nodes, waived and _parts(waived), self.subject, self.matrix, self.printed, self.component]

    def as_dict(self) -> dict[str, object]:
        """Return the finding as data for JSON; what is not known is left out, but for the place."""
        parts: dict[str, object] = {
            "code": self.code,
            "severity": self.severity.value,
            "subject": self.subject,
            "message": self.message,
            "place": self.place.as_dict() if self.place else None,
            "done": self.done,
            "shape": self.shape,
            "focus": self.focus,
            "path": self.path,
            "value": self.value,
            "matrix": self.matrix,
            "row": self.row,
            "printed": list(self.printed) or None,
            "waived": self.waived.as_dict() if self.waived else None,
        }
        return {name: part for name, part in parts.items() if part is not None or name == "place"}
