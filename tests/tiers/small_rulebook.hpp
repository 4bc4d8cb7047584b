/// @file small_rulebook.hpp
/// One rule in a whole rulebook, for tests that change a word of it.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/tiers/rulebook/rulebook.hpp"
#include "tests/conditions/random_register.hpp"

namespace huegrid::tiers {

inline const std::vector<model::Attribute>& columns() {
    using namespace conditions;
    static const std::vector attributes{attribute("kind", AttributeType::text), attribute("oldest_age", AttributeType::integer),
        attribute("living_alone", AttributeType::boolean), attribute("last_visit", AttributeType::date)};
    return attributes;
}

inline constexpr std::string_view good = R"(name = "Care"
version = "1"
owner = "Us"
basis = { zh = "示例", en = "example" }
otherwise = "blue"

[[tier]]
id = "red"
name = { zh = "红", en = "red" }
colour = "#ab2f07"
letter = "R"
pattern = "cross"
visit_every_days = 7

[[tier]]
id = "blue"
name = { zh = "蓝", en = "blue" }
colour = "#2268bb"
letter = "B"
pattern = "solid"

[[category]]
id = "elder-care"
name = { zh = "助老", en = "elder care" }

[[rule]]
id = "elder-alone"
tier = "red"
category = "elder-care"
applies_to = ["home"]
when = "oldest_age >= 80 AND living_alone"
because = { zh = "独居", en = "alone" }
)";

/// `good` with its only `from` turned into `to`.
inline std::string with(std::string_view from, std::string_view to) {
    std::string text(good);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    EXPECT_EQ(text.find(from, at + 1), std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

inline std::string error_in(const std::string& text) {
    const auto book = read_rulebook(text, "r.toml", columns());
    return book ? "no error" : book.error().text();
}

/// `good` with more behind it.
inline std::string and_also(std::string_view more) { return std::string(good) + "\n" + std::string(more); }

inline Rulebook read(const std::string& text) {
    auto book = read_rulebook(text, "r.toml", columns());
    EXPECT_TRUE(book) << book.error().text();
    return book ? std::move(*book) : Rulebook{};
}

}  // namespace huegrid::tiers
