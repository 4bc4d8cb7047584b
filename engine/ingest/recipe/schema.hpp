/// @file schema.hpp
/// What a layer's rows can become, and the fields of each: the one list that recipe and import share.
///
/// Layer    ingest.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/address/identity.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::ingest {

/// In the order in which they are read: what is linked to comes before what links.
enum class Target : std::uint8_t {
    estate,
    zone,
    building,
    line,
    area,
    service_point,
    room,
    household,
    person,
    skill,
    member,
    post,
    assignment,
    issue_type,
    issue,
    issue_event,
    visit
};

/// What a whole number may be; others are mistakes.
struct Bounds {
    std::int64_t least = -1'000'000, greatest = 1'000'000;
};

/// A `code` is an official number, a `phone` somebody's telephone: text that is no person's number where others would be.
enum class Content : std::uint8_t { text, key, code, phone, integer, boolean, date, instant };

struct Field {
    std::string_view name;
    Content content = Content::text;
    bool required = false;                  ///< a row without it is kept out
    std::vector<std::string_view> words{};  ///< all that is understood; empty = anything
    bool essential = false;                 ///< not required, but a row whose word isn't understood is kept out
    Bounds bounds{};                        ///< of an integer

    /// May the file hold such a number here?
    [[nodiscard]] bool may_hold(address::PersonalNumber number) const;
};

enum class GeometryUse : std::uint8_t { none, optional, required };

struct TargetSchema {
    Target target;
    std::string_view name;  ///< in the recipe and in ImportReport::read
    GeometryUse geometry;
    geo::ShapeKind kind;  ///< of the geometry; a point is also made of what has a surface
    std::vector<Field> fields;

    [[nodiscard]] const Field* field(std::string_view field_name) const;
    /// Can it be placed in a building by a point?
    [[nodiscard]] bool placeable() const;
};

[[nodiscard]] std::span<const TargetSchema> target_schemas();
[[nodiscard]] const TargetSchema& schema_of(Target target);

}  // namespace huegrid::ingest
