/// Households, what supplements add to them, and persons, who become figures of them.
#include <fmt/format.h>

#include <algorithm>

#include "engine/address/address.hpp"
#include "engine/ingest/rows/row_maker.hpp"

namespace huegrid::ingest {

/// Another table of the same import may fill an attribute later; only those that none fills are left alone.
std::set<std::string> RowMaker::kept_attributes(const Rows& rows) const {
    std::vector<const Rows*> fillers{&rows};
    if (households_held_)
        for (const auto& other : recipe_.rows)
            if (other.target == Target::person || other.supplement) fillers.push_back(&other);
    return plan_.not_filled_by(fillers);
}

void RowMaker::fill_attributes(std::vector<model::Value>& values, const Row& row) const {
    values.resize(plan_.entries());
    std::string made;
    for (const auto e : entries_) {
        const auto& entry = recipe_.attributes[e];
        values[e] = row.value(row.fields().text(entry.mapping, row.record(), made), entry);
    }
}

void RowMaker::fill_place(model::HouseholdRow& household, const Row& row, const geo::Shape& shape) const {
    const auto home = home_of(row, shape);
    household.building = home.building;
    household.room = home.room;
    auto inside = inside_by(row);
    if (inside.contradicts) row.report("not_a_door", fmt::format("'{}' is more than a door, and its row says otherwise", row.text("door")), "kept as it is");
    household.unit = std::move(inside.unit);
    household.floor = std::move(inside.floor);
    household.door = std::move(inside.door);
    if (const auto* room = finder_.room(home.room)) {
        if (household.unit.empty()) household.unit = room->unit;
        if (household.floor.empty()) household.floor = room->floor;
        if (household.door.empty()) household.door = room->door;
    } else if (by_words(row.fields().rows())) {
        fill_door(row, household);
    }
}

void RowMaker::fill(model::HouseholdRow& household, const Row& row, const geo::Shape& shape) {
    fill_place(household, row, shape);
    if (auto kind = row.text("kind"); !kind.empty()) household.kind = std::move(kind);
    household.occupancy = row.text("occupancy");
    household.contact_name = row.text("contact_name");
    household.contact_phone = row.text("contact_phone");
    keys_.household_of_room.set_or_mark(household.room.value, household.id.value);
    keys_.household_of_building.set_or_mark(household.building.value, household.id.value);
    if (asks_for_doors_) doors_.add(household.id, household.building, household.unit, household.door);
}

void RowMaker::add_household(const Row& row, const geo::Shape& shape) {
    if (erased(row, "household", keys_.households.find(row.text("key")))) return;
    auto* household = made(row, keys_.households, batch().households);
    if (!household) return;
    fill(*household, row, shape);
    fill_attributes(household->values, row);
    if (households_held_)
        household_at_.emplace(household->id.value, HeldAt{outbox_.held().size() - 1, batch().households.size() - 1});
    else
        household->values = plan_.resolved(std::move(household->values));
}

/// By its key; without one, the only household of the room or behind the door, else of the building, that address or point
/// lead to.
std::int64_t RowMaker::household_meant_by(const Row& row, const geo::Shape& shape) const {
    if (const auto key = row.text("key"); !key.empty()) return keys_.households.find(key);
    if (row.maps("key")) return 0;
    model::HouseholdRow at;
    fill_place(at, row, shape);
    auto only = keys_.household_of_room.find(at.room.value);
    if (only == 0 && !at.door.empty()) only = doors_.find(at.building, at.unit, at.door);
    else if (only == 0) only = behind_any_door(at.building, row).value_or(keys_.household_of_building.find(at.building.value));
    return std::max<std::int64_t>(only, 0);
}

std::optional<std::int64_t> RowMaker::behind_any_door(BuildingId building, const Row& row) const {
    std::optional<std::int64_t> only;
    for (const auto& reading : address::readings(address::parse_address(row.text("address")))) {
        if (reading.door.empty() && reading.unit.empty()) continue;
        const auto found = reading.door.empty() ? 0 : doors_.find(building, reading.unit, reading.door);
        const auto before = only.value_or(0);
        only = found == 0 || found == before ? before : before == 0 ? found : -1;
    }
    return only;
}

void RowMaker::add_supplement(const Row& row, const geo::Shape& shape) {
    const auto id = household_meant_by(row, shape);
    if (erased(row, "household", id)) return;
    auto at = household_at_.find(id);
    if (id == 0 || (!only_supplements_ && at == household_at_.end()))
        return row.report("no_household", row.text("key").empty() ? std::string("no one household is at its place")
                                                                  : fmt::format("there is no household '{}'", row.text("key")),
                          "kept out");
    if (at == household_at_.end()) {
        at = household_at_.emplace(id, HeldAt{outbox_.held().size() - 1, batch().households.size()}).first;
        auto& household = batch().households.emplace_back();
        household.id = HouseholdId{id};
        household.values.resize(plan_.entries());
    }
    auto& values = outbox_.held()[at->second.batch].households[at->second.row].values;
    std::vector<model::Value> said;
    fill_attributes(said, row);
    bool twice = false;
    for (const auto e : entries_) {
        if (std::holds_alternative<std::monostate>(said[e])) continue;
        twice |= !std::holds_alternative<std::monostate>(values[e]) && values[e] != said[e];
        if (std::holds_alternative<std::monostate>(values[e])) values[e] = std::move(said[e]);
    }
    if (twice) row.report("duplicate_key", "another row says otherwise of this household", "the first row's word was taken");
}

namespace {

/// What any person's row may say of its household; where it lies is the first one's to say.
constexpr std::pair<std::string_view, std::string model::HouseholdRow::*> said_by_any[]{
    {"occupancy", &model::HouseholdRow::occupancy}, {"contact_name", &model::HouseholdRow::contact_name}, {"contact_phone", &model::HouseholdRow::contact_phone}};

/// Takes what the persons before left unsaid.
void fill_unsaid(model::HouseholdRow& household, const std::vector<std::string>& stated, std::vector<std::string>& before) {
    const auto& fields = schema_of(Target::person).fields;
    for (std::size_t i = 0; i < stated.size(); ++i)
        for (const auto& [name, cell] : said_by_any)
            if (fields[i].name == name && before[i].empty()) household.*cell = before[i] = stated[i];
}

/// The fields in which a person's row contradicts those before it; what it leaves empty says nothing, and a telephone of
/// one's own contradicts nobody's.
std::string contradicted(const std::vector<std::string>& stated, const std::vector<std::string>& before) {
    std::string names;
    for (std::size_t i = 0; i < stated.size(); ++i)
        if (schema_of(Target::person).fields[i].name != "contact_phone" && !stated[i].empty() && stated[i] != before[i]) names += (names.empty() ? "" : ", ") + std::string(schema_of(Target::person).fields[i].name);
    return names;
}

/// Do both say where they live, and differently, however each of them writes it?
bool live_apart(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto plain = [](std::string_view field, const std::string& text) {
        if (field == "address") return address::normalised(address::parse_address(text));
        if (field == "building") return address::part_value(address::Part::building, text);
        if (field == "unit") return address::part_value(address::Part::unit, text);
        return field == "door" ? address::part_value(address::Part::door, text) : text;
    };
    constexpr std::string_view places[]{"address", "building_key", "room_key", "estate", "building", "unit", "door"};
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::string_view field = schema_of(Target::person).fields[i].name;
        if (a[i].empty() || b[i].empty() || a[i] == b[i] || std::find(std::begin(places), std::end(places), field) == std::end(places)) continue;
        if (plain(field, a[i]) != plain(field, b[i])) return true;
    }
    return false;
}

/// One number for two families: another head at another place isn't a slip of somebody who writes down one of them.
bool is_of_another_family(const std::vector<std::string>& stated, const std::vector<std::string>& before) {
    for (std::size_t i = 0; i < stated.size(); ++i)
        if (schema_of(Target::person).fields[i].name == "contact_name" && !stated[i].empty() && !before[i].empty() && stated[i] != before[i]) return live_apart(stated, before);
    return false;
}

bool says_a_place(const std::vector<std::string>& stated) {
    for (std::size_t i = 0; i < stated.size(); ++i) {
        const auto& field = schema_of(Target::person).fields[i].name;
        if (!stated[i].empty() && (field == "address" || field == "building" || field == "building_key" || field == "room_key" || field == "door")) return true;
    }
    return false;
}

}  // namespace

