"""The errors of raci_graph, branched by what the caller can do about them.

    RaciGraphError
    ├── UsageError          wrong option, unknown name or parameter, a query that does not parse   exit 2
    ├── InputError          an input that cannot be read: no matrix in it, broken Turtle, shapes    exit 3
    ├── StoreError          a store that cannot be reached, refused, or took too long               exit 4
    ├── OutputError         an output that cannot be written                                        exit 5
    └── MissingToolError    a program that this task needs is not on this machine                   exit 2

Each carries one clear sentence, the place it speaks of, and the remedy. The command line turns it into one
line on standard error; nothing else prints.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar


class RaciGraphError(Exception):
    """Anything raci_graph refuses to do.

    Attributes:
        message: what is wrong, one sentence without a closing full stop.
        place: the file, ``file:line:column`` or address that it is about, if there is one.
        remedy: what to do about it, one sentence, if there is one.
        exit_code: the exit code of the command line for this kind of error.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, place: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message, place, remedy)
        self.message = message
        self.place = place
        self.remedy = remedy

    def __reduce__(self) -> tuple[partial[RaciGraphError], tuple[()]]:
        """Let a process hand the error to another one, with all its parts."""
        return partial(type(self), self.message, place=self.place, remedy=self.remedy), ()

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text}. {self.remedy}" if self.remedy else text


class UsageError(RaciGraphError):
    """The caller asked for something that does not exist or does not parse."""

    exit_code = 2


class MissingToolError(RaciGraphError):
    """A program outside Python (such as Java) is needed and is not there."""

    exit_code = 2


class InputError(RaciGraphError):
    """A document, graph or shapes file cannot be read."""

    exit_code = 3


class StoreError(RaciGraphError):
    """A SPARQL server or a store refuses, is out of reach, or takes too long."""

    exit_code = 4


class OutputError(RaciGraphError):
    """A file or folder cannot be written."""

    exit_code = 5
