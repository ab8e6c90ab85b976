"""What a notebook shows of matrices, rows and findings, and answers as tables of pandas and polars."""

import datetime
from contextlib import closing
from importlib.util import find_spec

import pyoxigraph as ox
import pytest
from raci_documents.versions import version
from selectolax.lexbor import LexborHTMLParser

from raci_graph import run_query, validate
from raci_graph.dataset import engine_for
from raci_graph.engines.base import Rows
from raci_graph.errors import MissingToolError
from raci_graph.finding_list import Findings
from raci_graph.findings import Finding, Severity, Waiver
from raci_graph.model import Place
from raci_graph.sources import read_source
from raci_graph.vocab import XSD

HARM = "</td><script>alert(1)</script>\u202e\x00"
SEEN = "</td><script>alert(1)</script>\ufffd\ufffd"


def shown(thing):
    """What a notebook shows: the caption, the cells row by row with the header first, and what stands below."""
    tree = LexborHTMLParser(thing._repr_html_())
    assert tree.css("script, style, img") == []
    rows = [[cell.text() for cell in row.css("th, td")] for row in tree.css("tr")]
    return tree.css_first("caption").text(), rows, [each.text() for each in tree.css("p")]


def literal(text, kind):
    return ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{kind}"))


@pytest.fixture
def typed():
    """Rows with a column of each kind, an IRI, and one whose values are of several kinds."""
    first = (
        literal("1", "integer"),
        literal("1.5", "decimal"),
        literal("true", "boolean"),
        literal("2026-01-31", "date"),
    )
    second = (literal("-2", "integer"), literal("2", "decimal"), None, literal("2026-02-01", "date"))
    return Rows(
        ("whole", "part", "truth", "day", "node", "mixed"),
        [
            (*first, ox.NamedNode("urn:x:1"), literal("1", "integer")),
            (*second, None, ox.Literal("one", language="en")),
        ],
    )


def test_a_matrix_shows_its_first_rows():
    matrix = read_source("hosted-exchange").matrices[0]
    caption, rows, below = shown(matrix)
    assert caption == "Hosted Exchange Responsibility model"
    assert rows[0] == ["Row", "Activity", "Customer", "OVHcloud"]
    assert rows[1] == ["1", "Define and configure a domain name before service subscription", "RA", ""]
    assert (len(rows), below) == (21, ["\u2026 29 more"])


def test_a_row_shows_its_cells():
    matrix = version("Run it | RA (daily) | ?")
    assert shown(matrix.activities[0]) == (
        "Row 1: Run it",
        [
            ["Party", "Printed", "Roles", "Ground", "Place"],
            ["Ann", "RA (daily)", "Responsible, Accountable", "Explicit", ""],
            ["Bob", "?", "", "Unsettled", ""],
        ],
        [],
    )


def test_a_finding_shows_what_is_said_to_a_person():
    waiver = Waiver("urn:x:1", "W02", "urn:x:2", "Agreed.", "Jo", "2026-01-31")
    finding = Finding("W02", Severity.VIOLATION, "several answer", subject="Run it", row=3, waived=waiver)
    caption, rows, _ = shown(finding)
    assert caption == "W02 violation"
    assert rows[1:] == [
        ["Subject", "Run it"],
        ["Finding", "several answer"],
        ["Row", "3"],
        ["Waived", "Agreed. (Jo, 2026-01-31)"],
    ]


@pytest.fixture
def findings():
    """Two findings: one with a place and a waiver, and one of the matrix as a whole."""
    waiver = Waiver("urn:x:1", "W02", "urn:x:2", "Agreed.", "Jo", "2026-01-31")
    first = Finding("W02", Severity.VIOLATION, "several answer", Place("a.md", 3), row=3, subject=HARM, waived=waiver)
    return Findings([first, Finding("W15", Severity.INFO, "nobody is told", matrix="urn:x:3")])


def test_findings_show_themselves_as_a_table(findings):
    assert shown(findings) == (
        "2 findings",
        [
            ["Rule", "Severity", "Row", "Subject", "Finding", "Place", "Waived"],
            ["W02", "violation", "3", SEEN, "several answer", "a.md:3", "Agreed. (Jo, 2026-01-31)"],
            ["W15", "info", "", "", "nobody is told", "", ""],
        ],
        [],
    )
    assert shown(findings[:1])[0] == "1 finding"
    assert shown(Findings(findings[1] for _ in range(21)))[2] == ["\u2026 1 more"]


def test_findings_are_a_list(findings):
    assert findings == [*findings]
    assert (findings[1].code, [type(each) for each in (findings[:1], findings[0])]) == ("W15", [Findings, Finding])
    found = validate(read_source("hosted-exchange").triples)
    assert (type(found), shown(found)[0]) == (Findings, f"{len(found)} findings")


