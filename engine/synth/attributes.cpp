#include "engine/synth/attributes.hpp"

#include <algorithm>
#include <cmath>

namespace huegrid::synth {
namespace {

using model::Attribute;
using model::AttributeType;
using model::Origin;
using model::Sensitivity;
using model::Value;

Value value_of(const std::optional<int>& v) { return v ? Value(std::int64_t(*v)) : Value(); }
Value value_of(const std::optional<bool>& v) { return v ? Value(std::int64_t(*v)) : Value(); }
Value value_of(const std::optional<double>& v) { return v ? Value(*v) : Value(); }
Value value_of(const std::optional<Date>& v) { return v ? Value(*v) : Value(); }
Value value_of(const std::string& v) { return v.empty() ? Value() : Value(v); }

struct RegisterColumn {
    Attribute attribute;
    Value (*of)(const Traits&);
};

template <auto member>
Value get(const Traits& traits) {
    return value_of(traits.*member);
}

constexpr const char* for_care = "deciding how often somebody calls";

/// The register, written once.
const std::vector<RegisterColumn>& columns() {
    using enum AttributeType;
    using enum Sensitivity;
    using T = Traits;
    static const std::vector<RegisterColumn> list{
        {{"persons", integer, {"人数", "Persons"}, "", Origin::aggregated, internal, ""}, get<&T::persons>},
        {{"oldest_age",
          integer,
          {"最年长者年龄", "Age of the oldest"},
          "",
          Origin::aggregated,
          personal,
          for_care},
         get<&T::oldest_age>},
        {{"n_minors", integer, {"未成年人数", "Minors"}, "", Origin::aggregated, personal, for_care},
         get<&T::n_minors>},
        {{"living_alone", boolean, {"独居", "Lives alone"}, "", Origin::aggregated, personal, for_care},
         get<&T::living_alone>},
        {{"disability", boolean, {"有残疾人", "Disability"}, "", Origin::aggregated, sensitive, for_care},
         get<&T::disability>},
        {{"low_income", boolean, {"低收入", "Low income"}, "", Origin::imported, sensitive, for_care},
         get<&T::low_income>},
        {{"chronic_illness", boolean, {"慢性病", "Chronic illness"}, "", Origin::aggregated, sensitive, for_care},
         get<&T::chronic_illness>},
        {{"needs_followup", boolean, {"需跟进", "Needs follow-up"}, "", Origin::event, internal, ""},
         get<&T::needs_followup>},
        {{"veteran", boolean, {"有退役军人", "Veteran"}, "", Origin::aggregated, personal, for_care}, get<&T::veteran>},
        {{"tenancy", text, {"居住方式", "Tenancy"}, "", Origin::imported, internal, ""}, get<&T::tenancy>},
        {{"floor_area", real, {"建筑面积", "Floor area"}, "m2", Origin::imported, internal, ""},
         get<&T::floor_area_m2>},
        {{"move_in", date, {"入住日期", "Moved in"}, "", Origin::imported, internal, ""}, get<&T::move_in>},
        {{"last_visit", date, {"最近走访", "Last visit"}, "", Origin::event, internal, ""}, get<&T::last_visit>},
        {{"fee_paid", boolean, {"已交物业费", "Fee paid"}, "", Origin::imported, internal, ""}, get<&T::fee_paid>},
        {{"n_open_complaints", integer, {"未结投诉", "Open complaints"}, "", Origin::event, internal, ""},
         get<&T::n_open_complaints>},
        {{"has_volunteer", boolean, {"有志愿者", "Has a volunteer"}, "", Origin::aggregated, internal, ""},
         get<&T::has_volunteer>},
    };
    return list;
}

void draw_people(Traits& t, Dice& dice) {
    const double size = dice.unit();
    const int persons = size < .2    ? 1
                        : size < .5  ? 2
                        : size < .78 ? 3
                        : size < .9  ? 4
                        : size < .95 ? 5
                                     : dice.roll(6, 9);
    const bool old = dice.chance(persons == 1 ? .35 : .25);
    const int age = old ? dice.roll(64, 97) : dice.roll(22, 66);
    const bool few_minors = dice.chance(.08);
    const int minors = persons >= 3 ? std::min(persons - 1, dice.roll(0, 25) / 10) : persons == 2 && few_minors ? 1 : 0;
    t.persons = persons;
    t.oldest_age = age;
    t.n_minors = minors;
    t.living_alone = persons == 1;
    t.disability = dice.chance(.05);
    t.low_income = dice.chance(.07);
    t.chronic_illness = dice.chance(age >= 65 ? .35 : .06);
    t.needs_followup = dice.chance(.02);
    t.veteran = dice.chance(.03);
    t.has_volunteer = dice.chance(.18);
}

void draw_nobody(Traits& t) {
    t.persons = 0;
    t.n_minors = 0;
    t.living_alone = t.disability = t.low_income = t.chronic_illness = t.needs_followup = t.veteran = t.has_volunteer =
        false;
}

/// Nobody has asked everywhere: a register has holes, and `unknown` must have somebody to show.
void make_holes(Traits& t, Dice& dice) {
    if (dice.chance(.015)) t.oldest_age.reset();
    if (dice.chance(.012)) t.disability.reset();
    if (dice.chance(.015)) t.low_income.reset();
    if (dice.chance(.020)) t.chronic_illness.reset();
    if (dice.chance(.010)) t.living_alone.reset();
}

}  // namespace

const std::vector<Attribute>& town_attributes() {
    static const std::vector<Attribute> attributes = [] {
        std::vector<Attribute> list;
        for (const auto& column : columns()) list.push_back(column.attribute);
        return list;
    }();
    return attributes;
}

std::vector<Value> values(const Traits& traits) {
    std::vector<Value> row;
    row.reserve(columns().size());
    for (const auto& column : columns()) row.push_back(column.of(traits));
    return row;
}

Traits draw_household(Dice& dice, const std::string& kind, Date as_of) {
    using std::chrono::days;
    Traits t;
    t.kind = kind;
    const bool home = kind == "home";
    const double use = dice.unit();
    t.occupancy = use < .05 ? "vacant" : use < (home ? .31 : .75) ? "let" : use < .98 || !home ? "own" : "registered";
    if (home && t.occupancy == "vacant") draw_nobody(t);
    if (home && t.occupancy != "vacant") draw_people(t, dice);
    if (home) make_holes(t, dice);

    const bool rented = t.occupancy == "let";
    if (t.occupancy != "vacant") {
        t.tenancy = rented ? "renter" : "owner";
        t.move_in = as_of - days(int((rented ? 1500 : 9000) * dice.unit()));
        const double ago = dice.unit();
        if (dice.chance(.85)) t.last_visit = as_of - days(int(ago * ago * 720));
    }
    t.fee_paid = dice.chance(.82);
    t.n_open_complaints = dice.chance(.88) ? 0 : dice.roll(1, 5);
    const int persons = t.persons.value_or(2);
    double area_m2 = home ? dice.between(28, 118) + 9.0 * persons : dice.between(20, 260);
    if (rented && persons >= 6 && dice.chance(.5)) area_m2 = persons * dice.between(5, 10);
    t.floor_area_m2 = std::floor(area_m2 * 10) / 10;
    return t;
}

}  // namespace huegrid::synth
