#include "host/demo/forum_day.hpp"

#include "host/demo/forum_file.hpp"
#include "host/demo/phrases.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

namespace lyceum::demo {

namespace asio = boost::asio;

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

bool may_vote(const Life& life) {
    const std::string& role = life.person.user.role;
    return role == "head" || role == "deputy" || role == "operator" || role == "expert";
}

// How somebody sees a statement: on a third of them nearly all agree, on the others the camps differ.
std::string_view vote_of(const Person& person, std::size_t statement, Chance& chance) {
    if (chance.happens(0.08)) {
        return "pass";
    }
    const bool shared = statement % 3 == 0;
    const bool leans = shared || (person.camp + statement) % 3 == 0 || (person.camp + 2 * statement) % 5 == 1;
    return chance.happens(leans ? 0.88 : 0.15) ? "agree" : "disagree";
}

std::string later(TimePoint now, std::chrono::days time) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(now + local_offset) + time};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

class Gathering {
public:
    Gathering(const ForumDay& day, Crew& crew, std::vector<Life*> lives, ForumFile file)
        : day_{day}, crew_{crew}, file_{std::move(file)} {
        for (Life* life : lives) {
            Chance chance{"takes part/" + day.course + "/" + life->person.user.login};
            const bool invited = life->person.user.role == "expert" ? chance.happens(0.8) : chance.happens(0.65);
            if (may_vote(*life) && (invited || life->person.user.login.starts_with("demo-"))) {
                voters_.push_back(life);
            } else if (life->person.user.role == "assistant" && chance.happens(0.2)) {
                helpers_.push_back(life);
            }
            if (life->person.user.role == "moderator" && moderator_ == nullptr) {
                moderator_ = life;
            }
        }
    }

    bool has_moderator() const { return moderator_ != nullptr; }

    asio::awaitable<Result<void>> before(TimePoint at) {
        const Crew::Work rate_and_ask = [this, at](Lane& lane, Life& life) { return arrive(lane, life, at); };
        LYCEUM_CO_TRY(co_await crew_.each(voters_, rate_and_ask));
        const Crew::Work support = [this, at](Lane& lane, Life& life) { return like(lane, life, at + hours{20}); };
        LYCEUM_CO_TRY(co_await crew_.each(some(voters_, 0.35, "likes"), support));
        co_return success();
    }

    asio::awaitable<Result<void>> during(TimePoint at) {
        LYCEUM_CO_TRY(co_await lead(at, "begin"));
        LYCEUM_CO_TRY(co_await lead(at + minutes{15}, "open-voting"));
        if (!file_.sections.empty()) {
            LYCEUM_CO_TRY(co_await lead(at + minutes{30}, "run"));
        }
        const Crew::Work add = [this, at](Lane& lane, Life& life) { return propose(lane, life, at + minutes{35}); };
        LYCEUM_CO_TRY(co_await crew_.each(first(voters_, statements().size()), add));
        LYCEUM_CO_TRY(co_await moderate(at + minutes{50}, "go:statements", "approve:", 3));
        LYCEUM_CO_TRY(co_await moderate(at + minutes{52}, "go:statements", "hide:", 1));
        const Crew::Work vote = [this, at](Lane& lane, Life& life) { return take_vote(lane, life, at + hours{1}); };
        LYCEUM_CO_TRY(co_await crew_.each(voters_, vote));
        const Crew::Work speak = [this, at](Lane& lane, Life& life) { return state(lane, life, at + hours{2}); };
        LYCEUM_CO_TRY(co_await crew_.each(some(voters_, 0.2, "positions"), speak));
        const Crew::Work answer = [this, at](Lane& lane, Life& life) { return reply(lane, life, at + hours{3}); };
        LYCEUM_CO_TRY(co_await crew_.each(some(voters_, 0.12, "replies"), answer));
        LYCEUM_CO_TRY(co_await moderate(at + hours{4}, "go:questions", "answered:", 5));
        std::vector<Life*> preparing = first(voters_, 4);
        const std::vector<Life*> with_them = first(helpers_, 3);
        preparing.insert(preparing.end(), with_them.begin(), with_them.end());
        const Crew::Work task = [this, at](Lane& lane, Life& life) { return offer_task(lane, life, at + hours{5}); };
        LYCEUM_CO_TRY(co_await crew_.each(std::move(preparing), task));
        LYCEUM_CO_TRY(co_await moderate(at + hours{6}, "go:outcome", "approve:", 4));
        co_return success();
    }

