/// @file column_words.hpp
/// What offices call their columns, in Chinese and English: the words by which a recipe is guessed.
///
/// Layer    ingest. Pure; tables of words.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ingest/guess/column_traits.hpp"
#include "engine/ingest/recipe/schema.hpp"

namespace huegrid::ingest {

/// A column's name as it is compared: folded, the lower of two rows' names, without what stands in brackets, blanks, - and _.
[[nodiscard]] std::string plain_name(std::string_view column);

/// What a field's column may be called, as plain names, the likeliest first.
[[nodiscard]] std::vector<std::string_view> words_for(Target target, std::string_view field);

/// The word of the field's list that a value means: 自住 is "own"; "" when it isn't known.
[[nodiscard]] std::string_view meaning_of(std::string_view field, std::string_view value);

/// Longitude and latitude, or x and y; and what a coordinate's column is called, and by whose frame, when it says so:
/// 百度经度 and lng_bd09 are 经度 and lng of "BD-09". "" = it doesn't say.
struct CoordinateName {
    std::string name, crs;
};
[[nodiscard]] CoordinateName coordinate_name(std::string_view column);
[[nodiscard]] std::span<const std::string_view> x_words();
[[nodiscard]] std::span<const std::string_view> y_words();
/// Parts of an address that are columns of their own.
[[nodiscard]] std::span<const std::string_view> estate_words();
[[nodiscard]] std::span<const std::string_view> building_words();
/// The zones a row says it is in, which places decide here.
[[nodiscard]] std::span<const std::string_view> zone_words();
/// Columns that only count the rows, or the households.
[[nodiscard]] std::span<const std::string_view> row_number_words();
/// How somebody is related to the head of the household, and is it the head's word (户主, 本人)?
[[nodiscard]] std::span<const std::string_view> relation_words();
[[nodiscard]] bool is_household_head(std::string_view relation);
/// Days somebody was born on.
[[nodiscard]] std::span<const std::string_view> birth_words();
/// Does the column's name say that it holds dates?
[[nodiscard]] bool says_date(std::string_view column);
/// What only persons have: age, sex, how they are related.
[[nodiscard]] std::span<const std::string_view> age_words();
[[nodiscard]] std::span<const std::string_view> person_words();

/// By the column's name alone.
[[nodiscard]] Personal personal_by_name(std::string_view column);
/// Does the name say that it is a number of things (人口数)?
[[nodiscard]] bool counts_something(std::string_view column);

/// An attribute that registers often have.
struct KnownAttribute {
    std::string_view name, zh, en, unit;
    model::AttributeType type = model::AttributeType::integer;
    bool sensitive = false;
    std::vector<std::string_view> words{};
};
[[nodiscard]] const KnownAttribute* known_attribute(std::string_view column);

/// Words in the name of a file or layer that say what is in it. "" = Target is not said.
[[nodiscard]] bool named_like(Target target, std::string_view name);
/// The level that a zone's name or layer says: 融祥社区 is a community.
[[nodiscard]] std::string_view level_of(std::string_view name);
/// Does the name end as those of buildings or estates do (3栋, 风华苑)?
[[nodiscard]] bool building_like(std::string_view name);
[[nodiscard]] bool estate_like(std::string_view name);

/// All of the above: what a header may hold, as it is written.
[[nodiscard]] std::vector<std::string> likely_columns();

}  // namespace huegrid::ingest
