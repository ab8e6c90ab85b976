"""One hostile matrix through every way out: each of its texts stays a text, and nothing of it becomes a command."""

import csv
import dataclasses
import io
import json
import re
import subprocess
import sys
import urllib.request
import zipfile
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from markdown_it import MarkdownIt
from raci_documents.versions import version

from raci_graph.cli import run
from raci_graph.compare_formats import COMPARISON_FORMS, DIFF_FORMS
from raci_graph.errors import InputError
from raci_graph.graph.write import to_graph
from raci_graph.report_formats import FORMS

FORMULA = '=HYPERLINK("http://evil.example/","x")'
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LINK = "[go](javascript:alert(3)) javascript:alert(4) <http://evil.example/>"
STEERING = "\x1b[31mred\x07 ::error::told ##[error]told"
TURNED = "abc\u202edef\u2066ghi"
LONG = "n" * 10_000
BREAKS = "one\rtwo\u2028three"
PIPE = "x | y |\n|---|---|\n| z \\| <!-- raci-graph:end --> ``` | w"
PARTIES = (FORMULA, "+1+1 | 2", SCRIPT, f"@{TURNED}")
ROWS = (FORMULA, SCRIPT, LINK, STEERING, TURNED, LONG, BREAKS, "-2+3", "@SUM(1)", "a \\ b `c` *d*", PIPE)
BAR = "\N{BOX DRAWINGS LIGHT VERTICAL}"
"""What stands for a bar until rows are made."""
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
TURNS = re.compile("[\u202a-\u202e\u2066\u2067]")
"""What turns the direction of a page; figures isolate each text by U+2068 and U+2069."""
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028]")
STEERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """The hostile matrix as Turtle, and a version of it in which each row has other roles."""
    folder = tmp_path_factory.mktemp("hostile")
    made = []
    for number, cells in (("1", "RA | A | C | "), ("2", "A | RA | | I")):
        text = "\n".join([f"# {SCRIPT}", *(f"{_flat(row)} | {cells}" for row in ROWS)])
        matrix = version(
            text,
            PARTIES,
            title=f"{FORMULA} {SCRIPT}",
            base="https://example.org/id/",
            id="x",
            version=number,
            service=SCRIPT,
        )
        matrix = dataclasses.replace(matrix, activities=tuple(map(_with_pipes, matrix.activities)))
        path = folder / f"{number}.ttl"
        graph = to_graph(matrix)
        path.write_text("".join(f"{triple} .\n" for triple in dict.fromkeys(graph.triples)), "utf-8")
        made.append(path)
    return made


def _flat(text):
    return text.replace("\n", " ").replace("|", BAR)


def _with_pipes(activity):
    """A row with the bars that would have ended its cell in the text that it was made of."""
    text = activity.label.replace(BAR, "|")
    return dataclasses.replace(activity, text=text, label=text, source_text=text)


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


def is_inert_page(text, scripts=0, *, needs_text=True):
    page = Page(text)
    assert page.elements.count("script") == scripts
    assert [name for name, _ in page.attributes if name.startswith("on")] == []
    assert [
        value for name, value in page.attributes if name in {"href", "src"} and "javascript:" in (value or "")
    ] == []
    assert "img" not in page.elements
    assert "<script>alert(1)" not in text
    assert not needs_text or "alert(1)" in "".join(page.text)


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
    is_inert_workbook(target)


def is_inert_workbook(path):
    with zipfile.ZipFile(path) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")]
        links = [book.read(name).decode() for name in book.namelist() if "_rels/" in name]
    assert [sheet for sheet in sheets if re.search(r"<f[ >]|<hyperlink", sheet)] == []
    assert [each for each in links if "evil.example" in each] == []


@pytest.fixture(scope="module")
def site(sources, tmp_path_factory):
    """The hostile matrix as a site."""
    place = tmp_path_factory.mktemp("hostile-site") / "public"
    assert run(["site", *map(str, sources), "-o", str(place), "--base", "https://example.org/"]) == 0
    return place


def files_of(place, ending):
    found = sorted(place.rglob(f"*{ending}"))
    return {each.relative_to(place).as_posix(): each for each in found if each.relative_to(place).parts[0] != "assets"}


def test_pages_of_a_site(site):
    told = 0
    for name, path in files_of(site, ".html").items():
        text = path.read_text("utf-8")
        page = Page(text)
        scripts = re.findall(r"<script[^>]*>.", text)
        assert all(re.fullmatch(r'<script src="[./]*(?:assets/)?[a-z.-]+"><', each) for each in scripts), name
        assert page.elements.count("script") == len(scripts), name
        is_inert_page(text, len(scripts), needs_text=False)
        assert STEERS.findall(text) == [], name
        assert TURNS.findall(text) == [], name
        for attribute, value in page.attributes:
            assert attribute not in {"href", "src"} or urlsplit(value).scheme in {"", "http", "https", "data"}, name
        assert "http://evil.example/" not in {value for attribute, value in page.attributes if attribute == "href"}
        told += "alert(1)" in "".join(page.text)
    assert told > 10


