#include "engine/model/fixed_words.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "engine/model/attribute.hpp"

namespace huegrid::model {
namespace {

template <class Enum>
std::vector<std::string_view> all_words(Enum last) {
    std::vector<std::string_view> words;
    for (int each = 0; each <= int(last); ++each) words.push_back(word(Enum(each)));
    return words;
}

}  // namespace

std::span<const FixedWords> fixed_words() {
    static const std::vector<std::string_view> issue_states{"reported", "verified", "filed",    "dispatched", "in_progress", "handled",
                                                            "checked",  "closed",   "rejected", "on_hold",    "escalated",   "void"};
    static const std::vector<FixedWords> all{
        {"household", "kind", {"home", "shop", "enterprise"}},
        {"household", "occupancy", {"own", "let", "vacant", "registered"}},
        {"member", "kind", {"party_member", "grid_worker", "volunteer", "building_captain"}},
        {"zone", "kind", {"general", "dedicated"}},
        {"line_feature", "kind", {"main_road", "road", "railway", "water"}},
        {"issue", "status", issue_states},
        {"issue", "outcome", {"fixed", "unfounded", "not_ours", "duplicate"}},
        {"issue_event", "status", issue_states},
        {"attribute", "type", all_words(AttributeType::date)},
        {"attribute", "origin", all_words(Origin::event)},
        {"attribute", "sensitivity", all_words(Sensitivity::sensitive)},
    };
    return all;
}

const std::vector<std::string_view>& words_of(std::string_view table, std::string_view column) {
    for (const auto& each : fixed_words())
        if (each.table == table && each.column == column) return each.words;
    throw std::logic_error(fmt::format("{}.{} has no list of words", table, column));
}

}  // namespace huegrid::model
