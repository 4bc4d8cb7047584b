/// Whether a snapshot that was read from bytes may be walked without looking where one steps.
#include <algorithm>
#include <limits>

#include "engine/store/load/snapshot_file.hpp"

namespace huegrid::store {
namespace {

bool in_table(Index index, std::size_t size) { return index >= none && (index == none || std::size_t(index) < size); }

template <class Values>
bool all_in_table(const Values& values, std::size_t size) {
    return std::all_of(values.begin(), values.end(), [&](auto index) { return in_table(Index(index), size); });
}
template <class T>
bool all_in_table(const model::Column<T>& column, std::size_t size) {
    for (std::size_t c = 0; c < column.chunk_count(); ++c)
        if (!all_in_table(column.chunk(c), size)) return false;
    return true;
}
bool all_in_table(const model::IntegerColumn& codes, std::size_t size) {
    const auto in = [&]<class T>(T code) { return code == std::numeric_limits<T>::min() || (code >= 0 && std::size_t(code) < size); };
    for (std::size_t c = 0; c < codes.chunk_count(); ++c)
        if (!std::visit([&](const auto& rows) { return std::all_of(rows.begin(), rows.end(), in); }, codes.chunk(c))) return false;
    return true;
}
/// Ends that rise to the size of what they cut up.
template <class Ends>
bool cuts(const Ends& ends, std::size_t size) {
    return std::is_sorted(ends.begin(), ends.end()) && (ends.empty() || std::size_t(ends.back()) == size);
}

bool holds_together(const geo::Shape& s) {
    return s.kind <= geo::ShapeKind::polygon && cuts(s.ring_ends, s.points.size()) && cuts(s.part_ends, s.ring_ends.size());
}

bool holds_together(const model::ShapeColumn::Parts& p, std::size_t rows) {
    if (p.kinds.size() != rows || p.point_ends.size() != rows || !cuts(p.point_ends, p.points.size())) return false;
    std::uint32_t ring = 0, part = 0;
    std::size_t several = 0, from = 0;
    for (const auto& r : p.rings) {
        if (r.row >= rows || r.row < from || !(p.kinds[r.row] & model::ShapeColumn::several_rings)) return false;
        if (r.ring_end < ring || r.part_end < part || r.ring_end > p.ring_ends.size() || r.part_end > p.part_ends.size()) return false;
        const auto points = p.point_ends[r.row] - (r.row == 0 ? 0 : p.point_ends[r.row - 1]);
        if (!cuts(std::span(p.ring_ends).subspan(ring, r.ring_end - ring), points)) return false;
        if (!cuts(std::span(p.part_ends).subspan(part, r.part_end - part), r.ring_end - ring)) return false;
        ring = r.ring_end, part = r.part_end, from = std::size_t(r.row) + 1, ++several;
    }
    const auto marked = std::count_if(p.kinds.begin(), p.kinds.end(), [](auto k) { return (k & model::ShapeColumn::several_rings) != 0; });
    const bool kinds = std::all_of(p.kinds.begin(), p.kinds.end(), [](auto k) { return (k & 0x7f) <= std::uint8_t(geo::ShapeKind::polygon); });
    return kinds && std::size_t(marked) == several;
}

bool holds_together(const model::BuildingTable& b, const model::Snapshot& s) {
    const auto rows = b.size();
    const auto& names = b.names.parts();
    return b.zones.size() == rows && b.estates.size() == rows && b.units.size() == rows && b.floors.size() == rows &&
           names.ends.size() == rows && cuts(names.ends, names.bytes.size()) && holds_together(b.shapes.parts(), rows) &&
           std::is_sorted(b.ids.begin(), b.ids.end()) && all_in_table(b.zones, s.zones.size()) &&
           all_in_table(b.estates, s.estates.size()) && b.household_begin.size() == rows + 1 && b.household_begin.front() == 0 &&
           cuts(b.household_begin, b.by_building.size()) && all_in_table(b.by_building, s.households.size()) &&
           std::find(b.by_building.begin(), b.by_building.end(), none) == b.by_building.end();
}

bool holds_together(const model::HouseholdTable& h, const model::Snapshot& s) {
    const auto rows = h.size();
    const bool attributes = std::all_of(h.attributes.begin(), h.attributes.end(), [&](const model::AttributeColumn& column) {
        const auto* text = std::get_if<model::TextColumn>(&column.data);
        return column.size() == rows && (!text || all_in_table(text->codes, text->dictionary.words().size()));
    });
    return attributes && h.buildings.size() == rows && h.tiers.size() == rows && h.may_be.size() == rows && h.categories.size() == rows &&
           all_in_table(h.buildings, s.buildings.size()) && all_in_table(h.tiers, s.tiers.size()) && all_in_table(h.may_be, s.tiers.size());
}

}  // namespace

bool holds_together(const model::Snapshot& s) {
    const auto zones = s.zones.size();
    return std::all_of(s.zones.begin(), s.zones.end(), [&](const model::Zone& z) {
               return in_table(z.level, s.levels.size()) && in_table(z.parent, zones) &&
                      std::all_of(z.children.begin(), z.children.end(), [&](Index child) {
                          return child >= 0 && std::size_t(child) < zones && s.zones[std::size_t(child)].parent == Index(&z - s.zones.data());
                      }) &&
                      // Coarser above finer, so that nothing that climbs goes round in circles.
                      (z.parent == none || s.zones[std::size_t(z.parent)].level < z.level) && holds_together(z.shape);
           }) &&
           std::all_of(s.estates.begin(), s.estates.end(), [](const auto& e) { return holds_together(e.shape); }) &&
           std::all_of(s.lines.begin(), s.lines.end(), [](const auto& l) { return holds_together(l.shape); }) &&
           std::all_of(s.members.begin(), s.members.end(), [&](const auto& m) { return in_table(m.home, s.buildings.size()); }) &&
           std::all_of(s.assignments.begin(), s.assignments.end(), [&](const auto& t) {
               return t.member >= 0 && t.post >= 0 && t.zone >= 0 && in_table(t.member, s.members.size()) &&
                      in_table(t.post, s.posts.size()) && in_table(t.zone, zones);
           }) &&
           std::all_of(s.issues.begin(), s.issues.end(), [&](const auto& i) {
               return in_table(i.zone, zones) && in_table(i.building, s.buildings.size());
           }) &&
           std::all_of(s.overrides.begin(), s.overrides.end(), [&](const auto& o) { return o.household != none && in_table(o.household, s.households.size()); }) &&
           std::all_of(s.rule_holds.begin(), s.rule_holds.end(), [&](const auto& h) {
               return h.household != none && in_table(h.household, s.households.size()) && h.rule >= 0 && in_table(h.rule, s.held_rules.size());
           }) &&
           std::is_sorted(s.rule_holds.begin(), s.rule_holds.end(), [](const auto& x, const auto& y) { return x.household < y.household; }) &&
           holds_together(s.buildings, s) && holds_together(s.households, s);
}

}  // namespace huegrid::store