    asio::awaitable<Result<void>> after(TimePoint at) {
        LYCEUM_CO_TRY(co_await lead(at, "finish"));
        const Crew::Work again = [this, at](Lane& lane, Life& life) { return rate(lane, life, at + minutes{20}, 1); };
        LYCEUM_CO_TRY(co_await crew_.each(some(voters_, 0.6, "after"), again));
        LYCEUM_CO_TRY(co_await write_outcome(at + hours{2}));
        co_return success();
    }

private:
    std::vector<Life*> some(const std::vector<Life*>& lives, double part, std::string_view for_what) const {
        std::vector<Life*> chosen;
        for (Life* life : lives) {
            if (Chance{fmt::format("{}/{}/{}", for_what, day_.course, life->person.user.login)}.happens(part)) {
                chosen.push_back(life);
            }
        }
        return chosen;
    }

    static std::vector<Life*> first(const std::vector<Life*>& lives, std::size_t count) {
        return {lives.begin(), lives.begin() + static_cast<std::ptrdiff_t>(std::min(count, lives.size()))};
    }

    // Nobody's time goes back.
    void arrive_at(Lane& lane, Life& life, TimePoint at) const {
        Chance chance{fmt::format("minute/{}/{}", day_.course, life.person.user.login)};
        lane.go_to(std::max(at + seconds{chance.below(50 * 60)}, life.last + seconds{1}));
    }

    LearnersDesk desk_of(Lane& lane, Life& life) const {
        return LearnersDesk{lane, life.person.user, day_.course, day_.unit};
    }

    void leave(Lane& lane, Life& life, const LearnersDesk& desk) const {
        life.last = lane.now();
        life.answers += desk.sent();
    }

    Chance chance_of(const Life& life, std::string_view what) const {
        return Chance{fmt::format("{}/{}/{}", what, day_.course, life.person.user.login)};
    }

    // Opens the forum, rates oneself, and perhaps asks.
    asio::awaitable<Result<void>> arrive(Lane& lane, Life& life, TimePoint at) {
        LYCEUM_CO_TRY(co_await rate(lane, life, at, 0));
        Chance chance = chance_of(life, "asks");
        if (file_.sections.empty() || !chance.happens(0.12)) {
            co_return success();
        }
        LearnersDesk desk = desk_of(lane, life);
        LYCEUM_CO_TRY(co_await desk.look());
        lane.pass(minutes{2});
        Fields ask{{"about", file_.sections[chance.below(file_.sections.size())]},
                   {"text", std::string{one_of(questions(), chance)}},
                   {"act", "ask"}};
        LYCEUM_CO_TRY(co_await desk.send(std::move(ask)));
        leave(lane, life, desk);
        co_return success();
    }

    asio::awaitable<Result<void>> rate(Lane& lane, Life& life, TimePoint at, int further) {
        arrive_at(lane, life, at);
        LearnersDesk desk = desk_of(lane, life);
        LYCEUM_CO_TRY(co_await desk.look());
        Fields fields;
        if (life.person.user.role != "expert") {
            Chance chance = chance_of(life, "rates");
            for (const std::string& rating : file_.ratings) {
                const int now = 1 + static_cast<int>(2.2 * life.person.skill + chance.share()) +
                                (chance.happens(0.6) ? further : 0);
                fields.push_back({"rate." + rating, std::to_string(std::clamp(now, 1, 4))});
            }
        }
        if (!fields.empty()) {
            fields.push_back({"act", "rate"});
            lane.pass(minutes{1});
            LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
        }
        leave(lane, life, desk);
        co_return success();
    }

    asio::awaitable<Result<void>> like(Lane& lane, Life& life, TimePoint at) {
        arrive_at(lane, life, at);
        LearnersDesk desk = desk_of(lane, life);
        LYCEUM_CO_TRY(co_await desk.look());
        Fields there{{"act", "go:questions"}};
        LYCEUM_CO_TRY(co_await desk.send(std::move(there)));
        LYCEUM_CO_TRY(const std::string page, co_await desk.look());
        Chance chance = chance_of(life, "likes");
        for (const PageForm& form : read_forms(page)) {
            for (const std::string& act : form.acts) {
                if (act.starts_with("like:") && chance.happens(0.3)) {
                    Fields fields{{"act", act}};
                    lane.pass(seconds{20});
                    LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
                }
            }
        }
        leave(lane, life, desk);
        co_return success();
    }

    asio::awaitable<Result<void>> propose(Lane& lane, Life& life, TimePoint at) {
        const auto place = std::ranges::find(voters_, &life) - voters_.begin();
        const std::string_view text = statements()[static_cast<std::size_t>(place) % statements().size()];
        Fields fields{{"text", std::string{text}}, {"act", "add"}};
        co_return co_await once(lane, life, at, std::move(fields));
    }

