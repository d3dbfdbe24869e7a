#pragma once
// A question, whatever its kind: what every kind has (QuestionFrame) and what each does its own way. One file in kinds/
// for each kind; kinds/kinds.hpp makes them. Read once, immutable, everything readable already a piece of page.
// [one thread]

#include "plugins/common/rich_text.hpp"
#include "plugins/quiz/arrangement.hpp"
#include "plugins/quiz/voice.hpp"

#include <lyceum/module.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lyceum::plugins::quiz {

// The words of an answer, as the kind defines them: ids, a number as plain_number writes it, a typed text. Words the
// question does not know (an edited file) count as not given.
using Response = std::vector<std::string>;

struct QuestionFrame {
    std::string id;
    unsigned points = 1;
    std::string objective;  // may be empty
    Prompt prompt;
    RichText explanation;
    std::vector<sdk::Xhtml> sources;
};

// How a question stands before the learner.
struct Setting {
    const Arrangement& arrangement;
    const Response* draft = nullptr;  // what was given so far and is no answer yet
    std::string_view moved{};         // the part of the draft that was moved last
};

// What a submitted form says. An empty response with Ok is no answer: `say` tells the learner why, and a draft, if
// there is one, is kept.
struct Taken {
    sdk::Status status = sdk::Status::Ok;
    Response response{};
    Response draft{};
    std::string_view say{};
};

class Question {
public:
    explicit Question(QuestionFrame frame) : frame_{std::move(frame)} {}
    virtual ~Question() = default;
    Question(const Question&) = delete;
    Question& operator=(const Question&) = delete;

    const QuestionFrame& frame() const { return frame_; }
    const std::string& id() const { return frame_.id; }

    // The share of the points: 0 to 1, exactly 1 if all is right, 0 if all is wrong, never less for one more right
    // part.
    virtual double judge(const Response& response) const = 0;

    // xAPI 1.0.3 part 2, appendix C.
    virtual sdk::InteractionKind kind() const = 0;
    virtual std::string response_pattern(const Response& response) const = 0;
    virtual std::string correct_pattern() const = 0;

    // A form of `write_form`. InvalidFields: it is none.
    virtual Taken take(const sdk::Fields& fields, const Texts& texts) const = 0;
    // The draft after a button of the form other than the one that answers; nothing if there is no such button.
    virtual std::optional<Response> rearrange(std::string_view /*act*/, const sdk::Fields& /*fields*/) const {
        return std::nullopt;
    }

    // Everything between the hidden fields and the button: the prompt and what is filled in. The prompt is in it
    // because some kinds make it the name of a group or a field.
    virtual void write_form(const Setting& setting, const Voice& voice, sdk::Xhtml& form) const = 0;
    // What was answered beside what is right, without the prompt.
    virtual void write_answer(const Setting& setting, const Response& response, const Voice& voice,
                              sdk::Xhtml& page) const = 0;
    // What is said of this answer in particular, before the explanation.
    virtual void write_remark(const Response& /*response*/, const Voice& /*voice*/, sdk::Xhtml& /*page*/) const {}

    // Of the page pieces that are the kind's own.
    virtual std::size_t page_bytes() const = 0;

private:
    QuestionFrame frame_;
};

}  // namespace lyceum::plugins::quiz
