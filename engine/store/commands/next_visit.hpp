/// @file next_visit.hpp
/// The day by which a household's tier asks for its next visit.
///
/// Layer    store, inside only. Throws SqlError.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/date.hpp"
#include "engine/model/snapshot.hpp"
#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

/// `since`: it has the tier from that day on; `changed`: the day of the change of tier that was written last, which is before `since`
/// where it had the tier before anybody classified; `as_of`: that of the classification.
/// A visit never made is due from the day it came into the tier; the first one after a change may be due sooner than the rhythm asks.
/// nullopt  when the tier has no rhythm.
[[nodiscard]] std::optional<Date> next_visit(const model::Tier& tier, Date since, std::optional<Date> changed, std::optional<Date> visited, Date as_of);

/// Brings a household's `visit_due` up to date with its `last_visit`, without classifying. Not for lists that bring `last_visit` as an
/// attribute: like any other, it counts from the next classification.
void keep_next_visit(const Database& db, std::int64_t household);

}  // namespace huegrid::store
