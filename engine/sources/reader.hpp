/// @file reader.hpp
/// What stands behind a Source: one way to read a kind of file. And the rows that all kinds of tables are made of.
///
/// Layer    sources.
#pragma once

#include "engine/sources/source.hpp"

namespace huegrid::sources {

class Reader {
public:
    virtual ~Reader() = default;
    /// As Source::crs, where the recipe says none.
    [[nodiscard]] virtual Result<std::string> crs(const std::string& layer) const = 0;
    /// As Source::head.
    [[nodiscard]] virtual Result<SourceHead> head(const std::vector<std::string>& likely) = 0;
    /// As Source::read.
    [[nodiscard]] virtual Result<void> read(const Query& query, const EachRecord& each, const EachFinding& found) = 0;
};

using ReaderPtr = std::unique_ptr<Reader>;

enum class CellKind : std::uint8_t { text, number, date, error };

/// A row of a table as it stands in the file.
struct CellRow {
    std::int64_t number = 0;              ///< its first line in the file, or its row of the sheet; from 1
    std::vector<std::string_view> cells;  ///< UTF-8 as a user sees it; valid until the next row is asked for
    std::vector<CellKind> kinds;          ///< of each cell; empty when the file knows text only
};

/// The rows of a CSV file or a sheet, from the top.
class CellRows {
public:
    virtual ~CellRows() = default;
    /// False when there is none left. Rows that can't be read go to `found`.
    [[nodiscard]] virtual Result<bool> next(CellRow& row) = 0;
};

using CellRowsPtr = std::unique_ptr<CellRows>;

}  // namespace huegrid::sources
