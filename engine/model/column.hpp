/// @file column.hpp
/// Columns in chunks of 64k rows that successive snapshots share: same chunk pointer, nothing changed.
///
/// Layer    model.
/// Threads  append from one thread, then read from any number.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/model/attribute.hpp"

namespace huegrid::model {

inline constexpr std::size_t chunk_rows = 65536;

template <class T>
class Column {
public:
    using Chunk = std::vector<T>;

    void push_back(T value) {
        if (size_ % chunk_rows == 0) {
            tail_ = std::make_shared<Chunk>();
            chunks_.push_back(tail_);
        } else if (tail_.use_count() > 2) {  // a copy of this column shares it: it keeps its rows, this one goes on
            tail_ = std::make_shared<Chunk>(*tail_);
            chunks_.back() = tail_;
        }
        tail_->push_back(std::move(value));
        ++size_;
    }
    [[nodiscard]] const T& operator[](std::size_t row) const { return (*chunks_[row / chunk_rows])[row % chunk_rows]; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::size_t chunk_count() const { return chunks_.size(); }
    [[nodiscard]] std::span<const T> chunk(std::size_t c) const { return *chunks_[c]; }

private:
    std::vector<std::shared_ptr<const Chunk>> chunks_;
    std::shared_ptr<Chunk> tail_;  ///< the last chunk while it grows
    std::size_t size_ = 0;
};

/// Text by code: `words[code]`; code -1 is missing.
struct TextColumn {
    Column<std::int32_t> codes;
    std::vector<std::string> words;
    std::unordered_map<std::string, std::int32_t> code_of;

    void push_back(std::string_view text);
    void push_missing() { codes.push_back(-1); }
};

// What stands for "missing" in each numeric column.
inline constexpr std::int8_t missing_boolean = -1;
inline constexpr std::int64_t missing_integer = std::numeric_limits<std::int64_t>::min();
inline constexpr double missing_real = std::numeric_limits<double>::quiet_NaN();  ///< test with std::isnan
inline constexpr std::int32_t missing_date = std::numeric_limits<std::int32_t>::min();

/// One attribute of every household.
struct AttributeColumn {
    Attribute attribute;
    /// boolean int8 · integer int64 · real double · text codes · date days since 1970-01-01 (int32).
    std::variant<Column<std::int8_t>, Column<std::int64_t>, Column<double>, TextColumn, Column<std::int32_t>> data;

    explicit AttributeColumn(Attribute of);
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] Value value(std::size_t row) const;
    /// A value of another type than the column's (1 for 1.0 is understood) becomes missing.
    void push_back(const Value& value);
};

}  // namespace huegrid::model
