#pragma once
// Two minutes a week: questions of finished steps, asked again when they are about to be forgotten. Offers a sitting,
// shows one question, records its answer or puts it off. Called by web. [io strand]
//
// A question that its course no longer has, or whose module cannot ask it alone, is not asked; its card stays, and with
// it what was shown. A module that does not answer is no failure of the page: the sitting says so and loses nothing.

#include "host/learning/campus.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::learning {

// What the home page offers.
struct RecallOffer {
    std::size_t questions = 0;  // 0: nothing is offered now
    std::chrono::minutes minutes{0};
};
boost::asio::awaitable<Result<RecallOffer>> recall_offer(Campus& campus, store::User person, Language language);

// More: on the learner's own wish, beyond the week's sitting.
enum class Wanted { Sitting, More };

enum class RecallState {
    Question,     // one to answer
    Answered,     // what was just answered, discussed
    Done,         // this week's sitting is over, or everything due has been asked
    Paused,       // not this week
    Nothing,      // no step with questions is finished yet
    Unreachable,  // there are questions, and their module does not answer now
};

// Names one asking of one question on a page, in letters that need no escaping.
struct Asking {
    RegistrationId registration;
    std::string unit;      // slug
    std::string question;  // the activity's own id
    std::int32_t number = 0;

    bool operator==(const Asking&) const = default;
};
std::string to_text(const Asking& asking);  // "0190…/quiz/q1/0"
std::optional<Asking> parse_asking(std::string_view text);

struct RecallPage {
    RecallState state = RecallState::Nothing;
    std::shared_ptr<const PublishedCourse> course;  // Question and Answered; null if what was answered is gone
    const PublishedUnit* unit = nullptr;            // inside `course`
    Language content_language = Language::Ru;
    std::string xhtml;     // as the module wrote it: through modules::render_fragment; may be empty after an answer
    Asking asking;         // Question
    FormId form;           // Question; new for every page
    std::string feedback;  // Answered, and a sentence about a form that was no answer yet
    std::size_t taken = 0;              // of this week's sitting
    std::size_t left = 0;               // of this sitting, with the question shown
    std::size_t more = 0;               // due beyond it
    std::optional<TimePoint> next;      // when the next question is due, or the next sitting begins
    std::optional<TimePoint> comes_back;  // Answered: when this question does
};

struct RecallRequest {
    store::User person;
    Language language = Language::Ru;
    Wanted wanted = Wanted::Sitting;
    std::optional<FormId> answered;  // the form just posted: it is discussed
};
// Otherwise as modules::Pool::recall_view.
boost::asio::awaitable<Result<RecallPage>> open_recall(Campus& campus, RecallRequest request);

struct RecallAnswer {
    store::User person;
    Language language = Language::Ru;
    Wanted wanted = Wanted::Sitting;
    Asking asking;
    FormId form;
    std::vector<modules::Field> fields;
};

struct RecallAnswered {
    // Stale: answered meanwhile on another page, or the question is gone; nothing was written.
    store::AnswerResult result = store::AnswerResult::Recorded;
    // The form was no answer yet: the question again, as it was filled in. Nothing was written.
    std::optional<RecallPage> again;
};
// Judges and records one answer; returns only after it is on disk. LimitExceeded if the fields are longer than 64 KiB
// together; NotFound if the question is not this person's; otherwise as modules::Pool::recall_respond.
boost::asio::awaitable<Result<RecallAnswered>> answer_recall(Campus& campus, RecallAnswer answer);

// Asks the question not before next week. No answer, and no evidence of anything.
boost::asio::awaitable<Result<store::AnswerResult>> put_off_question(Campus& campus, RecallAnswer answer);

// No sitting is offered before the next week. Saying it twice has the effect of once.
boost::asio::awaitable<Result<void>> pause_recall(Campus& campus, UserId person);

}  // namespace lyceum::learning
