#include "plugins/priorities/page.hpp"

#include "plugins/common/dates.hpp"
#include "plugins/common/numbers.hpp"
#include "plugins/common/state_lines.hpp"
#include "plugins/priorities/portfolio.hpp"

namespace lyceum::plugins::priorities {
namespace {

using sdk::Xhtml;

class Page {
public:
    Page(const Assignment& assignment, const State& state, const sdk::Call& call, const Portfolio& portfolio)
        : assignment_{assignment},
          state_{state},
          call_{call},
          portfolio_{portfolio},
          language_{language_of(call.language())},
          texts_{texts_in(language_)} {}

    void list(Xhtml& page) const {
        page.element("section", {{"lang", code_of(assignment_.language)}}, [&](Xhtml& section) {
            section.element("h2", {}, assignment_.title);
            section.append(assignment_.intro.xhtml);
            write_sources(assignment_.sources, assignment_.language, texts_.sources.text(), language_, section);
        });
        if (!portfolio_.committed.empty()) {
            committed(page);
        }
        page.element("section", {{"lang", code_of(language_)}}, [&](Xhtml& section) {
            section.element("h3", {}, texts_.drafts.text());
            if (portfolio_.drafts.empty()) {
                section.element("p", {}, texts_.no_drafts.text());
            } else {
                drafts(section);
            }
            section.element("form", {}, [&](Xhtml& form) {
                form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                    const bool comparable = !portfolio_.ready.empty();
                    if (comparable) {
                        write_button(actions, "compare", "primary", texts_.compare.text());
                    }
                    write_button(actions, "add", comparable ? "secondary" : "primary", texts_.add.text());
                });
            });
        });
    }

    void compare(Xhtml& page) const {
        page.element("section", {{"lang", code_of(language_)}}, [&](Xhtml& section) {
            section.element("h2", {}, texts_.compare_heading.text());
            if (portfolio_.ready.empty()) {
                section.element("p", {}, texts_.nothing_ready.text());
                back(section);
                return;
            }
            comparison(section);
            if (const auto question = open_question(portfolio_.ready, state_.preferences)) {
                pair_question(question->first, question->second, section);
            } else if (call_.role() == "assistant") {
                section.element("p", {{"class", "callout"}}, texts_.assistant.text());
                back(section);
            } else if (portfolio_.room() == 0) {
                section.element("p", {{"class", "callout"}}, texts_.no_room.text());
                back(section);
            } else {
                choice(section);
            }
        });
    }

private:
    std::string deadline_words(const sdk::Task& task) const {
        return task.deadline.empty() ? std::string{} : texts_.until.with(printed_date(task.deadline, language_));
    }

    std::string number_words(const std::string& plain) const {
        const auto number = number_of<double>(plain);
        return number ? printed_number(*number, language_) : plain;
    }

    // "6 → 1 документов · до 1 июня 2027".
    std::string measure_words(const sdk::Task& task) const {
        std::string words;
        if (!task.target.empty()) {
            words = (task.baseline.empty() ? "" : number_words(task.baseline) + " → ") + number_words(task.target);
            words += task.unit.empty() ? "" : " (" + task.unit + ")";
        }
        const std::string until = deadline_words(task);
        words += words.empty() || until.empty() ? "" : " · ";
        return words + until;
    }

    void committed(Xhtml& page) const {
        page.element("section", {{"class", "summary"}, {"lang", code_of(language_)}}, [&](Xhtml& section) {
            section.element("h3", {}, texts_.committed_heading.with(std::to_string(portfolio_.committed.size())));
            section.element("ul", {}, [&](Xhtml& list) {
                for (const sdk::Task& task : portfolio_.committed) {
                    list.element("li", {}, [&](Xhtml& item) {
                        item.element("strong", {}, task.title);
                        item.element("br").text(measure_words(task));
                    });
                }
            });
            section.element("p", {{"class", "meta"}}, texts_.committed_where.text());
        });
    }

    void drafts(Xhtml& section) const {
        section.element("form", {}, [&](Xhtml& form) {
            form.element("ul", {{"class", "tasks"}}, [&](Xhtml& list) {
                for (const sdk::Task& task : portfolio_.drafts) {
                    list.element("li", {}, [&](Xhtml& item) { draft(task, item); });
                }
            });
        });
    }

