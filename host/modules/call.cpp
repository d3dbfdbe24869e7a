#include "host/modules/call.hpp"

namespace lyceum::modules {

std::string_view name_of(InteractionKind kind) {
    switch (kind) {
        case InteractionKind::TrueFalse:
            return "true-false";
        case InteractionKind::Choice:
            return "choice";
        case InteractionKind::FillIn:
            return "fill-in";
        case InteractionKind::LongFillIn:
            return "long-fill-in";
        case InteractionKind::Matching:
            return "matching";
        case InteractionKind::Performance:
            return "performance";
        case InteractionKind::Sequencing:
            return "sequencing";
        case InteractionKind::Likert:
            return "likert";
        case InteractionKind::Numeric:
            return "numeric";
        case InteractionKind::Other:
            return "other";
    }
    return "other";
}

}  // namespace lyceum::modules
