/// @file wrong_rulebooks.hpp
/// A rulebook for each mistake that there is to make in one, for tests of what is said about it.
#pragma once

#include "tests/tiers/small_rulebook.hpp"

namespace huegrid::tiers {

struct WrongRulebook {
    std::string text;
    const char* message;  ///< behind the place's line and column; or a part of it
};

/// 0.01, 0.02 …
inline std::string limits(int how_many) {
    std::string text;
    for (int n = 1; n <= how_many; ++n) text += (n > 1 ? ", 0." : "0.") + std::string(n < 10 ? "0" : "") + std::to_string(n);
    return text;
}

/// Times over, with commas between.
inline std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int n = 0; n < times; ++n) all += (n > 0 ? ", " : "") + std::string(text);
    return all;
}

inline std::string score_of(std::string_view points, std::string_view tiers) {
    return fmt::format("[[score]]\nid = \"s\"\ncategory = \"elder-care\"\nbecause = {{ en = \"x\" }}\npoints = [{}]\ntiers = [{}]\n", points, tiers);
}

inline std::vector<WrongRulebook> wrong_tiers_and_rules() {
    return {
        {with("owner = \"Us\"", "owner = \"Us\"\nhold_days = 14"), "4:1: 'hold_days' isn't a key here"},
        {with("applies_to", "aplies_to"), "30:1: 'aplies_to' isn't a key here; did you mean 'applies_to'?"},
        {with("version = \"1\"\n", ""), "1:1: 'version' is missing here"},
        {with("version = \"1\"", "version = 1"), "2:11: 'version' is text: put it in quotes"},
        {with("owner = \"Us\"", "owner = \" \""), "3:9: 'owner' is empty"},
        {with("basis = { zh = \"示例\", en = \"example\" }", "basis = \"mine\""), "4:9: 'basis' is { zh"},
        {with("otherwise = \"blue\"", "otherwise = \"blu\""), "5:13: there is no tier 'blu'; did you mean 'blue'?"},
        {with("tier = \"red\"", "tier = \"rad\""), "28:8: there is no tier 'rad'; did you mean 'red'?"},
        {with("tier = \"red\"", "tier = \"unknown\""), "28:8: there is no tier 'unknown'"},
        {with("category = \"elder-care\"", "category = \"elder\""), "29:12: there is no category 'elder'"},
        {with("id = \"blue\"", "id = \"red\""), "16:6: the id 'red' is taken already"},
        {with("id = \"blue\"", "id = \"Blue\""), "16:6: an id is written with a-z"},
        {with("id = \"blue\"", "id = \"unknown\""), "16:6: the id 'unknown' is taken already"},
        {with("\"#2268bb\"", "\"blue\""), "18:10: 'blue' is no colour; write \"#rrggbb\""},
        {with("\"#2268bb\"", "\"#ab3010\""), "18:10: 'red' #ab2f07 and 'blue' #ab3010 can't be told apart"},
        {with("\"#2268bb\"", "\"#ab3010\""), "; give 'blue' #"},
        {with("\"#2268bb\"", "\"#fbfbf0\""), "18:10: 'blue' #fbfbf0 can't be told from the light ground"},
        {with("\"#2268bb\"", "\"#888888\""), "'blue' #888888 and 'unknown' #8c8c8c can't be told apart"},
        {with("pattern = \"cross\"", "pattern = \"cros\""), "12:11: there is no pattern 'cros'; did you mean 'cross'?"},
        {with("letter = \"B\"", "letter = \"Bl\""), "19:10: 'letter' is one character"},
        {with("letter = \"B\"", "letter = \"R\""), "19:10: tier 'red' has the letter 'R' already"},
        {with("visit_every_days = 7", "visit_every_days = 0"), "13:20: 'visit_every_days' is a whole number"},
        {with("visit_every_days = 7", "visit_every_days = \"weekly\""), "13:20: 'visit_every_days' is a whole number"},
        {with("[\"home\"]", "[\"hom\"]"), "30:15: there is no kind 'hom'; did you mean 'home'?"},
        {with("[\"home\"]", "[]"), "30:14: 'applies_to' is a list"},
        {with("[[category]]", "[category]"), "22:1: each category is headed by [[category]]"},
        {with("[[category]]\nid = \"elder-care\"\nname = { zh = \"助老\", en = \"elder care\" }", ""), "1:1: 1 to 32 [[category]] are needed, here are 0"},
        {with("\"oldest_age >= 80 AND living_alone\"", "80"), "31:8: 'when' is text"},
        {with("\"oldest_age >= 80 AND living_alone\"", "\"\""), "31:8: 'when' is empty"},
        {with("[\"home\"]", "\"home\""), "30:14: 'applies_to' is a list such as [\"home\", \"shop\"]"},
        {with("en = \"alone\"", "en = \"{oldest_ag}\""), "32:30: there is no value 'oldest_ag' to quote; did you mean 'oldest_age'?"},
        {with("en = \"alone\"", "en = \"is {oldest_age\""), "32:33: this { is never closed"},
        {with("en = \"alone\"", "en = \"is oldest_age}\""), "32:43: no { stands before this }"},
        {with("en = \"alone\"", "en = \"{}\""), "32:30: these braces quote nothing"},
        {with("owner = \"Us\"", "owner = \"Us\"\nunknown = \"grey\""), "4:11: 'unknown' is a table: head it by [unknown]"},
        {with("owner = \"Us\"", "owner = \"Us\"\nstale = 365"), "4:9: 'stale' is a table"},
        {with("owner = \"Us\"", "owner = \"Us\"\nzone_policy = \"worst\""), "4:15: 'zone_policy' is one table"},
    };
}

