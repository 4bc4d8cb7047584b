#include "gui/app/verbs.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/cli/grid_options.hpp"
#include "engine/cli/print/terminal.hpp"
#include "engine/store/journal/journal.hpp"
#include "engine/store/load/load.hpp"
#include "gui/app/render.hpp"
#include "gui/app/window.hpp"

namespace huegrid::gui {
namespace {

/// "1280x800", or nullopt.
std::optional<carto::ScreenSize> size_from(const std::string& text) {
    carto::ScreenSize size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width);
    if (width.ec != std::errc{} || width.ptr == end || *width.ptr != 'x') return std::nullopt;
    const auto height = std::from_chars(width.ptr + 1, end, size.height);
    if (height.ec != std::errc{} || height.ptr != end) return std::nullopt;
    return size;
}

cli::Verb view_verb() {
    return {"view", "Open the map window on a file", "huegrid view li.gpkg --language en",
            [](CLI::App& app) -> cli::Body {
                auto file = std::make_shared<std::string>();
                app.add_option("FILE", *file, "a Huegrid file")->required();
                return [file](Language language) -> Result<void> {
                    // A file that can't be read is said where the command was typed, before a window opens.
                    if (auto readable = store::file_version(*file); !readable) return fail(std::move(readable.error()));
                    return run_window(*file, language);
                };
            }};
}

struct RenderArguments {
    std::string file, size = "1280x800";
    bool json = false, grids = false;
    work::GridCheckRequest check;
    RenderOptions options;
};

cli::Verb render_verb() {
    return {"render", "Draw the map into a PNG file, without a display", "huegrid render li.gpkg --out li.png --size 1600x1000",
            [](CLI::App& app) -> cli::Body {
                auto arguments = std::make_shared<RenderArguments>();
                app.add_option("FILE", arguments->file, "a Huegrid file")->required();
                app.add_option("--out", arguments->options.out, "the picture to write")->required();
                app.add_option("--zone", arguments->options.zone, "name, code or id of the zone to show (default: the whole place)");
                app.add_option("--size", arguments->size, "pixels, as WIDTHxHEIGHT (default 1280x800)");
                app.add_option("--title", arguments->options.title, "default: the place's name");
                app.add_option("--fill", arguments->options.fill, "colour the zones of this level, such as grid, instead of the buildings");
                app.add_flag("--grids", arguments->grids, "mark what `huegrid check --grids` finds, with a legend");
                cli::add_grid_check(app, arguments->check);
                app.add_flag("--json", arguments->json, "print the result as JSON");
                return [arguments](Language language) -> Result<void> {
                    const auto size = size_from(arguments->size);
                    if (!size)
                        return fail(ErrorCode::bad_input, "--size has to be WIDTHxHEIGHT, such as 1280x800; it is '" + arguments->size + "'");
                    if (arguments->options.out.extension() != ".png")
                        return fail(ErrorCode::bad_input, "the picture is a PNG; its name has to end in .png", arguments->options.out.string());
                    auto snapshot = [&] {
                        const cli::Terminal terminal(language);
                        return store::load_snapshot(arguments->file, terminal.progress());
                    }();
                    if (!snapshot) return fail(std::move(snapshot.error()));
                    if (arguments->grids) {
                        const cli::Terminal terminal(language);
                        auto findings = work::check_grids_of(arguments->file, arguments->check, terminal.progress());
                        if (!findings) return fail(std::move(findings.error()));
                        arguments->options.findings = std::move(*findings);
                    }
                    arguments->options.size = *size;
                    arguments->options.language = language;
                    if (auto drawn = render_map(std::move(*snapshot), arguments->options); !drawn) return drawn;
                    const std::string picture = arguments->options.out.string();
                    if (arguments->json)
                        fmt::print("{}\n", nlohmann::json{{"picture", picture}, {"width", size->width}, {"height", size->height}}.dump(2));
                    else
                        fmt::print("{}\n", picture);
                    return {};
                };
            }};
}

}  // namespace

std::vector<cli::Verb> gui_verbs() { return {view_verb(), render_verb()}; }

}  // namespace huegrid::gui
