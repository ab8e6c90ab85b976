"""Bytes of a text document into lines."""

import pytest

from raci_graph.errors import InputError
from raci_graph.readers import limits
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


def test_a_byte_that_is_no_utf_8_is_refused_with_its_line():
    with pytest.raises(InputError) as error:
        decode(b"one\ntw\xe9\n", "a.txt")
    assert str(error.value) == "a.txt:2: byte 7 is not UTF-8. Save the document as UTF-8"


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0", "one".encode("utf-16")], ids=["archive", "UTF-16"])
def test_a_binary_file_is_refused(data):
    with pytest.raises(InputError, match=r"^a\.txt: this is a binary file, not a text document\. Give a Markdown"):
        decode(data, "a.txt")


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
