"""Does what a page of the docs says, and writes below each command what it prints now.

Usage: python tools/follow_page.py PAGE [FOLDER]

The commands of `console` blocks run from top to bottom in an empty folder, or in a copy of FOLDER. A block below a line
that ends with the name of a file (Take this page, `mail.md`:) is written to that file. `echo $?` prints the last exit
code. The tests follow the pages in the same way.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from raci_graph.cli import run

_BLOCK = re.compile(r"((?:`([^`\s]+)`:\n\n)?^```(\w+)\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[str]:
    """Return the commands of the console blocks of a page."""
    blocks = [body for _, _, language, body in _BLOCK.findall(text) if language == "console"]
    return [command for body in blocks for command in _commands(body)]


def follow(text: str) -> str:
    """Do what a page says, in the current folder.

    Args:
        text: the page.

    Returns:
        The page with what its commands print now, without blanks at the ends of lines.

    Raises:
        ValueError: for a command that is not one of this project.
    """
    code = 0

    def done(match: re.Match[str]) -> str:
        nonlocal code
        head, name, language, body = match.groups()
        if language != "console":
            if name:
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_text(body, "utf-8")
            return match.group()
        lines = []
        for command in _commands(body):
            if command == "echo $?":
                printed = str(code)
            else:
                code, printed = _run(command)
            lines += [f"$ {command}", *(line.rstrip() for line in printed.splitlines())]
        return head + "".join(f"{line}\n" for line in lines)

    return _BLOCK.sub(done, text)


def _commands(body: str) -> list[str]:
    return re.findall(r"^\$ (.*)$", body, re.MULTILINE)


def _run(command: str) -> tuple[int, str]:
    """Run a command; return its exit code, and what it prints: the results, then what is said about the work."""
    program, *arguments = shlex.split(command)
    if program != "raci-graph":
        raise ValueError(command)
    written = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(stream, "utf-8", newline="", write_through=True) for stream in written)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    return code, "".join(stream.getvalue().decode() for stream in written)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("page", type=Path)
    options.add_argument("folder", type=Path, nargs="?")
    given = options.parse_args()
    page = given.page.resolve()
    with tempfile.TemporaryDirectory() as name:
        if given.folder:
            shutil.copytree(given.folder, name, dirs_exist_ok=True)
        here = Path.cwd()
        os.chdir(name)
        try:
            page.write_text(follow(page.read_text("utf-8")), "utf-8")
        finally:
            os.chdir(here)
    return 0


if __name__ == "__main__":
    sys.exit(main())
