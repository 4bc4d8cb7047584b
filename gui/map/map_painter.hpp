/// @file map_painter.hpp
/// Draws a scene into its own framebuffer, a slice a frame, so that the window never waits for the map.
///
/// Layer    gui/map. Needs a current OpenGL 3.3 core context for its whole life.
/// Threads  the context's.
///
/// A layer has three moments: build its vertices (off the GPU, on any thread), upload, draw. While a drawing is under
/// way the last complete one stays on show, shifted and scaled to the present view.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/carto/scene.hpp"

namespace huegrid::gui {

class LayerData;  ///< vertices of every layer of one scene, built off the GPU
using LayerDataPtr = std::shared_ptr<const LayerData>;

/// Tessellates and colours; no GL call, so any thread may do it. Cost  O(vertices).
[[nodiscard]] LayerDataPtr build_layers(const carto::ScenePtr& scene);

class MapPainter {
public:
    /// Fails  machine (no OpenGL 3.3, a shader doesn't compile: with its log).
    [[nodiscard]] static Result<std::unique_ptr<MapPainter>> create();
    ~MapPainter();

    /// Uploads what changed; starts a fresh drawing.
    void show(LayerDataPtr layers);
    /// The view to draw; nothing happens if it is the same.
    void look(const carto::MapView& view);
    /// Which classes are filled, one entry for each of Scene::classes; recolours without uploading vertices.
    void show_classes(const std::vector<bool>& shown);
    /// The level whose zones are filled, with buildings outlined on them; none = buildings are filled. After `show`.
    void show_fill(Index level);
    /// What is outlined as selected and hovered; `none` for nothing.
    struct Highlight {
        Index zone = none;
        Index building = none;
        Index hovered_building = none;
        friend bool operator==(Highlight, Highlight) = default;
    };
    void highlight(Highlight what);

    /// Draws for at most about `budget`; true once the picture is complete. Never more than one batch past the budget.
    bool step(std::chrono::microseconds budget);
    /// A rectangle of a framebuffer, in pixels; `bottom` counts upwards from its lowest row.
    struct Place {
        int left = 0, bottom = 0, width = 0, height = 0;
    };
    /// Draws the present picture into the bound framebuffer, opaque, so that nothing needs to lie under it. Leaves
    /// program, blending, scissor and viewport changed.
    void draw(const Place& at);
    /// The GL texture of the present picture at the present view, ready to be shown (flipped: v runs downwards from 1).
    [[nodiscard]] std::uint32_t texture();
    /// RGBA, row 0 on top, of the complete picture.
    [[nodiscard]] std::vector<std::uint8_t> pixels();

private:
    MapPainter();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace huegrid::gui
