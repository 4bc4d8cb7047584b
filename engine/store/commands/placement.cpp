/// Who lies in whom: zones under their parents; buildings, households and issues in the finest zone that holds them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <thread>

#include "engine/geo/search/zone_locator.hpp"
#include "engine/store/commands/event_attributes.hpp"
#include "engine/store/commands/writer_impl.hpp"
#include "engine/store/database/shape_blob.hpp"

namespace huegrid::store {
namespace {

std::optional<std::int64_t> or_null(std::int64_t id) { return id == 0 ? std::nullopt : std::optional(id); }

struct PlacedZone {
    std::int64_t id = 0;
    std::int64_t parent = 0;  ///< as the file has it
    std::int64_t stated = 0;  ///< as the source says; wins over the place
    std::int64_t rank = 0;    ///< of its level; lower is coarser
    std::string level, name;
    geo::Shape shape;
};

/// Where points lie.
struct Placed {
    std::vector<std::int64_t> zones;   ///< the finest that holds each, as an id; 0 for none
    std::vector<std::size_t> several;  ///< points for which more than one zone of that level would do, ascending
};

/// The zones of the file, the locators of each rank from coarse to fine, and the answers drawn from both.
class Ladder {
public:
    explicit Ladder(const Database& db) {
        // Ascending ids, so that the locator's lowest index is the lowest id.
        auto rows = db.prepare("SELECT z.id, coalesce(z.parent_id, 0), coalesce(z.stated_parent_id, 0), z.level, l.rank, z.geom, "
                               "coalesce(nullif(z.name, ''), nullif(z.code, ''), z.source_key, z.id) FROM zone z JOIN level l ON l.key = z.level "
                               "WHERE z.valid_to IS NULL ORDER BY z.id");
        while (rows.step()) {
            PlacedZone zone{rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(4), std::string(rows.text(3)),
                            std::string(rows.text(6)), {}};
            zone.shape = outline_of(rows, 5).shape;
            index_of_[zone.id] = zones_.size();
            ranks_[zone.rank].members.push_back(zones_.size());
            zones_.push_back(std::move(zone));
        }
        for (auto& [rank, step] : ranks_) {
            std::vector<geo::Shape> shapes;
            for (const auto member : step.members) shapes.push_back(zones_[member].shape);
            step.locator.emplace(shapes);
        }
    }

    /// Every zone under its stated parent, or else the next coarser zone that holds its point on surface.
    template <class Pause>
    void find_parents(const Database& db, Pause pause) {
        auto update = db.prepare("UPDATE zone SET parent_id = ? WHERE id = ?");
        for (auto step = ranks_.begin(); step != ranks_.end(); ++step)
            for (const auto member : step->second.members) {
                auto& zone = zones_[member];
                const auto parent = parent_of(zone, step);
                if (parent == zone.parent) continue;
                zone.parent = parent;
                const auto paused = pause(zone.id);
                update.with(or_null(parent), zone.id).run();
            }
    }

    [[nodiscard]] bool has(std::int64_t zone) const { return index_of_.contains(zone); }
    [[nodiscard]] Placed place(const std::vector<geo::WorldPoint>& points) const {
        Placed placed{std::vector<std::int64_t>(points.size(), 0), {}};
        std::vector<bool> several(points.size(), false);
        const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
        for (const auto& [rank, step] : ranks_) {  // coarse to fine: a finer answer replaces a coarser one
            const auto at = geo::locate_all(*step.locator, points, threads);
            for (std::size_t i = 0; i < points.size(); ++i)
                if (at[i] != none) placed.zones[i] = zones_[step.members[std::size_t(at[i])]].id, several[i] = false;
            for (const auto i : geo::in_several(*step.locator, points, threads)) several[i] = true;
        }
        for (std::size_t i = 0; i < points.size(); ++i)
            if (several[i]) placed.several.push_back(i);
        return placed;
    }

