#include "engine/store/commands/measure_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/base/parallel.hpp"
#include "engine/geo/search/feature_index.hpp"
#include "engine/store/database/schema.hpp"
#include "engine/store/database/shape_blob.hpp"

namespace huegrid::store {
namespace {

using conditions::Measure;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t at_a_time = 16'384, for_a_thread = 512;  ///< buildings

geo::FeatureIndex index_of(const Database& db, const std::string& layer) {
    std::vector<geo::Shape> features;
    for (const auto& [table, word] : layer_tables(db)) {
        const auto of_layer = table == layer ? std::string("?1 = ?1") : word.empty() ? std::string("?1 IS NULL") : fmt::format("{} = ?1", word);
        auto rows = db.prepare(fmt::format("SELECT geom FROM {} WHERE valid_to IS NULL AND geom IS NOT NULL AND {} ORDER BY id", table, of_layer));
        rows.bind(1, layer);
        while (rows.step())
            if (auto shape = table == "zone" ? outline_of(rows, 0).shape : shape_of(rows, 0); !shape.empty()) features.push_back(std::move(shape));
    }
    return geo::FeatureIndex(features);
}

struct Building {
    std::int64_t id = 0;
    geo::Shape shape;  ///< where distances begin
    geo::WorldPoint at;
};

/// Calls `take` with some buildings at a time. One without a position is left out.
template <class Take>
void each_some(const Database& db, const std::optional<std::vector<std::int64_t>>& only, Take take) {
    std::vector<Building> some;
    const auto nominal = version_of(db) < 2 ? "0" : "coalesce(nominal, 0)";
    auto rows = db.prepare(fmt::format("SELECT id, {}, surface_point, geom FROM building WHERE geom IS NOT NULL AND surface_point IS NOT NULL{}", nominal,
                                       only ? " AND id = ?" : " ORDER BY id"));
    const auto read = [&] {
        while (rows.step()) {
            auto point = geo::from_geometry_blob(rows.blob(2));
            if (!point || point->empty()) continue;
            const auto at = point->points.front();
            auto shape = rows.integer(1) != 0 ? std::move(point) : geo::from_geometry_blob(rows.blob(3));
            if (shape && !shape->empty()) some.push_back({rows.integer(0), std::move(*shape), at});
            if (some.size() == at_a_time) take(some), some.clear();
        }
    };
    if (!only) read();
    else
        for (const auto id : *only) {
            rows.reset();
            rows.bind(1, id);
            read();
        }
    take(some);
}

double measured(const conditions::SpatialFormula& formula, const geo::FeatureIndex& layer, const Building& from) {
    switch (formula.measure) {
        case Measure::distance_to: return layer.distance_m(from.shape).value_or(missing);
        case Measure::within: return layer.covers(from.at);
        case Measure::count_within: return double(layer.count_within(from.shape, formula.metres));
    }
    return missing;
}

}  // namespace

std::vector<LayerTable> layer_tables(const Database& db) {
    std::vector<LayerTable> tables{{"service_point", "kind"}, {"line_feature", "kind"}, {"area_feature", "kind"}, {"zone", "level"}, {"estate", ""}};
    if (version_of(db) < 5) tables.erase(tables.begin() + 2);
    return tables;
}

std::vector<Measured> measured_attributes(const Database& db) {
    std::vector<Measured> found;
    if (version_of(db) < 5) return found;
    auto rows = db.prepare("SELECT name, formula FROM attribute WHERE origin = 'spatial' AND formula IS NOT NULL ORDER BY id");
    while (rows.step())
        if (auto formula = conditions::parse_spatial(rows.text(1))) found.push_back({std::string(rows.text(0)), std::move(*formula)});
    return found;
}

std::vector<ByBuilding> measure(const Database& db, const std::vector<Measured>& attributes, const std::optional<std::vector<std::int64_t>>& only) {
    std::map<std::string, geo::FeatureIndex> layers;
    for (const auto& attribute : attributes)
        if (!layers.contains(attribute.formula.layer)) layers.emplace(attribute.formula.layer, index_of(db, attribute.formula.layer));
    const auto last = only ? (only->empty() ? 0 : *std::max_element(only->begin(), only->end())) : db.integer("SELECT max(id) FROM building").value_or(0);
    std::vector<ByBuilding> numbers(attributes.size(), ByBuilding(std::size_t(last) + 1, missing));
    each_some(db, only, [&](const std::vector<Building>& some) {
        const std::size_t pieces = (some.size() + for_a_thread - 1) / for_a_thread;
        for_each_chunk(workers_for(pieces, 0), pieces, [&](std::size_t, std::size_t piece) {
            for (std::size_t b = piece * for_a_thread, end = std::min(b + for_a_thread, some.size()); b < end; ++b)
                for (std::size_t a = 0; a < attributes.size(); ++a)
                    numbers[a][std::size_t(some[b].id)] = measured(attributes[a].formula, layers.at(attributes[a].formula.layer), some[b]);
        });
    });
    return numbers;
}

model::Value value_of(const Measured& attribute, const ByBuilding& numbers, std::int64_t building) {
    const double number = building > 0 && std::size_t(building) < numbers.size() ? numbers[std::size_t(building)] : missing;
    if (std::isnan(number)) return {};
    if (attribute.formula.measure == Measure::distance_to) return number;
    return std::int64_t(number);
}

}  // namespace huegrid::store
