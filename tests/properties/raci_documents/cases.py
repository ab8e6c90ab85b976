"""Documents of all kinds with the matrix that must be read from each, as a strategy of hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from raci_documents.formats import AsciiDoc, Delimited, Drawn, Format, Html, HtmlInMarkdown, Markdown, Rst
from raci_documents.layouts import Laid, Ways, laid
from raci_documents.matrices import Meant, meant
from raci_documents.spelling import BLANKS, STYLES
from raci_documents.workbooks import Ods, Xlsx

FORMATS: dict[str, Format] = {
    "markdown": Markdown(),
    "html in markdown": HtmlInMarkdown(),
    "html": Html(),
    "csv": Delimited("csv", ","),
    "csv with semicolons": Delimited("csv", ";"),
    "csv with tabs": Delimited("csv", "\t"),
    "csv that says its delimiter": Delimited("csv", ";", said=True),
    "tsv": Delimited("tsv", "\t"),
    "xlsx": Xlsx(),
    "ods": Ods(),
    "rst grid": Rst("grid"),
    "rst simple": Rst("simple"),
    "rst list": Rst("list"),
    "rst csv": Rst("csv"),
    "asciidoc": AsciiDoc(),
    "text": Drawn(boxes=False),
    "text in boxes": Drawn(boxes=True),
}
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")
WESTERN = ("àâçéèêëîïôœùûü", "äöüß", "áéíóúüñ", "áâãàçéêíóôõú", "àèéìíòóùú", "éèëïöü")
"""The letters that French, German, Spanish, Portuguese, Italian and Dutch have beside those of ASCII."""
TITLES = ("RACI", "RACI matrix", "Responsibility matrix", "Who does what")


@dataclass(frozen=True)
class Case:
    """A document and what it is: the matrix that is meant, the way it is written, and what must be read."""

    meant: Meant
    ways: Ways
    format: Format
    encoding: str
    laid: Laid
    source: str | bytes

    @property
    def name(self):
        return f"raci.{self.format.ending}"

    @property
    def data(self):
        return self.source if isinstance(self.source, bytes) else self.source.encode(self.encoding)


@st.composite
def cases(draw, form):
    """Draw a document in one of ``FORMATS``."""
    kind = FORMATS[form]
    matrix = draw(meant())
    styles = st.lists(st.sampled_from(STYLES), min_size=1, max_size=3).map(tuple)
    ways = Ways(
        title=draw(st.sampled_from(TITLES)),
        layout=draw(st.sampled_from(kind.layouts)),
        styles=draw(styles),
        blanks=draw(st.lists(st.sampled_from(BLANKS), min_size=1, max_size=2).map(tuple)),
        corner=draw(st.sampled_from((True, True, True, False))),
        sections_in_rows=not kind.headings or draw(st.booleans()),
        headers=draw(st.sampled_from(("letter", "word", "both"))),
        between=draw(st.sampled_from((", ", "; ", "\n"))),
        blank_roles=draw(st.booleans()),
        legend=draw(st.sampled_from((None, None, "usual", "exchanged"))),
    )
    if ways.legend == "exchanged" and ways.layout == "roles-as-columns":
        ways = replace(ways, headers="letter")
    found = laid(matrix, ways)
    source = kind.written(found.blocks)
    encoding = draw(st.sampled_from(ENCODINGS)) if kind.text else "utf-8"
    if kind.text and encoding == "cp1252":
        encoding = _or_utf_8(source)
    return Case(matrix, ways, kind, encoding, found, source)


def _or_utf_8(source):
    """Return Windows-1252 for a text that is of one language of Western Europe; another one cannot be told by it."""
    others = {char for char in source.lower() if char > "\x7f"} - set("–—")
    return "cp1252" if any(others <= set(letters) for letters in WESTERN) else "utf-8"
