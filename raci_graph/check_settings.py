"""How matrices are checked, as raci.toml or pyproject.toml says it.

[validate]                              # in pyproject.toml: [tool.raci-graph.validate]
fail-on = "warning"                     # violation, warning, info or never
rule = ["S", "F", "W02"]                # only these rules; a letter is a family
ignore = ["W15"]                        # all but these

[validate.thresholds]
W10 = { parties = 3 }                   # from how many parties on that do the work
W13 = { parties = 5, share = 0.6 }      # of how many parties on, and above which share of them
W14 = { parties = 5, share = "2/3" }
W22 = { parties = 4 }
W23 = { parties = 4, share = "3/4" }    # above which share of the rows
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raci_graph.errors import UsageError
from raci_graph.findings import Severity
from raci_graph.settings import CHECKS, FILE, read_toml, require_known, table_in
from raci_graph.thresholds import LEAST_PARTIES, RULES, Threshold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

NO_FAIL = "never"
FAIL_ON = (*(severity.value for severity in Severity), NO_FAIL)
"""From which severity on findings fail a check."""

PROJECT_FILE = "pyproject.toml"
_TOOL = ("tool", "raci-graph")
_KEYS = ("fail-on", "rule", "ignore", "thresholds")
_SHARE = r"([0-9]{1,4})/([0-9]{1,4})"
_MOST_PARTIES = 1_000_000


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """How matrices are checked.

    Attributes:
        fail_on: from which severity on findings fail the check; None where nothing is said.
        rule: the only rules and families that are reported; all without any.
        ignore: rules and families that are not reported.
        thresholds: from how many on rules report, by their codes.
        place: the file that says so; None where nothing is said.
    """

    fail_on: str | None = None
    rule: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    place: str | None = None


def check_settings_for(source: str) -> CheckSettings:
    """Return the settings for a SOURCE.

    The first of these that has the table counts, and no other: raci.toml and pyproject.toml in the folder of the
    source, raci.toml and pyproject.toml in the working folder.

    Raises:
        UsageError: for broken TOML, an unknown key (with the nearest known one), or a value that cannot be.
        InputError: if a file cannot be read.
    """
    path = Path(source)
    folders = [path if path.is_dir() else path.parent] if path.exists() else []
    for folder in dict.fromkeys([*folders, Path()]):
        for name in (FILE, PROJECT_FILE):
            file = folder / name
            found = read_check_settings(file) if file.is_file() else None
            if found is not None:
                return found
    return CheckSettings()


def read_check_settings(path: Path) -> CheckSettings | None:
    """Return what a raci.toml or a pyproject.toml says of checks; None where it does not speak of them.

    Raises:
        UsageError: for broken TOML, an unknown key (with the nearest known one), or a value that cannot be.
        InputError: if the file cannot be read.
    """
    found: dict[str, Any] | None = read_toml(path)
    if path.name == PROJECT_FILE:
        for name in _TOOL:
            found = table_in(found, name, path) if found is not None else None
        if found is not None:
            require_known(found, [CHECKS], path)
    table = table_in(found, CHECKS, path) if found is not None else None
    if table is None:
        return None
    require_known(table, _KEYS, path)
    fail_on = table.get("fail-on")
    if fail_on is not None and fail_on not in FAIL_ON:
        raise UsageError(
            f"'fail-on' cannot be '{fail_on}'", place=str(path), remedy=f"Choose from {', '.join(FAIL_ON)}"
        )
    return CheckSettings(
        fail_on=fail_on,
        rule=_codes(table, "rule", path),
        ignore=_codes(table, "ignore", path),
        thresholds=_thresholds(table_in(table, "thresholds", path) or {}, path),
        place=str(path),
    )


def _codes(table: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    codes = table.get(key, [])
    if not isinstance(codes, list) or not all(isinstance(each, str) for each in codes):
        raise UsageError(f"'{key}' must be a list of codes", place=str(path), remedy=f'Write {key} = ["W15"]')
    return tuple(codes)


def _thresholds(table: Mapping[str, Any], path: Path) -> dict[str, Threshold]:
    require_known(table, RULES, path)
    found = {}
    for code, names in RULES.items():
        values = table_in(table, code, path)
        if values is not None:
            require_known(values, names, path)
            found[code] = Threshold(_parties(code, values, path), _share(code, values, path))
    return found


def _parties(code: str, values: Mapping[str, Any], path: Path) -> int | None:
    number = values.get("parties")
    least = LEAST_PARTIES.get(code, 1)
    if number is None:
        return None
    if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= _MOST_PARTIES:
        said = f"'parties' of {code} must be a whole number of at least {least}"
        raise UsageError(said, place=str(path), remedy="Mend its value")
    return number


def _share(code: str, values: Mapping[str, Any], path: Path) -> Fraction | None:
    """Return a share as the fraction that is written, so that 0.1 is one tenth."""
    given = values.get("share")
    if given is None:
        return None
    from fractions import Fraction

    match = re.fullmatch(_SHARE, given) if isinstance(given, str) else None
    share: Fraction | None = None
    if match and int(match[2]):
        share = Fraction(int(match[1]), int(match[2]))
    elif isinstance(given, int | float) and not isinstance(given, bool) and 0 <= given < 1:
        share = Fraction(str(given)).limit_denominator(10_000)
    if share is None or not 0 <= share < 1:
        said = f"'share' of {code} must be less than 1, such as 0.5 or \"2/3\""
        raise UsageError(said, place=str(path), remedy="Mend its value")
    return share
