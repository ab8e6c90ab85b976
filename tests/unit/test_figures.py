"""The figures: their numbers, read back from the SVG, their colours, their form, and texts that mean harm."""

import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from raci_graph import figures as of_figures
from raci_graph.figures import draw, figures_in_page, hand_overs, heat_map, load_by_phase
from raci_graph.figures.colours import NAMED
from raci_graph.figures.hand_overs import flows_of
from raci_graph.figures.lettering import is_right_to_left, isolated, shown, width
from raci_graph.model import Basis, Place, UnplacedMark
from raci_graph.report import Function, Load, build_reports
from raci_graph.sources import read_source

SVG = "{http://www.w3.org/2000/svg}"
RACI = {
    "Responsible": Function.DOES,
    "Accountable": Function.ANSWERS,
    "Consulted": Function.ADVISES,
    "Informed": Function.IS_TOLD,
}
HOSTILE = (
    "<script>alert(1)</script>",
    "</text></svg><script>alert(1)</script>",
    '" onload="alert(1)',
    "]]><!--",
    "&lt;b&gt; &amp; &#60;",
    "a\x00b\x1b[31mc\x0c",
    "user\u202egpj.exe",
    "\ud800\ufffe\uffff",
    "url(https://example.org/x)",
)


@pytest.fixture(scope="module")
def reports(repository):
    """The reports of the bundled matrix and of a small one of our own, by name."""
    lending = repository / "tests/queries/data/lending-2026.ttl"
    named = {"hosted-exchange": "hosted-exchange", "lending": str(lending)}
    return {name: build_reports(read_source(source))[0] for name, source in named.items()}


def page(tmp_path, text):
    path = tmp_path / "page.md"
    path.write_text(text, "utf-8")
    return build_reports(read_source(str(path)))[0]


def parsed(svg):
    return ET.fromstring(svg.encode())  # noqa: S314 - what this project has just written


def elements(svg, tag):
    return [each for each in parsed(svg) if each.tag == SVG + tag]


def texts(svg):
    return [each.text for each in elements(svg, "text")]


def filled(svg):
    """How many shapes have each colour, without the page below them and the lines around blanks."""
    looks = [each.get("class") for each in parsed(svg) if each.tag in {SVG + "rect", SVG + "path"}]
    return Counter(look.removeprefix("fill-") for look in looks if look.startswith("fill-") and look != "fill-page")


def figures(report):
    return list(draw([report]).values())


def test_the_heat_map_has_the_cells_of_the_bundled_table(reports):
    svg = heat_map(reports["hosted-exchange"].matrix, reports["hosted-exchange"].functions)
    in_the_key = Counter(both=1, answers=1, does=1, told=1)
    assert filled(svg) == Counter(both=47, answers=2, does=3, told=20, band=24) + in_the_key
    assert len([each for each in elements(svg, "rect") if each.get("class") == "frame"]) == 26
    written = Counter(text for text in texts(svg) if re.fullmatch("[RACI]+", text))
    assert written == {"RA": 46 + 1, "I": 20, "A": 2, "RI": 2, "IR": 1}
    assert [text for text in texts(svg) if text.isdecimal()] == [str(row) for row in range(1, 50)]


def test_the_heat_map_says_in_words_what_it_shows(reports):
    svg = heat_map(reports["hosted-exchange"].matrix, reports["hosted-exchange"].functions)
    (title,), (description,) = elements(svg, "title"), elements(svg, "desc")
    assert title.text == "Hosted Exchange Responsibility model: who does what"
    assert description.text == (
        "49 activities by 2 parties, the letters of the legend in each cell. "
        "Customer: answers and does the work in 14, answers in 2, is informed in 14, no part in 19 rows. "
        "OVHcloud: answers and does the work in 33, does the work in 3, is informed in 6, no part in 7 rows."
    )


def test_cells_of_other_roles_and_cells_that_are_not_settled_stand_out(reports):
    svg = heat_map(reports["lending"].matrix, reports["lending"].functions)
    in_the_key = Counter(both=1, answers=1, does=1, advises=1, told=1, other=1)
    assert filled(svg) == Counter(both=4, answers=5, does=5, advises=1, told=2, other=2, band=5) + in_the_key
    assert (Counter(texts(svg))["?"], Counter(texts(svg))["not settled: \u2068RA I\u2069"]) == (2, 1)
    dashed = [each for each in elements(svg, "rect") if each.get("class") == "frame dashed"]
    assert len(dashed) == 2 + 1


