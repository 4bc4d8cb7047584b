// The last complete picture, laid where it belongs in the present view.
uniform vec4 rectangle_px;        // middle x and y, half width and height
out vec2 place;

void main() {
    vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
    place = corner;
    gl_Position = to_clip(rectangle_px.xy + (2.0 * corner - 1.0) * rectangle_px.zw);
}
