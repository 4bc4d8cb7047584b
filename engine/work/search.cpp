#include "engine/work/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "engine/base/pinyin.hpp"
#include "engine/base/text.hpp"
#include "engine/store/search_rows.hpp"
#include "engine/work/search_key.hpp"

namespace huegrid::work {
namespace {

using store::RegisterTable;

bool all_of(std::string_view text, bool (*accept)(char)) { return !text.empty() && std::all_of(text.begin(), text.end(), accept); }

/// What was typed, in every form that it may be compared in.
struct Wanted {
    std::string text;
    AddressKey address;
    bool letters = false;  ///< Latin letters and digits only, so it may be pinyin
    bool digits = false;

    explicit Wanted(const std::string& typed) : text(folded(typed)), address(address_key(typed)) {
        digits = all_of(text, [](char c) { return c >= '0' && c <= '9'; });
        letters = !digits && all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
    }

    [[nodiscard]] std::optional<HitRank> in_name(std::string_view name) const {
        if (name.empty()) return std::nullopt;
        const auto plain = folded(name);
        if (plain == text) return HitRank::exact;
        if (plain.starts_with(text)) return HitRank::begins;
        if (plain.find(text) != std::string::npos) return HitRank::contains;
        if (!letters) return std::nullopt;
        const auto initials = pinyin_initials(name);
        if (initials.starts_with(text)) return HitRank::spelled;
        const auto whole = pinyin(name);
        if (whole.starts_with(text)) return HitRank::spelled;
        return initials.find(text) != std::string::npos ? std::optional(HitRank::spelled_within) : std::nullopt;
    }

    [[nodiscard]] std::optional<HitRank> in_phone(std::string_view phone) const {
        if (!digits || text.size() < 4 || phone.size() < text.size()) return std::nullopt;
        if (phone == text) return HitRank::exact;
        return phone.ends_with(text) ? std::optional(HitRank::begins) : std::nullopt;
    }

    /// The place's own words hold those typed, and its numbers are those typed.
    [[nodiscard]] std::optional<HitRank> at_address(const AddressKey& place, const std::string& estate, const std::vector<std::string>& numbers) const {
        if (address.numbers.empty() || numbers != address.numbers) return std::nullopt;
        if (address.words.empty()) return numbers.size() > 1 ? std::optional(HitRank::contains) : std::nullopt;
        if (place.words == address.words || estate == address.words) return HitRank::exact;
        const bool within = place.words.find(address.words) != std::string::npos || address.words.find(place.words) != std::string::npos;
        return within && !place.words.empty() ? std::optional(HitRank::begins) : std::nullopt;
    }
};

struct BuildingPlace {
    std::string name;              ///< as it is shown
    std::vector<AddressKey> keys;  ///< of its name and of its address, where it has them
    std::string estate;
};

/// Keeps the best `most` of all that were found.
class Best {
public:
    explicit Best(std::size_t most) : most_(most) {}
    void add(Hit hit) {
        ++total_;
        hits_.push_back(std::move(hit));
        if (hits_.size() >= 4 * most_ + 64) shrink();
    }
    [[nodiscard]] SearchResult result() {
        shrink();
        return {std::move(hits_), total_};
    }

private:
    void shrink() {
        std::sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) { return order(a) < order(b); });
        if (hits_.size() > most_) hits_.resize(most_);
    }
    static std::tuple<HitRank, int, std::int64_t> order(const Hit& hit) {
        constexpr int place_of[] = {4, 5, 1, 3, 2, 0};  // household, room, estate, member, building, zone
        return {hit.rank, place_of[std::size_t(hit.table)], hit.id};
    }
    std::size_t most_;
    std::int64_t total_ = 0;
    std::vector<Hit> hits_;
};

std::optional<HitRank> better(std::optional<HitRank> a, std::optional<HitRank> b) { return !a ? b : !b ? a : std::min(*a, *b); }

