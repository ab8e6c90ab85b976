"""Finds what a document says that its letters mean."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Code, Heading, LostTable, Paragraph, RawTable, TextLines
from raci_graph.findings import Finding, Severity
from raci_graph.model import LegendEntry
from raci_graph.parse.emoji import with_explained
from raci_graph.parse.heading_legends import headings_as_entries
from raci_graph.parse.legend_codes import codes_of, entries_with, says_each
from raci_graph.parse.legend_doubts import doubts, noted
from raci_graph.parse.legend_entries import entries_beside
from raci_graph.parse.legend_lines import is_letter
from raci_graph.parse.list_parts import item_of
from raci_graph.parse.who_tables import who_tables
from raci_graph.parse.words import common_signs, fold, language_of, resolve_legend, roles_named, word_lists
from raci_graph.vocab import SCHEMES, USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from raci_graph.blocks import Block
    from raci_graph.model import Place

    Told = tuple[str, str, Place, int]
    """A letter, its wording, its place, and the index of its block."""

_BESIDE_RACI = SCHEMES["RASCI"] | SCHEMES["RACI-VS"] | SCHEMES["CAIRO"]
_WITH_SUPPORT = re.compile(r"(?<![^\W_])(?:RASCI|RASIC|RACSI|RACIS|ARSCI|SRACI)(?![^\W_])", re.IGNORECASE)
_WITH_SIGNATORY = re.compile(r"(?<![^\W_])(?:RACI-?VS|RACVIS)(?![^\W_])", re.IGNORECASE)
_SEVERAL = re.compile(
    r"[^\W\d_a-z](?:(?:\s*[/&+,]\s*[^\W\d_a-z]){1,3}|[*†‡§¹²³]{1,3})(?P<told>\s*(?:[:=]|[–—-]\s).*)?", re.DOTALL
)
_NAME = re.compile(r"([^\W\d_][^:;.,()–—]{1,30}?)\s*(?::|[–—]|\s-\s)\s*\S")
"""The name that a wording begins with, before what explains it."""
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 500
"""How many entries a legend has at most: more of them explain no letters."""
_SHORTEST = 3
"""How many characters the wording of a letter has at least, and one more."""


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend, the block in which it begins, the language of its words, and what is doubtful about them."""

    entries: tuple[LegendEntry, ...]
    block: int
    language: str | None = None
    said: tuple[Finding, ...] = ()

    @property
    def roles(self) -> dict[str, str]:
        """The name of the role that each letter means."""
        return {entry.letter: entry.role for entry in self.entries}


@dataclass(frozen=True, slots=True)
class Explained:
    """What a document explains.

    Attributes:
        legends: its legends, in order.
        tables: the indexes of the tables that explain letters and assign nothing.
        others: lists of letters with their wordings that speak of no role ("R = read, W = write").
        who: the indexes of the tables that say who has each letter, one for each activity.
    """

    legends: list[Legend]
    tables: frozenset[int]
    others: tuple[dict[str, str], ...]
    who: frozenset[int] = frozenset()


USUAL = Legend(tuple(LegendEntry(letter, role) for letter, role in USUAL_LETTERS.items()), -1)
"""RACI's usual meaning, for a document that has no legend."""
_DACI = Legend(tuple(LegendEntry(role[0], role) for role in ("Driver", "Approver", "Contributor", "Informed")), -1)
_NAMES_DACI = re.compile(r"(?<![^\W_])DACI(?![^\W_])")
_NAMES_RACI = re.compile(r"RACI|RASCI", re.IGNORECASE)


def usual_legend(text: str) -> Legend:
    """Return the legend that holds in a document without one: RACI's, or DACI's where its titles name that alone.

    >>> usual_legend("DACI of the harbour").roles["A"], usual_legend("From DACI to RACI").roles["A"]
    ('Approver', 'Accountable')
    """
    return _DACI if _NAMES_DACI.search(text) and not _NAMES_RACI.search(text) else USUAL


def variant_letters(texts: Iterable[str]) -> dict[str, str]:
    """Return the letters that a variant of RACI has besides R, A, C and I, where texts call the matrix by its name.

    >>> variant_letters(["The RASCI of the harbour"])
    {'S': 'Support'}
    """
    called = list(texts)
    if any(_WITH_SUPPORT.search(text) for text in called):
        return {"S": "Support"}
    return {"V": "Verifier", "S": "Signatory"} if any(_WITH_SIGNATORY.search(text) for text in called) else {}


