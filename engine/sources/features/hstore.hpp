/// @file hstore.hpp
/// OSM tags that have no column of their own: GDAL gives them as `"key"=>"value","key"=>"value"`.
///
/// Layer    sources.
#pragma once

#include <string>
#include <string_view>

namespace huegrid::sources {

/// The tag's value, or "". A backslash in front of a quote or backslash is taken away. O(length).
[[nodiscard]] std::string tag_value(std::string_view tags, std::string_view key);

}  // namespace huegrid::sources
