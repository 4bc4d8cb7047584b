// A geometry blob of any bytes is a shape or an error; a shape is written and read as the same.
#include "engine/geo/shapes/geometry_blob.hpp"

#include <cmath>

#include "tests/fuzz/fuzz.hpp"

namespace geo = huegrid::geo;

std::vector<std::string> fuzz_seeds() {
    geo::Shape square;
    square.kind = geo::ShapeKind::polygon;
    square.points = {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {2, 2}, {2, 4}, {4, 4}};
    square.ring_ends = {4, 7};
    square.part_ends = {2};
    geo::Shape line;
    line.kind = geo::ShapeKind::line;
    line.points = {{0, 0}, {10, 0}, {10, 10}};
    line.ring_ends = {3};
    std::vector<std::string> seeds;
    for (const auto& shape : {square, line, geo::make_point({500000, 3400000})})
        for (const auto form : {geo::WkbForm::simplest, geo::WkbForm::multi}) {
            const auto blob = geo::to_geometry_blob(shape, 32632, form);
            seeds.emplace_back(blob.begin(), blob.end());
        }
    return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const std::span<const std::uint8_t> blob(data, size);
    (void)geo::envelope_of_blob(blob);
    const auto shape = geo::from_geometry_blob(blob);
    if (!shape) {
        hold(!shape.error().message.empty(), "an error says what is wrong", text);
        return 0;
    }
    hold(shape->points.size() * 8 <= size, "no more vertices than there are bytes for", text);
    hold(shape->ring_ends.empty() || shape->ring_ends.back() == shape->points.size(), "the rings hold every vertex", text);
    for (const auto& p : shape->points)
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) return 0;  // NaN isn't equal to itself
    if (shape->empty()) return 0;
    const auto again = geo::from_geometry_blob(geo::to_geometry_blob(*shape, 32632, geo::WkbForm::simplest));
    hold(again && *again == *shape, "what was read is written and read as the same", text);
    return 0;
}
