#include "engine/store/register/search_rows.hpp"

#include "engine/store/database/read_file.hpp"

namespace huegrid::store {

Result<void> for_each_search_row(const std::filesystem::path& path, const std::function<void(const SearchRow&)>& see) {
    return reading(path, [&](const Database& db) -> Result<void> {
        const auto each = [&](std::string_view sql, auto fill) {
            auto rows = db.prepare(sql);
            while (rows.step()) {
                SearchRow row;
                row.id = rows.integer(0);
                fill(rows, row);
                see(row);
            }
        };
        each("SELECT id, name, code FROM zone WHERE valid_to IS NULL ORDER BY id", [](const Statement& from, SearchRow& row) {
            row.name = from.text(1);
            row.address = from.text(2);
        });
        each("SELECT id, name FROM estate WHERE valid_to IS NULL ORDER BY id", [](const Statement& from, SearchRow& row) {
            row.table = RegisterTable::estate;
            row.name = from.text(1);
        });
        each("SELECT b.id, b.name, b.address, e.name FROM building b LEFT JOIN estate e ON e.id = b.estate_id "
             "WHERE b.valid_to IS NULL ORDER BY b.id", [](const Statement& from, SearchRow& row) {
            row.table = RegisterTable::building;
            row.name = from.text(1);
            row.address = from.text(2);
            row.estate = from.text(3);
        });
        each("SELECT id, name, phone FROM member WHERE valid_to IS NULL ORDER BY id", [](const Statement& from, SearchRow& row) {
            row.table = RegisterTable::member;
            row.name = from.text(1);
            row.phone = from.text(2);
        });
        each("SELECT id, building_id, contact_name, contact_phone, unit, floor, door FROM household WHERE valid_to IS NULL ORDER BY id",
             [](const Statement& from, SearchRow& row) {
                 row.table = RegisterTable::household;
                 row.building = from.integer(1);
                 row.name = from.text(2);
                 row.phone = from.text(3);
                 row.unit = from.text(4);
                 row.floor = from.text(5);
                 row.door = from.text(6);
             });
        return {};
    });
}

}  // namespace huegrid::store
