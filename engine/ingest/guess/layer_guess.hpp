/// @file layer_guess.hpp
/// Decides what one layer becomes, step by step: its kind and fields in guess_layer.cpp, its key in guess_key.cpp, a household's
/// attributes in guess_attributes.cpp.
///
/// Layer    ingest, inside only.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/ingest/guess/column_words.hpp"
#include "engine/ingest/guess/guess_layer.hpp"
#include "engine/ingest/guess/layer_columns.hpp"

namespace huegrid::ingest {

[[nodiscard]] bool counts_rows(const std::string& column);

class LayerGuess {
public:
    LayerGuess(const sources::SourceDescription& source, const sources::LayerDescription& layer) : source_(source), layer_(layer), columns_(source, layer) {}

    GuessedLayer decide();

private:
    [[nodiscard]] const ColumnTraits& column(std::size_t at) const { return columns_.all()[at]; }
    [[nodiscard]] std::string quoted_names(const std::vector<std::size_t>& at) const;
    [[nodiscard]] std::string joined(const std::vector<std::size_t>& parts) const;
    /// Of a key: units and doors without their words, so that 1单元 is 1 in the next version.
    [[nodiscard]] std::string joined_key(const std::vector<std::size_t>& parts) const;
    void because(std::string reason) { guess_.reasons.push_back(std::move(reason)); }
    void ask(std::string question) { guess_.questions.push_back(std::move(question)); }
    void set(std::string_view field, std::string toml) { guess_.fields.emplace_back(field, std::move(toml)); }
    void take(std::string_view field, std::size_t at);

    void leave_out();
    void personal();
    void points();
    void key(std::string_view field);
    void household_key();
    /// The column, behind the names of files or sheets that number their homes anew.
    bool anew(std::string_view field, std::size_t at);
    void ledger_key(const PersonLedger& ledger);
    void field(const Field& field);
    void contact(const Field& field, std::size_t at);
    /// Of a column of doors that hold their units: both fields are read from it.
    bool inside_of_doors(const Field& field);
    void with_words(const Field& field, std::size_t at);
    void made_up(const Field& field);
    void level();
    GuessedLayer zone_list();
    void place();
    void attributes();
    void attribute(std::size_t at, std::set<std::string>& names);
    void age(const std::string& column);
    /// Ages of persons, or a household's birth date, from a column of ID numbers that mostly check.
    bool from_ids();
    bool from_births();
    [[nodiscard]] model::AttributeType type_of_known(const KnownAttribute& known, std::size_t at);

    const sources::SourceDescription& source_;
    const sources::LayerDescription& layer_;
    LayerColumns columns_;
    std::set<std::size_t> used_;
    GuessedLayer guess_;
    Target target_ = Target::zone;
    bool asked_for_clock_ = false;
};

}  // namespace huegrid::ingest
