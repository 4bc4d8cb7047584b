// The class's colour; nearer, also its pattern, so that colour isn't the only channel.
flat in uint shown_class;
uniform vec4 class_colour[64];
uniform int class_pattern[64];    // 0 solid, 1 diagonal, 2 cross, 3 dots, 4 horizontal, 5 vertical
uniform float pattern_strength;   // 0 none … 1 full
uniform vec2 pattern_shift_px;    // keeps the pattern on the ground while the map is panned
out vec4 pixel;

const float period = 9.0;

float stripe(float along, float width) {
    float from_line = abs(mod(along, period) - period / 2.0);
    return 1.0 - smoothstep(width / 2.0 - 0.5, width / 2.0 + 0.5, from_line);
}

float pattern(int which, vec2 p) {
    if (which == 1) return stripe(p.x + p.y, 2.6);
    if (which == 2) return max(stripe(p.x + p.y, 1.8), stripe(p.x - p.y, 1.8));
    if (which == 3) return 1.0 - smoothstep(1.2, 2.2, length(mod(p, period) - period / 2.0));
    if (which == 4) return stripe(p.y, 2.0);
    if (which == 5) return stripe(p.x, 2.0);
    return 0.0;
}

void main() {
    vec3 colour = class_colour[shown_class].rgb;
    float cover = pattern_strength * pattern(class_pattern[shown_class], gl_FragCoord.xy + pattern_shift_px);
    float light = dot(colour, vec3(0.299, 0.587, 0.114));
    vec3 ink = light > 0.45 ? colour * 0.62 : mix(colour, vec3(1.0), 0.45);
    pixel = vec4(mix(colour, ink, cover), 1.0);
}
