/// @file person_ledger.hpp
/// Recognises a register with a row for each person, in which what is said of the household stands once or is repeated.
///
/// Layer    ingest, inside only. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/sources/source_description.hpp"

namespace huegrid::ingest {

struct PersonLedger {
    std::vector<bool> begins;               ///< of each row: is it the first of its household?
    std::size_t households = 0;
    std::vector<std::size_t> filled_down;   ///< columns of the household that are empty on its other rows only
    std::optional<std::size_t> number;      ///< the column that numbers the households
    std::string because;                    ///< the end of "Taken for persons: "
};

/// `plain` are the columns' plain names. A household begins where a number, head or address of it is filled and was blank on
/// the rows of the others, or where that changes; and where a column says how they are related, heads must agree with it.
/// A column is filled down only if every household's first row has it, so that none gets what is another's.
[[nodiscard]] std::optional<PersonLedger> person_ledger(const sources::LayerDescription& layer, const std::vector<std::string>& plain);

/// Does a row begin another sheet?
[[nodiscard]] bool begins_sheet(const sources::LayerDescription& layer, std::size_t row);

}  // namespace huegrid::ingest
