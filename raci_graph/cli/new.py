"""``raci-graph new``: a matrix to begin with."""

from __future__ import annotations

import datetime
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from raci_graph.cli.common import say, write_files
from raci_graph.errors import OutputError, UsageError
from raci_graph.model import About
from raci_graph.settings import FILE
from raci_graph.template.plan import DEFAULT_PARTIES, FORMATS, make_plan
from raci_graph.vocab import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_STEM = "matrix"
_UNDER = " > "
_EXAMPLE_BASE = "https://example.org/id/"


@click.command("new")
@click.argument("path", metavar="[FOLDER|FILE]", type=click.Path(path_type=Path), default=Path())
@click.option("--party", "parties", metavar="NAME", multiple=True, help="A party, a column; again for each.")
@click.option(
    "--roles",
    type=click.Choice(list(SCHEMES), case_sensitive=False),
    default="RACI",
    show_default=True,
    help="The role set.",
)
@click.option("--to", "form", type=click.Choice(FORMATS), help="The format; md without it, or that of FILE.")
@click.option("--activity", "activities", metavar="NAME", multiple=True, help="An activity, or 'Section > Activity'.")
@click.option("--title", help="What the matrix is called.")
@click.option("--service", help="The service that the matrix is about.")
@click.option("--provider", help="Which party provides the service.")
@click.option("--consumer", help="Which party consumes it.")
@click.option("--base", default=_EXAMPLE_BASE, show_default=True, help="The IRI under which the matrix gets its names.")
@click.option("--id", help="The name of the matrix under its base; that of its title without it.")
@click.option("--version-id", help="The version of the matrix; the date of today without it.")
@click.option("--force", is_flag=True, help="Write over files that exist.")
def command(  # noqa: PLR0913 - the options of a command line
    *,
    path: Path,
    parties: tuple[str, ...],
    roles: str,
    form: str | None,
    activities: tuple[str, ...],
    title: str | None,
    service: str | None,
    provider: str | None,
    consumer: str | None,
    base: str,
    id: str | None,  # noqa: A002 - the option's name
    version_id: str | None,
    force: bool,
) -> int:
    """Start a matrix in FOLDER (this one without it) or as FILE: a template to fill in, and its raci.toml.

    The template has a legend, examples of activities and letters that break no rule. Replace the examples by your own.
    Turtle says in itself what raci.toml says of a document, so none is written beside it. No file is written over
    without --force.

    \b
    Examples:
      raci-graph new
      raci-graph new mail/ --party "IT" --party "Business" --roles RASCI --to xlsx --service "Mail"
      raci-graph new mail.csv --activity "Run > Back up" --activity "Run > Restore"
    """
    from raci_graph.template.settings_file import about_plan, settings_text
    from raci_graph.template.write import write

    file = _file(path, form)
    form = file.suffix[1:].lower()
    if service and not parties:
        provider, consumer = provider or DEFAULT_PARTIES[0], consumer or DEFAULT_PARTIES[1]
    if title is None:
        title = f"{service}: responsibility matrix" if service else "Responsibility matrix"
    if version_id is None:
        version_id = datetime.datetime.now(datetime.UTC).date().isoformat()
    plan = make_plan(title, roles, parties or DEFAULT_PARTIES, [_under_section(text) for text in activities])
    given = About(base=base, id=id, version=version_id, service=service, provider=provider, consumer=consumer)
    about = about_plan(plan, given)
    contents: dict[Path, str | bytes] = {file: write(plan, about, file.name, form)}
    if form != "ttl":
        contents[file.with_name(FILE)] = settings_text(about)
    _require_free(contents, force=force)
    write_files(contents)
    _say_what_is_next(list(contents), example=base == _EXAMPLE_BASE)
    return 0


def _file(path: Path, form: str | None) -> Path:
    """Return the path of the matrix: in a folder, or as it is named."""
    ending = path.suffix[1:].lower()
    if path.is_dir() or not ending:
        return path / f"{_STEM}.{form or FORMATS[0]}"
    if ending not in FORMATS:
        endings = ", ".join(f".{each}" for each in FORMATS)
        raise UsageError(f"a matrix cannot be written as '{path.name}'", remedy=f"End its name in one of {endings}")
    if form not in (None, ending):
        raise UsageError(f"'{path.name}' does not end in .{form}", remedy=f"Leave out --to, or write --to {ending}")
    return path


def _under_section(text: str) -> tuple[str | None, str]:
    section, sign, activity = text.partition(_UNDER)
    return (section, activity) if sign else (None, text)


def _require_free(paths: Iterable[Path], *, force: bool) -> None:
    taken = None if force else next((path for path in paths if path.exists() or path.is_symlink()), None)
    if taken is not None:
        remedy = "Give another folder, or --force to write over it"
        raise OutputError("this file exists already", place=str(taken), remedy=remedy)


def _say_what_is_next(written: Sequence[Path], *, example: bool) -> None:
    file = written[0]
    name = shlex.quote(str(file))
    say(f"wrote {' and '.join(str(path) for path in written)}")
    if example:
        where = f"into {written[1]}" if len(written) > 1 else "by --base"
        say(f"its names begin with {_EXAMPLE_BASE}: put an address of your own {where}")
    say("replace the examples by your own, then:")
    say(f"  raci-graph report {name}")
    say(f"  raci-graph validate {name}")
    if len(written) > 1:
        say(f"  raci-graph import {name} -o {shlex.quote(str(file.with_name('graph')))}/")
    else:
        say(f"  raci-graph query responsibilities-of-party {name}")
