"""The tools: canonical form and freshness of the tree as it is, and what they say of a changed copy."""

import importlib.util
import shutil

import pytest

OUT_OF_FORM = "@prefix ex: <http://example.org/> .\nex:b ex:p 1 .\nex:a ex:p 2 .\n"
IN_FORM = "@prefix ex: <http://example.org/> .\n\nex:a\n    ex:p 2 .\n\nex:b\n    ex:p 1 .\n"
FOLDER = "ovhcloud/hosted-exchange/2022-11-15"
DERIVED = 79


@pytest.fixture
def tool(repository, monkeypatch, capsys):
    """``tool("format_turtle", "--check", path)``: runs a tool and gives back its exit code and what it printed."""

    def load(name):
        spec = importlib.util.spec_from_file_location(name, repository / "tools" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def run(name, *arguments, **settings):
        module = load(name)
        for key, value in settings.items():
            monkeypatch.setattr(module, key, value)
        monkeypatch.setattr("sys.argv", [name, *map(str, arguments)])
        code = module.main()
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def copy(repository, tmp_path):
    shutil.copytree(repository / "data", tmp_path / "data")
    return tmp_path / "data"


def test_every_turtle_file_of_the_tree_is_in_canonical_form(tool, repository):
    files = [path for folder in ("ontology", "data", "shapes") for path in sorted((repository / folder).rglob("*.ttl"))]
    assert len(files) >= 15
    assert tool("format_turtle", "--check", *files) == (0, "")


def test_a_file_out_of_form_is_named_and_left_alone_by_a_check(tool, tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text(OUT_OF_FORM)
    assert tool("format_turtle", "--check", path) == (1, f"{path}: not in canonical form\n")
    assert path.read_text() == OUT_OF_FORM


def test_a_file_out_of_form_is_rewritten_once(tool, tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text(OUT_OF_FORM)
    assert tool("format_turtle", path) == (0, f"{path}: rewritten\n")
    assert path.read_text() == IN_FORM
    assert tool("format_turtle", path) == (0, "")


def test_one_moved_line_of_our_turtle_is_out_of_form(tool, copy):
    path = copy / FOLDER / "shortcuts.ttl"
    head, *blocks = path.read_text("utf-8").split("\n\n")
    path.write_text("\n\n".join([head, blocks[1], blocks[0], *blocks[2:]]), "utf-8")
    assert tool("format_turtle", "--check", *sorted(copy.rglob("*.ttl"))) == (1, f"{path}: not in canonical form\n")


def test_the_derived_files_of_the_tree_are_fresh(tool):
    assert tool("refresh", "--check") == (0, f"{DERIVED} derived files, 0 not fresh\n")


@pytest.mark.parametrize(
    ("changed", "swap", "stale"),
    [
        (f"{FOLDER}/matrix.ttl", ('"RA"', '"AR"'), [f"{FOLDER}/matrix.ttl"]),
        (f"{FOLDER}/shortcuts.ttl", ("raci:hasInformed", "raci:hasConsulted"), [f"{FOLDER}/shortcuts.ttl"]),
        (f"{FOLDER}/raci.toml", ("1.0.0", "1.0.1"), [f"{FOLDER}/matrix.ttl", "catalog.ttl"]),
        ("catalog.ttl", ("void:triples 122", "void:triples 123"), ["catalog.ttl"]),
        (
            f"{FOLDER}/source.txt",
            ("1. Before", "\n1. Before"),
            [f"{FOLDER}/matrix.ttl", f"{FOLDER}/places.ttl", "catalog.ttl"],
        ),
    ],
)
def test_a_changed_copy_is_not_fresh_and_is_made_so(changed, swap, stale, tool, copy):
    path = copy / changed
    text = path.read_text("utf-8")
    assert swap[0] in text
    path.write_text(text.replace(*swap, 1), "utf-8")
    code, said = tool("refresh", "--check", DATA=copy, TOP=copy)
    assert code == 1
    counted = f"{DERIVED} derived files, {len(stale)} not fresh"
    assert said.splitlines() == [*(f"{name}: not fresh" for name in stale), counted]
    assert tool("refresh", DATA=copy, TOP=copy)[0] == 0
    assert tool("refresh", "--check", DATA=copy, TOP=copy) == (0, f"{DERIVED} derived files, 0 not fresh\n")


def test_a_missing_derived_file_is_made(tool, copy, repository):
    path = copy / FOLDER / "places.ttl"
    path.unlink()
    assert tool("refresh", DATA=copy, TOP=copy) == (
        0,
        f"{FOLDER}/places.ttl: made anew\n{DERIVED} derived files, 1 made anew\n",
    )
    assert path.read_bytes() == (repository / "data" / FOLDER / "places.ttl").read_bytes()


def test_a_query_that_is_not_what_its_shape_compiles_to_is_not_fresh(tool, repository, tmp_path):
    queries = tmp_path / "compiled"
    shutil.copytree(repository / "shapes" / "compiled", queries)
    changed, over = queries / "W04-EmptyRow.rq", queries / "X99-Gone.rq"
    changed.write_text(changed.read_text("utf-8").replace("raci:Activity", "raci:Party", 1), "utf-8")
    over.write_text("ASK {}\n", "utf-8")
    lines = ("compiled/W04-EmptyRow.rq: {}", "compiled/X99-Gone.rq: {}", f"{DERIVED} derived files, 2 {{}}")
    said = "\n".join(lines).format("not fresh", "derived from nothing", "not fresh\n")
    assert tool("refresh", "--check", QUERIES=queries, TOP=tmp_path) == (1, said)
    said = "\n".join(lines).format("made anew", "removed", "made anew\n")
    assert tool("refresh", QUERIES=queries, TOP=tmp_path) == (0, said)
    assert not over.exists()
    assert tool("refresh", "--check", QUERIES=queries, TOP=tmp_path) == (0, f"{DERIVED} derived files, 0 not fresh\n")


def test_a_picture_that_is_not_what_the_tool_draws_is_not_fresh(tool, repository, tmp_path):
    pictures = tmp_path / "pictures"
    shutil.copytree(repository / "docs" / "pictures", pictures)
    names = [f"lending-2026-01-31-{figure}.svg" for figure in ("hand-overs", "heat-map", "load-by-phase")]
    assert sorted(path.name for path in pictures.iterdir()) == names
    changed = pictures / names[1]
    changed.write_text(changed.read_text("utf-8").replace("Open the desk", "Close the desk"), "utf-8")
    line = f"pictures/{names[1]}: {{}}\n{DERIVED} derived files, 1 {{}}\n"
    said = {"PICTURES": pictures, "TOP": tmp_path}
    assert tool("refresh", "--check", **said) == (1, line.format("not fresh", "not fresh"))
    assert tool("refresh", **said) == (0, line.format("made anew", "made anew"))
    assert changed.read_bytes() == (repository / "docs" / "pictures" / names[1]).read_bytes()


def test_what_pylode_says_of_another_ontology_is_not_fresh(tool, repository, tmp_path):
    ontology = tmp_path / "raci.ttl"
    text = (repository / "ontology" / "raci.ttl").read_text("utf-8")
    ontology.write_text(text.replace("A row of one matrix", "A <row> of *one* matrix", 1), "utf-8")
    page = tmp_path / "pylode.html"
    said = {"ONTOLOGY": ontology, "PYLODE": page, "TOP": tmp_path}
    line = f"pylode.html: {{}}\n{DERIVED} derived files, 1 {{}}\n"
    assert tool("refresh", "--check", **said) == (1, line.format("not fresh", "not fresh"))
    assert tool("refresh", **said) == (0, line.format("made anew", "made anew"))
    fresh = (repository / "raci_graph" / "site" / "static" / "pylode.html").read_text("utf-8")
    assert page.read_text("utf-8") == fresh.replace("A row of one matrix", "A &lt;row&gt; of *one* matrix", 1)


def test_a_page_of_the_reference_that_is_not_what_the_code_says_is_not_fresh(tool, repository, tmp_path):
    pages = tmp_path / "reference"
    shutil.copytree(repository / "docs" / "reference", pages)
    changed = pages / "commands.md"
    changed.write_text(changed.read_text("utf-8").replace("--fail-on", "--fail", 1), "utf-8")
    line = f"reference/commands.md: {{}}\n{DERIVED} derived files, 1 {{}}\n"
    said = {"REFERENCE": pages, "TOP": tmp_path}
    assert tool("refresh", "--check", **said) == (1, line.format("not fresh", "not fresh"))
    assert tool("refresh", **said) == (0, line.format("made anew", "made anew"))
    assert changed.read_bytes() == (repository / "docs" / "reference" / "commands.md").read_bytes()
