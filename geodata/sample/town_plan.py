"""The sample community on paper: zones, estates, buildings, roads and service points, drawn in local metres.

x runs east, y north, from the community's south-western corner. Streets lie on a lattice of slightly moved nodes; a grid is a
block of lattice cells, so neighbouring grids share every vertex and tile the community exactly.
"""
from dataclasses import dataclass, field

COLUMNS_X = (0, 262, 528, 800, 1062, 1330)
ROWS_Y = (0, 236, 462, 700, 935)
MAIN_COLUMN, MAIN_ROW = 3, 1     # the lattice lines that are main roads
SETBACK = 15                     # from a street's middle to the buildings

# (name, kind, column, row, columns, rows) from west to east, then north to south, as codes are given.
GRIDS = (
    ("第1网格", "general", 0, 3, 1, 1), ("第2网格", "general", 1, 3, 1, 1), ("第3网格", "general", 2, 3, 1, 1),
    ("第4网格", "general", 3, 3, 2, 1), ("第5网格", "general", 0, 2, 1, 1), ("第6网格", "general", 1, 2, 1, 1),
    ("第7网格", "general", 2, 2, 1, 1), ("第8网格（融祥商务区）", "dedicated", 3, 1, 2, 2),
    ("第9网格", "general", 0, 1, 2, 1), ("第10网格（学校公园）", "dedicated", 2, 1, 1, 1),
    ("第11网格", "general", 0, 0, 1, 1), ("第12网格", "general", 1, 0, 1, 1), ("第13网格", "general", 2, 0, 1, 1),
    ("第14网格", "general", 3, 0, 2, 1),
)
BUSINESS, SCHOOL = 7, 9

# What stands in each cell of the general grids: (column, row): [(style, estate name or None, year)].
CELLS = {
    (0, 3): [("tower", "锦澜府", 2016)], (1, 3): [("slab", "春和里", 1998)],
    (2, 3): [("tower", "云溪庭", 2019), ("slab", "桂园", 2004)], (3, 3): [("slab", "向阳家园", 2003)],
    (4, 3): [("old", None, 1986)], (0, 2): [("model", "风禾苑", 2001)],
    (1, 2): [("slab", "清泉小区", 2005)], (2, 2): [("tower", "嘉祥名邸", 2012)],
    (0, 1): [("slab", "文庭雅居", 2008)], (1, 1): [("tower", "星河湾庭", 2021)],
    (0, 0): [("slab", "临江苑", 1995)], (1, 0): [("tower", "江月府", 2018), ("old", None, 1989)],
    (2, 0): [("slab", "碧荷园", 2000)], (3, 0): [("tower", "望江台", 2014)], (4, 0): [("old", None, 1983)],
}


@dataclass
class Building:
    key: str
    name: str
    address: str
    use: str            # residential, office, shop, public
    ring: list
    grid: int
    estate: str = ""    # key
    units: int = 1
    doors: int = 2      # on each floor of a unit
    floors: int = 1
    built_year: int = 2000
    homes: int = 0
    shops: int = 0
    enterprises: int = 0

    @property
    def centre(self):
        return (sum(x for x, _ in self.ring) / len(self.ring), sum(y for _, y in self.ring) / len(self.ring))


@dataclass
class Plan:
    zones: list = field(default_factory=list)           # (key, level, parent, name, code, kind, ring)
    estates: list = field(default_factory=list)         # (key, name, ring)
    buildings: list = field(default_factory=list)
    lines: list = field(default_factory=list)           # (key, kind, name, points)
    service_points: list = field(default_factory=list)  # (key, kind, name, areas, point)


