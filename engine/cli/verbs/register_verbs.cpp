/// household, room, estate, member: list, show, add, set, end. One shape for all four tables.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/cli/options.hpp"
#include "engine/cli/print/register_print.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/model/fixed_words.hpp"

namespace huegrid::cli {
namespace {

using store::RegisterTable;

/// What differs between the tables: examples, and the fields that `add` has options for.
struct TableVerbs {
    RegisterTable table;
    std::string summary;
    std::string add_example, set_example, list_example;
    std::vector<std::string> add_options;
};

struct ListOptions {
    ViewOptions view;
    store::RegisterQuery query;
    bool ended = false, json = false;
};

struct ShowOptions {
    ViewOptions view;
    std::string row;
    bool json = false;
};

struct EditOptions {
    CommandOptions command;
    std::string row, on;
    std::vector<std::string> cells;
    std::map<std::string, std::string> given;  ///< by field
    work::EstateBuildings buildings;
    bool json = false;
};

/// 户 17, household 17.
std::string named(RegisterTable table, std::int64_t id, Language language) {
    return fmt::format("{} {}", language == Language::zh ? store::title(table).zh : std::string(store::word(table)), id);
}

/// A household, an estate.
std::string one(RegisterTable table) {
    const auto word = store::word(table);
    return fmt::format("{} {}", word.starts_with('e') ? "an" : "a", word);
}

Verb list_of(const TableVerbs& of) {
    return {"list", fmt::format("List {}s, those in force unless --ended", store::word(of.table)), of.list_example, [of](CLI::App& app) {
                auto options = std::make_shared<ListOptions>();
                auto& query = options->query;
                query.table = of.table;
                options->view.add_to(app);
                app.add_option("--zone,--grid", query.zone, "in this zone: its id, name or code");
                app.add_option("--building", query.building, "in this building: id, source key, name or address");
                app.add_option("--estate", query.estate, "in this estate: id, source key or name");
                if (of.table == RegisterTable::household) {
                    app.add_option("--where", query.condition, "a condition as rulebooks write it: \"oldest_age >= 80 AND living_alone\"");
                    app.add_option("--tier", query.tier, "in this tier: its key or name");
                    add_code(app, "--occupancy", query.occupancy, "own, let, vacant or registered", model::words_of("household", "occupancy"));
                    add_code(app, "--kind", query.kind, "home, shop or enterprise", model::words_of("household", "kind"));
                }
                if (of.table == RegisterTable::member)
                    add_code(app, "--kind", query.kind, "party_member, grid_worker, volunteer or building_captain", model::words_of("member", "kind"));
                app.add_option("--limit", query.limit, "at most so many; 0 for all")->capture_default_str()->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}));
                app.add_flag("--ended", options->ended, "those that have ended instead");
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    auto& asked = options->query;
                    asked.rows_in = options->ended ? store::RowsIn::ended : store::RowsIn::force;
                    auto page = work::list_register(options->view.command.file, asked);
                    if (!page) return fail(std::move(page.error()));
                    const auto shown = options->view.may_show(fmt::format("a list of {} {}s", page->rows.size(), store::word(asked.table)));
                    if (!shown) return fail(shown.error());
                    if (!*shown) work::mask(*page);
                    if (!options->json) {
                        const auto tiers = store::tier_names(options->view.command.file);
                        if (!tiers) return fail(tiers.error());
                        print_list(*page, asked.table, *tiers, language);
                        return {};
                    }
                    auto rows = nlohmann::ordered_json::array();
                    for (const auto& row : page->rows) rows.push_back(as_json(*page, row, asked.table));
                    print_json({{"total", page->total}, {fmt::format("{}s", store::word(asked.table)), rows}});
                    return {};
                };
            }};
}

