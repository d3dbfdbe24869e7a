#include "host/demo/players.hpp"

#include <boost/asio/awaitable.hpp>

#include <algorithm>
#include <string_view>

namespace lyceum::demo {

namespace asio = boost::asio;

namespace {

constexpr int most_forms = 80;  // of one sitting; a quiz of ten questions takes twenty-two

std::vector<std::string> split(std::string_view text, std::string_view by) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = text.find(by);
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + by.size());
    }
    return parts;
}

// The first of the values in their own order, whatever order the page shows: what is chosen must not depend on the seed.
std::vector<std::string> sorted(std::vector<std::string> values) {
    std::ranges::sort(values);
    return values;
}

void choose_one(const Control& control, const std::string& pattern, Aim aim, Chance& chance, Fields& fields) {
    std::vector<std::string> offered = sorted(control.values);
    const bool knows = std::ranges::find(offered, pattern) != offered.end();
    if (knows && aim == Aim::Right) {
        fields.push_back({control.name, pattern});
        return;
    }
    std::erase(offered, pattern);
    fields.push_back({control.name, offered[chance.below(offered.size())]});
}

void choose_several(const Control& control, const std::string& pattern, Aim aim, Chance& chance, Fields& fields) {
    std::vector<std::string> chosen = split(pattern, "[,]");
    const std::vector<std::string> offered = sorted(control.values);
    if (chosen.empty()) {
        chosen.push_back(offered.front());
    }
    if (aim == Aim::Wrong) {
        // One more or one less.
        const std::string& other = offered[chance.below(offered.size())];
        if (const auto found = std::ranges::find(chosen, other); found == chosen.end()) {
            chosen.push_back(other);
        } else if (chosen.size() > 1) {
            chosen.erase(found);
        }
    }
    for (const std::string& value : chosen) {
        fields.push_back({control.name, value});
    }
}

void put_in_order(const Control& control, const std::string& pattern, Aim aim, Chance& chance, Fields& fields) {
    std::vector<std::string> order = split(pattern, "[,]");
    if (order.size() != control.values.size()) {
        order = control.values;
    }
    if (aim == Aim::Wrong && order.size() > 1) {
        const std::size_t place = chance.below(order.size() - 1);
        std::swap(order[place], order[place + 1]);
    }
    for (const std::string& item : order) {
        fields.push_back({control.name, item});
    }
}

// "a[.]x[,]b[.]y", each pair a list of its own: "match.a".
void match(const PageForm& form, const std::string& pattern, Aim aim, Chance& chance, Fields& fields) {
    Fields pairs;
    for (const Control& control : form.controls) {
        if (control.kind == Control::Kind::List) {
            pairs.push_back({control.name, sorted(control.values).front()});
        }
    }
    for (const std::string& pair : split(pattern, "[,]")) {
        const std::vector<std::string> sides = split(pair, "[.]");
        for (modules::Field& field : pairs) {
            if (sides.size() == 2 && field.name == "match." + sides.front()) {
                field.value = sides.back();
            }
        }
    }
    std::ranges::sort(pairs, {}, &modules::Field::name);
    if (aim == Aim::Wrong && pairs.size() > 1) {
        const std::size_t place = chance.below(pairs.size() - 1);
        std::swap(pairs[place].value, pairs[place + 1].value);
    }
    std::ranges::move(pairs, std::back_inserter(fields));
}

std::string typed(const std::string& name, const std::string& pattern, Aim aim) {
    if (name == "number") {
        const std::string lowest = split(pattern.empty() ? "1" : pattern, "[:]").front();
        return aim == Aim::Right ? lowest : "9" + lowest;
    }
    return aim == Aim::Right && !pattern.empty() ? pattern : "не помню";
}

}  // namespace

Fields answer_to(const PageForm& form, const std::string& pattern, Aim aim, Chance& chance) {
    Fields fields;
    bool matched = false;
    for (const Control& control : form.controls) {
        switch (control.kind) {
            case Control::Kind::Hidden:
                if (control.name == "item") {
                    put_in_order(control, pattern, aim, chance, fields);
                } else {
                    for (const std::string& value : control.values) {
                        fields.push_back({control.name, value});
                    }
                }
                break;
            case Control::Kind::One:
                choose_one(control, pattern, aim, chance, fields);
                break;
            case Control::Kind::Several:
                choose_several(control, pattern, aim, chance, fields);
                break;
            case Control::Kind::List:
                if (!matched) {
                    match(form, pattern, aim, chance, fields);
                    matched = true;
                }
                break;
            case Control::Kind::Line:
            case Control::Kind::Text:
                fields.push_back({control.name, typed(control.name, pattern, aim)});
                break;
        }
    }
    return fields;
}

Fields considered(const PageForm& form, const std::string& question, const Known& known, const Mind& mind) {
    // A chance of its own for each question: they come in another order to everyone.
    Chance chance{mind.name + "/" + question};
    const auto right = known.right.find(question);
    const bool is_known = right != known.right.end();
    const Aim aim = is_known && chance.happens(mind.skill) ? Aim::Right : Aim::Wrong;
    return answer_to(form, is_known ? right->second : std::string{}, aim, chance);
}

asio::awaitable<Result<void>> play_quiz(Desk& desk, Known& known, Mind& mind) {
    bool begun = false;
    for (int sent = 0; sent < most_forms; ++sent) {
        LYCEUM_CO_TRY(const std::string page, co_await desk.look());
        const std::vector<PageForm> forms = read_forms(page);
        if (const PageForm* question = find_form(forms, "answer")) {
            Fields fields = considered(*question, question->value_of("question"), known, mind);
            fields.push_back({"act", "answer"});
            mind.think();
            LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
            // The discussion has one way on.
            Fields next{{"act", "next"}};
            mind.think();
            LYCEUM_CO_TRY(co_await desk.send(std::move(next)));
            continue;
        }
        const PageForm* next = find_form(forms, "next");
        const PageForm* start = find_form(forms, begun ? "next" : "start");
        if (start == nullptr && !begun) {
            start = find_form(forms, "retry");
        }
        if (next == nullptr && start == nullptr) {
            co_return success();  // at the result
        }
        const char* act = next != nullptr ? "next" : find_form(forms, "start") != nullptr ? "start" : "retry";
        Fields fields{{"act", act}};
        begun = true;
        mind.think();
        LYCEUM_CO_TRY(co_await desk.send(std::move(fields)));
    }
    co_return success();
}

}  // namespace lyceum::demo
