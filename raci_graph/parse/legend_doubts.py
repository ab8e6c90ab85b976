"""What is to be said of the entries of a legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.parse.words import roles_named
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from raci_graph.model import Place

_MANY = 3
"""From how many roles on that a word may mean it is told which of them was taken."""


def noted(sign: str, wording: str, place: Place) -> Finding:
    """Return what is to be said of a letter that a legend explains with a sign too: "A*", or "(A)" in a sentence."""
    letter = sign.strip("()")[0]
    message = f"the legend explains '{sign}: {wording}' apart from '{letter}'"
    return Finding("P10", Severity.WARNING, message, place, f"read as '{letter}' with a note")


def doubts(  # noqa: PLR0913 - what is known of an entry
    letter: str, wording: str, role: str, place: Place, *, assumed: bool, also: str | None
) -> list[Finding]:
    """Return the findings on an entry whose words say nothing plain.

    Args:
        letter: the letter.
        wording: its words.
        role: the role that it is read as.
        place: where it stands.
        assumed: whether that is the letter's usual role, of which the words say nothing.
        also: the role that the words speak of, where another letter means it.
    """
    told = f"the legend's '{letter}: {wording}'"
    if assumed:
        message = f"{told} names no known role, and the legend is one of R, A, C and I"
        return [Finding("P10", Severity.WARNING, message, place, f"read as {role}")]
    if role == letter:
        why = "names no known role" if also is None else f"speaks of {also}, which another letter means already"
        message = f"{told} {why}, so '{letter}' keeps a meaning of its own"
        return [Finding("P10", Severity.WARNING, message, place, "read as a role of this matrix alone")]
    if role != USUAL_LETTERS.get(letter, role):
        message = f"{told} speaks of {role}, which is not the usual meaning of '{letter}'"
        return [Finding("P10", Severity.WARNING, message, place, f"read as {role}")]
    meanings = roles_named(wording)
    if letter not in USUAL_LETTERS and len(meanings) >= _MANY:
        message = f"{told} may mean {', '.join(meanings[:-1])} or {meanings[-1]}"
        return [Finding("P10", Severity.WARNING, message, place, f"read as {role}, by the other letters")]
    return []
