"""The commands of sh blocks, which show no output: each is run on files of the names that it gives, or said why not."""

import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from raci_graph.cli import run

TOP = Path(__file__).resolve().parents[2]
PAGES = (
    "docs/reference/commands.md",
    "docs/how-to/diff.md",
    "docs/inference.md",
    "docs/releasing.md",
    "docs/rules/F05.md",
)
BASE = ["--base", "https://example.org/id/"]
NOT_RUN = {
    "http://localhost": "needs a server; test_commands_of_pages.py and tests/stores have one",
    "raci-graph serve": "runs until it is stopped; tests/serve starts it",
    "pip install": "fetches from the network",
    "raci-graph dist --check": "fails until the version is raised; tests/dist/test_gate.py runs the same",
}
# The exit code of what does not end with 0.
ENDS = {
    "raci-graph diff page-2022.md page-2023.md --fail-on-change reassigned": 1,
    "raci-graph diff main/page.md page.md --fail-on-change reassigned --format markdown -o changes.md": 1,
    "raci-graph render graph/ --to md --update README.md --check": 1,
}
SEEN = {
    "raci-graph ontology check": "16 passed, 0 FAILED, 0 needs Java",
    "raci-graph render hosted-exchange --to csv": "Hosted Exchange Responsibility model,,,",
    "raci-graph queries handovers": "Where does the customer answer for work that the provider does?",
    "raci-graph explain W02": "# W02 Several parties answer for an activity",
}


def examples():
    """Each command once, in the order of the pages."""
    blocks = [
        re.findall(r"^```sh\n(.*?)^```$", (TOP / page).read_text("utf-8"), re.MULTILINE | re.DOTALL) for page in PAGES
    ]
    return list(dict.fromkeys(line for page in blocks for block in page for line in block.splitlines()))


RUN = [line for line in examples() if not any(each in line for each in NOT_RUN)]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A folder with the files that the examples name."""
    folder = tmp_path_factory.mktemp("world")
    fixtures = TOP / "tests/fixtures"
    for name, path in {
        "page.md": "versions/2027.md",
        "main/page.md": "versions/2026.md",
        "docs/page.md": "versions/2027.md",
        "page-2022.md": "versions/2026.md",
        "page-2023.md": "versions/2027.md",
        "other-service.md": "services/webmail/webmail.md",
        "my-roles.ttl": "../../ontology/role-sets.ttl",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(fixtures / path, folder / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("page.txt").write_text(as_plain_text(Path("page.md").read_text("utf-8")), "utf-8")
        Path("README.md").write_text("<!-- raci-graph:begin -->\n<!-- raci-graph:end -->\n", "utf-8")
        Path("question.rq").write_text("SELECT * { ?s ?p ?o } LIMIT 1", "utf-8")
        assert run(["render", "page.md", "-o", "table.csv"]) == 0
        assert run(["import", "page.md", *BASE, "--id", "lending", "--version-id", "1", "-o", "graph/"]) == 0
        shutil.copy("graph/matrix.ttl", "matrix.ttl")
        for page, name, version in (
            ("page-2022.md", "mail", "2022-11-15"),
            ("page-2023.md", "mail", "2023-04-01"),
            ("other-service.md", "web", "2023-04-01"),
        ):
            into = f"versions/{name}-{version[:4]}"
            assert run(["import", page, *BASE, "--id", name, "--version-id", version, "-o", into]) == 0
        assert run(["load", "hosted-exchange", "versions/", "--store", "my.store", "--no-validate"]) == 0
    return folder


def as_plain_text(page):
    """A page as text that was copied out of it: what was between its cells, and the empty ones, are gone."""
    lines = [line.strip("|# ") for line in page.partition("## ")[2].splitlines() if "---" not in line]
    return "\n".join(" ".join(part.strip() for part in line.split("|") if part.strip()) for line in lines)


@pytest.fixture
def here(world, tmp_path, monkeypatch):
    """A copy of that folder, in which a command may do as it likes."""
    shutil.copytree(world, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")


def prepare(line):
    """Make what only some of the commands want to be there."""
    if "graph/2022" in line:
        shutil.rmtree("graph")
        for year in ("2022", "2023"):
            shutil.copytree(f"versions/mail-{year}", f"graph/{year}")
    if "types accept page.md --row 3" in line:
        edit("page.md", "Get a card at the desk", "Manage backups of the service")
    if "import page.md --decisions" in line:
        assert run(["types", "accept", "page.md", "--row", "1", "--who", "Jo Doe"]) == 0
    elif "--decisions decisions.toml" in line:
        source = ["import", "page.txt", "--second-source", "page.md", "--write-decisions", "decisions.toml"]
        assert run([*source, "-o", "earlier/"]) == 0


def edit(name, old, new):
    text = Path(name).read_text("utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("line", RUN)
def test_an_example_does_what_it_is_for(line, here, need, capsys):
    if "ontology c" in line:
        need("Java", shutil.which("java"))
    if "dist" in line:
        need("csvw", find_spec("csvw"))
    prepare(line)
    capsys.readouterr()
    if set("|<") & set(re.sub(r"'[^']*'", "", line)):
        command = line.replace("raci-graph", f"{shlex.quote(sys.executable)} -m raci_graph")
        done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - our own
        code, printed = done.returncode, done.stdout
    else:
        code = run(shlex.split(line)[1:])
        printed = capsys.readouterr().out
    assert code == ENDS.get(line, 0)
    written = re.findall(r"(?:-o|--figures) (\S+)", line)
    assert [path for path in written if not Path(path).exists()] == []
    assert printed or written or code or re.search(r" (new|types accept|load|unload|dist|ontology check)\b", line)
    assert SEEN.get(line, "") in printed


def test_what_is_not_run_is_named_for_a_reason():
    assert [each for each in NOT_RUN if not any(each in line for line in examples())] == []
    assert (len(RUN) > 50, [line for line in {*ENDS, *SEEN} if line not in RUN]) == (True, [])


@pytest.mark.parametrize(
    ("page", "shown"),
    [("README.md", ""), ("docs/findings.md", '"version": "2.1.0"')],
)
def test_the_python_of_a_page_runs(page, shown, capsys):
    (lines,) = re.findall(r"^```python\n(.*?)^```$", (TOP / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    names = {}
    exec(compile(lines, page, "exec"), names)  # noqa: S102 - our own page
    assert shown in capsys.readouterr().out
    if page == "README.md":
        assert len(names["matrix"].activities) == 49
        assert [row[1] for row in names["rows"].texts()] == ["18", "22", "46"]
        assert len(names["findings"]) == 31
