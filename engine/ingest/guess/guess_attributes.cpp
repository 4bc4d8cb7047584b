/// What of a household's row, or of its persons, becomes attributes.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/address/identity.hpp"
#include "engine/base/pinyin.hpp"
#include "engine/ingest/guess/layer_guess.hpp"
#include "engine/ingest/rows/derived_column.hpp"
#include "engine/sources/value_text.hpp"

namespace huegrid::ingest {
namespace {

constexpr const char* age_bounds = "\nat_least = 0\nat_most = 130";

}  // namespace

void LayerGuess::age(const std::string& name) {
    guess_.attributes.push_back({"oldest_age", name, "最大年龄", "Age of the oldest", "years", model::AttributeType::integer, "max = " + toml_quoted(name) + age_bounds});
    guess_.attributes.push_back({"n_minors", name, "未成年人数", "Minors", "", model::AttributeType::integer, fmt::format("count = {{ column = {}, below = 18 }}", toml_quoted(name)) + age_bounds});
}

/// Without ages, those of their birth dates, if half of them are any: for some a month, for some a day that a spreadsheet counts.
bool LayerGuess::from_births() {
    const auto at = columns_.named(birth_words());
    const auto reads = [](const std::string& value) { return said_by(value, DerivedColumn::Says::age_of_birth, today()).has_value(); };
    if (!at || columns_.share(*at, reads) < 0.5) return false;
    used_.insert(*at);
    const auto& name = column(*at).name;
    const auto ages = std::string(age_from_birth) + name;
    because(fmt::format("Ages: on the day of the import, from {}, of a month or year by its first day; what is no birth date is reported.", name));
    if (target_ == Target::person) return age(ages), true;
    guess_.attributes.push_back({"oldest_age", name, "最大年龄", "Age of the oldest", "years", model::AttributeType::integer, "column = " + toml_quoted(ages) + age_bounds});
    ask(fmt::format("{} is one person's, mostly the head's: is nobody of the household older? Else leave oldest_age out.", name));
    return true;
}

bool LayerGuess::from_ids() {
    const auto& all = columns_.all();
    const auto checks = [](const std::string& value) { return address::birth_date_from_id(value).has_value(); };
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (all[at].personal != Personal::id_number || columns_.share(at, checks) < 0.5) continue;
        const bool persons = target_ == Target::person;
        const auto column = std::string(persons ? age_from_id : birth_date_from_id) + all[at].name;
        if (persons) age(column);
        else guess_.attributes.push_back({"birth_date", column, "出生日期", "Birth date", "", model::AttributeType::date, "column = " + toml_quoted(column)});
        because(fmt::format("{}: read from {} without keeping the numbers; those that don't check are reported.", persons ? "Ages" : "A birth date", all[at].name));
        return true;
    }
    return false;
}

/// Its own, unless half of the values are none of it.
model::AttributeType LayerGuess::type_of_known(const KnownAttribute& known, std::size_t at) {
    const auto fits = [&](const std::string& value) {
        return sources::value_from(value, known.type).has_value() ||
               (known.type == model::AttributeType::date && says_date(column(at).name) && sources::spreadsheet_day_from(value));
    };
    if (column(at).type == known.type || columns_.share(at, fits) >= 0.5) return known.type;
    ask(fmt::format("{} is {} elsewhere, but half of its values are none: what do they say?", column(at).name, model::word(known.type)));
    return column(at).type;
}

void LayerGuess::attribute(std::size_t at, std::set<std::string>& names) {
    const auto& one = column(at);
    if (used_.count(at) != 0 || one.filled == 0 || one.personal != Personal::none || counts_rows(one.name)) return;
    const std::string_view plain_words[]{std::string_view("备注"), "note", "remarks", "说明"};
    const auto* known = known_attribute(one.name);
    const auto type = known ? type_of_known(*known, at) : one.type;
    const bool free_text = type == model::AttributeType::text && one.words.empty() && !one.codes;
    if (free_text || columns_.named(plain_words) == at) return ask(fmt::format("{} is free text and was left out: is it needed, and of whom does it speak?", one.name));
    if (one.type == model::AttributeType::boolean && one.distinct == 1 && one.filled < one.rows)
        ask(fmt::format("{} says only {}: its empty cells are taken for not known. Is that so, or do they say no?", one.name, one.words.front()));
    std::string name = known ? std::string(known->name) : pinyin(one.name);
    std::erase_if(name, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'); });
    if (!known && std::all_of(one.name.begin(), one.name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; })) name = one.name;
    if (name.empty() || name[0] < 'a' || name[0] > 'z') name = "c_" + name;
    if (model::is_household_column(name) || name == "kind" || name == "occupancy") name += "_said";
    while (!names.insert(name).second) name += "_2";
    guess_.attributes.push_back({name, one.name, known ? std::string(known->zh) : one.name, known ? std::string(known->en) : one.name,
                                 known ? std::string(known->unit) : "", type,
                                 "column = " + toml_quoted(one.name) + (name == "oldest_age" && type != model::AttributeType::text ? age_bounds : ""), known && known->sensitive});
}

void LayerGuess::attributes() {
    std::set<std::string> names{"oldest_age_of_persons"};
    if (target_ == Target::person) {
        guess_.attributes.push_back({"persons", "", "人数", "Persons", "", model::AttributeType::integer, "count = true"});
        if (const auto at = columns_.named(age_words()); at && column(*at).type == model::AttributeType::integer) {
            used_.insert(*at);
            age(column(*at).name);
        } else if (!from_ids()) {
            from_births();
        }
        std::vector<std::string> others;
        for (std::size_t at = 0; at < columns_.all().size(); ++at)
            if (used_.count(at) == 0 && column(at).filled > 0 && column(at).personal == Personal::none) others.push_back(column(at).name);
        if (!others.empty()) ask(fmt::format("What of a person counts for the household? Left: {}. See `count`, `any`, `max` in engine/ingest/recipe/recipe.hpp.", fmt::join(others, ", ")));
        return;
    }
    if (target_ != Target::household) {
        std::vector<std::string> others;
        for (std::size_t at = 0; at < columns_.all().size(); ++at)
            if (used_.count(at) == 0 && column(at).filled > 0 && column(at).personal == Personal::none) others.push_back(column(at).name);
        if (!others.empty()) because(fmt::format("Not used: {}.", fmt::join(others, ", ")));
        return;
    }
    for (const auto word : zone_words()) {
        const std::string_view one[]{word};
        if (const auto at = columns_.named(one)) used_.insert(*at);  // where the building lies decides it
    }
    const bool says_age = std::any_of(columns_.all().begin(), columns_.all().end(), [](const ColumnTraits& one) {
        const auto* known = known_attribute(one.name);
        return known && known->name == "oldest_age" && one.filled > 0;
    });
    if (!says_age && from_births()) names.insert("oldest_age");
    for (std::size_t at = 0; at < columns_.all().size(); ++at) attribute(at, names);
    if (!names.contains("birth_date")) from_ids();
}

}  // namespace huegrid::ingest
