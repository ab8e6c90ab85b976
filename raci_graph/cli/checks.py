"""What commands that check SOURCES share: their settings, the choice of rules, and the exit code."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.check_settings import NO_FAIL, check_settings_for
from raci_graph.cli.common import DEFAULT
from raci_graph.engines.connect import connect
from raci_graph.errors import UsageError
from raci_graph.explain import chosen_codes
from raci_graph.finding_rows import FindingRows
from raci_graph.findings import Severity
from raci_graph.report_formats.checked import Checked
from raci_graph.shacl.own import read_shapes_file
from raci_graph.sources import Source, read_source, require_matrix
from raci_graph.validation import check, validate_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pyoxigraph as ox

    from raci_graph.check_settings import CheckSettings
    from raci_graph.engines.connect import ServerUrls
    from raci_graph.findings import Finding


class Wish(NamedTuple):
    """What the command line says of checks, over the settings: None or nothing where it does not speak of it."""

    fail_on: str | None = None
    rule: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    engine: str = "compiled"
    shapes: str | None = None
    cache: Path | None = None


def checked_sources(names: Sequence[str], wish: Wish) -> list[Checked]:
    """Return what is found in each SOURCE, in order; in the bundled one without any.

    Raises:
        RaciGraphError: if a source or its settings cannot be read, or a rule is named that does not exist.
    """
    _refuse_unknown(wish)
    shapes = None if wish.shapes is None else read_shapes_file(wish.shapes)
    return [_checked(name, wish, shapes) for name in names or (DEFAULT,)]


def checked_units(names: Sequence[str], wish: Wish) -> list[Checked]:
    """Return what is found in each unit of each SOURCE, in order: of what was checked before, what was found then.

    The matrices of their sources have no rows. Use ``checked_sources`` where these are needed, or for other shapes.

    Raises:
        RaciGraphError: if a source or its settings cannot be read, or a rule is named that does not exist.
    """
    from raci_graph.checking import check_units

    _refuse_unknown(wish)
    checks: list[Checked] = []
    for name in names or (DEFAULT,):
        settings = check_settings_for(name)
        found = check_units(name, settings.thresholds, cache=wish.cache, processes=os.cpu_count() or 1)
        takes = _Chosen(settings, wish)
        checks += [_taken(each.source, each.findings, settings, wish, takes) for each in found]
    return checks


def checked_store(store: str | None, names: Sequence[str], wish: Wish, urls: ServerUrls) -> Checked:
    """Return what is found in a store, whose queries are run there.

    Args:
        store: the address of a SPARQL server, or the directory of an embedded store.
        names: the SOURCES that were named as well, which is refused.
        wish: what the command line says.
        urls: the addresses of a server that ``connect`` takes besides.

    Raises:
        RaciGraphError: if the store cannot be reached or cannot answer, or something is named that cannot be had.
    """
    if names:
        raise UsageError("SOURCES and --store exclude each other", remedy="Give one of them")
    if wish.engine != Wish().engine:
        raise UsageError("a store runs compiled shapes only", remedy="Leave --engine out")
    _refuse_unknown(wish)
    settings = check_settings_for(".")
    shapes = None if wish.shapes is None else read_shapes_file(wish.shapes)
    with closing(connect(store, read_only=True, **urls)) as engine:
        found = validate_store(engine, shapes=shapes, thresholds=settings.thresholds)
        place = store or str(getattr(engine, "place", ""))
    return _taken(Source(place, (), ()), found, settings, wish)


def exit_code_of(checks: Iterable[Checked]) -> int:
    """Return 1 if a finding of a source fails its check, else 0."""
    return int(any(checked.has_failed() for checked in checks))


def _checked(name: str, wish: Wish, shapes: Sequence[ox.Triple] | None) -> Checked:
    settings = check_settings_for(name)
    source = require_matrix(read_source(name))
    found = check(source, settings.thresholds, shapes=shapes, engine=wish.engine)
    return _taken(source, found, settings, wish)


def _refuse_unknown(wish: Wish) -> None:
    """Refuse rules that do not exist; the rules of a user's own shapes are not known."""
    if wish.shapes is None:
        chosen_codes([*wish.rule, *wish.ignore])


def _taken(
    source: Source,
    findings: Sequence[Finding],
    settings: CheckSettings,
    wish: Wish,
    takes: _Chosen | None = None,
) -> Checked:
    takes = takes or _Chosen(settings, wish)
    if isinstance(findings, FindingRows):
        found: Sequence[Finding] = findings.only(takes.takes)
    else:
        found = tuple(finding for finding in findings if takes.takes(finding.code))
    fail_on = wish.fail_on or settings.fail_on or Severity.VIOLATION.value
    return Checked(source, found, None if fail_on == NO_FAIL else Severity(fail_on))


class _Chosen:
    """The rules that are reported.

    What the command line says stands in place of settings; a rule that it asks for is not ignored by them either.
    """

    def __init__(self, settings: CheckSettings, wish: Wish) -> None:
        only, ignored = (chosen_codes(codes, settings.place) for codes in (settings.rule, settings.ignore))
        named = chosen_codes if wish.shapes is None else frozenset
        self._only = named(wish.rule) or only
        self._ignored = named(wish.ignore) or (frozenset() if wish.rule else ignored)

    def takes(self, code: str) -> bool:
        """Tell whether findings of a rule are reported."""
        return (not self._only or code in self._only) and code not in self._ignored
