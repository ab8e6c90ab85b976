"""raci-graph report: the matrix, the totals, the hand-overs, the ownership and the findings."""

import json
import re
import shutil

import pytest

TOTALS = {
    ("Customer", "Responsible"): 14,
    ("Customer", "Accountable"): 16,
    ("Customer", "Consulted"): 0,
    ("Customer", "Informed"): 14,
    ("OVHcloud", "Responsible"): 36,
    ("OVHcloud", "Accountable"): 33,
    ("OVHcloud", "Consulted"): 0,
    ("OVHcloud", "Informed"): 9,
}


def matrix_of(done):
    (matrix,) = json.loads(done.out)["matrices"]
    return matrix


def findings_of(done):
    return json.loads(done.out)["findings"]


def codes(done):
    return [finding["code"] for finding in findings_of(done)]


def totals(matrix):
    return {(each["party"], each["role"]): each["count"] for each in matrix["totals"]}


def lines_with(out, *words):
    """The lines of a text that consist of these words, whatever stands between them."""
    return [line for line in out.splitlines() if line.split() == [word for each in words for word in each.split()]]


@pytest.fixture
def bundled_report(raci):
    return raci("report", "--format", "json")


def test_the_bundled_matrix_as_data(bundled_report, bundled):
    matrix = matrix_of(bundled_report)
    assert (bundled_report.code, bundled_report.err) == (0, "")
    assert len(matrix["activities"]) == 49
    assert totals(matrix) == TOTALS
    assert [each["row"] for each in matrix["handOvers"]] == [18, 22, 46]
    assert matrix["ownership"] == {"provider": 33, "customer": 13, "shared": 3}
    assert codes(bundled_report) == ["W10"] + ["W11"] * 3 + ["W15"] * 26 + ["W20"]
    lines = (bundled / "source.txt").read_text("utf-8").splitlines()
    rows = {row["row"]: row["text"] for row in matrix["activities"]}
    on_rows = [finding for finding in findings_of(bundled_report) if "row" in finding]
    assert len(on_rows) == 30
    for finding in on_rows:
        assert finding["place"]["file"] == "source.txt"
        assert lines[finding["place"]["line"] - 1].startswith(rows[finding["row"]])
        assert finding["subject"] == rows[finding["row"]]


def test_the_bundled_matrix_as_text(raci):
    out = raci("report", "hosted-exchange").out
    assert out.startswith("Hosted Exchange Responsibility model\nversion 2022-11-15, read from source.txt\n")
    assert len(lines_with(out, "3.1.2", "Access management")) == 1
    assert len(lines_with(out, "22", "Manage access to control plane", "A", "RI")) == 1
    assert len(lines_with(out, "R Responsible", "14", "36")) == 1
    assert len(lines_with(out, "A Accountable", "16", "33")) == 1
    assert len(lines_with(out, "C Consulted", "0", "0")) == 1
    assert len(lines_with(out, "I Informed", "14", "9")) == 1
    assert len(lines_with(out, "22", "Manage access to control plane", "Customer", "OVHcloud")) == 1
    assert "\nprovider 33, customer 13, shared 3\n" in out
    assert re.search(r"^W10 warning: .* \(1\)$", out, re.MULTILINE)
    assert re.search(r"^source\.txt:51:1 +18 +Administrate domain, .*: several parties do the work", out, re.MULTILINE)


def test_the_page_says_the_same_but_for_ownership_which_it_does_not_state(raci, page):
    done = raci("report", page, "--format", "json")
    assert done.code == 0
    assert totals(matrix_of(done)) == TOTALS
    assert [each["row"] for each in matrix_of(done)["handOvers"]] == [18, 22, 46]
    assert matrix_of(done)["ownership"] is None
    assert codes(done) == ["W10"] + ["W11"] * 3 + ["W15"] * 26 + ["W20"]


def test_the_plain_text_reports_its_doubts_and_claims_nothing_about_them(raci, bundled):
    done = raci("report", bundled / "source.txt", "--format", "json")
    assert done.code == 1
    assert codes(done) == ["P02"] * 26 + ["W10"] + ["W11"] * 3
    assert sum(totals(matrix_of(done)).values()) == 70


