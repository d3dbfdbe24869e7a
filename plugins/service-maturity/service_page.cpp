#include "plugins/common/state_lines.hpp"
#include "plugins/service-maturity/answer.hpp"
#include "plugins/service-maturity/page.hpp"
#include "plugins/service-maturity/table.hpp"

namespace lyceum::plugins::service_maturity {
namespace {

using sdk::Xhtml;

class ServicePage {
public:
    ServicePage(const PageOf& of, const Service& service) : of_{of}, service_{service}, texts_{of.texts} {}

    void write(Xhtml& page) const {
        const Standing where = standing_of(of_.assessment, service_.replies);
        page.element("section", {{"lang", code_of(of_.language)}}, [&](Xhtml& section) {
            section.element("h2", {}, service_.figures.name);
            where.placed ? placed(where.level, section) : questions(where.level + 1, section);
        });
    }

private:
    std::string_view content() const { return code_of(of_.assessment.language); }

    std::string_view typed(const std::string& name) const {
        const auto found = of_.state.typed.find(name);
        return found == of_.state.typed.end() ? std::string_view{} : std::string_view{found->second};
    }

    void questions(std::size_t number, Xhtml& section) const {
        const Level& level = of_.assessment.levels[number];
        section.element("h3", {}, [&](Xhtml& heading) {
            heading.text(texts_.level_question.with(std::to_string(number))).text(" ");
            heading.element("span", {{"lang", content()}}, level.name);
        });
        section.element("p", {{"lang", content()}}, level.meaning);
        section.element("p", {{"class", "meta"}}, texts_.facts_count.text());
        section.element("form", {}, [&](Xhtml& form) {
            form.element("input", {{"type", "hidden"}, {"name", "service"}, {"value", service_.id}});
            form.element("input", {{"type", "hidden"}, {"name", "level"}, {"value", number}});
            for (const Indicator& indicator : level.indicators) {
                indicator.is_number() ? number_field(indicator, form) : yes_or_no(indicator, form);
            }
            form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                write_button(actions, "place", "primary", texts_.answer.text());
                write_button(actions, "list", "secondary", texts_.to_list.text());
            });
        });
    }

    void number_field(const Indicator& indicator, Xhtml& form) const {
        form.element("label", {{"class", "line"}}, [&](Xhtml& label) {
            label.element("span", {{"lang", content()}},
                          indicator.question + (indicator.unit.empty() ? "" : " (" + indicator.unit + ")"));
            label.element("input", {{"type", "text"},
                                    {"name", "value-" + indicator.id},
                                    {"value", typed("value-" + indicator.id)},
                                    {"inputmode", "decimal"},
                                    {"maxlength", 20},
                                    {"autocomplete", "off"}});
        });
        fact_field(indicator, texts_.where_from.text(), form);
    }

    void yes_or_no(const Indicator& indicator, Xhtml& form) const {
        form.element("fieldset", {{"class", "choice"}}, [&](Xhtml& group) {
            group.element("legend", {{"lang", content()}}, indicator.question);
            for (const bool yes : {true, false}) {
                const std::string_view value = yes ? "yes" : "no";
                group.element("label", {{"class", "option"}}, [&](Xhtml& label) {
                    label.element("input", {{"type", "radio"},
                                            {"name", "value-" + indicator.id},
                                            {"value", value},
                                            {"checked", typed("value-" + indicator.id) == value}});
                    label.text(" ").element("span", {}, (yes ? texts_.yes : texts_.no).text());
                });
            }
        });
        fact_field(indicator, texts_.what_shows.text(), form);
    }

    void fact_field(const Indicator& indicator, std::string_view words, Xhtml& form) const {
        form.element("label", {{"class", "line"}}, [&](Xhtml& label) {
            label.element("span", {}, words);
            label.element("span", {{"class", "meta"}, {"lang", content()}}, indicator.fact);
            label.element("input", {{"type", "text"},
                                    {"name", "fact-" + indicator.id},
                                    {"value", typed("fact-" + indicator.id)},
                                    {"maxlength", longest_fact},
                                    {"autocomplete", "off"}});
        });
    }

