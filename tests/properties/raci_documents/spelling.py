"""How the roles of a cell, and headers, are spelt: as pieces with a style, which each format writes in its own way."""

from __future__ import annotations

from dataclasses import dataclass

from raci_documents.matrices import ROLES

Piece = tuple[str, str]
"""A text and its style: "", "bold", "code", "note" (the sign of a footnote) or "break" (a line break)."""

WORDS = {
    "en": ("Responsible", "Accountable", "Consulted", "Informed"),
    "de": ("Durchführend", "Rechenschaftspflichtig", "Konsultiert", "Informiert"),
    "es": ("Ejecutor", "Rinde cuentas", "Consultado", "Informado"),
    "fr": ("Réalise", "Rend compte", "Consulté", "Informé"),
    "it": ("Esecutore", "Rende conto", "Consultato", "Informato"),
    "nl": ("Uitvoerend", "Eindverantwoordelijk", "Geraadpleegd", "Geïnformeerd"),
    "pt": ("Executor", "Presta contas", "Consultado", "Informado"),
    "ru": ("Исполнитель", "Подотчётный", "Консультируемый", "Информируемый"),
}
"""What Responsible, Accountable, Consulted and Informed are called in the languages whose word lists are reviewed."""
LANGUAGES = tuple(WORDS)
TASK = dict(zip(LANGUAGES, ("Task", "Aufgabe", "Tarea", "Tâche", "Attività", "Taak", "Tarefa", "Задача"), strict=True))
ROLE = dict(zip(LANGUAGES, ("Role", "Rolle", "Rol", "Rôle", "Ruolo", "Rol", "Papel", "Роль"), strict=True))
WHO = dict(zip(LANGUAGES, ("Who", "Wer", "Quién", "Qui", "Chi", "Wie", "Quem", "Кто"), strict=True))
ALIKE = str.maketrans("ACI", "АСІ")  # noqa: RUF001 - the letters that look alike are the point
WIDE = str.maketrans("RACI", "ＲＡＣＩ")  # noqa: RUF001 - the wide letters are the point
BLANKS = ("", "", "-", "–", "—", "/", "N/A", "n/a")

JOINED = {
    "joined": "",
    "slash": "/",
    "commas": ", ",
    "tight commas": ",",
    "ampersand": "&",
    "plus": " + ",
    "blank": " ",
}
STYLED = {"bold": "bold", "code": "code"}
REMARKS = {"brackets": " (since May)", "colon": ": drafts it", "dash": " – from day 2"}
NOTES = ("1", "2")
STYLES = (
    *JOINED,
    *STYLED,
    *REMARKS,
    *(
        "half bold",
        "in brackets",
        "note",
        "star",
        "small",
        "small slash",
        "alike",
        "wide",
        "words",
        "words of two lines",
    ),
)
"""The ways in which a cell of roles may be spelt."""


@dataclass(frozen=True)
class Spelt:
    """A cell: its pieces, whether its letters are told to look like others (P14), and the remark that it has."""

    pieces: tuple[Piece, ...]
    told: bool = False
    comment: str | None = None


def spelt(letters, style, language):
    """Return the roles of a cell as pieces.

    Args:
        letters: the letters of the roles, in order; at least one.
        style: one of ``STYLES``.
        language: that of the words.
    """
    if style in JOINED:
        return _plain(JOINED[style].join(letters))
    if style in STYLED:
        return Spelt((("/".join(letters), STYLED[style]),))
    if style in REMARKS:
        return Spelt((("/".join(letters) + REMARKS[style], ""),), comment=REMARKS[style].strip(" :–()"))
    if style.startswith("words"):
        words = [WORDS[language][list(ROLES).index(letter)] for letter in letters]
        return _plain(" / ".join(words)) if style == "words" else Spelt(_lines(words))
    return _odd(letters, style)


def _odd(letters, style):
    slashed = "/".join(letters)
    if style == "half bold":
        return Spelt(((letters[0], "bold"), *([("/" + "/".join(letters[1:]), "")] if letters[1:] else [])))
    if style == "in brackets":
        return _plain(f"({slashed})")
    if style == "note":
        return Spelt(((letters, ""), ("1", "note")), comment="1")
    if style == "star":
        return Spelt(((letters + "†", ""),), comment="†")
    if style in {"small", "small slash"}:
        joined = letters if style == "small" and len(letters) < 3 else slashed
        return Spelt(((joined.lower(), ""),), told=True)
    other = letters.translate(ALIKE if style == "alike" else WIDE)
    return Spelt(((other, ""),), told=other != letters)


def _plain(text):
    return Spelt(((text, ""),))


def _lines(texts):
    pieces = [piece for text in texts for piece in (("\n", "break"), (text, ""))]
    return tuple(pieces[1:])


def names(parties, between):
    """Return the parties of a role as pieces; ``between`` is ", ", "; " or a line break."""
    if between == "\n":
        return _lines(parties)
    return ((between.join(parties), ""),) if parties else (("", ""),)


def header_of(letter, language, how):
    """Return the header of a column of a role: "letter", "word", or "both" ("Responsible (R)")."""
    word = WORDS[language][list(ROLES).index(letter)]
    return {"letter": letter, "word": word, "both": f"{word} ({letter})"}[how]
