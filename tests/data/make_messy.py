#!/usr/bin/env python3
"""The shipped sample once more, as the messy files an office sends; tests/cli/messy_test.cpp imports them by recipes/messy.toml.

    /usr/bin/python3 tests/data/make_messy.py [FOLDER]

Boundaries in GCJ-02; buildings as a Shapefile in GBK whose language byte lies; points in BD-09; the households of one estate as an .xlsx and of another as
an .xls with a sheet for each building (title, two header rows, merged cells, a note below, addresses in all styles, dates as 2013.1.27, ID numbers instead of ages);
the others as a GBK CSV with semicolons. What is damaged beyond repair is written to damaged.csv, which the test compares with the import's report.
Python's standard library, and xlwt (package python3-xlwt).
"""
import csv
import datetime
import io
import json
import math
import pathlib
import sys

import xlwt

from broken_formats import METRES_PER_DEGREE_LAT, METRES_PER_DEGREE_LON, ORIGIN_LAT, ORIGIN_LON, dbf, id_number, shapefile, xlsx, xlsx_sheet

HERE = pathlib.Path(__file__).parent
SAMPLE = HERE.parent.parent / "geodata" / "sample"
AS_XLSX, AS_XLS = "estate-06", "estate-01"


# ---- the shifts of Chinese maps; eviltransform and Baidu's documents have the constants

def gcj02(lon, lat):
    x, y = lon - 105.0, lat - 35.0
    wave = lambda amplitude, *parts: amplitude * sum(a * math.sin(b * math.pi) for a, b in parts) / 3  # noqa: E731
    d_lat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    d_lat += wave(2, (20, 6 * x), (20, 2 * x)) + wave(2, (20, y), (40, y / 3)) + wave(2, (160, y / 12), (320, y / 30))
    d_lon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    d_lon += wave(2, (20, 6 * x), (20, 2 * x)) + wave(2, (20, x), (40, x / 3)) + wave(2, (150, x / 12), (300, x / 30))
    a, ee = 6378245.0, 0.00669342162296594323
    sine = math.sin(math.radians(lat))
    magic = 1 - ee * sine * sine
    return (lon + math.degrees(d_lon / (a / math.sqrt(magic) * math.cos(math.radians(lat)))),
            lat + math.degrees(d_lat / (a * (1 - ee) / (magic * math.sqrt(magic)))))


def bd09(lon, lat):
    x, y = gcj02(lon, lat)
    turn = math.pi * 3000 / 180
    radius = math.hypot(x, y) + 0.00002 * math.sin(y * turn)
    angle = math.atan2(y, x) + 0.000003 * math.cos(x * turn)
    return radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006


def shifted(coordinates, shift):
    if isinstance(coordinates[0], (int, float)):
        return [round(c, 10) for c in shift(*coordinates)]
    return [shifted(part, shift) for part in coordinates]


# ---- the sample

def features(name):
    return json.loads((SAMPLE / f"{name}.geojson").read_text(encoding="utf-8"))["features"]


def rows(name):
    return list(csv.DictReader(io.StringIO((SAMPLE / f"{name}.csv").read_text(encoding="utf-8-sig"))))


