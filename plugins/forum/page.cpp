#include "plugins/forum/page.hpp"

#include "plugins/common/dates.hpp"
#include "plugins/forum/page_parts.hpp"

#include <algorithm>
#include <array>

namespace lyceum::plugins::forum {

using sdk::Xhtml;

std::size_t longest_text(Kind kind) {
    switch (kind) {
        case Kind::Question:
            return 500;
        case Kind::Statement:
            return 140;
        case Kind::Position:
            return 2000;
        case Kind::Reply:
            return 1000;
        case Kind::Task:
            return 300;
    }
    return 0;
}

Refusal refusal_of(Kind kind, const Rights& rights, std::string_view role, Phase phase) {
    const bool allowed = kind == Kind::Question ? rights.may_ask
                         : kind == Kind::Task   ? rights.may_propose
                                                : rights.may_state;
    if (!allowed) {
        return is_assistant(role) ? Refusal::Assistant : rights.may_moderate ? Refusal::Moderator : Refusal::NotYours;
    }
    // After the end there is time to reply and to propose tasks; questions and votes have had theirs.
    const bool now = kind == Kind::Question    ? phase != Phase::After
                     : kind == Kind::Statement ? phase == Phase::During
                                               : phase != Phase::Before || kind == Kind::Position;
    return now ? Refusal::None : Refusal::NotNow;
}

Page::Page(const Forum& forum, const State& state, const sdk::Call& call)
    : forum_{forum},
      state_{state},
      language_{language_of(call.language())},
      role_{call.role()},
      learner_{call.learner()},
      rights_{rights_of(role_)},
      seed_{call.seed()},
      gathering_{forum, call.shared(), call.time().time_since_epoch().count()},
      t_{texts_in(language_)} {}

void Page::write(Xhtml& page) const {
    page.element("div", {{"class", "forum"}, {"lang", code_of(language_)}}, [&](Xhtml& body) {
        if (forum_.illustrative && state_.at == Tab::Agenda) {
            body.element("p", {{"class", "callout"}}, t_.illustrative.text());
        }
        now(body);
        tabs(body);
        if (rights_.may_moderate) {
            controls(body);
        }
        switch (state_.at) {
            case Tab::Agenda:
                agenda(body);
                break;
            case Tab::Questions:
                questions(body);
                break;
            case Tab::Statements:
                statements(body);
                break;
            case Tab::Opinions:
                opinions(body);
                break;
            case Tab::Outcome:
                outcome(body);
                break;
        }
    });
}

// ---- what is on ----------------------------------------------------------------------------------------------------

void Page::now(Xhtml& page) const {
    const Stage& stage = gathering_.stage();
    page.element("section", {{"id", "forum-now"}, {"data-live", ""}, {"class", "now"}}, [&](Xhtml& box) {
        // The whole head is read once, on the first tab; on the others what is on counts.
        const bool whole = state_.at == Tab::Agenda;
        box.element("h2", {{"lang", lang()}, {"class", whole ? "title" : "brief"}}, forum_.title);
        if (whole && (!forum_.place.empty() || !forum_.starts.empty())) {
            box.element("p", {{"class", "meta"}, {"lang", lang()}}, [&](Xhtml& line) {
                if (!forum_.starts.empty()) {
                    line.text(printed_date(std::string_view{forum_.starts}.substr(0, 10), forum_.language));
                    line.text(forum_.place.empty() ? "" : " · ");
                }
                line.text(forum_.place);
            });
        }
        const std::string_view words = stage.phase == Phase::Before   ? t_.is_before.text()
                                       : stage.phase == Phase::During ? t_.is_during.text()
                                                                      : t_.is_after.text();
        box.element("p", {}, [&](Xhtml& line) {
            line.element("strong", {}, words);
            if (stage.phase == Phase::During && stage.voting == Voting::Open) {
                line.text(" ").text(t_.voting_open.text());
            } else if (stage.phase != Phase::Before) {
                line.text(" ").text(t_.voting_closed.text());
            }
        });
        if (stage.phase == Phase::During && !stage.section.empty()) {
            const Section* section = forum_.find_section(stage.section);
            box.element("p", {}, [&](Xhtml& line) {
                line.text(t_.running.text()).text(" ");
                if (section != nullptr) {
                    line.element("span", {{"lang", lang()}}, section->time + "\u00A0" + section->title);
                } else {
                    line.text(t_.section_gone.text());
                }
            });
        }
    });
}

void Page::tabs(Xhtml& page) const {
    const std::array<std::string_view, tab_count> names{t_.agenda.text(), t_.questions.text(), t_.statements.text(),
                                                        t_.opinions.text(), t_.outcome.text()};
    page.element("form", {{"class", "tabs"}}, [&](Xhtml& form) {
        for (std::size_t index = 0; index < names.size(); ++index) {
            const auto tab = static_cast<Tab>(index);
            const bool here = tab == state_.at;
            form.element("button",
                         {{"type", "submit"},
                          {"name", "act"},
                          {"value", "go:" + std::string{word_of(tab)}},
                          {"class", here ? "tab here" : "tab"},
                          {"aria-current", here ? "page" : "false"}},
                         names[index]);
        }
    });
}

void Page::controls(Xhtml& page) const {
    const Stage& stage = gathering_.stage();
    page.element("details", {{"class", "controls"}, {"id", "forum-controls"}, {"open", true}}, [&](Xhtml& box) {
        box.element("summary", {}, t_.controls.text());
        box.element("form", {{"id", "forum-controls-form"}, {"data-live", ""}}, [&](Xhtml& form) {
            hidden(form, "stage", std::to_string(stage.number));
            if (stage.phase == Phase::During) {
                form.element("label", {{"class", "line"}}, [&](Xhtml& label) {
                    label.text(t_.running_section.text()).text(" ");
                    label.element("select", {{"name", "section"}, {"lang", lang()}}, [&](Xhtml& select) {
                        for (const Section& section : forum_.sections) {
                            select.element("option", {{"value", section.id}, {"selected", section.id == stage.section}},
                                           section.time + "\u00A0" + section.title);
                        }
                    });
                });
            }
            form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                if (stage.phase == Phase::Before) {
                    button(actions, "begin", "primary", t_.begin.text());
                } else if (stage.phase == Phase::During) {
                    button(actions, "run", "primary", t_.run_section.text());
                    if (stage.voting == Voting::Open) {
                        button(actions, "close-voting", "secondary", t_.close_voting.text());
                    } else {
                        button(actions, "open-voting", "secondary", t_.open_voting.text());
                    }
                    button(actions, "finish", "secondary", t_.finish.text());
                } else {
                    button(actions, "resume", "secondary", t_.resume.text());
                }
            });
        });
    });
}

