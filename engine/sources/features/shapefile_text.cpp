#include "engine/sources/features/shapefile_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>

#include "engine/base/text.hpp"

namespace huegrid::sources {
namespace {

constexpr std::size_t header_bytes = 32, field_bytes = 32, name_bytes = 10;

struct Column {
    std::string name;
    bool text = false;
    std::size_t begin = 0, width = 0;
};

struct Table {
    std::vector<Column> columns;
    std::size_t first_record = 0, record_bytes = 0;
    unsigned char ldid = 0;
};

/// The sibling with this ending, in small or capital letters; an empty path if there is none.
std::filesystem::path beside(const std::filesystem::path& shapefile, std::string_view ending) {
    std::string capital;
    for (const char c : ending) capital += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    for (const auto& one : {std::string(ending), capital}) {
        auto path = shapefile;
        std::error_code error;
        if (std::filesystem::is_regular_file(path.replace_extension(one), error)) return path;
    }
    return {};
}

std::optional<Table> read_header(std::istream& in) {
    const auto byte = [](const std::string& from, std::size_t at) { return static_cast<unsigned char>(from[at]); };
    std::string head(header_bytes, '\0');
    if (!in.read(head.data(), header_bytes)) return std::nullopt;
    Table table;
    table.first_record = byte(head, 8) + 256u * byte(head, 9);
    table.record_bytes = byte(head, 10) + 256u * byte(head, 11);
    table.ldid = byte(head, 29);
    std::size_t begin = 1;  // behind the mark of deletion
    for (std::string field(field_bytes, '\0'); in.peek() != 0x0D && in.read(field.data(), field_bytes);) {
        Column column;
        column.name = field.substr(0, std::min<std::size_t>(field.find('\0'), 11));
        column.text = field[11] == 'C';
        column.begin = begin;
        column.width = byte(field, 16) + (column.text ? 256u * byte(field, 17) : 0u);
        begin += column.width;
        table.columns.push_back(std::move(column));
    }
    if (table.columns.empty() || begin > table.record_bytes || table.first_record < header_bytes) return std::nullopt;
    return table;
}

std::string_view without_padding(std::string_view cell) {
    const auto end = cell.find_last_not_of(std::string_view(" \0", 2));
    return cell.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

/// Calls `each` with every text cell's bytes and its column.
template <class Each>
void for_each_cell(std::istream& in, const Table& table, Each each) {
    in.clear();
    in.seekg(static_cast<std::streamoff>(table.first_record));
    std::string record(table.record_bytes, '\0');
    while (in.read(record.data(), static_cast<std::streamsize>(record.size())))
        for (const auto& column : table.columns)
            if (column.text) each(without_padding(std::string_view(record).substr(column.begin, column.width)), column);
}

/// What .cpg and LDID claim, as names that ICU knows.
struct Hint {
    std::string encoding, where;
};

Hint hint_of(const std::filesystem::path& shapefile, unsigned char ldid) {
    if (const auto cpg = beside(shapefile, ".cpg"); !cpg.empty())
        if (const auto text = read_file(cpg, 1024)) {
            auto name = trimmed(*text);
            if (!name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }))
                name = name == "65001" ? "UTF-8" : name == "936" ? "GB18030" : name.starts_with("8859") ? "ISO-8859-" + name.substr(4) : "cp" + name;
            if (name.starts_with("ANSI ")) name = "windows-" + name.substr(5);
            if (!name.empty()) return {name, ".cpg"};
        }
    static const std::map<unsigned char, std::string> of_ldid{
        {0x01, "cp437"}, {0x02, "cp850"}, {0x03, "windows-1252"}, {0x4D, "GB18030"}, {0x4E, "windows-949"}, {0x4F, "Big5"},
        {0x64, "cp852"}, {0x65, "cp866"}, {0x78, "Big5"}, {0x79, "windows-949"}, {0x7A, "GB18030"}, {0x7B, "windows-932"},
        {0xC8, "windows-1250"}, {0xC9, "windows-1251"}};
    const auto known = of_ldid.find(ldid);
    return known == of_ldid.end() ? Hint{} : Hint{known->second, fmt::format("LDID 0x{:02X}", ldid)};
}

bool has_several_bytes_a_character(const std::string& name) {
    static const std::array<std::string_view, 8> names{"Big5", "BIG5", "big5", "windows-949", "windows-932", "cp950", "cp949", "cp932"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool fits_throughout(std::istream& in, const Table& table, Decoder& decoder) {
    bool fits = true;
    std::string text;
    for_each_cell(in, table, [&](std::string_view cell, const Column& column) {
        if (!fits || is_ascii(cell) || decoder.decode(cell, text)) return;
        fits = cell.size() == column.width && decoder.decode(cell.substr(0, cell.size() - 1), text);
    });
    return fits;
}

}  // namespace

Result<ShapefileText> ShapefileText::of(const std::filesystem::path& shapefile, const std::string& stated) {
    const auto path = beside(shapefile, ".dbf");
    if (path.empty())
        return fail(ErrorCode::not_found,
                    fmt::format("the Shapefile's table {} is missing; copy it too", std::filesystem::path(shapefile).replace_extension(".dbf").filename().string()),
                    shapefile.string());
    std::ifstream in(path, std::ios::binary);
    const auto table = read_header(in);
    if (!table) return fail(ErrorCode::io, "the head of the Shapefile's table is cut off or no dBASE file's", path.string());

    ShapefileText text;
    text.census_ = std::make_unique<EncodingCensus>();
    auto& census = *text.census_;
    for (const auto& column : table->columns) census.count(without_cut_character(column.name));
    for_each_cell(in, *table, [&](std::string_view cell, const Column& column) {
        const auto whole = cell.size() == column.width ? without_cut_character(cell) : cell;
        const auto cut = is_utf8(whole) ? census.look(whole) : EncodingCensus::Line::neither;
        if (cut == EncodingCensus::Line::utf8) return census.count(cut);
        const auto fits = census.look(cell);
        const bool cut_gb = fits == EncodingCensus::Line::neither && cell.size() == column.width && cell.size() > 1;
        census.count(cut_gb ? census.look(cell.substr(0, cell.size() - 1)) : fits);
    });

    const auto hint = hint_of(shapefile, table->ldid);
    const auto use = [&](const std::string& name) -> Result<void> {
        auto decoder = Decoder::of(name);
        if (!decoder) return fail(decoder.error().code, decoder.error().message, shapefile.string());
        text.decoder_ = std::move(*decoder);
        return {};
    };
    auto verdict = census.verdict();
    Result<void> chosen;
    if (!stated.empty()) {
        chosen = use(stated);
    } else if (has_several_bytes_a_character(hint.encoding) && use(hint.encoding) && fits_throughout(in, *table, *text.decoder_)) {
        chosen = {};
    } else if (text.decoder_.reset(); verdict == EncodingCensus::Verdict::unknown) {
        if (hint.encoding.empty())
            return fail(ErrorCode::bad_input,
                        "the text of its table is neither UTF-8 nor GB18030; say which it is for the source, such as encoding = \"windows-1252\"", path.string());
        chosen = use(hint.encoding);
    } else if (verdict != EncodingCensus::Verdict::utf8) {
        text.mixed_ = verdict == EncodingCensus::Verdict::mixed;
        chosen = use("GB18030");
        const auto claim = hint.encoding.empty() ? std::string("nothing says its encoding") : fmt::format("its {} says {}", hint.where, hint.encoding);
        const bool agrees = hint.encoding == "GB18030" || hint.encoding == "GBK" || hint.encoding == "GB2312";
        if (text.mixed_) text.finding_ = Finding{"", "encoding", "some cells are UTF-8 and some GB18030", "each cell read as the one that fits"};
        else if (!agrees) text.finding_ = Finding{"", "encoding", fmt::format("{}, but its bytes are GB18030", claim), "read as GB18030"};
    } else if (!hint.encoding.empty() && census.any_utf8() && hint.encoding != "UTF-8" && hint.encoding != "utf-8") {
        text.finding_ = Finding{"", "encoding", fmt::format("its {} says {}, but its bytes are UTF-8", hint.where, hint.encoding), "read as UTF-8"};
    }
    if (!chosen) return fail(chosen.error());

    for (const auto& column : table->columns) {
        auto name = column.name;
        text.widths_.push_back(name.size());
        static_cast<void>(text.to_text(name, text.widths_.size() - 1));
        text.names_.push_back(trimmed(name));
        text.raw_name_bytes_.push_back(column.name.size());
    }
    text.widths_.clear();
    for (const auto& column : table->columns) text.widths_.push_back(column.width);
    return text;
}

std::optional<std::size_t> ShapefileText::column(const std::string& name) const {
    if (const auto at = std::find(names_.begin(), names_.end(), name); at != names_.end())
        return static_cast<std::size_t>(at - names_.begin());
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < names_.size(); ++i) {
        if (raw_name_bytes_[i] < name_bytes || names_[i].empty() || !name.starts_with(names_[i])) continue;
        if (found) return std::nullopt;
        found = i;
    }
    return found;
}

bool ShapefileText::decode(std::string_view bytes, std::string& text) {
    const bool utf8 = mixed_ ? census_->look(bytes) == EncodingCensus::Line::utf8 : !decoder_;
    if (!utf8) return decoder_->decode(bytes, text);
    text = bytes;
    return is_utf8(bytes);
}

ShapefileText::Quality ShapefileText::to_text(std::string& cell, std::size_t column) {
    if (is_ascii(cell)) return Quality::whole;
    const auto take = [&](std::string_view bytes) {
        if (!decode(bytes, scratch_)) return false;
        cell.swap(scratch_);
        return true;
    };
    if (take(cell)) return Quality::whole;
    const auto full = column < widths_.size() && cell.size() >= widths_[column];
    if (full)
        for (std::size_t cut = 1; cut <= 3 && cut < cell.size(); ++cut)
            if (take(std::string_view(cell).substr(0, cell.size() - cut))) return Quality::cut;
    cell.clear();
    return Quality::broken;
}

Result<std::string> ShapefileText::filter(const std::string& where) {
    if (!decoder_ || is_ascii(where)) return where;
    if (auto bytes = decoder_->encode(where)) return *bytes;
    return fail(ErrorCode::bad_input, fmt::format("the filter {} has characters that {} lacks", where, decoder_->name()));
}

}  // namespace huegrid::sources