    /// What there is to say of a point in several zones: it was placed in `zone`.
    [[nodiscard]] model::DefectRow defect_at(geo::WorldPoint p, std::int64_t zone) const {
        const auto& chosen = zones_[index_of_.at(zone)];
        const auto& step = ranks_.at(chosen.rank);
        std::vector<std::string> names;
        for (const auto at : step.locator->zones_at(p)) names.push_back(zones_[step.members[std::size_t(at)]].name);
        return {"", "", "", "in_several_zones", fmt::format("it lies in {} at once, each a {}", fmt::join(names, " and "), chosen.level),
                fmt::format("placed in {}", chosen.name), p};
    }

    /// The zone itself or the ancestor of it at `level`; 0 for none.
    [[nodiscard]] std::int64_t at_level(std::int64_t zone, std::string_view level) const {
        for (std::size_t steps = 0; zone != 0 && steps <= zones_.size(); ++steps) {
            const auto known = index_of_.find(zone);
            if (known == index_of_.end()) return 0;
            if (zones_[known->second].level == level) return zone;
            zone = zones_[known->second].parent;
        }
        return 0;
    }

private:
    struct Step {
        std::vector<std::size_t> members;
        std::optional<geo::ZoneLocator> locator;
    };
    using Steps = std::map<std::int64_t, Step>;

    /// A zone between it and its stated parent may hold it: blocks of a community that has got grids.
    std::int64_t parent_of(const PlacedZone& zone, Steps::iterator step) const {
        const auto stated = index_of_.contains(zone.stated) ? zone.stated : 0;
        if (zone.shape.empty()) return stated != 0 ? stated : index_of_.contains(zone.parent) ? zone.parent : 0;
        const auto at = geo::point_on_surface(zone.shape);
        for (auto coarser = std::make_reverse_iterator(step); coarser != ranks_.rend(); ++coarser)
            if (const Index found = coarser->second.locator->zone_at(at); found != none) {
                const auto& around = zones_[coarser->second.members[std::size_t(found)]];
                if (stated == 0 || around.id == stated || at_level(around.id, zones_[index_of_.at(stated)].level) == stated) return around.id;
            }
        return stated;
    }

