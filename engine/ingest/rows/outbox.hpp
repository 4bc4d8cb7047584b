/// @file outbox.hpp
/// Batches on their way out: handed over as they fill, or held until other tables have completed their rows.
///
/// Layer    ingest.
#pragma once

#include <deque>
#include <string>

#include "engine/ingest/import.hpp"

namespace huegrid::ingest {

class Outbox {
public:
    enum class Keep { stream, hold };

    /// `report` outlives it; its defects travel with the batches, under "`recipe`/SOURCE".
    Outbox(const TakeBatch& take, std::size_t batch_rows, std::string recipe, ImportReport& report);

    /// Begins a table of the recipe. `head` is what all its batches begin with.
    void begin(model::Batch head, Keep keep);
    /// Where rows go.
    [[nodiscard]] model::Batch& batch() { return keep_ == Keep::hold ? held_.back() : current_; }
    /// A record was read. `crs` as far as it is known: nothing leaves before that.
    [[nodiscard]] Result<void> step(const geo::Crs& crs);
    /// The table has been read.
    [[nodiscard]] Result<void> end(const geo::Crs& crs);

    /// What is held, one batch a table, in order.
    [[nodiscard]] std::deque<model::Batch>& held() { return held_; }
    [[nodiscard]] Result<void> release(const geo::Crs& crs);
    /// Everything has been read: whatever is left goes, even without a CRS.
    [[nodiscard]] Result<void> finish(const geo::Crs& crs);

private:
    [[nodiscard]] Result<void> hand_over(const geo::Crs& crs, model::Batch&& batch);
    [[nodiscard]] Result<void> flush(const geo::Crs& crs);

    const TakeBatch& take_;
    std::size_t batch_rows_;
    std::string recipe_;
    ImportReport& report_;
    Keep keep_ = Keep::stream;
    std::size_t rows_ = 0;
    model::Batch head_, current_;
    std::deque<model::Batch> held_, waiting_;  ///< for other tables; for a CRS
};

}  // namespace huegrid::ingest
