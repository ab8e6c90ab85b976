"""The command line: one file a command, each loaded only when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from raci_graph import __version__
from raci_graph.cli.progress_bar import progress_bar
from raci_graph.errors import RaciGraphError

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130

COMMANDS: dict[str, tuple[str, str]] = {
    "report": ("raci_graph.cli.report", "Read, check and show matrices: who answers for what."),
    "import": ("raci_graph.cli.import_", "Turn a document into RDF, or into its parsed form."),
    "new": ("raci_graph.cli.new", "Start a matrix: a template to fill in, and its raci.toml."),
    "validate": ("raci_graph.cli.validate", "Check matrices against the shapes; fail on findings."),
    "query": ("raci_graph.cli.query", "Ask a saved question, or your own SPARQL."),
    "queries": ("raci_graph.cli.queries", "List the saved questions."),
    "diff": ("raci_graph.cli.diff", "Say what changed between two versions, and what changed hands."),
    "compare": ("raci_graph.cli.compare", "Put services side by side by the kinds of their work."),
    "render": ("raci_graph.cli.render", "Write a matrix as Markdown, CSV or a workbook, or into a page."),
    "types": ("raci_graph.cli.types", "Say what kinds of work rows are, and propose it."),
    "load": ("raci_graph.cli.load", "Put matrices into a store, each a graph of its own."),
    "unload": ("raci_graph.cli.unload", "Take a matrix out of a store."),
    "graphs": ("raci_graph.cli.graphs", "List what a store holds."),
    "export": ("raci_graph.cli.export", "Write a store, or a matrix of it, as TriG or N-Quads."),
    "serve": ("raci_graph.cli.serve", "Show matrices as a local web page, and answer SPARQL there."),
    "site": ("raci_graph.cli.site", "Write a static site over matrices, with search and SPARQL in it."),
    "explain": ("raci_graph.cli.explain", "Say what a rule means, why it matters and what to do."),
    "ontology": ("raci_graph.cli.ontology", "Check the ontology, and let a reasoner classify activities."),
    "dist": ("raci_graph.cli.dist", "Build the release: ontology, data and shapes in every form."),
}
"""The commands: the module that holds each as ``command``, and its one line of help."""


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that ``--help`` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        found = import_module(COMMANDS[cmd_name][0]).command
        if not isinstance(found, click.Command):
            raise TypeError(cmd_name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="raci-graph")
def cli() -> None:
    """Who does the work, who answers for it, who is asked and who is told: RACI matrices as a graph.

    A SOURCE is a document (.md, .txt), an RDF file (.ttl, .nt, .nq, .trig), a folder, or the name of a bundled
    matrix (hosted-exchange).

    \b
    Example:
      raci-graph report hosted-exchange

    Exit codes: 0 fine; 1 findings at or above --fail-on; 2 wrong usage; 3 unreadable input; 4 store trouble;
    5 output cannot be written; 130 interrupted.
    """


def run(arguments: Sequence[str]) -> int:
    """Run a command line.

    Args:
        arguments: what stands after the program's name.

    Returns:
        The exit code; what went wrong stands in one line on standard error.
    """
    _never_fail_to_print()
    try:
        with progress_bar():
            result = cli.main(args=list(arguments), prog_name="raci-graph", standalone_mode=False)
        sys.stdout.flush()
    except (RaciGraphError, click.ClickException) as error:
        return _fail(error)
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click and rich exit where whoever reads the output is gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def _never_fail_to_print() -> None:
    """Let a console that cannot show a letter show its code instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _fail(error: RaciGraphError | click.ClickException) -> int:
    """Say in one line what went wrong and return the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.ctx.get_help(), err=True)
        return error.exit_code
    message = str(error) if isinstance(error, RaciGraphError) else error.format_message()
    if isinstance(error, click.UsageError):
        names = error.ctx.command_path.split(" ")[1:] if error.ctx else []
        message = f"{message.rstrip('.')}. Try '{' '.join(['raci-graph', *names])} --help'"
    click.echo(f"raci-graph: {' '.join(message.split())}", err=True)
    return error.exit_code
