#include <fmt/format.h>

#include "engine/base/text.hpp"
#include "engine/cli/options.hpp"
#include "engine/cli/say.hpp"
#include "engine/cli/terminal.hpp"

namespace huegrid::cli {
namespace {

struct ClassifyOptions {
    CommandOptions command;
    std::string rulebook, as_of;
    bool json = false;
};

struct ExplainOptions {
    std::string file;
    std::int64_t household = 0;
    bool json = false;
};

std::string outcome_word(tiers::RuleFinding::Outcome outcome) {
    using Outcome = tiers::RuleFinding::Outcome;
    switch (outcome) {
        case Outcome::is_true: return "true";
        case Outcome::is_held: return "held";
        case Outcome::is_false: return "false";
        case Outcome::is_null: return "unknown";
        case Outcome::not_for_this_kind: return "not_for_this_kind";
        case Outcome::not_valid: return "not_valid";
    }
    return "";
}

const model::Tier* tier_at(const tiers::Rulebook& book, std::int8_t index) {
    return index < 0 ? nullptr : &book.tiers[std::size_t(index)];
}

nlohmann::ordered_json value_json(const model::Value& value) {
    if (const auto* i = std::get_if<std::int64_t>(&value)) return *i;
    if (const auto* d = std::get_if<double>(&value)) return *d;
    if (std::holds_alternative<std::monostate>(value)) return nullptr;
    return model::to_text(value);
}

nlohmann::ordered_json as_json(const work::Why& why, std::int64_t household) {
    const auto& e = why.explanation;
    const auto* tier = tier_at(why.rulebook, e.verdict.tier);
    const auto* may_be = tier_at(why.rulebook, e.may_be.tier);
    auto rules = nlohmann::ordered_json::array();
    for (const auto& finding : e.findings) {
        const auto& rule = why.rulebook.rules[finding.rule];
        nlohmann::ordered_json seen = nlohmann::ordered_json::object();
        for (const auto& s : finding.seen) seen[s.attribute] = value_json(s.value);
        rules.push_back({{"rule", rule.id}, {"tier", why.rulebook.tiers[rule.tier].key}, {"outcome", outcome_word(finding.outcome)},
                         {"because", {{"zh", rule.because.zh}, {"en", rule.because.en}}}, {"when", rule.when}, {"seen", seen}});
    }
    auto categories = nlohmann::ordered_json::array();
    for (std::size_t c = 0; c < why.rulebook.categories.size(); ++c)
        if (e.categories >> c & 1u) categories.push_back(why.rulebook.categories[c].key);
    nlohmann::ordered_json document{{"household", household}, {"as_of", to_text(why.as_of)}, {"rulebook", why.rulebook.name}};
    document["tier"] = tier ? nlohmann::ordered_json(tier->key) : nullptr;
    document["stored_tier"] = why.stored ? why.stored->key : document["tier"].is_null() ? "" : document["tier"].get<std::string>();
    document["rule"] = e.verdict.rule < 0 ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(why.rulebook.rules[std::size_t(e.verdict.rule)].id);
    document["may_be"] = may_be ? nlohmann::ordered_json(may_be->key) : nullptr;
    document["categories"] = categories;
    document["missing"] = e.missing;
    document["rules"] = rules;
    return document;
}

void print(const work::Why& why, std::int64_t household, Language language) {
    using Outcome = tiers::RuleFinding::Outcome;
    const bool zh = language == Language::zh;
    const auto& e = why.explanation;
    const auto* tier = tier_at(why.rulebook, e.verdict.tier);
    say("{} {}: {}\n", zh ? "户" : "Household", household, tier ? tier->name.in(language) : "");
    say("{} {} {}, {}\n", zh ? "依据" : "By", why.rulebook.name, why.rulebook.version, to_text(why.as_of));
    if (why.stored)
        say(fmt::runtime(zh ? "注意:文件中记为 {},台账在分级后有改动,请重新分级\n"
                                   : "Note: the file says {}; the register was changed since it was classified, so classify again\n"),
                   why.stored->name.in(language));
    const auto list = [&](Outcome outcome, const std::string& heading) {
        bool first = true;
        for (const auto& finding : e.findings) {
            if (finding.outcome != outcome) continue;
            if (std::exchange(first, false)) say("{}\n", heading);
            const auto& rule = why.rulebook.rules[finding.rule];
            std::string seen;
            for (const auto& s : finding.seen) {
                const auto text = model::to_text(s.value);
                seen += fmt::format("{}{} = {}", seen.empty() ? "" : ", ", s.title.in(language).empty() ? s.attribute : s.title.in(language),
                                    text.empty() ? (zh ? "缺失" : "missing") : text);
            }
            say("  [{}] {}: {}\n", why.rulebook.tiers[rule.tier].letter, rule.because.in(language), seen);
        }
    };
    list(Outcome::is_true, zh ? "符合:" : "Met:");
    list(Outcome::is_null, zh ? "资料不全,无法判断:" : "Not known for want of data:");
    if (const auto* may_be = tier_at(why.rulebook, e.may_be.tier))
        say("{} {}\n", zh ? "补齐资料后可能是:" : "With the missing data it may be:", may_be->name.in(language));
    if (!e.missing.empty()) say("{} {}\n", zh ? "缺少:" : "Missing:", fmt::join(e.missing, ", "));
    list(Outcome::is_false, zh ? "不符合:" : "Not met:");
}

}  // namespace

Verb classify_verb() {
    return {"classify", "Put every household into a tier by a rulebook",
            "huegrid classify li.gpkg --rulebook geodata/rulebooks/default.toml --as-of 2026-10-31", [](CLI::App& app) {
                auto options = std::make_shared<ClassifyOptions>();
                options->command.add_to(app);
                app.add_option("--rulebook", options->rulebook, "the rules (TOML); default: those used last");
                app.add_option("--as-of", options->as_of, "the day that counts as today, 2026-10-31");
                add_json(app, options->json);
                const auto language = add_language_option(app);
                return [options, language]() -> Result<void> {
                    auto as_of = date_option(options->as_of, "--as-of");
                    if (!as_of) return fail(std::move(as_of.error()));
                    std::optional<std::filesystem::path> rulebook;
                    if (!options->rulebook.empty()) rulebook = options->rulebook;
                    Result<work::ClassifyResult> result;
                    {
                        const Terminal terminal;
                        result = work::classify(options->command.command(), rulebook, *as_of, terminal.progress());
                    }
                    if (!result) return fail(std::move(result.error()));
                    if (options->json) {
                        nlohmann::ordered_json counts;
                        for (std::size_t t = 0; t < result->tiers.size(); ++t) counts[result->tiers[t].key] = result->tier_counts[t];
                        print_json({{"as_of", to_text(result->as_of)}, {"rulebook", result->rulebook}, {"version", result->version},
                                    {"households", result->households}, {"changed", result->changed}, {"tiers", counts}});
                        return {};
                    }
                    for (std::size_t t = 0; t < result->tiers.size(); ++t)
                        say("{:>9}  {} {}\n", result->tier_counts[t], result->tiers[t].letter, result->tiers[t].name.in(language()));
                    const bool zh = language() == Language::zh;
                    say("{:>9}  {}\n", result->households, zh ? "户合计" : "households");
                    say(fmt::runtime(zh ? "{} 户等级有变化{}\n" : "{} changed tier{}\n"), result->changed,
                               options->command.dry_run ? (zh ? "(试算,未写入)" : " (dry run: nothing was written)") : "");
                    return {};
                };
            }};
}

Verb explain_verb() {
    return {"explain", "Say why a household has its tier, and what is missing to be sure", "huegrid explain li.gpkg 4711 --language en",
            [](CLI::App& app) {
                auto options = std::make_shared<ExplainOptions>();
                add_file(app, options->file);
                app.add_option("HOUSEHOLD", options->household, "the household's id")->required();
                add_json(app, options->json);
                const auto language = add_language_option(app);
                return [options, language]() -> Result<void> {
                    auto snapshot = store::load_snapshot(options->file);
                    if (!snapshot) return fail(std::move(snapshot.error()));
                    auto why = work::explain(**snapshot, HouseholdId{options->household});
                    if (!why) {
                        if (why.error().where.empty()) why.error().where = options->file;
                        return fail(std::move(why.error()));
                    }
                    if (options->json) print_json(as_json(*why, options->household));
                    else print(*why, options->household, language());
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
