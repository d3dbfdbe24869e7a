#include "plugins/common/dates.hpp"
#include "plugins/forum/page_parts.hpp"

#include <algorithm>

namespace lyceum::plugins::forum {

using sdk::Xhtml;

void Page::tasks(Xhtml& page) const {
    std::vector<const StoredPost*> accepted;
    std::vector<const StoredPost*> proposed;
    for (const StoredPost& stored : gathering_.posts()) {
        if (stored.post.kind == Kind::Task && !stored.is_hidden()) {
            (stored.is_approved() ? accepted : proposed).push_back(&stored);
        }
    }
    page.element("h4", {}, t_.tasks_heading.text());
    page.element("div", {{"id", "forum-tasks"}, {"data-live", ""}}, [&](Xhtml& box) {
        if (accepted.empty()) {
            box.element("p", {{"class", "meta"}}, t_.no_tasks.text());
        } else {
            box.element("table", {{"class", "compare"}}, [&](Xhtml& table) {
                table.element("caption", {}, t_.tasks_caption.text());
                table.element("thead", {}, [&](Xhtml& head) {
                    head.element("tr", {}, [&](Xhtml& row) {
                        row.element("th", {{"scope", "col"}}, t_.task.text());
                        row.element("th", {{"scope", "col"}}, t_.deadline.text());
                        row.element("th", {{"scope", "col"}}, t_.proposed_by.text());
                    });
                });
                table.element("tbody", {}, [&](Xhtml& body) {
                    for (const StoredPost* stored : accepted) {
                        body.element("tr", {}, [&](Xhtml& row) {
                            row.element("th", {{"scope", "row"}}, stored->post.text);
                            row.element("td", {{"data-label", t_.deadline.text()}},
                                        printed_date(stored->post.deadline, language_));
                            row.element("td", {{"data-label", t_.proposed_by.text()}},
                                        [&](Xhtml& cell) { cell.person(stored->post.by); });
                        });
                    }
                });
            });
        }
        if (!proposed.empty()) {
            box.element("details", {{"id", "forum-proposed"}, {"open", rights_.may_moderate}}, [&](Xhtml& more) {
                more.element("summary", {}, t_.proposed_tasks.with(language_, proposed.size()));
                more.element("form", {}, [&](Xhtml& form) {
                    form.element("ul", {{"class", "posts"}}, [&](Xhtml& list) {
                        for (std::size_t index = 0; index < std::min(proposed.size(), 5 * page_size); ++index) {
                            const StoredPost& stored = *proposed[index];
                            const std::string id{stored.id};
                            list.element("li", {{"class", "post"}}, [&](Xhtml& item) {
                                item.element("p", {{"id", "p." + id}}, stored.post.text);
                                item.element("p", {{"class", "meta"}}, [&](Xhtml& line) {
                                    author(stored.post, line);
                                    line.text(" · ").text(t_.until.with(printed_date(stored.post.deadline, language_)));
                                    if (is_assistant(stored.post.role)) {
                                        line.text(" · ").text(t_.prepared_only.text());
                                    }
                                });
                                if (rights_.may_moderate) {
                                    item.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                                        button(actions, "approve:" + id, "secondary", t_.accept_task.text(), "p." + id);
                                        button(actions, "hide:" + id, "secondary", t_.decline.text(), "p." + id);
                                    });
                                }
                            });
                        }
                    });
                });
            });
        }
    });
    page.element("details", {{"id", "forum-task"}, {"open", state_.drafts.contains(Kind::Task)}}, [&](Xhtml& box) {
        box.element("summary", {}, t_.propose_task.text());
        post_form(
            Kind::Task, "task", t_.own_task.text(), t_.send_task.text(),
            [&](Xhtml& form) {
                form.element("label", {}, [&](Xhtml& label) {
                    label.element("span", {}, t_.task_deadline.text());
                    label.element("input", {{"type", "text"},
                                            {"name", "deadline"},
                                            {"inputmode", "numeric"},
                                            {"placeholder", t_.date_example.text()},
                                            {"maxlength", 10},
                                            {"autocomplete", "off"}});
                });
            },
            box);
    });
}

}  // namespace lyceum::plugins::forum
