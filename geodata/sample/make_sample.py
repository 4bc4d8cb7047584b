#!/usr/bin/env python3
"""Draws the sample community of geodata/sample; see README.md there. Python's standard library only; a rerun gives the same bytes.

    huegrid synth town.gpkg --households 6000 --seed 1
    python3 geodata/sample/make_sample.py town.gpkg [FOLDER]

What households are like comes from the synthetic town; where they live, who serves them and what happened is drawn here.
"""
import csv
import io
import json
import pathlib
import random
import sqlite3
import sys

import town_life
import town_plan

ORIGIN_LON, ORIGIN_LAT = 104.2430, 30.8755       # the community's south-western corner
METRES_PER_DEGREE_LON, METRES_PER_DEGREE_LAT = 95640.0, 110862.0  # at 30.88 degrees north; constants, so that no libm is asked
COSINE, SINE = 0.99503719, 0.09950372            # the lattice is turned by 5.7 degrees: a street grid is seldom due north


class Dice:
    """random.Random's floats are the same in every version of Python; its other draws needn't be."""

    def __init__(self, seed):
        self.unit = random.Random(seed).random

    def between(self, low, high):
        return low + self.unit() * (high - low)

    def below(self, n):
        return int(self.unit() * n)

    def chance(self, share):
        return self.unit() < share

    def pick(self, choices):
        return choices[self.below(len(choices))]


def lon_lat(point):
    x, y = point
    east, north = x * COSINE - y * SINE, x * SINE + y * COSINE
    return [round(ORIGIN_LON + east / METRES_PER_DEGREE_LON, 7), round(ORIGIN_LAT + north / METRES_PER_DEGREE_LAT, 7)]


def polygon(ring):
    return {"type": "Polygon", "coordinates": [[lon_lat(p) for p in [*ring, ring[0]]]]}


def feature(properties, geometry):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write_geojson(path, features):
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    path.write_text('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", encoding="utf-8", newline="\n")


def write_csv(path, columns, rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore", restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(("\ufeff" + text.getvalue()).encode("utf-8"))


def read_register(town):
    """Homes and shops of the synthetic town, by kind, in the order of their ids; missing values are empty."""
    columns = ("kind", "occupancy", "contact_name", "contact_phone", *town_life.ATTRIBUTES)
    database = sqlite3.connect(f"file:{town}?mode=ro", uri=True)
    rows = database.execute(f"SELECT {', '.join(columns)} FROM household ORDER BY id").fetchall()
    households = [{c: "" if v is None else v for c, v in zip(columns, row)} for row in rows]
    return {kind: [h for h in households if h["kind"] == kind] for kind in ("home", "shop")}


def write_plan(plan, to):
    write_geojson(to / "zones.geojson", [
        feature(dict(zip(("key", "level", "parent_key", "name", "code", "kind"), z[:6])), polygon(z[6])) for z in plan.zones])
    write_geojson(to / "estates.geojson", [feature({"key": k, "name": n}, polygon(ring)) for k, n, ring in plan.estates])
    write_geojson(to / "buildings.geojson", [
        feature({"key": b.key, "name": b.name, "address": b.address, "use": b.use, "estate_key": b.estate or None, "units": b.units,
                 "floors": b.floors, "built_year": b.built_year}, polygon(b.ring)) for b in plan.buildings])
    write_geojson(to / "lines.geojson", [
        feature({"key": k, "kind": kind, "name": name}, {"type": "LineString", "coordinates": [lon_lat(p) for p in points]})
        for k, kind, name, points in plan.lines])
    write_geojson(to / "service_points.geojson", [
        feature({"key": k, "kind": kind, "name": name, "functional_areas": ";".join(areas)},
                {"type": "Point", "coordinates": lon_lat(at)}) for k, kind, name, areas, at in plan.service_points])


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    to = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else pathlib.Path(__file__).parent)
    plan = town_plan.Draughtsman(Dice("plan")).draw()
    town_life.settle(plan, Dice("settle"))
    households = town_life.house_people(plan, read_register(sys.argv[1]), Dice("people"))
    members, assignments = town_life.appoint(plan, Dice("members"))
    issues, events = town_life.report_issues(plan, Dice("issues"))
    for issue in issues:
        issue["lon"], issue["lat"] = lon_lat(issue.pop("at"))
    visits = town_life.call(households, assignments, Dice("visits"))

    write_plan(plan, to)
    write_csv(to / "households.csv", ("key", "building_key", "kind", "occupancy", "unit", "floor", "door", "contact_name",
                                      "contact_phone", *town_life.ATTRIBUTES), households)
    write_csv(to / "members.csv", ("key", "name", "phone", "kind", "home_building_key", "skills", "consents"), members)
    write_csv(to / "skills.csv", ("key", "name_zh", "name_en"), [dict(zip(("key", "name_zh", "name_en"), s)) for s in town_life.SKILLS])
    write_csv(to / "posts.csv", ("key", "name_zh", "name_en", "duties", "headcount"),
              [dict(zip(("key", "name_zh", "name_en", "duties", "headcount"), p)) for p in town_life.POSTS])
    write_csv(to / "assignments.csv", ("member_key", "post_key", "zone_key", "since", "reason"), assignments)
    write_csv(to / "issue_types.csv", ("key", "name_zh", "name_en", "limit_days"),
              [dict(zip(("key", "name_zh", "name_en", "limit_days"), t)) for t in town_life.ISSUE_TYPES])
    write_csv(to / "issues.csv", ("key", "type", "title", "description", "status", "outcome", "reported_at", "due_at", "closed_at",
                                  "building_key", "lon", "lat"), issues)
    write_csv(to / "issue_events.csv", ("issue_key", "at", "by", "status", "note"), events)
    write_csv(to / "visits.csv", ("key", "household_key", "member_key", "at", "note"), visits)


if __name__ == "__main__":
    main()
