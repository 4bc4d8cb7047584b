/// @file toml_reader.hpp
/// TOML tables read key by key, every mistake noted at its place.
///
/// Layer    tiers, inside.
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/language.hpp"
#include "engine/base/text.hpp"
#include "engine/conditions/language/mistake.hpp"

namespace huegrid::tiers {

using Names = std::vector<std::string>;

/// The index of the thing with this key.
template <class Things>
std::optional<std::size_t> find_key(const Things& things, std::string_view key) {
    for (std::size_t i = 0; i < things.size(); ++i)
        if (things[i].key == key) return i;
    return std::nullopt;
}

template <class Things>
Names keys_of(const Things& things) {
    Names keys;
    for (const auto& thing : things) keys.push_back(thing.key);
    return keys;
}

/// What it can't read is a mistake and comes back empty, so that reading goes on and finds the others.
class TomlReader {
public:
    explicit TomlReader(std::string_view text) : text_(text) {}

    [[nodiscard]] bool faultless() const { return mistakes_.empty(); }
    [[nodiscard]] std::vector<conditions::Mistake>& mistakes() { return mistakes_; }
    /// What is no mistake, but had better be looked at.
    [[nodiscard]] std::vector<conditions::Mistake>& remarks() { return remarks_; }

    [[nodiscard]] std::size_t offset(const toml::source_region& region) const;
    void wrong(const toml::node& node, std::string message) { wrong(node.source(), std::move(message)); }
    void wrong(const toml::source_region& region, std::string message);
    /// `at` is a byte of `value`, which the node holds.
    void wrong_inside(const toml::node& node, std::string_view value, std::size_t at, std::string message);

    void check_keys(const toml::table& table, std::initializer_list<std::string_view> known);
    /// The value under `key`; nullptr, and a mistake, when there is none.
    const toml::node* required(const toml::table& table, std::string_view key);
    std::string text_from(const toml::node& node, std::string_view key);
    std::string text_of(const toml::table& table, std::string_view key);
    Label label_of(const toml::table& table, std::string_view key);
    std::int64_t whole_from(const toml::node& node, std::string_view key, std::int64_t least, std::int64_t most);
    /// nullopt when it isn't there.
    std::optional<std::int64_t> whole_of(const toml::table& table, std::string_view key, std::int64_t least, std::int64_t most);
    double number_of(const toml::table& table, std::string_view key, double least, double most);
    /// A number whose sums are exact: see base/millionths.hpp.
    double decimal_of(const toml::table& table, std::string_view key, double least, double most);
    double number_from(const toml::node& node, std::string_view key, double least, double most);
    std::optional<Date> date_of(const toml::table& table, std::string_view key);
    /// One of `words`.
    std::optional<std::size_t> word_from(const toml::node& node, std::string_view what, std::span<const std::string_view> words);

    /// The index of the thing that `key` names.
    template <class Things>
    std::size_t choice(const toml::table& table, std::string_view key, std::string_view what, const Things& things) {
        const auto* node = required(table, key);
        return node ? choice_from(*node, key, what, things) : 0;
    }
    template <class Things>
    std::size_t choice_from(const toml::node& node, std::string_view key, std::string_view what, const Things& things) {
        const auto id = text_from(node, key);
        const auto found = find_key(things, id);
        if (!found && !trimmed(id).empty()) wrong(node, fmt::format("there is no {} '{}'{}", what, id, did_you_mean(id, keys_of(things))));
        return found.value_or(0);
    }

    /// Each table of a list headed by [[key]].
    template <class Use>
    void each(const toml::table& root, std::string_view key, std::size_t least, std::size_t most, const Use& use) {
        const auto* list = list_of(root, key, least, most);
        if (list)
            for (const auto& entry : *list) use(*entry.as_table());
    }
    /// Each table of a list in brackets: what `shape` shows.
    template <class Use>
    void each_inside(const toml::table& table, std::string_view key, std::string_view shape, const Use& use) {
        const auto* node = required(table, key);
        const auto* list = node ? node->as_array() : nullptr;
        if (node && (!list || list->empty() || !all_tables(*list))) wrong(*node, fmt::format("'{}' is a list such as {}", key, shape));
        else if (list)
            for (const auto& entry : *list) use(*entry.as_table());
    }

private:
    static bool all_tables(const toml::array& list);
    const toml::array* list_of(const toml::table& root, std::string_view key, std::size_t least, std::size_t most);

    std::string_view text_;
    mutable std::vector<std::size_t> lines_;  ///< where each begins, once it was asked for
    std::vector<conditions::Mistake> mistakes_, remarks_;
};

}  // namespace huegrid::tiers
