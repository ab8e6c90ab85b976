"""One hostile matrix through every way out: each of its texts stays a text, and nothing of it becomes a command."""

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from markdown_it import MarkdownIt
from raci_documents.versions import version

from raci_graph.cli import run
from raci_graph.compare_formats import COMPARISON_FORMS, DIFF_FORMS
from raci_graph.graph.write import to_graph
from raci_graph.report_formats import FORMS

FORMULA = '=HYPERLINK("http://evil.example/","x")'
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LINK = "[go](javascript:alert(3)) javascript:alert(4) <http://evil.example/>"
STEERING = "\x1b[31mred\x07 ::error::told ##[error]told"
TURNED = "abc\u202edef\u2066ghi"
LONG = "n" * 10_000
BREAKS = "one\rtwo\u2028three"
PARTIES = (FORMULA, "+1+1", SCRIPT, f"@{TURNED}")
ROWS = (FORMULA, SCRIPT, LINK, STEERING, TURNED, LONG, BREAKS, "-2+3", "@SUM(1)", "a \\ b `c` *d*")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
STEERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """The hostile matrix as Turtle, and a version of it in which each row has other roles."""
    folder = tmp_path_factory.mktemp("hostile")
    made = []
    for number, cells in (("1", "RA | A | C | "), ("2", "A | RA | | I")):
        text = "\n".join([f"# {SCRIPT}", *(f"{row.replace('|', '/')} | {cells}" for row in map(_flat, ROWS))])
        matrix = version(
            text,
            PARTIES,
            title=f"{FORMULA} {SCRIPT}",
            base="https://example.org/id/",
            id="x",
            version=number,
            service=SCRIPT,
        )
        path = folder / f"{number}.ttl"
        graph = to_graph(matrix)
        path.write_text("".join(f"{triple} .\n" for triple in dict.fromkeys(graph.triples)), "utf-8")
        made.append(path)
    return made


def _flat(text):
    return text.replace("\n", " ")


@pytest.fixture
def out(capsys):
    """``out("report", path)``: what a command line prints; its exit code is 0, or 1 for findings."""

    def call(*arguments):
        capsys.readouterr()
        assert run([str(each) for each in arguments]) in {0, 1}
        return capsys.readouterr().out

    return call


class Page(HTMLParser):
    """Gathers the elements of a page, their attributes and what is text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.attributes, self.text = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text.append(data)


def is_inert_page(text, scripts=0):
    page = Page(text)
    assert page.elements.count("script") == scripts
    assert [name for name, _ in page.attributes if name.startswith("on")] == []
    assert [
        value for name, value in page.attributes if name in {"href", "src"} and "javascript:" in (value or "")
    ] == []
    assert "img" not in page.elements
    assert "<script>alert(1)" not in text
    assert "alert(1)" in "".join(page.text)


def is_inert_markdown(text):
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    children = [child for token in tokens for child in token.children or ()]
    assert [
        child.attrs for child in children if child.type == "link_open" and "example.org" not in str(child.attrs)
    ] == []
    assert {child.content for child in children if child.type == "html_inline"} <= {
        *("<br>", "<br/>", "<br />"),
        "<!-- -->",  # keeps "@name" from calling somebody
    }
    assert [token.content for token in tokens if token.type == "html_block" and "raci-graph" not in token.content] == []
    assert [child for child in children if child.type == "image"] == []


def is_inert_csv(text):
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert any("HYPERLINK" in cell for cell in cells)


def is_inert_text(text):
    assert STEERS.findall(text) == []
    assert BIDI.findall(text) == []
    assert [line for line in text.split("\n") if line.lstrip().startswith("::")] == []


@pytest.mark.parametrize("form", FORMS)
def test_findings(form, sources, out):
    said = out("validate", sources[0], "--format", form, "--no-cache")
    assert "alert(1)" in said or form == "shacl"  # which names nodes, and shows no text of the source
    if form == "csv":
        is_inert_csv(said)
    elif form in {"json", "sarif"}:
        json.loads(said)
        is_inert_text(said)
    elif form == "junit":
        ET.fromstring(said)  # noqa: S314 - our own output
    elif form == "shacl":
        assert list(ox.parse(said, ox.RdfFormat.TURTLE))
        is_inert_text(said)
    elif form == "github":
        assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in said.splitlines())
    else:
        is_inert_text(said)


@pytest.mark.parametrize("form", DIFF_FORMS)
def test_differences(form, sources, out):
    is_inert(form, out("diff", *sources, "--format", form))


@pytest.mark.parametrize("form", COMPARISON_FORMS)
def test_comparisons(form, sources, out):
    is_inert(form, out("compare", *sources, "--format", form))


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_answers(form, sources, out):
    is_inert(form, out("query", "14", sources[0], "--format", form))


def is_inert(form, said):
    assert "alert(1)" in said
    match form:
        case "html":
            is_inert_page(said)
        case "markdown":
            is_inert_markdown(said)
        case "csv":
            is_inert_csv(said)
        case "json":
            json.loads(said)
        case _:
            is_inert_text(said)


def test_reports(sources, out):
    is_inert_text(out("report", sources[0]))
    json.loads(out("report", sources[0], "--format", "json"))


def test_figures_are_well_formed_and_hold_no_script(sources, out, tmp_path):
    out("report", sources[0], "--figures", tmp_path / "figures")
    drawn = list((tmp_path / "figures").glob("*.svg"))
    assert len(drawn) == 3
    for path in drawn:
        root = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - our own output
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert names.isdisjoint({"script", "image", "foreignObject", "a"})
        assert [
            name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name
        ] == []


@pytest.mark.parametrize("form", ["md", "csv", "html"])
def test_renderings(form, sources, tmp_path):
    target = tmp_path / f"x.{form}"
    assert run(["render", str(sources[0]), "--to", form, "-o", str(target)]) == 0
    text = target.read_bytes().decode()
    if form == "html":
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        allowed = next(part for part in policy.split("; ") if part.startswith("script-src ")).split()[1:]
        assert [each for each in allowed if not re.fullmatch(r"(&#39;|')sha256-[A-Za-z0-9+/=]+(&#39;|')", each)] == []
        is_inert_page(text, scripts=Page(text).elements.count("script"))
    elif form == "md":
        is_inert_markdown(text)
    else:
        is_inert_csv(text)


def test_a_workbook_holds_no_formula_and_no_link(sources, tmp_path):
    target = tmp_path / "x.xlsx"
    assert run(["render", str(sources[0]), "--to", "xlsx", "-o", str(target)]) == 0
    with zipfile.ZipFile(target) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")]
        links = [book.read(name).decode() for name in book.namelist() if "_rels/" in name]
    assert [sheet for sheet in sheets if re.search(r"<f[ >]|<hyperlink", sheet)] == []
    assert [each for each in links if "evil.example" in each] == []


def test_turtle_says_the_same(sources, tmp_path, out):
    before = set(ox.parse(path=sources[0], format=ox.RdfFormat.N_TRIPLES))
    out("load", sources[0], "--store", tmp_path / "store", "--no-validate")
    out("export", "--store", tmp_path / "store", "x/1", "--format", "nquads", "-o", tmp_path / "x.nq")
    after = {quad.triple for quad in ox.parse(path=tmp_path / "x.nq", format=ox.RdfFormat.N_QUADS)}
    assert after == {quad.triple for quad in before}
