// trueFalse: whether the prompt, a statement, is true. All or nothing. The response: "true" or "false".
#include "plugins/quiz/kinds/kinds.hpp"
#include "plugins/quiz/kinds/parts.hpp"

namespace lyceum::plugins::quiz {
namespace {

using sdk::Status;
using sdk::Xhtml;

class TrueFalseQuestion : public Question {
public:
    TrueFalseQuestion(QuestionFrame frame, bool correct) : Question{std::move(frame)}, correct_{correct} {}

    double judge(const Response& response) const override {
        return response.size() == 1 && response.front() == correct_pattern() ? 1 : 0;
    }

    sdk::InteractionKind kind() const override { return sdk::InteractionKind::TrueFalse; }
    std::string response_pattern(const Response& response) const override { return joined(response); }
    std::string correct_pattern() const override { return word(correct_); }

    Taken take(const sdk::Fields& fields, const Texts& texts) const override {
        const std::vector<std::string_view> chosen = fields.all("option");
        if (chosen.empty()) {
            return {Status::Ok, {}, {}, texts.choose_first.text()};
        }
        if (chosen.size() > 1 || (chosen.front() != word(true) && chosen.front() != word(false))) {
            return {Status::InvalidFields};
        }
        return {Status::Ok, {std::string{chosen.front()}}};
    }

    void write_form(const Setting& /*setting*/, const Voice& voice, Xhtml& form) const override {
        write_group(frame(), "choice", voice.texts.true_or_false, Instruction::Always, voice, form, [&](Xhtml& group) {
            for (const bool truth : {true, false}) {
                group.element("label", {{"class", "option"}}, [&](Xhtml& label) {
                    label.element("input", {{"type", "radio"}, {"name", "option"}, {"value", word(truth)}});
                    label.text(" ").element("span", {}, name(truth, voice));
                });
            }
        });
    }

    void write_answer(const Setting& /*setting*/, const Response& response, const Voice& voice,
                      Xhtml& page) const override {
        page.element("ul", {{"class", "choice"}}, [&](Xhtml& list) {
            for (const bool truth : {true, false}) {
                write_option_answer(
                    has_word(response, word(truth)), truth == correct_, voice, list,
                    [&](Xhtml& item) { item.element("span", {}, name(truth, voice)); }, [](Xhtml& /*item*/) {});
            }
        });
    }

    std::size_t page_bytes() const override { return 0; }

private:
    static const char* word(bool truth) { return truth ? "true" : "false"; }
    static std::string_view name(bool truth, const Voice& voice) {
        return (truth ? voice.texts.is_true : voice.texts.is_false).text();
    }

    bool correct_;
};

}  // namespace

std::unique_ptr<const Question> read_true_false(const pugi::xml_node& node, ElementReader& reader) {
    QuestionFrame frame = reader.frame(node);
    if (!node.attribute("correct")) {
        reader.findings().error(node, "quiz.no-correct-option", "It is not said whether the statement is true.",
                                "Write correct=\"true\" or correct=\"false\".");
    }
    return std::make_unique<TrueFalseQuestion>(std::move(frame), ElementReader::truth(node, "correct", false));
}

}  // namespace lyceum::plugins::quiz
