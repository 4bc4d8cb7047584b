#include "engine/ingest/guess/column_words.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/base/fold.hpp"

namespace huegrid::ingest {
namespace {

using Words = std::vector<std::string_view>;

struct FieldWords {
    std::optional<Target> target;  ///< none: of every kind of thing
    std::string_view field;
    Words words;
};

/// Those of a target come before those of every target.
const std::vector<FieldWords>& field_words() {
    using enum Target;
    static const std::vector<FieldWords> all{
        {household, "key", {"户号", "户编号", "家庭编号", "房屋编码", "房屋编号", "门牌编码", "householdid", "hid", "housecode"}},
        {person, "household_key", {"户号", "户编号", "家庭编号", "房屋编码", "房屋编号", "householdid", "householdno", "hid", "hhid"}},
        {building, "key", {"楼栋编号", "楼栋编码", "楼栋代码", "建筑编号", "建筑编码", "幢号", "buildingid", "bldgid", "osmwayid", "osmid"}},
        {zone, "key", {"网格编号", "网格编码", "网格代码", "网格号", "社区编码", "社区代码", "区划代码", "行政区划代码", "adcode", "geoid", "code"}},
        {estate, "key", {"小区编号", "小区编码", "小区名称", "小区", "楼盘", "community"}},
        {issue, "key", {"事项编号", "事件编号", "工单编号", "工单号", "案件编号", "案件号", "srnumber", "uniquekey", "requestid", "caseid", "ticketid", "servicerequestid"}},
        {member, "key", {"工号", "人员编号", "memberid"}},
        {room, "key", {"房屋编码", "房屋编号", "房间编号", "roomid", "flatid"}},
        {std::nullopt, "key", {"key", "编号", "编码", "代码", "唯一编号", "guid", "uuid", "id", "uid", "gid", "objectid", "globalid", "fid", "no", "number"}},

        {zone, "name", {"网格名称", "社区名称", "街道名称", "区划名称", "网格", "社区", "街道", "councilname", "ncname"}},
        {building, "name", {"楼栋名称", "楼名", "建筑名称", "楼栋", "幢", "栋", "楼号", "楼幢", "buildingname", "bldgname"}},
        {estate, "name", {"小区名称", "小区", "楼盘", "楼盘名称", "院落", "estatename", "community"}},
        {member, "name", {"姓名", "人员姓名", "membername"}},
        {line, "name", {"道路名称", "路名", "roadname", "streetname"}},
        {std::nullopt, "name", {"name", "名称", "名字", "namezh"}},
        {std::nullopt, "name_zh", {"namezh", "中文名", "中文名称", "名称"}},
        {std::nullopt, "name_en", {"nameen", "英文名", "英文名称"}},

        {zone, "level", {"level", "级别", "层级", "行政级别", "类型"}},
        {zone, "parent_key", {"parentkey", "上级编号", "上级编码", "上级代码", "parent", "parentid", "parentcode"}},
        {zone, "code", {"code", "编码", "代码", "区划代码", "网格编码", "网格代码", "adcode"}},
        {zone, "kind", {"kind", "网格类型", "网格性质"}},

        {building, "use", {"use", "用途", "房屋用途", "建筑用途", "楼栋用途", "usage", "buildinguse", "building"}},
        {building, "estate_key", {"estatekey", "小区编号", "小区", "小区名称", "所属小区", "楼盘", "estate", "community"}},
        {building, "units", {"units", "单元数", "单元总数", "unitcount"}},
        {building, "floors", {"floors", "层数", "楼层数", "总层数", "地上层数", "楼层", "levels", "storeys", "stories", "buildinglevels"}},
        {building, "built_year", {"builtyear", "建成年份", "建成年代", "建造年份", "竣工年份", "年代", "yearbuilt"}},

        {std::nullopt, "building_key", {"buildingkey", "楼栋编号", "楼栋编码", "楼栋代码", "建筑编号", "buildingid", "bldgid"}},
        {std::nullopt, "room_key", {"roomkey", "roomid", "房间编号"}},
        {std::nullopt, "address", {"address", "地址", "详细地址", "标准地址", "门牌地址", "房屋地址", "家庭住址", "居住地址", "现住址", "现住地址", "住址", "坐落", "addr", "fulladdress"}},
        {std::nullopt, "unit", {"unit", "单元", "单元号", "门洞", "unitno"}},
        {std::nullopt, "floor", {"floor", "楼层", "所在楼层", "所在层", "层", "floorno"}},
        {std::nullopt, "door", {"door", "室号", "房号", "房间号", "房间", "门牌号", "门牌", "户室号", "房屋号", "室", "门号", "doorno", "apartment", "flat", "roomno"}},
        {std::nullopt, "contact_name", {"contactname", "户主", "户主姓名", "户主名称", "联系人", "联系人姓名", "业主", "业主姓名", "房主", "承租人", "姓名", "contact", "householder", "headofhousehold"}},
        {std::nullopt, "contact_phone", {"contactphone", "联系电话", "户主电话", "手机", "手机号", "手机号码", "联系手机", "电话", "电话号码", "联系方式", "联系号码", "phone", "telephone", "tel", "mobile", "phonenumber"}},
        {member, "phone", {"phone", "联系电话", "手机", "手机号", "手机号码", "电话", "联系方式", "telephone", "mobile"}},
        {household, "kind", {"kind", "户类型", "房屋类型", "住户类型", "房屋用途", "类型"}},
        {std::nullopt, "occupancy", {"occupancy", "居住情况", "居住状态", "入住情况", "入住状态", "房屋状态", "租住情况", "居住性质", "居住类型"}},
        {std::nullopt, "skills", {"skills", "技能", "特长"}},
        {std::nullopt, "consents", {"consents", "同意", "是否同意"}},
        {std::nullopt, "home_building_key", {"homebuildingkey", "居住楼栋编号"}},
        {std::nullopt, "duties", {"duties", "职责", "岗位职责"}},
        {std::nullopt, "headcount", {"headcount", "人数", "编制"}},
        {std::nullopt, "member_key", {"memberkey", "人员编号", "工号", "memberid"}},
        {std::nullopt, "post_key", {"postkey", "岗位编号", "postid"}},
        {std::nullopt, "zone_key", {"zonekey", "网格编号", "网格编码", "zoneid"}},
        {std::nullopt, "since", {"since", "任职日期", "开始日期", "起始日期", "上岗日期", "startdate"}},
        {std::nullopt, "until", {"until", "结束日期", "离任日期", "enddate"}},
        {std::nullopt, "reason", {"reason", "原因", "事由"}},
        {std::nullopt, "limit_days", {"limitdays", "时限", "办理时限", "处理时限", "slahours"}},
        {std::nullopt, "functional_areas", {"functionalareas", "功能区", "功能"}},

        {issue, "type", {"type", "事项类型", "事件类型", "案件类型", "问题类型", "诉求类型", "事项类别", "类型", "类别", "requesttype", "complainttype", "servicename", "category"}},
        {issue, "title", {"title", "标题", "事项名称", "事件名称", "事项标题"}},
        {issue, "description", {"description", "内容", "描述", "事项描述", "事件描述", "问题描述", "情况描述", "诉求内容", "descriptor", "details"}},
        {std::nullopt, "status", {"status", "状态", "处理状态", "办理状态", "当前状态", "进度", "state"}},
        {issue, "outcome", {"outcome", "办理结果", "处理结果"}},
        {issue, "reported_at", {"reportedat", "上报时间", "受理时间", "登记时间", "发现时间", "来电时间", "创建时间", "上报日期", "受理日期", "createddate", "requesteddatetime", "createdat", "opened", "opendate"}},
        {issue, "due_at", {"dueat", "截止时间", "办理期限", "要求办结时间", "截止日期", "duedate"}},
        {issue, "closed_at", {"closedat", "办结时间", "结案时间", "完成时间", "关闭时间", "办结日期", "closeddate"}},
        {issue_event, "issue_key", {"issuekey", "事项编号", "工单编号", "工单号", "案件编号"}},
        {std::nullopt, "at", {"at", "走访时间", "走访日期", "时间", "日期", "办理时间", "操作时间", "visitdate"}},
        {std::nullopt, "by", {"by", "操作人", "经办人", "处理人"}},
        {std::nullopt, "note", {"note", "备注", "说明", "走访内容", "走访记录", "情况"}},
        {visit, "household_key", {"householdkey", "户号", "户编号", "householdid"}},
        {std::nullopt, "household_key", {"householdkey"}},
        {std::nullopt, "kind", {"kind", "类型", "类别", "设施类型", "道路类型", "身份", "角色", "highway", "amenity", "fclass", "type"}},
    };
    return all;
}

struct Meaning {
    std::string_view field, word;
    Words values;  ///< folded
};

const std::vector<Meaning>& meanings() {
    static const std::vector<Meaning> all{
        {"kind", "home", {"居民", "居民户", "住户", "住宅", "家庭", "常住", "household", "residential", "自然人"}},
        {"kind", "shop", {"商铺", "店铺", "商户", "门店", "沿街商铺", "个体", "个体户", "个体工商户", "retail"}},
        {"kind", "enterprise", {"企业", "公司", "单位", "法人", "company", "office"}},
        {"kind", "grid_worker", {"网格员", "专职网格员"}},
        {"kind", "volunteer", {"志愿者"}},
        {"kind", "building_captain", {"楼栋长", "楼长"}},
        {"kind", "party_member", {"党员"}},
        {"kind", "main_road", {"主干道", "主干路", "次干道", "primary", "secondary", "tertiary", "trunk", "motorway"}},
        {"kind", "road", {"支路", "小区路", "街巷", "道路", "residential", "service", "unclassified", "footway", "path", "track", "living_street"}},
        {"kind", "railway", {"铁路", "轨道", "地铁", "rail"}},
        {"kind", "water", {"河流", "水系", "河", "渠", "river", "stream", "canal"}},
        {"kind", "general", {"普通网格", "一般网格", "基础网格", "综合网格"}},
        {"kind", "dedicated", {"专属网格", "专用网格"}},
        {"occupancy", "own", {"自住", "自有", "自有自住", "业主自住", "owner"}},
        {"occupancy", "let", {"出租", "租住", "租赁", "承租", "租户", "已出租", "rented", "tenant"}},
        {"occupancy", "vacant", {"空置", "空房", "闲置", "空置房", "无人居住", "empty"}},
        {"occupancy", "registered", {"户籍", "人户分离", "挂户", "空挂户"}},
        {"level", "district", {"区", "县", "区县", "市辖区"}},
        {"level", "street", {"街道", "镇", "乡", "乡镇", "镇街", "subdistrict", "town"}},
        {"level", "community", {"社区", "村", "居委会", "municipality"}},
        {"level", "grid", {"网格", "一般网格", "基础网格"}},
        {"level", "micro-grid", {"微网格", "microgrid"}},
        {"status", "reported", {"上报", "已上报", "待受理", "新建", "已登记", "待处理", "open", "new", "unassigned"}},
        {"status", "verified", {"已核实", "核实"}},
        {"status", "filed", {"已立案", "立案", "已受理", "受理"}},
        {"status", "dispatched", {"已派发", "已派单", "已派遣", "派遣", "assigned", "forward", "referred out"}},
        {"status", "in_progress", {"处理中", "办理中", "处置中", "进行中", "in progress", "started", "pending"}},
        {"status", "handled", {"已处理", "已处置", "处理完成", "resolved"}},
        {"status", "checked", {"已核查", "已复核"}},
        {"status", "closed", {"已办结", "办结", "已结案", "结案", "已完成", "完成", "已关闭", "complete", "completed"}},
        {"status", "rejected", {"退回", "不予受理", "已退回", "declined"}},
        {"status", "on_hold", {"挂起", "延期", "暂缓"}},
        {"status", "void", {"作废", "已作废", "撤销", "cancelled", "canceled"}},
        {"outcome", "fixed", {"已解决", "解决"}},
        {"outcome", "unfounded", {"不属实"}},
        {"outcome", "duplicate", {"重复", "重复件"}},
        {"outcome", "not_ours", {"非本部门", "不属本级"}},
    };
    return all;
}

const std::vector<KnownAttribute>& known_attributes() {
    using enum model::AttributeType;
    static const std::vector<KnownAttribute> all{
        {"persons", "人数", "Persons", "", integer, false, {"人数", "人口", "人口数", "家庭人口", "家庭人口数", "居住人数", "常住人数", "persons", "householdsize", "hsize"}},
        {"oldest_age", "最大年龄", "Age of the oldest", "years", integer, false, {"最大年龄", "oldestage"}},
        {"n_minors", "未成年人数", "Minors", "", integer, false, {"未成年人数", "儿童数", "儿童人数", "nminors", "children"}},
        {"living_alone", "独居", "Living alone", "", boolean, false, {"独居", "是否独居", "独居老人", "livingalone"}},
        {"disability", "残疾", "Disability", "", boolean, true, {"残疾", "是否残疾", "残疾人", "有残疾人", "disability", "disabled"}},
        {"disability_kind", "残疾类别", "Kind of disability", "", text, true, {"残疾类别", "残疾类型", "残疾种类"}},
        {"disability_grade", "残疾等级", "Grade of disability", "", text, true, {"残疾等级", "残疾级别", "残疾程度", "残疾情况"}},
        {"low_income", "低收入", "Low income", "", boolean, true, {"低保", "是否低保", "低保户", "低收入", "困难家庭", "lowincome"}},
        {"chronic_illness", "慢性病", "Chronic illness", "", boolean, true, {"慢性病", "是否慢性病", "重病", "大病", "chronicillness"}},
        {"unemployed", "失业", "Unemployed", "", boolean, true, {"失业", "是否失业", "unemployed"}},
        {"income", "收入", "Income", "", real, true, {"收入", "家庭收入", "月收入", "年收入", "income"}},
        {"veteran", "退役军人", "Veteran", "", boolean, false, {"退役军人", "是否退役军人", "veteran"}},
        {"tenancy", "租住情况", "Tenancy", "", text, false, {"tenancy", "房屋性质", "产权性质"}},
        {"floor_area", "建筑面积", "Floor area", "m2", real, false, {"面积", "建筑面积", "房屋面积", "floorarea", "area"}},
        {"move_in", "入住日期", "Moved in", "", date, false, {"入住日期", "入住时间", "movein"}},
        {"last_visit", "上次走访", "Last visit", "", date, false, {"上次走访", "最近走访", "最近走访日期", "走访日期", "lastvisit"}},
        {"fee_paid", "物业费已缴", "Estate fee paid", "", boolean, false, {"物业费已缴", "是否缴费", "feepaid"}},
        {"needs_followup", "需要跟进", "Needs follow-up", "", boolean, false, {"需要跟进", "needsfollowup"}},
        {"has_volunteer", "有志愿者", "A volunteer lives here", "", boolean, false, {"有志愿者", "hasvolunteer"}},
    };
    return all;
}

bool among(std::span<const std::string_view> words, std::string_view one) { return std::find(words.begin(), words.end(), one) != words.end(); }

bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.ends_with(word); });
}

