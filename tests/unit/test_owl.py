"""What `raci-graph ontology check` runs: on the bundled ontology, on broken ones, and without a usable Java."""

import http.server
import os
import shutil
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from raci_graph.errors import InputError, MissingToolError
from raci_graph.owl import Check, check_ontology
from raci_graph.owl.closure import close
from raci_graph.owl.hermit import Verdict, ask_hermit
from raci_graph.owl.java import JavaFailureError
from raci_graph.owl.profile import check_profiles
from raci_graph.owl.sources import ALIGNMENTS, Source, merge, read_sources

BUNDLED = [
    "parse",
    "header",
    "declared",
    "documented",
    "dl-core",
    "rl-core",
    "dl-modules",
    "rl-modules",
    "dl-alignments",
    "rl-alignments",
    "dl-inference",
    "consistent-modules",
    "consistent-alignments",
    "consistent-inference",
    "consistent-data",
    "closure-data",
]
JAVA = [name for name in BUNDLED if name.startswith(("dl-", "rl-", "consistent-"))]
PREFIXES = """
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix raci: <https://w3id.org/raci-graph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
HEAD = "<http://example.org/module> a owl:Ontology .\n"
TWO_ROLES = "ex:one a raci:Assignment ; raci:withRole raci:Responsible , raci:Accountable .\n"
PROV_O = """
prov:Activity a owl:Class ; owl:disjointWith prov:Entity .
prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
prov:wasRevisionOf rdfs:subPropertyOf prov:wasDerivedFrom .
ex:new a owl:NamedIndividual , raci:Activity ; raci:revisesRow ex:old .
ex:old a owl:NamedIndividual , raci:Activity .
"""


def need_java(need):
    return need("Java, a JDK of version 11 or later", shutil.which("java") and shutil.which("javac"))


@pytest.fixture
def java(need):
    return need_java(need)


@pytest.fixture
def no_java(monkeypatch, tmp_path):
    """A PATH without any program."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


@pytest.fixture
def fake_java(monkeypatch, tmp_path):
    """``fake_java(script)``: put a `java` on PATH that is this shell script."""

    def put(script):
        program = tmp_path / "bin" / "java"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/usr/bin{os.pathsep}/bin")

    return put


