/// @file row_maker.hpp
/// Usable rows of the recipe's tables become rows of batches, linked to each other by key, address or point.
///
/// Layer    ingest. Its parts by theme: row_maker_places, _register, _people, _issues.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/ingest/import.hpp"
#include "engine/ingest/recipe/attribute_plan.hpp"
#include "engine/ingest/rows/building_finder.hpp"
#include "engine/ingest/rows/door_index.hpp"
#include "engine/ingest/rows/outbox.hpp"
#include "engine/ingest/rows/persons.hpp"
#include "engine/ingest/rows/row.hpp"

namespace huegrid::ingest {

/// Unit, floor and door by a row's own columns, taken apart where the door's says its unit as well.
struct StatedInside {
    std::string unit, floor, door;
    bool contradicts = false;  ///< the door's cell names another unit or building than the row does
};

class RowMaker {
public:
    /// All of them outlive it. `keys` receives the ids of new rows, `outbox` the rows.
    RowMaker(const Recipe& recipe, model::ExistingKeys& keys, Import& import, Outbox& outbox, const model::FileHomes& file_homes);

    /// Begins a table of the recipe; asks for the columns that attributes need of it, and the file for the homes that it
    /// may link to. Fails as that does.
    [[nodiscard]] Result<void> begin(const Rows& rows, Fields& fields);
    /// `shape` is in the file's CRS; empty when the row has none.
    void add(const Row& row, geo::Shape shape);
    /// The record can't be used, but its source still has it: what the file has of it stays.
    void keep(const Row& row);
    /// A row of the table that has begun was kept out, and nobody knows which: nothing of its source may end.
    void lost_a_row() { import_.unsure.insert(batch().source); }
    /// The table has been read. True when those that are held are complete.
    [[nodiscard]] bool end(const Rows& rows, const Rows* next);

    /// Sources as the file calls them: "RECIPE/SOURCE".
    [[nodiscard]] static std::string recipe_word(const Recipe& recipe);

private:
    /// Tables whose rows complete each other and so are held together.
    enum class Group { none, zones, households, issues };
    struct Parent {
        std::size_t batch, zone;  ///< the row in the outbox's held()
        std::string key;
        Defect defect;  ///< should there be no such zone
    };
    struct HeldAt {
        std::size_t batch, row;
    };

    [[nodiscard]] Group group_of(const Rows& rows) const;
    [[nodiscard]] model::KeyIndex* keys_of(Target target) const;
    /// The id for the row's key, or 0, and reported, if the key was there before in this import.
    [[nodiscard]] std::int64_t new_id(const Row& row, model::KeyIndex& keys);
    /// The batch's new row for the record's key, or nullptr, as new_id.
    template <class Made>
    [[nodiscard]] Made* made(const Row& row, model::KeyIndex& keys, std::vector<Made>& rows) {
        const auto id = new_id(row, keys);
        if (id == 0) return nullptr;
        auto& one = rows.emplace_back();
        one.id = decltype(one.id){id};
        one.source_key = row.text("key");
        return &one;
    }
    /// Is it the first of the words that a vocabulary has as keys? Else reported.
    [[nodiscard]] bool first_of_its_key(const Row& row, std::set<std::string>& words) const;
    /// Was the person of the row `id` of `table` erased? Then nothing is taken of the record, and the report says so.
    [[nodiscard]] bool erased(const Row& row, std::string_view table, std::int64_t id) const;
    /// The id of the row's field `field`, or 0; reported as `kind` when it is filled but unknown.
    [[nodiscard]] std::int64_t link(const Row& row, std::string_view field, const model::KeyIndex& keys,
                                    std::string kind, std::string done) const;
    /// The file's homes, once they may be asked for by address, name or point.
    [[nodiscard]] Result<void> know_homes(const Rows& rows);
    /// Which household does the row mean, that says it by an address and not by a key?
    [[nodiscard]] static bool names_by_address(const Rows& rows);
    /// Does the table say in words where its rows are? A room's address is its own, by which others find it.
    [[nodiscard]] static bool by_words(const Rows& rows);
    [[nodiscard]] static HomeQuestions questions_of(const Recipe& recipe);
    [[nodiscard]] bool reads(std::string_view table, const std::string& source) const;
    [[nodiscard]] address::Home home_of(const Row& row, const geo::Shape& shape) const;
    [[nodiscard]] static StatedInside inside_by(const Row& row);
    /// The unit, floor and door that the address of a home without a room says, where the row has none of its own.
    void fill_door(const Row& row, model::HouseholdRow& household) const;
    /// Nothing led to a building; says why.
    void report_homeless(const Row& row, const StatedHome& stated, const BuildingFinder::Answer& answer, const geo::Shape& shape) const;
    [[nodiscard]] model::Batch& batch() { return outbox_.batch(); }

