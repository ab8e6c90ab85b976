"""Bytes of a text document into lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci_graph.errors import InputError
from raci_graph.readers import limits, read_document
from raci_graph.readers.text import decode, fold


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_line_ends_in_lf_crlf_or_cr(end):
    assert decode(f"one{end}{end}two{end}".encode(), "a.txt").lines == ["one", "", "two", ""]


def test_no_other_character_ends_a_line():
    assert decode("a\x0bb\x0cc\x85d\u2028e".encode(), "a.txt").lines == ["a\x0bb\x0cc\x85d\u2028e"]


def test_a_byte_order_mark_is_no_text():
    assert decode(b"\xef\xbb\xbfone", "a.txt").lines == ["one"]


def test_lines_are_composed_so_that_a_column_counts_composed_characters():
    assert decode("cafe\u0301".encode(), "a.txt").lines == ["caf\u00e9"]


def test_an_empty_document_has_one_empty_line():
    assert decode(b"", "a.txt").lines == [""]


def said(found):
    """What the one finding says: code, severity, message, place, what was done."""
    (finding,) = found.findings
    return finding.code, finding.severity.value, finding.message, str(finding.place), finding.done


def test_windows_1252_is_read_and_said_with_the_line_of_its_first_byte():
    found = decode(b"one\rtw\xe9\n", "a.txt")
    assert found.lines == ["one", "tw\u00e9", ""]
    message = "the text is not UTF-8 and was read as windows-1252"
    assert said(found) == ("P13", "warning", message, "a.txt:2", "read as windows-1252")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-be"])
def test_a_byte_order_mark_tells_the_encoding(encoding):
    mark = "\ufeff" if encoding.endswith("be") else ""
    assert decode(f"{mark}T\u00e2che\nR\u00e9alis\u00e9".encode(encoding), "a.txt") == (
        ["T\u00e2che", "R\u00e9alis\u00e9"],
        (),
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_and_said(encoding):
    found = decode("T\u00e2che;R\n".encode(encoding), "a.txt")
    assert found.lines == ["T\u00e2che;R", ""]
    assert said(found)[2:] == (f"the text is not UTF-8 and was read as {encoding}", "a.txt:1", f"read as {encoding}")


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("Pr\u00fcfung der Antr\u00e4ge;R", "cp1252", "windows-1252"),
        ("Client\u2019s sign-off \u2013 final;R", "cp1252", "windows-1252"),
        ("V\u00e9rifier les donn\u00e9es;R", "cp850", "cp850"),
        ("V\u00e9rifier les donn\u00e9es;R", "mac_roman", "macintosh"),
        ("W\u0142a\u015bciciel;R", "cp1250", "windows-1250"),
        ("W\u0142a\u015bciciel;R", "iso8859_2", "iso-8859-2"),
        ("\u0417\u0430\u043a\u0430\u0437\u0447\u0438\u043a;R", "cp1251", "windows-1251"),
        ("\u0417\u0430\u043a\u0430\u0437\u0447\u0438\u043a;R", "koi8_r", "koi8-r"),
        ("\u0395\u03c1\u03b3\u03b1\u03c3\u03af\u03b1 \u03c0\u03b5\u03bb\u03ac\u03c4\u03b7;R", "cp1253", "windows-1253"),
        ("\u5909\u66f4\u306e\u627f\u8a8d\u3068\u78ba\u8a8d;R", "cp932", "shift_jis"),
        ("\u6279\u51c6\u53d8\u66f4\u548c\u5904\u7406\u8bf7\u6c42;R", "gb18030", "gb18030"),
    ],
)
def test_a_short_text_is_read_in_the_encoding_that_spells_it(text, encoding, name):
    found = decode(text.encode(encoding), "a.csv")
    assert (found.lines, found.findings[0].done) == ([text], f"read as {name}")


def test_utf_8_with_a_foreign_byte_keeps_its_other_letters():
    found = decode(b"T\xc3\xa2che\nR\xc3\xa9alis\xe9\n", "a.txt")
    assert found.lines == ["T\u00e2che", "R\u00e9alis\u00e9", ""]
    message = "a byte of the text is not UTF-8 and read as windows-1252, the others as UTF-8"
    assert said(found)[2:] == (message, "a.txt:2", "read as UTF-8 and windows-1252")


def test_an_encoding_that_is_said_is_not_guessed():
    assert decode(b"tw\xe9", "a.txt", "iso-8859-7") == (["tw\u03b9"], ())


def test_a_byte_outside_of_the_encoding_that_is_said_is_refused():
    with pytest.raises(InputError) as error:
        decode(b"one\ntw\xe9", "a.txt", "ascii")
    assert str(error.value) == "a.txt:2: byte 7 is not ASCII. Save the document as UTF-8"


def test_an_encoding_that_does_not_exist_is_refused():
    with pytest.raises(InputError, match=r"^a\.txt: no encoding is named 'utf-9'\. Name it as in 'utf-8'"):
        decode(b"one", "a.txt", "utf-9")


def test_bytes_that_fit_no_encoding_are_refused():
    with pytest.raises(InputError) as error:
        decode(b"one\n\x01\x02\xff\xfe", "a.txt")
    assert str(error.value) == (
        "a.txt:2: byte 7 is not UTF-8, and no other encoding fits the text. Save the document as UTF-8"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04\0\0",
        b"%PDF-1.7\n",
        b"\x89PNG\r\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"a\0b\0\0c",
        b"a\0bcdefghijklmnopqrstuv",
    ],
    ids=["archive", "PDF", "image", "old workbook", "zeros", "one zero"],
)
def test_a_binary_file_is_refused(data):
    with pytest.raises(InputError, match=r"^a\.txt: this is a binary file, not a text document\. Give a Markdown"):
        decode(data, "a.txt")


@pytest.mark.parametrize("encoding", [None, "utf-16", "latin-1", "utf-8"])
@given(data=st.binary(max_size=60))
@settings(derandomize=True, database=None, deadline=None)
def test_any_bytes_are_lines_or_refused(encoding, data):
    try:
        lines = decode(data, "a.txt", encoding).lines
    except InputError:
        return
    assert lines
    assert not any(set(line) & {"\0", "\r", "\n"} for line in lines)


def test_a_document_over_the_cap_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 4)
    assert decode(b"four", "a.txt").lines == ["four"]
    with pytest.raises(InputError) as error:
        decode(b"five.", "a.txt")
    assert str(error.value) == (
        "a.txt: the document has 5 bytes, more than the limit of 4. Split it into smaller documents"
    )


def test_a_line_over_the_cap_is_refused_with_its_number(monkeypatch):
    monkeypatch.setattr(limits, "MAX_LINE", 4)
    assert decode(b"four\nfour", "a.txt").lines == ["four", "four"]
    with pytest.raises(InputError, match=r"^a\.txt:2: the line has 5 characters, more than the limit of 4\."):
        decode(b"four\nfive.", "a.txt")


def test_folding_makes_each_run_of_blanks_one_space():
    assert fold(" a\t\t b\u00a0c \n") == "a b c"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "| Plan<sup>1</sup> | x<sup>2</sup> | 5<sup>th</sup> |\n|---|---|---|\n| a | b | c |\n"),
        ("a.html", "<table><tr><td>Plan<sup>1</sup><td>x<sup>2</sup><td>5<sup>th</sup><tr><td>a<td>b<td>c</table>"),
        ("a.adoc", "|===\n|Plan^1^ |x^2^ |5^th^\n\n|a |b |c\n|===\n"),
        (
            "a.rst",
            ".. csv-table::\n   :header-rows: 1\n\n   Plan\\ :sup:`1`,x\\ :superscript:`2`,5\\ :sup:`th`\n   a,b,c\n",
        ),
    ],
)
def test_a_raised_number_is_shown_in_raised_digits(name, text):
    [table] = read_document(text.encode(), name).page.blocks
    assert [cell.plain for cell in table.header.cells] == ["Plan¹", "x²", "5th"]


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("a.md", "| Ops[^1] | QA<sup>1, 2</sup> | R&D |\n|---|---|---|\n| a | b | c |\n", ("Ops[^1]", "QA¹, ²", "R&D")),
        (
            "a.html",
            "<table><tr><th>Ops <sup>1</sup><th>QA<sup>[2]</sup><th><abbr title=X>RM</abbr><tr><td>a<td>b<td>c</table>",
            ("Ops ¹", "QA[2]", "RM"),
        ),
        (
            "a.rst",
            ".. csv-table::\n   :header-rows: 1\n\n   Ops [#f1]_,QA\\ [1]_,:abbr:`RM (Release Manager)`\n   a,b,c\n",
            ("Ops [#f1]", "QA[1]", "RM (Release Manager)"),
        ),
    ],
)
def test_marks_of_notes_stay_in_plain_and_abbreviations_are_as_they_are_shown(name, text, shown):
    [table] = read_document(text.encode(), name).page.blocks
    assert tuple(cell.plain for cell in table.header.cells) == shown
