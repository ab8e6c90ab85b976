"""Which role a header or a cell names by a word, and what the headers beside it settle where the word is ambiguous."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from raci_graph.parse.header_words import activity_header_language, is_attribute_header, is_blank
from raci_graph.parse.role_gate import may_be_role
from raci_graph.parse.word_lists import bare, fold, in_order, languages_by_word, roles_by_name, word_lists
from raci_graph.vocab import SCHEMES, USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_SCHEMES = (*SCHEMES.values(), frozenset({"Driver", "Approver", "Consulted", "Informed"}))
"""The roles that stand together: those of the known schemes, and of DACI where its C is Consulted."""
_ACCOUNTABLE_DACI = tuple(
    frozenset({"Driver", "Accountable", other, "Informed"}) for other in ("Contributor", "Consulted")
)
"""DACI where its A is the one accountable; a word that may mean R or D ("Lead") is none of these."""
_LONGEST = 120
_FEW_WORDS = 3
_MOST_OPEN = 6
"""How many ambiguous headers of one table are weighed against each other; with more none of them is settled."""
_OF_RAPID = frozenset({"Perform", "Decide"})
_DONE = frozenset({"Responsible", "Accountable"})
_MOST = 4
"""How many roles settle what the words of some of them mean, where they do not complete a scheme."""

_INFLECTION = re.compile(
    r"(?<=\w)(?:\((?:e|s|es|a|as|os|o|i|n|r|in|ne|innen|en)\)|[/·•.:*_-](?:e|s|es|a|as|os|o|i|n|r|in|ne|nen|innen|en))+s?(?=\s|$)"
)
_BRACKET = re.compile(r"([^()\[\]]*)[(\[]([^()\[\]]*)[)\]]([^()\[\]]*)")
_LETTERS = re.compile(r"[raci](?:\s*[/,&+]?\s*[raci]){1,3}")
_LETTER_FIRST = re.compile(r"([a-z])(?:\s*[-–—:=/|.)]\s*|(?<=[rc])\s+)(\S.*)")
_LETTER_LAST = re.compile(r"(.*\S)(?:\s*[-–—:=/|,]\s*|\s+(?=[rc]$))([a-z])")
_PARTICLE = re.compile(r"[a-z]\s+(\S.*)")
_SYNONYMS = re.compile(r"\s*[/|\\;]\s*")
_COMMENT = re.compile(r"\s*(?:\s[-–—]|:)\s+")
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
"""Where two words of a page stand together that only a style parts."""
_DOUBLED = re.compile(r"([A-Z])(?=\1[a-z])")
"""A letter in front of its word, which only a style sets off ("RResponsible")."""
_NAME_OF_WORDING = re.compile(r"[:;.(—–]|\s-\s")
_HEAD = re.compile(r"[:;,.(\[–—/]|\s-\s")


@dataclass(frozen=True, slots=True)
class _Name:
    """The roles that a text may name.

    Attributes:
        roles: the roles, in order; several where it is ambiguous.
        settled: False where the text contradicts itself ("Informed (C)"), which no other header settles.
        weak: whether it is as often the name of a team, a person or a thing.
        word_roles: where a letter beside the word chose among its roles, all that the word may name.
    """

    roles: tuple[str, ...] = ()
    settled: bool = True
    weak: bool = False
    word_roles: tuple[str, ...] = ()


_NOTHING = _Name()


def roles_named(text: str) -> tuple[str, ...]:
    """Return the roles that a whole header or a whole cell names: none, one, or several where it is ambiguous.

    A letter beside the word ("Responsible (R)", "R - Responsible") settles what the word leaves open; one that
    contradicts it makes it ambiguous. A comment in brackets is passed over.

    >>> roles_named("Accountable (one only)"), roles_named("Owner"), roles_named("Customer")
    (('Accountable',), ('Responsible', 'Accountable'), ())
    """
    name = _read(text)
    return name.roles if name.settled or len(name.roles) > 1 else ()


def joined_parts(text: str, known: Collection[str] = ()) -> list[str]:
    """Return the parts of a text with an "and" between them that each name one role; else the text as it is.

    Args:
        text: the text.
        known: words, in small letters, whose role something else settles.

    >>> joined_parts("Responsible and Accountable"), joined_parts("Search and Rescue")
    (['Responsible', 'Accountable'], ['Search and Rescue'])
    """

    def names_one(part: str) -> bool:
        return part.casefold() in known or len(roles_named(part)) == 1

    parts = [part.strip() for part in _and().split(text)]
    return parts if len(parts) > 1 and all(map(names_one, parts)) else [text]


def resolve_headers(headers: Sequence[str], *, cells: bool = False) -> dict[int, str]:
    """Return the role that each of the headers of one table names, by its index, where that is certain.

    A header with an ambiguous word counts only if just one choice gives all headers different roles, or just one
    completes a known scheme. It is R or A beside others, too, where no other choice gives roles of one scheme. A word
    that is as often the name of a team or a thing ("Support") counts only among others that name roles of one scheme
    with it.

    Args:
        headers: the headers.
        cells: whether they are words of cells instead: those have other texts beside, and no nouns ("Accountable
            manager").

    >>> resolve_headers(["Tarea", "Responsable", "Rinde cuentas", "Consultado", "Informado"])
    {1: 'Responsible', 2: 'Accountable', 3: 'Consulted', 4: 'Informed'}
    """
    return dict(_resolved(tuple(headers), cells=cells))


@lru_cache(maxsize=4096)
def _resolved(headers: tuple[str, ...], *, cells: bool) -> Mapping[int, str]:
    """Resolve headers; many tables of a document have the same, and each is looked at several times."""
    names = [_read(header) if cells else _of_header(header) for header in headers]
    others = cells or any(
        not (name.roles or is_blank(header) or activity_header_language(header) or is_attribute_header(header))
        for header, name in zip(headers, names, strict=True)
    )
    in_part = not cells and all(name.settled for name in names)
    return _resolve(names, others=others, in_part=in_part)


def doubtful_headers(headers: Sequence[str], *, announced: bool = False) -> dict[int, tuple[str, ...]]:
    """Return the headers of one table that may name a role and do not surely name one, with those they may name.

    A weak word ("Owner", "Support") is in doubt only where another header does name a role, where the headers name most
    roles of a scheme ("Recommend", "Agree", "Decide"), or the table is announced as a matrix.
    """
    resolved = resolve_headers(headers)
    every = [_of_header(header) for header in headers]
    announced = announced or _stand_together(every)
    names = {at: name for at, name in enumerate(every) if at not in resolved}
    return {
        at: name.word_roles or name.roles
        for at, name in names.items()
        if name.roles
        and not (name.weak and (not (resolved or announced) or is_attribute_header(headers[at])))
        and not (announced and activity_header_language(headers[at]))
    }


def _stand_together(names: Sequence[_Name]) -> bool:
    """Tell whether three headers that each name one role, by weak words even, name roles of one scheme."""
    roles = {name.roles[0] for name in names if len(name.roles) == 1}
    return any(len(roles & scheme) >= _MOST - 1 for scheme in _SCHEMES)


def resolve_legend(entries: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the role that each letter of a legend means, where its wording or those of the others settle it.

    Args:
        entries: letters with their wordings. What stands first in a wording is its name; the rest explains it.

    >>> resolve_legend([("R", "réalise"), ("A", "approuve"), ("C", "consulté"), ("I", "informé")])
    {'R': 'Responsible', 'A': 'Accountable', 'C': 'Consulted', 'I': 'Informed'}
    """
    names = [_wording(letter, wording) for letter, wording in entries]
    return {entries[at][0]: role for at, role in _resolve(names, others=False, explained=True).items()}


@lru_cache(maxsize=4096)
def _wording(letter: str, wording: str) -> _Name:
    head = _HEAD.split(wording, maxsplit=1)[0]
    name = roles_named(_NAME_OF_WORDING.split(wording, maxsplit=1)[0])
    roles = name if len(name) == 1 else roles_named(wording) or roles_named(head) or name
    if not roles:
        told = (words.roles_in(wording) for words in word_lists())
        roles = next((each for each in told if each), ()) or roles_named(_GLUED.sub(" ", wording).partition(" ")[0])
    usual = _by_letter(roles, fold(letter))
    if roles and not usual:
        synonyms = {role for part in _SYNONYMS.split(wording) for role in roles_named(part)}
        usual = _by_letter(in_order(synonyms), fold(letter))
    return _Name(usual or roles, word_roles=roles if usual and len(roles) > 1 else ())


@lru_cache(maxsize=16384)
def _read(text: str) -> _Name:
    """Return the roles that a text may name."""
    text = _DOUBLED.sub(r"\1 - ", text, count=1) if _DOUBLED.match(text) else text
    if len(text) > _LONGEST or not may_be_role(text):
        return _NOTHING
    form = bare(text)
    shorter = _INFLECTION.sub("", text)
    uninflected = (form if shorter == text else bare(shorter)).replace("@", "o")
    if form != uninflected and form not in roles_by_name():
        name = _known(uninflected) or _decorated(uninflected)
        if name:
            return name
    return _known(form) or _decorated(form) or _NOTHING


def _known(form: str) -> _Name | None:
    roles = roles_by_name().get(form)
    return _Name(roles, weak=form in languages_by_word("weak")) if roles else None


def _decorated(form: str) -> _Name | None:
    """Return what a text names that has more than a word for a role, or None."""
    if match := _BRACKET.fullmatch(form):
        return _with_bracket(f"{match[1]} {match[3]}".strip(), match[2].strip())
    for pattern, letter, rest in ((_LETTER_FIRST, 1, 2), (_LETTER_LAST, 2, 1)):
        match = pattern.fullmatch(form)
        if match and (name := _read(match[rest])).roles:
            return _with_letter(name, match[letter])
    if match := _PARTICLE.fullmatch(form):
        return _read(match[1])
    for pattern in (_COMMENT, _SYNONYMS, _joins()):
        parts = pattern.split(form)
        if len(parts) > 1:
            return _several([_read(part) for part in parts], pattern)
    return None


def _of_header(text: str) -> _Name:
    """Return the roles that a header may name; it may have a noun beside its word, as a cell has not."""
    name = _read(text)
    return name if name.roles or len(text) > _LONGEST else _beside_a_noun(bare(text)) or name


def _beside_a_noun(form: str) -> _Name | None:
    """Return what a text of few words names that begins or ends with a word for one role ("Accountable manager")."""
    words = form.split()
    if not 1 < len(words) <= _FEW_WORDS:
        return None
    for word, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        name = _known(word)
        if name and not name.weak and len(name.roles) == 1:
            others = [other for each in rest if (other := _known(each))]
            return replace(_agreed([name, *others]), weak=True)
    return None


def _with_bracket(outside: str, inside: str) -> _Name | None:
    name, within = _read(outside), _read(inside)
    if not name.roles:
        if within.roles and len(outside) == 1:
            return _with_letter(within, outside)
        return replace(within, settled=False) if within.roles and not within.weak else None
    if len(inside) == 1 and inside.isascii() and inside.isalpha():
        return _with_letter(name, inside)
    if _LETTERS.fullmatch(inside):
        usual = {USUAL_LETTERS[letter] for letter in inside.upper() if letter in USUAL_LETTERS}
        return replace(name, roles=in_order({*name.roles, *usual}), settled=False)
    return _agreed([name, within]) if within.roles else name


def _several(names: list[_Name], pattern: re.Pattern[str]) -> _Name | None:
    """Return what a text names whose parts name roles, or some of them do."""
    telling = [name for name in names if name.roles]
    if len(telling) == len(names):
        return _agreed(telling) if pattern is not _joins() else _together(telling)
    if pattern is _COMMENT:
        return names[0] if names[0].roles else None
    strong = [name for name in telling if not name.weak and len(name.roles) == 1]
    return replace(_agreed(strong), settled=False) if strong else None


def _agreed(names: list[_Name]) -> _Name:
    """Return the roles that all of some texts name, or where they have none in common, all their roles, unsettled."""
    common = set(names[0].roles).intersection(*(name.roles for name in names))
    weak = all(name.weak for name in names)
    if common and all(name.settled for name in names):
        return _Name(in_order(common), weak=weak)
    return _Name(in_order({role for name in names for role in name.roles}), settled=False, weak=weak)


def _together(names: list[_Name]) -> _Name:
    """Return the roles of texts with "and" between them: those of one if all name the same, else all, unsettled."""
    if len({name.roles for name in names}) == 1:
        return _agreed(names)
    return replace(_agreed(names), roles=in_order({role for name in names for role in name.roles}), settled=False)


def _with_letter(name: _Name, letter: str) -> _Name:
    """Return what a text names whose word has a letter beside it."""
    usual = USUAL_LETTERS.get(letter.upper())
    agreeing = _by_letter(name.roles, letter)
    if agreeing:
        return _Name(agreeing, word_roles=name.roles if len(name.roles) > 1 else ())
    if usual is None:
        return name
    return _Name(in_order({*name.roles, usual}), settled=False)


def _by_letter(roles: tuple[str, ...], letter: str) -> tuple[str, ...]:
    """Return those roles that a letter usually stands for: RACI's by RACI's letters, others by their initial."""
    usual = USUAL_LETTERS.values()
    return tuple(
        role
        for role in roles
        if (role == USUAL_LETTERS.get(letter.upper()) if role in usual else role[0] == letter.upper())
    )


@lru_cache(maxsize=1)
def _joins() -> re.Pattern[str]:
    return re.compile(rf"\s*[&+,]\s*|{_and().pattern}")


@lru_cache(maxsize=1)
def _and() -> re.Pattern[str]:
    words = sorted(languages_by_word("joins"), key=lambda each: (-len(each), each))
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, words))})\s", re.IGNORECASE)


