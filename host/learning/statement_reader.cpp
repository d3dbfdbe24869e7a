#include "host/learning/statements.hpp"
#include "host/learning/xapi.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace lyceum::learning {

namespace json = boost::json;

namespace xapi {

namespace {

constexpr std::array move_on_names{
    std::pair{progress::MoveOn::NotApplicable, std::string_view{"NotApplicable"}},
    std::pair{progress::MoveOn::Passed, std::string_view{"Passed"}},
    std::pair{progress::MoveOn::Completed, std::string_view{"Completed"}},
    std::pair{progress::MoveOn::CompletedAndPassed, std::string_view{"CompletedAndPassed"}},
    std::pair{progress::MoveOn::CompletedOrPassed, std::string_view{"CompletedOrPassed"}},
};

}  // namespace

std::string_view name_of(progress::MoveOn move_on) {
    const auto* found =
        std::ranges::find(move_on_names, move_on, &std::pair<progress::MoveOn, std::string_view>::first);
    return found == move_on_names.end() ? std::string_view{} : found->second;
}

std::optional<progress::MoveOn> parse_move_on(std::string_view name) {
    const auto* found = std::ranges::find(move_on_names, name, &std::pair<progress::MoveOn, std::string_view>::second);
    if (found == move_on_names.end()) {
        return std::nullopt;
    }
    return found->first;
}

}  // namespace xapi

namespace {

// The member as an object, text or number; null or empty where it is missing or another kind.
const json::object* object_in(const json::object* parent, std::string_view name) {
    const json::value* value = parent == nullptr ? nullptr : parent->if_contains(name);
    return value == nullptr ? nullptr : value->if_object();
}

std::string text_in(const json::object* parent, std::string_view name) {
    const json::value* value = parent == nullptr ? nullptr : parent->if_contains(name);
    return value != nullptr && value->is_string() ? json::value_to<std::string>(*value) : std::string{};
}

std::optional<double> number_in(const json::object* parent, std::string_view name) {
    const json::value* value = parent == nullptr ? nullptr : parent->if_contains(name);
    return value != nullptr && value->is_number() ? std::optional{value->to_number<double>()} : std::nullopt;
}

// A language map (xAPI 1.0.3 part 2 section 4.2), in the languages we have.
LocalizedText localized_in(const json::object* parent, std::string_view name) {
    LocalizedText text;
    const json::object* map = object_in(parent, name);
    for (const Language language : all_languages) {
        text[language] = text_in(map, code_of(language));
    }
    return text;
}

std::optional<bool> flag_in(const json::object* parent, std::string_view name) {
    const json::value* value = parent == nullptr ? nullptr : parent->if_contains(name);
    return value != nullptr && value->is_bool() ? std::optional{value->get_bool()} : std::nullopt;
}

std::vector<StatedEvidence> evidence_in(const json::object* extensions) {
    std::vector<StatedEvidence> evidence;
    const json::value* value = extensions == nullptr ? nullptr : extensions->if_contains(xapi::evidence_extension);
    if (value == nullptr || !value->is_array()) {
        return evidence;
    }
    for (const json::value& entry : value->get_array()) {
        const json::object* shown = entry.if_object();
        evidence.push_back({.objective = text_in(shown, "objective"),
                            .competency = text_in(shown, "competency"),
                            .level = static_cast<int>(number_in(shown, "level").value_or(0)),
                            .scaled = number_in(shown, "scaled").value_or(0)});
    }
    return evidence;
}

std::vector<modules::Declaration> declarations_in(const json::object* extensions) {
    std::vector<modules::Declaration> declarations;
    const json::value* value = extensions == nullptr ? nullptr : extensions->if_contains(xapi::declared_extension);
    if (value == nullptr || !value->is_array()) {
        return declarations;
    }
    for (const json::value& entry : value->get_array()) {
        const json::object* declared = entry.if_object();
        declarations.push_back({.competency = text_in(declared, "competency"),
                                .level = static_cast<std::uint32_t>(number_in(declared, "level").value_or(0))});
    }
    return declarations;
}

}  // namespace

std::optional<ReadStatement> read_statement(const store::Statement& statement) {
    boost::system::error_code error;
    const json::value whole = json::parse(statement.json, error);
    const json::object* root = error ? nullptr : whole.if_object();
    const json::object* context = object_in(root, "context");
    const json::object* extensions = object_in(context, "extensions");
    const json::object* result = object_in(root, "result");
    const json::object* result_extensions = object_in(result, "extensions");

    ReadStatement read;
    read.verb = text_in(object_in(root, "verb"), "id");
    read.unit = text_in(extensions, xapi::unit_extension);
    const auto move_on = xapi::parse_move_on(text_in(extensions, xapi::move_on_extension));
    if (read.verb.empty() || read.unit.empty() || !move_on) {
        return std::nullopt;
    }
    read.rule.id = read.unit;
    read.rule.move_on = *move_on;
    read.rule.mastery_score = number_in(extensions, xapi::mastery_extension);
    read.scaled = number_in(object_in(result, "score"), "scaled");
    if (const auto percent = number_in(result_extensions, xapi::progress_extension)) {
        read.percent = static_cast<int>(*percent);
    }
    read.evidence = evidence_in(result_extensions);
    read.declarations = declarations_in(result_extensions);
    const json::object* definition = object_in(object_in(root, "object"), "definition");
    const bool is_question = read.verb == verbs::answered;
    read.title = localized_in(definition, is_question ? "description" : "name");
    read.interaction = text_in(definition, "interactionType");
    read.response = text_in(result, "response");
    read.success = flag_in(result, "success");
    if (is_question || read.verb == verbs::skipped) {
        read.question = statement.activity.substr(statement.activity.rfind('#') + 1);
        read.in_recall = flag_in(extensions, xapi::recall_extension).value_or(false);
    }
    if (read.verb == verbs::satisfied) {
        const json::object* activities = object_in(context, "contextActivities");
        const json::value* grouping = activities == nullptr ? nullptr : activities->if_contains("grouping");
        if (grouping == nullptr || !grouping->is_array() || grouping->get_array().empty()) {
            return std::nullopt;
        }
        read.group = text_in(grouping->get_array().front().if_object(), "id");
        read.is_course = text_in(definition, "type") == xapi::course_type;
    }
    return read;
}

}  // namespace lyceum::learning
