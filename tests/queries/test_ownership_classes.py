"""The classes of CSA's control STA-04, for each way in which provider, customer and a third party can share a row."""

import pytest

from raci_graph.dataset import engine_for
from raci_graph.queries import run_query
from raci_graph.sources import read_source

SETTINGS = """\
[matrix]
base = "https://example.org/id/"
service = "Mail"
provider = "IT"
consumer = "Business"
"""
CLASSES = {
    # IT, Business, Vendor
    ("RA", "", ""): ("provider", "CSP-owned", None),
    ("RA", "CI", "I"): ("provider", "CSP-owned", None),
    ("A", "", ""): ("provider", "CSP-owned", None),
    ("", "RA", "C"): ("customer", "CSC-owned", None),
    ("R", "A", ""): ("shared", "Shared CSP and CSC", "dependent"),
    ("A", "R", ""): ("shared", "Shared CSP and CSC", "dependent"),
    ("RA", "R", ""): ("shared", "Shared CSP and CSC", "dependent"),
    ("RA", "A", ""): ("shared", "Shared CSP and CSC", "dependent"),
    ("RA", "RA", ""): ("shared", "Shared CSP and CSC", "independent"),
    ("RA", "RA", "R"): ("shared", "Shared CSP and CSC", "independent"),
    ("A", "R", "R"): ("shared", "Shared CSP and CSC", "dependent"),
    ("A", "", "R"): ("other", "3rd-party outsourced", None),
    ("A", "I", "RA"): ("other", "3rd-party outsourced", None),
    ("RA", "", "R"): ("other", "Shared CSP and 3rd-party", None),
    ("RA", "", "A"): ("other", "Shared CSP and 3rd-party", None),
    ("R", "", "A"): ("other", "none", None),
    ("A", "", "A"): ("other", "none", None),
    ("", "", "RA"): ("other", "none", None),
    ("", "A", "R"): ("other", "none", None),
    ("C", "RA", "RA"): ("other", "none", None),
}


@pytest.fixture(scope="module")
def classes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mail")
    rows = [f"| Row {at} | {' | '.join(cells)} |" for at, cells in enumerate(CLASSES, 1)]
    table = ["| Task | IT | Business | Vendor |", "|---|---|---|---|", *rows, "| Nobody | C | I | |"]
    (folder / "mail.md").write_text("\n".join(table) + "\n", "utf-8")
    (folder / "raci.toml").write_text(SETTINGS, "utf-8")
    rows = run_query(engine_for(read_source(str(folder / "mail.md"))), "ownership")
    at = [rows.columns.index(column) for column in ("ownership", "ssrmOwnership", "dependence")]
    return [tuple(row[index] for index in at) for row in rows.texts()]


def test_each_way_to_share_a_row_has_its_class(classes):
    assert dict(zip(CLASSES, classes, strict=True)) == CLASSES
