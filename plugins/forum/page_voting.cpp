#include "plugins/common/state_lines.hpp"
#include "plugins/forum/page_parts.hpp"

#include <algorithm>
#include <array>

namespace lyceum::plugins::forum {

using sdk::Xhtml;

// ---- statements ----------------------------------------------------------------------------------------------------

void Page::statements(Xhtml& page) const {
    const Ballot ballot = gathering_.ballot_of(learner_);
    page.element("h3", {}, t_.statements_heading.text());
    if (gathering_.stage().phase == Phase::Before) {
        page.element("p", {}, t_.voting_later.text());
    } else if (gathering_.stage().voting == Voting::Closed) {
        page.element("p", {}, t_.voting_is_over.text());
    } else if (!rights_.may_vote) {
        page.element("p", {}, why(refusal_of(Kind::Statement, rights_, role_, Phase::During)));
    } else {
        ballot_card(ballot, page);
    }
    page.element("p", {{"class", "meta"}, {"id", "forum-turnout"}, {"data-live", ""}}, [&](Xhtml& line) {
        line.text(t_.turnout.with(language_, gathering_.turnout()));
        line.text(" ").text(t_.votes_are_secret.text());
    });
    if (rights_.may_moderate) {
        waiting_statements(page);
    }
    if (!ballot.votes.empty()) {
        own_votes(ballot, page);
    }
    page.element("section", {{"class", "callout"}}, [&](Xhtml& box) {
        box.element("h4", {}, t_.own_statement_heading.text());
        post_form(
            Kind::Statement, "add", t_.own_statement.text(), t_.send_statement.text(), [](Xhtml&) {}, box);
    });
    // Who has written one sees what became of it.
    std::vector<const StoredPost*> mine;
    for (const StoredPost& stored : gathering_.posts()) {
        if (stored.post.kind == Kind::Statement && stored.post.by == learner_) {
            mine.push_back(&stored);
        }
    }
    if (!mine.empty()) {
        page.element("ul", {{"id", "forum-mine"}, {"data-live", ""}, {"class", "posts"}}, [&](Xhtml& list) {
            for (const StoredPost* stored : mine) {
                list.element("li", {{"class", "post"}}, [&](Xhtml& item) {
                    item.element("p", {}, stored->post.text);
                    item.element("p", {{"class", "meta"}},
                                 (stored->is_hidden()     ? t_.statement_declined
                                  : stored->is_approved() ? t_.statement_accepted
                                                          : t_.statement_waits)
                                     .text());
                });
            }
        });
    }
}

// One statement at a time: the first this person has not voted on. Where each begins follows from the seed, so that
// the last statements of the file get as many votes as the first.
void Page::ballot_card(const Ballot& ballot, Xhtml& page) const {
    const auto& all = gathering_.statements();
    std::size_t done = 0;
    const OpenStatement* next = nullptr;
    const std::size_t begin = all.empty() ? 0 : static_cast<std::size_t>(seed_ % all.size());
    for (std::size_t step = 0; step < all.size(); ++step) {
        const OpenStatement& statement = all[(begin + step) % all.size()];
        if (ballot.votes.contains(statement.id)) {
            ++done;
        } else if (next == nullptr) {
            next = &statement;
        }
    }
    page.element("section", {{"class", "callout ballot"}}, [&](Xhtml& box) {
        box.element("p", {{"class", "meta"}}, t_.voted_of.with(std::to_string(done), std::to_string(all.size())));
        if (next == nullptr) {
            box.element("p", {}, t_.voted_on_all.text());
            return;
        }
        box.element("form", {}, [&](Xhtml& form) {
            form.element("p", {{"class", "statement"}, {"id", "statement"}, {"lang", lang()}}, next->text);
            form.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                button(actions, "agree:" + next->id, "secondary", t_.agree.text(), "statement");
                button(actions, "disagree:" + next->id, "secondary", t_.disagree.text(), "statement");
                button(actions, "pass:" + next->id, "secondary", t_.pass.text(), "statement");
            });
        });
    });
}

