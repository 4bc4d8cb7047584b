#include "engine/cli/print/what_if_print.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/cli/print/explain_print.hpp"
#include "engine/cli/print/register_print.hpp"
#include "engine/cli/print/say.hpp"

namespace huegrid::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t movers_shown = 20;

std::vector<std::string> keys_of(const std::vector<model::Tier>& tiers) {
    std::vector<std::string> keys;
    for (const auto& tier : tiers) keys.push_back(tier.key);
    return keys;
}

std::string rule_id(const tiers::Rulebook& book, std::int16_t rule) { return rule < 0 ? "" : book.rules[std::size_t(rule)].id; }
ordered_json or_null(const std::string& text) { return text.empty() ? ordered_json(nullptr) : ordered_json(text); }

ordered_json zone_json(const work::Migration& zone) {
    return {{"zone", zone.zone ? ordered_json(zone.zone.value) : ordered_json(nullptr)}, {"name", or_null(zone.name)}, {"code", or_null(zone.code)}};
}

/// Its key stands beside it where the other rulebook has another tier of that name.
std::string name_of(const model::Tier& tier, const tiers::Rulebook& other, Language language) {
    const auto& name = tier.name.in(language);
    const bool alike = std::any_of(other.tiers.begin(), other.tiers.end(), [&](const auto& t) { return t.key != tier.key && t.name.in(language) == name; });
    return !alike ? name : fmt::format(fmt::runtime(language == Language::zh ? "{}（{}）" : "{} ({})"), name, tier.key);
}

void print_matrix(const work::WhatIf& result, bool zh, Language language) {
    std::vector<std::vector<std::string>> table{{zh ? "原等级 \\ 新等级" : "from \\ to"}};
    for (const auto& tier : result.changed.tiers) table[0].push_back(name_of(tier, result.current, language));
    table[0].emplace_back(zh ? "合计" : "total");
    std::vector<std::int64_t> sums(result.changed.tiers.size() + 1);
    for (std::size_t from = 0; from < result.current.tiers.size(); ++from) {
        auto& line = table.emplace_back(1, name_of(result.current.tiers[from], result.changed, language));
        std::int64_t sum = 0;
        for (std::size_t to = 0; to < result.changed.tiers.size(); ++to) {
            const auto households = result.whole.households[from][to];
            line.push_back(households == 0 ? "·" : fmt::format("{}", households));
            sum += households;
            sums[to] += households;
        }
        sums.back() += sum;
        line.push_back(fmt::format("{}", sum));
    }
    auto& last = table.emplace_back(1, zh ? "合计" : "total");
    for (const auto sum : sums) last.push_back(fmt::format("{}", sum));
    print_table(table);
}

}  // namespace

ordered_json as_json(const work::WhatIf& result) {
    auto zones = ordered_json::array(), movers = ordered_json::array();
    for (const auto& zone : result.zones) {
        auto document = zone_json(zone);
        document["matrix"] = zone.households;
        zones.push_back(document);
    }
    for (const auto& mover : result.movers) {
        ordered_json document{{"household", mover.household.value}};
        if (!result.zones.empty()) document["zone"] = zone_json(result.zones[mover.zone])["zone"];
        document["from"] = result.current.tiers[std::size_t(mover.from)].key;
        document["to"] = result.changed.tiers[std::size_t(mover.to)].key;
        document["from_rule"] = or_null(rule_id(result.current, mover.from_rule));
        document["to_rule"] = or_null(rule_id(result.changed, mover.to_rule));
        movers.push_back(document);
    }
    ordered_json document{{"as_of", to_text(result.as_of)}, {"rulebook", result.current.name}, {"version", result.current.version},
                          {"what_if", result.changed.name}, {"what_if_version", result.changed.version}};
    add_newer_attributes(document, result.imported_after);
    document["from_tiers"] = keys_of(result.current.tiers);
    document["to_tiers"] = keys_of(result.changed.tiers);
    document["matrix"] = result.whole.households;
    document["moved"] = result.movers.size();
    if (!result.zones.empty()) document["zones"] = zones;
    document["movers"] = movers;
    return document;
}

void print(const work::WhatIf& result, Language language) {
    const bool zh = language == Language::zh;
    say(fmt::runtime(zh ? "{} {} → {} {}，{}\n" : "{} {} → {} {}, {}\n"), result.current.name, result.current.version, result.changed.name, result.changed.version, to_text(result.as_of));
    print_matrix(result, zh, language);
    say(fmt::runtime(zh ? "{} 户等级会变化（未写入）\n" : result.movers.size() == 1 ? "{} household would change tier; nothing was written\n" : "{} households would change tier; nothing was written\n"), result.movers.size());
    std::vector<std::size_t> moved(result.zones.size());
    for (const auto& mover : result.movers)
        if (!moved.empty()) ++moved[mover.zone];
    for (std::size_t z = 0; z < moved.size(); ++z) {
        const auto& zone = result.zones[z];
        if (moved[z] > 0) say("{:>9}  {}\n", moved[z], zone.zone ? printable(zone.name) : zh ? "区域外" : "outside all zones");
    }
    for (std::size_t m = 0; m < std::min(result.movers.size(), movers_shown); ++m) {
        const auto& mover = result.movers[m];
        const auto by = [zh](const std::string& rule) { return rule.empty() ? rule : zh ? "（" + rule + "）" : " (" + rule + ")"; };
        say(fmt::runtime(zh ? "  户 {}：{}{} → {}{}\n" : "  household {}: {}{} → {}{}\n"), mover.household.value, name_of(result.current.tiers[std::size_t(mover.from)], result.changed, language),
            by(rule_id(result.current, mover.from_rule)), name_of(result.changed.tiers[std::size_t(mover.to)], result.current, language), by(rule_id(result.changed, mover.to_rule)));
    }
    if (result.movers.size() > movers_shown) say("{}\n", zh ? "  …（--csv 或 --json 全部列出）" : "  … (--csv and --json list all)");
}

ordered_json as_json(const work::Series& series) {
    auto days = ordered_json::array();
    const auto counts = [&](const work::TierCounts& zone) {
        ordered_json tiers;
        for (std::size_t t = 0; t < series.tiers.size(); ++t) tiers[series.tiers[t].key] = zone.households[t];
        return tiers;
    };
    for (const auto& day : series.days) {
        ordered_json document{{"as_of", to_text(day.as_of)}, {"tiers", counts(day.counts.front())}};
        for (std::size_t z = 1; z < day.counts.size(); ++z) {
            const auto& zone = day.counts[z];
            document["zones"].push_back({{"zone", zone.zone ? ordered_json(zone.zone.value) : ordered_json(nullptr)}, {"name", or_null(zone.name)},
                                         {"code", or_null(zone.code)}, {"tiers", counts(zone)}});
        }
        days.push_back(document);
    }
    return {{"rulebook", series.rulebook}, {"version", series.version}, {"attributes_of", to_text(series.register_of)}, {"days", days}};
}

void print(const work::Series& series, Language language) {
    const bool zh = language == Language::zh;
    say(fmt::runtime(zh ? "各项资料为 {} 的，只有日期不同\n" : "Attributes are those of {}; only the day differs\n"), to_text(series.register_of));
    std::vector<std::vector<std::string>> table(1, {zh ? "日期" : "day"});
    for (const auto& tier : series.tiers) table[0].push_back(tier.name.in(language));
    for (const auto& day : series.days) {
        auto& line = table.emplace_back(1, to_text(day.as_of));
        for (const auto households : day.counts.front().households) line.push_back(fmt::format("{}", households));
    }
    print_table(table);
}

}  // namespace huegrid::cli
