#include "engine/palette/palette.hpp"
#include "engine/tiers/rulebook/rulebook_reader.hpp"

namespace huegrid::tiers {
namespace {

constexpr std::size_t most_categories = 32;
constexpr std::size_t most_limits = 62;  ///< the map draws 63 classes, and zones in none
constexpr std::int64_t longest_rhythm_days = 3660;
constexpr std::array<std::string_view, 6> patterns{"solid", "diagonal", "cross", "dots", "horizontal", "vertical"};
constexpr std::array<std::string_view, 4> policies{"worst", "shares", "score", "rate"};

}  // namespace

void RulebookReader::read_ladder(const toml::table& root) {
    tier_ids_ = {model::unknown_tier, model::not_applicable_tier};
    each(root, "tier", 2, most_tiers, [&](const toml::table& t) { read_tier(t); });
    each(root, "category", 1, most_categories, [&](const toml::table& t) {
        check_keys(t, {"id", "name"});
        auto id = id_of(t, category_ids_);
        book_.categories.push_back({std::move(id), label_of(t, "name")});
    });
    ladder_ = book_.tiers;
    book_.otherwise = choice(root, "otherwise", "tier", ladder_);
    read_zone_policy(root);
}

std::string RulebookReader::id_of(const toml::table& table, std::unordered_set<std::string>& taken) {
    const auto* node = required(table, "id");
    if (!node) return "";
    auto id = text_from(*node, "id");
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    if (!std::all_of(id.begin(), id.end(), plain)) wrong(*node, "an id is written with a-z, 0-9, - and _");
    else if (!id.empty() && !taken.insert(id).second) wrong(*node, fmt::format("the id '{}' is taken already", id));
    return id;
}

void RulebookReader::read_tier(const toml::table& table) {
    check_keys(table, {"id", "name", "colour", "letter", "pattern", "visit_every_days", "visit_within_hours_of_change"});
    model::Tier tier;
    tier.key = id_of(table, tier_ids_);
    tier.name = label_of(table, "name");
    const auto* colour = required(table, "colour");
    if (colour) tier.colour = colour_from(*colour).value_or(Colour{});
    colour_at_.push_back(colour ? colour->source() : table.source());
    tier.letter = letter_of(table);
    if (const auto* pattern = required(table, "pattern"))
        if (const auto found = word_from(*pattern, "pattern", patterns)) tier.pattern = patterns[*found];
    if (const auto days = whole_of(table, "visit_every_days", 1, longest_rhythm_days)) tier.visit_every_days = int(*days);
    if (const auto hours = whole_of(table, "visit_within_hours_of_change", 1, 24 * longest_rhythm_days)) tier.visit_within_hours_of_change = int(*hours);
    places_.tiers.push_back(offset(table.source()));
    book_.tiers.push_back(std::move(tier));
}

std::optional<Colour> RulebookReader::colour_from(const toml::node& node) {
    const auto text = text_from(node, "colour");
    const auto colour = parse_colour(text);
    if (!colour && !text.empty()) wrong(node, fmt::format("'{}' is no colour; write \"#rrggbb\"", text));
    return colour;
}

std::string RulebookReader::letter_of(const toml::table& table) {
    const auto* node = required(table, "letter");
    if (!node) return "";
    auto letter = text_from(*node, "letter");
    if (!letter.empty() && code_points(letter).size() != 1) wrong(*node, "'letter' is one character");
    for (const auto& tier : book_.tiers)
        if (!letter.empty() && tier.letter == letter) wrong(*node, fmt::format("tier '{}' has the letter '{}' already", tier.key, letter));
    return letter;
}

/// `unknown` and `not_applicable`: what the rulebook says of them, and else the default.
void RulebookReader::read_class(const toml::table& root, model::Tier tier) {
    const auto* node = root.get(tier.key);
    const auto* table = node ? node->as_table() : nullptr;
    if (node && !table) wrong(*node, fmt::format("'{0}' is a table: head it by [{0}]", tier.key));
    if (table) {
        check_keys(*table, {"name", "colour"});
        if (table->get("name")) tier.name = label_of(*table, "name");
        if (const auto* colour = table->get("colour")) tier.colour = colour_from(*colour).value_or(tier.colour);
    }
    colour_at_.push_back(node ? node->source() : root.source());
    book_.tiers.push_back(std::move(tier));
}

/// All tiers and `unknown`, which must not be taken for one.
void RulebookReader::check_palette() {
    constexpr double near = 1.2;  // within a fifth of being refused
    if (!faultless()) return;
    std::vector<palette::NamedColour> colours;
    for (const auto& tier : book_.tiers) colours.push_back({tier.key, tier.colour});
    const auto check = palette::check_palette(colours);
    if (!check.closest || check.closest->margin() >= near) return;
    const auto& at = colour_at_[check.closest->other.value_or(check.closest->tier)];
    auto message = palette::sentence(*check.closest, colours);
    if (check.suggestion) message += "; " + palette::sentence(*check.suggestion, colours);
    if (!check.passed()) wrong(at, std::move(message));
    else remarks().push_back({offset(at), fmt::format("only just passes: {:.1f} where {:.1f} is needed between {}", check.closest->difference, check.closest->least,
        check.closest->other ? fmt::format("'{}' and '{}'", colours[check.closest->tier].name, colours[*check.closest->other].name)
                             : fmt::format("'{}' and the ground", colours[check.closest->tier].name))});
}

// ---- the colour of a zone

void RulebookReader::read_zone_policy(const toml::table& root) {
    const auto* node = root.get("zone_policy");
    if (!node) return;
    const auto* table = node->as_table();
    if (!table) return wrong(*node, "'zone_policy' is one table: head it by [zone_policy]");
    const auto* kind_node = required(*table, "kind");
    const auto kind = kind_node ? word_from(*kind_node, "kind", policies) : std::nullopt;
    if (!kind) return;
    if (*kind == 0) {
        check_keys(*table, {"kind", "households", "at_least_share"});
        figures::WorstTier worst;
        if (const auto least = whole_of(*table, "households", 1, 1'000'000'000)) worst.households = *least;
        if (const auto* share = table->get("at_least_share")) worst.at_least_share = number_from(*share, "at_least_share", 0, 1);
        book_.zone_policy = worst;
    } else if (*kind == 1) {
        check_keys(*table, {"kind", "thresholds"});
        book_.zone_policy = figures::ShareThresholds{thresholds_of(*table, [&](const toml::table& entry) { return number_of(entry, "at_least", 0, 1); })};
    } else if (*kind == 2) {
        check_keys(*table, {"kind", "weights", "thresholds"});
        figures::WeightedScore score{std::vector<double>(ladder_.size()), thresholds_of(*table, [&](const toml::table& entry) { return decimal_of(entry, "at_least", -1e9, 1e9); })};
        const auto* node_of = required(*table, "weights");
        const auto* weights = node_of ? node_of->as_table() : nullptr;
        if (node_of && !weights) wrong(*node_of, "'weights' has one for each tier: { red = 3, green = 0 }");
        if (weights) {
            for (auto&& [key, value] : *weights)
                if (!find_key(ladder_, key.str())) wrong(key.source(), fmt::format("there is no tier '{}'{}", key.str(), did_you_mean(key.str(), keys_of(ladder_))));
            for (std::size_t t = 0; t < ladder_.size(); ++t) {
                score.weights[t] = decimal_of(*weights, ladder_[t].key, -1e9, 1e9);
                if (t > 0 && score.weights[t] > score.weights[t - 1])
                    wrong(*weights, fmt::format("'{}' weighs more than '{}', a tier above it: a zone would get better as its households get worse", ladder_[t].key, ladder_[t - 1].key));
            }
        }
        for (const auto& better : score.thresholds)
            for (const auto& worse : score.thresholds)
                if (worse.tier < better.tier && worse.at_least <= better.at_least && faultless())
                    remarks().push_back({offset(table->source()), fmt::format("no zone can get '{}': whatever reaches its threshold reaches that of '{}'", ladder_[better.tier].key, ladder_[worse.tier].key)});
        book_.zone_policy = std::move(score);
    } else {
        check_keys(*table, {"kind", "of", "among", "method", "classes", "head_share", "hinge", "limits"});
        figures::RateClasses rate;
        if (required(*table, "of")) rate.of = tiers_of(*table, "of");
        if (rate.of.empty() && table->get("of")) wrong(*table->get("of"), "'of' names at least one tier");
        rate.among = tiers_of(*table, "among");
        for (const auto tier : rate.of)
            if (!rate.among.empty() && std::find(rate.among.begin(), rate.among.end(), tier) == rate.among.end())
                wrong(*table->get("of"), fmt::format("'{}' is counted but not among those it is a share of", ladder_[tier].key));
        rate.breaks = breaks_of(*table);
        book_.zone_policy = std::move(rate);
    }
}

/// At most one a tier.
std::vector<figures::TierThreshold> RulebookReader::thresholds_of(const toml::table& table, const std::function<double(const toml::table&)>& at_least) {
    std::vector<figures::TierThreshold> thresholds;
    each_inside(table, "thresholds", "[{ tier = \"red\", at_least = 0.05 }]", [&](const toml::table& entry) {
        check_keys(entry, {"tier", "at_least"});
        const figures::TierThreshold next{choice(entry, "tier", "tier", ladder_), at_least(entry)};
        for (const auto& earlier : thresholds)
            if (earlier.tier == next.tier) wrong(entry, fmt::format("tier '{}' has a threshold already", ladder_.empty() ? "" : ladder_[next.tier].key));
        thresholds.push_back(next);
    });
    return thresholds;
}

std::vector<std::size_t> RulebookReader::tiers_of(const toml::table& table, std::string_view key) {
    std::vector<std::size_t> tiers;
    const auto* node = table.get(key);
    if (!node) return tiers;
    const auto* list = node->as_array();
    if (!list) wrong(*node, fmt::format("'{}' is a list of tiers such as [\"red\", \"yellow\"]", key));
    else
        for (const auto& entry : *list) {
            const auto before = mistakes().size();
            const auto tier = choice_from(entry, key, "tier", ladder_);
            if (mistakes().size() > before) continue;  // it is none, so it isn't one named already either
            if (std::find(tiers.begin(), tiers.end(), tier) != tiers.end()) wrong(entry, "this tier is named twice");
            else tiers.push_back(tier);
        }
    return tiers;
}

figures::BreakOptions RulebookReader::breaks_of(const toml::table& table) {
    figures::BreakOptions breaks;
    if (const auto* method = table.get("method"))
        if (const auto found = word_from(*method, "method", figures::break_method_keys)) breaks.method = figures::BreakMethod(*found);
    if (const auto classes = whole_of(table, "classes", 1, 12)) breaks.classes = std::size_t(*classes);
    if (const auto* share = table.get("head_share")) breaks.head_share = number_from(*share, "head_share", 0, 1);
    if (const auto* hinge = table.get("hinge")) breaks.hinge = number_from(*hinge, "hinge", 0, 1000);
    const auto* limits = table.get("limits");
    if (breaks.method == figures::BreakMethod::fixed) limits = required(table, "limits");
    else if (limits) wrong(*limits, "'limits' belong to method = \"fixed\"");
    const auto* list = limits ? limits->as_array() : nullptr;
    if (limits && (!list || list->empty())) wrong(*limits, "'limits' is a list such as [0.05, 0.2]");
    if (list && list->size() > most_limits) wrong((*list)[most_limits], fmt::format("{} limits; the map can show at most {}, which is {} classes", list->size(), most_limits, most_limits + 1));
    else if (list)
        for (const auto& entry : *list) {
            breaks.limits.push_back(number_from(entry, "limits", 0, 1));
            if (breaks.limits.size() > 1 && breaks.limits.back() <= breaks.limits[breaks.limits.size() - 2]) wrong(entry, "the limits ascend");
        }
    return breaks;
}

}  // namespace huegrid::tiers
