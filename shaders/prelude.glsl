#version 330 core
// In front of every stage. Vertices are metres from the layers' origin; pixels count from the picture's centre, y upwards.

uniform vec2 shift_m;             // the layers' origin less the view's centre
uniform float metres_per_pixel;
uniform vec2 size_px;             // of the picture

vec2 to_pixels(vec2 metres) { return (metres + shift_m) / metres_per_pixel; }
vec4 to_clip(vec2 pixels) { return vec4(2.0 * pixels / size_px, 0.0, 1.0); }
