"""The ontology, its role sets and its alignments, as files: headers, terms, and that other tools open them."""

import csv
import io
import re
import tomllib
from xml.etree import ElementTree

import owlready2
import pyoxigraph as ox
import pytest
import rdflib
import yaml
from rdflib.namespace import DCAT, DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS

from raci_graph import vocab
from raci_graph.graph.turtle import canonical_turtle

NS = "https://w3id.org/raci-graph/ns"
RACI = rdflib.Namespace(f"{NS}#")
VANN = rdflib.Namespace("http://purl.org/vocab/vann/")
ONTOLOGIES = {
    "raci.ttl": NS,
    "role-sets.ttl": f"{NS}/role-sets",
    "alignments/org.ttl": f"{NS}/alignments/org",
    "alignments/prov.ttl": f"{NS}/alignments/prov",
    "inference/hosted-exchange.ttl": f"{NS}/inference/hosted-exchange",
    "inference/ownership.ttl": f"{NS}/inference/ownership",
}
DECLARING = {"raci.ttl": 17, "role-sets.ttl": 17, "inference/ownership.ttl": 12}
"""The files that declare names of the ontology, with the least number of them."""
MODEL = {
    OWL.Class: """ResponsibilityMatrix Service Party Section Column LegendEntry Role Activity ActivityType Cell
        Assignment RoleFunction RoleScheme ReadingBasis Decision Waiver""",
    OWL.ObjectProperty: """concernsService providedBy consumedBy inMatrix hasElement parentSection inSection
        columnParty columnRole inRow inColumn readingBasis forActivity hasAssignment toParty withRole statedIn
        legendRole activityType revisesRow roleFunction involves hasResponsible hasAccountable hasConsulted
        hasInformed""",
    OWL.DatatypeProperty: """sourceText unplacedText markText markCount letter letterPosition sourcePlace
        sectionNumber rowNumber columnNumber""",
    OWL.AnnotationProperty: "shortcutProperty",
    OWL.NamedIndividual: """Explicit SecondSource Judgement Unsettled Responsible Accountable Consulted Informed
        DoesWork AnswersForWork GivesAdvice IsTold RACI RASCI RACI-VS CAIRO DACI RAPID""",
}
ROLES = {
    "Responsible": ("R", "DoesWork", {"RACI", "RASCI", "RACI-VS", "CAIRO"}),
    "Accountable": ("A", "AnswersForWork", {"RACI", "RASCI", "RACI-VS", "CAIRO"}),
    "Consulted": ("C", "GivesAdvice", {"RACI", "RASCI", "RACI-VS", "CAIRO"}),
    "Informed": ("I", "IsTold", {"RACI", "RASCI", "RACI-VS", "CAIRO", "DACI"}),
    "Support": ("S", None, {"RASCI"}),
    "Verifier": ("V", None, {"RACI-VS"}),
    "Signatory": ("S", None, {"RACI-VS"}),
    "Omitted": ("O", None, {"CAIRO"}),
    "Driver": ("D", "DoesWork", {"DACI"}),
    "Approver": ("A", "AnswersForWork", {"DACI"}),
    "Contributor": ("C", "GivesAdvice", {"DACI"}),
    "Recommend": ("R", None, {"RAPID"}),
    "Agree": ("A", None, {"RAPID"}),
    "Perform": ("P", "DoesWork", {"RAPID"}),
    "Input": ("I", "GivesAdvice", {"RAPID"}),
    "Decide": ("D", "AnswersForWork", {"RAPID"}),
}
DCAT_3 = {"version"}  # of the 2024 Recommendation, while rdflib knows the one of 2020
SCHEMES = {"RACI", "RASCI", "RACI-VS", "CAIRO", "DACI", "RAPID"}


@pytest.fixture(scope="module")
def graphs(repository):
    return {
        name: rdflib.Graph(bind_namespaces="none").parse(repository / "ontology" / name, format="turtle")
        for name in ONTOLOGIES
    }


@pytest.fixture(scope="module")
def terms(graphs):
    """The core and the role sets in one graph."""
    return graphs["raci.ttl"] + graphs["role-sets.ttl"]


@pytest.fixture(scope="module")
def version(repository):
    return tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]["version"]


@pytest.fixture(scope="module")
def sssom(repository):
    """The metadata, the columns and the rows of the SSSOM table."""
    lines = (repository / "ontology" / "alignments" / "alignments.sssom.tsv").read_text("utf-8").splitlines()
    metadata = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    table = csv.DictReader(
        io.StringIO("\n".join(line for line in lines if not line.startswith("#"))),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
        strict=True,
    )
    return metadata, list(table.fieldnames), list(table)


