"""``raci-graph site``: what it says, and what it refuses."""

import re

import pytest


def test_it_says_what_it_wrote(raci, tmp_path):
    place = tmp_path / "public"
    done = raci("site", "hosted-exchange", "-o", str(place))
    assert (done.code, done.out) == (0, "")
    assert re.fullmatch(rf"{re.escape(str(place))}: 1 matrix, [\d,]+ files, [\d,]+ bytes\n", done.err)
    assert (place / "id/ovhcloud/hosted-exchange/2022-11-15/index.html").is_file()


def test_it_says_what_was_left_out(raci, bundled_copy, tmp_path):
    other = bundled_copy / "other.ttl"
    other.write_text("<urn:x:a> <urn:x:b> <urn:x:c> .")
    done = raci("site", str(bundled_copy), "-o", str(tmp_path / "public"))
    said = f"{other}: 1 triples belong to no matrix and no catalogue, and were left out"
    assert (done.code, done.err.splitlines()[0]) == (0, said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "a SOURCE is missing"),
        (("hosted-exchange",), "nothing says where the site is to be written"),
        (("hosted-exchange", "-o", "new", "--base", "example.org"), "'example.org' is no address that ends in '/'"),
        (("hosted-exchange", "-o", "new", "--base", "https://example.org"), "is no address that ends in '/'"),
        (("hosted-exchange", "-o", "new", "--base", "https://x/ y\nOptions +All/"), "is no address that ends in '/'"),
    ],
)
def test_wrong_usage(arguments, said, raci):
    done = raci("site", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_folder_of_something_else_is_refused(raci, tmp_path):
    (tmp_path / "thesis.txt").write_text("dear")
    done = raci("site", "hosted-exchange", "-o", str(tmp_path))
    remedy = "Name a new folder, an empty one, or one that 'raci-graph site' wrote"
    said = f"raci-graph: {tmp_path}: the folder holds something that is no site of ours. {remedy}\n"
    assert done == (2, "", said)


def test_a_place_that_cannot_be_written_is_told(raci, tmp_path):
    (tmp_path / "file").write_text("x")
    done = raci("site", "hosted-exchange", "-o", str(tmp_path / "file" / "public"))
    assert (done.code, done.out) == (5, "")
    assert "cannot be written" in done.err


def test_a_source_without_a_matrix_writes_nothing(raci, tmp_path):
    (tmp_path / "page.md").write_text("# Nothing here\n")
    done = raci("site", str(tmp_path / "page.md"), "-o", str(tmp_path / "public"))
    assert done.code == 3
    assert not (tmp_path / "public").exists()
