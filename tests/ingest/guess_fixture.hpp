/// @file guess_fixture.hpp
/// A guess of files in a folder, and what tests of it have in common.
#pragma once

#include <xlsxwriter.h>

#include "engine/ingest/guess/column_words.hpp"
#include "engine/ingest/guess/guess.hpp"
#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {

using Texts = std::vector<std::string>;
using Table = std::vector<Texts>;

/// Sheets of texts.
inline std::filesystem::path workbook(const Folder& folder, const std::string& name, const std::vector<std::pair<std::string, Table>>& sheets) {
    const auto path = folder / name;
    auto* book = workbook_new(path.c_str());
    for (const auto& [title, rows] : sheets) {
        auto* sheet = workbook_add_worksheet(book, title.c_str());
        for (std::size_t r = 0; r < rows.size(); ++r)
            for (std::size_t c = 0; c < rows[r].size(); ++c)
                if (!rows[r][c].empty()) worksheet_write_string(sheet, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c), rows[r][c].c_str(), nullptr);
    }
    workbook_close(book);
    return path;
}

inline std::string csv(const Table& table) {
    std::string text;
    for (const auto& row : table) text += fmt::format("{}\n", fmt::join(row, ","));
    return text;
}

/// Two, which addresses in 风华苑1栋 and 风华苑2栋 lead to.
inline std::filesystem::path buildings(const Folder& folder) {
    return folder.write("buildings.geojson", collection({feature(R"("编号":"b1","地址":"风华苑1栋")", square(0, 0, 20)), feature(R"("编号":"b2","地址":"风华苑2栋")", square(50, 0, 20))}));
}

inline Guess guess_of(const Bound& sources) {
    std::vector<sources::SourceDescription> described;
    for (const auto& [name, path] : sources) {
        sources::SourceOptions options;
        options.name = name;
        options.path = path;
        auto one = sources::describe(options, likely_columns());
        EXPECT_TRUE(one) << one.error().text();
        if (one) described.push_back(std::move(*one));
    }
    return guess_recipe(described);
}

}  // namespace huegrid::ingest
