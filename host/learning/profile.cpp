#include "host/learning/profile.hpp"

#include "host/learning/standing.hpp"
#include "host/learning/statements.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace lyceum::learning {

namespace {

// The n-th statement behind a competency, in the order of `evidence`.
const store::CompetencyEvidence* find_evidence(const std::vector<store::CompetencyEvidence>& evidence,
                                               const std::string& competency, std::size_t n) {
    for (const store::CompetencyEvidence& shown : evidence) {
        if (shown.competency == competency && n-- == 0) {
            return &shown;
        }
    }
    return nullptr;
}

Result<std::shared_ptr<const PublishedCourse>> course_of(Campus& campus, const Catalogue& catalogue,
                                                         const RegistrationId& registration) {
    LYCEUM_TRY(const auto found, campus.reader.find_registration(registration));
    return found ? catalogue.find_course_by_id(found->course_id) : nullptr;
}

Result<std::vector<ProfileGrowth>> growth_of(Campus& campus, const Catalogue& catalogue,
                                             const std::vector<store::CompetencyEvidence>& evidence,
                                             const Showings& showings, const progress::Targets& targets) {
    std::vector<ProfileGrowth> growth;
    // At most four steps a competency, so the look-ups below are few.
    for (progress::GrowthStep& step : progress::growth(showings, targets)) {
        const store::CompetencyEvidence* shown = find_evidence(evidence, step.competency, step.showing);
        ProfileGrowth line;
        line.competency = catalogue.framework.find_competency(step.competency);
        line.step = std::move(step);
        if (shown != nullptr) {
            line.statement = shown->statement;
            LYCEUM_TRY(const auto statement, campus.reader.find_statement(shown->statement));
            if (statement) {
                LYCEUM_TRY(line.course, course_of(campus, catalogue, statement->registration));
            }
        }
        growth.push_back(std::move(line));
    }
    return growth;
}

Result<void> add_courses(Campus& campus, const store::User& person, Profile& profile) {
    LYCEUM_TRY(const auto registrations, campus.reader.registrations_of(person.id));
    for (const store::Registration& registration : registrations) {
        profile.since = std::min(profile.since.value_or(registration.started), registration.started);
        const auto course = profile.catalogue->find_course_by_id(registration.course_id);
        if (!course) {
            continue;
        }
        LYCEUM_TRY(const Begun begun, read_begun(campus, person, *course));
        LYCEUM_TRY(const auto certificate, campus.reader.certificate_of(registration.id));
        profile.courses.push_back(
            {.standing = to_course_standing(campus, course, begun), .has_certificate = certificate.has_value()});
    }
    return success();
}

Verdict verdict_of(const store::Statement& statement) {
    if (statement.verb == verbs::passed) {
        return Verdict::Passed;
    }
    return statement.verb == verbs::failed ? Verdict::Failed : Verdict::Scored;
}

std::optional<modules::EvidenceKind> kind_of(const Campus& campus, const PublishedUnit& unit) {
    const auto activity = std::ranges::find_if(unit.activities, [](const auto& each) { return each != nullptr; });
    return activity == unit.activities.end() ? std::nullopt : campus.pool.evidence_kind((*activity)->module_id);
}

// The levels shown by evidence of one kind, by competency.
using LevelsOfKind = std::map<modules::EvidenceKind, std::map<std::string, int>>;
Result<LevelsOfKind> levels_of_kinds(Campus& campus, const Catalogue& catalogue, const store::User& person) {
    LevelsOfKind levels;
    LYCEUM_TRY(const auto shown, campus.reader.levels_by_activity(person.id, progress::shown_from));
    for (const store::ActivityLevel& each : shown) {
        const PublishedUnit* unit = catalogue.find_unit_by_activity(each.activity);
        if (const auto kind = unit == nullptr ? std::nullopt : kind_of(campus, *unit)) {
            int& level = levels[*kind][each.competency];
            level = std::max(level, static_cast<int>(each.level));
        }
    }
    return levels;
}

// What the statement says about this showing beside the number.
Result<ShowingLine> to_line(Campus& campus, const Catalogue& catalogue, const store::Showing& showing) {
    ShowingLine line;
    line.statement = showing.statement.id;
    line.time = showing.evidence.stored;
    line.level = showing.evidence.level;
    line.scaled = showing.evidence.scaled;
    line.counts = progress::counts({.level = line.level, .scaled = line.scaled, .time = line.time});
    line.verdict = verdict_of(showing.statement);
    LYCEUM_TRY(line.course, course_of(campus, catalogue, showing.statement.registration));
    const auto read = read_statement(showing.statement);
    if (!read) {
        return line;
    }
    line.unit_id = read->unit;
    line.attempt = read->scaled;
    line.unit = line.course ? line.course->find_unit(read->unit) : nullptr;
    line.kind = line.unit == nullptr ? std::nullopt : kind_of(campus, *line.unit);
    for (const StatedEvidence& stated : read->evidence) {
        if (line.course && stated.competency == showing.evidence.competency && stated.level == line.level) {
            const auto& objectives = line.course->course->objectives;
            const auto objective = std::ranges::find(objectives, stated.objective, &content::Objective::id);
            if (objective != objectives.end()) {
                line.objective = *objective;
            }
        }
    }
    return line;
}

std::vector<Opportunity> opportunities_for(const Catalogue& catalogue, const std::string& role,
                                           const std::string& competency) {
    std::vector<Opportunity> opportunities;
    for (const auto& course : catalogue.courses) {
        int level = 0;
        for (const content::Objective& objective : course->course->objectives) {
            if (objective.competency == competency) {
                level = std::max(level, objective.level);
            }
        }
        if (level > 0 && is_for(*course->course, role)) {
            opportunities.push_back({.course = course, .level = level});
        }
    }
    return opportunities;
}

// By competency, the latest first; of the courses still begun, at most 500 statements each.
using DeclaredLevels = std::map<std::string, std::vector<SelfDeclared>>;
Result<DeclaredLevels> read_declared(Campus& campus, const store::User& person) {
    DeclaredLevels declared;
    LYCEUM_TRY(const auto registrations, campus.reader.registrations_of(person.id));
    for (const store::Registration& registration : registrations) {
        LYCEUM_TRY(const auto statements, campus.reader.statements_with(registration.id, std::string{verbs::declared}));
        for (const store::Statement& statement : statements) {
            const auto read = read_statement(statement);
            if (!read) {
                continue;
            }
            for (const modules::Declaration& each : read->declarations) {
                declared[each.competency].push_back({.level = static_cast<int>(each.level), .time = statement.stored});
            }
        }
    }
    for (auto& [competency, levels] : declared) {
        std::stable_sort(levels.begin(), levels.end(),
                         [](const SelfDeclared& one, const SelfDeclared& other) { return one.time > other.time; });
    }
    return declared;
}

// What recall confirmed of one competency; nothing if it did not.
std::optional<store::Confirmation> confirmation_of(const std::vector<store::Confirmation>& all,
                                                   const std::string& competency) {
    const auto found = std::ranges::find(all, competency, &store::Confirmation::competency);
    return found == all.end() ? std::nullopt : std::optional{*found};
}

}  // namespace

