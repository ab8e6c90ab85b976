"""The text of cells of HTML: names in chips are parted, pieces of a word are not; icons have their names."""

import pytest

from raci_graph.blocks import Paragraph, RawTable
from raci_graph.errors import InputError
from raci_graph.readers import limits
from raci_graph.readers.html import page


def cell(text):
    [table] = page(f"<table><tr><td>{text}</table>".encode(), "a.html").blocks
    assert isinstance(table, RawTable)
    return table.header.cells[0].text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<span class=chip>Ann Lee</span><span class=chip>Bob Roy</span>", "Ann Lee\nBob Roy"),
        ("<span class=x>Ann Lee</span><span style='color:red'>Bob Roy</span>", "Ann Lee\nBob Roy"),
        ("<a href=#1>Ann Lee</a><a href=#2>Bob Roy</a>", "Ann Lee\nBob Roy"),
        ("<em class=x>Ops (night)</em><em class=x>Web</em>", "Ops (night)\nWeb"),
        ("<em class=x>Team 1</em><em class=x>Web</em><em class=x>2nd line</em>", "Team 1\nWeb\n2nd line"),
        ("<i class=x><b>Ann</b></i><i class=x><b>Bob</b></i>", "Ann\nBob"),
        ("<i class=x>Ann</i><i class=dot></i><i class=x>Bob</i>", "Ann\nBob"),
        ("<b>Sell it?</b><span class=x>Shop</span>", "Sell it?\nShop"),
        ("<b>1 \u00b7 Money</b><span>Spend all of it.</span>", "1 \u00b7 Money\nSpend all of it."),
        ("<b>Who pays?</b><span>Shop</span>", "Who pays?\nShop"),
        ("<button>CEO</button><button>CFO</button>", "CEO\nCFO"),
        ("<i class='mat-chip r'>CEO</i> <i class='mat-chip a'>CFO</i>", "CEO\nCFO"),
        ("<i class=tag>\u5f20\u4e09</i>\n<i class=tag>\u674e\u56db</i>", "\u5f20\u4e09\n\u674e\u56db"),
        ("<i class=badge>RA</i><i class=badge>C</i>", "RA\nC"),
        ("<i class=chip><b class=x>Ann</b></i><i class=chip><b class=x>Bob</b></i>", "Ann\nBob"),
    ],
)
def test_elements_that_are_set_off_from_each_other_are_lines(source, text):
    assert cell(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<span class=x>Custo</span><span class=x>mer</span>", "Customer"),
        ("<span style='x:y'>20</span><span style='x:y'>24</span>", "2024"),
        ("<span class=x>CEO</span><span class=x>Office</span>", "CEOOffice"),
        ("<span class=x>Chief</span> <span class=x>Cook</span>", "Chief Cook"),
        ("<span class=x>Chief </span><span class=x>Cook</span>", "Chief Cook"),
        ("<span>Ann</span><span>Bob</span>", "AnnBob"),
        ("<span class=x>Ann</span>Bob<span class=x>Cy</span>", "AnnBobCy"),
        ("<i class=chip>A</i><i class=chip>R</i>", "AR"),
        ("<i class=chip>A</i> <i class=chip>R</i>", "A R"),
        ("<b>A</b>nswers", "Answers"),
        ("<b>Shop</b>Opens at eight", "ShopOpens at eight"),
        ("The mac<b>Book</b>", "The macBook"),
        ("<b>Ann</b><span class=x>Bob</span>", "AnnBob"),
        ("<a href=#1>Ann</a><sup class=x><a href=#2>1</a></sup>", "Ann^1^"),
        ("<a href=#1>H</a><sub class=x>2</sub>", "H2"),
        ("<i class=badge>R</i> <i class=label>Responsible</i>", "R Responsible"),
        ("<i class=chip>R</i><i class='chip sr-only'>Role</i>", "R"),
        ("<i class=x>A<select class=x><option>No<option selected>Yes</select>", "AYes"),
    ],
)
def test_pieces_of_a_text_are_one_line(source, text):
    assert cell(source) == text


def test_running_text_is_not_divided():
    [paragraph] = page(b"<p><i class=chip>Ann</i><i class=chip>Bob</i>", "a.html").blocks
    assert isinstance(paragraph, Paragraph)
    assert [line.text for line in paragraph.lines] == ["AnnBob"]


def test_the_second_name_of_a_cell_does_not_begin_the_next_cell():
    source = b"<table><tr><td><i class=chip>Ann</i><td><i class=chip>Bob</i></table>"
    [table] = page(source, "a.html").blocks
    assert [each.text for each in table.header.cells] == ["Ann", "Bob"]


def test_more_lines_in_a_cell_than_the_cap_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TEXT_LINES", 3)
    with pytest.raises(InputError, match="the text has more than 3 lines"):
        cell("<i class=chip>Ann</i>" * 5)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<img alt=Accountable> <img alt=Responsible>", "Accountable\nResponsible"),
        ("<img alt=A><img alt=R>", "A\nR"),
        ("<img alt=Accountable><i title=Responsible></i>", "Accountable\nResponsible"),
        ("<img title=Accountable><img alt='' src=x>", "Accountable"),
        ("<i class=x title=Consulted></i>", "Consulted"),
        ("<svg aria-label=Informed><title>Letter I</title><path /></svg>", "Informed"),
        ("<svg><title>Informed</title></svg><svg><title>Consulted</title></svg>", "Informed\nConsulted"),
        (
            "<span role=img aria-label=Informed></span>\n<span role=img aria-label=Consulted></span>",
            "Informed\nConsulted",
        ),
        ("<span role=img aria-label=Informed><svg aria-label=Informed></svg></span>", "Informed"),
        ("<s><i title=Consulted></i></s>", "~~Consulted~~"),
        ("<img alt=R><i class=sr-only>Responsible</i>", "R"),
    ],
)
def test_icons_without_other_text_are_lines(source, text):
    assert cell(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<i title='Team lead'></i> Ann", "Ann"),
        ("<img alt=Lead><i title=Star></i> Ann", "Lead Ann"),
        ("<span role=img aria-label=Done>\u2713</span>", "\u2713"),
        ("<i class=x title=Role></i><span class=sr-only>Responsible</span>", "Responsible"),
        ("<span title=Responsible></span>", ""),
        ("<i title=Responsible hidden></i>", ""),
        ("<svg style='visibility:hidden'><title>R</title></svg>", ""),
        ("<button><svg aria-label=Delete></svg></button>", ""),
        ("<i title=' '></i>", ""),
    ],
)
def test_the_names_of_icons_count_only_where_no_other_text_is_seen(source, text):
    assert cell(source) == text


def test_an_icon_stands_where_its_element_begins():
    [table] = page(b"<table><tr><td>\n <i title=Informed></i><td> <i title=x></i> Ann</table>", "a.html").blocks
    assert [(each.text, each.place.line, each.place.column) for each in table.header.cells] == [
        ("Informed", 2, 2),
        ("Ann", 2, 45),
    ]


def test_icons_in_running_text_have_no_name():
    [paragraph] = page(b"<p><i title=Role></i><svg><title>Star</title></svg>Ann", "a.html").blocks
    assert [line.text for line in paragraph.lines] == ["Ann"]
