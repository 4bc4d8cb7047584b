#include "engine/cli/options.hpp"
#include "engine/cli/register_print.hpp"
#include "engine/cli/say.hpp"

namespace huegrid::cli {
namespace {

struct OverrideOptions {
    CommandOptions command;
    std::string household, tier;
    int days = 90;
    bool expired = false, json = false;
};

void print(const store::Override& o, const std::string& what) {
    say("household {}: {} {}, {} to {}, by {}: {}\n", o.household, o.tier, what, to_text(o.set_on), to_text(o.ended_on.value_or(o.expires_on)),
               o.author, o.reason);
}

Verb set_verb() {
    return {"set", "Put a household into a tier by hand, for a time and with a reason; one in force before it ends",
            "huegrid override set li.gpkg 17 --tier red --days 30 --reason '出院后一个月'", [](CLI::App& app) {
                auto options = std::make_shared<OverrideOptions>();
                options->command.add_to(app);
                app.add_option("HOUSEHOLD", options->household, "its id or source key")->required();
                app.add_option("--tier", options->tier, "the tier's key or name")->required();
                app.add_option("--days", options->days, "how long it holds, 1 to 366")->capture_default_str();
                app.get_option("--reason")->required();
                add_json(app, options->json);
                return [options]() -> Result<void> {
                    const auto set = work::set_override(options->command.command(), options->household, options->tier, options->days);
                    if (!set) return fail(set.error());
                    if (options->json) print_json(as_json(*set, today()));
                    else print(*set, options->command.dry_run ? "by hand (dry run: nothing was written)" : "by hand");
                    return {};
                };
            }};
}

Verb end_verb() {
    return {"end", "Take back the tier by hand that is in force", "huegrid override end li.gpkg 17", [](CLI::App& app) {
                auto options = std::make_shared<OverrideOptions>();
                options->command.add_to(app);
                app.add_option("HOUSEHOLD", options->household, "its id or source key")->required();
                add_json(app, options->json);
                return [options]() -> Result<void> {
                    const auto ended = work::end_override(options->command.command(), options->household);
                    if (!ended) return fail(ended.error());
                    if (options->json) print_json(as_json(*ended, today()));
                    else print(*ended, options->command.dry_run ? "taken back (dry run: nothing was written)" : "taken back");
                    return {};
                };
            }};
}

Verb list_verb() {
    return {"list", "Tiers by hand that are in force", "huegrid override list li.gpkg --expired", [](CLI::App& app) {
                auto options = std::make_shared<OverrideOptions>();
                add_file(app, options->command.file);
                app.add_flag("--expired", options->expired, "those that have run out or were taken back instead");
                add_json(app, options->json);
                return [options]() -> Result<void> {
                    const auto all = store::overrides(options->command.file, 0);
                    if (!all) return fail(all.error());
                    auto list = nlohmann::ordered_json::array();
                    bool none = true;
                    for (const auto& o : *all) {
                        if (o.in_force(today()) == options->expired) continue;
                        none = false;
                        if (options->json) list.push_back(as_json(o, today()));
                        else print(o, "by hand");
                    }
                    if (options->json) print_json(list);
                    else if (none) say("no tier by hand {}\n", options->expired ? "has run out or was taken back" : "is in force");
                    return {};
                };
            }};
}

}  // namespace

Verb override_verb() {
    return {"override", "Tiers set by hand: set, end, list. `classify` follows them while they are in force",
            "huegrid override list li.gpkg", {}, {set_verb(), end_verb(), list_verb()}};
}

}  // namespace huegrid::cli
