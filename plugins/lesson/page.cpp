#include "plugins/lesson/page.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/lesson/texts.hpp"

namespace lyceum::plugins::lesson {
namespace {

using sdk::Xhtml;

class Page {
public:
    enum class Way { Usual, ByLink };

    Page(const Lesson& lesson, const State& state, Language language, Way way)
        : lesson_{lesson}, state_{state}, language_{language}, texts_{texts_in(language)}, way_{way} {}

    void section(std::size_t index, Xhtml& page) const {
        const Section& section = lesson_.sections[index];
        page.element("p", {{"class", "meta"}, {"lang", code_of(language_)}}, [&](Xhtml& line) {
            line.text(texts_.section_of.with(std::to_string(index + 1), std::to_string(lesson_.sections.size())));
            line.text(" · ").text(texts_.minutes.with(language_, section.minutes));
        });
        page.element("section", {{"lang", code_of(lesson_.language)}}, [&](Xhtml& body) {
            body.element("h2", {}, section.title);
            body.append(section.body.xhtml);
            if (!section.summary.empty()) {
                body.element("section", {{"class", "summary"}}, [&](Xhtml& box) {
                    box.element("h3", {{"lang", code_of(language_)}}, texts_.summary.text());
                    box.element("p", {}, [&](Xhtml& line) { line.append(section.summary.xhtml); });
                });
            }
            write_sources(section.sources, lesson_.language, texts_.sources.text(), language_, body);
        });
        if (!section.terms.empty()) {
            terms(section, page);
        }
        if (section.check) {
            check(section, *section.check, page);
        }
        if (lesson_.has_notes) {
            note_field(section, page);
        }
        page.element("form", {{"lang", code_of(language_)}}, [&](Xhtml& form) {
            section_fields(section, form);
            form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                const bool last = index + 1 == lesson_.sections.size();
                // The way on comes first, so that Enter and the first Tab go there.
                button(actions, last ? "finish" : "next", "primary", (last ? texts_.finish : texts_.next).text());
                if (index > 0) {
                    button(actions, "back", "secondary", texts_.back.text());
                }
            });
        });
    }

    void closing(Xhtml& page) const {
        page.element("section", {{"class", "result"}, {"lang", code_of(language_)}}, [&](Xhtml& result) {
            const std::size_t seen = count_seen(lesson_, state_);
            const std::size_t count = lesson_.sections.size();
            result.element("h2", {}, texts_.done_heading.text());
            result.element("p", {},
                           seen == count ? std::string{texts_.done_all.text()}
                                         : texts_.done_some.with(std::to_string(seen), std::to_string(count)));
            result.element("p", {{"class", "meta"}}, texts_.reread.text());
            result.element("form", {}, [&](Xhtml& form) {
                form.element("ol", {{"lang", code_of(lesson_.language)}}, [&](Xhtml& list) {
                    for (const Section& section : lesson_.sections) {
                        list.element("li", {}, [&](Xhtml& item) {
                            button(item, "open:" + section.id, "secondary", section.title);
                            if (!section.summary.empty()) {
                                item.element("p", {}, [&](Xhtml& line) { line.append(section.summary.xhtml); });
                            }
                        });
                    }
                });
            });
            if (!lesson_.glossary.empty()) {
                glossary_button(result);
            }
        });
        own_notes(page);
    }

    void glossary(Xhtml& page) const {
        page.element("section", {{"class", "terms"}, {"lang", code_of(language_)}}, [&](Xhtml& section) {
            section.element("h2", {}, texts_.terms.text());
            section.element("dl", {{"lang", code_of(lesson_.language)}}, [&](Xhtml& list) {
                for (const Term& term : lesson_.glossary) {
                    definition(term, list);
                }
            });
            section.element("form", {}, [&](Xhtml& form) {
                form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                    button(actions, "return", "primary", texts_.back_to_lesson.text());
                });
            });
        });
    }

