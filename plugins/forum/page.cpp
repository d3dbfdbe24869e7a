#include "plugins/forum/page.hpp"

#include "plugins/common/dates.hpp"
#include "plugins/common/state_lines.hpp"
#include "plugins/forum/page_parts.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

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

// ---- parts ---------------------------------------------------------------------------------------------------------

void Page::button(Xhtml& out, std::string_view act, std::string_view look, std::string_view words,
                  std::string_view described_by) {
    if (described_by.empty()) {
        out.element("button", {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", look}}, words);
    } else {
        out.element(
            "button",
            {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", look}, {"aria-describedby", described_by}},
            words);
    }
}

void Page::hidden(Xhtml& form, std::string_view name, std::string_view value) {
    form.element("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

void Page::posts(const std::vector<const StoredPost*>& all, std::string_view id, std::string_view nobody,
                 const std::function<void(const StoredPost&, Xhtml&)>& one, Xhtml& page) const {
    page.element("div", {{"id", id}, {"data-live", ""}}, [&](Xhtml& box) {
        if (all.empty()) {
            box.element("p", {{"class", "meta"}}, nobody);
            return;
        }
        const std::size_t pages = (all.size() + page_size - 1) / page_size;
        const std::size_t here = std::min(state_.page, pages - 1);
        box.element("form", {}, [&](Xhtml& form) {
            form.element("ul", {{"class", "posts"}}, [&](Xhtml& list) {
                const std::size_t end = std::min(all.size(), (here + 1) * page_size);
                for (std::size_t index = here * page_size; index < end; ++index) {
                    one(*all[index], list);
                }
            });
            if (pages > 1) {
                form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                    if (here + 1 < pages) {
                        button(actions, "page:" + std::to_string(here + 1), "secondary", t_.next_page.text());
                    }
                    if (here > 0) {
                        button(actions, "page:" + std::to_string(here - 1), "secondary", t_.earlier_page.text());
                    }
                    actions.element("span", {{"class", "meta"}},
                                    t_.page_of.with(std::to_string(here + 1), std::to_string(pages)));
                });
            }
        });
    });
}

void Page::author(const Post& post, Xhtml& line) const {
    line.person(post.by);
    if (const std::string role = role_name(post.role); !role.empty()) {
        line.text(" · ").text(role);
    }
    line.text(" · ").text(time_of(post.at));
}

void Page::text_of(const Post& post, Xhtml& out) const {
    for (const std::string_view line : split(post.text, '\n')) {
        if (!line.empty()) {
            out.element("p", {}, line);
        }
    }
}

void Page::moderator_buttons(const StoredPost& stored, Xhtml& actions) const {
    if (!rights_.may_moderate) {
        return;
    }
    const std::string id{stored.id};
    const auto decide = [&](std::string_view act, std::string_view words) {
        button(actions, std::string{act} + ":" + id, "secondary", words, "p." + id);
    };
    if (stored.is_hidden()) {
        decide("show", t_.show.text());
        return;
    }
    if (stored.post.kind == Kind::Question && !stored.is_answered()) {
        decide("answered", t_.mark_answered.text());
    }
    decide("hide", t_.hide.text());
}

void Page::post_form(Kind kind, std::string_view act, std::string_view label, std::string_view send,
                     const std::function<void(Xhtml&)>& more, Xhtml& page) const {
    const Refusal refusal = refusal_of(kind, rights_, role_, gathering_.stage().phase);
    if (refusal != Refusal::None) {
        page.element("p", {{"class", "meta"}}, why(refusal));
        return;
    }
    const auto draft = state_.drafts.find(kind);
    const std::size_t longest = longest_text(kind);
    page.element("form", {{"class", "write"}}, [&](Xhtml& form) {
        form.element("label", {}, [&](Xhtml& field) {
            field.element("span", {}, label);
            field.text(" ").element("span", {{"class", "meta"}}, t_.up_to.with(language_, longest));
            // A draft was longer than it may be: it comes back whole, to be shortened by who wrote it.
            const std::string_view typed = draft == state_.drafts.end() ? std::string_view{} : draft->second;
            field.element("textarea",
                          {{"name", "text"},
                           {"id", "write-" + std::string{word_of(kind)}},
                           {"rows", kind == Kind::Position ? 5 : 3},
                           {"maxlength", typed.empty() ? longest : longest_draft},
                           {"autocomplete", "off"}},
                          typed);
        });
        more(form);
        form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) { button(actions, act, "primary", send); });
    });
}

std::string_view Page::why(Refusal refusal) const {
    switch (refusal) {
        case Refusal::Assistant:
            return t_.assistant_only_prepares.text();
        case Refusal::Moderator:
            return t_.moderator_only_leads.text();
        case Refusal::NotNow:
            return t_.not_now.text();
        case Refusal::NotYours:
        case Refusal::None:
            break;
    }
    return t_.not_yours.text();
}

std::string Page::role_name(std::string_view role) const {
    const std::array<std::pair<std::string_view, Text>, 8> names{{{"head", t_.role_head},
                                                                  {"deputy", t_.role_deputy},
                                                                  {"operator", t_.role_operator},
                                                                  {"expert", t_.role_expert},
                                                                  {"assistant", t_.role_assistant},
                                                                  {"moderator", t_.role_moderator},
                                                                  {"curator", t_.role_curator},
                                                                  {"owner", t_.role_curator}}};
    const auto found = std::ranges::find(names, role, &std::pair<std::string_view, Text>::first);
    return found == names.end() ? std::string{} : std::string{found->second.text()};
}

// In Minsk, where the forum is: "20 ноября 2026, 10:15".
std::string Page::time_of(std::int64_t at) const {
    using namespace std::chrono;
    const sys_time<milliseconds> local{milliseconds{at} + hours{3}};
    const auto day = floor<days>(local);
    const year_month_day date{day};
    const hh_mm_ss time{floor<minutes>(local - day)};
    std::array<char, 32> iso{};
    std::snprintf(iso.data(), iso.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    std::array<char, 16> clock{};
    std::snprintf(clock.data(), clock.size(), "%02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()));
    return printed_date(iso.data(), language_) + ", " + clock.data();
}

std::string Page::share_words(const Tally& tally) const {
    if (!tally.is_told()) {
        return std::string{t_.too_few.text()};
    }
    return t_.shares.with(std::to_string(tally.agree_percent()), std::to_string(tally.disagree_percent()),
                          std::to_string(tally.pass_percent()));
}

void write_page(const Forum& forum, const State& state, const sdk::Call& call, Xhtml& page) {
    Page{forum, state, call}.write(page);
}

}  // namespace lyceum::plugins::forum