def test_names_in_columns_of_roles_become_columns_of_parties(tmp_path):
    report = page(tmp_path, "| Task | Responsible | Accountable |\n|---|---|---|\n| Sell | Ann, Bob | Ann |\n")
    svg = heat_map(report.matrix, report.functions)
    assert filled(svg) == Counter(both=1 + 1, does=1 + 1)
    assert [text for text in texts(svg) if text in {"Ann", "Bob", "RA", "R"}] == ["Ann", "Bob", "RA", "R"]


def test_an_unsettled_cell_of_a_role_leaves_the_part_of_everybody_open(tmp_path):
    report = page(
        tmp_path, "| Task | Responsible | Accountable |\n|---|---|---|\n| Sell | Ann, Bob | Ann |\n| Buy | Bob | |\n"
    )
    (sell, buy) = report.matrix.activities
    open_cell = replace(buy.cells[1], printed=None, basis=Basis.UNSETTLED)
    changed = replace(buy, cells=(buy.cells[0], open_cell), unplaced=(UnplacedMark("Ann", Place("page.md", 4, 1)),))
    svg = heat_map(replace(report.matrix, activities=(sell, changed)), report.functions)
    written = [text for text in texts(svg) if text not in {"Ann", "Bob", "Buy", "Sell", "1", "2"}][2:7]
    assert written == ["RA", "R", "not settled: \u2068Ann\u2069", "?", "R?"]


def test_a_cell_in_doubt_has_its_own_text_alone(tmp_path):
    rows = "| Bake | X | Q | A |\n| Sell | A | R | I |\n| Mill | R | A |\n"
    report = page(tmp_path, f"# RACI\n\n| Task | Ann | Bob | Cy |\n|---|---|---|---|\n{rows}")
    written = texts(heat_map(report.matrix, report.functions))
    begin = written.index("Bake")
    wanted = [
        "Bake",
        "? X",
        "? Q",
        "A",
        "2",
        "Sell",
        "A",
        "R",
        "I",
        "3",
        "Mill",
        "not settled: \u2068R A\u2069",
        *"???",
    ]
    assert written[begin : begin + len(wanted)] == wanted


def test_each_bar_is_as_long_as_its_share(reports):
    svg = load_by_phase(reports["hosted-exchange"].matrix, reports["hosted-exchange"].loads)
    bars = [each for each in elements(svg, "rect") if each.get("height") == "26"]
    room = 640 + 2
    shares = [(2, 4), (2, 4), (2, 6), (4, 6), (7, 34), (27, 34), (3, 4), (1, 4), (2, 2)]
    assert [float(each.get("width")) for each in bars] == [
        pytest.approx(room * does / work - 2, abs=0.06) for does, work in shares
    ]
    assert [text for text in texts(svg) if text.isdecimal()] == [str(does) for does, _ in shares]


def test_the_shares_stand_below_each_bar_by_the_name_of_the_party(reports):
    svg = load_by_phase(reports["hosted-exchange"].matrix, reports["hosted-exchange"].loads)
    plain = [re.sub("[\u2068\u2069]", "", text) for text in texts(svg)]
    assert plain[2:7] == ["4 rows", "1 Before subscription", "2", "2", "Customer 2 (50 %)"]
    assert [text for text in plain if "%" in text] == [
        *("Customer 2 (50 %)", "OVHcloud 2 (50 %)"),
        *("Customer 2 (33 %)", "OVHcloud 4 (67 %)"),
        *("Customer 7 (21 %)", "OVHcloud 27 (79 %)"),
        *("Customer 3 (75 %)", "OVHcloud 1 (25 %)"),
        "OVHcloud 2 (100 %)",
    ]


def test_a_phase_without_work_says_so(reports):
    loads = [Load("", party, 3, 0, 0, 1, 0, 0) for party in ("Ann", "Bob")]
    svg = load_by_phase(reports["lending"].matrix, loads)
    assert filled(svg) == Counter()
    assert texts(svg)[2:] == ["3 rows", "In no section", "nobody does anything here"]


