"""A matrix goes into a spreadsheet program, is edited there and read back: the difference is exactly the edit."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from raci_graph.cli import run
from raci_graph.sources import read_source

ACTIVITY = 1
CUSTOMER = 2
EDITS = [
    ["set", "Provide service licences", CUSTOMER, "C"],
    ["set", "Destroy client's data", ACTIVITY, "Erase all that the client left"],
    ["insert", "Provide service licences", ["Name a contact", "RA", "I"]],
    ["delete", "Install, configure, and deliver functional bricks of the service"],
]


DOUBTS = (Path(__file__).parents[1] / "fixtures" / "rows-in-doubt.md").read_text("utf-8")
EDITS_BESIDE_DOUBTS = [["set", "Bake", 4, "C"], ["set", "Sell", 2, "Q"]]


@pytest.fixture(scope="module")
def office(need):
    return need("LibreOffice Calc", shutil.which("soffice"))


@pytest.fixture(scope="module")
def edited(office, need, tmp_path_factory):
    """``edited(edits, source)``: a matrix as a workbook, edited and saved as XLSX and as ODS, by their endings."""
    pythons = [each for each in ("/usr/bin/python3", sys.executable) if Path(each).exists()]
    python = need("python3-uno", next(filter(has_uno, pythons), None))

    def edit(edits, source="hosted-exchange"):
        folder = tmp_path_factory.mktemp("edited")
        assert run(["render", str(source), "-o", str(folder / "matrix.xlsx")]) == 0
        targets = {form: folder / f"edited.{form}" for form in ("xlsx", "ods")}
        script = Path(__file__).with_name("edit_workbook.py")
        subprocess.run(
            [python, "-I", script, folder / "matrix.xlsx", *targets.values()],
            input=json.dumps(edits).encode(),
            check=True,
            timeout=180,
        )
        return targets

    return edit


def has_uno(python):
    return subprocess.run([python, "-c", "import uno"], check=False, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def several(edited):
    return edited(EDITS)


@pytest.fixture(scope="module")
def copied(edited):
    return edited(
        [["copy", "Provide service licences"], ["set", "Provide service licences", ACTIVITY, "Order licences"]]
    )


@pytest.fixture(scope="module")
def doubtful(edited, tmp_path_factory):
    """A page and a graph of a matrix that has doubts, each with its edited workbooks by their endings."""
    page = tmp_path_factory.mktemp("doubtful") / "page.md"
    page.write_text(DOUBTS, "utf-8")
    graph = page.with_name("graph")
    assert run(["import", str(page), "-o", str(graph)]) == 1  # for its doubts are findings
    return {source.name: (source, edited(EDITS_BESIDE_DOUBTS, source)) for source in (page, graph)}


def diff(path, capsys, source="hosted-exchange"):
    capsys.readouterr()
    assert run(["diff", str(source), str(path), "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert (printed.err == "") == (source == "hosted-exchange")
    (found,) = json.loads(printed.out)["diffs"]
    return found


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_difference_is_exactly_the_edit(form, several, capsys):
    found = diff(several[form], capsys)
    assert found["counts"] == {"added": 1, "dropped": 1, "reassigned": 1, "reworded": 1}
    assert found["same"] == 48
    assert [(each["row"], each["text"]) for each in found["added"]] == [(6, "Name a contact")]
    assert [(each["row"], each["text"]) for each in found["dropped"]] == [(5, EDITS[3][1])]
    assert [(each["oldRow"], each["row"], each["kinds"]) for each in found["changes"]] == [
        (6, 5, ["reassigned"]),
        (49, 49, ["reworded"]),
    ]
    moved, reworded = found["changes"]
    assert (moved["gained"], moved["lost"]) == (
        [{"party": "Customer", "role": "Consulted"}],
        [{"party": "Customer", "role": "Informed"}],
    )
    assert (reworded["oldText"], reworded["text"]) == ("Destroy client's data", "Erase all that the client left")
    assert reworded["ground"] == "same id"
    assert (found["questions"], found["parties"], found["sections"], found["legend"]) == ([], [], [], [])


@pytest.mark.parametrize("form", ["xlsx", "ods"])
@pytest.mark.parametrize("name", ["page.md", "graph"])
def test_rows_in_doubt_that_nobody_edited_are_no_difference(name, form, doubtful, capsys):
    source, files = doubtful[name]
    found = diff(files[form], capsys, source)
    assert (found["counts"], found["same"]) == ({"reassigned": 1, "unsettled": 1}, 6)
    reassigned, unsettled = found["changes"]
    assert (reassigned["row"], reassigned["kinds"]) == (1, ["reassigned"])
    assert reassigned["gained"] == [{"party": "Cy", "role": "Consulted"}]
    assert reassigned["lost"] == [{"party": "Cy", "role": "Informed"}]
    assert (unsettled["row"], unsettled["kinds"]) == (2, ["unsettled"])


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_row_that_was_copied_with_its_id_is_added(form, copied, capsys):
    found = diff(copied[form], capsys)
    assert (found["counts"], found["same"]) == ({"added": 1}, 49)
    assert [(each["row"], each["text"]) for each in found["added"]] == [(6, "Order licences")]


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_sheets_of_the_legend_and_the_findings_are_no_matrices(form, several):
    source = read_source(str(several[form]))
    assert [[column.label for column in matrix.columns] for matrix in source.matrices] == [["Customer", "OVHcloud"]]
    assert {entry.letter: entry.role for entry in source.matrices[0].legend} == {
        "R": "Responsible",
        "A": "Accountable",
        "C": "Consulted",
        "I": "Informed",
    }
    assert source.findings == ()


def test_a_spreadsheet_program_runs_no_text_of_csv_as_a_formula(office, tmp_path):
    page = "# RACI\n\n| Activity | =1+1 | @SUM(A1) |\n|---|---|---|\n| =2+3 | R | A |\n| -4+5 | A | R |\n"
    (tmp_path / "page.md").write_text(page, "utf-8")
    assert run(["render", str(tmp_path / "page.md"), "-o", str(tmp_path / "page.csv")]) == 0
    shutil.copy(tmp_path / "page.md", tmp_path / "bare.md")
    (tmp_path / "bare.csv").write_text("=1+1,x\n", "utf-8")
    formulas = {}
    for name in ("page", "bare"):
        evaluating = "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true"
        command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", evaluating]
        command += ["--convert-to", "fods", "--outdir", tmp_path, tmp_path / f"{name}.csv"]
        subprocess.run(command, check=True, timeout=180, capture_output=True)
        written = (tmp_path / f"{name}.fods").read_text("utf-8")
        formulas[name] = re.findall(r'table:formula="([^"]*)"', written)
    assert formulas == {"page": [], "bare": ["of:=1+1"]}
