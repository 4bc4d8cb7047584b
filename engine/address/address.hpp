/// @file address.hpp
/// An address as somebody wrote it, taken apart so that two ways to write one place can be compared.
///
/// Layer    address. Pure; never fails: what the grammar has no place for is in `rest`. Linear in the text.
///
/// 大同街道凤祥社区凤祥路88号 风华苑 3幢2单元501室, 风华苑三号楼二单元５０１ and 风华苑3#-2-501 name one room. The text is folded
/// first (base/fold.hpp); blanks and marks count only between two numbers. Then, in this order, each part may be absent:
///
///     address  = [region] [road [number]] [estate] {item} [rest]
///     region   = name (省 市 区 县 街道 镇 乡 社区 居委会 …), several, coarse to fine
///     road     = name (路 街 大道 大街 巷 胡同 道 公路 国道), with 东段, 一段, 二巷 behind it
///     number   = value {- value} (号 | 弄 | 号院), 88号附3号
///     estate   = whatever stands between; 一期 is 1期, and 小区 at its end doesn't count when estates are compared
///     item     = value label | value                     a number with what it numbers, or a bare one
///     value    = digits and at most two letters in a row, Chinese numerals, 甲 乙 …, 东 西 … before a label; no leading 0
///     label    = building: 栋 幢 座 号楼 #楼 | unit: 单元 门 | floor: 层 | door: 室 房 户
///              | 楼: building or floor | 号 #: road number, building or door; in 2#1#204 the middle one is bare
///              (棟 單元 門 層 戶 號 樓 are read as 栋 单元 …)
///     rest     = what stands behind the items: 车库 is another place than the flat it belongs to
///
/// Items go from coarse to fine, which settles most of what is written: 3楼 before 2单元 is a building. The others stay open:
/// 3-2 may be building and unit, building and door, or unit and door. `readings` gives all that the context leaves; who
/// has the rooms at hand (building_finder.hpp) sees which of them exist. Nothing is guessed here.
///
/// A text without Chinese characters and with a word of two letters or more is read the Western way: street, house number,
/// place behind a comma. "Haupt-Str. 12 A" is "hauptstrasse 12a". 3/2 is a house number, or house 3 and door 2.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huegrid::address {

/// From coarse to fine.
enum class Part : std::uint8_t { number, building, unit, floor, door };

/// One way to read an address. "" where it says nothing.
struct Address {
    std::string region;
    std::string road, number;
    std::string estate;
    std::string building, unit, floor, door;
    std::string rest;

    [[nodiscard]] std::string& part(Part part);
    [[nodiscard]] const std::string& part(Part part) const;
    friend bool operator==(const Address&, const Address&) = default;
};

/// A value, and which parts it may be: bit p for Part p.
struct AddressItem {
    std::string value;
    unsigned parts = 0;
    friend bool operator==(const AddressItem&, const AddressItem&) = default;
};

struct ParsedAddress {
    std::string original;
    bool western = false;
    Address stated;  ///< what is before and behind the items
    std::vector<AddressItem> items;
};

[[nodiscard]] ParsedAddress parse_address(std::string_view text);

/// One text for all ways to write the same: 风华苑3栋2单元501室. Parsing it gives the same parts again.
[[nodiscard]] std::string normalised(const ParsedAddress& address);

/// Every way to give the items their parts that agrees with `known`, whose filled parts are certain (a table's own columns,
/// the sheet's name) and are in every reading. None if the items can't be brought into an order, or contradict it.
/// At most 30 readings.
[[nodiscard]] std::vector<Address> readings(const ParsedAddress& address, const Address& known = {});

/// Every way to read a building's address, its name as an address in its estate, and its name as a number; without those
/// that lie inside a building. `estate` may be "".
[[nodiscard]] std::vector<Address> readings_of_building(const std::string& name, const std::string& address, const std::string& estate);

/// Does it say a unit, a floor or a door?
[[nodiscard]] bool is_in_building(const Address& address);
/// The same without unit, floor and door.
[[nodiscard]] Address building_of(Address address);

/// A cell that holds just this part: 3栋, 三号楼 and 3 are "3"; 负一层 is "-1". What is no value stays, folded: 车库.
[[nodiscard]] std::string part_value(Part part, std::string_view text);

/// The same as it is written down for good: digits alone, or before their label, stay as they are, since 0302 may be how the door
/// is marked; 0302室 is "0302" and 二单元 "2". What is no number stays as it stands: 1201A室, 車庫.
[[nodiscard]] std::string stated_part(Part part, std::string_view text);

/// Unit, door and perhaps building and floor of a cell that holds more than a door: 1单元101室, 1-101, 3栋1-101, 3-1-101. Of the
/// readings those with a unit and a door count; nullopt when there is none, or several that differ in them, for a unit of more
/// than two digits (2026-11, 101-102), and where something stands behind (车库).
[[nodiscard]] std::optional<Address> inside_of(std::string_view text);

/// Does a label say what one of its numbers is: 3栋1-101, 2单元101? Two bare numbers may as well be a door's own mark.
[[nodiscard]] bool is_labelled(std::string_view text);

/// The estate's name as estates are compared: folded, without 小区 at its end.
[[nodiscard]] std::string estate_key(std::string_view name);

/// Could both name one region? 凤祥社区 and 大同街道凤祥社区 could, and so can any and none.
[[nodiscard]] bool same_region(std::string_view a, std::string_view b);

}  // namespace huegrid::address
