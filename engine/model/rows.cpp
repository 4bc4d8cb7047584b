#include "engine/model/rows.hpp"

namespace huegrid::model {

const std::vector<Level>& default_levels() {
    static const std::vector<Level> levels{
        {"district", 1, {"区", "District"}},     {"street", 2, {"街道", "Street"}},
        {"community", 3, {"社区", "Community"}}, {"grid", 4, {"网格", "Grid"}},
        {"micro-grid", 5, {"微网格", "Micro-grid"}},
    };
    return levels;
}

}  // namespace huegrid::model
