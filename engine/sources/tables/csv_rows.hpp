/// @file csv_rows.hpp
/// A CSV or TSV file (RFC 4180) as rows, block by block: any size in little memory.
///
/// Layer    sources.
#pragma once

#include <filesystem>

#include "engine/sources/reader.hpp"

namespace huegrid::sources {

/// What was found out about a file by looking through its bytes once; then it can be read again and again.
struct CsvFormat {
    std::string encoding;  ///< "UTF-8", "mixed" (each line by itself), else a name for Decoder
    bool stated = false;   ///< the recipe says so
    bool checked = false;  ///< every line was seen to be UTF-8
    std::size_t mark_bytes = 0;  ///< of the byte order mark it begins with; such a file says its encoding itself
    char line_end = '\n';  ///< '\r' in files of old Macs
};

/// Fails  io; bad_input (an unknown encoding).  Cost  one pass over the file.
[[nodiscard]] Result<CsvFormat> csv_format(const std::filesystem::path& path, const std::string& stated_encoding);

/// Rows that can't be decoded or whose quotes are wrong go to `found` and are left out. UTF-16 is read whole.
/// Fails  io; bad_input (UTF-16 larger than 256 MB). `next` fails with bad_input for a quote that is never closed.
/// Cost   memory of a few MB, or of the longest row.
[[nodiscard]] Result<CellRowsPtr> csv_rows(const std::filesystem::path& path, const CsvFormat& format, char delimiter,
                                           EachFinding found);

}  // namespace huegrid::sources
