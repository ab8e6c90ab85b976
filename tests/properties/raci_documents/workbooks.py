"""Writes grids as workbooks: XLSX with xlsxwriter, ODS by hand."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from raci_documents.formats import Format, legend_grid
from raci_documents.layouts import Grid, Legend

_NAMES = ("office", "table", "text", "style")
_SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
_SPACES += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
_BOLD = (
    '<style:style style:name="b" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'
)


class Workbook(Format):
    headings = False
    text = False

    def line_break(self):
        return "\n"

    def written(self, blocks):
        """Return a workbook with the one grid of the blocks, below the legend if there is one, as bytes."""
        [grid] = [block for block in blocks if isinstance(block, Grid)]
        above = []
        for block in blocks:
            if isinstance(block, Legend):
                header, rows = legend_grid(block.entries)
                above += [header, *rows, []]
        return self.book([*above, grid.header, *grid.rows], len(grid.header))


class Xlsx(Workbook):
    ending = "xlsx"

    def book(self, rows, width):
        import xlsxwriter

        stream = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(stream, options) as workbook:
            sheet = workbook.add_worksheet("RACI")
            bold = workbook.add_format({"bold": True})
            for at, row in enumerate(rows):
                if len(row) == 1:
                    sheet.merge_range(at, 0, at, width - 1, row[0][0][0], bold)
                    continue
                for column, cell in enumerate(row):
                    strong = all(style == "bold" for _, style in cell)
                    if self.inline(cell):
                        sheet.write_string(at, column, self.inline(cell), bold if strong else None)
        return stream.getvalue()


class Ods(Workbook):
    ending = "ods"

    def book(self, rows, width):
        lines = "".join(
            f"<table:table-row>{''.join(self._cell(cell, width if len(row) == 1 else 1) for cell in row)}"
            "</table:table-row>"
            for row in rows
        )
        content = (
            f"<office:document-content {_SPACES}><office:automatic-styles>{_BOLD}</office:automatic-styles>"
            f"<office:body><office:spreadsheet><table:table table:name={quoteattr('RACI')}>{lines}</table:table>"
            "</office:spreadsheet></office:body></office:document-content>"
        )
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", content)
        return stream.getvalue()

    def _cell(self, cell, columns):
        strong = ' table:style-name="b"' if all(style == "bold" for _, style in cell) else ""
        merged = f' table:number-columns-spanned="{columns}"' if columns > 1 else ""
        covered = f'<table:covered-table-cell table:number-columns-repeated="{columns - 1}"/>' if columns > 1 else ""
        texts = self.inline(cell).split("\n") if self.inline(cell) else []
        inner = "".join(f"<text:p>{escape(text)}</text:p>" for text in texts)
        return f'<table:table-cell office:value-type="string"{strong}{merged}>{inner}</table:table-cell>{covered}'
