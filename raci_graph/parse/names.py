"""The grammar of a cell that names parties: which ones, and where, or why that is not plain."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.model import Mark
from raci_graph.parse.marks import CellReading, is_blank
from raci_graph.parse.markup import decoded, without_markup
from raci_graph.parse.words import common_signs, fold, group_of, roles_named
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_BETWEEN = re.compile(r"\s*(?:[,;|\n\u3001\uff0c\uff1b\uff5c]|<br\s*/?>)\s*(?![^()]*\))", re.IGNORECASE)
_LINE_END = re.compile(r"\s*(?:\n|<br\s*/?>)\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)\s*(?:$|[,;\n]|<br)", re.IGNORECASE)
_JOINT = re.compile(
    r"\s+(?:/|&|\+|and|or|und|oder|et|ou|y|o|e|en|of|i|и|или|och|og|ja|eller|tai)\s+|\s*(?:\s/|/\s)\s*"
    r"|(?<=[^\W_]{2})[+&](?=[^\W\d_]{2})",
    re.IGNORECASE,
)
"""What may join names; a plus or an ampersand without blanks only between words, for "R&D" is one."""
_TIGHT = re.compile(r"(?P<one>[^\W\d_][\w.-]*)(?:/|(?<![lL])·)(?P<other>[^\W\d_][\w.-]*)")
_ABOUT = re.compile(r"\b(?:for|if|when|until|during|per|via|unless|pour|für|para|bei|für)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:on|by|with|after|before|at|in|once|within|under|upon|following|subject|based|against|depending|then|except|not"
    r"|mit|nach|vor|bei|außer|avec|après|selon|avant|sauf|con|tras|según|excepto|com|após|dopo|secondo|met|na)\s+\w"
)
"""What begins no name but says when or how ("on the scored result"), in small letters."""
_BEFORE_SIGN = re.compile(r"(?P<label>[^:=·|;/,\n]{1,60})[:=]")
"""What stands right before the first sign in what should be a name."""
_ON_DEMAND = re.compile(
    r"\b(?:on (?:request|demand)|(?:as|where) (?:needed|required|necessary|appropriate|applicable)"
    r"|bei Bedarf|auf Anfrage|sur demande|si nécessaire|au besoin|bajo demanda|si es necesario"
    r"|sob demanda|se necess[aá]rio|su richiesta)\b|必要时|必要時|按需|如需|必要に応じ|필요시|필요 시",
    re.IGNORECASE,
)
"""What says that a party has its role at times alone."""
_EITHER = re.compile(
    r"\s(?:or|oder|ou|o|of|или|eller|tai|lub|nebo|vagy|veya|ili|або|hoặc)\s|或|または|또는",  # noqa: RUF001 - Ukrainian
    re.IGNORECASE,
)
"""What stands between names only one of which is meant."""
_SLOT = re.compile(r"\[([^\[\]0-9^#*][^\[\]]*)\](?!\()|\{+([^{}]+)\}+")
"""A place where a name is to be filled in ("[Team lead]", "{{owner}}")."""
_INNER_SLOT = re.compile(r"\{+[^{}]+\}+")
"""Such a place inside of a name ("@{agent}")."""
_CAPITAL_SLOT = re.compile(r"(?<![^\W_])_[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+_(?![^\W_])")
"""Such a place in capitals, with low lines between and around them that Markdown takes for emphasis ("_TEAM_LEAD_")."""
_ARRAY = re.compile(r"\[[^\[\]]*[,;\n][^\[\]]*\]")
"""Several names, or the parts of a place to be filled in, within one pair of brackets."""
_TITLES = frozenset(
    {
        *("vp", "svp", "evp", "avp", "director", "senior director", "executive director", "managing director", "head"),
        *("vice president", "senior vice president", "executive vice president", "executive board member"),
    }
)
"""Words in front of a comma behind which the name of a post may go on ("VP, Sales")."""
_TAG = re.compile(
    r"<(?!/?(?:br|p|div|span|b|i|u|em|strong|font|sup|sub|code|img|a|ul|ol|li|hr|input)\b)[^<>/!?][^<>]*>",
    re.IGNORECASE,
)
_WIDE = str.maketrans("／（）＆＋", "/()&+")  # noqa: RUF001 - of full width
_REMARK = re.compile(r"(?P<blank>\W{1,4})\s*\((?P<remark>[^()]*)\)")
_ASIDE = re.compile(r"\s[–—-]\s")
_ITEM = re.compile(r"(?P<before>^|[\n;,]\s*)(?P<sign>[*•‣▪◦–—-]|[0-9]{1,2}[.)])(?=\s+\w)")
"""What marks an item of a list before a name."""
_HEAD_OF = re.compile(
    r"\b(head|chief|director|vp|president|manager|board|office|department|team|chair|owner|lead|secretary|dean|master"
    r"|minister|ministry|bank|university|house|center|centre|division|group|council) of\b",
    re.IGNORECASE,
)
"""What stands before an English "of"; the Dutch one is an "or"."""
_ONE = frozenset(
    {
        *("qa/qc", "qc/qa", "bc/dr", "dr/bc", "ux/ui", "ui/ux", "ci/cd", "i/t", "it/ot", "ot/it", "ai/ml", "ml/ai"),
        *("ehs/hse", "ap/ar"),
    }
)
"""Names with a slash that are one name wherever they stand, in small letters."""
_RANGE = re.compile(r"(?P<stem>[^\W\d]*)[0-9]+\s*[-–—]\s*(?P=stem)?[0-9]+")
_NOTE = re.compile(
    r"(?:\^[^^\s]{1,4}\^|\[\^\w{1,8}\]|\[[0-9]{1,3}\]_?|\[[#*][\w-]{0,12}\]_?|[*†‡§⁰¹²³⁴-⁹]|<sup>[^<]{1,6}</sup>)+$"
)
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_SURNAME_FIRST = re.compile(r"(?P<last>[^\W\d_][\w'-]+),[ ]?(?P<first>[^\W\d_][\w'-]+)")
_FEW_WORDS = 3
"""How many words a text has at most that ends with a full stop and is a name ("Acme Tools Inc.") and no sentence."""
_MOST_WITH_ALL = 5
"""How many words the name of a group has at most that begins with one for all ("All crews")."""
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60
"""The longest name, in characters, that is taken for a party and no sentence; with a remark in brackets twice."""


def read_names(text: str, role: str, known: Collection[str], whole: Collection[str] | None = None) -> CellReading:
    """Read the text of a cell that names the parties of a role.

    Names are parted by commas, semicolons and line breaks. A slash, an ampersand or an "and" between blanks parts
    them where each part is known as a name of its own, and belongs to the name where the whole is known; where neither
    is, that is a doubt. A plus between blanks parts them where one is known. A doubt is an "or", a range ("A1-A3"), a
    place to be filled in ("[Team lead]"), several parts in a pair of brackets ("[Ann, Bob]"), what is too long for a
    name. "[TBD]" and "[]" name nobody. A full stop behind a name that is known without it is none of it.

    Args:
        text: the cell as the source has it.
        role: the name of the role that its column stands for.
        known: names that stand alone somewhere in the matrix, in small letters.
        whole: those that stand there without a comma beside them; ``known`` without it.

    Returns:
        A mark for each party, or the problem.

    >>> [mark.party for mark in read_names("QA/QC, **R&D**", "Responsible", ()).marks]
    ['QA/QC', 'R&D']
    """
    whole = known if whole is None else whole
    shown, offsets = decoded(text) if "&" in text else (text, [])
    reading = _read_names(shown, role, known, whole)
    if shown == text:
        return reading
    return replace(reading, marks=tuple(_as_written(mark, text, offsets) for mark in reading.marks))


def _read_names(text: str, role: str, known: Collection[str], whole: Collection[str]) -> CellReading:
    bare = without_markup(text)
    bare = bare if bare.isascii() else bare.translate(_WIDE)
    bare = _ITEM.sub(lambda item: item["before"] + " " * len(item["sign"]), bare)
    nothing = _without_names(text, bare.strip()) or _loose_comma(bare, whole)
    if nothing:
        return nothing
    marks: list[Mark] = []
    notes: list[str] = []
    empty = False
    for start, piece in _pieces(bare):
        slot = _SLOT.match(piece)
        if slot and group_of(slot[1] or slot[2]) == "nobody" and slot.end() == len(piece):
            empty = True
            continue
        slot = slot or _INNER_SLOT.search(piece)
        if slot:
            return CellReading(problem=f"'{slot[0]}' is a place to be filled in")
        for at, name in _parted(start, piece, known):
            note = _NOTE.search(name) if len(name) <= _LONGEST * 2 else None
            own = name[: note.start()].rstrip() if note else name
            own = own[:-1] if own.endswith(".") and _folded(own[:-1]).casefold() in known else own
            if note:
                notes.append(note[0].strip("^"))
            problem = _problem(own, known)
            if problem:
                return CellReading(problem=problem)
            if all(mark.party != _folded(own) for mark in marks):
                marks.append(Mark(_folded(own) if "\n" in own else own, role, at + 1, _folded(own)))
    if not marks and not empty:
        return CellReading(problem="it holds no name")
    return CellReading(tuple(marks), "; ".join(notes) or None)


def _as_written(mark: Mark, text: str, offsets: Sequence[int]) -> Mark:
    """Return a mark of a text whose entities were put in characters, as it stands in that text."""
    start, end = (offsets[at] for at in (mark.position - 1, mark.position - 1 + len(mark.text)))
    return replace(mark, text=text[start:end], position=start + 1)


def _loose_comma(bare: str, whole: Collection[str]) -> CellReading | None:
    """Return the doubt about commas that may belong to a name: behind a title, before an address, beside other signs.

    Names that stand elsewhere without a comma are parted by any.
    """
    parts = [part.strip() for part in re.split(r"[;\n]", bare)]
    for part in parts:
        names = [name.strip() for name in part.split(",") if name.strip()]
        unknown = [name for name in names if name.casefold() not in whole]
        addresses = sum(_ADDRESS.fullmatch(name) is not None for name in names)
        if unknown and 0 < addresses < len(names):
            return CellReading(problem=f"'{part}' may be a name with its address or several")
        if len(names) > 1 and len(unknown) > 1 and (len(parts) > 1 or names[0].casefold() in _TITLES):
            return CellReading(problem=f"'{part}' may be one name or several")
    return None


def names_whole(texts: Iterable[str]) -> frozenset[str]:
    """Return the names that stand in cells without a comma, between semicolons and line breaks, in small letters."""
    parts = (part.strip() for text in texts for part in re.split(r"[;\n]", without_markup(decoded(text)[0])))
    return frozenset(_folded(part).casefold() for part in parts if part and "," not in part)


def has_open_place(text: str) -> bool:
    """Tell whether a text has a place to be filled in that its markup hides.

    It looks like a tag which nothing closes ("SLD-<team>"), or like emphasis ("_TEAM_LEAD_").
    """
    tags = (f"</{tag[0][1:-1].split()[0]}>" not in text for tag in _TAG.finditer(text))
    return any(tags) or _CAPITAL_SLOT.search(text) is not None


def is_slot(text: str) -> bool:
    """Tell whether a text has a place to be filled in between braces ("{{team}}") or low lines ("_TEAM_LEAD_")."""
    return (_INNER_SLOT.search(text) or _CAPITAL_SLOT.search(text)) is not None


def says_nobody(text: str) -> bool:
    """Tell whether a cell is blank, or says that nobody is named ("[TBD]").

    >>> [says_nobody(text) for text in ("", "-", "[TBD]", "Ann")]
    [True, True, True, False]
    """
    if is_blank(text):
        return True
    reading = read_names(text, "", ())
    return reading.problem is None and not reading.marks


def _without_names(text: str, bare: str) -> CellReading | None:
    """Return what a cell says that names nobody: nothing, a remark beside a dash, or a place to be filled in."""
    if slot := _TAG.search(text) or _CAPITAL_SLOT.search(text):
        return CellReading(problem=f"'{slot[0]}' is a place to be filled in")
    if is_blank(text) or bare == "[]" or group_of(bare) == "nobody":
        return CellReading()
    if _ARRAY.fullmatch(bare):
        return CellReading(problem=f"'{bare}' may be names or a place to be filled in")
    remark = _REMARK.fullmatch(bare)
    return CellReading(comment=remark["remark"]) if remark and is_blank(remark["blank"]) else None


def read_chosen_names(text: str, role: str) -> CellReading:
    """Read what a person chose as the parties of a role: names between commas or semicolons, each taken as it is.

    >>> [mark.text for mark in read_chosen_names("Writer and Editor; Ann", "Informed").marks]
    ['Writer and Editor', 'Ann']
    """
    marks = tuple(Mark(piece, role, at + 1, _folded(piece)) for at, piece in _pieces(text))
    return CellReading(marks)


def without_note(name: str) -> str:
    """Return a name without the signs of footnotes behind it.

    >>> without_note("Sales [^2]"), without_note("Night crew**"), without_note("**")
    ('Sales', 'Night crew', '**')
    """
    note = None if name.startswith("*") else _NOTE.search(name)
    return (name[: note.start()].rstrip() if note else name) or name


def names_alone(texts: Iterable[str]) -> frozenset[str]:
    """Return the names that stand for themselves in cells, in small letters: between commas, without "and" or slash."""
    found = {_folded(piece).casefold() for text in texts for _, piece in _pieces(without_markup(decoded(text)[0]))}
    joined = (_JOINT, _EITHER)
    return frozenset(
        name for name in found if name and not any(each.search(name) for each in joined) and not _is_tight(name)
    )


def surnames_first(texts: Iterable[str]) -> bool:
    """Tell whether each cell of a matrix with a name is one of a surname, a comma and a first name.

    >>> surnames_first(["Bell, Ann", "", "Roy, Bo"]), surnames_first(["Bell, Ann", "Roy"])
    (True, False)
    """
    filled = {without_markup(text).strip() for text in texts if not is_blank(text)}
    return len(filled) > 1 and all(
        _SURNAME_FIRST.fullmatch(name.strip()) for text in filled for name in text.split(";")
    )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts between commas and the like, and where each begins; brackets below a name belong to it."""
    start = 0
    for match in [*_BETWEEN.finditer(text), None]:
        if match and _LINE_END.fullmatch(match[0]) and _BRACKETS.match(text, match.end()):
            continue
        end = match.start() if match else len(text)
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), piece.strip()
        start = match.end() if match else end


