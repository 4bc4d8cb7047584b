#include "engine/address/address.hpp"

#include <algorithm>
#include <iterator>

#include "engine/address/address_grammar.hpp"
#include "engine/base/fold.hpp"
#include "engine/base/text.hpp"

namespace huegrid::address {
namespace {

using grammar::bit;

constexpr Part parts[] = {Part::number, Part::building, Part::unit, Part::floor, Part::door};
constexpr std::size_t longest_run = std::size(parts);

/// How a value is labelled whose parts these are.
std::string_view label_for(unsigned of) {
    if (of == bit(Part::building)) return "栋";
    if (of == bit(Part::unit)) return "单元";
    if (of == bit(Part::floor)) return "层";
    if (of == bit(Part::door)) return "室";
    if (of == (bit(Part::building) | bit(Part::floor))) return "楼";
    if (of == grammar::numbered) return "#";
    return "";
}

/// Puts the parts behind each other, with '-' where two values would run together.
class Writing {
public:
    void add(std::string_view part) {
        if (part.empty()) return;
        const auto points = code_points(part);
        if (last_ != 0 && grammar::starts_value(last_) && grammar::starts_value(points.front())) text_ += '-';
        if (last_ == U'第' && grammar::starts_value(points.front())) text_ += "第";  // 状元及第 is a name, 第3栋 is 3栋
        text_ += part;
        last_ = points.back();
    }
    [[nodiscard]] std::string text() && { return std::move(text_); }

private:
    std::string text_;
    char32_t last_ = 0;
};

/// Tries each part for each item, coarse to fine.
class Assignment {
public:
    Assignment(const ParsedAddress& address, const Address& known, std::vector<Address>& found)
        : items_(address.items), known_(known), found_(found) {
        // A bare number is a floor only where all four are said: 3-2-5-501.
        bare_floors_ = items_.size() + (known.building.empty() ? 0 : 1) >= 4;
    }

