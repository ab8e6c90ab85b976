"""A comparison of services with the names that people know: what all of its forms show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.compare.row_types import TypeGround
from raci_graph.compare.services import Likeness
from raci_graph.compare_formats.sentences import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from raci_graph.compare.services import Burden, Comparison, Share, Work

HEADINGS = {
    Likeness.OTHER_ACCOUNTABLE: "Same work, another accountable",
    Likeness.OTHER_RESPONSIBLE: "Same work, done by another",
    Likeness.ONLY_ONE: "Named by one service only",
    Likeness.OTHER_ROLES: "Others asked or told",
    Likeness.UNSETTLED: "Not settled",
    Likeness.SAME: "The same",
}
ALL = 100.0
MANY = 6
"""More services than these are not shown each in a column of their own."""
_SHOWN = 3
NO_PHASE = "no type"


@dataclass(frozen=True, slots=True)
class Labels:
    """What activity types and their groups are called, by IRI."""

    types: Mapping[str, str]

    def of(self, iri: str | None) -> str:
        """Return what a type is called: its label, else its IRI."""
        return NO_PHASE if iri is None else self.types.get(iri, iri)


def summary(comparison: Comparison) -> str:
    """Return one sentence that counts the pieces of work by how they are shared out."""
    counts = [(kind, len(comparison.of_kind(kind))) for kind in Likeness]
    said = [f"{HEADINGS[kind]}: {count}" for kind, count in counts if count]
    return f"{len(comparison.works)} pieces of work in {len(comparison.services)} services. " + "; ".join(said) + "."


def sentences(comparison: Comparison, labels: Labels, kind: Likeness) -> Iterator[str]:
    """Yield a sentence for each piece of work that is shared out in one way."""
    for work in comparison.of_kind(kind):
        if kind is Likeness.ONLY_ONE:
            share = work.shares[0]
            where = f"stands only in {comparison.names[share.service]}"
            yield f"{_row(share)} {where}: {parts_said(share)} [{labels.of(work.type)}]"
        else:
            name = labels.of(work.type) if work.type else quoted(work.shares[0].row.activity.text)
            yield f"{name}: {'; '.join(_sides(comparison, work, kind))}"


def differences(comparison: Comparison, labels: Labels) -> list[tuple[str, list[str]]]:
    """Return a heading and its sentences for each way in which pieces of work differ, those without any left out."""
    found = [
        (HEADINGS[kind], list(sentences(comparison, labels, kind))) for kind in Likeness if kind is not Likeness.SAME
    ]
    return [(heading, said) for heading, said in found if said]


def remarks(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """Return a heading and its sentences for what nobody decided, and for what is not compared, if there is any."""
    found = [
        ("Types that nobody decided", grounds(comparison)),
        ("Rows without a type, which are not compared", untyped_rows(comparison)),
    ]
    return [(heading, said) for heading, said in found if said]


def parts_said(share: Share) -> str:
    """Return who has which part in a row."""
    if share.is_open:
        return "not settled"
    said = [f"{_and(share.answers) or 'nobody'} {'answer' if len(share.answers) > 1 else 'answers'}"]
    if share.does != share.answers:
        said.append(f"{_and(share.does) or 'nobody'} {'do' if len(share.does) > 1 else 'does'} it")
    said += [f"{party} is {role}" for party, role in share.others]
    return ", ".join(said)


def grounds(comparison: Comparison) -> list[str]:
    """Return on what ground rows are taken to be of a type, where nobody decided it; same words count together."""
    same: Counter[int] = Counter()
    others = []
    for work in comparison.works:
        for share in work.shares:
            if share.row.ground is TypeGround.SAME_ROW and share.row.score == ALL:
                same[share.service] += 1
            elif share.row.ground not in {TypeGround.DECIDED, None}:
                others.append(f"{comparison.names[share.service]}, {_row(share)}: {ground_said(share)}")
    counted = [
        f"{comparison.names[service]}: {count} {'row has' if count == 1 else 'rows have'} the words of a row of another"
        for service, count in sorted(same.items())
    ]
    return counted + others


def ground_said(share: Share) -> str:
    """Return on what ground a row is taken to be of its type."""
    row = share.row
    if row.ground is TypeGround.DECIDED:
        return "decided"
    if row.ground is None:
        return "no type, but the same text"
    if row.ground is TypeGround.SAME_ROW:
        return f"{row.why}, {row.score:.0f} % alike"
    return f"suggested, {row.score:.0f} of 100: {row.why}"


def burden_columns(comparison: Comparison) -> tuple[str, ...]:
    """Return the heads of the columns of the burden by phase."""
    if len(comparison.services) > MANY:
        return ("phase", "party", "service", "answers for", "does")
    return ("phase", "party", *comparison.names)


def burden_rows(comparison: Comparison, labels: Labels) -> list[tuple[str, ...]]:
    """Return what each party carries in each phase: a column for each service, or of many services a row for each."""
    cells: dict[tuple[str | None, str], dict[int, Burden]] = {}
    for burden in comparison.burdens:
        cells.setdefault((burden.phase, burden.party), {})[burden.service] = burden
    rows: list[tuple[str, ...]] = []
    for (phase, party), by_service in cells.items():
        head = labels.of(phase), party
        if len(comparison.services) > MANY:
            rows += [
                (*head, comparison.names[at], str(each.answers), str(each.does)) for at, each in by_service.items()
            ]
        else:
            rows.append((*head, *(_burden(by_service.get(at)) for at in range(len(comparison.services)))))
    return rows


def untyped_rows(comparison: Comparison) -> list[str]:
    """Return the rows that have no type."""
    return [
        f"{name}, row {row.activity.row}: {row.activity.text}"
        for name, rows in zip(comparison.names, comparison.untyped, strict=True)
        for row in rows
    ]


def _burden(burden: Burden | None) -> str:
    return f"answers for {burden.answers}, does {burden.does}" if burden else ""


def _sides(comparison: Comparison, work: Work, kind: Likeness) -> Iterator[str]:
    """Yield what is so in which services: those that agree together."""
    said: dict[str, list[Share]] = {}
    say: Callable[[Share], str] = _answers if kind is Likeness.OTHER_ACCOUNTABLE else parts_said
    for share in work.shares:
        said.setdefault(say(share), []).append(share)
    for what, shares in sorted(said.items(), key=lambda each: len(each[1])):
        names = [f"{comparison.names[share.service]} ({_row(share)})" for share in shares[:_SHOWN]]
        more = f" and {len(shares) - _SHOWN} more" if len(shares) > _SHOWN else ""
        yield f"{what} in {_and(names) if not more else ', '.join(names) + more}"


def _answers(share: Share) -> str:
    if share.is_open:
        return "not settled"
    return f"{_and(share.answers) or 'nobody'} {'answer' if len(share.answers) > 1 else 'answers'}"


def _row(share: Share) -> str:
    return f"{quoted(share.row.activity.text)}, row {share.row.activity.row}"


def _and(parts: Sequence[str]) -> str:
    return " and ".join(parts) if len(parts) <= 2 else f"{', '.join(parts[:-1])} and {parts[-1]}"  # noqa: PLR2004 - two
