// Land and water.
layout(location = 0) in vec2 place_m;

void main() { gl_Position = to_clip(to_pixels(place_m)); }
