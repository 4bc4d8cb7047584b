uniform vec4 colour;
uniform float half_width_px;
uniform float feather_px;
in float distance_px;
out vec4 pixel;

void main() {
    float cover = feather_px > 0.0 ? clamp((half_width_px + feather_px - abs(distance_px)) / (2.0 * feather_px), 0.0, 1.0) : 1.0;
    pixel = vec4(colour.rgb, colour.a * cover);
}