/// 配偶, 子女1: a person of the household by name. 配偶年龄 and 子女数 are something else.
bool is_relative(std::string_view name) {
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.remove_suffix(1);
    return among(std::array<std::string_view, 16>{"配偶", "子女", "子", "女", "儿子", "女儿", "丈夫", "妻子", "父亲", "母亲", "父母", "监护人", "家属", "家庭成员", "紧急联系人", "spouse"}, name);
}

/// Without what stands in brackets.
std::string unbracketed(std::string text) {
    for (auto open = text.find('('); open != std::string::npos && open > 0; open = text.find('(')) {
        const auto close = text.find(')', open);
        text.erase(open, close == std::string::npos ? std::string::npos : close - open + 1);
    }
    return text;
}

constexpr std::array<std::string_view, 11> xs{"经度", "lon", "lng", "long", "longitude", "x", "东经", "xcoord", "pointx", "x坐标", "gpslng"};
constexpr std::array<std::string_view, 10> ys{"纬度", "lat", "latitude", "y", "北纬", "ycoord", "pointy", "y坐标", "gpslat", "维度"};
constexpr std::array<std::string_view, 7> estates{"小区", "小区名称", "所属小区", "楼盘", "院落", "estate", "苑区"};
constexpr std::array<std::string_view, 11> buildings{"楼栋", "楼栋号", "幢", "栋", "楼号", "楼幢", "幢号", "栋号", "building", "buildingno", "座"};
constexpr std::array<std::string_view, 12> zones{"网格", "网格名称", "所属网格", "社区", "所属社区", "社区名称", "街道", "所属街道", "街镇", "区县", "grid", "网格编号"};
constexpr std::array<std::string_view, 3> ages{"年龄", "age", "周岁"};
constexpr std::array<std::string_view, 12> persons{"性别", "sex", "gender", "出生日期", "出生年月", "生日", "birthdate", "dateofbirth", "与户主关系", "户主关系", "relation", "relationship"};
constexpr std::array<std::string_view, 6> row_numbers{"序号", "编次", "no", "number", "rowid", "fid"};
constexpr std::array<std::string_view, 6> relations{"与户主关系", "户主关系", "家庭关系", "关系", "relation", "relationship"};
constexpr std::array<std::string_view, 6> births{"出生日期", "出生年月", "出生年月日", "生日", "birthdate", "dateofbirth"};

}  // namespace