def find_legends(blocks: Sequence[Block], listed: Collection[int] = ()) -> Explained:
    """Return what a document says that letters mean.

    Args:
        blocks: the blocks of the document.
        listed: the indexes of those that state roles as a list, and so explain nothing.
    """
    blocks = headings_as_entries(blocks)
    runs: list[list[Told]] = []
    tables: dict[int, dict[str, str]] = {}
    run: list[Told] = []
    depth = 0
    who = who_tables(blocks)
    listed = {*listed, *who}
    for index, block in enumerate(every := [*blocks, None]):
        entries = entries_with(block, index, run) if block is not None and index not in listed else []
        entries = with_explained(entries) if isinstance(block, RawTable) else entries
        if isinstance(block, RawTable) and len({letter for letter, *_ in entries if is_letter(letter)}) > 1:
            words = {letter: wording for letter, wording, *_ in entries}
            entries = [] if any(_says_who(words, before) for before in tables.values()) else entries
            tables |= {index: words} if entries else {}
        if block is not None and (letter := _lone_letter(blocks, index)):
            entries = [(*letter, index)]
        elif run and index and _lone_letter(blocks, index - 1):
            continue
        codes = [(*each, index) for each in codes_of(block, run)] if run and not entries else []
        run += codes
        if codes or (run and isinstance(block, Paragraph) and _is_of_several(every, index)):
            continue
        if isinstance(block, Paragraph | TextLines | Code) and entries:
            depth = depth if run else _depth(block)
            run += entries
        elif run and isinstance(block, Paragraph) and block.depth > depth:
            continue
        else:
            beside = [] if entries or not isinstance(block, RawTable) else list(entries_beside(block))
            runs += [each for each in (run, entries, [(*each, index) for each in beside]) if each]
            run = []
    told = [(found, _legend_of_run(found)) for found in map(with_explained, runs)]
    others = (
        {letter: wording for letter, wording, *_ in found}
        for found, legend in told
        if not (legend or _are_names(found))
    )
    legends = [legend for _, legend in told if legend]
    usual = set(USUAL_LETTERS)
    if all(usual.isdisjoint(legend.roles) for legend in legends):
        legends = list(map(_beside_the_usual, legends))
    return Explained(legends, frozenset(tables), tuple(other for other in others if len(other) > 1), who)


def _beside_the_usual(legend: Legend) -> Legend:
    """Return a legend of letters that variants of RACI have besides its own ("S: Support"), with those of RACI.

    Another legend stays as it is.
    """
    letters, roles = all(map(str.isalpha, legend.roles)), set(legend.roles.values())
    if not (letters and legend.entries and legend.language) or not roles <= _BESIDE_RACI - set(USUAL_LETTERS.values()):
        return legend
    message = f"the legend explains {', '.join(legend.roles)}, and none of R, A, C and I"
    said = Finding("P10", Severity.WARNING, message, legend.entries[0].place, "these are read with their usual meaning")
    return replace(legend, entries=(*USUAL.entries, *legend.entries), said=(*legend.said, said))


