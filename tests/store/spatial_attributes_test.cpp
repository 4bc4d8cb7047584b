/// The attributes measured from the buildings to the layers of the file, against GEOS.
#include "engine/store/load/measured_columns.hpp"

#include <ogr_geometry.h>

#include <random>

#include "engine/store/commands/register_writer.hpp"
#include "engine/store/register/register_tables.hpp"
#include "tests/geo/by_ogr.hpp"
#include "tests/store/classes_fixture.hpp"

namespace huegrid::store::test {
namespace {

model::Attribute measured(const char* name, model::AttributeType type, const char* formula) {
    model::Attribute a;
    a.name = name;
    a.type = type;
    a.title = {name, name};
    a.origin = model::Origin::spatial;
    a.formula = formula;
    return a;
}
const std::vector<model::Attribute> all_three{measured("hydrant_m", model::AttributeType::real, "distance_to(hydrant)"),
                                              measured("flooded", model::AttributeType::boolean, "within(flood_zone)"),
                                              measured("near", model::AttributeType::integer, "count_within(hydrant, 60)")};

class SpatialAttributes : public ClassesTest {
protected:
    template <class Do>
    void command(const char* verb, const Do& what) const {
        auto writer = Writer::open(file, {verb, {"tester", ""}});
        ASSERT_TRUE(writer) << writer.error().text();
        what(*writer);
        ASSERT_TRUE(writer->commit(verb));
    }
    void define(const std::vector<model::Attribute>& attributes) const {
        command("classify", [&](Writer& writer) { ASSERT_TRUE(writer.define(attributes)); });
    }
    /// An import of only these rows.
    void bring(const model::Batch& batch) const {
        command("import", [&](Writer& writer) {
            ASSERT_TRUE(writer.begin_import("some", ""));
            const auto written = writer.write(batch);
            ASSERT_TRUE(written) << written.error().text();
            ASSERT_TRUE(writer.place());
        });
    }
    [[nodiscard]] std::string columns() const { return said("SELECT hydrant_m, flooded, near FROM household ORDER BY id"); }

