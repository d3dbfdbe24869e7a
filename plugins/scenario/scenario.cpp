// The scenario module: a branching simulation of decisions. The parts: reader (file → model), analysis (what is wrong
// with the graph), exploration (all that can come about), state (the path so far), page and debrief_page (state →
// XHTML), answer (form → new state). [one thread]

#include "plugins/scenario/answer.hpp"
#include "plugins/scenario/page.hpp"
#include "plugins/scenario/reader.hpp"
#include "plugins/scenario/report.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::scenario {
namespace {

using sdk::Status;

class Module {
public:
    using Activity = Opened;
    static constexpr std::uint32_t state_version = scenario::state_version;

    std::unique_ptr<Opened> open(const sdk::Content& content) const { return read(content); }

    Status view(const Opened& opened, const sdk::Call& call, sdk::Xhtml& page) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        write_page(opened, *state, language_of(call.language()), page);
        return Status::Ok;
    }

    Status respond(const Opened& opened, const sdk::Call& call, sdk::Reply& reply) const {
        std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        return answer(opened, std::move(*state), language_of(call.language()), call.fields(), reply);
    }

    Status report(const Opened& opened, const sdk::ReportRequest& request, sdk::Report& report) const {
        write_report(opened.scenario, request, report);
        return Status::Ok;
    }

private:
    static std::optional<State> state_of(const sdk::Call& call) {
        return call.state_version() > state_version ? std::nullopt : read_state(call.state());
    }
};

}  // namespace
}  // namespace lyceum::plugins::scenario

LYCEUM_MODULE(lyceum::plugins::scenario::Module)
