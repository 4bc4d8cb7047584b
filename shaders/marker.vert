// Signs of a size in pixels.
layout(location = 0) in vec2 place_m;
layout(location = 1) in vec2 corner;   // -1 … 1

uniform float radius_px;
out vec2 from_centre_px;

void main() {
    from_centre_px = corner * (radius_px + 2.0);
    gl_Position = to_clip(to_pixels(place_m) + from_centre_px);
}