def table(columns, lines, delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows([columns, *lines])
    return text.getvalue()


NAMES = {"key": "编号", "address": "地址", "kind": "类别", "occupancy": "居住状况", "unit": "单元", "floor": "楼层", "door": "房号", "contact_name": "姓名",
         "contact_phone": "电话", "persons": "人数", "oldest_age": "最大年龄", "n_minors": "未成年人", "living_alone": "独居", "disability": "残疾",
         "low_income": "低收入", "chronic_illness": "慢性病", "needs_followup": "跟进", "veteran": "退役军人", "tenancy": "租住", "floor_area": "面积",
         "move_in": "入住日期", "last_visit": "上次走访", "fee_paid": "已缴费", "n_open_complaints": "未结诉求", "has_volunteer": "志愿者"}
IN_SHEETS = {**NAMES, "oldest_age": "最年长者身份证号"}
TODAY = datetime.date(2026, 10, 31)  # on which the ages are what the sample says
WORDS = {"kind": {"home": "住宅", "shop": "商铺", "enterprise": "企业"},
         "occupancy": {"own": "自住", "let": "出租", "vacant": "空置", "registered": "空挂"}}
YES_NO = ("living_alone", "disability", "low_income", "chronic_illness", "needs_followup", "veteran", "fee_paid", "has_volunteer")
NUMERALS = "零一二三四五六七八九十"


def chinese(number):
    n = int(number)
    return NUMERALS[n] if n <= 10 else ("十" if n < 20 else NUMERALS[n // 10] + "十") + (NUMERALS[n % 10] if n % 10 else "")


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)


def address(building, household, style):
    """One flat, as six clerks would write it."""
    name, number = building["name"].rstrip("0123456789栋"), "".join(c for c in building["name"] if c.isdigit())
    unit, door = household["unit"], household["door"]
    if not unit or not door or not building["name"].endswith("栋"):
        return building["address"]
    return [f"{name}{number}栋{unit}单元{door}室", f"{name}{number}幢{unit}单元{door}", f"{name}{chinese(number)}号楼{chinese(unit)}单元{wide(door)}室",
            f"{name}{wide(number)}栋 {unit} 单元 {door} 室", f"{name}{number}#楼{unit}单元{door}室", f"{name}{number}座{unit}单元{door}房"][style]


def date_text(text, style):
    if not text:
        return ""
    year, month, day = (int(part) for part in text.split("-"))
    return [f"{year}.{month}.{day}", f"{year}年{month}月{day}日", f"{year}/{month}/{day}", text][style % 4]


def id_number_of(age, number):
    """Of somebody invented who is that old today."""
    return id_number((TODAY.replace(year=TODAY.year - int(age)) - datetime.timedelta(days=number * 7 % 365)).strftime("%Y%m%d"))


class Clerk:
    """Writes households the way they come, and notes what nobody can make good again."""

    def __init__(self):
        self.buildings = {f["properties"]["key"]: f["properties"] for f in features("buildings")}
        self.damaged = []

    def cells(self, household, number):
        line = {c: household[c] for c in NAMES if c in household}
        line["address"] = address(self.buildings[household["building_key"]], household, number % 6)
        for column, words in WORDS.items():
            line[column] = words.get(line[column], line[column])
        for column in YES_NO:
            line[column] = {"1": "是", "0": "否"}.get(line[column], "")
        for column in ("move_in", "last_visit"):
            line[column] = date_text(line[column], number)
        return line

    def sheet(self, title, households):
        """Cells of a sheet and its merged spans; numbers as numbers, an unmerged unit only in the first of its rows."""
        columns = list(NAMES)
        upper = ["户主" if c in ("contact_name", "contact_phone") else IN_SHEETS[c] for c in columns]
        first = columns.index("contact_name")
        lines = [[title], ["填表日期：2026年10月31日"], upper, [NAMES[c] if c.startswith("contact") else None for c in columns]]
        lines[2][first + 1] = None
        merged = [(2, first, 2, first + 1)] + [(2, c, 3, c) for c in range(len(columns)) if c not in (first, first + 1)]
        unit_column, begin = columns.index("unit"), None
        for number, household in enumerate(households):
            line = self.cells(household, number)
            at = len(lines)
            cells = [None if line[c] == "" else line[c] for c in columns]
            for c in ("persons", "n_minors", "n_open_complaints", "floor_area"):
                if line[c] != "":
                    cells[columns.index(c)] = float(line[c]) if c == "floor_area" else int(line[c])
            if begin is not None and household["unit"] == households[number - 1]["unit"]:
                cells[unit_column] = None
            else:
                if begin is not None and at - begin > 1:
                    merged.append((begin, unit_column, at - 1, unit_column))
                begin = at
            if line["oldest_age"] != "":
                cells[columns.index("oldest_age")] = id_number_of(line["oldest_age"], number)
                if number % 17 == 3:  # typed into a cell that holds numbers
                    cells[columns.index("oldest_age")] = 990100195803120000
                    self.damaged.append((household["key"], "oldest_age"))
            if number % 29 == 7 and line["contact_phone"]:  # a long number that went through a narrow column
                cells[columns.index("contact_phone")] = "1.29E+10"
                self.damaged.append((household["key"], "contact_phone"))
            if number % 31 == 11:  # 3-1 that became the first of March
                cells[columns.index("door")] = (46082, 2)
                self.damaged.append((household["key"], "door"))
            lines.append(cells)
        if len(lines) - begin > 1:
            merged.append((begin, unit_column, len(lines) - 1, unit_column))
        lines.append(["注：空格表示同上；电话以户主本人为准"])
        return lines, merged


def letter(column):
    return chr(65 + column) if column < 26 else "A" + chr(65 + column - 26)


def write_xlsx(path, sheets):
    """`sheets`: (name, lines, merged spans of (row, column, row, column))."""
    parts, names, relations, types = {}, "", "", ""
    for n, (name, lines, merged) in enumerate(sheets, 1):
        spans = [f"{letter(c0)}{r0 + 1}:{letter(c1)}{r1 + 1}" for r0, c0, r1, c1 in merged]
        parts[f"xl/worksheets/sheet{n}.xml"] = xlsx_sheet(lines, spans)
        names += f'<sheet name="{name}" sheetId="{n}" r:id="rId{n + 1}"/>'
        relations += (f'<Relationship Id="rId{n + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
                      f'Target="worksheets/sheet{n}.xml"/>')
        types += (f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
                  'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>')
    from broken_formats import XLSX_PARTS
    book = XLSX_PARTS["xl/workbook.xml"]
    parts["xl/workbook.xml"] = book[:book.index("<sheet ")] + names + "</sheets></workbook>"
    whole = XLSX_PARTS["xl/_rels/workbook.xml.rels"]
    styles = whole[whole.index('<Relationship Id="rId2"'):].replace('"rId2"', '"rId1"')
    parts["xl/_rels/workbook.xml.rels"] = whole[:whole.index("<Relationship Id")] + relations + styles
    content = XLSX_PARTS["[Content_Types].xml"]
    at, end = content.index('<Override PartName="/xl/worksheets'), content.index('<Override PartName="/xl/styles')
    parts["[Content_Types].xml"] = content[:at] + types + content[end:]
    first = parts.pop("xl/worksheets/sheet1.xml")
    path.write_bytes(xlsx(first, **parts))


def write_xls(path, sheets):
    book = xlwt.Workbook(encoding="utf-8")
    month_and_day = xlwt.easyxf(num_format_str='M"月"D"日"')
    for name, lines, merged in sheets:
        sheet = book.add_sheet(name)
        spans = {(r0, c0): (r1, c1) for r0, c0, r1, c1 in merged}
        for r, line in enumerate(lines):
            for c, value in enumerate(line):
                if value is None:
                    continue
                value, style = (value[0], month_and_day) if isinstance(value, tuple) else (value, xlwt.Style.default_style)
                r1, c1 = spans.get((r, c), (r, c))
                sheet.write_merge(r, r1, c, c1, value, style)
    book.save(str(path))


def metres(lon, lat):
    return (lon - ORIGIN_LON) * METRES_PER_DEGREE_LON, (lat - ORIGIN_LAT) * METRES_PER_DEGREE_LAT


def write_buildings(to):
    names = {"key": ("编号", 8), "name": ("名称", 40), "address": ("地址", 60), "use": ("用途", 16), "estate_key": ("小区编号", 20), "units": ("单元数", 4),
             "floors": ("层数", 4), "built_year": ("建成年份", 6)}
    shapes, lines = [], []
    for f in features("buildings"):
        ring = [metres(*p) for p in f["geometry"]["coordinates"][0]]
        shapes.append([ring[::-1]])  # shells are clockwise here
        lines.append([str("" if f["properties"][c] is None else f["properties"][c]).encode("gbk") for c in names])
    dbase = dbf([(name.encode("gbk"), width) for name, width in names.values()], lines, 0x57)
    for name, content in shapefile("buildings", shapes, dbase).items():
        (to / name).write_bytes(content)


def main():
    to = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "messy")
    (to / "register").mkdir(parents=True, exist_ok=True)
    for name in ("zones", "estates"):
        moved = [{**f, "geometry": {**f["geometry"], "coordinates": shifted(f["geometry"]["coordinates"], gcj02)}} for f in features(name)]
        (to / f"{name}.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": moved}, ensure_ascii=False), encoding="utf-8")
    write_buildings(to)
    points = [[*(f["properties"][c] for c in ("key", "kind", "name", "functional_areas")), *(f"{c:.9f}" for c in bd09(*f["geometry"]["coordinates"]))]
              for f in features("service_points")]
    (to / "service_points.csv").write_bytes(table(["编号", "类别", "名称", "功能区", "经度", "纬度"], points).encode("gbk"))
    clerk = Clerk()
    by_building = {}
    for household in rows("households"):
        by_building.setdefault(household["building_key"], []).append(household)
    sheets, others = {AS_XLSX: [], AS_XLS: []}, []
    for key, households in by_building.items():
        building = clerk.buildings[key]
        if building["estate_key"] in sheets:
            sheets[building["estate_key"]].append((building["name"], *clerk.sheet(f"融祥社区{building['name']}住户台账", households)))
        else:
            others += households
    write_xlsx(to / "register" / "fenghe.xlsx", sheets[AS_XLSX])
    write_xls(to / "register" / "jinlan.xls", sheets[AS_XLS])
    lines = [{**clerk.cells(h, n), "address": h["building_key"]} for n, h in enumerate(others)]
    names = {**NAMES, "address": "楼栋编号"}
    (to / "others.csv").write_bytes(table(list(names.values()), [[line[c] for c in names] for line in lines], ";").encode("gbk"))
    (to / "damaged.csv").write_text(table(["key", "column"], clerk.damaged), encoding="utf-8")


if __name__ == "__main__":
    main()
