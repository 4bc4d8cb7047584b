#include "gui/map/gl_objects.hpp"

#include <epoxy/gl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "gui/map/shaders.hpp"

namespace huegrid::gui {
namespace {

struct Stage {
    GLuint name = 0;
    ~Stage() { glDeleteShader(name); }
};

std::string log_of(GLuint name, decltype(glGetShaderInfoLog) read) {
    std::array<char, 2048> text{};
    read(name, GLsizei(text.size()), nullptr, text.data());
    return text.data();
}

Result<void> compile(Stage& stage, GLenum kind, const char* file) {
    stage.name = glCreateShader(kind);
    const auto prelude = shader_text("prelude.glsl"), own = shader_text(file);
    const std::array<const char*, 2> texts{prelude.data(), own.data()};
    const std::array<GLint, 2> lengths{GLint(prelude.size()), GLint(own.size())};
    glShaderSource(stage.name, 2, texts.data(), lengths.data());
    glCompileShader(stage.name);
    GLint done = 0;
    glGetShaderiv(stage.name, GL_COMPILE_STATUS, &done);
    if (!done)
        return fail(ErrorCode::machine,
                    "the shader doesn't compile on this machine: " + log_of(stage.name, glGetShaderInfoLog), file);
    return {};
}

std::size_t bytes(Field field) { return field == Field::floats2 ? 8 : 4; }

void describe(std::initializer_list<Field> fields) {
    std::size_t stride = 0, at = 0;
    for (const auto field : fields) stride += bytes(field);
    GLuint location = 0;
    for (const auto field : fields) {
        const auto* offset = reinterpret_cast<const void*>(at);
        glEnableVertexAttribArray(location);
        if (field == Field::floats2)
            glVertexAttribPointer(location, 2, GL_FLOAT, GL_FALSE, GLsizei(stride), offset);
        else
            glVertexAttribIPointer(location, 1, GL_UNSIGNED_INT, GLsizei(stride), offset);
        at += bytes(field);
        ++location;
    }
}

Buffer filled(GLenum kind, std::span<const std::byte> content) {
    GLuint name = 0;
    glGenBuffers(1, &name);
    glBindBuffer(kind, name);
    glBufferData(kind, GLsizeiptr(content.size()), content.data(), GL_STATIC_DRAW);
    return Buffer(name);
}

VertexArray bound_array() {
    GLuint name = 0;
    glGenVertexArrays(1, &name);
    glBindVertexArray(name);
    return VertexArray(name);
}

Framebuffer bound_framebuffer() {
    GLuint name = 0;
    glGenFramebuffers(1, &name);
    glBindFramebuffer(GL_FRAMEBUFFER, name);
    return Framebuffer(name);
}

/// Puts the framebuffer from before back.
struct KeepFramebuffer {
    GLint before = 0;
    KeepFramebuffer() { glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &before); }
    ~KeepFramebuffer() { glBindFramebuffer(GL_FRAMEBUFFER, GLuint(before)); }
};

}  // namespace

void delete_buffer(std::uint32_t name) { glDeleteBuffers(1, &name); }
void delete_vertex_array(std::uint32_t name) { glDeleteVertexArrays(1, &name); }
void delete_texture(std::uint32_t name) { glDeleteTextures(1, &name); }
void delete_renderbuffer(std::uint32_t name) { glDeleteRenderbuffers(1, &name); }
void delete_framebuffer(std::uint32_t name) { glDeleteFramebuffers(1, &name); }
void delete_program(std::uint32_t name) { glDeleteProgram(name); }

Result<Program> link_program(const char* vertex_stage, const char* fragment_stage) {
    Stage vertex, fragment;
    if (auto r = compile(vertex, GL_VERTEX_SHADER, vertex_stage); !r) return fail(std::move(r.error()));
    if (auto r = compile(fragment, GL_FRAGMENT_SHADER, fragment_stage); !r) return fail(std::move(r.error()));
    Program program(glCreateProgram());
    glAttachShader(program.name(), vertex.name);
    glAttachShader(program.name(), fragment.name);
    glLinkProgram(program.name());
    GLint done = 0;
    glGetProgramiv(program.name(), GL_LINK_STATUS, &done);
    if (!done)
        return fail(ErrorCode::machine,
                    "the shaders don't fit each other: " + log_of(program.name(), glGetProgramInfoLog),
                    fmt::format("{}, {}", vertex_stage, fragment_stage));
    return program;
}