def test_a_ninth_party_takes_the_first_colour_again(reports):
    loads = [Load("1 All", f"Party {at}", 9, 1, 0, 0, 0, 11) for at in range(1, 10)]
    counts = filled(load_by_phase(reports["lending"].matrix, loads))
    assert counts == Counter({"party1": 4, **{f"party{at}": 2 for at in range(2, 9)}})


@pytest.mark.parametrize("name", ["hosted-exchange", "lending"])
def test_flows_to_others_are_the_hand_overs_of_the_saved_question(name, reports):
    report = reports[name]
    found = {
        (row, flow.answers, flow.does)
        for flow in flows_of(report.matrix, report.functions)
        if flow.answers != flow.does
        for row in flow.rows
    }
    assert found == {(each.row, each.accountable, each.responsible) for each in report.hand_overs}
    assert len(found) == {"hosted-exchange": 3, "lending": 7}[name]


def test_the_flows_of_the_bundled_matrix(reports):
    report = reports["hosted-exchange"]
    found = flows_of(report.matrix, report.functions)
    assert [(flow.answers, flow.does, len(flow.rows)) for flow in found] == [
        ("Customer", "Customer", 14),
        ("Customer", "OVHcloud", 3),
        ("OVHcloud", "OVHcloud", 33),
    ]
    svg = hand_overs(report.matrix, report.functions)
    assert texts(svg)[2:12] == [
        *("answers", "does the work"),
        *("Customer", "16 rows", "OVHcloud", "33 rows"),
        *("Customer", "14 rows", "OVHcloud", "36 rows"),
    ]
    assert texts(svg)[12:15] == ["14", "3", "33"]


def test_a_flow_is_as_broad_as_it_has_rows(reports):
    report = reports["hosted-exchange"]
    svg = hand_overs(report.matrix, report.functions)
    steps = [re.split("[MCVZ ]", each.get("d")) for each in elements(svg, "path")]
    broad = sorted(float(each[-2]) - float(each[2]) for each in steps)
    scale = 480 / 50
    assert broad == [pytest.approx(rows * scale, abs=0.11) for rows in (3, 14, 33)]


def test_flows_too_thin_for_a_number_are_written_down(tmp_path):
    rows = [
        f"| Task {at} | {'R' if at % 9 else ''} | {'A' if at % 2 else 'I'} | {'I' if at % 2 else 'A'} |"
        for at in range(300)
    ]
    report = page(tmp_path, "\n".join(["| Task | Ann | Bob | Cy |", "|---|---|---|---|", *rows, "| Last | A | R | |"]))
    svg = hand_overs(report.matrix, report.functions)
    counts = Counter((flow.answers, flow.does, len(flow.rows)) for flow in flows_of(report.matrix, report.functions))
    assert counts == Counter([("Ann", "Bob", 1), ("Bob", "Ann", 133), ("Cy", "Ann", 133)])
    assert [text for text in texts(svg) if text.isdecimal()] == ["133", "133"]
    assert texts(svg)[-1] == "\u2068Ann\u2069 → \u2068Bob\u2069: 1 row"


def test_a_matrix_in_which_nobody_answers_has_no_flow(tmp_path):
    report = page(tmp_path, "| Task | Ann | Bob |\n|---|---|---|\n| Sell | R | I |\n| Buy | I | R |\n")
    svg = hand_overs(report.matrix, report.functions)
    assert texts(svg)[-1] == "In no row somebody answers for work that somebody does."
    assert elements(svg, "path") == []


def by_numbers(tmp_path, rows, cells):
    """The report of a matrix of as many rows, each with these cells."""
    head = " | ".join(f"P{at}" for at in range(len(cells)))
    lines = [f"| Task | {head} |", f"|{'---|' * (len(cells) + 1)}", *(f"| {at} | {' | '.join(cells)} |" for at in rows)]
    return page(tmp_path, "\n".join([*lines, ""]))


def drawn_in_page(report):
    return [kind for kind, _, svg in figures_in_page(report) if svg is not None]


