#include "engine/synth/names.hpp"

#include <fmt/format.h>

#include <string_view>

namespace huegrid::synth {
namespace {

constexpr std::string_view surnames[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙",
                                         "马", "朱", "胡", "郭", "何", "林", "高", "罗", "郑", "梁", "谢", "宋",
                                         "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田", "董", "潘",
                                         "袁", "蔡", "蒋", "余", "于", "杜", "叶", "程", "苏", "魏", "吕", "丁",
                                         "任", "沈", "姚", "卢", "姜", "崔", "钟", "谭", "陆", "汪", "范", "石"};
constexpr std::string_view given[] = {"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳",
                                      "杰", "娟", "涛", "明", "超", "秀", "霞", "平", "刚", "桂", "英", "华",
                                      "玉", "兰", "红", "建", "国", "文", "志", "海", "云", "波", "宁", "琴",
                                      "鹏", "辉", "斌", "萍", "浩", "宇", "欣", "怡", "佳", "雪", "梅", "林",
                                      "东", "成", "安", "和", "春", "秋", "清", "远", "思", "雨", "晨", "然"};
// 48 by 48: every pair is a different place.
constexpr std::string_view place_first[] = {"安", "和", "清", "锦", "瑞", "祥", "融", "福", "景", "春", "永", "泰",
                                            "丰", "嘉", "文", "德", "仁", "义", "明", "新", "华", "康", "乐", "宁",
                                            "云", "青", "碧", "翠", "金", "银", "玉", "星", "朝", "旭", "晨", "望",
                                            "向", "临", "长", "广", "平", "顺", "同", "庆", "兴", "盛", "凌", "双"};
constexpr std::string_view place_second[] = {"澜", "溪", "泉", "湾", "桥", "塘", "堰", "渡", "林", "园", "苑", "庭",
                                             "坊", "里", "巷", "门", "岭", "坡", "台", "原", "坪", "谷", "岗", "屏",
                                             "荷", "梅", "兰", "竹", "松", "柏", "枫", "桂", "风", "光", "霞", "月",
                                             "川", "江", "河", "波", "舟", "凤", "鹤", "鹭", "燕", "芳", "华", "安"};
constexpr std::string_view estate_suffix[] = {"花园", "家园", "苑", "雅居", "名邸", "小区", "新居", "公寓"};
constexpr std::string_view road_suffix[] = {"路", "街", "巷", "大道"};
constexpr std::string_view goods[] = {"便利店", "面馆",   "药房", "水果店", "理发店", "茶铺", "文具店", "五金店",
                                      "早餐店", "干洗店", "花店", "书屋",   "餐馆",   "超市", "修理铺", "烘焙坊"};
constexpr std::string_view trades[] = {"科技", "贸易", "物流", "咨询", "设计", "传媒",
                                       "电子", "建材", "餐饮", "软件", "教育", "环保"};

// One draw a statement: the order in which arguments are evaluated differs between compilers.

std::string pair(Dice& dice) {
    std::string name(dice.pick(place_first));
    return name += dice.pick(place_second);
}

template <std::size_t n>
std::string pair_with(Dice& dice, const std::string_view (&endings)[n]) {
    auto name = pair(dice);
    return name += dice.pick(endings);
}

}  // namespace

std::string person_name(Dice& dice) {
    std::string name(dice.pick(surnames));
    name += dice.pick(given);
    if (dice.chance(.7)) name += dice.pick(given);
    return name;
}

std::string shop_name(Dice& dice) { return pair_with(dice, goods); }
std::string enterprise_name(Dice& dice) { return pair_with(dice, trades) + "有限公司"; }
std::string phone_number(Dice& dice) { return fmt::format("12900{:06}", dice.roll(0, 999'999)); }
std::string estate_name(Dice& dice) { return pair_with(dice, estate_suffix); }
std::string road_name(Dice& dice) { return pair_with(dice, road_suffix); }

std::string place_name(std::uint64_t seed, std::int64_t serial) {
    constexpr std::uint64_t many = std::size(place_first) * std::size(place_second);
    const auto number = std::uint64_t(serial);
    // 1009 is prime to 2304, so that no name comes twice before all have come.
    const auto at = (number * 1009 + mixed(seed) % many) % many;
    const auto round = number / many;
    return fmt::format("{}{}{}", place_first[at / std::size(place_second)], place_second[at % std::size(place_second)],
                       round == 0 ? "" : std::to_string(round + 1));
}

}  // namespace huegrid::synth
