/// @file row_maker.hpp
/// Usable rows of the recipe's tables become rows of the batch, linked to each other by key, address or point.
///
/// Layer    ingest.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/ingest/building_finder.hpp"
#include "engine/ingest/import.hpp"
#include "engine/ingest/persons.hpp"
#include "engine/ingest/row.hpp"

namespace huegrid::ingest {

class RowMaker {
public:
    /// All three outlive it. `keys` receives the ids of new rows.
    RowMaker(const Recipe& recipe, model::ExistingKeys& keys, Import& import);

    /// Asks for the columns that attributes need of a table of households or persons.
    void ask_for_attributes(Fields& fields) const;

    /// `shape` is in the file's CRS; empty when the row has none.
    void add(const Row& row, geo::Shape shape);

    /// Once all is read: parents of zones, figures of persons.
    void finish();

private:
    struct Parent {
        std::size_t zone;
        std::string key;
        Defect defect;  ///< should there be no such zone
    };

    /// The id for the row's key, or 0 if the key was there before in this import.
    [[nodiscard]] std::int64_t new_id(const Row& row, model::KeyIndex& keys);
    /// The id of the row's field `field`, or 0; reported as `kind` when it is filled but unknown.
    [[nodiscard]] std::int64_t link(const Row& row, std::string_view field, const model::KeyIndex& keys,
                                    std::string kind, std::string done) const;
    [[nodiscard]] Home home_of(const Row& row, const geo::Shape& shape) const;

    void add_estate(const Row& row, geo::Shape shape);
    void add_zone(const Row& row, geo::Shape shape);
    void add_building(const Row& row, geo::Shape shape);
    void add_line(const Row& row, geo::Shape shape);
    void add_service_point(const Row& row, geo::Shape shape);
    void add_room(const Row& row, const geo::Shape& shape);
    void add_household(const Row& row, const geo::Shape& shape);
    void add_person(const Row& row, const geo::Shape& shape);
    void add_skill(const Row& row);
    void add_member(const Row& row);
    void add_post(const Row& row);
    void add_assignment(const Row& row);
    void add_issue_type(const Row& row);
    void add_issue(const Row& row, geo::Shape shape);
    void add_issue_event(const Row& row);
    void add_visit(const Row& row);

    [[nodiscard]] model::HouseholdRow household_from(const Row& row, const geo::Shape& shape) const;
    void link_parents();
    void fill_figures();

    const Recipe& recipe_;
    model::ExistingKeys& keys_;
    Import& import_;
    model::Batch& batch_;
    BuildingFinder finder_;
    bool households_listed_ = false;  ///< by [[household]]; else they are made from persons
    std::map<const model::KeyIndex*, std::unordered_set<std::int64_t>> seen_;  ///< ids given in this import
    std::set<std::string> skills_, issue_types_;
    std::vector<Parent> parents_;
    std::unordered_map<std::string, std::size_t> household_at_;         ///< source key → row in the batch
    std::unordered_map<std::size_t, std::string> household_as_stated_;  ///< row → what its first person says of it
    std::unordered_map<std::size_t, PersonFigures> figures_;
    std::unordered_map<std::int64_t, std::size_t> issue_at_;
};

}  // namespace huegrid::ingest
