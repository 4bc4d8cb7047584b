#include "engine/work/rules/what_if.hpp"

#include <fmt/format.h>

#include "engine/base/text.hpp"
#include "engine/report/csv_cell.hpp"
#include "engine/report/level_zones.hpp"
#include "engine/store/load/load.hpp"
#include "engine/tiers/classify/classify.hpp"
#include "engine/work/rules/explain.hpp"
#include "engine/work/rules/rulebook_of.hpp"

namespace huegrid::work {
namespace {

Migration empty_migration(const WhatIf& result) {
    return {{}, "", "", std::vector(result.current.tiers.size(), std::vector<std::int64_t>(result.changed.tiers.size()))};
}

}  // namespace

Result<WhatIf> what_if(const std::filesystem::path& file, const WhatIfOptions& options, const Progress& progress) {
    const auto snapshot = store::load_snapshot(file, progress);
    if (!snapshot) return fail(snapshot.error());
    const auto& place = **snapshot;
    WhatIf result;
    result.as_of = options.as_of;
    auto newer = imported_after(file, options.as_of);
    if (!newer) return fail(std::move(newer.error()));
    result.imported_after = *newer;
    auto current = rulebook_of(file, *snapshot, options.current), changed = rulebook_of(file, *snapshot, options.changed);
    if (!current) return fail(std::move(current.error()));
    if (!changed) return fail(std::move(changed.error()));
    result.current = std::move(current->book);
    result.changed = std::move(changed->book);
    std::vector<Index> zones;
    if (!options.level.empty()) {
        auto found = report::zones_of_level(place, options.level);
        if (!found) return fail(std::move(found.error()));
        zones = std::move(*found);
    }
    const auto before = tiers::classify(*current->place, result.current, options.as_of, progress);
    if (!before) return fail(before.error());
    const auto after = tiers::classify(*changed->place, result.changed, options.as_of, progress);
    if (!after) return fail(after.error());

    result.whole = empty_migration(result);
    if (!zones.empty()) result.zones.assign(zones.size() + 1, result.whole);
    const auto zone_of = zones.empty() ? std::vector<std::uint32_t>() : report::zones_of_households(place, zones);
    for (std::size_t z = 0; z < zones.size(); ++z) {
        const auto& zone = place.zones[std::size_t(zones[z])];
        result.zones[z].zone = zone.id;
        result.zones[z].name = zone.name;
        result.zones[z].code = zone.code;
    }
    for (std::size_t row = 0; row < place.households.size(); ++row) {
        const auto from = before->verdict(row), to = after->verdict(row);
        ++result.whole.households[std::size_t(from.tier)][std::size_t(to.tier)];
        const std::size_t zone = zones.empty() ? 0 : zone_of[row];
        if (!zones.empty()) ++result.zones[zone].households[std::size_t(from.tier)][std::size_t(to.tier)];
        if (result.current.tiers[std::size_t(from.tier)].key == result.changed.tiers[std::size_t(to.tier)].key) continue;
        result.movers.push_back({HouseholdId{place.households.ids[row]}, zone, from.tier, to.tier, from.rule, to.rule});
    }
    return result;
}

Result<void> write_movers(const WhatIf& result, const std::filesystem::path& to, Language language) {
    const bool zh = language == Language::zh;
    const auto rule = [](const tiers::Rulebook& book, std::int16_t index) { return index < 0 ? std::string() : book.rules[std::size_t(index)].id; };
    std::string text = report::csv_begin + report::csv_line(zh ? std::vector<std::string>{"户", "区域", "区域编码", "原等级", "新等级", "原规则", "新规则"}
                                                               : std::vector<std::string>{"household", "zone", "zone_code", "from", "to", "from_rule", "to_rule"});
    const Migration nowhere;
    for (const auto& mover : result.movers) {
        const auto& zone = result.zones.empty() ? nowhere : result.zones[mover.zone];
        text += report::csv_line({fmt::format("{}", mover.household.value), zone.name, zone.code, result.current.tiers[std::size_t(mover.from)].key,
                                  result.changed.tiers[std::size_t(mover.to)].key, rule(result.current, mover.from_rule), rule(result.changed, mover.to_rule)});
    }
    return write_file(to, text);
}

}  // namespace huegrid::work
