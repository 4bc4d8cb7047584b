/// @file key_index.hpp
/// Which id has a source key? And sets and maps of ids, as compact as a city of 8M households needs them.
///
/// Layer    model. Values; belong to one thread while they change.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace huegrid::model {

/// The ids that source keys have in one table of a file; new keys get the next id.
///
/// A key is held as 88 bits of its XXH3-128 hash, not as text: 16 bytes a slot, so 8M keys take 160 to 240 MB. Two of 8M keys share those bits with
/// a probability of 1e-13, far below that of the memory itself being wrong, and the file's unique index on source_key
/// still stands behind it. Cost: one probe of a cache line, on average.
class KeyIndex {
public:
    void add(std::string_view source_key, std::int64_t id);
    /// An id that is taken by a row without a source key.
    void take(std::int64_t id);
    /// The key's id, or 0.
    [[nodiscard]] std::int64_t find(std::string_view source_key) const;
    [[nodiscard]] std::int64_t find_or_next(std::string_view source_key);
    [[nodiscard]] std::size_t size() const { return size_; }
    /// The highest id there is.
    [[nodiscard]] std::int64_t last() const { return last_; }

private:
    struct Slot {
        std::uint64_t high = 0;         ///< of the hash
        std::uint64_t low_and_id = 0;   ///< 24 bits of the hash above 40 bits of id; 0 = free
    };
    /// The slot that holds the hash, or the free one where it belongs.
    [[nodiscard]] std::size_t place_of(const Slot& hash) const;
    void grow();
    std::vector<Slot> slots_;
    std::size_t size_ = 0;
    std::int64_t last_ = 0;
};

/// A set of ids, a bit each up to the highest.
class IdSet {
public:
    /// True if the id is new in it.
    bool insert(std::int64_t id);
    /// True if the id was in it.
    bool remove(std::int64_t id);
    [[nodiscard]] bool contains(std::int64_t id) const {
        return id >= 0 && std::size_t(id) < bits_.size() && bits_[std::size_t(id)];
    }
    [[nodiscard]] std::int64_t size() const { return size_; }

private:
    std::vector<bool> bits_;
    std::int64_t size_ = 0;
};

/// An id for an id, in a column up to the highest; 0 is none.
class IdMap {
public:
    void set(std::int64_t id, std::int64_t value);
    /// For a value that should be the only one: a second, different one makes it -1. An id of 0 is passed over.
    void set_or_mark(std::int64_t id, std::int64_t value);
    [[nodiscard]] std::int64_t find(std::int64_t id) const {
        return id >= 0 && std::size_t(id) < values_.size() ? values_[std::size_t(id)] : 0;
    }

private:
    std::vector<std::int64_t> values_;
};

}  // namespace huegrid::model