def _says_who(told: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Tell whether a table of letters has the words of one before and others behind: "R - Responsible | Ann Smith"."""
    heads = [{letter: wording.partition(":")[0] for letter, wording in each.items()} for each in (told, before)]
    return heads[0] == heads[1] and told != before and any(":" in wording for wording in told.values())


def _lone_letter(blocks: Sequence[Block], index: int) -> tuple[str, str, Place] | None:
    """Return the letter that is all of a block, with its wording in the block below: the term of a definition list."""
    if index + 1 >= len(blocks):
        return None
    block, below = blocks[index], blocks[index + 1]
    if not (isinstance(block, Paragraph) and isinstance(below, Paragraph) and block.lines and below.lines):
        return None
    line, wording = block.lines[0], below.lines[0].plain
    alone = len(block.lines) == 1 and is_letter(line.plain) and line.plain != "-"
    return (line.plain, wording, line.place) if alone and len(wording) > _SHORTEST else None


def _is_of_several(blocks: Sequence[Block | None], index: int) -> bool:
    """Tell whether a block explains several letters together ("A/R: both"), or stands below one that is their name.

    So it is with a letter that has the sign of a footnote ("A*: at times").
    """
    block, above = blocks[index], blocks[index - 1]
    text = item_of(block.lines[0]).plain if isinstance(block, Paragraph) and block.lines else ""
    name = item_of(above.lines[0]).plain if isinstance(above, Paragraph) and above.lines else ""
    term = _SEVERAL.fullmatch(name)
    return _SEVERAL.match(text) is not None or (term is not None and term["told"] is None)


def _depth(block: Block) -> int:
    return block.depth if isinstance(block, Paragraph) else 0


def _legend_of_run(run: Sequence[Told]) -> Legend | None:
    """Return the legend that stands in entries one after the other, without a list of other letters beside it.

    Where a letter stands twice, the entries before that or those from it on may be about something else than roles.
    """
    if not run or len(run) > _MOST or _are_names(run):
        return None
    letters = [letter for letter, *_ in run]
    again = next((at for at, letter in enumerate(letters) if letter in letters[:at]), None)
    if again is not None and len(set(letters[:again])) > 1 < len(set(letters[again:])):
        parts = [_legend_if_any(part) for part in (run[:again], run[again:])]
        known = [part for part in parts if part and part.language]
        if len(known) == 1:
            return known[0]
    return _legend_if_any(run)


def _legend_if_any(run: Sequence[Told]) -> Legend | None:
    if len({letter for letter, *_ in run if is_letter(letter)}) < 2:  # noqa: PLR2004 - one letter is no legend
        return None
    return _legend([(letter, wording, place) for letter, wording, place, _ in run], run[0][3])


def _are_names(run: Sequence[Told]) -> bool:
    """Tell whether several letters stand with ever other words that name no role: as in "Ann (R), Bob (A)"."""
    if len({letter for letter, *_ in run}) == len(run):
        return False
    wordings: dict[str, set[str]] = {}
    for letter, wording, *_ in run:
        if not resolve_legend([(letter, wording)]):
            wordings.setdefault(letter, set()).add(wording)
    return sum(len(each) > 1 for each in wordings.values()) > 1


def legends_for(legends: Sequence[Legend], blocks: Sequence[Block]) -> list[Legend | None]:
    """Return the legend that holds for each block, None where the document has none.

    It is the one in the header of a table, or else the one right above the block or right below it, with no other
    table and no heading between; else the last one above; else the first. A legend none of whose wordings names a
    known role holds nowhere else than right beside a table.

    Args:
        legends: all legends of the document.
        blocks: all its blocks.
    """
    right_above = _nearest(legends, blocks, 1)
    right_below = _nearest(legends, blocks, -1)
    held: list[Legend | None] = []
    certain = [legend for legend in legends if legend.language]
    latest = certain[0] if certain else None
    starts = {legend.block: legend for legend in certain}
    for at, (above, below) in enumerate(zip(right_above, right_below, strict=True)):
        own = starts.get(at) if isinstance(blocks[at], RawTable) else None
        held.append(own or above or below or latest)
        latest = starts.get(at, latest)
    return held


def _nearest(legends: Sequence[Legend], blocks: Sequence[Block], step: int) -> list[Legend | None]:
    """Return for each block the legend met last on the way to it, if no heading and no table was met since."""
    starts = {legend.block: legend for legend in legends}
    found: list[Legend | None] = [None] * len(blocks)
    met: Legend | None = None
    for at in range(len(blocks))[::step]:
        found[at] = met
        if at in starts:
            met = starts[at]
        elif isinstance(blocks[at], Heading | RawTable | LostTable):
            met = None
    return found


def _legend(found: Iterable[tuple[str, str, Place]], block: int) -> Legend | None:
    """Return the legend that entries make, or None where they do not speak of roles."""
    every = list(found)
    told = [(letter, wording, place) for letter, wording, place in every if is_letter(letter) and letter != "-"]
    rights = {letter for letter, wording, _ in told if _is_right(wording)}
    if len(rights) > 1 or "R" in rights:
        return None
    roles = resolve_legend([(letter, wording) for letter, wording, _ in told])
    times = Counter(letter for letter, _, _ in told)
    known = [
        (letter, wording, place, _role_in(roles, times[letter], letter, wording)) for letter, wording, place in told
    ]
    letters = {letter for letter, *_ in known}
    beside = [each for each in every if not is_letter(each[0])]
    said = [noted(*each) for each in beside if not each[0].isalpha()]
    if {"R", "A", "I"} <= letters or {"R", "A", "C"} <= letters:
        for letter, wording, place, role in known:
            if role == "Approver":
                message = f"the legend's '{letter}: {wording}' speaks of approval, beside the letters of RACI"
                said.append(Finding("P10", Severity.WARNING, message, place, "read as Accountable"))
        known = [(*each[:3], "Accountable" if each[3] == "Approver" else each[3]) for each in known]
    known = [(*each[:3], None if _is_called_else(each[0], each[1], each[3]) else each[3]) for each in known]
    known = [(*each[:3], _own_role(each[0], each[3], [role for *_, role in known], letters)) for each in known]
    taken = {role for letter, *_, role in known if role and role == USUAL_LETTERS.get(letter)}
    also = {letter: role for letter, *_, role in known if letter not in USUAL_LETTERS and role in taken}
    known = [(*each[:3], None if each[0] in also else each[3]) for each in known]
    plain = {letter for letter, _, _, role in known if role}
    usual = {letter for letter, _, _, role in known if role and role == USUAL_LETTERS.get(letter)}
    if not plain and not {"R", "A"} <= letters:
        return None
    whole = set(USUAL_LETTERS) <= letters and len(usual) > 1
    other = _is_other_scheme({letter: role for letter, *_, role in known})
    spoken = {role for letter, *_, role in known if letter not in USUAL_LETTERS}
    entries: dict[str, LegendEntry] = {}
    unclear: set[str] = set()
    for letter, wording, place, named in known:
        assumed = whole and letter not in plain and USUAL_LETTERS.get(letter, letter) not in {letter, *spoken}
        role = USUAL_LETTERS[letter] if assumed else named or letter
        said += [] if other else doubts(letter, wording, role, place, assumed=assumed, also=also.get(letter))
        if letter in entries and entries[letter].role != role:
            message = f"the legend explains '{letter}' twice, and not alike"
            done = "cells with this letter are left unsettled"
            said.append(Finding("P11", Severity.VIOLATION, message, place, done))
            unclear.add(letter)
        entries.setdefault(letter, LegendEntry(letter, role, wording, place))
    for code, wording, place in beside if not other else ():
        if code.isalpha() and not says_each(code, wording, entries):
            message = (
                f"the legend explains '{code}: {wording}' apart from its letters, so '{code}' has a meaning of its own"
            )
            said.append(Finding("P10", Severity.WARNING, message, place, "read as a role of this matrix alone"))
            entries.setdefault(code, LegendEntry(code, code, wording, place))
    clear = tuple(entry for letter, entry in entries.items() if letter not in unclear)
    language = language_of([wording for _, wording, _ in told]) if plain else None
    return Legend(clear, block, language, tuple(said))


def _is_right(wording: str) -> bool:
    """Tell whether a wording begins with a word for a right to data ("Read-only"), or speaks of one ("No access")."""
    word, told = _WORD.match(wording), fold(wording)
    begins = word is not None and fold(word[0]) in common_signs("rights")
    return begins or any(each in told for each in common_signs("access"))


def _own_role(letter: str, role: str | None, roles: Sequence[str | None], letters: Collection[str]) -> str | None:
    """Return the role of a letter; None where its words must mean something else.

    That is so for a letter of RACI whose role is that of another letter of RACI by its own words, for an R that
    reviews, and in a legend of R, A, C and I for one whose role belongs to no scheme of theirs.
    """
    if role is None or letter not in USUAL_LETTERS or role == USUAL_LETTERS[letter]:
        return role
    usual = next((each for each, name in USUAL_LETTERS.items() if name == role), None)
    if (usual in letters and roles.count(role) > 1) or (letter, role) == ("R", "Consulted"):
        return None
    return role if usual or not set(USUAL_LETTERS) <= set(letters) or role in _BESIDE_RACI else None


def _is_called_else(letter: str, wording: str, role: str | None) -> bool:
    """Tell whether a letter has a name of its own, and only what explains the name speaks of a role.

    "Witness: supports the crew" with W is a role of its own; with an S it is the word for support that is not known.
    """
    name = _NAME.match(wording)
    if role is None or name is None or letter in USUAL_LETTERS or role[0] == letter:
        return False
    return name[1][0].upper() == letter and not (
        roles_named(name[1]) or any(words.roles_in(name[1]) for words in word_lists())
    )


def _is_other_scheme(roles: Mapping[str, str | None]) -> bool:
    """Tell whether letters mean just the roles of one known scheme that begin with them: DACI, where A is no RACI's."""
    return set(roles.values()) in SCHEMES.values() and all(role and role[0] == letter for letter, role in roles.items())


def _role_in(roles: Mapping[str, str], times: int, letter: str, wording: str) -> str | None:
    """Return the role of an entry: as the legend as a whole settles it, or by itself if its letter stands twice."""
    own = resolve_legend([(letter, wording)]).get(letter)
    return own if times > 1 else roles.get(letter) or own
