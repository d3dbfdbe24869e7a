// The survey module: answers of many, shown to all from five on. The parts: reader (file → model), state (a learner's
// answers, and their shared form), form_page and results_page (→ XHTML), statistics, answer (form → new state).
// [one thread]

#include "plugins/survey/answer.hpp"
#include "plugins/survey/form_page.hpp"
#include "plugins/survey/reader.hpp"
#include "plugins/survey/report.hpp"
#include "plugins/survey/results_page.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::survey {
namespace {

using sdk::Status;

class Module {
public:
    using Activity = Survey;
    static constexpr std::uint32_t state_version = survey::state_version;

    std::unique_ptr<Survey> open(const sdk::Content& content) const { return read(content); }

    Status view(const Survey& survey, const sdk::Call& call, sdk::Xhtml& page) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        const Language spoken = language_of(call.language());
        if (state->sent.empty() || state->again) {
            write_form(survey, *state, spoken, page);
        } else {
            write_results(survey, *state, call.shared(), spoken, page);
        }
        return Status::Ok;
    }

    Status respond(const Survey& survey, const sdk::Call& call, sdk::Reply& reply) const {
        std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        return answer(survey, std::move(*state), call, reply);
    }

    Status report(const Survey& survey, const sdk::ReportRequest& request, sdk::Report& report) const {
        write_report(survey, request, report);
        return Status::Ok;
    }

private:
    static std::optional<State> state_of(const sdk::Call& call) {
        return call.state_version() > state_version ? std::nullopt : read_state(call.state());
    }
};

}  // namespace
}  // namespace lyceum::plugins::survey

LYCEUM_MODULE(lyceum::plugins::survey::Module)
