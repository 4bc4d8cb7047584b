#include <fmt/format.h>

#include "engine/cli/options.hpp"
#include "engine/cli/print/register_print.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/work/register/search.hpp"

namespace huegrid::cli {
namespace {

struct SearchOptions {
    ViewOptions view;
    std::string text;
    std::size_t most = 20;
    bool json = false;
};

nlohmann::ordered_json as_json(const work::SearchResult& result) {
    auto hits = nlohmann::ordered_json::array();
    const auto or_null = [](const std::string& text) { return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(text); };
    for (const auto& hit : result.hits)
        hits.push_back({{"what", store::word(hit.table)}, {"id", hit.id}, {"name", or_null(hit.name)}, {"place", or_null(hit.place)},
                        {"building", hit.building > 0 ? nlohmann::ordered_json(hit.building) : nullptr}, {"door", or_null(hit.door)}, {"phone", or_null(hit.phone)}});
    return {{"total", result.total}, {"hits", hits}};
}

}  // namespace

Verb search_verb() {
    return {"search", "Find a household, building, estate, zone or member by address, name, pinyin or phone", "huegrid search li.gpkg 锦澜府3栋2单元501",
            [](CLI::App& app) {
                auto options = std::make_shared<SearchOptions>();
                options->view.add_to(app);
                app.add_option("TEXT", options->text, "an address, a name, its pinyin or the last four digits of a phone: 锦澜府3-2-501 jlf 张三 zs")->required();
                app.add_option("--most", options->most, "how many hits")->capture_default_str()->check(CLI::Range(1, 100000));
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    auto result = work::search(options->view.command.file, options->text, options->most);
                    if (!result) return fail(std::move(result.error()));
                    // What was looked for may be somebody's name, so the journal says only how much was shown.
                    const auto shown = options->view.may_show(fmt::format("{} hits of a search", result->hits.size()));
                    if (!shown) return fail(shown.error());
                    if (!*shown) work::mask(*result);
                    if (options->json) {
                        print_json(as_json(*result));
                        return {};
                    }
                    std::vector<std::vector<std::string>> lines;
                    const bool zh = language == Language::zh;
                    for (const auto& hit : result->hits)
                        lines.push_back({zh ? store::title(hit.table).zh : std::string(store::word(hit.table)), fmt::format("{}", hit.id), hit.name, hit.place, hit.door, hit.phone});
                    print_table(lines);
                    if (result->total == 0) say(fmt::runtime(zh ? "没有找到\n" : "nothing found\n"));
                    else if (std::size_t(result->total) > result->hits.size()) say(fmt::runtime(zh ? "显示 {} 条，共 {} 条\n" : "{} of {} shown\n"), result->hits.size(), result->total);
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