void Page::own_votes(const Ballot& ballot, Xhtml& page) const {
    const bool open = gathering_.stage().voting == Voting::Open && gathering_.stage().phase == Phase::During;
    const std::size_t orphaned = gathering_.orphaned_votes(ballot);
    page.element("details", {{"id", "forum-votes"}}, [&](Xhtml& box) {
        box.element("summary", {}, t_.own_votes.with(language_, ballot.votes.size() - orphaned));
        if (orphaned > 0) {
            box.element("p", {{"class", "meta"}}, t_.orphaned_votes.with(language_, orphaned));
        }
        box.element("form", {}, [&](Xhtml& form) {
            form.element("ul", {{"class", "posts"}}, [&](Xhtml& list) {
                std::size_t number = 0;
                for (const OpenStatement& statement : gathering_.statements()) {
                    const auto found = ballot.votes.find(statement.id);
                    if (found == ballot.votes.end()) {
                        continue;
                    }
                    const std::string id = "v" + std::to_string(++number);
                    list.element("li", {{"class", "post"}}, [&](Xhtml& item) {
                        item.element("p", {{"id", id}, {"lang", lang()}}, statement.text);
                        const std::array words{t_.you_agree, t_.you_disagree, t_.you_pass};
                        item.element("p", {{"class", "meta"}}, words[static_cast<std::size_t>(found->second)].text());
                        if (!open || !rights_.may_vote) {
                            return;
                        }
                        item.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                            const std::array acts{t_.agree, t_.disagree, t_.pass};
                            for (const Vote vote : {Vote::Agree, Vote::Disagree, Vote::Pass}) {
                                if (vote != found->second) {
                                    button(actions, std::string{word_of(vote)} + ":" + statement.id, "secondary",
                                           acts[static_cast<std::size_t>(vote)].text(), id);
                                }
                            }
                        });
                    });
                }
            });
        });
    });
}

void Page::waiting_statements(Xhtml& page) const {
    page.element("section", {{"class", "callout"}, {"id", "forum-waiting"}, {"data-live", ""}}, [&](Xhtml& box) {
        box.element("h4", {}, t_.waiting_heading.text());
        bool any = false;
        box.element("form", {}, [&](Xhtml& form) {
            form.element("ul", {{"class", "posts"}}, [&](Xhtml& list) {
                for (const StoredPost& stored : gathering_.posts()) {
                    if (stored.post.kind != Kind::Statement || stored.moderation) {
                        continue;
                    }
                    any = true;
                    const std::string id{stored.id};
                    list.element("li", {{"class", "post"}}, [&](Xhtml& item) {
                        item.element("p", {{"id", "p." + id}}, stored.post.text);
                        item.element("p", {{"class", "meta"}}, [&](Xhtml& line) { author(stored.post, line); });
                        item.element("div", {{"class", "actions"}}, [&](Xhtml& actions) {
                            button(actions, "approve:" + id, "secondary", t_.approve.text(), "p." + id);
                            button(actions, "hide:" + id, "secondary", t_.decline.text(), "p." + id);
                        });
                    });
                }
            });
        });
        if (!any) {
            box.element("p", {{"class", "meta"}}, t_.nothing_waits.text());
        }
    });
}

// ---- opinions ------------------------------------------------------------------------------------------------------

const Topic* Page::topic() const {
    if (const Topic* chosen = forum_.find_topic(state_.topic)) {
        return chosen;
    }
    return forum_.topics.empty() ? nullptr : &forum_.topics.front();
}

void Page::opinions(Xhtml& page) const {
    page.element("h3", {}, t_.opinions_heading.text());
    const bool old = state_.topic == "-old";
    const Topic* chosen = old ? nullptr : topic();
    const bool any_old = std::ranges::any_of(gathering_.posts(), [&](const StoredPost& stored) {
        return stored.post.kind == Kind::Position && forum_.find_topic(stored.post.about) == nullptr;
    });
    if (forum_.topics.size() > 1 || any_old) {
        page.element("details", {{"id", "forum-topics"}}, [&](Xhtml& box) {
            box.element("summary", {}, t_.all_topics.with(language_, forum_.topics.size()));
            box.element("form", {}, [&](Xhtml& form) {
                form.element("ol", {{"lang", lang()}}, [&](Xhtml& list) {
                    for (const Topic& each : forum_.topics) {
                        list.element("li", {},
                                     [&](Xhtml& item) { button(item, "topic:" + each.id, "secondary", each.text); });
                    }
                });
                if (any_old) {
                    button(form, "old-topics", "secondary", t_.old_topics.text());
                }
            });
        });
    }
    if (chosen != nullptr) {
        page.element("h4", {{"id", "topic"}, {"lang", lang()}}, chosen->text);
        post_form(
            Kind::Position, "state", t_.own_position.text(), t_.send_position.text(),
            [&](Xhtml& form) { hidden(form, "about", chosen->id); }, page);
    } else if (old) {
        page.element("h4", {}, t_.old_topics.text());
        page.element("p", {{"class", "meta"}}, t_.old_topics_why.text());
    }
    positions(page);
}

