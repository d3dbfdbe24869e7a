#include "host/modules/runner.hpp"

#include "host/modules/failure.hpp"
#include "host/modules/output_check.hpp"

#include <csignal>

#include <fmt/format.h>

namespace lyceum::modules {

namespace asio = boost::asio;

namespace {

// A module that needs more activities at once gets a fresh zygote, so that courses edited for weeks do not fill its
// memory.
constexpr std::size_t most_activities = 256;

Result<View> read_view(const std::string& module_id, std::string_view frame, std::uint64_t call, const Call&,
                       const OutputLimits& limits) {
    const auto viewed = protocol::decode_viewed(frame, limits);
    if (!viewed || viewed->call != call) {
        return failure::malformed(module_id, "an answer to \"view\"");
    }
    if (viewed->status != 0) {
        return failure::from_status(module_id, viewed->status, "view");
    }
    LYCEUM_TRY(check_view(viewed->xhtml));
    return View{std::string{viewed->xhtml}};
}

Result<Outcome> read_outcome(const std::string& module_id, std::string_view frame, std::uint64_t call, const Call&,
                             const OutputLimits& limits) {
    auto responded = protocol::decode_responded(frame, limits);
    if (!responded || responded->call != call) {
        return failure::malformed(module_id, "an answer to \"respond\"");
    }
    if (responded->status != 0) {
        return failure::from_status(module_id, responded->status, "respond");
    }
    LYCEUM_TRY(check_outcome(responded->outcome));
    return std::move(responded->outcome);
}

Result<Outcome> read_recalled(const std::string& module_id, std::string_view frame, std::uint64_t call,
                              const Call& values, const OutputLimits& limits) {
    Result<Outcome> outcome = read_outcome(module_id, frame, call, values, limits);
    if (outcome) {
        LYCEUM_TRY(check_recalled(outcome.value(), values.question));
    }
    return outcome;
}

Result<Outline> read_outline(const std::string& module_id, std::string_view frame, std::uint64_t call, const Call&,
                             const OutputLimits& limits) {
    auto outlined = protocol::decode_outlined(frame, limits);
    if (!outlined || outlined->call != call) {
        return failure::malformed(module_id, "an outline");
    }
    if (outlined->status == protocol::no_ability) {
        return Outline{};
    }
    if (outlined->status != 0) {
        return failure::from_status(module_id, outlined->status, "its outline");
    }
    LYCEUM_TRY(check_outline(outlined->outline));
    return std::move(outlined->outline);
}

Result<RecallQuestions> read_recall_questions(const std::string& module_id, std::string_view frame, std::uint64_t call,
                                              const Call&, const OutputLimits& limits) {
    auto listed = protocol::decode_recall_listed(frame, limits);
    if (!listed || listed->call != call) {
        return failure::malformed(module_id, "a list of questions");
    }
    if (listed->status == protocol::no_ability) {
        return RecallQuestions{};
    }
    if (listed->status != 0) {
        return failure::from_status(module_id, listed->status, "its list of questions");
    }
    LYCEUM_TRY(check_recall_questions(listed->questions));
    return std::move(listed->questions);
}

Result<Report> read_report(const std::string& module_id, std::string_view frame, std::uint64_t call, const Call&,
                           const OutputLimits& limits) {
    auto reported = protocol::decode_reported(frame, limits);
    if (!reported || reported->call != call) {
        return failure::malformed(module_id, "a report");
    }
    if (reported->status == protocol::no_ability) {
        return Error{ErrorCode::NotFound, "activities of this kind have no report", module_id,
                     "the module lacks the ability lyceum.report/1"};
    }
    if (reported->status != 0) {
        return failure::from_status(module_id, reported->status, "its report");
    }
    LYCEUM_TRY(check_report(reported->report));
    return std::move(reported->report);
}

// The process is as good as before.
bool is_from_module(ErrorCode code) {
    return code == ErrorCode::InvalidInput || code == ErrorCode::NotFound;
}

}  // namespace

Runner::Runner(asio::any_io_executor executor, std::shared_ptr<Launcher> launcher,
               std::shared_ptr<const PoolOptions> options, std::shared_ptr<const Manifest> manifest,
               std::shared_ptr<PoolCounters> counters)
    : executor_{std::move(executor)},
      launcher_{std::move(launcher)},
      options_{std::move(options)},
      manifest_{std::move(manifest)},
      counters_{std::move(counters)} {}

std::uint32_t Runner::max_calls() const {
    return manifest_->origin == Origin::Installed ? options_->installed_max_calls : options_->third_party_max_calls;
}

Result<void> Runner::check_running() const {
    if (stopped_) {
        return failure::unavailable(manifest_->id, "Lyceum is stopping");
    }
    return success();
}

asio::awaitable<Result<View>> Runner::view(Call values) {
    co_return co_await call<View>(protocol::Type::View, std::move(values), read_view);
}

asio::awaitable<Result<Outcome>> Runner::respond(Call values) {
    co_return co_await call<Outcome>(protocol::Type::Respond, std::move(values), read_outcome);
}

asio::awaitable<Result<Outline>> Runner::outline(Call values) {
    co_return co_await call<Outline>(protocol::Type::Outline, std::move(values), read_outline);
}

asio::awaitable<Result<RecallQuestions>> Runner::recall_questions(Call values) {
    co_return co_await call<RecallQuestions>(protocol::Type::RecallList, std::move(values), read_recall_questions);
}

asio::awaitable<Result<View>> Runner::recall_view(Call values) {
    co_return co_await call<View>(protocol::Type::RecallView, std::move(values), read_view);
}

asio::awaitable<Result<Outcome>> Runner::recall_respond(Call values) {
    co_return co_await call<Outcome>(protocol::Type::RecallRespond, std::move(values), read_recalled);
}

asio::awaitable<Result<Report>> Runner::report(Call values) {
    co_return co_await call<Report>(protocol::Type::Report, std::move(values), read_report);
}

// One call, made again once if its process was lost for a reason outside of the module: a call changes nothing, so it
// may be.
template <class Value>
asio::awaitable<Result<Value>> Runner::call(protocol::Type type, Call values, Reader<Value> reader) {
    const auto self = shared_from_this();
    co_await without_cancellation();
    ++counters_->calls;
    bool lost = false;
    Result<Value> result = co_await attempt<Value>(type, values, reader, lost);
    if (lost && !stopped_) {
        lost = false;
        result = co_await attempt<Value>(type, values, reader, lost);
    }
    if (!result) {
        ++counters_->failures;
        counters_->timeouts += result.error().code == ErrorCode::Timeout;
        counters_->crashes += result.error().code == ErrorCode::Crashed;
        if (stopped_) {
            co_return failure::unavailable(manifest_->id, "Lyceum is stopping");
        }
    }
    co_return result;
}

template <class Value>
asio::awaitable<Result<Value>> Runner::attempt(protocol::Type type, const Call& values, Reader<Value> reader,
                                               bool& lost) {
    if (!protocol::fits(values)) {
        co_return Error{ErrorCode::LimitExceeded,
                        "the form, the state or the shared documents are too large for a module",
                        manifest_->id,
                        {}};
    }
    LYCEUM_CO_TRY(const auto record, co_await require_open(values.activity, lost));
    if (!record->accepted) {
        co_return Error{ErrorCode::InvalidInput, "the module does not accept the activity's file", "content",
                        record->diagnostics.empty() ? std::string{} : xml::to_string(record->diagnostics.front())};
    }
    Result<Lease> lease = co_await acquire();
    if (!lease) {
        lost = true;
        co_return lease.error();
    }
    const std::shared_ptr<Child> child = lease.value().child();
    if (child->ancestry().zygote != record->open_since.zygote ||
        child->ancestry().generation < record->open_since.generation) {
        lost = true;  // the zygote was replaced while this call waited
        co_return failure::unavailable(manifest_->id, "the module's process has ended");
    }

    const std::uint64_t number = ++call_numbers_;
    std::string frame = protocol::encode_call(type, number, record->number, values);
    const Exchange answer = co_await exchange(child, std::move(frame), options_->call_deadline, "a call");
    lost = answer.lost;
    LYCEUM_CO_TRY(const std::string_view reply, answer.frame);
    Result<Value> result = reader(manifest_->id, reply, number, values, options_->output);
    if (result || is_from_module(result.error().code)) {
        failures_ = 0;
        lease.value().keep();
    }
    co_return result;
}

// Sends a frame to a child and gives the answer, or the name of what happened instead.
asio::awaitable<Runner::Exchange> Runner::exchange(std::shared_ptr<Child> child, std::string frame,
                                                   std::chrono::milliseconds deadline, std::string_view during) {
    const std::size_t longest = protocol::longest_reply(options_->output);
    const Child::Answer answer = co_await child->call(std::move(frame), deadline, longest);
    switch (answer.end) {
        case Child::End::Answered:
            if (protocol::type_of(answer.frame) == protocol::Type::Ended) {
                const auto ended = protocol::decode_ended(answer.frame);
                co_return Exchange{ended ? failure::from_last_word(manifest_->id, *ended)
                                         : failure::malformed(manifest_->id, "a broken last word")};
            }
            co_return Exchange{answer.frame};
        case Child::End::Deadline:
            co_return Exchange{failure::deadline(manifest_->id, deadline, during)};
        case Child::End::Malformed:
            co_return Exchange{failure::malformed(manifest_->id, "what is no frame")};
        case Child::End::Closed:
            break;
    }
    const auto zygote = zygote_;
    std::optional<ExitStatus> status;
    if (zygote && zygote->number() == child->ancestry().zygote) {
        status = co_await zygote->reap(child);
    }
    if (!status) {
        co_return Exchange{failure::unavailable(manifest_->id, "the module's process has ended"), true};
    }
    // No module can send itself SIGKILL, so it came from elsewhere.
    const bool from_outside = status->by_signal && status->value == SIGKILL;
    co_return Exchange{failure::from_exit(manifest_->id, *status, during), from_outside};
}

asio::awaitable<Result<xml::Diagnostics>> Runner::open(std::shared_ptr<const Activity> activity) {
    const auto self = shared_from_this();
    co_await without_cancellation();
    bool lost = false;
    auto record = co_await require_open(activity, lost);
    if (lost && !stopped_) {
        record = co_await require_open(activity, lost);
    }
    co_return report(*activity, record);
}

asio::awaitable<Result<xml::Diagnostics>> Runner::examine(std::shared_ptr<const Activity> activity) {
    const auto self = shared_from_this();
    co_await without_cancellation();
    bool lost = false;
    auto record = co_await require_tried(activity, lost);
    if (lost && !stopped_) {
        record = co_await require_tried(activity, lost);
    }
    co_return report(*activity, record);
}

Result<xml::Diagnostics> Runner::report(const Activity& activity, const Result<std::shared_ptr<OpenActivity>>& record) {
    if (!record) {
        ++counters_->failures;
        counters_->timeouts += record.error().code == ErrorCode::Timeout;
        counters_->crashes += record.error().code == ErrorCode::Crashed;
        return record.error();
    }
    failures_ = 0;
    xml::Diagnostics diagnostics = record.value()->diagnostics;
    for (xml::Diagnostic& diagnostic : diagnostics) {
        diagnostic.file = activity.file;
    }
    return diagnostics;
}

asio::awaitable<Result<std::shared_ptr<Runner::OpenActivity>>> Runner::require_tried(
    std::shared_ptr<const Activity> activity, bool& lost) {
    if (activity->bytes.size() > protocol::InputLimits::content) {
        co_return Error{ErrorCode::LimitExceeded, "the activity's file is larger than 8 MiB", activity->file, {}};
    }
    const std::shared_ptr<OpenActivity> record = find_or_add(activity->digest);
    const auto turn = co_await record->turnstile.enter();
    if (!record->settled) {
        LYCEUM_CO_TRY(co_await require_zygote());
        LYCEUM_CO_TRY(co_await try_open(activity, record, lost));
    }
    co_return record;
}

asio::awaitable<Result<std::shared_ptr<Runner::OpenActivity>>> Runner::require_open(
    std::shared_ptr<const Activity> activity, bool& lost) {
    if (activity->bytes.size() > protocol::InputLimits::content) {
        co_return Error{ErrorCode::LimitExceeded, "the activity's file is larger than 8 MiB", activity->file, {}};
    }
    const std::shared_ptr<OpenActivity> record = find_or_add(activity->digest);
    // The usual case, without a step aside.
    if (record->settled &&
        (!record->accepted || (zygote_ && zygote_->alive() && record->open_since.zygote == zygote_->number()))) {
        LYCEUM_CO_TRY(check_running());
        co_return record;
    }
    const auto turn = co_await record->turnstile.enter();
    LYCEUM_CO_TRY(const auto zygote, co_await require_zygote());
    if (!record->settled) {
        LYCEUM_CO_TRY(co_await try_open(activity, record, lost));
    }
    if (!record->accepted || record->open_since.zygote == zygote->number()) {
        co_return record;
    }
    auto opened = co_await zygote->open(record->number, activity);
    if (!opened) {
        lost = opened.error().code == ErrorCode::Unavailable;
        co_return opened.error();
    }
    if (opened.value().status != 0) {
        co_return Error{ErrorCode::Protocol,
                        "the module accepted an activity's file and refused the same file the next time", "content",
                        "a module must be a pure function: no clock, no randomness, no memory of what it opened"};
    }
    record->open_since = Ancestry{zygote->number(), zygote->generation()};
    idle_.clear();  // they were forked before
    co_return record;
}

std::shared_ptr<Runner::OpenActivity> Runner::find_or_add(const std::string& digest) {
    if (const auto found = activities_.find(digest); found != activities_.end()) {
        return found->second;
    }
    if (activities_.size() >= most_activities) {
        recycle();
    }
    auto record = std::make_shared<OpenActivity>(executor_);
    record->number = ++activity_numbers_;
    activities_.emplace(digest, record);
    return record;
}

// Opens the activity in a child that is thrown away. What would crash or hang the zygote, and with it every other
// activity of the module, ends there.
asio::awaitable<Result<void>> Runner::try_open(std::shared_ptr<const Activity> activity,
                                               std::shared_ptr<OpenActivity> record, bool& lost) {
    Result<Lease> lease = co_await acquire();
    if (!lease) {
        lost = true;
        co_return lease.error();
    }
    const std::shared_ptr<Child> child = lease.value().child();
    protocol::Open request;
    request.call = ++call_numbers_;
    request.activity = record->number;
    request.file = activity->file;
    request.bytes = activity->bytes;
    request.language = activity->language;
    std::string frame = protocol::encode(request);
    const Exchange answer = co_await exchange(child, std::move(frame), options_->open_deadline, "opening an activity");
    lost = answer.lost;
    LYCEUM_CO_TRY(const std::string_view reply, answer.frame);
    auto opened = protocol::decode_opened(reply, options_->output);
    if (!opened || opened->call != request.call) {
        co_return failure::malformed(manifest_->id, "an answer to \"open\"");
    }
    constexpr protocol::Status invalid_content = 1;
    if (opened->status != 0 && opened->status != invalid_content) {
        co_return failure::from_status(manifest_->id, opened->status, "open");
    }
    LYCEUM_CO_TRY(check_diagnostics(opened->diagnostics));
    record->accepted = opened->status == 0;
    record->diagnostics = std::move(opened->diagnostics);
    if (!record->accepted && !xml::has_errors(record->diagnostics)) {
        xml::Diagnostic diagnostic;
        diagnostic.rule = "module.refused";
        diagnostic.text = fmt::format("the module {} does not accept this file and does not say why", manifest_->id);
        record->diagnostics.push_back(std::move(diagnostic));
    }
    record->settled = true;
    co_return success();
}

asio::awaitable<Result<void>> Runner::inspect() {
    const auto self = shared_from_this();
    co_await without_cancellation();
    LYCEUM_CO_TRY(co_await require_zygote());
    co_return success();
}

}  // namespace lyceum::modules
