/// Finding somebody, and seeing what has been done meanwhile.
#include <algorithm>

#include "tests/cli/program.hpp"

namespace huegrid::cli::test {
namespace {

class Find : public Program {
protected:
    void SetUp() override {
        Program::SetUp();
        import_sample();
    }
    [[nodiscard]] nlohmann::json hits(const std::string& text, const std::string& more = "") const {
        return must("search " + quoted(file) + " '" + text + "' --json --most 1000 " + more).json()["hits"];
    }
    [[nodiscard]] bool finds(const std::string& text, const std::string& what, const std::string& id) const {
        const auto all = hits(text);
        return std::any_of(all.begin(), all.end(), [&](const auto& hit) { return hit["what"] == what && std::to_string(hit["id"].template get<int>()) == id; });
    }
};

}  // namespace

TEST_F(Find, AHouseholdByItsAddressInEveryUsualWriting) {
    const auto home = sql("SELECT h.id, h.unit, h.door FROM household h JOIN building b ON b.id = h.building_id WHERE b.name = '春和里1栋' "
                          "AND h.unit = '2' ORDER BY h.id LIMIT 1")[0];
    const auto& door = home[2];
    for (const std::string& text : {"春和里1栋2单元" + door, "春和里1幢2单元" + door + "室", "春和里一号楼二单元" + door, "春和里１栋２单元" + door,
                                    "春和里 1-2-" + door, "春和里1#2单元" + door + "房"})
        EXPECT_TRUE(finds(text, "household", home[0])) << text;
    for (const auto& hit : hits("春和里1-2-" + door)) EXPECT_EQ(hit["building"], number("SELECT id FROM building WHERE name = '春和里1栋'")) << "only that building's";
    EXPECT_TRUE(hits("春和里1栋9单元" + door).empty()) << "no such unit";
    EXPECT_EQ(hits("春和里1幢")[0]["what"], "building");
}

TEST_F(Find, AHouseholdByItsBuildingsAddressWhenTheNameIsOnlyANumber) {
    std::filesystem::remove(file);
    must("synth " + quoted(file) + " --households 500 --seed 7");
    const auto homes = sql("SELECT h.id, b.address || h.unit || '单元' || h.door || '室' FROM household h JOIN building b ON b.id = h.building_id "
                           "WHERE b.name <> b.address AND h.kind = 'home' AND h.unit <> '' ORDER BY h.id LIMIT 1");
    ASSERT_EQ(homes.size(), 1u);
    EXPECT_TRUE(finds(homes[0][1], "household", homes[0][0])) << homes[0][1];
}

TEST_F(Find, PlacesByNameAndPinyin) {
    for (const char* text : {"锦澜府", "jlf", "jinlanfu", "JLF"}) EXPECT_EQ(hits(text)[0]["what"], "estate") << text;
    EXPECT_EQ(hits("rxd1wg")[0]["what"], "zone");
    EXPECT_EQ(hits("融祥第1网格")[0]["what"], "zone");
    EXPECT_TRUE(hits(" ").empty()) << "nothing asked, nothing found";
    EXPECT_TRUE(hits("没有这样的地方").empty());
}

TEST_F(Find, PersonsByNameAndPhoneMaskedUntilRevealed) {
    const auto person = sql("SELECT id, contact_name, contact_phone FROM household WHERE id = 17")[0];
    const auto end = person[2].substr(person[2].size() - 4);
    for (const auto& text : {person[1], person[2], end}) EXPECT_TRUE(finds(text, "household", "17")) << text;
    const auto out = must("search " + quoted(file) + " " + end).out;
    EXPECT_EQ(out.find(person[1]), std::string::npos);
    EXPECT_EQ(out.find(person[2]), std::string::npos);
    EXPECT_EQ(number("SELECT count(*) FROM journal"), 1);
    EXPECT_EQ(hits(person[2], "--reveal --reason look")[0]["name"], person[1]);
    EXPECT_EQ(number("SELECT count(*) FROM journal WHERE verb = 'reveal'"), 1);
}

TEST_F(Find, TheJournalSaysWhatChangedSinceOneLastLooked) {
    const std::string look = "journal " + quoted(file) + " --since last --changes --json";
    ::setenv("XDG_CONFIG_HOME", (folder / "config").c_str(), 1);
    EXPECT_EQ(must(look).json().size(), 1u);
    EXPECT_EQ(must(look).json().size(), 0u);
    must("household set " + quoted(file) + " 17 occupancy=vacant persons=9");
    must("household end " + quoted(file) + " 18");
    must("room add " + quoted(file) + " --building 5 --door 1");
    const auto news = must(look).json();
    ASSERT_EQ(news.size(), 3u);
    EXPECT_EQ(news[0]["changes"]["room"]["added"], 1);
    EXPECT_EQ(news[1]["changes"]["household"]["ended"], 1);
    EXPECT_EQ(news[1]["changes"]["household"]["examples"][0], 18);
    EXPECT_EQ(news[2]["changes"]["household"]["changed"], 1);
    EXPECT_EQ(news[2]["changes"]["hand_value"]["added"], 2);
    EXPECT_EQ(must(look).json().size(), 0u);
    must("undo " + quoted(file));
    EXPECT_EQ(must(look).json()[0]["changes"]["room"]["removed"], 1);
    EXPECT_EQ(must("journal " + quoted(file) + " --since 2026-10-31 --json").json().size(), 5u);
    EXPECT_EQ(must("journal " + quoted(file) + " --since 2099-01-01 --json").json().size(), 0u);
    EXPECT_EQ(run("journal " + quoted(file) + " --since yesterday").exit_code, 1);
    ::unsetenv("XDG_CONFIG_HOME");
}

TEST_F(Find, CopyExtractAndEraseAtTheTerminal) {
    const auto copy = quoted(folder / "copy.gpkg"), part = quoted(folder / "part.gpkg");
    must("copy " + quoted(file) + " " + copy);
    must("check " + copy);
    EXPECT_EQ(run("copy " + quoted(file) + " " + copy).exit_code, 1);
    const auto rows = must("extract " + quoted(file) + " " + part + " --zone 融祥第1网格 --json").json()["rows"];
    EXPECT_EQ(rows["household"], number("SELECT count(*) FROM household h JOIN zone z ON z.id = h.grid_id WHERE z.name = '融祥第1网格'"));
    must("check " + part);
    must("classify " + part + " --rulebook " + geodata("rulebooks/default.toml"));
    EXPECT_EQ(run("erase " + quoted(file) + " household 17").exit_code, 2) << "without a reason";
    const auto name = sql("SELECT contact_name FROM household WHERE id = 17")[0][0];
    must("erase " + quoted(file) + " household 17 --reason asked");
    EXPECT_EQ(sql("SELECT contact_name, contact_phone, door, oldest_age FROM household WHERE id = 17")[0], (std::vector<std::string>(4)));
    EXPECT_EQ(run("undo " + quoted(file)).exit_code, 1);
    must("check " + quoted(file));
}

}  // namespace huegrid::cli::test
