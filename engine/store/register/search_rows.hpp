/// @file search_rows.hpp
/// Everything that somebody may look for by a word, once through the file.
///
/// Layer    store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/store/register/register.hpp"

namespace huegrid::store {

/// One row in force, lent for the call; "" where there is nothing.
struct SearchRow {
    RegisterTable table = RegisterTable::zone;
    std::int64_t id = 0;
    std::int64_t building = 0;         ///< of a household
    std::string_view name;             ///< of a household: its contact
    std::string_view address;          ///< of a building; of a zone its code
    std::string_view estate;           ///< of a building: its estate's name
    std::string_view unit, floor, door, phone;
};

/// Zones, estates, buildings, members, then households, each by ascending id: who sees a household has seen its building.
/// Fails  not_found, wrong_file, io. Cost  one pass: some 0.5 µs a household.
[[nodiscard]] Result<void> for_each_search_row(const std::filesystem::path& path, const std::function<void(const SearchRow&)>& see);

}  // namespace huegrid::store
