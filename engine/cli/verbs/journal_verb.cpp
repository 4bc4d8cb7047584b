#include <fmt/format.h>
#include <fmt/ranges.h>

#include <limits>

#include "engine/cli/options.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/store/journal/journal_changes.hpp"
#include "engine/work/register/last_look.hpp"
#include "engine/work/words.hpp"

namespace huegrid::cli {
namespace {

struct JournalOptions {
    std::string file, since;
    std::size_t most = 50;
    bool changes = false, json = false;
};

using Entries = std::vector<store::JournalEntry>;
using Changes = std::map<std::string, store::RowCounts>;

/// Entries later than the last look, or than a day or instant; the newest first.
Result<Entries> entries_since(const std::string& file, const std::string& since) {
    auto entries = store::journal(file, std::size_t(std::numeric_limits<std::int64_t>::max()));
    if (!entries) return entries;
    if (since == "last") {
        const auto seen = work::last_look(file);
        std::erase_if(*entries, [&](const auto& e) { return e.id <= seen; });
        return entries;
    }
    const auto from = parse_instant(since);
    if (!from) return fail(ErrorCode::bad_input, fmt::format("'{}' is no time; write `last`, 2026-10-31 or 2026-10-31T08:30:00Z", since), "--since");
    std::erase_if(*entries, [&](const auto& e) { return parse_instant(e.at).value_or(Instant::max()) < *from; });
    return entries;
}

nlohmann::ordered_json as_json(const store::JournalEntry& e) {
    nlohmann::ordered_json entry{{"id", e.id}, {"at", e.at}, {"by", e.by}, {"verb", e.verb}, {"reason", e.reason},
                                 {"summary", e.summary}, {"can_be_undone", e.can_be_undone && !e.undone_by}};
    entry["undoes"] = e.undoes ? nlohmann::ordered_json(*e.undoes) : nullptr;
    entry["undone_by"] = e.undone_by ? nlohmann::ordered_json(*e.undone_by) : nullptr;
    return entry;
}

nlohmann::ordered_json as_json(const Changes& tables) {
    nlohmann::ordered_json document = nlohmann::ordered_json::object();
    for (const auto& [table, c] : tables)
        document[table] = {{"added", c.added}, {"changed", c.changed}, {"ended", c.ended}, {"removed", c.removed}, {"examples", c.examples}};
    return document;
}

void print(const store::JournalEntry& e, Language language) {
    const auto taken_back = Label{"（已由 #{} 撤回）", " (taken back by #{})"}.in(language);
    say(fmt::runtime(language == Language::zh ? "#{} {} {} {}：{}{}{}\n" : "#{} {} {} {}: {}{}{}\n"), e.id, work::wall_clock(e.at), printable(e.by), work::verb_title(e.verb, language), printable(work::summary_in(e.summary, language)),
        e.reason.empty() ? "" : " — " + printable(e.reason), e.undone_by ? fmt::format(fmt::runtime(taken_back), *e.undone_by) : "");
}

void print(const Changes& tables, Language language) {
    const bool zh = language == Language::zh;
    for (const auto& [table, c] : tables) {
        std::string counts;
        for (const auto& [what, rows] : {std::pair(Label{" 新增 {}，", " {} added,"}, c.added), std::pair(Label{" 更改 {}，", " {} changed,"}, c.changed),
                                         std::pair(Label{" 注销 {}，", " {} ended,"}, c.ended), std::pair(Label{" 删除 {}，", " {} removed,"}, c.removed)})
            if (rows > 0) counts += fmt::format(fmt::runtime(what.in(language)), rows);
        say(fmt::runtime(zh ? "    {}：{}如 {}\n" : "    {}:{} such as {}\n"), zh ? work::table_title(table, language) + " " + table : table, counts, fmt::join(c.examples, zh ? "、" : ", "));
    }
}

}  // namespace

Verb journal_verb() {
    return {"journal", "What was done to a file, by whom and when; the newest first", "huegrid journal li.gpkg --since last --changes", [](CLI::App& app) {
                auto options = std::make_shared<JournalOptions>();
                add_file(app, options->file);
                app.add_option("--most", options->most, "how many entries, without --since")->capture_default_str();
                app.add_option("--since", options->since, "a day, an instant, or `last`: all since you asked with `last` before");
                app.add_flag("--changes", options->changes, "also the rows each entry added, changed, ended or removed");
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    const auto entries = options->since.empty() ? store::journal(options->file, options->most) : entries_since(options->file, options->since);
                    if (!entries) return fail(entries.error());
                    auto list = nlohmann::ordered_json::array();
                    for (const auto& e : *entries) {
                        auto document = as_json(e);
                        if (!options->json) print(e, language);
                        if (options->changes) {
                            const auto changes = store::changes_of(options->file, e.id);
                            if (!changes) return fail(changes.error());
                            document["changes"] = as_json(*changes);
                            if (!options->json) print(*changes, language);
                        }
                        list.push_back(std::move(document));
                    }
                    if (options->json) print_json(list);
                    else if (entries->empty()) say("{}\n", language == Language::zh ? "此后没有操作" : "nothing was done since");
                    if (options->since == "last" && !entries->empty()) return work::remember_look(options->file, entries->front().id);
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
