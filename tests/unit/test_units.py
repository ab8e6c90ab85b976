"""The parts of a SOURCE that are checked one by one."""

from pathlib import Path

import pytest

from raci_graph.errors import InputError
from raci_graph.units import Unit, declares_matrix, read_unit, units_of

MATRIX = "# RACI\n\n| Task | Ann | Bob |\n|---|---|---|\n| Bake | A | R |\n"
TURTLE = "@prefix raci: <https://w3id.org/raci-graph/ns#> .\n<urn:x:{0}> a raci:ResponsibilityMatrix .\n"


def units(name):
    return units_of(str(name), lambda path: declares_matrix(path, Path(path).read_bytes()))


@pytest.fixture
def folder(tmp_path):
    """Write files by their paths below a new folder."""

    def write(**files):
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(text, "utf-8")
        return tmp_path

    return write


def names(top, found):
    return [(unit.name.removeprefix(f"{top}/"), [Path(file).name for file in unit.files]) for unit in found]


def test_each_document_of_a_folder_is_one_with_the_settings_beside_it(folder):
    top = folder(a_md=MATRIX, sub__b_md=MATRIX, sub__raci_toml="[matrix]\n", c_png="")
    assert names(top, units(top)) == [("a.md", ["a.md"]), ("sub/b.md", ["b.md", "raci.toml"])]


def test_each_file_with_a_matrix_is_one_with_the_files_above_and_beside_it_that_have_none(folder):
    top = folder(
        catalog_ttl="",
        one__matrix_ttl=TURTLE.format(1),
        one__places_nt="",
        two__matrix_ttl=TURTLE.format(2),
        two__deep__other_ttl="",
        notes_md=MATRIX,
    )
    assert names(top, units(top)) == [
        ("one/matrix.ttl", ["matrix.ttl", "catalog.ttl", "places.nt"]),
        ("two/matrix.ttl", ["matrix.ttl", "catalog.ttl"]),
    ]


PREFIX = "@prefix raci: <https://w3id.org/raci-graph/ns#> .\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<urn:x:1> a raci:ResponsibilityMatrix .", True),
        ("<urn:x:1> a\n  <https://w3id.org/raci-graph/ns#ResponsibilityMatrix> .", True),
        ("<urn:x:1> a raci:Waiver . # of a raci:ResponsibilityMatrix", False),
        ("# raci:ResponsibilityMatrix\n<urn:x:1> a raci:Waiver .", False),
        ("# a raci:ResponsibilityMatrix\n<urn:x:1> raci:x 'a # b' ; a raci:ResponsibilityMatrix .", True),
        ("<urn:x:1> raci:reason '\t# no raci:ResponsibilityMatrix' .", False),
        ("@prefix r: <https://w3id.org/raci-graph/ns#> .\n<urn:x:1> a r:ResponsibilityMatrix .", True),
        ("@prefix r: <https://w3id.org/raci-graph/ns#> .\n<urn:x:1> a r:ResponsibilityMatrixes .", False),
        ("# raci:ResponsibilityMatrix\n<urn:x:1> a broken", True),
        ("<urn:x:1> a raci:Waiver .", False),
    ],
)
def test_a_file_declares_a_matrix_where_it_states_one(text, expected):
    assert declares_matrix("a.ttl", (PREFIX + text).encode()) is expected


def test_what_is_no_rdf_declares_none():
    assert not declares_matrix("a.md", b"a raci:ResponsibilityMatrix .")


def test_a_folder_with_one_matrix_is_one_unit(folder):
    top = folder(matrix_ttl=TURTLE.format(1), places_ttl="")
    [unit] = units(top)
    assert (unit.name, sorted(Path(file).name for file in unit.files), unit.top) == (
        str(top),
        ["matrix.ttl", "places.ttl"],
        None,
    )


@pytest.mark.parametrize("name", [".", "./", "sub/..", "{0}", "{0}/", "{0}//sub"])
def test_paths_are_written_as_those_of_pathlib(folder, name, monkeypatch):
    top = folder(a_md=MATRIX, sub__b_md=MATRIX, sub__c_md=MATRIX, sub__d__e_md=MATRIX)
    monkeypatch.chdir(top)
    name = name.format(top)
    found = [unit.files for unit in units(name)]
    assert found == [(str(path),) for path in sorted(Path(name).rglob("*.md"))]
    assert len(found) == (3 if name.endswith("sub") else 4)


def test_a_file_is_one_unit_and_so_is_a_name(folder):
    path = folder(a_md=MATRIX) / "a.md"
    assert units(path) == [Unit(str(path), (str(path),))]
    assert units("hosted-exchange") == [Unit("hosted-exchange")]


def test_a_unit_is_read_for_itself(folder):
    top = folder(a_md=MATRIX, b_md="# Nothing\n")
    first, second = units(top)
    assert [row.label for row in read_unit(first).matrices[0].activities] == ["Bake"]
    assert read_unit(second).matrices == ()


def test_a_broken_file_is_an_error_with_its_path(folder):
    top = folder(a_ttl=TURTLE.format(1), b_ttl=f"{TURTLE.format(2)} broken")
    with pytest.raises(InputError, match=r"b\.ttl:3"):
        read_unit(units(top)[1])


def test_a_folder_with_one_document_depends_on_no_other_file(folder):
    top = folder(a_md=MATRIX, c_png="", d_zip="")
    [unit] = units(top)
    assert (unit.name, [Path(file).name for file in unit.files], unit.top) == (str(top), ["a.md"], None)