Result<Profile> profile(Campus& campus, const store::User& person) {
    LYCEUM_TRY(const auto snapshot, campus.reader.snapshot());
    Profile profile;
    profile.catalogue = campus.catalogue;
    const content::Framework& framework = profile.catalogue->framework;
    profile.role = framework.find_role(person.role);
    LYCEUM_TRY(const auto evidence, campus.reader.evidence_of(person.id));
    const Showings showings = by_competency(evidence);
    const progress::Targets targets = profile.role != nullptr ? profile.role->targets : progress::Targets{};

    LYCEUM_TRY(const auto confirmations, campus.reader.confirmations_of(person.id));
    LYCEUM_TRY(const DeclaredLevels declared, read_declared(campus, person));
    LYCEUM_TRY(auto levels, levels_of_kinds(campus, *profile.catalogue, person));

    for (const content::Competency& competency : framework.competencies) {
        const auto own = declared.find(competency.id);
        const CompetencyStanding standing = to_competency_standing(competency, profile.role, showings);
        if (standing.target == 0 && standing.evidence == 0 && own == declared.end()) {
            continue;
        }
        ProfileCompetency line{.standing = standing,
                               .latest = std::nullopt,
                               .confirmed = confirmation_of(confirmations, competency.id),
                               .declared = std::nullopt,
                               .tested = levels[modules::EvidenceKind::Tested][competency.id],
                               .demonstrated = levels[modules::EvidenceKind::Demonstrated][competency.id]};
        if (own != declared.end()) {
            line.declared = own->second.front();
        }
        if (standing.evidence > 0) {
            line.latest = showings.at(standing.competency->id).back().time;
            // What is still known makes the level shown as fresh as the day it was asked again.
            if (line.confirmed && line.confirmed->level >= standing.level) {
                line.latest = std::max(*line.latest, line.confirmed->latest);
            }
        }
        profile.shown_levels += progress::counted(standing.level, standing.target);
        profile.wanted_levels += standing.target;
        profile.wanted += standing.target > 0 ? 1 : 0;
        profile.reached += standing.target > 0 && standing.level >= standing.target ? 1 : 0;
        profile.competencies.push_back(line);
    }
    LYCEUM_TRY(profile.growth, growth_of(campus, *profile.catalogue, evidence, showings, targets));
    LYCEUM_TRY(add_courses(campus, person, profile));
    LYCEUM_TRY(const auto feed, campus.reader.calendar_feed_of(person.id));
    profile.has_calendar = feed.has_value();
    return profile;
}

