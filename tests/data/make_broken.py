#!/usr/bin/env python3
"""Makes tests/data/broken: a small file for each way in which input is broken. tests/cli/broken_test.cpp says what becomes of each.

    /usr/bin/python3 tests/data/make_broken.py [FOLDER]

Python's standard library, and xlwt (package python3-xlwt) for the old workbooks. The files are kept in the repository; tests don't need Python.
Everything lies in an invented community near 104.25 E 30.88 N; the base is one community of two grids and four buildings, b1 to b4.
"""
import bz2
import pathlib
import struct
import sys

import xlwt

from broken_formats import (GPKG, box, dbf, feature, geojson, gpkg_blob, id_number, multi_polygon, pbf, point, polygon, shapefile, shp_polygon, sqlite,
                            wkb_polygon, xlsx, xlsx_sheet)

NAN = float("nan")
BEIJING_54 = b'''GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],''' \
             b'''UNIT["Degree",0.0174532925199433]]'''


def zone(key, level, ring, parent=None, **more):
    return feature(polygon(ring), key=key, level=level, parent_key=parent, name=f"{key}区域", **more)


def house(key, geometry, name=None):
    return feature(geometry, key=key, name=name or f"{key}号楼")


def base():
    """What the others are imported onto."""
    yield "base_zones.geojson", geojson(
        zone("c1", "community", box(0, 0, 400, 200)), zone("g1", "grid", box(0, 0, 200, 200), "c1"), zone("g2", "grid", box(200, 0, 200, 200), "c1"))
    yield "base_buildings.geojson", geojson(
        *(house(f"b{n}", polygon(box(x, 50, 20, 12)), f"{n}栋") for n, x in ((1, 50), (2, 100), (3, 250), (4, 300))))


def geometries():
    bow_tie = [(50, 100), (80, 120), (80, 100), (50, 120), (50, 100)]
    yield "self_intersection.geojson", geojson(house("x1", polygon(bow_tie)), house("x2", polygon(box(90, 100, 10, 10))))
    yield "unclosed_ring.geojson", geojson(house("x1", polygon(box(50, 100, 20, 12)[:-1])))
    twice = [p for p in box(50, 100, 20, 12) for _ in (0, 1)]
    yield "duplicate_points.geojson", geojson(house("x1", polygon(twice)))
    yield "nested_shells.geojson", geojson(house("x1", multi_polygon([box(50, 100, 30, 30)], [box(60, 110, 5, 5)])))
    yield "hole_outside.geojson", geojson(house("x1", polygon(box(50, 100, 20, 12), box(90, 100, 5, 5)[::-1])))
    yield "empty_rings.geojson", geojson(
        house("x1", {"type": "Polygon", "coordinates": []}), house("x2", {"type": "Polygon", "coordinates": [[]]}), house("x3", None),
        house("x4", polygon(box(50, 100, 20, 12))))
    yield "collapsed_rings.geojson", geojson(
        house("x1", polygon([(50, 100), (70, 100), (50, 100)])), house("x2", polygon([(50, 100), (60, 100), (70, 100), (50, 100)])),
        house("x3", polygon([(50, 100)] * 4)), house("x4", polygon(box(50, 100, 20, 12))))
    yield "sliver.geojson", geojson(house("x1", polygon(box(50, 100, 40, 0.02))), house("x2", polygon(box(50, 110, 20, 12))))
    yield "overlapping_zones.geojson", geojson(
        zone("o1", "grid", box(1000, 0, 210, 200)), zone("o2", "grid", box(1200, 0, 200, 200)))
    yield "gapped_zones.geojson", geojson(
        zone("p0", "community", box(1000, 0, 400, 200)), zone("p1", "grid", box(1000, 0, 190, 200), "p0"), zone("p2", "grid", box(1200, 0, 200, 200), "p0"))
    yield "enclosed_gap.geojson", geojson(
        zone("q1", "grid", [(1000, 0), (1090, 0), (1090, 90), (1090, 110), (1090, 200), (1000, 200), (1000, 0)]),
        zone("q2", "grid", [(1110, 0), (1200, 0), (1200, 200), (1110, 200), (1110, 110), (1110, 90), (1110, 0)]),
        zone("q3", "grid", box(1090, 0, 20, 90)), zone("q4", "grid", box(1090, 110, 20, 90)))
    yield "cyclic_zones.geojson", geojson(
        zone("y1", "grid", box(1000, 0, 100, 100), "y2"), zone("y2", "grid", box(1100, 0, 100, 100), "y1"), zone("y3", "grid", box(1200, 0, 100, 100), "y3"),
        zone("y4", "grid", box(1300, 0, 100, 100), "nobody"))
    clockwise = box(50, 100, 20, 12)
    courtyard = [box(80, 100, 30, 30)[::-1], box(90, 110, 10, 10)]
    names = [(b"key", 8), (b"name", 12)]
    rows = [(b"x1", b"x1"), (b"x2", b"x2")]
    # The specification wants shells clockwise and holes counterclockwise; the first shape has its shell the other way round.
    yield from shapefile("wrong_ring_order", [[clockwise], courtyard], dbf(names, rows)).items()


