#include "engine/cli/options.hpp"
#include "engine/cli/print/register_print.hpp"
#include "engine/cli/print/say.hpp"

namespace huegrid::cli {
namespace {

struct OverrideOptions {
    CommandOptions command;
    std::string household, tier, as_of;
    int days = 90;
    bool expired = false, json = false;
};

void print(const store::Override& o, const TierNames& tiers, const Label& what, const std::string& note, Language language) {
    say(fmt::runtime(language == Language::zh ? "户 {}：{} {}{}，{} 至 {}，由 {}：{}\n" : "household {}: {} {}{}, {} to {}, by {}: {}\n"), o.household, tier_shown(tiers, o.tier, language), what.in(language), note,
        to_text(o.set_on), to_text(o.ended_on.value_or(o.expires_on)), printable(o.author), printable(o.reason));
}

const Label by_hand{"人工指定", "by hand"}, taken_back{"已撤回", "taken back"};

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
                return [options](Language language) -> Result<void> {
                    const auto set = work::set_override(options->command.command(), options->household, options->tier, options->days);
                    if (!set) return fail(set.error());
                    const auto tiers = store::tier_names(options->command.file);
                    if (!tiers) return fail(tiers.error());
                    if (options->json) print_json(as_json(*set, today()));
                    else print(*set, *tiers, by_hand, options->command.note(language), language);
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
                return [options](Language language) -> Result<void> {
                    const auto ended = work::end_override(options->command.command(), options->household);
                    if (!ended) return fail(ended.error());
                    const auto tiers = store::tier_names(options->command.file);
                    if (!tiers) return fail(tiers.error());
                    if (options->json) print_json(as_json(*ended, today()));
                    else print(*ended, *tiers, taken_back, options->command.note(language), language);
                    return {};
                };
            }};
}

Verb list_verb() {
    return {"list", "Tiers by hand that are in force", "huegrid override list li.gpkg --expired", [](CLI::App& app) {
                auto options = std::make_shared<OverrideOptions>();
                add_file(app, options->command.file);
                app.add_option("--as-of", options->as_of, "the day that counts as today, 2026-10-31");
                app.add_flag("--expired", options->expired, "those that have run out or were taken back instead");
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    const auto as_of = date_option(options->as_of, "--as-of");
                    if (!as_of) return fail(as_of.error());
                    const auto all = store::overrides(options->command.file, 0);
                    if (!all) return fail(all.error());
                    const auto tiers = store::tier_names(options->command.file);
                    if (!tiers) return fail(tiers.error());
                    auto list = nlohmann::ordered_json::array();
                    bool none = true;
                    for (const auto& o : *all) {
                        if (o.set_on > *as_of || o.in_force(*as_of) == options->expired) continue;
                        none = false;
                        if (options->json) list.push_back(as_json(o, *as_of));
                        else print(o, *tiers, by_hand, "", language);
                    }
                    if (options->json) print_json(list);
                    else if (none) say("{}\n", (options->expired ? Label{"没有已到期或已撤回的人工调级", "no tier by hand has run out or was taken back"} : Label{"没有有效的人工调级", "no tier by hand is in force"}).in(language));
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
