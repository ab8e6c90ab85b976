"""The page of ``diff --format html`` in a real browser: it stands alone, is easy to read, and fits a narrow screen."""

import re

import pytest
from raci_documents.versions import version

from raci_graph.compare import diff_matrices
from raci_graph.compare_formats import Compared, render_diff
from raci_graph.pages import base_style

LONG = "Keep" + "ing" * 60
ROWS = f"# 1 Run\nWash it | R (daily) | A\n{LONG} | R | A\nSell within 2 days | R | A\n# 2 Stop\nBuy it | A | R"
OTHER = f"# 1 Run\nWash it | A | R\n{LONG} now | R | A\nSell within 3 days | R | A\n# 3 Stop\nBuy it | ? | R"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    old, new = version(ROWS, file="old.md"), version(OTHER, file="new.md", title="Mail <script>alert(1)</script>")
    path = tmp_path_factory.mktemp("page") / "diff.html"
    path.write_text(render_diff("html", [Compared(old, new, diff_matrices(old, new)), Compared(old, None)]), "utf-8")
    return path


@pytest.fixture
def opened(request, chromium, page_file):
    """The page, by a reader who likes light or dark pages; all that it asks for and complains of is kept."""
    scheme, width = getattr(request, "param", ("light", 1280))
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    asked, complaints = [], []
    context.on("request", lambda each: asked.append(each.url))
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(page_file.as_uri())
    page.wait_for_load_state("networkidle")
    yield page
    outside = [url for url in asked if not url.startswith("data:")]
    assert (outside, complaints) == ([page_file.as_uri()], [])
    context.close()


everywhere = pytest.mark.parametrize(
    "opened", [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)], indirect=True, ids=str
)


@everywhere
def test_it_has_no_grave_fault_and_no_sideways_scroll(opened, grave_faults):
    assert grave_faults(opened) == []
    wide = opened.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1]


@pytest.mark.parametrize(("opened", "dark"), [(("light", 1280), False), (("dark", 1280), True)], indirect=["opened"])
def test_it_is_as_light_or_dark_as_the_reader_likes(opened, dark):
    colour = opened.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    body = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    shown = colour if body == "rgba(0, 0, 0, 0)" else body
    assert (sum(map(int, re.findall(r"\d+", shown)[:3])) < 3 * 128) is dark


def test_it_says_all_and_runs_nothing(opened):
    assert opened.title() == "What changed"
    assert opened.locator("h2").all_inner_texts() == ["Mail <script>alert(1)</script>", "Mail"]
    assert opened.locator("script").count() == 0
    assert opened.locator("section").first.locator("h3").all_inner_texts() == [
        *("Changed hands (2)", "Added (1)", "Dropped (1)", "Questions (1)", "Reworded (1)", "Remarks (1)"),
        *("Not comparable (1)", "Sections (1)", "Side by side"),
    ]
    assert opened.locator("tbody tr").count() == 8
    assert base_style() in opened.content()
