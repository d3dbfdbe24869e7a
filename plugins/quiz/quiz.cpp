// The quiz module: one question a page, discussed at once, the result and a review at the end. The parts: reader (file
// → model), kinds (what each kind of question does its own way), state, sitting (what the state means now), page (state
// → XHTML), answer (form → new state and outcome), recall (one question alone). [one thread]

#include "plugins/common/typed_text.hpp"
#include "plugins/quiz/answer.hpp"
#include "plugins/quiz/page.hpp"
#include "plugins/quiz/reader.hpp"
#include "plugins/quiz/recall.hpp"
#include "plugins/quiz/report.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::quiz {
namespace {

using sdk::Status;

class Module {
public:
    using Activity = Quiz;
    static constexpr std::uint32_t state_version = quiz::state_version;

    std::unique_ptr<Quiz> open(const sdk::Content& content) const { return read(content); }

    Status view(const Quiz& quiz, const sdk::Call& call, sdk::Xhtml& page) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        const Sitting sitting{quiz, *state, call.seed(), call.time().time_since_epoch().count()};
        write_page(sitting, language_of(call.language()), page);
        return Status::Ok;
    }

    Status respond(const Quiz& quiz, const sdk::Call& call, sdk::Reply& reply) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        return answer(quiz, *state, language_of(call.language()), call, reply);
    }

    // What it is about, not what it asks: a search must not give the questions away before they are asked.
    Status outline(const Quiz& quiz, std::string_view /*language*/, sdk::Outline& outline) const {
        outline.add_section("start", first_characters(quiz.title, 500), first_characters(quiz.intro.plain, 16'000));
        return Status::Ok;
    }

    Status recall_questions(const Quiz& quiz, sdk::RecallQuestions& questions) const {
        list_questions(quiz, questions);
        return Status::Ok;
    }

    Status recall_view(const Quiz& quiz, std::string_view question, const sdk::Call& call, sdk::Xhtml& page) const {
        return write_recalled(quiz, question, call, page);
    }

    Status recall_respond(const Quiz& quiz, std::string_view question, const sdk::Call& call,
                          sdk::Reply& reply) const {
        return judge_recalled(quiz, question, call, reply);
    }

    Status report(const Quiz& quiz, const sdk::ReportRequest& request, sdk::Report& report) const {
        write_report(quiz, request, report);
        return Status::Ok;
    }

private:
    static std::optional<State> state_of(const sdk::Call& call) {
        return call.state_version() > state_version ? std::nullopt : read_state(call.state());
    }
};

}  // namespace
}  // namespace lyceum::plugins::quiz

LYCEUM_MODULE(lyceum::plugins::quiz::Module)