COLUMNS = {
    "code": ["W02", "W15"],
    "severity": ["violation", "info"],
    "matrix": [None, "urn:x:3"],
    "row": [3, None],
    "subject": [HARM, None],
    "message": ["several answer", "nobody is told"],
    "place": ["a.md:3", None],
    "done": [None, None],
    "waived": ["Agreed. (Jo, 2026-01-31)", None],
    **{name: [None, None] for name in ("focus", "path", "value", "shape")},
}


def test_findings_go_to_polars(findings, need):
    need("polars", find_spec("polars"))
    frame = findings.to_polars()
    assert frame.to_dict(as_series=False) == COLUMNS
    assert {name: str(kind) for name, kind in frame.schema.items() if str(kind) != "String"} == {"row": "Int64"}
    assert Findings().to_polars().schema == frame.schema


def test_findings_go_to_pandas(findings, need):
    need("pandas", find_spec("pandas"))
    frame = findings.to_pandas()
    missing = frame.isna()
    assert {
        name: [None if missing[name][at] else each for at, each in enumerate(frame[name])] for name in frame
    } == COLUMNS
    assert {name: str(kind) for name, kind in frame.dtypes.items() if str(kind) != "string"} == {"row": "Int64"}
    assert Findings().to_pandas().dtypes.equals(frame.dtypes)


def test_an_answer_shows_its_rows():
    source = read_source("hosted-exchange")
    with closing(engine_for(source)) as engine:
        caption, rows, below = shown(run_query(engine, "handovers"))
    assert (caption, len(rows), below) == ("3 rows", 4, [])
    assert "Deliver PST file following client request" in rows[3]


def test_hostile_texts_are_texts():
    matrix = version(f"{HARM} | R | A", (HARM, "Bob"), title=HARM)
    caption, rows, _ = shown(matrix)
    assert (caption, rows[0][2], rows[1][1]) == (SEEN, SEEN, SEEN)
    assert shown(matrix.activities[0])[1][1][0] == SEEN
    assert shown(Finding("W02", Severity.INFO, HARM))[1][1] == ["Finding", SEEN]
    assert shown(Rows((HARM,), [(ox.Literal("x<b>"),)]))[1] == [[SEEN], ["x<b>"]]


def test_an_answer_goes_to_polars(need, typed):
    need("polars", find_spec("polars"))
    frame = typed.to_polars()
    assert frame.to_dict(as_series=False) == {
        "whole": [1, -2],
        "part": [1.5, 2.0],
        "truth": [True, None],
        "day": [datetime.date(2026, 1, 31), datetime.date(2026, 2, 1)],
        "node": ["urn:x:1", None],
        "mixed": ["1", "one"],
    }
    assert [str(kind) for kind in frame.dtypes] == ["Int64", "Float64", "Boolean", "Date", "String", "String"]


def test_an_answer_goes_to_pandas(need, typed):
    need("pandas", find_spec("pandas"))
    frame = typed.to_pandas()
    assert list(frame.columns) == ["whole", "part", "truth", "day", "node", "mixed"]
    assert frame["whole"].tolist() == [1, -2]
    assert frame["part"].tolist() == [1.5, 2.0]
    assert frame["day"].tolist() == [datetime.date(2026, 1, 31), datetime.date(2026, 2, 1)]
    assert frame["mixed"].tolist() == ["1", "one"]
    assert frame.isna().sum().to_dict() == {"whole": 0, "part": 0, "truth": 1, "day": 0, "node": 1, "mixed": 0}
    assert str(frame.dtypes["whole"]) == "Int64"


@pytest.mark.parametrize(
    ("kind", "text"), [("integer", str(2**63)), ("date", "2026-01-31Z"), ("boolean", "yes"), ("decimal", "x")]
)
def test_what_is_not_what_it_says_stays_a_text(kind, text, need):
    need("polars", find_spec("polars"))
    rows = Rows(("x",), [(literal(text, kind),), (None,)])
    assert rows.to_polars().to_dict(as_series=False) == {"x": [text, None]}


def test_an_answer_without_rows_keeps_its_columns(need):
    need("polars", find_spec("polars"))
    assert Rows(("a", "b"), []).to_polars().shape == (0, 2)


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named_with_the_remedy(name, typed, findings, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, name, None)
    with pytest.raises(MissingToolError, match=f"{name} is not installed. Install it: pip install {name}"):
        getattr(typed, f"to_{name}")()
    with pytest.raises(MissingToolError, match=f"{name} is not installed. Install it: pip install {name}"):
        getattr(findings, f"to_{name}")()
