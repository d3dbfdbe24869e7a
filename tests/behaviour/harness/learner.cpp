#include "tests/behaviour/harness/learner.hpp"

#include <algorithm>
#include <stdexcept>

namespace lyceum::behaviour {
namespace {

bool asks(const Form& form) {
    return std::ranges::any_of(form.inputs, [](const Input& input) { return input.type != "hidden"; });
}

}  // namespace

const Form* ActivityView::question() const {
    const auto found = std::ranges::find_if(forms, asks);
    return found == forms.end() ? nullptr : &*found;
}

const Form* ActivityView::way_on() const {
    // A lesson's self-check stands before the form that leads on and need not be answered.
    const auto leads = [](const Form& form) {
        return std::ranges::any_of(
            form.buttons, [](const Button& button) { return button.look.find("primary") != std::string::npos; });
    };
    const auto found = std::ranges::find_if(forms, leads);
    return found == forms.end() ? nullptr : &*found;
}

std::string ActivityView::question_id() const {
    for (const Form& form : forms) {
        for (const Input& input : form.inputs) {
            if (input.type == "radio" || input.type == "checkbox") {
                return input.value.substr(0, input.value.find('.'));
            }
        }
    }
    return {};
}

std::string ActivityView::revision() const {
    return forms.empty() ? std::string{} : forms.front().value_of("_rev");
}

bool ActivityView::has_feedback() const {
    // The module's own, or where it has none the host's sentence.
    return has_class(html, "feedback") || has_class(html, "answered");
}

bool ActivityView::is_stale() const {
    return has_class(html, "notice");
}

bool ActivityView::is_done() const {
    return std::ranges::any_of(tags_of(html),
                               [](const Tag& tag) { return tag.attribute("aria-labelledby") == "finished"; });
}

bool ActivityView::is_course_done() const {
    const auto tags = tags_of(html);
    return is_done() && std::ranges::any_of(tags, [](const Tag& tag) {
               return tag.name == "a" && tag.attribute("class") == "button primary" && tag.attribute("href") == "/";
           });
}

std::string ActivityView::link_to_next() const {
    for (const Tag& tag : tags_of(html)) {
        if (tag.name == "a" && tag.attribute("class") == "button primary") {
            return tag.attribute("href");
        }
    }
    return {};
}

Fields filled_in(const Form& form, Answers answers, const Fields& numbers) {
    const std::string wanted = answers == Answers::Right ? "right" : "wrong";
    Fields chosen;
    std::string radio_done;
    for (const Input& input : form.inputs) {
        if (input.type == "checkbox" && input.value.ends_with(wanted)) {
            chosen.emplace_back(input.name, input.value);
        } else if (input.type == "radio" && input.name != radio_done && input.value.ends_with(wanted)) {
            chosen.emplace_back(input.name, input.value);
            radio_done = input.name;
        } else if (input.type != "hidden" && input.type != "radio" && input.type != "checkbox") {
            const auto given = std::ranges::find(numbers, input.name, &std::pair<std::string, std::string>::first);
            chosen.emplace_back(input.name, given != numbers.end()
                                                ? given->second
                                                : std::string{answers == Answers::Right ? "60" : "1"});
        }
    }
    return form.filled(form.buttons.empty() ? nullptr : &form.buttons.front(), chosen);
}

void Learner::sign_in_as_demo(std::size_t index) {
    const Response page = browser_.get("/");
    for (const Form& form : forms_of(page.body)) {
        if (form.action == "/session" && form.buttons.size() > index && form.buttons[index].name == "demo") {
            const Response response = browser_.post("/session", form.filled(&form.buttons[index]));
            if (response.status == 303) {
                return;
            }
        }
    }
    throw std::runtime_error{"signing in as a demo person did not work; the page was:\n" + page.body};
}

void Learner::sign_in_as_demo(const std::string& name) {
    const std::string page = browser_.get("/").body;
    const std::size_t at = page.find(name);
    if (at == std::string::npos) {
        throw std::runtime_error{"there is no demo person " + name + "; the page was:\n" + page};
    }
    const auto before = tags_of(page.substr(0, at));
    const auto buttons = std::ranges::count_if(
        before, [](const Tag& tag) { return tag.name == "button" && tag.attribute("name") == "demo"; });
    sign_in_as_demo(static_cast<std::size_t>(buttons) - 1);
}

Response Learner::sign_in(const std::string& login, const std::string& password) {
    const Response page = browser_.get("/");
    for (const Form& form : forms_of(page.body)) {
        if (form.action == "/session" && std::ranges::find(form.inputs, "login", &Input::name) != form.inputs.end()) {
            const Button* button = form.buttons.empty() ? nullptr : &form.buttons.front();
            return browser_.post("/session", form.filled(button, {{"login", login}, {"password", password}}));
        }
    }
    throw std::runtime_error{"no form to sign in with:\n" + page.body};
}

ActivityView Learner::view_of(const std::string& path, const Response& response) {
    ActivityView view{.path = path, .html = response.body, .forms = {}};
    for (Form& form : forms_of(response.body)) {
        if (form.action == path) {
            view.forms.push_back(std::move(form));
        }
    }
    return view;
}

ActivityView Learner::open(const std::string& path) {
    const Response response = browser_.get(path);
    if (response.status != 200) {
        throw std::runtime_error{"GET " + path + " gave " + std::to_string(response.status) + ":\n" + response.body};
    }
    return view_of(path, response);
}

ActivityView Learner::go_on(const ActivityView& view, Answers answers, const Fields& numbers) {
    const Form* form = view.way_on();
    if (form == nullptr) {
        throw std::runtime_error{"nothing leads on from " + view.path + ":\n" + view.html};
    }
    Response response = browser_.post(view.path, filled_in(*form, answers, numbers));
    if (response.status != 303) {
        throw std::runtime_error{"POST " + view.path + " gave " + std::to_string(response.status) + ":\n" +
                                 response.body};
    }
    return view_of(view.path, browser_.follow(std::move(response)));
}

ActivityView Learner::finish(const std::string& path, Answers answers, const Fields& numbers, int limit) {
    ActivityView view = open(path);
    for (int page = 0; page < limit && view.way_on() != nullptr && !view.is_done(); ++page) {
        view = go_on(view, answers, numbers);
    }
    return view;
}

}  // namespace lyceum::behaviour
