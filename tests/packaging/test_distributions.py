"""What the wheel and the sdist carry."""

import os
import subprocess
import sys
import zipfile
from email.parser import HeaderParser

import pytest

from raci_graph.dist import build_release
from raci_graph.resources import FOLDERS

LIST_RESOURCES = """
import sys
import raci_graph
from raci_graph.resources import FOLDERS, folder, walk

assert raci_graph.__file__.startswith(sys.argv[1]), raci_graph.__file__
for name in FOLDERS:
    for path, file in walk(folder(name), ""):
        print(f"{name}/{path}", len(file.read_bytes()))
"""


def contents(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def run_python(path, tmp_path, *arguments):
    """Run Python in an empty folder with ``path`` (a folder or a wheel) first on its path."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def resources_in_checkout(repository, files_below):
    return sorted(
        f"{name}/{path} {(repository / name / path).stat().st_size}"
        for name in FOLDERS
        for path in files_below(repository / name)
    )


@pytest.mark.parametrize("name", FOLDERS)
def test_the_wheel_carries_every_file_of_the_folder_and_no_other(name, wheel, repository, files_below):
    prefix = f"raci_graph/_resources/{name}/"
    inside = {path.removeprefix(prefix) for path in contents(wheel) if path.startswith(prefix)}
    assert inside == files_below(repository / name)
    assert inside


def test_the_wheel_carries_the_package_and_nothing_beside_it(wheel, repository, files_below):
    paths = set(contents(wheel))
    code = {path.removeprefix("raci_graph/") for path in paths if path.startswith("raci_graph/")}
    assert {path for path in code if not path.startswith("_resources/")} == files_below(repository / "raci_graph")
    assert {path.split("/")[0] for path in paths} == {"raci_graph", "raci_graph-0.1.0.dist-info"}
    assert {path.split("/")[1] for path in code if path.startswith("_resources/")} == {
        name.split("/")[0] for name in FOLDERS
    }


def test_the_wheel_states_all_licences_and_carries_their_texts(wheel):
    files = contents(wheel)
    head = HeaderParser().parsestr(files["raci_graph-0.1.0.dist-info/METADATA"].decode())
    assert head["License-Expression"] == "Apache-2.0 AND BSD-3-Clause AND CC-BY-4.0 AND CC-BY-NC-SA-4.0 AND MIT"
    named = {
        "LICENSES/Apache-2.0.txt",
        "LICENSES/BSD-3-Clause.txt",
        "LICENSES/CC-BY-4.0.txt",
        "LICENSES/CC-BY-NC-SA-4.0.txt",
        "LICENSES/MIT.txt",
        "data/LICENSE",
        "raci_graph/serve/static/NOTICE.txt",
        "raci_graph/site/static/oxigraph/NOTICE.txt",
    }
    assert set(head.get_all("License-File")) == named
    assert {f"raci_graph-0.1.0.dist-info/licenses/{name}" for name in named} <= set(files)


def test_the_wheel_carries_the_pages_of_the_server(wheel, repository):
    top = repository / "raci_graph/serve"
    pages = [each.relative_to(repository).as_posix() for each in top.rglob("*") if each.suffix not in {".py", ".pyc"}]
    carried = {name for name in contents(wheel) if name.startswith("raci_graph/serve/") and not name.endswith(".py")}
    assert carried == {name for name in pages if (repository / name).is_file()}
    assert len(carried) == 14


def test_the_wheel_carries_the_pages_that_stand_alone(wheel, repository):
    top = repository / "raci_graph/pages"
    pages = {
        each.relative_to(repository).as_posix() for each in top.rglob("*") if each.suffix in {".css", ".html", ".js"}
    }
    carried = {name for name in contents(wheel) if name.startswith("raci_graph/pages/") and not name.endswith(".py")}
    assert carried == pages
    assert {"raci_graph/pages/matrix.js", "raci_graph/pages/templates/matrix.html"} <= carried


@pytest.mark.parametrize(
    "folder",
    ["benchmarks", "data", "docs", "fuzz", "ontology", "queries", "raci_graph", "shapes", "tests", "tools", "w3id"],
)
def test_the_sdist_carries_every_file_of_the_folder(folder, unpacked_sdist, repository, files_below):
    assert files_below(unpacked_sdist / folder) == files_below(repository / folder)


def test_the_wheel_built_from_the_sdist_is_the_same_wheel(wheel, wheel_from_sdist):
    assert wheel_from_sdist.name == wheel.name
    assert contents(wheel_from_sdist) == contents(wheel)


def test_resources_are_found_in_an_unpacked_wheel(unpacked_wheel, tmp_path, resources_in_checkout):
    done = run_python(unpacked_wheel, tmp_path, "-c", LIST_RESOURCES, str(unpacked_wheel))
    assert done.stderr == ""
    assert sorted(done.stdout.splitlines()) == resources_in_checkout


def test_resources_are_found_when_the_wheel_is_imported_as_a_zip_file(wheel, tmp_path, resources_in_checkout):
    done = run_python(wheel, tmp_path, "-c", LIST_RESOURCES, str(wheel))
    assert done.stderr == ""
    assert sorted(done.stdout.splitlines()) == resources_in_checkout


@pytest.mark.parametrize("form", ["unpacked_wheel", "wheel"])
def test_the_report_of_the_bundled_matrix_comes_out_of_the_wheel_alone(form, request, tmp_path):
    path = request.getfixturevalue(form)
    done = run_python(path, tmp_path, "-m", "raci_graph", "report", "hosted-exchange")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Hosted Exchange" in done.stdout


@pytest.mark.parametrize("form", ["unpacked_wheel", "wheel"])
def test_a_release_built_from_the_wheel_is_that_of_the_checkout(form, request, tmp_path):
    path = request.getfixturevalue(form)
    done = run_python(path, tmp_path, "-m", "raci_graph", "dist", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/SHA256SUMS").read_bytes() == build_release().files["SHA256SUMS"]