def test_a_heat_map_of_2400_cells_stands_in_a_page_and_no_larger_one(tmp_path):
    assert of_figures.MOST_CELLS == 300 * 8
    cells = ["R", "A", "", "", "", "", "", ""]
    assert drawn_in_page(by_numbers(tmp_path, range(300), cells)) == ["load-by-phase", "hand-overs", "heat-map"]
    larger = by_numbers(tmp_path, range(301), cells)
    assert drawn_in_page(larger) == ["load-by-phase", "hand-overs"]
    assert [(kind, title) for kind, title, svg in figures_in_page(larger) if svg is None] == [
        ("heat-map", "Who does what")
    ]
    assert len(draw([larger])) == 3


def test_a_load_of_2400_bars_stands_in_a_page_and_no_larger_one(reports):
    loads = [Load(f"{at // 8}", f"P{at % 8}", 1, 0, 0, 1, 0, 0) for at in range(2401)]
    for count, kinds in ((2400, ["load-by-phase"]), (2401, [])):
        report = replace(reports["lending"], loads=tuple(loads[:count]))
        assert drawn_in_page(report) == [*kinds, "hand-overs", "heat-map"]


def test_hand_overs_of_as_many_flows_stand_in_a_page_and_no_more_of_them(tmp_path, monkeypatch):
    report = by_numbers(tmp_path, "1", ["RA"] * 12)
    assert len(flows_of(report.matrix, report.functions)) == 144
    monkeypatch.setattr(of_figures, "MOST_CELLS", 144)
    assert drawn_in_page(report) == ["load-by-phase", "hand-overs", "heat-map"]
    monkeypatch.setattr(of_figures, "MOST_CELLS", 143)
    assert drawn_in_page(report) == ["load-by-phase", "heat-map"]


def test_a_figure_of_more_bytes_is_left_out_too(reports, monkeypatch):
    assert of_figures.MOST_BYTES == 400_000
    sizes = {kind: len(svg.encode()) for kind, _, svg in figures_in_page(renamed(reports["lending"], HEBREW))}
    assert max(sizes, key=sizes.get) == "heat-map"
    monkeypatch.setattr(of_figures, "MOST_BYTES", sizes["heat-map"])
    assert drawn_in_page(renamed(reports["lending"], HEBREW)) == ["load-by-phase", "hand-overs", "heat-map"]
    monkeypatch.setattr(of_figures, "MOST_BYTES", sizes["heat-map"] - 1)
    assert drawn_in_page(renamed(reports["lending"], HEBREW)) == ["load-by-phase", "hand-overs"]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("name", NAMED)
def test_text_stands_out_from_its_colour_on_light_and_on_dark_pages(name):
    colour = NAMED[name]
    assert contrast(colour.fill, colour.text) >= 4.5
    assert contrast(colour.dark_fill, colour.dark_text) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_lines_stand_out_from_the_page(dark):
    line, back = ((each.dark_fill if dark else each.fill) for each in (NAMED["line"], NAMED["page"]))
    assert contrast(line, back) >= 3


@pytest.mark.parametrize("name", ["hosted-exchange", "lending"])
def test_every_look_has_a_rule_for_light_and_for_dark_pages(name, reports):
    for svg in figures(reports[name]):
        looks = {look for each in parsed(svg).iter() for look in each.get("class", "").split()} - {"bold", "dashed"}
        (style,) = elements(svg, "style")
        light, dark = style.text.split("@media (prefers-color-scheme: dark) {")
        for look in looks - {"raci-figure"}:
            colour = "#[0-9a-f]{6}"
            rule = rf"\.raci-figure \.{look} {{ (fill|stroke): {colour}; \1: var\(--raci-[a-z0-9-]+, {colour}\); }}"
            assert len(re.findall(rule, light)) == len(re.findall(rule, dark)) == 1


@pytest.mark.parametrize("name", ["hosted-exchange", "lending"])
def test_a_figure_is_an_image_with_a_title_and_a_description(name, reports):
    for svg in figures(reports[name]):
        root = parsed(svg)
        (title,), (description,) = elements(svg, "title"), elements(svg, "desc")
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
        assert title.text
        assert description.text
        assert root[0] is not None
        assert [each.tag for each in root][:2] == [SVG + "title", SVG + "desc"]


