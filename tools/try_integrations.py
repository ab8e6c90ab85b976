"""Tries what other people's CI uses on a faulty matrix: the hook for pre-commit, the action and the job for GitLab.

Usage: python tools/try_integrations.py    (needs git, bash, pre-commit and an index of packages to install from)

Exit code 0 if each of them fails on the faulty matrix and points at its line, and passes when it is mended.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

TOP = Path(__file__).resolve().parent.parent
NAME = "raci.md"
PAGE = TOP / "docs/how-to/ci.md"
FAULTY = "# Who does what\n\n| Activity | Ops | Dev |\n|---|---|---|\n| Deploy | RA | A |\n| Test | R | A |\n"
MENDED = FAULTY.replace("| RA | A |", "| RA | C |")
LINE = 5
_PATH = "${{ github.action_path }}"
_INPUT = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")


def main() -> int:
    """Try them, and return the exit code."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        failures = [*_try_hook(place), *_try_action(place), *_try_gitlab(place)]
    for failure in failures:
        print(failure)
    print(f"3 integrations tried, {len(failures)} faults")
    return int(bool(failures))


def action_steps() -> list[dict[str, Any]]:
    """Return the steps of the action that are commands."""
    action = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
    return [step for step in action["runs"]["steps"] if "run" in step]


def gitlab_job() -> dict[str, Any]:
    """Return the job for GitLab of the docs."""
    text = PAGE.read_text("utf-8").partition("## GitLab")[2]
    snippet = yaml.safe_load(text.partition("```yaml\n")[2].partition("```")[0])
    job: dict[str, Any] = snippet["matrices"]
    return job


def _try_hook(scratch: Path) -> list[str]:
    repository = _repository(scratch / "hooked")
    hook = ["pre-commit", "try-repo", str(TOP), "raci-graph-validate", "--verbose", "--files", NAME]
    environment = {"PRE_COMMIT_HOME": str(scratch / "pre-commit")}
    found = _run(hook, repository, environment)
    faults = _judge("pre-commit", found, f"{NAME}:{LINE}:1: W02 violation")
    (repository / NAME).write_text(MENDED, "utf-8")
    mended = _run(hook, repository, environment)
    return faults + ([] if mended.returncode == 0 else [f"pre-commit: the mended matrix fails:\n{mended.stdout}"])


def _try_action(scratch: Path) -> list[str]:
    repository = _repository(scratch / "acted")
    temporary = scratch / "runner"
    temporary.mkdir()
    given = {"sources": f"\n{NAME}\n", "sarif-file": "raci.sarif"}
    found = _act(repository, temporary, given)
    faults = _judge("action", found, f"::error file={NAME},line={LINE},col=1,title=W02 ")
    if not (repository / "raci.sarif").exists():
        faults.append("action: there is no SARIF file")
    (repository / NAME).write_text(MENDED, "utf-8")
    mended = _act(repository, temporary, given)
    return faults + ([] if mended.returncode == 0 else [f"action: the mended matrix fails:\n{mended.stdout}"])


def _act(repository: Path, temporary: Path, given: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the steps of the action as their runner does: one after the other, until one fails."""
    action = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
    inputs = {name: given.get(name, each.get("default", "")) for name, each in action["inputs"].items()}
    found = None
    for step in action_steps():
        environment = {"RUNNER_TEMP": str(temporary)}
        for name, value in step.get("env", {}).items():
            environment[name] = _INPUT.sub(lambda match: inputs[match[1]], value.replace(_PATH, str(TOP)))
        found = _run(["bash", "-eo", "pipefail", "-c", step["run"]], repository, environment)
        if found.returncode:
            break
    if found is None:
        raise SystemExit("action.yml has no step that is a command")
    return found


def _try_gitlab(scratch: Path) -> list[str]:
    """Run the script of the job as its runner does, with a Python of its own; the package is that of this checkout."""
    job = gitlab_job()
    install, validate = job["script"]
    if install != "pip install raci-graph":
        return [f"GitLab: the job does not install the package by '{install}'"]
    name = shlex.split(validate)[2]
    repository = _repository(scratch / "piped", name)
    image = scratch / "image"
    venv.create(image, with_pip=True)
    environment = {"PATH": f"{image / 'bin'}:{os.environ['PATH']}"}
    script = f"pip install --quiet {shlex.quote(str(TOP))}\n{validate}\n"
    found = _run(["bash", "-eo", "pipefail", "-c", script], repository, environment)
    report = repository / job["artifacts"]["reports"]["junit"]
    if not report.exists():
        return [f"GitLab: there is no report of tests:\n{found.stdout}"]
    faults = _judge(
        "GitLab", found, f'W02 row 1 Deploy" classname="{name}" file="{name}" line="{LINE}"', report.read_text("utf-8")
    )
    (repository / name).write_text(MENDED, "utf-8")
    mended = _run(["bash", "-eo", "pipefail", "-c", validate], repository, environment)
    return faults + ([] if mended.returncode == 0 else [f"GitLab: the mended matrix fails:\n{mended.stdout}"])


def _judge(name: str, found: subprocess.CompletedProcess[str], wanted: str, report: str | None = None) -> list[str]:
    said = found.stdout if report is None else report
    if found.returncode == 0:
        return [f"{name}: a faulty matrix passes"]
    return [] if wanted in said else [f"{name}: no '{wanted}' in what it says:\n{said}"]


def _repository(folder: Path, name: str = NAME) -> Path:
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text(FAULTY, "utf-8")
    for command in (["git", "init", "--quiet"], ["git", "add", "."]):
        subprocess.run(command, cwd=folder, check=True)  # noqa: S603 - commands of this file
    return folder


def _run(command: list[str], folder: Path, more: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - commands of this file and of action.yml
        command,
        cwd=folder,
        env=os.environ | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main())
