/// @file gl_objects.hpp
/// OpenGL objects that delete themselves. Names are plain numbers here; GL itself stays in the .cpp files.
///
/// Layer    gui/map. Needs the current context in which the object was made.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/carto/map_view.hpp"

namespace huegrid::gui {

/// Owns one GL name; 0 owns nothing.
template <void (*Delete)(std::uint32_t)>
class GlObject {
public:
    GlObject() = default;
    explicit GlObject(std::uint32_t name) : name_(name) {}
    GlObject(GlObject&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
    GlObject& operator=(GlObject&& other) noexcept {
        std::swap(name_, other.name_);
        return *this;
    }
    ~GlObject() {
        if (name_) Delete(name_);
    }
    [[nodiscard]] std::uint32_t name() const { return name_; }

private:
    std::uint32_t name_ = 0;
};

void delete_buffer(std::uint32_t name);
void delete_vertex_array(std::uint32_t name);
void delete_texture(std::uint32_t name);
void delete_renderbuffer(std::uint32_t name);
void delete_framebuffer(std::uint32_t name);
void delete_program(std::uint32_t name);
using Buffer = GlObject<delete_buffer>;
using VertexArray = GlObject<delete_vertex_array>;
using Texture = GlObject<delete_texture>;
using Renderbuffer = GlObject<delete_renderbuffer>;
using Framebuffer = GlObject<delete_framebuffer>;
using Program = GlObject<delete_program>;

/// `classed.vert` and `classed.frag`, each behind the prelude. Fails  machine, with the compiler's log.
[[nodiscard]] Result<Program> link_program(const char* vertex_stage, const char* fragment_stage);
[[nodiscard]] int uniform(const Program& program, const char* name);

/// One field of a vertex, in order of its location: as many floats, or one unsigned integer.
enum class Field { floats2, unsigned1 };

/// Vertices and corners on the graphics card.
struct GpuMesh {
    VertexArray array;
    Buffer vertices, corners;
};
[[nodiscard]] GpuMesh upload(std::span<const std::byte> vertices, std::initializer_list<Field> fields,
                             std::span<const std::uint32_t> corners);
/// The same vertices with other corners. `mesh` must outlive it.
[[nodiscard]] GpuMesh upload_corners(const GpuMesh& mesh, std::initializer_list<Field> fields,
                                     std::span<const std::uint32_t> corners);

/// A picture that can be drawn into.
struct Target {
    Framebuffer framebuffer;
    Texture texture;       ///< empty when multisampled
    Renderbuffer samples;  ///< empty unless multisampled
    carto::ScreenSize size;
};
[[nodiscard]] Target make_target(carto::ScreenSize size);
/// With as many samples as the machine has, up to four.
[[nodiscard]] Target make_multisampled_target(carto::ScreenSize size);

/// Draws into a target for as long as it lives; then the framebuffer and viewport from before are back.
class DrawInto {
public:
    explicit DrawInto(const Target& target);
    ~DrawInto();
    DrawInto(const DrawInto&) = delete;
    DrawInto& operator=(const DrawInto&) = delete;

private:
    int framebuffer_ = 0;
    int viewport_[4] = {};
};

/// Same size; resolves samples.
void copy(const Target& from, const Target& to);

/// RGBA, row 0 on top.
[[nodiscard]] std::vector<std::uint8_t> read_pixels(const Target& target);

}  // namespace huegrid::gui
