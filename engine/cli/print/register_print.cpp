#include "engine/cli/print/register_print.hpp"

#include <fmt/format.h>

#include "engine/base/text.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/work/words.hpp"

namespace huegrid::cli {
namespace {

std::string cell_text(const store::RegisterPage& page, const store::RegisterRow& row, std::size_t f, Language language) {
    const auto text = value_text(page.fields[f], row.values[f], language);
    if (row.names[f].empty() || row.names[f] == text) return text;
    return fmt::format(fmt::runtime(language == Language::zh ? "{}（{}）" : "{} ({})"), text, row.names[f]);
}

nlohmann::ordered_json value_json(const model::Value& value, model::AttributeType type) {
    if (const auto* i = std::get_if<std::int64_t>(&value)) {
        if (type == model::AttributeType::boolean) return *i != 0;
        return *i;
    }
    if (const auto* d = std::get_if<double>(&value)) return *d;
    if (std::holds_alternative<std::monostate>(value)) return nullptr;
    return model::to_text(value);
}

nlohmann::ordered_json or_null(const std::string& text) { return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(text); }

/// Fields up to `valid_to` are the table's own; a household's attributes follow.
std::size_t own_fields(const store::RegisterPage& page) {
    std::size_t f = 0;
    while (f < page.fields.size() && page.fields[f].column != "valid_to") ++f;
    return f;
}

}  // namespace

std::string title_of(const store::RegisterField& field, Language language) {
    const auto title = field.title.in(language);
    return title.empty() ? field.name : title;
}

std::string value_text(const store::RegisterField& field, const model::Value& value, Language language) {
    const auto text = model::to_text(value);
    if (text.empty()) return text;
    if (field.type == model::AttributeType::boolean) return (text == "0" ? Label{"否", "no"} : Label{"是", "yes"}).in(language);
    return field.words.empty() ? text : work::code_title(text, language);
}

void print_table(std::vector<std::vector<std::string>> rows) {
    std::vector<std::size_t> widths;
    for (auto& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c) {
            row[c] = printable(row[c]);
            if (widths.size() <= c) widths.push_back(0);
            widths[c] = std::max(widths[c], display_width(row[c]));
        }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            line += row[c];
            if (c + 1 < row.size()) line.append(widths[c] - display_width(row[c]) + 2, ' ');
        }
        say("{}\n", line);
    }
}

nlohmann::ordered_json as_json(const store::RegisterPage& page, const store::RegisterRow& row, store::RegisterTable table) {
    nlohmann::ordered_json document{{"id", row.id}, {"source_key", or_null(row.source_key)}};
    for (std::size_t f = 0; f < page.fields.size(); ++f) {
        const auto& field = page.fields[f];
        if (field.column == "valid_to") continue;
        const auto value = value_json(row.values[f], field.type);
        document[field.name] = field.refers_to && !value.is_null() ? nlohmann::ordered_json{{"id", value}, {"name", or_null(row.names[f])}} : value;
    }
    if (table == store::RegisterTable::household)
        for (const auto& [name, cell] : {std::pair("grid", &row.grid), std::pair("community", &row.community), std::pair("tier", &row.tier),
                                         std::pair("may_be", &row.may_be), std::pair("rule", &row.rule), std::pair("category", &row.category)})
            document[name] = or_null(*cell);
    document["valid_from"] = or_null(row.valid_from);
    document["valid_to"] = or_null(row.valid_to);
    return document;
}

nlohmann::ordered_json as_json(const store::Override& override, Date on) {
    return {{"id", override.id},         {"household", override.household},           {"tier", override.tier},
            {"reason", override.reason}, {"author", override.author},                 {"set_on", to_text(override.set_on)},
            {"expires_on", to_text(override.expires_on)}, {"ended_on", override.ended_on ? nlohmann::ordered_json(to_text(*override.ended_on)) : nullptr},
            {"in_force", override.in_force(on)}};
}

