#include "host/demo/journey.hpp"

#include "host/demo/phrases.hpp"
#include "host/demo/players.hpp"
#include "host/learning/recall.hpp"
#include "host/learning/tasks.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace lyceum::demo {

namespace asio = boost::asio;

namespace {

using Player = asio::awaitable<Result<void>> (*)(Desk&, Known&, Mind&);

Player player_of(std::string_view module_id) {
    static const std::map<std::string_view, Player> players{
        {"lyceum.lesson", play_lesson},     {"lyceum.quiz", play_quiz},
        {"lyceum.survey", play_survey},     {"lyceum.scenario", play_scenario},
        {"lyceum.priorities", play_priorities}, {"lyceum.service-maturity", play_services}};
    const auto found = players.find(module_id);
    return found == players.end() ? nullptr : found->second;
}

Mind mind_of(const Life& life, const Visit& visit, Lane& lane) {
    const std::string name = fmt::format("{}/{}/{}/{}", life.person.user.login, visit.course, visit.unit,
                                         static_cast<int>(visit.what));
    const auto pace = std::make_shared<Chance>("pace/" + name);
    return {.name = name,
            .skill = life.person.skill,
            .diligence = life.person.diligence,
            .chance = Chance{name},
            .think = [pace, &lane] { lane.pass(std::chrono::seconds{12 + pace->below(70)}); },
            .today = std::chrono::floor<std::chrono::days>(visit.time + local_offset),
            .returns = visit.what == Visit::What::SurveyAgain,
            .tasks = {}};
}

asio::awaitable<Result<void>> take_step(Lane& lane, Life& life, const Visit& visit, Knowledge& knowledge) {
    constexpr int most_attempts = 3;
    const auto catalogue = lane.campus().catalogue;
    const auto course = catalogue->find_course(visit.course);
    const learning::PublishedUnit* unit = course ? course->find_unit_by_slug(visit.unit) : nullptr;
    const auto activity =
        unit == nullptr ? nullptr : unit->activities[static_cast<std::size_t>(life.person.user.language)];
    const Player play = activity ? player_of(activity->module_id) : nullptr;
    if (play == nullptr) {
        co_return success();
    }
    LearnersDesk desk{lane, life.person.user, visit.course, visit.unit};
    auto first = co_await desk.look();
    if (!first) {
        co_return first.error().code == ErrorCode::Denied ? Result<void>{success()} : Result<void>{first.error()};
    }
    Mind mind = mind_of(life, visit, lane);
    if (lane.campus().pool.uses(activity->module_id, modules::tasks_ability)) {
        LYCEUM_CO_TRY(mind.tasks, lane.campus().reader.tasks_of(life.person.user.id));
    }
    for (int attempt = 1; attempt <= most_attempts; ++attempt) {
        LYCEUM_CO_TRY(co_await play(desk, knowledge.of(*activity), mind));
        if (activity->module_id != "lyceum.quiz" && activity->module_id != "lyceum.scenario") {
            break;
        }
        LYCEUM_CO_TRY(co_await desk.look());
        if (desk.standing().passed || !mind.chance.happens(0.4 + 0.6 * mind.diligence)) {
            break;
        }
        // Read or thought about once more, then better.
        mind.skill = std::min(0.97, mind.skill + 0.2);
        mind.name += "+";
        mind.returns = true;
        lane.pass(std::chrono::minutes{20});
    }
    life.answers += desk.sent();
    co_return success();
}

asio::awaitable<Result<void>> recall(Lane& lane, Life& life, const Visit& visit, Knowledge& knowledge) {
    constexpr int most_questions = 8;
    Mind mind = mind_of(life, visit, lane);
    for (int asked = 0; asked < most_questions; ++asked) {
        learning::RecallRequest request{
            .person = life.person.user, .language = life.person.user.language, .answered = std::nullopt};
        LYCEUM_CO_TRY(const learning::RecallPage page,
                      co_await learning::open_recall(lane.campus(), std::move(request)));
        if (page.state != learning::RecallState::Question || page.unit == nullptr) {
            break;
        }
        const auto& activity = page.unit->activities[static_cast<std::size_t>(page.content_language)];
        const std::vector<PageForm> forms = read_forms(page.xhtml);
        const PageForm* form = find_form(forms, "answer");
        if (form == nullptr || !activity) {
            break;
        }
        Fields fields = considered(*form, page.asking.question, knowledge.of(*activity), mind);
        fields.push_back({"act", "answer"});
        mind.think();
        learning::RecallAnswer answer{.person = life.person.user,
                                      .language = life.person.user.language,
                                      .asking = page.asking,
                                      .form = page.form,
                                      .fields = std::move(fields)};
        LYCEUM_CO_TRY(const auto answered, co_await learning::answer_recall(lane.campus(), std::move(answer)));
        if (answered.again) {
            break;
        }
        ++life.answers;
    }
    co_return success();
}

// What somebody does with a task on the day they look at it.
std::optional<learning::TaskAct> next_act(const store::Task& task, const std::string& today, const Life& life,
                                          Chance& chance) {
    if (task.status == store::TaskStatus::Confirmed) {
        return chance.happens(0.75) ? std::optional{learning::TaskAct::Begin} : std::nullopt;
    }
    if (task.status == store::TaskStatus::UnderWay) {
        if (chance.happens(0.1)) {
            return learning::TaskAct::Stop;
        }
        const bool due = task.deadline < today;
        return chance.happens((due ? 0.4 : 0.05) + 0.2 * life.person.diligence) ? std::optional{learning::TaskAct::Prove}
                                                                              : std::nullopt;
    }
    return std::nullopt;
}

asio::awaitable<Result<void>> look_after_tasks(Lane& lane, Life& life, const Visit& visit) {
    const store::User& person = life.person.user;
    if (person.role == "assistant") {
        co_return success();  // prepares tasks, and signs none
    }
    Mind mind = mind_of(life, visit, lane);
    LYCEUM_CO_TRY(const std::vector<store::Task> tasks, lane.campus().reader.tasks_of(person.id));
    const std::string today = learning::today_in_minsk(lane.now());
    for (const store::Task& task : tasks) {
        Chance chance{mind.name + "/" + task.local_id + today};
        const auto act = next_act(task, today, life, chance);
        if (!act) {
            continue;
        }
        mind.think();
        learning::TaskRequest request{.person = person,
                                      .task = task.id,
                                      .form = FormId::make(lane.now()),
                                      .revision = task.revision,
                                      .act = *act,
                                      .note = {},
                                      .link = {}};
        if (*act != learning::TaskAct::Begin) {
            request.note = one_of(*act == learning::TaskAct::Prove ? proofs() : lessons(), chance);
        }
        LYCEUM_CO_TRY(co_await learning::change_task(lane.campus(), std::move(request)));
        ++life.answers;
    }
    co_return success();
}

}  // namespace

asio::awaitable<Result<void>> live_until(TimePoint until, Lane& lane, Life& life, Knowledge& knowledge) {
    for (; life.next < life.visits.size() && life.visits[life.next].time < until; ++life.next) {
        const Visit& visit = life.visits[life.next];
        lane.go_to(std::max(visit.time, life.last + std::chrono::minutes{1}));
        Result<void> done = success();
        switch (visit.what) {
            case Visit::What::Step:
            case Visit::What::SurveyAgain:
                done = co_await take_step(lane, life, visit, knowledge);
                break;
            case Visit::What::Recall:
                done = co_await recall(lane, life, visit, knowledge);
                break;
            case Visit::What::Tasks:
                done = co_await look_after_tasks(lane, life, visit);
                break;
        }
        if (!done) {
            Error error = std::move(done).error();
            error.message = fmt::format("{} in {}/{}: {}", life.person.user.login, visit.course, visit.unit, error.message);
            co_return error;
        }
        life.last = lane.now();
    }
    co_return success();
}

}  // namespace lyceum::demo