def local_names(graph, kind):
    return {str(each).removeprefix(RACI) for each in graph.subjects(RDF.type, kind) if each.startswith(RACI)}


def test_every_ontology_file_is_in_this_test(repository):
    folder = repository / "ontology"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.ttl")) == sorted(ONTOLOGIES)


@pytest.mark.parametrize("name", ONTOLOGIES)
def test_a_file_declares_one_ontology(graphs, name):
    assert list(graphs[name].subjects(RDF.type, OWL.Ontology)) == [rdflib.URIRef(ONTOLOGIES[name])]


@pytest.mark.parametrize("name", ONTOLOGIES)
def test_a_header_states_version_licence_prefix_and_namespace(graphs, name, version):
    iri = rdflib.URIRef(ONTOLOGIES[name])
    values = {predicate: list(graphs[name].objects(iri, predicate)) for predicate in graphs[name].predicates(iri)}
    assert values[OWL.versionInfo] == [rdflib.Literal(version)]
    assert values[OWL.versionIRI] == [rdflib.URIRef(f"{iri}/{version}")]
    assert values[DCTERMS.license] == [rdflib.URIRef("https://creativecommons.org/licenses/by/4.0/")]
    assert values[VANN.preferredNamespacePrefix] == [rdflib.Literal("raci")]
    assert values[VANN.preferredNamespaceUri] == [rdflib.Literal(str(RACI))]


@pytest.mark.parametrize("name", ONTOLOGIES)
@pytest.mark.parametrize("field", ["title", "description", "bibliographicCitation"])
def test_a_header_has_one_english_text(graphs, name, field):
    [text] = graphs[name].objects(rdflib.URIRef(ONTOLOGIES[name]), DCTERMS[field])
    assert text.language == "en"
    assert len(text) > len("RACI")


@pytest.mark.parametrize("name", ONTOLOGIES)
@pytest.mark.parametrize("field", ["created", "issued", "modified"])
def test_a_header_has_one_date_and_it_is_no_xsd_date(graphs, name, field):
    [date] = graphs[name].objects(rdflib.URIRef(ONTOLOGIES[name]), DCTERMS[field])
    assert date.datatype == rdflib.XSD.dateTime
    assert re.fullmatch(r"2\d{3}-\d\d-\d\dT00:00:00(Z|\+00:00)", str(date))


@pytest.mark.parametrize("name", ONTOLOGIES)
def test_a_header_names_a_creator(graphs, name):
    iri = rdflib.URIRef(ONTOLOGIES[name])
    assert list(graphs[name].objects(iri, DCTERMS.creator)) == [rdflib.Literal("The raci_graph maintainers")]


@pytest.mark.parametrize("name", ONTOLOGIES)
def test_a_citation_gives_title_and_version(graphs, name, version):
    iri = rdflib.URIRef(ONTOLOGIES[name])
    citation = str(graphs[name].value(iri, DCTERMS.bibliographicCitation))
    assert f"{graphs[name].value(iri, DCTERMS.title)}" in citation
    assert f"Version {version}" in citation


def test_the_core_imports_nothing_and_the_others_import_what_they_build_on(graphs):
    imports = {name: list(map(str, graph.objects(None, OWL.imports))) for name, graph in graphs.items()}
    assert imports == {
        "raci.ttl": [],
        "role-sets.ttl": [NS],
        "alignments/org.ttl": [NS],
        "alignments/prov.ttl": [NS],
        "inference/ownership.ttl": [NS],
        "inference/hosted-exchange.ttl": [f"{NS}/inference/ownership"],
    }


@pytest.mark.parametrize("kind", MODEL)
def test_the_names_of_the_data_model_are_declared(terms, kind):
    assert set(MODEL[kind].split()) - local_names(terms, kind) == set()


@pytest.mark.parametrize("name", DECLARING)
def test_every_declared_name_has_a_label_a_definition_and_a_home(graphs, name):
    graph = graphs[name]
    declared = {each for each in graph.subjects(RDF.type) if each.startswith(RACI)}
    assert len(declared) >= DECLARING[name]
    for term in declared:
        [label], [definition] = graph.objects(term, RDFS.label), graph.objects(term, SKOS.definition)
        assert (label.language, definition.language) == ("en", "en"), term
        assert definition.endswith("."), term
        assert list(graph.objects(term, RDFS.isDefinedBy)) == [rdflib.URIRef(ONTOLOGIES[name])], term


def test_no_name_is_declared_in_two_files(graphs):
    declared = [each for name in DECLARING for each in set(graphs[name].subjects(RDF.type)) if each.startswith(RACI)]
    assert len(declared) == len(set(declared))


