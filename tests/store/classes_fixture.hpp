/// A rulebook's words and what it says of the village's households, as a classification hands them to the store.
#pragma once

#include "tests/store/fixture.hpp"

namespace huegrid::store::test {

inline Date day(unsigned month, unsigned of_month) { return std::chrono::year{2026} / int(month) / int(of_month); }

/// Rules: 0 alone (red, elder), 1 many (red, child), 2 far (yellow, elder). Red is visited weekly, and within two days of a change.
inline ClassificationRun words(std::string version, Date as_of) {
    ClassificationRun run{{"care", std::move(version), "text", as_of},
                          {{"red", {"红", "red"}, {}, "R", "solid", 7, 48}, {"yellow", {"黄", "yellow"}, {}, "Y", "dots", 30}, {"green", {"绿", "green"}, {}, "G", "dots", {}}},
                          {{"elder", {"养老", "elder care"}}, {"child", {"儿童", "children"}}},
                          {{"alone", 0}, {"many", 1}, {"far", 0}}};
    return run;
}
inline constexpr std::int8_t red = 0, yellow = 1, green = 2;

/// Of households 1, 2 … in order.
inline ClassifiedHouseholds found(std::vector<HouseholdClass> classes, std::vector<model::RuleHold> holds = {}) {
    ClassifiedHouseholds found;
    found.size = classes.size();
    found.id = [](std::size_t row) { return std::int64_t(row) + 1; };
    found.of = [classes = std::move(classes)](std::size_t row) { return classes[row]; };
    found.holds = std::move(holds);
    return found;
}

class ClassesTest : public StoreTest {
protected:
    /// How many households changed tier.
    std::int64_t classify(const ClassificationRun& run, const ClassifiedHouseholds& what) const {
        auto writer = Writer::open(file, {"classify", {"tester", ""}});
        EXPECT_TRUE(writer) << writer.error().text();
        const auto changed = writer->write(run, what);
        EXPECT_TRUE(changed) << changed.error().text();
        EXPECT_TRUE(writer->commit("classified"));
        return changed.value_or(-1);
    }
    void undo() const {
        auto writer = Writer::open(file, {"undo", {"tester", ""}});
        ASSERT_TRUE(writer);
        const auto undone = writer->undo();
        ASSERT_TRUE(undone) << undone.error().text();
        ASSERT_TRUE(writer->commit(undone->summary));
    }
    void redo() const {
        auto writer = Writer::open(file, {"redo", {"tester", ""}});
        ASSERT_TRUE(writer);
        const auto redone = writer->redo();
        ASSERT_TRUE(redone) << redone.error().text();
        ASSERT_TRUE(writer->commit(redone->summary));
    }
    /// What a query gives, cell by cell as SQL writes it.
    [[nodiscard]] std::string said(const std::string& sql) const {
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        std::string text;
        const auto add = [](void* into, int columns, char** cells, char**) {
            auto& out = *static_cast<std::string*>(into);
            if (!out.empty()) out += '\n';
            for (int c = 0; c < columns; ++c) out += (c ? "|" : "") + std::string(cells[c] ? cells[c] : "-");
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), add, &text, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        sqlite3_close(db);
        return text;
    }
    /// Every row that a classification can touch, but its own entry.
    [[nodiscard]] std::string all_rows() const {
        std::string text;
        for (const char* table : {"household", "household_category", "rule_hold", "tier_change", "tier", "category", "layer_styles", "attribute"})
            text += std::string(table) + '\n' + said(std::string("SELECT * FROM ") + table + " ORDER BY 1, 2") + '\n';
        return text;
    }
};

}  // namespace huegrid::store::test