def positions():
    swapped = geojson(house("x1", polygon(box(50, 100, 20, 12))), house("x2", polygon(box(90, 100, 20, 12))))
    for lon, lat in {(p[0], p[1]) for f in (box(50, 100, 20, 12), box(90, 100, 20, 12)) for p in
                     polygon(f)["coordinates"][0]}:
        swapped = swapped.replace(f"[{lon},{lat}]".encode(), f"[{lat},{lon}]".encode())
    yield "swapped.geojson", swapped
    yield "far_out.geojson", geojson(
        house("x1", {"type": "Polygon", "coordinates": [[[1e300, 0], [1e300, 1], [1e299, 1], [1e300, 0]]]}),
        house("x2", {"type": "Polygon", "coordinates": [[[704.25, 130.88], [704.2501, 130.88], [704.2501, 130.8801], [704.25, 130.88]]]}),
        house("x3", polygon(box(50, 100, 20, 12))), house("x4", polygon(box(6000000, 100, 20, 12))))
    yield "points.csv", ("key,lon,lat\nx1,104.2505,30.8805\nx2,nan,30.8805\nx3,inf,30.8805\nx4,,\nx5,104.2505,\nx6,东经104度,30.8805\n"
                         "x7,0,0\n").encode()
    names = [(b"key", 8), (b"name", 12)]
    parts = shapefile("nan", [[box(50, 100, 20, 12)], [box(80, 100, 20, 12)]], dbf(names, [(b"x1", b"x1"), (b"x2", b"x2")]))
    good, bad = shp_polygon([box(80, 100, 20, 12)]), shp_polygon([box(80, 100, 20, 12)])[:-80] + struct.pack("<2d", NAN, NAN) * 5
    assert good in parts["nan.shp"]
    parts["nan.shp"] = parts["nan.shp"].replace(good, bad)
    yield from parts.items()
    yield from shapefile("old_datum", [[box(50, 100, 20, 12)]], dbf(names, [(b"x1", b"x1")]), prj=BEIJING_54).items()
    yield from shapefile("no_prj", [[box(50, 100, 20, 12)]], dbf(names, [(b"x1", b"x1")]), without=("prj",)).items()


def encodings():
    rings = [[box(50, 100, 20, 12)], [box(90, 100, 20, 12)]]

    def table(encoding, language):
        return dbf([(b"key", 8), (b"name", 24)], [(f"x{n}".encode(), name.encode(encoding)) for n, name in ((1, "青白江一栋"), (2, "凤凰里二栋"))], language)

    yield from shapefile("gbk_ldid57", rings, table("gbk", 0x57)).items()
    yield from shapefile("utf8_ldid4d", rings, table("utf-8", 0x4D)).items()
    yield from shapefile("gbk_wrong_cpg", rings, table("gbk", 0), cpg=b"UTF-8").items()
    cut = "常住人口总户数".encode("gbk")
    fields = [(b"key", 8), (b"A" + cut[:9], 8), (b"B" + "楼栋名称".encode("gbk"), 12)]
    assert len(fields[1][0]) == 10
    yield from shapefile("cut_field_name", rings, dbf(fields, [(b"x1", b"12", "一栋".encode("gbk")), (b"x2", b"7", "二栋".encode("gbk"))], 0x4D)).items()

    head, rows = "key,building_key,unit,door,contact\n", ["h1,b1,一,101,王小明\n", "h2,b2,二,202,李秀英\n", "h3,b3,一,301,陈国强\n"]
    text = head + "".join(rows)
    yield "gbk.csv", text.encode("gbk")
    yield "gb18030.csv", text.replace("王小明", "王㐂𠮷").encode("gb18030")
    yield "bom.csv", text.encode("utf-8-sig")
    yield "utf16.csv", b"\xff\xfe" + text.encode("utf-16-le")
    yield "mixed_encodings.csv", (head + rows[0]).encode() + rows[1].encode("gbk") + rows[2].encode()
    yield "half_character.csv", text.encode()[:-4] + b"\n"


