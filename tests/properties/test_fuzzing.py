"""Whatever bytes a reader is given, it reads them or refuses them as input, and each place lies in the document.

The same check runs in the fuzzers of ``fuzz/``.
"""

import io
import random
import zipfile

import pytest
from fuzz_readers import PACKED, check, packed, unpacked
from hypothesis import given
from hypothesis import strategies as st
from raci_documents.cases import FORMATS, cases
from raci_documents.profile import tries

TEXTS = ("md", "html", "csv", "tsv", "rst", "adoc", "txt", "yaml")
SIGNS = st.text(st.sampled_from("|\\-:a RACI#>*_`~\n\t1.()[]<!&;='\"{}+^,/\r\u00a0\u2028é†\u65e5"), max_size=120)
PIECES = (
    *(
        "\n",
        "\r",
        "\t",
        '"',
        "'",
        "|",
        "*" * 40,
        "`",
        "<",
        ">",
        "&",
        "<br>",
        "</td>",
        "<table>",
        "\\",
        "=",
        "::",
        "+",
        "[^1]",
        "\0",
    ),
    *("\u0301", "\ufeff", "\u2028", "\u202e", "日本", "&#0;", "&nbsp;", "---", "|===", ".. list-table::", "a!", "2+|"),
)


@pytest.mark.parametrize("form", [*TEXTS, "xlsx", "ods", "xls"])
@tries(40)
@given(data=st.binary(max_size=120) | SIGNS.map(str.encode))
def test_any_bytes_are_read_or_refused(form, data):
    check(data, form)


def changed(source, seed):
    """A document with some of its pieces cut out, doubled, moved or put in."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(source))
        end = min(len(source), start + chance.choice((0, 1, 2, 8, 40)))
        piece = chance.choice((source[end : end + 9], source[start:end] * 2, source[:0], *([None] * 3)))
        if piece is None:
            piece = chance.choice(PIECES)
            piece = piece.encode() if isinstance(source, bytes) else piece
        source = source[:start] + piece + source[end:]
    return source


@pytest.mark.parametrize("form", FORMATS)
@tries(20)
@given(data=st.data(), seed=st.integers(0, 2**32))
def test_a_damaged_document_is_read_or_refused(form, data, seed):
    case = data.draw(cases(form))
    if case.format.ending in PACKED:
        check(packed(changed(unpacked(case.data), seed)), case.format.ending)
    else:
        check(changed(case.source, seed).encode(case.encoding, "replace"), case.format.ending)


def test_a_workbook_goes_into_its_parts_and_back():
    parts = {"xl/workbook.xml": b"<a>\n</a>", "[Content_Types].xml": b"<b/>"}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in {**parts, "docProps/core.xml": b"<c/>"}.items():
            archive.writestr(name, part)
    with zipfile.ZipFile(io.BytesIO(packed(unpacked(stream.getvalue())))) as archive:
        assert {name: archive.read(name).rstrip() for name in archive.namelist()} == parts
