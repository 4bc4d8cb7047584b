#include "engine/cli/options.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "engine/work/register.hpp"

namespace huegrid::cli {
namespace {

/// Who is at the keyboard, as the system knows them; a claim like any name given with --as.
std::string system_user() {
    const passwd* entry = ::getpwuid(::getuid());
    return entry && entry->pw_name ? entry->pw_name : "unknown";
}

Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value)
            return std::string_view(value).starts_with("zh") ? Language::zh : Language::en;
    return Language::en;
}

}  // namespace

void add_file(CLI::App& app, std::string& file) { app.add_option("FILE", file, "the Huegrid file")->required(); }
void add_json(CLI::App& app, bool& json) { app.add_flag("--json", json, "print the result as JSON"); }

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

std::function<Language()> add_language_option(CLI::App& app) {
    auto chosen = std::make_shared<std::string>();
    app.add_option("--language", *chosen, "zh or en (default: the environment's)")->check(CLI::IsMember({"zh", "en"}));
    return [chosen] { return chosen->empty() ? language_of_environment() : *chosen == "zh" ? Language::zh : Language::en; };
}

}  // namespace huegrid::cli
