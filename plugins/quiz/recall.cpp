#include "plugins/quiz/recall.hpp"

#include "plugins/quiz/answer.hpp"
#include "plugins/quiz/page.hpp"
#include "plugins/quiz/sitting.hpp"

namespace lyceum::plugins::quiz {
namespace {

using sdk::Status;

// What one form of one question comes to.
struct Recalled {
    Status status = Status::Ok;
    const Question* question = nullptr;
    Response response{};  // empty: no answer yet
    Response draft{};
    std::string_view moved{};
    std::string_view say{};
};

Recalled read_form(const Quiz& quiz, std::string_view id, const sdk::Call& call, const Texts& texts) {
    const std::optional<std::size_t> index = quiz.find_question(id);
    if (!index) {
        return {Status::InvalidFields};
    }
    Recalled recalled;
    recalled.question = quiz.questions[*index].get();
    const sdk::Fields fields = call.fields();
    if (fields.size() == 0) {
        return recalled;
    }
    const std::string_view act = fields.find("act").value_or("");
    if (fields.find("question") != id) {
        return {Status::InvalidFields};
    }
    if (act != "answer") {
        std::optional<Response> draft = recalled.question->rearrange(act, fields);
        if (!draft || act.find(':') == std::string_view::npos) {
            return {Status::InvalidFields};
        }
        recalled.draft = std::move(*draft);
        recalled.moved = act.substr(act.find(':') + 1);
        return recalled;
    }
    Taken taken = recalled.question->take(fields, texts);
    if (taken.status != Status::Ok) {
        return {taken.status};
    }
    recalled.response = std::move(taken.response);
    recalled.draft = std::move(taken.draft);
    recalled.say = recalled.response.empty() ? taken.say : std::string_view{};
    return recalled;
}

}  // namespace

void list_questions(const Quiz& quiz, sdk::RecallQuestions& questions) {
    for (const std::unique_ptr<const Question>& question : quiz.questions) {
        questions.add(question->id(), question->frame().objective);
    }
}

Status write_recalled(const Quiz& quiz, std::string_view id, const sdk::Call& call, sdk::Xhtml& page) {
    const Language language = language_of(call.language());
    const Voice voice{language, texts_in(language), quiz.language};
    Recalled recalled = read_form(quiz, id, call, voice.texts);
    if (recalled.status != Status::Ok) {
        return recalled.status;
    }
    const Question& question = *recalled.question;
    // An attempt of this question alone: shuffled by the seed of this asking.
    State state;
    state.attempt = 1;
    state.drawn = {question.id()};
    state.at = question.id();
    state.draft = std::move(recalled.draft);
    state.moved = recalled.moved;
    const bool answered = !recalled.response.empty();
    if (answered) {
        state.answers.push_back({question.id(), -1, std::move(recalled.response)});
    }
    const Sitting sitting{quiz, state, call.seed(), call.time().time_since_epoch().count()};
    page.element("h2", {{"class", "meta"}, {"lang", voice.content_code()}}, quiz.title);
    if (answered) {
        page.element("section", {{"lang", voice.code()}}, [&](sdk::Xhtml& section) {
            write_discussed(sitting, question, state.answers.front(), voice, section);
        });
    } else {
        write_question(sitting, question, voice, page);
    }
    return Status::Ok;
}

Status judge_recalled(const Quiz& quiz, std::string_view id, const sdk::Call& call, sdk::Reply& reply) {
    const Texts& texts = texts_in(language_of(call.language()));
    const Recalled recalled = read_form(quiz, id, call, texts);
    if (recalled.status != Status::Ok) {
        return recalled.status;
    }
    if (call.fields().size() == 0) {
        return Status::InvalidFields;
    }
    if (recalled.response.empty()) {
        if (!recalled.say.empty()) {
            reply.set_feedback(recalled.say);
        }
        return Status::Ok;
    }
    const Question& question = *recalled.question;
    const double share = question.judge(recalled.response);
    report_answer(question, recalled.response, std::nullopt, reply);
    if (!question.frame().objective.empty()) {
        reply.add_evidence(question.frame().objective, share);
    }
    reply.set_feedback((share >= 1 ? texts.right : share > 0 ? texts.partly : texts.wrong).text());
    return Status::Ok;
}

}  // namespace lyceum::plugins::quiz
