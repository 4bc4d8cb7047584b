#include "gui/map/gpu_layers.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "gui/map/uniforms.hpp"

namespace huegrid::gui {
namespace {

using carto::MapView;

constexpr std::size_t most_classes = 64;   ///< as in classed.vert
constexpr double pattern_period_px = 9.0;  ///< as in classed.frag

int pattern_number(const std::string& pattern) {
    constexpr std::array<const char*, 6> names{"solid", "diagonal", "cross", "dots", "horizontal", "vertical"};
    const auto at = std::find(names.begin(), names.end(), pattern);
    return at == names.end() ? 0 : int(at - names.begin());
}

void add_look(ClassLooks& looks, Colour colour, int pattern, float shown) {
    if (looks.patterns.size() == most_classes) return;
    looks.colours.insert(looks.colours.end(), {float(colour.red) / 255, float(colour.green) / 255, float(colour.blue) / 255, shown});
    looks.patterns.push_back(pattern);
}

ClassLooks looks_of_buildings(const carto::Scene& scene, const std::vector<bool>& shown) {
    ClassLooks looks;
    for (std::size_t c = 0; c < scene.classes.size(); ++c)
        add_look(looks, scene.classes[c].colour, pattern_number(scene.classes[c].pattern), c >= shown.size() || shown[c] ? 1.0f : 0.0f);
    return looks;
}

/// Plain: a pattern over a whole grid would bury what lies on it; the letter stands beside the colour instead. Zones in no class
/// have no letter, and are hatched.
ClassLooks looks_of_zones(const carto::Scene& scene, Index level) {
    ClassLooks looks;
    if (level == none) return looks;
    for (const auto& of : scene.zone_fills[std::size_t(level)].classes) add_look(looks, carto::as_ground(of.colour), 0, 1);
    const auto& missing = scene.zone_fills[std::size_t(level)].missing;
    add_look(looks, missing.colour, pattern_number(missing.pattern), 1);
    return looks;
}

void draw_run(const GpuMesh& mesh, GLenum kind, Run run) {
    glBindVertexArray(mesh.array.name());
    glDrawElements(kind, GLsizei(run.count), GL_UNSIGNED_INT,
                   reinterpret_cast<const void*>(std::size_t(run.first) * 4));
    glBindVertexArray(0);
}

ClassTexture upload_classes(const std::vector<std::uint8_t>& classes) {
    ClassTexture made;
    GLuint name = 0;
    glGenBuffers(1, &name);
    made.bytes = Buffer(name);
    glBindBuffer(GL_TEXTURE_BUFFER, name);
    glBufferData(GL_TEXTURE_BUFFER, GLsizeiptr(std::max<std::size_t>(classes.size(), 1)), nullptr, GL_DYNAMIC_DRAW);
    glBufferSubData(GL_TEXTURE_BUFFER, 0, GLsizeiptr(classes.size()), classes.data());
    glGenTextures(1, &name);
    made.texture = Texture(name);
    glBindTexture(GL_TEXTURE_BUFFER, name);
    glTexBuffer(GL_TEXTURE_BUFFER, GL_R8UI, made.bytes.name());
    return made;
}

}  // namespace

Result<GpuLayers> GpuLayers::create() {
    GpuLayers made;
    struct Wanted {
        Program* into;
        const char *vertex, *fragment;
    };
    for (const auto& w :
         {Wanted{&made.area_, "area.vert", "plain.frag"}, Wanted{&made.line_, "line.vert", "line.frag"},
          Wanted{&made.classed_, "classed.vert", "classed.frag"}, Wanted{&made.classed_edge_, "classed.vert", "plain.frag"},
          Wanted{&made.marker_, "marker.vert", "marker.frag"}}) {
        auto linked = link_program(w.vertex, w.fragment);
        if (!linked) return fail(std::move(linked.error()));
        *w.into = std::move(*linked);
    }
    return made;
}

void GpuLayers::upload(LayerDataPtr layers) {
    data_ = std::move(layers);
    const auto& data = *data_;
    const auto classed = {Field::floats2, Field::unsigned1};
    areas_ = gui::upload(bytes_of(data.area_vertices), {Field::floats2}, data.area_corners);
    zones_ = gui::upload(bytes_of(data.zone_vertices), classed, data.zone_corners);
    strokes_ = gui::upload(bytes_of(data.strokes.vertices), {Field::floats2, Field::floats2}, data.strokes.corners);
    buildings_ = gui::upload(bytes_of(data.building_vertices), classed, data.building_corners);
    building_edges_ = upload_corners(buildings_, classed, data.building_edges);
    markers_ = gui::upload(bytes_of(data.marker_vertices), {Field::floats2, Field::floats2}, data.marker_corners);
    class_of_building_ = upload_classes(data.scene->building_class);
    class_of_zone_ = upload_classes(data.zone_class);
    building_looks_ = looks_of_buildings(*data.scene, {});
    if (fill_level_ != none && std::size_t(fill_level_) >= data.zones.size()) fill_level_ = none;
    zone_looks_ = looks_of_zones(*data.scene, fill_level_);
}

bool GpuLayers::show_classes(const std::vector<bool>& shown) {
    auto looks = looks_of_buildings(*data_->scene, shown);
    if (looks == building_looks_) return false;
    building_looks_ = std::move(looks);
    return true;
}

bool GpuLayers::show_fill(Index level) {
    if (level == fill_level_) return false;
    fill_level_ = level;
    zone_looks_ = looks_of_zones(*data_->scene, level);
    return true;
}

void GpuLayers::draw(const DrawItem& item, const MapView& view) const {
    switch (item.what) {
        case Draw::area:
            use(area_, view, data_->origin);
            set(area_, "colour", item.colour, item.opacity);
            draw_run(areas_, GL_TRIANGLES, item.run);
            break;
        case Draw::line:
            draw_strokes(strokes_, view, item, 0);
            break;
        case Draw::zone:
            use(classed_, view, data_->origin);
            tell_classes(classed_, class_of_zone_, zone_looks_);
            draw_filled(zones_, item, view, 1);
            break;
        case Draw::building:
            use(classed_, view, data_->origin);
            tell_classes(classed_, class_of_building_, building_looks_);
            draw_filled(buildings_, item, view, pattern_strength(view));
            break;
        case Draw::building_edge:
            use(classed_edge_, view, data_->origin);
            tell_classes(classed_edge_, class_of_building_, building_looks_);
            set(classed_edge_, "colour", item.colour, item.opacity);
            draw_run(building_edges_, GL_LINES, item.run);
            break;
        case Draw::issue:
        case Draw::service_point:
            use(marker_, view, data_->origin);
            set(marker_, "colour", item.colour, item.opacity);
            set(marker_, "radius_px", item.half_width_px);
            glUniform1i(uniform(marker_, "sign_shape"), item.what == Draw::issue ? 0 : 1);
            draw_run(markers_, GL_TRIANGLES, item.run);
            break;
    }
}

void GpuLayers::draw_strokes(const GpuMesh& mesh, const MapView& view, const DrawItem& item, float feather_px) const {
    use(line_, view, data_->origin);
    set(line_, "colour", item.colour, item.opacity);
    set(line_, "half_width_px", item.half_width_px);
    set(line_, "feather_px", feather_px);
    draw_run(mesh, GL_TRIANGLES, item.run);
}

void GpuLayers::tell_classes(const Program& program, const ClassTexture& of, const ClassLooks& looks) const {
    glUniform4fv(uniform(program, "class_colour"), GLsizei(looks.colours.size() / 4), looks.colours.data());
    glUniform1iv(uniform(program, "class_pattern"), GLsizei(looks.patterns.size()), looks.patterns.data());
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_BUFFER, of.texture.name());
    glUniform1i(uniform(program, "class_of"), 0);
}

void GpuLayers::draw_filled(const GpuMesh& mesh, const DrawItem& item, const MapView& view, float patterns) const {
    set(classed_, "pattern_strength", patterns);
    const auto shift = [](double metres, double metres_per_pixel, int size) {
        return float(std::fmod(std::floor(metres / metres_per_pixel - size / 2.0), pattern_period_px));
    };
    glUniform2f(uniform(classed_, "pattern_shift_px"), shift(view.centre.x, view.metres_per_pixel, view.size.width),
                shift(view.centre.y, view.metres_per_pixel, view.size.height));
    draw_run(mesh, GL_TRIANGLES, item.run);
}

}  // namespace huegrid::gui
