"""What stands in a site: its pages, their links, its files, and how it takes its place."""

import io
import json
import zipfile
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest

from raci_graph import explain
from raci_graph.activity_types import activity_types
from raci_graph.dist.build import build_release
from raci_graph.errors import OutputError, UsageError
from raci_graph.queries import saved_queries
from raci_graph.site import Built, build_site
from raci_graph.site.controls import controls
from raci_graph.site.publish import MARKER, Folder

ID = "https://w3id.org/raci-graph/id/"
DCAT = "http://www.w3.org/ns/dcat#"
HOSTED = "id/ovhcloud/hosted-exchange/2022-11-15"
GRAPHS = ["matrix", "places", "shortcuts"]
FORMS = ["jsonld", "nt", "rdf", "ttl"]
TABLES = ["assignments.csv", "csv-metadata.json", "matrix.csv", "matrix.json", "matrix.xlsx", "table.csv"]
FILES = sorted(["all.nt", *TABLES, *(f"{name}.{form}" for name in GRAPHS for form in FORMS)])


class Links(HTMLParser):
    """The links of a page and the places in it that links may lead to."""

    def __init__(self, text):
        super().__init__()
        self.links, self.places = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - as HTMLParser calls it
        values = dict(attrs)
        self.links += [values[name] for name in ("href", "src") if values.get(name)]
        if "id" in values:
            self.places.add(values["id"])


