/// @file writer.hpp
/// A command: the only way a file changes. One transaction, one journal entry, all or nothing.
///
/// Layer    store.
/// Threads  a Writer belongs to one thread. Other processes may read meanwhile; a second writer waits, then is told
///          who holds the file.
///
///     auto writer = Writer::open(path, {"classify", {"li", ""}});
///     writer->write(classes);              // any number of changes
///     writer->commit("6000 households");   // or let it go: nothing has happened
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/base/result.hpp"
#include "engine/geo/crs/crs.hpp"
#include "engine/model/rows.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::store {

/// Who does it and why; a claim, since there are no accounts.
struct Actor {
    std::string user;
    std::string reason;
};

struct Deed {
    std::string verb;  ///< "import", "classify", "undo" …
    Actor actor;
    std::chrono::milliseconds wait{5000};  ///< for another writer to finish
};

/// Rows of each table that were added, changed, or were the same already; that ended because their source no longer
/// holds them, or came back.
struct ChangeCounts {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t same = 0;
    std::int64_t ended = 0;
    std::int64_t returned = 0;
};
using Changes = std::map<std::string, ChangeCounts>;
[[nodiscard]] bool anything(const Changes& changes);

/// The buildings in force by where they lie. Outside: in no zone at all. In several: of one level, which overlap there or
/// touch; it is placed in the one with the lowest id.
struct Placement {
    std::int64_t buildings = 0;
    std::int64_t outside = 0;
    std::int64_t zones = 0;  ///< in force
    std::vector<std::string> outside_examples;  ///< source keys, at most 20
    std::int64_t buildings_in_several = 0, issues_in_several = 0;
    std::vector<model::DefectRow> in_several;  ///< a defect "in_several_zones" of each, to be written; not more than are kept
};

/// What it means that a source no longer holds a row.
enum class Extent {
    guarded,  ///< the row ends; refused when that would be more than half of a table's rows of the source, and over 4
    partial,  ///< nothing: the source holds only a part
    whole,    ///< the row ends, however many do
};

/// A table that a source was read for: Batch::source, "" as table when it only adds to rows of others.
struct SourceRead {
    std::string table, source;
    bool whole = true;  ///< false: it has rows that nobody could tell, so what it seems to lack stays
};

/// What a household was classified as, by indices into the run's lists; -1 is none.
struct HouseholdClass {
    std::int8_t tier = -1, may_be = -1;
    std::int16_t rule = -1;        ///< that decided
    bool by_hand = false;          ///< an override did
    std::uint32_t categories = 0;  ///< bit c = categories[c]
};
/// The rulebook's words that a classification is written in.
struct ClassificationRun {
    model::Classification run;
    std::vector<model::Tier> tiers;
    std::vector<model::Category> categories;
    struct Rule {
        std::string id;
        std::size_t category = 0;
    };
    std::vector<Rule> rules;
};
/// What it says of each household, asked once and in order.
struct ClassifiedHouseholds {
    std::size_t size = 0;
    std::function<std::int64_t(std::size_t)> id;  ///< ascending
    std::function<HouseholdClass(std::size_t)> of;
    std::vector<model::RuleHold> holds;  ///< RuleHold::rule is into the run's rules
};

/// A building that a command puts into a zone.
struct PutBuilding {
    BuildingId building;
    ZoneId zone;  ///< none: the one whose outline holds it
};

class Writer {
public:
    /// Opens an existing file and begins. Waits for another writer for `deed.wait`.
    /// Fails  not_found, wrong_file, read_only, locked (names who), io.
    [[nodiscard]] static Result<Writer> open(const std::filesystem::path& path, Deed deed);

    /// Makes a new file beside `path`; it appears there at commit. Its changes aren't recorded for undo: delete the file.
    /// Fails  bad_input when `path` exists; read_only, io.
    [[nodiscard]] static Result<Writer> create(const std::filesystem::path& path, Deed deed, const geo::Crs& crs,
                                               const std::string& title);
    Writer(Writer&&) noexcept;
    Writer& operator=(Writer&&) noexcept;
    ~Writer();  ///< rolls back what wasn't committed

    /// The newest journal entry, as `file_version`: what was computed from an older state has to be computed again.
    [[nodiscard]] Result<std::int64_t> version() const;

    /// Says where the rows that follow come from; returns the run's id.
    [[nodiscard]] Result<std::int64_t> begin_import(const std::string& recipe, const std::string& sources);
    [[nodiscard]] Result<void> end_import(const std::string& report_json);

    /// A household or member that was erased may be filled by sources again.
    [[nodiscard]] Result<void> readmit(const std::string& table, std::int64_t id);

    /// Adds rows with new ids, changes those that differ, leaves the same alone. During an import a row takes over the
    /// batch's source, and one that had ended is in force again.
    [[nodiscard]] Result<void> write(const model::Batch& batch);
    /// After the last batch of an import: ends the rows in force of the sources that were `read` and that no batch held,
    /// and the open assignments of members who end; drops these sources' defects of former imports. Households whose
    /// building has ended keep it; such buildings, and cells set by hand that a source replaced, are returned as defects.
    /// Fails  bad_input (too much would end; says how much of what).
    [[nodiscard]] Result<std::vector<model::DefectRow>> settle(const std::vector<SourceRead>& read, Extent extent);
    /// Empties these attributes of the households in force that no batch of this import supplemented.
    [[nodiscard]] Result<void> empty_unlisted(const std::vector<std::string>& attributes);
    /// Puts every zone under its parent and every building, household and issue into the finest zone that holds it. What
    /// former imports said of points in several zones is dropped: it is found anew.
    [[nodiscard]] Result<Placement> place(const Progress& progress = {});
    /// Likewise, but only these buildings change zones, and those whose zone has ended. All others stay where they are counted, even
    /// if another program drew outlines away from them: a command does what it said, to whom it said.
    [[nodiscard]] Result<Placement> place(const std::vector<PutBuilding>& put, const Progress& progress = {});
    /// Says which spatial attributes the register has, or what they measure now; `commit` measures them. Before anything else is
    /// written. Fails  bad_input (another type in the file, a taken name).
    [[nodiscard]] Result<void> define(const std::vector<model::Attribute>& spatial);
    /// Writes what a classification says of households where the file says something else, and when it changes a tier a row of
    /// `tier_change`, unless it is the file's first. `tier_since` is the day of the run that changed the tier. `visit_due` is
    /// `last_visit` and the tier's rhythm, or what a change of tier asks if that is sooner; of a household never visited, since
    /// when it has its tier; nothing when the tier has no rhythm. Returns how many changed tier. Fails also  cancelled.
    [[nodiscard]] Result<std::int64_t> write(const ClassificationRun& run, const ClassifiedHouseholds& found, const Progress& progress = {});

    /// Takes back the last command that hasn't been taken back, or brings the last one taken back again. Returns the
    /// journal id and summary of what was reverted; `commit` follows as for any other command.
    /// Fails  not_found (nothing left), bad_input (it wasn't recorded, or its rows have changed since).
    struct Reverted {
        std::int64_t entry = 0;
        std::string summary;
    };
    [[nodiscard]] Result<Reverted> undo();
    [[nodiscard]] Result<Reverted> redo();

    [[nodiscard]] const Changes& changes() const;
    /// The id of the journal entry. The file is durable when this returns.
    [[nodiscard]] Result<std::int64_t> commit(const std::string& summary);

    struct Impl;

private:
    friend struct WriterAccess;  ///< the other commands of this room
    explicit Writer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace huegrid::store
