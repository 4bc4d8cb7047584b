#include "engine/work/words.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <ctime>
#include <map>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/fold.hpp"
#include "engine/base/sentences.hpp"
#include "engine/store/register/register.hpp"

namespace huegrid::work {
namespace {

const std::map<std::string, Label>& table_titles() {
    static const auto all = [] {
        std::map<std::string, Label> titles{
            {"hand_value", {"手工改动标记", "Note of a cell set by hand"}}, {"override", {"人工调级", "Tier by hand"}}, {"assignment", {"任岗", "Assignment"}},
            {"issue", {"事项", "Issue"}}, {"visit", {"走访", "Visit"}}, {"tier_change", {"等级变动", "Tier change"}}, {"defect", {"数据问题", "Defect"}},
            {"line_feature", {"道路水系", "Line"}}, {"line", {"道路水系", "Line"}}, {"area_feature", {"范围", "Area"}}, {"area", {"范围", "Area"}}, {"service_point", {"服务点", "Service point"}}, {"functional_area", {"功能区", "Functional area"}},
            {"person", {"人", "Person"}}, {"attribute", {"属性", "Attribute"}}, {"skill", {"专长", "Skill"}}, {"member_skill", {"服务人员专长", "Member's skill"}},
            {"post", {"岗位", "Post"}}, {"issue_type", {"事项类别", "Issue type"}}, {"issue_event", {"事项记录", "Issue event"}}, {"level", {"层级", "Level"}},
            {"tier", {"服务等级", "Tier"}}, {"category", {"需求类别", "Category"}}, {"household_category", {"户的需求类别", "Household's category"}},
            {"rule_hold", {"规则保持", "Rule that holds on"}}, {"classification", {"分级", "Classification"}}, {"erased", {"抹除标记", "Note of an erased row"}}};
        using enum store::RegisterTable;
        for (const auto table : {household, room, estate, member, building, zone}) titles.emplace(store::word(table), store::title(table));
        return titles;
    }();
    return all;
}

const std::map<std::string, Label>& code_titles() {
    static const std::map<std::string, Label> all{
        {"home", {"住宅", "Home"}},          {"shop", {"商铺", "Shop"}},           {"enterprise", {"企业", "Enterprise"}},
        {"own", {"自住", "Own home"}},       {"let", {"出租", "Let"}},             {"vacant", {"空置", "Vacant"}},
        {"registered", {"空挂", "Registered only"}}, {"party_member", {"党员", "Party member"}}, {"grid_worker", {"网格员", "Grid worker"}},
        {"volunteer", {"志愿者", "Volunteer"}}, {"building_captain", {"楼栋长", "Building captain"}}};
    return all;
}

constexpr std::array verbs{
    Sentence{"import", "导入"}, Sentence{"classify", "分级"}, Sentence{"undo", "撤销"}, Sentence{"redo", "重做"}, Sentence{"reveal", "查看个人信息"}, Sentence{"erase", "抹除"},
    Sentence{"divide", "划分网格"}, Sentence{"grid", "调整网格"}, Sentence{"synth", "生成示例"}, Sentence{"extract", "摘出"}, Sentence{"override set", "人工调级"},
    Sentence{"override end", "撤回人工调级"}, Sentence{"{} add", "{} 新增"}, Sentence{"{} set", "{} 修改"}, Sentence{"{} end", "{} 注销"}};

constexpr std::array summaries{
    Sentence{"{} #{} ({})", "{} #{}（{}）"},
    Sentence{"{}: {} of {} households changed", "{}：{2} 户中 {1} 户等级有变化"},
    Sentence{"{} grids in {} communities, {} households moved, seed {}", "{1} 个社区的 {0} 个网格，变动 {2} 户，种子 {3}"},
    Sentence{"{} communities in {} communities, {} households moved, seed {}", "{1} 个上级区域的 {0} 个社区，变动 {2} 户，种子 {3}"},
    Sentence{"{} {}s in {} communities, {} households moved, seed {}", "{2} 个社区的 {0} 个{1}，变动 {3} 户，种子 {4}"},
    Sentence{"new codes: {}", "新代码 {} 个"},
    Sentence{"outlines drawn again: {}, in communities: {}", "重画边界 {} 个，涉及社区 {} 个"},
    Sentence{"moved buildings: {}", "调整楼栋：{}"},
    Sentence{"split: {}", "拆分：{}"},
    Sentence{"merged: {}", "合并：{}"},
    Sentence{"locked {}", "已锁定 {}"},
    Sentence{"unlocked {}", "已解锁 {}"},
    Sentence{"{} is called {}", "{} 现名 {}"},
    Sentence{"{} invented households, seed {}", "{} 个虚构的户，种子 {}"},
    Sentence{"a list of {} {}s", "{} 个{}的列表"},
    Sentence{"{} hits of a search", "{} 条检索结果"},
    Sentence{"{} with the values its tier rests on", "{} 及其等级所依据的值"},
    Sentence{"{} ended on {}, {} assignments with it", "{} 于 {} 注销，随之结束任岗 {} 项"},
    Sentence{"{} ended on {}", "{} 于 {} 注销"},
    Sentence{"estate {}: {} buildings", "小区 {}：{} 栋楼"},
    Sentence{"{}: {} until {}", "{}：{}，至 {}"},
    Sentence{"{}: {} taken back", "{}：撤回 {}"},
    Sentence{"household {}: {}", "户 {}：{}"}, Sentence{"room {}: {}", "房间 {}：{}"}, Sentence{"estate {}: {}", "小区 {}：{}"}, Sentence{"member {}: {}", "服务人员 {}：{}"},
    Sentence{"household {}", "户 {}"}, Sentence{"room {}", "房间 {}"}, Sentence{"estate {}", "小区 {}"}, Sentence{"member {}", "服务人员 {}"},
    Sentence{"{} of {}", "{1} 的 {0}"},
    Sentence{"{}, {}", "{}，{}"}, Sentence{"{} +{} ~{} -{}", "{} 新增 {} 更改 {} 注销 {}"}, Sentence{"{} +{} ~{}", "{} 新增 {} 更改 {}"},
    Sentence{"building", "楼栋"}, Sentence{"kind", "类别"}, Sentence{"occupancy", "居住状态"}, Sentence{"unit", "单元"}, Sentence{"floor", "楼层"}, Sentence{"door", "门牌"},
    Sentence{"contact_name", "联系人"}, Sentence{"contact_phone", "电话"}, Sentence{"address", "地址"}, Sentence{"name", "名称"}, Sentence{"phone", "电话"}, Sentence{"home", "住址"},
    Sentence{"consents", "同意任岗"}, Sentence{"valid_to", "注销日期"}};

/// The patterns, and behind them what tables are called.
Catalogue catalogue_of_files() {
    static const auto all = [] {
        std::vector<Sentence> sentences(verbs.begin(), verbs.end());
        sentences.insert(sentences.begin(), summaries.begin(), summaries.end());
        for (const auto& [table, title] : table_titles()) sentences.push_back({table, title.zh});
        return sentences;
    }();
    return all;
}

}  // namespace

std::string table_title(const std::string& table, Language language) {
    const auto known = table_titles().find(table);
    return known == table_titles().end() ? table : known->second.in(language);
}

std::string verb_title(const std::string& verb, Language language) {
    return sentence_in(catalogue_of_files().subspan(summaries.size()), verb, language);
}

std::string summary_in(const std::string& summary, Language language) { return sentence_in(catalogue_of_files(), summary, language); }

std::string code_title(const std::string& code, Language language) {
    const auto known = code_titles().find(code);
    return known == code_titles().end() ? table_title(code, language) : known->second.in(language);
}

std::string code_meant(std::span<const std::string> codes, std::string_view text) {
    const auto wanted = folded(text);
    for (const auto& code : codes)
        if (folded(code) == wanted || folded(code_title(code, Language::zh)) == wanted || folded(code_title(code, Language::en)) == wanted) return code;
    return "";
}

std::string codes_known(std::span<const std::string> codes, Language language) {
    const bool zh = language == Language::zh;
    std::string known;
    for (const auto& code : codes) {
        if (!known.empty()) known += zh ? "、" : ", ";
        const auto title = code_title(code, Language::zh);
        known += title == code ? code : fmt::format(fmt::runtime(zh ? "{} {}" : "{1} ({0})"), title, code);
    }
    return known;
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
