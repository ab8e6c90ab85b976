"""The grammar of a cell: which roles its text states, in which order and where, or why that is not certain."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from raci_graph.model import Mark
from raci_graph.parse.emoji import without_notes
from raci_graph.parse.markup import without_markup
from raci_graph.parse.word_lists import roles_by_name
from raci_graph.parse.words import common_signs, fold, joined_parts, may_be_role, roles_named
from raci_graph.vocab import SCHEMES, USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from raci_graph.blocks import RawCell

_BLANK_WORDS = frozenset({"n. a.", "not applicable", "not involved", "no role", "no involvement", "no responsibility"})
_SEPARATORS = " \t\n/,;&+·•|\\\ufe0f"
_TOKEN = re.compile(rf"[^{re.escape(_SEPARATORS)}]+")
_FIRST_WORD = re.compile(rf"[A-Za-z][a-z]{{3,}}(?=[{re.escape(_SEPARATORS)}]|$)")
_MARKED = re.compile(r"==|[~()\[\]<&\\^*_`†‡§¶#⁰¹²³⁴-⁹]")
"""What markup, a remark or the sign of a note has."""
_SIGNS = str.maketrans("（），、；／：＆＋｜［］・\u3000", "(),,;/:&+|[]· ")  # noqa: RUF001 - of full width
_COMMENT = re.compile(r"\([^()]*\)")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
PIECE = re.compile(r"[^/,;&+·•|\n]+")
_NOTE = re.compile(
    r"\^[^^\s]{1,4}\^|\[\^\w{1,8}\]|\[(?:[0-9]{1,3}|#\w{0,8}|\*)\]_|\[[0-9]{1,3}\]|\[[#*][\w-]{0,12}\]"
    r"|[*†‡§¶#]+|[⁰¹²³⁴-⁹]+|<sup>[^<]{1,6}</sup>"
)
_NOTE_SIGN = re.compile(r"[\^\[*†‡§¶#⁰¹²³⁴-⁹<]")
"""What the sign of any note begins with."""
_SOME_LETTERS = r"(?P<letters>[^\W\d_]{1,3}(?:(?:\s*[/,&+·]\s*|\s+)[^\W\d_](?!\w))*)"
_REMARK = re.compile(rf"{_SOME_LETTERS}\s*(?::|–|—|\s-)\s+(?P<remark>\w.{{2,}})", re.DOTALL)
_SHARE = re.compile(rf"{_SOME_LETTERS}\s+(?P<remark>[0-9]{{1,3}}(?:[.,][0-9]+)?\s?%)")
_LABEL = re.compile(r"(?<!\w)([^\W\d_]{1,3})(?:\s*[:=]|\s[–—-]\s)")
"""What may announce another role within a remark ("R: the team, A: its head")."""
_DOT = re.compile(r"(?<=[^\W\d_])\.(?=\s*$)")
_STRUCK = re.compile(r"~~.+?~~", re.DOTALL)
_STRUCK_MARKUP = re.compile(r"~~|line-through|strike", re.IGNORECASE)
_WITH_TIP = re.compile(r"(?P<letter>[A-Z])(?P<word>[A-Z][a-z]{3,})")
_SEVERAL = 2
_SHORT = 8
_ROLES = frozenset((role,) for role in USUAL_LETTERS.values())
_BRACKETS = str.maketrans("()[]", "    ")
LONGEST_CELL = 500
"""The longest text, in characters, that is taken for letters with a remark."""
IN_BRACKETS = "(…)"
"""The entry of a legend by which letters in brackets behind words are roles, and the words a remark."""
_BEHIND_WORDS = re.compile(r"\((?P<letters>[^()]+)\)\s*")
_LOOK_ALIKE = str.maketrans("АВСЕНІКМОРТХΑΒΕΗΙΚΜΝΟΡΤΧᏟᎪⅭⅠ", "ABCEHIKMOPTXABEHIKMNOPTXCACI")  # noqa: RUF001 - alike
_WIDE = {code: code - 0xFEE0 for code in range(0xFF21, 0xFF5B)}


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says.

    ``problem`` is None where that is certain; then a cell without marks is a blank one. ``look_alike`` says of which
    other letters its letters have the shape.
    """

    marks: tuple[Mark, ...] = ()
    comment: str | None = None
    problem: str | None = None
    look_alike: str | None = None


_BLANK = CellReading()


def is_blank(text: str) -> bool:
    """Tell whether a text says that no role is given.

    >>> [is_blank(text) for text in ("", " — ", "N/A", "**-**", "A")]
    [True, True, True, True, False]
    """
    return text == "" or (not _begins_as_no_blank(text) and _is_blank(text))


