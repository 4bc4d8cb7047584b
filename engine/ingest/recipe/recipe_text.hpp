/// @file recipe_text.hpp
/// A recipe's TOML as it is read, and the parts of it that have files of their own.
///
/// Layer    ingest, inside only: it brings toml++.
#pragma once

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/ingest/recipe/recipe.hpp"

namespace huegrid::ingest {

using Names = std::vector<std::string>;

/// Stops at the first thing wrong: keeps its error, then answers with defaults.
class RecipeText {
public:
    explicit RecipeText(std::string file) : file_(std::move(file)) {}

    [[nodiscard]] bool failed() const { return error_.has_value(); }
    [[nodiscard]] Error error() const { return *error_; }
    [[nodiscard]] std::string place(const toml::source_region& region) const {
        return fmt::format("{}:{}:{}", file_, region.begin.line, region.begin.column);
    }
    void refuse(const toml::source_region& region, std::string message) {
        if (!error_) error_ = Error{ErrorCode::bad_input, std::move(message), place(region)};
    }
    void refuse(const toml::node& node, std::string message) { refuse(node.source(), std::move(message)); }

    /// Every key of `table` must be one of `known`.
    void only(const toml::table& table, const Names& known, std::string_view what) {
        for (const auto& [key, value] : table)
            if (std::find(known.begin(), known.end(), key.str()) == known.end())
                refuse(key.source(),
                       fmt::format("a {} has no '{}'{}", what, key.str(), did_you_mean(key.str(), known)));
    }

    std::string text(const toml::table& table, std::string_view key, bool required = false) {
        const auto* node = table.get(key);
        if (!node) {
            if (required) refuse(table, fmt::format("'{}' is missing", key));
            return "";
        }
        return text_of(*node, key);
    }
    std::string text_of(const toml::node& node, std::string_view key) {
        if (const auto* text = node.as_string()) return text->get();
        refuse(node, fmt::format("'{}' must be a text in quotes", key));
        return "";
    }
    bool yes(const toml::table& table, std::string_view key) {
        const auto* node = table.get(key);
        if (!node) return false;
        if (!node->is_boolean()) refuse(*node, fmt::format("'{}' must be true or false", key));
        return node->value_or(false);
    }
    double number(const toml::table& table, std::string_view key) {
        const auto* node = table.get(key);
        if (!node) return 0.0;
        if (!node->is_number()) refuse(*node, fmt::format("'{}' must be a number", key));
        return node->value_or(0.0);
    }
    /// A constant as text; numbers and truth values are written as a table would hold them.
    std::string word_of(const toml::node& node, std::string_view key) {
        if (const auto* number = node.as_integer()) return fmt::format("{}", number->get());
        if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
        if (const auto* truth = node.as_boolean()) return truth->get() ? "1" : "0";
        return text_of(node, key);
    }
    Names texts_of(const toml::node& node, std::string_view key) {
        Names texts;
        if (const auto* list = node.as_array())
            for (const auto& item : *list) texts.push_back(text_of(item, key));
        else
            texts.push_back(text_of(node, key));
        if (texts.empty()) refuse(node, fmt::format("'{}' names no column", key));
        return texts;
    }

private:
    std::string file_;
    std::optional<Error> error_;
};

/// One condition, or a list of which one must hold.
[[nodiscard]] std::vector<Condition> read_conditions(RecipeText& in, const toml::node& node);

/// A column, several of them, or { column | join | value … }.
[[nodiscard]] Mapping read_mapping(RecipeText& in, const toml::node& node, std::string_view key);

/// Refuses columns that are called ID numbers and whose cells `stored_as` would keep; says what to read of them instead.
void refuse_id_numbers(RecipeText& in, const toml::table& table, const Names& columns, std::string_view stored_as);

/// [source.NAME]
[[nodiscard]] SourceRecipe read_source(RecipeText& in, const toml::node& node);

/// [[attribute]]
[[nodiscard]] AttributeRecipe read_attribute(RecipeText& in, const toml::table& table);

}  // namespace huegrid::ingest
