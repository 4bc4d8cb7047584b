#include "engine/cli/options.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "engine/work/register/register.hpp"
#include "engine/work/words.hpp"

namespace huegrid::cli {
namespace {

/// Who is at the keyboard, as the system knows them; a claim like any name given with --as.
std::string system_user() {
    const passwd* entry = ::getpwuid(::getuid());
    return entry && entry->pw_name ? entry->pw_name : "unknown";
}

}  // namespace

void add_file(CLI::App& app, std::string& file) { app.add_option("FILE", file, "the Huegrid file")->required(); }
void add_json(CLI::App& app, bool& json) { app.add_flag("--json", json, "print the result as JSON"); }

CLI::Option* add_code(CLI::App& app, const std::string& name, std::string& code, const std::string& description, std::span<const std::string_view> codes) {
    return app.add_option(name, code, description)->transform([codes = std::vector<std::string>(codes.begin(), codes.end())](const std::string& text) {
        auto meant = work::code_meant(codes, text);
        if (meant.empty()) throw CLI::ValidationError(fmt::format("'{}' isn't understood; it is one of {}", text, work::codes_known(codes, Language::en)));
        return meant;
    });
}

void CommandOptions::add_to(CLI::App& app) {
    add_file(app, file);
    app.add_option("--as", user, "who does this (a claim; default: the system's user name)");
    app.add_option("--reason", reason, "why, for the journal");
    app.add_flag("--dry-run", dry_run, "say what would happen and change nothing");
    app.add_option("--wait", wait_seconds, "seconds to wait for another writer")->default_val(5.0)->check([](const std::string& text) {
        const double seconds = std::strtod(text.c_str(), nullptr);
        return seconds >= 0 && seconds <= 86400 ? std::string() : "'" + text + "' is no number of seconds from 0 to 86400";
    });
}

void ViewOptions::add_to(CLI::App& app) {
    add_file(app, command.file);
    auto* reason = app.add_option("--reason", command.reason, "why personal fields are looked at, for the journal");
    app.add_flag("--reveal", reveal, "show names, phones, doors and personal attributes in full; the journal says so")->needs(reason);
    app.add_option("--as", command.user, "who looks (a claim; default: the system's user name)");
}

Result<bool> ViewOptions::may_show(const std::string& what) const {
    if (!reveal) return false;
    auto entry = work::reveal(command.command(), what);
    if (!entry) return fail(std::move(entry.error()));
    return true;
}

std::string CommandOptions::note(Language language) const {
    return !dry_run ? "" : Label{"（试运行：未写入任何内容）", " (dry run: nothing was written)"}.in(language);
}

work::Command CommandOptions::command() const {
    return {file, {user.empty() ? system_user() : user, reason}, dry_run ? work::Mode::dry_run : work::Mode::carry_out,
            std::chrono::milliseconds(std::int64_t(wait_seconds * 1000))};
}

void print_json(const nlohmann::ordered_json& document) {
    std::cout << document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

Result<Date> date_option(const std::string& text, const std::string& option) {
    if (text.empty()) return today();
    if (const auto date = parse_date(text)) return *date;
    return fail(ErrorCode::bad_input, fmt::format("'{}' is no date; write it as 2026-10-31", text), option);
}

}  // namespace huegrid::cli
