"""What kind of column a header heads, and what words and signs for all or none mean."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from raci_graph.parse.matrix_names import announces_matrix
from raci_graph.parse.word_lists import (
    bare,
    common_signs,
    fold,
    languages_by_word,
    parts_words,
    roles_by_name,
    word_lists,
)
from raci_graph.row_ids import ID_HEADER

if TYPE_CHECKING:
    from collections.abc import Sequence

Group = Literal["everyone", "others", "nobody"]
_GROUPS: tuple[Group, ...] = ("everyone", "others", "nobody")

_LONGEST = 120
"""How many characters a text may have that is looked up; a longer one is prose."""

_SEPARATOR = re.compile(r"\s*[/\\|&+,;↓→⇒↘]\s*|\s+[-–—]\s+")
_BRACKET = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\uff08[^\uff08\uff09]*\uff09)\s*")
_BLANK_OR_DASH = re.compile(r"[\s-]+")
_WORD_ENDS = re.compile(r"[\s/&_-]+")
_LETTER = r"[^\W\d_]"
UNSPACED = "\u2e80"
"""Where in Unicode the scripts of East Asia begin, which write words without blanks between them."""
_LONGEST_UNSPACED = 8
"""How many characters the name of a post has at most in them."""
_MOST_OF_A_POST, _LONGEST_SIGN, _PAIR = 4, 20, 2
_NUMBERED = re.compile(r"^[0-9]+\s?[명인名人]\s?")
_STEM, _SHORTEST = 9, 6
"""How many letters two words have in common that are forms of one, and how many a word has whose forms begin so."""
_LETTERS = re.compile(f"{_LETTER}+")
_KNOWN = (
    "activity-headers",
    "group-headers",
    "party-headers",
    "attribute-headers",
    "legend-words",
    "everyone",
    "others",
    "nobody",
    "names",
)


@lru_cache(maxsize=8192)
def activity_header_language(header: str) -> str | None:
    """Return the language in which a text heads the activity column, or None.

    A corner cell that names both sides ("Task / Role") heads it, too. A word of several languages counts as the
    first one's, English first.

    >>> activity_header_language("Activity")
    'en'
    """
    if len(header) > _LONGEST or _is_acronym(header):
        return None
    found = languages_by_word("activity-headers")
    for form in _forms(header):
        if form in found:
            return found[form][0]
    parts = _parts(header)
    if len(parts) > 1 and all(part in found or part in languages_by_word("party-headers") for part in parts):
        return next((found[part][0] for part in parts if part in found), None)
    return None


@lru_cache(maxsize=8192)
def speaks_of_activities(header: str) -> bool:
    """Tell whether a header of texts has a word for activities among others ("Appliance-related tasks or actions").

    It says less than ``activity_header_language``: "Customer service" may name a party too. With a word such as
    "responsibility" beside, it heads duties.
    """
    found = languages_by_word("activity-headers")
    form = _forms(header)[1] if len(header) <= _LONGEST else ""
    words = [word for word in _WORD_ENDS.split(form) if word]
    endings = [] if parts_words(form) else [form[-2:], form[-3:], form[-4:]]
    return any(word in found for word in (*words, *endings)) and _stems_of_roles().isdisjoint(
        word[:_STEM] for word in words
    )


@lru_cache(maxsize=4096)
def speaks_of_duties(header: str) -> bool:
    """Tell whether a header is a word for activities that speaks of roles: "Responsibility"."""
    form = bare(header)
    found = languages_by_word("activity-headers").get(form)
    return found is not None and (form[:_STEM] in _stems_of_roles() or form in common_signs("duties"))


@lru_cache(maxsize=4096)
def names_whose_duties(header: str) -> bool:
    """Tell whether a header has a word for what somebody is responsible for, and more ("Duties of the shop").

    >>> names_whose_duties("Customer responsibilities"), names_whose_duties("Customer")
    (True, False)
    """
    return len(_LETTERS.findall(header)) > 1 and speaks_of_work(header)


@lru_cache(maxsize=4096)
def speaks_of_work(text: str) -> bool:
    """Tell whether a text has a form of a word for who does the work or answers for it ("Main responsibility")."""
    return any(word.startswith(_stems_of_work()) for word in _LETTERS.findall(fold(text)))


@lru_cache(maxsize=1)
def _stems_of_roles() -> frozenset[str]:
    return frozenset(name[:_STEM] for name in roles_by_name() if len(name) >= _STEM and " " not in name)


@lru_cache(maxsize=1)
def _stems_of_work() -> tuple[str, ...]:
    named = {name for name, roles in roles_by_name().items() if set(roles) <= {"Responsible", "Accountable"}}
    return tuple(sorted({name[:_STEM] for name in named if len(name) >= _SHORTEST and " " not in name}))


@lru_cache(maxsize=8192)
def is_party_header(text: str) -> bool:
    """Tell whether a text heads a column, or is the corner of a row, that lists parties ("Role", "Task / Team")."""
    found = languages_by_word("party-headers")
    if len(text) > _LONGEST or _is_acronym(text):
        return False
    if any(form in found for form in _forms(text)):
        return True
    parts = _parts(text)
    known = all(part in found or part in languages_by_word("activity-headers") for part in parts)
    return len(parts) > 1 and known and any(part in found for part in parts)


def _is_acronym(text: str) -> bool:
    """Tell whether a text is two capital letters: "CO" is no Polish "what" and "AI" no Vietnamese "who"."""
    return len(text) == _PAIR and text.isascii() and text.isalpha() and text.isupper()


def heads_kind_of_party(text: str) -> bool:
    """Tell whether a text is one word and one for parties behind it.

    >>> heads_kind_of_party("Named person"), heads_kind_of_party("What the team does")
    (True, False)
    """
    words = _forms(text)[1].split()
    return len(words) == _PAIR and is_party_header(words[-1])


@lru_cache(maxsize=8192)
def numbers_activities(text: str) -> bool:
    """Tell whether a text heads a column that numbers the activities ("Step id", "Task no.")."""
    return any(_is_id_of_activity(form) for form in _forms(text))


@lru_cache(maxsize=8192)
def is_attribute_header(text: str) -> bool:
    """Tell whether a text heads a column that says something else of the activities ("ID", "Phase", "Task no.")."""
    if len(text) > _LONGEST:
        return False
    found = languages_by_word("attribute-headers")
    if text == ID_HEADER or numbers_activities(text) or any(form in found for form in _forms(text)):
        return True
    parts = _parts(text)
    return len(parts) > 1 and all(part in found for part in parts)


def activity_column(headers: Sequence[str]) -> int | None:
    """Return which of the headers of one table heads the activities, or None where none does.

    What groups activities ("Process", "Phase") heads them only where nothing finer ("Task", "Tasks of the shop")
    stands beside; of two that are alike the first one counts.

    >>> activity_column(["Phase", "Process", "Task", "Customer"])
    2
    """
    ranked = []
    for at, header in enumerate(headers):
        is_group = heads_groups(header)
        if activity_header_language(header):
            ranked.append((1 if is_group else 0, at))
        elif is_group:
            ranked.append((3, at))
        elif speaks_of_activities(header) and not (is_attribute_header(header) or is_party_header(header)):
            ranked.append((2, at))
    return min(ranked)[1] if ranked else None


def names_single_activities(header: str) -> bool:
    """Tell whether a header of texts has a word for single activities, and for no group of them ("Shop tasks")."""
    if not speaks_of_activities(header) or is_attribute_header(header) or is_party_header(header) or is_post(header):
        return False
    found, groups = languages_by_word("activity-headers"), languages_by_word("group-headers")
    form = _forms(header)[1]
    endings = [] if parts_words(form) else [form[-2:], form[-3:], form[-4:]]
    return any(word in found and word not in groups for word in (*_WORD_ENDS.split(form), *endings))


@lru_cache(maxsize=8192)
def heads_groups(header: str) -> bool:
    """Tell whether a text heads what groups activities ("Phase", "Module / Component")."""
    found = languages_by_word("group-headers")
    if any(form in found for form in _forms(header)):
        return True
    parts = _parts(header)
    return len(parts) > 1 and all(part in found for part in parts)


@lru_cache(maxsize=4096)
def is_legend_word(text: str) -> bool:
    """Tell whether a text says that a legend follows ("Legend:", "RACI key")."""
    found = languages_by_word("legend-words")
    forms = _forms(text)
    if any(form in found for form in forms):
        return True
    if _words_of_legends().isdisjoint(word for form in forms for word in _BLANK_OR_DASH.split(form)):
        return False
    rest = [" ".join(word for word in _BLANK_OR_DASH.split(form) if not announces_matrix(word)) for form in forms]
    return any(each in found for each in rest)


@lru_cache(maxsize=1)
def _words_of_legends() -> frozenset[str]:
    return frozenset(_BLANK_OR_DASH.split(phrase)[0] for phrase in languages_by_word("legend-words"))


@lru_cache(maxsize=8192)
def group_of(text: str) -> Group | None:
    """Return which group of parties a whole cell names instead of one party: all, all others, or nobody.

    >>> group_of("All others"), group_of("N/A"), group_of("OVHcloud")
    ('others', 'nobody', None)
    """
    form = _NUMBERED.sub("", bare(text))
    return next((group for group in _GROUPS if form in languages_by_word(group)), None)


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing: it is empty, or a dash, or a word for no or none ("–", "n/a", "none")."""
    return fold(text) in common_signs("blanks") or bare(text) in languages_by_word("no")