std::string plain_name(std::string_view column) {
    auto text = folded(column);
    if (const auto slash = text.rfind('/'); slash != std::string::npos && slash + 1 < text.size()) text.erase(0, slash + 1);
    text = unbracketed(std::move(text));
    if (text.starts_with('*')) text.erase(0, 1);
    std::erase_if(text, [](char c) { return c == ' ' || c == '_' || c == '-' || c == ':' || c == '.' || c == '\n'; });
    return text;
}

std::vector<std::string_view> words_for(Target target, std::string_view field) {
    Words words;
    for (const bool own : {true, false})
        for (const auto& entry : field_words())
            if (entry.field == field && entry.target.has_value() == own && (!own || *entry.target == target))
                words.insert(words.end(), entry.words.begin(), entry.words.end());
    return words;
}

std::string_view meaning_of(std::string_view field, std::string_view value) {
    const auto word = folded(value);
    for (const auto& meaning : meanings())
        if (meaning.field == field && (meaning.word == word || among(meaning.values, word))) return meaning.word;
    return "";
}

CoordinateName coordinate_name(std::string_view column) {
    constexpr std::pair<std::string_view, std::string_view> frames[]{
        {"百度地图", "BD-09"}, {"百度", "BD-09"}, {"baidu", "BD-09"}, {"bd-09", "BD-09"}, {"bd_09", "BD-09"}, {"bd09", "BD-09"},
        {"高德地图", "GCJ-02"}, {"高德", "GCJ-02"}, {"腾讯地图", "GCJ-02"}, {"腾讯", "GCJ-02"}, {"火星", "GCJ-02"}, {"amap", "GCJ-02"}, {"gcj-02", "GCJ-02"}, {"gcj_02", "GCJ-02"}, {"gcj02", "GCJ-02"},
        {"wgs-84", "EPSG:4326"}, {"wgs_84", "EPSG:4326"}, {"wgs 84", "EPSG:4326"}, {"wgs84", "EPSG:4326"},
        {"cgcs2000", "EPSG:4490"}, {"天地图", "EPSG:4490"}};
    auto text = folded(column);
    std::string crs;
    for (const auto& [word, frame] : frames) {
        const auto at = text.find(word);
        if (at == std::string::npos) continue;
        text.erase(at, word.size());
        crs = frame;
        break;
    }
    return {plain_name(text), std::move(crs)};
}

