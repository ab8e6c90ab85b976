"""Texts that name all roles of an activity: "R: Ann; A: Bob", "Ann (R), Bob (A)", "Ann: R, Bob: A"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.parse.list_parts import explains, part_of
from raci_graph.parse.marks import is_blank, is_letters, role_of_label
from raci_graph.parse.markup import without_markup
from raci_graph.parse.words import roles_named
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from raci_graph.blocks import RawCell

    Named = dict[str, RawCell]
    """The names of each role that a text names, by the role."""

_CUT = re.compile(r"\s*(?:<br\s*/?>|[\n;,|·•]|\s/\s|\s{2,})\s*", re.IGNORECASE)
"""What may stand between entries, or between names within an entry."""
_AND = re.compile(r"\s*[,;/&+]\s*|\s+(?:and|und|et|y|e)\s+")
_DASH = re.compile(r"\s[–—-]\s")
LEAST = 3
"""A text of so many characters names no role with a name."""
_ITEM = r"(?:[-+•]\s+)?[*_`]{0,3}"
_ROLE_FIRST = re.compile(
    rf"{_ITEM}(?P<role>[^\W\d_][^:=()]{{0,25}}?)[*_`]{{0,3}}\s*(?::|=|\s[–—-]\s)[*_`]{{0,3}}\s*(?=\S)"
)
_NAME_FIRST = re.compile(
    rf"{_ITEM}(?P<name>[^\W\d_][^:=]*?)[*_`]{{0,3}}\s*"
    r"(?:[(\[](?P<inside>[^()\[\]]{1,60})[)\]]|(?::|=|\s[–—-]\s)\s*(?P<behind>\S{1,40}))[*_`]{0,3}",
    re.DOTALL,
)
_LETTERS_BEHIND = re.compile(
    rf"{_ITEM}(?P<name>[^\W\d_][^:=,;|·•\n]*?)[*_`]{{0,3}}\s*(?::|=|\s[–—-]\s)[*_`]{{0,3}}\s*[*_`]{{0,3}}"
    r"(?P<letters>[^\W\d_](?:[*_`]{0,3}\s*[,;/&+]\s*[*_`]{0,3}[^\W\d_]){0,3})[*_`]{0,3}(?:\s*\((?P<words>[^()]{3,60})\))?"
)
"""A name with letters behind it, which may have commas between them and their words behind ("Ann: R, A")."""
_WORDS_BEHIND = re.compile(
    rf"{_ITEM}(?P<name>[^\W\d_](?:[^:=,;|·•\n()]|\([^()\n]*\))*?)[*_`]{{0,3}}\s*(?::|=|\s[–—-]\s|(?P<open>\())[*_`]{{0,3}}\s*[*_`]{{0,3}}"
    r"(?P<words>[^\W\d_][^()]{3,60}?)(?(open)\))[*_`]{0,3}"
)
"""A name with words for roles behind it ("Ann: responsible, accountable")."""
_NO_WORD = re.compile(r"[\W_]")
_MOST_ROLES = 3
"""How many roles a party has at most whose words stand behind it; more are those of a legend."""
_MOST_WORDS = 6
"""How many words the name of a party has at most; more are a sentence."""
_LONGEST = 2000
"""The longest text, in characters, that is taken apart."""


def may_name_roles(text: str) -> bool:
    """Tell whether a text has what stands between names and roles; most texts have none, and none then names roles."""
    signed = ":" in text or "=" in text or "(" in text or "[" in text
    return len(text) > LEAST and (signed or _DASH.search(text) is not None)


def names_by_role(cell: RawCell, legend: Mapping[str, str]) -> Named:
    """Return the names of each role that a text names, none if it cannot be taken apart with certainty.

    Args:
        cell: the text.
        legend: the name of the role that each letter or word means.
    """
    if len(cell.text) > _LONGEST or not may_name_roles(cell.text) or is_blank(cell.text):
        return {}
    whole = _LETTERS_BEHIND.fullmatch(cell.text)
    letters = re.sub("[*_`]", "", whole["letters"]) if whole else ""
    if whole and is_letters(letters, legend) and not _is_lettered(whole["name"], legend):
        name, roles = part_of(cell, *whole.span("name")), _roles(letters, legend)
        return dict.fromkeys(roles, name) if _is_name(name) and _are_words_of(whole["words"], roles) else {}
    if found := _words_behind(cell, legend):
        return found
    cuts = [cut for cut in _CUT.finditer(cell.text) if not _is_bracketed(cell.text, cut.start())]
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(cell.text)]
    pieces = [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
    found = _role_first(cell, pieces, legend) or _name_first(cell, pieces, legend)
    labels = {role: (cell, names) for role, names in found.items()}
    return {} if not found or explains(labels, [cell]) or not all(map(_is_name, found.values())) else found


def labelled_names(cell: RawCell, legend: Mapping[str, str]) -> dict[str, tuple[RawCell, RawCell]]:
    """Return what stands for the label, and the names, of each role that a text names, as ``names_by_role`` does."""
    found = {}
    for role, names in names_by_role(cell, legend).items():
        head = head_of(role, legend)
        found[role] = (replace(names, text=head, plain=head), names)
    return found


def head_of(role: str, legend: Mapping[str, str]) -> str:
    """Return what heads the names of a role: its usual name, or its letter where the legend has another meaning."""
    if role in USUAL_LETTERS.values():
        return role
    return min((text for text, each in legend.items() if each == role), key=len, default=role)


def _role_first(cell: RawCell, pieces: Sequence[tuple[int, int]], legend: Mapping[str, str]) -> Named:
    spans: dict[str, tuple[int, int]] = {}
    open_roles: tuple[str, ...] = ()
    for start, end in pieces:
        label = _ROLE_FIRST.match(cell.text, start, end)
        if label:
            open_roles = _roles(label["role"], legend)
            if not open_roles or spans.keys() & set(open_roles):
                return {}
            spans |= dict.fromkeys(open_roles, (label.end(), end))
        elif open_roles:
            spans |= {role: (spans[role][0], end) for role in open_roles}
        else:
            return {}
    named = {role: part_of(cell, *span) for role, span in spans.items()}
    return named if not any(is_letters(names.plain, legend) for names in named.values()) else {}


def _name_first(cell: RawCell, pieces: Sequence[tuple[int, int]], legend: Mapping[str, str]) -> Named:
    names: dict[str, list[RawCell]] = {}
    for start, end in pieces:
        entry = _NAME_FIRST.fullmatch(cell.text, start, end)
        if entry is None or _is_lettered(entry["name"], legend) or _explained(entry["name"]):
            return {}
        roles = _roles(entry["inside"] or entry["behind"], legend)
        if not roles:
            return {}
        for role in roles:
            names.setdefault(role, []).append(part_of(cell, *entry.span("name")))
    return {role: _joined(each) for role, each in names.items()}


def _words_behind(cell: RawCell, legend: Mapping[str, str]) -> Named:
    """Return the roles of a text that is one name with nothing but words for roles behind it, none for another.

    A letter, even a small one, is explained by such words.
    """
    whole = _WORDS_BEHIND.fullmatch(cell.text)
    named = [roles_named(without_markup(each).strip()) for each in _AND.split(whole["words"])] if whole else []
    if whole is None or len(named) > _MOST_ROLES or any(len(roles) != 1 for roles in named):
        return {}
    if _is_lettered(whole["name"], legend):
        return {}
    name = part_of(cell, *whole.span("name"))
    return {roles[0]: name for roles in named} if _is_name(name) else {}


def _joined(names: Sequence[RawCell]) -> RawCell:
    text, plain = ("; ".join(texts) for texts in ([each.text for each in names], [each.plain for each in names]))
    return replace(names[0], text=text, plain=plain)


def _roles(label: str, legend: Mapping[str, str]) -> tuple[str, ...]:
    """Return the roles that a label names: letters ("A/R") or words."""
    bare = without_markup(label).strip()
    if is_letters(bare, legend):
        return tuple(dict.fromkeys(legend[char] for char in bare if char in legend))
    roles = [role_of_label(word, legend) for word in (_AND.split(bare) if len(bare) > LEAST else [bare])]
    return tuple(dict.fromkeys(role for role in roles if role)) if all(roles) else ()


def _is_lettered(name: str, legend: Mapping[str, str]) -> bool:
    """Tell whether what may be a name is letters of roles, or one small letter, with signs around it or without."""
    bare = _NO_WORD.sub("", without_markup(name))
    return is_letters(bare.upper() if len(bare) == 1 else bare, legend)


def _is_bracketed(text: str, at: int) -> bool:
    """Tell whether a place in a text lies within round brackets."""
    return text.rfind("(", 0, at) > text.rfind(")", 0, at) and text.find(")", at) >= 0


def _are_words_of(text: str | None, roles: Collection[str]) -> bool:
    """Tell whether what stands in brackets behind letters is nothing but words for their roles, or is not there."""
    parts = re.split(r"[,;/&+]", text) if text else []
    return all({*roles} & {*roles_named(part.strip())} for part in parts)


def _is_name(cell: RawCell) -> bool:
    """Tell whether a text may be names: it has letters, and no part of it is a sentence or a word for a role."""
    parts = [part for part in re.split("[,;/]", cell.plain) if part.strip()]
    return any(map(str.isalpha, cell.plain)) and all(
        len(part.split()) <= _MOST_WORDS and not _explained(part) for part in parts
    )


def _explained(text: str) -> bool:
    """Tell whether a text is a word for R, A, C or I, and so explains a letter; "Support" may be a team."""
    return not set(USUAL_LETTERS.values()).isdisjoint(roles_named(without_markup(text).strip()))
