"""Lists whose items name parties with words in brackets that come again."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

ITEMS = "- Nướng: Lan (chủ trì), Hoa (góp ý)\n- Bán: Hoa (chủ trì), Lan (góp ý)\n- Dọn: Lan (chủ trì), An (biết)\n"
SAID = "these lines name parties with words in brackets that come again, and no legend says which roles they are"


def told(text):
    return [
        (each.code, str(each.place), each.message)
        for each in parse(read_document(text.encode(), "a.md")).findings
        if each.code != "P01"
    ]


def test_they_are_told_where_a_matrix_is_spoken_of():
    assert told(f"# RACI\n\n{ITEMS}") == [("P17", "a.md:3:1", SAID)]
    assert told(f"# Tiệm\n\n{ITEMS}\nRACI: ai làm gì\n") == [("P17", "a.md:3:1", SAID)]


@pytest.mark.parametrize(
    "text",
    [
        f"# Tiệm\n\n{ITEMS}",
        "# RACI\n\n- Nướng: Lan (chủ trì)\n- Bán: Hoa (chủ trì)\n",
        "# RACI\n\n- Nướng: lò (năm 2020), bếp (xưa)\n- Bán: quầy (mới), kho (cũ)\n- Dọn: chổi (năm 2020), xô (to)\n",
        "# RACI\n\n- Lan (chủ trì) và Hoa (góp ý)\n- Hoa (chủ trì) và Lan (góp ý)\n- An (chủ trì) và Hoa (góp ý)\n",
    ],
    ids=["no matrix", "two items", "words that hardly come again", "no label"],
)
def test_other_lists_are_not(text):
    assert told(text) == []