std::span<const std::string_view> x_words() { return xs; }
std::span<const std::string_view> y_words() { return ys; }
std::span<const std::string_view> estate_words() { return estates; }
std::span<const std::string_view> building_words() { return buildings; }
std::span<const std::string_view> zone_words() { return zones; }
std::span<const std::string_view> age_words() { return ages; }
std::span<const std::string_view> person_words() { return persons; }
std::span<const std::string_view> row_number_words() { return row_numbers; }
std::span<const std::string_view> relation_words() { return relations; }
std::span<const std::string_view> birth_words() { return births; }

bool is_household_head(std::string_view relation) { return among(std::array<std::string_view, 5>{"户主", "本人", "本人或户主", "head", "self"}, folded(relation)); }

bool says_date(std::string_view column) {
    const auto name = plain_name(column);
    return holds_any(name, {"日期", "生日", "出生年月", "时间", "date", "birth", "born"});
}

Personal personal_by_name(std::string_view column) {
    const auto name = plain_name(column);
    // 身份证地址 is an address.
    if (!holds_any(name, {"地址", "住址"}) && holds_any(name, {"身份证", "证件号", "公民身份", "idcard", "idnumber", "identitynumber", "nationalid", "passport", "护照", "社保号", "社会保障号", "残疾证", "残疾人证"})) return Personal::id_number;
    if (holds_any(name, {"银行卡", "银行账", "卡号", "账号", "帐号", "bankcard", "bankaccount", "iban"})) return Personal::bank_card;
    if (holds_any(name, {"民族", "宗教", "信仰", "政治面貌", "religion", "ethnic"})) return Personal::belief;
    if (among(std::array<std::string_view, 9>{"姓名", "户主", "联系人", "业主", "房主", "承租人", "contactname", "householder", "曾用名"}, name) || holds_any(name, {"姓名"})) return Personal::person_name;
    if (is_relative(name)) return Personal::person_name;
    if (holds_any(name, {"电话", "手机", "phone", "微信"}) || among(std::array<std::string_view, 4>{"tel", "mobile", "mobileno", "联系方式"}, name)) return Personal::phone;
    return Personal::none;
}