HOUSEHOLD = "key,building_key,unit,door,contact,persons,birth,move_in\n"


def tables():
    yield "ragged.csv", (HOUSEHOLD + "h1,b1,1,101,王小明,3,1958-03-12,2001-05-01\nh2,b2,1\nh3,b3,1,301,陈国强,2,1960-01-02,2001-05-01,多出一格,又一格\n").encode()
    yield "unclosed_quote.csv", (HOUSEHOLD + 'h1,b1,1,101,"王小明,3,1958-03-12,2001-05-01\nh2,b2,1,102,李秀英,2,,\nh3,b3,1,301,陈国强,2,,\n').encode()
    yield "stray_quote.csv", (HOUSEHOLD + 'h1,b1,1,101,王"小"明,3,,\nh2,b2,1,102,"李""秀""英",2,,\n').encode()
    yield "semicolon.csv", (HOUSEHOLD + "h1,b1,1,101,王小明,3,1958-03-12,2001-05-01\nh2,b2,1,102,李秀英,2,,\n").replace(",", ";").encode()
    yield "nul_bytes.csv", (HOUSEHOLD + "h1,b1,1,101,王\0明,3,,\nh2,b2,1,102,李秀英,2,,\n").encode()
    yield "duplicate_keys.csv", (HOUSEHOLD + "h1,b1,1,101,王小明,3,,\nh1,b2,1,102,李秀英,2,,\n,b3,1,301,陈国强,2,,\n").encode()
    yield "no_building.csv", (HOUSEHOLD + "h1,b1,1,101,王小明,3,,\nh2,b99,1,102,李秀英,2,,\nh3,,1,103,陈国强,2,,\n").encode()
    yield "impossible_dates.csv", (
        HOUSEHOLD + "h1,b1,1,101,甲,3,1958-02-30,2001-13-01\nh2,b1,1,102,乙,2,2958-03-12,0000-00-00\nh3,b1,1,103,丙,2,1858-03-12,1958.3\n"
        "h4,b1,1,104,丁,2,1958年3月,1958年3月12日\nh5,b1,1,105,戊,2,29/2/1957,约2001年\n").encode()
    yield "impossible_ages.csv", "key,building_key,age\nh1,b1,-3\nh2,b1,214\nh3,b1,六七十\nh4,b1,68.5\nh5,b1,68\n".encode()
    yield "float_ids.csv", (f"key,building_key,id_number\nh1,b1,{id_number('19580312')}\nh2,b1,9.90100195803120E+17\nh3,b1,990100195803120000\n"
                            "h4,b1,990100195803120000.0\n9.9E+11,b1,\n").encode()
    good = id_number("19580312")
    wrong_check = good[:17] + ("1" if good[17] != "1" else "2")
    swapped = good[:10] + good[11] + good[10] + good[12:]
    yield "wrong_ids.csv", ("key,building_key,id_number\n" + "".join(f"h{n},b1,{number}\n" for n, number in enumerate(
        [good, wrong_check, swapped, id_number("19580230"), id_number("20580312"), good[:17], "990100580312002", "不详", ""], 1))).encode()
    yield "personal_numbers.csv", ("key,building_key,contact,remark\n" + "".join(f"h{n},b1,{contact},{remark}\n" for n, (contact, remark) in enumerate(
        [("王小明", good), ("13800000000", "４１１１ １１１１ １１１１ １１１１"), ("+86 138-0000-0000", "一楼"), (good, "2026-10-31")], 1)) + f"{good},b1,李秀英,\n").encode()
    yield "room_dates.csv", "key,building_key,room\nh1,b1,1-101\nh2,b1,3月1日\nh3,b1,2026-03-02\nh4,b1,2-Mar\nh5,b1,46084\n".encode()
    yield "formula.csv", ("key,building_key,contact\nh1,b1,=HYPERLINK(\"x\")\nh2,b1,\"=cmd|' /C calc'!A0\"\nh3,b1,+86 129\nh4,b1,@SUM(A1)\n").encode()
    yield "headless.csv", "h1,b1,1,101,王小明,3,,\nh2,b2,1,102,李秀英,2,,\n".encode()
    yield "empty.csv", b""
    yield "header_only.csv", HOUSEHOLD.encode()
    yield "twice_named.csv", "key,building_key,door,door\nh1,b1,101,102\n".encode()


