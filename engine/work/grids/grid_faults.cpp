#include "engine/report/marks.hpp"
#include "engine/work/grids/grid_check.hpp"

namespace huegrid::work {
namespace {

constexpr Colour ground{0xd7, 0x30, 0x27}, shape{0x75, 0x70, 0xb3}, people{0xe6, 0x9f, 0x00}, building{0x00, 0x72, 0xb2}, code{0x66, 0x66, 0x66};

const Label recode{"用 `huegrid grid recode` 改为社区代码加下一个未用过的序号", "`huegrid grid recode` gives it the community's code and the next serial that was never used"};

}  // namespace

const GridFaultWords& words(GridFault fault) {
    static const std::array<GridFaultWords, grid_faults> all{{
        {"gap", {"空白", "gap"}, {"用 `huegrid grid redraw` 划给相邻网格", "`huegrid grid redraw` gives it to a grid beside it"}, ground},
        {"overlap", {"重叠", "overlap"}, {"用 `huegrid grid redraw` 重画边界，使每块地只属一个网格", "`huegrid grid redraw` draws the border so that the ground is in one of them only"}, ground},
        {"outside", {"越出社区", "outside its community"}, {"用 `huegrid grid redraw` 沿社区界裁剪，或改其上级区域", "`huegrid grid redraw` cuts it along the community's boundary; or put it under the right community"}, ground},
        {"sliver", {"碎缝", "slivers"}, {"用 `huegrid grid redraw` 合拢", "`huegrid grid redraw` closes them"}, ground},
        {"pieces", {"不连片", "in several pieces"}, {"把各块连成一片，或划给相邻网格", "join the pieces, or give all but one to the grids beside them"}, shape},
        {"empty_piece", {"有无楼栋的飞地", "pieces without buildings"}, {"用 `huegrid grid redraw` 把无楼栋的块划给相邻网格，住户不动；社区的飞地不与别的网格相邻，可不处理", "`huegrid grid redraw` gives the pieces without buildings to the grids beside them, and nobody has to move; an exclave of the community has none beside it, and may stay"}, shape},
        {"size", {"规模超限", "size"}, {"用 `huegrid grid move`、`split`、`merge` 调整，或 `huegrid divide --from-current`", "change it with `huegrid grid move`, `split` or `merge`, or with `huegrid divide --from-current`"}, people},
        {"size_unavoidable", {"规模超限，无法避免", "size that can't be helped"}, {"无须处理：楼栋不拆分，社区不合并；如不合适，请另定 --min、--max", "nothing to do: buildings aren't split nor communities joined; other limits, --min and --max, may suit the place"}, people},
        {"no_buildings", {"无楼栋", "no buildings"}, {"并入相邻网格；若是公园、单位等，设为专属网格（dedicated）", "merge it with a grid beside it; a park or a company is a dedicated grid"}, people},
        {"ungridded", {"楼栋无网格", "building in no grid"}, {"用 `huegrid grid redraw` 把它包进相邻网格", "`huegrid grid redraw` widens a grid beside it, so that it lies inside"}, building},
        {"misplaced", {"楼栋与网格不符", "building on other ground"}, {"边界对，则任何一次导入会按边界重新归位；楼栋对，则用 `huegrid grid redraw` 重画边界", "if the border is right, any import places the building by it; if the building is, `huegrid grid redraw` leads the border round it"}, building},
        {"cut", {"楼栋被边界切开", "building across the border"}, {"用 `huegrid grid redraw` 让边界绕过楼栋，使其整栋在一个网格内；社区界不变", "`huegrid grid redraw` leads the border round the building, so that all of it is in one grid; the community's own boundary stays"}, building},
        {"near_border", {"楼栋贴近边界", "building at the border"}, {"核对它属于哪个网格，并把边界画在两栋楼之间", "make sure which grid it belongs to, and draw the border midway between buildings"}, building},
        {"code_missing", {"无代码", "no code"}, recode, code},
        {"code_repeated", {"代码重复", "code used twice"}, recode, code},
        {"code_reused", {"沿用已注销的代码", "code of an ended grid"}, recode, code},
        {"code_foreign", {"代码不属本社区", "code of another community"}, {"用 `huegrid grid recode` 改为本社区的代码，或改其上级区域", "`huegrid grid recode` begins it with the community's code; or put the grid under the right community"}, code},
        {"code_shape", {"代码格式不对", "malformed code"}, recode, code},
    }};
    return all[std::size_t(fault)];
}

Result<void> write_grid_map(const GridFindings& findings, Language language, const std::filesystem::path& to) {
    std::vector<report::Mark> marks;
    for (const auto& finding : findings.found) {
        const auto& fault = words(finding.fault);
        marks.push_back({{{"fault", std::string(fault.key)}, {"title", fault.title.in(language)}, {"name", finding.name}, {"code", finding.code},
                          {"community", finding.community}, {"what", finding.what.in(language)}, {"todo", fault.todo.in(language)}},
                         fault.colour, finding.at, finding.shape});
    }
    return report::write_geojson(marks, findings.crs, to);
}

}  // namespace huegrid::work
