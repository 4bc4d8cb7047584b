#include "engine/work/register/register.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/base/text.hpp"
#include "engine/conditions/language/expression.hpp"
#include "engine/conditions/sql/sql.hpp"

namespace huegrid::work {
namespace {

/// Runs `change` inside a command. It returns what to say of it in the journal, or "" when nothing changed.
template <class Change>
Result<std::int64_t> carry_out(const Command& command, const std::string& verb, Change change) {
    auto writer = store::Writer::open(command.file, {verb, command.actor, command.wait});
    if (!writer) return fail(std::move(writer.error()));
    Result<std::string> summary = change(*writer);
    if (!summary) return fail(std::move(summary.error()));
    if (summary->empty() || command.mode == Mode::dry_run) return 0;
    return writer->commit(*summary);
}

/// The names of what changed; never the values, which the journal would keep.
std::string names_of(const std::vector<store::CellChange>& changes) {
    std::vector<std::string> names;
    for (const auto& change : changes) names.push_back(change.field.name);
    return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<model::Attribute> rule_columns(const std::vector<store::RegisterField>& fields) {
    std::vector<model::Attribute> columns;
    for (const auto& field : fields) {
        if (model::is_household_column(field.column)) continue;
        model::Attribute attribute;
        attribute.name = field.column;
        attribute.type = field.type;
        columns.push_back(attribute);
    }
    return columns;
}

}  // namespace

Result<store::RegisterPage> list_register(const std::filesystem::path& file, const store::RegisterQuery& query) {
    auto asked = query;
    if (!query.condition.empty()) {
        auto fields = store::register_fields(file, store::RegisterTable::household);
        if (!fields) return fail(std::move(fields.error()));
        const auto columns = rule_columns(*fields);
        auto read = conditions::read_condition(query.condition, "--where", columns);
        if (!read) return fail(std::move(read.error()));
        auto sql = conditions::to_sql(*read->syntax(), conditions::Dialect::sqlite, today());
        if (!sql) return fail(std::move(sql.error()));
        asked.condition = std::move(*sql);
    }
    return store::register_rows(file, asked);
}

void mask(store::RegisterPage& page) {
    for (std::size_t f = 0; f < page.fields.size(); ++f) {
        const auto personal = page.fields[f].personal;
        if (personal == store::Personal::no) continue;
        for (auto& row : page.rows) {
            auto& value = row.values[f];
            if (std::holds_alternative<std::monostate>(value)) continue;
            const auto text = model::to_text(value);
            value = personal == store::Personal::name    ? masked_name(text)
                    : personal == store::Personal::phone ? masked_phone(text)
                    : personal == store::Personal::door  ? masked_door(text)
                                                         : std::string("***");
            if (!row.names[f].empty()) row.names[f] = "***";
        }
    }
}

Result<std::int64_t> reveal(const Command& command, const std::string& what) {
    if (trimmed(command.actor.reason).empty())
        return fail(ErrorCode::bad_input, "personal fields are shown with a reason, which the journal keeps; give it with --reason", command.file.string());
    return carry_out(command, "reveal", [&](store::Writer&) -> Result<std::string> { return what; });
}

Result<RegisterChange> add_to_register(const Command& command, store::RegisterTable table, const std::vector<std::string>& texts) {
    const auto fields = store::register_fields(command.file, table);
    if (!fields) return fail(fields.error());
    const auto cells = read_cells(*fields, texts);
    if (!cells) return fail(cells.error());
    RegisterChange change;
    auto entry = carry_out(command, fmt::format("{} add", store::word(table)), [&](store::Writer& writer) -> Result<std::string> {
        auto edited = store::add_row(writer, table, *cells);
        if (!edited) return fail(std::move(edited.error()));
        change.edited = std::move(*edited);
        return fmt::format("{} {}: {}", store::word(table), change.edited.id, names_of(change.edited.changes));
    });
    if (!entry) return fail(std::move(entry.error()));
    change.journal_entry = *entry;
    return change;
}

Result<RegisterChange> set_in_register(const Command& command, store::RegisterTable table, const std::string& row,
                                       const std::vector<std::string>& texts) {
    const auto fields = store::register_fields(command.file, table);
    if (!fields) return fail(fields.error());
    const auto cells = read_cells(*fields, texts);
    if (!cells) return fail(cells.error());
    RegisterChange change;
    auto entry = carry_out(command, fmt::format("{} set", store::word(table)), [&](store::Writer& writer) -> Result<std::string> {
        auto edited = store::set_cells(writer, table, row, *cells);
        if (!edited) return fail(std::move(edited.error()));
        change.edited = std::move(*edited);
        return change.edited.changes.empty() ? "" : fmt::format("{} {}: {}", store::word(table), change.edited.id, names_of(change.edited.changes));
    });
    if (!entry) return fail(std::move(entry.error()));
    change.journal_entry = *entry;
    return change;
}

Result<store::Ended> end_in_register(const Command& command, store::RegisterTable table, const std::string& row, Date on) {
    if (on > today()) return fail(ErrorCode::bad_input, fmt::format("{} is still to come; a row ends today or ended before", to_text(on)));
    store::Ended result;
    auto entry = carry_out(command, fmt::format("{} end", store::word(table)), [&](store::Writer& writer) -> Result<std::string> {
        auto ended = store::end_row(writer, table, row, on);
        if (!ended) return fail(std::move(ended.error()));
        result = std::move(*ended);
        return fmt::format("{} {} ended on {}{}", store::word(table), result.id, to_text(on),
                           result.posts.empty() ? "" : fmt::format(", {} assignments with it", result.posts.size()));
    });
    if (!entry) return fail(std::move(entry.error()));
    return result;
}

Result<std::int64_t> change_estate_buildings(const Command& command, const std::string& estate, const EstateBuildings& buildings) {
    std::int64_t moved = 0;
    auto entry = carry_out(command, "estate set", [&](store::Writer& writer) -> Result<std::string> {
        for (const auto& [names, membership] : {std::pair(&buildings.into, store::Membership::into), std::pair(&buildings.out_of, store::Membership::out_of)}) {
            auto changed = store::move_buildings(writer, estate, *names, membership);
            if (!changed) return fail(std::move(changed.error()));
            moved += *changed;
        }
        return moved == 0 ? "" : fmt::format("estate {}: {} buildings", estate, moved);
    });
    if (!entry) return fail(std::move(entry.error()));
    return moved;
}

Result<store::Override> set_override(const Command& command, const std::string& household, const std::string& tier, int days) {
    store::Override result;
    auto entry = carry_out(command, "override set", [&](store::Writer& writer) -> Result<std::string> {
        auto set = store::set_override(writer, household, tier, command.actor, today(), days);
        if (!set) return fail(std::move(set.error()));
        result = std::move(*set);
        return fmt::format("household {}: {} until {}", result.household, result.tier, to_text(result.expires_on));
    });
    if (!entry) return fail(std::move(entry.error()));
    return result;
}

Result<store::Override> end_override(const Command& command, const std::string& household) {
    store::Override result;
    auto entry = carry_out(command, "override end", [&](store::Writer& writer) -> Result<std::string> {
        auto ended = store::end_override(writer, household, today());
        if (!ended) return fail(std::move(ended.error()));
        result = std::move(*ended);
        return fmt::format("household {}: {} taken back", result.household, result.tier);
    });
    if (!entry) return fail(std::move(entry.error()));
    return result;
}

}  // namespace huegrid::work