SHEET = [
    ["融祥社区住户台账", None, None, None, None],
    ["填表日期：2026年10月", None, None, None, None],
    ["编号", "楼栋", "户主", "家庭成员", None],
    [None, None, None, "姓名", "出生年月"],
    ["h1", "b1", "王小明", "王小明", "1958.3"],
    [None, None, None, "李秀英", "1960年1月"],
    ["h2", "b2", "陈国强", "陈国强", (21276, 1)],
    ["h3", "b3", (46082, 2), "赵一", 1961.1],
    ["注：本表由各楼栋长填报", None, None, None, None],
]
MERGED = ["A1:E1", "A2:E2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "A5:A6", "B5:B6", "C5:C6", "A9:E9"]


def xls(path, rows, merged):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("住户")
    styles = {1: xlwt.easyxf(num_format_str="YYYY-MM-DD"), 2: xlwt.easyxf(num_format_str='M"月"D"日"')}
    spans = {}
    for span in merged:
        (c0, r0), (c1, r1) = ((ord(corner[0]) - 65, int(corner[1:]) - 1) for corner in span.split(":"))
        spans[r0, c0] = (r1, c1)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is None:
                continue
            value, style = (value[0], styles[value[1]]) if isinstance(value, tuple) else (value, xlwt.Style.default_style)
            if (r, c) in spans:
                sheet.write_merge(r, spans[r, c][0], c, spans[r, c][1], value, style)
            else:
                sheet.write(r, c, value, style)
    book.save(str(path))


def workbooks(to):
    yield "titled.xlsx", xlsx(xlsx_sheet(SHEET, MERGED))
    xls(to / "titled.xls", SHEET, MERGED)
    yield "formulas.xlsx", xlsx(xlsx_sheet([["key", "building_key", "door"], ["h1", "b1", "=100+1"], ["h2", "b2", "202"]]))
    yield "damaged.xlsx", xlsx(xlsx_sheet([["key", "building_key", "room", "id_number"], ["h1", "b1", (46082, 2), 990100195803120000],
                                           ["h2", "b1", "2-201", id_number("19580312")], ["h3", "b1", 46083, 9.9010019580312e17]]))
    whole = xlsx(xlsx_sheet(SHEET, MERGED))
    yield "truncated.xlsx", whole[:len(whole) // 2]
    yield "truncated.xls", (to / "titled.xls").read_bytes()[:3000]
    # 101 MB of blanks between two cells, in 100 kB.
    bomb = xlsx_sheet([["key", "building_key"], ["h1", "b1"]]).replace("</sheetData>", " " * (101 << 20) + "</sheetData>")
    yield "zip_bomb.xlsx", xlsx(bomb)
    yield "no_sheet.xlsx", xlsx("")


def containers(to):
    houses = [("x1", box(50, 100, 20, 12)), ("x2", box(90, 100, 20, 12))]
    whole = pbf(houses)
    yield "whole.osm.pbf", whole
    yield "truncated.osm.pbf", whole[:-40]
    nodes = [(n, p) for n, p in enumerate(box(50, 100, 20, 12)[:-1], 1)]
    osm = '<?xml version="1.0"?>\n<osm version="0.6">\n' + "".join(
        f'<node id="{n}" lon="{point(*p)["coordinates"][0]}" lat="{point(*p)["coordinates"][1]}"/>\n' for n, p in nodes)
    osm += '<way id="1">' + "".join(f'<nd ref="{n}"/>' for n in (1, 2, 3, 4, 1)) + '<tag k="building" v="yes"/><tag k="name" v="一栋"/></way>\n</osm>\n'
    yield "whole.osm.bz2", bz2.compress(osm.encode())
    yield "truncated.osm.bz2", bz2.compress(osm.encode())[:-20]
    yield "bomb.osm.bz2", bz2.compress(osm.encode()) + bz2.compress(b" " * (1 << 20)) * 300  # 300 MB
    yield "truncated.osm", osm.encode()[:-60]
    names = [(b"key", 8), (b"name", 12)]
    three = [[box(50 + 40 * n, 100, 20, 12)] for n in range(3)]
    rows = [(f"x{n}".encode(), f"x{n}".encode()) for n in (1, 2, 3)]
    parts = shapefile("truncated", three, dbf(names, rows))
    parts["truncated.shp"] = parts["truncated.shp"][:-100]
    yield from parts.items()
    yield from shapefile("no_shx", three, dbf(names, rows), without=("shx",)).items()
    yield from shapefile("no_dbf", three, b"", without=("dbf",)).items()
    short = shapefile("short_dbf", three, dbf(names, rows[:2]))
    yield from short.items()
    yield "wrong_types.geojson", (
        '{"type":"FeatureCollection","features":[\n'
        '{"type":"Feature","properties":{"key":"x1","name":["一","二"]},"geometry":{"type":"Polygon","coordinates":"none"}},\n'
        '{"type":"Feature","properties":{"key":{"a":1},"name":5},"geometry":{"type":"Polygon","coordinates":[[["104.25","30.88"],[104.26,30.88],[104.26,30.89],["104.25","30.88"]]]}},\n'
        '{"type":"Feature","properties":[],"geometry":7},\n'
        '{"type":"Feature","properties":{"key":"x4","name":"四"},"geometry":{"type":"Blob","coordinates":[]}},\n'
        '{"type":"Feature","properties":{"key":"x5","name":"五"},"geometry":{"type":"LineString","coordinates":[[104.25,30.88],[104.26,30.88]]}}\n]}\n').encode()
    yield "truncated.geojson", geojson(house("x1", polygon(box(50, 100, 20, 12))), house("x2", polygon(box(90, 100, 20, 12))))[:-90]
    yield "not_json.geojson", "{'type': 'FeatureCollection'}\n".encode()
    yield "truncated.kml", ('<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>x1</name>'
                            "<Point><coordinates>104.2505,30.8805</coordinates></Point></Placemark><Placemark><name>x2").encode()
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    yield "laughs.kml", (f'<?xml version="1.0"?>\n<!DOCTYPE kml [<!ENTITY a0 "haha">{laughs}]>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
                         "<name>&a9;</name><Point><coordinates>104.2505,30.8805</coordinates></Point></Placemark></Document></kml>\n").encode()
    sqlite(to / "no_table.sqlite", "CREATE TABLE t (a); DROP TABLE t;")
    yield "not_a_database.gpkg", b"SQLite format 3\0" + bytes(84) + "这里没有数据库".encode()
    good = wkb_polygon(box(50, 100, 20, 12))
    huge = struct.pack("<BIII", 1, 3, 1, 0xFFFFFFF0) + good[13:]
    deep = struct.pack("<BII", 1, 7, 1) * 300 + good
    blobs = {"x1": gpkg_blob(good), "x2": b"PG" + gpkg_blob(good)[2:], "x3": gpkg_blob(good[:40]), "x4": gpkg_blob(huge), "x5": b"", "x6": b"GP\0",
             "x7": gpkg_blob(struct.pack("<BI", 1, 999) + bytes(16)), "x8": gpkg_blob(deep), "x9": gpkg_blob(good[:29] + struct.pack("<d", NAN) + good[37:])}
    sqlite(to / "broken_blobs.gpkg", GPKG, [("INSERT INTO house (geom, key, name) VALUES (?, ?, ?)", (blob, key, key)) for key, blob in blobs.items()])
    whole = (to / "broken_blobs.gpkg").read_bytes()
    yield "truncated.gpkg", whole[:len(whole) // 2 // 1024 * 1024]


def traps():
    yield "elsewhere.vrt", ('<OGRVRTDataSource><OGRVRTLayer name="elsewhere"><SrcDataSource relativeToVRT="0">/etc/passwd</SrcDataSource>'
                            "<SrcLayer>passwd</SrcLayer></OGRVRTLayer></OGRVRTDataSource>\n").encode()
    yield "elsewhere.csv", ('<OGRVRTDataSource><OGRVRTLayer name="elsewhere"><SrcDataSource>base_buildings.geojson</SrcDataSource>'
                            "</OGRVRTLayer></OGRVRTDataSource>\n").encode()
    yield "elsewhere.geojson", b'{"type":"Topology","objects":{}}\n'
    house_by_path = '[source.s]\npath = "{}"\n[[household]]\nsource = "s"\nkey = "key"\nkind = {{ value = "home" }}\n'
    for name, path in {"climbing": "../../../../../../../../etc/passwd", "absolute": "/etc/passwd", "vsi": "/vsicurl/http://127.0.0.1:1/x.csv",
                       "device": "/dev/zero", "driver": "PG:dbname=register", "inner_driver": "SQLITE:/etc/passwd"}.items():
        yield f"{name}.toml", house_by_path.format(path).encode()
    yield "unclosed.toml", b'[[household]]\nsource = "s\n'
    yield "wrong_type.toml", b'[[household]]\nsource = "s"\nkey = 7\n'
    yield "twice.toml", b'title = "a"\ntitle = "b"\n'
    yield "unknown_key.toml", b'[[household]]\nsource = "s"\nkey = "key"\nkind = { value = "home" }\nadress = "a"\n'
    yield "nothing.toml", b"# nothing here\n"
    yield "gbk.toml", 'title = "融祥社区"\n[[household]]\nsource = "s"\nkey = "key"\n'.encode("gbk")
    yield "deep.toml", b"a = " + b"[" * 5000 + b"]" * 5000 + b"\n"


def recipes():
    """What the files above are read by. Repeat a case by hand: huegrid import x.gpkg --recipe tests/data/broken/recipe_house.toml s=FILE"""
    base_recipe = ""
    for kind, extra in (("zone", 'level = "level"\nparent_key = "parent_key"\n'), ("building", "")):
        base_recipe += f'[source.{kind}]\npath = "base_{kind}s.geojson"\n[[{kind}]]\nsource = "{kind}"\nkey = "key"\nname = "name"\n{extra}'
    household = '[[household]]\nsource = "s"\nkey = "key"\nbuilding_key = "building_key"\nkind = { value = "home" }\n'
    plain = household + 'unit = "unit"\ndoor = "door"\ncontact_name = "contact"\n'

    def attribute(name, kind, column):
        return (f'[[attribute]]\nname = "{name}"\ntype = "{kind}"\ntitle = {{ zh = "{name}", en = "{name}" }}\nsensitivity = "personal"\n'
                f'purpose = "to test"\ncolumn = "{column}"\n')

    for name, text in {
            "base": base_recipe, "zone": '[[zone]]\nsource = "s"\nkey = "key"\nname = "name"\nlevel = "level"\nparent_key = "parent_key"\n',
            "house": '[[building]]\nsource = "s"\nkey = "key"\nname = "name"\n',
            "osm_house": '[[building]]\nsource = "s"\nlayer = "multipolygons"\nwhere = "building IS NOT NULL"\nkey = "osm_way_id"\nname = "name"\n',
            "cut_name": '[[building]]\nsource = "s"\nkey = "key"\nname = "B楼栋名称"\nunits = "A常住人口"\n',
            "kml_point": '[[service_point]]\nsource = "s"\nkey = "Name"\nname = "Name"\nkind = { value = "service_centre" }\n',
            "point": '[source.s]\ncrs = "EPSG:4326"\nx = "lon"\ny = "lat"\n[[service_point]]\nsource = "s"\nkey = "key"\nkind = { value = "service_centre" }\n',
            "contact": plain, "full": plain + attribute("persons", "integer", "persons") + attribute("birth", "date", "birth") + attribute("move_in", "date", "move_in"),
            "sheet": household + 'door = "door"\n', "pair": household, "room": household + 'door = "room"\n',
            "birth_of_id": household + attribute("birth", "date", "birth_date_from_id:id_number"),
            "age_of_id": household + attribute("oldest_age", "integer", "age_from_id:id_number"),
            "stored_id": household + attribute("number", "text", "id_number"),
            "remark": household + 'contact_name = "contact"\n' + attribute("remark", "text", "remark"), "age": household + attribute("oldest_age", "integer", "age"),
            "name": household + 'contact_name = "contact"\n',
            "damaged": household + 'door = "room"\n' + attribute("birth", "date", "birth_date_from_id:id_number"),
            "titled": '[source.s]\nfill_down = ["编号", "楼栋", "户主"]\n[[person]]\nsource = "s"\nhousehold_key = "编号"\nbuilding_key = "楼栋"\n'
                      'kind = { value = "home" }\ncontact_name = "户主"\n' + attribute("persons", "integer", "").replace('column = ""', "count = true")
            }.items():
        yield f"recipe_{name}.toml", text.encode()


def main():
    to = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent / "broken")
    to.mkdir(exist_ok=True)
    for part in (base(), geometries(), positions(), encodings(), tables(), workbooks(to), containers(to), traps(), recipes()):
        for name, content in part:
            (to / name).write_bytes(content)


if __name__ == "__main__":
    main()
