/// @file row_filter.hpp
/// A recipe's `where` over a table that GDAL doesn't read: OGR's own SQL, all columns text.
///
/// Layer    sources. GDAL stays in the .cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace huegrid::sources {

class RowFilter {
public:
    /// Fails  bad_input (with OGR's reason).
    [[nodiscard]] static Result<RowFilter> make(const std::string& where, const std::vector<std::string>& columns);
    RowFilter(RowFilter&&) noexcept;
    RowFilter& operator=(RowFilter&&) noexcept;
    ~RowFilter();

    /// An empty cell is NULL. `cells` may be shorter than the columns.
    [[nodiscard]] bool keeps(const std::vector<std::string_view>& cells);

private:
    struct Impl;
    explicit RowFilter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace huegrid::sources
