/// By which columns a row is known again.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

#include "engine/ingest/guess/layer_guess.hpp"
#include "engine/ingest/rows/derived_column.hpp"

namespace huegrid::ingest {

std::string LayerGuess::joined_key(const std::vector<std::size_t>& parts) const {
    std::vector<std::string> names;
    for (const auto at : parts) {
        const auto is = [&](std::string_view field) {
            const auto words = words_for(Target::household, field);
            return std::find(words.begin(), words.end(), plain_name(column(at).name)) != words.end();
        };
        const auto& name = column(at).name;
        // 1-1-101 is said of the building too; only 1-101 can be said by unit and door without losing anything.
        const bool both = is("door") && columns_.holds_units(at), whole = both && columns_.holds_buildings(at);
        if (both && !whole) names.push_back(toml_quoted(std::string(unit_of) + name));
        names.push_back(toml_quoted((is("unit") ? std::string(unit_of) : is("door") && !whole ? std::string(door_of) : "") + name));
    }
    return names.size() == 1 ? names.front() : fmt::format("{{ join = [{}], with = \"-\" }}", fmt::join(names, ", "));
}

bool LayerGuess::anew(std::string_view field, std::size_t at) {
    auto parts = columns_.numbered_anew_by(at);
    if (parts.empty()) return false;
    because(fmt::format("{}: {} begins anew in each of the lists, so that their names are part of it: give a list the same name next time.", field, column(at).name));
    parts.push_back(at);
    used_.insert(at);
    set(field, joined_key(parts));
    return true;
}

/// A column, or several, whose values tell all rows apart.
void LayerGuess::key(std::string_view field) {
    const auto usable = [&](std::size_t at) { return column(at).personal == Personal::none && column(at).tells_apart() && !counts_rows(column(at).name); };
    const auto by = [&](std::size_t at, std::string question) {
        set(field, toml_quoted(column(at).name));
        used_.insert(at);
        if (!question.empty()) ask(std::move(question));
    };
    auto words = words_for(target_, "key");
    words.insert(words.begin(), "key");
    for (const auto word : words) {
        const std::string_view one[]{word};
        const auto at = columns_.named(one);
        if (at && usable(*at)) return by(*at, "");
        const bool homes = target_ == Target::household || target_ == Target::room;
        if (at && homes && column(*at).personal == Personal::none && !counts_rows(column(*at).name) && column(*at).filled == column(*at).rows && anew(field, *at)) return;
        if (at && word != "key" && column(*at).personal == Personal::none && !counts_rows(column(*at).name) &&
            (target_ == Target::household ? column(*at).mostly_tells_apart() : column(*at).nearly_tells_apart()))
            return by(*at, fmt::format("{} is missing or stands twice in {} of {} rows; those are kept out and reported: put them right in the list.", column(*at).name,
                                       column(*at).rows - column(*at).distinct, column(*at).rows));
    }
    auto parts = columns_.address_parts();
    const auto sheets = columns_.sheet_names();
    parts.erase(std::remove_if(parts.begin(), parts.end(), [&](std::size_t at) { return std::find(sheets.begin(), sheets.end(), at) != sheets.end(); }), parts.end());
    if (!parts.empty()) parts.insert(parts.begin(), sheets.begin(), sheets.end());  // 101 of two sheets is two homes
    const bool home = target_ == Target::household || target_ == Target::room;
    if (home && columns_.tell_apart(parts)) return set(field, joined_key(parts));
    for (std::size_t at = 0; at < columns_.all().size(); ++at) {
        const auto name = plain_name(column(at).name);
        const bool like_a_key = name.ends_with("id") || name.ends_with("key") || name.ends_with("编号") || name.ends_with("编码") || name.ends_with("代码") || name.ends_with("code") ||
                                name.ends_with("证号") || name.ends_with("档案号") || name.ends_with("登记号");
        if (like_a_key && usable(at)) return by(at, "");
    }
    for (const std::string_view other : {"name", "address"})
        if (const auto* one = schema_of(target_).field(other))
            if (const auto at = columns_.of_field(target_, *one); at && usable(*at))
                return by(*at, fmt::format("No column numbers its rows, so {} is the key: does it never change?", column(*at).name));
    for (std::size_t at = 0; at < columns_.all().size(); ++at)
        if (usable(at) && column(at).type != model::AttributeType::real)
            return by(at, fmt::format("{} is the key only because no value stands in it twice: is it one?", column(at).name));
    for (std::size_t at = 0; at < columns_.all().size(); ++at)
        if (counts_rows(column(at).name) && column(at).tells_apart())
            return by(at, fmt::format("{} only counts the rows: when the list is sorted again, every row becomes another. Is there a better key?", column(at).name));
    // What a note says and how old somebody is are another next year, and a note may hold anything.
    const auto is_changing = [&](std::size_t at) {
        const auto name = plain_name(column(at).name);
        const auto holds = [&](std::string_view word) { return name.find(word) != std::string::npos; };
        return name == "age" || holds("年龄") || holds("备注") || holds("说明") || holds("remark") || holds("note") || holds("comment");
    };
    std::vector<std::size_t> all;
    for (std::size_t at = 0; at < columns_.all().size() && all.size() < 6; ++at)
        if (column(at).personal == Personal::none && column(at).filled > 0 && !is_changing(at)) all.push_back(at);
    if (!parts.empty()) all = parts;
    set(field, all.empty() ? toml_quoted("?") : joined_key(all));
    ask("Nothing but personal columns tells all rows apart: rows whose key was there before are kept out. What is its key?");
}

/// What the persons of one home have in common.
void LayerGuess::household_key() {
    if (const auto* ledger = columns_.ledger()) return ledger_key(*ledger);
    if (const auto at = columns_.of_field(target_, *schema_of(target_).field("household_key"))) {
        if (!anew("household_key", *at)) take("household_key", *at);
        return;
    }
    if (const auto parts = columns_.address_parts(); !parts.empty()) {
        set("household_key", joined_key(parts));
        return ask("Persons at one address are taken for one household: is there a column that says it better?");
    }
    for (std::size_t at = 0; at < columns_.all().size(); ++at)
        if (const auto& one = column(at); one.in_runs && one.filled == one.rows && one.personal == Personal::none && one.distinct * 10 > one.rows) {
            take("household_key", at);
            return ask(fmt::format("Is {} the household's number? Its equal values stand together.", one.name));
        }
    key("household_key");
}

/// The number that stands once for each household, else its head and address; behind the sheet's name.
void LayerGuess::ledger_key(const PersonLedger& ledger) {
    auto parts = columns_.sheet_names();
    if (ledger.number) {
        parts.push_back(*ledger.number);
        used_.insert(*ledger.number);
        const auto& name = column(*ledger.number).name;
        because(fmt::format("household_key: {} is filled once for each of {} households.", name, ledger.households));
        if (counts_rows(name)) ask(fmt::format("{} only counts the households: when the list is sorted again, each becomes another. Is there a better key?", name));
    } else {
        for (const std::string_view field : {"contact_name", "address"})
            if (const auto at = columns_.of_field(target_, *schema_of(target_).field(field)); at && columns_.is_of_household(*at)) parts.push_back(*at);
        const auto address = columns_.address_parts();
        const auto fresh = [&](std::size_t at) { return std::find(parts.begin(), parts.end(), at) == parts.end(); };
        std::copy_if(address.begin(), address.end(), std::back_inserter(parts), fresh);
        if (parts.empty()) return key("household_key");
        because("household_key: no column numbers the households, so their head and address do.");
        ask("Two households of one head and address are taken for one, and a new head makes a new household: is there a number that says it better?");
    }
    set("household_key", joined_key(parts));
}

}  // namespace huegrid::ingest
