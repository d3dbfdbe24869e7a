// The forum module: an expert forum that people take part in together. The parts: reader (file → model), records (what
// people do, as shared documents), documents (those of a call by kind), votes (the table of all ballots), gathering
// (all of it together, each part read when it is asked for), opinion (groups of opinion, pure), rights (who may do
// what), state (what is one learner's alone), page (→ XHTML), answer (form → documents). [one thread]

#include "plugins/forum/answer.hpp"
#include "plugins/forum/page.hpp"
#include "plugins/forum/reader.hpp"
#include "plugins/forum/report.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::forum {
namespace {

using sdk::Status;

class Module {
public:
    using Activity = Forum;
    static constexpr std::uint32_t state_version = forum::state_version;

    std::unique_ptr<Forum> open(const sdk::Content& content) const { return read(content); }

    Status view(const Forum& forum, const sdk::Call& call, sdk::Xhtml& page) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        write_page(forum, *state, call, page);
        return Status::Ok;
    }

    Status respond(const Forum& forum, const sdk::Call& call, sdk::Reply& reply) const {
        const std::optional<State> state = state_of(call);
        if (!state) {
            return Status::InvalidState;
        }
        return answer(forum, *state, call, reply);
    }

    Status report(const Forum& forum, const sdk::ReportRequest& request, sdk::Report& report) const {
        write_report(forum, request, report);
        return Status::Ok;
    }

private:
    static std::optional<State> state_of(const sdk::Call& call) {
        return call.state_version() > state_version ? std::nullopt : read_state(call.state());
    }
};

}  // namespace
}  // namespace lyceum::plugins::forum

LYCEUM_MODULE(lyceum::plugins::forum::Module)