def test_a_document_of_ones_own(raci, lending):
    done = raci("report", lending, "--format", "json")
    matrix = matrix_of(done)
    assert done.code == 0
    assert matrix["title"] == "Lending desk"
    assert [(each["row"], each["accountable"], each["responsible"]) for each in matrix["handOvers"]] == [
        (2, "Library", "Reader"),
        (5, "Library", "Archive"),
    ]
    assert matrix["ownership"] == {"provider": 2, "customer": 1, "shared": 1, "other": 1}


def test_several_sources_are_shown_one_after_another(raci, lending, tmp_path):
    other = tmp_path / "other.md"
    other.write_text(lending.read_text("utf-8").replace("# Lending desk", "# Another desk"), "utf-8")
    out = raci("report", lending, other).out
    assert out.index("Lending desk\n") < out.index("Another desk\n")


def test_letters_of_a_source_that_steer_a_terminal_are_shown_inert(raci, lending, tmp_path):
    path = tmp_path / shutil.copy(lending, tmp_path)
    path.write_text(path.read_text("utf-8").replace("Lend a book", "Lend \x1b[31ma book"), "utf-8")
    out = raci("report", path).out
    assert "\x1b" not in out
    assert "Lend \ufffd[31ma book" in out


def test_totals_of_a_matrix_with_roles_as_columns_are_by_party(raci, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("| Task | Responsible | Accountable |\n|---|---|---|\n| Sell | Ann, Bob | Ann |\n")
    lines = raci("report", page).out.splitlines()
    totals = lines[lines.index("Totals") + 1 :]
    assert totals[0].split() == ["Ann", "Bob"]
    assert [line.split() for line in totals[2:4]] == [["R", "Responsible", "1", "1"], ["A", "Accountable", "1", "0"]]


def test_a_cell_in_doubt_is_shown_with_its_own_text(raci, tmp_path):
    rows = "| Bake | X | Q | A |\n| Sell | A | R | I |\n"
    path = tmp_path / "shop.md"
    path.write_text(f"# RACI\n\n| Task | Ann | Bob | Cy |\n|---|---|---|---|\n{rows}", encoding="utf-8")
    told = [line.split() for line in raci("report", path).out.splitlines()]
    assert told[told.index(["Activity", "Ann", "Bob", "Cy"]) + 2] == ["1", "Bake", "?", "X", "?", "Q", "A"]


def test_marks_whose_column_is_not_known_are_told_once(raci, tmp_path):
    path = tmp_path / "shop.md"
    rows = "| Bake | R | A |\n| Sell | A | R | I |\n"
    path.write_text(f"# RACI\n\n| Task | Ann | Bob | Cy |\n|---|---|---|---|\n{rows}", encoding="utf-8")
    assert len(lines_with(raci("report", path).out, "1 Bake (column not known: R A) ? ? ?")) == 1


def test_a_role_that_only_the_legend_has_is_told_once_in_the_order_of_the_legend(raci, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "R = Responsible, H = Holds the keys, A = Accountable\n\n"
        "| Task | Ann |\n|---|---|\n| Lock up | R/H |\n| Open | A |\n"
    )
    assert after(raci("report", page).out, "Totals", 3) == ["R Responsible 1", "H 1", "A Accountable 1"]


def test_a_matrix_of_more_parties_than_the_screen_is_wide_tells_them_in_lines(raci, tmp_path):
    page = tmp_path / "page.md"
    parties = [f"Department{at:02}" for at in range(1, 13)]
    page.write_text(f"| Task | {' | '.join(parties)} |\n|{'---|' * 13}\n| Move | R/A |{' I |' * 2}{' |' * 9}\n")
    out = raci("report", page).out
    assert len(lines_with(out, "1   Move       R/A: Department01; I: Department02, Department03")) == 1
    assert after(out, "Totals", 3) == ["Department01 1 1 0 0", "Department02 0 0 0 1", "Department03 0 0 0 1"]
    few = tmp_path / "few.md"
    few.write_text(f"| Task | {' | '.join(parties[:5])} |\n|{'---|' * 6}\n| Move | R/A |{' I |' * 4}\n")
    assert len(lines_with(raci("report", few).out, "1 Move R/A I I I I")) == 1


def after(out, head, count):
    """The lines of a text after one that begins with a head, without the head and the rule of a table."""
    lines = out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(head))
    return [" ".join(line.split()) for line in lines[at + 3 : at + 3 + count]]