    void draft(const sdk::Task& task, Xhtml& item) const {
        item.element("h4", {}, task.title);
        const std::string measured = measure_words(task);
        if (!measured.empty()) {
            item.element("p", {}, measured);
        }
        const std::vector<std::string> lacking = missing(task, texts_);
        if (lacking.empty()) {
            item.element("p", {{"class", "meta"}}, texts_.ready.text());
        } else {
            std::string words;
            for (const std::string& one : lacking) {
                words += (words.empty() ? "" : ", ") + one;
            }
            item.element("p", {{"class", "meta"}}, texts_.lacking.with(words));
        }
        item.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
            labelled(actions, "edit:" + task.id, (lacking.empty() ? texts_.edit : texts_.complete).text(), task.title);
            labelled(actions, "withdraw:" + task.id, texts_.remove.text(), task.title);
        });
    }

    // Several buttons of one name on a page: read aloud each says what it is for.
    static void labelled(Xhtml& out, std::string_view act, std::string_view words, std::string_view about) {
        const std::string label = std::string{words} + ": " + std::string{about};
        out.element(
            "button",
            {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", "secondary"}, {"aria-label", label}},
            words);
    }

    // In the order of the comparison: the host draws the map of both effects over the effort and numbers the tasks.
    void comparison(Xhtml& section) const {
        section.element("table", {{"data-chart", "map"}}, [&](Xhtml& table) {
            table.element("caption", {}, texts_.matrix_caption.text());
            table.element("thead", {}, [&](Xhtml& head) {
                head.element("tr", {}, [&](Xhtml& row) {
                    for (const Text* words : {&texts_.column_task, &texts_.column_sector, &texts_.column_state}) {
                        row.element("th", {{"scope", "col"}}, words->text());
                    }
                    row.element("th", {{"scope", "col"}, {"data-axis", "y"}, {"data-min", 2}, {"data-max", 10}},
                                texts_.column_effect.text());
                    row.element("th", {{"scope", "col"}, {"data-axis", "x"}, {"data-min", 1}, {"data-max", 5}},
                                texts_.column_effort.text());
                });
            });
            table.element("tbody", {}, [&](Xhtml& body) {
                for (const sdk::Task& task : portfolio_.ready) {
                    body.element("tr", {}, [&](Xhtml& row) {
                        row.element("th", {{"scope", "row"}}, task.title);
                        cell(row, texts_.column_sector, task.effect_sector);
                        cell(row, texts_.column_state, task.effect_state);
                        cell(row, texts_.column_effect, static_cast<std::uint32_t>(effect_of(task)));
                        cell(row, texts_.column_effort, task.effort);
                    });
                }
            });
        });
        section.element("p", {{"class", "meta"}}, texts_.ranking_caption.text());
    }

    static void cell(Xhtml& row, const Text& column, std::uint32_t grade) {
        row.element("td", {{"data-label", column.text()}}, std::to_string(grade));
    }

    const sdk::Task& ready(std::string_view id) const {
        return *std::find_if(portfolio_.ready.begin(), portfolio_.ready.end(),
                             [&](const sdk::Task& task) { return task.id == id; });
    }

    void pair_question(std::string_view first, std::string_view second, Xhtml& section) const {
        section.element("section", {{"class", "callout"}}, [&](Xhtml& box) {
            box.element("h3", {}, texts_.close_heading.text());
            box.element("form", {}, [&](Xhtml& form) {
                form.element("fieldset", {{"class", "choice"}}, [&](Xhtml& group) {
                    group.element("legend", {}, texts_.which_first.text());
                    for (const std::string_view id : {first, second}) {
                        group.element("label", {{"class", "option"}}, [&](Xhtml& label) {
                            label.element("input", {{"type", "radio"}, {"name", "first"}, {"value", id}});
                            label.text(" ").element("span", {}, ready(id).title);
                        });
                    }
                });
                form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                    write_button(actions, "prefer", "primary", texts_.answer.text());
                    write_button(actions, "list", "secondary", texts_.to_list.text());
                });
            });
        });
    }

    void choice(Xhtml& section) const {
        section.element("section", {{"class", "callout"}}, [&](Xhtml& box) {
            box.element("h3", {}, texts_.choose_heading.text());
            box.element("form", {}, [&](Xhtml& form) {
                form.element("fieldset", {{"class", "choice"}}, [&](Xhtml& group) {
                    group.element("legend", {}, texts_.choose_legend.with(language_, portfolio_.room()));
                    for (std::size_t index = 0; index < portfolio_.ready.size(); ++index) {
                        const sdk::Task& task = portfolio_.ready[index];
                        group.element("label", {{"class", "option"}}, [&](Xhtml& label) {
                            label.element("input", {{"type", "checkbox"}, {"name", "chosen"}, {"value", task.id}});
                            label.text(" ").element(
                                "span", {},
                                std::to_string(index + 1) + ". " + task.title + " — " + deadline_words(task));
                        });
                    }
                });
                form.element("label", {{"class", "line"}}, [&](Xhtml& label) {
                    label.element("span", {}, texts_.reason.text());
                    label.element("textarea",
                                  {{"name", "reason"}, {"rows", 2}, {"maxlength", 400}, {"autocomplete", "off"}}, "");
                });
                form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                    write_button(actions, "commit", "primary", texts_.commit.text());
                    write_button(actions, "list", "secondary", texts_.to_list.text());
                    if (!state_.preferences.empty()) {
                        write_button(actions, "again", "secondary", texts_.again.text());
                    }
                });
            });
        });
    }

    void back(Xhtml& section) const {
        section.element("form", {}, [&](Xhtml& form) {
            form.element("div", {{"class", "actions"}},
                         [&](Xhtml& actions) { write_button(actions, "list", "primary", texts_.to_list.text()); });
        });
    }

    const Assignment& assignment_;
    const State& state_;
    const sdk::Call& call_;
    const Portfolio& portfolio_;
    Language language_;
    const Texts& texts_;
};

}  // namespace

void write_button(sdk::Xhtml& out, std::string_view act, std::string_view look, std::string_view words) {
    out.element("button", {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", look}}, words);
}

void write_page(const Assignment& assignment, const State& state, const sdk::Call& call, const sdk::Tasks& tasks,
                sdk::Xhtml& page) {
    const Portfolio portfolio = portfolio_of(tasks.of(call), state.preferences, texts_in(language_of(call.language())));
    const Page writer{assignment, state, call, portfolio};
    if (state.screen == Screen::Edit) {
        sdk::Task fresh;
        fresh.id = "new";
        const sdk::Task* task = state.edited == "new" ? &fresh : portfolio.find_draft(state.edited);
        if (task != nullptr) {
            write_form(assignment, state, call, *task, page);
            return;
        }
    }
    state.screen == Screen::Compare ? writer.compare(page) : writer.list(page);
}

}  // namespace lyceum::plugins::priorities