def is_check_mark(text: str) -> bool:
    """Tell whether a cell says that what heads its row and column belong together ("X", "✓", "yes")."""
    return fold(text) in common_signs("check-marks") or bare(text) in languages_by_word("yes")


def is_name_header(text: str) -> bool:
    """Tell whether a text heads names of whatever the rows are ("Name", "Title")."""
    return len(text) <= _LONGEST_SIGN and bare(text) in common_signs("name-headers")


def names_blank(text: str) -> bool:
    """Tell whether a legend means a cell in which nothing stands by a text: a dash, or a word such as "blank"."""
    return 0 < len(text) <= _LONGEST_SIGN and (is_blank(text) or bare(text) in common_signs("empty"))


@lru_cache(maxsize=8192)
def is_post(text: str) -> bool:
    """Tell whether a text is a name as posts and bodies have: few words, the first or the last one of those for people.

    What stands in brackets does not count. East Asian names end with such a word, without a blank before it.

    >>> is_post("Project sponsor (Ann)"), is_post("Inform the sponsor"), is_post("\u4ea7\u54c1\u7ecf\u7406")
    (True, False, True)
    """
    words = _WORD_ENDS.split(bare(_BRACKET.sub(" ", text)).strip()) if len(text) <= _LONGEST else []
    if not words or len(words) > _MOST_OF_A_POST or common_signs("articles") & set(words):
        return False
    last = words[-1]
    unspaced = last[-1:] >= UNSPACED and len(last) <= _LONGEST_UNSPACED
    ends = {last[-size:] for size in (2, 3)} if unspaced else set()
    return not common_signs("people").isdisjoint({words[0], last, *ends})


