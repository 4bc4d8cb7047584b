// Footprints and the ground of zones. The class of each is a byte in a buffer, so that recolouring uploads no vertices.
layout(location = 0) in vec2 place_m;
layout(location = 1) in uint of;

uniform usamplerBuffer class_of;
uniform vec4 class_colour[64];    // alpha 0: the class is switched off
flat out uint shown_class;

void main() {
    shown_class = texelFetch(class_of, int(of)).r;
    // All corners of what is hidden fall onto one point outside, so that nothing is rasterised.
    gl_Position = class_colour[shown_class].a > 0.0 ? to_clip(to_pixels(place_m)) : vec4(2.0, 2.0, 2.0, 1.0);
}
