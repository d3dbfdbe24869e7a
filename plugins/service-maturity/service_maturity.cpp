// The service-maturity module: a portfolio of services, each placed on a scale by facts; some of them become draft
// tasks (lyceum.tasks/1). The parts: reader (file → model), state, figures and table (what is typed → numbers), rating
// (the rules), portfolio_page and service_page (state → XHTML), answer (form → new state). [one thread]

#include "plugins/service-maturity/answer.hpp"
#include "plugins/service-maturity/page.hpp"
#include "plugins/service-maturity/reader.hpp"
#include "plugins/service-maturity/report.hpp"

#include <lyceum/module.hpp>
#include <lyceum/tasks.hpp>

namespace lyceum::plugins::service_maturity {
namespace {

using sdk::Status;

class Module {
public:
    using Activity = Assessment;
    static constexpr std::uint32_t state_version = service_maturity::state_version;

    explicit Module(const sdk::Host& host) : tasks_{host} {}

    std::unique_ptr<Assessment> open(const sdk::Content& content) const { return read(content); }

    Status view(const Assessment& assessment, const sdk::Call& call, sdk::Xhtml& page) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        write_page(assessment, *state, call, tasks_, page);
        return Status::Ok;
    }

    Status respond(const Assessment& assessment, const sdk::Call& call, sdk::Reply& reply) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        return answer(assessment, *state, call, tasks_, reply);
    }

    Status report(const Assessment& assessment, const sdk::ReportRequest& request, sdk::Report& report) const {
        write_report(assessment, request, tasks_, report);
        return Status::Ok;
    }

private:
    static std::optional<State> state_of(const sdk::Call& call) {
        return call.state_version() > state_version ? std::nullopt : read_state(call.state());
    }

    sdk::Tasks tasks_;
};

}  // namespace
}  // namespace lyceum::plugins::service_maturity

LYCEUM_MODULE(lyceum::plugins::service_maturity::Module)