inline std::vector<WrongRulebook> wrong_words_scores_and_policies() {
    const std::string attribute = "[[attribute]]\nname = \"decades\"\ntype = \"integer\"\ntitle = { en = \"x\" }\nformula = \"oldest_age / 10\"\n";
    const std::string list = "[[list]]\nname = \"places\"\nvalues = [\"home\"]\n";
    const std::string rate = "[zone_policy]\nkind = \"rate\"\n", alone = "{ when = \"living_alone\", points = 2 }", red = "{ tier = \"red\", at_least = 1 }";
    const auto more = [](const std::string& text) { return std::string(good) + text; };
    const auto condition = [&](std::string_view when) { return more(fmt::format("[[condition]]\nname = \"c\"\nwhen = \"{}\"", when)); };
    std::string wide = "oldest_age = 1";
    for (int n = 2; n < 1500; ++n) wide += fmt::format(" OR oldest_age = {}", n);
    return {
        {more("hold_days = -1"), "33:13: 'hold_days' is a whole number from 0"},
        {more("valid_from = \"2026-01-01\""), "33:14: 'valid_from' is a day, without quotes"},
        {more("valid_from = 2026-01-02\nvalid_to = 2026-01-02"), "34:12: 'valid_to' is the first day"},
        {more("[stale]\noldest_ag = { after_days = 1, known_on = \"last_visit\" }"), "34:1: the register has no attribute 'oldest_ag'; did you mean 'oldest_age'?"},
        {more("[stale]\noldest_age = { after_days = 1, known_on = \"living_alone\" }"), "34:43: 'known_on' is a date, but 'living_alone' is boolean"},
        {more("[stale]\noldest_age = 365"), "34:14: 'oldest_age' is { after_days"},
        {more(attribute + "[[attribute]]\nname = \"decades\"\ntype = \"real\"\ntitle = { en = \"x\" }\nformula = \"1\""), "39:8: there is a 'decades' already"},
        {more("[[attribute]]\nname = \"oldest_age\"\ntype = \"real\"\ntitle = { en = \"x\" }\nformula = \"1\""), "34:8: the register has 'oldest_age' already"},
        {more("[[attribute]]\nname = \"case\"\ntype = \"real\"\ntitle = { en = \"x\" }\nformula = \"1\""), "34:8: 'case' means something in a condition already"},
        {more("[[attribute]]\nname = \"x\"\ntype = \"real\"\ntitle = { en = \"x\" }\nformula = \"oldest_age\""), "35:8: the formula gives integer; write type = \"integer\""},
        {more("[[attribute]]\nname = \"x\"\ntype = \"real\"\ntitle = { en = \"x\" }\nformula = \"y + 1\""), "37:12: the register has no attribute 'y'"},
        {more("[[attribute]]\nname = \"x\"\ntype = \"integer\"\ntitle = { en = \"x\" }\nformula = \"1 + x\""), "37:16: 'x' stands for itself"},
        {more("[[condition]]\nname = \"x\"\nwhen = \"oldest_age\""), "35:8: 'x' isn't true or false but integer; make it an [[attribute]]"},
        {more("[[list]]\nname = \"x\"\nvalues = []"), "35:10: 'values' is a list"},
        {more(list + "[[condition]]\nname = \"c\"\nwhen = \"kind IN place\""), "38:17: there is no list 'place'; did you mean 'places'?"},
        {more("[[score]]\nid = \"s\"\ncategory = \"elder-care\"\nbecause = { en = \"x\" }\npoints = [{ when = \"living_alone\", points = 2 }]\n"
              "tiers = [{ tier = \"red\", at_least = 3 }]"), "38:10: nobody can have more than 2 points here"},
        {more("[[score]]\nid = \"s\"\ncategory = \"elder-care\"\nbecause = { en = \"x\" }\npoints = [{ when = \"living_alon\", points = 2 }]\n"
              "tiers = [{ tier = \"red\", at_least = 2 }]"), "37:21: the register has no attribute 'living_alon'"},
        {more("[[score]]\nid = \"s\"\ncategory = \"elder-care\"\nbecause = { en = \"{scor}\" }\npoints = [{ when = \"living_alone\", points = 2 }]\n"
              "tiers = [{ tier = \"red\", at_least = 1 }, { tier = \"blue\", at_least = 2 }]"), "38:42: a higher tier needs more points"},
        {more("[zone_policy]\nkind = \"shares\"\nthresholds = [{ tier = \"red\", at_least = 5 }]"), "35:42: 'at_least' is a number from 0 to 1"},
        {more("[zone_policy]\nkind = \"shares\""), "33:1: 'thresholds' is missing here"},
        {more("[zone_policy]\nkind = \"score\"\nweights = { red = 0, blue = 1 }\nthresholds = [{ tier = \"red\", at_least = 1 }]"), "35:11: 'blue' weighs more than 'red'"},
        {more("[[score]]\nid = \"s\"\ncategory = \"elder-care\"\nbecause = { en = \"x\" }\npoints = [{ when = \"living_alone\", points = 0.0000001 }]\n"
              "tiers = [{ tier = \"red\", at_least = 0 }]"), "37:45: 'points' has at most 6 decimal places"},
        {more("[zone_policy]\nkind = \"score\"\nweights = { red = 1, blue = 0 }\nthresholds = [{ tier = \"red\", at_least = 0.3333333 }]"), "36:42: 'at_least' has at most 6 decimal places"},
        {more("[zone_policy]\nkind = \"score\"\nweights = { red = 1.0000005, blue = 0 }\nthresholds = [{ tier = \"red\", at_least = 1 }]"), "35:19: 'red' has at most 6 decimal places"},
        {more("[zone_policy]\nkind = \"score\"\nweights = { red = 1 }\nthresholds = [{ tier = \"red\", at_least = 1 }]"), "35:11: 'blue' is missing here"},
        {more("[zone_policy]\nkind = \"rate\"\nof = [\"unknown\"]"), "35:7: there is no tier 'unknown'"},
        {more("[zone_policy]\nkind = \"rate\"\nof = [\"red\"]\nmethod = \"fixed\"\nlimits = [0.2, 0.1]"), "37:16: the limits ascend"},
        {more("[zone_policy]\nkind = \"rate\"\nof = [\"red\"]\nmethod = \"fixed\"\nlimits = [" + limits(63) + "]"), "37:383: 63 limits; the map can show at most 62, which is 63 classes"},
        {more("[zone_policy]\nkind = \"rate\"\nof = [\"red\"]\nmethod = \"fished\""), "36:10: there is no method 'fished'"},
        {more("[[list]]\nname = \"Places\"\nvalues = [1]"), "34:8: a name is written with a-z, 0-9 and _"},
        {more("[[list]]\nname = \"x\"\nvalues = [[1]]"), "35:11: a list holds numbers, texts"},
        {more(list + "[[condition]]\nname = \"c\"\nwhen = \"places AND living_alone\""), "38:9: 'places' is a list; write IN places"},
        {condition("oldest_age IN c2") + "\n[[condition]]\nname = \"c2\"\nwhen = \"living_alone\"", "35:23: 'c2' is no list but a condition or a value"},
        {condition("c2") + "\n[[condition]]\nname = \"c2\"\nwhen = \"c\"", "'c' stands for itself: c -> c2 -> c"},
        {condition("c2") + "\n[[condition]]\nname = \"c2\"\nwhen = \"oldest_age >\"", "35:9: 'c2' is defined with a mistake"},
        {more("[[attribute]]\nname = \"x\"\ntype = \"number\"\ntitle = { en = \"x\" }\nformula = \"1\""), "35:8: there is no type 'number' (boolean, integer, real, text, date)"},
        {more("[[attribute]]\nname = \"x\"\ntype = \"integer\"\ntitle = { en = \"x\" }\nformula = \"CASE WHEN living_alone THEN NULL END\""), "37:12: NULL alone has no type"},
        {more(score_of(alone, red + ", " + red)), "38:42: this tier has a threshold already"},
        {more(score_of(alone, "{ tier = \"red\", at_least = 1 }") + "[[rule]]\nid = \"s-red\"\ntier = \"red\"\ncategory = \"elder-care\"\nwhen = \"living_alone\"\nbecause = { en = \"x\" }"),
         "38:10: there is a rule 's-red' already"},
        {more(score_of(repeated(alone, 201), red)), "37:10: a score adds up at most 200 conditions"},
        {more(score_of(repeated("{ when = \"" + wide + "\", points = 1 }", 12), red)), "these conditions are too much for one score"},
        {more(score_of("", red)), "37:10: 'points' is a list such as [{ when = \"living_alone\", points = 2 }]"},
        {more("[zone_policy]\nkind = \"wurst\""), "34:8: there is no kind 'wurst'; did you mean 'worst'? (worst, shares, score, rate)"},
        {more("[zone_policy]\nkind = \"shares\"\nthresholds = [" + red + ", " + red + "]"), "35:47: tier 'red' has a threshold already"},
        {more("[zone_policy]\nkind = \"score\"\nweights = [3, 0]\nthresholds = [" + red + "]"), "35:11: 'weights' has one for each tier"},
        {more(rate + "of = \"red\""), "35:6: 'of' is a list of tiers such as"},
        {more(rate + "of = []"), "35:6: 'of' names at least one tier"},
        {more(rate + "of = [\"red\", \"red\"]"), "35:14: this tier is named twice"},
        {more(rate + "of = [\"red\"]\namong = [\"blue\"]"), "35:6: 'red' is counted but not among those it is a share of"},
        {more(rate + "of = [\"red\"]\nlimits = [0.1]"), "36:10: 'limits' belong to method = \"fixed\""},
        {more(rate + "of = [\"red\"]\nmethod = \"fixed\"\nlimits = []"), "37:10: 'limits' is a list such as [0.05, 0.2]"},
    };
}

