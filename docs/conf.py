"""How Sphinx builds the documentation: python -m sphinx -W --keep-going docs FOLDER."""

import re
from pathlib import Path

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