class Searcher {
public:
    Searcher(const std::string& text, std::size_t most) : wanted_(text), best_(most) {}

    void see(const store::SearchRow& row) {
        auto rank = wanted_.in_name(row.name);
        Hit hit{row.table, row.id, HitRank::exact, 0, std::string(row.name), "", "", std::string(row.phone)};
        switch (row.table) {
            case RegisterTable::zone: rank = better(rank, wanted_.in_name(row.address)); break;
            case RegisterTable::building: rank = better(rank, see_building(row, hit)); break;
            case RegisterTable::member: rank = better(rank, wanted_.in_phone(row.phone)); break;
            case RegisterTable::household: rank = better(better(rank, wanted_.in_phone(row.phone)), at_door(row)); break;
            default: break;
        }
        if (!rank) return;
        if (row.table == RegisterTable::household) describe(row, hit);
        hit.rank = *rank;
        best_.add(std::move(hit));
    }
    [[nodiscard]] SearchResult result() { return best_.result(); }

private:
    std::optional<HitRank> see_building(const store::SearchRow& row, Hit& hit) {
        const auto& shown = row.name.empty() ? row.address : row.name;
        BuildingPlace place{std::string(shown), {}, folded(row.estate)};
        auto rank = wanted_.in_name(row.address);
        for (const auto text : {row.name, row.address}) {
            if (text.empty()) continue;
            place.keys.push_back(address_key(text));
            rank = better(rank, wanted_.at_address(place.keys.back(), place.estate, place.keys.back().numbers));
        }
        if (hit.name.empty()) hit.name = place.name;
        hit.place = row.estate;
        buildings_.emplace(row.id, std::move(place));
        return rank;
    }

    /// 3-2-501, or without its unit 3-501.
    std::optional<HitRank> at_door(const store::SearchRow& row) const {
        const auto& numbers = wanted_.address.numbers;
        if (numbers.size() < 2 || row.door.empty()) return std::nullopt;
        const auto door = address_key(row.door).numbers;
        if (door.size() != 1 || door[0] != numbers.back()) return std::nullopt;
        const auto building = buildings_.find(row.building);
        if (building == buildings_.end()) return std::nullopt;
        const auto unit = address_key(row.unit).numbers;
        std::optional<HitRank> rank;
        for (const auto& key : building->second.keys) {
            auto with_door = key.numbers, with_unit = key.numbers;
            if (unit.size() == 1) with_unit.push_back(unit[0]);
            with_door.push_back(door[0]);
            with_unit.push_back(door[0]);
            rank = better(rank, wanted_.at_address(key, building->second.estate, with_unit));
            rank = better(rank, wanted_.at_address(key, building->second.estate, with_door));
        }
        return rank;
    }

    void describe(const store::SearchRow& row, Hit& hit) const {
        hit.building = row.building;
        hit.door = row.door;
        if (const auto at = buildings_.find(row.building); at != buildings_.end()) hit.place = at->second.name;
        if (!row.unit.empty()) hit.place += fmt::format(" {}", row.unit);
        if (!row.floor.empty()) hit.place += fmt::format(" {}F", row.floor);
    }

    Wanted wanted_;
    Best best_;
    std::unordered_map<std::int64_t, BuildingPlace> buildings_;
};

}  // namespace

Result<SearchResult> search(const std::filesystem::path& file, const std::string& text, std::size_t most) {
    if (folded(text).empty()) return SearchResult{};
    Searcher searcher(text, most);
    auto seen = store::for_each_search_row(file, [&](const store::SearchRow& row) { searcher.see(row); });
    if (!seen) return fail(std::move(seen.error()));
    return searcher.result();
}

void mask(SearchResult& result) {
    for (auto& hit : result.hits) {
        if (hit.table != RegisterTable::household && hit.table != RegisterTable::member) continue;
        hit.name = masked_name(hit.name);
        hit.phone = masked_phone(hit.phone);
        hit.door = masked_door(hit.door);
    }
}

}  // namespace huegrid::work
