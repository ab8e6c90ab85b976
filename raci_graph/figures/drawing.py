"""A picture in the making: shapes and texts, and in the end its SVG, the same bytes for the same picture.

It has no script and nothing from elsewhere. Its colours follow the page (light or dark), and a page may set others by
custom properties such as ``--raci-does``. Whoever does not see it is told its title and its description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zlib import crc32

from raci_graph.figures.colours import NAMED
from raci_graph.figures.lettering import is_right_to_left, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZE = 14
"""The size of letters."""
LEADING = 18
"""From one line to the next."""
MARGIN = 16

_FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
_ROOT = "raci-figure"
_OTHER_END = {"start": "end", "end": "start"}


class Drawing:
    """A picture.

    Args:
        title: what it shows, in a few words.
        description: what it says, in sentences, for those who do not see it.
        language: the language of the texts that come from a source, such as "en".
        turned: for a picture that is read from right to left, how wide it is: what is at its left then stands at its
            right.
    """

    def __init__(self, title: str, description: str, language: str, turned: float | None = None) -> None:
        self._title, self._description = shown(title), shown(description)
        self._language = language
        self._turned = turned
        self._shapes: list[ET.Element] = []
        self._used = {"fill-page"}
        self._right = self._bottom = 0.0

    def across(self, x: float) -> float:
        """Return where a place stands in the picture: at the other side, if it is turned."""
        return x if self._turned is None else self._turned - x

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Add a rectangle that is filled with a colour."""
        self._rectangle(self._use(f"fill-{colour}"), x, y, width, height)

    def frame(self, x: float, y: float, width: float, height: float, *, dashed: bool = False) -> None:
        """Add a rectangle that has a line around it alone."""
        look = self._use("frame")
        self._rectangle(f"{look} dashed" if dashed else look, x, y, width, height)

    def path(self, steps: str, colour: str) -> None:
        """Add an outline that is filled with a colour; its steps are at places that ``across`` gives."""
        self._shapes.append(ET.Element("path", {"class": self._use(f"fill-{colour}"), "d": steps}))

    def text(  # noqa: PLR0913 - what can be said of a text
        self,
        x: float,
        y: float,
        text: str,
        *,
        on: str = "page",
        anchor: str = "start",
        bold: bool = False,
        foreign: bool = False,
    ) -> None:
        """Add a line of text.

        Args:
            x: where it begins, or its middle, or where it ends, as ``anchor`` says.
            y: the line it stands on.
            text: what it says; it stands there as it is, whatever it looks like.
            on: the colour that it stands on.
            anchor: "start" for its left end at ``x``, "middle" or "end".
            bold: whether it is bold.
            foreign: whether it comes from a source, and so is in its language.
        """
        look = self._use(f"text-{on}")
        attributes = {"class": f"{look} bold" if bold else look, "x": number(self.across(x)), "y": number(y)}
        if self._turned is not None:
            anchor = _OTHER_END.get(anchor, anchor)
        if is_right_to_left(text):
            attributes["direction"] = "rtl"
            anchor = _OTHER_END.get(anchor, anchor)
        if anchor != "start":
            attributes["text-anchor"] = anchor
        if foreign and self._language:
            attributes["xml:lang"] = shown(self._language)
        made = ET.Element("text", attributes)
        made.text = shown(text)
        self._shapes.append(made)

    def lines(self, x: float, y: float, texts: Iterable[str], *, bold: bool = False, foreign: bool = False) -> float:
        """Add lines of text below each other, the first on ``y``, and return where the next one would stand."""
        for line in texts:
            self.text(x, y, line, bold=bold, foreign=foreign)
            y += LEADING
        return y

    def svg(self, width: float, height: float) -> str:
        """Return the picture as SVG, with a margin to the right and below."""
        whole = (number(width + MARGIN), number(height + MARGIN))
        name = f"raci-{crc32(''.join([self._title, self._description, *whole]).encode()):08x}"
        root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": _ROOT,
                "role": "img",
                "aria-labelledby": f"{name}-title {name}-desc",
                "viewBox": f"0 0 {whole[0]} {whole[1]}",
                "width": whole[0],
                "height": whole[1],
                "xml:lang": "en",
                "direction": "ltr",  # of texts that do not say theirs, in a page of either direction
            },
        )
        for tag, text in (("title", self._title), ("desc", self._description)):
            ET.SubElement(root, tag, {"id": f"{name}-{tag}"}).text = text
        ET.SubElement(root, "style").text = "\n".join(["", *self._rules(), ""])
        ET.SubElement(root, "rect", {"class": "fill-page", "width": whole[0], "height": whole[1]})
        root.extend(self._shapes)
        ET.indent(root, "")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'

    def _use(self, look: str) -> str:
        self._used.add(look)
        return look

    def _rectangle(self, look: str, x: float, y: float, width: float, height: float) -> None:
        left = min(self.across(x), self.across(x + width))
        sides = dict(zip(("x", "y", "width", "height"), map(number, (left, y, width, height)), strict=True))
        self._shapes.append(ET.Element("rect", {"class": look, **sides}))

    def _rules(self) -> list[str]:
        """Return the rules of style; a program that knows no custom properties takes the colour before them."""
        rules = [
            f".{_ROOT} text {{ font: {SIZE}px {_FONT}; }}",
            f".{_ROOT} .bold {{ font-weight: bold; }}",
            *(_rule(look, dark=False) for look in sorted(self._used)),
            "@media (prefers-color-scheme: dark) {",
            *(f"  {_rule(look, dark=True)}" for look in sorted(self._used)),
            "}",
        ]
        if "frame" in self._used:
            rules += [f".{_ROOT} .frame {{ fill: none; }}", f".{_ROOT} .dashed {{ stroke-dasharray: 4 3; }}"]
        return rules


def _rule(look: str, *, dark: bool) -> str:
    """Return the rule for "fill-does", "text-does" or "frame"."""
    what, _, name = look.partition("-")
    colour = NAMED[name or "line"]
    if what == "text":
        value = colour.dark_text if dark else colour.text
        return f".{_ROOT} .{look} {{ fill: {value}; fill: var(--raci-on-{name}, {value}); }}"
    value = colour.dark_fill if dark else colour.fill
    key, own = ("stroke", "line") if what == "frame" else ("fill", name)
    return f".{_ROOT} .{look} {{ {key}: {value}; {key}: var(--raci-{own}, {value}); }}"


def number(value: float) -> str:
    """Return a number with at most one decimal.

    >>> number(3.0), number(2.26)
    ('3', '2.3')
    """
    return f"{value:.1f}".removesuffix(".0")
