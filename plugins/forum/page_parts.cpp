#include "plugins/forum/page_parts.hpp"

#include "plugins/common/dates.hpp"
#include "plugins/common/state_lines.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace lyceum::plugins::forum {

using sdk::Xhtml;

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

}  // namespace lyceum::plugins::forum
