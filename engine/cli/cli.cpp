#include "engine/cli/cli.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/base/text.hpp"
#include "engine/cli/options.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/cli/words/words.hpp"

namespace huegrid::cli {
namespace {

enum ExitCode { done = 0, at_fault = 1, usage = 2, our_bug = 3 };

/// How a run speaks: known before the options are parsed, since what is wrong with those is said so too.
struct Manner {
    Language language = Language::en;
    bool json = false;
};

const char* word(ErrorCode code) {
    switch (code) {
        case ErrorCode::bad_input: return "bad_input";
        case ErrorCode::not_found: return "not_found";
        case ErrorCode::wrong_file: return "wrong_file";
        case ErrorCode::locked: return "locked";
        case ErrorCode::read_only: return "read_only";
        case ErrorCode::io: return "io";
        case ErrorCode::cancelled: return "cancelled";
        case ErrorCode::machine: return "machine";
        case ErrorCode::internal: break;
    }
    return "internal";
}

/// On stderr, since stdout holds what a verb printed before it failed.
void print_json_error(const char* code, const std::string& message, const std::string& where) {
    const nlohmann::ordered_json document{{"error", {{"code", code}, {"message", message}, {"where", where}}}};
    fmt::print(stderr, "{}\n", document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

int report_error(const Error& error, const Manner& manner) {
    if (manner.json) print_json_error(word(error.code), error.message, error.where);
    else fmt::print(stderr, "huegrid: {}\n", printable_lines(error_in(error, manner.language)));
    return error.code == ErrorCode::internal ? our_bug : at_fault;
}

std::vector<Verb> table(const std::vector<Verb>& more) {
    std::vector<Verb> verbs{import_verb(), recipe_verb(), rulebook_verb(), classify_verb(), explain_verb(), divide_verb(), grid_verb(), report_verb(), journal_verb(), undo_verb(), redo_verb(), check_verb(), copy_verb(), extract_verb(), erase_verb(), search_verb(),
                            household_verb(), room_verb(), estate_verb(), member_verb(), override_verb()};
    verbs.insert(verbs.end(), more.begin(), more.end());
    verbs.push_back(synth_verb());
    return verbs;
}

Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value) return std::string_view(value).starts_with("zh") ? Language::zh : Language::en;
    return Language::en;
}

Language language_of(int argc, const char* const* argv) {
    constexpr std::string_view option = "--language";
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const auto chosen = word == option && i + 1 < argc ? std::string_view(argv[i + 1]) : word.starts_with("--language=") ? word.substr(option.size() + 1) : "";
        if (chosen == "zh") return Language::zh;
        if (chosen == "en") return Language::en;
    }
    return language_of_environment();
}

Manner manner_of(int argc, const char* const* argv) {
    return {language_of(argc, argv), std::any_of(argv + 1, argv + argc, [](std::string_view word) { return word == "--json"; })};
}

/// CLI11 says only that something unexpected stood there; a mistyped verb deserves its nearest name.
std::string unknown_verb(int argc, const char* const* argv, int at, const std::vector<Verb>& verbs) {
    if (argc <= at || argv[at][0] == '-') return "";
    std::vector<std::string> names;
    for (const auto& verb : verbs) {
        if (verb.name == argv[at]) return verb.verbs.empty() ? "" : unknown_verb(argc, argv, at + 1, verb.verbs);
        names.push_back(verb.name);
    }
    const std::string before = at > 1 ? argv[at - 1] + std::string(" ") : "";
    return fmt::format("there is no verb '{}{}'{}", before, argv[at], did_you_mean(argv[at], names));
}

/// Only looked at here, so that it is in the help and a wrong one is refused; `language_of` reads it.
void add_language(CLI::App& app) {
    app.add_option_function<std::string>("--language", [](const std::string&) {}, "zh or en (default: the environment's)")->check(CLI::IsMember({"zh", "en"}));
}

/// An option whose value is empty was meant to have one: a script's variable that isn't set.
void refuse_empty_values(CLI::App& verb) {
    const CLI::Validator filled([](std::string& value) { return value.empty() ? std::string("it is empty; give it a value") : std::string(); }, "");
    for (auto* option : verb.get_options([](const CLI::Option* o) { return o->nonpositional() && o->get_items_expected_max() > 0; })) option->check(filled);
}

void add_verb(CLI::App& app, const Verb& verb, Body& chosen) {
    auto* sub = app.add_subcommand(verb.name, verb.summary);
    sub->footer("Example:\n  " + verb.example);
    add_language(*sub);
    for (const auto& inner : verb.verbs) add_verb(*sub, inner, chosen);
    if (!verb.verbs.empty()) sub->require_subcommand(1);
    else sub->callback([&chosen, body = verb.define(*sub)] { chosen = body; });
    refuse_empty_values(*sub);
}

/// Descriptions, headings and footer of a verb and those within it, as people read them.
void say_help_in(CLI::App& app, Language language) {
    app.description(help_in(app.get_description(), language));
    if (const auto footer = app.get_footer(); !footer.empty()) app.footer(help_in("Example:", language) + footer.substr(footer.find('\n')));
    for (auto* option : app.get_options()) {
        option->description(help_in(option->get_description(), language));
        option->group(help_in(option->get_group(), language));
    }
    for (auto* inner : app.get_subcommands({})) {
        inner->group(help_in(inner->get_group(), language));
        say_help_in(*inner, language);
    }
    for (const char* label : {"Usage", "OPTIONS", "Positionals", "REQUIRED", "SUBCOMMAND", "SUBCOMMANDS", "Needs", "Excludes", "TEXT", "INT", "UINT", "FLOAT"})
        app.get_formatter()->label(label, help_in(label, language));
}

/// The verb that was meant, and its whole name.
std::pair<const CLI::App*, std::string> verb_meant(const CLI::App* app) {
    std::string name = app->get_name();
    for (auto inner = app->get_subcommands(); !inner.empty(); inner = app->get_subcommands()) {
        app = inner.front();
        name += " " + app->get_name();
    }
    return {app, name};
}

/// What is wrong, and the example of the verb that was meant.
std::string usage_message(const CLI::App* top, const CLI::Error& error, Language language) {
    const auto [app, name] = verb_meant(top);
    const auto example = app->get_footer();
    return fmt::format("{}: {}\n{}{}{}\n", name, error_in(error.what(), language), example, example.empty() ? "" : "\n",
                       error_in(fmt::format("Run {} --help for all there is to say.", name), language));
}

}  // namespace

