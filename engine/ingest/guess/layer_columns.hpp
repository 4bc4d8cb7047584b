/// @file layer_columns.hpp
/// A layer's columns while it is decided what they are: found by their words and values, each used once.
///
/// Layer    ingest, inside only. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/ingest/guess/column_traits.hpp"
#include "engine/ingest/guess/person_ledger.hpp"
#include "engine/ingest/recipe/schema.hpp"

namespace huegrid::ingest {

class LayerColumns {
public:
    /// Fills merged cells down first, where the columns are parts of an address or, a row a person, of the household.
    LayerColumns(const sources::SourceDescription& source, const sources::LayerDescription& layer);

    [[nodiscard]] const sources::LayerDescription& layer() const { return layer_; }
    [[nodiscard]] const std::vector<ColumnTraits>& all() const { return traits_; }
    [[nodiscard]] const std::vector<std::string>& filled_down() const { return filled_down_; }
    /// Not null if each row is a person.
    [[nodiscard]] const PersonLedger* ledger() const { return ledger_ ? &*ledger_ : nullptr; }
    /// Of a ledger: do nearly all households say one thing in it on all rows, or on the first only?
    [[nodiscard]] bool is_of_household(std::size_t column) const;
    /// The column that says how persons are related, and its words for the head of a household; none where no row is a head's.
    struct Heads {
        std::size_t relation;
        std::vector<std::string> words;
    };
    [[nodiscard]] std::optional<Heads> heads() const;
    /// $file or $sheet (both, if need be) where each begins to number its homes anew: one key's rows in several of them say other
    /// things of where it is or who lives there. Empty where a number means one home in all of them.
    [[nodiscard]] std::vector<std::size_t> numbered_anew_by(std::size_t key) const;
    /// $sheet and $file, where they tell sheets apart.
    [[nodiscard]] std::vector<std::size_t> sheet_names() const;

    /// The first of `words` that is a column's plain name.
    [[nodiscard]] std::optional<std::size_t> named(std::span<const std::string_view> words) const;
    /// The column that can be this field: by its name, its values and what is personal about them. An address is one by its
    /// values alone as well.
    [[nodiscard]] std::optional<std::size_t> of_field(Target target, const Field& field) const;
    /// Longitude and latitude as columns of degrees, those first whose names say by which frame.
    struct Degrees {
        std::size_t x, y;
        std::string crs;  ///< "" = their names don't say
    };
    [[nodiscard]] std::optional<Degrees> degrees() const;
    /// Are most of these places where Chinese map services shift what they show? One typed the wrong way round tells nothing.
    [[nodiscard]] bool may_be_shifted(const Degrees& by) const;
    /// Named like coordinates, but not in degrees.
    [[nodiscard]] bool has_unknown_coordinates() const;
    /// Are there times whose clock's zone isn't said?
    [[nodiscard]] bool has_times_of_some_clock(std::size_t column) const;
    /// Estate, building, unit, door: those that are columns of their own. Sheets or files that are called so do as well.
    [[nodiscard]] std::vector<std::size_t> address_parts() const;
    /// Do its doors hold units as well (1-101, 3栋1单元101室), and buildings?
    [[nodiscard]] bool holds_units(std::size_t doors) const;
    [[nodiscard]] bool holds_buildings(std::size_t doors) const;
    /// Do the columns' values together tell every row apart?
    [[nodiscard]] bool tell_apart(const std::vector<std::size_t>& columns) const;
    /// Of the values of `column`, how many pass.
    template <class Test>
    [[nodiscard]] double share(std::size_t column, Test test) const {
        std::size_t passed = 0, filled = 0;
        for (const auto& row : layer_.rows) {
            if (row[column].empty()) continue;
            ++filled;
            passed += test(row[column]) ? 1 : 0;
        }
        return filled == 0 ? 0.0 : static_cast<double>(passed) / static_cast<double>(filled);
    }

private:
    /// Is each sheet a building, with the column filled in its first row?
    [[nodiscard]] bool begins_each_building(std::size_t column) const;
    [[nodiscard]] bool fits(std::size_t column, Content content) const;
    /// Columns that are called x and y in one frame.
    [[nodiscard]] std::vector<Degrees> coordinates() const;

    sources::LayerDescription layer_;
    std::vector<std::string> plain_;
    std::vector<std::string> filled_down_;
    std::vector<ColumnTraits> traits_;
    std::optional<PersonLedger> ledger_;
};

}  // namespace huegrid::ingest
