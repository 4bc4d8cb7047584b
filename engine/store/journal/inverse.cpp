#include "engine/store/journal/inverse.hpp"

#include <bit>
#include <cstring>

namespace huegrid::store {
namespace {

static_assert(std::endian::native == std::endian::little);
constexpr std::string_view with_added = "HGI1", first_classes = "HGI2", too_large = "HGI0";

template <class Number>
void put(std::vector<std::uint8_t>& to, Number number) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&number);
    to.insert(to.end(), bytes, bytes + sizeof number);
}

template <class Number>
bool take(Blob& from, Number& number) {
    if (from.size() < sizeof number) return false;
    std::memcpy(&number, from.data(), sizeof number);
    from = from.subspan(sizeof number);
    return true;
}

bool begins_with(Blob blob, std::string_view magic) {
    return blob.size() >= magic.size() && std::memcmp(blob.data(), magic.data(), magic.size()) == 0;
}

}  // namespace

std::vector<std::uint8_t> to_blob(const Inverse& inverse) {
    if (inverse.gone) return {too_large.begin(), too_large.end()};
    if (inverse.added.empty() && !inverse.first_classes) return inverse.changeset;
    const auto magic = inverse.first_classes ? first_classes : with_added;
    std::vector<std::uint8_t> blob(magic.begin(), magic.end());
    if (const auto& first = inverse.first_classes) put(blob, first->tiers), put(blob, first->categories), put(blob, first->holds);
    put(blob, std::uint32_t(inverse.added.size()));
    for (const auto& one : inverse.added) {
        put(blob, std::uint8_t(one.table.size()));
        blob.insert(blob.end(), one.table.begin(), one.table.end());
        put(blob, one.last_before);
        put(blob, one.rows);
    }
    blob.insert(blob.end(), inverse.changeset.begin(), inverse.changeset.end());
    return blob;
}

std::optional<Inverse> inverse_from(Blob blob) {
    Inverse inverse;
    inverse.gone = begins_with(blob, too_large);
    if (inverse.gone) return inverse;
    const bool first = begins_with(blob, first_classes);
    if (first || begins_with(blob, with_added)) {
        blob = blob.subspan(with_added.size());
        if (first) {
            auto& counts = inverse.first_classes.emplace();
            if (!take(blob, counts.tiers) || !take(blob, counts.categories) || !take(blob, counts.holds)) return std::nullopt;
        }
        std::uint32_t tables = 0;
        if (!take(blob, tables)) return std::nullopt;
        for (std::uint32_t t = 0; t < tables; ++t) {
            AddedRows one;
            std::uint8_t length = 0;
            if (!take(blob, length) || blob.size() < length) return std::nullopt;
            one.table.assign(reinterpret_cast<const char*>(blob.data()), length);
            blob = blob.subspan(length);
            if (!take(blob, one.last_before) || !take(blob, one.rows)) return std::nullopt;
            inverse.added.push_back(std::move(one));
        }
    }
    inverse.changeset.assign(blob.begin(), blob.end());
    return inverse;
}

}  // namespace huegrid::store
