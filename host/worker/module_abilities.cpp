// The optional abilities of sdk/include/lyceum/ext: asked for by id at every call, since a module keeps nothing for us.
#include "host/worker/module.hpp"
#include "host/worker/module_call.hpp"
#include "host/worker/replies.hpp"
#include "lyceum/ext/outline.h"
#include "lyceum/ext/recall.h"
#include "lyceum/ext/report.h"

#include <string>

namespace lyceum::worker {

namespace protocol = modules::protocol;

namespace {

bool is_complete(const lyceum_outline& outline) {
    return LYCEUM_HAS(&outline, lyceum_outline, tell) && outline.tell != nullptr;
}

bool is_complete(const lyceum_recall& recall) {
    return LYCEUM_HAS(&recall, lyceum_recall, respond) && recall.list != nullptr && recall.view != nullptr &&
           recall.respond != nullptr;
}

bool is_complete(const lyceum_report& report) {
    return LYCEUM_HAS(&report, lyceum_report, make) && report.make != nullptr;
}

// A module's own status is never taken for "no ability".
protocol::Status own_status(lyceum_status status) {
    return status == protocol::no_ability ? protocol::Status{LYCEUM_FAILED} : status;
}

}  // namespace

template <class Ability>
const Ability* Module::find_ability(std::string_view id) const {
    if (!LYCEUM_HAS(module_, lyceum_module, extension) || module_->extension == nullptr) {
        return nullptr;
    }
    const Ability* ability = nullptr;
    const lyceum_status status = call([&] {
        ability = static_cast<const Ability*>(module_->extension(module_, to_text(id)));
        return LYCEUM_OK;
    });
    if (status != LYCEUM_OK || ability == nullptr) {
        return nullptr;
    }
    if (!is_complete(*ability)) {
        end_process(protocol::EndReason::Output, "the ability " + std::string{id} + " without all of its functions",
                    ExitCode::Failed);
    }
    return ability;
}

std::string Module::outline(const protocol::CallRequest& request, const lyceum_activity* activity) const {
    const auto* const ability = find_ability<lyceum_outline>(LYCEUM_OUTLINE);
    if (ability == nullptr) {
        return protocol::encode(protocol::Outlined{request.call, protocol::no_ability, {}});
    }
    OutlineSink sink{limits_};
    const lyceum_outline_reply reply = sink.reply();
    const protocol::Status status =
        own_status(call([&] { return ability->tell(module_, activity, to_text(request.language), &reply); }));
    return protocol::encode(
        protocol::Outlined{request.call, status, status == LYCEUM_OK ? sink.take() : modules::Outline{}});
}

std::string Module::recall_list(const protocol::CallRequest& request, const lyceum_activity* activity) const {
    const auto* const ability = find_ability<lyceum_recall>(LYCEUM_RECALL);
    if (ability == nullptr) {
        return protocol::encode(protocol::RecallListed{request.call, protocol::no_ability, {}});
    }
    RecallSink sink{limits_};
    const lyceum_recall_list list = sink.list();
    const protocol::Status status = own_status(call([&] { return ability->list(module_, activity, &list); }));
    return protocol::encode(
        protocol::RecallListed{request.call, status, status == LYCEUM_OK ? sink.take() : modules::RecallQuestions{}});
}

std::string Module::recall_view(const protocol::CallRequest& request, const lyceum_activity* activity) const {
    const auto* const ability = find_ability<lyceum_recall>(LYCEUM_RECALL);
    if (ability == nullptr) {
        return protocol::encode(protocol::Viewed{request.call, protocol::no_ability, {}});
    }
    const PreparedCall prepared{request};
    ViewSink sink{limits_};
    const lyceum_view_reply reply = sink.reply();
    const protocol::Status status = own_status(
        call([&] { return ability->view(module_, activity, to_text(request.question), &prepared.value, &reply); }));
    return protocol::encode(
        protocol::Viewed{request.call, status, status == LYCEUM_OK ? sink.xhtml() : std::string_view{}});
}

std::string Module::recall_respond(const protocol::CallRequest& request, const lyceum_activity* activity) const {
    const auto* const ability = find_ability<lyceum_recall>(LYCEUM_RECALL);
    if (ability == nullptr) {
        return protocol::encode(protocol::Responded{request.call, protocol::no_ability, {}});
    }
    const PreparedCall prepared{request};
    OutcomeSink sink{limits_, module_->state_version};
    const lyceum_respond_reply reply = sink.reply();
    const protocol::Status status = own_status(
        call([&] { return ability->respond(module_, activity, to_text(request.question), &prepared.value, &reply); }));
    return protocol::encode(
        protocol::Responded{request.call, status, status == LYCEUM_OK ? sink.take() : modules::Outcome{}});
}

std::string Module::report(const protocol::CallRequest& request, const lyceum_activity* activity) const {
    const auto* const ability = find_ability<lyceum_report>(LYCEUM_REPORT);
    if (ability == nullptr) {
        return protocol::encode(protocol::Reported{request.call, protocol::no_ability, {}});
    }
    std::vector<lyceum_document> shared;
    for (const protocol::Pair& pair : request.shared) {
        shared.push_back({to_text(pair.first), to_text(pair.second)});
    }
    std::vector<lyceum_learner_state> learners;
    for (const protocol::StateOf& learner : request.learners) {
        learners.push_back({to_text(learner.learner), to_text(learner.state), learner.version, 0});
    }
    ReportRequestWithTasks made{};
    made.size = sizeof made;
    made.learners = learners.data();
    made.learner_count = learners.size();
    made.shared = shared.data();
    made.shared_count = shared.size();
    made.time_ms = request.time_ms;
    made.language = to_text(request.language);
    made.states = &request.learners;
    ReportSink sink{limits_};
    const lyceum_report_reply reply = sink.reply();
    const protocol::Status status = own_status(call([&] { return ability->make(module_, activity, &made, &reply); }));
    return protocol::encode(
        protocol::Reported{request.call, status, status == LYCEUM_OK ? sink.take() : modules::Report{}});
}

}  // namespace lyceum::worker
