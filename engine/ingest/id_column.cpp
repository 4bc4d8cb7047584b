#include "engine/ingest/id_column.hpp"

#include <utility>

#include "engine/address/identity.hpp"
#include "engine/sources/cell_damage.hpp"

namespace huegrid::ingest {
namespace {

int whole_years(Date from, Date to) {
    const std::chrono::year_month_day a(from), b(to);
    const bool birthday_is_to_come = std::pair(b.month(), b.day()) < std::pair(a.month(), a.day());
    return static_cast<int>(b.year()) - static_cast<int>(a.year()) - (birthday_is_to_come ? 1 : 0);
}

}  // namespace

bool IdColumn::fits(model::AttributeType type) const {
    if (says == Says::birth_date) return type == model::AttributeType::date;
    return type == model::AttributeType::integer || type == model::AttributeType::real;
}

std::optional<IdColumn> id_column(std::string_view name) {
    if (name.starts_with(birth_date_from_id)) return IdColumn{IdColumn::Says::birth_date, std::string(name.substr(birth_date_from_id.size()))};
    if (name.starts_with(age_from_id)) return IdColumn{IdColumn::Says::age, std::string(name.substr(age_from_id.size()))};
    return std::nullopt;
}

Result<std::string> said_by_id(const std::string& number, IdColumn::Says says, Date on) {
    if (const auto damage = sources::damage_of(number); !damage.empty()) return fail(ErrorCode::bad_input, std::string(damage));
    auto born = address::birth_date_from_id(number);
    if (!born) return fail(std::move(born.error()));
    if (*born > on) return fail(ErrorCode::bad_input, "has a birth date that is still to come");
    return says == IdColumn::Says::birth_date ? to_text(*born) : std::to_string(whole_years(*born, on));
}

}  // namespace huegrid::ingest
