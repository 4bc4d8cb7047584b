#include "engine/cli/cli.hpp"
#include "gui/app/verbs.hpp"

int main(int argc, char** argv) { return huegrid::cli::run(argc, argv, huegrid::gui::gui_verbs()); }
