#include <array>
#include <vector>

#include "engine/cli/words/error_words.hpp"
#include "engine/cli/words/words.hpp"

namespace huegrid::cli {
namespace {

constexpr std::array command_sentences{
    Sentence{"the source '{}' has no file; did you mean '{}'?; say {}=PATH", "来源“{}”没有文件；是否指“{}”？请写 {}=路径"},
    Sentence{"there is no layer '{}'; did you mean '{}'? (there are: {})", "没有图层“{}”；是否指“{}”？（现有：{}）"},
    Sentence{"there is no column '{}'; did you mean '{}'? (there are: {})", "没有列“{}”；是否指“{}”？（现有：{}）"},
    Sentence{"the recipe has no source '{}'; did you mean '{}'? (it asks for {})", "方案中没有来源“{}”；是否指“{}”？（需要的是 {}）"},
    Sentence{"'{}' is no {}; did you mean '{}'?; there are: {}", "“{}”不能作 {}；是否指“{}”？可用：{}"},
    Sentence{"{}; did you mean '{}'?", "{}；是否指“{}”？"},

    // what is typed
    Sentence{"there is no verb '{}'", "没有命令“{}”"},
    Sentence{"Run {} --help for the verbs there are.", "运行 {} --help 可看全部命令。"},
    Sentence{"Run {} --help for all there is to say.", "运行 {} --help 可看全部说明。"},
    Sentence{"A subcommand is required", "缺少子命令"},
    Sentence{"{} is required", "缺少 {}"},
    Sentence{"{} requires {}", "用 {} 须同时给出 {}"},
    Sentence{"{} excludes {}", "{} 与 {} 不能同用"},
    Sentence{"The following argument was not expected: {}", "不认识的参数：{}"},
    Sentence{"The following arguments were not expected: {}", "不认识的参数：{}"},
    Sentence{"{}: '{}' isn't understood; it is one of {}", "{}：不认识“{}”；可用：{}"},
    Sentence{"{}: {} not in {{}}", "{}：“{}”不可用；可用：{}"},
    Sentence{"{}: Value {} not in range [{} - {}]", "{}：{} 超出范围，应在 {} 到 {} 之间"},
    Sentence{"{}: Value {} not in range {} to {}", "{}：{} 超出范围，应在 {} 到 {} 之间"},
    Sentence{"{}: it is empty; give it a value", "{}：值为空；请给出值"},
    Sentence{"{}: Number less than 0: {}", "{}：不能小于 0：{}"},
    Sentence{"{}: '{}' is no number of seconds from 0 to 86400", "{}：“{}”不是 0 到 86400 之间的秒数"},
    Sentence{"{}: {} required {} missing", "{}：缺少 {1} 个值"},
    Sentence{"{}: {} required at least {} missing", "{}：至少需要 {1} 个值"},
    Sentence{"Expected exactly {} arguments to {}, got {}", "{1} 应有 {0} 个值，现有 {2} 个"},
    Sentence{"Expected at least {} arguments to {}, got {}", "{1} 至少应有 {0} 个值，现有 {2} 个"},
    Sentence{"Could not convert: {} = {}", "{} 的值“{}”读不懂，应为数字"},
    Sentence{"{}: {} Failed {} validation", "{}：值“{}”不可用"},
    Sentence{"'{}' is no date; write it as 2026-10-31", "“{}”不是日期；请写作 2026-10-31"},
    Sentence{"'{}' is no time; write `last`, 2026-10-31 or 2026-10-31T08:30:00Z", "“{}”不是时间；请写 `last`、2026-10-31 或 2026-10-31T08:30:00Z"},
    Sentence{"'{}' is no series of days; write it as 2026-01-01..2026-12-01/month, with day, week, month, quarter or year",
             "“{}”不是一列日期；请写作 2026-01-01..2026-12-01/month，可用 day、week、month、quarter、year"},
    Sentence{"'{}' has more than {} days; take longer steps", "“{}”超过 {} 天；请加大间隔"},
    Sentence{"{} comes before {}", "{} 早于 {}"},
    Sentence{"--level and --csv belong to --what-if and --series; `huegrid report` writes tiers by zone", "--level 和 --csv 用于 --what-if 和 --series；按区域的等级由 `huegrid report` 写出"},
    Sentence{"--barriers: {}", "--barriers：{}"}, Sentence{"--uncrossable: {}", "--uncrossable：{}"}, Sentence{"--atoms: {}", "--atoms：{}"}, Sentence{"--weight: {}", "--weight：{}"},
    Sentence{"none can't stand beside kinds of lines", "none 不能与线的种类同用"},
    Sentence{"with --barriers none there is nothing that mustn't be crossed", "已用 --barriers none，没有不可跨越的线"},
    Sentence{"ready-made blocks know no barriers: leave out --barriers and --uncrossable", "按现成的块划分不计屏障：请去掉 --barriers 和 --uncrossable"},
    Sentence{"what moving counts matters only with --from-current", "变动的权重只在用 --from-current 时有意义"},
    Sentence{"there is no attribute 'persons' that would say how many live in a household; import it, or leave the limit out", "没有 persons 指标，不知每户人数；请先导入，或不限人数"},
    Sentence{"'building', 'estate' or 'zone:LEVEL', as zone:block", "应为 building、estate 或 zone:LEVEL（某一层级），如 zone:block"},
    Sentence{"--size has to be WIDTHxHEIGHT, such as 1280x800; it is '{}'", "--size 应为 宽x高，如 1280x800；现为“{}”"},
    Sentence{"the picture is a PNG; its name has to end in .png", "图片为 PNG，文件名须以 .png 结尾"},
    Sentence{"what was to be printed could not be written; is the disk full? What the command does to its file is done", "输出写不出去，磁盘是否已满？对文件的改动已完成"},
    Sentence{"a bug of ours, please report it: {}", "这是程序的错误，请报告：{}"},

    // files
    Sentence{"there is no such file; `huegrid import` makes one", "没有此文件；可用 `huegrid import` 新建"},
    Sentence{"there is no such file or folder", "没有此文件或文件夹"},
    Sentence{"there is no such file", "没有此文件"},
    Sentence{"there is such a file already; choose another name", "已有同名文件；请另取名称"},
    Sentence{"there is such a file already", "已有同名文件"},
    Sentence{"this is a folder; a Huegrid file is needed", "这是文件夹；需要的是 Huegrid 文件"},
    Sentence{"this is a folder, a file is needed", "这是文件夹；需要的是文件"},
    Sentence{"there is no folder '{}'", "没有文件夹“{}”"},
    Sentence{"the folder '{}' can't be written", "文件夹“{}”不可写"},
    Sentence{"its folder '{}' can't be written, and the database needs a journal beside the file", "所在文件夹“{}”不可写，而数据库须在文件旁写日志"},
    Sentence{"this folder can't be made; check the path and its permissions", "此文件夹建不了；请检查路径和权限"},
    Sentence{"larger than {} bytes, too large for its kind", "超过 {} 字节，作为此类文件过大"},
    Sentence{"can't be written: {}", "写不了：{}"},
    Sentence{"could not be written: {}", "没有写成：{}"},
    Sentence{"can't be read", "读不了"},
    Sentence{"this is not a Huegrid file; choose another name, or the file that `huegrid import` made", "这不是 Huegrid 文件；请另取名称，或用 `huegrid import` 所建的文件"},
    Sentence{"this is not a Huegrid file (not an SQLite database at all)", "这不是 Huegrid 文件（根本不是 SQLite 数据库）"},
    Sentence{"written by a newer Huegrid (file version {}, this program knows {}); install the newer one", "由较新的 Huegrid 写成（文件版本 {}，本程序只到 {}）；请安装新版"},
    Sentence{"its huegrid_meta holds no version; the file is damaged", "huegrid_meta 中没有版本；文件已损坏"},
    Sentence{"this file can't be written; make it writable, or work on a copy", "此文件不可写；请改为可写，或用副本"},
    Sentence{"this file can't be written; make it and its folder writable, or copy it", "此文件不可写；请把它和文件夹改为可写，或用副本"},
    Sentence{"{} is writing this file; waited {} s. Nothing was changed, try again when it is done", "{}正在写此文件；已等待 {} 秒。未作任何改动，请待其完成后再试"},
    Sentence{"another program is using this file right now; try again in a moment, or with a longer --wait", "另一个程序正在使用此文件；请稍后再试，或加大 --wait"},
    Sentence{"another program", "另一个程序"},
    Sentence{"somebody else is using this file; try again in a moment", "他人正在使用此文件；请稍后再试"},
    Sentence{"somebody made this file meanwhile; run the command again", "此间有人新建了此文件；请再执行一次"},
    Sentence{"--force does it, once you say why: --reason 'TEXT', which the journal keeps", "用 --force 须写明原因：--reason '原因'，记入操作记录"},
    Sentence{"the file changed meanwhile; try again", "此间文件已变；请重试"},
    Sentence{"the disk is full; nothing was changed. Make room and run it again", "磁盘已满；未作任何改动。请腾出空间后再执行"},
    Sentence{"reading or writing failed ({}); nothing was changed. Check the disk and its free space, then run it again", "读写失败（{}）；未作任何改动。请检查磁盘及其空间后再执行"},
    Sentence{"it lacks what every Huegrid file has ({}); `huegrid check` says what is wrong with it", "文件缺少应有的内容（{}）；用 `huegrid check` 查看问题"},
    Sentence{"this file is damaged (cut off or overwritten); use a copy of it", "此文件已损坏（被截断或覆盖）；请用备份"},
    Sentence{"this file can't be opened; check the path and its permissions", "此文件打不开；请检查路径和权限"},
    Sentence{"the data contradict themselves ({}); nothing was changed", "数据自相矛盾（{}）；未作任何改动"},
    Sentence{"out of memory", "内存不足"},
    Sentence{"could not be made durable: {}", "没有存牢：{}"},
    Sentence{"could not be put in place: {}", "没有放到位：{}"},
    Sentence{"something is wrong with this file, as listed", "此文件有误，如上所列"},
    Sentence{"cancelled", "已停止"},
    Sentence{"stopped", "已停止"},

    // the register
    Sentence{"household", "户"}, Sentence{"room", "房间"}, Sentence{"estate", "小区"}, Sentence{"member", "服务人员"}, Sentence{"building", "楼栋"}, Sentence{"zone", "区域"},
    Sentence{"grid", "网格"}, Sentence{"grids", "网格"}, Sentence{"community", "社区"}, Sentence{"communities", "社区"}, Sentence{"street", "街道"}, Sentence{"district", "区"},
    Sentence{"there is no {} '{}', by id or by source key; `huegrid search` finds one by address, name or phone", "没有编号或标识为“{1}”的{0}；`huegrid search` 可按地址、姓名或电话查找"},
    Sentence{"'{}' is the id of one {} and the source key of another (id {}); write id:{} or key:{}", "“{}”既是一个{}的编号，又是另一个的标识（编号 {}）；请写 id:{} 或 key:{}"},
    Sentence{"several answer to {} '{}': ids {}; name one by its id", "“{1}”对应多个{0}，编号 {2}；请用编号指明"},
    Sentence{"there is no tier '{}'; this file has {}", "没有等级“{}”；此文件有 {}"},
    Sentence{"this file has not been classified yet, so no household has a tier", "此文件尚未分级，各户还没有等级"},
    Sentence{"this file has not been classified yet; name a rulebook with --rulebook", "此文件尚未分级；请用 --rulebook 指明规则集"},
    Sentence{"this file has not been classified yet; `huegrid classify FILE --rulebook R` does", "此文件尚未分级；请先执行 `huegrid classify FILE --rulebook R`"},
    Sentence{"this file has no households to classify; import a register first", "此文件没有可分级的户；请先导入台账"},
    Sentence{"These rules no longer fit the file; `huegrid classify FILE --rulebook R` gives it others.",
             "文件中的规则已不适用；请用 `huegrid classify FILE --rulebook R` 换上适用的规则。"},
    Sentence{"the rulebook in the file:{}:{}", "文件中规则第 {} 行第 {} 列"},
    Sentence{"a rulebook or recipe is called so, which would be lost; choose another name", "这是规则或方案文件的名称，写入会将其覆盖；请另取文件名"},
    Sentence{"{} is counted from the issues of the building, and can't be set", "{} 由楼栋的未办结事件数得出，不能设置"},
    Sentence{"attribute '{}' is {} in every register, not {}; call it another name", "属性“{}”在每个台账中都是 {}，不是 {}；请另取名称"},
    Sentence{"household has a column {} already, declared {} and not empty; call the attribute another name", "户表中已有列 {}，类型 {} 且有内容；请给属性另取名称"},
    Sentence{"household has a column {} already, declared {} by another program; call the attribute another name", "户表中已有其他程序建的列 {}，类型 {}；请给属性另取名称"},
    Sentence{"household {} ended on {}, so it has no tier; `huegrid household show` has what is kept of it", "户 {} 已于 {} 结束，没有等级；保留的资料见 `huegrid household show`"},
    Sentence{"there is no journal entry {}", "没有第 {} 条操作记录"},
    Sentence{"there is no field '{}'; there are {}", "没有字段“{}”；有 {}"},
    Sentence{"there is no field '{}'", "没有字段“{}”"},
    Sentence{"'{}' sets nothing; write FIELD=VALUE, or FIELD= to empty a field", "“{}”没有设定什么；请写 字段=值，或 字段= 以清空"},
    Sentence{"{} follows from the rules; `huegrid override set` sets a tier by hand", "{} 由规则得出；人工调级用 `huegrid override set`"},
    Sentence{"{} follows from the building; set that", "{} 由楼栋得出；请改楼栋"},
    Sentence{"{} is set twice", "{} 设定了两次"},
    Sentence{"{} can't be empty", "{} 不能为空"},
    Sentence{"{} isn't valid UTF-8", "{} 不是有效的文字"},
    Sentence{"{} can't hold line breaks or other control characters", "{} 不能含换行或其他控制字符"},
    Sentence{"{} is longer than {} bytes", "{} 超过 {} 字节"},
    Sentence{"{} can't be '{}'; it is one of {}", "{} 不能是“{}”；可用：{}"},
    Sentence{"{} can't be '{}'; it is {}", "{} 不能是“{}”；应为{}"},
    Sentence{"{} can't be {}; it is {}", "{} 不能是 {}；应{}"},
    Sentence{"yes or no (1 or 0)", "是或否（1、0）"}, Sentence{"a whole number", "整数"}, Sentence{"a number", "数字"}, Sentence{"a day such as 2026-10-31", "日期，如 2026-10-31"},
    Sentence{"at least {} households and at most {}: the limits cross", "下限 {} 户，上限 {} 户：上下限颠倒"},
    Sentence{"this is a database, which would be lost; choose another name", "这是数据库文件，写入会使其内容丢失；请换一个文件名"},
    Sentence{"at least {}", "不小于 {}"}, Sentence{"at most {}", "不大于 {}"}, Sentence{"no earlier than {}", "不早于 {}"}, Sentence{"no later than {}", "不晚于 {}"},
    Sentence{"from {} to {}", "在 {} 到 {} 之间"},
    Sentence{"'{}' is an ID number, which has no place in {}", "“{}”是身份证号，不能填入 {}"},
    Sentence{"'{}' is a mobile number, which has no place in {}", "“{}”是手机号码，不能填入 {}"},
    Sentence{"'{}' is a bank card's number, which has no place in {}", "“{}”是银行卡号，不能填入 {}"},
    Sentence{"'{}' is an ID number whose check character doesn't fit, which has no place in {}", "“{}”是身份证号（校验码不符），不能填入 {}"},
    Sentence{"'{}' is no telephone number, as {} is: 3 to 20 digits with + - and blanks between, and perhaps an extension", "“{}”不是 {} 所需的电话号码：3 到 20 位数字，中间可有 +、- 和空格，末尾可有分机号"},
    Sentence{"{} is measured from the building, as {}, and can't be set", "{} 由楼栋量得（{}），不能设定"},
    Sentence{"{} is said, but not of which building; say it with building= or room=", "写了 {}，但没有写楼栋；请用 building= 或 room= 写明"},
    Sentence{"the building has that room already: it is room {}", "该楼栋已有此房间：房间 {}"},
    Sentence{"there is an ID number in {}, which the file doesn't keep", "{} 中有身份证号，文件不保存身份证号"},
    Sentence{"nothing is said of the new {}", "没有说明新{}的任何内容"},
    Sentence{"a new {} needs {}", "新{}须有 {}"},
    Sentence{"room {} is in building {}, not in {}", "房间 {} 在楼栋 {}，不在 {}"},
    Sentence{"room {} is used by {} household, such as {}; end or move it first", "房间 {} 还有 {} 户，如 {}；请先注销或迁出"},
    Sentence{"room {} is used by {} households, such as {}; end or move them first", "房间 {} 还有 {} 户，如 {}；请先注销或迁出"},
    Sentence{"estate {} has {} building, such as {}; put them into another with {}", "小区 {} 还有 {} 栋楼，如 {}；请先用 `huegrid estate set … --add-building` 归入别的小区，或用 --drop-building 移出"},
    Sentence{"estate {} has {} buildings, such as {}; put them into another with {}", "小区 {} 还有 {} 栋楼，如 {}；请先用 `huegrid estate set … --add-building` 归入别的小区，或用 --drop-building 移出"},
    Sentence{"use `huegrid {} end` to end a row; `valid_to=` brings an ended one back", "注销请用 `huegrid {} end`；`valid_to=` 可恢复已注销的"},
    Sentence{"{} {} ended on {}; `valid_to=` brings it back", "{} {} 已于 {} 注销；`valid_to=` 可恢复"},
    Sentence{"{} {} ended on {} already", "{} {} 已于 {} 注销"},
    Sentence{"{} {} began on {}, so it can't end on {}", "{} {} 始于 {}，不能于 {} 注销"},
    Sentence{"{} {} moved in on {}, so it can't end on {}", "{} {} 于 {} 入住，不能于 {} 注销"},
    Sentence{"{} is still to come; a row ends today or ended before", "{} 尚未到来；只能在今天或以前注销"},
    Sentence{"{} {} has ended", "{} {} 已注销"},
    Sentence{"building {} isn't in estate {}", "楼栋 {} 不在小区 {}"},
    Sentence{"building {} has ended", "楼栋 {} 已注销"},
    Sentence{"building {} is no longer in force, so nobody lives in it", "楼栋 {} 已注销，无人居住"},
    Sentence{"set fields and move buildings in two commands", "设定字段和调整楼栋请分两次执行"},
    Sentence{"a tier by hand needs its reason; give it with --reason", "人工调级须写明理由；请用 --reason"},
    Sentence{"{} days: an override holds for 1 to 366 days", "{} 天：人工调级的期限为 1 到 366 天"},
    Sentence{"'{}' is no tier to be put into by hand", "“{}”不能由人工指定"},
    Sentence{"household {} has no tier by hand in force", "户 {} 没有有效的人工调级"},
    Sentence{"personal fields are shown with a reason, which the journal keeps; give it with --reason", "查看个人信息须写明理由，并记入操作记录；请用 --reason"},
    Sentence{"there is an ID number in the reason, which the journal would keep for good; leave it out", "理由中有身份证号，会永久留在操作记录中；请去掉"},
    Sentence{"this is a database, not a rulebook; name a TOML file here (`rulebook check` and `sql` take the register's file behind --register)", "这是数据库，不是规则集；此处请写 TOML 文件（`rulebook check` 和 `sql` 用 --register 指明台账文件）"},
    Sentence{"erasing can't be undone and needs its reason; give it with --reason", "抹除不能撤销，须写明理由；请用 --reason"},
    Sentence{"this condition is too long for a list: {}", "条件过长，列表用不了：{}"},

    // undo and redo
    Sentence{"there is nothing left to undo", "没有可撤销的操作"},
    Sentence{"there is nothing to redo", "没有可恢复的操作"},
    Sentence{"{} can't be taken back: its rows have changed since", "{} 不能撤销：相关的行此后又有改动"},
    Sentence{"{} can't be taken back: {}", "{} 不能撤销：{}"},
    Sentence{"it made the file; delete the file instead", "它新建了此文件；请直接删除文件"},
    Sentence{"it erased a person, which is for good", "它抹除了一个人，无法恢复"},
    Sentence{"#{} erased a person since, of whom it would bring something back", "此后 #{} 抹除了一个人，撤销会带回其部分信息"},
    Sentence{"it changed no row", "它没有改动任何行"},
    Sentence{"{} did too much to be kept twice; run it again", "{} 改动过多，没有另存；请重新执行"},

    // import
    Sentence{"'{}' names no source and its file; write NAME=PATH with a name from the recipe", "“{}”没有写明来源及其文件；请写 名称=路径，名称见方案"},
    Sentence{"source '{}' is given twice", "来源“{}”给出了两次"},
    Sentence{"'{}' can't be a source's name; use letters, digits, _ and -", "“{}”不能作来源的名称；请用字母、数字、_ 和 -"},
    Sentence{"the recipe has no source '{}' (it asks for {})", "方案中没有来源“{}”（需要的是 {}）"},
    Sentence{"the source '{}' has no file; say {}=PATH", "来源“{}”没有文件；请写 {}=路径"},
    Sentence{"these sources lack {}, which would end. Say --partial if they hold only a part (nothing ends), or --whole if they are whole (what they lack ends)",
             "这些来源中没有 {}，导入后会注销。如果来源只是一部分，请用 --partial（都不注销）；如果来源是全部，请用 --whole（缺少的注销）"},
    Sentence{"no household or member with the source key '{}' was erased; the import report names those that were", "没有抹除过标识为“{}”的户或服务人员；导入报告中列有被抹除的"},
    Sentence{"a file's first import fixes its coordinate system: it needs a source with positions (of a table: its x, y and crs under [source.NAME]), or above everything in the recipe the code of a system in metres, such as crs = \"EPSG:4544\"",
             "首次导入决定文件的坐标系：须有带位置的来源（表格则在 [source.NAME] 之下写 x、y 和 crs），或在方案最前写以米为单位的坐标系，如 crs = \"EPSG:4544\""},
    Sentence{"{}. Its numbers, x {} to {}, y {} to {}, fit no system known here; ask who made the file, and write crs = \"EPSG:n\"", "{}。其数值 x 为 {} 到 {}，y 为 {} 到 {}，不合任何已知的坐标系；请询问制作人，并写 crs = \"EPSG:n\""},
    Sentence{"{}. Its numbers, x {} to {}, y {} to {}, are {}. Write under [source.{}] in the recipe the one it is:", "{}。其数值 x 为 {} 到 {}，y 为 {} 到 {}，是{}。请在方案的 [source.{}] 之下写明是哪一个："},
    Sentence{"the layer doesn't say its CRS", "图层没有注明坐标系"},
    Sentence{"it is said to be in {}, where none of its coordinates has a place", "写明为 {}，而没有一个坐标在其范围内"},
    Sentence{"longitudes and latitudes", "经度和纬度"}, Sentence{"latitudes and longitudes, the latitude first", "纬度在前的纬度和经度"},
    Sentence{"eastings with the zone's number {} in front, in the second place", "前面带带号 {} 的东坐标（在第二位）"}, Sentence{"eastings with the zone's number {} in front", "前面带带号 {} 的东坐标"},
    Sentence{"eastings of any zone: its central meridian has to be known", "不知哪一带的东坐标，须知道中央经线"}, Sentence{"metres of a web map", "网络地图的米制坐标"},
    Sentence{"and x = \"{}\", y = \"{}\": they are the wrong way round", "并写 x = \"{}\"，y = \"{}\"：两者颠倒了"},
    Sentence{"a source with x and y needs its crs, such as \"EPSG:4326\" for longitude and latitude", "写了 x 和 y 的来源须写 crs，经纬度如 \"EPSG:4326\""},
    Sentence{"'{}' is no known coordinate system; write EPSG:n, for example EPSG:4547, or GCJ-02, or BD-09", "“{}”不是已知的坐标系；请写 EPSG:n，如 EPSG:4547，或 GCJ-02、BD-09"},
    Sentence{"'{}' is no coordinate system; write EPSG:n, for example EPSG:4547", "“{}”不是坐标系；请写 EPSG:n，如 EPSG:4547"},
    Sentence{"longitude {}, latitude {} is no place on Earth; is the source's coordinate system the one it says?", "经度 {}、纬度 {} 不在地球上；来源的坐标系是否如其所述？"},
    Sentence{"the recipe must be UTF-8 text", "方案须为 UTF-8 文字"},
    Sentence{"'{}' needs one of column, join and value", "“{}”须有 column、join、value 之一"},
    Sentence{"'{}' is no {}; there are: {}", "“{}”不能作 {}；可用：{}"},
    Sentence{"a {} needs '{}'", "{}须有“{}”"},
    Sentence{"a {} has no '{}'", "{} 没有“{}”这一项"},
    Sentence{"{} must be from 1 to 1000", "{} 应在 1 到 1000 之间"},
    Sentence{"write [[{}]], with two brackets", "请写 [[{}]]，用双方括号"},
    Sentence{"'{}' must hold tables", "“{}”中应为表"},
    Sentence{"the attribute '{}' is there twice; name a different source in each", "属性“{}”出现了两次；请各写不同的来源"},
    Sentence{"'{}' is of the source '{}', but no [[{}]] reads that", "“{}”属于来源“{}”，但没有 [[{}]] 读取它"},
    Sentence{"'{}' is counted over persons, but the recipe has no [[person]]", "“{}”按人统计，但方案中没有 [[person]]"},
    Sentence{"'{}' is a household's column, but the recipe has no [[household]]", "“{}”是户的列，但方案中没有 [[household]]"},
    Sentence{"the attribute name '{}' must be lower_snake_case", "属性名“{}”须为小写字母加下划线"},
    Sentence{"'{}' is a column every household has; choose another name", "“{}”是各户本来就有的列；请另取名称"},
    Sentence{"'{}' is no type; there are: {}", "“{}”不是类型；可用：{}"},
    Sentence{"'{}' is no sensitivity; there are: {}", "“{}”不是敏感级别；可用：{}"},
    Sentence{"'{}' is sensitive: say in 'purpose' what it is kept for", "“{}”是敏感信息：请在 purpose 中写明用途"},
    Sentence{"the path '{}' leads out of the recipe's folder and the one around it; bind such a file on the command line, with NAME=PATH", "路径“{}”超出方案所在文件夹及其上一级；请在命令行用 名称=路径 指明"},
    Sentence{"'{}' is no time zone; write one as \"Asia/Shanghai\" or \"+08:00\"", "“{}”不是时区；请写作 \"Asia/Shanghai\" 或 \"+08:00\""},
    Sentence{"'{}' is missing", "缺少“{}”"},
    Sentence{"'{}' must be a text in quotes", "“{}”应为引号中的文字"},
    Sentence{"'{}' must be true or false", "“{}”应为 true 或 false"},
    Sentence{"'{}' must be a number", "“{}”应为数字"},
    Sentence{"'{}' names no column", "“{}”没有写明列"},
    Sentence{"Error while parsing string: unescaped control characters {}", "文字缺少结束的引号，或含有控制字符"},
    Sentence{"Error while parsing string: encountered end-of-file", "文字缺少结束的引号"},
    Sentence{"Error while parsing {}: encountered end-of-file", "此处还没有写完，文件就结束了"},
    Sentence{"Error while parsing {}: cannot redefine existing {} {} as {}", "{2} 已写过，不能再写一次"},
    Sentence{"Error while parsing {}: cannot redefine existing {} {}", "{2} 已写过，不能再写一次"},
    Sentence{"Error while parsing {}: expected {} between {} and {} (inclusive), saw {}", "此处应在 {2} 到 {3} 之间，现为 {4}"},
    Sentence{"Error while parsing {}: expected value, saw {}", "等号后缺少值"},
    Sentence{"Error while parsing {}: expected {}, saw {}", "此处不合 TOML 的写法，读到 {2}"},
    Sentence{"Error while parsing {}: {} is not representable in 64 bits", "{1} 超出 64 位整数的范围"},
    Sentence{"Error while parsing {}: unknown escape sequence {}", "不认识的转义 {1}；反斜杠请写两个"},
    Sentence{"Error while parsing {}: could not determine value type", "读不出是什么值；文字请加引号"},
    Sentence{"Error while parsing {}: exceeded maximum nested value depth of {} ({})", "嵌套超过 {1} 层"},
    Sentence{"Encountered invalid utf-8 sequence", "不是 UTF-8 编码；请以 UTF-8 另存"},
    Sentence{"Error while parsing {}", "此处不合 TOML 的写法（{}）"},
    Sentence{"there is no layer '{}' (there are: {})", "没有图层“{}”（现有：{}）"},
    Sentence{"there is no column '{}' (there are: {})", "没有列“{}”（现有：{}）"},
    Sentence{"there is no column '{}' (there are: {}){}", "没有列“{}”（现有：{}）"},
    Sentence{"say which layer: there are {}", "请写明图层：有 {}"},
    Sentence{"say which sheet with layer = \"…\", or \"*\" for all: there are {}", "请用 layer = \"…\" 写明工作表，\"*\" 为全部：有 {}"},
    Sentence{"the file has no layers", "文件中没有图层"},
    Sentence{"the workbook has no sheets", "工作簿中没有工作表"},
    Sentence{"it is empty: there is no row in it", "是空的：一行也没有"},
    Sentence{"the folder holds no workbook and no CSV", "文件夹中没有工作簿或 CSV"},
    Sentence{"a file or a folder of tables is needed", "需要文件，或存有表格的文件夹"},
    Sentence{"it is no workbook, though it is named like one; save it as .xlsx or .csv", "名为工作簿而实际不是；请另存为 .xlsx 或 .csv"},
    Sentence{"it is a ZIP file, but no workbook", "是 ZIP 文件，但不是工作簿"},
    Sentence{"it is protected by a password; save it without one", "有密码保护；请另存为无密码的"},
    Sentence{"packed files are not read, but for .xlsx and .kmz; unpack it first", "除 .xlsx 和 .kmz 外，不读压缩文件；请先解压"},
    Sentence{"files of the kind {} are not read; allowed are {}", "不读 {} 类文件；可读的有 {}"},
    Sentence{"can't be read as one of {}: {}", "不能作为 {} 之一读取：{}"},
    Sentence{"the Shapefile's table {} is missing; copy it too", "缺少 Shapefile 的表 {}；请一并复制"},
    Sentence{"the Shapefile's index {} is missing; copy it too", "缺少 Shapefile 的索引 {}；请一并复制"},
    Sentence{"most of its text is neither UTF-8 nor GB18030; say which it is for the source, such as encoding = \"windows-1252\"", "大部分文字既非 UTF-8 也非 GB18030；请在来源中写明，如 encoding = \"windows-1252\""},
    Sentence{"the quote that opens a cell in line {} is never closed; close it, or double it if it belongs to the text", "第 {} 行单元格的引号没有闭合；请闭合，如属文字本身请写成两个"},
    Sentence{"the filter {} can't be used: {}", "筛选条件 {} 用不了：{}"},
    Sentence{"{} is no system in metres, which the file needs; say crs = \"auto\" or the code of a projected one{}", "{} 不以米为单位，而文件须以米为单位；请写 crs = \"auto\" 或某个投影坐标系的代码"},
    Sentence{"attribute '{}' is {} in the file, but {} in the {}", "属性“{}”在文件中为 {}，而在 {3} 中为 {2}"},

    // divide, grid, report
    Sentence{"there is no level '{}'; there are {}", "没有层级“{}”；有 {}"},
    Sentence{"there is no level '{}'", "没有层级“{}”"},
    Sentence{"there are no zones of the level '{}'; the file has {}", "没有层级为“{}”的区域；文件中有 {}"},
    Sentence{"no zones at all", "没有任何区域"},
    Sentence{"there is no zone '{}'", "没有区域“{}”"},
    Sentence{"in '{}' there is no {} to divide", "“{}”中没有可划分的{}"},
    Sentence{"{} lies in none of the zones that are divided", "{} 不在所要划分的区域内"},
    Sentence{"there is no {} '{}' in force; `huegrid grid list` shows them", "没有有效的{}“{}”；`huegrid grid list` 可列出"},
    Sentence{"'{}' may be {} in {} or {} in {}: write one of these", "“{}”可能是{2}的 {1}，也可能是{4}的 {3}：请写其中之一"},
    Sentence{"'{}' may be {} or {}: write one of these", "“{}”可能是 {} 或 {}：请写其中之一"},
    Sentence{"the file has no zones coarser than '{}' that could be divided; import the communities first", "文件中没有比“{}”更高一级、可划分的区域；请先导入社区"},
    Sentence{"there are zones within the {}, as '{}', which wouldn't fit into new ones; divide the finest level", "{}之下还有区域，如“{}”，与新网格不合；请划分最低一级"},
    Sentence{"there are zones within the {}, as '{}', which wouldn't fit into changed ones; change the finest level", "{}之下还有区域，如“{}”，改动后会不合；请改最低一级"},
    Sentence{"more of its ground would be in no grid, or in two, than is now; change its borders with another program", "重画后未划入或重叠的土地反而更多；请用其他程序改其边界"},
    Sentence{"no line is a '{}'; main_road, road, railway, water, or none", "没有“{}”这种线；可用 main_road、road、railway、water 或 none"},
    Sentence{"names need their number: {一} or {1} somewhere in the pattern", "名称须有序号：样式中要有 {一} 或 {1}"},
    Sentence{"'{}' says not how codes are made: it takes {} and a serial such as {}, once each, as in {}", "“{}”不是代码样式：须有 {} 和 {} 一类的序号，各一次，如 {}"},
    Sentence{"'{}' is no level whose zones can be put together; there are {}", "“{}”不是可拼合的层级；有 {}"},
    Sentence{"{} is locked; `huegrid grid unlock` lets it be changed", "{} 已锁定；`huegrid grid unlock` 可解锁"},
    Sentence{"{} lies in no community; import the communities first", "{} 不在任何社区内；请先导入社区"},
    Sentence{"{} and {} are in different communities, and a grid lies in one", "{} 和 {} 属于不同社区，而一个网格只属一个社区"},
    Sentence{"nothing would change: the buildings are in that grid already", "不会有变化：这些楼栋已在该网格"},
    Sentence{"a grid would be left without a building; use `huegrid grid merge`", "会有网格没有楼栋；请用 `huegrid grid merge`"},
    Sentence{"a grid can't be merged into itself", "网格不能并入自身"},
    Sentence{"building {} lies in no {}", "楼栋 {} 不在任何{}内"},
    Sentence{"building {} isn't in the grid that is split", "楼栋 {} 不在要拆分的网格内"},
    Sentence{"moving {} to {} would leave {}", "把 {} 移到 {}，会使 {}"}, Sentence{"splitting {} would leave {}", "拆分 {}，会使 {}"}, Sentence{"merging {} into {} would leave {}", "把 {} 并入 {}，会使 {}"},
    Sentence{"{} in {} pieces ({} -> {} households)", "{} 分成 {} 片（{} → {} 户）"},
    Sentence{"{} is locked or dedicated and has buildings, but no outline that could stay; unlock it and let `huegrid grid redraw` draw it, or import it again", "{} 已锁定或为专属网格，其中有楼栋，却没有可保留的边界；请解锁后用 `huegrid grid redraw` 重画，或重新导入"},
    Sentence{"it has no outline", "没有边界"}, Sentence{"it has no building", "没有楼栋"}, Sentence{"all its buildings are in grids that stay as they are", "所有楼栋都在保持不变的网格内"},
    Sentence{"no block lies directly in it", "其中没有直接的街区"},
    Sentence{"there is no {} here to be drawn again; `huegrid divide` makes them", "此处没有可重画的{}；可用 `huegrid divide` 划分"},
    Sentence{"none of its grids has a building and may be changed", "没有既有楼栋又可改动的网格"},
    Sentence{"building {} of {} stands outside the community, or on the ground of a locked or dedicated grid, and would leave its grid; --force draws it all the same", "{1} 的楼栋 {0} 在社区之外，或在已锁定或专属网格的地面上，重画会使它离开本网格；如仍要如此，请用 --force"},
    Sentence{"building {} of {} stands on a building of another grid; put both into one with `huegrid grid move`", "{1} 的楼栋 {0} 与另一网格的楼栋重叠；请用 `huegrid grid move` 归入同一网格"},
    Sentence{"a grid needs a name", "网格须有名称"},
    Sentence{"{} is called '{}' already", "{} 已名为“{}”"},
    Sentence{"about {} households isn't within {} to {}", "目标 {} 户不在 {} 到 {} 之间"},
    Sentence{"sizes of {} to {} households, about {}, up to {} people: {}", "规模 {} 到 {} 户、目标 {}、至多 {} 人：须为 0 以上的数，上限至少为 1"},
    Sentence{"'{}' is no NAME=VALUE with a value from 0 on; the weights are {}", "“{}”应为 名称=值，值不小于 0；权重有 {}"},
    Sentence{"no {} lies directly in a {} that is to be divided; import them with their parent, or divide by buildings", "要划分的{1}中没有直接的{0}；请连同上级区域导入，或按楼栋划分"},
    Sentence{"{}; --force with a --reason does it all the same", "{}；如仍要如此，请用 --force 并写明 --reason"},
    Sentence{"{}; --force does it, once you say why: --reason 'TEXT', which the journal keeps", "{}；如仍要如此，请用 --force 并写明理由：--reason '文字'，记入操作记录"},
    Sentence{"a town has {} to {} households, not {}", "示例城镇为 {} 到 {} 户，不能是 {}"},

    // rules
    Sentence{"{} mistake, as listed", "{} 处错误，如上所列"},
    Sentence{"{} mistakes, as listed", "{} 处错误，如上所列"},
    Sentence{"and {} more", "另有 {} 处"},
};

/// All in one, since what stands for a {} may be of another part.
Catalogue sentences() {
    static const auto all = [] {
        std::vector<Sentence> joined;
        for (const Catalogue part : {rulebook_sentences(), Catalogue(command_sentences)}) joined.insert(joined.end(), part.begin(), part.end());
        return joined;
    }();
    return all;
}

/// Where the FILE:LINE:COLUMN of a text's mistake ends; 0 when none is said.
std::size_t end_of_place(std::string_view line) {
    const auto digit = [&](std::size_t at) { return at < line.size() && line[at] >= '0' && line[at] <= '9'; };
    for (auto colon = line.find(':'); colon != std::string_view::npos; colon = line.find(':', colon + 1)) {
        auto at = colon + 1;
        while (digit(at)) ++at;
        if (at == colon + 1 || at >= line.size() || line[at] != ':' || !digit(at + 1)) continue;
        for (++at; digit(at);) ++at;
        if (line.substr(at, 2) == ": ") return at;
    }
    return 0;
}

std::string line_in(std::string_view line, Language language) {
    if (language == Language::en || line.starts_with("    ")) return std::string(line);  // the text with the mistake is shown as it is
    const auto place = end_of_place(line);
    if (place == 0) return sentence_in(sentences(), line, language);
    return sentence_in(sentences(), line.substr(0, place), language) + "：" + sentence_in(sentences(), line.substr(place + 2), language);
}

}  // namespace

std::string error_in(std::string_view english, Language language) {
    std::string said;
    for (auto end = english.find('\n'); end != std::string_view::npos; end = english.find('\n')) {
        said += line_in(english.substr(0, end), language) + '\n';
        english.remove_prefix(end + 1);
    }
    return said + line_in(english, language);
}

std::string error_in(const Error& error, Language language) {
    const auto message = error_in(error.message, language);
    if (error.where.empty()) return message;
    return error_in(error.where, language) + (language == Language::zh ? "：" : ": ") + message;
}

}  // namespace huegrid::cli
