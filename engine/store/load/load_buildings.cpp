/// Buildings, piece by piece on several threads.
#include <fmt/format.h>

#include <limits>

#include "engine/store/database/id_pieces.hpp"
#include "engine/store/load/load_parts.hpp"

namespace huegrid::store {
namespace {

std::int16_t small_count(SqlValue value) {
    if (value.is_null()) return model::not_known;
    const auto count = value.integer();
    return count >= 0 && count <= std::numeric_limits<std::int16_t>::max() ? std::int16_t(count) : model::not_known;
}

model::BuildingTable read_buildings(const Database& db, IdRange range, const IdIndex& zones, const IdIndex& estates) {
    model::BuildingTable b;
    std::vector<geo::WorldPoint> shell;
    auto rows = db.prepare("SELECT id, name, address, zone_id, estate_id, units, floors, geom FROM building "
                           "WHERE id BETWEEN ? AND ? AND valid_to IS NULL ORDER BY id");
    rows.with(range.first, range.last);
    while (rows.step()) {
        b.ids.push_back(BuildingId{rows.integer(0)});
        const auto name = rows.text(1);
        b.names.push_back(name.empty() ? rows.text(2) : name);
        b.zones.push_back(index_in(zones, rows, 3));
        b.estates.push_back(index_in(estates, rows, 4));
        b.units.push_back(small_count(rows.value(5)));
        b.floors.push_back(small_count(rows.value(6)));
        const auto blob = rows.blob(7);
        if (geo::read_shell(blob, shell)) b.shapes.push_polygon(shell);
        else b.shapes.push_back(shape_of(rows, 7));
    }
    return b;
}

template <class T>
void append(model::Rows<T>& to, const model::Rows<T>& from) {
    to.edit().insert(to.edit().end(), from.begin(), from.end());
}

}  // namespace

Result<void> load_buildings(Readers readers, model::Snapshot& s, const IdIndex& zones, const IdIndex& estates, const Progress& progress) {
    auto pieces = read_pieces(readers, "building", "reading buildings", progress,
                              [&](const Database& db, IdRange range) { return read_buildings(db, range, zones, estates); });
    if (!pieces) return fail(std::move(pieces.error()));
    std::size_t total = 0;
    for (const auto& piece : *pieces) total += piece.size();
    auto& b = s.buildings;
    b.ids.edit().reserve(total), b.zones.edit().reserve(total), b.estates.edit().reserve(total);
    b.units.edit().reserve(total), b.floors.edit().reserve(total);
    model::Texts::Parts names;
    names.ends.reserve(total);
    b.names = model::Texts::of(std::move(names));
    model::ShapeColumn::Parts shapes;
    std::size_t points = 0;
    for (const auto& piece : *pieces) points += piece.shapes.parts().points.size();
    shapes.points.reserve(points), shapes.kinds.reserve(total), shapes.point_ends.reserve(total);
    b.shapes = model::ShapeColumn::of(std::move(shapes));
    for (auto& piece : *pieces) {
        append(b.ids, piece.ids);
        append(b.zones, piece.zones);
        append(b.estates, piece.estates);
        append(b.units, piece.units);
        append(b.floors, piece.floors);
        for (std::size_t row = 0; row < piece.size(); ++row) b.names.push_back(piece.names[row]);
        b.shapes.append(piece.shapes.parts());
        piece = {};
    }
    return {};
}

}  // namespace huegrid::store
