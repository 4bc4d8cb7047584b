/// What long work is at, in Chinese.
#include <array>

#include "engine/base/sentences.hpp"
#include "engine/cli/words/words.hpp"

namespace huegrid::cli {
namespace {

constexpr std::array steps{
    Sentence{"unpack", "解压"},
    Sentence{"checking how zones tile", "检查区域是否铺满"},
    Sentence{"checking grids", "检查网格"},
    Sentence{"checking {}", "检查 {}"},
    Sentence{"reading zones", "读取区域"},
    Sentence{"keeping it for next time", "存好供下次使用"},
    Sentence{"placing buildings", "楼栋归入区域"},
    Sentence{"placing households", "户归入区域"},
    Sentence{"classifying day after day", "逐日分级"},
    Sentence{"classify", "分级"},
    Sentence{"writing tiers", "写入等级"},
    Sentence{"dividing", "划分"},
    Sentence{"drawing grids", "重画网格边界"},
    Sentence{"copying", "复制"},
    Sentence{"extracting {}", "摘取 {}"},
    Sentence{"communities", "社区"},
    Sentence{"households", "户"},
    // what an import reads
    Sentence{"zone", "读取区域"},
    Sentence{"estate", "读取小区"},
    Sentence{"building", "读取楼栋"},
    Sentence{"line", "读取线"},
    Sentence{"area", "读取面"},
    Sentence{"service_point", "读取服务点"},
    Sentence{"room", "读取房间"},
    Sentence{"household", "读取户"},
    Sentence{"person", "读取人员"},
    Sentence{"skill", "读取技能"},
    Sentence{"member", "读取服务人员"},
    Sentence{"post", "读取岗位"},
    Sentence{"assignment", "读取任岗"},
    Sentence{"issue_type", "读取事项类型"},
    Sentence{"issue", "读取事项"},
    Sentence{"issue_event", "读取事项经过"},
    Sentence{"visit", "读取走访"},
};

}  // namespace

std::string progress_in(std::string_view step, Language language) { return sentence_in(steps, step, language); }

}  // namespace huegrid::cli
