/// @file error_words.hpp
/// The catalogue of errors by what they are about, for `error_in`, which looks them all up.
///
/// Layer    cli, inside only.
#pragma once

#include "engine/base/sentences.hpp"

namespace huegrid::cli {

/// Mistakes in a condition, a formula or a rulebook, and what a look at one warns of.
[[nodiscard]] Catalogue rulebook_sentences();

}  // namespace huegrid::cli
