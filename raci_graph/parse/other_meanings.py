"""Letters of a table without a legend of roles that may be something else by what the document says of them.

It explains them ("R = review, A = approve"), or calls the table one of permissions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.parse.role_columns import TOLD, WORK
from raci_graph.parse.words import common_signs, fold, roles_named
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci_graph.parse.frame import Frame
    from raci_graph.parse.legend import Legend

_FEW_WORDS = 4
_MOST_OF_RACI = 3
_LETTER = re.compile(r"(?<![^\W_])[A-Z](?![^\W_])")


def own_meanings(legends: Iterable[Legend]) -> tuple[dict[str, str], ...]:
    """Return the letters with their wordings of legends that name no known role ("R = review, A = approve").

    What has more than a few words is a sentence with letters in it.
    """
    words = [
        {entry.letter: entry.text for entry in legend.entries if entry.text}
        for legend in legends
        if not legend.language
    ]
    return tuple(each for each in words if all(len(text.split()) <= _FEW_WORDS for text in each.values()))


def other_meaning(
    frame: Frame, marks: Sequence[int], others: Iterable[Mapping[str, str]], said: Iterable[str] = ()
) -> str | None:
    """Return what shows that the letters of a table may be no roles, None where nothing does.

    That is a list which explains one of R, A, C and I, and most of the letters of the table or one that RACI lacks. A
    list such as "A: first, B: second" beside a matrix of R, A, C and I does not. It is also a heading that speaks of
    permissions, where the table has not even three of the letters of RACI, nor words for those who do the work or
    answer for it beside words for those who are consulted or informed.

    Args:
        frame: the table.
        marks: its columns of letters.
        others: the lists of letters of the document that speak of no role.
        said: what stands above the table, where nothing of it announces a matrix.
    """
    letters = {letter for at in marks for cell in frame.column(at) for letter in _LETTER.findall(cell.plain)}
    for told in others:
        shared = letters & set(told)
        strange = shared - set(USUAL_LETTERS)
        usual = sorted(shared & set(USUAL_LETTERS))
        if usual and (strange or len(shared) * 2 > len(letters)):
            return f"the document explains '{usual[0]}' as '{told[usual[0]]}', so its letters may be no roles"
    if len(letters & set(USUAL_LETTERS)) >= _MOST_OF_RACI or _has_words(frame, marks):
        return None
    text = next(filter(_of_rights, said), None)
    return text and f"'{text}' speaks of permissions, so its letters may be rights"


def _has_words(frame: Frame, marks: Sequence[int]) -> bool:
    roles = {role for at in marks for cell in frame.column(at) for role in roles_named(cell.plain)}
    return bool(roles & WORK and roles & TOLD)


def _of_rights(text: str) -> bool:
    told = fold(text)
    return any(each in told for each in (*common_signs("access"), *common_signs("permission-headings")))
