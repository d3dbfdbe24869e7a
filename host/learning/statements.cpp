#include "host/learning/statements.hpp"

#include "host/learning/xapi.hpp"

#include <boost/json.hpp>

#include <utility>

namespace lyceum::learning {

namespace json = boost::json;

namespace {

// {"ru": "…", "be": "…"}: a language map (xAPI 1.0.3 part 2 section 4.2) of what there is.
json::object language_map(const LocalizedText& text) {
    json::object map;
    for (const Language language : all_languages) {
        if (!text[language].empty()) {
            map[code_of(language)] = text[language];
        }
    }
    return map;
}

json::object english(std::string_view verb_word) {
    return {{"en", verb_word}};
}

// The word after the last slash of a verb's IRI is its name in English.
json::object verb_of(std::string_view iri) {
    return {{"id", iri}, {"display", english(iri.substr(iri.rfind('/') + 1))}};
}

// The person by account: the id of this installation, never a name (xAPI 1.0.3 part 2 section 2.4.2.4).
json::object actor_of(const StatementContext& context) {
    return {{"objectType", "Agent"},
            {"account", json::object{{"homePage", xapi::home_page}, {"name", to_string(context.person.id)}}}};
}

json::object unit_activity(const StatementContext& context) {
    return {{"objectType", "Activity"},
            {"id", context.unit->activity_iri},
            {"definition", json::object{{"type", xapi::unit_type}, {"name", language_map(context.unit->au->title)}}}};
}

json::object activity_reference(std::string_view id) {
    return {{"id", id}};
}

// cmi5 marks what it defines with a category; verdicts and completion also with moveOn (cmi5 section 9.6.2).
enum class Category { None, Cmi5, Cmi5MoveOn };

json::object context_of(const StatementContext& context, Category category, std::string_view publisher_id) {
    json::array grouping{activity_reference(publisher_id)};
    json::array parent{activity_reference(context.course->activity_iri)};
    json::object activities{{"grouping", std::move(grouping)}, {"parent", std::move(parent)}};
    if (category != Category::None) {
        json::array categories{activity_reference(xapi::cmi5_category)};
        if (category == Category::Cmi5MoveOn) {
            categories.push_back(activity_reference(xapi::move_on_category));
        }
        activities["category"] = std::move(categories);
    }
    json::object extensions{{xapi::session_extension, to_string(context.registration) + "/" + context.unit->au->slug},
                            {xapi::move_on_extension, xapi::name_of(context.unit->rule.move_on)},
                            {xapi::unit_extension, context.unit->au->id}};
    if (context.unit->rule.mastery_score) {
        extensions[xapi::mastery_extension] = *context.unit->rule.mastery_score;
    }
    return {{"registration", to_string(context.registration)},
            {"language", code_of(context.language)},
            {"contextActivities", std::move(activities)},
            {"extensions", std::move(extensions)}};
}

store::Statement finish(const StatementContext& context, std::string_view verb, json::object object,
                        json::object result, json::object where) {
    store::Statement statement;
    statement.id = StatementId::make(context.now);
    statement.user = context.person.id;
    statement.registration = context.registration;
    statement.verb = verb;
    statement.activity = json::value_to<std::string>(object.at("id"));
    statement.stored = context.now;

    const std::string time = to_iso8601(context.now);
    json::object whole{{"id", to_string(statement.id)},
                       {"actor", actor_of(context)},
                       {"verb", verb_of(verb)},
                       {"object", std::move(object)},
                       {"context", std::move(where)},
                       {"timestamp", time},
                       {"stored", time},
                       {"version", "1.0.3"}};
    if (!result.empty()) {
        whole["result"] = std::move(result);
    }
    statement.json = json::serialize(whole);
    return statement;
}

store::Statement about_unit(const StatementContext& context, std::string_view verb, Category category,
                            json::object result) {
    return finish(context, verb, unit_activity(context), std::move(result),
                  context_of(context, category, context.unit->au->id));
}

json::object score_of(const modules::Score& score) {
    return {{"scaled", score.scaled}, {"raw", score.raw}, {"min", score.min}, {"max", score.max}};
}

json::array evidence_of(const std::vector<StatedEvidence>& evidence) {
    json::array list;
    for (const StatedEvidence& shown : evidence) {
        list.push_back(json::object{{"objective", shown.objective},
                                    {"competency", shown.competency},
                                    {"level", shown.level},
                                    {"scaled", shown.scaled}});
    }
    return list;
}

json::object result_of(const std::optional<modules::Score>& score, const std::vector<StatedEvidence>& evidence) {
    json::object result;
    if (score) {
        result["score"] = score_of(*score);
    }
    if (!evidence.empty()) {
        result["extensions"] = json::object{{xapi::evidence_extension, evidence_of(evidence)}};
    }
    return result;
}

json::object question_activity(const StatementContext& context, const modules::Interaction& interaction) {
    json::object definition{{"type", xapi::interaction_type}, {"interactionType", modules::name_of(interaction.kind)}};
    if (!interaction.description.empty()) {
        definition["description"] = json::object{{code_of(context.language), interaction.description}};
    }
    if (!interaction.correct_pattern.empty()) {
        definition["correctResponsesPattern"] = json::array{interaction.correct_pattern};
    }
    return {{"objectType", "Activity"},
            {"id", context.unit->activity_iri + "#" + interaction.id},
            {"definition", std::move(definition)}};
}

json::object answer_result(const modules::Interaction& interaction) {
    json::object result{{"response", interaction.response}};
    if (interaction.success != modules::Verdict::Undecided) {
        result["success"] = interaction.success == modules::Verdict::Yes;
        result["score"] = json::object{{"scaled", interaction.scaled}};
    }
    if (interaction.duration_ms) {
        result["duration"] = to_iso8601_duration(std::chrono::milliseconds{*interaction.duration_ms});
    }
    return result;
}

// Marks what was asked again, so that it is never taken for a part of the step.
json::object recall_context(const StatementContext& context) {
    json::object where = context_of(context, Category::None, context.unit->au->id);
    where["extensions"].as_object()[xapi::recall_extension] = true;
    return where;
}

}  // namespace

store::Statement state_launched(const StatementContext& context) {
    return about_unit(context, verbs::launched, Category::Cmi5, {});
}

store::Statement state_initialized(const StatementContext& context) {
    return about_unit(context, verbs::initialized, Category::Cmi5, {});
}

store::Statement state_answered(const StatementContext& context, const modules::Interaction& interaction) {
    return finish(context, verbs::answered, question_activity(context, interaction), answer_result(interaction),
                  context_of(context, Category::None, context.unit->au->id));
}

store::Statement state_recalled(const StatementContext& context, const modules::Interaction& interaction,
                                const std::vector<StatedEvidence>& evidence) {
    json::object result = answer_result(interaction);
    if (!evidence.empty()) {
        result["extensions"] = json::object{{xapi::evidence_extension, evidence_of(evidence)}};
    }
    return finish(context, verbs::answered, question_activity(context, interaction), std::move(result),
                  recall_context(context));
}

store::Statement state_put_off(const StatementContext& context, const std::string& question) {
    json::object object{{"objectType", "Activity"},
                        {"id", context.unit->activity_iri + "#" + question},
                        {"definition", json::object{{"type", xapi::interaction_type}}}};
    return finish(context, verbs::skipped, std::move(object), {}, recall_context(context));
}

store::Statement state_progressed(const StatementContext& context, int percent) {
    json::object result{{"extensions", json::object{{xapi::progress_extension, percent}}}};
    return about_unit(context, verbs::progressed, Category::None, std::move(result));
}

store::Statement state_completed(const StatementContext& context) {
    json::object result{{"completion", true}};
    return about_unit(context, verbs::completed, Category::Cmi5MoveOn, std::move(result));
}

store::Statement state_judged(const StatementContext& context, bool passed, const std::optional<modules::Score>& score,
                              const std::vector<StatedEvidence>& evidence) {
    json::object result = result_of(score, evidence);
    result["success"] = passed;
    return about_unit(context, passed ? verbs::passed : verbs::failed, Category::Cmi5MoveOn, std::move(result));
}

store::Statement state_scored(const StatementContext& context, const std::optional<modules::Score>& score,
                              const std::vector<StatedEvidence>& evidence) {
    return about_unit(context, verbs::scored, Category::None, result_of(score, evidence));
}

store::Statement state_declared(const StatementContext& context,
                                const std::vector<modules::Declaration>& declarations) {
    json::array levels;
    for (const modules::Declaration& declaration : declarations) {
        levels.push_back(json::object{{"competency", declaration.competency}, {"level", declaration.level}});
    }
    json::object result{{"extensions", json::object{{xapi::declared_extension, std::move(levels)}}}};
    return about_unit(context, verbs::declared, Category::None, std::move(result));
}

store::Statement state_satisfied(const StatementContext& context, const std::string& group_id) {
    const bool is_course = group_id == context.course->rule.id;
    json::object definition{{"type", is_course ? xapi::course_type : xapi::block_type}};
    if (is_course) {
        // A certificate rests on this statement, and names the course as it was called on the day.
        definition["name"] = language_map(context.course->course->title);
    }
    // A block has no address of its own: its id, unique in the course, under the course's.
    json::object object{
        {"objectType", "Activity"},
        {"id", is_course ? context.course->activity_iri : context.course->activity_iri + "#" + group_id},
        {"definition", std::move(definition)}};
    return finish(context, verbs::satisfied, std::move(object), {}, context_of(context, Category::Cmi5, group_id));
}

}  // namespace lyceum::learning
