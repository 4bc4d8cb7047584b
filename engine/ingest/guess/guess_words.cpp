#include "engine/ingest/guess/guess_words.hpp"

#include <array>

#include "engine/base/sentences.hpp"

namespace huegrid::ingest {
namespace {

constexpr std::array sentences{
    Sentence{"A proposal by `huegrid recipe guess`: read it, answer the lines that begin with \"# ?\", then", "`huegrid recipe guess` 推测的方案：请通读，回答以“# ?”开头的各行，然后执行"},

    // of the file
    Sentence{"{} is an OpenStreetMap file: this is geodata/recipes/osm.toml.", "{} 是 OpenStreetMap 文件：此即 geodata/recipes/osm.toml。"},
    Sentence{"Which admin_level are your communities? 8 in much of Europe, 10 in places; see wiki.openstreetmap.org/wiki/Tag:boundary=administrative.",
             "你们的社区是哪一级 admin_level？欧洲多为 8，有的地方为 10；见 wiki.openstreetmap.org/wiki/Tag:boundary=administrative。"},
    Sentence{"{}: a title stands above the columns' names: import finds the names by itself.", "{}：表头之上有标题：导入时会自行找到表头。"},
    Sentence{"{}: titles stand above the columns' names: import finds the names by itself.", "{}：表头之上有标题：导入时会自行找到表头。"},
    Sentence{"{}: {} left out, because some sheets lack it; to keep a column, give it to every sheet.", "{}：略去 {}，因为有的工作表没有；要保留某列，请在每张工作表中都加上。"},
    Sentence{"{}: {} isn't read with the other sheets, because it lacks their columns ({}).", "{}：{} 不与其他工作表一同读取，因为缺少它们的列（{}）。"},
    Sentence{"{}: the text is {}: read so.", "{}：文字为 {}：照此读取。"},
    Sentence{"{}: the column '{}' is cut off as '{}': taken for it.", "{}：列“{}”被截断为“{}”：按此列读取。"},
    Sentence{"{}: the columns are named by rows {} and {}: names joined with /.", "{}：表头在第 {} 行和第 {} 行：列名用 / 连接。"},
    Sentence{"Nothing can be counted by zone before boundaries are in the file: import a source of zones too.", "文件中有边界之前不能按区域统计：请一并导入区域的来源。"},
    Sentence{"The file doesn't say its coordinate system: write it above the first [[…]] under [source.{}], such as crs = \"EPSG:4490\" for degrees of CGCS2000.",
             "文件没有注明坐标系：请在第一个 [[…]] 之前的 [source.{}] 之下写明，如 CGCS2000 经纬度为 crs = \"EPSG:4490\"。"},
    Sentence{"Is it from a Chinese map service? Then its crs is \"GCJ-02\" (AMap, Tencent, DataV) or \"BD-09\" (Baidu).", "是否来自国内地图服务？若是，crs 为 \"GCJ-02\"（高德、腾讯、DataV）或 \"BD-09\"（百度）。"},
    Sentence{"{} and {} are within 180 and 90: longitude and latitude, of {} by their names.", "{} 和 {} 在 180 和 90 以内：经度和纬度，由列名看属 {}。"},
    Sentence{"{} and {} are within 180 and 90: longitude and latitude.", "{} 和 {} 在 180 和 90 以内：经度和纬度。"},
    Sentence{"It has coordinates that aren't degrees: in which system? Then say crs, x and y in the source.", "有不是经纬度的坐标：属哪个坐标系？请在来源中写明 crs、x 和 y。"},

    Sentence{"Only its first {} rows were looked at, and {} for the words of a column: what stands further down may be otherwise.", "只看了前 {} 行，各列用词看了 {} 行：再往下的可能不同。"},
    Sentence{"{} has homes as well, but calls its columns otherwise: call them as in the other sheets, or guess it as a source of its own. It isn't read here.",
             "{} 也有住户，但列名不同：请改成与其他表一致，或作为单独的来源另行推测。此处不读取。"},

    // what the rows are
    Sentence{"Taken for {}s: {}.", "作为{}：{}。"},
    Sentence{"Are they {}s? Something else is nearly as likely.", "是{}吗？也可能是别的。"},
    Sentence{"What are the rows of {}? Nothing speaks for one kind. Columns: {}.", "{} 的各行是什么？看不出是哪一类。列：{}。"},
    Sentence{"What are the rows? Nothing speaks for one kind. Columns: {}.", "各行是什么？看不出是哪一类。列：{}。"},
    Sentence{"The rows look like buildings, but say not where those are: add columns 经度 and 纬度 (or x and y), or take the buildings from a map.",
             "各行像是楼栋，但没有位置：请加上经度和纬度（或 x 和 y）两列，或从地图取楼栋。"},
    Sentence{"Where are the columns' names? What stands in the first row are values; put a row of names above it.", "表头在哪里？第一行是数据；请在其上加一行列名。"},
    Sentence{"Which zones does the list name? Its rows are joined to those that this recipe reads, by key: give their [[zone]] the column of the same codes as its key.",
             "名单说的是哪些区域？各行按标识与本方案读取的区域对应：请在其 [[zone]] 中以同样代码的列为标识。"},
    Sentence{"household", "户"}, Sentence{"person", "人"}, Sentence{"building", "楼栋"}, Sentence{"room", "房间"}, Sentence{"estate", "小区"}, Sentence{"zone", "区域"}, Sentence{"member", "服务人员"},
    Sentence{"line", "线"}, Sentence{"area", "范围"}, Sentence{"service_point", "服务点"}, Sentence{"functional_area", "功能区"}, Sentence{"issue", "事项"}, Sentence{"visit", "走访"},
    Sentence{"assignment", "任岗"}, Sentence{"level", "层级"}, Sentence{"kind", "类别"},
    Sentence{"it has {}", "有 {}"}, Sentence{"its features are lines", "要素是线"}, Sentence{"its features are points", "要素是点"},
    Sentence{"its names end as those of buildings do", "名称像楼栋"}, Sentence{"its names end as those of estates do", "名称像小区"}, Sentence{"its names end as those of zones do", "名称像区域"},
    Sentence{"each of its points is another {}", "每个点的 {} 各不相同"}, Sentence{"half of its polygons are smaller than {} m2", "半数的面小于 {} 平方米"},
    Sentence{"half of its polygons are larger than {} km2", "半数的面大于 {} 平方公里"}, Sentence{"nearly every row has another {}", "几乎每行的 {} 各不相同"},
    Sentence{"it has {}, and several rows are of one home", "有 {}，且一户有多行"}, Sentence{"each of its rows is a home of its own", "每行是一户"},
    Sentence{"{} end as names of zones do, each with its {}", "{} 像区域名称，各有其 {}"}, Sentence{"its layer is called {}", "图层名为 {}"}, Sentence{"its file is called so", "文件名如此"},
    Sentence{"{}; {}", "{}；{}"},

    // keys and places
    Sentence{"Nothing but personal columns tells all rows apart: rows whose key was there before are kept out. What is its key?", "除个人信息外没有一列能区分各行：标识重复的行不导入。标识是哪一列？"},
    Sentence{"{} is missing or stands twice in {} of {} rows; those are kept out and reported: put them right in the list.", "{2} 行中有 {1} 行的 {0} 缺失或重复；这些行不导入并会报告：请在名单中改正。"},
    Sentence{"No column numbers its rows, so {} is the key: does it never change?", "没有列为各行编号，故以 {} 为标识：它不会变吗？"},
    Sentence{"{} is the key only because no value stands in it twice: is it one?", "以 {} 为标识，只因其中没有重复的值：它是标识吗？"},
    Sentence{"{} only counts the rows: when the list is sorted again, every row becomes another. Is there a better key?", "{} 只是行的序号：名单重新排序后各行会对错。有没有更好的标识？"},
    Sentence{"Persons at one address are taken for one household: is there a column that says it better?", "同一地址的人作为一户：有没有更准确的列？"},
    Sentence{"Is {} the household's number? Its equal values stand together.", "{} 是户号吗？相同的值都在一起。"},
    Sentence{"household_key: {} is filled once for each of {} households.", "household_key：{} 在 {} 户中各填一次。"},
    Sentence{"{} only counts the households: when the list is sorted again, each becomes another. Is there a better key?", "{} 只是户的序号：名单重新排序后各户会对错。有没有更好的标识？"},
    Sentence{"household_key: no column numbers the households, so their head and address do.", "household_key：没有户号，故以户主和地址为准。"},
    Sentence{"Two households of one head and address are taken for one, and a new head makes a new household: is there a number that says it better?",
             "户主和地址都相同的两户会视为一户，户主变更会成为新的一户：有没有更准确的编号？"},
    Sentence{"{} of {}: its words were translated; look them over.", "{} 取自 {}：用词已对应，请核对。"},
    Sentence{"What do {} mean in {}? One of: {}. Their rows are kept out.", "{1} 中的 {0} 是什么意思？可选：{2}。这些行不导入。"},
    Sentence{"What do {} mean in {}? One of: {}. They are kept without it.", "{1} 中的 {0} 是什么意思？可选：{2}。这些行导入，但没有此项。"},
    Sentence{"Of which kind are the lines: main_road, road, railway or water?", "线是哪一类：main_road、road、railway 还是 water？"},
    Sentence{"No column says the {}: is it \"{}\" for all rows?", "没有列说明{}：所有行都是“{}”吗？"},
    Sentence{"level: its names end as those of a {} do.", "level：名称像 {} 一级的。"},
    Sentence{"Of which level are the zones: district, street, community, grid or micro-grid? With several, name a column and a map.", "区域是哪一级：district、street、community、grid 还是 micro-grid？如有多级，请写明列和对应表。"},
    Sentence{"{} was left out: whose of a household is it?", "略去 {}：是户中何人的？"},
    Sentence{"{}: the {} of the head of each household, by {}; the others' are left out.", "{0}：由 {2} 取每户户主的 {1}；其他人的略去。"},
    Sentence{"contact_phone: no column says who heads a household, so the first {} of each counts, and another order of the rows gives another. Is the head's always first?",
             "contact_phone：没有列说明谁是户主，故取每户的第一个 {}，行的次序变了结果也变。户主总在最前吗？"},
    Sentence{"unit, door: {} holds both.", "unit、door：{} 中两者都有。"},
    Sentence{"{}: {} begins anew in each of the lists, so that their names are part of it: give a list the same name next time.", "{}：{} 在各名单中都从头编号，故名单的名称是标识的一部分：下次请沿用同样的名称。"},
    Sentence{"estate_key: {} of the {} in {} are keys of {}.", "estate_key：{2} 的 {1} 个值中有 {0} 个是 {3} 的标识。"},
    Sentence{"Are the estates of {} in the file, or in another source? Then: estate_key = {}", "{} 中的小区是否在文件或另一来源中？若是：estate_key = {}"},
    Sentence{"By which clock are the times of {}? If not by UTC, say so in the source: time_zone = \"Asia/Shanghai\"", "{} 的时间属哪个时区？若不是 UTC，请在来源中写明：time_zone = \"Asia/Shanghai\""},
    Sentence{"Each sheet is one building's or estate's: its name is part of the key, since doors are numbered alike in others.", "每张工作表是一栋楼或一个小区：表名是标识的一部分，因为各表的门牌编号相同。"},
    Sentence{"address: put together from {}.", "address：由 {} 合成。"},
    Sentence{"Nothing says in which building the homes are: is there a column with an address or a building's key?", "没有说明各户在哪栋楼：有没有地址或楼栋标识的列？"},
    Sentence{"Are the sheets the buildings? Then put \"$sheet\" first into the join of key and address.", "各工作表是楼栋吗？若是，请在 key 和 address 的 join 中首先写 \"$sheet\"。"},
    Sentence{"{}: empty cells below a filled one, as merged cells leave them.", "{}：填写的格下有空格，像是合并单元格留下的。"},

    // attributes
    Sentence{"Personal: {}. Masked on screen and in reports, but whole in the file.", "个人信息：{}。屏幕和报表中遮盖，文件中完整。"},
    Sentence{"Not kept: {}. Care by need doesn't need them.", "不保存：{}。按需服务用不着。"},
    Sentence{"Not used: {}.", "未使用：{}。"},
    Sentence{"What of a person counts for the household? Left: {}. See `count`, `any`, `max` in engine/ingest/recipe/recipe.hpp.", "人的哪些情况计入户？尚余：{}。见 engine/ingest/recipe/recipe.hpp 中的 `count`、`any`、`max`。"},
    Sentence{"Ages: on the day of the import, from {}, of a month or year by its first day; what is no birth date is reported.", "年龄：以导入当天计，由 {} 得出，只有年月的按首日计；不是出生日期的会报告。"},
    Sentence{"{} is one person's, mostly the head's: is nobody of the household older? Else leave oldest_age out.", "{} 是一个人的，多为户主：户中没有更年长的人吗？否则请去掉 oldest_age。"},
    Sentence{"Ages: read from {} without keeping the numbers; those that don't check are reported.", "年龄：由 {} 读出，不保存号码；校验不符的会报告。"},
    Sentence{"A birth date: read from {} without keeping the numbers; those that don't check are reported.", "出生日期：由 {} 读出，不保存号码；校验不符的会报告。"},
    Sentence{"{} is {} elsewhere, but half of its values are none: what do they say?", "{} 在别处为 {}，但有一半的值不是：它们说的是什么？"},
    Sentence{"{} is free text and was left out: is it needed, and of whom does it speak?", "{} 是自由文字，已略去：是否需要，说的是谁？"},
    Sentence{"{} says only {}: its empty cells are taken for not known. Is that so, or do they say no?", "{} 只填 {}：空格按不详处理。是这样，还是表示否？"},
    Sentence{"{} is sensitive: say in 'purpose' what it is kept for and take the #s away, or leave it out.", "{} 是敏感信息：请在 purpose 中写明用途并去掉 #，或去掉它。"},
    Sentence{"What is each attribute kept for? Say it in 'purpose', and leave out what no visit or rule needs.", "各属性作何用？请写在 purpose 中，走访和规则用不着的请去掉。"}};

}  // namespace

std::string guess_in(std::string_view english, Language language) { return sentence_in(sentences, english, language); }

}  // namespace huegrid::ingest