    void placed(std::size_t number, Xhtml& section) const {
        const Level& level = of_.assessment.levels[number];
        section.element("section", {{"class", "summary"}}, [&](Xhtml& box) {
            box.element("h3", {}, [&](Xhtml& heading) {
                heading.text(texts_.stands_on.with(std::to_string(number))).text(" ");
                heading.element("span", {{"lang", content()}}, level.name);
            });
            box.element("p", {{"lang", content()}}, level.meaning);
        });
        if (number < of_.assessment.top()) {
            lacking(number + 1, section);
            aim(number, section);
        }
        facts(number, section);
        section.element("form", {}, [&](Xhtml& form) {
            form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                write_button(actions, "list", "primary", texts_.to_list.text());
                const std::string task = task_id_of(service_);
                if (of_.fixed.contains(task)) {
                    actions.element("span", {{"class", "meta"}}, texts_.task_taken.text());
                } else if (of_.tasks.contains(task)) {
                    write_button(actions, "undraft:" + service_.id, "secondary", texts_.undraft.text());
                } else if (number < of_.assessment.top()) {
                    write_button(actions, "draft:" + service_.id, "secondary", texts_.draft.text());
                }
                write_button(actions, "again:" + service_.id, "secondary", texts_.again.text());
            });
        });
    }

    // What keeps the service from the next level.
    void lacking(std::size_t next, Xhtml& section) const {
        section.element("h3", {}, texts_.what_lacks.with(std::to_string(next)));
        section.element("ul", {{"lang", content()}}, [&](Xhtml& list) {
            for (const Indicator& indicator : of_.assessment.levels[next].indicators) {
                if (is_met(indicator, service_.replies) != Met::Yes) {
                    list.element("li", {}, indicator.question);
                }
            }
        });
        section.element("p", {}, [&](Xhtml& words) {
            words.element("strong", {}, texts_.next_step.text());
            words.text(" ").element("span", {{"lang", content()}}, of_.assessment.levels[next].next);
        });
    }

    void aim(std::size_t number, Xhtml& section) const {
        const std::size_t target = target_of(of_.assessment, service_);
        section.element("form", {}, [&](Xhtml& form) {
            form.element("input", {{"type", "hidden"}, {"name", "service"}, {"value", service_.id}});
            form.element("label", {{"class", "line"}}, [&](Xhtml& label) {
                label.element("span", {}, texts_.target.text());
                label.element("select", {{"name", "target"}}, [&](Xhtml& select) {
                    for (std::size_t level = number + 1; level <= of_.assessment.top(); ++level) {
                        select.element("option", {{"value", level}, {"selected", level == target}},
                                       std::to_string(level) + ". " + of_.assessment.levels[level].name);
                    }
                });
            });
            form.element("div", {{"class", "actions"}},
                         [&](Xhtml& actions) { write_button(actions, "aim", "secondary", texts_.save_target.text()); });
        });
    }

    void facts(std::size_t number, Xhtml& section) const {
        if (service_.replies.empty()) {
            return;
        }
        section.element("details", {}, [&](Xhtml& box) {
            box.element("summary", {}, texts_.your_facts.text());
            box.element("dl", {}, [&](Xhtml& list) {
                const std::size_t last = std::min(number + 1, of_.assessment.top());
                for (std::size_t level = 1; level <= last; ++level) {
                    for (const Indicator& indicator : of_.assessment.levels[level].indicators) {
                        fact(indicator, list);
                    }
                }
            });
        });
    }

    void fact(const Indicator& indicator, Xhtml& list) const {
        const auto found = service_.replies.find(indicator.id);
        if (found == service_.replies.end()) {
            return;
        }
        const Reply& reply = found->second;
        list.element("dt", {{"lang", content()}}, indicator.question);
        std::string words = reply.value == "yes"  ? std::string{texts_.yes.text()}
                            : reply.value == "no" ? std::string{texts_.no.text()}
                                                  : number_words(reply.value, of_.language);
        words += reply.fact.empty() ? "" : " — " + reply.fact;
        list.element("dd", {}, words);
    }

    const PageOf& of_;
    const Service& service_;
    const Texts& texts_;
};

void write_slips(const std::vector<std::string>& slips, std::string_view heading, Xhtml& out) {
    if (slips.empty()) {
        return;
    }
    out.element("div", {{"class", "feedback wrong"}, {"id", "feedback"}, {"role", "status"}, {"tabindex", "-1"}},
                [&](Xhtml& box) {
                    box.element("h3", {}, heading);
                    box.element("ul", {}, [&](Xhtml& list) {
                        for (const std::string& slip : slips) {
                            list.element("li", {}, slip);
                        }
                    });
                });
}

std::string typed_in(const State& state, std::string_view name) {
    const auto found = state.typed.find(name);
    return found == state.typed.end() ? std::string{} : found->second;
}

}  // namespace

void write_service(const PageOf& of, const Service& service, sdk::Xhtml& page) {
    ServicePage{of, service}.write(page);
}