    std::vector<PlacedZone> zones_;  ///< by id
    std::map<std::int64_t, std::size_t> index_of_;
    Steps ranks_;
};

struct Points {
    std::vector<std::int64_t> ids;
    std::vector<geo::WorldPoint> points;
};

/// Rows with a point: `sql` yields id, blob.
Points read_points(const Database& db, std::string_view sql) {
    Points read;
    auto rows = db.prepare(sql);
    while (rows.step()) {
        const auto shape = shape_of(rows, 1);
        if (shape.empty()) continue;
        read.ids.push_back(rows.integer(0));
        read.points.push_back(shape.points.front());
    }
    return read;
}

struct ToPlace {
    Points buildings;                                           ///< to be looked for
    std::vector<std::pair<std::int64_t, std::int64_t>> counted;  ///< others: building and zone, 0 for none
};

/// All with a point, or as `put` has it.
ToPlace buildings_to_place(const Database& db, const Ladder& ladder, const std::vector<PutBuilding>* put) {
    if (!put) return {read_points(db, "SELECT id, surface_point FROM building WHERE valid_to IS NULL ORDER BY id"), {}};
    std::map<std::int64_t, std::int64_t> asked;
    for (const auto& [building, zone] : *put) asked[building.value] = zone.value;
    ToPlace to_place;
    auto rows = db.prepare("SELECT id, surface_point, coalesce(zone_id, 0) FROM building WHERE valid_to IS NULL ORDER BY id");
    while (rows.step()) {
        const auto id = rows.integer(0), today = rows.integer(2);
        const auto put_into = asked.find(id);
        auto zone = put_into == asked.end() ? today : put_into->second;
        if (!ladder.has(zone)) zone = 0;
        const bool was_nowhere = put_into == asked.end() && today == 0;
        const auto point = shape_of(rows, 1);
        if (zone != 0 || was_nowhere || point.empty()) {
            to_place.counted.push_back({id, zone});
        } else {
            to_place.buildings.ids.push_back(id);
            to_place.buildings.points.push_back(point.points.front());
        }
    }
    return to_place;
}

/// A defect for each point of `table` that lies in several zones, until there are as many as are kept.
void add_defects(std::vector<model::DefectRow>& defects, const Database& db, const Ladder& ladder, std::string_view table, const Points& points,
                 const Placed& placed) {
    auto row = db.prepare(fmt::format("SELECT coalesce(source, ''), coalesce(source_key, id) FROM {} WHERE id = ?", table));
    for (const auto i : placed.several) {
        if (std::int64_t(defects.size()) == model::most_defects_of_a_kind) return;
        row.with(points.ids[i]).step();
        auto& defect = defects.emplace_back(ladder.defect_at(points.points[i], placed.zones[i]));
        defect.source = row.text(0);
        defect.feature = fmt::format("{} '{}'", table, row.text(1));
        row.reset();
    }
}

}  // namespace

std::int64_t Writer::Impl::changes_of_places() const {
    std::int64_t sum = 0;
    for (const auto* table : {"zone", "building"})
        if (const auto at = tables.find(table); at != tables.end())
            sum += at->second.counts.added + at->second.counts.changed + at->second.counts.ended + at->second.counts.returned;
    return sum;
}

Result<void> Writer::Impl::place_buildings(const Progress& progress, const std::vector<PutBuilding>* put) {
    if (placed_at == changes_of_places()) return {};
    Ladder ladder(db);
    ladder.find_parents(db, [&](std::int64_t id) { return unrecorded("zone", id); });
    if (progress.stopped()) return Progress::cancelled();
    auto update = db.prepare("UPDATE building SET zone_id = ?1, grid_id = ?2, community_id = ?3 WHERE id = ?4 AND "
                             "(zone_id IS NOT ?1 OR grid_id IS NOT ?2 OR community_id IS NOT ?3)");
    const auto put_into = [&](std::int64_t id, std::int64_t zone) {
        const auto grid = ladder.at_level(zone, "grid"), community = ladder.at_level(zone, "community");
        grid_of.set(id, grid);
        community_of.set(id, community);
        const auto pause = unrecorded("building", id);
        update.with(or_null(zone), or_null(grid), or_null(community), id).run();
    };
    const auto [buildings, counted] = buildings_to_place(db, ladder, put);
    for (const auto& [id, zone] : counted) put_into(id, zone);
    const auto placed = ladder.place(buildings.points);
    for (std::size_t i = 0; i < buildings.ids.size(); ++i) {
        put_into(buildings.ids[i], placed.zones[i]);
        if (i % 65536 == 0) {
            progress.at("placing buildings", std::int64_t(i), std::int64_t(buildings.ids.size()));
            if (progress.stopped()) return Progress::cancelled();
        }
    }
    buildings_in_several = std::int64_t(placed.several.size());
    in_several.clear();
    add_defects(in_several, db, ladder, "building", buildings, placed);
    if (!put) db.run("UPDATE building SET zone_id = NULL, grid_id = NULL, community_id = NULL WHERE surface_point IS NULL AND zone_id IS NOT NULL");
    // A building that has ended keeps its place, and so do households that still name it.
    auto ended = db.prepare("SELECT id, coalesce(grid_id, 0), coalesce(community_id, 0) FROM building WHERE valid_to IS NOT NULL");
    while (ended.step()) {
        grid_of.set(ended.integer(0), ended.integer(1));
        community_of.set(ended.integer(0), ended.integer(2));
    }
    placed_at = changes_of_places();
    return {};
}

Result<Placement> Writer::place(const Progress& progress) { return impl_->place(progress, nullptr); }
Result<Placement> Writer::place(const std::vector<PutBuilding>& put, const Progress& progress) { return impl_->place(progress, &put); }

Result<Placement> Writer::Impl::place(const Progress& progress, const std::vector<PutBuilding>* put) {
    return guarded(path, [&]() -> Result<Placement> {
        const bool households_placed = fresh && placed_at == changes_of_places();
        if (auto placed = place_buildings(progress, put); !placed) return fail(std::move(placed.error()));
        if (!households_placed) {
            progress.at("placing households", 0, 0);
            const auto old = state_of("household").last_before;
            for (const auto& [rows, id] : {std::pair("household.id <= ?", old), std::pair("household.id > ?", old + 1)}) {
                const auto pause = unrecorded("household", id);
                db.prepare(fmt::format("UPDATE household SET grid_id = NULL, community_id = NULL WHERE building_id IS NULL AND "
                                       "(grid_id IS NOT NULL OR community_id IS NOT NULL) AND {}", rows)).with(old).run();
                db.prepare(fmt::format("UPDATE household SET grid_id = b.grid_id, community_id = b.community_id FROM building b "
                                       "WHERE b.id = household.building_id AND (household.grid_id IS NOT b.grid_id OR "
                                       "household.community_id IS NOT b.community_id) AND {}", rows)).with(old).run();
            }
        }
        if (progress.stopped()) return Progress::cancelled();

        const auto old_issues = state_of("issue").last_before;
        db.run("UPDATE issue SET zone_id = NULL WHERE geom IS NULL AND building_id IS NULL AND zone_id IS NOT NULL");
        // An issue lies where it was seen; one without a place lies with its building.
        for (const auto& [rows, id] : {std::pair("issue.id <= ?", old_issues), std::pair("issue.id > ?", old_issues + 1)}) {
            const auto pause = unrecorded("issue", id);
            db.prepare(fmt::format("UPDATE issue SET zone_id = b.zone_id FROM building b WHERE b.id = issue.building_id AND "
                                   "issue.geom IS NULL AND issue.zone_id IS NOT b.zone_id AND {}", rows)).with(old_issues).run();
        }
        Placement placement;
        placement.buildings_in_several = buildings_in_several;
        placement.in_several = in_several;
        const auto issues = read_points(db, "SELECT id, geom FROM issue WHERE geom IS NOT NULL ORDER BY id");
        if (!issues.ids.empty()) {
            const Ladder ladder(db);
            const auto placed = ladder.place(issues.points);
            auto move = db.prepare("UPDATE issue SET zone_id = ?1 WHERE id = ?2 AND zone_id IS NOT ?1");
            for (std::size_t i = 0; i < issues.ids.size(); ++i) {
                const auto pause = unrecorded("issue", issues.ids[i]);
                move.with(or_null(placed.zones[i]), issues.ids[i]).run();
            }
            placement.issues_in_several = std::int64_t(placed.several.size());
            add_defects(placement.in_several, db, ladder, "issue", issues, placed);
        }
        db.run("DELETE FROM defect WHERE kind = 'in_several_zones'");
        keep_event_attributes(db, [&](std::int64_t household) { return unrecorded("household", household); });

        auto counts = db.prepare("SELECT count(*), count(*) - count(zone_id) FROM building WHERE valid_to IS NULL");
        counts.step();
        placement.buildings = counts.integer(0);
        placement.outside = counts.integer(1);
        placement.zones = db.integer("SELECT count(*) FROM zone WHERE valid_to IS NULL").value_or(0);
        auto outside = db.prepare("SELECT source_key FROM building WHERE valid_to IS NULL AND zone_id IS NULL ORDER BY id LIMIT 20");
        while (placement.outside > 0 && outside.step()) placement.outside_examples.emplace_back(outside.text(0));
        return placement;
    });
}

}  // namespace huegrid::store