bool counts_something(std::string_view column) {
    const auto name = plain_name(column);
    return name.ends_with("数") || name.ends_with("数量") || name.starts_with("n_") || holds_any(std::string_view(column), {"n_", "count", "number"});
}

const KnownAttribute* known_attribute(std::string_view column) {
    const auto name = plain_name(column);
    for (const auto& known : known_attributes())
        if (among(known.words, name)) return &known;
    return nullptr;
}

bool named_like(Target target, std::string_view name) {
    const auto plain = plain_name(name);
    switch (target) {
        case Target::estate:
            return holds_any(plain, {"estate", "小区", "楼盘"});
        case Target::zone:
            return holds_any(plain, {"zone", "网格", "社区", "街道", "区划", "边界", "district", "boundar", "council", "neighborhood", "neighbourhood", "precinct", "communit", "municipalit", "block", "tract"}) || plain == "grid" || plain == "grids";
        case Target::building:
            return holds_any(plain, {"building", "楼栋", "建筑", "房屋", "footprint", "楼宇"});
        case Target::line:
            return holds_any(plain, {"road", "street", "道路", "路网", "line", "railway", "river", "水系"});
        case Target::area:
            return holds_any(plain, {"flood", "hazard", "landuse", "淹", "地块", "公园"});
        case Target::service_point:
            return holds_any(plain, {"service", "设施", "服务", "poi", "amenit"});
        case Target::room:
            return holds_any(plain, {"room", "房间"});
        case Target::household:
            return holds_any(plain, {"household", "户籍", "住户", "户台账", "台账", "居民", "一户"});
        case Target::person:
            return holds_any(plain, {"person", "人口", "人员", "people"});
        case Target::skill:
            return holds_any(plain, {"skill", "技能"});
        case Target::member:
            return holds_any(plain, {"member", "网格员", "志愿者", "staff"});
        case Target::post:
            return holds_any(plain, {"post", "岗位"});
        case Target::assignment:
            return holds_any(plain, {"assignment", "任职", "分工"});
        case Target::issue_type:
            return holds_any(plain, {"issuetype", "事项类型"});
        case Target::issue:
            return holds_any(plain, {"issue", "311", "工单", "事项", "诉求", "事件", "案件", "complaint"});
        case Target::issue_event:
            return holds_any(plain, {"issueevent", "办理记录", "流转"});
        case Target::visit:
            return holds_any(plain, {"visit", "走访"});
    }
    return false;
}

