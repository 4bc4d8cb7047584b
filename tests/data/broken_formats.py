"""Writers of files that are broken in one way each: plain bytes, so that no library mends them on the way. See make_broken.py."""
import io
import json
import sqlite3
import struct
import zipfile
from xml.sax.saxutils import escape

ORIGIN_LON, ORIGIN_LAT = 104.25, 30.88                            # near Qingbaijiang, Chengdu
METRES_PER_DEGREE_LON, METRES_PER_DEGREE_LAT = 95640.0, 110862.0  # there; constants, so that no libm is asked

PRJ = ('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
       'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]')


def id_number(born, order="002"):
    """An identity number of nobody (990100 is no place), with the check character of GB 11643: the sum of the digits, each times 2 to the power of its
    place from the right, leaves 1 when divided by 11."""
    digits = f"990100{born}{order}"
    rest = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(digits)) % 11
    return digits + "0123456789X"[(1 - rest) % 11]


def degrees(point):
    """Metres from the origin as longitude and latitude."""
    return [round(ORIGIN_LON + point[0] / METRES_PER_DEGREE_LON, 7), round(ORIGIN_LAT + point[1] / METRES_PER_DEGREE_LAT, 7)]


def box(x, y, width, height):
    """A closed ring, counterclockwise."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]


# ---- GeoJSON

def polygon(*rings):
    return {"type": "Polygon", "coordinates": [[degrees(p) for p in ring] for ring in rings]}


def multi_polygon(*polygons):
    return {"type": "MultiPolygon", "coordinates": [[[degrees(p) for p in ring] for ring in rings] for rings in polygons]}


def point(x, y):
    return {"type": "Point", "coordinates": degrees((x, y))}


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(*features):
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    return ('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n").encode()


# ---- Shapefile: ESRI Shapefile Technical Description, 1998; dBASE III

def dbf(fields, rows, language=0):
    """`fields`: (name as bytes, width); `rows`: cells as bytes; `language`: the byte 29 that names the code page, or lies about it."""
    width = 1 + sum(w for _, w in fields)
    out = struct.pack("<B3BIHH17xB2x", 3, 126, 11, 22, len(rows), 33 + 32 * len(fields), width, language)
    for name, w in fields:
        out += struct.pack("<11sc4xBB14x", name[:10], b"C", w, 0)
    out += b"\r"
    for row in rows:
        out += b" " + b"".join(cell[:w].ljust(w) for cell, (_, w) in zip(row, fields))
    return out + b"\x1a"


def shp_polygon(rings):
    """The content of a record; rings in metres, stored as degrees."""
    points = [degrees(p) for ring in rings for p in ring]
    starts, at = [], 0
    for ring in rings:
        starts.append(at)
        at += len(ring)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    out = struct.pack("<i4d2i", 5, min(xs), min(ys), max(xs), max(ys), len(rings), len(points))
    return out + struct.pack(f"<{len(rings)}i", *starts) + b"".join(struct.pack("<2d", *p) for p in points)


def shp_and_shx(records):
    boxes = [struct.unpack("<4d", r[4:36]) for r in records]
    extent = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))

    def header(size):
        return struct.pack(">i20xi", 9994, size // 2) + struct.pack("<2i8d", 1000, 5, *extent, 0, 0, 0, 0)

    body, index = b"", b""
    for number, record in enumerate(records, 1):
        index += struct.pack(">2i", (100 + len(body)) // 2, len(record) // 2)
        body += struct.pack(">2i", number, len(record) // 2) + record
    return header(100 + len(body)) + body, header(100 + len(index)) + index


def shapefile(name, shapes, table, without=(), **others):
    """Files of a Shapefile by name; `shapes`: a list of rings each; `others`: further siblings by extension."""
    shp, shx = shp_and_shx([shp_polygon(rings) for rings in shapes])
    parts = {"shp": shp, "shx": shx, "dbf": table, "prj": PRJ.encode(), **others}
    return {f"{name}.{extension}": content for extension, content in parts.items() if extension not in without}


# ---- GeoPackage: OGC 12-128r15

def wkb_polygon(ring):
    return struct.pack("<BIII", 1, 3, 1, len(ring)) + b"".join(struct.pack("<2d", *degrees(p)) for p in ring)


def gpkg_blob(wkb):
    return b"GP\x00\x01" + struct.pack("<i", 4326) + wkb


def sqlite(path, script, rows=()):
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute("PRAGMA page_size = 1024")
    database.executescript(script)
    for statement, values in rows:
        database.execute(statement, values)
    database.commit()
    database.close()


GPKG = """
PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",
  SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]', '');
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT '2026-11-22T00:00:00Z', min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT PRIMARY KEY, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
CREATE TABLE house (fid INTEGER PRIMARY KEY, geom BLOB, key TEXT, name TEXT);
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('house', 'features', 'house', 4326);
INSERT INTO gpkg_geometry_columns VALUES ('house', 'geom', 'POLYGON', 4326, 0, 0);
"""


# ---- XLSX: ECMA-376, as little of it as opens; a cell is text, a number, or (number, style)

XLSX_PARTS = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="住户" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    # style 1: a date; style 2: month and day
    "xl/styles.xml": '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def xlsx_cell(column, row, value):
    if value is None:
        return ""
    place = f'r="{chr(65 + column)}{row}"'
    if isinstance(value, tuple):
        return f'<c {place} s="{value[1]}"><v>{value[0]}</v></c>'
    if isinstance(value, str) and value.startswith("="):
        return f'<c {place}><f>{escape(value[1:])}</f></c>'
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c {place}><v>{value}</v></c>"


def xlsx_sheet(rows, merged=()):
    lines = "".join(f'<row r="{r}">{"".join(xlsx_cell(c, r, v) for c, v in enumerate(row))}</row>' for r, row in enumerate(rows, 1))
    spans = f'<mergeCells count="{len(merged)}">{"".join(f"""<mergeCell ref="{m}"/>""" for m in merged)}</mergeCells>' if merged else ""
    return ('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + lines + "</sheetData>" + spans + "</worksheet>")


def xlsx(sheet, **more_parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {**XLSX_PARTS, "xl/worksheets/sheet1.xml": sheet, **more_parts}.items():
            entry = zipfile.ZipInfo(name, (2026, 11, 22, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


# ---- OSM PBF: wiki.openstreetmap.org/wiki/PBF_Format; blobs uncompressed

def varint(n):
    out = b""
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def signed(n):
    return varint(n << 1 if n >= 0 else (-n << 1) - 1)


def field(number, content):
    """A length-delimited field, or a number."""
    return varint(number << 3) + varint(content) if isinstance(content, int) else varint(number << 3 | 2) + varint(len(content)) + content


def packed(numbers, write=varint):
    return b"".join(write(n) for n in numbers)


def deltas(numbers):
    return [b - a for a, b in zip([0, *numbers], numbers)]


def pbf_block(kind, content):
    blob = field(1, content) + field(2, len(content))
    head = field(1, kind) + field(3, len(blob))
    return struct.pack(">I", len(head)) + head + blob


def pbf(houses):
    """Closed ways tagged building=yes and a name, of (name, ring in metres)."""
    strings = [b"", b"building", b"yes", b"name", *(name.encode() for name, _ in houses)]
    nodes, ways = [], []
    for number, (_, ring) in enumerate(houses):
        refs = []
        for corner in ring[:-1]:
            nodes.append(degrees(corner))
            refs.append(len(nodes))
        way = field(1, number + 1) + field(2, packed([1, 3])) + field(3, packed([2, 4 + number]))
        ways.append(way + field(8, packed(deltas([*refs, refs[0]]), signed)))
    dense = (field(1, packed(deltas(range(1, len(nodes) + 1)), signed))
             + field(8, packed(deltas([round(lat * 1e7) for _, lat in nodes]), signed))
             + field(9, packed(deltas([round(lon * 1e7) for lon, _ in nodes]), signed)))
    table = field(1, b"".join(field(1, s) for s in strings))
    block = table + field(2, field(2, dense)) + field(2, b"".join(field(3, way) for way in ways))
    return (pbf_block(b"OSMHeader", field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes")) + pbf_block(b"OSMData", block))
