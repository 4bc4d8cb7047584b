#include "engine/ingest/rows/row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/address/identity.hpp"
#include "engine/address/telephone.hpp"
#include "engine/base/text.hpp"
#include "engine/ingest/guess/column_words.hpp"
#include "engine/model/plausible.hpp"
#include "engine/sources/value_text.hpp"

namespace huegrid::ingest {
namespace {

const std::string nothing;

}  // namespace

Fields::Fields(const Rows& rows, std::optional<TimeZone> zone) : rows_(rows), schema_(schema_of(rows.target)), zone_(std::move(zone)) {
    for (const auto& field : schema_.fields) {
        const auto at = rows.fields.find(field.name);
        mappings_.push_back(at == rows.fields.end() ? nullptr : &at->second);
    }
    for (const auto& [name, mapping] : rows.fields) columns_of(mapping);
}

std::size_t Fields::column(const std::string& name) {
    const auto [at, fresh] = positions_.try_emplace(name, columns_.size());
    if (!fresh) return at->second;
    auto derived = derived_column(name);
    columns_.push_back(derived ? derived->of : name);
    if (derived) derived_.push_back({at->second, std::move(*derived)});
    return at->second;
}

void Fields::columns_of(const Mapping& mapping) {
    auto& at = at_[&mapping];
    at.clear();
    for (const auto& name : mapping.columns) at.push_back(column(name));
}

const std::string& Fields::text(const Mapping& mapping, const sources::Record& record, std::string& made) const {
    const std::string* text = mapping.how == Mapping::How::constant ? &mapping.text : &nothing;
    for (const auto at : at_.at(&mapping)) {
        const auto& value = record.values[at];
        if (value.empty()) continue;
        if (text->empty()) {
            text = &value;
            if (mapping.how == Mapping::How::first_filled) break;
            continue;
        }
        if (text != &made) made = *text;
        made += mapping.text + value;
        text = &made;
    }
    if (!mapping.translated) return *text;
    const auto word = mapping.words.find(*text);
    if (word != mapping.words.end()) return word->second;
    return text->empty() || !mapping.otherwise ? *text : *mapping.otherwise;
}

const std::string& Fields::key(const Mapping& mapping, const sources::Record& record, std::string& made) const {
    if (mapping.how != Mapping::How::first_filled || mapping.columns.size() == 1 || mapping.translated)
        return text(mapping, record, made);
    for (const auto& name : mapping.columns)
        if (const auto& value = record.values[position(name)]; !value.empty()) return made = fmt::format("{}:{}", name, value);
    return nothing;
}

Row::Row(const Fields& fields, sources::Record& record, ImportReport& report)
    : fields_(fields), record_(record), report_(report), texts_(fields.schema().fields.size(), &nothing) {
    for (std::size_t i = 0; i < record.values.size(); ++i)
        if (!is_utf8(record.values[i])) {
            this->report("broken_text", fmt::format("'{}' is not UTF-8 text", fields.columns()[i]), "kept without it");
            record.values[i].clear();
        }
    derive();
    const auto& schema = fields.schema().fields;
    std::string made;
    for (std::size_t f = 0; f < schema.size(); ++f) {
        const auto* mapping = fields.mappings()[f];
        if (!mapping) continue;
        const auto* text = &fields.text(*mapping, record, made);
        const auto* kept = without_personal(schema[f], *text);
        if (kept == text && schema[f].content == Content::key) kept = &fields.key(*mapping, record, made);
        const bool prefixed = schema[f].name == "key" && !kept->empty() && !fields.rows().key_prefix.empty();
        if (prefixed) made = fields.rows().key_prefix + *kept;
        texts_[f] = prefixed || kept == &made ? &made_.emplace_front(std::exchange(made, {})) : kept;
    }
}

const std::string* Row::without_personal(const Field& field, const std::string& text) {
    const auto left_out = [&](std::string kind, std::string what) {
        report(std::move(kind), std::move(what), "kept without it");
        return &nothing;
    };
    const auto kept_as = [&](std::string other, std::string kind, std::string what, std::string done) {
        report(std::move(kind), std::move(what), std::move(done));
        return &made_.emplace_front(std::move(other));
    };
    if (const auto number = address::personal_number(text); !field.may_hold(number))
        return left_out("personal_number", fmt::format("{}, which has no place in {}", address::told(text, number).en, field.name));
    if (field.content == Content::phone && !text.empty()) {
        if (!address::is_telephone(text)) return left_out("bad_value", fmt::format("'{}' in {} is no telephone number", address::masked_number(text), field.name));
        if (auto plain = address::plain_telephone(text); plain != text)
            return kept_as(std::move(plain), "full_width", fmt::format("'{}' in {} is written in full width", address::masked_number(text), field.name), "kept in plain digits");
    }
    if (auto masked = address::without_identity_numbers(text)) {
        auto what = fmt::format("an ID number stands in {}", field.name);
        if (field.content == Content::key) return left_out("personal_number", std::move(what));
        return kept_as(std::move(*masked), "personal_number", std::move(what), "kept with it masked");
    }
    return &text;
}

void Row::derive() {
    const auto& all = fields_.derived();
    for (auto one = all.begin(); one != all.end(); ++one) {
        auto& value = record_.values[one->position];
        if (value.empty()) continue;
        const auto said = said_by(value, one->column.says, report_.ages_as_of.value_or(fields_.today()));
        const auto& of = one->column.of;
        const bool first_look = std::none_of(all.begin(), one, [&](const auto& before) { return before.column.of == of; });
        if (!said && first_look) {
            const bool mask = one->column.is_of_id() || address::personal_number(value) != address::PersonalNumber::none;
            report(one->column.is_of_id() ? "bad_id_number" : "bad_value", fmt::format("'{}' in '{}' {}", mask ? address::masked_number(value) : value, of, said.error().message), "taken as not known");
        }
        value = said.value_or("");
    }
}

bool Row::readable(const Field& field) const {
    switch (field.content) {
        case Content::integer:
            return sources::value_from(text(field.name), model::AttributeType::integer).has_value();
        case Content::boolean:
            return sources::value_from(text(field.name), model::AttributeType::boolean).has_value();
        case Content::date:
        case Content::instant:
            return sources::written_time_from(text(field.name)).has_value();
        case Content::text:
        case Content::key:
        case Content::code:
        case Content::phone:
            break;
    }
    return field.words.empty() ||
           std::find(field.words.begin(), field.words.end(), text(field.name)) != field.words.end();
}

bool Row::usable() {
    for (std::size_t f = 0; f < texts_.size(); ++f) {
        const auto& field = fields_.schema().fields[f];
        const auto& value = *texts_[f];
        if (value.empty()) {
            const bool there_already = fields_.rows().supplement && !maps(field.name);
            if (!field.required || there_already) continue;
            const bool is_key = field.content == Content::key;
            report(is_key ? "missing_key" : "missing_value", fmt::format("'{}' is empty", field.name), "kept out");
            return false;
        }
        if (readable(field)) continue;
        const bool without = !field.required && !field.essential;
        report(field.words.empty() ? "bad_value" : "unknown_word", fmt::format("'{}' is no {}", value, field.name),
               without ? fmt::format("kept without {}", field.name) : "kept out");
        if (!without) return false;
        texts_[f] = &nothing;
    }
    return true;
}

bool Row::maps(std::string_view field) const { return fields_.rows().fields.contains(field); }

const std::string& Row::text(std::string_view field) const {
    const auto& schema = fields_.schema().fields;
    for (std::size_t f = 0; f < schema.size(); ++f)
        if (schema[f].name == field) return *texts_[f];
    return nothing;
}

std::vector<std::string> Row::list(std::string_view field) const {
    constexpr std::string_view wide = "；";
    std::vector<std::string> items;
    auto rest = text(field);
    for (auto at = rest.find(wide); at != std::string::npos; at = rest.find(wide)) rest.replace(at, wide.size(), ";");
    for (std::size_t begin = 0; begin <= rest.size();) {
        const auto end = std::min(rest.find(';', begin), rest.size());
        if (auto item = trimmed(std::string_view(rest).substr(begin, end - begin)); !item.empty())
            items.push_back(item);
        begin = end + 1;
    }
    return items;
}

std::optional<int> Row::integer(std::string_view field) const {
    const auto value = sources::value_from(text(field), model::AttributeType::integer);
    const auto* number = value ? std::get_if<std::int64_t>(&*value) : nullptr;
    if (!number) return std::nullopt;
    const auto bounds = schema_of(fields_.rows().target).field(field)->bounds;
    if (*number < bounds.least || *number > bounds.greatest) {
        report("out_of_bounds", fmt::format("{} is no {}: it is from {} to {}", *number, field, bounds.least, bounds.greatest),
               fmt::format("kept without {}", field));
        return std::nullopt;
    }
    return static_cast<int>(*number);
}

bool Row::yes(std::string_view field) const {
    return sources::value_from(text(field), model::AttributeType::boolean) == model::Value(std::int64_t{1});
}

std::optional<Date> Row::date(std::string_view field) const { return sources::date_from(text(field)); }

std::optional<Instant> Row::instant(std::string_view field) const {
    const auto time = sources::written_time_from(text(field));
    if (!time) return std::nullopt;
    if (time->has_clock && !time->ahead_of_utc && !fields_.zone()) ++report_.taken_for_utc[fields_.rows().source];
    return time->in(fields_.zone().value_or(TimeZone{}));
}

model::Value Row::value(const std::string& text, const AttributeRecipe& recipe) const {
    const auto& attribute = recipe.attribute;
    const auto& column = recipe.mapping.columns.empty() ? recipe.over : recipe.mapping.columns.front();
    if (const auto number = address::personal_number(text); number != address::PersonalNumber::none) {
        const auto hint = number != address::PersonalNumber::identity ? "" : fmt::format(" ('{}{}' reads a birth date from it)", birth_date_from_id, column);
        report("personal_number", fmt::format("{}, which has no place in {}{}", address::told(text, number).en, attribute.name, hint), "kept without it");
        return {};
    }
    if (auto masked = address::without_identity_numbers(text); masked && attribute.type == model::AttributeType::text) {
        report("personal_number", fmt::format("an ID number stands in {}", attribute.name), "kept with it masked");
        return std::move(*masked);
    }
    if (auto value = sources::value_from(text, attribute.type)) return can_be(recipe, *value, column) ? *value : model::Value{};
    if (const auto day = sources::spreadsheet_day_from(text); day && attribute.type == model::AttributeType::date && says_date(column)) {
        report("day_number", fmt::format("{} in '{}' is a date as a spreadsheet counts days", text, column), "read as " + to_text(*day));
        return can_be(recipe, *day, column) ? model::Value{*day} : model::Value{};
    }
    report("bad_value", fmt::format("'{}' is no {} for {}", text, model::word(attribute.type), attribute.name),
           fmt::format("kept without {}", attribute.name));
    return {};
}

bool Row::can_be(const AttributeRecipe& recipe, const model::Value& value, std::string_view column) const {
    // What persons are counted by is another thing than their number.
    const auto broken = model::implausible(recipe.conditions.empty() ? std::string_view(recipe.attribute.name) : "", recipe.bounds, value, fields_.today());
    if (!broken) return true;
    report("out_of_bounds", fmt::format("{} in '{}' can't be: it is {}", model::to_text(value), column, broken->en), without(recipe));
    return false;
}

std::string Row::without(const AttributeRecipe& recipe) const {
    const auto& name = recipe.attribute.name;
    if (recipe.aggregate == Aggregate::none) return "kept without " + name;
    const auto& household = text("household_key");
    if (recipe.skip_missing) return fmt::format("left out of {} of household '{}'", name, household);
    if (recipe.aggregate == Aggregate::any) return fmt::format("not known for {} of household '{}', unless another of its persons says yes", name, household);
    return fmt::format("{} of household '{}' is not known", name, household);
}

Defect Row::defect(std::string kind, std::string what, std::string done) const {
    const auto& rows = fields_.rows();
    auto place = record_.place;
    if (const auto& name = rows.target == Target::zone ? text("name") : std::string(); !name.empty()) place += fmt::format(" ({})", name);
    return {rows.source, rows.layer, std::move(place), std::move(kind), std::move(what), std::move(done), at_};
}

void Row::report(std::string kind, std::string what, std::string done) const {
    // Whatever a sentence quotes, the report goes into the file.
    if (auto masked = address::without_identity_numbers(what)) what = std::move(*masked);
    found_.push_back(defect(std::move(kind), std::move(what), std::move(done)));
}

Row::~Row() {
    for (auto& defect : found_) {
        if (!defect.at) defect.at = at_;
        report_.add(std::move(defect));
    }
}

}  // namespace huegrid::ingest
