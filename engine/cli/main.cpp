#include "engine/cli/cli.hpp"

int main(int argc, char** argv) { return huegrid::cli::run(argc, argv); }
