#include <fmt/format.h>

#include "engine/cli/options.hpp"
#include "engine/cli/print/explain_print.hpp"
#include "engine/cli/print/terminal.hpp"
#include "engine/store/register/register.hpp"

namespace huegrid::cli {
namespace {

struct ExplainOptions {
    ViewOptions view;
    std::string household, as_of;
    bool json = false;
};

}  // namespace

Verb explain_verb() {
    return {"explain", "Say why a household has its tier, since when, and what is missing to be sure", "huegrid explain li.gpkg 4711 --language en",
            [](CLI::App& app) {
                auto options = std::make_shared<ExplainOptions>();
                options->view.add_to(app);
                app.add_option("HOUSEHOLD", options->household, "its id or source key")->required();
                app.add_option("--as-of", options->as_of, "the day that counts as today, 2026-10-31 (default: the one it was classified on)");
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    std::optional<Date> as_of;
                    if (!options->as_of.empty()) {
                        const auto day = date_option(options->as_of, "--as-of");
                        if (!day) return fail(day.error());
                        as_of = *day;
                    }
                    const auto& file = options->view.command.file;
                    const auto row = store::register_row(file, store::RegisterTable::household, options->household);
                    if (!row) return fail(row.error().code, row.error().message, file);
                    const auto id = row->rows.front().id;
                    const auto personal = options->view.may_show(fmt::format("household {} with the values its tier rests on", id));
                    if (!personal) return fail(personal.error());
                    Result<work::Why> why;
                    {
                        const Terminal terminal(language);
                        why = work::explain(file, HouseholdId{id}, as_of, terminal.progress());
                    }
                    if (!why) return fail(std::move(why.error()));
                    note_newer_attributes(why->imported_after, why->as_of, language);
                    if (options->json) print_json(as_json(*why, id, {language, *personal}));
                    else print(*why, id, {language, *personal});
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
