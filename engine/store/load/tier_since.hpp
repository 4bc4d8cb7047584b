/// @file tier_since.hpp
/// Since when a household has its tier, in files of every version.
///
/// Layer    store, inside only.
#pragma once

#include <string>

#include "engine/store/database/schema.hpp"

namespace huegrid::store {

/// SQL for the day, over a row of `household`; NULL while it isn't classified. A file of before version 3 says it by its changes.
[[nodiscard]] inline std::string since_sql(const Database& db, const std::string& household) {
    const std::string by_changes = "coalesce((SELECT c.as_of FROM tier_change c WHERE c.household_id = " + household +
                                   ".id ORDER BY c.id DESC LIMIT 1), (SELECT as_of FROM classification ORDER BY id LIMIT 1))";
    return "CASE WHEN " + household + ".tier IS NOT NULL THEN " +
           (version_of(db) < 3 ? by_changes : "coalesce(" + household + ".tier_since, " + by_changes + ")") + " END";
}

}  // namespace huegrid::store
