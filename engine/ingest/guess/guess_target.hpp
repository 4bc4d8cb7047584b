/// @file guess_target.hpp
/// Which kind of thing a layer's rows are.
///
/// Layer    ingest, inside only. Pure.
#pragma once

#include <optional>
#include <string>

#include "engine/ingest/guess/layer_columns.hpp"

namespace huegrid::ingest {

struct TargetGuess {
    Target target = Target::zone;
    std::string because;
    bool supplement = false;  ///< a list of names and codes for zones that are there
    bool doubtful = false;  ///< another kind is nearly as likely
};

/// None when nothing speaks for any kind. `file` is the file's name or stem.
[[nodiscard]] std::optional<TargetGuess> guess_target(const LayerColumns& columns, const std::string& file);

}  // namespace huegrid::ingest
