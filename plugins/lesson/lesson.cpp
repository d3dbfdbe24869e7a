// The lesson module: sections read one at a time, an unscored self-check in place, resume by section. The parts: reader
// (file → model), state, page (state → XHTML), answer (form → new state), outline (what a search finds). [one thread]

#include "plugins/lesson/answer.hpp"
#include "plugins/lesson/outline.hpp"
#include "plugins/lesson/page.hpp"
#include "plugins/lesson/reader.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::lesson {
namespace {

using sdk::Status;

class Module {
public:
    using Activity = Lesson;
    static constexpr std::uint32_t state_version = lesson::state_version;

    std::unique_ptr<Lesson> open(const sdk::Content& content) const { return read(content); }

    Status view(const Lesson& lesson, const sdk::Call& call, sdk::Xhtml& page) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        write_page(lesson, *state, language_of(call.language()), call.place(), page);
        return Status::Ok;
    }

    Status respond(const Lesson& lesson, const sdk::Call& call, sdk::Reply& reply) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        return answer(lesson, *state, language_of(call.language()), call.fields(), reply);
    }

    Status outline(const Lesson& lesson, std::string_view /*language*/, sdk::Outline& outline) const {
        tell(lesson, outline);
        return Status::Ok;
    }

private:
    static std::optional<State> state_of(const sdk::Call& call) {
        return call.state_version() > state_version ? std::nullopt : read_state(call.state());
    }
};

}  // namespace
}  // namespace lyceum::plugins::lesson

LYCEUM_MODULE(lyceum::plugins::lesson::Module)
