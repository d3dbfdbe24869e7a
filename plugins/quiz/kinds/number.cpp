// number: right within value ± tolerance, ends included. The response: one number as plain_number writes it.
#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/quiz/kinds/kinds.hpp"
#include "plugins/quiz/kinds/parts.hpp"
#include "plugins/common/numbers.hpp"

#include <cmath>

namespace lyceum::plugins::quiz {
namespace {

using sdk::Status;
using sdk::Xhtml;

constexpr int longest_typed = 60;  // characters

struct Wanted {
    double value = 0;
    double tolerance = 0;  // not negative
    std::string unit;      // may be empty
};

class NumberQuestion : public Question {
public:
    NumberQuestion(QuestionFrame frame, Wanted wanted) : Question{std::move(frame)}, wanted_{std::move(wanted)} {}

    double judge(const Response& response) const override {
        const std::optional<double> number = number_in(response);
        if (!number) {
            return 0;
        }
        // 0.1 + 0.2 is within 0.3 ± 0.
        const double slack = 1e-9 * std::max(1.0, std::abs(wanted_.value));
        return std::abs(*number - wanted_.value) <= wanted_.tolerance + slack ? 1 : 0;
    }

    sdk::InteractionKind kind() const override { return sdk::InteractionKind::Numeric; }
    std::string response_pattern(const Response& response) const override { return joined(response); }
    std::string correct_pattern() const override {
        if (wanted_.tolerance == 0) {
            return plain_number(wanted_.value);
        }
        return plain_number(wanted_.value - wanted_.tolerance) + "[:]" +
               plain_number(wanted_.value + wanted_.tolerance);
    }

    Taken take(const sdk::Fields& fields, const Texts& texts) const override {
        const std::string_view typed = fields.find("number").value_or("");
        if (typed.find_first_not_of(" \t\r\n") == std::string_view::npos) {
            return {Status::Ok, {}, {}, texts.type_number.text()};
        }
        if (const std::optional<double> number = typed_number(typed, wanted_.unit)) {
            return {Status::Ok, {plain_number(*number)}};
        }
        // What was typed comes back, to be corrected.
        const std::string line = is_utf8(typed) ? clean_line(typed) : std::string{};
        Response draft;
        if (!line.empty()) {
            draft.emplace_back(first_characters(line, longest_typed));
        }
        return {Status::Ok, {}, std::move(draft), texts.not_a_number.text()};
    }

    void write_form(const Setting& setting, const Voice& voice, Xhtml& form) const override {
        write_text_field(frame(), "number", "decimal", longest_typed, setting, voice, form, [&](Xhtml& label) {
            if (!wanted_.unit.empty()) {
                label.text(" ").element("span", {{"class", "unit"}, {"lang", voice.content_code()}}, wanted_.unit);
            }
        });
    }

    void write_answer(const Setting& /*setting*/, const Response& response, const Voice& voice,
                      Xhtml& page) const override {
        const std::optional<double> number = number_in(response);
        page.element("dl", {}, [&](Xhtml& list) {
            list.element("dt", {}, voice.texts.your_answer.text());
            list.element("dd", {}, number ? with_unit(*number, 0, voice) : std::string{"—"});
            list.element("dt", {}, voice.texts.right_answer_label.text());
            list.element("dd", {}, with_unit(wanted_.value, wanted_.tolerance, voice));
        });
    }

    std::size_t page_bytes() const override { return 0; }

private:
    static std::optional<double> number_in(const Response& response) {
        return response.size() == 1 ? number_of<double>(response.front()) : std::nullopt;
    }

    // "60 ± 0,5 минут"
    std::string with_unit(double number, double tolerance, const Voice& voice) const {
        std::string text = printed_number(number, voice.language);
        if (tolerance > 0) {
            text += "\u00A0±\u00A0" + printed_number(tolerance, voice.language);
        }
        if (!wanted_.unit.empty()) {
            text += "\u00A0" + wanted_.unit;
        }
        return text;
    }

    Wanted wanted_;
};

}  // namespace

std::unique_ptr<const Question> read_number(const pugi::xml_node& node, ElementReader& reader) {
    constexpr double most = 1e12;
    QuestionFrame frame = reader.frame(node);
    Wanted wanted;
    wanted.value = reader.number(node, "value", 0, {-most, most}, "quiz.bad-number", "The value is not a number.");
    if (!node.attribute("value")) {
        reader.findings().error(node, "quiz.bad-number", "The question has no value.");
    }
    wanted.tolerance =
        reader.number(node, "tolerance", 0, {0, most}, "quiz.bad-tolerance", "The tolerance is a number, not below 0.");
    wanted.unit = ContentFile::attribute(node, "unit");
    return std::make_unique<NumberQuestion>(std::move(frame), std::move(wanted));
}

}  // namespace lyceum::plugins::quiz
