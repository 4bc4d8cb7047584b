/// @file naming.hpp
/// What new grids are called: a code that was never another's, and a name that people can say.
///
/// Layer    grids. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::grids {

/// 15 digits where communities' codes have 12.
inline constexpr std::string_view default_codes = "{community}{001}";

/// A code is `prefix`, a serial of `digits`, and `suffix`.
struct CodeTemplate {
    std::string prefix;
    std::size_t digits = 3;
    std::string suffix{};

    [[nodiscard]] std::string code(std::int64_t serial) const;
    /// The serial in a code of this template; 0 for any other text.
    [[nodiscard]] std::int64_t serial(std::string_view code) const;
};

/// `pattern` as it is in a community: {community} stands for its code, {001} for a serial of as many digits, the rest for itself.
/// Fails  bad_input: a pattern that hasn't both, once each.
[[nodiscard]] Result<CodeTemplate> code_template(std::string_view pattern, std::string_view community);

/// The serials of `count` new grids: those after the highest in `used`, codes that ever were, and after `above`.
/// Fails nowhere: a serial that needs more digits gets them.
[[nodiscard]] std::vector<std::int64_t> next_serials(const CodeTemplate& code, std::span<const std::string> used, std::size_t count, std::int64_t above = 0);

/// In which order places are numbered: as a page is read, west to east and then from north to south, in as many rows as the
/// whole is high for its width. Returns indices into `centres`.
[[nodiscard]] std::vector<std::size_t> reading_order(std::span<const geo::WorldPoint> centres);

/// `pattern` with {一} replaced by the serial in Chinese numerals, and {1} by its digits: "第{一}网格" is 第十二网格 for 12.
/// Where that is `taken`, with the next number whose name isn't.
[[nodiscard]] std::string grid_name(std::string_view pattern, std::int64_t serial, std::span<const std::string> taken = {});

/// 0 … 9999 as it is spoken: 十二, 一百零三, 二百一十.
[[nodiscard]] std::string chinese_number(std::int64_t number);

}  // namespace huegrid::grids