def test_the_roles_have_their_letter_function_and_schemes(terms):
    found = {}
    for role in terms.subjects(RDF.type, RACI.Role):
        [letter] = terms.objects(role, RACI.letter)
        functions = [str(each).removeprefix(RACI) for each in terms.objects(role, RACI.roleFunction)]
        schemes = {str(each).removeprefix(RACI) for each in terms.objects(role, SKOS.inScheme)}
        found[role.removeprefix(RACI)] = (str(letter), functions[0] if functions else None, schemes)
        assert len(functions) < 2
    assert found == ROLES


def test_a_role_without_a_function_says_why(terms):
    for name in (name for name, (_, function, _) in ROLES.items() if function is None):
        assert str(terms.value(RACI[name], SKOS.scopeNote)).startswith("No role function: "), name


def test_only_the_four_roles_of_raci_have_a_shortcut(terms):
    pairs = {(str(s).removeprefix(RACI), str(o).removeprefix(RACI)) for s, o in terms[: RACI.shortcutProperty]}
    assert pairs == {(name, f"has{name}") for name in ("Responsible", "Accountable", "Consulted", "Informed")}


def test_the_schemes_are_those_of_the_role_sets(terms):
    assert local_names(terms, RACI.RoleScheme) == SCHEMES


def test_the_vocabulary_module_knows_the_roles_and_schemes_of_the_ontology(terms):
    assert local_names(terms, RACI.Role) >= vocab.ROLES
    for scheme, names in vocab.SCHEMES.items():
        assert {str(each).removeprefix(RACI) for each in terms.subjects(SKOS.inScheme, RACI[scheme])} == names
    assert {letter: vocab.ROLES & {name} for letter, name in vocab.USUAL_LETTERS.items()} == {
        ROLES[name][0]: {name} for name in vocab.USUAL_LETTERS.values()
    }


@pytest.mark.parametrize(
    "names",
    [set(ROLES), SCHEMES, {"DoesWork", "AnswersForWork", "GivesAdvice", "IsTold"}],
    ids=["roles", "schemes", "functions"],
)
def test_individuals_of_a_kind_are_said_to_differ_in_one_axiom(terms, names):
    axioms = [
        {str(each).removeprefix(RACI) for each in terms.items(members)}
        for members in terms.objects(None, OWL.distinctMembers)
    ]
    assert names in axioms


def test_every_raci_name_in_the_package_is_declared(repository, graphs):
    every = {each for name in DECLARING for each in graphs[name].subjects(RDF.type)}
    declared = {str(each).removeprefix(RACI) for each in every if each.startswith(RACI)}
    pattern = re.compile(r"""(?:\braci:|\{RACI\}|\bRACI \+ ["'])([A-Za-z][A-Za-z-]*[A-Za-z])""")
    used = {
        name for path in (repository / "raci_graph").rglob("*.py") for name in pattern.findall(path.read_text("utf-8"))
    }
    assert "ResponsibilityMatrix" in used
    assert used - declared == set()


def test_the_org_alignment_holds_this_axiom_and_no_other(graphs):
    graph = graphs["alignments/org.ttl"]
    used = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty)
    assert [triple for each in used for triple in graph.triples((None, each, None))] == [
        (RACI.Role, RDFS.subClassOf, ORG.Role)
    ]


def test_the_prov_alignment_holds_these_axioms_and_no_others(graphs):
    graph = graphs["alignments/prov.ttl"]
    axioms = {
        (str(s).removeprefix(RACI), str(o).removeprefix(str(PROV)))
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf)
        for s, o in graph.subject_objects(predicate)
    }
    assert axioms == {
        ("Role", "Role"),
        ("ResponsibilityMatrix", "Entity"),
        ("Decision", "Entity"),
        ("statedIn", "wasDerivedFrom"),
        ("revisesRow", "wasRevisionOf"),
    }


@pytest.mark.parametrize("name", ONTOLOGIES)
def test_a_file_is_in_canonical_form(repository, name):
    text = (repository / "ontology" / name).read_text("utf-8")
    assert canonical_turtle(ox.parse(text, format=ox.RdfFormat.TURTLE)) == text


@pytest.mark.parametrize("name", ONTOLOGIES)
def test_rdflib_pyoxigraph_and_owlready2_read_the_same_number_of_triples(repository, graphs, name):
    quads = set(ox.parse(path=repository / "ontology" / name, format=ox.RdfFormat.TURTLE))
    imports = ox.NamedNode(str(OWL.imports))  # owlready2 would fetch what is imported
    kept = [ox.Triple(each.subject, each.predicate, each.object) for each in quads if each.predicate != imports]
    ontology = owlready2.World().get_ontology(f"{ONTOLOGIES[name]}#")
    ontology.load(fileobj=io.BytesIO("".join(f"{each} .\n" for each in kept).encode()), only_local=True)
    assert len(graphs[name]) == len(quads)
    assert len(ontology.graph) == len(kept)


