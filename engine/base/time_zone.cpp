#include "engine/base/time_zone.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

namespace huegrid {

struct TimeZone::Table {
    std::unique_ptr<icu::BasicTimeZone> zone;
};

std::optional<TimeZone> TimeZone::named(const std::string& name) {
    if (name.empty()) return std::nullopt;
    const bool offset = name.front() == '+' || name.front() == '-';
    std::unique_ptr<icu::TimeZone> found(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(offset ? "GMT" + name : name)));
    if (!found || *found == icu::TimeZone::getUnknown()) return std::nullopt;
    auto* basic = dynamic_cast<icu::BasicTimeZone*>(found.get());
    if (!basic) return std::nullopt;
    static_cast<void>(found.release());
    TimeZone zone;
    zone.table_ = std::make_shared<const Table>(Table{std::unique_ptr<icu::BasicTimeZone>(basic)});
    return zone;
}

Instant TimeZone::when(Instant shown) const {
    if (!table_) return shown;
    std::int32_t standard_ms = 0, summer_ms = 0;
    UErrorCode error = U_ZERO_ERROR;
    const auto shown_ms = static_cast<UDate>(shown.time_since_epoch().count()) * 1000.0;
    table_->zone->getOffsetFromLocal(shown_ms, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, standard_ms, summer_ms, error);
    return shown - std::chrono::seconds((standard_ms + summer_ms) / 1000);
}

}  // namespace huegrid
