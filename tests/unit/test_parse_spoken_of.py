"""Where a document speaks of a matrix, and none was read there."""

import pytest
import xlsxwriter

from raci_graph.parse import parse
from raci_graph.readers import read_document

SPOKEN = "no responsibility matrix was read in this document, though it speaks of who has which role"
NONE = "there is no responsibility matrix in this document"
BELOW = "below this heading stand a table or code, but no matrix was read there"


def told(text, file="a.md"):
    reading = parse(read_document(text.encode(), file))
    found = [(each.code, str(each.place), each.message) for each in reading.findings if each.code in {"P01", "P17"}]
    return len(reading.matrices), found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# Shop\n\nText.\n\n## RACI\n\nTo be done.\n", "a.md:5"),
        ("# Shop\n\n- the RACI matrix of Ann\n", "a.md:3:1"),
        ("# Shop\n\n```python\nraci = load()\n```\n", "a.md:4:1"),
        ("# Shop\n\n| Ding | Wert |\n|---|---|\n| RACI matrix | 3 |\n", "a.md:5:3"),
        ("# Shop\n\nWer backt, ist verantwortlich.\n\nAnn is responsible here, Bob accountable.\n", "a.md:5:1"),
        ("# Shop\n\n" + "- Bake, **Responsible:** Ann, **Working:** All  \n" * 4, "a.md:3:1"),
        (
            "# Flour\n\n- **Decision-makers:** Ann\n- **Consulted:** Bob (Mill)\n- **Informed:** Cy\n",
            "a.md:4:1",
        ),
        ("Responsible is Ann.\n\n# Shop\n\nAccountable is Bob.\n", "a.md:1:1"),
        ("# Shop\n\n**Status:** open  \n**Accountable:** Ann  \n**Due:** May\n", "a.md:4:1"),
        ("# Shop\n\n| Attività | Responsabile |\n|---|---|\n| Pane | Ann |\n", "a.md:3:14"),
        ("# Piekarnia\n\n| Obszar | Kto odpowiada |\n|---|---|\n| Chleb | Ann |\n", "a.md:3:12"),
        ("# Pekárna\n\n| Oblast | Kdo odpovídá |\n|---|---|\n| Chléb | Ann |\n", "a.md:3:12"),
        ("# Shop\n\n| 단계 | 담당(R) |\n|---|---|\n| 1 | Ann |\n", "a.md:3:8"),
        ("# Shop\n\n## Authority\n\n| Bread | Ann | Bob |\n|---|---|---|\n| Rye | \u2705 | |\n", "a.md:3"),
        ("# Shop\n\n## Rye\n\nAll of it by Ann (R) and Bob (R/A), in May (3).\n", "a.md:5:1"),
        ("# Shop\n\n| Field | Value |\n|---|---|\n| Owner | Ann (R), Bob (A) |\n", "a.md:5:11"),
        ("# Four\n\n- **Responsable** : Ann\n- **Consultés** : Bob\n", "a.md:4:1"),
        ("# Odpowiedzialno\u015b\u0107\n\nTekst.\n\n| Chleb | Ann |\n|---|---|\n| Rye | x |\n", "a.md:1"),
    ],
    ids=[
        "heading",
        "item",
        "program",
        "cell",
        "words for both",
        "one word again and again",
        "record of a decision",
        "words far apart",
        "one label",
        "one header",
        "who answers, in Polish",
        "who answers, in Czech",
        "one letter",
        "a table of duties",
        "names with letters in a sentence",
        "names with letters in a cell",
        "those consulted alone",
        "a table of duties below a text",
    ],
)
def test_a_document_without_a_matrix_says_where_it_speaks_of_one(text, place):
    assert told(text) == (0, [("P01", place, SPOKEN)])


@pytest.mark.parametrize(
    "text",
    [
        "# Shop\n\nText: more.\n",
        "# Shop\n\nAnn is responsible.\n",
        "# Shop\n\nVitamins (A), salt (A).\n\nCells (C), rows (I).\n",
        "# Shop\n\nAnn is informed, Bob as well.\n",
        "# Duties\n\n## Bread\n\n| Rye | Ann |\n|---|---|\n| 1 | x |\n",
    ],
)
def test_another_one_says_that_it_has_none(text):
    assert told(text) == (0, [("P01", "a.md", NONE)])


def test_a_sheet_is_named_with_its_cell(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Plan").write_column("B3", ["Bread", "The RACI matrix follows in June"])
    [finding] = parse(read_document(path.read_bytes(), "a.xlsx")).findings
    assert (finding.code, str(finding.place), finding.speaks_of_a_matrix) == ("P01", "a.xlsx Plan!B4", True)


TABLE = "| Task | Ann | Bob |\n|---|---|---|\n| Bake | R | A |\n| Sell | A | R |\n\n"
OTHER = "| Ding | Wert | Preis |\n|---|---|---|\n| Brot | 3 | 4 |\n\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"# Shop\n\n{TABLE}## RACI of the night\n\n{OTHER}## Rest\n\nText.\n", "a.md:8"),
        (f"# Shop\n\n{TABLE}## RACI\n\n### Night\n\n```\nBrot 3\n```\n", "a.md:8"),
    ],
    ids=["table", "code below a deeper heading"],
)
def test_a_heading_over_what_was_not_read_is_told_beside_a_matrix(text, place):
    assert told(text) == (1, [("P17", place, BELOW)])


@pytest.mark.parametrize(
    "text",
    [
        f"# RACI\n\n{TABLE}",
        f"# RACI\n\n{OTHER}## Bread\n\n{TABLE}",
        f"# Shop\n\n{TABLE}## RACI\n\nText.\n\n## Prices\n\n{OTHER}",
        f"# Shop\n\n{TABLE}## RACI key\n\n| Letter | Meaning |\n|---|---|\n| R | Responsible |\n| A | Accountable |\n",
        f"# Shop\n\n## RACI legend\n\n- R = Responsible\n- A = Accountable\n\n## Rows\n\n{TABLE}",
        f"# Shop\n\n{TABLE}## Raciness\n\n{OTHER}",
    ],
    ids=["read", "read further below", "text alone", "legend as a table", "legend as a list", "another word"],
)
def test_other_headings_are_not(text):
    assert told(text) == (1, [])


def test_nothing_is_told_of_lists_below_their_heading():
    card = "## RACI: {}\n\n- R: Ann\n- A: Bob\n\n"
    assert told(f"{card.format('Bake')}{card.format('Sell')}") == (1, [])
