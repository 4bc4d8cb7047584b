// A diamond (open issue) or a square (service point) with a white rim.
uniform vec4 colour;
uniform float radius_px;
uniform int sign_shape;           // 0 diamond, 1 square
in vec2 from_centre_px;
out vec4 pixel;

void main() {
    vec2 p = abs(from_centre_px);
    float reach = sign_shape == 0 ? (p.x + p.y) * 0.7071 : max(p.x, p.y);
    float outer = sign_shape == 0 ? radius_px * 0.7071 + 0.7 : radius_px * 0.8;
    float rim = clamp(1.8, 0.0, outer / 2.0);
    float cover = clamp(outer - reach + 0.5, 0.0, 1.0);
    float inner = clamp(outer - rim - reach + 0.5, 0.0, 1.0);
    pixel = vec4(mix(vec3(1.0), colour.rgb, inner), cover);
}
