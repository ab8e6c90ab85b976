"""The tokens of a SPARQL query, so that no word inside of a text, an IRI or a comment is taken for SPARQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\s]*>)
    |(?P<text>\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<blank>_:\w(?:[\w.-]*[\w-])?)
    |(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:.%-]|\\.)*(?:[\w:%-]|\\.))?)
    |(?P<number>(?:\d+[.]\d+|[.]\d+|\d+)(?:[eE][+-]?\d+)?)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<sign>\^\^|&&|\|\||!=|<=|>=|.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind is iri, text, variable, language, number, blank, name, word or sign.

    ``glued`` tells whether it follows the token before it without a blank.
    """

    kind: str
    text: str
    glued: bool = False

    @property
    def variable(self) -> str | None:
        """The name of the variable that it is."""
        return self.text[1:] if self.kind == "variable" else None

    def is_word(self, *words: str) -> bool:
        """Tell whether it is one of some keywords, which are given in capitals."""
        return self.kind == "word" and self.text.upper() in words

    def is_sign(self, *signs: str) -> bool:
        """Tell whether it is one of some signs."""
        return self.kind == "sign" and self.text in signs


def tokens(query: str) -> list[Token]:
    """Return the tokens of a query, without blanks and comments.

    >>> [token.text for token in tokens("{ ?a <urn:b> 'c # d' } # e")]
    ['{', '?a', '<urn:b>', "'c # d'", '}']
    """
    found: list[Token] = []
    glued = False
    for match in _TOKEN.finditer(query):
        if match.lastgroup != "space":
            found.append(Token(match.lastgroup or "", match[0], glued))
        glued = match.lastgroup != "space"
    return found


def write(parts: Iterable[Token]) -> str:
    """Return tokens as text again."""
    return "".join(part.text if part.glued else f" {part.text}" for part in parts).strip()
