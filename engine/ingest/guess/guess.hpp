/// @file guess.hpp
/// A recipe proposed for files nobody has written one for: what each layer is, which column is which field, and why.
///
/// Layer    ingest. Pure: a description in, a text out, the same one each time.
///
/// A layer's kind is what most speaks for: its geometry, what it and its file are called, what its columns are called, how
/// its names end, how large its polygons are. A column is a field if its name is one of the field's words (column_words.hpp)
/// and its values fit. A key has to tell every row looked at apart. A register with a row for each person is told by cells that
/// are filled once a household, or repeated beside a relation to its head (person_ledger.hpp): its rows are counted as persons.
/// Whose name and telephone are the household's its head's row says, where a column tells the head.
/// Sheets that have the same columns are read together, and the others left out by name (except); where they are called as
/// buildings are, their name is the building and part of the key, as it is where each begins to number its homes anew. A list of codes and zones' names adds to zones (supplement). What is left of a household's row becomes attributes.
/// ID numbers, bank cards and what says somebody's belief or origin are left out, but a birth date or the persons' ages are
/// read from ID numbers or births (derived_column.hpp); no value of a personal column is in the text. What couldn't be decided is a line that begins with `# ?`.
#pragma once

#include <string>
#include <vector>

#include "engine/base/language.hpp"
#include "engine/sources/source_description.hpp"

namespace huegrid::ingest {

struct Guess {
    std::string recipe;  ///< TOML for parse_recipe; when no layer could be decided, comments only
    std::vector<std::string> reasons, questions;  ///< the comments by themselves
};

/// The recipe's comments are in the language; `reasons` and `questions` are English.
/// Cost  linear in the rows described.
[[nodiscard]] Guess guess_recipe(const std::vector<sources::SourceDescription>& sources, Language language = Language::en);

}  // namespace huegrid::ingest
