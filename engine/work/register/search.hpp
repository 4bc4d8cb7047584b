/// @file search.hpp
/// Finding a household, building, estate, zone or member by what people call it.
///
/// Layer    work.
///
///     work::search(file, "锦澜府3幢2单元501");   // also 锦澜府三号楼2-501, jlf3, 8000 (the end of a phone), 张三, zs
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/store/register/register.hpp"

namespace huegrid::work {

/// The better the lower.
enum class HitRank : std::uint8_t { exact, begins, contains, spelled, spelled_within };

struct Hit {
    store::RegisterTable table = store::RegisterTable::zone;
    std::int64_t id = 0;
    HitRank rank = HitRank::exact;
    std::int64_t building = 0;  ///< of a household; 0 for none
    std::string name;           ///< of a household: its contact
    std::string place;          ///< building, unit, floor
    std::string door, phone;
};

struct SearchResult {
    std::vector<Hit> hits;   ///< the best first, then zones, estates, buildings, members, households by id
    std::int64_t total = 0;  ///< also those beyond `most`
};

/// Looks in names (as written, and as pinyin or its initials for Latin letters), codes, addresses in any usual writing
/// (幢 栋 座 号楼, 单元, full width, Chinese numerals, 3-2-501) and telephone numbers (whole, or four digits and more of the
/// end). Nothing is masked; `mask` does. A blank text finds nothing. Cost  one pass over the register.
[[nodiscard]] Result<SearchResult> search(const std::filesystem::path& file, const std::string& text, std::size_t most);

/// Persons' names 张**, phones 138****8000, doors 5**.
void mask(SearchResult& result);

}  // namespace huegrid::work
