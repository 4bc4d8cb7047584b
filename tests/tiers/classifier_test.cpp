#include <gtest/gtest.h>

#include "engine/figures/roll_up.hpp"
#include "engine/tiers/classify/classify.hpp"
#include "engine/tiers/classify/tier_figures.hpp"
#include "tests/conditions/random_condition.hpp"

namespace huegrid::tiers {
namespace {

using namespace conditions;

constexpr Date first_day{std::chrono::days(20'034)};

struct DrawnRule {
    std::string id, tier, category, when;
    int hold_days = 0;
    std::string applies_to;  ///< TOML; "" for all
};

std::shared_ptr<const Rulebook> rulebook_of(const std::vector<DrawnRule>& rules, const model::HouseholdTable& table) {
    std::string text = R"(name = "t"
version = "1"
owner = "t"
basis = { en = "test", zh = "测试" }
otherwise = "yellow"
tier = [
  { id = "red", name = { en = "red", zh = "红" }, colour = "#ab2f07", letter = "R", pattern = "cross" },
  { id = "yellow", name = { en = "yellow", zh = "黄" }, colour = "#f8ed12", letter = "Y", pattern = "dots" },
  { id = "blue", name = { en = "blue", zh = "蓝" }, colour = "#2268bb", letter = "B", pattern = "solid" }]
category = [{ id = "care", name = { en = "care", zh = "照料" } }, { id = "health", name = { en = "health", zh = "健康" } }]
)";
    for (const auto& rule : rules) {
        std::string when;
        for (const char c : rule.when) when += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
        text += fmt::format("[[rule]]\nid = \"{}\"\ntier = \"{}\"\ncategory = \"{}\"\nwhen = \"{}\"\nbecause = {{ en = \"x\", zh = \"x\" }}\n", rule.id, rule.tier,
                            rule.category, when);
        if (!rule.applies_to.empty()) text += "applies_to = " + rule.applies_to + "\n";
    }
    auto book = read_rulebook(text, "t.toml", attributes_of(table));
    EXPECT_TRUE(book) << book.error().text();
    auto shared = std::make_shared<Rulebook>(std::move(book.value()));
    for (std::size_t r = 0; r < rules.size(); ++r) shared->rules[r].hold_days = rules[r].hold_days;
    return shared;
}

/// What a walk of random edits does one at a time.
class Walk {
public:
    explicit Walk(std::uint64_t seed, std::size_t rows) : dice_(seed), random_(dice_, Forms::shared) {
        snapshot_.households = random_register(rows, dice_);
        house(rows);
        for (int n = 0; n < 5; ++n) rules_.push_back(drawn());
        rulebook_ = rulebook_of(rules_, snapshot_.households);
    }

    void step() {
        switch (dice_.below(9)) {
            case 0: return edit_rules([&] { rules_[dice_.below(rules_.size())].when = random_.condition(2); });
            case 1: return edit_rules([&] { rules_.insert(rules_.begin() + std::ptrdiff_t(dice_.below(rules_.size() + 1)), drawn()); });
            case 2: return edit_rules([&] { if (rules_.size() > 1) rules_.erase(rules_.begin() + std::ptrdiff_t(dice_.below(rules_.size()))); });
            case 3: return edit_rules([&] { std::swap(rules_[dice_.below(rules_.size())], rules_[dice_.below(rules_.size())]); });
            case 4: return edit_rules([&] { rules_[dice_.below(rules_.size())].tier = dice_.one_of<std::string>({"red", "yellow", "blue"}); });
            case 5: as_of_ += std::chrono::days(std::int64_t(dice_.below(5)) - 1); return;
            case 6: return set_override();
            case 7: return set_hold();
            default: return edit_value();
        }
    }
    [[nodiscard]] model::SnapshotPtr snapshot() const { return std::make_shared<const model::Snapshot>(snapshot_); }
    [[nodiscard]] std::shared_ptr<const Rulebook> rulebook() const { return rulebook_; }
    [[nodiscard]] Date as_of() const { return as_of_; }

private:
    /// A building of a quarter of the households, the others of some each, in grids of some buildings each; some households have no building, some buildings no grid.
    void house(std::size_t rows) {
        const std::size_t count = rows / 5 + 1;
        for (std::size_t z = 0; z < count / 4 + 2; ++z) {
            model::Zone zone;
            zone.id = ZoneId{std::int64_t(z) + 1};
            zone.parent = z < 2 ? none : Index(dice_.below(2));
            if (zone.parent != none) snapshot_.zones.edit()[std::size_t(zone.parent)].children.push_back(Index(z));
            snapshot_.zones.push_back(zone);
        }
        for (std::size_t b = 0; b < count; ++b) {
            snapshot_.buildings.ids.push_back(BuildingId{std::int64_t(b) + 1});
            snapshot_.buildings.zones.push_back(dice_.below(10) == 0 ? none : Index(dice_.below(snapshot_.zones.size())));
        }
        for (std::size_t row = 0; row < rows; ++row)
            snapshot_.households.buildings.push_back(row < rows / 4 ? Index(0) : dice_.below(10) == 0 ? none : Index(std::min(count - 1, row / 5 + dice_.below(2))));
        snapshot_.link_households();
    }
    DrawnRule drawn() {
        return {fmt::format("r{}", next_id_++), dice_.one_of<std::string>({"red", "yellow", "blue"}), dice_.one_of<std::string>({"care", "health"}),
                random_.condition(2), dice_.below(3) == 0 ? 10 : 0,
                dice_.one_of<std::string>({"", "[\"home\"]", "[\"shop\"]", "[\"home\", \"shop\"]"})};
    }
    template <class Edit>
    void edit_rules(const Edit& edit) {
        edit();
        rulebook_ = rulebook_of(rules_, snapshot_.households);
    }
    Index some_household() { return Index(dice_.below(snapshot_.households.size())); }
    void set_override() {
        snapshot_.overrides.push_back({some_household(), dice_.one_of<std::string>({"red", "blue"}), "", "", as_of_, as_of_ + std::chrono::days(3)});
    }
    void set_hold() {
        snapshot_.classification = model::Classification{"", "", "", as_of_};
        snapshot_.held_rules = {rules_.front().id};
        const auto household = some_household();
        std::vector<model::RuleHold> holds(snapshot_.rule_holds.begin(), snapshot_.rule_holds.end());
        holds.push_back({household, 0, as_of_ - std::chrono::days(dice_.below(12))});
        std::sort(holds.begin(), holds.end(), [](const auto& a, const auto& b) { return a.household < b.household; });
        snapshot_.rule_holds = holds;
    }
    void edit_value() {
        auto& column = snapshot_.households.attributes[dice_.below(snapshot_.households.attributes.size())];
        column.set(std::size_t(some_household()), column.value(std::size_t(some_household())));
    }

    Dice dice_;
    RandomCondition random_;
    model::Snapshot snapshot_;
    std::vector<DrawnRule> rules_;
    int next_id_ = 0;
    std::shared_ptr<const Rulebook> rulebook_;
    Date as_of_ = first_day;
};

void walk(std::uint64_t seed, std::size_t rows, int steps) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Walk walk(seed, rows);
    Classifier classifier;
    std::vector<std::int8_t> before;
    TierFigures kept_figures;
    std::size_t moved = 0, kept = 0;
    for (int n = 0; n < steps; ++n) {
        const auto snapshot = walk.snapshot();
        ASSERT_TRUE(classifier.run(snapshot, walk.rulebook(), walk.as_of()));
        const auto full = classify(*snapshot, *walk.rulebook(), walk.as_of()).value();
        const Classes& quick = classifier.classes();
        ASSERT_EQ(quick.decided, full.decided) << "step " << n;
        ASSERT_EQ(quick.open, full.open) << "step " << n;
        ASSERT_EQ(quick.meaning, full.meaning) << "step " << n;
        ASSERT_EQ(quick.category_planes, full.category_planes) << "step " << n;
        ASSERT_EQ(quick.tier_counts, full.tier_counts) << "step " << n;
        auto figures = count_tiers(*snapshot, full);
        if (classifier.all_new()) kept_figures = figures;
        else apply(*snapshot, classifier.changes(), kept_figures);
        ASSERT_EQ(kept_figures, figures) << "step " << n;
        std::vector<std::int8_t> after(rows);
        for (std::size_t row = 0; row < rows; ++row) after[row] = full.tier(row);
        if (!classifier.all_new()) {
            auto replayed = before;
            for (const auto& change : classifier.changes()) {
                ASSERT_EQ(replayed[std::size_t(change.household)], change.old_tier);
                ASSERT_EQ(change.new_categories, full.categories(std::size_t(change.household)));
                replayed[std::size_t(change.household)] = change.new_tier;
            }
            ASSERT_EQ(replayed, after) << "step " << n;
            moved += classifier.changes().size();
            ++kept;
        }
        before = after;
        for (std::size_t more = 0; more < 1 + std::size_t(n % 3); ++more) walk.step();
    }
    EXPECT_GT(kept, std::size_t(steps) / 2) << "hardly anything was kept: the walk tests nothing";
    EXPECT_GT(moved, 0u);
}

// A condition kept though its day, values, holds or order changed; a word of 64 households not decided anew; a change not told.
TEST(Classifier, IsTheFullClassificationAfterAnyEdits) {
    walk(3, 700, 2500);
    walk(4, 65'536 + 130, 60);
}

TEST(TierFigures, AreTheRollUpOfWhatIsStored) {
    Walk walk(6, 900);
    auto stored = *walk.snapshot();
    const auto classes = classify(stored, *walk.rulebook(), walk.as_of()).value();
    stored.tiers = walk.rulebook()->tiers;
    stored.categories = walk.rulebook()->categories;
    for (std::size_t row = 0; row < 900; ++row) {
        stored.households.tiers.push_back(classes.tier(row));
        stored.households.categories.push_back(classes.categories(row));
    }
    const auto figures = count_tiers(stored, classes, 3);
    const auto rolled_up = figures::roll_up(stored);
    const auto tiers = stored.tiers.size(), categories = stored.categories.size();
    for (std::size_t zone = 0; zone <= stored.zones.size(); ++zone) {
        const auto& expected = zone < stored.zones.size() ? rolled_up.zones[zone] : rolled_up.total;
        for (std::size_t t = 0; t < tiers; ++t) EXPECT_EQ(figures.tiers_of_zone(zone)[t], expected.by_tier[t]) << zone;
        for (std::size_t c = 0; c < categories; ++c) EXPECT_EQ(figures.categories_of_zone(zone)[c], expected.by_category[c]) << zone;
    }
    for (std::size_t b = 0; b < stored.buildings.size(); ++b) {
        std::vector<std::uint32_t> expected(tiers);
        for (const Index row : stored.buildings.households(Index(b))) ++expected[std::size_t(classes.tier(std::size_t(row)))];
        EXPECT_TRUE(std::equal(expected.begin(), expected.end(), figures.tiers_of_building(b).begin())) << b;
    }
}

TEST(Classifier, BeginsAnewAfterAStop) {
    Walk walk(5, 200);
    Classifier classifier;
    ASSERT_TRUE(classifier.run(walk.snapshot(), walk.rulebook(), walk.as_of()));
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(classifier.run(walk.snapshot(), walk.rulebook(), walk.as_of(), {{}, source.get_token()}).error().code, ErrorCode::cancelled);
    ASSERT_TRUE(classifier.run(walk.snapshot(), walk.rulebook(), walk.as_of()));
    EXPECT_TRUE(classifier.all_new());
}

}  // namespace
}  // namespace huegrid::tiers
