"""The caps on what a reader takes in, so that a hostile file is refused and not suffered."""

from __future__ import annotations

from raci_graph.errors import InputError

MAX_BYTES = 64 * 1024 * 1024
"""The largest document, in bytes."""

MAX_LINE = 1_000_000
"""The longest line, in characters."""

MAX_FRONT_MATTER = 64 * 1024
"""The longest YAML front matter, in characters."""

MAX_CELLS = 1_000_000
"""The most cells that the tables of a document of any form may have together, a merged one counted wherever it stands;
also the most texts of a workbook."""

MAX_REPEATS = 100_000
"""The most cells of an OpenDocument sheet that only repeat one before, beside ``REPEATS_A_CELL`` for each other one."""

REPEATS_A_CELL = 20
"""How many times as many cells as are written may be repeats: equal marks stand in rows side by side in real sheets."""

MAX_CELL_TEXT = 64 * 1024 * 1024
"""The most characters that the cells of a workbook or of the tables of an HTML document may hold together, a merged one
counted wherever it stands."""

MAX_UNZIPPED = 256 * 1024 * 1024
"""The largest workbook, in bytes after unpacking."""

MAX_RATIO = 200
"""How many times its packed size a part of a workbook may have, where it is larger than ``MIN_RATIO_SIZE``."""

MIN_RATIO_SIZE = 10 * 1024 * 1024
"""The size in bytes from which on ``MAX_RATIO`` holds; a smaller part does no harm."""

MAX_PARTS = 10_000
"""The most parts that a workbook may be packed from, and the most sheets that it may have."""

MAX_XML_NESTING = 1000
"""How many elements of a part of a workbook may lie in one another."""

# HTML

MAX_HTML_LINE = 16 * 1024 * 1024
"""The longest line of an HTML document, in characters: a page may be written without line ends."""

MAX_SPAN = 1000
"""The most columns or rows that a merged cell of an HTML table may cover."""

MAX_NESTING = 200
"""How many elements of an HTML document may lie in one another."""

MAX_TAGS = 10_000_000
"""The most tags that an HTML document may have."""

MAX_TEXT_LINES = 1_000_000
"""The most lines of running text that an HTML document may have, and the most in one cell."""

MAX_OLD_WORKBOOK = 16 * 1024 * 1024
"""The largest workbook of the old format .xls, in bytes; its blank cells take room, too."""


def check_bytes(size: int, file: str) -> None:
    """Refuse a document that is too large to be read.

    Raises:
        InputError: for more bytes than ``MAX_BYTES``.
    """
    if size > MAX_BYTES:
        raise InputError(
            f"the document has {size:,} bytes, more than the limit of {MAX_BYTES:,}",
            place=file,
            remedy="Split it into smaller documents",
        )


def check_line(size: int, number: int, file: str, most: int) -> None:
    """Refuse a line of so many characters, if that is more than the most that there may be.

    Raises:
        InputError: for a longer one.
    """
    if size > most:
        raise InputError(
            f"the line has {size:,} characters, more than the limit of {most:,}",
            place=f"{file}:{number}",
            remedy="Check that the file is what you meant to read",
        )