/// What belongs to the row and isn't a cell of it.
Result<nlohmann::ordered_json> related(const std::string& file, RegisterTable table, std::int64_t id) {
    nlohmann::ordered_json document = nlohmann::ordered_json::object();
    if (table == RegisterTable::household) {
        auto overrides = store::overrides(file, id);
        if (!overrides) return fail(std::move(overrides.error()));
        auto list = nlohmann::ordered_json::array();
        for (const auto& o : *overrides) list.push_back(as_json(o, today()));
        document["overrides"] = list;
    }
    if (table == RegisterTable::estate || table == RegisterTable::member) {
        auto rows = store::related_rows(file, table, id);
        if (!rows) return fail(std::move(rows.error()));
        if (table == RegisterTable::member) document = {{"skills", rows->skills}, {"posts", rows->posts}};
        else {
            auto list = nlohmann::ordered_json::array();
            for (const auto& [building, name] : rows->buildings) list.push_back({{"id", building}, {"name", name}});
            document["buildings"] = list;
        }
    }
    return document;
}

void print_related(const nlohmann::ordered_json& document, const TierNames& tiers, Language language) {
    const bool zh = language == Language::zh;
    if (document.contains("overrides"))
        for (const auto& o : document["overrides"])
            say(fmt::runtime(zh ? "  人工调级 {} {}，至 {}，由 {}：{}{}\n" : "  override {} {} until {} by {}: {}{}\n"), o["id"].get<int>(), tier_shown(tiers, o["tier"].get<std::string>(), language), o["expires_on"].get<std::string>(),
                printable(o["author"].get<std::string>()), printable(o["reason"].get<std::string>()), o["in_force"].get<bool>() ? "" : zh ? "（已失效）" : " (no longer in force)");
    for (const auto& [list, title] : {std::pair("skills", Label{"专长", "skills"}), std::pair("posts", Label{"岗位", "posts"})})
        if (document.contains(list))
            for (const auto& item : document[list]) say("  {} {}\n", title.in(language), item.get<std::string>());
    if (document.contains("buildings"))
        for (const auto& b : document["buildings"]) say("  {} {} {}\n", zh ? "楼栋" : "building", b["id"].get<std::int64_t>(), b["name"].get<std::string>());
}

Verb show_of(const TableVerbs& of) {
    return {"show", fmt::format("All that is known of one {}", store::word(of.table)), fmt::format("huegrid {} show li.gpkg 17", store::word(of.table)),
            [of](CLI::App& app) {
                auto options = std::make_shared<ShowOptions>();
                options->view.add_to(app);
                app.add_option("ROW", options->row, "its id or source key")->required();
                add_json(app, options->json);
                return [options, of](Language language) -> Result<void> {
                    const auto& file = options->view.command.file;
                    auto page = store::register_row(file, of.table, options->row);
                    if (!page) return fail(std::move(page.error()));
                    const auto id = page->rows.front().id;
                    const auto tiers = store::tier_names(file);
                    if (!tiers) return fail(tiers.error());
                    auto more = related(file, of.table, id);
                    if (!more) return fail(std::move(more.error()));
                    const auto shown = options->view.may_show(fmt::format("{} {}", store::word(of.table), id));
                    if (!shown) return fail(shown.error());
                    if (!*shown) work::mask(*page);
                    if (options->json) {
                        auto document = as_json(*page, page->rows.front(), of.table);
                        document.update(*more);
                        print_json(document);
                    } else {
                        print_row(*page, of.table, *tiers, language);
                        print_related(*more, *tiers, language);
                    }
                    return {};
                };
            }};
}

Result<void> print_change(const Result<work::RegisterChange>& change, const EditOptions& options, RegisterTable table, const Label& what, Language language) {
    if (!change) return fail(change.error());
    if (options.json) {
        auto document = as_json(change->edited);
        document["journal_entry"] = change->journal_entry;
        print_json(document);
        return {};
    }
    const bool zh = language == Language::zh;
    if (change->edited.changes.empty()) {
        say(fmt::runtime(zh ? "{} 本来如此\n" : "{} is so already\n"), named(table, change->edited.id, language));
        return {};
    }
    say("{} {}{}\n", named(table, change->edited.id, language), what.in(language), options.command.note(language));
    for (const auto& c : change->edited.changes) {
        const bool hidden = c.field.personal != store::Personal::no;
        const auto text = [&](const model::Value& value) {
            const auto plain = value_text(c.field, value, language);
            return plain.empty() ? std::string("-") : hidden ? "***" : plain;
        };
        if (zh) say("  {} {}：{} → {}\n", title_of(c.field, language), c.field.name, text(c.before), text(c.after));
        else say("  {}: {} -> {}\n", c.field.name, text(c.before), text(c.after));
    }
    if (const auto& others = change->edited.alike; !others.empty()) {
        const auto ids = fmt::format("{}", fmt::join(others, zh ? "、" : ", "));
        if (table == RegisterTable::household)
            say(fmt::runtime(zh ? "  同一门内：户 {}；合租即如此，否则请注销已搬走的一户\n" : "  behind the same door: household {}; a shared flat is so, else end the one that has left\n"), ids);
        else if (zh) say("  同名{}：{} {}；如属同一个，请撤销\n", table == RegisterTable::member ? "同电话" : "", store::title(table).zh, ids);
        else say("  of the same name{}: {} {}; if it is the same, undo this\n", table == RegisterTable::member ? " and telephone" : "", store::word(table), ids);
    }
    return {};
}

