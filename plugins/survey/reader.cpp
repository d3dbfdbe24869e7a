#include "plugins/survey/reader.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/suggestion.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace lyceum::plugins::survey {
namespace {

using Node = pugi::xml_node;

class Reader {
public:
    Reader(const sdk::Content& content, const ContentFile& file)
        : file_{file},
          findings_{content, file},
          language_{language_of(ContentFile::attribute(file.root(), "lang"))},
          text_{"survey", language_, findings_} {}

    std::unique_ptr<Survey> read() {
        auto survey = std::make_unique<Survey>();
        const Node root = file_.root();
        survey->language = language_;
        const Node title = ContentFile::child(root, "title");
        text_.require_text(title ? title : root);
        survey->title = plain_text(title);
        survey->twice = is_true(root, "twice", false);
        if (const Node introduction = ContentFile::child(root, "introduction")) {
            survey->introduction = text_.prose(introduction);
        }
        read_scales(root);
        std::set<std::string> ids;
        for (const Node& child : root.children()) {
            if (const auto kind = kind_of(child)) {
                survey->questions.push_back(question(child, *kind, ids));
            }
        }
        for (const auto& [id, scale] : scales_) {
            if (!scale.used) {
                findings_.warning(scale.at, "survey.unused-scale", "No question uses the scale \"" + id + "\".",
                                  "Take it out, or name it in a <likert>.");
            }
        }
        check_size(root, *survey);
        return findings_.has_errors() ? nullptr : std::move(survey);
    }

private:
    struct Scale {
        Node at;
        std::vector<Option> points;
        bool used = false;
    };

    static bool is_true(const Node& node, const char* name, bool otherwise) {
        const std::string value = ContentFile::attribute(node, name);
        return value.empty() ? otherwise : value == "true" || value == "1";
    }

    static std::optional<Kind> kind_of(const Node& node) {
        if (node.type() != pugi::node_element) {
            return std::nullopt;
        }
        const std::string_view name = local_name(node);
        if (name == "likert") {
            return Kind::Likert;
        }
        if (name == "choice") {
            return is_true(node, "many", false) ? Kind::Choices : Kind::Choice;
        }
        return name == "rank"         ? std::optional{Kind::Rank}
               : name == "number"     ? std::optional{Kind::Number}
               : name == "text"       ? std::optional{Kind::Text}
               : name == "competency" ? std::optional{Kind::Competency}
                                      : std::nullopt;
    }

    std::string unique_id(const Node& node, std::set<std::string>& taken) {
        std::string id = ContentFile::attribute(node, "id");
        if (!is_identifier(id)) {
            findings_.error(node, "survey.bad-id",
                            "The id \"" + id.substr(0, 100) + "\" is not 1 to 64 letters, digits, '-', '_' or '.'.");
        } else if (!taken.insert(id).second) {
            findings_.error(node, "survey.duplicate-id", "The id \"" + id + "\" is used twice.",
                            "Give each its own id.");
        }
        return id;
    }

    void read_scales(const Node& root) {
        std::set<std::string> taken;
        for (const Node& node : ContentFile::children(root, "scale")) {
            const std::string id = unique_id(node, taken);
            Scale scale{.at = node, .points = {}};
            for (const Node& point : ContentFile::children(node, "point")) {
                scale.points.push_back({std::to_string(scale.points.size() + 1), text_.inline_text(point)});
            }
            if (scale.points.size() < 2) {
                findings_.error(node, "survey.short-scale",
                                "The scale \"" + id + "\" has " + std::to_string(scale.points.size()) +
                                    (scale.points.size() == 1 ? " point" : " points") +
                                    ": there is nothing to choose between.",
                                "Give it at least two points, the lowest first; five are usual.");
            }
            scales_.emplace(id, std::move(scale));
        }
    }

    Question question(const Node& node, Kind kind, std::set<std::string>& ids) {
        Question question;
        question.kind = kind;
        question.id = unique_id(node, ids);
        question.prompt = text_.prompt(ContentFile::child(node, "prompt"));
        question.required = is_true(node, "required", kind != Kind::Text);
        if (kind == Kind::Likert) {
            question.options = points(node);
        } else if (kind == Kind::Competency) {
            read_levels(node, question);
        } else if (kind == Kind::Number) {
            read_range(node, question);
        } else if (kind != Kind::Text) {
            std::set<std::string> taken;
            for (const Node& option : ContentFile::children(node, "option")) {
                const std::string id = unique_id(option, taken);
                question.options.push_back({id, text_.inline_text(option)});
            }
            if (question.options.size() < 2) {
                findings_.error(node, "survey.few-options",
                                "The question \"" + question.id + "\" has fewer than two options.",
                                "Add an <option>, or ask with <text>.");
            }
        }
        return question;
    }

