/// Other programs open what we write: LibreOffice's and Excel's format through openpyxl, the GeoPackage through ogrinfo and
/// the sqlite3 shell, the window on a display. Only with `tests/run.sh --interop`, which installs them.
#include "tests/cli/program.hpp"

namespace huegrid::cli::test {

class Interop : public Program {
protected:
    void SetUp() override {
        Program::SetUp();
        if (!std::getenv("HUEGRID_INTEROP")) GTEST_SKIP() << "HUEGRID_INTEROP is not set (tests/run.sh --interop sets it)";
        import_sample();
        must("classify " + quoted(file) + " --rulebook " + geodata("rulebooks/default.toml") + " --as-of 2026-10-31");
    }
    [[nodiscard]] std::pair<int, std::string> shell(const std::string& command) const {
        const auto out = folder / "shell.txt";
        const int status = std::system((command + " >'" + out.string() + "' 2>&1").c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, bytes_of(out)};
    }
};

TEST_F(Interop, OpenpyxlReadsTheColouredReportAndItAddsUp) {
    must("report " + quoted(file) + " --level grid --format xlsx --language zh --unit 融祥社区 --prepared-by 吕娜 --checked-by 王海艳 --date 2026-10-31 --out " + quoted(folder));
    std::ofstream(folder / "check.py") << R"py(
import sys, sqlite3, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
rows = [[c.value for c in r] for r in sheet.iter_rows()]
words = [v for r in rows[:4] for v in r]
for word in ('填报单位', '融祥社区', '填报人', '吕娜', '审核人', '王海艳', '填报日期'):
    assert word in words, word
head = next(i for i, r in enumerate(rows) if '户数' in r)
total = next(i for i, r in enumerate(rows) if r[0] == '合计')
assert all(str(v).startswith('=SUM(') for v in rows[total][rows[head].index('户数'):]), rows[total]
values = [[c.value for c in r] for r in openpyxl.load_workbook(sys.argv[1], data_only=True).worksheets[0].iter_rows()]
file = sqlite3.connect(sys.argv[2])
households, = file.execute('SELECT count(*) FROM household').fetchone()
column = rows[head].index('户数')
assert sum(r[column] for r in rows[head + 1:total]) == households == values[total][column], values[total]
for key, name, colour in file.execute('SELECT key, name_zh, colour FROM tier'):
    count, = file.execute('SELECT count(*) FROM household WHERE tier = ?', (key,)).fetchone()
    at = rows[head].index(name)
    assert sum(r[at] for r in rows[head + 1:total]) == count, name
    fill = sheet.cell(head + 2, at + 1).fill.fgColor.rgb
    assert fill not in (None, '00000000') or rows[head + 1][at] == 0, (name, fill)
    zone = rows[head].index('区域颜色')
    for r in range(head + 1, total):
        if rows[r][zone] == name: assert sheet.cell(r + 1, zone + 1).fill.fgColor.rgb == 'FF' + colour[1:].upper(), name
)py";
    const auto [status, said] = shell("/usr/bin/python3 " + quoted(folder / "check.py") + " " + quoted(folder / "grid.xlsx") + " " + quoted(file));
    EXPECT_EQ(status, 0) << said;
}

TEST_F(Interop, OgrinfoListsEveryLayerWithoutAWarning) {
    for (const std::string layer : {"zone", "building", "issue", "v_building_tier", "v_household_point", "household"}) {
        const auto [status, said] = shell("ogrinfo -ro -so " + quoted(file) + " " + layer);
        EXPECT_EQ(status, 0) << said;
        EXPECT_EQ(said.find("Warning 1"), std::string::npos) << said;
        EXPECT_EQ(said.find("ERROR 1"), std::string::npos) << said;
        EXPECT_NE(said.find("Feature Count: " + std::to_string(number("SELECT count(*) FROM " + layer))), std::string::npos) << said;
    }
}

TEST_F(Interop, TheSqliteShellFindsTheFileSound) {
    const auto [status, said] = shell("sqlite3 " + quoted(file) + " 'PRAGMA integrity_check; PRAGMA foreign_key_check;'");
    EXPECT_EQ(status, 0);
    EXPECT_EQ(said, "ok\n");
}

TEST_F(Interop, TheWindowOpensOnADisplayAndStays) {
    if (!HUEGRID_HAS_GUI) GTEST_SKIP() << "built without the window";
    const auto [status, said] = shell("timeout 6 xvfb-run -a -s '-screen 0 1280x800x24' '" HUEGRID_PROGRAM "' view " + quoted(file));
    EXPECT_EQ(status, 124) << "it should still be open when time is up\n" << said;
}

}  // namespace huegrid::cli::test
