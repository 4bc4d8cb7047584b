/// @file toml_text.hpp
/// Where each byte of a TOML string's value stands in the file, so that a mistake inside a condition is shown there.
///
/// Layer    tiers, inside.
#pragma once

#include <string_view>
#include <vector>

namespace huegrid::tiers {

/// For every byte of `value`, and for its end, the byte of `toml` it was written at; `at` is the opening quote (of any of
/// TOML's four kinds of strings). Empty when `toml` doesn't hold that value there.
[[nodiscard]] std::vector<std::size_t> bytes_written_at(std::string_view toml, std::size_t at, std::string_view value);

}  // namespace huegrid::tiers