void Page::positions(Xhtml& page) const {
    const bool old = state_.topic == "-old";
    const Topic* chosen = old ? nullptr : topic();
    std::vector<const StoredPost*> all;
    for (const StoredPost& stored : gathering_.posts()) {
        const bool belongs = old ? forum_.find_topic(stored.post.about) == nullptr
                                 : chosen != nullptr && stored.post.about == chosen->id;
        if (stored.post.kind == Kind::Position && belongs && (!stored.is_hidden() || rights_.may_moderate)) {
            all.push_back(&stored);
        }
    }
    std::ranges::reverse(all);  // the latest first
    const bool may_reply = refusal_of(Kind::Reply, rights_, role_, gathering_.stage().phase) == Refusal::None;
    // Each position has a form of its own for replies, so here a list is no form.
    page.element("div", {{"id", "forum-positions"}, {"data-live", ""}}, [&](Xhtml& box) {
        if (all.empty()) {
            box.element("p", {{"class", "meta"}}, t_.no_positions.text());
            return;
        }
        const std::size_t pages = (all.size() + page_size - 1) / page_size;
        const std::size_t here = std::min(state_.page, pages - 1);
        box.element("ul", {{"class", "posts"}}, [&](Xhtml& list) {
            const std::size_t end = std::min(all.size(), (here + 1) * page_size);
            for (std::size_t index = here * page_size; index < end; ++index) {
                position(*all[index], list);
            }
        });
        if (pages > 1) {
            box.element("form", {{"class", "actions"}}, [&](Xhtml& form) {
                if (here + 1 < pages) {
                    button(form, "page:" + std::to_string(here + 1), "secondary", t_.next_page.text());
                }
                if (here > 0) {
                    button(form, "page:" + std::to_string(here - 1), "secondary", t_.earlier_page.text());
                }
                form.element("span", {{"class", "meta"}},
                             t_.page_of.with(std::to_string(here + 1), std::to_string(pages)));
            });
        }
    });
    // Each position has a field of its own for replies: the text of one that was too long comes back here.
    const auto draft = state_.drafts.find(Kind::Reply);
    if (may_reply && draft != state_.drafts.end()) {
        page.element("section", {{"class", "callout"}}, [&](Xhtml& box) {
            box.element("h4", {}, t_.reply_kept.text());
            for (const std::string_view line : split(draft->second, '\n')) {
                box.element("p", {}, line);
            }
        });
    }
}

void Page::position(const StoredPost& stored, Xhtml& list) const {
    const std::string id{stored.id};
    list.element("li", {{"class", "post"}}, [&](Xhtml& item) {
        item.element("div", {{"id", "p." + id}}, [&](Xhtml& words) { text_of(stored.post, words); });
        item.element("p", {{"class", "meta"}}, [&](Xhtml& line) {
            author(stored.post, line);
            if (stored.is_hidden()) {
                line.text(" · ").element("strong", {}, t_.is_hidden.text());
            }
        });
        if (!stored.replies.empty()) {
            item.element("ul", {{"class", "replies"}}, [&](Xhtml& replies) {
                for (const StoredPost* reply : stored.replies) {
                    replies.element("li", {}, [&](Xhtml& words) {
                        text_of(reply->post, words);
                        words.element("p", {{"class", "meta"}}, [&](Xhtml& line) { author(reply->post, line); });
                    });
                }
            });
        }
        if (refusal_of(Kind::Reply, rights_, role_, gathering_.stage().phase) == Refusal::None && !stored.is_hidden()) {
            item.element("details", {{"id", "reply." + id}}, [&](Xhtml& box) {
                box.element("summary", {}, t_.reply.text());
                box.element("form", {{"class", "write"}}, [&](Xhtml& form) {
                    hidden(form, "to", id);
                    form.element("label", {}, [&](Xhtml& label) {
                        label.element("span", {}, t_.own_reply.text());
                        label.element("textarea",
                                      {{"name", "text"},
                                       {"id", "write." + id},
                                       {"rows", 3},
                                       {"maxlength", longest_text(Kind::Reply)},
                                       {"autocomplete", "off"}},
                                      "");
                    });
                    form.element("div", {{"class", "actions"}},
                                 [&](Xhtml& actions) { button(actions, "reply", "secondary", t_.send_reply.text()); });
                });
            });
        }
        if (rights_.may_moderate) {
            item.element("form", {{"class", "actions"}}, [&](Xhtml& actions) { moderator_buttons(stored, actions); });
        }
    });
}

}  // namespace lyceum::plugins::forum
