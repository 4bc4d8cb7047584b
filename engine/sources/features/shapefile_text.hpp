/// @file shapefile_text.hpp
/// The text of a Shapefile's table: in which encoding its bytes are, whatever .cpg and LDID say, and what was cut off.
///
/// Layer    sources. Source: dBASE III+ header; field names hold 10 bytes.
#pragma once

#include <filesystem>
#include <map>

#include "engine/sources/source.hpp"
#include "engine/sources/tables/encoding.hpp"

namespace huegrid::sources {

class ShapefileText {
public:
    /// Looks at the table beside `shapefile`. The recipe's encoding overrules; else a .cpg or LDID that names another
    /// encoding of several bytes a character (Big5 …) which fits throughout; else the bytes; else, when they are neither
    /// UTF-8 nor GB18030, what .cpg or LDID say. LDID 0x57 says nothing.
    /// Fails  not_found (no .dbf), io; bad_input (nothing fits: asks for `encoding`).  Cost  one pass over the table.
    [[nodiscard]] static Result<ShapefileText> of(const std::filesystem::path& shapefile, const std::string& stated);

    /// What has to be said of the encoding, if anything has.
    [[nodiscard]] const std::optional<Finding>& finding() const { return finding_; }

    /// The columns' names as text; of one that was cut inside a character, the whole characters.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
    /// The column of that name, or else the only one whose ten bytes are how it begins.
    [[nodiscard]] std::optional<std::size_t> column(const std::string& name) const;

    enum class Quality : std::uint8_t { whole, cut, broken };
    /// Replaces the raw bytes of a cell of `column` by its text. `cut`: the column was too narrow and its last character
    /// isn't whole, which is left out.
    [[nodiscard]] Quality to_text(std::string& cell, std::size_t column);

    /// A filter in the table's own bytes.  Fails  bad_input (it has no such characters).
    [[nodiscard]] Result<std::string> filter(const std::string& where);

private:
    ShapefileText() = default;
    [[nodiscard]] bool decode(std::string_view bytes, std::string& text);

    std::optional<Decoder> decoder_;  ///< none: UTF-8
    bool mixed_ = false;              ///< each cell by itself
    std::unique_ptr<EncodingCensus> census_;
    std::vector<std::string> names_;
    std::vector<std::size_t> raw_name_bytes_, widths_;
    std::optional<Finding> finding_;
    std::string scratch_;
};

}  // namespace huegrid::sources
