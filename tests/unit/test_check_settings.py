"""Settings of checks: read from raci.toml and pyproject.toml, the nearest alone, and refused with file and key."""

from fractions import Fraction
from pathlib import Path

import pytest

from raci_graph.check_settings import CheckSettings, check_settings_for, read_check_settings
from raci_graph.errors import UsageError
from raci_graph.settings import read_settings
from raci_graph.thresholds import Threshold

ALL = """\
[validate]
fail-on = "warning"
rule = ["S", "W02"]
ignore = ["W15"]

[validate.thresholds]
W10 = { parties = 3 }
W13 = { parties = 5, share = 0.6 }
W14 = { share = "2/3" }
W22 = { parties = 4 }
W23 = { parties = 4, share = "3/4" }
"""
THRESHOLDS = {
    "W10": Threshold(3),
    "W13": Threshold(5, Fraction(3, 5)),
    "W14": Threshold(None, Fraction(2, 3)),
    "W22": Threshold(4),
    "W23": Threshold(4, Fraction(3, 4)),
}


@pytest.fixture
def write(tmp_path):
    def written(text, name="raci.toml", folder=""):
        path = tmp_path / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    return written


def test_every_key_is_read(write):
    path = write(ALL)
    expected = CheckSettings("warning", ("S", "W02"), ("W15",), THRESHOLDS, str(path))
    assert read_check_settings(path) == expected
    assert read_settings(path).base is None


def test_a_project_file_says_the_same_under_its_tool(write):
    text = "[project]\nname = 'x'\n\n" + ALL.replace("[validate", "[tool.raci-graph.validate")
    path = write(text, "pyproject.toml")
    assert read_check_settings(path) == CheckSettings("warning", ("S", "W02"), ("W15",), THRESHOLDS, str(path))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("raci.toml", "[matrix]\nid = 'a'\n"),
        ("pyproject.toml", "[project]\nname = 'x'\n"),
        ("pyproject.toml", "[tool.ruff]\n"),
        ("pyproject.toml", "[tool.raci-graph]\n"),
    ],
)
def test_a_file_may_say_nothing_of_checks(name, text, write):
    assert read_check_settings(write(text, name)) is None


def test_an_empty_table_says_that_all_is_as_usual(write):
    path = write("[validate]\n")
    assert read_check_settings(path) == CheckSettings(place=str(path))


PARTIES = "'parties' of {} must be a whole number of at least {}. Mend its value"
SHARE = "'share' of W13 must be less than 1, such as 0.5 or \"2/3\". Mend its value"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[validate]\nfail_on = 'info'\n", "unknown key 'fail_on'. Did you mean 'fail-on'?"),
        ("[validate]\nrules = []\n", "unknown key 'rules'. Did you mean 'rule'?"),
        ("[validate]\nfail-on = 'error'\n", "'fail-on' cannot be 'error'. Choose from violation, warning, info, never"),
        (
            "[validate]\nfail-on = ['info']\n",
            "'fail-on' cannot be '['info']'. Choose from violation, warning, info, never",
        ),
        ("[validate]\nrule = 'W02'\n", "'rule' must be a list of codes. Write rule = [\"W15\"]"),
        ("[validate]\nignore = [2]\n", "'ignore' must be a list of codes. Write ignore = [\"W15\"]"),
        ("validate = 1\n", "'validate' must be a table. Write [validate] above its keys"),
        ("[validate]\nthresholds = 1\n", "'thresholds' must be a table. Write [thresholds] above its keys"),
        ("[validate.thresholds]\nW11 = {}\n", "unknown key 'W11'. Did you mean 'W14'?"),
        ("[validate.thresholds]\nW10 = 3\n", "'W10' must be a table. Write [W10] above its keys"),
        ("[validate.thresholds]\nW10 = { share = 0.5 }\n", "unknown key 'share'. Known keys: parties"),
        ("[validate.thresholds]\nW13 = { party = 3 }\n", "unknown key 'party'. Did you mean 'parties'?"),
        ("[validate.thresholds]\nW10 = { parties = 1 }\n", PARTIES.format("W10", 2)),
        ("[validate.thresholds]\nW22 = { parties = 0 }\n", PARTIES.format("W22", 1)),
        ("[validate.thresholds]\nW22 = { parties = true }\n", PARTIES.format("W22", 1)),
        ("[validate.thresholds]\nW22 = { parties = 3.0 }\n", PARTIES.format("W22", 1)),
        ("[validate.thresholds]\nW22 = { parties = '3 ) }' }\n", PARTIES.format("W22", 1)),
        ("[validate.thresholds]\nW22 = { parties = 1000001 }\n", PARTIES.format("W22", 1)),
        ("[validate.thresholds]\nW13 = { share = 1 }\n", SHARE),
        ("[validate.thresholds]\nW13 = { share = -0.1 }\n", SHARE),
        ("[validate.thresholds]\nW13 = { share = nan }\n", SHARE),
        ("[validate.thresholds]\nW13 = { share = '3/2' }\n", SHARE),
        ("[validate.thresholds]\nW13 = { share = '1/0' }\n", SHARE),
        ("[validate.thresholds]\nW13 = { share = '1/2 )' }\n", SHARE),
        ("[validate.thresholds]\nW13 = { share = true }\n", SHARE),
    ],
)
def test_what_cannot_be_is_refused_with_file_and_key(text, message, write):
    path = write(text)
    with pytest.raises(UsageError) as caught:
        read_check_settings(path)
    assert str(caught.value) == f"{path}: {message}"


def test_an_unknown_key_of_the_tool_is_refused(write):
    with pytest.raises(UsageError, match=r"unknown key 'valdate'\. Did you mean 'validate'"):
        read_check_settings(write("[tool.raci-graph.valdate]\n", "pyproject.toml"))


def test_the_nearest_file_counts_alone(write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = write("", "page.md", "docs")
    assert check_settings_for(str(page)) == CheckSettings()
    files = [
        write("[tool.raci-graph.validate]\nfail-on = 'never'\n", "pyproject.toml"),
        write("[validate]\nfail-on = 'violation'\n"),
        write("[tool.raci-graph.validate]\nfail-on = 'info'\n", "pyproject.toml", "docs"),
        write("[validate]\nignore = ['W15']\n", folder="docs"),
    ]
    last = check_settings_for("docs/page.md")
    assert last == CheckSettings(ignore=("W15",), place=str(Path("docs/raci.toml")))
    assert check_settings_for("docs") == last
    said = []
    for file in reversed(files):
        said.append(check_settings_for("docs/page.md").fail_on)
        file.unlink()
    assert said == [None, "info", "violation", "never"]


def test_a_bundled_matrix_is_checked_as_the_working_folder_says(write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("[validate]\nfail-on = 'info'\n")
    assert check_settings_for("hosted-exchange").fail_on == "info"