void RowMaker::hear(const Row& person, const std::string& household, Others& others) const {
    const auto take = [](const std::string& said, std::string& kept, bool& differ) {
        if (said.empty()) return;
        if (kept.empty()) kept = said;
        else differ = differ || kept != said;
    };
    take(person.text("contact_name"), others.name, others.names_differ);
    take(person.text("contact_phone"), others.phone, others.phones_differ);
    if (others.defect.kind.empty() && (others.names_differ || others.phones_differ))
        others.defect = person.defect("no_head", fmt::format("no person of household '{}' is its head, and they have several names or telephones", household), "kept without a contact");
}

void RowMaker::contacts_without_heads() {
    for (auto& [id, others] : others_) {
        if (others.headed) continue;
        const auto at = household_at_.at(id);
        auto& household = outbox_.held()[at.batch].households[at.row];
        if (!others.names_differ) household.contact_name = std::move(others.name);
        if (!others.phones_differ) household.contact_phone = std::move(others.phone);
        if (!others.defect.kind.empty()) import_.report.add(std::move(others.defect));
    }
    others_.clear();
}

void RowMaker::add_person(const Row& row, const geo::Shape& shape) {
    const auto key = row.text("household_key");
    const auto known_id = keys_.households.find(key);
    if (erased(row, "household", known_id)) return;
    auto at = household_at_.find(known_id);
    if (households_listed_ && at == household_at_.end())
        return row.report("no_household", fmt::format("household_key '{}' is not known", key), "kept out");
    std::vector<std::string> stated;
    const bool speaks = head_.conditions.empty() || holds_any(head_, row) == Truth::yes;
    for (const auto& field : schema_of(Target::person).fields) stated.push_back(!speaks && field.name.starts_with("contact_") ? "" : row.text(field.name));
    if (at == household_at_.end()) {
        auto& household = batch().households.emplace_back();
        household.id = HouseholdId{keys_.households.find_or_next(key)};
        household.source_key = key;
        household.values.resize(plan_.entries());
        fill(household, row, shape);
        if (!speaks) household.contact_name = household.contact_phone = "";
        household_as_stated_.emplace(household.id.value, std::move(stated));
        at = household_at_.emplace(household.id.value, HeldAt{outbox_.held().size() - 1, batch().households.size() - 1}).first;
    } else if (!households_listed_) {
        auto& before = household_as_stated_[at->first];
        // The other family's later rows may leave its head's name empty, and its place too.
        const auto other = other_families_.find(at->first);
        const bool theirs = other != other_families_.end() && (says_a_place(stated) ? live_apart(stated, before) && !live_apart(stated, other->second) : last_kept_out_ == at->first);
        last_kept_out_ = 0;
        if (theirs || is_of_another_family(stated, before)) {
            last_kept_out_ = at->first;
            if (!theirs) other_families_[at->first] = stated;
            return row.report("duplicate_key", fmt::format("household '{}' was there before, with another head at another place", key), "kept out");
        }
        fill_unsaid(outbox_.held()[at->second.batch].households[at->second.row], stated, before);
        if (const auto fields = contradicted(stated, before); !fields.empty())
            row.report("persons_disagree", fmt::format("another person of household '{}' says otherwise of {}", key, fields), "the first person's word was taken");
    }
    if (!head_.conditions.empty() && !households_listed_) {
        auto& others = others_[at->first];
        if (speaks) others.headed = true;
        else hear(row, key, others);
    }
    auto& figures = figures_.try_emplace(at->first, plan_.entries()).first->second;
    for (const auto e : entries_) figures.add(e, recipe_.attributes[e], row);
}

void RowMaker::complete_households() {
    contacts_without_heads();
    for (const auto& [id, figures] : figures_) {
        const auto at = household_at_.at(id);
        auto& values = outbox_.held()[at.batch].households[at.row].values;
        for (std::size_t e = 0; e < plan_.entries(); ++e)
            if (recipe_.attributes[e].aggregate != Aggregate::none) values[e] = figures.value(e, recipe_.attributes[e]);
    }
    for (auto& held : outbox_.held())
        for (auto& household : held.households) household.values = plan_.resolved(std::move(household.values));
    household_at_.clear();
    household_as_stated_.clear();
    other_families_.clear();
    figures_.clear();
}

}  // namespace huegrid::ingest
