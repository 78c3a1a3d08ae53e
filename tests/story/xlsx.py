"""A workbook as Excel would write it, small enough to be written by hand: for tests of reading."""

import io
import zipfile
from xml.sax.saxutils import escape

PARTS = {
    '[Content_Types].xml':
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/'
        '2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/'
        'worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels':
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml':
        '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/'
        'spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships"><sheets><sheet name="Leads" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
SHEET = 'xl/worksheets/sheet1.xml'


def cell(column: int, row: int, value: str | int) -> str:
    place = f'{chr(ord("A") + column)}{row}'
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def sheet(rows: list[list[str | int]]) -> str:
    lines = ''.join(f'<row r="{at}">{"".join(cell(place, at, value) for place, value in enumerate(row))}'
                    '</row>' for at, row in enumerate(rows, 1))
    return ('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/'
            f'spreadsheetml/2006/main"><sheetData>{lines}</sheetData></worksheet>')


def workbook(rows: list[list[str | int]], parts: dict[str, bytes] | None = None) -> bytes:
    """The bytes of a file; `parts` are put in the place of its own, or beside them."""
    told = io.BytesIO()
    with zipfile.ZipFile(told, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in ({**PARTS, SHEET: sheet(rows)} | (parts or {})).items():
            archive.writestr(name, content)
    return told.getvalue()
