#include "plugins/scenario/reader.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/suggestion.hpp"
#include "plugins/scenario/analysis.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace lyceum::plugins::scenario {
namespace {

using Node = pugi::xml_node;

class Reader {
public:
    Reader(const sdk::Content& content, const ContentFile& file)
        : file_{file},
          findings_{content, file},
          language_{language_of(ContentFile::attribute(file.root(), "lang"))},
          text_{"scenario", language_, findings_} {}

    std::unique_ptr<Opened> read() {
        auto opened = std::make_unique<Opened>();
        Scenario& scenario = opened->scenario;
        const Node root = file_.root();
        scenario.language = language_;
        scenario.title = required_text(root, "title");
        scenario.pass_score = fraction(root, "pass", 0.5);
        if (const Node introduction = ContentFile::child(root, "introduction")) {
            scenario.introduction = text_.prose(introduction);
        }
        read_people(ContentFile::child(root, "people"));
        read_indicators(ContentFile::child(root, "indicators"), scenario);
        read_places(root, scenario);
        scenario.advice = advice(root);
        check_size(root, scenario);
        if (findings_.has_errors() || !check_graph(scenario, at_, findings_)) {
            return nullptr;
        }
        opened->exploration = Exploration::of(scenario);
        check_ways(scenario, opened->exploration, at_, findings_);
        return findings_.has_errors() ? nullptr : std::move(opened);
    }

private:
    std::string required_text(const Node& parent, std::string_view name) {
        const Node node = ContentFile::child(parent, name);
        std::string text = plain_text(node);
        if (text.empty()) {
            findings_.error(node ? node : parent, "scenario.empty-text", "The " + std::string{name} + " has no text.");
        }
        return text;
    }

    std::string unique_id(const Node& node, std::set<std::string>& taken) {
        std::string id = ContentFile::attribute(node, "id");
        if (!is_identifier(id)) {
            findings_.error(node, "scenario.bad-id",
                            "The id \"" + id.substr(0, 100) + "\" is not 1 to 64 letters, digits, '-', '_' or '.'.");
        } else if (!taken.insert(id).second) {
            findings_.error(node, "scenario.duplicate-id", "The id \"" + id + "\" is used twice.",
                            "Give each its own id.");
        }
        return id;
    }

    // A whole number, perhaps with a plus before it.
    int whole(const Node& node, const char* name, int otherwise) {
        std::string text = ContentFile::attribute(node, name);
        if (text.empty()) {
            return otherwise;
        }
        if (text.starts_with('+')) {
            text.erase(0, 1);
        }
        const auto number = number_of<int>(text);
        if (!number || std::abs(std::int64_t{*number}) > largest_value) {
            findings_.error(node, "scenario.bad-number",
                            std::string{name} + " is not a whole number from -1000000 to 1000000.");
            return otherwise;
        }
        return *number;
    }

    double fraction(const Node& node, const char* name, double otherwise) {
        const std::string text = ContentFile::attribute(node, name);
        if (text.empty()) {
            return otherwise;
        }
        const auto number = number_of<double>(text);
        if (!number || !(*number >= 0 && *number <= 1)) {
            findings_.error(node, "scenario.bad-number", std::string{name} + " is not a number from 0 to 1.",
                            "Write it with a point, such as 0.5.");
            return otherwise;
        }
        return *number;
    }

    void read_people(const Node& node) {
        std::set<std::string> taken;
        for (const Node& child : ContentFile::children(node, "person")) {
            const std::string id = unique_id(child, taken);
            text_.require_text(child);
            people_.emplace_back(id, plain_text(child));
        }
    }

    // The name of a person by id; the empty one if the attribute is left out.
    std::string person(const Node& node) {
        const std::string id = ContentFile::attribute(node, "by");
        if (id.empty()) {
            return {};
        }
        std::vector<std::string_view> known;
        for (const auto& [known_id, name] : people_) {
            if (known_id == id) {
                return name;
            }
            known.emplace_back(known_id);
        }
        findings_.error(node, "scenario.unknown-person", "Nobody among the people is \"" + id.substr(0, 100) + "\".",
                        suggestion(id, known, "Add a <person> with this id to <people>."));
        return {};
    }

