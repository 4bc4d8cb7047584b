#include "engine/cli/cli.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>

#include "engine/base/text.hpp"
#include "engine/cli/options.hpp"
#include "engine/cli/say.hpp"

namespace huegrid::cli {
namespace {

enum ExitCode { done = 0, at_fault = 1, usage = 2, our_bug = 3 };

int report_error(const Error& error) {
    fmt::print(stderr, "huegrid: {}\n", printable_lines(error.text()));
    return error.code == ErrorCode::internal ? our_bug : at_fault;
}

std::vector<Verb> table(const std::vector<Verb>& more) {
    std::vector<Verb> verbs{import_verb(), recipe_verb(), rulebook_verb(), classify_verb(), explain_verb(), divide_verb(), grid_verb(), report_verb(), journal_verb(), undo_verb(), redo_verb(), check_verb(), copy_verb(), extract_verb(), erase_verb(), search_verb(),
                            household_verb(), room_verb(), estate_verb(), member_verb(), override_verb()};
    verbs.insert(verbs.end(), more.begin(), more.end());
    verbs.push_back(synth_verb());
    return verbs;
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

using Chosen = std::function<Result<void>()>;

void add_verb(CLI::App& app, const Verb& verb, Chosen& chosen) {
    auto* sub = app.add_subcommand(verb.name, verb.summary);
    sub->footer("Example:\n  " + verb.example);
    for (const auto& inner : verb.verbs) add_verb(*sub, inner, chosen);
    if (!verb.verbs.empty()) sub->require_subcommand(1);
    else sub->callback([&chosen, body = verb.define(*sub)] { chosen = body; });
}

/// What is wrong, and the example of the verb that was meant.
std::string usage_message(const CLI::App* app, const CLI::Error& error) {
    std::string name = app->get_name();
    for (auto inner = app->get_subcommands(); !inner.empty(); inner = app->get_subcommands()) {
        app = inner.front();
        name += " " + app->get_name();
    }
    const auto example = app->get_footer();
    return fmt::format("{}: {}\n{}{}Run {} --help for all there is to say.\n", name, error.what(), example, example.empty() ? "" : "\n", name);
}

}  // namespace

int run(int argc, const char* const* argv, const std::vector<Verb>& more) {
    // A file size limit is a full disk like any other: an error to report, not a signal to die of.
    std::signal(SIGXFSZ, SIG_IGN);
    CLI::App app{"Huegrid: grids, colours and a map for neighbourhood work 互联网+色差管理"};
    app.name("huegrid");
    app.set_version_flag("--version", "huegrid 0.1.0");
    app.require_subcommand(1);
    app.failure_message(usage_message);
    const auto verbs = table(more);
    Chosen chosen;
    for (const auto& verb : verbs) add_verb(app, verb, chosen);
    if (const auto unknown = unknown_verb(argc, argv, 1, verbs); !unknown.empty()) {
        fmt::print(stderr, "huegrid: {}\nRun huegrid --help for the verbs there are.\n", unknown);
        return usage;
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& stop) {
        return app.exit(stop) == 0 ? done : usage;
    }
    try {
        const auto result = chosen();
        if (!result) return report_error(result.error());
        if (std::fflush(stdout) != 0 || !std::cout.flush())
            return report_error({ErrorCode::io, "what was to be printed could not be written; is the disk full? What the command does to its file is done", ""});
        return done;
    } catch (const std::exception& bug) {
        return report_error({ErrorCode::internal, fmt::format("a bug of ours, please report it: {}", bug.what()), ""});
    }
}

}  // namespace huegrid::cli
