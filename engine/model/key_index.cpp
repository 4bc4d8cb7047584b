#include "engine/model/key_index.hpp"

#include <xxhash.h>

#include <algorithm>

namespace huegrid::model {
namespace {

constexpr std::uint64_t id_mask = (std::uint64_t{1} << 40) - 1;

/// Where a hash belongs in a table of `slots`: hashes stay in ascending order, so growing reads and writes straight on.
std::size_t home_of(std::uint64_t high, std::size_t slots) {
    __extension__ using Wide = unsigned __int128;
    return std::size_t(Wide(high) * slots >> 64);
}

template <class Slot>
Slot hashed(std::string_view key) {
    const auto hash = XXH3_128bits(key.data(), key.size());
    return {hash.high64, hash.low64 & ~id_mask};
}

}  // namespace

std::size_t KeyIndex::place_of(const Slot& hash) const {
    auto at = home_of(hash.high, slots_.size());
    while (slots_[at].low_and_id != 0 &&
           (slots_[at].high != hash.high || (slots_[at].low_and_id & ~id_mask) != hash.low_and_id))
        if (++at == slots_.size()) at = 0;
    return at;
}

void KeyIndex::grow() {
    if (size_ * 4 < slots_.size() * 3) return;
    std::vector<Slot> old(std::max<std::size_t>(64, slots_.size() + slots_.size() / 2));
    old.swap(slots_);
    for (const auto& slot : old)
        if (slot.low_and_id != 0) slots_[place_of({slot.high, slot.low_and_id & ~id_mask})] = slot;
}

void KeyIndex::add(std::string_view source_key, std::int64_t id) {
    grow();
    const auto hash = hashed<Slot>(source_key);
    auto& slot = slots_[place_of(hash)];
    if (slot.low_and_id == 0) {
        slot = {hash.high, hash.low_and_id | (std::uint64_t(id) & id_mask)};
        ++size_;
    }
    take(id);
}

void KeyIndex::take(std::int64_t id) { last_ = std::max(last_, id); }

std::int64_t KeyIndex::find(std::string_view source_key) const {
    if (slots_.empty()) return 0;
    return std::int64_t(slots_[place_of(hashed<Slot>(source_key))].low_and_id & id_mask);
}

std::int64_t KeyIndex::find_or_next(std::string_view source_key) {
    grow();
    const auto hash = hashed<Slot>(source_key);
    auto& slot = slots_[place_of(hash)];
    if (slot.low_and_id == 0) {
        slot = {hash.high, hash.low_and_id | (std::uint64_t(++last_) & id_mask)};
        ++size_;
    }
    return std::int64_t(slot.low_and_id & id_mask);
}

bool IdSet::insert(std::int64_t id) {
    const auto at = std::size_t(id);
    if (at >= bits_.size()) bits_.resize(std::max(at + 1, bits_.size() + bits_.size() / 2));
    if (bits_[at]) return false;
    bits_[at] = true;
    ++size_;
    return true;
}

bool IdSet::remove(std::int64_t id) {
    if (!contains(id)) return false;
    bits_[std::size_t(id)] = false;
    --size_;
    return true;
}

void IdMap::set(std::int64_t id, std::int64_t value) {
    const auto at = std::size_t(id);
    if (at >= values_.size()) {
        if (value == 0) return;
        values_.resize(std::max(at + 1, values_.size() + values_.size() / 2));
    }
    values_[at] = value;
}

void IdMap::set_or_mark(std::int64_t id, std::int64_t value) {
    if (id == 0) return;
    const auto had = find(id);
    set(id, had == 0 || had == value ? value : -1);
}

}  // namespace huegrid::model