int uniform(const Program& program, const char* name) { return glGetUniformLocation(program.name(), name); }

GpuMesh upload(std::span<const std::byte> vertices, std::initializer_list<Field> fields,
               std::span<const std::uint32_t> corners) {
    GpuMesh mesh;
    mesh.array = bound_array();
    mesh.vertices = filled(GL_ARRAY_BUFFER, vertices);
    describe(fields);
    mesh.corners = filled(GL_ELEMENT_ARRAY_BUFFER, std::as_bytes(corners));
    glBindVertexArray(0);
    return mesh;
}

GpuMesh upload_corners(const GpuMesh& of, std::initializer_list<Field> fields, std::span<const std::uint32_t> corners) {
    GpuMesh mesh;
    mesh.array = bound_array();
    glBindBuffer(GL_ARRAY_BUFFER, of.vertices.name());
    describe(fields);
    mesh.corners = filled(GL_ELEMENT_ARRAY_BUFFER, std::as_bytes(corners));
    glBindVertexArray(0);
    return mesh;
}

Target make_target(carto::ScreenSize size) {
    const KeepFramebuffer keep;
    Target target;
    target.size = size;
    GLuint name = 0;
    glGenTextures(1, &name);
    target.texture = Texture(name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, size.width, size.height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    for (const auto which : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
        glTexParameteri(GL_TEXTURE_2D, which, GL_LINEAR);
    for (const auto which : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
        glTexParameteri(GL_TEXTURE_2D, which, GL_CLAMP_TO_EDGE);
    glBindTexture(GL_TEXTURE_2D, 0);
    target.framebuffer = bound_framebuffer();
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, name, 0);
    return target;
}

Target make_multisampled_target(carto::ScreenSize size) {
    const KeepFramebuffer keep;
    Target target;
    target.size = size;
    GLint most = 0;
    glGetIntegerv(GL_MAX_SAMPLES, &most);
    GLuint name = 0;
    glGenRenderbuffers(1, &name);
    target.samples = Renderbuffer(name);
    glBindRenderbuffer(GL_RENDERBUFFER, name);
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, std::min(most, 4), GL_RGBA8, size.width, size.height);
    target.framebuffer = bound_framebuffer();
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, name);
    return target;
}

DrawInto::DrawInto(const Target& target) {
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer_);
    glGetIntegerv(GL_VIEWPORT, viewport_);
    glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer.name());
    glViewport(0, 0, target.size.width, target.size.height);
}

DrawInto::~DrawInto() {
    glBindFramebuffer(GL_FRAMEBUFFER, GLuint(framebuffer_));
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
}

void copy(const Target& from, const Target& to) {
    const KeepFramebuffer keep;
    glBindFramebuffer(GL_READ_FRAMEBUFFER, from.framebuffer.name());
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to.framebuffer.name());
    glBlitFramebuffer(0, 0, from.size.width, from.size.height, 0, 0, to.size.width, to.size.height, GL_COLOR_BUFFER_BIT,
                      GL_NEAREST);
}

std::vector<std::uint8_t> read_pixels(const Target& target) {
    const auto [width, height] = target.size;
    const std::size_t row = std::size_t(width) * 4, rows = std::size_t(height);
    std::vector<std::uint8_t> upwards(row * rows), result(row * rows);
    const DrawInto from(target);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, upwards.data());
    for (std::size_t y = 0; y < rows; ++y)
        std::copy_n(upwards.data() + (rows - 1 - y) * row, row, result.data() + y * row);
    return result;
}

}  // namespace huegrid::gui
