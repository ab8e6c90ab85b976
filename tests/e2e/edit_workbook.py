"""Edits the first sheet of a workbook in LibreOffice; run by the Python that has its module ``uno``.

python3 edit_workbook.py SOURCE TARGET... with a list of edits as JSON on standard input, in which a row is named by the
text of its activity, in column B:

- ["set", row, column, text] writes a cell; columns count from 0;
- ["insert", row, texts] puts a row below one, its texts from column B on;
- ["copy", row] puts a copy of the whole row below it, ["delete", row] deletes it.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}
ACTIVITIES = 1
MOST_ROWS = 1000
SECONDS = 60


def main() -> None:
    source, *targets = sys.argv[1:]
    edits = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as profile:
        pipe = Path(profile).name
        program = ["soffice", "--headless", "--norestore", "--nologo"]
        program += [f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={pipe};urp;"]
        office = subprocess.Popen(program)
        try:
            desktop = connected(pipe)
            book = desktop.loadComponentFromURL(url(source), "_blank", 0, (said("Hidden", value=True),))
            for edit in edits:
                apply(book.Sheets.getByIndex(0), *edit)
            for target in targets:
                book.storeToURL(url(target), (said("FilterName", value=FILTERS[Path(target).suffix]),))
            book.close(True)  # noqa: FBT003 - UNO takes no names
            desktop.terminate()
            office.wait(SECONDS)
        finally:
            office.kill()


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + SECONDS
    while True:
        try:
            found = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return found.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", found)


def apply(sheet, kind, name, *rest):
    row = next(at for at in range(MOST_ROWS) if sheet.getCellByPosition(ACTIVITIES, at).String == name)
    if kind == "set":
        column, text = rest
        sheet.getCellByPosition(column, row).String = text
    elif kind == "insert":
        sheet.Rows.insertByIndex(row + 1, 1)
        for column, text in enumerate(rest[0], ACTIVITIES):
            sheet.getCellByPosition(column, row + 1).String = text
    elif kind == "copy":
        sheet.Rows.insertByIndex(row + 1, 1)
        whole = sheet.getCellRangeByPosition(0, row, 20, row).RangeAddress
        sheet.copyRange(sheet.getCellByPosition(0, row + 1).CellAddress, whole)
    elif kind == "delete":
        sheet.Rows.removeByIndex(row, 1)


def said(name, *, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def url(path):
    return Path(path).resolve().as_uri()


if __name__ == "__main__":
    main()
