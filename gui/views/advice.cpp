#include "gui/views/advice.hpp"

#include "gui/text/text.hpp"

namespace huegrid::gui {

const char* advice(ErrorCode code, Language language) {
    switch (code) {
        case ErrorCode::not_found:
        case ErrorCode::bad_input: return tr(Text::advice_not_found, language);
        case ErrorCode::wrong_file: return tr(Text::advice_wrong_file, language);
        case ErrorCode::locked: return tr(Text::advice_locked, language);
        case ErrorCode::read_only:
        case ErrorCode::io: return tr(Text::advice_io, language);
        case ErrorCode::cancelled:
        case ErrorCode::machine: return tr(Text::advice_machine, language);
        case ErrorCode::internal: return tr(Text::advice_internal, language);
    }
    return tr(Text::advice_internal, language);
}

}  // namespace huegrid::gui
