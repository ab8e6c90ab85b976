"""``raci-graph render --to html``: the file, what is found in the source, the choice of a matrix, up to date or not."""

from selectolax.lexbor import LexborHTMLParser


def parsed(path):
    return LexborHTMLParser(path.read_text("utf-8"))


LEGEND = "R = Responsible, A = Accountable, C = Consulted, I = Informed"


def test_the_page_goes_to_a_file_or_to_standard_output(raci, lending, tmp_path):
    path = tmp_path / "lending.htm"
    assert raci("render", lending, "-o", path) == (0, "", "")
    done = raci("render", lending, "--to", "html")
    assert (done.code, done.out, done.err) == (0, path.read_text("utf-8"), "")
    assert done.out.startswith("<!DOCTYPE html>\n")


def test_a_page_that_is_not_up_to_date_is_told(raci, lending, tmp_path):
    path = tmp_path / "lending.html"
    assert raci("render", lending, "-o", path, "--check").code == 1
    assert raci("render", lending, "-o", path).code == 0
    assert raci("render", lending, "-o", path, "--check") == (0, "", "")


def test_what_is_found_in_the_document_and_by_the_shapes_is_in_the_page(raci, tmp_path):
    source = tmp_path / "mail.md"
    source.write_text(
        f"{LEGEND}\n\n| Task | IT | Business |\n|---|---|---|\n| Run it | R | R |\n| Stop it | RX | A |\n", "utf-8"
    )
    assert raci("render", source, "-o", tmp_path / "mail.html").code == 0
    tree = parsed(tmp_path / "mail.html")
    found = {row.attributes["id"]: [each.text() for each in row.css(".found > a")] for row in tree.css("tr[id]")}
    assert found == {"row-1": ["W01", "W10", "W15"], "row-2": ["P03"]}


def test_one_of_several_matrices_is_chosen_with_its_own_findings(raci, tmp_path):
    source = tmp_path / "both"
    source.mkdir()
    for name, letters in (("one", "R | A"), ("two", "A | A")):
        table = f"| Task | IT | Business |\n|---|---|---|\n| Run it | {letters} |\n| Stop it | R | A |\n"
        (source / f"{name}.md").write_text(f"# {name}\n\n{LEGEND}\n\n{table}", "utf-8")
    assert raci("render", source, "--to", "html").code == 2
    for name, codes in (("1", ["W15"]), ("2", ["W02", "W03", "W15"])):
        assert raci("render", source, "--matrix", name, "-o", tmp_path / "page.html").code == 0
        tree = parsed(tmp_path / "page.html")
        assert [each.text() for each in tree.css("#row-1 .found > a")] == codes