def sums_up(text: str) -> bool:
    """Tell whether the label of a row says that it counts the letters of the others ("Total R")."""
    return any(word in common_signs("sums") for word in _WORD_ENDS.split(bare(text)))


def heads_units(text: str) -> bool:
    """Tell whether a text heads what several parties belong to ("Department")."""
    return bare(text) in common_signs("units")


def names_initials(text: str) -> bool:
    """Tell whether a text heads the short names of persons ("Initials")."""
    return len(text) <= _LONGEST_SIGN and bare(text) in common_signs("initials")


def is_doubtful_mark(text: str) -> bool:
    """Tell whether a cell holds a sign that means yes in one place and no in another ("○", "×", "?")."""
    return fold(text) in common_signs("doubtful-marks")


def language_of(texts: Sequence[str]) -> str | None:
    """Return the language whose lists know most of some headers, cells and legend wordings; None where none does.

    Args:
        texts: whole texts. Of languages that know as many, the first one in the order of the lists is taken.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_languages_knowing(text))
    return max((words.language for words in word_lists()), key=counts.__getitem__) if counts else None


@lru_cache(maxsize=4096)
def _languages_knowing(text: str) -> frozenset[str]:
    """Return the languages whose lists know a whole text, or else those with a word for a role that is in it."""
    forms = _forms(text)
    known = {language for name in _KNOWN for form in forms for language in languages_by_word(name).get(form, ())}
    return frozenset(known or {words.language for words in word_lists() if words.roles_in(text)})


def _forms(text: str) -> tuple[str, ...]:
    """Return a text as it is looked up: bare, and without what stands in brackets."""
    form = bare(text.replace("_", " "))
    return form, bare(_BRACKET.sub(" ", form))


def _parts(text: str) -> list[str]:
    """Return the parts of a header that names several things ("Task / Role", "Tasks and activities")."""
    return [bare(part) for part in _joins().split(_SEPARATOR.sub("/", _forms(text)[1])) if part]


@lru_cache(maxsize=1)
def _joins() -> re.Pattern[str]:
    words = sorted(languages_by_word("joins"), key=lambda each: (-len(each), each))
    return re.compile(rf"/|\s(?:{'|'.join(map(re.escape, words))})\s")


def _is_id_of_activity(form: str) -> bool:
    words = form.split()
    if len(words) < 2:  # noqa: PLR2004 - the word for a number and what it numbers
        return False
    ids, activities = languages_by_word("id-words"), languages_by_word("activity-headers")
    pairs = ((words[0], words[1:]), (words[-1], words[:-1]))
    return any(bare(one) in ids and _without_particles(rest) in activities for one, rest in pairs)


def _without_particles(words: list[str]) -> str:
    """Return words without the small ones before the last ("of the step" is "step")."""
    return " ".join(words) if " ".join(words) in languages_by_word("activity-headers") else words[-1]
