"""The bar that large documents get on a terminal, and nowhere else."""

import io
from importlib import import_module

import pytest

from raci_graph.cli.progress_bar import progress_bar
from raci_graph.progress import tracked

MODULE = import_module("raci_graph.cli.progress_bar")


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def shown(monkeypatch):
    """``shown(stream, items)``: what stands in a stream after work on so many items."""
    monkeypatch.setattr(MODULE, "_LARGE", 3000)
    monkeypatch.setenv("TERM", "xterm")

    def call(stream, items):
        monkeypatch.setattr("sys.stderr", stream)
        with progress_bar():
            assert sum(1 for _ in tracked(range(items), "reading records", items)) == items
        return stream.getvalue()

    return call


def test_a_large_document_has_a_bar_on_a_terminal_which_is_gone_at_the_end(shown):
    text = shown(Terminal(), 3000)
    assert "reading records" in text
    assert text.rstrip("\r").endswith("\x1b[2K")


def test_a_small_document_has_none(shown):
    assert shown(Terminal(), 2999) == ""


def test_a_pipe_has_none(shown):
    assert shown(io.StringIO(), 3000) == ""


def test_what_a_command_writes_is_the_same_with_a_bar(raci, monkeypatch, tmp_path):
    path = tmp_path / "raci.csv"
    path.write_text("RACI\nTask,Ann,Bob\n" + "Plan,R,A\n" * 30)
    plain = raci("import", path, "--format", "json")
    monkeypatch.setattr(MODULE, "_LARGE", 10)
    monkeypatch.setattr("sys.stderr", Terminal())
    assert raci("import", path, "--format", "json")[:2] == plain[:2]
