#include "engine/cli/options.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/cli/print/terminal.hpp"
#include "engine/work/words.hpp"

namespace huegrid::cli {
namespace {

struct RevertOptions {
    CommandOptions command;
    bool json = false;
};

struct SynthOptions {
    CommandOptions command;
    synth::TownOptions town;
    bool json = false;
};

Verb revert_verb(const std::string& name, const std::string& summary, Result<work::Reverted> (*carry_out)(const work::Command&),
                 const Label& done) {
    return {name, summary, "huegrid " + name + " li.gpkg --reason 'wrong list'", [carry_out, done](CLI::App& app) {
                auto options = std::make_shared<RevertOptions>();
                options->command.add_to(app);
                add_json(app, options->json);
                return [options, carry_out, done](Language language) -> Result<void> {
                    auto reverted = carry_out(options->command.command());
                    if (!reverted) return fail(std::move(reverted.error()));
                    if (options->json) print_json({{"what", reverted->what}, {"journal_entry", reverted->journal_entry}});
                    else say("{} {}{}\n", done.in(language), printable(work::summary_in(reverted->what, language)), options->command.note(language));
                    return {};
                };
            }};
}

}  // namespace

Verb undo_verb() { return revert_verb("undo", "Take back the last command", work::undo, {"已撤销", "took back"}); }
Verb redo_verb() { return revert_verb("redo", "Bring back what was undone last", work::redo, {"已恢复", "brought back"}); }

Verb synth_verb() {
    return {"synth", "Make a new file with an invented town and invented people", "huegrid synth town.gpkg --households 100000 --seed 7",
            [](CLI::App& app) {
                auto options = std::make_shared<SynthOptions>();
                options->command.add_to(app);
                app.add_option("--households", options->town.households, "how many")
                    ->required()
                    ->check(CLI::Range(std::int64_t{10}, std::int64_t{8'000'000}));
                app.add_option("--seed", options->town.seed, "the same seed makes the same town")->capture_default_str();
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    Result<work::SynthResult> made;
                    {
                        const Terminal terminal(language);
                        made = work::synth(options->command.command(), options->town, terminal.progress());
                    }
                    if (!made) return fail(std::move(made.error()));
                    if (options->json) print_json({{"households", made->households}, {"buildings", made->buildings}, {"zones", made->zones}});
                    else say(fmt::runtime(language == Language::zh ? "{} 户，{} 栋楼，{} 个区域；所有人都是虚构的{}\n" : "{} households in {} buildings, {} zones; every person is invented{}\n"), made->households, made->buildings, made->zones, options->command.note(language));
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
