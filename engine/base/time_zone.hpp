/// @file time_zone.hpp
/// The clock of a place: which instant it is when its hands show a time.
///
/// Layer    base. ICU stays in the .cpp; it brings its own table of zones.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/base/date.hpp"

namespace huegrid {

class TimeZone {
public:
    TimeZone() = default;  ///< UTC

    /// "Asia/Shanghai", "America/Los_Angeles", "+08:00"; nullopt for what is no zone.
    [[nodiscard]] static std::optional<TimeZone> named(const std::string& name);

    /// When a clock there shows `shown`, its hands taken for UTC's. The hour that is shown twice in autumn is the first
    /// one; one that spring leaves out is as late as it would have been without the change.
    [[nodiscard]] Instant when(Instant shown) const;

private:
    struct Table;
    std::shared_ptr<const Table> table_;  ///< none: UTC
};

}  // namespace huegrid
