#include "engine/ingest/report_words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace huegrid::ingest {
namespace {

const auto& kinds() {
    static const std::array all{
        KindWords{"ambiguous_address", {"地址不唯一", "address of several homes"}},
        KindWords{"area_cut", {"面不完整", "area not whole"}},
        KindWords{"bad_id_number", {"身份证号有误", "ID number that doesn't check"}},
        KindWords{"bad_parent", {"上级区域有误", "parent zone that can't be one"}},
        KindWords{"bad_position", {"位置有误", "position that can't be"}},
        KindWords{"bad_quotes", {"引号有误", "quotes that don't close"}},
        KindWords{"bad_value", {"数值有误", "value of another type"}},
        KindWords{"boundary_cut", {"边界不完整", "boundary not whole"}},
        KindWords{"broken_geometry", {"几何数据损坏", "geometry that can't be read"}},
        KindWords{"broken_text", {"文字损坏", "text that can't be read"}},
        KindWords{"building_ended", {"楼栋已注销而仍有住户", "building that ended with households in it"}},
        KindWords{"collapsed", {"没有面积", "outline without an area"}},
        KindWords{"curve", {"圆弧", "arcs"}},
        KindWords{"cut_name", {"列名被截断", "column name cut off"}},
        KindWords{"cut_text", {"文字被截断", "text cut off"}},
        KindWords{"damaged_value", {"被表格软件改坏的值", "value that a spreadsheet spoilt"}},
        KindWords{"datum_shift", {"旧基准", "older datum"}},
        KindWords{"day_number", {"以数字存的日期", "day as a number"}},
        KindWords{"doubtful_point", {"可疑的配准点", "matched point that doesn't fit"}},
        KindWords{"duplicate_key", {"标识重复", "key that was there before"}},
        KindWords{"duplicate_points", {"重复的点", "points repeated"}},
        KindWords{"easting_form", {"东坐标带号", "eastings of another form"}},
        KindWords{"encoding", {"文字编码", "encoding of the text"}},
        KindWords{"ended_by_hand", {"手工注销而名单中仍有", "ended by hand, and in the source still"}},
        KindWords{"erased_before", {"已抹除的人又出现", "erased before, and in the source again"}},
        KindWords{"frame_fitted", {"地方坐标系已配准", "frame fitted"}},
        KindWords{"full_width", {"全角号码", "number in full width"}},
        KindWords{"hand_value_replaced", {"手工值被替换", "value set by hand replaced"}},
        KindWords{"hole_outside", {"洞在轮廓之外", "hole outside its outline"}},
        KindWords{"holes_overlap", {"洞重叠", "holes that overlap"}},
        KindWords{"in_several_zones", {"同时位于多个区域", "in several zones"}},
        KindWords{"left_out_parts", {"未取用的部分", "parts of another kind"}},
        KindWords{"may_be_lost", {"可能缺失的行", "rows that may be lost"}},
        KindWords{"missing_key", {"缺少标识", "key missing"}},
        KindWords{"missing_value", {"缺少必填项", "value missing"}},
        KindWords{"mixed_encoding", {"编码混杂", "line of another encoding"}},
        KindWords{"nested_shell", {"面中有面", "part inside another"}},
        KindWords{"no_building", {"找不到楼栋", "building not found"}},
        KindWords{"no_geometry", {"没有几何数据", "no geometry"}},
        KindWords{"no_header", {"没有表头", "no header"}},
        KindWords{"no_household", {"找不到户", "household not found"}},
        KindWords{"no_issue", {"找不到事项", "issue not found"}},
        KindWords{"no_member", {"找不到服务人员", "member not found"}},
        KindWords{"no_parent", {"找不到上级区域", "parent zone not found"}},
        KindWords{"no_place", {"没有地点", "no place"}},
        KindWords{"no_post", {"找不到岗位", "post not found"}},
        KindWords{"no_room", {"找不到房间", "room not found"}},
        KindWords{"no_time_zone", {"时间未注明时区", "times without a time zone"}},
        KindWords{"no_zone", {"找不到区域", "zone not found"}},
        KindWords{"not_a_number", {"坐标不是数字", "coordinates that are no numbers"}},
        KindWords{"note_row", {"备注行或合计行", "note or sum in a row"}},
        KindWords{"other_source", {"来自另一来源的行", "rows of another source"}},
        KindWords{"out_of_bounds", {"超出范围", "number out of bounds"}},
        KindWords{"oversized_value", {"内容过长", "value too long"}},
        KindWords{"parts_overlap", {"部分重叠", "parts that overlap"}},
        KindWords{"personal_number", {"个人号码放错位置", "personal number where it doesn't belong"}},
        KindWords{"persons_disagree", {"同户人员说法不一", "persons of a household disagree"}},
        KindWords{"ragged_row", {"列数不符的行", "row of another width"}},
        KindWords{"relations_not_checked", {"未检查是否完整", "areas not checked for being whole"}},
        KindWords{"self_intersection", {"边界自相交", "outline that crosses itself"}},
        KindWords{"shared_door", {"一户门内有多户", "several households behind one door"}},
        KindWords{"sliver", {"狭长碎片", "sliver"}},
        KindWords{"spike", {"尖刺", "spike"}},
        KindWords{"swapped_axes", {"经纬度颠倒", "coordinates swapped"}},
        KindWords{"title_row", {"标题行", "title above the header"}},
        KindWords{"two_row_header", {"两行表头", "header of two rows"}},
        KindWords{"unclosed_ring", {"边界未闭合", "ring not closed"}},
        KindWords{"unknown_word", {"不认识的用词", "word that isn't known"}},
        KindWords{"unmatched_address", {"地址对不上", "address not found"}},
        KindWords{"wrong_geometry", {"几何类型不符", "geometry of another kind"}},
        KindWords{"zone_not_listed", {"名单中没有的区域", "zone that the list lacks"}},
        KindWords{"zones_gap", {"区域之间有空隙", "gap between zones"}},
        KindWords{"zones_overlap", {"区域重叠", "zones that overlap"}}};
    return all;
}

struct Sentence {
    std::string_view en, zh;  ///< {} is anything; in zh they come in the same order, or numbered
};

/// The more particular stands before the general.
const auto& sentences() {
    static const std::array all{
        // what was done
        Sentence{"repaired", "已修复"},
        Sentence{"kept out", "未导入"},
        Sentence{"left out", "略去"},
        Sentence{"sheet kept out", "整张表未导入"},
        Sentence{"kept as it is", "照原样保留"},
        Sentence{"kept as it was", "照原样保留"},
        Sentence{"kept as text", "作为文字保留"},
        Sentence{"kept without it; its place decides", "不采用,按位置确定"},
        Sentence{"kept with it masked", "已遮盖后保留"},
        Sentence{"kept without it", "该项不采用"},
        Sentence{"kept without a place", "已导入,但没有位置"},
        Sentence{"kept without a building", "已导入,但没有楼栋"},
        Sentence{"kept without a room", "已导入,但没有房间"},
        Sentence{"kept without a home", "已导入,但没有住址"},
        Sentence{"kept without a member", "已导入,但没有服务人员"},
        Sentence{"kept in plain digits", "已改为半角保存"},
        Sentence{"kept without {}", "已导入,但没有 {}"},
        Sentence{"kept: a shared flat is so; else end the one that has left", "照原样保留:合租即如此;否则请注销已搬走的一户"},
        Sentence{"joined to none", "未与任何区域对应"},
        Sentence{"left out of {} of household '{}'", "户“{1}”的 {0} 不计此人"},
        Sentence{"not known for {} of household '{}', unless another of its persons says yes", "户“{1}”的 {0} 不详,除非另有一人为是"},
        Sentence{"{} of household '{}' is not known", "户“{1}”的 {0} 不详"},
        Sentence{"taken as not known", "按不详处理"},
        Sentence{"taken for it", "按此列读取"},
        Sentence{"the first row's word was taken", "以先出现的一行为准"},
        Sentence{"the first person's word was taken", "以先出现的人为准"},
        Sentence{"the source's word was taken", "以来源为准"},
        Sentence{"nothing of it was taken; import --readmit with its key takes it in", "完全未采用;导入时用 --readmit 加其标识可再收入"},
        Sentence{"nothing of it ended", "均未注销"},
        Sentence{"the households keep it", "各户仍归此楼"},
        Sentence{"each line read as the one that fits", "逐行按相符的编码读取"},
        Sentence{"each cell read as the one that fits", "逐格按相符的编码读取"},
        Sentence{"names joined with /", "列名用 / 连接"},
        Sentence{"read so", "照此读取"},
        Sentence{"read to the last whole one", "读到最后一个完整的字"},
        Sentence{"read without that check", "未经此项检查读取"},
        Sentence{"read as UTC; {} says another", "按 UTC 读取;{} 可另作说明"},
        Sentence{"read as {}", "按 {} 读取"},
        Sentence{"placed in {}", "归入{}"},
        Sentence{"used all the same; look at it again", "仍予采用,请再核对"},
        Sentence{"taken over; if they are other things, undo this and give one of the recipes a key_prefix", "已接管;如果本是不同的对象,请撤销,并在其中一个方案中写 key_prefix"},
        Sentence{"taken as if there were no more to it; to be sure, fit {} to three or more points known in both", "按没有其他偏移处理;要确定,请用三个以上两边都已知的点配准 {}"},
        Sentence{"it stays ended; 'valid_to=' brings it back", "仍为已注销;用 valid_to= 可恢复"},
        // what was wrong
        Sentence{"it was ended by hand on {}, and is in this source still", "已于 {} 手工注销,而此来源中仍有"},
        Sentence{"household '{}' was erased, and is in this source again", "户“{}”曾被抹除,又出现在此来源中"},
        Sentence{"member '{}' was erased, and is in this source again", "服务人员“{}”曾被抹除,又出现在此来源中"},
        Sentence{"household was erased, and is in this source again", "此户曾被抹除,又出现在此来源中"},
        Sentence{"{} households are behind its door, such as {}", "同一门内有 {} 户,如 {}"},
        Sentence{"an ID number stands in {}", "{} 中有身份证号"},
        Sentence{"household '{}' was there before, with another head at another place", "户“{}”此前已出现，而户主和住处都不同"},
        Sentence{"the key '{}' was there before", "标识“{}”此前已出现"},
        Sentence{"another row says otherwise of this household", "另一行对此户的说法不同"},
        Sentence{"another person of household '{}' says otherwise of {}", "户“{}”的另一人所述不同:{}"},
        Sentence{"there is no household '{}'", "没有户“{}”"},
        Sentence{"no one household is at its place", "该处没有唯一的一户"},
        Sentence{"'{}' may be '{}' or '{}' and {} more", "“{}”可能是“{}”或“{}”,另有 {} 处"},
        Sentence{"'{}' may be '{}' or '{}'", "“{}”可能是“{}”或“{}”"},
        Sentence{"no room or building has the address '{}'; nearest is '{}'", "没有地址为“{}”的房间或楼栋;最接近的是“{}”"},
        Sentence{"no room or building has the address '{}'", "没有地址为“{}”的房间或楼栋"},
        Sentence{"nothing says in which building it is", "没有说明在哪栋楼"},
        Sentence{"no building stands at its point", "该点没有楼栋"},
        Sentence{"neither a point nor a building is known", "点和楼栋都不知道"},
        Sentence{"no zone of this import has the key '{}'", "此次导入中没有标识为“{}”的区域"},
        Sentence{"the list has no row for it", "名单中没有它"},
        Sentence{"its parent '{}' is not of a coarser level than {}", "其上级“{}”的层级不高于 {}"},
        Sentence{"{} '{}' is not known", "{}“{}”不存在"},
        Sentence{"'{}' is not UTF-8 text", "“{}”不是 UTF-8 文字"},
        Sentence{"'{}' is empty", "“{}”为空"},
        Sentence{"'{}' is cut off inside a character", "“{}”在字中间被截断"},
        Sentence{"the column '{}' is cut off as '{}'", "列“{}”被截断为“{}”"},
        Sentence{"the bytes of '{}' are no text of this encoding", "“{}”的字节不是这种编码的文字"},
        Sentence{"'{}' in {} is written in full width", "“{}”({})以全角书写"},
        Sentence{"'{}' in {} is no telephone number", "“{}”({})不是电话号码"},
        Sentence{"{} in '{}' can't be: it is at least {}", "“{1}”中的 {0} 不合理:应不小于 {2}"},
        Sentence{"{} in '{}' can't be: it is at most {}", "“{1}”中的 {0} 不合理:应不大于 {2}"},
        Sentence{"{} in '{}' can't be: it is no earlier than {}", "“{1}”中的 {0} 不合理:应不早于 {2}"},
        Sentence{"{} in '{}' can't be: it is no later than {}", "“{1}”中的 {0} 不合理:应不晚于 {2}"},
        Sentence{"'{}' in '{}' {}", "“{1}”中的“{0}”{2}"},
        Sentence{"{} in '{}' is a date as a spreadsheet counts days", "“{1}”中的 {0} 是表格软件以天数存的日期"},
        Sentence{"{} in '{}' {}", "“{1}”中的{0}{2}"},
        Sentence{"is no ID number of 18 or 15 characters", "不是 18 位或 15 位的身份证号"},
        Sentence{"has a check character that doesn't fit: something in it is wrong", "校验码不符,其中有误"},
        Sentence{"is no birth date", "不是出生日期"},
        Sentence{"has a birth date that is still to come", "出生日期尚未到"},
        Sentence{"has a birth date that no calendar has", "出生日期不存在"},
        Sentence{"is a formula's mistake", "是公式的错误"},
        Sentence{"is a date that a spreadsheet made of something else", "是表格软件由别的内容变成的日期"},
        Sentence{"is a date that a spreadsheet made of something like 3-2", "是表格软件由 3-2 之类变成的日期"},
        Sentence{"{}, which has no place in {} ({} reads a birth date from it)", "{},不能放在 {} 中({} 可由它读出生日)"},
        Sentence{"{}, which has no place in {}", "{},不能放在 {} 中"},
        Sentence{"'{}' is an ID number", "“{}”是身份证号"},
        Sentence{"'{}' is a mobile number", "“{}”是手机号码"},
        Sentence{"'{}' is an ID number whose check character doesn't fit", "“{}”是身份证号（校验码不符）"},
        Sentence{"'{}' is a bank card's number", "“{}”是银行卡号"},
        Sentence{"{} is no {}: it is from {} to {}", "{} 不是合理的 {}:应在 {} 到 {} 之间"},
        Sentence{"'{}' is no number for {}", "“{}”不是 {} 所需的数字"},
        Sentence{"'{}' is no boolean for {}", "“{}”不是 {} 所需的是或否"},
        Sentence{"'{}' is no integer for {}", "“{}”不是 {} 所需的整数"},
        Sentence{"'{}' is no real for {}", "“{}”不是 {} 所需的数字"},
        Sentence{"'{}' is no date for {}", "“{}”不是 {} 所需的日期"},
        Sentence{"'{}' is no {}", "“{}”不是 {} 可用的值"},
        Sentence{"{} of its times don't say which clock they are by", "其中 {} 个时间没有注明时区"},
        Sentence{"'{}' was set by hand, and its source says something new of it", "“{}”曾手工设定,来源现有新的说法"},
        Sentence{"it has ended, but {} households in force live in it", "它已注销,但仍有 {} 户住在其中"},
        Sentence{"{} rows of {} are not in it, but it has rows that couldn't be read or have no key", "{1} 的 {0} 行不在其中,但它有读不出或没有标识的行"},
        Sentence{"{} rows have keys of rows that came from {} until now; {} other rows of it stay in force, and only an import of it ends those it lacks", "{} 行的标识与此前来自 {} 的行相同；后者另有 {} 行仍然有效，只有再次导入它才会注销其中缺少的行"},
        Sentence{"{} rows have keys of rows that came from {} until now", "{} 行的标识与此前来自 {} 的行相同"},
        Sentence{"it lies in {} at once, each a {}", "它同时位于{},均为 {}"},
        Sentence{"{} stands above the columns' names", "{}在表头之上"},
        Sentence{"{} is a note or a sum", "{}是备注或合计"},
        Sentence{"it has {} cells, the header {}", "有 {} 格,表头为 {} 列"},
        Sentence{"the columns are named by rows {} and {}", "表头在第 {} 行和第 {} 行"},
        Sentence{"the text is {}", "文字为 {}"},
        Sentence{"some lines are UTF-8 and some GB18030", "有的行是 UTF-8,有的是 GB18030"},
        Sentence{"some cells are UTF-8 and some GB18030", "有的单元格是 UTF-8,有的是 GB18030"},
        Sentence{"the line is GB18030 in a file that is also UTF-8", "文件中也有 UTF-8,而此行是 GB18030"},
        Sentence{"its {} says {}, but its bytes are {}", "其 {} 写明 {},而字节是 {}"},
        Sentence{"its bytes are not {}", "字节不是 {}"},
        Sentence{"there is text between a closing quote and the delimiter", "后引号与分隔符之间有文字"},
        Sentence{"'{}' holds {} bytes; a cell has at most {}", "“{}”有 {} 字节;一格最多 {}"},
        Sentence{"'{}' holds a zero byte", "“{}”含有零字节"},
        Sentence{"it has no geometry", "没有几何数据"},
        Sentence{"its geometry can't be read: {}", "几何数据读不出:{}"},
        Sentence{"it is a point, an area is needed", "它是点,需要的是面"},
        Sentence{"it is a {}, a {} is needed", "它是 {},需要 {}"},
        Sentence{"its arcs were drawn in straight lines", "圆弧已改为折线"},
        Sentence{"it also holds {}", "还含有 {}"},
        Sentence{"{} (at {})", "{}(位于 {})"},
        Sentence{"{} ring ends elsewhere than it began", "{} 个环首尾不相接"},
        Sentence{"{} rings end elsewhere than they began", "{} 个环首尾不相接"},
        Sentence{"{} point repeats the one before it", "{} 个点与前一点重复"},
        Sentence{"{} points repeat the one before them", "{} 个点与前一点重复"},
        Sentence{"{} edge runs straight back on the one before it", "{} 条边原路折回"},
        Sentence{"{} edges run straight back on those before them", "{} 条边原路折回"},
        Sentence{"it encloses no area", "没有围成面积"},
        Sentence{"{} encloses no area", "{}没有围成面积"},
        Sentence{"{} encloses no area but its holes", "{}除洞以外没有面积"},
        Sentence{"nothing is left of its area", "面积已无剩余"},
        Sentence{"it can't be made valid", "无法修复"},
        Sentence{"{} can't be made valid", "{}无法修复"},
        Sentence{"{} crosses or touches itself once", "{}有一处自相交或自相接"},
        Sentence{"the outline", "轮廓"},
        Sentence{"{} part is a sliver with {} in all", "{} 个部分是狭长碎片,共 {}"},
        Sentence{"{} parts are slivers with {} in all", "{} 个部分是狭长碎片,共 {}"},
        Sentence{"{} and a hole before it have {} in common", "{}与前面的洞有 {} 重叠"},
        Sentence{"{} ({}) lies outside its outline", "{}({})在轮廓之外"},
        Sentence{"{} of {} lie outside its outline", "{1}有 {0} 在轮廓之外"},
        Sentence{"part {} ({}) lies inside another part and is drawn the same way round: its area counts once", "第 {} 部分({})在另一部分之内且方向相同:面积只计一次"},
        Sentence{"part {} ({}) lies inside another part and is drawn the other way round: it is a hole", "第 {} 部分({})在另一部分之内且方向相反:它是洞"},
        Sentence{"part {} and others have {} in common, which count once", "第 {} 部分与其他部分有 {} 重叠,只计一次"},
        Sentence{"its rings have edges in common: {} as drawn, {} repaired", "各环有公共边:原面积 {},修复后 {}"},
        Sentence{"{}: {} as drawn, {} repaired", "{}:原面积 {},修复后 {}"},
        Sentence{"{}: {} if what it goes around twice is outside, {} if that is inside", "{}:绕两圈之处算外面则为 {},算里面则为 {}"},
        Sentence{"{} crosses or touches itself at {} places", "{}有 {} 处自相交或自相接"},
        Sentence{"{} and {} overlap by {}", "{}与{}重叠 {}"},
        Sentence{"{} in no {}, beside {}", "{} 不属于任何 {},邻近 {}"},
        Sentence{"{} in no {}", "{} 不属于任何 {}"},
        Sentence{"{} has no place in {}", "{} 不在 {} 的范围内"},
        Sentence{"{} lies far from where {} is used", "{} 远离 {} 的使用范围"},
        Sentence{"{} of its {} points has no number for x or y", "{1} 个点中有 {0} 个的 x 或 y 不是数字"},
        Sentence{"{} of its {} points have no number for x or y", "{1} 个点中有 {0} 个的 x 或 y 不是数字"},
        Sentence{"{}: all {} are far out as they stand, and in their place so", "{}:照原样全部 {} 个都远在界外,如此则都在原位"},
        Sentence{"the coordinates are the wrong way round (y before x)", "坐标颠倒(y 在 x 之前)"},
        Sentence{"{} is stated, but the eastings are those of {}", "写明是 {},而东坐标是 {} 的"},
        Sentence{"it is on {}, tens of metres from CGCS2000; by how much nobody can say without the town's own parameters", "它在 {} 上,与 CGCS2000 相差数十米;没有本地参数,谁也说不准差多少"},
        Sentence{"a frame by {} points, scale {}; off by {} m; root mean square {} m", "由 {} 个点配准,比例 {};偏差 {} 米;均方根 {} 米"},
        Sentence{"matched point {} ({}) is off by {} m", "配准点 {}({})偏差 {} 米"},
        Sentence{"the outline of {} isn't whole in this file: the extract's edge cuts it, or it doesn't close", "{}的轮廓在此文件中不完整:被提取范围切断,或没有闭合"},
        Sentence{"whether areas are cut by the file's edge isn't known: {}", "不知道面是否被文件边缘切断:{}"},
        Sentence{"'{}' and '{}' are not {} and {}", "“{}”和“{}”不是 {} 和 {}"},
        Sentence{"{} is no place in {}", "{} 在 {} 中不是任何地方"},
        Sentence{"nothing says its encoding, but its bytes are {}", "没有注明编码,而字节是 {}"},
        // how the datum check ends
        Sentence{"other frames do no better than chance could", "其他坐标系并不比偶然更好"},
        Sentence{"no other frame puts more buildings whole into one zone", "没有其他坐标系使更多楼栋完整落在一个区域内"},
        Sentence{"{} more of {} buildings would lie whole in one zone if {}", "{1} 栋楼中会多 {0} 栋完整落在一个区域内,假如{2}"},
        Sentence{"{} more of {} homes would lie whole in one building if {}", "{1} 处住所中会多 {0} 处落在楼栋内，假如{2}"},
        Sentence{"no other frame puts more homes whole into one building", "没有其他坐标系使更多住所落在楼栋内"},
        Sentence{"the homes were in {}", "住所为 {}"},
        Sentence{"the zones were in {}", "区域为 {}"},
        Sentence{"the buildings were in {}", "楼栋为 {}"},
        Sentence{"hole {}", "第 {} 个洞"}};
    return all;
}

/// What stands for each {} of the pattern, as short as can be; nullopt when the text isn't of the pattern.
std::optional<std::vector<std::string_view>> parts_of(std::string_view text, std::string_view pattern) {
    std::vector<std::string_view> parts;
    for (auto gap = pattern.find("{}");; gap = pattern.find("{}")) {
        const auto before = pattern.substr(0, gap);
        const bool last = gap == std::string_view::npos;
        auto at = parts.empty() ? std::size_t{0} : last && !before.empty() ? text.size() - std::min(text.size(), before.size()) : text.find(before);
        if (last && before.empty()) at = text.size();
        if (parts.empty() ? !text.starts_with(before) : at == std::string_view::npos || text.substr(at, before.size()) != before) return std::nullopt;
        if (!parts.empty()) parts.back() = text.substr(0, at);
        text.remove_prefix(at + before.size());
        if (last) return text.empty() ? std::optional(parts) : std::nullopt;
        pattern.remove_prefix(gap + 2);
        parts.emplace_back(text);
    }
}

std::string filled(std::string_view pattern, const std::vector<std::string_view>& parts) {
    std::string made;
    std::size_t next = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '{') {
            made += pattern[i];
            continue;
        }
        const bool numbered = pattern[i + 1] != '}';
        const auto part = numbered ? std::size_t(pattern[i + 1] - '0') : next++;
        // What stands in quotes is the source's own.
        made += made.ends_with("“") ? std::string(parts[part]) : sentence_in(parts[part], Language::zh);
        i += numbered ? 2 : 1;
    }
    return made;
}

}  // namespace

std::span<const KindWords> defect_kinds() { return kinds(); }

std::string kind_title(std::string_view kind, Language language) {
    const auto& all = kinds();
    const auto at = std::find_if(all.begin(), all.end(), [&](const KindWords& words) { return words.kind == kind; });
    return at == all.end() ? std::string(kind) : at->title.in(language);
}

std::string sentence_in(std::string_view english, Language language) {
    if (language == Language::en) return std::string(english);
    for (const auto& sentence : sentences())
        if (const auto parts = parts_of(english, sentence.en)) return filled(sentence.zh, *parts);
    return std::string(english);
}

}  // namespace huegrid::ingest
