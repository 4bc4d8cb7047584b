#include "engine/store/commands/spatial_attributes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "engine/store/commands/measure_layers.hpp"
#include "engine/store/commands/writer_impl.hpp"
#include "engine/store/database/attribute_columns.hpp"
#include "engine/store/database/read_file.hpp"
#include "engine/store/load/measured_columns.hpp"

namespace huegrid::store {
namespace {

// What a command touched: attributes and layers by name, buildings that lie elsewhere, households in another building. A
// trigger's OR IGNORE gives way to the ON CONFLICT of the statement that set it off, so each looks for itself.
constexpr std::string_view notes = R"sql(
CREATE TEMP TABLE touched_attribute (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE touched_layer (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE touched_building (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE touched_household (id INTEGER PRIMARY KEY);
CREATE TEMP TRIGGER watch_attribute_insert AFTER INSERT ON main.attribute WHEN new.formula IS NOT NULL
BEGIN INSERT INTO touched_attribute SELECT new.name EXCEPT SELECT name FROM touched_attribute; END;
CREATE TEMP TRIGGER watch_attribute_update AFTER UPDATE ON main.attribute WHEN (old.name, old.formula) IS NOT (new.name, new.formula)
BEGIN INSERT INTO touched_attribute SELECT old.name UNION SELECT new.name EXCEPT SELECT name FROM touched_attribute; END;
CREATE TEMP TRIGGER watch_attribute_delete AFTER DELETE ON main.attribute WHEN old.formula IS NOT NULL
BEGIN INSERT INTO touched_attribute SELECT old.name EXCEPT SELECT name FROM touched_attribute; END;
)sql";

constexpr std::string_view watch_homes = R"sql(
CREATE TEMP TRIGGER watch_building_insert AFTER INSERT ON main.building BEGIN INSERT INTO touched_building SELECT new.id WHERE new.id NOT IN (SELECT id FROM touched_building); END;
CREATE TEMP TRIGGER watch_building_update AFTER UPDATE OF nominal, surface_point, geom ON main.building
WHEN (old.nominal, old.surface_point, old.geom) IS NOT (new.nominal, new.surface_point, new.geom)
BEGIN INSERT INTO touched_building SELECT new.id WHERE new.id NOT IN (SELECT id FROM touched_building); END;
CREATE TEMP TRIGGER watch_household_insert AFTER INSERT ON main.household BEGIN INSERT INTO touched_household SELECT new.id WHERE new.id NOT IN (SELECT id FROM touched_household); END;
CREATE TEMP TRIGGER watch_household_update AFTER UPDATE OF building_id ON main.household WHEN old.building_id IS NOT new.building_id
BEGIN INSERT INTO touched_household SELECT new.id WHERE new.id NOT IN (SELECT id FROM touched_household); END;
)sql";

constexpr std::string_view watch_layer = R"sql(
CREATE TEMP TRIGGER watch_{0}_insert AFTER INSERT ON main.{0} BEGIN INSERT INTO touched_layer SELECT '{0}' UNION SELECT new.{1} EXCEPT SELECT name FROM touched_layer; END;
CREATE TEMP TRIGGER watch_{0}_update AFTER UPDATE OF {1}, valid_to, geom ON main.{0}
WHEN (old.{1}, old.valid_to IS NULL, old.geom) IS NOT (new.{1}, new.valid_to IS NULL, new.geom)
BEGIN INSERT INTO touched_layer SELECT '{0}' UNION SELECT old.{1} UNION SELECT new.{1} EXCEPT SELECT name FROM touched_layer; END;
CREATE TEMP TRIGGER watch_{0}_delete AFTER DELETE ON main.{0} BEGIN INSERT INTO touched_layer SELECT '{0}' UNION SELECT old.{1} EXCEPT SELECT name FROM touched_layer; END;
)sql";

std::set<std::string> names_in(const Database& db, std::string_view table) {
    std::set<std::string> names;
    auto rows = db.prepare(fmt::format("SELECT name FROM temp.{}", table));
    while (rows.step()) names.emplace(rows.text(0));
    return names;
}

/// A value for each building, as an SQL function of its id while it lives.
class MeasuredFunction {
public:
    MeasuredFunction(const Database& db, const Measured& attribute, const ByBuilding& numbers) : db_(db), attribute_(attribute), numbers_(numbers) {
        const auto call = [](sqlite3_context* context, int, sqlite3_value** arguments) {
            const auto& self = *static_cast<const MeasuredFunction*>(sqlite3_user_data(context));
            const auto value = value_of(self.attribute_, self.numbers_, sqlite3_value_int64(arguments[0]));
            if (const auto* real = std::get_if<double>(&value)) sqlite3_result_double(context, *real);
            else if (const auto* whole = std::get_if<std::int64_t>(&value)) sqlite3_result_int64(context, *whole);
        };
        if (const int code = sqlite3_create_function(db.handle(), "measured", 1, SQLITE_UTF8, this, call, nullptr, nullptr); code != SQLITE_OK)
            throw SqlError{code, sqlite3_errmsg(db.handle())};
    }
    ~MeasuredFunction() { sqlite3_create_function(db_.handle(), "measured", 1, SQLITE_UTF8, nullptr, nullptr, nullptr, nullptr); }
    MeasuredFunction(const MeasuredFunction&) = delete;
    MeasuredFunction& operator=(const MeasuredFunction&) = delete;

private:
    const Database& db_;
    const Measured& attribute_;
    const ByBuilding& numbers_;
};

void write(const Database& db, const std::vector<Measured>& attributes, const std::vector<ByBuilding>& numbers, std::string_view rows) {
    for (std::size_t a = 0; a < attributes.size(); ++a) {
        const MeasuredFunction function(db, attributes[a], numbers[a]);
        db.run(fmt::format("UPDATE household SET {0} = measured(building_id) WHERE {0} IS NOT measured(building_id) AND {1}", sql_name(attributes[a].name), rows));
    }
}

/// An attribute that the file no longer defines leaves an empty column behind.
void empty_forgotten(const Database& db, const std::set<std::string>& touched) {
    auto known = db.prepare("SELECT 1 FROM pragma_table_info('household') WHERE name = ?1 AND ?1 NOT IN (SELECT name FROM attribute)");
    for (const auto& name : touched) {
        known.reset();
        known.bind(1, name);
        if (known.step()) db.run(fmt::format("UPDATE household SET {0} = NULL WHERE {0} IS NOT NULL", sql_name(name)));
    }
}

/// Households in another building, and those of buildings that lie elsewhere. Who moved has what the neighbours have.
void keep_touched(const Database& db, const std::vector<Measured>& attributes) {
    std::vector<std::int64_t> homes;
    auto rows = db.prepare("SELECT id FROM temp.touched_building UNION SELECT building_id FROM household WHERE id IN (SELECT id FROM temp.touched_household) "
                           "AND building_id IS NOT NULL ORDER BY 1");
    while (rows.step()) homes.push_back(rows.integer(0));
    if (homes.empty() && !db.integer("SELECT 1 FROM temp.touched_household LIMIT 1")) return;
    std::vector<std::string> columns;
    for (const auto& attribute : attributes) columns.push_back(sql_name(attribute.name));
    auto neighbour = db.prepare(fmt::format("SELECT {} FROM household WHERE building_id = ?1 AND id NOT IN (SELECT id FROM temp.touched_household) "
                                            "AND ?1 NOT IN (SELECT id FROM temp.touched_building) LIMIT 1", fmt::join(columns, ", ")));
    std::vector<std::int64_t> alone;
    std::vector<std::vector<std::pair<std::int64_t, double>>> known(attributes.size());
    for (const auto home : homes) {
        neighbour.reset();
        neighbour.bind(1, home);
        if (!neighbour.step()) alone.push_back(home);
        else
            for (std::size_t a = 0; a < attributes.size(); ++a)
                if (!neighbour.is_null(int(a))) known[a].emplace_back(home, neighbour.real(int(a)));
    }
    neighbour.reset();  // no function changes under a statement that stands on a row
    auto numbers = alone.empty() ? std::vector<ByBuilding>(attributes.size()) : measure(db, attributes, alone);
    for (std::size_t a = 0; a < attributes.size(); ++a) {
        if (!homes.empty()) numbers[a].resize(std::size_t(homes.back()) + 1, std::numeric_limits<double>::quiet_NaN());
        for (const auto& [home, number] : known[a]) numbers[a][std::size_t(home)] = number;
    }
    write(db, attributes, numbers, "(id IN (SELECT id FROM temp.touched_household) OR building_id IN (SELECT id FROM temp.touched_building))");
}

}  // namespace

void watch_spatial(const Database& db) {
    db.run(std::string(notes));
    if (measured_attributes(db).empty()) return;  // one that comes is measured as a whole
    db.run(std::string(watch_homes));
    for (const auto& [table, word] : layer_tables(db))
        db.run(fmt::format(fmt::runtime(watch_layer), table, word.empty() ? "id" : word));  // an id is no layer's name
}

void keep_spatial_attributes(const Database& db) {
    const auto touched = names_in(db, "touched_attribute"), layers = names_in(db, "touched_layer");
    empty_forgotten(db, touched);
    std::vector<Measured> anew, others;
    for (auto& attribute : measured_attributes(db))
        (touched.contains(attribute.name) || layers.contains(attribute.formula.layer) ? anew : others).push_back(std::move(attribute));
    if (!anew.empty()) write(db, anew, measure(db, anew), "TRUE");
    if (!others.empty()) keep_touched(db, others);
}

Result<void> Writer::define(const std::vector<model::Attribute>& attributes) {
    return guarded(impl_->path, [&]() -> Result<void> {
        const auto& db = impl_->db;
        for (const auto& attribute : attributes)
            if (auto added = ensure_attribute_column(db, attribute); !added) return added;
        auto define = db.prepare(
            "INSERT INTO attribute(name, type, title_zh, title_en, unit, origin, sensitivity, purpose, formula) VALUES (?, ?, ?, ?, ?, 'spatial', 'internal', '', ?) "
            "ON CONFLICT(name) DO UPDATE SET title_zh = excluded.title_zh, title_en = excluded.title_en, unit = excluded.unit, formula = excluded.formula "
            "WHERE (title_zh, title_en, unit, formula) IS NOT (excluded.title_zh, excluded.title_en, excluded.unit, excluded.formula)");
        for (const auto& a : attributes)
            impl_->put(define.with(a.name, model::word(a.type), a.title.zh, a.title.en, a.unit, a.formula), "attribute");
        return {};
    });
}

Result<std::vector<model::AttributeColumn>> measured_columns(const std::filesystem::path& path, const model::Snapshot& snapshot,
                                                             const std::vector<model::Attribute>& attributes) {
    return reading(path, [&](const Database& db) -> Result<std::vector<model::AttributeColumn>> {
        std::vector<Measured> asked;
        std::vector<model::AttributeColumn> columns;
        for (const auto& attribute : attributes) {
            auto formula = conditions::parse_spatial(attribute.formula);
            if (!formula) return fail(ErrorCode::bad_input, fmt::format("attribute '{}': {}", attribute.name, formula.error().message));
            asked.push_back({attribute.name, std::move(*formula)});
            columns.emplace_back(attribute);
        }
        const auto numbers = measure(db, asked);
        auto rows = db.prepare("SELECT id, coalesce(building_id, 0) FROM household WHERE valid_to IS NULL ORDER BY id");
        std::int64_t id = 0;
        for (std::size_t row = 0; row < snapshot.households.size(); ++row) {
            const auto wanted = snapshot.households.ids[row];
            while (id < wanted) id = rows.step() ? rows.integer(0) : std::numeric_limits<std::int64_t>::max();
            const auto building = id == wanted ? rows.integer(1) : 0;
            for (std::size_t a = 0; a < asked.size(); ++a) columns[a].push_back(value_of(asked[a], numbers[a], building));
        }
        return columns;
    });
}

}  // namespace huegrid::store
