#include "plugins/lesson/page.hpp"

#include "plugins/lesson/texts.hpp"

namespace lyceum::plugins::lesson {
namespace {

using sdk::Xhtml;

class Page {
public:
    Page(const Lesson& lesson, const State& state, Language language)
        : lesson_{lesson}, state_{state}, language_{language}, texts_{texts_in(language)} {}

    void section(std::size_t index, Xhtml& page) const {
        const Section& section = lesson_.sections[index];
        page.element("p", {{"class", "meta"}, {"lang", code_of(language_)}}, [&](Xhtml& line) {
            line.text(texts_.section_of.with(std::to_string(index + 1), std::to_string(lesson_.sections.size())));
            line.text(" · ").text(texts_.minutes.with(language_, section.minutes));
        });
        page.element("section", {{"lang", code_of(lesson_.language)}}, [&](Xhtml& body) {
            body.element("h2", {}, section.title);
            body.append(section.body.xhtml);
            write_sources(section.sources, lesson_.language, texts_.sources.text(), language_, body);
        });
        if (section.check) {
            check(section, *section.check, page);
        }
        page.element("form", {{"lang", code_of(language_)}}, [&](Xhtml& form) {
            form.element("input", {{"type", "hidden"}, {"name", "section"}, {"value", section.id}});
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
                        });
                    }
                });
            });
        });
    }

private:
    static void button(Xhtml& out, std::string_view act, std::string_view look, std::string_view words) {
        out.element("button", {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", look}}, words);
    }

    void check(const Section& section, const Check& check, Xhtml& page) const {
        const auto found = state_.chosen.find(check.id);
        const Option* chosen = found == state_.chosen.end() ? nullptr : check.find_option(found->second);
        page.element("section", {{"class", "callout"}, {"lang", code_of(language_)}}, [&](Xhtml& box) {
            box.element("h3", {}, texts_.check_heading.text());
            box.element("form", {}, [&](Xhtml& form) {
                form.element("input", {{"type", "hidden"}, {"name", "section"}, {"value", section.id}});
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
};

}  // namespace

void write_page(const Lesson& lesson, const State& state, Language language, sdk::Xhtml& page) {
    const Page writer{lesson, state, language};
    if (state.finished) {
        writer.closing(page);
    } else {
        writer.section(current_section(lesson, state), page);
    }
}

}  // namespace lyceum::plugins::lesson
