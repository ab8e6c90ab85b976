"""Many matrices: the memory that it takes does not grow with them, and no page is too large."""

import subprocess
import sys
from dataclasses import replace
from shutil import rmtree

import pytest

from raci_graph.graph.write import to_graph
from raci_graph.sources import read_source

MOST = 500_000
BUILD = """
import resource, sys
from pathlib import Path
from raci_graph.site import build_site

built = build_site([sys.argv[1]], Path(sys.argv[2]))
print(built.matrices, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
ROWS = 40
ID = "https://w3id.org/raci-graph/id/"
TYPES = ("make-backups", "monitor-backups")


def write_matrix(folder, number):
    made = folder / f"{number:04}"
    made.mkdir()
    rows = [f"| Work {row} of service {number} | {'RA'[row % 2]} | {'AR'[row % 2]} | I |" for row in range(ROWS)]
    head = [f"# Service {number}", "", "| Activity | Customer | Provider | Auditor |", "|---|---|---|---|"]
    (made / "page.md").write_text("\n".join([*head, *rows, ""]), "utf-8")
    about = ['base = "https://w3id.org/raci-graph/id/"', 'publisher = "Many"', f'id = "service-{number}"']
    about += ['version = "2026-01-01"', f'service = "Service {number}"', 'provider = "Provider"']
    (made / "raci.toml").write_text("\n".join(["[matrix]", *about, ""]), "utf-8")
    # As a graph, in which each row has the kind of work that a person would have decided on.
    [matrix] = read_source(str(made)).matrices
    rows = tuple(replace(each, type=f"{ID}activity-type/{TYPES[each.row % 2]}") for each in matrix.activities)
    triples = to_graph(replace(matrix, activities=rows)).triples
    (folder / f"{number:04}.ttl").write_text("".join(f"{each} .\n" for each in dict.fromkeys(triples)), "utf-8")
    rmtree(made)


def built(folder, place):
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder), str(place)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [int(number) for number in done.stdout.split()]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Sites of 20 and of 200 matrices: the folder of the second, and the most memory that each took, in kB."""
    top = tmp_path_factory.mktemp("many")
    memory = {}
    for count in (20, 200):
        folder = top / f"sources-{count}"
        folder.mkdir()
        for number in range(count):
            write_matrix(folder, number)
        matrices, memory[count] = built(folder, top / f"site-{count}")
        assert matrices == count
    return top / "site-200", memory


def test_ten_times_the_matrices_take_little_more_memory(many):
    _, memory = many
    assert memory[200] - memory[20] < 40_000


def test_no_page_is_too_large(many):
    place, _ = many
    sizes = {each.relative_to(place).as_posix(): each.stat().st_size for each in place.rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size > MOST} == {}
    assert len([name for name in sizes if name.endswith("/2026-01-01/index.html")]) == 200


def test_the_rows_of_a_kind_of_work_and_of_a_control_go_on_to_further_pages(many):
    place, _ = many
    names = ["index.html", *(f"page-{number}.html" for number in range(2, 17))]
    kind = place / "id/activity-type/make-backups"
    assert sorted(each.name for each in kind.glob("*.html")) == sorted(names[:8])
    control = place / "id/control/iso-27001-2022/A.8.13"
    assert sorted(each.name for each in control.glob("*.html")) == sorted(names)
    rows = [(control / name).read_text("utf-8").count("index.html#row-") for name in names]
    assert rows == [500] * 16


def test_the_index_of_the_search_comes_in_parts(many):
    place, _ = many
    assert len(list(place.glob("search/found-*.js"))) == 18
    assert max(each.stat().st_size for each in place.glob("search/*.js")) < MOST