@lru_cache(maxsize=1 << 14)
def _is_blank(text: str) -> bool:
    return _says_nothing(without_markup(text))


def _says_nothing(bare: str) -> bool:
    if _begins_as_no_blank(bare):
        return False
    form = fold(bare)
    return form in common_signs("blanks") or form in _BLANK_WORDS or (len(form) > _SEVERAL and not form.strip("_"))


def _begins_as_no_blank(text: str) -> bool:
    """Tell whether a text begins with a letter, and one that none begins with that says nothing."""
    return text[:1].isalpha() and text[0].lower() not in _first_of_blanks()


@lru_cache(maxsize=1)
def _first_of_blanks() -> frozenset[str]:
    return frozenset(word[:1] for word in (*common_signs("blanks"), *_BLANK_WORDS))


def read_cell(text: str, legend: Mapping[str, str]) -> CellReading:
    """Read the text of a cell.

    Letters stand alone or together, in any order, with or without separators and emphasis; so do the words of the
    legend and of the word lists. A remark in round brackets or behind a colon is a comment, unless it could be
    letters too; so is the sign of a footnote, and an emoji. A dash, a slash and "N/A" say that no role is given.
    Letters of another alphabet that look like those of the legend, and small ones, are read and said. What is struck
    out, a word of two meanings and all else cannot be read.

    Args:
        text: the cell as the source has it.
        legend: the name of the role that each letter or word means; "" for a text that gives no role.

    Returns:
        The marks in printed order, each with its 1-based offset in ``text``, or the problem.

    >>> legend = {"R": "Responsible", "A": "Accountable"}
    >>> [(mark.text, mark.position) for mark in read_cell("**R**/A (lead)", legend).marks]
    [('R', 3), ('A', 7)]
    >>> read_cell("X", {"R": "Responsible"}).problem
    "'X' is not in the legend"
    """
    if not text or legend.get(text) == "":
        return _BLANK
    if len(text) > LONGEST_CELL:
        return CellReading(problem=f"it has {len(text):,} characters")
    return _read_once(text, tuple(legend.items()))


@lru_cache(maxsize=1 << 16)
def _read_once(text: str, entries: tuple[tuple[str, str], ...]) -> CellReading:
    """Read a text; the same few texts fill most cells, and each is read for its column and for itself."""
    legend = dict(entries)
    if _MARKED.search(text) is None and begins_with_words(text, legend):
        return CellReading(problem=f"'{text[: _word_end(text)]}' is not in the legend")
    return _read_whole(text, legend)


def begins_with_words(text: str, legend: Collection[str]) -> bool:
    """Tell whether a text begins with a word and surely names no role; what is no word may be a remark.

    Most activities are such, and ``read_cell`` finds no mark in them.
    """
    return (
        _word_end(text) > 0
        and text[1] not in legend
        and not (IN_BRACKETS in legend and "(" in text)
        and len(text) <= LONGEST_CELL
        and not may_be_role(text)
        and not _says_nothing(text)
    )


def _word_end(text: str) -> int:
    """Return where the word ends that a text begins with, 0 where it begins with something else."""
    first = _FIRST_WORD.match(text)
    return first.end() if first else 0


def _read_whole(text: str, legend: Mapping[str, str]) -> CellReading:
    bare = without_markup(text)
    if _says_nothing(bare):
        return CellReading()
    bare = bare if bare.isascii() else bare.translate(_SIGNS)
    if _STRUCK.search(bare):
        return CellReading(problem="it is struck out")
    bracketed = "(" in bare or "[" in bare
    whole = bracketed and _BRACKETED.fullmatch(bare.strip()) is not None
    remarks = [match[0][1:-1].strip() for match in _COMMENT.finditer(bare)] if bracketed and not whole else []
    doubtful = next((each for each in remarks if is_letters(each, legend)), None)
    if doubtful is not None:
        told = _said_twice(bare, remarks, legend) or (_behind_words(bare, legend) if IN_BRACKETS in legend else None)
        return told or CellReading(comment="; ".join(remarks), problem=f"'({doubtful})' may be a remark or letters")
    noted = _NOTE_SIGN.search(bare) is not None
    notes = [match[0].strip("^") for match in _NOTE.finditer(bare)] if noted else []
    if bracketed:
        bare = bare.translate(_BRACKETS) if whole else _COMMENT.sub(_blanks, bare)
    comment = "; ".join(each for each in (*remarks, *notes) if each) or None
    if comment and _says_nothing(bare):
        return CellReading(comment=comment)
    bare, signs = without_notes(_NOTE.sub(_blanks, bare) if noted else bare)
    return _with_comment(_read(bare, legend), "; ".join(each for each in (comment, *signs) if each) or None)