def _parted(start: int, piece: str, known: Collection[str]) -> list[tuple[int, str]]:
    """Return a piece, or its parts where it is joined of names that are known."""
    if _folded(piece).casefold() in known or _EITHER.search(_HEAD_OF.sub(r"\1-of", piece)):
        return [(start, piece)]
    parts = []
    at = 0
    for match in [*_JOINT.finditer(piece), None]:
        end = match.start() if match else len(piece)
        parts.append((start + at, piece[at:end]))
        at = match.end() if match else end
    named = [_folded(part).casefold() in known for _, part in parts]
    if all(named) or (any(named) and _is_sum(piece, len(parts))):
        return parts
    return [(start, piece)]


def _is_sum(piece: str, parts: int) -> bool:
    """Tell whether a plus between blanks, and nothing else, joins the parts of a text, none of which has a number."""
    return len(piece.split(" + ")) == parts and not any(map(str.isdigit, piece))


def _problem(name: str, known: Collection[str]) -> str | None:
    """Return what keeps a text from being the name of one party."""
    outside = _HEAD_OF.sub(r"\1-of", _folded(re.sub(r"\([^()]*\)", " ", name)))
    several = bool(_JOINT.search(outside) or _EITHER.search(outside)) or _is_tight(outside)
    words = name.split()
    problems = {
        f"'{name}' is no name": not any(char.isalnum() for char in name),
        f"'{name[:_LONGEST]}...' is longer than a name": max(len(outside), len(name) // 2) > _LONGEST,
        f"'{name}' is a number and no name": "".join(words).isdecimal(),
        f"'{name}' may be one name or several": _RANGE.fullmatch(name) is not None
        or (several and _folded(name).casefold() not in known),
        f"'{name}' may begin another role": _is_label(_BEFORE_SIGN.search(name)),
        f"'{name}' says more than a name": _ABOUT.search(outside) is not None
        or _CLAUSE.match(name) is not None
        or _ON_DEMAND.search(outside) is not None
        or _ASIDE.search(outside) is not None
        or (len(words) > _FEW_WORDS and name.endswith((".", "\u3002"))),
        f"'{name}' does not say who": group_of(name) == "others" or (means_everyone(name) and _leaves_open_who(name)),
    }
    return next((problem for problem, is_so in problems.items() if is_so), None)


def means_everyone(name: str) -> bool:
    """Tell whether a name is a word for all, or begins with one ("All crews"); it names no single party.

    >>> means_everyone("Everybody"), means_everyone("All crews"), means_everyone("Hall crew")
    (True, True, False)
    """
    first, _, rest = name.partition(" ")
    return group_of(first) == "everyone" or (bool(rest) and group_of(name) == "everyone")


def _leaves_open_who(name: str) -> bool:
    """Tell whether words behind one for all say that some are meant ("All affected crews"), or there are too many."""
    words = _WORD.findall(fold(name))
    some = common_signs("some-of-all")
    return len(words) > 1 and (
        len(words) > _MOST_WITH_ALL or any(word in some or group_of(word) == "others" for word in words)
    )


def _is_label(before: re.Match[str] | None) -> bool:
    """Tell whether what stands before the sign in a name is a letter or word for a role."""
    text = before["label"].strip("-*+•`_ ") if before else ""
    return text in USUAL_LETTERS or bool(roles_named(text))


def _is_tight(name: str) -> bool:
    """Tell whether two words stand around a slash without blanks, and are no name such as QA/QC or @shop/bakers."""
    match = _TIGHT.search(name)
    return match is not None and match[0].casefold() not in _ONE and name[match.start() - 1 : match.start()] != "@"


def _folded(text: str) -> str:
    return " ".join(text.split())
