#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/cli/options.hpp"
#include "engine/cli/say.hpp"
#include "engine/cli/terminal.hpp"
#include "engine/work/check.hpp"

namespace huegrid::cli {
namespace {

struct CheckOptions {
    std::string file;
    bool json = false;
};

void print(const store::CheckResult& result, const std::string& file, Language language) {
    const bool zh = language == Language::zh;
    for (const auto& f : result.findings)
        say("{:<6}{}: {} {}{}\n      {}\n", title(f.severity).in(language), f.law, fmt::join(f.places, ", "), f.what.in(language),
            std::size_t(f.rows) > f.places.size() ? fmt::format(fmt::runtime(zh ? "(共 {})" : " ({} in all)"), f.rows) : "", f.todo.in(language));
    if (result.in_order()) say(fmt::runtime(zh ? "{} 完好(查了 {} 条规律)\n" : "{} is in order ({} laws looked at)\n"), file, result.laws);
}

nlohmann::ordered_json as_json(const store::CheckResult& result) {
    auto findings = nlohmann::ordered_json::array();
    for (const auto& f : result.findings)
        findings.push_back({{"severity", word(f.severity)}, {"law", f.law}, {"rows", f.rows}, {"places", f.places}, {"what", f.what.en}, {"todo", f.todo.en}});
    return {{"in_order", result.in_order()}, {"laws", result.laws}, {"findings", findings}};
}

}  // namespace

Verb check_verb() {
    return {"check", "Look whether a file is whole and keeps its own laws; exit 1 when something is wrong", "huegrid check li.gpkg",
            [](CLI::App& app) {
                auto options = std::make_shared<CheckOptions>();
                add_file(app, options->file);
                add_json(app, options->json);
                const auto language = add_language_option(app);
                return [options, language]() -> Result<void> {
                    auto result = [&] {
                        const Terminal terminal;
                        return work::check(options->file, terminal.progress());
                    }();
                    if (!result) return fail(std::move(result.error()));
                    if (options->json) print_json(as_json(*result));
                    else print(*result, options->file, language());
                    if (!result->in_order()) return fail(ErrorCode::bad_input, "something is wrong with this file, as listed", options->file);
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
