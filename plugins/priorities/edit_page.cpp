#include "plugins/priorities/page.hpp"

namespace lyceum::plugins::priorities {
namespace {

using sdk::Xhtml;

class Form {
public:
    Form(const Assignment& assignment, const Typed& typed, const std::vector<Slip>& slips, Language language)
        : assignment_{assignment}, typed_{typed}, slips_{slips}, language_{language}, texts_{texts_in(language)} {}

    void write(const sdk::Task& task, Xhtml& page) const {
        page.element("section", {{"lang", code_of(language_)}}, [&](Xhtml& section) {
            section.element("h2", {}, (task.id == "new" ? texts_.new_task : texts_.edit_task).text());
            if (!task.source.empty() && task.id != "new") {
                section.element("p", {{"class", "meta"}}, texts_.drafted_in.with(task.source));
            }
            slips(section);
            section.element("form", {}, [&](Xhtml& form) {
                form.element("input", {{"type", "hidden"}, {"name", "task"}, {"value", task.id}});
                line(form, "title", texts_.title, &texts_.title_hint);
                line(form, "service", texts_.service, nullptr);
                form.element("fieldset", {}, [&](Xhtml& group) {
                    group.element("legend", {}, texts_.measure_legend.text());
                    line(group, "unit", texts_.unit, &texts_.unit_hint);
                    line(group, "baseline", texts_.baseline, nullptr);
                    line(group, "target", texts_.target, nullptr);
                    day(group);
                });
                scale(form, "sector", assignment_.effect_sector);
                area(form, "sector-why", texts_.why_sector);
                scale(form, "state", assignment_.effect_state);
                area(form, "state-why", texts_.why_state);
                scale(form, "effort", assignment_.effort);
                line(form, "partners", texts_.partners, nullptr);
                area(form, "step", texts_.first_step);
                line(form, "evidence", texts_.evidence, &texts_.evidence_hint);
                form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                    write_button(actions, "save", "primary", texts_.save.text());
                    write_button(actions, "list", "secondary", texts_.cancel.text());
                });
            });
        });
    }

private:
    std::string_view value_of(std::string_view name) const {
        const auto found = typed_.find(name);
        return found == typed_.end() ? std::string_view{} : std::string_view{found->second};
    }

    const Slip* slip_of(std::string_view name) const {
        for (const Slip& slip : slips_) {
            if (slip.field == name) {
                return &slip;
            }
        }
        return nullptr;
    }

    void slips(Xhtml& out) const {
        if (slips_.empty()) {
            return;
        }
        out.element("div", {{"class", "feedback wrong"}, {"id", "feedback"}, {"role", "status"}, {"tabindex", "-1"}},
                    [&](Xhtml& box) {
                        box.element("h3", {}, texts_.slips_heading.text());
                        box.element("ul", {}, [&](Xhtml& list) {
                            for (const Slip& slip : slips_) {
                                list.element("li", {}, slip.words);
                            }
                        });
                    });
    }

    void head(Xhtml& label, std::string_view name, const Text& words, const Text* hint) const {
        label.element("span", {}, words.text());
        if (hint != nullptr) {
            label.element("span", {{"class", "meta"}}, hint->text());
        }
        if (const Slip* slip = slip_of(name)) {
            label.element("strong", {{"class", "wrong"}}, slip->words);
        }
    }

    void line(Xhtml& out, std::string_view name, const Text& words, const Text* hint) const {
        out.element("label", {{"class", "line"}}, [&](Xhtml& label) {
            head(label, name, words, hint);
            const bool number = name == "baseline" || name == "target";
            label.element("input", {{"type", "text"},
                                    {"name", name},
                                    {"value", value_of(name)},
                                    {"maxlength", 300},
                                    {"inputmode", number ? "decimal" : "text"},
                                    {"autocomplete", "off"}});
        });
    }

    void day(Xhtml& out) const {
        out.element("label", {{"class", "line"}}, [&](Xhtml& label) {
            head(label, "deadline", texts_.deadline, nullptr);
            label.element("input", {{"type", "date"}, {"name", "deadline"}, {"value", value_of("deadline")}});
        });
    }

    void area(Xhtml& out, std::string_view name, const Text& words) const {
        out.element("label", {{"class", "line"}}, [&](Xhtml& label) {
            head(label, name, words, nullptr);
            label.element("textarea", {{"name", name}, {"rows", 2}, {"maxlength", 400}, {"autocomplete", "off"}},
                          value_of(name));
        });
    }

    void scale(Xhtml& out, std::string_view name, const Scale& scale) const {
        const std::string_view lang = code_of(assignment_.language);
        out.element("fieldset", {{"class", "choice"}}, [&](Xhtml& group) {
            group.element("legend", {{"lang", lang}}, scale.question);
            for (std::size_t grade = 1; grade <= scale.grades.size(); ++grade) {
                const std::string number = std::to_string(grade);
                group.element("label", {{"class", "option"}}, [&](Xhtml& label) {
                    label.element(
                        "input",
                        {{"type", "radio"}, {"name", name}, {"value", number}, {"checked", value_of(name) == number}});
                    label.text(" ").element("span", {{"lang", lang}}, number + " — " + scale.grades[grade - 1]);
                });
            }
        });
    }

    const Assignment& assignment_;
    const Typed& typed_;
    const std::vector<Slip>& slips_;
    Language language_;
    const Texts& texts_;
};

}  // namespace

void write_form(const Assignment& assignment, const State& state, const sdk::Call& call, const sdk::Task& task,
                sdk::Xhtml& page) {
    const Language language = language_of(call.language());
    const Typed typed = state.typed ? *state.typed : typed_of(task);
    std::vector<Slip> slips;
    if (state.typed) {
        slips = parse(typed, day_in_minsk(call.time()), texts_in(language)).slips;
    }
    Form{assignment, typed, slips, language}.write(task, page);
}

}  // namespace lyceum::plugins::priorities
