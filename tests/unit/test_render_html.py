"""A matrix as a web page: what stands in it, read back by a parser of HTML, and texts that mean harm."""

import base64
import csv
import gzip
import io
import json
import re
from dataclasses import replace
from hashlib import sha256

import pyoxigraph as ox
import pytest
from raci_documents.versions import version
from selectolax.lexbor import LexborHTMLParser

from raci_graph.cli.checks import Wish, checked_sources
from raci_graph.figures.colours import KINDS
from raci_graph.findings import Finding, Severity, Waiver
from raci_graph.graph.read import from_graph
from raci_graph.graph.turtle import canonical_turtle
from raci_graph.graph.write import to_graph
from raci_graph.model import About, Basis, Decision
from raci_graph.parse import parse
from raci_graph.readers import read_document
from raci_graph.render import render
from raci_graph.sources import read_source

REASON = (
    "The plain text has lost its empty cells; the publisher's own Markdown of the page shows the marks in this column."
)
SECOND = (
    "https://github.com/ovh/docs/blob/62f81ab78a9b7eed2e16441559a7cbdb49ec3dce/pages/web_cloud/"
    "email_and_collaborative_solutions/microsoft_exchange/responsibility-model/guide.en-gb.md"
)
HEBREW = "\u05e0\u05d9\u05d4\u05d5\u05dc | RA | I\n\u05d2\u05d9\u05d1\u05d5\u05d9 | I | RA\nMove it | R | A"
HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style></script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "--><!-- ]]>",
    "{{ 7 * 7 }} {% include 'x' %}",
    "&lt;b&gt; &#60;img src=x onerror=alert(1)&#62;",
    "a\x00b\x1b[31mc\x0c",
    "user\u202egpj.exe",
    "=cmd|' /C calc'!A0",
    "javascript:alert(1)",
)


def parsed(page):
    return LexborHTMLParser(page)


def texts(tree, selector):
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def embedded(tree):
    """The files of a page by name, unpacked."""
    found = {}
    for link in tree.css("a.file"):
        name = link.attributes["download"]
        data = base64.b64decode(link.attributes["href"].partition(";base64,")[2], validate=True)
        found[name.removesuffix(".gz")] = gzip.decompress(data) if name.endswith(".gz") else data
    return found


@pytest.fixture(scope="module")
def checked():
    [found] = checked_sources(("hosted-exchange",), Wish())
    return found


@pytest.fixture(scope="module")
def page(checked):
    return render("html", checked.source.matrices[0], checked.findings)


@pytest.fixture(scope="module")
def tree(page):
    return parsed(page)


def test_the_page_is_the_same_in_every_run_and_small(checked, page):
    assert render("html", checked.source.matrices[0], checked.findings) == page
    assert len(page.encode()) < 250_000


def test_the_table_says_what_the_matrix_says(checked, tree):
    matrix = checked.source.matrices[0]
    shown = [
        (
            row.attributes["id"],
            row.css_first("th[scope=row]").text(),
            [each.text() for each in row.css("td.cell button")],
        )
        for row in tree.css("#matrix tr[id]")
    ]
    assert shown == [
        (f"row-{each.row}", each.label, [cell.printed or "–" for cell in each.cells]) for each in matrix.activities
    ]
    assert texts(tree, "#matrix thead th[scope=col]") == ["Row", "Activity", "Customer", "OVHcloud", "Findings"]
    headings = [f"{section.number} {section.label}" for section in matrix.sections]
    assert texts(tree, "#matrix tbody > tr.head > th[scope=rowgroup]") == headings
    assert texts(tree, "#matrix caption") == [matrix.title]


def test_letters_are_said_in_words_and_colours_are_never_alone(tree):
    row = tree.css_first("#row-18")
    assert [each.attributes["aria-label"] for each in row.css("td.cell button")] == [
        "RA: Responsible, Accountable",
        "IR: Informed, Responsible",
    ]
    assert [each.attributes["class"] for each in row.css("td.cell")] == ["cell k-both", "cell k-does"]
    assert tree.css_first("#row-1").css("button")[1].attributes["aria-label"] == "no part"
    said = ["answers and does the work", "answers", "does the work", "is informed"]
    assert texts(tree, ".kinds .kind") == said


