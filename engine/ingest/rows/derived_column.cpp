#include "engine/ingest/rows/derived_column.hpp"

#include <utility>

#include "engine/address/identity.hpp"
#include "engine/sources/tables/cell_damage.hpp"
#include "engine/sources/value_text.hpp"

namespace huegrid::ingest {
namespace {

using Says = DerivedColumn::Says;

constexpr std::pair<std::string_view, Says> prefixes[]{
    {birth_date_from_id, Says::birth_date_of_id}, {age_from_id, Says::age_of_id}, {age_from_birth, Says::age_of_birth}, {unit_of, Says::unit}, {door_of, Says::door}};

/// 1 and 101 of 1-101 and 3栋1单元101室; of a cell with one part only, what that part can be: 101 and 101室 are no units.
std::string inside(Says says, const std::string& cell) {
    if (const auto both = address::inside_of(cell)) return says == Says::unit ? both->unit : both->door;
    constexpr std::size_t longest_unit = 2;
    const auto part = address::stated_part(says == Says::unit ? address::Part::unit : address::Part::door, cell);
    const bool is_door = says == Says::unit && (cell.ends_with("室") || (part.size() > longest_unit && part.find_first_not_of("0123456789") == std::string::npos));
    return is_door ? "" : part;
}

int whole_years(Date from, Date to) {
    const std::chrono::year_month_day a(from), b(to);
    const bool birthday_is_to_come = std::pair(b.month(), b.day()) < std::pair(a.month(), a.day());
    return static_cast<int>(b.year()) - static_cast<int>(a.year()) - (birthday_is_to_come ? 1 : 0);
}

Result<Date> born_by_id(const std::string& number) {
    if (const auto damage = sources::damage_of(number); !damage.empty()) return fail(ErrorCode::bad_input, std::string(damage));
    return address::birth_date_from_id(number);
}

Result<Date> born_by(const std::string& birth) {
    for (const auto& day : {sources::date_from(birth), sources::spreadsheet_day_from(birth), sources::first_day_from(birth)})
        if (day) return *day;
    return fail(ErrorCode::bad_input, "is no birth date");
}

}  // namespace

model::AttributeType DerivedColumn::type() const {
    if (is_age()) return model::AttributeType::integer;
    return says == Says::birth_date_of_id ? model::AttributeType::date : model::AttributeType::text;
}

bool DerivedColumn::fits(model::AttributeType wanted) const { return wanted == type() || (is_age() && wanted == model::AttributeType::real); }

std::optional<DerivedColumn> derived_column(std::string_view name) {
    for (const auto& [prefix, says] : prefixes)
        if (name.starts_with(prefix)) return DerivedColumn{says, std::string(name.substr(prefix.size()))};
    return std::nullopt;
}

Result<std::string> said_by(const std::string& cell, Says says, Date on) {
    if (says == Says::unit || says == Says::door) return inside(says, cell);
    auto born = says == Says::age_of_birth ? born_by(cell) : born_by_id(cell);
    if (!born) return fail(std::move(born.error()));
    if (*born > on) return fail(ErrorCode::bad_input, "has a birth date that is still to come");
    return says == Says::birth_date_of_id ? to_text(*born) : std::to_string(whole_years(*born, on));
}

}  // namespace huegrid::ingest
