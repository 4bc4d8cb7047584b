#include "engine/work/register/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "engine/address/address.hpp"
#include "engine/base/fold.hpp"
#include "engine/base/pinyin.hpp"
#include "engine/base/text.hpp"
#include "engine/store/register/search_rows.hpp"

namespace huegrid::work {
namespace {

using store::RegisterTable;

bool all_of(std::string_view text, bool (*accept)(char)) { return !text.empty() && std::all_of(text.begin(), text.end(), accept); }

/// As names are compared: folded, without blanks.
std::string key_of(std::string_view text) {
    auto key = folded(text);
    std::erase(key, ' ');
    return key;
}

std::optional<HitRank> better(std::optional<HitRank> a, std::optional<HitRank> b) { return !a ? b : !b ? a : std::min(*a, *b); }

/// How well a word that was typed is the place's: as a whole, or one within the other. None if either is silent.
std::optional<HitRank> same_word(const std::string& typed, const std::string& place) {
    if (typed.empty() || place.empty()) return std::nullopt;
    if (typed == place) return HitRank::exact;
    const bool within = place.find(typed) != std::string::npos || typed.find(place) != std::string::npos;
    return within ? std::optional(HitRank::begins) : std::nullopt;
}

/// The building's number and the words before it must be those typed. Numbers alone count when they go on inside.
std::optional<HitRank> names_building(const address::Address& typed, const address::Address& place) {
    if (typed.building != place.building || typed.rest != place.rest || !address::same_region(typed.region, place.region)) return std::nullopt;
    if (!typed.number.empty() && !place.number.empty() && typed.number != place.number) return std::nullopt;
    const bool by_road = !typed.number.empty() && typed.number == place.number;
    if (typed.building.empty() && !by_road) return std::nullopt;
    if (typed.estate.empty() && typed.road.empty()) return address::is_in_building(typed) ? std::optional(HitRank::contains) : std::nullopt;
    const auto estate = same_word(address::estate_key(typed.estate), address::estate_key(place.estate));
    const auto road = same_word(typed.road, place.road);
    const bool contradicts = (!estate && !typed.estate.empty() && !place.estate.empty()) || (!road && !typed.road.empty() && !place.road.empty());
    if (contradicts) return std::nullopt;
    return better(estate, by_road ? road : std::nullopt);
}

/// What was typed, in every form that it may be compared in.
struct Wanted {
    std::string text;
    std::vector<address::Address> readings;
    bool letters = false;  ///< Latin letters and digits only, so it may be pinyin
    bool digits = false;

    explicit Wanted(const std::string& typed) : text(key_of(typed)), readings(address::readings(address::parse_address(typed))) {
        digits = all_of(text, [](char c) { return c >= '0' && c <= '9'; });
        letters = !digits && all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
    }

    [[nodiscard]] std::optional<HitRank> in_name(std::string_view name) const {
        if (name.empty()) return std::nullopt;
        const auto plain = key_of(name);
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
};

struct BuildingPlace {
    std::string name;  ///< as it is shown
    std::vector<std::pair<const address::Address*, HitRank>> wanted;  ///< readings of what was typed that lie in it
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
        BuildingPlace place{std::string(row.name.empty() ? row.address : row.name), {}};
        auto rank = wanted_.in_name(row.address);
        if (!wanted_.readings.empty()) {
            const auto own = address::readings_of_building(std::string(row.name), std::string(row.address), std::string(row.estate));
            for (const auto& typed : wanted_.readings) {
                std::optional<HitRank> best;
                for (const auto& reading : own) best = better(best, names_building(typed, reading));
                if (!best) continue;
                if (address::is_in_building(typed)) place.wanted.emplace_back(&typed, *best);
                else rank = better(rank, best);
            }
        }
        if (hit.name.empty()) hit.name = place.name;
        hit.place = row.estate;
        buildings_.emplace(row.id, std::move(place));
        return rank;
    }

    /// 3-2-501, or without its unit 3-501.
    std::optional<HitRank> at_door(const store::SearchRow& row) const {
        const auto building = buildings_.find(row.building);
        if (building == buildings_.end() || building->second.wanted.empty() || row.door.empty()) return std::nullopt;
        const auto door = address::part_value(address::Part::door, row.door);
        const auto unit = address::part_value(address::Part::unit, row.unit);
        std::optional<HitRank> rank;
        for (const auto& [typed, in_building] : building->second.wanted)
            if (typed->door == door && (typed->unit.empty() || typed->unit == unit)) rank = better(rank, in_building);
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
    if (key_of(text).empty()) return SearchResult{};
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