def test_findings_stand_beside_their_rows_and_in_a_list(checked, tree):
    beside = {row.attributes["id"]: texts(row, ".found") for row in tree.css("#matrix tr[id]") if row.css(".found")}
    assert beside["row-18"] == [
        "W10 warning: several parties do the work of this activity",
        "W11 warning: OVHcloud does the work or answers for it, and is also consulted or informed",
    ]
    assert len(beside) == 29
    rows = [texts(row, "td, th") for row in tree.css("table:has(caption) ~ *, #findings + div tbody tr")]
    assert len(rows) == len(checked.findings) == 31
    assert rows[0] == [
        "W10",
        "warning",
        "18",
        "Administrate domain, mailboxes, distribution groups, etc.: several parties do the work of this activity",
        "source.txt:51:1",
    ]
    assert rows[-1][:3] == ["W20", "info", ""]
    assert [each.attributes["id"] for each in tree.css("dt[id^=rule-]")] == [
        "rule-W10",
        "rule-W11",
        "rule-W15",
        "rule-W20",
    ]


def test_a_waived_finding_is_shown_as_such():
    waiver = Waiver("urn:x:1", "W02", "urn:x:2", "Agreed.", "Jo", "2026-01-31", "2026-12-31")
    finding = Finding("W02", Severity.VIOLATION, "several parties answer for this activity", row=1, waived=waiver)
    tree = parsed(render("html", version("Run it | A | RA"), [finding]))
    said = "Agreed. (Jo, 2026-01-31, until 2026-12-31)"
    assert texts(tree, "#row-1 .found") == [f"W02 waived: several parties answer for this activity {said}"]
    assert texts(tree, "#findings + div tbody tr") == [
        f"W02waived1several parties answer for this activity Waived: {said}"
    ]


def test_a_matrix_that_was_not_checked_says_so():
    tree = parsed(render("html", version("Run it | A | RA")))
    assert "The matrix was not checked." in tree.css_first("main > p").text()
    assert (tree.css("#findings"), texts(tree, "#matrix thead th")) == ([], ["Row", "Activity", "Ann", "Bob"])


def test_a_cell_of_the_second_source_says_so_exactly(tree):
    said = texts(tree, "#o1 dt, #o1 dd")
    assert said[:4] == [
        "Customer",
        "As printed: RA. Place: source.txt:13:64. Ground: a second source shows it.",
        f"Decision: 1-1: Customer RA (The raci_graph maintainers, 2026-11-25). {REASON}",
        f"Rests on: {SECOND}",
    ]
    assert said[4:6] == [
        "OVHcloud",
        "As printed: nothing, a blank cell. Place: source.txt:13:1. Ground: a second source shows it.",
    ]
    assert texts(tree, "#o18 dd")[0] == "As printed: RA. Place: source.txt:51:59. Ground: the source states it."
    assert len(tree.css(".origin")) == 49


def test_cells_in_doubt_say_so_in_words():
    tree = parsed(render("html", version("Run it | ? | R | <A>\nStop it | RA | I"), ()))
    cell = tree.css_first("#row-1 td.cell")
    assert (cell.attributes["class"], cell.text(), cell.css_first("button").attributes["aria-label"]) == (
        "cell k-unsettled",
        "?",
        "?: not settled",
    )
    assert [each.text() for each in tree.css("#row-1 th .full")] == ["Column not known: A"]
    assert tree.css("#row-2 th .full") == []
    assert texts(tree, "#o1 p")[0].endswith("Marks whose column is not known: A")
    assert texts(tree, "#o1 dd")[0].startswith("As printed: the source does not show it.")
    assert texts(tree, "#o1 dd")[0].endswith("Ground: not settled.")
    assert tree.css_first("#open") is not None
    assert "1 cell is not settled" in tree.css_first("main > p").text()


def test_a_cell_in_doubt_has_its_own_text_and_marks_without_a_column_are_told_once():
    rows = "| Bake | X | Q | A |\n| Sell | A | R | I |\n| Mill | R | A |\n"
    text = f"# RACI\n\n| Task | Ann | Bob | Cy |\n|---|---|---|---|\n{rows}"
    (read,) = parse(read_document(text.encode(), "page.md"), About()).matrices
    (of_graph,) = from_graph(to_graph(read).triples, "page.md")
    for matrix in (read, of_graph):
        tree = parsed(render("html", matrix, ()))
        assert texts(tree, "#row-1 td.cell") == ["? X", "? Q", "A"]
        assert texts(tree, "#row-3 td.cell") == ["?", "?", "?"]
        assert texts(tree, "#matrix th .full") == ["Column not known: R A"]
        assert [said.partition(". ")[0] for said in texts(tree, "#o1 dd")] == [
            "As printed: X",
            "As printed: Q",
            "As printed: A",
        ]
        assert "whose column is not known" not in texts(tree, "#o1 p")[0]
        assert texts(tree, "#o3 p")[0].endswith("Marks whose column is not known: R A")


