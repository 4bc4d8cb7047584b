#include "engine/store/register/register_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/base/fold.hpp"
#include "engine/model/fixed_words.hpp"
#include "engine/store/database/schema.hpp"

namespace huegrid::store {
namespace {

using model::AttributeType;

RegisterField field(std::string name, Label title, Personal personal = Personal::no) {
    return {name, name, AttributeType::text, std::move(title), {}, {}, personal, false};
}
RegisterField reference(std::string name, std::string column, Label title, RegisterTable to) {
    return {std::move(name), std::move(column), AttributeType::integer, std::move(title), {}, to, Personal::no, false};
}
RegisterField words(RegisterTable table, std::string name, Label title, bool required = false) {
    const auto& allowed = model::words_of(word(table), name);
    return {name, name, AttributeType::text, std::move(title), {allowed.begin(), allowed.end()}, {}, Personal::no, required};
}
RegisterField ends() { return {"valid_to", "valid_to", AttributeType::date, {"注销日期", "Ended on"}, {}, {}, Personal::no, false}; }

std::vector<RegisterField> household_fields(const Database& db) {
    std::vector<RegisterField> fields{
        reference("building", "building_id", {"楼栋", "Building"}, RegisterTable::building),
        reference("room", "room_id", {"房间", "Room"}, RegisterTable::room),
        words(RegisterTable::household, "kind", {"类别", "Kind"}, true),
        words(RegisterTable::household, "occupancy", {"居住状态", "Occupancy"}),
        field("unit", {"单元", "Unit"}), field("floor", {"楼层", "Floor"}), field("door", {"门牌", "Door"}, Personal::door),
        field("contact_name", {"联系人", "Contact"}, Personal::name), field("contact_phone", {"电话", "Phone"}, Personal::phone), ends()};
    fields[2].initial = std::string("home");
    const bool bounded = version_of(db) >= 4;
    auto attributes = db.prepare(fmt::format("SELECT name, type, title_zh, title_en, sensitivity, {} FROM attribute ORDER BY id", bounded ? "at_least, at_most" : "NULL, NULL"));
    while (attributes.step()) {
        const auto sensitivity = model::sensitivity_from(attributes.text(4)).value_or(model::Sensitivity::sensitive);
        const bool personal = sensitivity == model::Sensitivity::personal || sensitivity == model::Sensitivity::sensitive;
        const std::string name(attributes.text(0));
        fields.push_back({name, name, model::attribute_type_from(attributes.text(1)).value_or(AttributeType::text),
                          {std::string(attributes.text(2)), std::string(attributes.text(3))}, {}, {},
                          personal ? Personal::text : Personal::no, false});
        auto& bounds = fields.back().bounds;
        if (!attributes.is_null(5)) bounds.at_least = attributes.real(5);
        if (!attributes.is_null(6)) bounds.at_most = attributes.real(6);
    }
    return fields;
}

std::vector<RegisterField> member_fields() {
    auto name = field("name", {"姓名", "Name"}, Personal::name);
    name.required = true;
    auto consents = field("consents", {"同意任岗", "Agreed to serve"});
    consents.type = AttributeType::boolean;
    consents.required = true;
    consents.initial = std::int64_t{0};
    auto home = reference("home", "home_building_id", {"住址", "Home"}, RegisterTable::building);
    home.personal = Personal::text;
    return {name, field("phone", {"电话", "Phone"}, Personal::phone),
            words(RegisterTable::member, "kind", {"类别", "Kind"}, true), home, consents, ends()};
}

/// The whole text as a number above 0, or 0.
std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number > 0 ? number : 0;
}

std::vector<std::int64_t> ids(Statement rows) {
    std::vector<std::int64_t> found;
    while (rows.step()) found.push_back(rows.integer(0));
    return found;
}

std::vector<std::int64_t> by_id(const Database& db, RegisterTable table, std::int64_t id) {
    auto find = db.prepare(fmt::format("SELECT id FROM {} WHERE id = ?", word(table)));
    find.bind(1, id);
    return ids(std::move(find));
}

std::vector<std::int64_t> by_text(const Database& db, RegisterTable table, std::string_view column, std::string_view text, std::string_view and_sql) {
    auto find = db.prepare(fmt::format("SELECT id FROM {} WHERE {} = ? {} ORDER BY id LIMIT 6", word(table), column, and_sql));
    find.bind(1, text);
    return ids(std::move(find));
}

std::vector<std::string_view> name_columns(RegisterTable table) {
    switch (table) {
        case RegisterTable::estate:
        case RegisterTable::member: return {"name"};
        case RegisterTable::building: return {"name", "address"};
        case RegisterTable::zone: return {"name", "code"};
        default: return {};
    }
}

/// What a tier is called without what follows from it: 红 of 红·每周走访, red of "red, weekly".
std::string_view short_name(std::string_view name) {
    for (const std::string_view after : {"·", "，", ","}) name = name.substr(0, name.find(after));
    return name;
}

}  // namespace

std::string_view word(RegisterTable table) {
    constexpr std::array<std::string_view, 6> words_of{"household", "room", "estate", "member", "building", "zone"};
    return words_of[std::size_t(table)];
}

Label title(RegisterTable table) {
    static const std::array<Label, 6> titles{{{"户", "Household"}, {"房间", "Room"}, {"小区", "Estate"}, {"服务人员", "Member"}, {"楼栋", "Building"}, {"区域", "Zone"}}};
    return titles[std::size_t(table)];
}

