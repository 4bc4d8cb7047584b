#include "engine/store/register/register.hpp"

#include <fmt/format.h>

#include "engine/store/database/read_file.hpp"
#include "engine/store/register/register_tables.hpp"

namespace huegrid::store {
namespace {

/// Everything of a row; what it refers to is joined as r0, r1 …
std::string select_rows(RegisterTable table, const std::vector<RegisterField>& fields) {
    std::string columns = "t.id, t.source_key, t.valid_from, t.valid_to", joins;
    for (std::size_t f = 0; f < fields.size(); ++f) {
        columns += ", t." + sql_name(fields[f].column);
        if (!fields[f].refers_to) continue;
        const auto r = fmt::format("r{}", f);
        columns += ", " + name_sql(*fields[f].refers_to, r);
        joins += fmt::format(" LEFT JOIN {0} {1} ON {1}.id = t.{2}", word(*fields[f].refers_to), r, fields[f].column);
    }
    if (table == RegisterTable::household) {
        columns += ", t.tier, t.may_be, t.rule, t.category, " + name_sql(RegisterTable::zone, "g") + ", " + name_sql(RegisterTable::zone, "c");
        joins += " LEFT JOIN zone g ON g.id = t.grid_id LEFT JOIN zone c ON c.id = t.community_id";
    }
    return fmt::format("SELECT {} FROM {} t{}", columns, word(table), joins);
}

RegisterRow read_row(const Statement& row, RegisterTable table, const std::vector<RegisterField>& fields) {
    const auto text = [&](int column) { return std::string(row.text(column)); };
    RegisterRow read;
    read.id = row.integer(0);
    read.source_key = text(1);
    read.valid_from = text(2);
    read.valid_to = text(3);
    int column = 4;
    for (const auto& field : fields) {
        read.values.push_back(value_at(row, column++, field.type));
        read.names.push_back(field.refers_to ? text(column++) : "");
    }
    if (table == RegisterTable::household)
        for (auto* cell : {&read.tier, &read.may_be, &read.rule, &read.category, &read.grid, &read.community}) *cell = text(column++);
    return read;
}

/// The query's conditions as SQL over `t`. Ids are numbers, words are bound, the condition was checked.
struct Where {
    std::string sql = "1";
    std::vector<std::string> bound;
    void add(const std::string& condition) { sql += " AND " + condition; }
    void add(const std::string& column, const std::string& wanted) {
        if (wanted.empty()) return;
        bound.push_back(wanted);
        add(fmt::format("t.{} = ?{}", column, bound.size()));
    }
};

Result<std::string> buildings_of(const Database& db, const RegisterQuery& query, RegisterTable by, const std::string& name) {
    const auto id = find_row(db, by, name);
    if (!id) return fail(id.error());
    const std::string column = query.table == RegisterTable::member ? "t.home_building_id" : query.table == RegisterTable::estate ? "" : "t.building_id";
    const auto buildings = by == RegisterTable::building ? fmt::format("{}", *id)
                           : by == RegisterTable::estate ? fmt::format("SELECT id FROM building WHERE estate_id = {}", *id)
                                                         : fmt::format("SELECT id FROM building WHERE zone_id IN ({})", zones_within_sql(*id));
    if (column.empty()) return fmt::format("t.id IN (SELECT estate_id FROM building WHERE id IN ({}))", buildings);
    return fmt::format("{} IN ({})", column, buildings);
}

Result<Where> where_of(const Database& db, const RegisterQuery& query) {
    Where where;
    where.add(query.rows_in == RowsIn::force ? "t.valid_to IS NULL" : "t.valid_to IS NOT NULL");
    const std::pair<RegisterTable, const std::string*> places[] = {
        {RegisterTable::zone, &query.zone}, {RegisterTable::building, &query.building}, {RegisterTable::estate, &query.estate}};
    for (const auto& [by, name] : places) {
        if (name->empty()) continue;
        auto condition = buildings_of(db, query, by, *name);
        if (!condition) return fail(std::move(condition.error()));
        where.add(*condition);
    }
    if (!query.tier.empty()) {
        auto key = tier_key(db, query.tier, TierUse::find);
        if (!key) return fail(std::move(key.error()));
        where.add("tier", *key);
    }
    where.add("kind", query.kind);
    where.add("occupancy", query.occupancy);
    // Its names are bare columns of household, so it stands in a query of its own.
    if (!query.condition.empty()) {
        try {
            (void)db.prepare(fmt::format("SELECT id FROM household WHERE ({})", query.condition));
        } catch (const SqlError& error) {
            if ((error.code & 0xff) != SQLITE_ERROR) throw;
            return fail(ErrorCode::bad_input, fmt::format("this condition is too long for a list: {}", sqlite3_errmsg(db.handle())));
        }
        where.add(fmt::format("t.id IN (SELECT id FROM household WHERE ({}))", query.condition));
    }
    return where;
}

Statement bound(const Database& db, const std::string& sql, const Where& where) {
    auto statement = db.prepare(sql);
    for (std::size_t i = 0; i < where.bound.size(); ++i) statement.bind(int(i) + 1, where.bound[i]);
    return statement;
}

std::vector<std::string> texts(Statement rows) {
    std::vector<std::string> found;
    while (rows.step()) found.emplace_back(rows.text(0));
    return found;
}

}  // namespace

Result<std::vector<RegisterField>> register_fields(const std::filesystem::path& path, RegisterTable table) {
    return reading(path, [&](const Database& db) -> Result<std::vector<RegisterField>> { return fields_of(db, table); });
}

Result<RegisterPage> register_rows(const std::filesystem::path& path, const RegisterQuery& query) {
    return reading(path, [&](const Database& db) -> Result<RegisterPage> {
        RegisterPage page{fields_of(db, query.table), {}, 0};
        const auto where = where_of(db, query);
        if (!where) return fail(where.error());
        auto count = bound(db, fmt::format("SELECT count(*) FROM {} t WHERE {}", word(query.table), where->sql), *where);
        if (count.step()) page.total = count.integer(0);
        auto rows = bound(db, fmt::format("{} WHERE {} ORDER BY t.id LIMIT {}", select_rows(query.table, page.fields), where->sql,
                                          query.limit > 0 ? query.limit : -1), *where);
        while (rows.step()) page.rows.push_back(read_row(rows, query.table, page.fields));
        return page;
    });
}

Result<RegisterPage> register_row(const std::filesystem::path& path, RegisterTable table, const std::string& name) {
    return reading(path, [&](const Database& db) -> Result<RegisterPage> {
        const auto id = find_row(db, table, name);
        if (!id) return fail(id.error());
        RegisterPage page{fields_of(db, table), {}, 1};
        auto row = db.prepare(select_rows(table, page.fields) + " WHERE t.id = ?");
        row.bind(1, *id);
        if (row.step()) page.rows.push_back(read_row(row, table, page.fields));
        return page;
    });
}

Result<std::map<std::string, Label>> tier_names(const std::filesystem::path& path) {
    return reading(path, [&](const Database& db) -> Result<std::map<std::string, Label>> {
        std::map<std::string, Label> names;
        auto tiers = db.prepare("SELECT key, name_zh, name_en FROM tier");
        while (tiers.step()) names.try_emplace(std::string(tiers.text(0)), Label{std::string(tiers.text(1)), std::string(tiers.text(2))});
        return names;
    });
}

Result<std::vector<Override>> overrides(const std::filesystem::path& path, std::int64_t household) {
    return reading(path, [&](const Database& db) -> Result<std::vector<Override>> {
        std::vector<Override> found;
        if (version_of(db) < 2) return found;
        auto rows = db.prepare("SELECT id, household_id, tier, reason, author, set_on, expires_on, ended_on FROM override "
                               "WHERE ?1 IN (0, household_id) ORDER BY id DESC");
        rows.bind(1, household);
        while (rows.step())
            found.push_back({rows.integer(0), rows.integer(1), std::string(rows.text(2)), std::string(rows.text(3)), std::string(rows.text(4)),
                             parse_date(rows.text(5)).value_or(Date{}), parse_date(rows.text(6)).value_or(Date{}), parse_date(rows.text(7))});
        return found;
    });
}

Result<RelatedRows> related_rows(const std::filesystem::path& path, RegisterTable table, std::int64_t id) {
    return reading(path, [&](const Database& db) -> Result<RelatedRows> {
        RelatedRows related;
        if (table == RegisterTable::estate) {
            auto rows = db.prepare("SELECT b.id, " + name_sql(RegisterTable::building, "b") +
                                   " FROM building b WHERE b.estate_id = ? AND b.valid_to IS NULL ORDER BY b.id");
            rows.bind(1, id);
            while (rows.step()) related.buildings.emplace_back(rows.integer(0), rows.text(1));
        }
        if (table == RegisterTable::member) {
            auto skills = db.prepare("SELECT skill FROM member_skill WHERE member_id = ? ORDER BY skill");
            skills.bind(1, id);
            related.skills = texts(std::move(skills));
            auto posts = db.prepare("SELECT p.key||' in '||z.id||' ('||coalesce(z.name, z.code, '')||') since '||a.since FROM assignment a "
                                    "JOIN post p ON p.id = a.post_id JOIN zone z ON z.id = a.zone_id "
                                    "WHERE a.member_id = ?1 AND (a.until IS NULL OR a.until > ?2) ORDER BY a.id");
            const auto present = to_text(today());
            related.posts = texts(std::move(posts.with(id, present)));
        }
        return related;
    });
}

}  // namespace huegrid::store
