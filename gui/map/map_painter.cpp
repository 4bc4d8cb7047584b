#include "gui/map/map_painter.hpp"

#include <epoxy/gl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "gui/map/gpu_layers.hpp"
#include "gui/map/uniforms.hpp"

namespace huegrid::gui {
namespace {

using carto::MapView;

constexpr std::uint32_t corners_between_looks = 9'000;  ///< at the clock

void clear(Colour c) {
    glClearColor(float(c.red) / 255, float(c.green) / 255, float(c.blue) / 255, 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

void plain_state() {
    for (const auto what : {GL_SCISSOR_TEST, GL_DEPTH_TEST, GL_CULL_FACE, GL_STENCIL_TEST}) glDisable(what);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

/// Whether a drawing for `of` is still worth finishing when the map looks at `now`: it covers most of it, sharply
/// enough.
bool still_useful(const MapView& of, const MapView& now) {
    const double scale = of.metres_per_pixel / now.metres_per_pixel;
    if (scale > 2 || scale < 0.5) return false;
    const auto a = of.box(), b = now.box();
    const double width = std::min(a.max.x, b.max.x) - std::max(a.min.x, b.min.x);
    const double height = std::min(a.max.y, b.max.y) - std::max(a.min.y, b.min.y);
    return width > 0 && height > 0 && width * height > 0.5 * b.width() * b.height();
}

}  // namespace

/*  A drawing's life:

        look, show, show_classes, show_fill      step, last batch
    [wanted] ------------------> [under way] ---------------------> [complete] = shown
        ^                             |  the view moved meanwhile:
        |                             |  finish if still useful, then wanted again; else start over
        +-----------------------------+
*/
struct MapPainter::Impl {
    GpuLayers layers;
    Program copier;  ///< of the complete picture into the present view
    MapView view;
    Highlight highlighted;

    Target samples, resolved, present;
    VertexArray no_vertices;

    std::vector<DrawItem> plan;
    std::size_t next_item = 0;
    std::optional<MapView> under_way;  ///< the view being drawn
    std::optional<MapView> complete;   ///< the view `resolved` shows
    bool content_changed = true;       ///< since the complete picture
    bool present_outdated = true;

    Strokes highlight_strokes;
    GpuMesh highlight_mesh;
    Run selected_run, hovered_run;

    [[nodiscard]] bool ready() const { return layers.data() && view.size.width > 0 && view.size.height > 0; }
    [[nodiscard]] bool done() const {
        return ready() && complete && *complete == view && !content_changed && !under_way;
    }

    void restart() {
        content_changed = true;
        present_outdated = true;
        under_way.reset();
    }

    void begin() {
        if (!(samples.size == view.size)) samples = make_multisampled_target(view.size);
        plan = plan_frame(*layers.data(), view, layers.fill_level());
        next_item = 0;
        under_way = view;
        content_changed = false;
        const DrawInto into(samples);
        plain_state();
        clear(carto::light_style().background);
    }

    void finish() {
        if (!(resolved.size == samples.size)) resolved = make_target(samples.size);
        copy(samples, resolved);
        complete = under_way;
        under_way.reset();
        present_outdated = true;
    }

    void build_highlight() {
        highlight_strokes = {};
        const auto origin = layers.data()->origin;
        const auto& snapshot = *layers.data()->scene->snapshot;
        const auto add_building = [&](Index b) {
            const auto& shapes = snapshot.buildings.shapes;
            if (b < 0 || std::size_t(b) >= shapes.size()) return;
            for (std::size_t r = 0; r < shapes.ring_count(std::size_t(b)); ++r)
                append_stroke(shapes.ring_points(std::size_t(b), r), Ends::closed, origin, highlight_strokes);
        };
        if (const Index z = highlighted.zone; z >= 0 && std::size_t(z) < snapshot.zones.size())
            for (std::size_t r = 0; r < snapshot.zones[std::size_t(z)].shape.rings(); ++r)
                append_stroke(snapshot.zones[std::size_t(z)].shape.ring(r), Ends::closed, origin,
                              highlight_strokes);
        add_building(highlighted.building);
        selected_run = {0, std::uint32_t(highlight_strokes.corners.size())};
        add_building(highlighted.hovered_building);
        hovered_run = {selected_run.count, std::uint32_t(highlight_strokes.corners.size()) - selected_run.count};
        highlight_mesh =
            upload(bytes_of(highlight_strokes.vertices), {Field::floats2, Field::floats2}, highlight_strokes.corners);
    }

    void draw_highlight() {
        const auto& style = carto::light_style();
        if (selected_run.count > 0) {
            layers.draw_strokes(highlight_mesh, view, {Draw::line, selected_run, style.zone_halo, 0.9f, 3.2f}, 0.5f);
            layers.draw_strokes(highlight_mesh, view, {Draw::line, selected_run, style.selection, 1, 1.7f}, 0.5f);
        }
        if (hovered_run.count > 0)
            layers.draw_strokes(highlight_mesh, view, {Draw::line, hovered_run, style.text, 1, 1.1f}, 0.5f);
    }

    /// Where the complete picture lies in the present view: the upper left corner, and the factor it is shown at. Drawn
    /// 1:1 it keeps to whole pixels, which is as sharp and costs a software renderer a third.
    struct Laid {
        double left = 0, top = 0, width = 0, height = 0;
        bool whole_pixels = false;
    };
    [[nodiscard]] Laid laid() const {
        const auto middle = view.to_screen(complete->centre);
        const double scale = complete->metres_per_pixel / view.metres_per_pixel;
        Laid at{0, 0, complete->size.width * scale, complete->size.height * scale, std::abs(scale - 1) < 1e-9};
        at.left = middle.x - at.width / 2;
        at.top = middle.y - at.height / 2;
        if (at.whole_pixels)
            at = {std::round(at.left), std::round(at.top), double(complete->size.width), double(complete->size.height),
                  true};
        return at;
    }

    /// Fills what a picture laid there leaves free of `place`, and nothing under it.
    void clear_around(const Laid& picture, const Place& place) const {
        const auto background = carto::light_style().background;
        const int left = std::clamp(int(std::ceil(picture.left)), 0, place.width);
        const int right = std::clamp(int(std::floor(picture.left + picture.width)), left, place.width);
        const int top = std::clamp(int(std::ceil(picture.top)), 0, place.height);
        const int bottom = std::clamp(int(std::floor(picture.top + picture.height)), top, place.height);
        const auto fill = [&](int x, int y, int width, int height) {
            if (width <= 0 || height <= 0) return;
            glScissor(place.left + x, place.bottom + place.height - y - height, width, height);
            clear(background);
        };
        fill(0, 0, place.width, top);
        fill(0, bottom, place.width, place.height - bottom);
        fill(0, top, left, bottom - top);
        fill(right, top, place.width - right, bottom - top);
    }

    void draw_picture(const Laid& at) {
        use(copier, view, {});
        glActiveTexture(GL_TEXTURE0);
        glBindTexture(GL_TEXTURE_2D, resolved.texture.name());
        const GLint filter = at.whole_pixels ? GL_NEAREST : GL_LINEAR;
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
        glUniform1i(uniform(copier, "picture"), 0);
        glUniform4f(uniform(copier, "rectangle_px"), float(at.left + at.width / 2 - view.size.width / 2.0),
                    float(view.size.height / 2.0 - at.top - at.height / 2), float(at.width / 2), float(at.height / 2));
        glBindVertexArray(no_vertices.name());
        glDisable(GL_BLEND);
        glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
        glEnable(GL_BLEND);
        glBindVertexArray(0);
    }

    /// The complete picture where it belongs in the present view, and the highlights over it.
    void draw_present(const Place& place) {
        glViewport(place.left, place.bottom, place.width, place.height);
        plain_state();
        glEnable(GL_SCISSOR_TEST);
        const Laid at = complete ? laid() : Laid{};
        clear_around(at, place);
        glScissor(place.left, place.bottom, place.width, place.height);
        if (complete) draw_picture(at);
        if (layers.data()) draw_highlight();
        glDisable(GL_SCISSOR_TEST);
    }

    void compose() {
        if (!(present.size == view.size)) present = make_target(view.size);
        const DrawInto into(present);
        draw_present({0, 0, view.size.width, view.size.height});
        present_outdated = false;
    }
};

MapPainter::MapPainter() : impl_(std::make_unique<Impl>()) {}
MapPainter::~MapPainter() = default;

Result<std::unique_ptr<MapPainter>> MapPainter::create() {
    if (epoxy_gl_version() < 33)
        return fail(ErrorCode::machine,
                    fmt::format("the map needs OpenGL 3.3, this machine offers {}.{}; install a newer driver or Mesa",
                                epoxy_gl_version() / 10, epoxy_gl_version() % 10));
    std::unique_ptr<MapPainter> painter(new MapPainter);
    auto layers = GpuLayers::create();
    if (!layers) return fail(std::move(layers.error()));
    painter->impl_->layers = std::move(*layers);
    auto copier = link_program("picture.vert", "picture.frag");
    if (!copier) return fail(std::move(copier.error()));
    painter->impl_->copier = std::move(*copier);
    GLuint name = 0;
    glGenVertexArrays(1, &name);
    painter->impl_->no_vertices = VertexArray(name);
    return painter;
}

void MapPainter::show(LayerDataPtr layers) {
    auto& my = *impl_;
    if (my.layers.data() == layers) return;
    my.layers.upload(std::move(layers));
    my.build_highlight();
    my.restart();
}

void MapPainter::look(const MapView& view) {
    auto& my = *impl_;
    if (my.view == view) return;
    my.view = view;
    my.present_outdated = true;
    if (my.under_way && (!(my.under_way->size == view.size) || !still_useful(*my.under_way, view))) my.restart();
}

void MapPainter::show_classes(const std::vector<bool>& shown) {
    if (impl_->layers.data() && impl_->layers.show_classes(shown)) impl_->restart();
}

void MapPainter::show_fill(Index level) {
    if (impl_->layers.data() && impl_->layers.show_fill(level)) impl_->restart();
}

void MapPainter::highlight(Highlight what) {
    auto& my = *impl_;
    if (my.highlighted == what) return;
    my.highlighted = what;
    if (my.layers.data()) my.build_highlight();
    my.present_outdated = true;
}

bool MapPainter::step(std::chrono::microseconds budget) {
    using Clock = std::chrono::steady_clock;
    auto& my = *impl_;
    if (my.done()) return true;
    if (!my.ready()) return false;
    const auto until = Clock::now() + budget;
    if (!my.under_way) my.begin();
    if (my.next_item < my.plan.size()) {
        const DrawInto into(my.samples);
        plain_state();
        std::uint32_t corners = 0;
        while (my.next_item < my.plan.size()) {
            const auto& item = my.plan[my.next_item++];
            my.layers.draw(item, *my.under_way);
            corners += item.run.count;
            if (corners < corners_between_looks && my.next_item < my.plan.size()) continue;
            corners = 0;
            glFinish();
            if (Clock::now() >= until) return false;  // resolving the samples takes a slice of its own
        }
    }
    my.finish();
    return my.done();
}

void MapPainter::draw(const Place& at) { impl_->draw_present(at); }

std::uint32_t MapPainter::texture() {
    auto& my = *impl_;
    if (my.present_outdated && my.view.size.width > 0 && my.view.size.height > 0) my.compose();
    return my.present.texture.name();
}

std::vector<std::uint8_t> MapPainter::pixels() {
    auto& my = *impl_;
    while (my.ready() && !step(std::chrono::hours(1))) {
    }
    return texture() == 0 ? std::vector<std::uint8_t>{} : read_pixels(my.present);
}

}  // namespace huegrid::gui
