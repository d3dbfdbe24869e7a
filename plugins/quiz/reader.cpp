#include "plugins/quiz/reader.hpp"

#include "plugins/common/state_lines.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace lyceum::plugins::quiz {
namespace {

constexpr std::size_t most_objectives = 64;  // what one answer may report, module.h

// xs:decimal: a sign, digits, a point; no exponent. Nothing for anything else.
std::optional<double> decimal(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    if (text.empty() || text.size() > 40 || text.find_first_not_of("-0123456789.") != std::string_view::npos) {
        return std::nullopt;
    }
    // xs:decimal allows "5." and ".5", and so does from_chars.
    const std::optional<double> number = number_of<double>(text);
    return number && std::abs(*number) <= 1e12 ? number : std::nullopt;
}

class Reader {
public:
    Reader(const sdk::Content& content, const ContentFile& file)
        : file_{file},
          findings_{content, file},
          language_{language_of(ContentFile::attribute(file.root(), "lang"))},
          text_{"quiz", language_, findings_} {}

    std::unique_ptr<Quiz> read() {
        auto quiz = std::make_unique<Quiz>();
        const pugi::xml_node root = file_.root();
        quiz->language = language_;
        quiz->title = plain_text(ContentFile::child(root, "title"));
        if (quiz->title.empty()) {
            findings_.error(root, "quiz.empty-text", "The quiz has no title.");
        }
        quiz->intro = text_.prose(ContentFile::child(root, "intro"));
        quiz->pass_mark =
            number(root, "passMark", 0.6, {0, 1}, "quiz.bad-pass-mark", "The pass mark is a number from 0 to 1.");
        quiz->attempts = whole(root, "attempts", 3, {0, 10}, "quiz.bad-attempts",
                               "Attempts are a whole number from 0 (any number of them) to 10.");
        for (const pugi::xml_node& node : root.children()) {
            const std::string_view name = local_name(node);
            if (name == "choice" || name == "choices" || name == "number") {
                quiz->questions.push_back(question(node, name == "choice"    ? Kind::Choice
                                                         : name == "choices" ? Kind::Choices
                                                                             : Kind::Number));
            }
        }
        if (quiz->intro.xhtml.bytes().size() > longest_page || review_bytes(*quiz) > longest_page) {
            findings_.error(root, "quiz.too-long", "The questions together are longer than a page may be (300 KiB).",
                            "Split the quiz.");
        }
        if (quiz->questions.empty()) {
            findings_.error(root, "quiz.no-questions", "The quiz has no questions.",
                            "Add a <choice>, <choices> or <number>.");
        }
        return findings_.has_errors() ? nullptr : std::move(quiz);
    }

private:
    static std::size_t review_bytes(const Quiz& quiz) {
        std::size_t bytes = 0;
        for (const Question& question : quiz.questions) {
            bytes += question.prompt.blocks.bytes().size() + question.explanation.xhtml.bytes().size();
            for (const Option& option : question.options) {
                bytes += option.text.xhtml.bytes().size() + option.feedback.xhtml.bytes().size();
            }
            for (const sdk::Xhtml& source : question.sources) {
                bytes += source.bytes().size();
            }
        }
        return bytes;
    }

    struct Bounds {
        double least;
        double most;
    };

    double number(const pugi::xml_node& node, const char* name, double fallback, Bounds bounds, std::string_view rule,
                  std::string_view text) {
        if (!node.attribute(name)) {
            return fallback;
        }
        const std::optional<double> value = decimal(ContentFile::attribute(node, name));
        if (!value || *value < bounds.least || *value > bounds.most) {
            findings_.error(node, rule, text);
            return fallback;
        }
        return *value;
    }

    unsigned whole(const pugi::xml_node& node, const char* name, unsigned fallback, Bounds bounds,
                   std::string_view rule, std::string_view text) {
        const double value = number(node, name, fallback, bounds, rule, text);
        if (value != std::floor(value)) {
            findings_.error(node, rule, text);
            return fallback;
        }
        return static_cast<unsigned>(value);
    }

