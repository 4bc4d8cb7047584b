#include "engine/synth/issue_history.hpp"

#include <fmt/format.h>

#include "engine/synth/catalogue.hpp"

namespace huegrid::synth {
namespace {

using std::chrono::days;
using std::chrono::seconds;

struct Stage {
    const char* status;
    const char* by;
    int percent;  ///< of the time from report to closing
};
constexpr Stage stages[] = {{"reported", "居民", 0},    {"verified", "网格长", 6},     {"filed", "社区", 9},
                            {"dispatched", "社区", 12}, {"in_progress", "处置岗", 30}, {"handled", "处置岗", 85},
                            {"checked", "网格长", 95},  {"closed", "社区", 100}};

std::string draw_outcome(Dice& dice) {
    const double draw = dice.unit();
    return draw < .9 ? "fixed" : draw < .95 ? "unfounded" : draw < .98 ? "not_ours" : "duplicate";
}

}  // namespace

model::IssueRow draw_issue(Dice& dice, const std::string& address, Date as_of) {
    const auto& type = dice.pick(std::span<const model::IssueTypeRow>(town_issue_types()));
    model::IssueRow issue;
    issue.type = type.key;
    issue.title = fmt::format("{}：{}", type.name.zh, address);
    issue.description = fmt::format("居民反映{}附近{}。", address, type.name.zh);
    issue.reported_at = as_of - days(dice.roll(1, 182));
    issue.reported_at += seconds(dice.roll(0, 43'200));
    issue.due_at = issue.reported_at + days(type.limit_days);

    // Most are closed within the limit, some late, a few take very long.
    const double limit_s = type.limit_days * 86'400.0;
    const bool stuck = dice.chance(.06);
    const double duration_s = limit_s * (stuck ? dice.between(3, 12) : dice.between(.1, 1.15));
    const Instant seen_at = as_of + days(1);
    for (const auto& stage : stages) {
        const Instant at = issue.reported_at + seconds(std::int64_t(duration_s) * stage.percent / 100);
        if (at >= seen_at) break;
        issue.status = stage.status;
        issue.events.push_back({at, stage.by, stage.status, ""});
    }
    const auto outcome = draw_outcome(dice);
    if (issue.status == "closed") {
        issue.closed_at = issue.events.back().at;
        issue.outcome = outcome;
    }
    return issue;
}

}  // namespace huegrid::synth
