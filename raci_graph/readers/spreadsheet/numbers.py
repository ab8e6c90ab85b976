"""Numbers of a sheet as texts: whole ones without a point, dates as ISO 8601 writes them."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass

_DATES = frozenset({*range(14, 18), *range(27, 32), 36, *range(50, 59)})
_TIMES = frozenset({*range(18, 22), *range(32, 36), 45, 47})
_DATE_TIME = 22
_DURATION = 46
_NO_LETTERS = re.compile(r"\"[^\"]*\"?|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]")
_EXACT = 15
_FIRST_MARCH = 60


def number_text(text: str) -> str:
    """Return a number as text, with as many digits as a spreadsheet program shows; what is no number stays as it is.

    >>> number_text("1.0"), number_text("2.50"), number_text("0.30000000000000004"), number_text("n/a")
    ('1', '2.5', '0.3', 'n/a')
    """
    try:
        number = float(text)
    except ValueError:
        return text
    if not math.isfinite(number):
        return text
    if number.is_integer() and abs(number) < 10**_EXACT:
        return str(int(number))
    return format(number, f".{_EXACT}g")


@dataclass(frozen=True, slots=True)
class Dates:
    """How a workbook counts its days: from 1900, or from 1904."""

    from_1904: bool = False

    def text(self, value: str, number_format: int, code: str | None) -> str | None:
        """Return a number as a date, a time or a duration, or None for a number that is formatted as none.

        >>> Dates().text("45293", 14, None), Dates().text("45293.5", 22, None), Dates().text("0.5", 0, "0.0")
        ('2024-01-02', '2024-01-02T12:00:00', None)
        """
        kind = _kind(number_format, code)
        try:
            number = float(value)
            if kind is None or not math.isfinite(number):
                return None
            if kind == "duration":
                return str(datetime.timedelta(seconds=round(number * 86400)))
            return self._date(number)
        except (ValueError, OverflowError):
            return None

    def _date(self, number: float) -> str:
        seconds = round(number * 86400)
        days, rest = divmod(seconds, 86400)
        time = datetime.time(rest // 3600, rest // 60 % 60, rest % 60)
        if days == 0 and not self.from_1904:
            return time.isoformat()
        if self.from_1904:
            first = datetime.date(1904, 1, 1)
        else:
            # The year 1900 has a 29th of February there, so the days before it count from one day later.
            first = datetime.date(1899, 12, 30 if days >= _FIRST_MARCH else 31)
        date = first + datetime.timedelta(days=days)
        return date.isoformat() if rest == 0 else f"{date.isoformat()}T{time.isoformat()}"


def _kind(number_format: int, code: str | None) -> str | None:
    """Return what a format makes of a number: ``date``, ``duration``, or None for a number."""
    if code is None:
        if number_format == _DURATION:
            return "duration"
        return "date" if number_format in _DATES | _TIMES | {_DATE_TIME} else None
    letters = _NO_LETTERS.sub("", code.lower()).split(";")[0]
    if _ELAPSED.search(letters):
        return "duration"
    return "date" if re.search("[dmyhs]", letters) and "general" not in letters else None
