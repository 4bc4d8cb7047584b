#include "engine/synth/catalogue.hpp"

namespace huegrid::synth {

const std::vector<model::SkillRow>& town_skills() {
    static const std::vector<model::SkillRow> skills{
        {"medical", {"医护", "Medical care"}},
        {"legal", {"法律", "Law"}},
        {"electrical", {"水电维修", "Plumbing and wiring"}},
        {"teaching", {"教学", "Teaching"}},
        {"mediation", {"调解", "Mediation"}},
        {"computing", {"电脑手机", "Computers and phones"}},
        {"driving", {"驾驶", "Driving"}},
        {"counselling", {"心理疏导", "Counselling"}},
        {"first_aid", {"急救", "First aid"}},
        {"languages", {"外语", "Foreign languages"}},
    };
    return skills;
}

const std::vector<model::PostRow>& town_posts() {
    static const std::vector<model::PostRow> posts{
        {grid_head, "grid_head", {"网格长", "Grid head"}, "对本网格负总责；掌握户情；组织走访；跟踪事项直至办结", 1},
        {grid_worker_post,
         "grid_worker",
         {"专职网格员", "Full-time grid worker"},
         "日常巡查；采集和更新台账；上报事项",
         1},
        {building_captain_post,
         "building_captain",
         {"楼栋长", "Building captain"},
         "联系本楼住户；传递通知；反映意见",
         4},
        {elder_care_post,
         "elder_care",
         {"助老志愿岗", "Elder-care volunteer"},
         "看望独居老人；代买代办；发现异常及时报告",
         2},
        {environment_post,
         "environment",
         {"环境劝导岗", "Environment volunteer"},
         "引导垃圾分类；劝导乱堆乱放；爱护绿化",
         1},
        {mediation_post,
         "mediation",
         {"邻里调解岗", "Mediation volunteer"},
         "调解邻里纠纷；主持坝坝会；记录协商结果",
         1},
    };
    return posts;
}

const std::vector<model::IssueTypeRow>& town_issue_types() {
    static const std::vector<model::IssueTypeRow> types{
        {"rubbish", {"垃圾堆放", "Dumped rubbish"}, 1},
        {"noise", {"噪声扰民", "Noise"}, 3},
        {"fire_lane", {"占用消防通道", "Blocked fire lane"}, 1},
        {"leak", {"漏水堵塞", "Leaks and blocked drains"}, 5},
        {"parking", {"车辆乱停", "Parking"}, 3},
        {"lift", {"电梯故障", "Lift out of order"}, 2},
        {"lighting", {"路灯不亮", "Street light out"}, 5},
        {"dispute", {"邻里纠纷", "Dispute between neighbours"}, 15},
        {"road", {"路面破损", "Broken pavement"}, 10},
        {"suggestion", {"意见建议", "Suggestion"}, 15},
    };
    return types;
}

}  // namespace huegrid::synth