    void add_estate(const Row& row, geo::Shape shape);
    void add_zone(const Row& row, geo::Shape shape);
    void add_to_zone(const Row& row);
    void state_parent(const Row& row, HeldAt zone);
    void add_building(const Row& row, geo::Shape shape);
    void add_line(const Row& row, geo::Shape shape);
    void add_area(const Row& row, geo::Shape shape);
    void add_service_point(const Row& row, geo::Shape shape);
    void add_room(const Row& row, const geo::Shape& shape);
    void add_household(const Row& row, const geo::Shape& shape);
    void add_supplement(const Row& row, const geo::Shape& shape);
    void add_person(const Row& row, const geo::Shape& shape);
    void add_skill(const Row& row);
    void add_member(const Row& row);
    void add_post(const Row& row);
    void add_assignment(const Row& row);
    void add_issue_type(const Row& row);
    void add_issue(const Row& row, geo::Shape shape);
    void add_issue_event(const Row& row);
    void add_visit(const Row& row);

    /// Whom to ask for where no head says it: what persons say who aren't the head.
    struct Others {
        std::string name, phone;
        bool names_differ = false, phones_differ = false, headed = false;
        Defect defect;  ///< should they be needed and differ
    };
    void hear(const Row& person, const std::string& household, Others& others) const;
    void contacts_without_heads();
    void fill(model::HouseholdRow& household, const Row& row, const geo::Shape& shape);
    /// Building, room, unit, floor and door.
    void fill_place(model::HouseholdRow& household, const Row& row, const geo::Shape& shape) const;
    void fill_attributes(std::vector<model::Value>& values, const Row& row) const;
    [[nodiscard]] std::int64_t household_meant_by(const Row& row, const geo::Shape& shape) const;
    /// Of an address that can be read in several ways, as 3栋301, the one household that any of them leads to: 0 = none, -1 =
    /// several. nullopt where it says neither unit nor door.
    [[nodiscard]] std::optional<std::int64_t> behind_any_door(BuildingId building, const Row& row) const;
    [[nodiscard]] std::set<std::string> kept_attributes(const Rows& rows) const;
    void link_parents();
    void report_unlisted_zones(const Rows& list) const;
    void complete_zones();
    void complete_households();
    void sort_events();

    const Recipe& recipe_;
    model::ExistingKeys& keys_;
    Import& import_;
    Outbox& outbox_;
    const model::FileHomes& file_homes_;
    AttributePlan plan_;
    BuildingFinder finder_;
    bool households_listed_ = false;  ///< by [[household]]; else they are made from persons
    bool only_supplements_ = false;   ///< no table makes households
    bool households_held_ = false, issues_held_ = false;
    bool buildings_known_ = false, rooms_known_ = false, doors_known_ = false;  ///< the file's
    bool asks_for_doors_ = false;  ///< a list names its households by their address
    DoorIndex doors_;
    std::vector<std::size_t> entries_;                     ///< of attributes, that the current table fills
    std::map<const model::KeyIndex*, model::IdSet> seen_;  ///< ids given in this import
    std::set<std::string> skills_, issue_types_;
    std::vector<Parent> parents_;
    std::unordered_map<std::int64_t, HeldAt> zone_at_;
    std::set<std::int64_t> listed_zones_;  ///< by a supplement
    std::unordered_map<std::int64_t, HeldAt> household_at_;              ///< of those that are held
    std::unordered_map<std::int64_t, std::vector<std::string>> household_as_stated_;  ///< what its first person says of it, field by field
    std::unordered_map<std::int64_t, std::vector<std::string>> other_families_;  ///< what the first person says of a family whose number another has
    std::int64_t last_kept_out_ = 0;  ///< the household that the row before was not taken for
    AttributeRecipe head_;                            ///< its conditions are those of the current table's heads
    std::unordered_map<std::int64_t, Others> others_;  ///< of households whose table says who the head is
    std::unordered_map<std::int64_t, PersonFigures> figures_;
    std::unordered_map<std::int64_t, HeldAt> issue_at_;
};

}  // namespace huegrid::ingest
