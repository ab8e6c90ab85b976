"""What commands that check SOURCES share: their settings, the choice of rules, and the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raci_graph.check_settings import NO_FAIL, check_settings_for
from raci_graph.cli.common import DEFAULT
from raci_graph.explain import chosen_codes
from raci_graph.findings import Severity
from raci_graph.report_formats.checked import Checked
from raci_graph.sources import read_source, require_matrix
from raci_graph.validation import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci_graph.check_settings import CheckSettings


class Wish(NamedTuple):
    """What the command line says of checks, over the settings: None or nothing where it does not speak of it."""

    fail_on: str | None = None
    rule: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def checked_sources(names: Sequence[str], wish: Wish) -> list[Checked]:
    """Return what is found in each SOURCE, in order; in the bundled one without any.

    Raises:
        RaciGraphError: if a source or its settings cannot be read, or a rule is named that does not exist.
    """
    chosen_codes([*wish.rule, *wish.ignore])
    return [_checked(name, wish) for name in names or (DEFAULT,)]


def exit_code_of(checks: Iterable[Checked]) -> int:
    """Return 1 if a finding of a source fails its check, else 0."""
    return int(any(checked.fails(finding) for checked in checks for finding in checked.findings))


def _checked(name: str, wish: Wish) -> Checked:
    settings = check_settings_for(name)
    takes = _Chosen(settings, wish)
    source = require_matrix(read_source(name))
    found = tuple(finding for finding in check(source, settings.thresholds) if takes.takes(finding.code))
    fail_on = wish.fail_on or settings.fail_on or Severity.VIOLATION.value
    return Checked(source, found, None if fail_on == NO_FAIL else Severity(fail_on))


class _Chosen:
    """The rules that are reported.

    What the command line says stands in place of settings; a rule that it asks for is not ignored by them either.
    """

    def __init__(self, settings: CheckSettings, wish: Wish) -> None:
        only, ignored = (chosen_codes(codes, settings.place) for codes in (settings.rule, settings.ignore))
        self._only = chosen_codes(wish.rule) or only
        self._ignored = chosen_codes(wish.ignore) or (frozenset() if wish.rule else ignored)

    def takes(self, code: str) -> bool:
        """Tell whether findings of a rule are reported."""
        return (not self._only or code in self._only) and code not in self._ignored
