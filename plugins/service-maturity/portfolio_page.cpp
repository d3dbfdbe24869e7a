#include "plugins/common/numbers.hpp"
#include "plugins/common/state_lines.hpp"
#include "plugins/service-maturity/answer.hpp"
#include "plugins/service-maturity/page.hpp"

#include <algorithm>

namespace lyceum::plugins::service_maturity {
namespace {

using sdk::Xhtml;

class Portfolio {
public:
    explicit Portfolio(const PageOf& of) : of_{of}, texts_{of.texts} {}

    void write(Xhtml& page) const {
        const Assessment& assessment = of_.assessment;
        page.element("section", {{"lang", code_of(assessment.language)}}, [&](Xhtml& section) {
            section.element("h2", {}, assessment.title);
            section.append(assessment.intro.xhtml);
        });
        page.element("section", {{"lang", code_of(of_.language)}}, [&](Xhtml& section) {
            section.element("h3", {}, texts_.services.text());
            if (of_.state.services.empty()) {
                section.element("p", {}, texts_.no_services.text());
            } else {
                matrix(section);
                section.element("form", {}, [&](Xhtml& form) {
                    form.element("ol", {{"class", "tasks"}}, [&](Xhtml& list) {
                        for (const Service& service : of_.state.services) {
                            list.element("li", {}, [&](Xhtml& item) { line(service, item); });
                        }
                    });
                });
            }
            section.element("form", {}, [&](Xhtml& form) {
                form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                    const bool empty = of_.state.services.empty();
                    if (!empty) {
                        write_button(actions, "finish", "primary", texts_.finish.text());
                    }
                    write_button(actions, "new", empty ? "primary" : "secondary", texts_.add.text());
                    write_button(actions, "table", "secondary", texts_.paste_table.text());
                });
            });
        });
        write_sources(assessment.sources, assessment.language, texts_.sources.text(), of_.language, page);
    }

private:
    Standing standing(const Service& service) const { return standing_of(of_.assessment, service.replies); }

    // Which services (by their place in the list) are on this level and in this band of volume.
    std::string numbers_in(std::size_t level, std::size_t band) const {
        std::string numbers;
        for (std::size_t index = 0; index < of_.state.services.size(); ++index) {
            const Service& service = of_.state.services[index];
            const Standing where = standing(service);
            if (where.placed && where.level == level && band_of(service.figures) == band) {
                numbers += (numbers.empty() ? "" : ", ") + std::to_string(index + 1);
            }
        }
        return numbers;
    }

    void matrix(Xhtml& section) const {
        const bool any = std::any_of(of_.state.services.begin(), of_.state.services.end(), [&](const Service& service) {
            return standing(service).placed && band_of(service.figures);
        });
        if (!any) {
            return;
        }
        section.element("table", {{"class", "matrix"}}, [&](Xhtml& table) {
            table.element("caption", {}, texts_.matrix_caption.text());
            table.element("thead", {}, [&](Xhtml& head) {
                head.element("tr", {}, [&](Xhtml& row) {
                    row.element("th", {{"scope", "col"}}, texts_.level_by_volume.text());
                    for (const Text* band : {&texts_.band_0, &texts_.band_1, &texts_.band_2, &texts_.band_3}) {
                        row.element("th", {{"scope", "col"}}, band->text());
                    }
                });
            });
            table.element("tbody", {}, [&](Xhtml& body) {
                for (std::size_t number = of_.assessment.levels.size(); number-- > 0;) {
                    body.element("tr", {}, [&](Xhtml& row) {
                        row.element("th", {{"scope", "row"}, {"lang", code_of(of_.assessment.language)}},
                                    std::to_string(number) + ". " + of_.assessment.levels[number].name);
                        for (std::size_t band = 0; band < volume_bands; ++band) {
                            row.element("td", {}, numbers_in(number, band));
                        }
                    });
                }
            });
        });
    }

    // What is known of a service, one figure after the other.
    std::string words_of(const Figures& figures) const {
        std::string words;
        const auto add = [&](const Format<1>& text, const std::string& figure) {
            if (!figure.empty()) {
                words += (words.empty() ? "" : " · ") + text.with(number_words(figure, of_.language));
            }
        };
        add(texts_.volume_words, figures.volume);
        add(texts_.share_words, figures.share);
        add(texts_.cost_words, figures.cost);
        add(texts_.days_words, figures.days);
        return words;
    }

    void line(const Service& service, Xhtml& item) const {
        const Standing where = standing(service);
        const Figures& figures = service.figures;
        item.element("h4", {}, figures.name);
        if (const std::string known = words_of(figures); !known.empty()) {
            item.element("p", {{"class", "meta"}}, known);
        }
        const std::string level = std::to_string(where.level);
        const std::string_view content = code_of(of_.assessment.language);
        if (!where.placed) {
            item.element("p", {},
                         where.level == 0 ? std::string{texts_.not_placed.text()} : texts_.at_least.with(level));
        } else if (where.level == of_.assessment.top()) {
            item.element("p", {}, texts_.at_top.with(level));
        } else {
            const std::size_t target = target_of(of_.assessment, service);
            item.element("p", {}, texts_.gap.with(level, std::to_string(target), std::to_string(target - where.level)));
            item.element("p", {}, [&](Xhtml& words) {
                words.text(texts_.next_step.text()).text(" ");
                words.element("span", {{"lang", content}}, of_.assessment.levels[where.level + 1].next);
            });
        }
        item.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
            write_button_about(actions, "open:" + service.id, (where.placed ? texts_.look : texts_.place).text(),
                               figures.name);
            task_button(service, where, actions);
            write_button_about(actions, "change:" + service.id, texts_.change.text(), figures.name);
            write_button_about(actions, "remove:" + service.id, texts_.remove.text(), figures.name);
        });
    }

    void task_button(const Service& service, const Standing& where, Xhtml& actions) const {
        const std::string task = task_id_of(service);
        if (of_.fixed.contains(task)) {
            actions.element("span", {{"class", "meta"}}, texts_.task_taken.text());
        } else if (of_.tasks.contains(task)) {
            write_button_about(actions, "undraft:" + service.id, texts_.undraft.text(), service.figures.name);
        } else if (where.placed && where.level < of_.assessment.top()) {
            write_button_about(actions, "draft:" + service.id, texts_.draft.text(), service.figures.name);
        }
    }

    const PageOf& of_;
    const Texts& texts_;
};

}  // namespace

std::string number_words(std::string_view plain, Language language) {
    const auto number = number_of<double>(plain);
    return number ? printed_number(*number, language) : "—";
}

void write_portfolio(const PageOf& of, sdk::Xhtml& page) {
    Portfolio{of}.write(page);
}

}  // namespace lyceum::plugins::service_maturity
