"""Tables and labels under a matrix's heading whose words no list has."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document


def told(text):
    reading = parse(read_document(text.encode(), "a.md"))
    return len(reading.matrices), [(each.code, str(each.place), each.message) for each in reading.findings]


HEADER = "| Gwaith | Gwneud | Ateb | Holi |\n|---|---|---|---|\n"
ROWS = "| Pobi | Ann | Bob | Cy |\n| Gwerthu | Bob | Ann | Ann, Cy |\n"
TABLE = "the table may be a matrix, but no word of its headers and cells is known as one for a role"


def test_a_table_of_unknown_words_is_told_under_a_heading_that_announces_a_matrix():
    none = ("P01", "a.md", "there is no responsibility matrix in this document")
    assert told(f"# RACI\n\n## Siop\n\n{HEADER}{ROWS}") == (0, [none, ("P17", "a.md:5", TABLE)])


@pytest.mark.parametrize(
    "text",
    [
        f"# Siop\n\n{HEADER}{ROWS}",
        f"# RACI\n\nText.\n\n# Siop\n\n{HEADER}{ROWS}",
        f"# RACI\n\n{HEADER}| Pobi | Ann | ffwrn | poeth |\n| Gwerthu | Bob | til | oer |\n",
    ],
    ids=["no heading", "under another", "texts that do not come again"],
)
def test_other_tables_are_not(text):
    assert all(code != "P17" for code, *_ in told(text)[1])


LABEL = "the line '{}' stands among those that say who has which role, and its label names no role that is known"


def test_a_label_of_no_known_role_is_told_where_somebody_stands_behind_it():
    card = "## {}\n\n- R: Ann\n- Holi: {}\n- A: Bob\n- Due: May\n\n"
    text = f"# RACI\n\n{card.format('Bake', 'Bob')}{card.format('Sell', 'Cy')}"
    assert told(text) == (1, [("P18", "a.md:6:1", LABEL.format("- Holi: Bob"))])


def test_so_is_one_that_comes_again():
    card = "## {}\n\n- R: Ann\n- Holi: {}\n- A: Bob\n- Due: May\n\n"
    text = f"# RACI\n\n{card.format('Bake', 'Dee')}{card.format('Sell', 'Cy')}"
    assert told(text) == (1, [("P18", "a.md:6:1", LABEL.format("- Holi: Dee"))])


def test_one_that_stands_there_once_over_something_else_is_not():
    text = "# RACI\n\n## Bake\n\n- R: Ann\n- Oven: hot\n- A: Bob\n\n## Sell\n\n- R: Ann\n- A: Bob\n"
    assert told(text) == (1, [])


@pytest.mark.parametrize(
    "heads",
    [
        "Kegiatan | Pelaksana | Penanggung Jawab | Dikonsultasikan | Diinformasikan",
        "Activități | Executant | Responsabil final | Consultat | Informat",
        "Činnosť | Vykonáva | Zodpovedný za výsledok | Konzultovaný | Informovaný",
        "النشاط | المنفذ | المساءل | المستشار | المطلع",
        "กิจกรรม | ผู้ปฏิบัติ | ผู้รับผิดชอบสูงสุด | ผู้ให้คำปรึกษา | ผู้รับทราบ",
    ],
    ids=["id", "ro", "sk", "ar", "th"],
)
def test_words_of_lists_not_reviewed_head_roles(heads):
    text = f"# Toko\n\n| {heads} |\n|---|---|---|---|---|\n| Jual | Ani | Budi | Cici | Dedi |\n"
    reading = parse(read_document(text.encode(), "a.md"))
    assert [column.role for column in reading.matrices[0].columns] == [
        "Responsible",
        "Accountable",
        "Consulted",
        "Informed",
    ]
