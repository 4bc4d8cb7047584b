/// copy, extract, erase: what leaves a file, and what is taken out of it for good.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/cli/options.hpp"
#include "engine/cli/say.hpp"
#include "engine/cli/terminal.hpp"
#include "engine/store/copies.hpp"
#include "engine/store/erase.hpp"

namespace huegrid::cli {
namespace {

struct CopyOptions {
    CommandOptions command;
    std::string to, zone;
    bool json = false;
};

struct EraseOptions {
    CommandOptions command;
    std::string table, row;
    bool json = false;
};

const std::vector<std::string> out_of_reach{
    "copies and backups of this file, exports and reports made from it", "the lists it was imported from: an import passes this row over from now on and says so, but a list that has the person under another key brings it in",
    "what people typed as a reason of a command, and import reports"};

nlohmann::ordered_json as_json(const store::Erased& erased) {
    return {{"id", erased.id}, {"fields", erased.fields}, {"notes", erased.notes}, {"entries_closed", erased.entries_closed},
            {"journal_entry", erased.journal_entry}, {"swept", erased.not_swept.empty()}, {"out_of_reach", out_of_reach}};
}

}  // namespace

Verb copy_verb() {
    return {"copy", "A safe copy of a file, also while others write it; never over another file", "huegrid copy li.gpkg li-2026-10-31.gpkg",
            [](CLI::App& app) {
                auto options = std::make_shared<CopyOptions>();
                add_file(app, options->command.file);
                app.add_option("NEW", options->to, "the copy's name")->required();
                add_json(app, options->json);
                return [options]() -> Result<void> {
                    const auto copied = [&] {
                        const Terminal terminal;
                        return store::make_copy(options->command.file, options->to, terminal.progress());
                    }();
                    if (!copied) return fail(copied.error());
                    if (options->json) print_json({{"file", options->to}, {"bytes", std::filesystem::file_size(options->to)}});
                    else say("copied {} to {}\n", options->command.file, options->to);
                    return {};
                };
            }};
}

Verb extract_verb() {
    return {"extract", "A new file with one zone only: what lies in it, and the outlines above it", "huegrid extract li.gpkg grid1.gpkg --zone 第一网格",
            [](CLI::App& app) {
                auto options = std::make_shared<CopyOptions>();
                add_file(app, options->command.file);
                app.add_option("NEW", options->to, "the new file's name")->required();
                app.add_option("--zone,--grid", options->zone, "the zone: its id, source key, name or code")->required();
                app.add_option("--as", options->command.user, "who does this (a claim; default: the system's user name)");
                app.add_option("--reason", options->command.reason, "why, for the new file's journal");
                add_json(app, options->json);
                return [options]() -> Result<void> {
                    const auto extracted = [&] {
                        const Terminal terminal;
                        return store::extract_zone(options->command.file, options->to, options->zone, options->command.command().actor, terminal.progress());
                    }();
                    if (!extracted) return fail(extracted.error());
                    if (options->json) {
                        print_json({{"file", options->to}, {"zone", extracted->zone}, {"rows", extracted->rows}});
                        return {};
                    }
                    for (const char* table : {"zone", "building", "room", "household", "member", "issue", "visit"})
                        if (const auto rows = extracted->rows.find(table); rows != extracted->rows.end()) say("{:>9} {}\n", rows->second, table);
                    say("{} is in {}\n", extracted->zone, options->to);
                    return {};
                };
            }};
}

Verb erase_verb() {
    return {"erase", "Take a person out of the file for good; it can't be undone, nor can what was done before it",
            "huegrid erase li.gpkg household 17 --reason '本人要求'", [](CLI::App& app) {
                auto options = std::make_shared<EraseOptions>();
                auto& command = options->command;
                command.add_to(app);
                app.add_option("TABLE", options->table, "household or member")->required()->check(CLI::IsMember({"household", "member"}));
                app.add_option("ROW", options->row, "its id or source key")->required();
                app.get_option("--reason")->required();
                add_json(app, options->json);
                return [options]() -> Result<void> {
                    const auto asked = options->command.command();
                    const auto table = options->table == "member" ? store::RegisterTable::member : store::RegisterTable::household;
                    const auto erased = store::erase_person(asked.file, {"erase", asked.actor, asked.wait}, table, options->row,
                                                            options->command.dry_run ? store::Erasing::rehearsed : store::Erasing::for_good);
                    if (!erased) return fail(erased.error());
                    if (options->json) {
                        print_json(as_json(*erased));
                        return {};
                    }
                    say("{} {}: blanked {}{} and {} notes{}\n", options->table, erased->id, fmt::join(erased->fields, ", "),
                        erased->fields.empty() ? "nothing" : "", erased->notes, options->command.dry_run ? " (dry run: nothing was written)" : "");
                    say("{} journal entries can't be undone any more\n", erased->entries_closed);
                    if (!erased->not_swept.empty())
                        say("some of it may still be in or beside the file ({}); run `erase` again when nobody uses the file\n", erased->not_swept);
                    for (const auto& place : out_of_reach) say("out of reach: {}\n", place);
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
