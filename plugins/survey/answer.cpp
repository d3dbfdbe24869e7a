#include "plugins/survey/answer.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/survey/texts.hpp"

#include <algorithm>

namespace lyceum::plugins::survey {
namespace {

using sdk::Status;

// "1 250,5" as typed becomes "1250.5"; nothing if it is no number.
std::optional<std::string> typed_number(std::string_view typed) {
    std::string text;
    for (const char character : clean_line(typed)) {
        if (character != ' ') {
            text += character == ',' ? '.' : character;
        }
    }
    const auto number = number_of<double>(text);
    if (!number || text.size() > 30) {
        return std::nullopt;
    }
    return text;
}

class Answer {
public:
    Answer(const Survey& survey, State& state, const sdk::Call& call, sdk::Reply& reply)
        : survey_{survey}, state_{state}, call_{call}, texts_{texts_in(language_of(call.language()))}, reply_{reply} {}

    // To the form again: of the second moment, or of what was sent last.
    Status again() {
        if (!state_.sent.empty()) {
            state_.again = true;
            save();
        }
        return Status::Ok;
    }

    // From the form to the results, nothing sent.
    Status results() {
        state_.again = false;
        save();
        return Status::Ok;
    }

    Status send(std::string_view moment) {
        const Moment now = current(survey_, state_);
        if (moment != code_of(now) || (!state_.sent.empty() && !state_.again)) {
            reply_.set_feedback(texts_.sent_already.text());
            return Status::Ok;
        }
        Answers answers;
        std::size_t missing = 0;
        std::size_t wrong = 0;
        for (const Question& question : survey_.questions) {
            std::string typed;
            if (!read_answer(question, typed)) {
                return Status::InvalidFields;
            }
            if (typed.empty()) {
                missing += question.required ? 1 : 0;
            } else if (const auto valid = valid_answer(question, typed)) {
                answers.emplace(question.id, *valid);
            } else {
                ++wrong;
            }
        }
        state_.answers[now] = answers;
        if (missing + wrong > 0) {
            // What was answered is kept in the learner's own state, so that nothing is typed twice.
            reply_.set_feedback(wrong > 0 ? std::string{texts_.wrong_answers.text()}
                                          : texts_.missing.with(language_of(call_.language()), missing));
            save();
            return Status::Ok;
        }
        state_.sent.insert(now);
        state_.again = false;
        reply_.put_shared(shared_key(now, call_.learner()), shared_document(answers));
        reply_.set_completion(sdk::Verdict::Yes);
        reply_.set_progress(100);
        reply_.set_feedback(texts_.thanks.text());
        declare(answers);
        save();
        return Status::Ok;
    }

private:
    // False for a form that no page has made.
    bool read_answer(const Question& question, std::string& typed) const {
        const std::string name = "q:" + question.id;
        if (question.kind == Kind::Rank) {
            return read_ranking(question, typed);
        }
        if (question.kind == Kind::Choices) {
            for (const std::string_view id : call_.fields().all(name)) {
                if (question.find_option(id) == nullptr) {
                    return false;
                }
                typed += (typed.empty() ? "" : " ") + std::string{id};
            }
            return true;
        }
        const std::string_view value = call_.fields().find(name).value_or("");
        if (!is_utf8(value)) {
            return false;
        }
        if (question.kind == Kind::Text) {
            typed = first_characters(clean_lines(value), longest_answer);
            return true;
        }
        if (question.kind == Kind::Number) {
            const std::string line = clean_line(value);
            typed = line.empty() ? std::string{} : typed_number(line).value_or("?");
            return true;
        }
        typed = value;
        return value.empty() || question.find_option(value) != nullptr;
    }

    // The places given to the options; "?" if two share one or only some have one, so that the learner is told.
    bool read_ranking(const Question& question, std::string& typed) const {
        std::map<std::size_t, std::string> places;
        std::size_t given = 0;
        for (const Option& option : question.options) {
            const std::string_view value = call_.fields().find("q:" + question.id + ":" + option.id).value_or("");
            if (value.empty()) {
                continue;
            }
            const auto place = number_of<std::size_t>(value);
            if (!place || *place < 1 || *place > question.options.size()) {
                return false;
            }
            ++given;
            places.emplace(*place, option.id);
        }
        if (given == 0) {
            return true;
        }
        if (places.size() != question.options.size()) {
            typed = "?";
            return true;
        }
        for (const auto& [place, id] : places) {
            typed += (typed.empty() ? "" : " ") + id;
        }
        return true;
    }

    void declare(const Answers& answers) {
        for (const Question& question : survey_.questions) {
            const auto found = answers.find(question.id);
            if (question.kind == Kind::Competency && found != answers.end()) {
                reply_.declare_level(question.competency, number_of<std::uint32_t>(found->second).value_or(0));
            }
        }
    }

    void save() { reply_.set_state(write_state(state_)); }

    const Survey& survey_;
    State& state_;
    const sdk::Call& call_;
    const Texts& texts_;
    sdk::Reply& reply_;
};

}  // namespace

sdk::Status answer(const Survey& survey, State state, const sdk::Call& call, sdk::Reply& reply) {
    Answer answer{survey, state, call, reply};
    const std::string_view act = call.fields().find("act").value_or("");
    if (act == "send") {
        return answer.send(call.fields().find("moment").value_or(""));
    }
    if (act == "again") {
        return answer.again();
    }
    if (act == "results" && !state.sent.empty()) {
        return answer.results();
    }
    return Status::InvalidFields;
}

}  // namespace lyceum::plugins::survey
