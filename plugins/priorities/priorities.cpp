// The priorities module: tasks with effect, effort, a figure and a date; compared, and at most three of them committed.
// The tasks live with the host (lyceum.tasks/1): those that other activities drafted are here too. The parts: reader
// (file → model), state, draft (form → task), comparison (the rules), page and edit_page (state → XHTML), answer (form
// → new state). [one thread]

#include "plugins/priorities/answer.hpp"
#include "plugins/priorities/page.hpp"
#include "plugins/priorities/reader.hpp"
#include "plugins/priorities/report.hpp"

#include <lyceum/module.hpp>
#include <lyceum/tasks.hpp>

namespace lyceum::plugins::priorities {
namespace {

using sdk::Status;

class Module {
public:
    using Activity = Assignment;
    static constexpr std::uint32_t state_version = priorities::state_version;

    explicit Module(const sdk::Host& host) : tasks_{host} {}

    std::unique_ptr<Assignment> open(const sdk::Content& content) const { return read(content); }

    Status view(const Assignment& assignment, const sdk::Call& call, sdk::Xhtml& page) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        write_page(assignment, *state, call, tasks_, page);
        return Status::Ok;
    }

    Status respond(const Assignment& assignment, const sdk::Call& call, sdk::Reply& reply) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        return answer(assignment, *state, call, tasks_, reply);
    }

    Status report(const Assignment&, const sdk::ReportRequest& request, sdk::Report& report) const {
        write_report(request, tasks_, report);
        return Status::Ok;
    }

private:
    static std::optional<State> state_of(const sdk::Call& call) {
        return call.state_version() > state_version ? std::nullopt : read_state(call.state());
    }

    sdk::Tasks tasks_;
};

}  // namespace
}  // namespace lyceum::plugins::priorities

LYCEUM_MODULE(lyceum::plugins::priorities::Module)
