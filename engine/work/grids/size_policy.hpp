/// @file size_policy.hpp
/// How large grids may be, by their kind.
///
/// Layer    work. Pure.
#pragma once

#include <string_view>

#include "engine/grids/objective.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::work {

struct SizePolicy {
    grids::Sizes general{};
    grids::Sizes dedicated = grids::Sizes::any();  ///< parks, schools, offices: of any size, unless somebody says otherwise

    /// Of a zone's kind; what isn't dedicated is general.
    [[nodiscard]] const grids::Sizes& of(std::string_view kind) const { return kind == "dedicated" ? dedicated : general; }
};

/// Fails  bad_input: limits that cross or are negative, a target outside them; not_found: a limit on people, and the file doesn't
///        say how many live anywhere. Names the options.
[[nodiscard]] Result<void> check(const SizePolicy& sizes, const model::Snapshot& snapshot);

}  // namespace huegrid::work