def test_the_classes_of_ownership_go_by_the_names_of_sta_04(raci, bundled_report):
    assert matrix_of(bundled_report)["ssrmOwnership"] == {
        "CSP-owned": 33,
        "CSC-owned": 13,
        "Shared CSP and CSC (dependent)": 3,
    }
    line = "by the classes of CSA's control STA-04: CSP-owned 33, CSC-owned 13, Shared CSP and CSC (dependent) 3"
    assert f"\nprovider 33, customer 13, shared 3\n{line}\n" in raci("report").out


def test_the_load_by_phase(raci, bundled_report):
    loads = matrix_of(bundled_report)["loadByPhase"]
    assert len(loads) == 10
    assert loads[4] == {
        "phase": "3 Service usage",
        "party": "Customer",
        "activities": 33,
        "does": 7,
        "answers": 8,
        "consulted": 0,
        "informed": 8,
        "percent": 21,
    }
    assert after(raci("report").out, "Load by phase", 6) == [
        "1 Before subscription 4 Customer 2 (50 %), OVHcloud 2 (50 %)",
        "2 Service availability 6 OVHcloud 4 (67 %), Customer 2 (33 %)",
        "3 Service usage 33 OVHcloud 27 (79 %), Customer 7 (21 %)",
        "4 Reverting 4 Customer 3 (75 %), OVHcloud 1 (25 %)",
        "5 End of service 2 OVHcloud 2 (100 %)",
        "",
    ]


