#include "gui/text/text.hpp"

#include <array>
#include <utility>

namespace huegrid::gui {
namespace {

struct Line {
    Text id;
    const char* zh;
    const char* en;
};

constexpr std::array<Line, text_count> lines{{
    {Text::fit_all, "全图", "Fit"},
    {Text::language_name, "English", "中文"},
    {Text::only_with_issues, "只看有未结事项的", "With open issues only"},
    {Text::fill_buildings, "楼栋", "Buildings"},
    {Text::clear_selection, "取消选择", "Clear selection"},
    {Text::find, "查找", "Find"},
    {Text::find_hint, "查找区域", "Find a zone"},
    {Text::zones, "区域", "Zones"},
    {Text::whole_place, "全域", "Whole place"},
    {Text::no_zone_found, "没有符合的区域", "No zone matches"},
    {Text::legend, "服务等级", "Tiers"},
    {Text::total, "合计", "Total"},
    {Text::households_unit, "户", "households"},
    {Text::show_all, "全部显示", "Show all"},
    {Text::overview, "总览", "Overview"},
    {Text::zone, "区域", "Zone"},
    {Text::building, "楼栋", "Building"},
    {Text::household, "户", "Household"},
    {Text::general_grid, "一般网格", "General grid"},
    {Text::dedicated_grid, "专属网格", "Dedicated grid"},
    {Text::unnamed, "（未命名）", "(unnamed)"},
    {Text::households, "户数", "Households"},
    {Text::homes, "住户", "Homes"},
    {Text::buildings, "楼栋", "Buildings"},
    {Text::members, "居住的服务人员", "Members living here"},
    {Text::open_issues, "未结事项", "Open issues"},
    {Text::address, "地址", "Address"},
    {Text::estate, "小区", "Estate"},
    {Text::units, "单元", "Units"},
    {Text::floors, "楼层", "Floors"},
    {Text::in_zone, "所在区域", "In"},
    {Text::kind, "类型", "Kind"},
    {Text::contact, "联系人", "Contact"},
    {Text::as_of, "分级日期", "Classified as of"},
    {Text::rulebook, "分级规则", "Rulebook"},
    {Text::tiers, "服务等级", "Tiers"},
    {Text::categories, "需求类别", "Categories"},
    {Text::who_serves, "谁负责", "Who serves"},
    {Text::nobody_assigned, "尚未任岗", "Nobody is assigned yet"},
    {Text::since, "自", "since"},
    {Text::no_open_issues, "没有未结事项", "No open issues"},
    {Text::more_issues, "另有 {} 件", "and {} more"},
    {Text::post_vacant, "现空缺", "vacant now"},
    {Text::post_held_by_others, "另有 {} 人在岗", "{} others hold it"},
    {Text::late_by_days, "超期 {} 天", "{} d late"},
    {Text::due_today, "今日到期", "due today"},
    {Text::due_in_days, "{} 天后到期", "due in {} d"},
    {Text::no_deadline, "无期限", "no deadline"},
    {Text::doors, "住户与单位", "Households"},
    {Text::units_and_floors, "单元与楼层", "Units and floors"},
    {Text::one_unit, "单元", "Unit"},
    {Text::one_floor, "楼层", "Floor"},
    {Text::no_households, "没有登记的户", "No households registered"},
    {Text::reading_register, "正在读取台账…", "Reading the register…"},
    {Text::why, "为什么是这个等级", "Why this tier"},
    {Text::otherwise_reason, "没有规则成立", "No rule applies"},
    {Text::show_personal, "显示个人信息", "Show personal values"},
    {Text::missing_values, "缺少的资料", "What is missing to be sure"},
    {Text::stale_values, "过时的资料", "What is out of date"},
    {Text::nearly_met, "差一两项即成立", "Nearly true"},
    {Text::tier_since, "此等级始于", "In this tier since"},
    {Text::missing_short, "缺少：{}", "missing: {}"},
    {Text::may_be, "也可能是", "May be"},
    {Text::not_classified, "尚未分级", "Not classified yet"},
    {Text::not_classified_hint, "请先运行 huegrid classify，再看颜色。", "Run huegrid classify on the file to get colours."},
    {Text::other_rules, "其他规则", "Other rules"},
    {Text::no_building, "台账中没有对应楼栋", "Its building is not known"},
    {Text::back, "返回", "Back"},
    {Text::home, "住户", "home"},
    {Text::shop, "商铺", "shop"},
    {Text::enterprise, "企业", "enterprise"},
    {Text::state_reported, "已上报", "reported"},
    {Text::state_verified, "已核实", "verified"},
    {Text::state_filed, "已立案", "filed"},
    {Text::state_dispatched, "已派遣", "dispatched"},
    {Text::state_in_progress, "处置中", "in progress"},
    {Text::state_handled, "已处置", "handled"},
    {Text::state_checked, "已核查", "checked"},
    {Text::state_closed, "已结案", "closed"},
    {Text::state_rejected, "不予受理", "rejected"},
    {Text::state_on_hold, "缓办", "on hold"},
    {Text::state_escalated, "已上报上级", "escalated"},
    {Text::state_void, "作废", "void"},
    {Text::loading, "正在读取", "Loading"},
    {Text::reading_file, "正在打开 {}", "Opening {}"},
    {Text::drawing, "正在绘制", "Drawing"},
    {Text::zoom, "每像素", "per pixel"},
    {Text::ready, "就绪", "Ready"},
    {Text::keys_hint, "拖动平移 · 滚轮缩放 · F 全图 · Z 换着色 · Esc 取消选择", "drag to pan · wheel to zoom · F fits · Z colours · Esc clears"},
    {Text::masked_hint, "姓名与电话已遮盖", "names and phones are masked"},
    {Text::cannot_open, "打不开文件", "The file can't be opened"},
    {Text::what_to_do, "怎么办", "What to do"},
    {Text::try_again, "重试", "Try again"},
    {Text::advice_not_found, "请检查路径；用 huegrid import 或 huegrid synth 可以新建文件。",
     "Check the path; huegrid import or huegrid synth makes a new file."},
    {Text::advice_wrong_file, "请打开由 Huegrid 建立的文件，或把程序更新到同一版本。",
     "Open a file that Huegrid made, or update the program to the file's version."},
    {Text::advice_locked, "有人正在写入，请稍后重试。", "Somebody is writing; try again in a moment."},
    {Text::advice_io, "文件可能不完整：请用 huegrid check 检查，或从备份恢复。",
     "The file may be damaged: run huegrid check on it, or restore a copy."},
    {Text::advice_machine, "本机缺少所需的组件，见上面的说明。", "The machine lacks what is named above."},
    {Text::advice_internal, "这是程序的缺陷，请把上面的文字报告给维护者。",
     "This is a bug of ours: please report the text above."},
    {Text::older_picture, "文件已改变，但新内容读不出来；显示的是之前的内容。",
     "The file changed but can't be read; what you see is older."},
    {Text::rules_unread, "文件中的规则已不适用，区域按最差等级着色；请用 huegrid classify --rulebook 重新分级。",
     "The rules in the file no longer fit it, so zones take their worst tier; classify anew with --rulebook."},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (static_cast<std::size_t>(lines[i].id) != i) return false;
    return true;
}
static_assert(in_order(), "the table lists the texts in the order of the enumeration");

constexpr std::array<std::pair<std::string_view, Text>, 12> states{{
    {"reported", Text::state_reported},
    {"verified", Text::state_verified},
    {"filed", Text::state_filed},
    {"dispatched", Text::state_dispatched},
    {"in_progress", Text::state_in_progress},
    {"handled", Text::state_handled},
    {"checked", Text::state_checked},
    {"closed", Text::state_closed},
    {"rejected", Text::state_rejected},
    {"on_hold", Text::state_on_hold},
    {"escalated", Text::state_escalated},
    {"void", Text::state_void},
}};

}  // namespace

const char* tr(Text text, Language language) {
    const Line& line = lines[static_cast<std::size_t>(text)];
    return language == Language::zh ? line.zh : line.en;
}

std::string tr(Text text, Language language, std::string_view value) {
    std::string result = tr(text, language);
    if (const auto at = result.find("{}"); at != std::string::npos) result.replace(at, 2, value);
    return result;
}

std::string state_name(std::string_view state, Language language) {
    for (const auto& [id, text] : states)
        if (id == state) return tr(text, language);
    return std::string(state);
}

std::string household_kind_name(std::string_view kind, Language language) {
    if (kind == "home") return tr(Text::home, language);
    if (kind == "shop") return tr(Text::shop, language);
    if (kind == "enterprise") return tr(Text::enterprise, language);
    return std::string(kind);
}

}  // namespace huegrid::gui