    /// What GEOS says of what is in the file now, as `columns` writes it.
    [[nodiscard]] std::string by_geos() const {
        struct Row {
            geo::Shape shape, at;
            bool nominal = false;
        };
        std::map<std::int64_t, Row> buildings;
        std::vector<geo::Shape> hydrants, floods;
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        const auto each = [&](const char* sql, auto use) {
            sqlite3_stmt* rows = nullptr;
            EXPECT_EQ(sqlite3_prepare_v2(db, sql, -1, &rows, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
            while (sqlite3_step(rows) == SQLITE_ROW) use(rows);
            sqlite3_finalize(rows);
        };
        const auto shape = [](sqlite3_stmt* rows, int column) {
            const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(rows, column));
            return geo::from_geometry_blob({bytes, std::size_t(sqlite3_column_bytes(rows, column))}).value_or(geo::Shape{});
        };
        each("SELECT id, geom, surface_point, coalesce(nominal, 0) FROM building WHERE geom IS NOT NULL", [&](sqlite3_stmt* r) {
            buildings[sqlite3_column_int64(r, 0)] = {shape(r, 1), shape(r, 2), sqlite3_column_int(r, 3) != 0};
        });
        each("SELECT geom FROM service_point WHERE kind = 'hydrant' AND valid_to IS NULL", [&](sqlite3_stmt* r) { hydrants.push_back(shape(r, 0)); });
        each("SELECT geom FROM area_feature WHERE kind = 'flood_zone' AND valid_to IS NULL", [&](sqlite3_stmt* r) { floods.push_back(shape(r, 0)); });
        std::string text;
        each("SELECT coalesce(building_id, 0) FROM household ORDER BY id", [&](sqlite3_stmt* r) {
            if (!text.empty()) text += '\n';
            const auto home = buildings.find(sqlite3_column_int64(r, 0));
            if (home == buildings.end()) return void(text += "-|-|-");
            const auto from = geo::by_ogr(home->second.nominal ? home->second.at : home->second.shape);
            double nearest = -1;
            int near = 0, inside = 0;
            for (const auto& hydrant : hydrants) {
                const double metres = std::round(from->Distance(geo::by_ogr(hydrant).get()) * 100) / 100;
                nearest = nearest < 0 ? metres : std::min(nearest, metres);
                near += metres <= 60;
            }
            for (const auto& flood : floods) inside |= geo::by_ogr(flood)->Intersects(geo::by_ogr(home->second.at).get());
            text += (hydrants.empty() ? std::string("-") : sql_real(db, nearest)) + "|" + std::to_string(inside) + "|" + std::to_string(near);
        });
        sqlite3_close(db);
        return text;
    }

private:
    static std::string sql_real(sqlite3* db, double number) {
        sqlite3_stmt* as_text = nullptr;
        sqlite3_prepare_v2(db, "SELECT CAST(? AS TEXT)", -1, &as_text, nullptr);
        sqlite3_bind_double(as_text, 1, number);
        sqlite3_step(as_text);
        const std::string text = reinterpret_cast<const char*>(sqlite3_column_text(as_text, 0));
        sqlite3_finalize(as_text);
        return text;
    }
};

model::Batch hydrants(std::vector<std::pair<std::int64_t, geo::WorldPoint>> at) {
    model::Batch batch;
    for (const auto& [id, point] : at) batch.service_points.push_back({ServicePointId{id}, "hydrant" + std::to_string(id), "hydrant", "", {}, geo::make_point(point)});
    return batch;
}

// Would catch 17 kept as the text '17' in a column whose first declaration was taken back: rules and SQL would answer differently.
TEST_F(SpatialAttributes, AColumnThatWasTakenBackIsDeclaredAsTheNextOneNeeds) {
    make_village();
    define({measured("near", model::AttributeType::text, "distance_to(hydrant)")});
    undo();
    const auto before = all_rows();
    define({measured("near", model::AttributeType::integer, "count_within(hydrant, 60)")});
    EXPECT_EQ(said("SELECT type FROM pragma_table_info('household') WHERE name = 'near'"), "INTEGER");
    EXPECT_EQ(said("SELECT DISTINCT typeof(near) FROM household WHERE near IS NOT NULL"), "integer");
    EXPECT_EQ(said("PRAGMA integrity_check"), "ok");
    const auto after = all_rows();
    undo();
    EXPECT_EQ(all_rows(), before);
    redo();
    EXPECT_EQ(all_rows(), after);
    // What somebody else keeps under that name isn't ours to take.
    undo();
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
    sqlite3_exec(db, "UPDATE household SET near = 3 WHERE id = 1", nullptr, nullptr, nullptr);
    sqlite3_close(db);
    auto writer = Writer::open(file, {"classify", {"tester", ""}});
    ASSERT_TRUE(writer);
    const auto refused = writer->define({measured("near", model::AttributeType::text, "distance_to(hydrant)")});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("not empty"), std::string::npos);
}

TEST_F(SpatialAttributes, AreColumnsOfTheHouseholdsAndGoWithTheirDefinition) {
    make_village();
    bring(hydrants({{10, {0, 50}}}));
    define(all_three);
    EXPECT_EQ(columns(), "60.0|0|1\n110.0|0|0\n150.0|0|0\n250.0|0|0\n-|-|-") << "from the wall of each building; none without one";
    const auto s = load();
    const auto* column = s->households.attribute("hydrant_m");
    ASSERT_TRUE(column);
    EXPECT_EQ(column->attribute.formula, "distance_to(hydrant)");
    EXPECT_EQ(column->value(0), model::Value{60.0});
    undo();
    EXPECT_EQ(columns(), "-|-|-\n-|-|-\n-|-|-\n-|-|-\n-|-|-");
    EXPECT_EQ(rows("SELECT 1 FROM attribute WHERE formula IS NOT NULL"), 0);
    redo();
    EXPECT_EQ(columns(), by_geos());
}

// Would catch a rulebook that can't measure anything else under a name it has used.
TEST_F(SpatialAttributes, AnotherFormulaMeasuresAnew) {
    make_village();
    bring(hydrants({{10, {0, 50}}}));
    define(all_three);
    auto other = all_three;
    other[2].formula = "count_within(hydrant, 1000)";
    define(other);
    EXPECT_EQ(columns(), "60.0|0|1\n110.0|0|1\n150.0|0|1\n250.0|0|1\n-|-|-");
    define(all_three);
    EXPECT_EQ(columns(), "60.0|0|1\n110.0|0|0\n150.0|0|0\n250.0|0|0\n-|-|-");
}

TEST_F(SpatialAttributes, OfAnEmptyLayerTheDistanceIsMissingAndTheCountNone) {
    make_village();
    define(all_three);
    EXPECT_EQ(columns(), "-|0|0\n-|0|0\n-|0|0\n-|0|0\n-|-|-");
}

TEST_F(SpatialAttributes, ArentSetByHandNorByARecipe) {
    make_village();
    define(all_three);
    auto writer = Writer::open(file, {"household set", {"tester", ""}});
    ASSERT_TRUE(writer);
    const auto fields = register_fields(file, RegisterTable::household).value();
    const auto field = *std::find_if(fields.begin(), fields.end(), [](const auto& f) { return f.name == "hydrant_m"; });
    const auto set = set_cells(*writer, RegisterTable::household, "1", {{field, 5.0}});
    ASSERT_FALSE(set);
    EXPECT_NE(set.error().text().find("distance_to(hydrant)"), std::string::npos) << set.error().text();
    model::Batch batch = village();
    auto taken = measured("hydrant_m", model::AttributeType::real, "");
    batch.attributes.push_back(taken);
    for (auto& household : batch.households) household.values.emplace_back(1.0);
    EXPECT_FALSE(writer->write(batch));
}

TEST_F(SpatialAttributes, MeasuredWithoutBeingWrittenTheyAreTheSame) {
    make_village();
    bring(hydrants({{10, {13, 57}}, {11, {170, 90}}}));
    const auto found = measured_columns(file, *load(), all_three);
    ASSERT_TRUE(found) << found.error().text();
    define(all_three);
    const auto s = load();
    for (const auto& column : *found)
        for (std::size_t row = 0; row < s->households.size(); ++row)
            EXPECT_EQ(column.value(row), s->households.attribute(column.attribute.name)->value(row)) << column.attribute.name << " " << row;
}

/// Whatever is done to layers, buildings and households, and taken back: the columns are what GEOS says of the file as it is.
TEST_F(SpatialAttributes, AreNeverStale) {
    make_village();
    define(all_three);
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 dice(seed);
    const auto roll = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(dice); };
    const auto at = [&] { return geo::WorldPoint{roll(-500, 3500) / 10.0, roll(-500, 1500) / 10.0}; };
    std::int64_t next = 100;
    for (int step = 0; step < 80; ++step) {
        switch (roll(0, 8)) {
            case 0: bring(hydrants({{++next, at()}})); break;
            case 1: bring(hydrants({{roll(101, int(next) + 1), at()}})); next = std::max<std::int64_t>(next, 101); break;
            case 2: {
                model::Batch batch;
                const auto corner = at();
                batch.areas.push_back({roll(1, 3), "", "flood_zone", "", square(corner.x, corner.y, roll(10, 200))});
                batch.areas.back().source_key = "flood" + std::to_string(batch.areas.back().id);
                bring(batch);
                break;
            }
            case 3: {  // buildings are moved, one of them but a point
                auto batch = village();
                auto& building = batch.buildings[std::size_t(roll(0, 3))];
                const auto corner = at();
                building.nominal = roll(0, 2) == 0;
                building.shape = square(corner.x, corner.y, 12);
                model::Batch only;
                only.buildings = {building};
                bring(only);
                break;
            }
            case 4: {
                command("household set", [&](Writer& writer) {
                    const auto fields = register_fields(file, RegisterTable::household).value();
                    const auto field = *std::find_if(fields.begin(), fields.end(), [](const auto& f) { return f.name == "building"; });
                    for (int moves = roll(1, 2); moves > 0; --moves)
                        ASSERT_TRUE(set_cells(writer, RegisterTable::household, std::to_string(roll(1, 5)), {{field, std::to_string(roll(1, 4))}}));
                });
                break;
            }
            case 5:
                command("household add", [&](Writer& writer) {
                    const auto fields = register_fields(file, RegisterTable::household).value();
                    const auto field = *std::find_if(fields.begin(), fields.end(), [](const auto& f) { return f.name == "building"; });
                    ASSERT_TRUE(add_row(writer, RegisterTable::household, {{field, std::to_string(roll(1, 4))}}));
                });
                break;
            case 6:  // a newer list of one source, in which some hydrants are missing
                command("import", [&](Writer& writer) {
                    ASSERT_TRUE(writer.begin_import("list", ""));
                    auto batch = hydrants({{50, at()}, {51 + roll(0, 2), at()}});
                    batch.source = "list/hydrants";
                    ASSERT_TRUE(writer.write(batch));
                    ASSERT_TRUE(writer.settle({{"service_point", "list/hydrants"}}, Extent::whole));
                    ASSERT_TRUE(writer.place());
                });
                next = std::max<std::int64_t>(next, 100);
                break;
            default: {
                auto writer = Writer::open(file, {"undo", {"tester", ""}});
                ASSERT_TRUE(writer);
                const auto undone = roll(0, 2) == 0 ? writer->redo() : writer->undo();
                if (undone) {
                    ASSERT_TRUE(writer->commit(undone->summary));
                }
                break;
            }
        }
        if (said("SELECT 1 FROM attribute WHERE formula IS NOT NULL").empty()) {
            ASSERT_EQ(rows("SELECT 1 FROM household WHERE hydrant_m IS NOT NULL OR flooded IS NOT NULL OR near IS NOT NULL"), 0) << "step " << step;
            define(all_three);
        }
        ASSERT_EQ(columns(), by_geos()) << "step " << step;
    }
}

}  // namespace
}  // namespace huegrid::store::test
