#!/usr/bin/env python3
"""Gives each household of the EU-SILC survey a room of an imported file, the same one every time.

    python3 eusilc_to_addresses.py EUSILC.csv FILE.gpkg OUT.csv

Writes the persons as they are, with a column room_key. Only rooms in a building are used; where there are
more households than rooms they are spread evenly, so that houses become houses of several households.
"""
import csv
import sqlite3
import sys

STRIDE = 2654435761  # Knuth's multiplicative hash: neighbours in the survey don't become neighbours in the street


def rooms_of(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as file:
        rows = file.execute(
            "SELECT r.source_key FROM room r JOIN building b ON b.id = r.building_id "
            "WHERE r.source_key IS NOT NULL AND r.valid_to IS NULL ORDER BY r.source_key")
        return [key for (key,) in rows]


def main(survey, file, out):
    rooms = rooms_of(file)
    if not rooms:
        sys.exit(f"{file}: there is no room in any building")
    with open(survey, newline="", encoding="utf-8-sig") as source:
        persons = list(csv.DictReader(source))
    households = sorted({p["db030"] for p in persons}, key=int)
    order = sorted(range(len(rooms)), key=lambda i: (i * STRIDE) % 2**32)
    room_of = {h: rooms[order[i % len(rooms)]] for i, h in enumerate(households)}
    with open(out, "w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, fieldnames=[*persons[0], "room_key"])
        writer.writeheader()
        for person in persons:
            writer.writerow({**person, "room_key": room_of[person["db030"]]})
    print(f"{len(persons)} persons, {len(households)} households, {len(rooms)} rooms")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
