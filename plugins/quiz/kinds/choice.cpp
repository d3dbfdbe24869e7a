// choice: one right option, all or nothing. choices: several, credit_for_choosing. The response: the ids of the options
// chosen, in the order of the file.
#include "plugins/quiz/credit.hpp"
#include "plugins/quiz/kinds/kinds.hpp"
#include "plugins/quiz/kinds/parts.hpp"

namespace lyceum::plugins::quiz {
namespace {

using sdk::Status;
using sdk::Xhtml;

struct Option {
    std::string id;
    bool correct = false;
    RichText text;
    RichText feedback;  // may be empty
};

enum class Number { One, Several };
class ChoiceQuestion : public Question {
public:
    ChoiceQuestion(QuestionFrame frame, std::vector<Option> options, Number number, Order order)
        : Question{std::move(frame)}, options_{std::move(options)}, number_{number}, order_{order} {}

    double judge(const Response& response) const override {
        std::size_t right = 0;
        std::size_t wrong = 0;
        std::size_t all_right = 0;
        for (const Option& option : options_) {
            const bool chosen = has_word(response, option.id);
            all_right += option.correct ? 1 : 0;
            right += chosen && option.correct ? 1 : 0;
            wrong += chosen && !option.correct ? 1 : 0;
        }
        if (number_ == Number::One) {
            return right == 1 && wrong == 0 ? 1 : 0;
        }
        return credit_for_choosing(right, wrong, all_right);
    }

    sdk::InteractionKind kind() const override { return sdk::InteractionKind::Choice; }
    std::string response_pattern(const Response& response) const override { return joined(response); }
    std::string correct_pattern() const override {
        Response right;
        for (const Option& option : options_) {
            if (option.correct) {
                right.push_back(option.id);
            }
        }
        return joined(right);
    }

    Taken take(const sdk::Fields& fields, const Texts& texts) const override {
        const std::vector<std::string_view> chosen = fields.all("option");
        Taken taken;
        for (const Option& option : options_) {
            if (std::ranges::find(chosen, option.id) != chosen.end()) {
                taken.response.push_back(option.id);
            }
        }
        const bool known =
            std::ranges::all_of(chosen, [&](std::string_view id) { return find_part(options_, id) != nullptr; });
        if (!known || (number_ == Number::One && taken.response.size() > 1)) {
            return {Status::InvalidFields};
        }
        taken.say = texts.choose_first.text();
        return taken;
    }

    void write_form(const Setting& setting, const Voice& voice, Xhtml& form) const override {
        const bool several = number_ == Number::Several;
        write_group(frame(), "choice", several ? voice.texts.choose_several : voice.texts.choose_one,
                    several ? Instruction::Always : Instruction::OnlyAfterLongPrompts, voice, form, [&](Xhtml& group) {
                        for (const Option* option : ordered(setting.arrangement)) {
                            group.element("label", {{"class", "option"}, {"lang", voice.content_code()}},
                                          [&](Xhtml& label) { write_input(*option, label); });
                        }
                    });
    }

    void write_answer(const Setting& setting, const Response& response, const Voice& voice,
                      Xhtml& page) const override {
        page.element("ul", {{"class", "choice"}}, [&](Xhtml& list) {
            for (const Option* option : ordered(setting.arrangement)) {
                const bool chosen = has_word(response, option->id);
                write_option_answer(
                    chosen, option->correct, voice, list,
                    [&](Xhtml& item) {
                        item.element("span", {{"lang", voice.content_code()}},
                                     [&](Xhtml& words) { words.append(option->text.xhtml); });
                    },
                    [&](Xhtml& item) {
                        // With one choice the feedback stands in the discussion, which is read first.
                        if (chosen && number_ == Number::Several) {
                            write_feedback(*option, voice, item);
                        }
                    });
            }
        });
    }

    void write_remark(const Response& response, const Voice& voice, Xhtml& page) const override {
        const Option* chosen =
            number_ == Number::One && !response.empty() ? find_part(options_, response.front()) : nullptr;
        if (chosen != nullptr) {
            write_feedback(*chosen, voice, page);
        }
    }

    std::size_t page_bytes() const override {
        std::size_t bytes = 0;
        for (const Option& option : options_) {
            bytes += option.text.xhtml.bytes().size() + option.feedback.xhtml.bytes().size();
        }
        return bytes;
    }

private:
    std::vector<const Option*> ordered(const Arrangement& arrangement) const {
        return order_ == Order::Shuffled ? arrangement.shuffled(id(), options_) : Arrangement::in_order(options_);
    }

    void write_input(const Option& option, Xhtml& label) const {
        label.element(
            "input",
            {{"type", number_ == Number::Several ? "checkbox" : "radio"}, {"name", "option"}, {"value", option.id}});
        label.text(" ").element("span", {}, [&](Xhtml& words) { words.append(option.text.xhtml); });
    }

    static void write_feedback(const Option& option, const Voice& voice, Xhtml& out) {
        if (!option.feedback.empty()) {
            out.element("p", {{"lang", voice.content_code()}},
                        [&](Xhtml& words) { words.append(option.feedback.xhtml); });
        }
    }

    std::vector<Option> options_;
    Number number_;
    Order order_;
};

std::unique_ptr<const Question> read(const pugi::xml_node& node, ElementReader& reader, Number number) {
    QuestionFrame frame = reader.frame(node);
    std::vector<Option> options;
    std::set<std::string> ids;
    for (const pugi::xml_node& child : ContentFile::children(node, "option")) {
        Option option;
        option.id = reader.unique_id(child, ids);
        option.correct = ElementReader::truth(child, "correct", false);
        option.text = reader.text().inline_text(ContentFile::child(child, "text"));
        if (const pugi::xml_node feedback = ContentFile::child(child, "feedback")) {
            option.feedback = reader.text().inline_text(feedback);
        }
        options.push_back(std::move(option));
    }
    const auto right = std::ranges::count_if(options, &Option::correct);
    if (right == 0) {
        reader.findings().error(node, "quiz.no-correct-option", "No option of this question is right.",
                                "Put correct=\"true\" on each right one.");
    } else if (right > 1 && number == Number::One) {
        reader.findings().error(node, "quiz.many-correct-options", "More than one option of this <choice> is right.",
                                "Leave correct=\"true\" on one, or write <choices>.");
    }
    return std::make_unique<ChoiceQuestion>(std::move(frame), std::move(options), number, reader.order_of(node));
}

}  // namespace

std::unique_ptr<const Question> read_choice(const pugi::xml_node& node, ElementReader& reader) {
    return read(node, reader, Number::One);
}

std::unique_ptr<const Question> read_choices(const pugi::xml_node& node, ElementReader& reader) {
    return read(node, reader, Number::Several);
}

}  // namespace lyceum::plugins::quiz
