/// @file rulebook_reader.hpp
/// A rulebook's tables read one after the other; what read_rulebook and check_rulebook share.
///
/// Layer    tiers, inside. In three files: the ladder (tiers, categories, the zones' policy), the words that conditions may use,
///          the rules and scores.
#pragma once

#include <functional>
#include <unordered_set>

#include "engine/conditions/language/definitions.hpp"
#include "engine/conditions/language/spatial_formula.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"
#include "engine/tiers/rulebook/toml_reader.hpp"

namespace huegrid::tiers {

/// A column's name as a condition may always write it.
[[nodiscard]] std::string in_quotes(std::string_view name);

class RulebookReader : public TomlReader {
public:
    RulebookReader(std::string_view text, std::vector<model::Attribute> columns, const std::optional<std::vector<model::Layer>>& layers)
        : TomlReader(text), columns_(std::move(columns)), layers_(layers) {
        book_.text = text;
    }

    /// Complete only without mistakes.
    Rulebook read(const toml::table& root);

    /// Where things stand in the text: for what is said of them afterwards.
    struct Places {
        std::vector<std::size_t> tiers;  ///< without `unknown` and `not_applicable`
        std::vector<std::size_t> rules;  ///< the quote where the condition begins; of a score its id
        std::vector<std::size_t> derived, measured;
    };
    [[nodiscard]] const Places& places() const { return places_; }

private:
    // rulebook_ladder.cpp
    void read_ladder(const toml::table& root);
    void read_tier(const toml::table& table);
    void read_class(const toml::table& root, model::Tier tier);
    void check_palette();
    std::string id_of(const toml::table& table, std::unordered_set<std::string>& taken);
    std::string letter_of(const toml::table& table);
    std::optional<Colour> colour_from(const toml::node& node);
    void read_zone_policy(const toml::table& root);
    std::vector<figures::TierThreshold> thresholds_of(const toml::table& table, const std::function<double(const toml::table&)>& at_least);
    std::vector<std::size_t> tiers_of(const toml::table& table, std::string_view key);
    figures::BreakOptions breaks_of(const toml::table& table);

    // rulebook_words.cpp
    void read_words(const toml::table& root);
    void read_staleness(const toml::table& root);
    void read_stale(const std::string& name, const toml::key& key, const toml::node& node);
    void read_lists(const toml::table& root);
    void read_definitions(const toml::table& root);
    std::string name_of(const toml::table& table);
    void read_measured(const toml::table& table);
    void check_layer(const toml::node& node, const std::string& text, const conditions::SpatialFormula& formula);
    void check_derived(const toml::node& type, DerivedAttribute& derived);
    [[nodiscard]] const model::Attribute* column(std::string_view name) const;

    // rulebook_rules.cpp
    void read_rules(const toml::table& root);
    void read_rule(const toml::table& table);
    void read_score(const toml::table& table);
    void add_score_rules(const toml::table& table, const Rule& common, Score score);
    Rule rule_frame(const toml::table& table);
    void read_kinds(const toml::node& node, Rule& rule);
    conditions::Expression condition_from(const toml::node& node, std::string& text);
    void read_because(const toml::table& table, Rule& rule, const Score* score);
    void quote(const toml::node& node, const std::string& reason, Rule& rule, const Score* score);
    std::optional<Quoted> quoted(const std::string& name, const Score* score) const;

    std::vector<model::Attribute> columns_;  ///< the register's, and those that this rulebook measures
    const std::optional<std::vector<model::Layer>>& layers_;
    Rulebook book_;
    std::vector<model::Tier> ladder_;  ///< the tiers that rules can give
    conditions::Definitions definitions_;
    std::unordered_set<std::string> tier_ids_, category_ids_, rule_ids_, names_;
    std::vector<toml::source_region> colour_at_;  ///< one for each of book_.tiers
    Places places_;
};

}  // namespace huegrid::tiers
