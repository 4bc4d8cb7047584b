/// @file classes.hpp
/// What a classification found: for every household its tier, the rule that decided, what it may be, and its categories.
///
/// Layer    tiers. Plain data; a household takes 2 bytes (4 with more than 240 rules) and a bit a category.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/ids.hpp"

namespace huegrid::tiers {

/// One small number a household.
using Codes = std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>>;

/// What a code stands for.
struct Verdict {
    std::int8_t tier = -1;    ///< into Rulebook::tiers; -1 of `open` when there is none
    std::int16_t rule = -1;   ///< into Rulebook::rules; -1 when no rule decided
    bool by_hand = false;     ///< an override is in force
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// A rule with hold_days that is TRUE for a household, or was on a day not too long ago.
struct Held {
    Index household = none;
    std::int16_t rule = -1;         ///< into Rulebook::rules
    std::optional<Date> last_true;  ///< nullopt: it is TRUE now
    friend bool operator==(const Held&, const Held&) = default;
};

struct Classes {
    Codes decided, open;
    std::vector<Verdict> meaning;  ///< by the codes of `decided`, and of `open`: the highest NULL rule above the decided tier
    std::size_t nothing_open = 0;  ///< the code of `open` that means none
    std::vector<std::vector<std::uint64_t>> category_planes;  ///< a category, a bit a household
    std::vector<std::int64_t> tier_counts;                    ///< one for each of Rulebook::tiers
    std::vector<Held> held;                                   ///< ascending household, then the rules' order

    [[nodiscard]] std::size_t size() const {
        return std::visit([](const auto& codes) { return codes.size(); }, decided);
    }
    [[nodiscard]] const Verdict& verdict(std::size_t row) const { return meaning[code(decided, row)]; }
    [[nodiscard]] std::int8_t tier(std::size_t row) const { return verdict(row).tier; }
    /// What the household could turn out to be: its rule and tier, or -1 twice.
    [[nodiscard]] Verdict may_be(std::size_t row) const {
        const std::size_t found = code(open, row);
        return found == nothing_open ? Verdict{} : meaning[found];
    }
    /// Bit c = Rulebook::categories[c].
    [[nodiscard]] std::uint32_t categories(std::size_t row) const {
        std::uint32_t bits = 0;
        for (std::size_t c = 0; c < category_planes.size(); ++c) bits |= std::uint32_t(category_planes[c][row / 64] >> (row % 64) & 1u) << c;
        return bits;
    }

private:
    static std::size_t code(const Codes& codes, std::size_t row) {
        return std::visit([&](const auto& values) { return std::size_t(values[row]); }, codes);
    }
};

}  // namespace huegrid::tiers