// ---- agenda --------------------------------------------------------------------------------------------------------

void Page::agenda(Xhtml& page) const {
    if (!forum_.intro.empty()) {
        page.element("div", {{"lang", lang()}}, [&](Xhtml& box) { box.append(forum_.intro.xhtml); });
    }
    page.element("section", {{"id", "forum-agenda"}, {"data-live", ""}}, [&](Xhtml& box) {
        box.element("h3", {}, t_.agenda.text());
        box.element("ol", {{"class", "agenda"}, {"lang", lang()}}, [&](Xhtml& list) {
            for (const Section& section : forum_.sections) {
                const bool runs = gathering_.stage().phase == Phase::During && section.id == gathering_.stage().section;
                list.element("li", {{"class", runs ? "running" : "waiting"}}, [&](Xhtml& item) {
                    item.element("h4", {}, [&](Xhtml& heading) {
                        heading.element("span", {{"class", "time"}}, section.time);
                        heading.text(" ").text(section.title);
                        if (runs) {
                            heading.text(" ").element("mark", {{"lang", code_of(language_)}}, t_.is_running.text());
                        }
                    });
                    item.append(section.body.xhtml);
                    for (const Speaker& speaker : section.speakers) {
                        item.element("p", {{"class", "meta"}}, [&](Xhtml& line) {
                            line.element("strong", {}, speaker.name);
                            line.text(speaker.post.empty() ? "" : ", " + speaker.post);
                        });
                    }
                    if (!section.materials.empty()) {
                        item.element("ul", {}, [&](Xhtml& links) {
                            for (const Material& material : section.materials) {
                                links.element("li", {}, [&](Xhtml& link) {
                                    link.element("a", {{"href", material.href}}, material.title);
                                });
                            }
                        });
                    }
                });
            }
        });
    });
    if (!forum_.ratings.empty() && rights_.may_rate) {
        rating(page);
    }
}