def _resolve(names: Sequence[_Name], *, others: bool, explained: bool = False, in_part: bool = False) -> dict[int, str]:
    """Return the roles of the names that are certain, by index.

    Args:
        names: what each header may name.
        others: whether there are headers beside that are neither roles nor of activities or their attributes.
        explained: whether a letter beside a word is what the word explains, and so settles nothing where another word
            names its usual role.
        in_part: whether most roles of a scheme settle what an ambiguous word means, where they do not complete it.
    """
    single = {at: name for at, name in enumerate(names) if name.settled and len(name.roles) == 1}
    plain = {name.roles[0] for name in single.values() if not name.word_roles}
    certain = {
        at: name.roles[0]
        for at, name in single.items()
        if not name.weak and not (name.word_roles and name.roles[0] in plain)
    }
    weak = {at: name.roles[0] for at, name in single.items() if name.weak}
    undecided = {at: name for at, name in enumerate(names) if name.settled and len(name.roles) > 1}
    if explained:
        clash = {at: name for at, name in single.items() if name.word_roles and name.roles[0] in plain}
        undecided |= {at: replace(name, roles=name.word_roles) for at, name in clash.items()}
    if weak:
        given = {**certain, **weak}
        found = {**given, **_choice(given, undecided, in_part=in_part)}
        if _is_of_one_scheme(found, certain, others=others):
            return dict(sorted(found.items()))
    return dict(sorted({**certain, **_choice(certain, undecided, in_part=in_part)}.items()))


