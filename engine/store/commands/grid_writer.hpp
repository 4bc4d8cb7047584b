/// @file grid_writer.hpp
/// A division written into the file: zones that end, zones that go on with another outline, new ones.
///
/// Layer    store. Takes an open Writer; nothing has happened until that commits, and undo takes all of it back.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/store/commands/writer.hpp"

namespace huegrid::store {

struct DividedGrid {
    ZoneId continues;  ///< the zone that goes on: it keeps its code; none: a new zone, in force from the day
    std::string name, code, kind;  ///< of a zone that goes on: its name, if it isn't ""
    geo::Shape shape;
};

/// One zone's new division.
struct DividedZone {
    ZoneId parent;
    std::string level;  ///< of the grids
    std::vector<DividedGrid> grids;
    struct Ended {
        ZoneId zone;
        std::size_t successor = 0;  ///< of `grids`: who serves there serves here from the day on
    };
    std::vector<Ended> ended;
};

struct WrittenDivision {
    std::vector<ZoneId> ids;  ///< of DividedZone::grids
    std::int64_t assignments_moved = 0;
};

/// Buildings, households and issues move with `Writer::place`, which is told who goes where once all zones are written. Outlines
/// and ends of imported zones are noted as set by hand, so that the next import of their source leaves them alone.
/// Fails  not_found (a zone that isn't in force).
[[nodiscard]] Result<WrittenDivision> write_division(Writer& writer, const DividedZone& zone, Date on);

/// Fails  not_found (a zone that isn't in force).
[[nodiscard]] Result<void> rename_zone(Writer& writer, ZoneId zone, const std::string& name);
/// The codes that they had are never given again. Fails  not_found (a zone that isn't in force).
[[nodiscard]] Result<void> recode_zones(Writer& writer, const std::vector<std::pair<ZoneId, std::string>>& codes);
enum class ZoneLock : std::uint8_t { on, off };
[[nodiscard]] Result<void> lock_zone(Writer& writer, ZoneId zone, ZoneLock lock);

/// Grids that divisions leave as they are. Fails  not_found, wrong_file, io.
[[nodiscard]] Result<std::vector<ZoneId>> locked_zones(const std::filesystem::path& path);

/// A code that a zone has or had, and what that lay in then.
struct CodeEver {
    std::string code;
    ZoneId parent;
};
/// Of all zones that ever were at `level`, by code: ended ones too, and codes that were taken away. None of them is given again.
/// Fails  not_found, wrong_file, io.
[[nodiscard]] Result<std::vector<CodeEver>> codes_ever(const std::filesystem::path& path, const std::string& level);

/// The codes of zones of this level that have ended. Fails  not_found, wrong_file, io.
[[nodiscard]] Result<std::vector<std::string>> ended_codes(const std::filesystem::path& path, const std::string& level);

}  // namespace huegrid::store