@pytest.fixture
def temporary(monkeypatch, tmp_path):
    """The folder for temporary files, empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture(scope="module")
def core(repository):
    return (repository / "ontology" / "raci.ttl").read_text("utf-8")


@pytest.fixture
def write(tmp_path):
    """``write(text, name)``: a Turtle file with the usual prefixes."""

    def write(text, name="module.ttl"):
        (tmp_path / name).write_text(PREFIXES + text, "utf-8")
        return tmp_path / name

    return write


@pytest.fixture(scope="module")
def wrong(need, tmp_path_factory):
    """The checks by name of one run on a module, an alignment and data that are wrong in several ways."""
    need_java(need)
    folder = tmp_path_factory.mktemp("wrong")
    texts = {
        "module.ttl": f'{HEAD}<http://example.org/module> ex:remark "x" . ex:Both a owl:Class ; '
        "rdfs:subClassOf raci:Cell , raci:Party .",
        "alignment.ttl": f"<{ALIGNMENTS}x> a owl:Ontology . raci:Role rdfs:subClassOf prov:Role . "
        "prov:Role owl:disjointWith raci:Role .",
        "data.ttl": f"{TWO_ROLES}ex:both a raci:Cell , raci:Party .",
    }
    for name, text in texts.items():
        (folder / name).write_text(PREFIXES + text, "utf-8")
    return by_name(check_ontology([folder]))


@pytest.fixture
def graph(core):
    """``graph(text)``: the triples of the core with some Turtle added."""

    def graph(text):
        parsed = [*ox.parse(core, format=ox.RdfFormat.TURTLE), *ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE)]
        return merge([Source("", tuple(ox.Triple(each.subject, each.predicate, each.object) for each in parsed), ())])

    return graph


def by_name(checks):
    assert len({check.name for check in checks}) == len(checks)
    return {check.name: check for check in checks}


def statuses(checks):
    return {check.name: check.status for check in checks}


def failures(checks):
    return {check.name: check.problems for check in checks if check.status == "failed"}


# The bundled ontology


def test_everything_that_is_bundled_passes_every_check(java, capfd):
    checks = check_ontology()
    assert statuses(checks) == dict.fromkeys(BUNDLED, "passed")
    assert [check.name for check in checks] == BUNDLED
    assert all(check.problems == () for check in checks)
    assert "49 activities" in by_name(checks)["closure-data"].detail
    assert capfd.readouterr() == ("", "")


def test_without_java_everything_else_is_checked_and_the_rest_says_what_to_install(no_java, capfd):
    checks = check_ontology()
    expected = {name: "needs-java" if name in JAVA else "passed" for name in BUNDLED}
    assert statuses(checks) == expected
    details = {check.name: check.detail for check in checks if check.status == "needs-java"}
    assert details["dl-core"].startswith(
        "the OWL 2 profile checker needs Java, and there is no 'java' on PATH. Install a JDK, version 11 or later"
    )
    assert details["consistent-data"].startswith(
        "the reasoner HermiT needs Java, and there is no 'java' on PATH. Install a JDK, version 11 or later"
    )
    assert capfd.readouterr() == ("", "")


def test_the_core_is_bundled_where_a_path_has_none(no_java, write):
    checks = check_ontology([write("ex:m a raci:ResponsibilityMatrix .", "data.ttl")])
    assert statuses(checks) == {
        **dict.fromkeys(["parse", "header", "declared", "documented", "closure-data"], "passed"),
        **dict.fromkeys(["dl-core", "rl-core", "consistent-core", "consistent-data"], "needs-java"),
    }


def test_a_folder_is_searched_for_turtle_files(no_java, repository):
    assert by_name(check_ontology([repository / "ontology"]))["parse"].detail.startswith("6 files, ")


# Broken files


def test_a_file_that_does_not_parse_is_the_only_finding(write, tmp_path):
    [check] = check_ontology([write("ex:a ex:b .")])
    assert (check.name, check.status) == ("parse", "failed")
    assert check.detail == "The other checks were not made"
    [problem] = check.problems
    assert problem.startswith(f"{tmp_path}/module.ttl:8:")


def test_a_path_that_does_not_exist_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="no such file or folder"):
        check_ontology([tmp_path / "nothing.ttl"])


def test_a_folder_without_turtle_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match=r"no \.ttl file"):
        check_ontology([tmp_path])


def test_a_file_of_another_kind_is_an_input_error(tmp_path):
    (tmp_path / "readme.md").write_text("# Read me")
    with pytest.raises(InputError, match="not a file of RDF triples"):
        check_ontology([tmp_path / "readme.md"])


def test_a_header_that_lacks_something_fails(no_java, core, tmp_path):
    cut = "\n".join(line for line in core.splitlines() if "dcterms:license <" not in line and 'Citation "' not in line)
    (tmp_path / "raci.ttl").write_text(cut.replace("ns/0.1.0>", "ns/0.0.9>"), "utf-8")
    place = tmp_path / "raci.ttl"
    assert failures(check_ontology([place])) == {
        "header": (
            f"{place}: the header has no licence",
            f"{place}: the header has no citation",
            f"{place}: the version IRI is not https://w3id.org/raci-graph/ns/0.1.0",
        )
    }


def test_two_headers_in_one_file_fail(no_java, write):
    place = write(f"{HEAD}ex:other a owl:Ontology .")
    assert failures(check_ontology([place])) == {"header": (f"{place}: declares 2 ontologies, and not one",)}


def test_a_term_that_is_not_declared_fails(no_java, write):
    place = write("ex:one a raci:Asignment ; raci:withrole raci:Responsible .", "data.ttl")
    assert failures(check_ontology([place])) == {
        "declared": (
            f"{place}: raci:Asignment is used and declared nowhere",
            f"{place}: raci:withrole is used and declared nowhere",
        )
    }


def test_an_alignment_cannot_declare_a_term(no_java, write):
    place = write("<https://w3id.org/raci-graph/ns/alignments/x> a owl:Ontology . raci:New a owl:Class .")
    assert failures(check_ontology([place]))["declared"] == (f"{place}: raci:New is used and declared nowhere",)


def test_a_term_without_label_definition_and_home_fails(no_java, write):
    place = write(f'{HEAD}raci:New a owl:Class ; rdfs:label "neu"@de .')
    assert failures(check_ontology([place]))["documented"] == (
        f"{place}: raci:New has 0 English labels, and not one",
        f"{place}: raci:New has 0 English definitions, and not one",
        f"{place}: raci:New does not say that http://example.org/module defines it",
    )


# Profiles


def test_an_xsd_date_in_the_header_breaks_the_rl_profile(java, core, tmp_path):
    place = tmp_path / "raci.ttl"
    place.write_text(core.replace('issued "2026-11-25T00:00:00Z"^^xsd:dateTime', 'issued "2026-11-25"^^xsd:date'))
    checks = check_ontology([place])
    assert statuses(checks) == {
        **dict.fromkeys(["parse", "header", "declared", "documented", "dl-core"], "passed"),
        **dict.fromkeys(["consistent-core", "closure-core"], "passed"),
        "rl-core": "failed",
    }
    [problem] = by_name(checks)["rl-core"].problems
    assert problem.startswith("Use of data range not in profile: xsd:date ")


def test_a_core_that_is_wrong_in_each_way_fails_each_check(java, core, tmp_path):
    wrong = f"{PREFIXES}raci:Cell rdfs:subClassOf raci:Party , raci:Nothing . raci:inRow a owl:DatatypeProperty ."
    (tmp_path / "raci.ttl").write_text(f"{core}{wrong}{TWO_ROLES}".replace("owl:versionInfo", "skos:note"))
    checks = check_ontology([tmp_path / "raci.ttl"])
    assert statuses(checks) == {
        **dict.fromkeys(["parse", "documented"], "passed"),
        **dict.fromkeys(["header", "declared", "dl-core", "rl-core", "consistent-core", "closure-core"], "failed"),
    }


def test_a_wrong_module_alignment_and_data_fail_where_they_belong(wrong):
    assert statuses(wrong.values()) == {
        **dict.fromkeys(["parse", "declared", "documented", "dl-core", "rl-core"], "passed"),
        **dict.fromkeys(["header", "dl-modules", "rl-modules", "dl-alignments", "rl-alignments"], "failed"),
        **dict.fromkeys(["consistent-modules", "consistent-alignments", "consistent-data", "closure-data"], "failed"),
    }


def test_the_header_of_a_module_is_checked_with_the_module(wrong):
    [problem] = wrong["dl-modules"].problems
    assert problem.startswith("Use of undeclared annotation property: <http://example.org/remark>")


def test_the_module_is_checked_with_the_alignment(wrong):
    assert {problem.partition(" [")[0] for problem in wrong["dl-alignments"].problems} == {
        "Use of undeclared annotation property: <http://example.org/remark>",
        "Use of undeclared class: <http://www.w3.org/ns/prov#Role>",
    }


def test_what_owl_2_dl_forbids_is_told(java, graph):
    wrong = {
        "raci:inRow a owl:DatatypeProperty .": "Cannot pun between properties: <https://w3id.org/raci-graph/ns#inRow>",
        "raci:Cell a rdfs:Datatype .": "Datatype IRI also used as Class IRI: https://w3id.org/raci-graph/ns#Cell",
        "raci:forActivity a owl:TransitiveProperty .": "Use of non-simple property in FunctionalObjectProperty axiom",
        "raci:Role rdfs:subClassOf ex:Nobody .": "Use of undeclared class: <http://example.org/Nobody>",
        "owl:Own a owl:Class .": "Use of reserved vocabulary for class IRI: owl:Own",
    }
    results = check_profiles([graph(text) for text in wrong])
    for told, result in zip(wrong.values(), results, strict=True):
        assert result.dl != []
        assert [each for each in result.dl if not each.startswith(told)] == []
        assert set(result.dl) <= set(result.rl)


def test_an_undeclared_property_breaks_dl(java, graph):
    [result] = check_profiles([graph("raci:Role ex:remark 'new' .")])
    assert len(result.dl) == 1
    assert "undeclared annotation property: <http://example.org/remark>" in result.dl[0]


def test_a_union_as_super_class_is_dl_but_not_rl(java, graph):
    [result] = check_profiles(
        [graph("raci:Role rdfs:subClassOf [ a owl:Class ; owl:unionOf (raci:Cell raci:Party) ] .")]
    )
    assert result.dl == []
    assert len(result.rl) == 1
    assert result.rl[0].startswith("Use of non-superclass expression in position that requires a superclass expression")


# Consistency


def test_a_class_that_can_have_no_members_is_named(wrong):
    assert wrong["consistent-modules"].problems == ("http://example.org/Both can have no members",)


def test_an_alignment_that_contradicts_the_core_is_inconsistent(wrong):
    assert wrong["consistent-alignments"].problems == ("The ontology is inconsistent",)


def test_two_roles_in_one_assignment_are_inconsistent(wrong):
    assert wrong["consistent-data"].problems == ("The ontology is inconsistent",)


def test_two_roles_in_one_assignment_are_merged_by_a_rule_engine(wrong):
    problems = wrong["closure-data"].problems
    assert "raci:Accountable is inferred to be the same as raci:Responsible" in problems
    assert any(each.startswith("contradiction: 'sameAs' and 'AllDifferent'") for each in problems)


def test_an_individual_in_two_disjoint_classes_is_told(wrong):
    problem = "http://example.org/both is inferred to be both raci:Cell and raci:Party"
    assert problem in wrong["closure-data"].problems


def test_a_consistent_ontology_has_a_clean_verdict(java, graph):
    assert ask_hermit(graph("")) == Verdict(consistent=True, unsatisfiable=())


def test_an_inconsistent_ontology_leaves_no_file(java, graph, temporary):
    assert not ask_hermit(graph(TWO_ROLES)).consistent
    assert list(temporary.iterdir()) == []


def test_modules_in_the_working_folder_are_not_run(java, graph, tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('this is not the library')")
    monkeypatch.chdir(tmp_path)
    assert ask_hermit(graph("")).consistent


def test_rows_that_revise_rows_agree_with_prov(java, graph, repository):
    alignment = (repository / "ontology" / "alignments" / "prov.ttl").read_text("utf-8")
    assert ask_hermit(graph(alignment + PREFIXES + PROV_O)).consistent


def test_rows_as_prov_activities_would_contradict_prov(java, graph, repository):
    alignment = (repository / "ontology" / "alignments" / "prov.ttl").read_text("utf-8")
    wrong = "raci:Activity rdfs:subClassOf prov:Activity ."
    assert not ask_hermit(graph(alignment + PREFIXES + PROV_O + wrong)).consistent


# What a rule engine infers


def test_a_key_on_roles_would_merge_two_roles(graph):
    result = close(graph("raci:Role owl:hasKey ( skos:inScheme ) ."))
    assert "raci:Accountable is inferred to be the same as raci:Responsible" in result.problems


def test_two_values_of_a_functional_property_are_nonsense(graph):
    result = close(graph('raci:Responsible raci:letter "Z" .'))
    assert result.problems == ('"R" is inferred to be the same as "Z"',)


def test_a_cell_that_is_taken_for_an_activity_is_told(graph):
    result = close(graph("ex:one a raci:Assignment ; raci:forActivity ex:row ."))
    assert result.problems == ("http://example.org/row is inferred to be an activity",)
    assert result.activities == 1


# Imports


def test_no_import_is_ever_fetched(java, write):
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/other"
        head = f"<{address}> a owl:Ontology ; owl:imports <{address}/imported> .\n"
        checks = check_ontology([write(head)])
        server.shutdown()
    assert asked == []
    assert set(failures(checks)) == {"header"}


def test_a_merge_has_one_header_without_imports(repository):
    sources = read_sources([repository / "ontology"])
    merged = merge(sources.ontologies)
    owl = "http://www.w3.org/2002/07/owl#"
    heads = [each.subject.value for each in merged if each.object == ox.NamedNode(f"{owl}Ontology")]
    versions = [each.object.value for each in merged if each.predicate == ox.NamedNode(f"{owl}versionIRI")]
    assert heads == ["https://w3id.org/raci-graph/ns"]
    assert versions == ["https://w3id.org/raci-graph/ns/0.1.0"]
    assert not any(each.predicate == ox.NamedNode(f"{owl}imports") for each in merged)


# Java that is there and does not do


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("java.lang.InternalError: Module jdk.compiler not in boot Layer", "is a runtime without the compiler"),
        ("Error: Could not find or load main class .tmp.Profile.java", "is older"),
        ("Unable to locate a Java Runtime.", "is only a placeholder"),
    ],
    ids=["no compiler", "too old", "placeholder"],
)
def test_a_java_that_cannot_do_it_is_named_as_such(fake_java, graph, message, told):
    fake_java(f"echo '{message}' >&2; exit 1")
    with pytest.raises(MissingToolError, match=told) as error:
        check_profiles([graph("")])
    assert error.value.remedy.startswith("Install a JDK, version 11 or later")


def test_the_reasoner_recognises_a_java_that_is_a_placeholder(fake_java, graph):
    fake_java("echo 'Unable to locate a Java Runtime.'; exit 1")
    with pytest.raises(MissingToolError, match="the reasoner HermiT needs Java"):
        ask_hermit(graph(""))


def test_a_java_that_fails_makes_its_checks_fail(fake_java, write):
    fake_java("echo 'out of memory' >&2; exit 3")
    problems = failures(check_ontology([write("ex:m a raci:ResponsibilityMatrix .", "data.ttl")]))
    assert set(problems) == {"dl-core", "rl-core", "consistent-core", "consistent-data"}
    assert problems["dl-core"] == ("the OWL 2 profile checker failed: out of memory",)
    assert problems["consistent-core"][0].startswith("the reasoner HermiT failed: ")
    assert "out of memory" in problems["consistent-core"][0]


def test_a_checker_that_says_nothing_has_not_passed_anything(fake_java, graph):
    fake_java("exit 0")
    with pytest.raises(JavaFailureError, match="ended before it had checked every ontology"):
        check_profiles([graph("")])


def test_a_checker_that_hangs_is_ended_with_its_children(fake_java, graph, tmp_path):
    fake_java(f"sleep 600 & echo $! > '{tmp_path}/child'; wait")
    with pytest.raises(JavaFailureError, match="took more than 2 seconds and was ended"):
        check_profiles([graph("")], timeout=2)
    child = int((tmp_path / "child").read_text())
    assert not is_running(child)


def test_a_reasoner_that_takes_too_long_is_ended_and_leaves_no_file(java, graph, temporary):
    with pytest.raises(JavaFailureError, match=r"took more than 0\.1 seconds and was ended"):
        ask_hermit(graph(""), timeout=0.1)
    assert list(temporary.iterdir()) == []


def test_a_file_that_the_checker_cannot_read_has_not_passed(java, temporary, monkeypatch):
    monkeypatch.setattr("raci_graph.owl.profile.n_triples", lambda _: b"this is no RDF at all {")
    with pytest.raises(JavaFailureError, match="could not read the ontology"):
        check_profiles([[]])
    assert list(temporary.iterdir()) == []


def test_a_check_is_a_value():
    assert Check("parse", "passed", "1 file") == Check("parse", "passed", "1 file", ())


def is_running(process):
    """Tell whether a process does anything still; one that has ended and waits to be collected does not."""
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