def _said_twice(bare: str, remarks: Sequence[str], legend: Mapping[str, str]) -> CellReading | None:
    """Return the reading of a text whose words have their letters in brackets ("Accountable / Responsible (A/R)")."""
    named = _read(bare, legend)
    if named.problem is None:
        return named
    outside = _read(_COMMENT.sub(_blanks, bare), legend)
    letters = {legend.get(char) for remark in remarks for char in remark if char not in _SEPARATORS}
    words = any(len(mark.text) > 1 for mark in outside.marks)
    return outside if words and {mark.role for mark in outside.marks} == letters else None


def _behind_words(bare: str, legend: Mapping[str, str]) -> CellReading | None:
    """Return the reading of a text that ends in letters in brackets, with the words before them as a remark."""
    first = bare.find("(")
    match = _BEHIND_WORDS.fullmatch(bare, first)
    if match is None or not bare[:first].strip():
        return None
    letters = _letters(" " * match.start("letters") + match["letters"], legend)
    return None if letters.problem else _with_comment(letters, bare[:first].strip())


def read_raw(cell: RawCell, legend: Mapping[str, str]) -> CellReading:
    """Read a cell as ``read_cell`` does its text, or where that cannot be read, what the source shows of it."""
    reading = read_cell(cell.text, legend)
    if reading.problem is None or cell.plain == cell.text:
        return reading
    return as_shown(cell, lambda text: read_cell(text, legend))


def as_shown(cell: RawCell, read: Callable[[str], CellReading]) -> CellReading:
    """Return the reading of a cell's text, or of what is shown of it, with the offsets in its text.

    What is shown counts where the markup is of another kind than ``without_markup`` knows ("R footnote:[veto]"), and
    never where the text is struck out.
    """
    reading = read(cell.text)
    if reading.problem is None or cell.plain == cell.text or _STRUCK_MARKUP.search(cell.text):
        return reading
    shown = read(cell.plain)
    at = 0
    marks: list[Mark] = []
    for mark in shown.marks:
        at = cell.text.find(mark.text, at) + 1
        if at == 0:
            return reading
        marks.append(replace(mark, position=at))
    return reading if shown.problem else replace(shown, marks=tuple(marks))


def read_letters(text: str, legend: Mapping[str, str]) -> CellReading:
    """Read a text as letters alone, where a word would be a part of something else.

    >>> read_letters("informed", {"I": "Informed"}).problem
    "'informed' is not in the legend"
    """
    return _letters(without_markup(text), legend)


def role_of_label(label: str, legend: Mapping[str, str]) -> str | None:
    """Return the name of the role that a header or the label of a line names: by its letter, or by a plain word.

    >>> role_of_label("**A:**", {"A": "Accountable"})
    'Accountable'
    """
    bare = without_markup(label).strip().strip(":").strip()
    if bare in legend:
        return legend[bare]
    roles = roles_named(bare)
    return roles[0] if len(roles) == 1 else None


def _read(bare: str, legend: Mapping[str, str]) -> CellReading:
    """Read a text without markup: as letters, as words, or as letters with a remark behind them."""
    if bare.strip() in SCHEMES or (not bare.isascii() and alike(bare).strip() in SCHEMES):
        return CellReading(problem=f"'{bare.strip()}' may be the name of the scheme")
    letters = _letters(bare if len(bare) > _SHORT else _DOT.sub(" ", bare), legend)
    if letters.problem is None:
        return letters
    for change, said in ((alike, "look like"), (_upper, "are small ones for")):
        other = change(bare)
        if other != bare and (found := _letters(other, legend)).problem is None:
            marks = tuple(replace(mark, text=bare[mark.position - 1 :][: len(mark.text)]) for mark in found.marks)
            told = f"the letters '{bare.strip()}' {said} '{other.strip()}'"
            return CellReading(marks, look_alike=told)
    return _remarked(bare, legend) or _tipped(bare, legend) or _words(bare, legend) or letters


