"""raci-graph query: saved questions and SPARQL text, with parameters, in each form."""

import csv
import io
import json

import pyoxigraph as ox
import pytest

from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.sources import read_source
from raci_graph.vocab import DATA

LABELS = "PREFIX raci: <https://w3id.org/raci-graph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
PARTIES = f"{LABELS} SELECT ?label {{ ?party a raci:Party ; rdfs:label ?label }} ORDER BY ?label"


def values(done):
    data = json.loads(done.out)
    names = data["head"]["vars"]
    return [[row[name]["value"] if name in row else None for name in names] for row in data["results"]["bindings"]]


def column(done, name):
    return [row[name]["value"] for row in json.loads(done.out)["results"]["bindings"]]


@pytest.mark.parametrize("name", ["handovers", "03-handovers", "3", "03"])
def test_a_saved_question_is_asked_of_the_bundled_matrix(name, raci):
    assert column(raci("query", name, "--format", "json"), "row") == ["18", "22", "46"]


@pytest.mark.parametrize(("party", "rows"), [("Customer", 14), ("OVHcloud", 6)])
def test_a_party_is_found_by_its_label(party, rows, raci):
    done = raci("query", "only-informed", "-p", f"party={party}", "--format", "json")
    assert len(values(done)) == rows


def test_a_parameter_given_twice_has_two_values(raci):
    sections = [("-p", "section=4"), ("-p", "section=5")]
    one, two = (len(values(raci("query", "end-of-service", *each, "--format", "json"))) for each in sections)
    both = values(raci("query", "end-of-service", *sections[0], *sections[1], "--format", "json"))
    assert len(both) == one + two > max(one, two) > 0


def test_own_sparql_is_asked_of_own_sources(raci, lending):
    done = raci("query", PARTIES, lending, "--format", "csv")
    assert done == (0, "label\r\nArchive\r\nLibrary\r\nReader\r\n", "")


def test_two_sources_are_asked_together(raci, lending):
    done = raci("query", PARTIES, "hosted-exchange", lending, "--format", "json")
    assert values(done) == [["Archive"], ["Customer"], ["Library"], ["OVHcloud"], ["Reader"]]


def test_a_query_is_read_from_a_file_or_from_standard_input(raci, lending, tmp_path, monkeypatch):
    (tmp_path / "parties.rq").write_text(PARTIES)
    from_file = raci("query", "--file", tmp_path / "parties.rq", lending, "--format", "tsv")
    assert from_file == (0, '?label\n"Archive"@en\n"Library"@en\n"Reader"@en\n', "")
    for arguments in (("-", lending), ("--file", "-", lending)):
        monkeypatch.setattr("sys.stdin", io.StringIO(PARTIES))
        assert raci("query", *arguments, "--format", "tsv") == from_file


def test_a_file_in_the_place_of_a_query_is_told(fails, tmp_path):
    (tmp_path / "parties.rq").write_text(PARTIES)
    path = tmp_path / "parties.rq"
    assert fails(2, "query", path) == f"{path}: this is a file, not a query. Take --file {path}"


def test_a_table_has_a_line_a_row_in_a_pipe(raci, lending):
    lines = raci("query", PARTIES, lending).out.splitlines()
    assert [line.strip() for line in lines if line.strip("─ ")] == ["label", "Archive", "Library", "Reader"]


def test_ask_answers_true_or_false(raci, lending):
    query = f"{LABELS} ASK {{ ?party rdfs:label 'Reader'@en }}"
    assert raci("query", query, lending) == (0, "true\n", "")
    assert raci("query", query, "hosted-exchange") == (0, "false\n", "")
    assert json.loads(raci("query", query, lending, "--format", "json").out)["boolean"] is True


def test_construct_answers_in_turtle(raci, bundled):
    done = raci("query", "derive-shortcuts", "--format", "turtle")
    assert done.out.count("party:") + done.out.count("/party/") >= 122
    assert raci("query", "derive-shortcuts", "--format", "csv").code == 2


def test_the_answer_goes_to_a_file_whole(raci, tmp_path):
    output = tmp_path / "answer.csv"
    assert raci("query", "handovers", "--format", "csv", "-o", output) == (0, "", "")
    assert [row["row"] for row in csv.DictReader(io.StringIO(output.read_text("utf-8")))] == ["18", "22", "46"]


