// Footprints. The class of each building is a byte in a buffer, so that recolouring uploads no vertices.
layout(location = 0) in vec2 place_m;
layout(location = 1) in uint building;

uniform usamplerBuffer class_of_building;
uniform vec4 class_colour[64];    // alpha 0: the class is switched off
flat out uint building_class;

void main() {
    building_class = texelFetch(class_of_building, int(building)).r;
    // All corners of a hidden building fall onto one point outside, so that nothing is rasterised.
    gl_Position = class_colour[building_class].a > 0.0 ? to_clip(to_pixels(place_m)) : vec4(2.0, 2.0, 2.0, 1.0);
}
