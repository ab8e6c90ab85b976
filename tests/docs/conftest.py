"""What the tests of pages share: the steps that a page shows, and doing them."""

import re
import shlex

import pytest

from raci_graph.cli import run

# A file that a page gives stands below a line that ends with its name: "Take this page, `mail.md`:".
STEP = re.compile(r"(?:`([^`\s]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def steps(page):
    """The steps of a page: ("file", name, text), and ("command", command, what is shown below it)."""
    found = []
    for name, language, body in STEP.findall(page):
        if language == "console":
            parts = re.split(r"^\$ ", body, flags=re.MULTILINE)
            assert parts[0] == "", "a console block begins with a command"
            found += [("command", *part.partition("\n")[::2]) for part in parts[1:]]
        elif name:
            found.append(("file", name, body))
    return found


@pytest.fixture(scope="session")
def commands_shown():
    """``commands_shown(text)``: each command of the console blocks of a page."""
    return lambda page: [command for kind, command, _ in steps(page) if kind == "command"]


@pytest.fixture
def follow(capsys, monkeypatch, tmp_path):
    """``follow(text)``: does what a page says, from top to bottom, in ``tmp_path``, and compares what is printed.

    Blanks at the ends of lines do not count. Gives back how many commands were run.
    """

    def do(page):
        monkeypatch.chdir(tmp_path)
        count, code = 0, 0
        for kind, what, shown in steps(page):
            if kind == "file":
                (tmp_path / what).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / what).write_text(shown, "utf-8")
                continue
            if what == "echo $?":
                printed = f"{code}\n"
            else:
                program, *arguments = shlex.split(what)
                assert program == "raci-graph"
                code = run(arguments)
                captured = capsys.readouterr()
                printed = captured.out + captured.err
                count += 1
            assert (what, without_blank_ends(printed)) == (what, without_blank_ends(shown))
        return count

    return do


def without_blank_ends(text):
    return [line.rstrip() for line in text.splitlines()]
