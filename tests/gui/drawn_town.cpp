#include "tests/gui/drawn_town.hpp"

#include <stdexcept>

#include "engine/tiers/classify/classify.hpp"

namespace huegrid::test {
namespace {

constexpr const char* rulebook_text = R"(
name = "drawn"
version = "1"
owner = "test"
basis = { zh = "示例", en = "example" }
otherwise = "green"

[[tier]]
id = "red"
name = { zh = "红·每周走访", en = "red, weekly" }
colour = "#ab2f07"
letter = "R"
pattern = "cross"
visit_every_days = 7

[[tier]]
id = "yellow"
name = { zh = "黄·每月走访", en = "yellow, monthly" }
colour = "#f8ed12"
letter = "Y"
pattern = "horizontal"
visit_every_days = 30

[[tier]]
id = "green"
name = { zh = "蓝·每季走访", en = "blue, quarterly" }
colour = "#2268bb"
letter = "B"
pattern = "solid"
visit_every_days = 90

[unknown]
name = { zh = "情况不明", en = "not known" }
colour = "#8d8d8d"

[not_applicable]
name = { zh = "不适用", en = "not applicable" }
colour = "#e4e4e4"

[[category]]
id = "elder-care"
name = { zh = "助老", en = "elder care" }

[[rule]]
id = "elder-alone"
tier = "red"
category = "elder-care"
when = "oldest_age >= 80 AND living_alone"
because = { zh = "八十岁以上独居", en = "80 or over, living alone" }

[[rule]]
id = "elder"
tier = "yellow"
category = "elder-care"
when = "oldest_age >= 65"
because = { zh = "六十五岁以上", en = "65 or over" }
)";

geo::Shape box(double left, double bottom, double width, double height) {
    return geo::make_polygon({{left, bottom}, {left + width, bottom}, {left + width, bottom + height}, {left, bottom + height}});
}

struct Town {
    model::Snapshot s;

    void zone(std::int64_t id, const char* level, Index parent, const char* name, geo::Shape shape) {
        model::Zone zone;
        zone.id = ZoneId{id};
        zone.level = s.find_level(level);
        zone.parent = parent;
        zone.name = name;
        zone.box = geo::bounds(shape);
        zone.shape = std::move(shape);
        if (parent != none) s.zones.edit()[std::size_t(parent)].children.push_back(Index(s.zones.size()));
        s.zones.push_back(std::move(zone));
    }
    void building(std::int64_t id, const char* name, Index zone, double left, double bottom) {
        auto& b = s.buildings;
        b.ids.push_back(BuildingId{id});
        b.names.push_back(name);
        b.zones.push_back(zone);
        b.estates.push_back(none);
        b.units.push_back(2);
        b.floors.push_back(6);
        b.shapes.push_back(box(left, bottom, 20, 20));
    }
    void household(std::int64_t id, Index building, model::Value oldest_age, model::Value alone) {
        auto& h = s.households;
        h.ids.push_back(id);
        h.buildings.push_back(building);
        h.attributes[0].push_back(std::string("home"));
        h.attributes[1].push_back(std::string("own"));
        h.attributes[2].push_back(oldest_age);
        h.attributes[3].push_back(alone);
    }
    void issue(std::int64_t id, Index zone, Index building, const char* status, std::optional<Instant> due) {
        model::Issue issue;
        issue.id = IssueId{id};
        issue.type = "light";
        issue.type_name = {"路灯", "street light"};
        issue.title = "路灯不亮";
        issue.status = status;
        issue.reported_at = noon - std::chrono::days{10};
        issue.due_at = due;
        issue.zone = zone;
        issue.building = building;
        issue.at = geo::WorldPoint{30, 150};
        s.issues.push_back(std::move(issue));
    }
};

void add_attributes(model::Snapshot& s) {
    using model::AttributeType;
    const auto add = [&](const char* name, AttributeType type, Label title) {
        model::Attribute attribute;
        attribute.name = name;
        attribute.type = type;
        attribute.title = std::move(title);
        s.households.attributes.emplace_back(attribute);
    };
    add("kind", AttributeType::text, {"类型", "Kind"});
    add("occupancy", AttributeType::text, {"居住", "Occupancy"});
    add("oldest_age", AttributeType::integer, {"最大年龄", "Oldest age"});
    add("living_alone", AttributeType::boolean, {"独居", "Living alone"});
}

void classify(model::Snapshot& s) {
    std::vector<model::Attribute> columns;
    for (const auto& column : s.households.attributes) columns.push_back(column.attribute);
    const auto book = tiers::read_rulebook(rulebook_text, "drawn.toml", columns);
    if (!book) throw std::runtime_error(book.error().text());
    const Date as_of = std::chrono::floor<std::chrono::days>(noon);
    const auto classes = tiers::classify(s, *book, as_of).value();
    for (std::size_t row = 0; row < s.households.size(); ++row) {
        s.households.tiers.push_back(classes.tier(row));
        s.households.may_be.push_back(classes.may_be(row).tier);
        s.households.categories.push_back(classes.categories(row));
    }
    s.tiers = book->tiers;
    s.categories = book->categories;
    s.classification = {book->name, book->version, rulebook_text, as_of};
}

}  // namespace

model::SnapshotPtr drawn_town(std::int64_t version) {
    Town town;
    auto& s = town.s;
    s.version = version;
    s.title = "凤祥";
    s.levels = model::default_levels();
    town.zone(1, "street", none, "大同街道", box(0, 0, 200, 200));
    town.zone(2, "community", street, "凤祥社区", box(0, 0, 200, 200));
    town.zone(3, "grid", community, "北网格 North", box(0, 0, 100, 200));
    town.zone(4, "grid", community, "东网格 East", box(100, 0, 100, 200));
    town.building(11, "A栋", north, 20, 120);
    town.building(12, "B栋", north, 60, 120);
    town.building(13, "C栋", east, 140, 80);
    town.building(14, "D栋", north, 20, 30);

    add_attributes(s);
    const model::Value yes{std::int64_t{1}}, no{std::int64_t{0}}, missing;
    const auto age = [](std::int64_t years) { return model::Value{years}; };
    town.household(101, A, age(84), yes);
    town.household(102, A, age(70), no);
    town.household(103, A, age(30), no);
    town.household(104, B, age(40), no);
    town.household(105, B, age(41), no);
    town.household(106, C, missing, yes);
    town.household(107, C, age(20), no);
    town.household(108, C, age(21), no);
    town.household(109, C, age(22), no);
    s.link_households();
    classify(s);

    s.members = {{MemberId{1}, "张敏", "grid_worker", {}, A}, {MemberId{2}, "李强", "volunteer", {}, B}};
    s.posts = {{PostId{1}, "grid_head", {"网格长", "Grid head"}, ""}, {PostId{2}, "volunteer", {"志愿者", "Volunteer"}, ""}};
    s.assignments = {{1, 1, north, Date{std::chrono::year{2026} / 5 / 1}}, {0, 0, north, Date{std::chrono::year{2026} / 5 / 1}}};
    town.issue(201, north, A, "dispatched", noon + std::chrono::days{2});
    town.issue(202, north, A, "filed", noon - std::chrono::days{3});
    town.issue(203, east, C, "reported", std::nullopt);
    town.issue(204, east, C, "closed", noon - std::chrono::days{30});
    return std::make_shared<const model::Snapshot>(std::move(town.s));
}

}  // namespace huegrid::test