def test_files_of_a_site(site):
    names = [each.relative_to(site).as_posix() for each in site.rglob("*")]
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9._~&/-]+", name) or len(name) > 200] == []
    assert [name for name in names if name.endswith(("table.csv", "assignments.csv", "matrix.rdf"))] == []  # refused
    for path in files_of(site, ".csv").values():
        is_inert_csv(path.read_text("utf-8"))
    for ending in (".json", ".jsonld"):
        for path in files_of(site, ending).values():
            json.loads(path.read_bytes())
    for path in files_of(site, ".rdf").values():
        ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - our own output
    for path in files_of(site, ".js").values():
        text = path.read_bytes().decode("ascii")
        assert "<" not in text
        start = text.index("{" if path.name == "data.js" else ",")
        json.loads(text[start:-2] if path.name == "data.js" else text[text.index(",", start + 1) + 1 : -3])
    for path in files_of(site, ".xlsx").values():
        is_inert_workbook(path)
    assert "\n" not in re.sub(r"\n", "", (site / ".htaccess").read_text("utf-8").replace("\n", ""))
    assert "alert" not in (site / ".htaccess").read_text("utf-8")


def test_every_form_of_a_site_says_the_same(site, sources):
    [folder] = [each.parent for each in site.rglob("x/1/all.nt")]
    given = {quad.triple for quad in ox.parse(path=sources[0], format=ox.RdfFormat.N_TRIPLES)}
    for name in ("all.nt", "matrix.ttl", "matrix.nt", "matrix.jsonld"):
        form = ox.RdfFormat.from_extension(name.rpartition(".")[2])
        found = {quad.triple for quad in ox.parse(path=folder / name, format=form)}
        assert found == given or (name != "all.nt" and found < given), name
    rows = json.loads((folder / "matrix.json").read_bytes())["@graph"][0]["rows"]
    assert [next(iter(row["label"].values())) for row in rows][:3] == [FORMULA, SCRIPT, LINK]


def test_a_release_refuses_it(sources, monkeypatch):
    from raci_graph.dist import build
    from raci_graph.dist.collect import ReleaseGraph
    from raci_graph.graph.read import from_graph

    collected = build.collect()
    triples = tuple(quad.triple for quad in ox.parse(path=sources[0], format=ox.RdfFormat.N_TRIPLES))
    graph = ReleaseGraph("data/x/matrix", "https://example.org/id/x/1", triples, {})

    def with_it(graph):
        matrices = {**collected.matrices, "data/x": from_graph(graph.triples, "x")[0]}
        return dataclasses.replace(collected, graphs=(*collected.graphs, graph), matrices=matrices)

    monkeypatch.setattr(build, "collect", lambda: with_it(graph))
    with pytest.raises(InputError, match="XML cannot hold a control character"):
        build.build_release()
    for unfit, said in ((STEERS, "a character that ends a line to PyLD"), (UNFIT, "a text of it would be a formula")):
        fit = tuple(each for each in triples if not unfit.search(str(getattr(each.object, "value", ""))))
        monkeypatch.setattr(build, "collect", lambda fit=fit: with_it(dataclasses.replace(graph, triples=fit)))
        with pytest.raises(InputError, match=f"data/x/matrix.ttl: .*{said}"):
            build.build_release()


@pytest.fixture(scope="module")
def served(sources):
    """``served(path)``: what ``serve`` answers for the hostile matrix."""
    command = [sys.executable, "-m", "raci_graph", "serve", str(sources[0]), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        address = re.match(r"http://127\.0\.0\.1:[0-9]+", process.stderr.readline())[0]

        def ask(path):
            with urllib.request.urlopen(f"{address}{path}", timeout=60) as reply:  # noqa: S310 - of this machine
                return reply.read().decode("utf-8")

        yield ask
        process.terminate()
        process.stderr.read()


def test_pages_of_a_server(served, sources):
    triples = [quad.triple for quad in ox.parse(path=sources[0], format=ox.RdfFormat.N_TRIPLES)]
    matrix = next(each.subject.value for each in triples if each.object.value.endswith("#ResponsibilityMatrix"))
    named = sorted({each.subject.value for each in triples if each.object.value in {*ROWS, *PARTIES}})
    assert len(named) >= len(ROWS)
    paths = ["/", "/questions/14-matrix-as-printed", f"/editor?query={quote(SCRIPT)}"]
    told = 0
    for path in [*paths, f"/matrix?iri={quote(matrix)}", *(f"/node?iri={quote(iri, safe='')}" for iri in named)]:
        text = served(path)
        page = Page(text)
        scripts = re.findall(r"<script[^>]*>.", text)
        if not path.startswith("/matrix"):  # whose one script is held to its checksum
            assert all(re.fullmatch(r'<script src="/static/[a-z.-]+[?]v=[0-9.]+" defer><', each) for each in scripts), (
                path
            )
        is_inert_page(text, page.elements.count("script"), needs_text=False)
        assert STEERS.findall(text) == [], path
        assert TURNS.findall(text) == [], path
        told += "alert(1)" in "".join(page.text)
    assert told >= 4


def test_files_of_a_server(served):
    is_inert_csv(served("/questions/14-matrix-as-printed.csv"))
    assert "alert(1)" in json.dumps(json.loads(served("/questions/14-matrix-as-printed.json")))


def test_turtle_says_the_same(sources, tmp_path, out):
    before = set(ox.parse(path=sources[0], format=ox.RdfFormat.N_TRIPLES))
    out("load", sources[0], "--store", tmp_path / "store", "--no-validate")
    out("export", "--store", tmp_path / "store", "x/1", "--format", "nquads", "-o", tmp_path / "x.nq")
    after = {quad.triple for quad in ox.parse(path=tmp_path / "x.nq", format=ox.RdfFormat.N_QUADS)}
    assert after == {quad.triple for quad in before}
