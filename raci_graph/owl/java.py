"""Runs programs of others, Java above all, with a time-out, and says plainly when there is no usable Java."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from typing import TYPE_CHECKING

from raci_graph.errors import MissingToolError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INSTALL = (
    "Install a JDK, version 11 or later (Debian and Ubuntu: default-jdk-headless; elsewhere: https://adoptium.net), "
    "and put its 'java' on PATH"
)
_OPTIONS = "JAVA_TOOL_OPTIONS"
_FOR_SHORT_RUNS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""What makes a run of some seconds end sooner: code is compiled once, and one thread collects garbage."""
_NO_COMPILER = "jdk.compiler"
_TOO_OLD = ("Could not find or load main class", "UnsupportedClassVersionError", "Unrecognized option")
_STUB = "Unable to locate a Java Runtime"


class JavaFailureError(Exception):
    """A Java program, or the program that runs it, ended without a result; the message says how."""


def find_java(purpose: str) -> str:
    """Return the path of ``java``, looked up on PATH now.

    Args:
        purpose: what needs it, as the subject of a sentence.

    Raises:
        MissingToolError: if there is none.
    """
    java = shutil.which("java")
    if java is None:
        raise MissingToolError(f"{purpose} needs Java, and there is no 'java' on PATH", remedy=INSTALL)
    return java


def run(command: Sequence[str], *, purpose: str, timeout: float, given: bytes = b"", env: Mapping[str, str]) -> bytes:
    """Run a program in a process group of its own and return what it wrote to standard output.

    Java is told to compile for a short run, unless the environment has options for it (``JAVA_TOOL_OPTIONS``).

    Args:
        command: the program and its arguments.
        purpose: what it is for, as the subject of a sentence.
        timeout: after how many seconds the whole group is ended.
        given: what it reads from standard input.
        env: its environment.

    Raises:
        MissingToolError: if the Java found is too old, a mere placeholder, or lacks the compiler that is needed.
        JavaFailureError: if it fails otherwise or takes too long.
    """
    process = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={_OPTIONS: _FOR_SHORT_RUNS, **env},
        start_new_session=True,
    )
    try:
        out, err = process.communicate(given, timeout=timeout)
    except subprocess.TimeoutExpired:
        raise JavaFailureError(f"{purpose} took more than {timeout:g} seconds and was ended") from None
    finally:
        _end(process)
    message = without_notice(err.decode("utf-8", "replace"))
    if process.returncode:
        raise_if_unusable(message, purpose)
        raise JavaFailureError(f"{purpose} failed: {message or f'exit code {process.returncode}'}")
    return out


def without_notice(message: str) -> str:
    """Return what Java wrote without the line that says which options it was given by the environment.

    >>> without_notice("Picked up JAVA_TOOL_OPTIONS: -Xshare:auto\\nError: no memory\\n")
    'Error: no memory'
    """
    lines = (line for line in message.splitlines() if not line.startswith(f"Picked up {_OPTIONS}"))
    return "\n".join(lines).strip()


def raise_if_unusable(message: str, purpose: str) -> None:
    """Raise MissingToolError if an error message of Java shows that this Java cannot do it at all."""
    if _NO_COMPILER in message:
        raise MissingToolError(
            f"{purpose} needs a JDK, and the Java on PATH is a runtime without the compiler", remedy=INSTALL
        )
    if _STUB in message:
        raise MissingToolError(f"{purpose} needs Java, and the 'java' on PATH is only a placeholder", remedy=INSTALL)
    if any(each in message for each in _TOO_OLD):
        raise MissingToolError(f"{purpose} needs Java 11 or later, and the 'java' on PATH is older", remedy=INSTALL)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()  # communicate leaves it open after a time-out
