/// Households, piece by piece on several threads.
#include <fmt/format.h>

#include "engine/store/database/id_pieces.hpp"
#include "engine/store/load/load_parts.hpp"

namespace huegrid::store {
namespace {

/// Text by code, most often the code of the row before.
struct TextPiece {
    model::IntegerColumn codes;
    model::Dictionary words;
    std::int32_t last = -1;

    void push_back(std::string_view text) {
        if (last < 0 || words.words()[std::size_t(last)] != text) last = words.add(text);
        codes.push_back(last);
    }
};
/// As AttributeColumn::data, for the rows of one range.
using AttributePiece =
    std::variant<std::vector<std::int8_t>, model::IntegerColumn, std::vector<double>, TextPiece, model::IntegerColumn>;

struct Piece {
    model::IntegerColumn ids;
    std::vector<Index> buildings;
    std::vector<std::int8_t> tiers, may_be;
    std::vector<std::uint32_t> categories;
    std::vector<AttributePiece> attributes;
};

AttributePiece empty_piece(model::AttributeType type) {
    AttributePiece piece;
    switch (type) {
        case model::AttributeType::boolean: break;
        case model::AttributeType::integer: piece.emplace<1>(); break;
        case model::AttributeType::real: piece.emplace<2>(); break;
        case model::AttributeType::text: piece.emplace<3>(); break;
        case model::AttributeType::date: piece.emplace<4>(); break;
    }
    return piece;
}

void push(AttributePiece& column, SqlValue value) {
    const bool missing = value.is_null();
    switch (column.index()) {
        case 0: std::get<0>(column).push_back(missing ? model::missing_boolean : std::int8_t(value.integer() != 0)); return;
        case 1: std::get<1>(column).push_back(missing ? model::missing_integer : value.integer()); return;
        case 2: std::get<2>(column).push_back(missing ? model::missing_real : value.real()); return;
        case 3:
            if (missing) std::get<3>(column).codes.push_back(model::missing_integer);
            else std::get<3>(column).push_back(value.text());
            return;
        default: {
            const auto date = missing ? std::nullopt : parse_date(value.text());
            std::get<4>(column).push_back(date ? std::int64_t{date->time_since_epoch().count()} : model::missing_integer);
        }
    }
}

Piece read_households(const Database& db, IdRange range, const model::Snapshot& s, const IdIndex& buildings) {
    Piece piece;
    for (const auto& column : s.households.attributes) piece.attributes.push_back(empty_piece(column.attribute.type));
    // Both statements run in ascending household id, so one pass merges them.
    auto categories = db.prepare("SELECT household_id, category FROM household_category WHERE household_id BETWEEN ? AND ? ORDER BY household_id");
    bool more = categories.with(range.first, range.last).step();
    auto rows = db.prepare(fmt::format("SELECT {} FROM household WHERE id BETWEEN ? AND ? AND valid_to IS NULL ORDER BY id",
                                       household_columns(s.households)));
    rows.with(range.first, range.last);
    while (rows.step()) {
        const auto id = rows.integer(0);
        piece.ids.push_back(id);
        piece.buildings.push_back(index_in(buildings, rows, 1));
        piece.tiers.push_back(tier_index(s, rows.text(2)));
        piece.may_be.push_back(tier_index(s, rows.text(3)));
        std::uint32_t bits = 0;
        for (; more && categories.integer(0) <= id; more = categories.step())
            if (categories.integer(0) == id) bits |= category_bit(s, categories.text(1));
        piece.categories.push_back(bits);
        for (std::size_t a = 0; a < piece.attributes.size(); ++a) push(piece.attributes[a], rows.value(int(a) + 4));
    }
    return piece;
}

/// A piece that fits between chunk borders becomes a chunk; after a gap in the ids rows are moved one by one.
template <class T>
void append(model::Column<T>& to, std::vector<T>&& rows) {
    if (to.size() % model::chunk_rows == 0 && !rows.empty() && rows.size() <= model::chunk_rows) {
        rows.shrink_to_fit();
        to.append(std::move(rows));
    } else {
        for (const auto& row : rows) to.push_back(row);
    }
}
void append(model::IntegerColumn& to, const model::IntegerColumn& rows) {
    if (to.size() % model::chunk_rows == 0 && rows.chunk_count() == 1) to.append(model::IntegerColumn::Chunk(rows.chunk(0)));
    else
        for (std::size_t row = 0; row < rows.size(); ++row) to.push_back(rows[row]);
}
void append(model::TextColumn& to, TextPiece&& piece) {
    std::vector<std::int32_t> code_of;
    for (const auto& word : piece.words.words()) code_of.push_back(to.dictionary.add(word));
    model::IntegerColumn codes;
    for (std::size_t row = 0; row < piece.codes.size(); ++row) {
        const auto code = piece.codes[row];
        codes.push_back(code == model::missing_integer ? code : code_of[std::size_t(code)]);
    }
    append(to.codes, codes);
}

void append(model::HouseholdTable& table, Piece&& piece) {
    append(table.ids, piece.ids);
    append(table.buildings, std::move(piece.buildings));
    append(table.tiers, std::move(piece.tiers));
    append(table.may_be, std::move(piece.may_be));
    append(table.categories, std::move(piece.categories));
    for (std::size_t a = 0; a < piece.attributes.size(); ++a) {
        auto& data = table.attributes[a].data;
        auto& rows = piece.attributes[a];
        switch (rows.index()) {
            case 0: append(std::get<0>(data), std::move(std::get<0>(rows))); break;
            case 1: append(std::get<1>(data), std::get<1>(rows)); break;
            case 2: append(std::get<2>(data), std::move(std::get<2>(rows))); break;
            case 3: append(std::get<3>(data), std::move(std::get<3>(rows))); break;
            default: append(std::get<4>(data), std::get<4>(rows));
        }
    }
}

}  // namespace

std::string household_columns(const model::HouseholdTable& table) {
    std::string columns = "id, building_id, tier, may_be";
    for (const auto& column : table.attributes) columns += ", " + sql_name(column.attribute.name);
    return columns;
}

std::uint32_t category_bit(const model::Snapshot& s, std::string_view key) {
    for (std::size_t c = 0; c < s.categories.size() && c < 32; ++c)
        if (s.categories[c].key == key) return 1u << c;
    return 0;
}

Result<void> load_households(Readers readers, model::Snapshot& s, const IdIndex& buildings, const Progress& progress) {
    auto pieces = read_pieces(readers, "household", "reading households", progress,
                              [&](const Database& db, IdRange range) { return read_households(db, range, s, buildings); });
    if (!pieces) return fail(std::move(pieces.error()));
    for (auto& piece : *pieces) {
        append(s.households, std::move(piece));
        piece = {};
    }
    s.link_households();
    return {};
}

}  // namespace huegrid::store
