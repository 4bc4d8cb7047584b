/// @file ids.hpp
/// Distinct types for the ids of distinct things. An id survives a reload; an index counts from 0 in a column.
///
/// Layer    base.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace huegrid {

/// A row's id in the file. 0 is "none": SQLite's row ids begin at 1 here.
template <class Tag>
struct Id {
    std::int64_t value = 0;
    friend auto operator<=>(Id, Id) = default;
    explicit operator bool() const { return value != 0; }
};

using ZoneId = Id<struct ZoneTag>;
using EstateId = Id<struct EstateTag>;
using BuildingId = Id<struct BuildingTag>;
using RoomId = Id<struct RoomTag>;
using HouseholdId = Id<struct HouseholdTag>;
using MemberId = Id<struct MemberTag>;
using PostId = Id<struct PostTag>;
using IssueId = Id<struct IssueTag>;
using ServicePointId = Id<struct ServicePointTag>;

/// A position in a snapshot's column; `none` where there is no such row.
using Index = std::int32_t;
inline constexpr Index none = -1;

}  // namespace huegrid

template <class Tag>
struct std::hash<huegrid::Id<Tag>> {
    std::size_t operator()(huegrid::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
