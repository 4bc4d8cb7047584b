/// @file sensitive.hpp
/// Which attributes no rule may read, and which only for a stated purpose: told by the words of their names and titles.
///
/// Layer    tiers. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "engine/base/language.hpp"
#include "engine/model/attribute.hpp"

namespace huegrid::tiers {

struct SensitiveTopic {
    std::string_view name;  ///< "religion"
    bool blocked = false;   ///< else it needs a purpose
};

/// What `attribute` is about, if that is delicate; the most delicate one. English words are compared whole, Chinese ones inside the title.
[[nodiscard]] std::optional<SensitiveTopic> sensitive_topic(const model::Attribute& attribute);

}  // namespace huegrid::tiers
