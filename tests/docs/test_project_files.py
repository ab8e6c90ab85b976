"""What README, CHANGELOG, the licences and .ci/run say agrees with each other."""

import re
import shutil
import subprocess
import tomllib

import pytest
import yaml

LICENCES = ["Apache-2.0", "BSD-3-Clause", "CC-BY-4.0", "CC-BY-NC-SA-4.0", "MIT"]
SECTIONS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


@pytest.fixture
def text_of(repository):
    return lambda name: (repository / name).read_text("utf-8")


def set_up_commands(readme):
    """The sh blocks of a README that make a virtual environment, each with the heading that it stands under."""
    blocks = re.findall(r"^## ([^\n]+)\n(?:(?!## )[^\n]*\n)*?```sh\n(.*?)```$", readme, re.MULTILINE | re.DOTALL)
    return {heading: body for heading, body in blocks if "python3 -m venv" in body}


def test_readme_has_two_set_up_commands_of_one_line_each(text_of):
    commands = set_up_commands(text_of("README.md"))
    assert set(commands) == {"See it", "Run the tests"}
    assert text_of("README.md").count("python3 -m venv") == 2
    assert commands["See it"].endswith("raci-graph report hosted-exchange\n")
    assert commands["Run the tests"].endswith("-m pytest -n auto\n")
    assert [body.count("\n") for body in commands.values()] == [1, 1]


@pytest.mark.parametrize("heading", ["See it", "Run the tests"])
def test_ci_reads_the_command_out_of_the_readme(heading, text_of, repository, need):
    need("bash", shutil.which("bash"))
    need("awk", shutil.which("awk"))
    function = re.search(r"^readme_command\(\) \{\n.*?^\}\n", text_of(".ci/run"), re.MULTILINE | re.DOTALL)
    script = f'stop() {{ exit 9; }}\n{function.group()}readme_command "{heading}"'
    done = subprocess.run(["bash", "-c", script], cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout == set_up_commands(text_of("README.md"))[heading]
    assert f"readme_command '{heading}'" in text_of(".ci/run")
    assert "python -m pytest" not in text_of(".ci/run")


@pytest.mark.parametrize(
    "readme",
    ["# Nothing\n", "## See it\n\n```sh\none\ntwo\n```\n", "## See it\n\n## Next\n\n```sh\none\n```\n"],
    ids=["no heading", "two lines", "block under another heading"],
)
def test_ci_stops_at_a_readme_without_the_command(readme, text_of, tmp_path, need):
    need("bash", shutil.which("bash"))
    need("awk", shutil.which("awk"))
    (tmp_path / "README.md").write_text(readme)
    function = re.search(r"^readme_command\(\) \{\n.*?^\}\n", text_of(".ci/run"), re.MULTILINE | re.DOTALL)
    script = f'stop() {{ exit 9; }}\n{function.group()}readme_command "See it"'
    assert subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, check=False).returncode == 9


def test_ci_is_what_the_workflow_runs(text_of):
    workflow = yaml.safe_load(text_of(".github/workflows/ci.yml"))
    job = workflow["jobs"]["ci"]
    assert job["steps"][-1]["run"] == "bash .ci/run"
    assert job["strategy"]["matrix"]["python-version"] == ["3.11", "3.13"]


def test_every_licence_named_has_its_text_and_every_text_is_named(text_of, repository):
    assert sorted(path.name for path in (repository / "LICENSES").iterdir()) == [f"{name}.txt" for name in LICENCES]
    named = {licence for each in annotations(text_of) for licence in each["SPDX-License-Identifier"].split(" AND ")}
    assert named == set(LICENCES)
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    assert project["license"].split(" AND ") == LICENCES
    assert yaml.safe_load(text_of("CITATION.cff"))["license"] == LICENCES[0]


@pytest.mark.parametrize(
    ("name", "title", "lines"),
    [
        ("Apache-2.0", "Apache License", 200),
        ("BSD-3-Clause", "BSD 3-Clause License", 10),
        ("CC-BY-4.0", "Attribution 4.0 International", 200),
        ("CC-BY-NC-SA-4.0", "Attribution-NonCommercial-ShareAlike 4.0 International", 200),
        ("MIT", "MIT License", 8),
    ],
)
def test_a_licence_text_is_the_licence_that_its_name_says(name, title, lines, text_of):
    text = text_of(f"LICENSES/{name}.txt")
    assert text.split("\n\n")[0].strip().startswith(title)
    assert len(text.splitlines()) > lines


def test_the_publishers_table_is_under_the_publishers_licence(text_of):
    (data,) = [each for each in annotations(text_of) if "data/ovhcloud/**" in each["path"]]
    assert data["SPDX-License-Identifier"] == "CC-BY-NC-SA-4.0"
    assert any("OVHcloud" in holder for holder in data["SPDX-FileCopyrightText"])
    for said in ("OVHcloud", "https://github.com/ovh/docs", "15 November 2022", "CC BY-NC-SA 4.0", "endorsed"):
        assert said in text_of("data/LICENSE")


def test_the_changelog_has_the_form_of_keep_a_changelog(text_of):
    text = text_of("CHANGELOG.md")
    assert text.startswith("# Changelog\n")
    assert "https://keepachangelog.com/en/1.1.0/" in text
    entries = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert entries[0] == "[Unreleased]"
    dates = [re.fullmatch(r"\[\d+\.\d+\.\d+\] - (\d{4}-\d{2}-\d{2})", entry).group(1) for entry in entries[1:]]
    assert dates == sorted(dates, reverse=True)
    assert dates
    assert set(re.findall(r"^### (.*)$", text, re.MULTILINE)) <= SECTIONS


def test_hooks_before_a_commit_fetch_nothing(text_of):
    hooks = yaml.safe_load(text_of(".pre-commit-config.yaml"))
    assert {repo["repo"] for repo in hooks["repos"]} == {"local"}
    assert {hook["language"] for repo in hooks["repos"] for hook in repo["hooks"]} == {"system"}


def annotations(text_of):
    return tomllib.loads(text_of("REUSE.toml"))["annotations"]