def test_a_remark_and_a_judgement_are_told():
    matrix = version("Run it | R | A")
    decision = Decision("x", (1,), "Ann", None, Basis.JUDGEMENT, "Jo", reason="She said so.")
    [activity] = matrix.activities
    first = replace(activity.cells[0], basis=Basis.JUDGEMENT, decision="x", comment="since May")
    activity = replace(activity, cells=(first, *activity.cells[1:]))
    tree = parsed(render("html", replace(matrix, activities=(activity,), decisions=(decision,))))
    assert texts(tree, "#o1 dd")[:3] == [
        "As printed: R. Ground: somebody judged it.",
        "Decision: x (Jo). She said so.",
        "Remark: since May",
    ]


def test_totals_hand_overs_and_ownership(tree):
    assert texts(tree, "#totals + div thead th") == [
        "Party",
        "R Responsible",
        "A Accountable",
        "C Consulted",
        "I Informed",
    ]
    rows = [texts(row, "th, td") for row in tree.css("#totals + div :is(tbody, tfoot) tr")]
    assert rows == [
        ["Customer", "14", "16", "0", "14"],
        ["OVHcloud", "36", "33", "0", "9"],
        ["all", "50", "49", "0", "23"],
    ]
    handed = [link.attributes["href"] for link in tree.css("li > a[href^='#row-']")]
    assert handed == ["#row-18", "#row-22", "#row-46"]
    assert {"33 rows owned by the provider", "13 rows owned by the consumer", "3 rows shared"} <= set(texts(tree, "li"))
    assert texts(tree, "figcaption") == ["Load by phase", "Hand-overs", "Who does what"]
    assert len(tree.css("figure svg")) == 3


def test_a_figure_that_is_too_large_for_a_page_is_left_out(tmp_path):
    rows = "".join(f"| Do number {at} |{' R |' * 20}\n" for at in range(121))
    heads = " | ".join(f"P{at}" for at in range(20))
    (tmp_path / "page.md").write_text(f"RACI\n\n| Task | {heads} |\n|{'---|' * 21}\n{rows}", "utf-8")
    [matrix] = read_source(str(tmp_path / "page.md")).matrices
    tree = parsed(render("html", matrix))
    assert [each.attributes["class"] for each in tree.css("figure")] == ["load-by-phase", "hand-overs"]
    assert texts(tree, "#all-figures ~ p.none") == [
        "Too large for a page, and left out: Who does what. raci-graph report --figures draws it."
    ]


def test_what_is_said_of_the_matrix_with_links_to_the_web_alone(tree):
    assert [link.attributes["href"] for link in tree.css("#about + dl a")] == [
        "https://docs.ovh.com/gb/en/microsoft-collaborative-solutions/responsibility-model/",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    ]
    matrix = version("Run it | R | A", base="https://example.org/", license="javascript:alert(1)")
    other = parsed(render("html", matrix))
    assert other.css("#about + dl a") == []
    assert "javascript:alert(1)" in texts(other, "#about + dl dd")


def test_the_files_in_the_page_are_the_matrix(checked, tree):
    matrix = checked.source.matrices[0]
    graph = to_graph(matrix)
    files = embedded(tree)
    stem = "hosted-exchange-2022-11-15"
    assert list(files) == [f"{stem}.{ending}" for ending in ("csv", "xlsx", "ttl", "jsonld")]
    turtle = files[f"{stem}.ttl"].decode()
    assert turtle == canonical_turtle(graph.triples, graph.prefixes)
    triples = set(ox.parse(turtle, ox.RdfFormat.TURTLE))
    assert {quad.triple for quad in triples} == set(checked.source.triples)
    linked = set(ox.parse(files[f"{stem}.jsonld"], ox.RdfFormat.JSON_LD))
    assert linked == triples
    assert "@context" not in json.dumps(json.loads(files[f"{stem}.jsonld"]))
    records = list(csv.reader(io.StringIO(files[f"{stem}.csv"].decode("utf-8-sig"))))
    assert [record[2:] for record in records if record[1:2] == ["Manage access to control plane"]] == [["A", "RI"]]
    assert files[f"{stem}.xlsx"] == render("xlsx", matrix, checked.findings)


def test_a_file_that_cannot_be_is_told():
    matrix = version(f"{'x' * 40_000} | R | A")
    tree = parsed(render("html", matrix))
    assert [name.rpartition(".")[2] for name in embedded(tree)] == ["csv", "ttl", "jsonld"]
    [said] = [text for text in texts(tree, "li") if text.startswith("No XLSX:")]
    assert said.startswith("No XLSX: a cell of a workbook holds 32,767 characters, and 'xxxxx")