def test_the_ending_of_the_file_says_the_form(raci, lending, tmp_path):
    forms = {"csv": "csv", "TSV": "tsv", "json": "json", "srj": "json", "xml": "xml", "srx": "xml", "md": "markdown"}
    for ending, form in forms.items():
        output = tmp_path / f"answer.{ending}"
        assert raci("query", PARTIES, lending, "-o", output) == (0, "", "")
        assert output.read_bytes().decode() == raci("query", PARTIES, lending, "--format", form).out
    table = tmp_path / "answer.txt"
    raci("query", PARTIES, lending, "-o", table)
    assert table.read_text("utf-8") == "label\n───────\nArchive\nLibrary\nReader\n"
    raci("query", PARTIES, lending, "-o", table, "--format", "tsv")
    assert table.read_text("utf-8") == '?label\n"Archive"@en\n"Library"@en\n"Reader"@en\n'


def test_triples_are_written_as_turtle_and_as_ntriples(raci, lending, tmp_path):
    query = f"{LABELS} CONSTRUCT {{ ?party rdfs:label ?label }} WHERE {{ ?party a raci:Party ; rdfs:label ?label }}"
    lines = raci("query", query, lending, "--format", "ntriples").out.splitlines()
    base = "https://example.org/id/town-library/party"
    assert sorted(lines) == [
        f'<{base}/{name.lower()}> <http://www.w3.org/2000/01/rdf-schema#label> "{name}"@en .'
        for name in ("Archive", "Library", "Reader")
    ]
    turtle = raci("query", query, lending).out
    assert turtle.startswith("@prefix rdfs:")
    for ending, text in (("ttl", turtle), ("nt", None)):
        output = tmp_path / f"answer.{ending}"
        raci("query", query, lending, "-o", output)
        written = output.read_text("utf-8")
        assert written == text or sorted(written.splitlines()) == sorted(lines)


def test_a_form_that_does_not_fit_the_answer_names_those_that_do(fails, lending):
    assert fails(2, "query", "handovers", lending, "--format", "turtle") == (
        "rows cannot be written as turtle. Take one of table, csv, tsv, json, xml, markdown"
    )
    assert fails(2, "query", "derive-shortcuts", lending, "--format", "csv") == (
        "triples cannot be written as csv. Take one of turtle, ntriples"
    )
    assert fails(2, "query", "ASK {}", lending, "--format", "tsv") == (
        "an answer of true or false cannot be written as tsv. Take one of table, json, xml"
    )


def test_a_text_that_a_spreadsheet_would_run_is_neutral_in_csv(raci, lending):
    done = raci("query", 'SELECT ("=1+1" AS ?a) (-1 AS ?b) ("@x" AS ?c) {}', lending, "--format", "csv")
    assert done.out == "a,b,c\r\n'=1+1,-1,'@x\r\n"


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <http://localhost:1/> { ?s ?p ?o }", "FROM"),
    ],
)
def test_what_reads_from_elsewhere_is_refused(query, word, fails):
    assert word in fails(2, "query", query)


@pytest.mark.parametrize("word", ["service", "from"])
def test_what_refuses_names_the_option_that_allows(word, fails):
    query = {"service": "ASK { SERVICE <http://localhost:1/> { ?s ?p ?o } }", "from": "ASK FROM <urn:x:g> { ?s ?p ?o }"}
    other = {"service": "from", "from": "service"}[word]
    for options in ((), ("--allow", other)):
        assert fails(2, "query", query[word], *options).endswith(f"with --allow {word}")


def test_from_chooses_among_the_graphs_where_it_is_allowed(raci, fails, lending):
    count = "SELECT (COUNT(DISTINCT ?row) AS ?n) {} {{ ?row a <https://w3id.org/raci-graph/ns#Activity> }}"
    matrices = {
        "lending": "https://example.org/id/town-library/lending/2026-01-31",
        "ontology": "https://w3id.org/raci-graph/ns",
    }
    chosen = {name: count.format(f"FROM <{iri}>") for name, iri in matrices.items()}
    form = ("--allow", "from", "--format", "csv")
    assert raci("query", chosen["lending"], lending, "hosted-exchange", *form).out == "n\r\n5\r\n"
    assert raci("query", chosen["ontology"], lending, "hosted-exchange", *form).out == "n\r\n0\r\n"
    assert raci("query", count.format(""), lending, "hosted-exchange", *form).out == "n\r\n54\r\n"
    assert fails(2, "query", count.format("FROM <urn:x:none>"), lending, "--allow", "from") == (
        f"the store has no graph <urn:x:none>. Its graphs are <{matrices['lending']}>, "
        f"<{DATA}activity-types>, <{DATA}controls>, <{matrices['ontology']}>"
    )