    void read_indicators(const Node& node, Scenario& scenario) {
        std::set<std::string> taken;
        for (const Node& child : ContentFile::children(node, "indicator")) {
            Indicator indicator;
            indicator.id = unique_id(child, taken);
            text_.require_text(child);
            indicator.name = plain_text(child);
            indicator.unit = ContentFile::attribute(child, "unit");
            indicator.least = whole(child, "min", 0);
            indicator.most = whole(child, "max", 100);
            indicator.start = whole(child, "start", indicator.least);
            indicator.good = ContentFile::attribute(child, "good") == "down" ? Good::Down : Good::Up;
            if (indicator.least >= indicator.most) {
                findings_.error(child, "scenario.bad-range",
                                "The min of \"" + indicator.id + "\" is not below its max.");
            } else if (indicator.start < indicator.least || indicator.start > indicator.most) {
                findings_.error(child, "scenario.bad-range",
                                "The start of \"" + indicator.id + "\" is outside its range.",
                                "Write a start from " + std::to_string(indicator.least) + " to " +
                                    std::to_string(indicator.most) + ".");
            }
            scenario.indicators.push_back(std::move(indicator));
            at_.indicators.push_back(child);
        }
        if (scenario.indicators.size() > most_indicators) {
            too_large(node, "indicators", most_indicators);
        }
    }

    void too_large(const Node& node, std::string_view what, std::size_t most) {
        findings_.error(node, "scenario.too-large", "More than " + std::to_string(most) + " " + std::string{what} + ".",
                        "Keep to what a person can hold in mind.");
    }

    void read_places(const Node& root, Scenario& scenario) {
        std::set<std::string> taken;
        for (const Node& child : root.children()) {
            if (child.type() == pugi::node_element && (local_name(child) == "node" || local_name(child) == "ending")) {
                at_.places.push_back(child);
                place_ids_.push_back(unique_id(child, taken));
            }
        }
        at_.choices.resize(at_.places.size());
        for (std::size_t index = 0; index < at_.places.size(); ++index) {
            scenario.places.push_back(place(index, scenario));
        }
        const auto is_ending = [](const Place& each) { return each.is_ending(); };
        if (std::all_of(scenario.places.begin(), scenario.places.end(), is_ending)) {
            findings_.error(root, "scenario.no-situations", "The scenario has no situations.", "Add a <node>.");
        }
        if (std::none_of(scenario.places.begin(), scenario.places.end(), is_ending)) {
            findings_.error(root, "scenario.no-ending", "The scenario has no ending: it would never be over.",
                            "Add an <ending> and let a choice lead to it.");
        }
        if (scenario.places.size() > most_places) {
            too_large(root, "situations and endings", most_places);
        }
        scenario.start = place_index(root, "start");
    }

    std::size_t place_index(const Node& node, const char* name) {
        const std::string id = ContentFile::attribute(node, name);
        const auto found = std::find(place_ids_.begin(), place_ids_.end(), id);
        if (found == place_ids_.end()) {
            const std::vector<std::string_view> known{place_ids_.begin(), place_ids_.end()};
            findings_.error(
                node, "scenario.unknown-place", "No situation and no ending is \"" + id.substr(0, 100) + "\".",
                suggestion(id, known, std::string{"Write the id of a <node> or an <ending> in "} + name + "."));
            return 0;
        }
        return static_cast<std::size_t>(found - place_ids_.begin());
    }

    Place place(std::size_t index, Scenario& scenario) {
        const Node node = at_.places[index];
        Place place;
        place.id = place_ids_[index];
        place.title = required_text(node, "title");
        place.passages = passages(node, scenario);
        place.sources = text_.sources(node);
        place.advice = advice(node);
        if (local_name(node) == "ending") {
            const std::string kind = ContentFile::attribute(node, "kind");
            place.outcome = kind == "good" ? Outcome::Good : kind == "bad" ? Outcome::Bad : Outcome::Mixed;
            place.score = fraction(node, "score", kind == "good" ? 1 : kind == "bad" ? 0 : 0.5);
            place.shows = shows(node);
            return place;
        }
        std::set<std::string> taken;
        for (const Node& child : ContentFile::children(node, "choice")) {
            place.choices.push_back(choice(child, taken, scenario));
            at_.choices[index].push_back(child);
        }
        if (place.choices.size() > most_choices) {
            too_large(node, "choices in one situation", most_choices);
        }
        return place;
    }