Result<CompetencyPage> competency_page(Campus& campus, const store::User& person, std::string_view competency) {
    LYCEUM_TRY(const auto snapshot, campus.reader.snapshot());
    CompetencyPage page;
    page.catalogue = campus.catalogue;
    const content::Framework& framework = page.catalogue->framework;
    const content::Competency* found = framework.find_competency(competency);
    if (found == nullptr) {
        return Error{ErrorCode::NotFound, "there is no such competency", std::string{competency}, "see the profile"};
    }
    LYCEUM_TRY(const auto evidence, campus.reader.evidence_of(person.id));
    const Showings showings = by_competency(evidence);
    page.standing = to_competency_standing(*found, framework.find_role(person.role), showings);
    LYCEUM_TRY(DeclaredLevels declared, read_declared(campus, person));
    page.declared = std::move(declared[found->id]);
    LYCEUM_TRY(const auto confirmations, campus.reader.confirmations_of(person.id));
    page.confirmed = confirmation_of(confirmations, found->id);
    page.opportunities = opportunities_for(*page.catalogue, person.role, found->id);
    if (page.standing.evidence == 0) {
        return page;
    }
    const auto& all = showings.at(found->id);
    std::size_t bearer = 0;
    while (bearer < all.size() && !progress::bears_level(all, bearer)) {
        ++bearer;
    }
    const store::CompetencyEvidence* bearing = find_evidence(evidence, found->id, bearer);
    LYCEUM_TRY(const auto latest_first, campus.reader.showings_of(person.id, found->id));
    for (const store::Showing& showing : latest_first) {
        LYCEUM_TRY(ShowingLine line, to_line(campus, *page.catalogue, showing));
        line.bears_level = bearing != nullptr && bearing->statement == line.statement && bearing->level == line.level;
        page.showings.push_back(std::move(line));
    }
    return page;
}

}  // namespace lyceum::learning
