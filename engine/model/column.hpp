/// @file column.hpp
/// Columns in chunks of 64k rows that successive snapshots share: same chunk pointer, nothing changed.
///
/// Layer    model.
/// Threads  written by one thread, then read from any number; copies may be written each by its own thread.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <variant>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/model/attribute.hpp"
#include "engine/model/shared.hpp"

namespace huegrid::model {

inline constexpr std::size_t chunk_rows = 65536;

template <class T>
class Column {
public:
    using Chunk = std::vector<T>;

    void push_back(T value) {
        if (size_ % chunk_rows == 0) chunks_.emplace_back();
        chunks_.back().edit().push_back(std::move(value));
        ++size_;
    }
    /// Behind whole chunks only: `chunk_rows` rows, or fewer as the last.
    void append(Chunk chunk) {
        size_ += chunk.size();
        chunks_.emplace_back(std::move(chunk));
    }
    /// Copies of this column keep theirs. Cost  a chunk, the first time it is written to.
    void set(std::size_t row, T value) { chunks_[row / chunk_rows].edit()[row % chunk_rows] = std::move(value); }

    [[nodiscard]] const T& operator[](std::size_t row) const { return (*chunks_[row / chunk_rows])[row % chunk_rows]; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::size_t chunk_count() const { return chunks_.size(); }
    [[nodiscard]] std::span<const T> chunk(std::size_t c) const { return *chunks_[c]; }

private:
    std::vector<Shared<Chunk>> chunks_;
    std::size_t size_ = 0;
};

// What stands for "missing" in each numeric column.
inline constexpr std::int8_t missing_boolean = -1;
inline constexpr std::int64_t missing_integer = std::numeric_limits<std::int64_t>::min();
inline constexpr double missing_real = std::numeric_limits<double>::quiet_NaN();  ///< test with std::isnan

/// Whole numbers, each chunk at the narrowest width that holds it: most of a register counts to a hundred.
/// Missing is the least value of the chunk's width, and `missing_integer` outside.
class IntegerColumn {
public:
    using Chunk = std::variant<std::vector<std::int8_t>, std::vector<std::int16_t>, std::vector<std::int32_t>,
                               std::vector<std::int64_t>>;

    void push_back(std::int64_t value);
    /// As Column's.
    void append(Chunk chunk);
    void set(std::size_t row, std::int64_t value);

    [[nodiscard]] std::int64_t operator[](std::size_t row) const;
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t chunk_count() const { return chunks_.size(); }
    [[nodiscard]] const Chunk& chunk(std::size_t c) const { return *chunks_[c]; }

private:
    std::vector<Shared<Chunk>> chunks_;
    std::size_t size_ = 0;
};

/// Each word once, by the code it got when it came. Copies share their words.
class Dictionary {
public:
    /// The word's code; a new one's is the next.
    std::int32_t add(std::string_view word);
    /// -1 for a word that isn't there.
    [[nodiscard]] std::int32_t find(std::string_view word) const;
    [[nodiscard]] const std::vector<std::string>& words() const { return parts_->words; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
    };
    struct Parts {
        std::vector<std::string> words;
        std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> codes;
    };
    Shared<Parts> parts_;
};

/// Text by its code in the dictionary, missing as in any column of whole numbers: a register has few words, so a byte will do.
struct TextColumn {
    IntegerColumn codes;
    Dictionary dictionary;

    void push_back(std::string_view text) { codes.push_back(dictionary.add(text)); }
    void push_missing() { codes.push_back(missing_integer); }
};

/// One attribute of every household.
struct AttributeColumn {
    Attribute attribute;
    /// By type: boolean int8 · integer · real double · text codes · date days since 1970-01-01. The alternatives go by number.
    std::variant<Column<std::int8_t>, IntegerColumn, Column<double>, TextColumn, IntegerColumn> data;

    explicit AttributeColumn(Attribute of);
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] Value value(std::size_t row) const;
    /// A value of another type than the column's (1 for 1.0 is understood) becomes missing.
    void push_back(const Value& value);
    /// Copies of this column keep theirs.
    void set(std::size_t row, const Value& value);
};

}  // namespace huegrid::model