    // The narrative, cut where conditions begin and end.
    std::vector<Passage> passages(const Node& node, Scenario& scenario) {
        std::vector<Passage> passages;
        bool open = false;  // the last passage takes more
        for (const Node& child : node.children()) {
            constexpr std::array<std::string_view, 5> apart{"title", "source", "choice", "advice", "shows"};
            if (child.type() != pugi::node_element ||
                std::find(apart.begin(), apart.end(), local_name(child)) != apart.end()) {
                continue;
            }
            if (local_name(child) == "if") {
                passages.push_back({conditions(child, scenario), {}});
                for (const Node& within : child.children()) {
                    block(within, passages.back().text);
                }
                open = false;
                continue;
            }
            if (!open) {
                passages.emplace_back();
                open = true;
            }
            block(child, passages.back().text);
        }
        return passages;
    }

    void block(const Node& node, RichText& out) {
        if (node.type() != pugi::node_element) {
            return;
        }
        out.plain += plain_text(node) + " ";
        if (local_name(node) != "say") {
            text_.block(node, out.xhtml);
            return;
        }
        const std::string who = person(node);
        const RichText said = text_.inline_text(node);
        out.xhtml.element("figure", {{"class", "quote"}}, [&](sdk::Xhtml& figure) {
            figure.element("blockquote", {}, [&](sdk::Xhtml& quoted) {
                quoted.element("p", {}, [&](sdk::Xhtml& line) { line.append(said.xhtml); });
            });
            if (!who.empty()) {
                figure.element("figcaption", {}, who);
            }
        });
    }

    Choice choice(const Node& node, std::set<std::string>& taken, Scenario& scenario) {
        Choice choice;
        choice.id = unique_id(node, taken);
        const Node words = ContentFile::child(node, "text");
        choice.text = text_.inline_text(words ? words : node);
        constexpr std::size_t longest_choice = 4096;  // bytes: a path repeats it as often as a loop is gone round
        if (choice.text.xhtml.bytes().size() > longest_choice) {
            findings_.error(node, "scenario.too-large", "The choice is too long to be read as one (4 KiB).",
                            "Say the decision in a sentence; what it brings belongs in <consequence>.");
        }
        if (const Node consequence = ContentFile::child(node, "consequence")) {
            choice.consequence = text_.inline_text(consequence);
        }
        choice.changes.resize(scenario.indicators.size());
        for (const Node& effect : ContentFile::children(node, "effect")) {
            const std::optional<std::size_t> indicator = find_indicator(effect, "on", scenario);
            const int change = whole(effect, "change", 0);
            if (indicator) {
                choice.changes[*indicator] =
                    std::clamp(choice.changes[*indicator] + change, -largest_value, largest_value);
            }
        }
        for (const Node& when : ContentFile::children(node, "when")) {
            const std::vector<Condition> more = conditions(when, scenario);
            choice.conditions.insert(choice.conditions.end(), more.begin(), more.end());
        }
        for (const Node& set : ContentFile::children(node, "set")) {
            choice.sets.set(flag(set, "flag", scenario));
        }
        for (const Node& clear : ContentFile::children(node, "clear")) {
            choice.clears.set(flag(clear, "flag", scenario));
        }
        choice.shows = shows(node);
        choice.to = place_index(node, "to");
        return choice;
    }

    std::optional<std::size_t> find_indicator(const Node& node, const char* name, const Scenario& scenario) {
        const std::string id = ContentFile::attribute(node, name);
        std::vector<std::string_view> known;
        for (std::size_t index = 0; index < scenario.indicators.size(); ++index) {
            if (scenario.indicators[index].id == id) {
                return index;
            }
            known.emplace_back(scenario.indicators[index].id);
        }
        findings_.error(node, "scenario.unknown-indicator", "No indicator is \"" + id.substr(0, 100) + "\".",
                        suggestion(id, known, "Add an <indicator> with this id to <indicators>."));
        return std::nullopt;
    }

    // A flag comes to be where it is first named.
    std::size_t flag(const Node& node, const char* name, Scenario& scenario) {
        const std::string id = ContentFile::attribute(node, name);
        if (!is_identifier(id)) {
            findings_.error(node, "scenario.bad-id",
                            "The flag \"" + id.substr(0, 100) + "\" is not 1 to 64 letters, digits, '-', '_' or '.'.");
            return 0;
        }
        const auto found = std::find(scenario.flags.begin(), scenario.flags.end(), id);
        if (found == scenario.flags.end()) {
            if (scenario.flags.size() == most_flags) {
                too_large(node, "flags", most_flags);
                return 0;
            }
            scenario.flags.push_back(id);
            at_.flags.push_back(node);
            return scenario.flags.size() - 1;
        }
        return static_cast<std::size_t>(found - scenario.flags.begin());
    }

