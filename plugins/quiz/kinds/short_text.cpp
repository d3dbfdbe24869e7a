// shortText: a few typed words, compared folded (typed_text.hpp) with every accepted variant. All or nothing. The
// response: the line as it was typed.
#include "plugins/common/typed_text.hpp"
#include "plugins/quiz/kinds/kinds.hpp"
#include "plugins/quiz/kinds/parts.hpp"

namespace lyceum::plugins::quiz {
namespace {

using sdk::Status;
using sdk::Xhtml;

constexpr int longest_answer = 200;        // characters
constexpr std::size_t longest_kept = 1000;  // of one that is too long

struct Accepted {
    std::string text;
    std::string folded;
};

class ShortTextQuestion : public Question {
public:
    ShortTextQuestion(QuestionFrame frame, std::vector<Accepted> accepted)
        : Question{std::move(frame)}, accepted_{std::move(accepted)} {}

    double judge(const Response& response) const override {
        const std::string typed = response.size() == 1 ? folded(response.front()) : std::string{};
        return !typed.empty() && std::ranges::find(accepted_, typed, &Accepted::folded) != accepted_.end() ? 1 : 0;
    }

    sdk::InteractionKind kind() const override { return sdk::InteractionKind::FillIn; }
    // "[,]" would begin another answer.
    std::string response_pattern(const Response& response) const override {
        std::string text = joined(response, " ");
        for (std::size_t at = text.find("[,]"); at != std::string::npos; at = text.find("[,]", at)) {
            text.replace(at, 3, ",");
        }
        return text;
    }
    // The header takes one pattern: the variant named first.
    std::string correct_pattern() const override { return accepted_.empty() ? std::string{} : accepted_.front().text; }

    Taken take(const sdk::Fields& fields, const Texts& texts) const override {
        const std::string_view typed = fields.find("text").value_or("");
        if (!is_utf8(typed)) {
            return {Status::InvalidFields};
        }
        std::string line = clean_line(typed);
        if (line.empty()) {
            return {Status::Ok, {}, {}, texts.type_text.text()};
        }
        if (count_characters(line) > longest_answer) {
            // It comes back, to be shortened.
            return {Status::Ok, {}, {std::string{first_characters(line, longest_kept)}}, texts.text_too_long.text()};
        }
        return {Status::Ok, {std::move(line)}};
    }

    void write_form(const Setting& setting, const Voice& voice, Xhtml& form) const override {
        write_text_field(frame(), "text", "text", longest_answer, setting, voice, form, [](Xhtml& /*label*/) {});
    }

    void write_answer(const Setting& /*setting*/, const Response& response, const Voice& voice,
                      Xhtml& page) const override {
        page.element("dl", {}, [&](Xhtml& list) {
            list.element("dt", {}, voice.texts.your_answer.text());
            list.element("dd", {{"lang", voice.content_code()}}, response.empty() ? "—" : joined(response, " "));
            list.element("dt", {}, voice.texts.right_answer_label.text());
            list.element("dd", {{"lang", voice.content_code()}}, correct_pattern());
        });
    }

    std::size_t page_bytes() const override {
        return accepted_.empty() ? 0 : accepted_.front().text.size() + 4 * std::size_t{longest_answer};
    }

private:
    std::vector<Accepted> accepted_;
};

}  // namespace

std::unique_ptr<const Question> read_short_text(const pugi::xml_node& node, ElementReader& reader) {
    QuestionFrame frame = reader.frame(node);
    std::vector<Accepted> accepted;
    for (const pugi::xml_node& child : ContentFile::children(node, "accept")) {
        Accepted variant{plain_text(child), {}};
        variant.folded = is_utf8(variant.text) ? folded(variant.text) : std::string{};
        if (variant.folded.empty() || variant.text.find("[,]") != std::string::npos ||
            count_characters(variant.text) > longest_answer) {
            reader.findings().error(child, "quiz.bad-answer",
                                    "This is no answer that can be typed: 1 to 200 characters, at least one letter or "
                                    "digit, without \"[,]\".");
        }
        accepted.push_back(std::move(variant));
    }
    if (accepted.empty()) {
        reader.findings().error(node, "quiz.no-correct-option", "No answer is accepted.",
                                "Write each accepted variant in its own <accept>, the best one first.");
    }
    return std::make_unique<ShortTextQuestion>(std::move(frame), std::move(accepted));
}

}  // namespace lyceum::plugins::quiz
