"""How Sphinx builds the documentation: python -m sphinx -W --keep-going docs FOLDER."""

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

project = "raci_graph"
author = "The raci_graph maintainers"
copyright = "2026, The raci_graph maintainers"  # noqa: A001 - the name that Sphinx reads
package = Path(__file__).parents[1] / "raci_graph" / "__init__.py"
(release,) = re.findall(r'^__version__ = "(.*)"', package.read_text("utf-8"), re.MULTILINE)

extensions = ["myst_parser"]
myst_heading_anchors = 3  # links to headings, as GitHub knows them
nitpicky = True
smartquotes = False  # "--store" stays as it is typed

html_theme = "furo"
html_title = "raci_graph"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """Mend, behind the theme, what the pages would leave out for those who use a keyboard or a screen reader."""
    app.connect("html-page-context", _mend, priority=900)


def _mend(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Let code and tables be scrolled by keys, and say of which level the captions of the navigation are."""
    for part, old, new in (
        ("body", "<pre>", '<pre tabindex="0">'),
        ("body", '<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
        ("furo_navigation_tree", 'role="heading"', 'role="heading" aria-level="2"'),
    ):
        context[part] = context.get(part, "").replace(old, new)
