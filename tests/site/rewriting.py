"""Rules of mod_rewrite, as far as ours use them, without Apache: where a request leads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple


class Rule(NamedTuple):
    """A RewriteRule: its conditions, those behind one another must hold, those of a list one of them."""

    conditions: list[list[tuple[str, str]]]
    pattern: str
    target: str
    flags: list[str]

    @property
    def status(self):
        return next((int(flag[2:]) for flag in self.flags if flag.startswith("R=")), None)


class Answer(NamedTuple):
    """What the rules answer: the status of a redirect and where it leads; 200 and the path of a file."""

    status: int
    target: str


def rules_of(text):
    """Read the rules out of a .htaccess."""
    rules, conditions, joins = [], [], False
    for line in text.splitlines():
        word, *rest = line.split() or [""]
        if word == "RewriteCond":
            condition = (rest[0], rest[1])
            if joins:
                conditions[-1].append(condition)
            else:
                conditions.append([condition])
            joins = rest[2:] == ["[OR]"]
        elif word == "RewriteRule":
            rules.append(Rule(conditions, rest[0], rest[1], rest[2].strip("[]").split(",")))
            conditions, joins = [], False
    return rules


def answer_of(rules, path, accept, top=None):
    """Return what the rules answer for a path and an Accept header; ``top`` is the folder of files, if there is one.

    ``None`` where they have nothing to say, and the server looks for a file of that path.
    """
    return answer_and_rule(rules, path, accept, top)[0]


def answer_and_rule(rules, path, accept, top=None):
    """Return the answer, and the number of the rule that gave it."""
    environment = {}
    for number, rule in enumerate(rules):
        found = re.search(rule.pattern, path)
        if not found or not all(any(_holds(each, path, accept, top) for each in some) for some in rule.conditions):
            continue
        for flag in rule.flags:
            if flag.startswith("E="):
                name, _, value = flag[2:].partition(":")
                environment[name] = value
        if rule.target == "-":
            if "L" in rule.flags:
                return None, number
            continue
        target = re.sub(r"\$([0-9])", lambda digit, found=found: found[int(digit[1])], rule.target)
        target = re.sub(r"%\{ENV:(\w+)\}", lambda name: environment[name[1]], target)
        return Answer(rule.status or 200, target), number
    return None, None


def _holds(condition, path, accept, top):
    variable, test = condition
    if test == "-f":
        return Path(variable.replace("%{REQUEST_FILENAME}", str(top / path))).is_file()
    assert variable == "%{HTTP_ACCEPT}"
    return (re.search(test.removeprefix("!"), accept) is None) == test.startswith("!")
