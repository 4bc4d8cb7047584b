/// @file what_if.hpp
/// A changed rulebook against the current one: who would move, and how many from which tier to which. Nothing is written.
///
/// Layer    work.
///
/// Law      a matrix's row sums are the counts under the current rulebook, its column sums those under the changed one; the
///          zones' matrices add up to the whole place's.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/language.hpp"
#include "engine/base/progress.hpp"
#include "engine/model/snapshot.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"

namespace huegrid::work {

/// Households by the tier they have and the one they would have.
struct Migration {
    ZoneId zone;  ///< none: the whole place, or what lies outside the level
    std::string name, code;
    std::vector<std::vector<std::int64_t>> households;  ///< [tier of the current rulebook][tier of the changed one]
};

struct Mover {
    HouseholdId household;
    std::size_t zone = 0;                  ///< into WhatIf::zones, when there are any
    std::int8_t from = -1, to = -1;        ///< into the rulebooks' tiers; of different keys
    std::int16_t from_rule = -1, to_rule = -1;  ///< into the rulebooks' rules; -1 where none decided
};

struct WhatIf {
    Date as_of{};
    std::optional<Date> imported_after;  ///< as in `explain.hpp`
    tiers::Rulebook current, changed;
    Migration whole;
    std::vector<Migration> zones;  ///< of the level asked for; the last one: outside
    std::vector<Mover> movers;     ///< ascending ids
};

struct WhatIfOptions {
    std::optional<std::filesystem::path> current;  ///< nullopt: the rulebook the file was classified with last
    std::filesystem::path changed;
    Date as_of{};
    std::string level{};  ///< "" for the whole place alone
};

/// Fails  as `classify`; not_found (no such level).
[[nodiscard]] Result<WhatIf> what_if(const std::filesystem::path& file, const WhatIfOptions& options, const Progress& progress = {});

/// A line a household that moves: id, zone, from, to, deciding rules. Fails  io, read_only.
[[nodiscard]] Result<void> write_movers(const WhatIf& result, const std::filesystem::path& to, Language language);

}  // namespace huegrid::work
