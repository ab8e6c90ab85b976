"""Lines of fields between delimiters into records, each field with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.blocks import RawCell, WrappedCell
from raci_graph.model import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.readers.drawn import Inline, Strip


@dataclass(frozen=True, slots=True)
class Dialect:
    """How fields are written: the delimiter, the quote ("" for none) and the escape ("" for a doubled quote)."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""


class Field(NamedTuple):
    """A field without its quotes and the blanks around it, the number of its line, and its 0-based offset there."""

    text: str
    line: int
    offset: int

    def cell(self, file: str, inline: Inline, *, strong: bool = False) -> RawCell:
        """Return the field as a cell.

        Args:
            file: the name of the document.
            inline: takes the markup from its text.
            strong: whether it is bold even if its text does not say so.
        """
        plain, is_strong = inline(self.text)
        kind = WrappedCell if "\n" in self.text else RawCell
        return kind(self.text, plain, Place(file, self.line, self.offset + 1), strong=is_strong or strong)


class BrokenRecordError(Exception):
    """A record cannot be read; the message completes "these lines look like a table, but"."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def records(lines: Sequence[Strip], dialect: Dialect) -> list[list[Field]]:
    """Return the records of some lines; a quoted field may go over several, a blank line between records is none.

    Args:
        lines: the lines.
        dialect: how their fields are written.

    Raises:
        BrokenRecordError: for a quote that is not closed, or with text behind the closing one.

    >>> from raci_graph.readers.drawn import Strip
    >>> records([Strip(1, 'a, "b, c"', 0)], Dialect())
    [[Field(text='a', line=1, offset=0), Field(text='b, c', line=1, offset=4)]]
    """
    found: list[list[Field]] = []
    index = 0
    while index < len(lines):
        if lines[index].text.strip():
            reader = _Record(lines, index, dialect)
            found.append(reader.fields)
            index = reader.index
        index += 1
    return found


class _Record:
    """Reads one record; ``index`` is then that of its last line."""

    def __init__(self, lines: Sequence[Strip], index: int, dialect: Dialect) -> None:
        self._lines = lines
        self._dialect = dialect
        self.index = index
        self._at = 0
        self.fields = [self._field()]
        while self._text.startswith(dialect.delimiter, self._at):
            self._at += len(dialect.delimiter)
            self.fields.append(self._field())

    @property
    def _text(self) -> str:
        return self._lines[self.index].text

    def _field(self) -> Field:
        self._pass_blanks()
        quote = self._dialect.quote
        if quote and self._text.startswith(quote, self._at):
            return self._quoted()
        start = self._at
        parts = []
        while self._at < len(self._text) and not self._text.startswith(self._dialect.delimiter, self._at):
            parts.append(self._char())
        line = self._lines[self.index]
        return Field("".join(parts).strip(), line.number, line.offset + start)

    def _pass_blanks(self) -> None:
        while (char := self._text[self._at : self._at + 1]).isspace() and char != self._dialect.delimiter:
            self._at += 1

    def _char(self) -> str:
        """Return the next character, or the one behind the escape."""
        if self._dialect.escape and self._text.startswith(self._dialect.escape, self._at):
            self._at += 1
        char = self._text[self._at : self._at + 1]
        self._at += 1
        return char

    def _quoted(self) -> Field:
        begin = self.index
        first = self._lines[begin]
        quote = self._dialect.quote
        self._at += 1
        start = self._at
        parts: list[str] = []
        while True:
            if self._at >= len(self._text):
                if self.index + 1 == len(self._lines):
                    raise BrokenRecordError("a quote in it is not closed", first.number)
                parts.append("\n")
                self.index, self._at = self.index + 1, 0
            elif not self._text.startswith(quote, self._at):
                parts.append(self._char())
            elif not self._dialect.escape and self._text.startswith(quote * 2, self._at):
                parts.append(quote)
                self._at += 2
            else:
                break
        self._at += 1
        self._pass_blanks()
        if self._at < len(self._text) and not self._text.startswith(self._dialect.delimiter, self._at):
            raise BrokenRecordError("a text stands behind a closing quote", self._lines[self.index].number)
        text = "".join(parts)
        blanks = text[: len(text) - len(text.lstrip())] if text.strip() else ""
        above, _, lead = blanks.rpartition("\n")
        if lead == blanks:
            return Field(text.strip(), first.number, first.offset + start + len(lead))
        line = self._lines[begin + above.count("\n") + 1]
        return Field(text.strip(), line.number, line.offset + len(lead))