    std::vector<Option> points(const Node& node) {
        const std::string id = ContentFile::attribute(node, "scale");
        const auto found = scales_.find(id);
        if (found == scales_.end()) {
            std::vector<std::string_view> known;
            for (const auto& [other, scale] : scales_) {
                known.emplace_back(other);
            }
            findings_.error(node, "survey.unknown-scale", "No scale is \"" + id.substr(0, 100) + "\".",
                            suggestion(id, known, "Add a <scale> with this id before the questions."));
            return {};
        }
        found->second.used = true;
        return found->second.points;
    }

    // The levels of the framework, 1 and up; 0 is "not yet", in the words of the module.
    void read_levels(const Node& node, Question& question) {
        question.competency = ContentFile::attribute(node, "ref");
        if (!is_identifier(question.competency)) {
            findings_.error(node, "survey.bad-id", "The competency has no id.",
                            "Write the id of the framework in ref, such as C3.");
        } else if (!competencies_.insert(question.competency).second) {
            findings_.error(node, "survey.same-competency",
                            "Two questions are about the competency \"" + question.competency + "\".",
                            "Ask once for each competency.");
        }
        question.options.push_back({"0", {}});
        for (const Node& level : ContentFile::children(node, "level")) {
            question.options.push_back({std::to_string(question.options.size()), text_.inline_text(level)});
        }
        if (question.options.size() < 3) {
            findings_.error(node, "survey.short-scale",
                            "The competency \"" + question.competency + "\" has fewer than two levels.",
                            "Describe each level of the framework in a <level>, the lowest first.");
        }
    }

    void read_range(const Node& node, Question& question) {
        question.least = number(node, "min", 0);
        question.most = number(node, "max", 1'000'000'000);
        question.unit = ContentFile::attribute(node, "unit");
        if (!(question.least < question.most)) {
            findings_.error(node, "survey.bad-range", "The min of \"" + question.id + "\" is not below its max.");
        }
    }

    double number(const Node& node, const char* name, double otherwise) {
        const std::string text = ContentFile::attribute(node, name);
        const auto value = number_of<double>(text);
        if (text.empty()) {
            return otherwise;
        }
        if (!value || !(*value >= -1e9 && *value <= 1e9)) {
            findings_.error(node, "survey.bad-number",
                            std::string{name} + " is not a number within a thousand million.");
            return otherwise;
        }
        return *value;
    }

    void check_size(const Node& root, const Survey& survey) {
        if (survey.questions.empty()) {
            findings_.error(root, "survey.no-questions", "The survey asks nothing.", "Add a question.");
        }
        std::size_t bytes = survey.introduction.xhtml.bytes().size();
        for (const Question& question : survey.questions) {
            bytes += question.prompt.blocks.bytes().size();
            for (const Option& option : question.options) {
                bytes += option.text.xhtml.bytes().size();
            }
        }
        if (survey.questions.size() > most_questions || bytes > longest_page) {
            findings_.error(root, "survey.too-large", "More than 60 questions, or more text than a page may have.",
                            "Ask less: what nobody acts on need not be asked.");
        }
    }

    const ContentFile& file_;
    Findings findings_;
    Language language_;
    RichTextReader text_;
    std::map<std::string, Scale> scales_;
    std::set<std::string> competencies_;
};

}  // namespace

const Option* Question::find_option(std::string_view option_id) const {
    const auto found =
        std::find_if(options.begin(), options.end(), [&](const Option& each) { return each.id == option_id; });
    return found == options.end() ? nullptr : &*found;
}

const Question* Survey::find_question(std::string_view id) const {
    const auto found =
        std::find_if(questions.begin(), questions.end(), [&](const Question& each) { return each.id == id; });
    return found == questions.end() ? nullptr : &*found;
}

std::unique_ptr<Survey> read(const sdk::Content& content) {
    const std::optional<ContentFile> file = ContentFile::parse(content, "survey");
    return file ? Reader{content, *file}.read() : nullptr;
}

}  // namespace lyceum::plugins::survey