def test_service_is_asked_where_it_is_allowed(raci, lending, serve):
    server = serve()
    server.put_graph("urn:x:g", [ox.Triple(ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:b"), ox.Literal("far"))])
    query = f"SELECT ?o {{ SERVICE <{server.place}> {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
    assert raci("query", query, lending, "--allow", "service", "--format", "csv") == (0, "o\r\nfar\r\n", "")


def test_a_server_is_asked_in_each_form(raci, lending, serve):
    server = serve()
    server.put_graph("urn:x:g", read_source(str(lending)).triples)
    for form in ("table", "csv", "json"):
        asked = raci("query", PARTIES, "--store", server.place, "--format", form)
        assert asked == raci("query", PARTIES, lending, "--format", form)


def test_a_store_is_asked_by_several_at_once_and_left_as_it_is(raci, lending, tmp_path):
    store = EmbeddedEngine(tmp_path / "store")
    store.put_graph("urn:x:g", read_source(str(lending)).triples)
    store.close()
    reader = EmbeddedEngine(tmp_path / "store", read_only=True)
    wanted = (0, "label\r\nArchive\r\nLibrary\r\nReader\r\n", "")
    assert raci("query", PARTIES, "--store", tmp_path / "store", "--format", "csv", "--timeout", "600") == wanted
    reader.close()


@pytest.fixture
def two_pages(tmp_path):
    """Two documents, each of which has a party that is called Ann."""
    pages = [tmp_path / f"{name}.md" for name in "ab"]
    for page in pages:
        page.write_text(
            f"# RACI {page.stem}\n\n| Task | Ann | Bob |\n|---|---|---|\n| Bake | A | R |\n| Sell | R | A |\n"
        )
    return pages


def test_a_label_that_several_have_lists_them(raci, fails, two_pages):
    line = fails(2, "query", "responsibilities-of-party", "-p", "party=ann", *two_pages)
    said, _, iris = line.partition(". Give one of: ")
    assert said == "several have the label 'ann' (Party)"
    assert [iri.partition("#")[2] for iri in iris.split(", ")] == ["party/ann", "party/ann"]
    for iri in iris.split(", "):
        done = raci("query", "responsibilities-of-party", "-p", f"party={iri}", *two_pages, "--format", "json")
        assert column(done, "activityLabel") == ["Sell"]


@pytest.mark.parametrize("value", ["Customer", "CUSTOMER", "https://w3id.org/raci-graph/id/ovhcloud/party/customer"])
def test_a_party_goes_by_its_label_and_its_iri(value, raci):
    done = raci("query", "accountability-share", "-p", f"party={value}", "--format", "json")
    assert column(done, "accountable") == ["16"]


def test_a_value_may_be_a_curie(raci, lending):
    query = f"{LABELS} SELECT (COUNT(?each) AS ?n) {{ VALUES ?class {{ UNDEF }} ?each a ?class }}"
    assert raci("query", query, lending, "-p", "class=raci:Activity", "--format", "csv").out == "n\r\n5\r\n"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Costumer", "nothing has the label 'Costumer' (Party). Did you mean 'Customer'?"),
        (
            "raic:Customer",
            "'raic:Customer' is no label (Party), and its prefix is not known. The prefixes are raci, rsh,",
        ),
    ],
)
def test_a_value_that_is_misspelt_is_answered(value, said, fails):
    assert fails(2, "query", "accountability-share", "-p", f"party={value}").startswith(said)


@pytest.mark.parametrize(
    ("param", "said"),
    [
        ("party", "'party' is not NAME=VALUE. Write -p party=VALUE"),
        ("prty=Customer", "the query has no parameter 'prty'. It has matrix, party, versions"),
    ],
)
def test_a_parameter_that_is_misspelt_is_answered(param, said, fails):
    assert fails(2, "query", "accountability-share", "-p", param) == said


def test_a_prefix_that_is_missing_is_given(fails):
    line = fails(2, "query", "SELECT * { ?s a raci:Party }")
    assert line.endswith("Put 'PREFIX raci: <https://w3id.org/raci-graph/ns#>' at the top")
    assert fails(2, "query", "SELECT * { ?s a my:Party }").endswith("Declare it with PREFIX at the top")


@pytest.mark.parametrize("limit", ["0", "-1", "inf", "soon"])
def test_a_limit_of_time_is_a_number_of_seconds(limit, fails):
    assert fails(2, "query", "handovers", "--timeout", limit).startswith("Invalid value for '--timeout'")


@pytest.mark.parametrize("update", ["DROP ALL", "INSERT DATA { <urn:x:a> <urn:x:b> 1 }", "LOAD <http://localhost:1/>"])
def test_updates_are_refused(update, fails):
    assert fails(2, "query", update).startswith(f"this is an update ({update.split()[0]})")


def test_a_store_and_sources_exclude_each_other(fails, lending):
    assert fails(2, "query", "handovers", lending, "--store", "x").startswith("SOURCES and --store exclude each other")


def test_a_server_out_of_reach_is_store_trouble(fails):
    line = fails(4, "query", "handovers", "--store", "http://127.0.0.1:1/query")
    assert "http://127.0.0.1:1/query" in line