    std::vector<Condition> conditions(const Node& node, Scenario& scenario) {
        std::vector<Condition> conditions;
        if (node.attribute("flag")) {
            conditions.push_back({Condition::Kind::FlagSet, flag(node, "flag", scenario), 0});
        }
        if (node.attribute("not-flag")) {
            conditions.push_back({Condition::Kind::FlagClear, flag(node, "not-flag", scenario), 0});
        }
        const bool least = !node.attribute("at-least").empty();
        const bool most = !node.attribute("at-most").empty();
        const bool named = !node.attribute("indicator").empty();
        if (named != (least || most)) {
            findings_.error(node, "scenario.bad-condition",
                            named ? "The condition names an indicator but no value."
                                  : "The condition names a value but no indicator.",
                            "Write indicator=\"…\" together with at-least or at-most.");
        } else if (named) {
            const std::optional<std::size_t> indicator = find_indicator(node, "indicator", scenario);
            if (indicator && least) {
                conditions.push_back({Condition::Kind::AtLeast, *indicator, whole(node, "at-least", 0)});
            }
            if (indicator && most) {
                conditions.push_back({Condition::Kind::AtMost, *indicator, whole(node, "at-most", 0)});
            }
        } else if (conditions.empty()) {
            findings_.error(node, "scenario.bad-condition", "The condition asks for nothing.",
                            "Write flag, not-flag, or indicator with at-least or at-most.");
        }
        return conditions;
    }

    std::vector<Shown> shows(const Node& node) {
        std::vector<Shown> shows;
        for (const Node& child : ContentFile::children(node, "shows")) {
            Shown shown{ContentFile::attribute(child, "objective"), fraction(child, "quality", 1)};
            const bool twice = std::any_of(shows.begin(), shows.end(),
                                           [&](const Shown& each) { return each.objective == shown.objective; });
            if (twice) {
                findings_.error(child, "scenario.duplicate-id", "The objective is named twice in one place.",
                                "Keep one <shows> for each objective.");
            }
            objectives_.insert(shown.objective);
            shows.push_back(std::move(shown));
        }
        constexpr std::size_t most_objectives = 64;  // of one answer
        if (objectives_.size() > most_objectives) {
            too_large(node, "objectives", most_objectives);
        }
        return shows;
    }

    std::vector<Advice> advice(const Node& node) {
        std::vector<Advice> advice;
        for (const Node& child : ContentFile::children(node, "advice")) {
            advice.push_back({person(child), text_.prose(child)});
        }
        return advice;
    }

    // All texts of a scenario stand on one page at the end of a long path.
    void check_size(const Node& root, const Scenario& scenario) {
        std::size_t bytes = 0;
        for (const Place& place : scenario.places) {
            std::size_t own = 0;
            for (const Passage& passage : place.passages) {
                own += passage.text.xhtml.bytes().size();
            }
            if (own > longest_page) {
                findings_.error(at_.places[static_cast<std::size_t>(&place - scenario.places.data())],
                                "scenario.too-large", "The situation is longer than a page may be (300 KiB).");
            }
            for (const Choice& choice : place.choices) {
                bytes += choice.text.xhtml.bytes().size() + choice.consequence.xhtml.bytes().size();
            }
            for (const Advice& each : place.advice) {
                bytes += each.text.xhtml.bytes().size();
            }
            bytes += place.title.size();
        }
        for (const Advice& each : scenario.advice) {
            bytes += each.text.xhtml.bytes().size();
        }
        if (bytes > longest_page) {
            findings_.error(root, "scenario.too-large",
                            "The choices and the advice together are longer than a page may be (300 KiB).",
                            "Say it shorter.");
        }
    }

    const ContentFile& file_;
    Findings findings_;
    Language language_;
    RichTextReader text_;
    Places at_;
    std::vector<std::string> place_ids_;
    std::vector<std::pair<std::string, std::string>> people_;
    std::set<std::string> objectives_;
};

}  // namespace

std::unique_ptr<Opened> read(const sdk::Content& content) {
    const std::optional<ContentFile> file = ContentFile::parse(content, "scenario");
    return file ? Reader{content, *file}.read() : nullptr;
}

}  // namespace lyceum::plugins::scenario
