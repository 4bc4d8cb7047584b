// Lines of a width in pixels. Vertices come in pairs, left and right of the line; the normal is longer than 1 at a mitre.
layout(location = 0) in vec2 place_m;
layout(location = 1) in vec2 normal;

uniform float half_width_px;
uniform float feather_px;         // how much of the edge fades out; 0 where the target is multisampled
out float distance_px;

void main() {
    float reach = half_width_px + feather_px;
    distance_px = (gl_VertexID & 1) == 0 ? reach : -reach;
    gl_Position = to_clip(to_pixels(place_m) + normal * reach);
}