    asio::awaitable<Result<void>> state(Lane& lane, Life& life, TimePoint at) {
        if (file_.topics.empty()) {
            co_return success();
        }
        Chance chance = chance_of(life, "position");
        Fields fields{{"about", file_.topics[chance.below(file_.topics.size())]},
                      {"text", std::string{one_of(positions(), chance)}},
                      {"act", "state"}};
        co_return co_await once(lane, life, at, std::move(fields));
    }

    asio::awaitable<Result<void>> offer_task(Lane& lane, Life& life, TimePoint at) {
        Chance chance = chance_of(life, "task");
        const TaskIdea& idea = one_of(task_ideas(), chance);
        Fields fields{{"text", std::string{idea.title}},
                      {"deadline", later(at, std::chrono::days{90 + static_cast<int>(chance.below(200))})},
                      {"act", "task"}};
        co_return co_await once(lane, life, at, std::move(fields));
    }

    asio::awaitable<Result<void>> once(Lane& lane, Life& life, TimePoint at, Fields fields) {
        arrive_at(lane, life, at);
        LearnersDesk desk = desk_of(lane, life);
        LYCEUM_CO_TRY(co_await desk.look());
        lane.pass(minutes{3});
        LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
        leave(lane, life, desk);
        co_return success();
    }

    asio::awaitable<Result<void>> take_vote(Lane& lane, Life& life, TimePoint at) {
        arrive_at(lane, life, at);
        LearnersDesk desk = desk_of(lane, life);
        LYCEUM_CO_TRY(co_await desk.look());
        for (std::size_t number = 0; number < file_.statements.size(); ++number) {
            Chance chance = chance_of(life, "vote/" + file_.statements[number]);
            if (chance.happens(0.04 + 0.12 * (1 - life.person.diligence))) {
                continue;  // not seen yet
            }
            const std::string_view vote = vote_of(life.person, number, chance);
            Fields fields{{"act", fmt::format("{}:{}", vote, file_.statements[number])}};
            lane.pass(seconds{8 + chance.below(30)});
            LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
        }
        if (life.person.diligence > 0.4) {
            LYCEUM_CO_TRY(co_await vote_on_the_rest(lane, life, desk));
        }
        leave(lane, life, desk);
        co_return success();
    }

    // What participants have added, and what was passed over: as the page offers one after the other.
    asio::awaitable<Result<void>> vote_on_the_rest(Lane& lane, Life& life, LearnersDesk& desk) {
        constexpr int most_left = 12;
        Fields there{{"act", "go:statements"}};
        LYCEUM_CO_TRY(co_await desk.send(std::move(there)));
        for (int left = 0; left < most_left; ++left) {
            LYCEUM_CO_TRY(const std::string page, co_await desk.look());
            const std::vector<PageForm> forms = read_forms(page);
            // The ballot has three buttons; a vote that was given has the other two.
            const auto ballot = std::ranges::find_if(forms, [](const PageForm& form) {
                return form.acts.size() == 3 && form.acts.front().starts_with("agree:");
            });
            if (ballot == forms.end()) {
                break;
            }
            const std::string statement = ballot->acts.front().substr(std::string_view{"agree:"}.size());
            // Ids of added statements follow from their authors' pseudonyms; chance must not.
            Chance chance = chance_of(life, fmt::format("added/{}", left));
            const std::string_view vote = vote_of(life.person, static_cast<std::size_t>(left) * 3, chance);
            Fields fields{{"act", fmt::format("{}:{}", vote, statement)}};
            lane.pass(seconds{8 + chance.below(30)});
            LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
        }
        co_return success();
    }

    asio::awaitable<Result<void>> reply(Lane& lane, Life& life, TimePoint at) {
        Chance chance = chance_of(life, "reply");
        arrive_at(lane, life, at);
        LearnersDesk desk = desk_of(lane, life);
        LYCEUM_CO_TRY(co_await desk.look());
        if (file_.topics.empty()) {
            co_return success();
        }
        Fields there{{"act", "go:opinions"}};
        LYCEUM_CO_TRY(co_await desk.send(std::move(there)));
        Fields topic{{"act", "topic:" + file_.topics[chance.below(file_.topics.size())]}};
        LYCEUM_CO_TRY(co_await desk.send(std::move(topic)));
        LYCEUM_CO_TRY(const std::string page, co_await desk.look());
        const std::vector<PageForm> forms = read_forms(page);
        if (const PageForm* form = find_form(forms, "reply")) {
            Fields fields = form->pressed("reply");
            fields.push_back({"text", std::string{one_of(replies(), chance)}});
            lane.pass(minutes{2});
            LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
        }
        leave(lane, life, desk);
        co_return success();
    }

