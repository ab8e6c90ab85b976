"""What shows that a table which looks like a matrix assigns nothing, or may assign something else."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from raci_graph.blocks import Span
from raci_graph.parse.cell_counts import is_number
from raci_graph.parse.legend_lines import SHAPES
from raci_graph.parse.marks import is_blank, is_letters
from raci_graph.parse.names import has_open_place
from raci_graph.parse.names_with_letters import letters_behind_names
from raci_graph.parse.role_columns import WORK, heads_are_roles, letter_headers, role_headers
from raci_graph.parse.words import (
    activity_header_language,
    announces_matrix,
    doubtful_headers,
    heads_groups,
    is_attribute_header,
    is_check_mark,
    is_party_header,
    names_whose_duties,
    resolve_headers,
    roles_named,
)
from raci_graph.vocab import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.blocks import RawCell
    from raci_graph.parse.cell_counts import Counts
    from raci_graph.parse.frame import Frame

_NO_LEGEND = "no legend explains the signs in its cells"
_WORDS_IN_DOUBT = ("its headers may mean", "only one of its headers", _NO_LEGEND)
"""How what ``doubtful_roles`` says begins, where it is the meaning of words or signs that is in doubt."""
_SEVERAL = 2
_LONGEST_SIGN = 3
_NAMED = 4
_DONE_BY = ("Responsible", "Accountable")
_LETTERS_AND_MORE = re.compile(r"([^\W\d_a-z](?:\s*[/,&+]?\s*[^\W\d_a-z](?!\w))*)(?:[^\w\s].*|\s+\S.*)", re.DOTALL)
"""Letters, and a sign or words behind them."""
_SIGN_AND_WORD = re.compile(r"[^\w\s(\[]{1,2}\s*([^\W\d_].*)")
"""A sign such as a check mark, and words behind it."""
_RIGHTS = re.compile(r"(?=.*[WUDO])(?:R[/, ]?W(?:[/, ]?[XD])?|W[/, ]?R|[RW]O|C?R?U?D?)")
"""Letters of rights: to read and write, or to create, read, update and delete."""


def no_matrix(
    frame: Frame, activity: int, marks: Sequence[int], legend: Mapping[str, str], counts: Counts
) -> str | None:
    """Return what shows that columns of letters assign nothing: their rows are roles, or their headers name nobody.

    Args:
        frame: the table.
        activity: its column of activities.
        marks: its columns of letters.
        legend: the name of the role that each letter or word means.
        counts: what the columns of the tables of its document hold.
    """
    counter = counts[frame.key, activity]
    filled = counter["letters"] + counter["signs"] + counter["words"] - counter["numbers"]
    header = frame.names[activity]
    if counter["letters"] * 2 > filled and not activity_header_language(header):
        return "its rows are roles, and no activities"
    own = [cell.plain.casefold() for cell in frame.headers if cell.span is not Span.ACROSS]
    if activity_header_language(header) and own.count(header.casefold()) > 1:
        return f"'{header}' heads several of its columns, so it may be two tables side by side"
    among = next((at for at in range(min(marks), max(marks)) if at not in marks and _heads_tasks(frame, at)), None)
    if among is not None and activity < min(marks):
        return f"'{frame.names[among]}' stands among its parties, so it may be two tables side by side"
    return (
        _heads_are_no_parties(frame, marks, legend)
        or _one_column(frame, activity, marks, legend)
        or _rights(frame, activity, legend)
    )


def _heads_tasks(frame: Frame, at: int) -> bool:
    """Tell whether a word for single activities heads different texts, a word for their table in front or not."""
    name = frame.names[at].rpartition(" / ")[2]
    texts = [cell.plain for cell in frame.column(at)]
    return bool(activity_header_language(name)) and not heads_groups(name) and len(set(texts)) == len(texts) > 1


def _rights(frame: Frame, activity: int, legend: Mapping[str, str]) -> str | None:
    """Return that several cells hold letters of rights to data, such as "RW" and "CRU", which the legend lacks.

    They may stand in columns that hold check marks beside, and so none of letters.
    """
    texts = [cell.plain for at in range(len(frame.headers)) if at != activity for cell in frame.column(at)]
    rights = [text for text in texts if len(text) > 1 and _RIGHTS.fullmatch(text) and not is_letters(text, legend)]
    if len(rights) < _SEVERAL:
        return None
    return f"its cells may hold rights to read, write or delete ('{rights[0]}')"


def _heads_are_no_parties(frame: Frame, marks: Sequence[int], legend: Mapping[str, str]) -> str | None:
    heads = [frame.names[at] for at in marks]
    named = resolve_headers(list(frame.names))
    among = len(set(named.values())) > 1 and bool(set(named) & set(marks))
    if among or heads_are_roles(heads, legend):
        return "its headers name roles, so the letters below them may be roles or names"
    filled = [head for head in heads if not is_blank(head)]
    lettered = [head for head in filled if is_letters(head, legend) and head not in SCHEMES]
    single = [head for head in lettered if head in legend]
    called = any(len(head) == 1 and head not in legend for head in filled)
    most = len(single) >= _SEVERAL and len(lettered) * 2 >= len(filled) and not called
    if len(lettered) == len(filled) or most:
        return "letters of roles head its columns, so its header may be a row of a matrix without one"
    scheme = next((head for head in heads if head.upper() in SCHEMES), None)
    return f"a column of letters is headed '{scheme}', which names no party" if scheme and len(marks) > 1 else None


def _one_column(frame: Frame, activity: int, marks: Sequence[int], legend: Mapping[str, str]) -> str | None:
    if len(marks) > 1:
        return None
    name = frame.names[marks[0]]
    if names_nobody(name, legend) or is_attribute_header(name) or name.upper() in SCHEMES:
        return f"its one column of letters is headed '{name}', which names no party"
    if not activity_header_language(frame.names[activity]):
        return f"its one column of letters, '{name}', stands beside no column that is headed as one of activities"
    return None


def doubtful_roles(frame: Frame, legend: Mapping[str, str], *, announced: bool) -> str | None:
    """Return what keeps a table without letters from being one of roles as columns: headers of several meanings.

    Args:
        frame: the table.
        legend: the name of the role that each letter means.
        announced: whether something says that the table may be a matrix; then a header of one role deserves a look. One
            of who answers always does.
    """
    headed = any(map(activity_header_language, frame.names))
    doubtful = [frame.names[at] for at in doubtful_headers(list(frame.names), announced=announced)]
    if headed and doubtful:
        doubtful = [frame.names[at] for at in doubtful_headers(list(frame.names), announced=True)]
    roles = resolve_headers(list(frame.names))
    named = [frame.names[at] for at in roles]
    lone = len(named) == 1 and not doubtful
    if lone and (set(roles.values()) == {"Accountable"} or (announced and headed and set(roles.values()) <= WORK)):
        return f"only one of its headers, '{named[0]}', names a role"
    strong = [name for name in doubtful if doubtful_headers([name])] if announced and headed else []
    if strong and len(doubtful) + len(named) == 1:
        return f"only one of its headers, '{strong[0]}', may name a role"
    if len(doubtful) + len(named) > 1 and doubtful:
        return f"its headers may mean several roles ({', '.join(doubtful)})"
    if len(named) > 1 and not WORK & set(roles.values()):
        return f"its headers name roles ({', '.join(named)}), and none who does the work or answers for it"
    return (
        _same_below(frame)
        or _lettered_headers(frame, legend, headed=headed)
        or _numbers_as_names(frame, legend)
        or _names_with_letters(frame, legend)
        or _letters_with_more(frame, legend, announced=announced)
        or (_lone_letter(frame, legend) if announced else None)
        or (_unknown_signs(frame, headed=headed) if announced or _says_whose_duties(frame) else None)
        or _words_with_signs(frame)
    )


def words_in_doubt(frame: Frame, why: str) -> tuple[str, ...]:
    """Return the words and signs of a table of which a person can say what they mean, so that it is read.

    Args:
        frame: the table.
        why: what ``doubtful_roles`` says of it.
    """
    if not why.startswith(_WORDS_IN_DOUBT):
        return ()
    if not why.startswith(_NO_LEGEND):
        names = doubtful_headers(list(frame.names), announced=True)
        return tuple(dict.fromkeys(frame.names[at] for at in names))
    cells = [cell.plain for at in range(len(frame.headers)) for cell in frame.column(at)]
    return tuple(dict.fromkeys(text for text in cells if text and (_has_shape(text) or _is_sign(text))))


def _same_below(frame: Frame) -> str | None:
    """Return that two headers may mean who does the work and another role, where somebody stands below both."""
    may_be = doubtful_headers(list(frame.names), announced=True)
    doers = [at for at, roles in may_be.items() if "Responsible" in roles]
    others = [at for at, roles in may_be.items() if "Responsible" not in roles]
    for doer, other in product(doers, others):
        if _texts(frame, doer) & _texts(frame, other):
            return f"its headers may mean several roles ({frame.names[doer]}, {frame.names[other]})"
    return None


def _texts(frame: Frame, at: int) -> set[str]:
    return {cell.plain.casefold() for cell in frame.column(at) if _is_text(cell)}


def _lettered_headers(frame: Frame, legend: Mapping[str, str], *, headed: bool) -> str | None:
    """Return that R and A head columns of texts, with words behind them or where nothing else names activities.

    Beside other columns letters alone are in doubt only where a word for activities heads one.
    """
    heads = letter_headers(frame, legend)
    own = {role: at for at, role in heads.items() if any(map(_is_text, frame.column(at)))}
    worded = all(len(frame.names[at]) > 1 for at in own.values())
    if len(own) < _SEVERAL or not set(_DONE_BY) <= set(own) or not (headed or worded or len(heads) == len(frame.names)):
        return None
    return (
        f"the letters of its headers may be those of roles ({', '.join(frame.names[own[role]] for role in _DONE_BY)})"
    )


def _lone_letter(frame: Frame, legend: Mapping[str, str]) -> str | None:
    """Return that a letter with words in brackets heads a column of texts ("A (owns the data)"), and no other one."""
    heads = letter_headers(frame, legend)
    named = [frame.names[at] for at, role in heads.items() if role in WORK and any(map(_is_text, frame.column(at)))]
    if len(heads) != 1 or not named or named[0][1:].strip()[:1] not in ("(", "\uff08"):
        return None
    return f"only one of its headers, '{named[0]}', may name a role"


def _is_text(cell: RawCell) -> bool:
    if has_open_place(cell.text):
        return True
    return any(map(str.isalpha, cell.plain)) and not is_blank(cell.text) and not is_number(cell)


def _numbers_as_names(frame: Frame, legend: Mapping[str, str]) -> str | None:
    """Return that the cells under several roles hold numbers beside names: who is called by one may be a party."""
    roles = role_headers(frame, legend)
    cells = [cell for at in roles for cell in frame.column(at) if not is_blank(cell.text)]
    number = next((cell.plain for cell in cells if is_number(cell)), None)
    named = any(any(map(str.isalpha, cell.plain)) for cell in cells)
    if number is None or not named or len(set(roles.values()) & WORK) < _SEVERAL:
        return None
    return f"the cells under its roles hold numbers, which may be parties or counts ('{number}')"


def _names_with_letters(frame: Frame, legend: Mapping[str, str]) -> str | None:
    """Return that a column holds names with letters behind them, half of its cells at least: "Ann (R)"."""
    for at in range(len(frame.headers)):
        cells = [cell.plain for cell in frame.column(at) if not is_blank(cell.text)]
        named = [(text, letters) for text in cells if (letters := letters_behind_names(text, legend))]
        roles = {legend[char] for _, letters in named for text in letters for char in text if char in legend}
        if len(named) >= _SEVERAL and len(named) * 2 >= len(cells) and roles & WORK:
            return f"its cells hold names with letters behind them ('{named[0][0]}')"
    return None


def _letters_with_more(frame: Frame, legend: Mapping[str, str], *, announced: bool) -> str | None:
    """Return that most cells of two columns begin with letters of roles and cannot be read: "R if asked", "A?".

    One is enough whose header announces them ("RACI"). One of the letters says who does the work, and R does where
    nothing announces a matrix.
    """
    own: list[list[str]] = []
    heads: list[str] = []
    for at, name in enumerate(frame.names):
        cells = [cell.plain for cell in frame.column(at) if not is_blank(cell.plain)]
        begun = [text for text in cells if _letters_before_more(text, legend)]
        if begun and len(begun) * 2 > len(cells):
            own.append(begun)
            heads.append(name)
    letters = {char for texts in own for text in texts for char in _letters_before_more(text, legend)}
    wanted = any(letter in "RA" or legend.get(letter) in WORK for letter in letters) if announced else "R" in letters
    enough = len(own) >= _SEVERAL or any(map(announces_matrix, heads))
    if not enough or len(letters) < _SEVERAL or not wanted:
        return None
    return f"its cells begin with letters of roles and have more behind them ('{own[0][0]}')"


def _words_with_signs(frame: Frame) -> str | None:
    """Return that most cells of two columns hold a sign and a word for a role: a check mark may confirm it or not."""
    own: list[str] = []
    columns = 0
    for at in range(len(frame.names)):
        cells = [cell.plain for cell in frame.column(at) if not is_blank(cell.plain)]
        signed = [text for text in cells if (match := _SIGN_AND_WORD.fullmatch(text)) and roles_named(match[1].strip())]
        if signed and len(signed) * 2 > len(cells):
            own += signed
            columns += 1
    return f"its cells hold signs beside words for roles ('{own[0]}')" if columns >= _SEVERAL else None


def _letters_before_more(text: str, legend: Mapping[str, str]) -> list[str]:
    """Return the letters that a text begins with, if all are of the legend or of RASCI and more stands behind them."""
    match = _LETTERS_AND_MORE.fullmatch(text)
    letters = [char for char in match[1] if char.isalpha()] if match else []
    return letters if all(letter in legend or letter == "S" for letter in letters) else []


def _unknown_signs(frame: Frame, *, headed: bool) -> str | None:
    """Return that a table holds signs which nobody explains: some columns of few short ones that come again.

    Shapes, also with a word behind them, need no word for activities at the head of the table, as codes do.
    """
    columns = [
        [cell.plain for cell in frame.column(at) if not is_blank(cell.plain)] for at in range(len(frame.headers))
    ]
    signs = [cells for cells in columns if cells and all(map(_has_shape, cells))]
    if headed and len(signs) < _SEVERAL:
        signs = [cells for cells in columns if cells and all(map(_is_sign, cells))]
    every = [text for cells in signs for text in cells]
    if len(signs) < _SEVERAL or len(set(every)) * 2 > len(every):
        return None
    return f"{_NO_LEGEND} ({', '.join(list(dict.fromkeys(every))[:_NAMED])})"


def _says_whose_duties(frame: Frame) -> bool:
    """Tell whether several headers say whose responsibilities stand below them."""
    return sum(map(names_whose_duties, frame.names)) >= _SEVERAL


def _has_shape(text: str) -> bool:
    return text[0] in SHAPES


def _is_sign(text: str) -> bool:
    """Tell whether a text is a code such as "R1" or "PE", or a shape or a small x; no number and no word."""
    return len(text) <= _LONGEST_SIGN and (text == text.upper() or is_check_mark(text)) and not text[0].isdigit()


def names_nobody(header: str, legend: Mapping[str, str]) -> bool:
    """Tell whether the header of a column of letters is no party's: it says what its cells hold."""
    return is_party_header(header) or announces_matrix(header) or is_letters(header, legend)
