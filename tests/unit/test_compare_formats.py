"""Differences in each of their forms, whole and inert."""

import csv
import io
import json
import re

import jsonschema
import pytest
from raci_documents.versions import version, with_attributes

from raci_graph.compare import diff_matrices
from raci_graph.compare_formats import DIFF_FORMS, Compared, render_diff
from raci_graph.compare_formats.compared import title_of

OLD = """\
# 1 Run
Keep the mails | R (daily) | A
Sell within 2 days | R | A
Wash it | RA | I
"""
NEW = """\
# 2 Run
Keep all the mails | R | A
Sell within 3 days | R | A
# Stop
Wash it | I | RA
"""
EVIL = "=1+1 <script>alert(1)</script> [x](javascript:y) `a` | ::error:: \x1b[31m \u202e @all"


@pytest.fixture(scope="module")
def validator(repository):
    schema = json.loads((repository / "raci_graph/schemas/diff.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def compared(old, new):
    return Compared(old, new, diff_matrices(old, new) if old and new else None)


@pytest.fixture(scope="module")
def diffs():
    old, new = version(OLD, file="old.md", version="2025"), version(NEW, file="new.md", version="2026")
    return [compared(old, new), compared(None, version("Buy | R", title="Web", file="new.md"))]


@pytest.fixture(scope="module")
def hostile():
    old = version(f"Keep\n# {EVIL.replace('|', ' ')}\n{EVIL.replace('|', ' ')} 2 | R", (EVIL, "Bob"), title=EVIL)
    new = version(f"{EVIL.replace('|', ' ')} 3 | R (=x)\nKeep", ("Bob", "Cleo"), title=EVIL)
    return [compared(with_attributes(old, x=[EVIL, ""]), with_attributes(new, x=["", "=y"])), compared(old, None)]


def test_as_text(diffs):
    assert (
        render_diff("text", diffs)
        == """\
old: Mail (version 2025, old.md)
new: Mail (version 2026, new.md)
1 row reassigned, 1 row added, 1 row dropped, 1 question, 1 row reworded, 1 row moved, 1 row with another remark, \
2 changes of sections; 2 rows are in both, of 3 before and 3 now.

Changed hands (3)
  Responsible for 'Wash it' moved from Ann to Bob (row 3)
  Accountable for 'Wash it' moved from Ann to Bob (row 3)
  Informed of 'Wash it' moved from Bob to Ann (row 3)

Added (1)
  'Sell within 3 days' (row 2, 2 Run): Ann: Responsible; Bob: Accountable

Dropped (1)
  'Sell within 2 days' (row 2, 1 Run): Ann: Responsible; Bob: Accountable

Questions (1)
  Is 'Sell within 2 days' (row 2 before) the same work as 'Sell within 3 days' (row 2 now)? They are 94 % alike; \
the numbers differ

Reworded (1)
  'Keep the mails' is now 'Keep all the mails' (row 1; 88 % alike)

Moved (1)
  'Wash it' moved from 'Run' to 'Stop' (row 3)

Remarks (1)
  Beside Ann in 'Keep all the mails' stood 'daily', and stands nothing now (row 1)

Sections (2)
  'Run' has another number (number 1, now 2)
  'Stop' is new

new: Web (new.md)
Only the new side has this matrix.
"""
    )


def test_as_a_table(diffs):
    first, second = render_diff("table", diffs).split("\n\nnew: ")
    lines = [re.split(r" {3,}", line) for line in first.split("\n\n")[1].splitlines()]
    assert lines[0] == ["change", "old row", "row", "before", "now", "ground"]
    assert [line[0] for line in lines[2:]] == [
        *("reassigned", "added", "dropped", "question", "reworded", "moved", "remarked", "sections", "sections"),
    ]
    assert lines[2] == [
        "reassigned",
        "3",
        "3",
        "Wash it [Ann: Responsible, Accountable; Bob: Informed]",
        "Wash it [Ann: Informed; Bob: Responsible, Accountable]",
        "100 % alike",
    ]
    assert second == "Web (new.md)\nOnly the new side has this matrix.\n"


def test_as_csv(diffs):
    text = render_diff("csv", diffs)
    assert text.count("\r\n") == text.count("\n") == 11
    assert list(csv.reader(io.StringIO(text))) == [
        ["matrix", "change", "old row", "row", "before", "now", "ground"],
        [
            "Mail",
            "reassigned",
            "3",
            "3",
            "Wash it [Ann: Responsible, Accountable; Bob: Informed]",
            "Wash it [Ann: Informed; Bob: Responsible, Accountable]",
            "100 % alike",
        ],
        ["Mail", "added", "", "2", "", "Sell within 3 days [Ann: Responsible; Bob: Accountable]", ""],
        ["Mail", "dropped", "2", "", "Sell within 2 days [Ann: Responsible; Bob: Accountable]", "", ""],
        ["Mail", "question", "2", "2", "Sell within 2 days", "Sell within 3 days", "94 % alike; the numbers differ"],
        ["Mail", "reworded", "1", "1", "Keep the mails", "Keep all the mails", "88 % alike"],
        ["Mail", "moved", "3", "3", "'Run'", "'Stop'", "100 % alike"],
        ["Mail", "remarked", "1", "1", "Ann: daily", "Ann: ", "88 % alike"],
        ["Mail", "sections", "", "", "1 'Run'", "2 'Run'", ""],
        ["Mail", "sections", "", "", "", "'Stop'", ""],
        ["Web", "matrix added", "", "", "", "", ""],
    ]


def test_as_json(diffs, validator):
    form = json.loads(render_diff("json", diffs))
    validator.validate(form)
    ann, bob = ({"party": party, "role": role} for party, role in (("Ann", "Responsible"), ("Bob", "Accountable")))
    first, second = form["diffs"]
    assert first.pop("changes") == [
        {
            "kinds": ["reworded", "remarked"],
            "oldRow": 1,
            "row": 1,
            "oldText": "Keep the mails",
            "text": "Keep all the mails",
            "ground": "likeness",
            "score": 87.5,
            "remarks": [{"beside": "Ann", "old": "daily", "new": None}],
        },
        {
            "kinds": ["reassigned", "moved"],
            "oldRow": 3,
            "row": 3,
            "oldText": "Wash it",
            "text": "Wash it",
            "ground": "same text",
            "score": 100.0,
            "gained": [{"party": "Ann", "role": "Informed"}, {**ann, "party": "Bob"}, {**bob, "party": "Bob"}],
            "lost": [{**ann, "party": "Ann"}, {**bob, "party": "Ann"}, {"party": "Bob", "role": "Informed"}],
            "oldSection": ["Run"],
            "section": ["Stop"],
        },
    ]
    assert first == {
        "old": {"iri": None, "title": "Mail", "version": "2025", "source": "old.md", "rows": 3},
        "new": {"iri": None, "title": "Mail", "version": "2026", "source": "new.md", "rows": 3},
        "counts": {
            "added": 1,
            "dropped": 1,
            "reassigned": 1,
            "reworded": 1,
            "moved": 1,
            "remarked": 1,
            "question": 1,
            "sections": 2,
        },
        "same": 2,
        "added": [
            {
                "row": 2,
                "text": "Sell within 3 days",
                "section": ["Run"],
                "place": {"file": "new.md", "line": 3},
                "roles": [ann, bob],
            }
        ],
        "dropped": [
            {
                "row": 2,
                "text": "Sell within 2 days",
                "section": ["Run"],
                "place": {"file": "old.md", "line": 3},
                "roles": [ann, bob],
            }
        ],
        "questions": [
            {
                "oldRow": 2,
                "oldText": "Sell within 2 days",
                "row": 2,
                "text": "Sell within 3 days",
                "score": 94.4,
                "why": "the numbers differ",
            }
        ],
        "parties": [],
        "sections": [
            {"old": ["Run"], "new": ["Run"], "oldNumber": "1", "newNumber": "2"},
            {"old": None, "new": ["Stop"], "oldNumber": None, "newNumber": None},
        ],
        "legend": [],
    }
    assert second == {
        "old": None,
        "new": {"iri": None, "title": "Web", "version": None, "source": "new.md", "rows": 1},
    }


def test_as_markdown(diffs):
    assert (
        render_diff("markdown", diffs)
        == """\
## Mail

- Old: Mail (version 2025, old.md)
- New: Mail (version 2026, new.md)

1 row reassigned, 1 row added, 1 row dropped, 1 question, 1 row reworded, 1 row moved, 1 row with another remark, \
2 changes of sections; 2 rows are in both, of 3 before and 3 now.

### Changed hands

- Responsible for 'Wash it' moved from Ann to Bob (row 3)
- Accountable for 'Wash it' moved from Ann to Bob (row 3)
- Informed of 'Wash it' moved from Bob to Ann (row 3)

### Added

- 'Sell within 3 days' (row 2, 2 Run): Ann: Responsible; Bob: Accountable

### Dropped

- 'Sell within 2 days' (row 2, 1 Run): Ann: Responsible; Bob: Accountable

### Questions

- Is 'Sell within 2 days' (row 2 before) the same work as 'Sell within 3 days' (row 2 now)? They are 94 % alike; \
the numbers differ

### Reworded

- 'Keep the mails' is now 'Keep all the mails' (row 1; 88 % alike)

### Moved

- 'Wash it' moved from 'Run' to 'Stop' (row 3)

### Remarks

- Beside Ann in 'Keep all the mails' stood 'daily', and stands nothing now (row 1)

### Sections

- 'Run' has another number (number 1, now 2)
- 'Stop' is new

## Web

- New: Web (new.md)

Only the new side has this matrix.
"""
    )


def test_as_html(diffs):
    html = render_diff("html", diffs)
    assert html.startswith("<!DOCTYPE html>\n")
    assert re.findall(r"<h[123][^>]*>(.*?)</h", html) == [
        *("What changed", "Mail", "Changed hands (3)", "Added (1)", "Dropped (1)", "Questions (1)", "Reworded (1)"),
        *("Moved (1)", "Remarks (1)", "Sections (2)", "Side by side", "Web"),
    ]
    assert '<li dir="auto">&#39;Wash it&#39; moved from &#39;Run&#39; to &#39;Stop&#39; (row 3)</li>' in html
    assert html.count("<tr>") == 10


def test_a_form_that_there_is_not():
    with pytest.raises(KeyError, match="xml"):
        render_diff("xml", [])


@pytest.mark.parametrize("form", DIFF_FORMS)
def test_every_form_is_the_same_again(form, diffs):
    assert render_diff(form, diffs) == render_diff(form, diffs)


def test_a_title_says_its_version_and_its_source():
    assert title_of(version("Keep | R", version="2", file="a.md")) == "Mail (version 2, a.md)"
    assert title_of(version("Keep | R", file="a.md")) == "Mail (a.md)"


@pytest.mark.parametrize("form", ["text", "table", "markdown", "html"])
def test_what_steers_a_terminal_stands_in_no_form(form, hostile):
    text = render_diff(form, hostile)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", text)
    assert not re.search(r"^\s*::", text, re.MULTILINE)


def test_what_a_browser_would_run_is_text(hostile):
    html = render_diff("html", hostile)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_what_markdown_would_read_is_text(hostile):
    text = render_diff("markdown", hostile)
    assert ("@<!-- -->all" in text, "@all" in text) == (True, False)
    text = text.replace("@<!-- -->", "@")
    assert not re.search(r"(?<!\\)[<>`]|(?<!\\)\]\(", text)


def test_what_a_spreadsheet_would_run_is_text(hostile):
    rows = list(csv.reader(io.StringIO(render_diff("csv", hostile))))
    assert len(rows) > 5
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_json_keeps_hostile_texts_with_escapes(hostile, validator):
    text = render_diff("json", hostile)
    validator.validate(json.loads(text))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", text)
    assert json.loads(text)["diffs"][0]["old"]["title"] == EVIL
