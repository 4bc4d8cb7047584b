# cmake -DOUT=shader_texts.cpp -DSHADERS="a.vert;b.frag" -P embed_shaders.cmake: shaders become C++ strings by file name.
set(entries "")
foreach(path ${SHADERS})
  get_filename_component(name ${path} NAME)
  file(READ ${path} text)
  string(APPEND entries "    if (name == \"${name}\") return R\"glsl(${text})glsl\";\n")
endforeach()
file(WRITE ${OUT} "#include \"gui/map/shaders.hpp\"\n
namespace huegrid::gui {\n
std::string_view shader_text(std::string_view name) {\n${entries}    return {};\n}\n
}  // namespace huegrid::gui\n")
