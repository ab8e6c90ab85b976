"""``raci-graph diff``: what changed between two versions."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import emit, format_option, output_option, say, write_files
from raci_graph.cli.stores import Where, opened, store_options
from raci_graph.compare.changes import KINDS
from raci_graph.compare_formats import DIFF_FORMS
from raci_graph.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.compare.changes import Diff
    from raci_graph.compare.recorded import Rows
    from raci_graph.compare.settled import Settled
    from raci_graph.compare_formats import Compared
    from raci_graph.engines.base import Engine
    from raci_graph.model import Matrix
    from raci_graph.sources import Source

_ANY = "any"


@click.command("diff")
@click.argument("old")
@click.argument("new")
@store_options
@format_option(*DIFF_FORMS)
@output_option("Write to this file, whole or not at all.")
@click.option(
    "--fail-on-change",
    type=click.Choice((*KINDS, _ANY)),
    multiple=True,
    help="A kind of change that makes the exit code 1; again for each.",
)
@click.option("--party", metavar="OLD=NEW", multiple=True, help="A party that has another name now; again for each.")
@click.option("--decisions", type=click.Path(path_type=Path), help="A decisions file that answers questions.")
@click.option("--write-decisions", type=click.Path(path_type=Path), help="Write the questions left to this file.")
@click.option("--write", is_flag=True, help="Record in NEW which of its rows revises which row of OLD.")
def command(  # noqa: PLR0913 - the options of a command line
    *,
    old: str,
    new: str,
    store: str | None,
    query_url: str | None,
    update_url: str | None,
    gsp_url: str | None,
    form: str,
    output: Path | None,
    fail_on_change: tuple[str, ...],
    party: tuple[str, ...],
    decisions: Path | None,
    write_decisions: Path | None,
    write: bool,
) -> int:
    """Say what changed from OLD to NEW: which rows came and went, were reworded or moved, and what changed hands.

    OLD and NEW are SOURCES, or with --store two matrices of the store, by IRI, title or the end of the IRI. Rows are
    taken for the same by their text, section and neighbours; what is not plain is asked, and counts as dropped and
    added until [[revision]] entries in a decisions file answer it. --write records the rows that are the same
    (raci:revisesRow) in NEW, a folder or file of RDF or a matrix of the store, so that queries know them.

    \b
    Examples:
      raci-graph diff page-2022.md page-2023.md
      raci-graph diff graph/2022/ graph/2023/ --write
      raci-graph diff mail/2022-11-15 mail/2023-04-01 --store my.store --format markdown
      raci-graph diff page-2022.md page-2023.md --fail-on-change reassigned
    """
    from raci_graph.compare.recorded import Rows
    from raci_graph.compare.settled import with_questions
    from raci_graph.compare_formats import render_diff

    where = Where(store=store, query_url=query_url, update_url=update_url, gsp_url=gsp_url)
    with ExitStack() as stack:
        engine = stack.enter_context(opened(where, read_only=not write)) if any(where.values()) else None
        sources = [read_side(engine, name) for name in (old, new)]
        rows = Rows(triple for source in sources for triple in (source.triples if write else source.given or ()))
        compared = _compared(sources, rows, decisions, _named(party), one=bool(decisions or write_decisions))
        shown = render_diff(form, compared)
        diffs = [each.diff for each in compared if each.diff]
        files: dict[Path, str] = {}
        if write_decisions is not None:
            known = _text(decisions) if decisions else ""
            files[write_decisions] = with_questions(known, [each for diff in diffs for each in diff.questions])
        if write:
            _check_names(diffs)
            files |= _recorded(engine, new, rows, diffs)
        write_files(files)
        for likely in (each for diff in diffs for each in diff.likely_parties):
            say(
                f"{likely.old} and {likely.new} have the same roles in {likely.agreeing} of {likely.compared} rows; "
                f"if they are one party, say so: --party '{likely.old}={likely.new}'"
            )
        if write:
            say(_said(new, rows, diffs))
    emit(shown, output)
    kinds = {kind for each in compared for kind in _kinds(each)}
    return int(bool(kinds & set(fail_on_change)) or (_ANY in fail_on_change and bool(kinds)))


def read_side(engine: Engine | None, name: str) -> Source:
    """Return what stands on one side of a comparison: a SOURCE, or a matrix of a store by its name.

    Raises:
        RaciGraphError: if it cannot be read, or holds no matrix.
    """
    from raci_graph.load import read_kept
    from raci_graph.sources import read_source, require_matrix

    if engine is not None:
        return read_kept(engine, name)
    source = require_matrix(read_source(name))
    doubts = sum(1 for finding in source.findings if finding.code != "P01")
    if doubts:
        say(f"{name}: {doubts} {'finding' if doubts == 1 else 'findings'} on its reading; see raci-graph report {name}")
    return source


def _named(parties: Sequence[str]) -> dict[str, str]:
    """Return the parties that have another name now, old to new.

    Raises:
        UsageError: for one that is not OLD=NEW, or a second new name for a party.
    """
    named: dict[str, str] = {}
    for each in parties:
        old, equals, new = (part.strip() for part in each.partition("="))
        if not (old and equals and new):
            raise UsageError(
                f"'{each}' names no two parties", remedy="Write --party OLD=NEW, as in --party Client=Customer"
            )
        if named.setdefault(old, new) != new:
            message = f"'{old}' is said to be both '{named[old]}' and '{new}'"
            raise UsageError(message, remedy="Name each old party once")
    return named


def _compared(
    sources: Sequence[Source], rows: Rows, decisions: Path | None, parties: dict[str, str], *, one: bool
) -> list[Compared]:
    """Return what the SOURCES have, pair by pair.

    Raises:
        UsageError: if they have several matrices in common, or none, where ``one`` asks for one; or if there is no
            such party.
        InputError: for a decisions file that cannot be read, or does not fit them.
    """
    from raci_graph.compare import diff_matrices, pair_matrices
    from raci_graph.compare_formats import Compared

    pairs = pair_matrices(sources[0].matrices, sources[1].matrices)
    both = [(before, after) for before, after in pairs if before and after]
    if one and len(both) != 1:
        raise UsageError(
            f"the SOURCES have {len(both)} matrices in common, and decisions speak of the rows of one",
            remedy="Give SOURCES of one matrix each",
        )
    _check_parties(parties, both)
    return [
        Compared(
            old,
            new,
            diff_matrices(old, new, _settled(decisions, rows, old, new), parties) if old and new else None,
        )
        for old, new in pairs
    ]


def _check_parties(parties: dict[str, str], pairs: Sequence[tuple[Matrix, Matrix]]) -> None:
    """Refuse a name that no party has.

    Raises:
        UsageError: with the names of the parties.
    """
    from raci_graph.compare.parties import party_names

    for side, at in (("old", 0), ("new", 1)):
        known = {name for pair in pairs for name in party_names(pair[at])}
        for names in parties.items():
            if names[at] not in known:
                remedy = f"Its parties are: {', '.join(sorted(known))}"
                raise UsageError(f"the {side} side has no party '{names[at]}'", remedy=remedy)


def _settled(decisions: Path | None, rows: Rows, old: Matrix, new: Matrix) -> Settled:
    from raci_graph.compare.recorded import with_recorded
    from raci_graph.compare.settled import Settled, load_settled

    settled = Settled()
    if decisions is not None:
        settled = load_settled(_text(decisions), decisions.name, old, new)
    return with_recorded(settled, rows.recorded(old.iri, new.iri))


def _text(decisions: Path) -> str:
    try:
        return decisions.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        remedy = "Check the path"
        raise InputError("the decisions file cannot be read", place=str(decisions), remedy=remedy) from error


def _check_names(diffs: Sequence[Diff]) -> None:
    """Refuse to record that rows of a matrix revise rows of itself.

    Raises:
        UsageError: with the name that both versions have.
    """
    same = next((diff.new.iri for diff in diffs if diff.new.iri == diff.old.iri), None)
    if same:
        remedy = "Give each version a name of its own, as with 'raci-graph import --version-id'"
        raise UsageError(f"both versions have the name {same}, so that none can revise the other", remedy=remedy)


def _recorded(engine: Engine | None, name: str, rows: Rows, diffs: Sequence[Diff]) -> dict[Path, str]:
    """Write which row revises which into a store, or return the file of NEW that is to say so."""
    from raci_graph.compare.recording import recorded_in
    from raci_graph.load import put_kept

    if engine is None:
        added = [triple for diff in diffs for triple in rows.revisions(diff)]
        return recorded_in(name, added, [triple for diff in diffs for triple in rows.overruled(diff)])
    for diff in diffs:
        put_kept(engine, diff.new.iri or "", rows.revisions(diff), rows.overruled(diff))
    return {}


def _said(name: str, rows: Rows, diffs: Sequence[Diff]) -> str:
    count = sum(len(rows.revisions(diff)) for diff in diffs)
    old = ", ".join(diff.old.iri or diff.old.title for diff in diffs) or "nothing"
    return f"{name}: {count} {'row revises a row' if count == 1 else 'rows revise rows'} of {old}"


def _kinds(compared: Compared) -> set[str]:
    if compared.diff is not None:
        return set(compared.diff.counts())
    return {"added"} if compared.old is None else {"dropped"}