def test_the_sssom_table_has_the_columns_it_needs(sssom):
    metadata, columns, rows = sssom
    assert columns == [
        "subject_id",
        "subject_label",
        "predicate_id",
        "object_id",
        "object_label",
        "mapping_justification",
        "confidence",
        "comment",
    ]
    assert metadata["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert metadata["mapping_set_id"] == f"{NS}/alignments/alignments.sssom.tsv"
    assert len(rows) >= 20
    assert all(all(row[column] for column in columns) and None not in row for row in rows)


def test_the_sssom_table_has_the_version_of_the_project(sssom, version):
    assert sssom[0]["mapping_set_version"] == version


def test_every_curie_of_the_sssom_table_has_its_prefix_in_the_map_and_every_prefix_is_used(sssom):
    metadata, _, rows = sssom
    fields = ("subject_id", "predicate_id", "object_id", "mapping_justification")
    assert {row[field].partition(":")[0] for row in rows for field in fields} == set(metadata["curie_map"])


def test_the_subjects_of_the_sssom_table_are_declared_with_these_labels(sssom, terms):
    for row in sssom[2]:
        subject = RACI[row["subject_id"].removeprefix("raci:")]
        assert [str(each) for each in terms.objects(subject, RDFS.label)] == [row["subject_label"]]


def test_the_sssom_table_holds_near_matches_only(sssom):
    predicates = {f"skos:{kind}Match" for kind in ("close", "broad", "narrow", "related")}
    assert {row["predicate_id"] for row in sssom[2]} <= predicates
    assert {row["mapping_justification"] for row in sssom[2]} == {"semapv:ManualMappingCuration"}
    assert all(0 < float(row["confidence"]) < 1 for row in sssom[2])


def test_no_pair_stands_twice_in_the_sssom_table_and_the_rows_are_sorted(sssom):
    pairs = [(row["subject_id"], row["object_id"]) for row in sssom[2]]
    assert pairs == sorted(set(pairs))


def test_the_objects_of_the_sssom_table_exist_in_their_vocabularies(sssom):
    vocabularies = {"dcat": DCAT, "dcterms": DCTERMS, "org": ORG, "prov": PROV, "schema": SDO, "skos": SKOS}
    names = {prefix: set() for prefix in (*vocabularies, "oscal")}
    for row in sssom[2]:
        prefix, _, name = row["object_id"].partition(":")
        names[prefix].add(name)
    assert names.pop("oscal") == {"responsible-party", "responsible-role"}
    assert {prefix: str(vocabularies[prefix]) for prefix in names} == {
        prefix: iri for prefix, iri in sssom[0]["curie_map"].items() if prefix in names
    }
    for prefix, found in names.items():
        known = {str(term).removeprefix(str(vocabularies[prefix])) for term in dir(vocabularies[prefix])}
        assert found - known - (DCAT_3 if prefix == "dcat" else set()) == set()


def test_no_axiom_of_an_alignment_is_repeated_as_a_near_match(sssom, graphs):
    axioms = {
        (f"raci:{s.removeprefix(RACI)}", f"{prefix}:{o.removeprefix(str(vocabulary))}")
        for prefix, vocabulary in (("org", ORG), ("prov", PROV))
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf)
        for s, o in graphs[f"alignments/{prefix}.ttl"].subject_objects(predicate)
    }
    assert len(axioms) == 6
    assert axioms & {(row["subject_id"], row["object_id"]) for row in sssom[2]} == set()


@pytest.mark.parametrize("folder", ["", "alignments", "inference"])
def test_an_editor_finds_what_a_module_imports_by_the_catalogue_beside_it(folder, repository):
    place = repository / "ontology" / folder
    catalogue = ElementTree.parse(place / "catalog-v001.xml").getroot()  # noqa: S314 - our own file
    files = {uri.get("name"): place / uri.get("uri") for uri in catalogue.iterfind("{*}uri")}
    imported = {
        str(iri) for path in place.glob("*.ttl") for iri in rdflib.Graph().parse(path).objects(None, OWL.imports)
    }
    assert set(files) == imported
    assert NS in files
    for iri, path in files.items():
        assert (rdflib.URIRef(iri), RDF.type, OWL.Ontology) in rdflib.Graph().parse(path)
