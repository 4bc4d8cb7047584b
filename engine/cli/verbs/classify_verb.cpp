#include <fmt/format.h>

#include "engine/cli/options.hpp"
#include "engine/cli/print/explain_print.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/cli/print/terminal.hpp"
#include "engine/cli/print/what_if_print.hpp"

namespace huegrid::cli {
namespace {

struct ClassifyOptions {
    CommandOptions command;
    std::string rulebook, as_of, what_if, series, level, csv;
    bool json = false;

    [[nodiscard]] std::optional<std::filesystem::path> rules() const {
        if (rulebook.empty()) return std::nullopt;
        return rulebook;
    }
};

/// `task(progress)` with a progress line while it runs.
template <class Task>
auto at_terminal(Language language, Task task) {
    const Terminal terminal(language);
    return task(terminal.progress());
}

Result<void> classify(const ClassifyOptions& options, Date as_of, Language language) {
    const auto result = at_terminal(language, [&](const Progress& progress) { return work::classify(options.command.command(), options.rules(), as_of, progress); });
    if (!result) return fail(result.error());
    const auto newer = work::imported_after(options.command.file, as_of);
    if (!newer) return fail(newer.error());
    note_newer_attributes(*newer, as_of, language);
    if (options.json) {
        nlohmann::ordered_json counts, document{{"as_of", to_text(result->as_of)}, {"rulebook", result->rulebook}, {"version", result->version},
                                                {"households", result->households}, {"changed", result->changed}};
        for (std::size_t t = 0; t < result->tiers.size(); ++t) counts[result->tiers[t].key] = result->tier_counts[t];
        document["tiers"] = counts;
        document["unknown"] = counts[model::unknown_tier];
        document["overrides"] = result->overrides;
        document["expired_overrides"] = result->expired_overrides;
        auto not_followed = nlohmann::ordered_json::array();
        for (const auto& one : result->not_followed) not_followed.push_back({{"household", one.household}, {"tier", one.tier}});
        document["not_followed"] = not_followed;
        document["held"] = result->held;
        add_newer_attributes(document, *newer);
        print_json(document);
        return {};
    }
    for (std::size_t t = 0; t < result->tiers.size(); ++t)
        say("{:>9}  {} {}\n", result->tier_counts[t], printable(result->tiers[t].letter), printable(result->tiers[t].name.in(language)));
    const bool zh = language == Language::zh;
    say("{:>9}  {}\n", result->households, zh ? "户合计" : "households");
    say(fmt::runtime(zh ? "{} 户等级有变化{}\n" : "{} changed tier{}\n"), result->changed,
        options.command.dry_run ? (zh ? "（试算，未写入）" : " (dry run: nothing was written)") : "");
    if (result->overrides + result->expired_overrides > 0)
        say(fmt::runtime(zh ? "{} 户等级由人工指定；{} 个人工指定已到期（见 huegrid override list --expired --as-of {}）\n"
                            : "{} in a tier by hand; {} tiers by hand have run out (huegrid override list --expired --as-of {})\n"),
            result->overrides, result->expired_overrides, to_text(result->as_of));
    if (const auto& lost = result->not_followed; !lost.empty())
        say(fmt::runtime(zh ? "{} 个人工指定未采用，因为规则中没有该等级，如 {} 号户的“{}”：请用 huegrid override set 重新指定\n"
                            : "tiers by hand not followed, since the rules have no such tier: {}, such as household {}'s '{}'; set them again with huegrid override set\n"),
            lost.size(), lost.front().household, lost.front().tier);
    return {};
}

Result<void> what_if(const ClassifyOptions& options, Date as_of, Language language) {
    const auto result = at_terminal(language, [&](const Progress& progress) {
        return work::what_if(options.command.file, {options.rules(), options.what_if, as_of, options.level}, progress);
    });
    if (!result) return fail(result.error());
    note_newer_attributes(result->imported_after, as_of, language);
    if (!options.csv.empty())
        if (auto written = work::write_movers(*result, options.csv, language); !written) return fail(std::move(written.error()));
    if (options.json) print_json(as_json(*result));
    else print(*result, language);
    return {};
}

Result<void> series(const ClassifyOptions& options, Language language) {
    auto days = work::read_days(options.series);
    if (!days) {
        days.error().where = "--series";
        return fail(std::move(days.error()));
    }
    const auto result = at_terminal(language, [&](const Progress& progress) {
        return work::tier_series(options.command.file, {options.rules(), std::move(*days), options.level}, progress);
    });
    if (!result) return fail(result.error());
    if (!options.csv.empty())
        if (auto written = work::write_series(*result, options.csv, language); !written) return fail(std::move(written.error()));
    if (options.json) print_json(as_json(*result));
    else print(*result, language);
    return {};
}

}  // namespace

Verb classify_verb() {
    return {"classify", "Put every household into a tier by a rulebook, or say what another one or another day would change",
            "huegrid classify li.gpkg --rulebook geodata/rulebooks/default.toml --as-of 2026-10-31\n"
            "  huegrid classify li.gpkg --what-if stricter.toml --level grid --csv movers.csv\n"
            "  huegrid classify li.gpkg --series 2026-01-01..2026-12-01/month --csv months.csv", [](CLI::App& app) {
                auto options = std::make_shared<ClassifyOptions>();
                options->command.add_to(app);
                app.add_option("--rulebook", options->rulebook, "the rules (TOML); default: those used last");
                auto* day = app.add_option("--as-of", options->as_of, "the day that counts as today, 2026-10-31");
                auto* other = app.add_option("--what-if", options->what_if, "a changed rulebook: who would move, from which tier to which; writes nothing");
                auto* days = app.add_option("--series", options->series,
                                            "days, 2026-01-01..2026-12-01/month (or day, week, quarter, year): the tiers on each, hold_days followed on these days alone; writes nothing");
                days->excludes(other)->excludes(day);
                app.add_option("--level", options->level, "with --what-if and --series: also for each zone of this level (grid, community …)");
                app.add_option("--csv", options->csv, "with --what-if and --series: a file for the households that move, or the counts");
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    const bool aside = !options->what_if.empty() || !options->series.empty();
                    if (!aside && (!options->level.empty() || !options->csv.empty()))
                        return fail(ErrorCode::bad_input, "--level and --csv belong to --what-if and --series; `huegrid report` writes tiers by zone");
                    if (!options->series.empty()) return series(*options, language);
                    const auto as_of = date_option(options->as_of, "--as-of");
                    if (!as_of) return fail(as_of.error());
                    return aside ? what_if(*options, *as_of, language) : classify(*options, *as_of, language);
                };
            }};
}

}  // namespace huegrid::cli
