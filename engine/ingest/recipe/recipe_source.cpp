#include <array>

#include "engine/ingest/recipe/recipe_text.hpp"

namespace huegrid::ingest {
namespace {

FrameRecipe read_frame(RecipeText& in, const toml::node& node) {
    FrameRecipe frame;
    const auto* table = node.as_table();
    if (!table) return in.refuse(node, "a frame is a table: [source.NAME.frame]"), frame;
    in.only(*table, {"points", "crs", "model"}, "frame");
    if (table->contains("crs")) frame.crs = in.text(*table, "crs");
    if (const auto model = in.text(*table, "model"); model == "affine") frame.model = geo::FrameModel::affine;
    else if (!model.empty() && model != "similarity")
        in.refuse(*table, fmt::format("'{}' is no model of a frame; there are: similarity, affine", model));
    const auto* points = table->get("points");
    if (!points || !points->is_array()) return in.refuse(*table, "a frame needs points = [[x, y, longitude, latitude], …]"), frame;
    for (const auto& item : *points->as_array()) {
        std::array<double, 4> numbers{};
        const auto* list = item.as_array();
        bool good = list && list->size() == numbers.size();
        for (std::size_t i = 0; good && i < numbers.size(); ++i) {
            good = (*list)[i].is_number();
            numbers[i] = (*list)[i].value_or(0.0);
        }
        if (!good) in.refuse(item, "a matched point is four numbers: [x, y, longitude, latitude]");
        frame.points.push_back({{numbers[0], numbers[1]}, {numbers[2], numbers[3]}});
    }
    return frame;
}

}  // namespace

SourceRecipe read_source(RecipeText& in, const toml::node& node) {
    SourceRecipe source;
    const auto* table = node.as_table();
    if (!table) return in.refuse(node, "a source is a table: [source.NAME]"), source;
    in.only(*table, {"path", "encoding", "crs", "x", "y", "missing", "delimiter", "header_row", "fill_down", "time_zone", "frame"}, "source");
    source.path = in.text(*table, "path");
    // A recipe from elsewhere mustn't reach what its giver has no business with; recipes/ and sample/ stand side by side.
    const auto path = std::filesystem::path(source.path).lexically_normal();
    if (path.is_absolute() || std::count(path.begin(), path.end(), "..") > 1)
        in.refuse(*table, fmt::format("the path '{}' leads out of the recipe's folder and the one around it; bind such a file on the command line, with NAME=PATH", source.path));
    source.encoding = in.text(*table, "encoding");
    source.crs = in.text(*table, "crs");
    source.x = in.text(*table, "x");
    source.y = in.text(*table, "y");
    if (const auto* missing = table->get("missing")) source.missing = in.texts_of(*missing, "missing");
    source.delimiter = in.text(*table, "delimiter");
    if (source.delimiter.size() > 1 || source.delimiter == "\"") in.refuse(*table, "delimiter must be one ASCII character, such as \";\"");
    const auto header_row = in.number(*table, "header_row");
    source.header_row = static_cast<std::int64_t>(header_row);
    if (header_row < 0 || header_row > 1000 || static_cast<double>(source.header_row) != header_row || (table->contains("header_row") && header_row < 1))
        in.refuse(*table, "header_row must be a whole number from 1 to 1000");
    if (const auto* columns = table->get("fill_down")) source.fill_down = in.texts_of(*columns, "fill_down");
    if (const auto zone = in.text(*table, "time_zone"); !zone.empty()) {
        source.time_zone = TimeZone::named(zone);
        if (!source.time_zone) in.refuse(*table, fmt::format("'{}' is no time zone; write one as \"Asia/Shanghai\" or \"+08:00\"", zone));
    }
    if (source.x.empty() != source.y.empty()) in.refuse(*table, "x and y go together");
    if (const auto* frame = table->get("frame")) source.frame = read_frame(in, *frame);
    if (source.frame && !source.crs.empty()) in.refuse(*table, "a source has a crs or a frame of its own, not both");
    if (!source.x.empty() && source.crs.empty() && !source.frame)
        in.refuse(*table, "a source with x and y needs its crs, such as \"EPSG:4326\" for longitude and latitude");
    return source;
}

}  // namespace huegrid::ingest