void write_figures_form(const PageOf& of, const Service* service, sdk::Xhtml& page) {
    const Texts& texts = of.texts;
    std::array<std::string, figure_count> values;
    std::vector<std::string> slips;
    if (!of.state.typed.empty()) {
        for (std::size_t column = 0; column < figure_count; ++column) {
            values[column] = typed_in(of.state, figure_names[column]);
        }
        slips = read_figures({values[0], values[1], values[2], values[3], values[4]}, texts).slips;
    } else if (service != nullptr) {
        const Figures& figures = service->figures;
        values = {figures.name, figures.volume, figures.share, figures.cost, figures.days};
    }
    page.element("section", {{"lang", code_of(of.language)}}, [&](Xhtml& section) {
        section.element("h2", {}, (service == nullptr ? texts.new_service : texts.service_figures).text());
        write_slips(slips, texts.not_saved.text(), section);
        section.element("form", {}, [&](Xhtml& form) {
            form.element("input", {{"type", "hidden"},
                                   {"name", "service"},
                                   {"value", service == nullptr ? std::string_view{"new"} : service->id}});
            for (std::size_t column = 0; column < figure_count; ++column) {
                form.element("label", {{"class", "line"}}, [&](Xhtml& label) {
                    label.element("span", {}, title_of(column, texts).text());
                    label.element("input", {{"type", "text"},
                                            {"name", figure_names[column]},
                                            {"value", values[column]},
                                            {"inputmode", column == 0 ? "text" : "decimal"},
                                            {"maxlength", column == 0 ? longest_name : 20},
                                            {"autocomplete", "off"}});
                });
            }
            form.element("p", {{"class", "meta"}}, texts.figures_may_wait.text());
            form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                write_button(actions, "put", "primary", texts.save.text());
                write_button(actions, "list", "secondary", texts.cancel.text());
            });
        });
    });
}

void write_table_form(const PageOf& of, sdk::Xhtml& page) {
    const Texts& texts = of.texts;
    std::vector<std::string> slips;
    const std::string told = typed_in(of.state, "slips");
    for (const std::string_view slip : split(told, '\n')) {
        if (!slip.empty()) {
            slips.emplace_back(slip);
        }
    }
    page.element("section", {{"lang", code_of(of.language)}}, [&](Xhtml& section) {
        section.element("h2", {}, texts.paste_table.text());
        write_slips(slips, texts.nothing_taken.text(), section);
        section.element("p", {}, texts.table_help.text());
        section.element("ol", {}, [&](Xhtml& list) {
            for (std::size_t column = 0; column < figure_count; ++column) {
                list.element("li", {}, title_of(column, texts).text());
            }
        });
        section.element("form", {}, [&](Xhtml& form) {
            form.element("label", {{"class", "line"}}, [&](Xhtml& label) {
                label.element("span", {}, texts.table_field.text());
                label.element("span", {{"class", "meta"}}, texts.table_example.text());
                label.element("textarea",
                              {{"name", "table"}, {"rows", 8}, {"maxlength", 30000}, {"autocomplete", "off"}},
                              typed_in(of.state, "table"));
            });
            form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                write_button(actions, "paste", "primary", texts.take_table.text());
                write_button(actions, "list", "secondary", texts.cancel.text());
            });
        });
    });
}

void write_button(sdk::Xhtml& out, std::string_view act, std::string_view look, std::string_view words) {
    out.element("button", {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", look}}, words);
}

void write_button_about(sdk::Xhtml& out, std::string_view act, std::string_view words, std::string_view about) {
    const std::string label = std::string{words} + ": " + std::string{about};
    out.element("button",
                {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", "secondary"}, {"aria-label", label}},
                words);
}

void write_page(const Assessment& assessment, const State& state, const sdk::Call& call, const sdk::Tasks& tasks,
                sdk::Xhtml& page) {
    const Language language = language_of(call.language());
    PageOf of{assessment, state, {}, {}, language, texts_in(language)};
    for (const sdk::Task& task : tasks.of(call)) {
        of.tasks.insert(task.id);
        if (task.status != sdk::TaskStatus::Draft) {
            of.fixed.insert(task.id);
        }
    }
    const Service* service = state.find(state.at);
    if (state.screen == Screen::Service && service != nullptr) {
        write_service(of, *service, page);
    } else if (state.screen == Screen::Form && (service != nullptr || state.at == "new")) {
        write_figures_form(of, service, page);
    } else if (state.screen == Screen::Paste) {
        write_table_form(of, page);
    } else {
        write_portfolio(of, page);
    }
}

}  // namespace lyceum::plugins::service_maturity