def _choice(given: Mapping[int, str], undecided: Mapping[int, _Name], *, in_part: bool) -> dict[int, str]:
    """Return the roles of ambiguous headers, if just one choice goes with those that are given."""
    if not undecided or len(undecided) > _MOST_OPEN:
        return {}
    taken = set(given.values())
    choices = [
        choice
        for choice in product(*(name.roles for name in undecided.values()))
        if len(set(choice)) == len(choice) and not taken & set(choice)
    ]
    whole = [choice for choice in choices if any(scheme <= taken | set(choice) for scheme in _SCHEMES)]
    if not whole:
        whole = [choice for choice in choices if any(taken | set(choice) <= scheme for scheme in _SCHEMES)]
        lettered = all(name.word_roles for name in undecided.values())
        if len(choices) > 1 and not lettered and not (in_part and whole and _is_most(taken, undecided, whole[0])):
            return {}
    return dict(zip(undecided, whole[0], strict=True)) if len(whole) == 1 else {}


def _is_most(taken: Collection[str], undecided: Mapping[int, _Name], choice: Sequence[str]) -> bool:
    """Tell whether a choice of R, A or both makes most of a scheme with the roles that are given.

    Three are enough where no weak word ("Owner") is to name the one who does the work. A choice of P or D makes most of
    RAPID with three others of it.
    """
    roles = {*taken, *choice}
    if _OF_RAPID.issuperset(choice):
        return len(roles) >= _MOST
    doers = [name for name, role in zip(undecided.values(), choice, strict=True) if role == "Responsible"]
    fewest = _MOST if any(name.weak for name in doers) else _MOST - 1
    return roles >= _DONE and _DONE.issuperset(choice) and len(roles) >= fewest


def _is_of_one_scheme(found: Mapping[int, str], certain: Mapping[int, str], *, others: bool) -> bool:
    """Tell whether roles, some of them named by weak words, are surely those of one scheme."""
    roles, strong = set(found.values()), len(set(certain.values()))
    if not any(roles <= scheme for scheme in (*_SCHEMES, *_ACCOUNTABLE_DACI)):
        return False
    return strong > 1 or roles in _SCHEMES or len(roles) >= _MOST or (strong == 1 and not others)