void Page::rating(Xhtml& page) const {
    const SelfRating own = gathering_.rating_of(learner_);
    const bool after = gathering_.stage().phase == Phase::After;
    const auto& given = after ? own.after : own.before;
    page.element("section", {{"class", "callout"}}, [&](Xhtml& box) {
        box.element("h3", {}, (after ? t_.rate_after : t_.rate_before).text());
        box.element("p", {{"class", "meta"}}, t_.rate_hint.text());
        box.element("form", {}, [&](Xhtml& form) {
            for (const Rating& rating : forum_.ratings) {
                const auto found = given.find(rating.id);
                form.element("fieldset", {{"class", "choice rating"}}, [&](Xhtml& group) {
                    group.element("legend", {{"lang", lang()}}, rating.text);
                    for (int value = 1; value <= rating_scale; ++value) {
                        group.element("label", {{"class", "option"}}, [&](Xhtml& label) {
                            label.element("input", {{"type", "radio"},
                                                    {"name", "rate." + rating.id},
                                                    {"value", std::to_string(value)},
                                                    {"checked", found != given.end() && found->second == value}});
                            label.text(" ").element("span", {}, t_.levels[static_cast<std::size_t>(value) - 1].text());
                        });
                    }
                });
            }
            form.element("div", {{"class", "actions"}},
                         [&](Xhtml& actions) { button(actions, "rate", "secondary", t_.save_rating.text()); });
        });
    });
}

// ---- questions -----------------------------------------------------------------------------------------------------

void Page::questions(Xhtml& page) const {
    page.element("h3", {}, t_.questions_heading.text());
    post_form(
        Kind::Question, "ask", t_.own_question.text(), t_.send_question.text(),
        [&](Xhtml& form) {
            form.element("label", {}, [&](Xhtml& label) {
                label.text(t_.about_section.text()).text(" ");
                label.element("select", {{"name", "about"}}, [&](Xhtml& select) {
                    select.element("option", {{"value", ""}}, t_.whole_forum.text());
                    for (const Section& section : forum_.sections) {
                        if (!section.speakers.empty()) {
                            const bool runs = section.id == gathering_.stage().section;
                            select.element("option", {{"value", section.id}, {"selected", runs}}, section.title);
                        }
                    }
                });
            });
        },
        page);
    std::vector<const StoredPost*> all;
    for (const StoredPost& stored : gathering_.posts()) {
        if (stored.post.kind == Kind::Question && (!stored.is_hidden() || rights_.may_moderate)) {
            all.push_back(&stored);
        }
    }
    // What waits for an answer and is wanted most comes first; of two alike, the earlier.
    std::ranges::stable_sort(all, [](const StoredPost* left, const StoredPost* right) {
        const bool left_done = left->is_answered() || left->is_hidden();
        const bool right_done = right->is_answered() || right->is_hidden();
        return left_done != right_done ? right_done : left->likes > right->likes;
    });
    const Likes likes = gathering_.likes_of(learner_);
    posts(
        all, "forum-questions", t_.no_questions.text(),
        [&](const StoredPost& stored, Xhtml& list) { question(stored, likes, list); }, page);
}

void Page::question(const StoredPost& stored, const Likes& likes, Xhtml& list) const {
    const std::string id{stored.id};
    list.element("li", {{"class", "post"}}, [&](Xhtml& item) {
        item.element("div", {{"id", "p." + id}}, [&](Xhtml& words) { text_of(stored.post, words); });
        item.element("p", {{"class", "meta"}}, [&](Xhtml& line) {
            author(stored.post, line);
            if (!stored.post.about.empty()) {
                const Section* section = forum_.find_section(stored.post.about);
                line.text(" · ");
                line.element("span", {{"lang", section == nullptr ? code_of(language_) : lang()}},
                             section == nullptr ? t_.section_gone.text() : std::string_view{section->title});
            }
            if (stored.is_answered()) {
                line.text(" · ").element("strong", {}, t_.is_answered.text());
            } else if (stored.is_hidden()) {
                line.text(" · ").element("strong", {}, t_.is_hidden.text());
            }
        });
        item.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
            actions.element("span", {{"class", "count"}}, t_.support.with(language_, stored.likes));
            if (rights_.may_vote && stored.post.by != learner_ && !stored.is_hidden() &&
                gathering_.stage().phase != Phase::After) {
                const bool liked = likes.posts.contains(id);
                button(actions, (liked ? "unlike:" : "like:") + id, "secondary",
                       (liked ? t_.unsupport : t_.do_support).text(), "p." + id);
            }
            moderator_buttons(stored, actions);
        });
    });
}

void write_page(const Forum& forum, const State& state, const sdk::Call& call, Xhtml& page) {
    Page{forum, state, call}.write(page);
}

}  // namespace lyceum::plugins::forum