def test_ids_of_figures_in_one_page_are_not_alike(reports):
    drawn = [svg for report in reports.values() for svg in figures(report)]
    assert len({parsed(svg).get("aria-labelledby") for svg in drawn}) == len(drawn) == 6


def renamed(report, name):
    """The report with this text for all names, headings and activities."""
    matrix = report.matrix
    columns = [replace(column, label=f"{name}{column.number}") for column in matrix.columns]
    sections = [replace(section, label=name) for section in matrix.sections]
    activities = [replace(activity, label=name) for activity in matrix.activities]
    legend = [replace(entry, text=name) for entry in matrix.legend]
    loads = [replace(load, party=f"{name}{load.party}", phase=f"{load.phase}{name}") for load in report.loads]
    changed = {"columns": columns, "sections": sections, "activities": activities, "legend": legend}
    parts = {key: tuple(value) for key, value in changed.items()}
    return replace(report, matrix=replace(matrix, title=name, language=name, **parts), loads=tuple(loads))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_is_text_and_nothing_else(hostile, reports):
    for name, before in draw([reports["lending"]]).items():
        after = next(
            svg for other, svg in draw([renamed(reports["lending"], hostile)]).items() if other[-9:] == name[-9:]
        )
        assert {each.tag for each in parsed(after).iter()} == {each.tag for each in parsed(before).iter()}
        assert {key for each in parsed(after).iter() for key in each.attrib} <= {
            *("class", "role", "aria-labelledby", "viewBox", "width", "height", "id", "x", "y", "d", "text-anchor"),
            *("direction", "{http://www.w3.org/XML/1998/namespace}lang"),
        }
        (title,) = elements(after, "title")
        assert title.text.startswith(shown(f"{hostile}:"))
        (style,), (own,) = elements(after, "style"), elements(before, "style")
        assert re.sub(r"\s", "", style.text) == re.sub(r"\s", "", own.text)


@pytest.mark.parametrize("name", ["hosted-exchange", "lending"])
def test_nothing_is_fetched_and_nothing_runs(name, reports):
    for svg in figures(reports[name]):
        assert {each.tag.removeprefix(SVG) for each in parsed(svg).iter()} <= {
            *("svg", "title", "desc", "style", "rect", "path", "text"),
        }
        assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
        assert not re.search(r"url\(|@import|href", svg)


LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
HEBREW = "משרד ראשי"


@pytest.mark.parametrize("name", ["A", LONG, f"{LONG} {LONG} and more of it", HEBREW, "顧客サポート部門" * 9])
def test_long_names_and_all_scripts_stay_in_the_picture_whole(name, reports):
    report = renamed(reports["lending"], name)
    for svg in figures(report):
        root = parsed(svg)
        right, bottom = float(root.get("width")), float(root.get("height"))
        for each in elements(svg, "text"):
            wide = width(each.text, 14, bold="bold" in each.get("class"))
            leftward = each.get("direction") == "rtl"
            anchor = each.get("text-anchor", "start")
            part = {"start": 1.0 if leftward else 0.0, "middle": 0.5, "end": 0.0 if leftward else 1.0}[anchor]
            start = float(each.get("x")) - part * wide
            assert 0 <= start <= start + wide <= right
            assert 0 < float(each.get("y")) < bottom
        for each in elements(svg, "rect")[1:]:
            assert float(each.get("x")) + float(each.get("width")) <= right
            assert float(each.get("y")) + float(each.get("height")) <= bottom
    labels = [each.text for each in elements(heat_map(report.matrix, report.functions), "text")]
    assert "".join(labels).replace(" ", "").count(name.replace(" ", "")) >= 9 + 5 + 3 + 1


def places(svg, name):
    found = [each for each in elements(svg, "text") if each.text == name]
    return {(float(each.get("x")), each.get("direction"), each.get("text-anchor")) for each in found}


def test_text_that_runs_from_right_to_left_keeps_its_place_among_others(reports):
    matrix = reports["lending"].matrix
    first, *others = matrix.activities
    svg = heat_map(replace(matrix, title=HEBREW, activities=(replace(first, label=HEBREW), *others)), RACI)
    assert places(svg, HEBREW) == {(16, "rtl", "end"), (56, "rtl", "end")}