Verb add_of(const TableVerbs& of) {
    return {"add", fmt::format("A new {}, in force from today", store::word(of.table)), of.add_example, [of](CLI::App& app) {
                auto options = std::make_shared<EditOptions>();
                options->command.add_to(app);
                for (const auto& field : of.add_options) {
                    auto option = field;
                    std::replace(option.begin(), option.end(), '_', '-');
                    app.add_option("--" + option, options->given[field], "the field " + field);
                }
                app.add_option("CELLS", options->cells, "FIELD=VALUE, any other field; `show --json` lists them all");
                add_json(app, options->json);
                return [options, of](Language language) -> Result<void> {
                    auto cells = options->cells;
                    for (const auto& [field, value] : options->given)
                        if (!value.empty()) cells.push_back(field + "=" + value);
                    return print_change(work::add_to_register(options->command.command(), of.table, cells), *options, of.table, {"已新增", "added"}, language);
                };
            }};
}

Verb set_of(const TableVerbs& of) {
    return {"set", fmt::format("Set fields of one {}; FIELD= empties one", store::word(of.table)), of.set_example, [of](CLI::App& app) {
                auto options = std::make_shared<EditOptions>();
                options->command.add_to(app);
                app.add_option("ROW", options->row, "its id or source key")->required();
                auto* cells = app.add_option("CELLS", options->cells, "FIELD=VALUE …");
                if (of.table == RegisterTable::estate) {
                    app.add_option("--add-building", options->buildings.into, "buildings that belong to it from now on; several with commas")->delimiter(',');
                    app.add_option("--drop-building", options->buildings.out_of, "buildings that no longer do")->delimiter(',');
                } else {
                    cells->required();
                }
                add_json(app, options->json);
                return [options, of](Language language) -> Result<void> {
                    const auto& buildings = options->buildings;
                    if (buildings.into.empty() && buildings.out_of.empty())
                        return print_change(work::set_in_register(options->command.command(), of.table, options->row, options->cells), *options, of.table, {"已修改", "changed"}, language);
                    if (!options->cells.empty()) return fail(ErrorCode::bad_input, "set fields and move buildings in two commands");
                    const auto moved = work::change_estate_buildings(options->command.command(), options->row, buildings);
                    if (!moved) return fail(moved.error());
                    if (options->json) print_json({{"buildings", *moved}});
                    else say(fmt::runtime(language == Language::zh ? "已更改 {} 栋楼{}\n" : *moved == 1 ? "{} building changed{}\n" : "{} buildings changed{}\n"), *moved, options->command.note(language));
                    return {};
                };
            }};
}

nlohmann::ordered_json as_json(const store::Ended& ended, Date on) {
    auto posts = nlohmann::ordered_json::array();
    for (const auto& p : ended.posts) {
        auto issues = nlohmann::ordered_json::array();
        for (const auto& i : p.issues) issues.push_back({{"id", i.id}, {"title", i.title}, {"due_at", i.due_at.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(i.due_at)}});
        posts.push_back({{"post", p.name.in(Language::zh)}, {"post_key", p.key}, {"zone", p.zone}, {"others", p.others}, {"vacant", p.others == 0},
                         {"open_issues", p.open_issues}, {"issues", issues}});
    }
    return {{"id", ended.id}, {"ended_on", to_text(on)}, {"posts", posts}};
}