int run(int argc, const char* const* argv, const std::vector<Verb>& more) {
    // A file size limit is a full disk like any other: an error to report, not a signal to die of.
    std::signal(SIGXFSZ, SIG_IGN);
    CLI::App app{"Huegrid: grids, colours and a map for neighbourhood work"};
    app.name("huegrid");
    app.set_version_flag("--version", "huegrid 0.1.0");
    app.require_subcommand(1);
    const auto manner = manner_of(argc, argv);
    const auto language = manner.language;
    app.failure_message([language](const CLI::App* at, const CLI::Error& error) { return usage_message(at, error, language); });
    add_language(app);
    const auto verbs = table(more);
    Body chosen;
    for (const auto& verb : verbs) add_verb(app, verb, chosen);
    say_help_in(app, language);
    if (const auto unknown = unknown_verb(argc, argv, 1, verbs); !unknown.empty()) {
        if (manner.json) print_json_error("usage", unknown, app.get_name());
        else fmt::print(stderr, "huegrid: {}\n{}\n", error_in(unknown, language), error_in("Run huegrid --help for the verbs there are.", language));
        return usage;
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& stop) {
        if (manner.json && stop.get_exit_code() != 0) {
            print_json_error("usage", stop.what(), verb_meant(&app).second);
            return usage;
        }
        return app.exit(stop) == 0 ? done : usage;
    }
    try {
        const auto result = chosen(language);
        if (!result) return report_error(result.error(), manner);
        if (std::fflush(stdout) != 0 || !std::cout.flush())
            return report_error({ErrorCode::io, "what was to be printed could not be written; is the disk full? What the command does to its file is done", ""}, manner);
        return done;
    } catch (const std::exception& bug) {
        return report_error({ErrorCode::internal, fmt::format("a bug of ours, please report it: {}", bug.what()), ""}, manner);
    }
}

}  // namespace huegrid::cli
