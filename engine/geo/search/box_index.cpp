#include "engine/geo/search/box_index.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <utility>

namespace huegrid::geo {
namespace {

namespace bg = boost::geometry;
using Box = bg::model::box<bg::model::point<double, 2, bg::cs::cartesian>>;
using Entry = std::pair<Box, Index>;

Box boost_box(const WorldBox& box) { return {{box.min.x, box.min.y}, {box.max.x, box.max.y}}; }

/// Boxes with extent or of a single point; not empty ones, nor those that hold a NaN.
std::vector<Entry> entries(std::span<const WorldBox> boxes) {
    std::vector<Entry> all;
    all.reserve(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (boxes[i].intersects(boxes[i])) all.emplace_back(boost_box(boxes[i]), Index(i));
    return all;
}

}  // namespace

struct BoxIndex::Impl {
    bg::index::rtree<Entry, bg::index::quadratic<8>> tree;  ///< built from a range, so packed
};

BoxIndex::BoxIndex(std::span<const WorldBox> boxes) : impl_(std::make_unique<Impl>(Impl{decltype(Impl::tree)(entries(boxes))})) {}
BoxIndex::BoxIndex(BoxIndex&&) noexcept = default;
BoxIndex& BoxIndex::operator=(BoxIndex&&) noexcept = default;
BoxIndex::~BoxIndex() = default;

void BoxIndex::query(const WorldBox& where, void (*found)(void*, Index), void* context) const {
    if (where.empty()) return;
    impl_->tree.query(bg::index::intersects(boost_box(where)),
                      boost::make_function_output_iterator([&](const Entry& entry) { found(context, entry.second); }));
}

std::vector<Index> BoxIndex::nearest(const WorldBox& where, std::size_t count) const {
    std::vector<Index> found;
    if (where.empty() || count == 0) return found;
    const auto asked = boost_box(where);
    std::vector<std::pair<double, Index>> by_distance;
    impl_->tree.query(bg::index::nearest(asked, unsigned(std::min(count, impl_->tree.size()))), boost::make_function_output_iterator([&](const Entry& entry) {
        by_distance.emplace_back(bg::comparable_distance(asked, entry.first), entry.second);
    }));
    std::sort(by_distance.begin(), by_distance.end());
    for (const auto& [distance, index] : by_distance) found.push_back(index);
    return found;
}

std::vector<Index> BoxIndex::touching(const WorldBox& box) const {
    std::vector<Index> found;
    for_each_touching(box, [&](Index i) { found.push_back(i); });
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace huegrid::geo