void print_post(const store::Ended::Post& post, Language language) {
    const bool zh = language == Language::zh;
    const auto& name = post.name.in(language).empty() ? post.key : post.name.in(language);
    const auto held = post.others == 0 ? std::string(zh ? "现空缺" : "vacant now") : fmt::format(fmt::runtime(zh ? "另有 {} 人在岗" : "{} others hold it"), post.others);
    say(fmt::runtime(zh ? "  {1} {0}：{2}；未结事项 {3} 件\n" : "  {} in {}: {}; {} open issues there\n"), name, post.zone, held, post.open_issues);
    for (const auto& issue : post.issues)
        say("    #{} {}{}\n", issue.id, printable(issue.title),
            issue.due_at.empty() ? "" : fmt::format(fmt::runtime(zh ? "，期限 {}" : ", due {}"), issue.due_at.substr(0, 10)));
    if (const auto more = post.open_issues - std::int64_t(post.issues.size()); more > 0) say(fmt::runtime(zh ? "    另有 {} 件\n" : "    and {} more\n"), more);
}

Verb end_of(const TableVerbs& of) {
    const auto summary = of.table == RegisterTable::member ? std::string("End a member's service and assignments, and say what is left open")
                                                           : fmt::format("End {}; it is kept with its last day", one(of.table));
    return {"end", summary, fmt::format("huegrid {} end li.gpkg 17 --reason 'moved away'", store::word(of.table)), [of](CLI::App& app) {
                auto options = std::make_shared<EditOptions>();
                options->command.add_to(app);
                app.add_option("ROW", options->row, "its id or source key")->required();
                app.add_option("--on", options->on, "the day it ended, 2026-10-31 (default: today)");
                add_json(app, options->json);
                return [options, of](Language language) -> Result<void> {
                    const auto on = date_option(options->on, "--on");
                    if (!on) return fail(on.error());
                    const auto ended = work::end_in_register(options->command.command(), of.table, options->row, *on);
                    if (!ended) return fail(ended.error());
                    if (options->json) {
                        print_json(as_json(*ended, *on));
                        return {};
                    }
                    say(fmt::runtime(language == Language::zh ? "{} 已于 {} 注销{}\n" : "{} ended on {}{}\n"), named(of.table, ended->id, language), to_text(*on), options->command.note(language));
                    for (const auto& post : ended->posts) print_post(post, language);
                    return {};
                };
            }};
}

Verb group(const TableVerbs& of) {
    return {std::string(store::word(of.table)), of.summary, of.list_example, {}, {list_of(of), show_of(of), add_of(of), set_of(of), end_of(of)}};
}

}  // namespace

Verb household_verb() {
    return group({RegisterTable::household, "Households: list, show, add, set, end",
                  "huegrid household add li.gpkg --building B3 --unit 2 --door 501 --occupancy let --contact-name 张三 oldest_age=34",
                  "huegrid household set li.gpkg 17 occupancy=vacant contact_name= contact_phone= --reason 'moved out'",
                  "huegrid household list li.gpkg --grid 第一网格 --where \"oldest_age >= 80 AND living_alone\"",
                  {"building", "room", "unit", "floor", "door", "kind", "occupancy", "contact_name", "contact_phone"}});
}

Verb room_verb() {
    return group({RegisterTable::room, "Rooms: list, show, add, set, end", "huegrid room add li.gpkg --building B3 --unit 2 --floor 5 --door 501",
                  "huegrid room set li.gpkg 812 door=502", "huegrid room list li.gpkg --building B3", {"building", "unit", "floor", "door", "address"}});
}

Verb estate_verb() {
    return group({RegisterTable::estate, "Estates: list, show, add, set, end; which buildings belong to one", "huegrid estate add li.gpkg --name 风华苑",
                  "huegrid estate set li.gpkg 风华苑 --add-building B3,B4", "huegrid estate list li.gpkg", {"name"}});
}

Verb member_verb() {
    return group({RegisterTable::member, "Members who serve: list, show, add, set, end", "huegrid member add li.gpkg --name 王芳 --kind volunteer --phone 19900001111",
                  "huegrid member set li.gpkg 5 phone=19900002222", "huegrid member list li.gpkg --kind volunteer", {"name", "phone", "kind", "home", "consents"}});
}

}  // namespace huegrid::cli
