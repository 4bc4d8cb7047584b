#include "engine/work/words.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <map>

#include "engine/base/date.hpp"
#include "engine/store/register.hpp"

namespace huegrid::work {

std::string table_title(const std::string& table, Language language) {
    static const std::map<std::string, Label> others{
        {"hand_value", {"手工改动标记", "Note of a cell set by hand"}}, {"override", {"人工调级", "Tier by hand"}}, {"assignment", {"任岗", "Assignment"}},
        {"issue", {"事项", "Issue"}}, {"visit", {"走访", "Visit"}}, {"tier_change", {"等级变动", "Tier change"}}, {"defect", {"数据问题", "Defect"}},
        {"line_feature", {"道路水系", "Line"}}, {"line", {"道路水系", "Line"}}, {"area_feature", {"范围", "Area"}}, {"area", {"范围", "Area"}}, {"service_point", {"服务点", "Service point"}}, {"functional_area", {"功能区", "Functional area"}},
        {"person", {"人", "Person"}}, {"attribute", {"属性", "Attribute"}}, {"skill", {"专长", "Skill"}}, {"member_skill", {"服务人员专长", "Member's skill"}},
        {"post", {"岗位", "Post"}}, {"issue_type", {"事项类别", "Issue type"}}, {"issue_event", {"事项记录", "Issue event"}}, {"level", {"层级", "Level"}},
        {"tier", {"服务等级", "Tier"}}, {"category", {"需求类别", "Category"}}, {"household_category", {"户的需求类别", "Household's category"}},
        {"rule_hold", {"规则保持", "Rule that holds on"}}, {"classification", {"分级", "Classification"}}, {"erased", {"抹除标记", "Note of an erased row"}}};
    using enum store::RegisterTable;
    for (const auto known : {household, room, estate, member, building, zone})
        if (store::word(known) == table) return store::title(known).in(language);
    const auto other = others.find(table);
    return other == others.end() ? table : other->second.in(language);
}

std::string verb_title(const std::string& verb, Language language) {
    if (language == Language::en) return verb;
    static const std::map<std::string, std::string> whole{{"import", "导入"}, {"classify", "分级"}, {"undo", "撤销"}, {"redo", "重做"}, {"reveal", "查看个人信息"},
                                                          {"erase", "抹除"}, {"divide", "划分网格"}, {"grid", "调整网格"}, {"synth", "生成示例"}, {"extract", "摘出"},
                                                          {"override set", "人工调级"}, {"override end", "撤回人工调级"}};
    static const std::map<std::string, std::string> acts{{"add", "新增"}, {"set", "修改"}, {"end", "注销"}};
    if (const auto known = whole.find(verb); known != whole.end()) return known->second;
    const auto blank = verb.find(' ');
    if (blank == std::string::npos) return verb;
    const auto act = acts.find(verb.substr(blank + 1));
    return act == acts.end() ? verb : table_title(verb.substr(0, blank), language) + " " + act->second;
}

std::string wall_clock(const std::string& at) {
    const auto instant = parse_instant(at);
    if (!instant) return at;
    const std::time_t seconds = instant->time_since_epoch().count();
    std::tm local{};
    ::localtime_r(&seconds, &local);
    const auto ahead = std::abs(local.tm_gmtoff) / 60;
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} {}{:02}:{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, local.tm_hour, local.tm_min, local.tm_sec,
                       local.tm_gmtoff < 0 ? '-' : '+', ahead / 60, ahead % 60);
}

}  // namespace huegrid::work