def test_roles_as_columns_are_shown_by_party_and_as_printed(tmp_path):
    path = tmp_path / "mail.md"
    path.write_text(
        "# Mail\n\n| Task | Responsible | Accountable |\n|---|---|---|\n| Run it | Ann, Bob | Cy |\n", "utf-8"
    )
    tree = parsed(render("html", read_source(str(path)).matrices[0]))
    assert texts(tree, "#matrix thead th") == ["Row", "Activity", "Ann", "Bob", "Cy"]
    assert texts(tree, "#matrix td.cell") == ["R", "R", "A"]
    assert texts(tree, "#printed + div th, #printed + div td") == [
        *("Row", "Activity", "Responsible", "Accountable"),
        *("1", "Run it", "Ann, Bob", "Cy"),
    ]
    assert texts(tree, "#o1 dt") == ["Responsible", "Accountable"]


def test_the_language_and_the_direction_of_the_text_are_those_of_the_matrix():
    hebrew = version(HEBREW)
    table = parsed(render("html", replace(hebrew, language="he"))).css_first("#matrix")
    assert (table.attributes["lang"], table.attributes["dir"]) == ("he", "rtl")
    other = replace(version("Run it | R | A"), language="und")
    table = parsed(render("html", other)).css_first("#matrix")
    assert table.attributes == {"id": "matrix", "dir": "ltr"}


def test_one_script_may_run_and_nothing_is_fetched(page, tree):
    [policy] = [each.attributes["content"] for each in tree.css("meta[http-equiv=Content-Security-Policy]")]
    scripts = [each.text() for each in tree.css("script")]
    assert len(scripts) == 1
    digest = base64.b64encode(sha256(scripts[0].encode()).digest()).decode()
    assert policy == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src 'sha256-{digest}'"
    )
    assert tree.css("link:not([href='data:,']), img, iframe, object, [src], form[action]") == []
    assert not re.search(r"url\(|@import", page)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts(text):
    matrix = version("# 1 Run\nRun it | R | A", ("Ann", text), title=text, base="https://example.org/", service=text)
    [activity] = matrix.activities
    cell = replace(activity.cells[0], printed=text, comment=text, decision="x")
    activity = replace(activity, label=text, cells=(cell, *activity.cells[1:]), attributes={text: text})
    decision = Decision("x", (1,), text, None, Basis.JUDGEMENT, text, text, text)
    section = replace(matrix.sections[0], label=text)
    matrix = replace(matrix, activities=(activity,), decisions=(decision,), sections=(section,))
    finding = Finding("W02", Severity.WARNING, text, subject=text, done=text, row=1)
    page = render("html", matrix, [finding])
    plain = parsed(render("html", version("# 1 Run\nRun it | R | A"), [replace(finding, message="x")]))
    tree = parsed(page)
    assert len(tree.css("script")) == len(plain.css("script")) == 1
    allowed = {"aria-label", "class", "content", "data-c", "data-in", "data-r", "data-type", "dir", "download", "for"}
    allowed |= {"href", "http-equiv", "id", "lang", "name", "popover", "popovertarget", "popovertargetaction", "rel"}
    allowed |= {"role", "scope", "colspan", "tabindex", "type", "value", "charset", "hidden", "autocomplete"}
    allowed |= {"spellcheck", "aria-live", "aria-labelledby"}
    names = {name for node in tree.css(":not(svg, svg *)") for name in node.attributes}
    assert names <= allowed
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]", page)
    assert [link.attributes["href"][:1] for link in tree.css("a:not(.file)")] == ["#"] * len(tree.css("a:not(.file)"))
    seen = re.sub(r"[\x00-\x08\x0c-\x1f\u202e]", "\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
    assert tree.css_first("h1").text() == seen
    assert tree.css_first("#row-1 th").text() == seen


def test_cells_have_the_colours_of_the_figures(page):
    for kind, colour in KINDS.items():
        assert f".k-{kind} {{ background: {colour.fill}; color: {colour.text}; }}" in page
        assert f"  .k-{kind} {{ background: {colour.dark_fill}; color: {colour.dark_text}; }}" in page


def test_about_without_names_gives_files_the_title():
    matrix = replace(version("Run it | R | A", title="My mail"), about=About())
    assert list(embedded(parsed(render("html", matrix)))) == [
        f"my-mail.{each}" for each in ("csv", "xlsx", "ttl", "jsonld")
    ]
