/// rulebook check, rulebook sql.
#include "engine/base/text.hpp"
#include "engine/cli/options.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/cli/print/terminal.hpp"
#include "engine/cli/words/words.hpp"
#include "engine/work/rules/rulebook.hpp"

namespace huegrid::cli {
namespace {

struct RulebookOptions {
    std::string rulebook, file, as_of, dialect = "sqlite";
    bool json = false;

    void add_to(CLI::App& app) {
        app.add_option("FILE", rulebook, "the rulebook (TOML)")->required();
        app.add_option("--register", file, "the Huegrid file whose register it is for; without one, names and types are taken as the rules use them");
        app.add_option("--as-of", as_of, "the day that counts as today, 2026-10-31");
    }
    [[nodiscard]] work::RegisterFile register_file() const { return file.empty() ? work::RegisterFile{} : work::RegisterFile{file}; }
};

nlohmann::ordered_json as_json(const std::string& text, const std::vector<conditions::Mistake>& found) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& [at, message] : found) {
        const auto position = conditions::position_of(text, at);
        list.push_back({{"line", position.line}, {"column", position.column}, {"message", message}});
    }
    return list;
}

nlohmann::ordered_json as_json(const work::RulebookReview& review) {
    nlohmann::ordered_json document{{"in_order", review.check.mistakes.empty()}, {"mistakes", as_json(review.text, review.check.mistakes)},
                                    {"warnings", as_json(review.text, review.check.warnings)}};
    if (review.counts.empty()) return document;
    auto rules = nlohmann::ordered_json::array();
    for (std::size_t r = 0; r < review.counts.size(); ++r) {
        const auto& count = review.counts[r];
        rules.push_back({{"rule", review.check.rulebook->rules[r].id}, {"matches", count.matches}, {"decides", count.decides}, {"overlaps", count.overlaps}, {"unknown", count.missing}});
    }
    document["households"] = review.households;
    document["rules"] = rules;
    return document;
}

void print(const std::string& text, const std::string& file, std::string_view what, const std::vector<conditions::Mistake>& found, Language language) {
    for (const auto& [at, message] : found) {
        const auto position = conditions::position_of(text, at);
        say("{}:{}:{}: {}{}\n{}\n", file, position.line, position.column, what, error_in(message, language), conditions::line_with_caret(text, at));
    }
}

void print(const work::RulebookReview& review, const std::string& file, Language language) {
    const bool zh = language == Language::zh;
    print(review.text, file, "", review.check.mistakes, language);
    print(review.text, file, zh ? "提醒：" : "warning: ", review.check.warnings, language);
    if (!review.counts.empty()) {
        const auto heading = [&](const Label& label) { return std::string(10 - std::min<std::size_t>(10, display_width(label.in(language))), ' ') + label.in(language); };
        say(fmt::runtime(zh ? "{} {} {} {}  规则，共 {} 户\n" : "{} {} {} {}  rule, of {} households\n"), heading({"符合", "matches"}), heading({"决定", "decides"}), heading({"重叠", "overlaps"}),
            heading({"不详", "unknown"}), review.households);
    }
    for (std::size_t r = 0; r < review.counts.size(); ++r) {
        const auto& count = review.counts[r];
        const auto& rule = review.check.rulebook->rules[r];
        say(fmt::runtime(zh ? "{:>10} {:>10} {:>10} {:>10}  {}（{}）\n" : "{:>10} {:>10} {:>10} {:>10}  {} ({})\n"), count.matches, count.decides, count.overlaps, count.missing, rule.id,
            zh ? review.check.rulebook->tiers[rule.tier].name.zh : review.check.rulebook->tiers[rule.tier].key);
    }
    if (review.check.mistakes.empty()) say(fmt::runtime(zh ? "{} 无误；提醒 {} 条\n" : "{} is in order; warnings: {}\n"), file, review.check.warnings.size());
}

Verb rulebook_check_verb() {
    return {"check", "Look a rulebook over: mistakes (exit 1), what can't matter, colours, languages, delicate attributes, how often each rule matches",
            "huegrid rulebook check care.toml --register li.gpkg", [](CLI::App& app) {
                auto options = std::make_shared<RulebookOptions>();
                options->add_to(app);
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    const auto as_of = date_option(options->as_of, "--as-of");
                    if (!as_of) return fail(as_of.error());
                    const auto review = [&] {
                        const Terminal terminal(language);
                        return work::review_rulebook(options->rulebook, options->register_file(), *as_of, terminal.progress());
                    }();
                    if (!review) return fail(review.error());
                    if (options->json) print_json(as_json(*review));
                    else print(*review, options->rulebook, language);
                    if (const auto count = review->check.mistakes.size(); count > 0)
                        return fail(ErrorCode::bad_input, fmt::format("{} mistake{}, as listed", count, count == 1 ? "" : "s"), options->rulebook);
                    return {};
                };
            }};
}

Verb rulebook_sql_verb() {
    return {"sql", "Print a rulebook as one SQL statement that yields id, tier, rule and categories of every household, without holds and overrides",
            "huegrid rulebook sql care.toml --dialect sqlite | sqlite3 li.gpkg", [](CLI::App& app) {
                auto options = std::make_shared<RulebookOptions>();
                options->add_to(app);
                app.add_option("--dialect", options->dialect, "sqlite (3.40 or newer) or postgresql (14 or newer)")->check(CLI::IsMember({"sqlite", "postgresql"}));
                return [options](Language) -> Result<void> {
                    const auto as_of = date_option(options->as_of, "--as-of");
                    if (!as_of) return fail(as_of.error());
                    const auto dialect = options->dialect == "sqlite" ? conditions::Dialect::sqlite : conditions::Dialect::postgres;
                    const auto sql = work::rulebook_sql(options->rulebook, options->register_file(), dialect, *as_of);
                    if (!sql) return fail(sql.error());
                    std::fwrite(sql->data(), 1, sql->size(), stdout);
                    return {};
                };
            }};
}

}  // namespace

Verb rulebook_verb() {
    return {"rulebook", "Work on rulebooks: check one, or print its rules as SQL", "huegrid rulebook check care.toml --register li.gpkg", {}, {rulebook_check_verb(), rulebook_sql_verb()}};
}

}  // namespace huegrid::cli
