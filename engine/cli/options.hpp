/// @file options.hpp
/// Options that several verbs share, and how they print.
///
/// Layer    cli, inside only.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "engine/cli/cli.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::cli {

/// FILE, --as, --reason, --dry-run, --wait: what every verb takes that writes.
struct CommandOptions {
    std::string file, user, reason;
    bool dry_run = false;
    double wait_seconds = 5;

    void add_to(CLI::App& app);
    [[nodiscard]] work::Command command() const;
    /// That nothing was written, to be put behind what was said; "" unless it is a dry run.
    [[nodiscard]] std::string note(Language language) const;
};

/// FILE and --reveal with its --reason: what every verb takes that shows persons.
struct ViewOptions {
    CommandOptions command;
    bool reveal = false;

    void add_to(CLI::App& app);
    /// With --reveal, journals that `what` is about to be shown. True when it may be shown unmasked.
    [[nodiscard]] Result<bool> may_show(const std::string& what) const;
};

void add_file(CLI::App& app, std::string& file);
void add_json(CLI::App& app, bool& json);

/// An option or argument that is one of `codes`, or what they are called in either language: 自住 is own.
CLI::Option* add_code(CLI::App& app, const std::string& name, std::string& code, const std::string& description, std::span<const std::string_view> codes);

/// Prints a document on stdout, Chinese as it is.
void print_json(const nlohmann::ordered_json& document);

/// A date given as an option. Fails  bad_input naming the option.
[[nodiscard]] Result<Date> date_option(const std::string& text, const std::string& option);

/// The verbs of this room, in the order of `huegrid --help`.
[[nodiscard]] Verb import_verb();
[[nodiscard]] Verb recipe_verb();
[[nodiscard]] Verb rulebook_verb();
[[nodiscard]] Verb classify_verb();
[[nodiscard]] Verb explain_verb();
[[nodiscard]] Verb divide_verb();
[[nodiscard]] Verb grid_verb();
[[nodiscard]] Verb report_verb();
[[nodiscard]] Verb journal_verb();
[[nodiscard]] Verb undo_verb();
[[nodiscard]] Verb redo_verb();
[[nodiscard]] Verb check_verb();
[[nodiscard]] Verb copy_verb();
[[nodiscard]] Verb extract_verb();
[[nodiscard]] Verb erase_verb();
[[nodiscard]] Verb search_verb();
[[nodiscard]] Verb household_verb();
[[nodiscard]] Verb room_verb();
[[nodiscard]] Verb estate_verb();
[[nodiscard]] Verb member_verb();
[[nodiscard]] Verb override_verb();
[[nodiscard]] Verb synth_verb();

}  // namespace huegrid::cli
