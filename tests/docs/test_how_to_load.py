"""docs/how-to/load.md: its commands do what it shows, one after the other."""

import re
import shlex
import shutil

from raci_graph.cli import run


def test_every_command_does_what_is_shown(repository, monkeypatch, capsys, tmp_path):
    for name in ("lending.md", "raci.toml"):
        shutil.copy(repository / "tests/fixtures/library" / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    page = (repository / "docs/how-to/load.md").read_text("utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    parts = [part.partition("\n") for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    assert len(parts) == 9
    for command, _, shown in parts:
        program, *arguments = shlex.split(command)
        assert program == "raci-graph"
        run(arguments)
        printed = capsys.readouterr()
        assert (printed.out + printed.err).replace("\r\n", "\n") == shown, command