    void from(std::size_t item, std::size_t part, const Address& so_far) {
        if (item == items_.size()) {
            found_.push_back(so_far);
            return;
        }
        for (; part < std::size(parts); ++part) {
            const auto& one = items_[item];
            if ((one.parts & bit(parts[part])) == 0) continue;
            if (parts[part] == Part::number && (so_far.road.empty() || !so_far.number.empty())) continue;
            if (parts[part] == Part::floor && one.parts == grammar::any_part && !bare_floors_) continue;
            const auto& certain = known_.part(parts[part]);
            if (!certain.empty() && certain != one.value) continue;
            auto next = so_far;
            next.part(parts[part]) = one.value;
            from(item + 1, part + 1, next);
        }
    }

private:
    const std::vector<AddressItem>& items_;
    const Address& known_;
    std::vector<Address>& found_;
    bool bare_floors_ = false;
};

/// `a` and `b` where one says what the other doesn't; false if they differ.
bool merge(std::string& a, const std::string& b) {
    if (a.empty()) a = b;
    return b.empty() || a == b;
}

}  // namespace

bool same_region(std::string_view a, std::string_view b) {
    return a.find(b) != std::string_view::npos || b.find(a) != std::string_view::npos;
}

std::string& Address::part(Part part) {
    std::string* const all[] = {&number, &building, &unit, &floor, &door};
    return *all[static_cast<std::size_t>(part)];
}

const std::string& Address::part(Part part) const {
    const std::string* const all[] = {&number, &building, &unit, &floor, &door};
    return *all[static_cast<std::size_t>(part)];
}

ParsedAddress parse_address(std::string_view text) {
    ParsedAddress address;
    address.original = text;
    auto plain = grammar::plain(text);
    address.western = grammar::is_western(plain);
    if (!address.western) {
        grammar::parse_chinese(grammar::cleaned(text), address);
        // Chinese by its numerals alone: Park 三 is Park 3.
        plain = code_points(normalised(address));
        address.western = grammar::is_western(plain);
        if (address.western) address.stated = {}, address.items.clear();
    }
    if (address.western) grammar::parse_western(plain, address);
    return address;
}

std::string normalised(const ParsedAddress& address) {
    const auto& stated = address.stated;
    if (address.western) return grammar::western_text(stated);
    Writing text;
    text.add(stated.region);
    text.add(stated.road);
    const bool lane = stated.number.ends_with("弄");
    if (!stated.number.empty()) text.add(lane ? stated.number : stated.number + "号");
    text.add(stated.estate);
    bool sign = false;  // 5#2#204 would say less of the 2 than 5号2号204 does
    for (const auto& item : address.items) {
        const auto label = std::string(label_for(item.parts));
        text.add(item.value + (sign && label == "#" ? "号" : label));
        sign = label == "#";
    }
    text.add(stated.rest);
    return std::move(text).text();
}

std::vector<Address> readings(const ParsedAddress& address, const Address& known) {
    std::vector<Address> found;
    auto base = address.stated;
    const bool agree = same_region(base.region, known.region) && merge(base.road, known.road) && merge(base.number, known.number) &&
                       merge(base.rest, known.rest);
    const bool same_estate = known.estate.empty() || base.estate.empty() || estate_key(known.estate) == estate_key(base.estate);
    if (!agree || !same_estate || address.items.size() > longest_run) return found;
    if (base.estate.empty()) base.estate = known.estate;
    for (const Part part : {Part::building, Part::unit, Part::floor, Part::door}) base.part(part) = known.part(part);
    Assignment(address, known, found).from(0, 0, base);
    // Haus 3, Tür 2
    if (const auto slash = base.number.find('/'); slash != std::string::npos && base.door.empty()) {
        auto inside = base;
        inside.number.resize(slash);
        inside.door = base.number.substr(slash + 1);
        if (const auto second = inside.door.find('/'); second != std::string::npos && inside.unit.empty()) {
            inside.unit = inside.door.substr(0, second);
            inside.door.erase(0, second + 1);
        }
        found.push_back(std::move(inside));
    }
    return found;
}

bool is_in_building(const Address& a) { return !a.unit.empty() || !a.floor.empty() || !a.door.empty(); }

Address building_of(Address address) {
    address.unit.clear(), address.floor.clear(), address.door.clear();
    return address;
}

std::vector<Address> readings_of_building(const std::string& name, const std::string& address, const std::string& estate) {
    Address in_estate;
    in_estate.estate = estate;
    std::vector<Address> all;
    for (const auto& text : {address, name}) {
        if (text.empty()) continue;
        const auto parsed = parse_address(text);
        auto found = readings(parsed, in_estate);
        if (found.empty()) found = readings(parsed);
        for (auto& reading : found)
            if (!is_in_building(reading)) all.push_back(std::move(reading));
    }
    in_estate.building = part_value(Part::building, name);
    if (!in_estate.building.empty() && !estate.empty()) all.push_back(std::move(in_estate));
    return all;
}

std::string part_value(Part part, std::string_view text) {
    const auto clean = grammar::cleaned(text);
    std::size_t at = clean.starts_with(U'第') ? 1 : 0;
    bool below = false;
    if (part == Part::floor) {
        const auto plain = folded(trimmed(text));
        below = plain.starts_with('-') || plain.starts_with("负") || plain.starts_with("地下");
        if (clean.starts_with(U"负")) at = 1;
        if (clean.starts_with(U"地下")) at = 2;
    }
    if (const auto value = grammar::value_at(clean, at)) {
        const auto label = grammar::label_at(clean, value->end);
        if ((label ? label->end : value->end) == clean.size()) return (below ? "-" : "") + value->text;
    }
    return to_utf8(clean);
}

std::string stated_part(Part part, std::string_view text) {
    constexpr std::string_view digits = "0123456789";
    if (text.find_first_not_of(digits) == std::string_view::npos) return std::string(text);
    const auto value = part_value(part, text);
    if (value.empty() || value.find_first_not_of(digits) != std::string::npos) return std::string(text);
    const auto plain = folded(trimmed(text));
    const auto first = plain.substr(0, plain.find_first_not_of(digits));
    const bool is_its_value = first.size() > value.size() && first.ends_with(value) && first.find_first_not_of('0') == first.size() - value.size();
    return is_its_value ? first : value;
}

std::optional<Address> inside_of(std::string_view text) {
    constexpr std::size_t longest_unit = 2;
    const auto parsed = parse_address(text);
    if (parsed.western || parsed.items.size() < 2 || !parsed.stated.rest.empty()) return std::nullopt;
    std::optional<Address> only;
    for (auto& reading : readings(parsed)) {
        if (reading.unit.empty() || reading.door.empty()) continue;
        if (only && (only->unit != reading.unit || only->floor != reading.floor || only->door != reading.door)) return std::nullopt;
        only = std::move(reading);
    }
    if (only && only->unit.size() > longest_unit && only->unit.find_first_not_of("0123456789") == std::string::npos) return std::nullopt;
    return only;
}

bool is_labelled(std::string_view text) {
    const auto parsed = parse_address(text);
    return std::any_of(parsed.items.begin(), parsed.items.end(), [](const AddressItem& item) { return item.parts == bit(Part::building) || item.parts == bit(Part::unit); });
}

std::string estate_key(std::string_view name) {
    constexpr std::string_view compound = "小区";
    auto key = grammar::name_of(grammar::cleaned(name));
    if (key.ends_with(compound) && key.size() >= compound.size() + 6) key.resize(key.size() - compound.size());
    return key;
}

}  // namespace huegrid::address