    // ---- the moderator ----------------------------------------------------------------------------------------------

    asio::awaitable<Result<void>> lead(TimePoint at, std::string_view act) {
        Lane& lane = crew_.lane();
        lane.go_to(std::max(at, moderator_->last + seconds{1}));
        LearnersDesk desk = desk_of(lane, *moderator_);
        LYCEUM_CO_TRY(const std::string page, co_await desk.look());
        const std::vector<PageForm> forms = read_forms(page);
        if (const PageForm* form = find_form(forms, act)) {
            Fields fields = form->pressed(act);
            if (act == "run") {
                fields.push_back({"section", file_.sections.back()});
            }
            LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
        }
        leave(lane, *moderator_, desk);
        co_return success();
    }

    // Presses the first button that begins so, `times` times.
    asio::awaitable<Result<void>> moderate(TimePoint at, std::string_view where, std::string_view act, int times) {
        Lane& lane = crew_.lane();
        lane.go_to(std::max(at, moderator_->last + seconds{1}));
        LearnersDesk desk = desk_of(lane, *moderator_);
        LYCEUM_CO_TRY(co_await desk.look());
        Fields there{{"act", std::string{where}}};
        LYCEUM_CO_TRY(co_await desk.send(std::move(there)));
        for (int done = 0; done < times; ++done) {
            LYCEUM_CO_TRY(const std::string page, co_await desk.look());
            const std::string press = find_act(read_forms(page), act);
            if (press.empty()) {
                break;
            }
            Fields fields{{"act", press}};
            lane.pass(seconds{40});
            LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
        }
        leave(lane, *moderator_, desk);
        co_return success();
    }

    asio::awaitable<Result<void>> write_outcome(TimePoint at) {
        Lane& lane = crew_.lane();
        lane.go_to(std::max(at, moderator_->last + seconds{1}));
        LearnersDesk desk = desk_of(lane, *moderator_);
        LYCEUM_CO_TRY(co_await desk.look());
        Fields there{{"act", "go:outcome"}};
        LYCEUM_CO_TRY(co_await desk.send(std::move(there)));
        LYCEUM_CO_TRY(const std::string page, co_await desk.look());
        const std::vector<PageForm> forms = read_forms(page);
        if (const PageForm* form = find_form(forms, "outcome")) {
            Fields fields = form->pressed("outcome");
            fields.push_back(
                {"text",
                 "Участники сошлись в главном: сначала упростить, потом переводить, и за услугу отвечает один человек.\n"
                 "Задачи ниже приняты; о каждой владелец расскажет через полгода с показателем до и после."});
            LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
        }
        leave(lane, *moderator_, desk);
        co_return success();
    }

    const ForumDay& day_;
    Crew& crew_;
    ForumFile file_;
    std::vector<Life*> voters_;
    std::vector<Life*> helpers_;
    Life* moderator_ = nullptr;
};

}  // namespace

std::vector<ForumDay> forum_days(const learning::Catalogue& catalogue, TimePoint now) {
    std::vector<ForumDay> days;
    for (const auto& course : catalogue.courses) {
        for (const learning::PublishedUnit& unit : course->units) {
            if (unit.forum) {
                days.push_back({.course = course->course->slug,
                                .unit = unit.au->slug,
                                .begins = unit.forum->starts.value_or(now - hours{24}),
                                .ends = unit.forum->ends});
            }
        }
    }
    std::ranges::stable_sort(days, {}, &ForumDay::begins);
    return days;
}

asio::awaitable<Result<void>> hold_forum(const ForumDay& day, TimePoint now, Crew& crew, std::vector<Life*> lives) {
    const auto catalogue = crew.lane().campus().catalogue;
    const auto course = catalogue->find_course(day.course);
    const auto& activity = course->find_unit_by_slug(day.unit)->activities.front();
    Gathering gathering{day, crew, std::move(lives), read_forum_file(*activity)};
    const hours longest{9};
    if (!gathering.has_moderator()) {
        co_return success();
    }
    LYCEUM_CO_TRY(co_await gathering.before(std::min(day.begins, now) - hours{72}));
    if (day.begins + longest > now) {
        co_return success();
    }
    LYCEUM_CO_TRY(co_await gathering.during(day.begins));
    if (day.ends && *day.ends < now) {
        LYCEUM_CO_TRY(co_await gathering.after(day.begins + longest - hours{1}));
    }
    co_return success();
}

}  // namespace lyceum::demo
