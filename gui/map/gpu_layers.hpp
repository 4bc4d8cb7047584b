/// @file gpu_layers.hpp
/// One scene's layers on the graphics card, and how an item of a frame's plan is drawn from them.
///
/// Layer    gui/map. Needs a current OpenGL 3.3 core context for its whole life.
/// Threads  the context's.
///
/// Buildings and zones look their class up in a texture of a byte each, and the class's colour in a uniform: recolouring
/// uploads no vertices.
#pragma once

#include <span>
#include <vector>

#include "gui/map/frame_plan.hpp"
#include "gui/map/gl_objects.hpp"

namespace huegrid::gui {

/// A byte for each building or zone, as a shader reads it.
struct ClassTexture {
    Buffer bytes;
    Texture texture;
};

/// What a class is drawn in, as the shaders take it; colours are red, green, blue, and 0 for one that is switched off.
struct ClassLooks {
    std::vector<float> colours;
    std::vector<int> patterns;
    friend bool operator==(const ClassLooks&, const ClassLooks&) = default;
};

class GpuLayers {
public:
    /// Fails  machine (a shader doesn't compile: with its log).
    [[nodiscard]] static Result<GpuLayers> create();

    void upload(LayerDataPtr layers);
    /// One entry for each of Scene::classes. True if that changed anything.
    bool show_classes(const std::vector<bool>& shown);
    /// The level whose zones are filled; none = buildings. True if that changed anything.
    bool show_fill(Index level);
    [[nodiscard]] Index fill_level() const { return fill_level_; }
    [[nodiscard]] const LayerDataPtr& data() const { return data_; }

    void draw(const DrawItem& item, const carto::MapView& view) const;
    /// Lines of another mesh whose places are relative to the layers' origin.
    void draw_strokes(const GpuMesh& mesh, const carto::MapView& view, const DrawItem& item, float feather_px) const;

private:
    void tell_classes(const Program& program, const ClassTexture& of, const ClassLooks& looks) const;
    void draw_filled(const GpuMesh& mesh, const DrawItem& item, const carto::MapView& view, float patterns) const;

    Program area_, line_, classed_, classed_edge_, marker_;
    LayerDataPtr data_;
    GpuMesh areas_, zones_, strokes_, buildings_, building_edges_, markers_;
    ClassTexture class_of_building_, class_of_zone_;
    ClassLooks building_looks_, zone_looks_;
    Index fill_level_ = none;
};

/// The bytes of a vertex array.
template <class T>
std::span<const std::byte> bytes_of(const std::vector<T>& of) {
    return std::as_bytes(std::span(of));
}

}  // namespace huegrid::gui
