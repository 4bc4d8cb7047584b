/// divide: communities into grids.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/cli/grid_options.hpp"
#include "engine/cli/options.hpp"
#include "engine/cli/print/division_print.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/cli/print/terminal.hpp"

namespace huegrid::cli {
namespace {

struct DivideOptions {
    CommandOptions command;
    work::DivideRequest request;
    std::int64_t candidates = 1;
    std::vector<std::string> weights;
    bool from_current = false, uncrossable = false, json = false;
};

/// Several divisions side by side, by seed; nothing is written.
Result<void> compare(const DivideOptions& options, Language language) {
    auto command = options.command.command();
    command.mode = work::Mode::dry_run;
    const bool zh = language == Language::zh;
    auto rows = nlohmann::ordered_json::array();
    if (!options.json)
        say("{:>6} {:>7} {:>9} {:>11} {:>9} {:>9} {:>9} {:>5} {:>7} {:>9}\n", zh ? "种子" : "seed", zh ? "网格" : "grids", zh ? "范围内" : "in bounds", zh ? "户数" : "households",
            zh ? "跨屏障" : "crossings", zh ? "拆小区" : "estates", zh ? "分开邻楼" : "parted", "P-P", zh ? "距中心" : "dist m", zh ? "变动户" : "moved");
    bool stopped = false;
    for (std::int64_t c = 0; c < options.candidates && !stopped; ++c) {
        auto request = options.request;
        request.seed += std::uint64_t(c);
        const auto result = [&] {
            const Terminal terminal(language);
            return work::divide(command, request, terminal.progress());
        }();
        if (!result) return fail(result.error());
        const auto sum = work::totals(*result);
        if (options.json) rows.push_back(as_json(*result, request));
        else
            say("{:>6} {:>7} {:>9} {:>11} {:>9} {:>9} {:>9} {:>5.2f} {:>7.1f} {:>9}\n", request.seed, sum.grids, sum.in_bounds, fmt::format("{}–{}", sum.smallest, sum.largest), sum.crossings,
                sum.estates_spread, sum.borders_cut, sum.polsby_popper, sum.mean_distance_m, sum.moved);
        stopped = result->stopped;
    }
    if (options.json) print_json({{"candidates", rows}});
    else say("{}", zh ? "未写入；用 --seed 选定其一再执行\n" : "nothing was written; run again with the --seed of the one you want\n");
    if (stopped) return Progress::cancelled();
    return {};
}

constexpr std::int64_t largest_seed = 9'007'199'254'740'991;  ///< that every reader of JSON holds exactly

struct Weight {
    std::string_view name;
    double grids::Weights::* value;
};
constexpr std::array<Weight, 5> weights{{{"estates", &grids::Weights::estates}, {"crossings", &grids::Weights::crossings}, {"border", &grids::Weights::border},
                                         {"spread", &grids::Weights::spread}, {"moved", &grids::Weights::moved}}};

std::string default_weights() {
    std::string text;
    for (const auto& weight : weights) text += fmt::format("{}{}={}", text.empty() ? "" : ", ", weight.name, grids::Weights{}.*weight.value);
    return text;
}

/// NAME=VALUE.
void set_weight(grids::Weights& into, const std::string& text) {
    const auto equals = text.find('=');
    const auto weight = std::find_if(weights.begin(), weights.end(), [&](const Weight& each) { return each.name == text.substr(0, equals); });
    double value = -1.0;
    const auto end = text.data() + text.size();
    const bool read = equals != std::string::npos && std::from_chars(text.data() + equals + 1, end, value) == std::from_chars_result{end, std::errc()};
    if (!read || weight == weights.end() || !(value >= 0.0 && value <= 1e6))
        throw CLI::ValidationError("--weight", fmt::format("'{}' is no NAME=VALUE with a value from 0 on; the weights are {}", text, default_weights()));
    into.*weight->value = value;
}

/// Options that say nothing beside others aren't passed over in silence: somebody meant something by them.
void refuse_what_does_not_apply(const DivideOptions& options, const CLI::App& app) {
    const auto& barriers = options.request.barriers;
    const bool none = std::find(barriers.begin(), barriers.end(), "none") != barriers.end(), blocks = options.request.atoms.starts_with("zone:");
    if (none && barriers.size() > 1) throw CLI::ValidationError("--barriers", "none can't stand beside kinds of lines");
    if (none && options.uncrossable) throw CLI::ValidationError("--uncrossable", "with --barriers none there is nothing that mustn't be crossed");
    if (!blocks && options.request.atoms != "building" && options.request.atoms != "estate") throw CLI::ValidationError("--atoms", "'building', 'estate' or 'zone:LEVEL', as zone:block");
    if (blocks && (options.uncrossable || app.count("--barriers") > 0)) throw CLI::ValidationError("--atoms", "ready-made blocks know no barriers: leave out --barriers and --uncrossable");
    if (!options.from_current && std::any_of(options.weights.begin(), options.weights.end(), [](const auto& text) { return text.starts_with("moved="); }))
        throw CLI::ValidationError("--weight", "what moving counts matters only with --from-current");
}

}  // namespace

Verb divide_verb() {
    return {"divide", "Divide communities into grids of so many households, each in one piece",
            "huegrid divide town.gpkg --within 同桂社区 --min 300 --max 500 --dry-run\n"
            "  huegrid divide town.gpkg --from-current --lock 第一网格 --reason '新楼入住'\n"
            "  huegrid divide town.gpkg --candidates 5", [](CLI::App& app) {
                auto options = std::make_shared<DivideOptions>();
                auto& request = options->request;
                options->command.add_to(app);
                app.add_option("--within", request.within, "only here: a zone's name, code or id");
                add_sizes(app, request.sizes);
                app.add_option("--target", request.sizes.general.households_target, "how many are best (default: the middle)");
                app.add_option("--level", request.level, "of the grids; the next coarser level's zones are divided")->capture_default_str();
                app.add_option("--barriers", request.barriers, "kinds of lines that grids shouldn't cross: main_road, railway, water, road; none")->delimiter(',')->capture_default_str();
                app.add_flag("--uncrossable", options->uncrossable, "no grid may cross a barrier, whatever becomes of the sizes");
                app.add_option("--atoms", request.atoms, "what is never split: building, estate, or zone:LEVEL for ready-made blocks")->capture_default_str();
                app.add_flag("--from-current", options->from_current, "start from today's grids and move few households. Moved is who gets another grid than today; without this option, who was in another grid than most of their new one");
                app.add_option("--lock", request.locked, "a grid that stays as it is; several times")->delimiter(',');
                app.add_option("--weight", options->weights, "NAME=VALUE, what a part of the objective counts, once sizes and contiguity are as good as they get (defaults: " + default_weights() + ")");
                app.add_option("--seed", request.seed, "the same seed gives the same grids")->check(CLI::Range(std::int64_t{0}, largest_seed))->capture_default_str();
                app.add_option("--effort", request.effort, "how long to search, as a factor")->check(CLI::Range(0.01, 100.0))->capture_default_str();
                app.add_option("--candidates", options->candidates, "so many divisions, by seeds from --seed on, to be compared; writes nothing: run again with the --seed of the one you want")->check(CLI::Range(1, 100));
                app.add_option("--names", request.names, "of new grids; {一} and {1} are the number")->capture_default_str();
                add_codes(app, request.codes);
                add_json(app, options->json);
                app.parse_complete_callback([options, &app] {
                    for (const auto& weight : options->weights) set_weight(options->request.weights, weight);
                    refuse_what_does_not_apply(*options, app);
                });
                return [options](Language language) -> Result<void> {
                    auto& asked = options->request;
                    if (options->from_current) asked.start = grids::Start::from_current;
                    if (options->uncrossable) asked.crossing = grids::Crossing::refused;
                    if (options->candidates > 1) return compare(*options, language);
                    const auto result = [&] {
                        const Terminal terminal(language);
                        return work::divide(options->command.command(), asked, terminal.progress());
                    }();
                    if (!result) return fail(result.error());
                    if (options->json) print_json(as_json(*result, asked));
                    else print(*result, asked, language);
                    if (result->stopped) return Progress::cancelled();
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
