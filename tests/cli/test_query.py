"""raci-graph query: saved questions and SPARQL text, with parameters, in each form."""

import csv
import io
import json

import pytest

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


@pytest.mark.parametrize("update", ["DROP ALL", "INSERT DATA { <urn:x:a> <urn:x:b> 1 }", "LOAD <http://localhost:1/>"])
def test_updates_are_refused(update, fails):
    assert fails(2, "query", update).startswith(f"this is an update ({update.split()[0]})")


def test_a_store_and_sources_exclude_each_other(fails, lending):
    assert fails(2, "query", "handovers", lending, "--store", "x").startswith("SOURCES and --store exclude each other")


def test_a_server_out_of_reach_is_store_trouble(fails):
    line = fails(4, "query", "handovers", "--store", "http://127.0.0.1:1/query")
    assert "http://127.0.0.1:1/query" in line
