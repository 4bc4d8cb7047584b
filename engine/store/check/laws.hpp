/// @file laws.hpp
/// What holds in every file, as queries for the rows that break it.
///
/// Layer    store, inside.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/store/check/check.hpp"
#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

/// `sql` yields a place for each row that breaks the law.
struct Law {
    std::string name;
    Severity severity;
    std::string sql;
    Label what, todo;
    std::int64_t since_version = 1;
};

/// SQLite's own checks first, then the model's. Those of types and attributes go by the columns that this file has.
[[nodiscard]] std::vector<Law> laws_of(const Database& db);

}  // namespace huegrid::store
