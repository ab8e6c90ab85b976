"""docs/how-to/render.md and spreadsheet.md: their commands do what they show, one after the other."""

import io
import re
import shlex
import shutil
import zipfile

import pytest

from raci_graph.cli import run
from raci_graph.render import FORMS, VIEWS


@pytest.fixture
def here(repository, monkeypatch, tmp_path):
    for name in ("lending.md", "raci.toml"):
        shutil.copy(repository / "tests/fixtures/library" / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands(page):
    """Each command of a page, as the shell takes it apart, and what the page shows below it."""
    blocks = re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    parts = [part.partition("\n") for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(shlex.split(command), shown) for command, _, shown in parts]


def check(arguments, shown, capsys):
    code = None if arguments[0] == "echo" else run(arguments[1:])
    printed = capsys.readouterr()
    assert (printed.out + printed.err, arguments) == (shown, arguments)
    return code


def test_every_command_of_render_does_what_is_shown(repository, here, capsys):
    page = (repository / "docs/how-to/render.md").read_text("utf-8")
    (readme,) = re.findall(r"^```markdown\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (here / "README.md").write_text(readme, "utf-8")
    found = commands(page)
    assert [check(arguments, shown, capsys) for arguments, shown in found] == [0, 0, 1, 0, 0]
    assert "| Repair a binding | | A | R |\n\n<!-- raci-graph:end -->\n" in (here / "README.md").read_text("utf-8")


def test_every_form_is_told(repository):
    page = (repository / "docs/how-to/render.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == {*FORMS, *VIEWS}


def test_every_command_of_the_round_trip_does_what_is_shown(repository, here, capsys):
    (render, *others) = commands((repository / "docs/how-to/spreadsheet.md").read_text("utf-8"))
    assert check(*render, capsys) == 0
    edit(here / "lending.xlsx", "Renew a loan", "Extend a loan by a month", cell="C8", letter="I")
    assert [check(arguments, shown, capsys) for arguments, shown in others] == [0, 0]


def edit(path, text, other, *, cell, letter):
    """Give a text of a workbook other words, and a cell another one of its texts, as a spreadsheet program does."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    shared = re.findall("<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"])
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(text, other)
    sheet, times = re.subn(
        rf'(<c r="{cell}"[^>]*><v>)\d+', rf"\g<1>{shared.index(letter)}", parts["xl/worksheets/sheet1.xml"]
    )
    assert times == 1
    parts["xl/worksheets/sheet1.xml"] = sheet
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(stream.getvalue())
