/// @file guess_layer.hpp
/// What one layer becomes, for guess.hpp.
///
/// Layer    ingest, inside only. Pure.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/ingest/guess/column_traits.hpp"
#include "engine/ingest/recipe/schema.hpp"

namespace huegrid::ingest {

/// A column of a household's row that is no field of it.
struct GuessedAttribute {
    std::string name, column, zh, en, unit;
    model::AttributeType type = model::AttributeType::text;
    std::string filling;     ///< TOML: column = "…", count = true …
    bool asks_why = false;   ///< sensitive: written as a comment until somebody says what it is kept for
};

struct GuessedLayer {
    std::optional<Target> target;  ///< none: nothing speaks for anything
    std::string layer;
    std::vector<std::string> except;  ///< of "*", as TOML
    std::vector<std::pair<std::string, std::string>> source_keys;  ///< of [source.NAME], with their TOML
    std::vector<std::pair<std::string, std::string>> fields;       ///< with their TOML
    std::string estate_column;  ///< of buildings: estates by number or name, which may be among the sources
    std::vector<GuessedAttribute> attributes;
    std::vector<std::string> reasons, questions;
};

[[nodiscard]] GuessedLayer guess_layer(const sources::SourceDescription& source, const sources::LayerDescription& layer);

/// A TOML basic string.
[[nodiscard]] std::string toml_quoted(std::string_view text);

}  // namespace huegrid::ingest
