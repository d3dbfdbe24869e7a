// Statements about priority tasks: the task itself is the object, and its whole shape is inside, so that lists and
// roll-ups can be made again from the statements alone.
#include "host/learning/task_statements.hpp"

#include "host/learning/xapi.hpp"

#include <boost/json.hpp>

#include <array>
#include <utility>

namespace lyceum::learning {

namespace json = boost::json;

namespace {

constexpr std::array<std::pair<store::TaskStatus, std::string_view>, 6> verbs_of_status{{
    {store::TaskStatus::Draft, "https://lyceum.invalid/verbs/drafted"},
    {store::TaskStatus::Withdrawn, "https://lyceum.invalid/verbs/withdrew"},
    {store::TaskStatus::Confirmed, "https://lyceum.invalid/verbs/committed"},
    {store::TaskStatus::UnderWay, "https://lyceum.invalid/verbs/began"},
    {store::TaskStatus::Proven, "https://lyceum.invalid/verbs/proved"},
    {store::TaskStatus::Stopped, "https://lyceum.invalid/verbs/stopped"},
}};

std::string_view verb_of(store::TaskStatus status) {
    for (const auto& [known, verb] : verbs_of_status) {
        if (known == status) {
            return verb;
        }
    }
    return verbs_of_status.front().second;
}

json::object shape_of(const store::Task& task) {
    json::object shape{{"status", store::name_of(task.status)}, {"sector", task.sector}, {"body", task.body}};
    const auto put = [&](std::string_view name, const std::string& text) {
        if (!text.empty()) {
            shape[name] = text;
        }
    };
    put("service", task.service);
    put("baseline", task.baseline);
    put("target", task.target);
    put("measure", task.measure);
    put("deadline", task.deadline);
    put("effectSectorReason", task.effect_sector_reason);
    put("effectStateReason", task.effect_state_reason);
    put("partners", task.partners);
    put("firstStep", task.first_step);
    put("evidence", task.evidence);
    put("source", task.source);
    shape["effectSector"] = task.effect_sector;
    shape["effectState"] = task.effect_state;
    shape["effort"] = task.effort;
    return shape;
}

}  // namespace

bool is_about_task(const store::Statement& statement) {
    return statement.activity.starts_with(xapi::task_prefix);
}

std::string task_iri(const TaskId& task) {
    return std::string{xapi::task_prefix} + to_string(task);
}

store::Statement state_task(const store::Task& task, std::string_view course_iri, Language language,
                            std::string_view note, std::string_view link) {
    const std::string_view verb = verb_of(task.status);
    store::Statement statement;
    statement.id = StatementId::make(task.updated);
    statement.user = task.user;
    statement.registration = task.registration;
    statement.verb = verb;
    statement.activity = task_iri(task.id);
    statement.stored = task.updated;

    json::object result{{"extensions", json::object{{xapi::task_extension, shape_of(task)}}}};
    if (!note.empty()) {
        result["response"] = note;
    }
    if (!link.empty()) {
        result["extensions"].as_object()[xapi::evidence_link_extension] = link;
    }
    json::object activities;
    if (!course_iri.empty()) {
        activities["parent"] = json::array{json::object{{"id", course_iri}}};
    }
    const std::string time = to_iso8601(task.updated);
    const json::object whole{
        {"id", to_string(statement.id)},
        {"actor",
         json::object{{"objectType", "Agent"},
                      {"account", json::object{{"homePage", xapi::home_page}, {"name", to_string(task.user)}}}}},
        {"verb", json::object{{"id", verb}, {"display", json::object{{"en", verb.substr(verb.rfind('/') + 1)}}}}},
        {"object", json::object{{"objectType", "Activity"},
                                {"id", statement.activity},
                                {"definition", json::object{{"type", xapi::task_type},
                                                            {"name", json::object{{code_of(language), task.title}}}}}}},
        {"result", std::move(result)},
        {"context", json::object{{"registration", to_string(task.registration)},
                                 {"language", code_of(language)},
                                 {"contextActivities", std::move(activities)},
                                 {"extensions", json::object{{xapi::unit_extension, task.unit}}}}},
        {"timestamp", time},
        {"stored", time},
        {"version", "1.0.3"}};
    statement.json = json::serialize(whole);
    return statement;
}

std::optional<store::TaskStatus> status_in(const store::Statement& statement) {
    for (const auto& [status, verb] : verbs_of_status) {
        if (verb == statement.verb) {
            return status;
        }
    }
    return std::nullopt;
}

}  // namespace lyceum::learning
