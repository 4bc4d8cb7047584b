#include "engine/model/rows.hpp"

#include <algorithm>

namespace huegrid::model {

const std::vector<Level>& default_levels() {
    static const std::vector<Level> levels{
        {"district", 1, {"区", "District"}},     {"street", 2, {"街道", "Street"}},
        {"community", 3, {"社区", "Community"}}, {"grid", 4, {"网格", "Grid"}},
        {"micro-grid", 5, {"微网格", "Micro-grid"}},
    };
    return levels;
}

void KeyIndex::add(std::string source_key, std::int64_t id) {
    ids_.emplace(std::move(source_key), id);
    last_ = std::max(last_, id);
}

std::int64_t KeyIndex::find(const std::string& source_key) const {
    const auto at = ids_.find(source_key);
    return at == ids_.end() ? 0 : at->second;
}

std::int64_t KeyIndex::find_or_next(const std::string& source_key) {
    const auto [at, fresh] = ids_.try_emplace(source_key, last_ + 1);
    if (fresh) ++last_;
    return at->second;
}

}  // namespace huegrid::model
