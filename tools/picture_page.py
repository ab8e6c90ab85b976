"""Takes the picture of docs/how-to/page.md: the page of a small matrix, filtered, with the place of a cell told.

Usage: python tools/picture_page.py

It needs Chromium, and Playwright of the extra `test`. Fonts differ between machines, so that the picture is made when
the page changes, and is not compared.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from raci_graph.cli import run

TOP = Path(__file__).resolve().parent.parent
SOURCE = TOP / "tests" / "fixtures" / "library" / "lending.md"
PICTURE = TOP / "docs" / "how-to" / "pictures" / "matrix-page.png"
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_SIZE = (900, 700)
_ABOVE = 14
"""How many pixels of the box with the filters stand above their labels."""


def main() -> int:
    """Write the picture; return 1 if there is no browser."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        print("no Chromium is installed", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page_file = Path(folder, "lending.html")
        if code := run(["render", str(SOURCE), "--to", "html", "-o", str(page_file)]):
            return code
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": _SIZE[0], "height": _SIZE[1]}, color_scheme="light")
        page.goto(page_file.as_uri())
        page.get_by_label("Role").select_option(label="Accountable")
        page.locator("#row-2 td").nth(2).click()
        page.get_by_text("Party", exact=True).first.evaluate("each => each.scrollIntoView()")
        page.mouse.wheel(0, -_ABOVE)
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURE)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