def test_one_matrix_of_one_phase_has_no_more_sections_than_it_needs(raci, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("| Task | Ann | Bob |\n|---|---|---|\n| Sell | RA | I |\n")
    out = raci("report", page).out
    heads = ("Totals", "Hand-overs", "Ownership", "Load by phase", "Parties over", "Kinds of work", "Findings")
    assert [head for head in heads if f"\n{head}" in out] == ["Totals", "Hand-overs", "Findings"]


@pytest.fixture
def libraries(repository):
    return repository / "tests/queries/data"


def test_each_party_over_several_matrices(raci, libraries):
    done = raci(
        "report", libraries / "lending-2025.ttl", libraries / "lending-2026.ttl", libraries / "reading-room.ttl"
    )
    assert after(done.out, "Parties over all matrices", 9) == [
        "Archive Reading room 3 3 2 0 0 100 %",
        "Archive Lending 2025-01-31 8 1 0 0 1 13 %",
        "Lending 2026-01-31 9 2 3 0 1 44 %",
        "Library Lending 2025-01-31 8 4 6 0 1 75 %",
        "Lending 2026-01-31 9 4 6 0 0 78 %",
        "Reader Lending 2025-01-31 8 3 2 1 1 38 %",
        "Lending 2026-01-31 9 3 0 2 3 33 %",
        "Town hall Reading room 3 0 1 0 1 33 %",
        "Visitor Reading room 3 1 0 0 1 33 %",
    ]


def test_each_kind_of_work_over_several_services(raci, libraries):
    done = raci("report", libraries / "lending-2026.ttl", libraries / "reading-room.ttl")
    assert after(done.out, "Kinds of work", 8) == [
        "fetching an item Reading room 2 Archive Archive, Visitor",
        "Lending 5 Archive, Library Reader",
        "handing out an item Lending 3 Library Library",
        "letting somebody in Reading room 1 Town hall Archive",
        "Lending 2 Archive Library",
        "repairing an item Reading room 3 Archive Archive",
        "Lending 7 Library Archive",
        "",
    ]


def test_several_matrices_as_data(raci, libraries, bundled_report):
    assert json.loads(bundled_report.out)["acrossMatrices"] is None
    done = raci("report", libraries / "lending-2026.ttl", libraries / "reading-room.ttl", "--format", "json")
    across = json.loads(done.out)["acrossMatrices"]
    assert len(across["parties"]) == 6
    assert across["parties"][0] == {
        "party": "Archive",
        "partyIri": "https://example.org/id/county-archive/party/archive",
        "title": "Reading room",
        "matrix": "https://example.org/id/county-archive/reading-room/2026-02-15",
        "activities": 3,
        "does": 3,
        "answers": 2,
        "consulted": 0,
        "informed": 0,
        "percent": 100,
    }
    assert len(across["activities"]) == 7
    assert across["activities"][0] == {
        "type": "fetching an item",
        "service": "Reading room",
        "matrix": "https://example.org/id/county-archive/reading-room/2026-02-15",
        "row": 2,
        "activity": "Fetch an item",
        "answers": ["Archive"],
        "does": ["Archive", "Visitor"],
    }


def test_matrices_whose_rows_have_no_kind_say_so(raci, lending, repository):
    webmail = repository / "tests/fixtures/services/webmail/webmail.md"
    assert "\nNo activity says of which kind it is (raci:activityType)" in raci("report", lending, webmail).out


FIGURES = ("heat-map", "load-by-phase", "hand-overs")


def test_figures_are_written_for_each_matrix(raci, lending, tmp_path):
    folder = tmp_path / "new/pictures"
    done = raci("report", "hosted-exchange", lending, "--figures", folder)
    names = [
        f"{matrix}-{figure}.svg"
        for matrix in ("hosted-exchange-2022-11-15", "lending-2026-01-31")
        for figure in FIGURES
    ]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert done.err == "".join(f"{folder / name}: drawn\n" for name in names)
    assert (done.code, done.out) == (0, raci("report", "hosted-exchange", lending).out)
    again = raci("report", "hosted-exchange", lending, "--figures", tmp_path / "again")
    assert again.code == 0
    assert all((folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes() for name in names)


def test_figures_that_cannot_be_written_are_an_error_and_leave_nothing(fails, tmp_path):
    (tmp_path / "file").write_text("here already", "utf-8")
    said = fails(5, "report", "--figures", tmp_path / "file")
    assert said.startswith(f"{tmp_path / 'file' / 'hosted-exchange-2022-11-15-heat-map.svg'}: cannot be written: ")
    (tmp_path / "pictures/hosted-exchange-2022-11-15-hand-overs.svg").mkdir(parents=True)
    said = fails(5, "report", "--figures", tmp_path / "pictures")
    assert said.startswith(f"{tmp_path / 'pictures/hosted-exchange-2022-11-15-hand-overs.svg'}: cannot be written: ")
    assert [path.name for path in (tmp_path / "pictures").iterdir()] == ["hosted-exchange-2022-11-15-hand-overs.svg"]


@pytest.fixture
def store(raci, libraries, tmp_path):
    folder = tmp_path / "my.store"
    assert raci("load", libraries, "--store", folder, "--no-validate").code == 0
    return folder


def test_of_a_store_what_its_matrices_say_together(raci, store):
    done = raci("report", "--store", store)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{store}: 3 matrices\n\nParties over all matrices")
    assert after(done.out, "Parties over", 2) == [
        "Archive Reading room 3 3 2 0 0 100 %",
        "Archive Lending 9 2 3 0 1 44 %",
    ]
    assert after(done.out, "Kinds of work", 1) == ["fetching an item Reading room 2 Archive Archive, Visitor"]
    assert "Findings" not in done.out
    data = json.loads(raci("report", "--store", store, "--format", "json").out)
    assert (data["matrices"], data["findings"]) == ([], [])
    assert [len(data["acrossMatrices"][part]) for part in ("parties", "activities")] == [8, 7]


def test_matrices_of_one_title_in_a_store_are_told_apart_by_their_names(raci, repository, tmp_path):
    page, folder = tmp_path / "lending.md", tmp_path / "my.store"
    shutil.copy(repository / "tests/fixtures/library/lending.md", page)
    for base in ("https://a.example/", "https://b.example/"):
        raci("import", page, "--base", base, "--id", "desk", "--version-id", "1", "-o", tmp_path / "graph")
        assert raci("load", tmp_path / "graph", "--store", folder).code == 0
    lines = after(raci("report", "--store", folder).out, "Parties over", 2)
    assert lines == [
        f"Archive Lending desk {base}desk/1 5 1 0 0 1 20 %" for base in ("https://a.example/", "https://b.example/")
    ]


def test_a_store_without_a_matrix_is_said(raci, fails, tmp_path):
    folder = tmp_path / "my.store"
    assert raci("load", "hosted-exchange", "--store", folder).code == 0
    assert raci("unload", "hosted-exchange/2022-11-15", "--store", folder).code == 0
    said = fails(3, "report", "--store", folder)
    assert said == f"{folder}: there is no responsibility matrix in it. 'raci-graph load' puts one there"


@pytest.mark.parametrize("more", [["hosted-exchange"], ["--figures", "x"], ["--rule", "W"], ["--fail-on", "info"]])
def test_a_store_goes_with_no_other_source_and_no_findings(more, fails, tmp_path):
    assert fails(2, "report", "--store", tmp_path, *more) == (
        "--store goes with --format alone, without SOURCES and other options. "
        "Leave them out; 'raci-graph validate --store' has the findings"
    )