def test_a_heat_map_of_texts_from_right_to_left_begins_at_the_right(reports):
    matrix = reports["lending"].matrix
    turned = replace(matrix, activities=tuple(replace(each, label=HEBREW) for each in matrix.activities))
    plain, svg = heat_map(matrix, RACI), heat_map(turned, RACI)
    wide = float(parsed(svg).get("width"))
    assert places(svg, HEBREW) == {(wide - 56, "rtl", None)}
    assert places(svg, "1") == {(wide - 48, None, None)}
    assert places(plain, "1") == {(48, None, "end")}
    for column in matrix.columns:
        [(there, *_)], [(here, *_)] = places(plain, column.label), places(svg, column.label)
        assert here == pytest.approx(wide - there, abs=0.11)
    assert filled(svg) == filled(plain)


def sides(svg, look):
    """The left and right ends of the rectangles of a colour."""
    found = [each for each in elements(svg, "rect") if look in each.get("class")]
    return [(float(each.get("x")), float(each.get("x")) + float(each.get("width"))) for each in found]


def mirrored(report):
    matrix = report.matrix
    turned = replace(matrix, activities=tuple(replace(each, label=HEBREW) for each in matrix.activities))
    return replace(report, matrix=turned)


def test_bars_of_texts_from_right_to_left_begin_at_the_right(reports):
    report = reports["lending"]
    plain = load_by_phase(report.matrix, report.loads)
    svg = load_by_phase(mirrored(report).matrix, report.loads)
    wide = float(parsed(svg).get("width"))
    assert wide == 16 + 640 + 16
    for look in ("party1", "party2"):
        there, here = sides(plain, look), sides(svg, look)
        assert [
            (pytest.approx(wide - end, abs=0.2), pytest.approx(wide - start, abs=0.2)) for start, end in there
        ] == here
    heading = "Who does the work of each phase: rows, and share (2026-01-31)"
    assert places(plain, heading) == {(16, None, None)}
    assert places(svg, heading) == {(656, None, "end")}
    assert texts(svg) == texts(plain)


def test_a_page_from_right_to_left_turns_no_text_of_a_figure(reports):
    assert [parsed(svg).get("direction") for svg in figures(reports["lending"])] == ["ltr"] * 3


def test_hand_overs_of_texts_from_right_to_left_lead_to_the_left(reports):
    report = reports["lending"]
    plain = hand_overs(report.matrix, report.functions)
    svg = hand_overs(mirrored(report).matrix, report.functions)
    assert float(parsed(svg).get("width")) == 740
    assert places(plain, "answers") == {(206, None, "end")}
    assert places(svg, "answers") == {(534, None, None)}
    assert places(plain, "does the work") == {(534, None, None)}
    assert places(svg, "does the work") == {(206, None, "end")}
    steps = [[re.findall(r"-?[\d.]+", each.get("d")) for each in elements(made, "path")] for made in (plain, svg)]
    ends = [{(each[0], each[2], each[6]) for each in found} for found in steps]
    assert ends == [{("220", "370", "520")}, {("520", "370", "220")}]
    heights = [[(each[1], each[7], each[8]) for each in found] for found in steps]
    assert heights[0] == heights[1]
    assert (texts(svg), filled(svg)) == (texts(plain), filled(plain))


def test_a_name_from_right_to_left_does_not_turn_a_sentence_of_ours():
    assert not is_right_to_left(f"{isolated(HEBREW)} 3 (20 %)")
    assert is_right_to_left(HEBREW)


def test_the_same_matrix_gives_the_same_bytes(reports):
    assert draw(list(reports.values())) == draw(list(reports.values()))


def test_the_names_of_files_say_matrix_version_and_figure_and_no_two_are_alike(reports):
    lending = reports["lending"]
    nameless = replace(
        lending,
        matrix=replace(
            lending.matrix, title="../../etc/passwd", about=replace(lending.matrix.about, id=None, version=None)
        ),
    )
    blank = replace(nameless, matrix=replace(nameless.matrix, title="…"))
    assert list(draw([lending, lending, nameless, blank])) == [
        f"{name}-{figure}.svg"
        for name in ("lending-2026-01-31", "lending-2026-01-31-2", "etc-passwd", "matrix")
        for figure in ("heat-map", "load-by-phase", "hand-overs")
    ]
