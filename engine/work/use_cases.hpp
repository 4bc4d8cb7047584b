/// @file use_cases.hpp
/// One function a use case: load, compute, one command. What cli and gui may ask for.
///
/// Layer    work.
/// Threads  each call is independent; long ones take a Progress and can be stopped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/base/result.hpp"
#include "engine/ingest/import.hpp"
#include "engine/report/zone_report.hpp"
#include "engine/store/commands/writer.hpp"
#include "engine/store/journal/journal.hpp"
#include "engine/store/load/load.hpp"
#include "engine/synth/town.hpp"
#include "engine/tiers/classify/classify.hpp"

namespace huegrid::work {

enum class Mode { carry_out, dry_run };

/// What every command that writes takes.
struct Command {
    std::filesystem::path file;
    store::Actor actor;
    Mode mode = Mode::carry_out;
    std::chrono::milliseconds wait{5000};
};

struct ImportResult {
    bool created = false;
    store::Changes changes;
    store::Placement placement;
    ingest::ImportReport report;
    std::int64_t journal_entry = 0;  ///< 0 when nothing changed, so nothing was written
};
struct ImportOptions {
    store::Extent extent = store::Extent::guarded;  ///< what it means that a source no longer holds a row
    std::vector<std::string> readmitted{};          ///< erased households and members, by source key, that sources may fill again
};
/// Reads `sources` (name in the recipe → path) by the recipe; makes the file if there is none. An error of any kind leaves
/// the file as it was.
[[nodiscard]] Result<ImportResult> import_sources(const Command& command, const std::filesystem::path& recipe,
                                                  const std::map<std::string, std::filesystem::path>& sources,
                                                  const Progress& progress = {}, const ImportOptions& options = {});

struct ClassifyResult {
    Date as_of{};
    std::string rulebook, version;
    std::int64_t households = 0;
    std::int64_t changed = 0;
    std::vector<model::Tier> tiers;
    std::vector<std::int64_t> tier_counts;  ///< one for each of `tiers`
    std::int64_t overrides = 0;          ///< households in a tier by hand
    std::int64_t expired_overrides = 0;  ///< that have run out by `as_of` and weren't taken back; the rules count again
    struct NotFollowed {
        std::int64_t household;
        std::string tier;
    };
    std::vector<NotFollowed> not_followed{};  ///< in force by hand, but the rulebook has no such tier
    std::int64_t held = 0;                    ///< rules that count for a household only because they were TRUE not long ago
};
/// `rulebook` none: the one the file was classified with last.
[[nodiscard]] Result<ClassifyResult> classify(const Command& command, const std::optional<std::filesystem::path>& rulebook,
                                              Date as_of, const Progress& progress = {});

enum class Format { csv, geojson, xlsx };
/// Writes `LEVEL.csv` … into `folder`; returns the paths written.
[[nodiscard]] Result<std::vector<std::filesystem::path>> write_report(const model::Snapshot& snapshot, const std::string& level,
                                                                      const std::vector<Format>& formats, Language language,
                                                                      const report::ReportHead& head,
                                                                      const std::filesystem::path& folder);

struct SynthResult {
    std::int64_t households = 0;
    std::int64_t buildings = 0;
    std::int64_t zones = 0;
};
/// Makes a new file with an invented town.
[[nodiscard]] Result<SynthResult> synth(const Command& command, const synth::TownOptions& options, const Progress& progress = {});

struct Reverted {
    std::int64_t journal_entry = 0;
    std::string what;
};
[[nodiscard]] Result<Reverted> undo(const Command& command);
[[nodiscard]] Result<Reverted> redo(const Command& command);

/// The households of one building with what is personal masked, for the inspector.
struct HouseholdRecord {
    HouseholdId id;
    std::string unit, floor;
    std::string door;     ///< 3**
    std::string contact;  ///< 张** 138****8000
    std::optional<Date> since;  ///< it has its tier
};
[[nodiscard]] Result<std::vector<HouseholdRecord>> households_of_building(const std::filesystem::path& file, BuildingId building);

}  // namespace huegrid::work