nlohmann::ordered_json as_json(const store::Edited& edited) {
    auto changes = nlohmann::ordered_json::array();
    for (const auto& change : edited.changes) {
        const bool hidden = change.field.personal != store::Personal::no;
        changes.push_back({{"field", change.field.name},
                           {"before", hidden ? nlohmann::ordered_json(nullptr) : value_json(change.before, change.field.type)},
                           {"after", hidden ? nlohmann::ordered_json(nullptr) : value_json(change.after, change.field.type)},
                           {"masked", hidden}});
    }
    return {{"id", edited.id}, {"changes", changes}, {"alike", edited.alike}};
}

std::string tier_shown(const TierNames& tiers, const std::string& key, Language language) {
    const auto known = tiers.find(key);
    return known == tiers.end() ? key : known->second.in(language);
}

void print_list(const store::RegisterPage& page, store::RegisterTable table, const TierNames& tiers, Language language) {
    const bool household = table == store::RegisterTable::household;
    const auto own = own_fields(page);
    std::vector<std::vector<std::string>> lines(1, {"id"});
    for (std::size_t f = 0; f < own; ++f) lines[0].push_back(title_of(page.fields[f], language));
    const bool zh = language == Language::zh;
    if (household) lines[0].push_back(zh ? "等级" : "Tier");
    for (const auto& row : page.rows) {
        std::vector<std::string> line{fmt::format("{}", row.id)};
        for (std::size_t f = 0; f < own; ++f) line.push_back(cell_text(page, row, f, language));
        if (household) line.push_back(tier_shown(tiers, row.tier, language));
        if (!row.valid_to.empty()) line.push_back(fmt::format(fmt::runtime(zh ? "{} 注销" : "ended {}"), row.valid_to));
        lines.push_back(std::move(line));
    }
    if (!page.rows.empty()) print_table(lines);
    if (std::size_t(page.total) > page.rows.size())
        say(fmt::runtime(zh ? "显示 {} 条，共 {} 条（--limit 0 全部显示）\n" : "{} of {} shown (--limit 0 shows all)\n"), page.rows.size(), page.total);
    else say(fmt::runtime(zh ? "共 {} 条\n" : "{} in all\n"), page.total);
}

void print_row(const store::RegisterPage& page, store::RegisterTable table, const TierNames& tiers, Language language) {
    const bool zh = language == Language::zh;
    const auto& row = page.rows.front();
    say("{} {}{}{}{}\n", zh ? store::title(table).zh : std::string(store::word(table)), row.id,
        row.source_key.empty() ? "" : fmt::format(fmt::runtime(zh ? "（键 {}）" : " (key {})"), row.source_key),
               row.valid_from.empty() ? "" : fmt::format(fmt::runtime(zh ? "，自 {}" : ", since {}"), row.valid_from),
               row.valid_to.empty() ? "" : fmt::format(fmt::runtime(zh ? "，{} 注销" : ", ended on {}"), row.valid_to));
    std::vector<std::vector<std::string>> lines;
    const auto add = [&](const std::string& title, const std::string& name, const std::string& text) {
        if (!text.empty()) lines.push_back({"  " + title, name, text});
    };
    for (std::size_t f = 0; f < page.fields.size(); ++f)
        if (page.fields[f].column != "valid_to") add(title_of(page.fields[f], language), page.fields[f].name, cell_text(page, row, f, language));
    if (table == store::RegisterTable::household) {
        add(zh ? "网格" : "Grid", "", row.grid);
        add(zh ? "社区" : "Community", "", row.community);
        add(zh ? "等级" : "Tier", "", tier_shown(tiers, row.tier, language) + (row.rule.empty() ? "" : fmt::format(fmt::runtime(zh ? "（{}）" : " ({})"), row.rule)));
        add(zh ? "可能是" : "May be", "", tier_shown(tiers, row.may_be, language));
    }
    print_table(lines);
}

}  // namespace huegrid::cli