private:
    // Which section a form is about. One that was opened by a link is not where the state is: the form says so.
    void section_fields(const Section& section, Xhtml& form) const {
        form.element("input", {{"type", "hidden"}, {"name", "section"}, {"value", section.id}});
        if (way_ == Way::ByLink) {
            form.element("input", {{"type", "hidden"}, {"name", "place"}, {"value", section.id}});
        }
    }

    static void definition(const Term& term, Xhtml& list) {
        list.element("dt", {{"id", term_anchor(term.id)}}, term.name);
        list.element("dd", {}, [&](Xhtml& words) { words.append(term.meaning.xhtml); });
    }

    void glossary_button(Xhtml& out) const {
        out.element("form", {}, [&](Xhtml& form) {
            form.element("div", {{"class", "actions"}},
                         [&](Xhtml& actions) { button(actions, "glossary", "secondary", texts_.all_terms.text()); });
        });
    }

    // The terms this section names: its links lead here, so that a meaning is one press away without a script.
    void terms(const Section& section, Xhtml& page) const {
        page.element("section", {{"class", "terms"}, {"lang", code_of(language_)}}, [&](Xhtml& box) {
            box.element("h3", {}, texts_.terms.text());
            box.element("dl", {{"lang", code_of(lesson_.language)}}, [&](Xhtml& list) {
                for (const std::string& id : section.terms) {
                    definition(*lesson_.find_term(id), list);
                }
            });
            glossary_button(box);
        });
    }

    void note_field(const Section& section, Xhtml& page) const {
        const auto found = state_.notes.find(section.id);
        const std::string_view text = found == state_.notes.end() ? std::string_view{} : found->second;
        page.element(
            "details", {{"class", "own-note"}, {"lang", code_of(language_)}, {"open", !text.empty()}}, [&](Xhtml& box) {
                box.element("summary", {}, texts_.note.text());
                box.element("form", {}, [&](Xhtml& form) {
                    form.element("input", {{"type", "hidden"}, {"name", "section"}, {"value", section.id}});
                    form.element("label", {}, [&](Xhtml& label) {
                        label.element("span", {{"class", "meta"}}, texts_.note_private.text());
                        label.element(
                            "textarea",
                            {{"name", "note"}, {"rows", 4}, {"maxlength", longest_note}, {"autocomplete", "off"}},
                            text);
                    });
                    form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                        button(actions, "note", "secondary", texts_.save_note.text());
                    });
                });
            });
    }

    // All of them on the closing page, those on sections that an edit has removed too.
    void own_notes(Xhtml& page) const {
        if (state_.notes.empty()) {
            return;
        }
        page.element("section", {{"class", "own-note"}, {"lang", code_of(language_)}}, [&](Xhtml& box) {
            box.element("h2", {}, texts_.own_notes.text());
            box.element("p", {{"class", "meta"}}, texts_.note_private.text());
            for (const Section& section : lesson_.sections) {
                const auto found = state_.notes.find(section.id);
                if (found != state_.notes.end()) {
                    box.element("h3", {{"lang", code_of(lesson_.language)}}, section.title);
                    note_lines(found->second, box);
                }
            }
            for (const auto& [section, note] : state_.notes) {
                if (!lesson_.find_section(section)) {
                    box.element("h3", {}, texts_.section_gone.text());
                    note_lines(note, box);
                }
            }
        });
    }

    static void note_lines(std::string_view note, Xhtml& out) {
        for (const std::string_view line : split(note, '\n')) {
            if (!line.empty()) {
                out.element("p", {}, line);
            }
        }
    }

    static void button(Xhtml& out, std::string_view act, std::string_view look, std::string_view words) {
        out.element("button", {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", look}}, words);
    }

    void check(const Section& section, const Check& check, Xhtml& page) const {
        const auto found = state_.chosen.find(check.id);
        const Option* chosen = found == state_.chosen.end() ? nullptr : check.find_option(found->second);
        page.element("section", {{"class", "callout"}, {"lang", code_of(language_)}}, [&](Xhtml& box) {
            box.element("h3", {}, texts_.check_heading.text());
            box.element("form", {}, [&](Xhtml& form) {
                section_fields(section, form);
                question(check, chosen, form);
                if (chosen != nullptr) {
                    feedback(*chosen, form);
                }
                form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                    button(actions, "check", "secondary", texts_.check_answer.text());
                });
            });
        });
    }

    void question(const Check& check, const Option* chosen, Xhtml& form) const {
        const std::string_view lang = code_of(lesson_.language);
        if (check.prompt.line.empty()) {
            form.element("div", {{"class", "question"}, {"lang", lang}},
                         [&](Xhtml& prompt) { prompt.append(check.prompt.blocks); });
        }
        form.element("fieldset", {{"class", "choice"}}, [&](Xhtml& group) {
            if (check.prompt.line.empty()) {
                group.element("legend", {}, texts_.choose_one.text());
            } else {
                group.element("legend", {{"lang", lang}}, [&](Xhtml& legend) { legend.append(check.prompt.line); });
            }
            for (const Option& option : check.options) {
                group.element("label", {{"class", "option"}, {"lang", lang}}, [&](Xhtml& label) {
                    label.element(
                        "input",
                        {{"type", "radio"}, {"name", "option"}, {"value", option.id}, {"checked", &option == chosen}});
                    label.text(" ").element("span", {}, [&](Xhtml& words) { words.append(option.text.xhtml); });
                });
            }
        });
    }

    void feedback(const Option& chosen, Xhtml& form) const {
        form.element("div",
                     {{"class", chosen.correct ? "feedback right" : "feedback wrong"},
                      {"role", "status"},
                      {"tabindex", "-1"},
                      {"id", "feedback"}},
                     [&](Xhtml& box) {
                         box.element("h3", {}, [&](Xhtml& heading) {
                             heading.element("span", {{"aria-hidden", "true"}}, chosen.correct ? "✓" : "✗");
                             heading.text(" ").text((chosen.correct ? texts_.right : texts_.wrong).text());
                         });
                         if (!chosen.feedback.empty()) {
                             box.element("p", {{"lang", code_of(lesson_.language)}},
                                         [&](Xhtml& line) { line.append(chosen.feedback.xhtml); });
                         }
                     });
    }

    const Lesson& lesson_;
    const State& state_;
    Language language_;
    const Texts& texts_;
    Way way_;
};

}  // namespace

void write_page(const Lesson& lesson, const State& state, Language language, std::string_view place, sdk::Xhtml& page) {
    const std::optional<std::size_t> linked = lesson.find_section(place);
    const Page writer{lesson, state, language, linked ? Page::Way::ByLink : Page::Way::Usual};
    if (linked) {
        writer.section(*linked, page);
    } else if (state.glossary_shown && !lesson.glossary.empty()) {
        writer.glossary(page);
    } else if (state.finished) {
        writer.closing(page);
    } else {
        writer.section(current_section(lesson, state), page);
    }
}

}  // namespace lyceum::plugins::lesson
