"""raci-graph validate: its forms, where they are written, the choice of rules, and settings."""

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys

import junitparser
import pyoxigraph as ox
import pytest
import sarif_kit.validate
import xlsxwriter

from raci_graph.report_formats import FORMS

TABLE = """\
# Mail

R: does the work. A: answers for it. C: is asked. I: is told.

| Activity | Customer | Mail team | Lawyer |
|---|---|---|---|
| Keep the mail | A | RA | |
| **Read** it | | R | I |
| Send it | RA | C | I |
"""
# What stands in the place of "Keep the mail" must not be taken for anything but its text.
HOSTILE = '=1+1 <script>x</script> \\| ::error:: %0A \u202egnp.x ]]> "q" \\u0041 ##[error]'


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "docs" / "page.md"
    path.parent.mkdir()
    path.write_text(TABLE, "utf-8")
    return "docs/page.md"


def codes(done):
    return [each["code"] for each in json.loads(done.out)["findings"]]


def test_the_text_is_grouped_with_rows_and_hints(raci, page):
    done = raci("validate", page)
    assert (done.code, done.err) == (1, "2 violation, 0 warning, 2 info\n")
    assert done.out == (
        "docs/page.md: Mail (Customer | Mail team | Lawyer)\n"
        "docs/page.md:8:1: W01 violation: Read it: nobody answers for this activity\n"
        "    | **Read** it | | R | I |\n"
        "    to mend W01: Say who answers; the party that does the work may do both.\n"
        "docs/page.md:7:1: W02 violation: Keep the mail: several parties answer for this activity\n"
        "    | Keep the mail | A | RA | |\n"
        "    to mend W02: Leave the A with the party that can decide and is held to the outcome, and give the other the"
        " part that it really has.\n"
        "docs/page.md:7:1: W15 info: Keep the mail: nobody is consulted or informed about this activity\n"
        "    | Keep the mail | A | RA | |\n"
        "    to mend W15: Ask for each of these rows whether somebody has to know.\n"
        "docs/page.md:5:37: W22 info: Lawyer: a party neither does the work of any activity nor answers for any\n"
        "    to mend W22: Ask the party what it does for the service, and add rows for it.\n"
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_file_holds_what_would_be_printed(form, raci, page, tmp_path):
    printed = raci("validate", page, "--format", form)
    written = raci("validate", page, "--format", form, "-o", "out/findings")
    assert (printed.code, written.code, written.out) == (1, 1, "")
    assert (tmp_path / "out/findings").read_bytes().decode() == printed.out
    assert printed.out != ""


def test_a_file_that_cannot_be_written_is_left_as_it_was(fails, page, tmp_path):
    (tmp_path / "out").mkdir()
    assert fails(5, "validate", page, "--format", "json", "-o", "out").startswith("out: cannot be written: ")
    assert {path.name for path in tmp_path.rglob("*")} == {"docs", "page.md", "out"}


@pytest.mark.parametrize(
    ("options", "code", "expected"),
    [
        ([], 1, ["W01", "W02", "W15", "W22"]),
        (["--rule", "W02"], 1, ["W02"]),
        (["--rule", "w15", "--rule", "W22"], 0, ["W15", "W22"]),
        (["--rule", "w"], 1, ["W01", "W02", "W15", "W22"]),
        (["--rule", "S", "--rule", "P"], 0, []),
        (["--ignore", "W01", "--ignore", "W02"], 0, ["W15", "W22"]),
        (["--ignore", "W"], 0, []),
        (["--rule", "W", "--ignore", "W15"], 1, ["W01", "W02", "W22"]),
        (["--ignore", "W01", "--ignore", "W02", "--fail-on", "info"], 1, ["W15", "W22"]),
        (["--fail-on", "never"], 0, ["W01", "W02", "W15", "W22"]),
    ],
)
@pytest.mark.parametrize("command", ["validate", "report"])
def test_rules_are_chosen(command, options, code, expected, raci, page):  # noqa: PLR0913
    done = raci(command, page, "--format", "json", *options)
    assert (done.code, codes(done)) == (code, expected)


@pytest.mark.parametrize("option", ["--rule", "--ignore"])
@pytest.mark.parametrize("command", ["validate", "report"])
def test_an_unknown_rule_names_near_ones(command, option, fails, page):
    said = fails(2, command, page, option, "W99")
    assert said == "there is no rule 'W99'. Did you mean W22, W23, W30?"


def test_settings_say_the_same_as_options_and_options_win(raci, page, tmp_path):
    (tmp_path / "docs/raci.toml").write_text("[validate]\nfail-on = 'info'\nrule = ['W']\nignore = ['W01', 'W02']\n")
    assert (raci("validate", page).code, codes(raci("validate", page, "--format", "json"))) == (1, ["W15", "W22"])
    done = raci("validate", page, "--format", "json", "--fail-on", "warning", "--ignore", "W02")
    assert (done.code, codes(done)) == (1, ["W01", "W15", "W22"])
    done = raci("validate", page, "--format", "json", "--rule", "W02")
    assert (done.code, codes(done)) == (1, ["W02"])
    done = raci("validate", page, "--format", "json", "--rule", "W", "--ignore", "W15", "--fail-on", "never")
    assert (done.code, codes(done)) == (0, ["W01", "W02", "W22"])


def test_thresholds_of_a_project_file_are_kept(raci, page, tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.raci-graph.validate.thresholds]\nW22 = { parties = 4 }\n")
    assert codes(raci("validate", page, "--format", "json")) == ["W01", "W02", "W15"]


def test_an_unknown_rule_of_settings_names_their_file(fails, page, tmp_path):
    (tmp_path / "docs/raci.toml").write_text("[validate]\nignore = ['W99']\n")
    assert fails(2, "validate", page) == "docs/raci.toml: there is no rule 'W99'. Did you mean W22, W23, W30?"


def test_each_source_is_checked_by_its_own_settings(raci, page, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "page.md").write_text(TABLE.replace("# Mail", "# Post"), "utf-8")
    (other / "raci.toml").write_text("[validate]\nignore = ['W']\n")
    done = raci("validate", "other/page.md", page, "--format", "json")
    assert [each["source"] for each in json.loads(done.out)["findings"]] == [page] * 4
    assert raci("validate", "other/page.md").code == 0


def test_turtle_without_places_is_found_by_its_lines(raci, page, tmp_path):
    raci("import", page, "--base", "https://a.org/", "--version-id", "1", "-o", "graph/")
    (tmp_path / "graph/places.ttl").unlink()
    lines = (tmp_path / "graph/matrix.ttl").read_text("utf-8").splitlines()
    found = json.loads(raci("validate", "graph", "--format", "json").out)["findings"]
    shown = [(each["code"], each["file"], lines[each["place"]["line"] - 1]) for each in found]
    file = "graph/matrix.ttl"
    assert shown == [
        ("W01", file, "activity:2"),
        ("W02", file, "activity:1"),
        ("W15", file, "activity:1"),
        ("W22", file, "party:lawyer"),
    ]
    assert found[0]["printed"] == ["**Read** it", "", "R", "I"]


def test_places_of_an_imported_matrix_lead_to_the_document_beside_it(raci, page):
    raci("import", page, "--base", "https://a.org/", "--version-id", "1", "-o", "docs/graph/")
    found = json.loads(raci("validate", "docs/graph", "--format", "json").out)["findings"]
    assert [(each["file"], each["place"]["line"]) for each in found] == [(page, 8), (page, 7), (page, 7), (page, 5)]


def test_a_workbook_is_told_by_sheet_and_cell(raci, page, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        sheet = book.add_worksheet("RACI")
        sheet.write_column("B3", ["R: does, A: answers, C: is asked, I: is told"])
        for at, row in enumerate((["Activity", "Ann", "Bob"], ["Run it", "RA", "I"], ["Mend it", "X?", "A"])):
            sheet.write_row(4 + at, 1, row)
    (first, *_) = json.loads(raci("validate", "book.xlsx", "--format", "json").out)["findings"]
    assert (first["code"], first["row"], first["printed"]) == ("P03", 2, ["Mend it", "X?", "A"])
    assert first["place"] == {"file": "book.xlsx", "sheet": "RACI", "cell": "C7"}
    (run,) = json.loads(raci("validate", "book.xlsx", "--format", "sarif").out)["runs"]
    (location,) = run["results"][0]["locations"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "RACI!C7", "kind": "cell"}]


WAIVERS = """
@prefix raci: <https://w3id.org/raci-graph/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://a.org/w/1> a raci:Waiver ; raci:inMatrix <MATRIX> ; raci:waivesRule "W02" ;
    raci:waivesActivity <MATRIX/activity/1> ; raci:reason "Clause 7." ; raci:decidedBy "Jo" ;
    raci:decidedOn "2026-01-31"^^xsd:date ; raci:expiresOn "2999-12-31"^^xsd:date .
<https://a.org/w/2> a raci:Waiver ; raci:inMatrix <MATRIX> ; raci:waivesRule "W01" ;
    raci:waivesActivity <MATRIX/activity/2> ; raci:reason "Old." ; raci:decidedBy "Jo" ;
    raci:decidedOn "2020-01-31"^^xsd:date ; raci:expiresOn "2020-12-31"^^xsd:date .
"""


@pytest.fixture
def waived(raci, page, tmp_path):
    raci("import", page, "--base", "https://a.org/", "--id", "m", "--version-id", "1", "-o", "graph/")
    iri = "https://a.org/m/1"
    (tmp_path / "graph/waivers.ttl").write_text(WAIVERS.replace("MATRIX", iri))
    return iri


def test_a_waived_finding_is_shown_in_each_form_and_fails_nothing(raci, waived):
    done = raci("validate", "graph", "--ignore", "W01", "--ignore", "W30")
    assert (done.code, done.err) == (0, "0 violation, 0 warning, 2 info, 1 waived\n")
    assert " (waived: Clause 7. (Jo, 2026-01-31, until 2999-12-31))\n" in done.out
    waiver = {
        "iri": "https://a.org/w/1",
        "rule": "W02",
        "activity": f"{waived}/activity/1",
        "reason": "Clause 7.",
        "who": "Jo",
        "on": "2026-01-31",
        "expires": "2999-12-31",
    }
    out = {form: raci("validate", "graph", "--rule", "W02", "--format", form) for form in FORMS}
    assert {each.code for each in out.values()} == {0}
    assert [each["waived"] for each in json.loads(out["json"].out)["findings"]] == [waiver]
    (run,) = json.loads(out["sarif"].out)["runs"]
    assert [each["properties"] for each in run["results"][0]["suppressions"]] == [waiver]
    (suite,) = junitparser.JUnitXml.fromstring(out["junit"].out.encode())
    assert (suite.failures, suite.skipped) == (0, 1)
    assert out["github"].out.startswith("::notice file=")
    (row,) = csv.DictReader(io.StringIO(out["csv"].out, newline=""))
    assert [row[name] for name in ("waived", "waived by", "waived on", "waived until")] == [
        *("Clause 7.", "Jo", "2026-01-31", "2999-12-31")
    ]
    assert 'rdfs:comment "Waived: Clause 7. (Jo, 2026-01-31, until 2999-12-31)"' in out["shacl"].out


def test_an_expired_waiver_is_told_in_each_form_and_waives_nothing(raci, waived):
    done = raci("validate", "graph", "--rule", "W01", "--rule", "W30", "--format", "json")
    found = [(each["code"], each["message"], "waived" in each) for each in json.loads(done.out)["findings"]]
    assert done.code == 1
    assert found == [
        ("W01", "nobody answers for this activity", False),
        ("W30", "the waiver of W01 expired on 2020-12-31", False),
    ]
    shacl = raci("validate", "graph", "--rule", "W30", "--format", "shacl").out
    assert "sh:sourceShape rsh:W30-WaiverExpired" in shacl


@pytest.fixture
def hostile(page, tmp_path):
    (tmp_path / "docs/page.md").write_text(TABLE.replace("Keep the mail", HOSTILE), "utf-8")
    return page


@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_document_stays_inert(form, raci, hostile):
    done = raci("validate", hostile, "--rule", "W02", "--format", form)
    assert done.code == 1
    assert "\u202e" not in done.out
    assert "##[error]" not in done.out or form in {"json", "sarif", "junit", "csv", "shacl"}
    lines = done.out.splitlines()
    if form == "csv":
        assert next(csv.DictReader(io.StringIO(done.out, newline="")))["subject"].startswith("'=1+1 ")
    if form == "github":
        assert len(lines) == 1
        assert "%250A" in lines[0]
    if form == "junit":
        assert "<script>" not in done.out
        junitparser.JUnitXml.fromstring(done.out.encode())
    if form == "sarif":
        assert sarif_kit.validate.validation_errors(json.loads(done.out)) == []
    if form == "json":
        (found,) = json.loads(done.out)["findings"]
        assert found["subject"].startswith("=1+1 ")
        assert "\u202e" in found["subject"]
    if form == "shacl":
        assert len(list(ox.parse(done.out, ox.RdfFormat.TURTLE))) == 10


ALL_FORMS = """
import sys
from raci_graph.cli import run
from raci_graph.report_formats import FORMS
print([run(["validate", "docs", "graph", "--format", form, "-o", f"{sys.argv[1]}/{form}"]) for form in FORMS])
"""


def test_bytes_are_the_same_in_every_process(waived, hostile, tmp_path, repository):
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", ALL_FORMS, f"seed{seed}"],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(repository)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == f"{[1] * len(FORMS)}\n"
    for form in FORMS:
        assert (tmp_path / "seed1" / form).read_bytes() == (tmp_path / "seed2" / form).read_bytes()
        assert (tmp_path / "seed1" / form).stat().st_size > 1000


def test_a_terminal_gets_colours_and_the_same_lines(page, tmp_path, repository, raci):
    plain = raci("validate", page).out
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "raci_graph", "validate", page],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(repository), "TERM": "xterm-256color", "COLUMNS": "80"},
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(leader)
    assert process.wait() == 1
    text = shown.decode().replace("\r\n", "\n")
    assert "\x1b[1;31mdocs/page.md:8:1: W01 violation" in text
    assert re.sub(r"\x1b\[[0-9;]*m", "", text) == plain
