#include "host/demo/phrases.hpp"
#include "host/demo/players.hpp"

#include <algorithm>
#include <cmath>

// Lessons, surveys and scenarios.

namespace lyceum::demo {

namespace asio = boost::asio;

asio::awaitable<Result<void>> play_lesson(Desk& desk, Known& known, Mind& mind) {
    for (const LessonStep& step : known.lesson) {
        if (!step.options.empty() && mind.chance.happens(0.5)) {
            const std::string& option = step.options[mind.chance.below(step.options.size())];
            Fields check{{"section", step.section}, {"option", option}, {"act", "check"}};
            mind.think();
            LYCEUM_CO_TRY(co_await desk.send(std::move(check)));
        }
        if (mind.chance.happens(0.03 * mind.diligence)) {
            Fields note{
                {"section", step.section}, {"note", std::string{one_of(notes(), mind.chance)}}, {"act", "note"}};
            LYCEUM_CO_TRY(co_await desk.send(std::move(note)));
        }
        Fields next{{"section", step.section}, {"act", step.act}};
        mind.think();
        LYCEUM_CO_TRY(co_await desk.send(std::move(next)));
    }
    co_return success();
}

namespace {

// Who knows more chooses further on; after the course a step further than before.
std::size_t place_on_scale(std::size_t places, Mind& mind) {
    const double at = mind.skill * 0.8 + (mind.returns ? 0.2 : 0) + (mind.chance.share() - 0.5) * 0.5;
    const double place = std::round(std::clamp(at, 0.0, 1.0) * static_cast<double>(places - 1));
    return static_cast<std::size_t>(place);
}

// The places of a ranking, "q:obstacles:law": each place once.
void rank(const std::vector<const Control*>& lists, Mind& mind, Fields& fields) {
    std::vector<std::string> places = lists.front()->values;
    for (const Control* list : lists) {
        const std::size_t chosen = mind.chance.below(places.size());
        fields.push_back({list->name, places[chosen]});
        places.erase(places.begin() + static_cast<std::ptrdiff_t>(chosen));
    }
}

Fields filled(const PageForm& form, Mind& mind) {
    Fields fields;
    std::vector<std::vector<const Control*>> rankings;
    for (const Control& control : form.controls) {
        switch (control.kind) {
            case Control::Kind::Hidden:
                fields.push_back({control.name, control.values.front()});
                break;
            case Control::Kind::One:
                fields.push_back({control.name, control.values[place_on_scale(control.values.size(), mind)]});
                break;
            case Control::Kind::Several:
                for (const std::string& value : control.values) {
                    if (mind.chance.happens(0.4)) {
                        fields.push_back({control.name, value});
                    }
                }
                break;
            case Control::Kind::List: {
                const std::string question = control.name.substr(0, control.name.rfind(':'));
                if (rankings.empty() ||
                    rankings.back().front()->name.substr(0, control.name.rfind(':')) != question) {
                    rankings.emplace_back();
                }
                rankings.back().push_back(&control);
                break;
            }
            case Control::Kind::Line:
                fields.push_back({control.name, std::to_string(3 + mind.chance.below(45))});
                break;
            case Control::Kind::Text:
                if (mind.chance.happens(0.3)) {
                    fields.push_back({control.name, std::string{one_of(remarks(), mind.chance)}});
                }
                break;
        }
    }
    for (const auto& lists : rankings) {
        rank(lists, mind, fields);
    }
    return fields;
}

}  // namespace

asio::awaitable<Result<void>> play_survey(Desk& desk, Known& known, Mind& mind) {
    if (mind.returns) {
        Fields again{{"act", "again"}};
        LYCEUM_CO_TRY(co_await desk.send(std::move(again)));
    }
    const std::string way = mind.returns ? "again" : "first";
    if (!known.pages.contains(way)) {
        LYCEUM_CO_TRY(const std::string page, co_await desk.look());
        const std::vector<PageForm> forms = read_forms(page);
        const PageForm* form = find_form(forms, "send");
        if (form == nullptr) {
            co_return success();
        }
        known.pages.emplace(way, *form);
    }
    Fields fields = filled(known.pages.at(way), mind);
    fields.push_back({"act", "send"});
    mind.think();
    LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
    co_return success();
}

std::string decision(const PageForm& form, const std::string& choice) {
    return form.value_of("at") + "/" + choice;
}

namespace {

// Who knows more sees what is worth most; others take what is nearly as good, or whatever they like. What nobody has
// tried is worth nothing until then.
const std::string& decide(const PageForm& form, const Known& known, Mind& mind) {
    std::vector<std::pair<double, const std::string*>> choices;
    for (const std::string& choice : form.find("choice")->values) {
        const auto worth = known.worth.find(decision(form, choice));
        choices.emplace_back(worth == known.worth.end() ? 0 : worth->second.mean(), &choice);
    }
    std::ranges::stable_sort(choices, std::ranges::greater{}, [](const auto& choice) { return choice.first; });
    if (mind.chance.happens(0.5 + 0.45 * mind.skill)) {
        return *choices.front().second;
    }
    const std::size_t next = std::min<std::size_t>(1, choices.size() - 1);
    return *choices[mind.chance.happens(0.5) ? next : mind.chance.below(choices.size())].second;
}

}  // namespace

asio::awaitable<Result<void>> play_scenario(Desk& desk, Known& known, Mind& mind) {
    constexpr int most_decisions = 40;
    std::string way;
    if (mind.returns) {
        Fields again{{"act", "again"}};
        LYCEUM_CO_TRY(co_await desk.send(std::move(again)));
        way = "again ";
    }
    for (int made = 0; made < most_decisions; ++made) {
        if (!known.pages.contains(way)) {
            LYCEUM_CO_TRY(const std::string page, co_await desk.look());
            const std::vector<PageForm> forms = read_forms(page);
            const PageForm* form = find_form(forms, "decide");
            form = form != nullptr ? form : find_form(forms, "begin");
            known.pages.emplace(way, form == nullptr ? PageForm{} : *form);
        }
        const PageForm& form = known.pages.at(way);
        if (form.has_act("begin")) {
            Fields begin{{"act", "begin"}};
            way += "begin ";
            mind.think();
            LYCEUM_CO_TRY(co_await desk.send(std::move(begin)));
            continue;
        }
        if (form.find("choice") == nullptr) {
            co_return success();  // an ending
        }
        const std::string chosen = decide(form, known, mind);
        Fields fields = form.pressed("decide");
        fields.push_back({"choice", chosen});
        way += chosen + " ";
        mind.think();
        LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
    }
    co_return success();
}

}  // namespace lyceum::demo
