#include "host/demo/desk.hpp"

#include <utility>

namespace lyceum::demo {

namespace asio = boost::asio;

Lane::Lane(const learning::Campus& like)
    : now_{like.clock()},
      campus_{.executor = like.executor,
              .store = like.store,
              .reader = like.reader,
              .pool = like.pool,
              .catalogue = like.catalogue,
              .clock = [this] { return now_; },
              .pseudonym_key = like.pseudonym_key} {}

LearnersDesk::LearnersDesk(Lane& lane, const store::User& person, std::string course, std::string unit)
    : lane_{lane}, person_{person}, course_{std::move(course)}, unit_{std::move(unit)} {}

asio::awaitable<Result<std::string>> LearnersDesk::look() {
    learning::OpenRequest request{.person = person_,
                                  .course = course_,
                                  .unit = unit_,
                                  .language = person_.language,
                                  .answered = std::nullopt};
    LYCEUM_CO_TRY(learning::ActivityPage page, co_await learning::open_activity(lane_.campus(), std::move(request)));
    revision_ = page.revision;
    standing_ = page.standing;
    co_return std::move(page.xhtml);
}

asio::awaitable<Result<void>> LearnersDesk::send(Fields fields) {
    for (bool again = false;; again = true) {
        learning::AnswerRequest request{.person = person_,
                                        .course = course_,
                                        .unit = unit_,
                                        .language = person_.language,
                                        .form = FormId::make(lane_.now()),
                                        .revision = revision_,
                                        .fields = fields};
        LYCEUM_CO_TRY(learning::Answered answered,
                      co_await learning::answer_activity(lane_.campus(), std::move(request)));
        if (answered.result == store::AnswerResult::Stale && !again) {
            LYCEUM_CO_TRY(co_await look());
            continue;
        }
        if (answered.result != store::AnswerResult::Recorded) {
            co_return Error{ErrorCode::Conflict, "an answer of the demo data was not recorded", course_ + "/" + unit_, ""};
        }
        revision_ = answered.revision;
        feedback_ = std::move(answered.feedback);
        ++sent_;
        co_return success();
    }
}

TrialDesk::TrialDesk(modules::Pool& pool, std::shared_ptr<const modules::Activity> activity, std::uint64_t seed,
                     TimePoint now)
    : pool_{pool} {
    call_.activity = std::move(activity);
    call_.time_ms = now.time_since_epoch().count();
    call_.seed = seed;
    call_.language = "ru";
    call_.role = "head";
    call_.learner = "someone";
}

asio::awaitable<Result<std::string>> TrialDesk::look() {
    call_.fields.clear();
    modules::Call call = call_;
    LYCEUM_CO_TRY(modules::View view, co_await pool_.view(std::move(call)));
    co_return std::move(view.xhtml);
}

asio::awaitable<Result<void>> TrialDesk::send(Fields fields) {
    call_.fields = std::move(fields);
    modules::Call call = call_;
    LYCEUM_CO_TRY(outcome_, co_await pool_.respond(std::move(call)));
    if (outcome_.state) {
        call_.state = outcome_.state;
    }
    co_return success();
}

}  // namespace lyceum::demo