std::string_view level_of(std::string_view text) {
    const auto name = unbracketed(folded(text));
    if (name.empty()) return "";
    if (holds_any(name, {"微网格", "micro"})) return "micro-grid";
    if (name.ends_with("网格") || name.find("网格") != std::string::npos || holds_any(name, {"grid", "block"})) return "grid";
    if (ends_with_any(name, {"社区", "居委会", "村委会", "村"}) || holds_any(name, {"社区", "communit", "council", "neighborhood", "neighbourhood", "municipalit", "precinct", "tract"})) return "community";
    if (ends_with_any(name, {"街道", "镇", "乡", "街道办事处"}) || holds_any(name, {"街道", "subdistrict"})) return "street";
    if (ends_with_any(name, {"区", "县", "市", "旗"}) || holds_any(name, {"区划", "district", "county"})) return "district";
    return "";
}

bool building_like(std::string_view name) { return ends_with_any(unbracketed(folded(name)), {"栋", "幢", "座", "号楼", "楼", "大厦", "building"}); }
bool estate_like(std::string_view name) { return ends_with_any(unbracketed(folded(name)), {"小区", "苑", "府", "花园", "公寓", "新村", "庭院", "庭", "里", "家园", "城", "园"}); }

std::vector<std::string> likely_columns() {
    std::vector<std::string> all;
    const auto add = [&](std::span<const std::string_view> words) { all.insert(all.end(), words.begin(), words.end()); };
    for (const auto& entry : field_words()) add(entry.words);
    for (const auto& known : known_attributes()) add(known.words);
    for (const auto& words : {x_words(), y_words(), estate_words(), building_words(), zone_words(), age_words(), person_words(), relation_words(), birth_words()}) add(words);
    for (const std::string_view more : {"序号", "成员姓名", "家庭成员", "身份证号", "身份证号码", "公民身份号码", "备注", "民族", "年龄"}) all.emplace_back(more);
    return all;
}

}  // namespace huegrid::ingest
