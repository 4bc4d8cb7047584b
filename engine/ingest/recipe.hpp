/// @file recipe.hpp
/// A recipe: which layer and filter becomes what, which column is which field. TOML.
///
/// Layer    ingest. (The ingest room fills this header in.)
#pragma once

namespace huegrid::ingest {
struct Recipe {};
}  // namespace huegrid::ingest