std::vector<RegisterField> fields_of(const Database& db, RegisterTable table) {
    switch (table) {
        case RegisterTable::household: return household_fields(db);
        case RegisterTable::room: {
            auto building = reference("building", "building_id", {"楼栋", "Building"}, RegisterTable::building);
            building.required = true;
            return {building, field("unit", {"单元", "Unit"}), field("floor", {"楼层", "Floor"}), field("door", {"门牌", "Door"}),
                    field("address", {"地址", "Address"}), ends()};
        }
        case RegisterTable::estate: {
            auto name = field("name", {"名称", "Name"});
            name.required = true;
            return {name, ends()};
        }
        case RegisterTable::member: return member_fields();
        case RegisterTable::building:
        case RegisterTable::zone: break;
    }
    return {};
}

Result<std::int64_t> find_row(const Database& db, RegisterTable table, const std::string& name) {
    const std::string_view text = name;
    const bool as_id = text.starts_with("id:"), as_key = text.starts_with("key:");
    std::vector<std::int64_t> found;
    const auto id = number_in(as_id ? text.substr(3) : text);
    if (!as_key && id > 0) found = by_id(db, table, id);
    if (!as_id)
        for (const auto other : by_text(db, table, "source_key", as_key ? text.substr(4) : text, ""))
            if (std::find(found.begin(), found.end(), other) == found.end()) found.push_back(other);
    if (found.size() == 2 && id > 0)
        return fail(ErrorCode::bad_input, fmt::format("'{0}' is the id of one {1} and the source key of another (id {2}); write id:{0} or key:{0}",
                                                      text, word(table), found[1]));
    if (found.empty() && !as_id && !as_key)
        for (const auto column : name_columns(table))
            if (found.empty()) found = by_text(db, table, column, text, "AND valid_to IS NULL");
    if (found.size() == 1) return found.front();
    if (found.size() > 1)
        return fail(ErrorCode::bad_input, fmt::format("several answer to {} '{}': ids {}{}; name one by its id", word(table), text,
                                                      fmt::join(std::vector(found.begin(), found.begin() + std::ptrdiff_t(std::min<std::size_t>(5, found.size()))), ", "),
                                                      found.size() > 5 ? " …" : ""));
    return fail(ErrorCode::not_found, fmt::format("there is no {} '{}', by id or by source key; `huegrid search` finds one by address, name or phone",
                                                  word(table), text));
}

Result<std::string> tier_key(const Database& db, const std::string& name, TierUse use) {
    struct Known {
        std::string key;
        Label name;
    };
    std::vector<Known> known;
    auto tiers = db.prepare("SELECT key, name_zh, name_en FROM tier ORDER BY id");
    while (tiers.step()) known.push_back({std::string(tiers.text(0)), {std::string(tiers.text(1)), std::string(tiers.text(2))}});
    auto wanted = folded(name);
    for (const auto& tier : known)
        if (folded(tier.key) == wanted || folded(tier.name.zh) == wanted || folded(tier.name.en) == wanted) return tier.key;
    if (constexpr std::string_view kind = "档"; wanted.size() > kind.size() && wanted.ends_with(kind)) wanted.resize(wanted.size() - kind.size());
    std::vector<std::string> meant, all;
    for (const auto& tier : known) {
        if (folded(short_name(tier.name.zh)) == wanted || folded(short_name(tier.name.en)) == wanted) meant.push_back(tier.key);
        if (use == TierUse::find || (tier.key != "unknown" && tier.key != "not_applicable"))
            all.push_back(tier.name.zh.empty() ? tier.key : fmt::format("{} ({})", tier.key, short_name(tier.name.zh)));
    }
    if (meant.size() == 1) return meant.front();
    return fail(ErrorCode::not_found, known.empty() ? "this file has not been classified yet, so no household has a tier"
                                                    : fmt::format("there is no tier '{}'; this file has {}", name, fmt::join(all, ", ")));
}

model::Value value_at(const Statement& row, int column, AttributeType type) {
    if (row.is_null(column)) return {};
    switch (type) {
        case AttributeType::boolean: return std::int64_t{row.integer(column) != 0};
        case AttributeType::integer: return row.integer(column);
        case AttributeType::real: return row.real(column);
        case AttributeType::text: return std::string(row.text(column));
        case AttributeType::date:
            if (const auto date = parse_date(row.text(column))) return *date;
            return {};
    }
    return {};
}

std::string zones_within_sql(std::int64_t zone) {
    return fmt::format("WITH RECURSIVE z(id) AS (SELECT {} UNION SELECT zone.id FROM zone JOIN z ON zone.parent_id = z.id) SELECT id FROM z", zone);
}

std::string name_sql(RegisterTable table, const std::string& t) {
    switch (table) {
        case RegisterTable::building: return fmt::format("coalesce({0}.name, {0}.address, {0}.source_key)", t);
        case RegisterTable::room: return fmt::format("coalesce({0}.address, {0}.door)", t);
        case RegisterTable::zone: return fmt::format("coalesce({0}.name, {0}.code)", t);
        case RegisterTable::estate:
        case RegisterTable::member: return t + ".name";
        case RegisterTable::household: break;
    }
    return t + ".source_key";
}

}  // namespace huegrid::store
