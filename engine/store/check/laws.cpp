#include "engine/store/check/laws.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/model/fixed_words.hpp"
#include "engine/store/check/alike.hpp"
#include "engine/store/database/schema.hpp"

namespace huegrid::store {
namespace {

const Label use_copy{"恢复最近的完好备份，并报告此事：我们的命令不会这样做", "go back to the last good copy, and report it: no command of ours does this"};
const Label edit_or_copy{"有人用别的程序改过文件；请在那里改正，或恢复备份", "somebody changed the file with another program; put it right there or go back to a copy"};

std::vector<Law> zone_laws() {
    return {
        {"zones_coarser", Severity::wrong,
         "SELECT 'zone '||z.id FROM zone z JOIN zone p ON p.id = z.parent_id JOIN level lz ON lz.key = z.level "
         "JOIN level lp ON lp.key = p.level WHERE lp.rank >= lz.rank AND z.valid_to IS NULL",
         {"的上级区域层级不更高，区域可能首尾循环", "lies under a zone that isn't coarser, so the zones may go round in circles"}, edit_or_copy},
        {"zones_level", Severity::wrong, "SELECT 'zone '||id FROM zone WHERE level NOT IN (SELECT key FROM level)",
         {"的层级文件中没有", "has a level that the file doesn't know"}, edit_or_copy},
        {"zones_parent_in_force", Severity::note,
         "SELECT 'zone '||z.id FROM zone z JOIN zone p ON p.id = z.parent_id WHERE z.valid_to IS NULL AND p.valid_to IS NOT NULL",
         {"的上级区域已注销", "lies under a zone that has ended"}, {"导入取代它的区域", "import the zone that took its place"}},
    };
}

std::vector<Law> register_laws() {
    return {
        {"household_grid", Severity::wrong,
         "SELECT 'household '||h.id FROM household h LEFT JOIN building b ON b.id = h.building_id "
         "WHERE h.valid_to IS NULL AND (h.grid_id IS NOT b.grid_id OR h.community_id IS NOT b.community_id)",
         {"所在网格和社区与其楼栋不一致", "isn't in the grid and community of its building"}, {"任何一次导入都会重新归位；此前按网格的统计不准", "any import places it again; until then counts by grid are off"}},
        {"household_room", Severity::wrong,
         "SELECT 'household '||h.id FROM household h JOIN room r ON r.id = h.room_id "
         "WHERE h.valid_to IS NULL AND h.building_id IS NOT r.building_id",
         {"的房间属于另一栋楼", "is in a room of another building"}, {"用 `huegrid household set` 改其房间或楼栋", "set its room or its building with `huegrid household set`"}},
        {"household_building_in_force", Severity::note,
         "SELECT 'household '||h.id FROM household h JOIN building b ON b.id = h.building_id "
         "WHERE h.valid_to IS NULL AND b.valid_to IS NOT NULL",
         {"住在已注销的楼栋中", "lives in a building that has ended"}, {"用 `huegrid household set` 改其楼栋，或注销它", "set its building with `huegrid household set`, or end it"}},
        {"shared_door", Severity::note,
         fmt::format("SELECT 'household '||min(id)||' and '||max(id) FROM household WHERE {} GROUP BY {} HAVING count(*) > 1", behind_a_door, one_door),
         {"在同一门内", "are behind one door"}, {"合租即如此；否则用 `huegrid household end` 注销已搬走的一户", "a shared flat is so; else end the household that has left with `huegrid household end`"}},
        {"household_tier", Severity::wrong,
         "SELECT 'household '||id FROM household WHERE valid_to IS NULL AND ((tier IS NOT NULL AND tier NOT IN (SELECT key FROM tier)) OR "
         "(may_be IS NOT NULL AND may_be NOT IN (SELECT key FROM tier)))",
         {"的等级文件中没有", "has a tier that the file doesn't know"}, {"运行 `huegrid classify`", "run `huegrid classify`"}},
        {"household_category", Severity::wrong, "SELECT 'household '||h.id FROM household_category c JOIN household h ON h.id = c.household_id WHERE h.valid_to IS NULL AND c.category NOT IN (SELECT key FROM category)",
         {"的关注类别文件中没有", "has a category that the file doesn't know"}, {"运行 `huegrid classify`", "run `huegrid classify`"}},
        {"assignment_days", Severity::wrong, "SELECT 'assignment '||id FROM assignment WHERE until < since",
         {"结束早于开始", "ends before it begins"}, edit_or_copy},
        {"assignment_in_force", Severity::note,
         "SELECT 'assignment '||a.id FROM assignment a JOIN member m ON m.id = a.member_id "
         "WHERE m.valid_to IS NOT NULL AND (a.until IS NULL OR a.until > m.valid_to)",
         {"的服务人员已离任", "is held by a member whose service has ended"}, {"另找人任此岗", "fill the post with somebody else"}},
        {"override_days", Severity::wrong, "SELECT 'override '||id FROM override WHERE expires_on < set_on",
         {"在设定之前就已到期", "expires before it was set"}, edit_or_copy, 2},
    };
}

/// The version that brought a table.
std::int64_t since(std::string_view table) { return table == "area_feature" ? 5 : table == "defect" ? 2 : 1; }

std::vector<Law> table_laws() {
    std::vector<Law> laws;
    for (const auto table : sourced_tables()) {
        laws.push_back({fmt::format("{}_days", table), Severity::wrong,
                        fmt::format("SELECT '{0} '||id FROM {0} WHERE valid_to < valid_from", table), {"结束早于开始", "ends before it begins"}, edit_or_copy, since(table)});
        laws.push_back({fmt::format("{}_key", table), Severity::wrong,
                        fmt::format("SELECT '{0} '||min(id)||' and '||max(id) FROM {0} WHERE source_key IS NOT NULL "
                                    "GROUP BY source_key HAVING count(*) > 1", table),
                        {"来源标识相同", "have the same source key"}, use_copy, since(table)});
        laws.push_back({fmt::format("{}_key_index", table), Severity::wrong,
                        fmt::format("SELECT '{0}' WHERE NOT EXISTS (SELECT 1 FROM pragma_index_list('{0}') i, pragma_index_info(i.name) c "
                                    "WHERE i.\"unique\" AND c.name = 'source_key')", table),
                        {"缺少来源标识的索引", "has lost the index of its source keys"}, use_copy, since(table)});
    }
    for (const auto& table : feature_tables())
        laws.push_back({fmt::format("{}_rtree", table.name), Severity::wrong,
                        fmt::format("SELECT '{0} '||id FROM (SELECT id FROM {0} WHERE geom NOT NULL AND NOT ST_IsEmpty(geom) "
                                    "EXCEPT SELECT id FROM rtree_{0}_geom) UNION ALL "
                                    "SELECT 'spatial index of {0} '||id FROM (SELECT id FROM rtree_{0}_geom EXCEPT "
                                    "SELECT id FROM {0} WHERE geom NOT NULL AND NOT ST_IsEmpty(geom))", table.name),
                        {"空间索引与表不一致，地图上会缺", "the spatial index and the table disagree, so that maps miss it"},
                        {"用 QGIS 或 ogrinfo 重建索引，或恢复备份", "rebuild the index in QGIS or with ogrinfo, or go back to a copy"}, since(table.name)});
    return laws;
}

/// What `parse_instant` reads.
constexpr const char* is_time =
    "(date(substr({0}, 1, 10), '+0 days') = substr({0}, 1, 10) AND (length({0}) = 10 OR ({0} GLOB '??????????[T ][0-2][0-9]:[0-5][0-9]:[0-5][0-9]*' "
    "AND substr({0}, 12, 2) < '24' AND (substr({0}, 20) IN ('', 'Z') OR ({0} GLOB '???????????????????.*' AND ltrim(substr({0}, 21), '0123456789') IN ('', 'Z'))))))";

/// Columns that hold a word of a list.
std::vector<Law> word_laws() {
    std::vector<Law> laws;
    for (const auto& [table, column, words] : model::fixed_words()) {
        const auto name = fmt::format("{}_words", table);
        if (laws.empty() || laws.back().name != name) {
            const bool by_command = table == "household" || table == "member";
            laws.push_back({name, Severity::wrong, "", {"不是可用的词", "isn't one of the words for it"},
                            by_command ? Label{fmt::format("用 `huegrid {} set` 改正；已注销的请用别的程序改", table), fmt::format("set it with `huegrid {} set`; what has ended, with another program", table)} : edit_or_copy});
        }
        auto& law = laws.back();
        const auto other = table == "zone" ? ", ''" : "";  // only grids are of a kind
        law.sql += fmt::format("{4}SELECT '{0} '||id||', {1} '||{1} FROM {0} WHERE {1} NOT IN ('{2}'{3})", table, column, fmt::join(words, "', '"), other, law.sql.empty() ? "" : " UNION ALL ");
        law.what.zh += fmt::format("（{}：{}）", column, fmt::join(words, "、"));
        law.what.en += fmt::format(" ({}: {})", column, fmt::join(words, ", "));
    }
    return laws;
}

/// Columns by what they are declared to hold, but for attributes.
std::vector<Law> type_laws(const Database& db) {
    std::vector<std::string> tables{"assignment", "tier_change", "classification", "override", "rule_hold", "issue_event", "visit", "journal", "import_run", "level", "post", "issue_type"};
    for (const auto table : sourced_tables()) tables.emplace_back(table);
    auto columns = db.prepare("SELECT name FROM pragma_table_info(?1) WHERE type = ?2 AND (?1 <> 'household' OR name IN ('valid_from', 'valid_to', 'tier_since', 'visit_due'))");
    const auto law = [&](const char* name, const char* type, const char* is_one, Label what) {
        std::string sql;
        for (const auto& table : tables) {
            columns.reset();
            columns.with(table, type);
            while (columns.step())
                sql += fmt::format("{0}SELECT '{1} '||{3}||', {2}' FROM {1} WHERE {2} IS NOT NULL AND NOT coalesce({4}, 0)", sql.empty() ? "" : " UNION ALL ", table, columns.text(0),
                                   table == "rule_hold" ? "household_id" : "id", fmt::format(fmt::runtime(is_one), columns.text(0)));
        }
        return Law{name, Severity::wrong, sql.empty() ? "SELECT 1 WHERE 0" : sql, std::move(what), edit_or_copy};
    };
    return {law("dates", "DATE", "{0} = date({0}, '+0 days')", {"不是日期", "is no day as 2026-10-31"}),
            law("flags", "BOOLEAN", "{0} IN (0, 1)", {"不是 0 或 1", "is neither 0 nor 1"}),
            law("numbers", "INTEGER", "typeof({0}) = 'integer'", {"不是整数", "is no whole number"}),
            law("times", "DATETIME", is_time, {"不是时刻", "is no time as 2026-10-31T16:30:05Z"})};
}

/// What an attribute's cell isn't, as SQL.
std::string other_type(std::string_view column, std::string_view type) {
    const auto is = [&](const char* condition) { return fmt::format(fmt::runtime(condition), column); };
    if (type == "boolean") return is("{0} IS NOT NULL AND {0} IS NOT 0 AND {0} IS NOT 1");
    if (type == "integer") return is("typeof({0}) NOT IN ('null', 'integer') OR {0} = -9223372036854775808");
    if (type == "real") return is("typeof({0}) NOT IN ('null', 'real', 'integer')");
    if (type == "date") return is("{0} IS NOT NULL AND {0} IS NOT date({0}, '+0 days')");
    return is("typeof({0}) NOT IN ('null', 'text')");
}

/// One pass over the households for all attributes that have a column.
std::vector<Law> attribute_laws(const Database& db) {
    constexpr const char* lost = "SELECT 'attribute '||name FROM attribute WHERE name NOT IN (SELECT name FROM pragma_table_info('household'))";
    std::vector<Law> laws{{"attribute_column", Severity::wrong, lost, {"在户表中没有列", "has no column in household"}, edit_or_copy}};
    std::string which;
    try {
        auto attributes = db.prepare("SELECT name, type, quote(name) FROM attribute WHERE name IN (SELECT name FROM pragma_table_info('household')) ORDER BY name");
        while (attributes.step()) which += fmt::format(" WHEN {} THEN {}", other_type(sql_name(attributes.text(0)), attributes.text(1)), attributes.text(2));
    } catch (const SqlError&) {  // what is wrong with `attribute` is told when the law asks it again
    }
    if (!which.empty())
        laws.push_back({"household_value", Severity::wrong,
                        fmt::format("SELECT 'household '||id||', '||attribute FROM (SELECT id, CASE{} END AS attribute FROM household WHERE valid_to IS NULL) WHERE attribute IS NOT NULL", which),
                        {"的值与属性类型不符，分级时当作缺失", "isn't of the attribute's type, so that rules take it for missing"}, edit_or_copy});
    return laws;
}

/// SQLite's own checks, and what makes the file a GeoPackage.
std::vector<Law> format_laws() {
    return {
        {"integrity", Severity::wrong, "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
         {"SQLite 认为文件已损坏", "SQLite finds the file damaged"}, {"恢复最近的完好备份；`sqlite3 FILE .recover` 或可救回部分行", "go back to the last good copy; `sqlite3 FILE .recover` may save rows"}},
        {"foreign_keys", Severity::wrong, "SELECT \"table\"||' '||rowid||' -> '||parent FROM pragma_foreign_key_check",
         {"指向不存在的行", "points to a row that isn't there"}, use_copy},
        {"application_id", Severity::wrong,
         fmt::format("SELECT application_id FROM pragma_application_id WHERE application_id <> {}", geopackage_application_id),
         {"文件头不是 GeoPackage", "the header doesn't say GeoPackage"}, edit_or_copy},
        {"gpkg_contents", Severity::wrong,
         "SELECT table_name FROM gpkg_contents WHERE table_name NOT IN (SELECT name FROM sqlite_master)",
         {"列为图层而不存在", "is listed as a layer and isn't there"}, edit_or_copy},
        {"gpkg_geometry_columns", Severity::wrong,
         "SELECT table_name FROM gpkg_contents c WHERE data_type = 'features' AND NOT EXISTS "
         "(SELECT 1 FROM gpkg_geometry_columns g WHERE g.table_name = c.table_name AND g.srs_id = c.srs_id)",
         {"图层没有坐标系", "a layer without its coordinate system"}, edit_or_copy},
        {"schema_version", Severity::note,
         fmt::format("SELECT 'version '||value FROM huegrid_meta WHERE key = 'schema_version' AND CAST(value AS INTEGER) < {}", schema_version),
         {"由较旧的 Huegrid 写成", "was written by an older Huegrid"}, {"无需处理：第一个写入的命令会更新它", "nothing: the first command that writes brings it up to date"}},
    };
}

}  // namespace

std::vector<Law> laws_of(const Database& db) {
    auto laws = format_laws();
    for (auto more : {zone_laws(), register_laws(), table_laws(), word_laws(), type_laws(db), attribute_laws(db)})
        laws.insert(laws.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return laws;
}

}  // namespace huegrid::store
