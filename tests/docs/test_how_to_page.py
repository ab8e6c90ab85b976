"""docs/how-to/page.md and notebook.md: what they show works."""

import ast
import re
import shutil
from importlib.util import find_spec

from raci_graph.cli import run


def test_the_command_makes_the_page_and_the_picture_is_there(repository, monkeypatch, tmp_path, capsys):
    for name in ("lending.md", "raci.toml"):
        shutil.copy(repository / "tests/fixtures/library" / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    page = (repository / "docs/how-to/page.md").read_text("utf-8")
    (command,) = re.findall(r"^\$ raci-graph (.*)$", page, re.MULTILINE)
    assert (run(command.split()), capsys.readouterr()) == (0, ("", ""))
    assert "<title>Lending desk</title>" in (tmp_path / "lending.html").read_text("utf-8")
    assert [(repository / "docs/how-to" / path).is_file() for path in re.findall(r"\]\(([\w./-]+)\)", page)] == [
        True
    ] * 2


def test_the_lines_of_the_notebook_run(repository, need):
    need("pandas", find_spec("pandas"))
    page = (repository / "docs/how-to/notebook.md").read_text("utf-8")
    lines = "".join(re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
    names = {}
    shown = []
    for each in ast.parse(lines).body:
        if isinstance(each, ast.Expr):
            shown.append(eval(compile(ast.Expression(each.value), "page", "eval"), names))  # noqa: S307 - our own page
        else:
            exec(compile(ast.Module([each], []), "page", "exec"), names)  # noqa: S102 - our own page
    assert [type(each).__name__ for each in shown] == [
        *("Matrix", "Activity", "Findings", "Rows", "Series", "DataFrame")
    ]
    assert shown[4].to_dict() == {"W10": 1, "W11": 3, "W15": 26, "W20": 1}
    assert shown[-1].loc["Customer"].to_dict() == {"A": 16, "C": 0, "I": 14, "R": 14}
