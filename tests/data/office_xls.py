#!/usr/bin/env python3
"""Makes office.xls, the old workbook that tests/ingest/workbook_test.cpp reads: a title, names in two rows, merged cells,
a door that became a date, a rounded number, a note; and a second sheet. Needs python3-xlwt. Nobody in it exists.

    python3 tests/data/office_xls.py tests/data/office.xls
"""

import datetime
import sys

import xlwt

book = xlwt.Workbook()
day = xlwt.easyxf(num_format_str='m"月"d"日"')
date = xlwt.easyxf(num_format_str='yyyy-mm-dd')
sheet = book.add_sheet("3栋")
rows = [
    ["2026年台账"],
    ["户主", "联系方式", "", "房号", "编号", "出生日期"],
    ["", "电话", "微信"],
    ["张一", "13800000000", "w", "3-1", 1, (datetime.date(1958, 3, 12), date)],
    ["", "13800000001", "", (datetime.date(2026, 3, 2), day), 510113199001011234, ""],
    ["合计", 2],
    ["备注：示例"],
]
for r, row in enumerate(rows):
    for c, cell in enumerate(row):
        if isinstance(cell, tuple):
            sheet.write(r, c, cell[0], cell[1])
        elif cell != "":
            sheet.write(r, c, cell)
other = book.add_sheet("4栋")
for c, cell in enumerate(["户主", "电话", "微信", "房号", "编号", "出生日期"]):
    other.write(0, c, cell)
for c, cell in enumerate(["李二", "13800000002", "", "101", 2]):
    other.write(1, c, cell)
book.save(sys.argv[1])
