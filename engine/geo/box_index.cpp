#include "engine/geo/box_index.hpp"

#include <algorithm>

#include "engine/geo/box_tree.hpp"

namespace huegrid::geo {

struct BoxIndex::Impl {
    BoxTree tree;
};

BoxIndex::BoxIndex(std::span<const WorldBox> boxes) : impl_(std::make_unique<Impl>(Impl{BoxTree(boxes)})) {}
BoxIndex::BoxIndex(BoxIndex&&) noexcept = default;
BoxIndex& BoxIndex::operator=(BoxIndex&&) noexcept = default;
BoxIndex::~BoxIndex() = default;

std::vector<Index> BoxIndex::touching(const WorldBox& box) const {
    std::vector<Index> found;
    impl_->tree.for_each_touching(box, [&](Index i) { found.push_back(i); });
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace huegrid::geo
