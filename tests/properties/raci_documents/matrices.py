"""Matrices as they are meant, before anything is said of how they are written."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

LETTERS = "RACI"
ROLES = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}


@dataclass(frozen=True)
class Row:
    """An activity, and for each party the letters of its roles in the order in which they are to be printed."""

    activity: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    label: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Meant:
    language: str
    parties: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def rows(self):
        return [row for section in self.sections for row in section.rows]


PARTIES = (
    *("Ann", "Bob", "Sara", "Cara", "Client", "Sales", "Legal", "IT", "PMO", "R&D", "QA/QC", "A", "RA", "Ops (EU)"),
    *("Product owner", "Account manager", "C-level", "3rd line", "Équipe projet", "Fachbereich Süd", "Информатика"),
    *(
        "Consultancy Ltd",
        "Aria",
        "Raci Inc",
        "法務部",
        "Dr. O'Neil",
        "Team #2",
        "Support",
        "Einkauf_Nord",
        "Risk and Audit",
    ),
)
"""Names of parties, among them some that are made of letters of roles, and some signs that part names elsewhere."""
ACTIVITIES = (
    *("Plan the release", "Approve the budget", "Inform the client", "Consult legal", "R&D budget", "A/B test", "Sell"),
    *("Q1/Q2 review", "Définir le périmètre", "Prüfung der Verträge", "Responder a la auditoría", "Согласовать план"),
    *("Use of C# and C++", "Write the user's guide", "Audit (yearly)", "Risk assessment: first round", "24/7 on-call"),
    *(
        "Review",
        "RACI upkeep",
        "Accountability report",
        "運用監視",
        "Archive e-mails, letters; faxes",
        "Track KPIs – monthly",
    ),
)
LABELS = ("Before launch", "Run phase", "Clôture", "Betrieb und Wartung", "Закрытие", "Security & privacy")

_WORD = st.lists(st.sampled_from("abdefghklmnoprstuvwyzéüñßдж"), min_size=3, max_size=9).map("".join)
_PHRASE = st.lists(_WORD, min_size=2, max_size=4).map(lambda words: " ".join(words).capitalize())
_NAME = (
    st.lists(_WORD, min_size=1, max_size=2)
    .map(lambda words: " ".join(word.capitalize() for word in words))
    .filter(lambda name: name != "None")  # which says that it is nobody
)


@st.composite
def meant(draw, languages=("en", "de", "es", "fr", "it", "nl", "pt", "ru")):
    """Draw a matrix that has an R or an A, and a role in at least one cell."""
    parties = draw(st.lists(st.sampled_from(PARTIES) | _NAME, min_size=2, max_size=5, unique_by=str.casefold))
    count = draw(st.integers(2, 6))
    labels = st.sampled_from(ACTIVITIES) | _PHRASE
    activities = draw(st.lists(labels, min_size=count, max_size=count, unique_by=str.casefold))
    cell = st.sampled_from(("", "", "R", "A", "C", "I", "RA", "AR", "CI", "IR", "RC", "RAI"))
    rows = [Row(activity, tuple(draw(cell) for _ in parties)) for activity in activities]
    if not {"R", "A"} & {letter for row in rows for roles in row.roles for letter in roles}:
        rows[0] = Row(rows[0].activity, ("R", *rows[0].roles[1:]))
    whole = [
        (at, party) for at, row in enumerate(rows) for party in range(len(parties)) if _has_beside(rows, at, party)
    ]
    if whole and draw(st.booleans()):
        at, party = draw(st.sampled_from(whole))
        roles = rows[at].roles
        rows[at] = Row(rows[at].activity, (*roles[:party], LETTERS, *roles[party + 1 :]))
    return Meant(draw(st.sampled_from(languages)), tuple(parties), tuple(_sections(draw, rows)))


def _has_beside(rows, at, party):
    """Tell whether the row and the column of a cell have two other cells each with roles."""
    row = [roles for other, roles in enumerate(rows[at].roles) if other != party and roles]
    column = [row.roles[party] for other, row in enumerate(rows) if other != at and row.roles[party]]
    return len(row) > 1 and len(column) > 1


def _sections(draw, rows):
    if draw(st.booleans()):
        yield Section(None, tuple(rows))
        return
    cuts = sorted(draw(st.sets(st.integers(1, len(rows) - 1), max_size=2)))
    labels = draw(st.permutations(LABELS))
    for label, start, end in zip(labels, [0, *cuts], [*cuts, len(rows)], strict=False):
        yield Section(label, tuple(rows[start:end]))
