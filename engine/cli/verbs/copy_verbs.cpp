/// copy, extract, erase: what leaves a file, and what is taken out of it for good.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/cli/options.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/cli/print/terminal.hpp"
#include "engine/store/commands/erase.hpp"
#include "engine/store/copies/copies.hpp"
#include "engine/work/words.hpp"

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

const std::vector<Label> out_of_reach{
    {"此文件的副本和备份，以及由它导出的文件和报表", "copies and backups of this file, exports and reports made from it"},
    {"当初导入的名单：今后导入会略过此行并作说明；但若名单中此人用另一个标识，仍会被导入",
     "the lists it was imported from: an import passes this row over from now on and says so, but a list that has the person under another key brings it in"},
    {"各人作为操作理由写下的文字，以及导入报告", "what people typed as a reason of a command, and import reports"}};

nlohmann::ordered_json as_json(const store::Erased& erased) {
    auto beyond = nlohmann::ordered_json::array();
    for (const auto& place : out_of_reach) beyond.push_back(place.en);
    return {{"id", erased.id}, {"fields", erased.fields}, {"notes", erased.notes}, {"entries_closed", erased.entries_closed},
            {"journal_entry", erased.journal_entry}, {"swept", erased.not_swept.empty()}, {"out_of_reach", beyond}};
}

}  // namespace

Verb copy_verb() {
    return {"copy", "A safe copy of a file, also while others write it; never over another file", "huegrid copy li.gpkg li-2026-10-31.gpkg",
            [](CLI::App& app) {
                auto options = std::make_shared<CopyOptions>();
                add_file(app, options->command.file);
                app.add_option("NEW", options->to, "the copy's name")->required();
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    const auto copied = [&] {
                        const Terminal terminal(language);
                        return store::make_copy(options->command.file, options->to, terminal.progress());
                    }();
                    if (!copied) return fail(copied.error());
                    if (options->json) print_json({{"file", options->to}, {"bytes", std::filesystem::file_size(options->to)}});
                    else say(fmt::runtime(language == Language::zh ? "已将 {} 复制为 {}\n" : "copied {} to {}\n"), options->command.file, options->to);
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
                return [options](Language language) -> Result<void> {
                    const auto extracted = [&] {
                        const Terminal terminal(language);
                        return store::extract_zone(options->command.file, options->to, options->zone, options->command.command().actor, terminal.progress());
                    }();
                    if (!extracted) return fail(extracted.error());
                    if (options->json) {
                        print_json({{"file", options->to}, {"zone", extracted->zone}, {"rows", extracted->rows}});
                        return {};
                    }
                    for (const char* table : {"zone", "building", "room", "household", "member", "issue", "visit"})
                        if (const auto rows = extracted->rows.find(table); rows != extracted->rows.end()) say("{:>9} {}\n", rows->second, language == Language::zh ? work::table_title(table, language) : table);
                    say(fmt::runtime(language == Language::zh ? "{} 已摘出到 {}\n" : "{} is in {}\n"), extracted->zone, options->to);
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
                add_code(app, "TABLE", options->table, "household or member", std::array<std::string_view, 2>{"household", "member"})->required();
                app.add_option("ROW", options->row, "its id or source key")->required();
                app.get_option("--reason")->required();
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    const auto asked = options->command.command();
                    const auto table = options->table == "member" ? store::RegisterTable::member : store::RegisterTable::household;
                    const auto erased = store::erase_person(asked.file, {"erase", asked.actor, asked.wait}, table, options->row,
                                                            options->command.dry_run ? store::Erasing::rehearsed : store::Erasing::for_good);
                    if (!erased) return fail(erased.error());
                    if (options->json) {
                        print_json(as_json(*erased));
                        return {};
                    }
                    const bool zh = language == Language::zh;
                    const auto fields = erased->fields.empty() ? std::string(zh ? "无" : "nothing") : fmt::format("{}", fmt::join(erased->fields, zh ? "、" : ", "));
                    say(fmt::runtime(zh ? "{} {}：清空 {}，以及 {} 条备注{}\n" : "{} {}: blanked {} and {} notes{}\n"), zh ? store::title(table).zh : options->table, erased->id, fields,
                        erased->notes, options->command.note(language));
                    say(fmt::runtime(zh ? "{} 条操作记录不能再撤销\n" : "{} journal entries can't be undone any more\n"), erased->entries_closed);
                    if (!erased->not_swept.empty())
                        say(fmt::runtime(zh ? "文件之内或旁边可能还有残留（{}）；无人使用文件时请再执行一次 `erase`\n"
                                            : "some of it may still be in or beside the file ({}); run `erase` again when nobody uses the file\n"),
                            erased->not_swept);
                    for (const auto& place : out_of_reach) say("{}{}\n", zh ? "触及不到：" : "out of reach: ", place.in(language));
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
