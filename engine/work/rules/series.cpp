#include "engine/work/rules/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "engine/base/text.hpp"
#include "engine/report/csv_cell.hpp"
#include "engine/report/level_zones.hpp"
#include "engine/store/load/load.hpp"
#include "engine/tiers/classify/tier_figures.hpp"
#include "engine/work/rules/rulebook_of.hpp"

namespace huegrid::work {
namespace {

struct Step {
    const char* word;
    int days, months;
};
constexpr Step steps[] = {{"day", 1, 0}, {"week", 7, 0}, {"month", 0, 1}, {"quarter", 0, 3}, {"year", 0, 12}};

Date after(Date first, const Step& step, int times) {
    if (step.months == 0) return first + std::chrono::days(step.days * times);
    const std::chrono::year_month_day from(first);
    const auto month = from.year() / from.month() + std::chrono::months(step.months * times);
    const auto day = month / from.day();
    return day.ok() ? Date(day) : Date(month / std::chrono::last);
}

/// The whole place's line, then those of the zones and of what lies outside them, filled in from the figures.
void fill(const tiers::TierFigures& figures, const std::vector<Index>& zones, std::vector<TierCounts>& counts) {
    const auto whole = figures.tiers_of_zone(figures.zone_tiers.size() / figures.tiers - 1);
    counts.front().households.assign(whole.begin(), whole.end());
    if (zones.empty()) return;
    auto& outside = counts.back().households;
    outside = counts.front().households;
    for (std::size_t z = 0; z < zones.size(); ++z) {
        const auto here = figures.tiers_of_zone(std::size_t(zones[z]));
        counts[1 + z].households.assign(here.begin(), here.end());
        for (std::size_t t = 0; t < here.size(); ++t) outside[t] -= here[t];
    }
}

bool has_holds(const tiers::Rulebook& book) {
    return std::any_of(book.rules.begin(), book.rules.end(), [](const tiers::Rule& rule) { return rule.hold_days > 0; });
}

/// The place as the file would be after this classification: the next one goes on from its holds.
std::shared_ptr<model::Snapshot> classified(const model::Snapshot& place, const tiers::Rulebook& book, const tiers::Classes& classes, Date as_of) {
    auto next = std::make_shared<model::Snapshot>(place);
    next->classification = model::Classification{book.name, book.version, "", as_of};
    next->held_rules.clear();
    for (const auto& rule : book.rules) next->held_rules.push_back(rule.id);
    std::vector<model::RuleHold> holds;
    for (const auto& held : classes.held) holds.push_back({held.household, held.rule, held.last_true});
    next->rule_holds = std::move(holds);
    return next;
}

/// Calls use(day, figures) for each day, each going on from the one before.
Result<void> day_after_day(const model::SnapshotPtr& place, const std::shared_ptr<const tiers::Rulebook>& book, const std::vector<Date>& days, const Progress& progress,
                           const std::function<void(Date, const tiers::TierFigures&)>& use) {
    const bool holds = has_holds(*book);
    auto now = place;
    if (holds && place->classification && days.front() < place->classification->as_of) {  // what is held is of days to come
        auto before = std::make_shared<model::Snapshot>(*place);
        before->rule_holds = {};
        now = std::move(before);
    }
    tiers::TierFigures figures;
    tiers::Classifier classifier;
    tiers::Classes classes;
    for (std::size_t d = 0; d < days.size(); ++d) {
        const Progress quiet{{}, progress.stop};
        progress.at("classifying day after day", std::int64_t(d), std::int64_t(days.size()));
        if (holds) {
            auto found = tiers::classify(*now, *book, days[d], quiet, 0, std::move(classes));
            if (!found) return fail(std::move(found.error()));
            classes = std::move(*found);
            figures = tiers::count_tiers(*place, classes);
            now = classified(*now, *book, classes, days[d]);
        } else {
            if (auto run = classifier.run(now, book, days[d], quiet); !run) return fail(std::move(run.error()));
            if (classifier.all_new()) figures = tiers::count_tiers(*place, classifier.classes());
            else tiers::apply(*place, classifier.changes(), figures);
        }
        use(days[d], figures);
    }
    return {};
}

}  // namespace

Result<std::vector<Date>> read_days(const std::string& text) {
    const auto dots = text.find(".."), slash = text.rfind('/');
    const bool whole = dots != text.npos && slash != text.npos && dots < slash;
    const auto first = whole ? parse_date(text.substr(0, dots)) : std::nullopt;
    const auto last = whole ? parse_date(text.substr(dots + 2, slash - dots - 2)) : std::nullopt;
    const auto* step = std::find_if(std::begin(steps), std::end(steps), [&](const Step& s) { return whole && text.substr(slash + 1) == s.word; });
    if (!first || !last || step == std::end(steps))
        return fail(ErrorCode::bad_input, fmt::format("'{}' is no series of days; write it as 2026-01-01..2026-12-01/month, with day, week, month, quarter or year", text));
    if (*last < *first) return fail(ErrorCode::bad_input, fmt::format("{} comes before {}", to_text(*last), to_text(*first)));
    std::vector<Date> days;
    for (int times = 0; after(*first, *step, times) <= *last; ++times) {
        if (days.size() == most_days) return fail(ErrorCode::bad_input, fmt::format("'{}' has more than {} days; take longer steps", text, most_days));
        days.push_back(after(*first, *step, times));
    }
    return days;
}

Result<Series> tier_series(const std::filesystem::path& file, const SeriesOptions& options, const Progress& progress) {
    const auto snapshot = store::load_snapshot(file, progress);
    if (!snapshot) return fail(snapshot.error());
    auto bound = rulebook_of(file, *snapshot, options.rulebook);
    if (!bound) return fail(std::move(bound.error()));
    const auto& place = *bound->place;
    const auto book = std::make_shared<const tiers::Rulebook>(std::move(bound->book));
    std::vector<Index> zones;
    if (!options.level.empty()) {
        auto found = report::zones_of_level(place, options.level);
        if (!found) return fail(std::move(found.error()));
        zones = std::move(*found);
    }
    Series series{book->name, book->version, book->tiers, today(), {}};
    std::vector<TierCounts> counts(zones.empty() ? 1 : zones.size() + 2);
    for (std::size_t z = 0; z < zones.size(); ++z) {
        const auto& zone = place.zones[std::size_t(zones[z])];
        counts[1 + z].zone = zone.id;
        counts[1 + z].name = zone.name;
        counts[1 + z].code = zone.code;
    }
    auto walked = day_after_day(bound->place, book, options.days, progress, [&](Date day, const tiers::TierFigures& figures) {
        fill(figures, zones, counts);
        series.days.push_back({day, counts});
    });
    if (!walked) return fail(std::move(walked.error()));
    return series;
}

Result<void> write_series(const Series& series, const std::filesystem::path& to, Language language) {
    const bool zh = language == Language::zh;
    const bool by_zone = !series.days.empty() && series.days.front().counts.size() > 1;
    std::vector<std::string> titles{fmt::format(fmt::runtime(zh ? "日期（各项资料为 {} 的）" : "day (attributes of {})"), to_text(series.register_of))};
    if (by_zone) titles.insert(titles.end(), {zh ? "区域" : "zone", zh ? "区域编码" : "zone code"});
    for (const auto& tier : series.tiers) titles.push_back(tier.name.in(language));
    titles.emplace_back(zh ? "户合计" : "households");
    std::string text = report::csv_begin + report::csv_line(titles);
    for (const auto& day : series.days)
        for (const auto& zone : day.counts) {
            std::vector<std::string> cells{to_text(day.as_of)};
            const bool whole = &zone == &day.counts.front();
            if (by_zone) cells.insert(cells.end(), {whole ? (zh ? "合计" : "Total") : zone.zone ? zone.name : zh ? "区域外" : "Outside all zones", zone.code});
            std::int64_t sum = 0;
            for (const auto households : zone.households) {
                cells.push_back(fmt::format("{}", households));
                sum += households;
            }
            cells.push_back(fmt::format("{}", sum));
            text += report::csv_line(cells);
        }
    return write_file(to, text);
}

}  // namespace huegrid::work