inline const std::vector<model::Layer> layers{{"hydrant", false}, {"flood_zone", true}, {"fire station", false}, {"消火栓", false}};

/// The attribute `there`, measured in line 38, column 11.
inline std::string measuring(std::string_view formula, std::string_view type = "real") {
    return with("oldest_age >= 80 AND living_alone", "oldest_age >= 80 AND there IS NOT NULL") +
           fmt::format("\n[[attribute]]\nname = \"there\"\ntype = \"{}\"\ntitle = {{ zh = \"远近\", en = \"how far\" }}\nformula = '{}'\n", type, formula);
}

inline std::vector<WrongRulebook> wrong_measures() {
    return {
        {measuring("distance_to(hydrnt)"), "38:24: the file has no layer 'hydrnt'; did you mean 'hydrant'?"},
        {measuring("distance_to(pond)"), "38:24: the file has no layer 'pond'; it has hydrant, flood_zone, fire station, 消火栓"},
        {measuring("within(hydrant)", "boolean"), "38:19: 'hydrant' has no areas that a home could lie within; distance_to(hydrant) or count_within(hydrant, 100) do"},
        {measuring("within(\"消火栓\")", "boolean"), "38:19: '消火栓' has no areas that a home could lie within; distance_to(\"消火栓\") or count_within(\"消火栓\", 100) do"},
        {measuring("distance_to hydrant"), "38:24: expected an operator or the end"},
        {measuring("distance_to("), "38:24: the name of a layer stands here: write distance_to(layer)"},
        {measuring("distance_to(\"hydrant\" 5)"), "38:34: a ) is expected: write distance_to(layer)"},
        {measuring("count_within(hydrant, -5)", "integer"), "38:34: metres can't be negative"},
        {measuring("count_within(hydrant, near)", "integer"), "38:34: metres are a number, such as 100"},
        {measuring("count_within(hydrant)", "integer"), "38:32: the metres within which is counted are missing: write count_within(layer, 100)"},
        {measuring("count_within(hydrant, 1e9)", "integer"), "38:34: metres go up to 50000"},
        {measuring("count_within(消火栓, 200)", "integer"), "38:25: a layer's name with other characters than a-z, 0-9 and _ stands in double quotes: write formula = 'count_within(\"消火栓\", 200)'"},
        {measuring("distance_to（“消火栓”）"), "38:24: a layer's name with other characters than a-z, 0-9 and _ stands in double quotes: write formula = 'distance_to(\"消火栓\")'"},
        {measuring("distance_to(hydrant) > 5"), "38:33: distance_to(…) is a whole formula"},
        {measuring("distance_to(hydrant)", "integer"), "36:8: the formula gives real; write type = \"real\""},
        {with("living_alone", "distance_to(hydrant) > 5"), "31:30: distance_to measures to a layer of the file"},
        {measuring("5 + distance_to(hydrant)"), "38:16: distance_to measures to a layer"},
    };
}

/// Of the rulebooks and a register with `columns` and `layers`.
inline std::vector<WrongRulebook> wrong_rulebooks() {
    auto all = wrong_tiers_and_rules();
    for (auto&& part : {wrong_words_scores_and_policies(), wrong_measures()}) all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace huegrid::tiers
