/// Which building and room a row belongs to: by key, address, names or point.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/ingest/rows/row_maker.hpp"

namespace huegrid::ingest {
namespace {

StatedHome stated_by(const Row& row, const StatedInside& inside) {
    if (row.fields().rows().target == Target::room) return {"", row.text("estate"), row.text("building"), "", "", ""};
    return {row.text("address"), row.text("estate"), row.text("building"), inside.unit, inside.floor, inside.door};
}

/// May the building that the row names be the one of this number?
bool may_be_building(const Row& row, const std::string& number) {
    const auto& named = row.text("building");
    if (named.empty() || number.empty()) return true;
    const auto all = address::readings_of_building(named, "", row.text("estate").empty() ? std::string("?") : row.text("estate"));
    return std::all_of(all.begin(), all.end(), [](const auto& one) { return one.building.empty(); }) ||
           std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.building == number; });
}

std::string written(const StatedHome& stated) {
    if (!stated.address.empty()) return stated.address;
    return stated.building.starts_with(stated.estate) ? stated.building : stated.estate + stated.building;
}

constexpr std::int64_t hints_given = 100;  // each looks at all buildings

}  // namespace

StatedInside RowMaker::inside_by(const Row& row) {
    StatedInside stated{address::stated_part(address::Part::unit, row.text("unit")), row.text("floor"), address::stated_part(address::Part::door, row.text("door"))};
    const auto inside = address::inside_of(row.text("door"));
    if (!inside) return stated;
    const auto by_address = stated.unit.empty() ? address::inside_of(row.text("address")) : std::nullopt;
    const bool sure = address::is_labelled(row.text("door")) || (by_address && by_address->unit == inside->unit && by_address->door == inside->door);
    if (!sure) return stated;
    const bool agrees = (stated.unit.empty() || address::part_value(address::Part::unit, stated.unit) == inside->unit) && may_be_building(row, inside->building);
    stated.contradicts = !agrees;
    if (!agrees) return stated;
    stated.unit = inside->unit;
    if (stated.floor.empty()) stated.floor = inside->floor;
    stated.door = inside->door;
    return stated;
}

bool RowMaker::by_words(const Rows& rows) {
    const bool household = rows.target == Target::household || rows.target == Target::person;
    const bool placed = household || rows.target == Target::room;
    return (household && rows.fields.contains("address")) || (placed && (rows.fields.contains("building") || rows.fields.contains("estate")));
}

bool RowMaker::names_by_address(const Rows& rows) { return rows.target == Target::household && rows.supplement && !rows.fields.contains("key") && by_words(rows); }

HomeQuestions RowMaker::questions_of(const Recipe& recipe) {
    const auto any = [&](auto holds) { return std::any_of(recipe.rows.begin(), recipe.rows.end(), holds); };
    return {.words = any(by_words),
            .points = any([](const Rows& rows) { return rows.by_point; }),
            .rooms = any([](const Rows& rows) { return rows.fields.contains("room_key"); })};
}

bool RowMaker::reads(std::string_view table, const std::string& source) const {
    return import_.read.contains({std::string(table), source}) && !import_.unsure.contains(source);
}

/// Tables are read in the order of Target: all that bring buildings have been by now, and before households all rooms.
Result<void> RowMaker::know_homes(const Rows& rows) {
    const bool words = by_words(rows);
    if ((words || rows.by_point) && !std::exchange(buildings_known_, true) && file_homes_.buildings) {
        if (auto done = file_homes_.estates([&](model::EstateRow&& estate, const std::string&) { finder_.add(estate); }); !done) return done;
        const auto take = [&](model::BuildingRow&& building, const std::string& source) {
            if (!reads("building", source)) finder_.add(building);
        };
        if (auto done = file_homes_.buildings(take); !done) return done;
    }
    if (words && !std::exchange(rooms_known_, true) && file_homes_.rooms) {
        const auto take = [&](model::RoomRow&& room, const std::string& source) {
            if (!reads("room", source)) finder_.add(room);
        };
        if (auto done = file_homes_.rooms(take); !done) return done;
    }
    if (names_by_address(rows) && !std::exchange(doors_known_, true) && file_homes_.households)
        return file_homes_.households([&](model::HouseholdRow&& household, const std::string& source) {
            if (!reads("household", source)) doors_.add(household.id, household.building, household.unit, household.door);
        });
    return {};
}

address::Home RowMaker::home_of(const Row& row, const geo::Shape& shape) const {
    const auto& rows = row.fields().rows();
    auto& matched = import_.report.matched;
    address::Home home;
    home.room = RoomId{link(row, "room_key", keys_.rooms, "no_room", "kept without a room")};
    home.building = BuildingId{keys_.building_of_room.find(home.room.value)};
    if (!home.building) home.building = BuildingId{keys_.buildings.find(row.text("building_key"))};
    if (home.building || home.room) return ++matched["key"], home;

    BuildingFinder::Answer answer;
    const auto stated = by_words(rows) ? stated_by(row, inside_by(row)) : StatedHome{};
    if (by_words(rows)) answer = finder_.find(stated);
    home = answer.found.home;
    if (home.building || home.room) return ++matched[answer.how == BuildingFinder::How::exact ? "exact" : "rule"], home;
    if (!shape.empty()) home.building = finder_.at_point(shape.points.front(), rows.snap_within_m);
    if (home.building) return ++matched["point"], home;
    if (!rows.by_point && !row.maps("building_key") && !row.maps("room_key") && !by_words(rows)) return home;
    ++matched["none"];
    report_homeless(row, stated, answer, shape);
    return home;
}

void RowMaker::fill_door(const Row& row, model::HouseholdRow& household) const {
    if (!household.unit.empty() || !household.floor.empty() || !household.door.empty()) return;
    std::optional<address::Address> only;
    for (const auto& reading : address::readings(address::parse_address(row.text("address")))) {
        if (reading.door.empty() && reading.unit.empty()) continue;
        if (only && (only->unit != reading.unit || only->floor != reading.floor || only->door != reading.door)) return;  // it can be read in two ways
        only = reading;
    }
    if (!only) return;
    household.unit = only->unit;
    household.floor = only->floor;
    household.door = only->door;
}

void RowMaker::report_homeless(const Row& row, const StatedHome& stated, const BuildingFinder::Answer& answer, const geo::Shape& shape) const {
    const std::string without = "kept without a building";
    if (const auto key = row.text("building_key"); !key.empty())
        return row.report("no_building", fmt::format("building_key '{}' is not known", key), without);
    const auto text = written(stated);
    if (const auto& several = answer.found.several; !several.empty()) {
        const auto others = several.size() > 2 ? fmt::format(" and {} more", several.size() - 2) : "";
        return row.report("ambiguous_address", fmt::format("'{}' may be '{}' or '{}'{}", text, finder_.called(several[0]), finder_.called(several[1]), others), without);
    }
    if (!text.empty()) {
        const bool hinted = import_.report.defects["unmatched_address"] < hints_given;
        const auto near = hinted ? finder_.nearest(stated) : "";
        return row.report("unmatched_address",
                          fmt::format("no room or building has the address '{}'{}", text, near.empty() ? "" : fmt::format("; nearest is '{}'", near)), without);
    }
    row.report("no_building", shape.empty() ? "nothing says in which building it is" : "no building stands at its point", without);
}

}  // namespace huegrid::ingest