def _remarked(bare: str, legend: Mapping[str, str]) -> CellReading | None:
    """Return the reading of letters with a remark, or a share of the work, behind them; None for other texts."""
    match = _REMARK.fullmatch(bare.strip()) or _SHARE.fullmatch(bare.strip())
    if match is None or is_letters(match["remark"], legend):
        return None
    start = bare.index(match["letters"])
    before = _letters(bare[:start] + match["letters"], legend)
    if before.problem or not before.marks:
        return None
    remark = match["remark"].strip()
    if any(roles_named(word) in _ROLES for word in remark.split() if word[0].isupper()) or any(
        is_letters(label[1], legend) for label in _LABEL.finditer(remark)
    ):
        return CellReading(problem=f"'{remark}' may be a remark or another role")
    return CellReading(before.marks, remark)


def _tipped(bare: str, legend: Mapping[str, str]) -> CellReading | None:
    """Return the reading of letters that each have their own word right behind, as a page shows it on a pointed one."""
    found = list(_WITH_TIP.finditer(bare))
    if not found or _WITH_TIP.sub("", bare).strip(_SEPARATORS):
        return None
    marks = [Mark(each["letter"], legend.get(each["letter"], ""), each.start() + 1) for each in found]
    told = [roles_named(each["word"]) for each in found]
    known = all((mark.role,) == roles for mark, roles in zip(marks, told, strict=True))
    return CellReading(tuple(marks)) if known and len({mark.text for mark in marks}) == len(marks) else None


def _letters(bare: str, legend: Mapping[str, str]) -> CellReading:
    marks: list[Mark] = []
    for start, token in _tokens(bare):
        parts = [(start, token)] if token in legend else [(start + at, char) for at, char in enumerate(token)]
        for at, letter in parts:
            if not legend.get(letter):
                return CellReading(problem=f"'{token}' is not in the legend")
            if any(mark.text == letter for mark in marks):
                return CellReading(problem=f"the letter '{letter}' stands twice")
            marks.append(Mark(letter, legend[letter], at + 1))
    if not marks:
        return CellReading(problem="it holds no letter of the legend")
    return CellReading(tuple(marks))


def _words(bare: str, legend: Mapping[str, str]) -> CellReading | None:
    """Return the reading of words that each name a role, or None where one does not."""
    known = {word.casefold(): role for word, role in legend.items()}
    spelled = [word for word in known if len(word) > 1]
    marks: list[Mark] = []
    for match in PIECE.finditer(bare):
        at = match.start()
        for word in joined_parts(match[0].strip(), spelled) if match[0].strip() else ():
            role = known.get(word.casefold())
            roles = (role,) if role else roles_named(word)
            if not roles:
                return None
            if len(roles) > 1:
                return CellReading(problem=f"'{word}' may mean {' or '.join(roles)}")
            if any(mark.role == roles[0] for mark in marks):
                return CellReading(problem=f"'{word}' stands twice")
            if role is None and (other := _other_letter(word, roles[0], legend)):
                return CellReading(problem=f"'{word}' may mean {roles[0]}, and has the letter '{other}'")
            at = bare.index(word, at)
            marks.append(Mark(word, roles[0], at + 1))
            at += len(word)
    return CellReading(tuple(marks)) if marks else None


def _other_letter(word: str, role: str, legend: Mapping[str, str]) -> str | None:
    """Return a letter of another role that stands alone in what names a role ("A R leads"), None where none does.

    The names of the word lists themselves may begin with what looks like one ("A cargo").
    """
    letters = (token for _, token in _tokens(word) if len(token) == 1 and legend.get(token, role) != role)
    return next(letters, None) if fold(word) not in roles_by_name() else None


def _with_comment(reading: CellReading, comment: str | None) -> CellReading:
    if comment is None:
        return reading
    both = "; ".join(each for each in (comment, reading.comment) if each) or None
    return CellReading(reading.marks, both, reading.problem, reading.look_alike)


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    for match in _TOKEN.finditer(text):
        yield match.start(), match[0]


def alike(text: str) -> str:
    """Return a text with the Latin letters that others in it, of another alphabet or of full width, look like."""
    return text if text.isascii() else text.translate(_WIDE).translate(_LOOK_ALIKE)


def _upper(text: str) -> str:
    """Return a text of single and double letters in capitals; another one as it is: "car" is a word."""
    short = all(len(token) <= 2 and token.islower() for _, token in _tokens(text))  # noqa: PLR2004 - two letters
    return text.upper() if short and len(text.upper()) == len(text) else text


def is_letters(text: str, legend: Mapping[str, str]) -> bool:
    """Tell whether a text is made of nothing but letters of a legend and what may stand between them."""
    return all(char in legend or char in _SEPARATORS for char in text) and bool(text.strip(_SEPARATORS))


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
