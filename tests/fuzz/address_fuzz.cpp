// The address parser takes any bytes; what it makes of them is stable, and no reading contradicts what is certain.
#include "engine/address/address.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace address = huegrid::address;

std::vector<std::string> fuzz_seeds() {
    return {"凤祥路88号 风华苑 3幢2单元501室",
            "大同街道凤祥社区凤祥路八十八号（风华苑一期）十二栋二单元一百零三室",
            "风华苑3栋-2-501",
            "三号楼二单元５０１",
            "3#2-501",
            "云南省昆明市盘龙区金星小区26号庭院5栋1单元1203",
            "中山北路3300弄5号202室",
            "天府大道北段1700号附3号SOHO 3座12A车库",
            "318国道88-1号第3栋东单元负1层",
            "甲栋 A座 5楼 12号院 3楼2单元",
            "Landstr. 12 A, 9490 Vaduz",
            "Marienplatz 3 / 2",
            "Via Roma, 12",
            "3-2-5-501",
            "\xFFK##LLL¸"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto parsed = address::parse_address(text);
    hold(parsed.original == text, "the original is kept", text);
    const auto once = address::normalised(parsed);
    hold(address::normalised(address::parse_address(once)) == once, "normalising twice is once", text);
    const auto all = address::readings(parsed);
    hold(all.size() <= 30, "the readings are few", text);
    address::Address known;
    known.building = "3";
    known.unit = "2";
    for (const auto& reading : address::readings(parsed, known))
        hold(reading.building == "3" && reading.unit == "2", "a reading keeps what is certain", text);
    for (const auto part : {address::Part::building, address::Part::unit, address::Part::floor, address::Part::door}) {
        const auto value = address::part_value(part, text);
        hold(address::part_value(part, value) == value, "a part's value is its own value", text);
    }
    const auto key = address::estate_key(text);
    hold(address::estate_key(key) == key || key.ends_with("小区"), "an estate's key is its own key", text);
    return 0;
}
