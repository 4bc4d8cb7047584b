#include "engine/store/database/rtree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/geo/shapes/geometry_blob.hpp"

namespace huegrid::store {
namespace {

constexpr std::string_view triggers = R"sql(
CREATE TRIGGER rtree_{t}_geom_insert AFTER INSERT ON {t} WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(new.geom))
BEGIN INSERT OR REPLACE INTO rtree_{t}_geom VALUES (new.id, ST_MinX(new.geom), ST_MaxX(new.geom), ST_MinY(new.geom), ST_MaxY(new.geom)); END;
CREATE TRIGGER rtree_{t}_geom_update1 AFTER UPDATE OF geom ON {t} WHEN OLD.id = NEW.id AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN INSERT OR REPLACE INTO rtree_{t}_geom VALUES (NEW.id, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_{t}_geom_update2 AFTER UPDATE OF geom ON {t} WHEN OLD.id = NEW.id AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN DELETE FROM rtree_{t}_geom WHERE id = OLD.id; END;
CREATE TRIGGER rtree_{t}_geom_update3 AFTER UPDATE ON {t} WHEN OLD.id != NEW.id AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN DELETE FROM rtree_{t}_geom WHERE id = OLD.id; INSERT OR REPLACE INTO rtree_{t}_geom VALUES (NEW.id, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_{t}_geom_update4 AFTER UPDATE ON {t} WHEN OLD.id != NEW.id AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN DELETE FROM rtree_{t}_geom WHERE id IN (OLD.id, NEW.id); END;
CREATE TRIGGER rtree_{t}_geom_delete AFTER DELETE ON {t} WHEN old.geom NOT NULL
BEGIN DELETE FROM rtree_{t}_geom WHERE id = OLD.id; END;
INSERT INTO gpkg_extensions VALUES ('{t}', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec130/#extension_rtree', 'write-only');
)sql";

/// A cell of a node: a row, or a node below. Sides in the order of the R-tree's columns, rounded outwards.
struct Cell {
    std::int64_t id = 0;
    std::array<float, 4> sides{};  ///< min x, max x, min y, max y

    [[nodiscard]] double middle(std::size_t axis) const { return double(sides[2 * axis]) + double(sides[2 * axis + 1]); }
};

float rounded_down(double value) {
    const auto near = float(value);
    return double(near) > value ? std::nextafter(near, -std::numeric_limits<float>::infinity()) : near;
}
float rounded_up(double value) { return -rounded_down(-value); }

std::vector<Cell> cells_of(const Database& db, std::string_view table) {
    std::vector<Cell> cells;
    auto rows = db.prepare(fmt::format("SELECT id, geom FROM {} WHERE geom IS NOT NULL ORDER BY id", table));
    while (rows.step()) {
        const auto box = geo::envelope_of_blob(rows.blob(1));
        if (box.empty()) continue;
        cells.push_back({rows.integer(0), {rounded_down(box.min.x), rounded_up(box.max.x), rounded_down(box.min.y), rounded_up(box.max.y)}});
    }
    return cells;
}

/// Sort-tile-recursive (Leutenegger et al., 1997): slices by x, each sorted by y, so that every `capacity` cells in a row
/// lie close together.
void tile(std::vector<Cell>& cells, std::size_t capacity) {
    const auto sort = [&](std::size_t from, std::size_t to, std::size_t axis) {
        std::sort(cells.begin() + std::ptrdiff_t(from), cells.begin() + std::ptrdiff_t(to), [&](const Cell& a, const Cell& b) {
            return std::pair(a.middle(axis), a.id) < std::pair(b.middle(axis), b.id);
        });
    };
    const auto nodes = (cells.size() + capacity - 1) / capacity;
    const auto slice = capacity * std::size_t(std::ceil(std::sqrt(double(nodes))));
    sort(0, cells.size(), 0);
    for (std::size_t from = 0; from < cells.size(); from += slice) sort(from, std::min(from + slice, cells.size()), 1);
}

/// A node as SQLite stores it: https://www.sqlite.org/rtree.html, 6.1. Big endian, whatever the machine.
class Node {
public:
    Node(std::size_t bytes, std::size_t depth, std::span<const Cell> cells) : bytes_(bytes) {
        put<2>(depth);  // of the tree, in its root; 0 elsewhere
        put<2>(cells.size());
        for (const auto& cell : cells) {
            put<8>(std::uint64_t(cell.id));
            for (const float side : cell.sides) put<4>(std::bit_cast<std::uint32_t>(side));
        }
    }
    [[nodiscard]] Blob data() const { return bytes_; }

private:
    template <int Bytes>
    void put(std::uint64_t number) {
        for (int shift = 8 * (Bytes - 1); shift >= 0; shift -= 8) bytes_[at_++] = std::uint8_t(number >> shift);
    }
    std::vector<std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

Cell around(std::int64_t node, std::span<const Cell> cells) {
    Cell all{node, cells.front().sides};
    for (const auto& cell : cells)
        for (std::size_t s = 0; s < 4; ++s) all.sides[s] = s % 2 == 0 ? std::min(all.sides[s], cell.sides[s]) : std::max(all.sides[s], cell.sides[s]);
    return all;
}

/// The nodes of an empty R-tree, from the leaves up. Node 1 is the root.
void write_nodes(const Database& db, std::string_view table, std::vector<Cell> cells) {
    const auto bytes = std::size_t(db.integer(fmt::format("SELECT length(data) FROM rtree_{}_geom_node WHERE nodeno = 1", table)).value_or(0));
    const auto capacity = (bytes - 4) / 24;
    auto node = db.prepare(fmt::format("INSERT OR REPLACE INTO rtree_{}_geom_node VALUES (?, ?)", table));
    auto parent = db.prepare(fmt::format("INSERT INTO rtree_{}_geom_parent VALUES (?, ?)", table));
    auto leaf = db.prepare(fmt::format("INSERT INTO rtree_{}_geom_rowid VALUES (?, ?)", table));
    std::vector<std::pair<std::int64_t, std::int64_t>> leaf_of;  // of a row
    leaf_of.reserve(cells.size());
    std::int64_t last_node = 1;
    for (std::size_t depth = 0;; ++depth) {
        const bool root = cells.size() <= capacity;
        if (!root) tile(cells, capacity);
        std::vector<Cell> above;
        for (std::size_t from = 0; from < cells.size(); from += capacity) {
            const auto held = std::span<const Cell>(cells).subspan(from, std::min(capacity, cells.size() - from));
            const std::int64_t number = root ? 1 : ++last_node;
            node.with(number, Node(bytes, root ? depth : 0, held).data()).run();
            for (const auto& cell : held) {
                if (depth == 0) leaf_of.emplace_back(cell.id, number);
                else parent.with(cell.id, number).run();
            }
            above.push_back(around(number, held));
        }
        if (root) break;
        cells = std::move(above);
    }
    std::sort(leaf_of.begin(), leaf_of.end());  // appended in order
    for (const auto& [row, number] : leaf_of) leaf.with(row, number).run();
}

}  // namespace

void create_rtree(const Database& db, std::string_view table) {
    db.run(fmt::format("CREATE VIRTUAL TABLE rtree_{}_geom USING rtree(id, minx, maxx, miny, maxy)", table));
    if (auto cells = cells_of(db, table); !cells.empty()) write_nodes(db, table, std::move(cells));
    db.run(fmt::format(fmt::runtime(triggers), fmt::arg("t", table)));
}

}  // namespace huegrid::store
