#include "plugins/survey/form_page.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/survey/texts.hpp"

#include <algorithm>

namespace lyceum::plugins::survey {
namespace {

using sdk::Xhtml;

class Form {
public:
    Form(const Survey& survey, const State& state, Language spoken)
        : survey_{survey}, state_{state}, moment_{current(survey, state)}, spoken_{spoken}, texts_{texts_in(spoken)} {
        const auto found = state.answers.find(moment_);
        if (found != state.answers.end()) {
            answers_ = found->second;
        } else if (moment_ == Moment::After) {
            answers_.clear();
        }
    }

    void write(Xhtml& page) const {
        page.element("section", {{"lang", own()}}, [&](Xhtml& section) {
            const Text& heading = !survey_.twice              ? texts_.heading
                                  : moment_ == Moment::Before ? texts_.heading_before
                                                              : texts_.heading_after;
            section.element("h2", {{"lang", said()}}, heading.text());
            if (moment_ == Moment::Before) {
                section.append(survey_.introduction.xhtml);
            }
            section.element("p", {{"class", "meta"}, {"lang", said()}}, texts_.anonymous.text());
            if (asks_levels()) {
                section.element("p", {{"class", "meta"}, {"lang", said()}}, texts_.levels_are_yours.text());
            }
        });
        page.element("form", {{"lang", said()}}, [&](Xhtml& form) {
            form.element("input", {{"type", "hidden"}, {"name", "moment"}, {"value", code_of(moment_)}});
            for (const Question& question : survey_.questions) {
                form.element("div", {{"class", "survey-question"}}, [&](Xhtml& box) { write(question, box); });
            }
            form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                button(actions, "send", "primary", texts_.send);
                if (!state_.sent.empty()) {
                    button(actions, "results", "secondary", texts_.to_results);
                }
            });
        });
    }

private:
    std::string_view own() const { return plugins::code_of(survey_.language); }
    std::string_view said() const { return plugins::code_of(spoken_); }

    bool asks_levels() const {
        return std::any_of(survey_.questions.begin(), survey_.questions.end(),
                           [](const Question& each) { return each.kind == Kind::Competency; });
    }

    static void button(Xhtml& out, std::string_view act, std::string_view look, const Text& words) {
        out.element("button", {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", look}}, words.text());
    }

    std::string answer(const Question& question) const {
        const auto found = answers_.find(question.id);
        return found == answers_.end() ? std::string{} : found->second;
    }

    // The question as the name of what follows; a longer one stands before it.
    void legend(const Question& question, Xhtml& group, const Text& otherwise) const {
        if (question.prompt.line.empty()) {
            group.element("legend", {}, otherwise.text());
            return;
        }
        group.element("legend", {{"lang", own()}}, [&](Xhtml& words) {
            words.append(question.prompt.line);
            optional(question, words);
        });
    }

    void optional(const Question& question, Xhtml& out) const {
        if (!question.required) {
            out.text(" ").element("small", {{"class", "meta"}, {"lang", said()}}, texts_.optional.text());
        }
    }

    void write(const Question& question, Xhtml& box) const {
        if (question.prompt.line.empty()) {
            box.element("div", {{"class", "question"}, {"lang", own()}},
                        [&](Xhtml& words) { words.append(question.prompt.blocks); });
        }
        if (question.kind == Kind::Text || question.kind == Kind::Number) {
            typed(question, box);
        } else if (question.kind == Kind::Rank) {
            ranking(question, box);
        } else {
            options(question, box);
        }
    }

    void options(const Question& question, Xhtml& box) const {
        const bool many = question.kind == Kind::Choices;
        const std::string given = answer(question);
        const std::vector<std::string_view> chosen = split(given, ' ');
        box.element("fieldset", {{"class", question.kind == Kind::Likert ? "choice likert" : "choice"}},
                    [&](Xhtml& group) {
                        legend(question, group, many ? texts_.choose_several : texts_.choose_one);
                        for (const Option& option : question.options) {
                            const bool checked = std::find(chosen.begin(), chosen.end(), option.id) != chosen.end();
                            group.element("label", {{"class", "option"}, {"lang", own()}}, [&](Xhtml& label) {
                                label.element("input", {{"type", many ? "checkbox" : "radio"},
                                                        {"name", "q:" + question.id},
                                                        {"value", option.id},
                                                        {"checked", checked}});
                                label.text(" ").element("span", {},
                                                        [&](Xhtml& words) { option_text(question, option, words); });
                            });
                        }
                    });
    }

    void option_text(const Question& question, const Option& option, Xhtml& out) const {
        if (question.kind != Kind::Competency) {
            out.append(option.text.xhtml);
        } else if (option.id == "0") {
            out.element("span", {{"lang", said()}}, texts_.level_zero.text());
        } else {
            out.text(option.id).text(". ").append(option.text.xhtml);
        }
    }

    void ranking(const Question& question, Xhtml& box) const {
        const std::string given = answer(question);
        const std::vector<std::string_view> order = split(given, ' ');
        box.element("fieldset", {{"class", "ranking"}}, [&](Xhtml& group) {
            legend(question, group, texts_.rank);
            group.element("p", {{"class", "meta"}}, texts_.rank_note.text());
            for (const Option& option : question.options) {
                const auto at = std::find(order.begin(), order.end(), option.id);
                const std::size_t place = at == order.end() ? 0 : static_cast<std::size_t>(at - order.begin()) + 1;
                group.element("label", {}, [&](Xhtml& label) {
                    label.element("span", {{"lang", own()}}, [&](Xhtml& words) { words.append(option.text.xhtml); });
                    label.text(" ").element(
                        "select", {{"name", "q:" + question.id + ":" + option.id}}, [&](Xhtml& list) {
                            list.element("option", {{"value", ""}}, "—");
                            for (std::size_t each = 1; each <= question.options.size(); ++each) {
                                list.element("option", {{"value", each}, {"selected", each == place}},
                                             std::to_string(each));
                            }
                        });
                });
            }
        });
    }

    void typed(const Question& question, Xhtml& box) const {
        box.element("label", {}, [&](Xhtml& label) {
            label.element("span", {{"class", "question"}, {"lang", own()}}, [&](Xhtml& words) {
                if (question.prompt.line.empty()) {
                    words.element("span", {{"lang", said()}}, texts_.your_answer.text());
                } else {
                    words.append(question.prompt.line);
                }
                optional(question, words);
            });
            if (question.kind == Kind::Text) {
                label.element("textarea", {{"name", "q:" + question.id}, {"rows", 4}, {"maxlength", longest_answer}},
                              answer(question));
                return;
            }
            label.element("input", {{"type", "text"},
                                    {"inputmode", "decimal"},
                                    {"autocomplete", "off"},
                                    {"name", "q:" + question.id},
                                    {"value", answer(question)}});
            if (!question.unit.empty()) {
                label.element("span", {{"class", "unit"}, {"lang", own()}}, question.unit);
            }
        });
    }

    const Survey& survey_;
    const State& state_;
    Moment moment_;
    Language spoken_;
    const Texts& texts_;
    Answers answers_;
};

}  // namespace

void write_form(const Survey& survey, const State& state, Language spoken, sdk::Xhtml& page) {
    Form{survey, state, spoken}.write(page);
}

}  // namespace lyceum::plugins::survey
