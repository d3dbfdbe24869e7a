#include "plugins/scenario/page.hpp"

#include "plugins/scenario/debrief_page.hpp"
#include "plugins/scenario/page_parts.hpp"

namespace lyceum::plugins::scenario {
namespace {

using sdk::Xhtml;

class Page {
public:
    Page(const Scenario& scenario, const State& state, Language spoken)
        : scenario_{scenario}, state_{state}, spoken_{spoken}, texts_{texts_in(spoken)} {}

    void introduction(Xhtml& page) const {
        page.element("section", {{"lang", own()}}, [&](Xhtml& section) {
            section.element("h2", {{"lang", code_of(spoken_)}}, texts_.introduction.text());
            section.append(scenario_.introduction.xhtml);
        });
        write_indicators(scenario_, nullptr, scenario_.first_standing(), texts_.indicators.text(), {},
                         texts_.at_start.text(), texts_, spoken_, page);
        page.element("form", {{"lang", code_of(spoken_)}}, [&](Xhtml& form) {
            form.element("div", {{"class", "actions"}},
                         [&](Xhtml& actions) { button(actions, "begin", "primary", texts_.begin.text()); });
        });
    }

    void situation(const Path& path, Xhtml& page) const {
        const Place& place = scenario_.places[path.place];
        page.element("p", {{"class", "meta"}, {"lang", code_of(spoken_)}}, [&](Xhtml& line) {
            line.text(texts_.decision_number.with(std::to_string(path.steps.size() + 1)));
            if (state_.attempts > 0) {
                line.text(" · ").text(texts_.attempt_number.with(std::to_string(state_.attempts + 1)));
            }
        });
        if (!path.steps.empty()) {
            decided(path.steps.back(), page);
        }
        page.element("section", {{"class", "situation"}, {"lang", own()}}, [&](Xhtml& section) {
            section.element("h2", {}, place.title);
            write_passages(place, path.standing, section);
            write_sources(place.sources, scenario_.language, texts_.sources.text(), spoken_, section);
        });
        const Standing* before = path.steps.empty() ? nullptr : &path.steps.back().before;
        write_indicators(scenario_, before, path.standing, texts_.indicators_now.text(), {}, texts_.now.text(), texts_,
                         spoken_, page);
        if (path.steps.size() < longest_path) {
            choices(place, path, page);
        } else {
            page.element("p", {{"class", "callout"}, {"lang", code_of(spoken_)}}, texts_.too_long.text());
            page.element("form", {{"lang", code_of(spoken_)}}, [&](Xhtml& form) {
                form.element("div", {{"class", "actions"}},
                             [&](Xhtml& actions) { button(actions, "over", "primary", texts_.start_over.text()); });
            });
        }
        way_here(path, page);
    }

private:
    std::string_view own() const { return code_of(scenario_.language); }

    static void button(Xhtml& out, std::string_view act, std::string_view look, std::string_view words) {
        out.element("button", {{"type", "submit"}, {"name", "act"}, {"value", act}, {"class", look}}, words);
    }

    // What the last decision did, read aloud when it was just made.
    void decided(const Step& step, Xhtml& page) const {
        const Choice& choice = scenario_.places[step.place].choices[step.choice];
        page.element(
            "div", {{"class", "feedback decided"}, {"role", "status"}, {"tabindex", "-1"}, {"id", "feedback"}},
            [&](Xhtml& box) {
                box.element("p", {{"lang", own()}}, [&](Xhtml& line) {
                    line.element("strong", {}, texts_.you_decided.with(choice.text.plain));
                });
                if (!choice.consequence.empty()) {
                    box.element("p", {{"lang", own()}}, [&](Xhtml& line) { line.append(choice.consequence.xhtml); });
                }
                box.element("div", {{"lang", own()}}, [&](Xhtml& changes) {
                    write_changes(scenario_, step.before, step.after, texts_, spoken_, changes);
                });
            });
    }

    void choices(const Place& place, const Path& path, Xhtml& page) const {
        page.element("form", {{"lang", code_of(spoken_)}}, [&](Xhtml& form) {
            form.element("input", {{"type", "hidden"}, {"name", "at"}, {"value", place.id}});
            form.element("input", {{"type", "hidden"}, {"name", "step"}, {"value", path.steps.size()}});
            form.element("fieldset", {{"class", "choice"}}, [&](Xhtml& group) {
                group.element("legend", {}, texts_.your_decision.text());
                for (const Choice& choice : place.choices) {
                    if (!path.standing.hold(choice.conditions)) {
                        continue;
                    }
                    group.element("label", {{"class", "option"}, {"lang", own()}}, [&](Xhtml& label) {
                        label.element("input", {{"type", "radio"}, {"name", "choice"}, {"value", choice.id}});
                        label.text(" ").element("span", {}, [&](Xhtml& words) { words.append(choice.text.xhtml); });
                    });
                }
            });
            form.element("div", {{"class", "actions"}},
                         [&](Xhtml& actions) { button(actions, "decide", "primary", texts_.decide.text()); });
        });
    }

    void way_here(const Path& path, Xhtml& page) const {
        if (path.steps.empty()) {
            return;
        }
        page.element("details", {{"class", "path"}, {"lang", code_of(spoken_)}}, [&](Xhtml& box) {
            box.element("summary", {}, texts_.path_so_far.text());
            box.element("ol", {{"lang", own()}}, [&](Xhtml& list) {
                for (const Step& step : path.steps) {
                    const Place& place = scenario_.places[step.place];
                    list.element("li", {}, [&](Xhtml& item) {
                        item.element("strong", {}, place.title);
                        item.element("br").text(place.choices[step.choice].text.plain);
                    });
                }
            });
            write_movement(scenario_, path, texts_, spoken_, box);
        });
    }

    const Scenario& scenario_;
    const State& state_;
    Language spoken_;
    const Texts& texts_;
};

}  // namespace

void write_page(const Opened& opened, const State& state, Language language, sdk::Xhtml& page) {
    const Page writer{opened.scenario, state, language};
    const Path path = follow(opened.scenario, state.now);
    if (!state.begun && path.steps.empty() && !opened.scenario.introduction.empty()) {
        writer.introduction(page);
    } else if (opened.scenario.places[path.place].is_ending()) {
        write_debrief(opened, state, path, language, page);
    } else {
        writer.situation(path, page);
    }
}

}  // namespace lyceum::plugins::scenario
