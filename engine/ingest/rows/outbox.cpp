#include "engine/ingest/rows/outbox.hpp"

#include <algorithm>

namespace huegrid::ingest {

Outbox::Outbox(const TakeBatch& take, std::size_t batch_rows, std::string recipe, ImportReport& report)
    : take_(take), batch_rows_(std::max<std::size_t>(1, batch_rows)), recipe_(std::move(recipe)), report_(report) {}

void Outbox::begin(model::Batch head, Keep keep) {
    keep_ = keep;
    rows_ = 0;
    head_ = std::move(head);
    if (keep == Keep::hold) held_.push_back(head_);
    else current_ = head_;
}

Result<void> Outbox::step(const geo::Crs& crs) {
    if (keep_ == Keep::hold || ++rows_ < batch_rows_) return {};
    auto full = std::exchange(current_, head_);
    rows_ = 0;
    return hand_over(crs, std::move(full));
}

Result<void> Outbox::end(const geo::Crs& crs) {
    if (keep_ == Keep::hold) return {};
    // An empty one goes too: it declares the attributes.
    return hand_over(crs, std::exchange(current_, {}));
}

Result<void> Outbox::release(const geo::Crs& crs) {
    for (; !held_.empty(); held_.pop_front())
        if (auto done = hand_over(crs, std::move(held_.front())); !done) return done;
    return {};
}

Result<void> Outbox::finish(const geo::Crs& crs) {
    if (!report_.unwritten.empty())
        if (auto done = hand_over(crs, {}); !done) return done;
    return flush(crs);
}

Result<void> Outbox::hand_over(const geo::Crs& crs, model::Batch&& batch) {
    for (auto& defect : report_.unwritten) defect.source = recipe_ + "/" + defect.source;
    batch.defects = std::exchange(report_.unwritten, {});
    waiting_.push_back(std::move(batch));
    return crs.epsg == 0 ? Result<void>() : flush(crs);
}

Result<void> Outbox::flush(const geo::Crs& crs) {
    for (; !waiting_.empty(); waiting_.pop_front())
        if (auto taken = take_(crs, std::move(waiting_.front())); !taken) return taken;
    return {};
}

}  // namespace huegrid::ingest