    std::string unique_id(const pugi::xml_node& node, std::set<std::string>& taken) {
        std::string id = ContentFile::attribute(node, "id");
        if (!is_identifier(id)) {
            findings_.error(node, "quiz.bad-id",
                            "The id \"" + id.substr(0, 100) + "\" is not 1 to 64 letters, digits, '-', '_' or '.'.");
        } else if (!taken.insert(id).second) {
            findings_.error(node, "quiz.duplicate-id", "The id \"" + id + "\" is used twice.", "Give each its own id.");
        }
        return id;
    }

    Question question(const pugi::xml_node& node, Kind kind) {
        Question question;
        question.kind = kind;
        question.id = unique_id(node, question_ids_);
        question.points =
            whole(node, "points", 1, {1, 100}, "quiz.bad-points", "Points are a whole number from 1 to 100.");
        question.objective = ContentFile::attribute(node, "objective");
        if (!question.objective.empty() && objectives_.insert(question.objective).second &&
            objectives_.size() == most_objectives + 1) {
            findings_.error(node, "quiz.too-many-objectives", "The questions name more than 64 different objectives.");
        }
        question.prompt = text_.prompt(ContentFile::child(node, "prompt"));
        if (kind == Kind::Number) {
            read_number(node, question);
        } else {
            read_options(node, question);
        }
        question.explanation = text_.prose(ContentFile::child(node, "explanation"));
        if (question.explanation.empty()) {
            findings_.error(node, "quiz.empty-text", "The question has no explanation.",
                            "Say in <explanation> why the right answer is right.");
        }
        question.sources = text_.sources(node);
        return question;
    }

    void read_number(const pugi::xml_node& node, Question& question) {
        constexpr double most = 1e12;
        question.value = number(node, "value", 0, {-most, most}, "quiz.bad-number", "The value is not a number.");
        if (!node.attribute("value")) {
            findings_.error(node, "quiz.bad-number", "The question has no value.");
        }
        question.tolerance =
            number(node, "tolerance", 0, {0, most}, "quiz.bad-tolerance", "The tolerance is a number, not below 0.");
        question.unit = ContentFile::attribute(node, "unit");
    }

    void read_options(const pugi::xml_node& node, Question& question) {
        std::set<std::string> ids;
        for (const pugi::xml_node& child : ContentFile::children(node, "option")) {
            Option option;
            option.id = unique_id(child, ids);
            const std::string correct = ContentFile::attribute(child, "correct");
            option.correct = correct == "true" || correct == "1";
            option.text = text_.inline_text(ContentFile::child(child, "text"));
            if (const pugi::xml_node feedback = ContentFile::child(child, "feedback")) {
                option.feedback = text_.inline_text(feedback);
            }
            question.options.push_back(std::move(option));
        }
        const auto right = std::ranges::count_if(question.options, &Option::correct);
        if (right == 0) {
            findings_.error(node, "quiz.no-correct-option", "No option of this question is right.",
                            "Put correct=\"true\" on each right one.");
        } else if (right > 1 && question.kind == Kind::Choice) {
            findings_.error(node, "quiz.many-correct-options", "More than one option of this <choice> is right.",
                            "Leave correct=\"true\" on one, or write <choices>.");
        }
    }

    const ContentFile& file_;
    Findings findings_;
    Language language_;
    RichTextReader text_;
    std::set<std::string> question_ids_;
    std::set<std::string> objectives_;
};

}  // namespace

const Option* Question::find_option(std::string_view option_id) const {
    const auto found = std::ranges::find(options, option_id, &Option::id);
    return found == options.end() ? nullptr : &*found;
}

std::optional<std::size_t> Quiz::find_question(std::string_view id) const {
    const auto found = std::ranges::find(questions, id, &Question::id);
    return found == questions.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - questions.begin())};
}

unsigned Quiz::possible_points() const {
    unsigned points = 0;
    for (const Question& question : questions) {
        points += question.points;
    }
    return points;
}

std::unique_ptr<Quiz> read(const sdk::Content& content) {
    const std::optional<ContentFile> file = ContentFile::parse(content, "quiz");
    return file ? Reader{content, *file}.read() : nullptr;
}

}  // namespace lyceum::plugins::quiz