class Draughtsman:
    def __init__(self, dice):
        self.dice = dice
        self.plan = Plan()
        last_c, last_r = len(COLUMNS_X) - 1, len(ROWS_Y) - 1
        self.nodes = {(c, r): (COLUMNS_X[c] + dice.between(-7, 7), ROWS_Y[r] + dice.between(-7, 7))
                      for r in range(last_r + 1) for c in range(last_c + 1)}
        self.bends = {}
        for (c, r), a in self.nodes.items():
            for step in ((1, 0), (0, 1)):
                b = self.nodes.get((c + step[0], r + step[1]))
                if b is None:
                    continue
                river = step == (1, 0) and r == 0  # the southern edge follows the bank
                sway = 16 if river else 3
                offsets = [dice.between(-sway, sway) for _ in range(3)]
                self.bends[(c, r, step)] = [self._beside(a, b, (i + 1) / 4, offsets[i]) for i in range(3)]

    @staticmethod
    def _beside(a, b, share, offset):
        horizontal = abs(b[0] - a[0]) > abs(b[1] - a[1])
        x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        return (x, y + offset) if horizontal else (x + offset, y)

    def street(self, c, r, step, cells):
        """The lattice line from node (c, r) over `cells` cells, bends included."""
        points = []
        for _ in range(cells):
            points += [self.nodes[(c, r)], *self.bends[(c, r, step)]]
            c, r = c + step[0], r + step[1]
        return points + [self.nodes[(c, r)]]

    def outline(self, c, r, columns, rows):
        """Of a block of cells, counter-clockwise, not closed."""
        east, north = (1, 0), (0, 1)
        return (self.street(c, r, east, columns)[:-1] + self.street(c + columns, r, north, rows)[:-1]
                + self.street(c, r + rows, east, columns)[:0:-1] + self.street(c, r, north, rows)[:0:-1])

    # ---- zones, roads, water

    def draw_zones(self):
        zones = self.plan.zones
        community = self.outline(0, 0, len(COLUMNS_X) - 1, len(ROWS_Y) - 1)
        zones.append(("district", "district", "", "清融区（示例）", "990100", "", frame(150)))
        zones.append(("street", "street", "district", "和润街道（示例）", "990100001", "", frame(105)))
        zones.append(("community", "community", "street", "融祥社区（示例）", "990100001001", "", community))
        for i, (name, kind, c, r, columns, rows) in enumerate(GRIDS):
            zones.append((f"grid-{i + 1:02}", "grid", "community", "融祥" + name, f"990100001001{i + 1:03}", kind,
                          self.outline(c, r, columns, rows)))

    def draw_lines(self):
        lines = self.plan.lines
        names_x = ("西环路", "春和路", "桂园路", "融祥大道", "云桥路", "东环路")
        names_y = ("滨江路", "风禾街", "学府街", "清泉街", "北站路")
        last_c, last_r = len(COLUMNS_X) - 1, len(ROWS_Y) - 1
        for c, name in enumerate(names_x):
            kind = "main_road" if c in (0, MAIN_COLUMN, last_c) else "road"
            spans = ((0, 1), (3, 1)) if c == 4 else ((0, last_r),)  # no street cuts the business quarter
            for start, cells in spans:
                lines.append([f"road-x{c}-{start}", kind, name, self.street(c, start, (0, 1), cells)])
        for r, name in enumerate(names_y):
            kind = "main_road" if r in (MAIN_ROW, last_r) else "road"
            lines.append([f"road-y{r}", kind, name, self.street(0, r, (1, 0), 3 if r == 2 else last_c)])
        for line in lines:  # main roads lead out of the community
            if line[1] == "main_road":
                line[3] = stretched(line[3], 60)
        bank = self.street(0, 0, (1, 0), last_c)
        river = [(-125, -62)] + [(x, y - 42) for x, y in bank[::2]] + [(1455, -50)]
        lines.append(["river", "water", "润江", river])
        lines.append(["railway", "railway", "融北铁路", [(-125, 972), (400, 984), (900, 992), (1455, 1014)]])

    # ---- buildings

    def add_building(self, **given):
        building = Building(key=f"b{len(self.plan.buildings) + 1:03}", **given)
        self.plan.buildings.append(building)
        return building

    def inner(self, c, r, columns=1, rows=1):
        """The upright rectangle that keeps the setback on all sides of a block."""
        ring = self.outline(c, r, columns, rows)
        west, east = COLUMNS_X[c], COLUMNS_X[c + columns]
        south, north = ROWS_Y[r], ROWS_Y[r + rows]
        return [max(x for x, _ in ring if x < (west + east) / 2 and abs(x - west) < 30) + SETBACK,
                max(y for _, y in ring if abs(y - south) < 30) + SETBACK,
                min(x for x, _ in ring if abs(x - east) < 30) - SETBACK,
                min(y for _, y in ring if abs(y - north) < 30) - SETBACK]

    def shops_along_main_roads(self, c, r, box, grid):
        """Rows of shops on the sides that face a main road; the box shrinks by what they take."""
        west, south, east, north = box
        sides = []
        if r == MAIN_ROW:
            sides.append(("south", west, east))
        if r == MAIN_ROW - 1:
            sides.append(("north", west, east))
        if c == MAIN_COLUMN:
            sides.append(("west", south + 20, north - 20))
        if c == MAIN_COLUMN - 1:
            sides.append(("east", south + 20, north - 20))
        for side, start, end in sides:
            at = start
            while at + 30 <= end:
                length = self.dice.between(24, 30)
                ring = {"south": rectangle(at, south, at + length, south + 10),
                        "north": rectangle(at, north - 10, at + length, north),
                        "west": rectangle(west, at, west + 10, at + length),
                        "east": rectangle(east - 10, at, east, at + length)}[side]
                road = "风禾街" if side in ("south", "north") else "融祥大道"
                number = int(at) + (1 if side in ("south", "west") else 0)
                self.add_building(name=f"{road}{number}号商铺", address=f"{road}{number}号", use="shop", ring=ring, grid=grid,
                                  floors=2, built_year=2010)
                at += length + 7
        moved = {side for side, _, _ in sides}
        return [west + 22 * ("west" in moved), south + 22 * ("south" in moved),
                east - 22 * ("east" in moved), north - 22 * ("north" in moved)]

    def draw_residential(self, c, r, grid):
        box = self.shops_along_main_roads(c, r, self.inner(c, r), grid)
        parts = CELLS[(c, r)]
        width = (box[2] - box[0] - 12 * (len(parts) - 1)) / len(parts)
        for i, (style, name, year) in enumerate(parts):
            west = box[0] + i * (width + 12)
            part = [west, box[1], west + width, box[3]]
            key = ""
            if name:
                key = f"estate-{len(self.plan.estates) + 1:02}"
                self.plan.estates.append((key, name, rectangle(part[0] - 4, part[1] - 4, part[2] + 4, part[3] + 4)))
            rings = {"slab": self.slabs, "tower": self.towers, "old": self.old_houses, "model": self.model_estate}[style](part)
            for number, (ring, units, doors) in enumerate(rings, 1):
                road = f"融祥社区{GRIDS[grid][0][:-2]}"
                self.add_building(name=f"{name}{number}栋" if name else f"{road[4:]}区{number}号楼",
                                  address=f"{name}{number}栋" if name else f"融祥旧街{int(ring[0][0])}号", use="residential",
                                  ring=ring, grid=grid, estate=key, units=units, doors=doors, built_year=year)

    def slabs(self, box):
        west, south, east, north = box
        rows = max(2, int((north - south + 16) / 31))
        pitch = (north - south - 12) / max(1, rows - 1)
        for row in range(rows):
            lengths, at = [], 0
            while at + 34 <= east - west:
                units = 2 + self.dice.below(2) if at + 51 <= east - west else 2
                lengths.append(units)
                at += units * 17 + 13
            gap = (east - west - 17 * sum(lengths)) / max(1, len(lengths) - 1)
            at = west
            for units in lengths:
                y = south + row * pitch
                wing = 8 if self.dice.chance(0.2) and row + 1 < rows else 0
                yield slab(at, y, units * 17, 12, wing), units, 2
                at += units * 17 + gap

    def model_estate(self, box):
        """12 buildings, 28 units: four rows of 3 + 2 + 2."""
        west, south, east, north = box
        pitch, gap = (north - south - 12) / 3, (east - west - 7 * 20) / 2
        for row in range(4):
            at = west
            for units in ((3, 2, 2), (2, 3, 2), (2, 2, 3), (3, 2, 2))[row]:
                yield slab(at, south + row * pitch, units * 20, 12, 0), units, 2
                at += units * 20 + gap

    def towers(self, box):
        west, south, east, north = box
        columns, rows = max(2, int((east - west + 24) / 62)), max(2, int((north - south + 24) / 62))
        dx, dy = (east - west - 32) / (columns - 1), (north - south - 26) / (rows - 1)
        for row in range(rows):
            for column in range(columns):
                if rows > 2 and columns > 2 and (row, column) == (rows // 2, columns // 2):
                    continue  # the garden in the middle
                yield tower(west + 16 + column * dx, south + 13 + row * dy), 1, 4

    def old_houses(self, box):
        west, south, east, north = box
        y = south
        while y + 11 <= north:
            x = west
            while x + 26 <= east:
                length = self.dice.between(17, 26)
                if self.dice.chance(0.88):
                    yield slab(x, y + self.dice.between(-1.5, 1.5), length, 10.5, 5 if self.dice.chance(0.35) else 0), 1, 2
                x += length + self.dice.between(6, 11)
            y += 24

    def draw_business_quarter(self):
        west, south, east, north = self.inner(3, 1, 2, 2)
        dx, dy = (east - west - 72) / 5, (north - south - 92) / 2
        for i in range(18):
            x, y = west + 36 + i % 6 * dx, south + 46 + i // 6 * dy
            x += self.dice.between(-4, 4)
            shape = (i * 5) % 3
            ring = (rectangle(x - 28, y - 28, x + 28, y + 28) if shape == 0 else
                    slab(x - 32, y - 40, 64, 30, 50) if shape == 1 else rectangle(x - 20, y - 44, x + 20, y + 44))
            self.add_building(name=f"融祥商务区{i + 1}号楼", address=f"融祥大道88号{i + 1}号楼", use="office", ring=ring, grid=BUSINESS,
                              units=1, doors=6, built_year=2013 + i // 6)
        self.plan.estates.append(("estate-business", "融祥商务区", rectangle(west - 5, south - 5, east + 5, north + 5)))
        for building in self.plan.buildings[-18:]:
            building.estate = "estate-business"
        seat = self.plan.buildings[-9]
        self.plan.service_points.append(("service-business", "service_centre", "融祥商务区企业服务中心",
                                         ("政务窗口", "融资咨询", "法律咨询", "人才服务", "共享会议室", "职工书屋"), seat.centre))

    def draw_school_and_park(self):
        box = self.shops_along_main_roads(2, 1, self.inner(2, 1), SCHOOL)
        west, south, east, north = box
        rings = (("融祥小学教学楼", slab(west, north - 18, 96, 14, -30)), ("融祥小学综合楼", rectangle(west, north - 96, west + 44, north - 78)),
                 ("社区党群服务中心", slab(east - 62, north - 24, 58, 18, -22)),
                 ("国际邻里中心", slab(west + 64, south + 8, 64, 22, 22)), ("社区卫生服务站", rectangle(east - 36, south + 4, east, south + 26)))
        for name, ring in rings:
            self.add_building(name=name, address=f"学府街{int(ring[0][0])}号", use="public", ring=ring, grid=SCHOOL, floors=4, built_year=2017)
        at = {b.name: b.centre for b in self.plan.buildings}
        add = self.plan.service_points.append
        add(("service-community", "service_centre", "融祥社区党群服务中心",
             ("办事大厅", "议事厅", "图书室", "儿童之家", "老年活动室", "志愿者之家", "心理咨询室"), at["社区党群服务中心"]))
        add(("service-international", "service_centre", "融祥国际邻里中心",
             ("多语服务台", "中文课堂", "文化客厅", "共享厨房", "亲子空间", "健身房", "图书角", "法律咨询", "就业创业", "签证资讯", "露台花园"),
             at["国际邻里中心"]))
        add(("service-clinic", "clinic", "融祥社区卫生服务站", ("全科门诊", "健康检查", "康复室", "预防接种"), at["社区卫生服务站"]))

    def draw(self):
        self.draw_zones()
        self.draw_lines()
        for grid, (_, kind, c, r, columns, rows) in enumerate(GRIDS):
            if grid == BUSINESS:
                self.draw_business_quarter()
            elif grid == SCHOOL:
                self.draw_school_and_park()
            else:
                for row in range(r, r + rows):
                    for column in range(c, c + columns):
                        self.draw_residential(column, row, grid)
        model = [b for b in self.plan.buildings if b.name.startswith("风禾苑")]
        self.plan.service_points.append(("service-fenghe", "service_centre", "风禾苑邻里驿站", ("健康小屋", "棋牌室", "坝坝会议事角"),
                                         (model[4].ring[0][0] - 5, model[4].ring[0][1] - 12)))
        return self.plan


def rectangle(west, south, east, north):
    return [(west, south), (east, south), (east, north), (west, north)]


def slab(x, y, length, depth, wing):
    """A block from (x, y) eastwards; a wing turns it into an L, northwards, or southwards if it is negative."""
    if wing == 0:
        return rectangle(x, y, x + length, y + depth)
    thick = min(depth, length / 2.5)
    if wing > 0:
        return [(x, y), (x + length, y), (x + length, y + depth), (x + thick, y + depth), (x + thick, y + depth + wing), (x, y + depth + wing)]
    return [(x, y + wing), (x + thick, y + wing), (x + thick, y), (x + length, y), (x + length, y + depth), (x, y + depth)]


def tower(x, y):
    """A point block with notched corners."""
    return [(x - 9, y - 13), (x + 9, y - 13), (x + 9, y - 9), (x + 16, y - 9), (x + 16, y + 9), (x + 9, y + 9),
            (x + 9, y + 13), (x - 9, y + 13), (x - 9, y + 9), (x - 16, y + 9), (x - 16, y - 9), (x - 9, y - 9)]


def frame(margin):
    """A larger shape around the community, its corners cut."""
    w, s, e, n, cut = -margin, -margin, COLUMNS_X[-1] + margin, ROWS_Y[-1] + margin, margin / 3
    return [(w + cut, s), (e - cut, s), (e, s + cut), (e, n - cut), (e - cut, n), (w + cut, n), (w, n - cut), (w, s + cut)]


def stretched(points, by):
    def beyond(a, b):
        dx, dy = b[0] - a[0], b[1] - a[1]
        size = max(abs(dx), abs(dy))
        return (b[0] + dx / size * by, b[1] + dy / size * by)
    return [beyond(points[1], points[0]), *points, beyond(points[-2], points[-1])]
