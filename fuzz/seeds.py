"""Writes the documents from which fuzzing starts: ``python fuzz/seeds.py FOLDER``.

They are those of the repository and some of the property tests, a folder for each ending.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz_readers import PACKED, unpacked
from hypothesis import HealthCheck, Phase, given, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_documents.cases import Case

ROOT = Path(__file__).resolve().parent.parent
OWN = ("tests/unit/data", "tests/fixtures/library", "data/ovhcloud/hosted-exchange/2022-11-15/source.txt")
ENOUGH = 25
"""How many documents of each format are written."""


def documents() -> Iterator[tuple[str, bytes]]:
    """Yield the ending and the bytes of each document."""
    sys.path.insert(0, str(ROOT / "tests" / "properties"))
    from raci_documents.cases import FORMATS, cases

    for name in OWN:
        path = ROOT / name
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            if file.suffix != ".toml":
                yield file.suffix[1:], file.read_bytes()
    found: list[Case] = []

    def keep(case: Case) -> None:
        found.append(case)

    calm = settings(
        max_examples=ENOUGH,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    for form in FORMATS:
        calm(given(cases(form))(keep))()  # type: ignore[no-untyped-call]
    for case in found:
        yield case.format.ending, case.data


def main() -> None:
    """Write the documents into the folder that the first argument names."""
    folder = Path(sys.argv[1])
    for ending, data in documents():
        seed = unpacked(data) if ending in PACKED else data
        (folder / ending).mkdir(parents=True, exist_ok=True)
        (folder / ending / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


if __name__ == "__main__":
    main()
