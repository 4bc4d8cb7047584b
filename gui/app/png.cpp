#include "gui/app/png.hpp"

#include <fmt/format.h>
#include <png.h>

#include <cstring>
#include <string>
#include <vector>

#include "engine/base/text.hpp"

namespace huegrid::gui {

Result<void> write_png(const std::filesystem::path& path, carto::ScreenSize size, std::span<const std::uint8_t> rgba) {
    const auto pixels = std::size_t(size.width) * std::size_t(size.height);
    if (size.width <= 0 || size.height <= 0 || rgba.size() != pixels * 4)
        return fail(ErrorCode::bad_input,
                    fmt::format("{} bytes are no picture of {}×{}", rgba.size(), size.width, size.height),
                    path.string());
    std::vector<std::uint8_t> rgb(pixels * 3);
    for (std::size_t i = 0; i < pixels; ++i) std::memcpy(&rgb[i * 3], &rgba[i * 4], 3);

    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = png_uint_32(size.width);
    image.height = png_uint_32(size.height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t bytes = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string file(bytes, '\0');
    if (!png_image_write_to_memory(&image, file.data(), &bytes, 0, rgb.data(), 0, nullptr))
        return fail(ErrorCode::internal, fmt::format("libpng refuses the picture: {}", image.message), path.string());
    file.resize(bytes);
    return write_file(path, file);
}

}  // namespace huegrid::gui