def canonical(quads):
    """Return quads with the labels of blank nodes that are the same for the same graph."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_256)
    return set(dataset)


def parsed(path):
    form = ox.RdfFormat.from_extension(path.suffix[1:])
    return set(ox.parse(path=path, format=form))


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    place = tmp_path_factory.mktemp("bundled") / "public"
    return build_site(["hosted-exchange"], place), place


def pages(place):
    return sorted(each.relative_to(place).as_posix() for each in place.rglob("*.html"))


def test_the_pages_of_the_bundled_matrix(bundled):
    built, place = bundled
    lists = ["matrices", "parties", "services", "compare", "questions", "query", "search", "shapes", "ns", "ns/0.1.0"]
    things = [HOSTED, "id/ovhcloud", "id/ovhcloud/hosted-exchange", "id/ovhcloud/service/hosted-exchange"]
    things += [
        "id/ovhcloud/party/customer",
        "id/ovhcloud/party/ovhcloud",
        "id",
        "id/activity-types",
        "id/controls",
        "rules",
    ]
    bearing = {iri for each in controls() for iri in (each.iri, each.framework)}
    assert (len(controls()), len(bearing)) == (160, 164)
    things += [iri.removeprefix("https://w3id.org/raci-graph/") for iri in (*activity_types(), *bearing)]
    expected = [f"{each}/index.html" for each in (*lists, *things)] + [f"rules/{code}.html" for code in explain.codes()]
    expected += ["ns/pylode.html", "ns/0.1.0/pylode.html"]
    assert pages(place) == sorted([*expected, "index.html", "404.html"])
    files = [each for each in place.rglob("*") if each.is_file()]
    assert built == Built(1, len(files), sum(each.stat().st_size for each in files))


def test_a_matrix_stands_in_every_format(bundled, repository):
    _, place = bundled
    folder = place / HOSTED
    assert sorted(each.name for each in folder.iterdir()) == sorted(["index.html", *FILES])
    data = repository / "data/ovhcloud/hosted-exchange/2022-11-15"
    for name in ("matrix.ttl", "places.ttl", "shortcuts.ttl"):
        assert (folder / name).read_bytes() == (data / name).read_bytes()
    whole = parsed(folder / "all.nt")
    assert len(whole) == 2552
    assert whole == {quad for name in GRAPHS for quad in parsed(folder / f"{name}.ttl")}
    for name in GRAPHS:
        assert all(parsed(folder / f"{name}.{form}") == parsed(folder / f"{name}.ttl") for form in FORMS)


def test_the_files_of_a_matrix_are_those_of_the_release(bundled):
    _, place = bundled
    released = build_release().files["raci-graph-0.1.0.zip"]
    with zipfile.ZipFile(io.BytesIO(released)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    of_data = f"raci-graph-0.1.0/data/{HOSTED.removeprefix('id/')}"
    same = [name for name in FILES if inside.get(f"{of_data}/{name}") == (place / HOSTED / name).read_bytes()]
    rdf = [f"{name}.{form}" for name in GRAPHS for form in ("nt", "rdf", "ttl")]
    assert same == sorted([*rdf, "assignments.csv", "csv-metadata.json", "matrix.json", "table.csv"])
    for name in ("ontology/context.jsonld", "ontology/matrix-frame.jsonld"):
        assert inside[f"raci-graph-0.1.0/{name}"] == (place / name.replace("ontology", "ns")).read_bytes()


def test_what_a_form_cannot_hold_is_refused_and_told(tmp_path):
    source = tmp_path / "page.md"
    source.write_text("# A\n\n| Activity | X | Y |\n|---|---|---|\n| =1+1 | R | A |\n| -2 | A | R |\n", "utf-8")
    build_site([str(source)], tmp_path / "public")
    [page] = (tmp_path / "public").glob("id/urn/uuid/*/index.html")
    missing = [name for name in FILES if not (page.parent / name).is_file()]
    assert missing == ["assignments.csv", "csv-metadata.json", "table.csv"]
    assert page.read_text("utf-8").count("would be a formula to spreadsheet programs") == 3
    said = (tmp_path / "public/id/catalog.ttl").read_text("utf-8")
    assert "table.csv" not in said
    assert "matrix.csv" in said


def test_the_graphs_of_a_site_stand_in_every_form(site):
    stems = ["ns/raci", "ns/0.1.0/role-sets", "ns/alignments/org", "shapes/shapes", "id/catalog", "id/activity-types"]
    for stem in [*stems, "id/controls/controls"]:
        whole = canonical(parsed(site / f"{stem}.ttl"))
        assert all(canonical(parsed(site / f"{stem}.{form}")) == whole for form in FORMS), stem


def test_the_saved_questions_stand_there_unchanged(bundled, repository):
    _, place = bundled
    for each in saved_queries():
        assert (place / f"questions/{each.name}.rq").read_bytes() == (
            repository / f"queries/{each.name}.rq"
        ).read_bytes()


def test_every_link_leads_to_a_file_of_the_site_and_a_place_in_it(site):
    found = {path: Links((site / path).read_text("utf-8")) for path in pages(site)}
    checked = 0
    for path, page in found.items():
        for link in page.links:
            parts = urlsplit(link.replace("/raci-graph/", "./") if path == "404.html" else link)
            if parts.scheme:
                assert parts.scheme in {"https", "http", "data"}, (path, link)
                continue
            target = ((site / path).parent / unquote(parts.path)).resolve() if parts.path else site / path
            target = target / "index.html" if path == "404.html" and target.is_dir() else target
            assert target.is_file(), (path, link)
            name = target.relative_to(site.resolve()).as_posix()
            if name in found and parts.fragment and "=" not in parts.fragment:
                assert unquote(parts.fragment) in found[name].places, (path, link)
            checked += 1
    assert checked > 4000


def test_every_page_can_be_reached_from_the_first(site):
    seen, left = set(), ["index.html"]
    while left:
        path = left.pop()
        if path in seen:
            continue
        seen.add(path)
        for link in Links((site / path).read_text("utf-8")).links:
            parts = urlsplit(link)
            if not parts.scheme and parts.path.endswith(".html"):
                target = ((site / path).parent / unquote(parts.path)).resolve()
                left.append(target.relative_to(site.resolve()).as_posix())
    assert sorted(set(pages(site)) - seen) == ["404.html"]


def test_the_page_of_what_is_not_there_loads_nothing_and_leads_to_start_and_search(site):
    text = (site / "404.html").read_text("utf-8")
    assert "<link" not in text.replace('<link rel="icon" href="data:,">', "")
    assert "src=" not in text
    assert Links(text).links[1:3] == ["/raci-graph/", "/raci-graph/search/index.html"]
    assert (site / ".nojekyll").read_bytes() == b""


def test_kinds_of_work_controls_and_rows_lead_to_each_other(site):
    control, kind = "id/control/iso-27001-2022/A.8.13", "id/activity-type/make-backups"
    pages_of = {path: Links((site / path / "index.html").read_text("utf-8")).links for path in (control, kind, HOSTED)}
    assert "../../../activity-type/make-backups/index.html" in pages_of[control]
    rows = [link for link in pages_of[control] if link.startswith("../../../ovhcloud/hosted-exchange/2022-11-15/")]
    assert "../../../ovhcloud/hosted-exchange/2022-11-15/index.html#row-19" in rows
    assert "../../control/iso-27001-2022/A.8.13/index.html" in pages_of[kind]
    assert "../../../activity-type/make-backups/index.html" in pages_of[HOSTED]
    said = {str(quad.triple) for quad in parsed(site / control / "index.ttl")}
    assert (
        f"<{ID}activity-type/make-backups> <http://www.w3.org/2004/02/skos/core#closeMatch> <{ID}{control[3:]}>" in said
    )


def test_every_row_with_a_kind_of_work_leads_to_it(bundled):
    _, place = bundled
    text = (place / HOSTED / "index.html").read_text("utf-8")
    typed = [quad for quad in parsed(place / HOSTED / "all.nt") if quad.predicate.value.endswith("ns#activityType")]
    assert len(typed) == 49
    for quad in typed:
        row = quad.subject.value.rpartition("/")[2]
        [line] = [line for line in text.split("\n") if line.startswith(f'<tr id="row-{row}">')]
        assert f'href="../../../activity-type/{quad.object.value.rpartition("/")[2]}/index.html"' in line


def test_every_page_of_a_thing_has_its_turtle_beside_it(site):
    without = []
    for path in pages(site):
        folder = (site / path).parent
        if path.startswith("id/") and not any(folder.glob("*.ttl")):
            without.append(path)
    changes = ["id/town/loans/2026-05-01/changes/index.html"]
    assert without == ["id/activity-types/index.html", *changes]
    assert (site / "id/controls/controls.ttl").is_file()
    assert (site / "id/activity-types.ttl").is_file()


def test_the_data_beside_the_page_of_a_thing_say_the_same_in_every_form(site):
    turtle = sorted(site.glob("id/**/index.ttl"))
    assert len(turtle) > 200
    different = [
        str(each)
        for each in turtle
        for form in FORMS
        if canonical(parsed(each.with_suffix(f".{form}"))) != canonical(parsed(each))
    ]
    assert different == []


def test_all_turtle_can_be_read(site):
    assert all(parsed(each) or each.parent.parent.name == "activity-type" for each in site.rglob("*.ttl"))


def test_the_page_of_a_party_counts_its_roles(bundled):
    _, place = bundled
    page = (place / "id/ovhcloud/party/customer/index.html").read_text("utf-8")
    assert "R 16, A 14, I 33" in page or "R 14, A 16" in page, page


def test_the_page_of_a_kind_of_work_has_its_rows(site):
    page = (site / "id/activity-type/make-backups/index.html").read_text("utf-8")
    assert f"{HOSTED.removeprefix('id/')}/index.html#row-" in page


def test_a_later_version_says_what_changed(site):
    page = (site / "id/town/loans/2026-05-01/changes/index.html").read_text("utf-8")
    assert "<h1>What changed</h1>" in page
    assert "(version 2025-05-01, lending.md)" in page or "version 2025-05-01" in page
    versions = (site / "id/town/loans/index.html").read_text("utf-8")
    assert 'href="2026-05-01/changes/index.html"' in versions


def test_the_services_stand_side_by_side(site):
    page = (site / "compare/services.html").read_text("utf-8")
    assert "<h1>Services side by side</h1>" in page
    assert all(name in page for name in ("Drive", "Webmail", "Hosted Exchange"))


def test_the_catalogue_keeps_what_that_of_the_source_says(bundled):
    _, place = bundled
    quads = parsed(place / "id/catalog.ttl")
    matrix = ox.NamedNode(f"{ID}ovhcloud/hosted-exchange/2022-11-15")
    titles = [quad.object.value for quad in quads if quad.subject == matrix and quad.predicate.value.endswith("title")]
    assert titles == ["Hosted Exchange Responsibility model"]
    datasets = {quad.object.value for quad in quads if quad.predicate.value == f"{DCAT}dataset"}
    assert datasets == {f"{ID}ovhcloud/hosted-exchange", matrix.value}
    files = {
        quad.object.value for quad in quads if quad.subject == matrix and quad.predicate.value == f"{DCAT}distribution"
    }
    listed = [name for name in FILES if not name.startswith(("places", "shortcuts")) or name.endswith(".ttl")]
    assert files == {f"{matrix.value}/{name}" for name in listed}


def test_void_counts_what_there_is(bundled):
    _, place = bundled
    void = "http://rdfs.org/ns/void#"
    said = {(quad.subject.value, quad.predicate.value): quad.object.value for quad in parsed(place / "void.ttl")}
    assert said["https://w3id.org/raci-graph/void.ttl#dataset", f"{void}triples"] == "2552"
    assert said[f"{ID}ovhcloud/hosted-exchange/2022-11-15", f"{void}triples"] == "2552"


def test_the_bytes_are_the_same_in_every_run(sources, site, tmp_path):
    build_site(sources, tmp_path / "again")
    first, second = (
        {each.relative_to(top): each for each in top.rglob("*") if each.is_file()} for top in (site, tmp_path / "again")
    )
    assert list(map(str, sorted(first))) == list(map(str, sorted(second)))
    assert [str(name) for name in first if first[name].read_bytes() != second[name].read_bytes()] == []


def test_iris_below_another_base_have_their_page_at_that_path(repository, tmp_path):
    build_site([str(repository / "tests/fixtures/library")], tmp_path / "own", "https://example.org/")
    assert (tmp_path / "own/id/town-library/lending/2026-01-31/index.html").is_file()
    assert "RewriteBase /\n" in (tmp_path / "own/.htaccess").read_text("utf-8")


def test_a_matrix_that_comes_twice_is_refused_and_nothing_is_written(bundled_copy, tmp_path):
    with pytest.raises(UsageError, match="several matrices have the name"):
        build_site(["hosted-exchange", str(bundled_copy)], tmp_path / "public")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy"]


def test_a_site_is_replaced_as_a_whole(bundled, repository, tmp_path):
    place = tmp_path / "public"
    build_site([str(repository / "tests/fixtures/library")], place)
    (place / "stale.html").write_text("old")
    build_site([str(repository / "tests/fixtures/library")], place)
    assert not (place / "stale.html").exists()
    assert (place / MARKER).is_file()
    assert [each.name for each in tmp_path.iterdir()] == ["public"]


def test_an_empty_folder_is_taken(repository, tmp_path):
    place = tmp_path / "public"
    place.mkdir()
    assert build_site([str(repository / "tests/fixtures/library")], place).matrices == 1


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_no_site_is_left_alone(kind, tmp_path):
    place, other = tmp_path / "public", tmp_path / "other"
    other.mkdir()
    if kind == "folder":
        place.mkdir()
        (place / "thesis.txt").write_text("dear")
    elif kind == "file":
        place.write_text("dear")
    else:
        place.symlink_to(other)
    with pytest.raises(UsageError):
        build_site(["hosted-exchange"], place)
    assert kind != "folder" or (place / "thesis.txt").read_text() == "dear"
    assert kind != "file" or place.read_text() == "dear"
    assert kind != "link" or place.is_symlink()


def test_a_failure_leaves_the_former_site(bundled_copy, tmp_path):
    place = tmp_path / "public"
    build_site([str(bundled_copy)], place)
    before = (place / "index.html").read_bytes()
    with pytest.raises(UsageError):
        build_site([str(bundled_copy), "hosted-exchange"], place)
    assert (place / "index.html").read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy", "public"]


def test_two_pages_with_one_address_are_refused(tmp_path):
    folder = Folder(tmp_path)
    folder.write("a/index.html", "one")
    with pytest.raises(OutputError, match="two pages have one address"):
        folder.write("a/index.html", "other")


def test_the_index_of_the_search_cannot_end_its_script(site):
    for each in site.glob("search/*.js"):
        text = each.read_text("ascii")
        assert "<" not in text
        assert json.loads(text[text.index(",", text.index(",") + 1) + 1 : -3]) is not None
