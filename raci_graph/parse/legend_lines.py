"""The letters that a line of text explains, and with which words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from raci_graph.parse.markup import without_markup
from raci_graph.parse.words import names_blank, roles_named
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.blocks import RawCell

    Entry = tuple[str, str]

SHAPES = "◎○●◉◯△▲▽▼■☆★◇◆✓✔☑✗✘"
PICTURES = "\u231a-\u23ff\u2600-\u2793\u2b1b\u2b1c\u2b50\U0001f300-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f900-\U0001faff"
"""Emoji: signs that are pictures or colours, as a range of a pattern. No arrows, and none of the enclosed letters."""
_SHAPES = SHAPES + PICTURES
_KEY = rf"(?:[^\W\d_a-zß-öø-ÿ]|-|[{_SHAPES}])"
_LETTER = r"[^\W\d_a-zß-öø-ÿ]"
_NOT_BEFORE = r"(?<![\w.&/-])"
_SIGN = r"(?::|=|→|⇒|–|—|-{1,3}(?=\s)|\.{3}|…|(?:\s(?:means|stands\s+for|for)\s))"
_LONE = re.compile(
    rf"{_LETTER}(?<![^\W_].)(?![^\W_])|(?:[{_SHAPES}]|-)[)\]\uff09]?\s*(?:\\?[:=→⇒–—\uff1a\uff1d-]|\s(?:means|stands|for)\s)|[{_SHAPES}]\s*[^\W\d_]"
)
"""A letter, or a shape or a dash before a sign, that stands alone: what any line of a legend has."""
_SENTENCE_BEFORE = rf"(?:{_NOT_BEFORE}|(?<=[^\W\d_A-Z]\.))"
"""The same, or the full stop of a sentence, which a letter with a sign behind it may follow without a blank."""
_SIGNED = re.compile(rf"{_SENTENCE_BEFORE}[(\[]?(?P<letter>{_KEY})[)\]]?\s*{_SIGN}\s*(?=\S)")
_FIRST = re.compile(rf"[(\[]?(?P<letter>{_LETTER})(?:[)\]]\s*|\s+)(?P<wording>[^\W\d_].{{2,}})")
"""A letter in front of its word, in a cell of its own."""
_NAMED = re.compile(rf"(?P<letter>{_LETTER})\s*\((?P<wording>[^\W\d_][^()]{{2,60}})\)")
"""A letter with its word in brackets, in a cell of its own."""
_NAME_BEHIND = re.compile(rf"{_NOT_BEFORE}(?P<letter>{_LETTER})\s*\((?P<name>[^()]{{3,60}})\)\s*{_SIGN}?\s*")
_WORD_AND_LETTER = rf"\s*(?P<name>[^\W\d_][^()|,;·•]{{2,40}}?)\s*\((?P<letter>{_LETTER})\)\s*{_SIGN}?\s*"
_NAME_BEFORE = re.compile(rf"(?:^|(?<=[,;|·•.]\s)|(?<=[,;|·•])){_WORD_AND_LETTER}")
_NAME_WITHIN = re.compile(rf"(?:^|(?<=[,;|·•.]\s)|(?<=[,;|·•])|(?<=\s)(?={_LETTER})){_WORD_AND_LETTER}")
"""The same within a sentence, where the word has a capital letter."""
_IN_BRACKETS = re.compile(rf"\s*\((?P<letter>{_LETTER})\)\s*{_SIGN}\s*(?=\S)")
_LAST_WORDS = re.compile(r"(?<![\w'’-])[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){0,3}$")
_STARTS = re.compile(r"(?<!\S)\S")
_ENOUGH = 3
"""How many letters a sentence explains at least that is a legend."""
_BESIDE = re.compile(rf"{_NOT_BEFORE}[(\[]?(?P<letter>{_LETTER})[)\]]?[.)]?\s+(?=[^\W\d_]{{2,}})")
_SHAPE = re.compile(rf"(?P<letter>[{_SHAPES}])\s*(?=[^\W\d_])")
_PICTURE = re.compile(f"[{PICTURES}]")
_PARTED = re.compile(r"[·|;•]|\s{3,}|\s/\s|(?<=\w),")
_PART = re.compile(rf"(?P<letter>{_LETTER})\s+(?P<wording>[^\W\d_]{{3}}.*)", re.DOTALL)
"""One of the entries of a line that are all alike: a letter and its words."""
_INITIAL = re.compile(rf"(?P<mark>\*\*|__|\*|_)(?P<letter>{_LETTER})(?P=mark)(?P<rest>[^\W\d_A-Z]{{3,}})")
_ESCAPE = re.compile(r"\\(?=[=:-])")
_BULLET = re.compile(r"^(?:[-*+•]\s+(?![=:→])|[0-9]{1,2}[.)]\s+|[*_]+)")
_BOLD_LETTER = re.compile(rf"(?P<mark>\*\*|`)(?P<letter>{_LETTER})(?P=mark)\s+")
_SET_OFF = re.compile(rf"[*_`(\[]({_LETTER})[*_`)\]]")
_HEAD = re.compile(r"[,;:.()|·•]|\s[–—-]\s|[–—]")
_DECORATED = re.compile(
    r"(?<![^\s,;|·•(])(?P<quote>[\"'“”„«])?(?P<letter>[^\W\d_a-zß-öø-ÿ])(?(quote)[\"'”“»][.)]?|(?<!\(.)[.)/])\s*(?=(?:[=→⇒–—]|-{1,3}|\.{2,}|means|stands)\s|[:=]|[^\W\d_]{3})"
)
"""A letter in quotes, or with a full stop, a bracket or a stroke behind it, before the sign of a legend."""
_GLUED = re.compile(rf"{_NOT_BEFORE}[(\[]?({_LETTER})[)\]]?-([^\W\d_]{{3,}})(?!\w)")
_FULL_WIDTH = str.maketrans(
    {
        "\uff08": "(",
        "\uff09": ")",
        "\uff1a": ":",
        "\uff1d": "=",
        "\u3001": ",",
        "\uff0c": ",",
        "\uff1b": ";",
        "\uff5c": "|",
        "\ufe0f": None,
    }
)
_FOOTNOTE = re.compile(r"\\\*(?!\*)|[†‡§]\s")
"""The sign of a footnote before a line, which is about it and explains no letter ("\\* R for the first week")."""
_SMALL = re.compile(r"(?:[-*+•]\s+)?(?P<letter>[raci])(?:\s*[:=]|\s?[–—]|\s-)\s*(?P<wording>[^\W\d_][^,;]{2,40})")
_JOINT = re.compile(r"\s(?:and|und|et|y|e|en|i|och|и)$")
_EDGES = " \t,;|·•/"
_FEWEST = 2
"""How many words for roles make others that stand with them a legend."""
_LONGEST_PIECE = 4
"""How many words a letter has at most, itself among them, in a line that is nothing but letters and their words."""
_SHORT = 25
"""How many characters stand behind a shape at most where nothing else parts them."""
_LONGEST = 2000
"""The longest line that may be a legend, in characters."""


def line_entries(line: RawCell) -> list[Entry]:
    """Return the letters that a line explains, each with its wording: none for other lines.

    A sign may stand between them ("R = does it"), brackets ("R (Responsible)", "Responsible (R)"), or nothing where
    the wording begins with a word for a role ("R Responsible"); or the letter is set off in its word
    ("**R**esponsible").
    A line that has words before its first letter explains letters only if there are several.

    Args:
        line: the line, with its markup and without.
    """
    return list(_entries(line.text, line.plain)) if len(line.text) <= _LONGEST else []


@lru_cache(maxsize=512)
def _entries(marked: str, plain: str) -> Sequence[Entry]:
    """Return the letters that a text explains; the headers of tables are asked for repeatedly."""
    if found := _small(plain):
        return found
    if _FOOTNOTE.match(marked):
        return ()
    if not _LONE.search(plain) and (marked == plain or not _LONE.search(marked)):
        return ()
    text = _plainly(_BULLET.sub("", _ESCAPE.sub("", plain.translate(_FULL_WIDTH))))
    for find in (_signed_behind, _signed, _named_behind, _named_before, _shaped):
        if found := find(text):
            return found
    return _beside(text, marked) or _initials(marked) or _between(marked)


def _plainly(text: str) -> str:
    """Return a line with nothing but a blank between its letters and the signs behind them.

    A dash without blanks is such a sign before a word for a role ("R-Responsible").
    """
    plain = _DECORATED.sub(r"\g<letter> ", text)
    return _GLUED.sub(lambda match: f"{match[1]} - {match[2]}" if roles_named(match[2]) else match[0], plain)


def _small(text: str) -> Sequence[Entry]:
    """Return the letter, as a capital, that a line writes small before the word for its role ("a: accountable")."""
    match = _SMALL.fullmatch(text)
    letter = match["letter"].upper() if match else ""
    return ((letter, match["wording"]),) if match and roles_named(match["wording"]) == (USUAL_LETTERS[letter],) else ()


def cell_entry(cell: RawCell) -> Entry | None:
    """Return the letter that a cell of a legend names, with the words that stand beside it in the cell.

    >>> from raci_graph.blocks import RawCell
    >>> from raci_graph.model import Place
    >>> cell_entry(RawCell("(R) Does it", "(R) Does it", Place("a.md", 1)))
    ('R', 'Does it')
    """
    bare = cell.plain.removesuffix("\ufe0f")
    if is_letter(bare):
        return bare, ""
    if names_blank(cell.plain):
        return "-", ""
    entries = line_entries(cell)
    if len(entries) == 1:
        return entries[0]
    match = _FIRST.fullmatch(cell.plain) or _NAMED.fullmatch(cell.plain)
    return (match["letter"], match["wording"]) if match else None


def is_letter(text: str) -> bool:
    """Tell whether a text is one capital letter, or one of a script without capitals, a shape, an emoji, or a dash."""
    if len(text) != 1:
        return False
    return (text.isalpha() and not text.islower()) or text in SHAPES or text == "-" or is_picture(text)


def is_picture(text: str) -> bool:
    """Tell whether a text is one emoji, of one sign alone."""
    return len(text) == 1 and not text.isascii() and _PICTURE.match(text) is not None


def _signed(text: str) -> list[Entry]:
    found = list(_pieces(text, _SIGNED))
    return [(match["letter"], wording) for match, wording in found] if _is_whole(text, found) else []


def _signed_behind(text: str) -> list[Entry]:
    """Return letters in brackets behind their words, with what is told of each up to the words of the next.

    So nothing else need part them: "Consulted (C): is asked before Informed (I): is told afterwards".
    """
    matches = list(_IN_BRACKETS.finditer(text))
    if len(matches) < _FEWEST:
        return []
    ends = [match.end() for match in matches]
    pieces = [text[start : match.start()] for start, match in zip([0, *ends], matches, strict=False)]
    names = [_role_at_end(piece) for piece in pieces]
    if not all(names):
        return []
    wordings = [
        *(piece.removesuffix(name) for piece, name in zip(pieces[1:], names[1:], strict=True)),
        text[ends[-1] :],
    ]
    told = [_JOINT.sub("", wording.strip(_EDGES)).rstrip(_EDGES) for wording in wordings]
    return [(match["letter"], _joined(*each)) for match, *each in zip(matches, names, told, strict=True)]


def _role_at_end(text: str) -> str:
    """Return the words for a role with which a text ends: as many of four as name no other role than the fewest do."""
    match = _LAST_WORDS.search(text)
    words = match[0] if match else ""
    found = ""
    for start in reversed([each.start() for each in _STARTS.finditer(words)]):
        name = words[start:]
        if roles_named(name) and roles_named(name) == roles_named(found or name):
            found = name
    return found


def _named_behind(text: str) -> list[Entry]:
    found = list(_pieces(text, _NAME_BEHIND))
    if not _is_whole(text, found) or not any(roles_named(match["name"]) for match, _ in found):
        return []
    return [(match["letter"], _joined(match["name"], wording)) for match, wording in found]


def _named_before(text: str) -> list[Entry]:
    found = list(_pieces(text, _NAME_WITHIN))
    if len({match["letter"] for match, _ in found}) < _ENOUGH:
        found = list(_pieces(text, _NAME_BEFORE))
    return [(match["letter"], _joined(match["name"], wording)) for match, wording in found]


def _shaped(text: str) -> list[Entry]:
    """Return several shapes with nothing but blanks before the few words of each: "(◎ leads  ○ helps)".

    One may stand alone where its words begin with one for a role.
    """
    found = [(match["letter"], wording.strip("()[] ")) for match, wording in _pieces(text, _SHAPE)]
    if len(found) == 1 and text.startswith(found[0][0]) and roles_named(_HEAD.split(found[0][1])[0].strip("* ")):
        return found
    few = all(0 < len(wording) <= _SHORT for _, wording in found)
    return found if few and len({letter for letter, _ in found}) == len(found) > 1 else []


def _beside(text: str, source: str) -> list[Entry]:
    """Return letters with nothing but a blank before their words, as far as those name a role.

    Where the source sets the letter off, it is enough that they begin with a word for a role, or that two others do, or
    that the line is a list of such letters with a few words each, with a dash among them or none.
    """
    set_off = set(_SET_OFF.findall(source))
    sure, likely = [], []
    for match, wording in _pieces(text, _BESIDE):
        head = _HEAD.split(wording)[0].strip()
        is_set_off = match["letter"] in set_off
        if roles_named(head) or (is_set_off and roles_named(head.partition(" ")[0])):
            sure.append((match, wording))
        elif is_set_off:
            likely.append((match, wording))
    pieces = _PARTED.split(text)
    parts = [_PART.fullmatch(part.strip()) for part in pieces]
    if _FEWEST < len(sure) <= len(parts) and all(parts):
        return [(part["letter"], part["wording"]) for part in parts if part]
    every = sorted([*sure, *likely], key=lambda each: each[0].start())
    is_list = len(every) == len(pieces) - text.count("\u2014 ") >= _FEWEST
    is_list = is_list and set_off.issuperset(match["letter"] for match, _ in every)
    is_list = is_list and all(len(piece.split()) <= _LONGEST_PIECE for piece in pieces)
    found = every if is_list or len(sure) >= _FEWEST else sure
    return [(match["letter"], wording) for match, wording in found] if _is_whole(text, found) else []


def _initials(text: str) -> list[Entry]:
    found = [
        (match["letter"], f"{match['letter']}{match['rest']}", wording) for match, wording in _pieces(text, _INITIAL)
    ]
    known = sum(bool(roles_named(word)) for _, word, _ in found)
    if known < min(len(found), _FEWEST):
        return []
    return [(letter, f"{word} {wording}".strip()) for letter, word, wording in found]


def _between(text: str) -> list[Entry]:
    """Return letters that are set off in a text, with what stands between them, if it begins with words for roles."""
    found = list(_pieces(text, _BOLD_LETTER))
    told = [(match["letter"], without_markup(wording).strip()) for match, wording in found]
    known = sum(bool(roles_named(_HEAD.split(wording)[0].strip())) for _, wording in told)
    return told if known >= _FEWEST and all(wording for _, wording in told) else []


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each match with the text up to the next one, without the signs and the "and" that part them."""
    matches = list(pattern.finditer(text))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        yield match, _JOINT.sub("", text[match.end() : end].strip(_EDGES)).rstrip(_EDGES)


def _is_whole(text: str, found: list[tuple[re.Match[str], str]]) -> bool:
    """Tell whether the entries of a line are all of it, or several behind other words."""
    if not found or not all(wording or match.groupdict().get("name") for match, wording in found):
        return False
    return len({match["letter"] for match, _ in found}) > 1 or not text[: found[0][0].start()].strip(" \t\"'")


def _joined(name: str, wording: str) -> str:
    return f"{name}: {wording}" if wording else name
