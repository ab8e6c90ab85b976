"""The colours of the figures: for each name what is filled and what is written on it, on light and on dark pages.

Text stands on its colour with a contrast of at least 4.5 : 1 (WCAG 2.2, AA). A colour never says anything alone: what
it says is written there, too.
"""

from __future__ import annotations

from typing import NamedTuple


class Colour(NamedTuple):
    """A fill and the text on it, on light pages and on dark ones."""

    fill: str
    text: str
    dark_fill: str
    dark_text: str


PAGE = Colour("#ffffff", "#1c1c1c", "#16181b", "#e8e8e8")
QUIET = Colour("#ffffff", "#595959", "#16181b", "#b0b4b8")
"""Text of less weight, on the page."""
LINE = Colour("#767676", "#ffffff", "#8a9097", "#16181b")
"""Lines around what has no fill."""
BAND = Colour("#e9ecef", "#1c1c1c", "#2b3036", "#f0f0f0")

KINDS: dict[str, Colour] = {
    "both": Colour("#12355b", "#ffffff", "#a9d1ff", "#0b1a2b"),
    "answers": Colour("#2a6592", "#ffffff", "#6aaeea", "#0b1a2b"),
    "does": Colour("#8ec3e6", "#0f1e2d", "#1f5583", "#ffffff"),
    "advises": Colour("#f6d58a", "#2b2000", "#6b5212", "#ffffff"),
    "told": Colour("#f7efd9", "#3a2d0c", "#3f3a2a", "#f4ecd4"),
    "other": Colour("#e3d7ef", "#2d1a3f", "#4a3560", "#f3eafb"),
    "unsettled": Colour("#ffffff", "#8a1c00", "#16181b", "#ffb4a2"),
}
"""What a cell amounts to; the more, the further from the page."""

PARTIES: tuple[Colour, ...] = (
    Colour("#1f5d8c", "#ffffff", "#7db8e8", "#0b1a2b"),
    Colour("#e8a33d", "#241600", "#a8650a", "#ffffff"),
    Colour("#2e6b4f", "#ffffff", "#7cc9a3", "#06180f"),
    Colour("#d98cb3", "#2b0a1b", "#8f3f69", "#ffffff"),
    Colour("#5b4a9e", "#ffffff", "#b3a6ec", "#150e2e"),
    Colour("#b8c46a", "#1d2200", "#5f6a1c", "#ffffff"),
    Colour("#9c3d2e", "#ffffff", "#f0a497", "#2a0b05"),
    Colour("#8fd3d1", "#04201f", "#226b69", "#ffffff"),
)
"""The parties of a bar, in turn."""

OWN = Colour("#dfe3e8", "#1c1c1c", "#3a4048", "#f0f0f0")
"""Work that whoever answers for it does."""
HANDED = Colour("#f2ad62", "#241600", "#8f5208", "#ffffff")
"""Work that another one does."""

NAMED: dict[str, Colour] = {
    "page": PAGE,
    "quiet": QUIET,
    "line": LINE,
    "band": BAND,
    **KINDS,
    **{f"party{number}": colour for number, colour in enumerate(PARTIES, 1)},
    "own": OWN,
    "handed": HANDED,
}
