#include "host/demo/phrases.hpp"
#include "host/demo/players.hpp"

#include <algorithm>

#include <fmt/format.h>

// The services of somebody's own body, placed on the scale of maturity.

namespace lyceum::demo {

namespace asio = boost::asio;

namespace {

constexpr int most_levels = 8;

// A number that gets harder to reach the higher the level: small where little is good, large where much is.
std::string figure(std::string_view name, Mind& mind) {
    const bool few = name.find("visit") != std::string_view::npos || name.find("document") != std::string_view::npos ||
                     name.find("day") != std::string_view::npos || name.find("checked") != std::string_view::npos ||
                     name.find("call") != std::string_view::npos || name.find("fail") != std::string_view::npos;
    const auto room = static_cast<std::size_t>(few ? 1 + 30 * (1 - mind.skill) : 10 + 90 * mind.skill);
    return std::to_string(few ? mind.chance.below(room + 1) : 5 + mind.chance.below(room));
}

Fields indicators(const PageForm& form, Mind& mind) {
    Fields fields = form.pressed("place");
    bool yes = false;
    for (const Control& control : form.controls) {
        if (control.kind == Control::Kind::One) {
            yes = mind.chance.happens(0.3 + 0.5 * mind.skill);
            fields.push_back({control.name, yes ? "yes" : "no"});
        } else if (control.name.starts_with("value-")) {
            yes = mind.chance.happens(0.5);
            fields.push_back({control.name, figure(control.name, mind)});
        } else if (yes && control.name.starts_with("fact-")) {
            fields.push_back({control.name, std::string{one_of(facts(), mind.chance)}});
        }
    }
    return fields;
}

// From the form of a new service to its place on the scale. True if it can become a task.
asio::awaitable<Result<bool>> put_and_place(Desk& desk, std::string_view name, Mind& mind) {
    Fields create{{"act", "new"}};
    LYCEUM_CO_TRY(co_await desk.send(std::move(create)));
    Fields figures{{"service", "new"},
                   {"name", std::string{name}},
                   {"volume", std::to_string((1 + mind.chance.below(200)) * 400)},
                   {"share", std::to_string(mind.chance.below(70))},
                   {"cost", fmt::format("{},5", 1 + mind.chance.below(20))},
                   {"days", std::to_string(1 + mind.chance.below(30))},
                   {"act", "put"}};
    mind.think();
    LYCEUM_CO_TRY(co_await desk.send(std::move(figures)));
    for (int level = 0; level < most_levels; ++level) {
        LYCEUM_CO_TRY(const std::string page, co_await desk.look());
        const std::vector<PageForm> forms = read_forms(page);
        const PageForm* form = find_form(forms, "place");
        if (form == nullptr) {
            const std::string draft = find_act(forms, "draft:");
            if (!draft.empty() && mind.chance.happens(0.5)) {
                Fields propose{{"act", draft}};
                LYCEUM_CO_TRY(co_await desk.send(std::move(propose)));
                co_return true;
            }
            co_return false;
        }
        Fields fields = indicators(*form, mind);
        mind.think();
        LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
    }
    co_return false;
}

// Those that no task of this person is about yet; where that leaves too few, all: the same service may be looked at
// twice.
std::vector<std::string_view> new_services(const Mind& mind, std::size_t wanted) {
    std::vector<std::string_view> names{services().begin(), services().end()};
    std::erase_if(names, [&](std::string_view name) {
        return std::ranges::any_of(mind.tasks, [&](const store::Task& task) { return task.service == name; });
    });
    return names.size() >= wanted ? names : std::vector<std::string_view>{services().begin(), services().end()};
}

}  // namespace

asio::awaitable<Result<void>> play_services(Desk& desk, Known& /*known*/, Mind& mind) {
    constexpr std::size_t wanted = 3;  // of the courses here; an activity that wants more stays begun
    bool drafted = false;
    std::vector<std::string_view> names = new_services(mind, wanted);
    for (std::size_t number = 0; number < wanted && !names.empty(); ++number) {
        const auto chosen = names.begin() + static_cast<std::ptrdiff_t>(mind.chance.below(names.size()));
        LYCEUM_CO_TRY(const bool became_task, co_await put_and_place(desk, *chosen, mind));
        drafted = drafted || became_task;
        names.erase(chosen);
    }
    Fields list{{"act", "list"}};
    LYCEUM_CO_TRY(co_await desk.send(std::move(list)));
    if (!drafted) {
        LYCEUM_CO_TRY(const std::string page, co_await desk.look());
        if (const std::string draft = find_act(read_forms(page), "draft:"); !draft.empty()) {
            Fields propose{{"act", draft}};
            LYCEUM_CO_TRY(co_await desk.send(std::move(propose)));
        }
    }
    Fields finish{{"act", "finish"}};
    LYCEUM_CO_TRY(co_await desk.send(std::move(finish)));
    co_return success();
}

}  // namespace lyceum::demo
