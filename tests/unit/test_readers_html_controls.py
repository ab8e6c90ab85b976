"""What is there to be clicked is no part of the text of a header or a cell of HTML."""

import pytest

from raci_graph.blocks import Paragraph, RawTable
from raci_graph.readers.html import page


def rows(source):
    [table] = [each for each in page(source.encode(), "a.html").blocks if isinstance(each, RawTable)]
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Ops <a href=# class=sort>\u25b2</a>", "Ops"),
        ("<a href=#>\u2193 Ops</a>", "Ops"),
        ("Night shift<br>\u21c5", "Night shift"),
        ("Ops \u2b06\ufe0f\u2b07\ufe0f", "Ops"),
        ("\u25b2", "\u25b2"),
        ("Ops<button>+</button><button>\u00d7</button>", "Ops"),
        ("<button>Ops</button><button>+</button><button>x</button>", "Ops"),
        ("<button>Ops <i>\u25bc</i></button>", "Ops"),
        ("<button>Ops</button><button>&times;</button>", "Ops"),
        ("<button>+</button>", "+"),
        ("Ops<button class=sr-only>Sort</button>", "Ops"),
        ("<span class=sr-only>Column</span><button>Ops</button>", "Ops"),
        ("Ops <select><option>all<option>some</select>", "Ops"),
        ("<select><option>Ops<option>Web</select>", "Ops"),
        ("Ops <input value=filter>", "Ops"),
        ("<input type=checkbox> Ops", "Ops"),
        ("<input value=Ops>", "Ops"),
    ],
)
def test_a_header_has_neither_controls_nor_signs_of_sorting(source, text):
    assert rows(f"<table><tr><th>{source}</table>") == [[text]]
    assert rows(f"<table><thead><tr><td>{source}</thead></table>") == [[text]]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("R <button>edit</button>", "R"),
        ("R<button>&times;</button>", "R"),
        ("R<button>X</button>", "R"),
        ("<button>edit</button>\u2713", "\u2713"),
        ("<button>Ann</button><button>Bob</button><button>+</button>", "Ann\nBob"),
        ("<button>Ann</button>, <button>Bob</button>", "Ann, Bob"),
        ("<button>R</button>/<i>A</i>", "R/A"),
        ("R \u2191", "R \u2191"),
        ("<input type=checkbox checked> R <input type=checkbox> A", "\u2611 R \u2610 A"),
        ("<select><option>R<option selected>A</select>", "A"),
        ("Ann<br><button>edit</button>", "Ann"),
    ],
)
def test_a_cell_has_no_buttons_beside_its_text(source, text):
    assert rows(f"<table><tr><td>{source}</table>") == [[text]]


def test_the_arrows_of_a_heading_of_a_row_stay():
    assert rows("<table><tr><th>Task<th>Ops<tr><th>Cost \u2191<td>R</table>") == [["Task", "Ops"], ["Cost \u2191", "R"]]


def test_a_button_ends_where_the_next_one_begins():
    assert rows(f"<table><tr><td>{'<button>+' * 300}<tr><td>R</table>")[1] == ["R"]


def test_buttons_in_running_text_are_read():
    [paragraph] = page(b"<p>Press <button>Go</button>", "a.html").blocks
    assert isinstance(paragraph, Paragraph)
    assert [line.text for line in paragraph.lines] == ["Press Go"]
