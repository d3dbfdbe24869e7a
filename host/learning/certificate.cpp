#include "host/learning/certificate.hpp"

#include "host/learning/statements.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace lyceum::learning {

namespace {

// The first statement that the course is satisfied, of a registration.
Result<std::optional<store::Statement>> first_satisfied(store::Reader& reader, const RegistrationId& registration) {
    LYCEUM_TRY(const auto latest_first, reader.statements_with(registration, std::string{verbs::satisfied}));
    for (auto statement = latest_first.rbegin(); statement != latest_first.rend(); ++statement) {
        const auto read = read_statement(*statement);
        if (read && read->is_course) {
            return *statement;
        }
    }
    return std::nullopt;
}

// What the course had shown by the day of the certificate: later attempts change no paper.
Result<std::vector<CertifiedLevel>> levels_of(Campus& campus, const content::Framework& framework,
                                              const store::Certificate& certificate) {
    LYCEUM_TRY(const auto evidence, campus.reader.evidence_in(certificate.registration));
    std::map<std::string, std::vector<progress::Showing>> showings;
    for (const store::CompetencyEvidence& shown : evidence) {
        if (shown.stored <= certificate.issued) {
            showings[shown.competency].push_back({.level = shown.level, .scaled = shown.scaled, .time = shown.stored});
        }
    }
    std::vector<CertifiedLevel> levels;
    for (const content::Competency& competency : framework.competencies) {
        if (const auto found = showings.find(competency.id); found != showings.end()) {
            levels.push_back(
                {.id = competency.id, .competency = &competency, .level = progress::level_shown(found->second)});
            showings.erase(found);
        }
    }
    for (const auto& [id, list] : showings) {
        levels.push_back({.id = id, .competency = nullptr, .level = progress::level_shown(list)});
    }
    std::erase_if(levels, [](const CertifiedLevel& level) { return level.level == 0; });
    return levels;
}

Result<CertificatePage> page_of(Campus& campus, const store::Certificate& certificate) {
    CertificatePage page;
    page.catalogue = campus.catalogue;
    page.certificate = certificate;
    LYCEUM_TRY(const auto registration, campus.reader.find_registration(certificate.registration));
    LYCEUM_TRY(const auto statement, campus.reader.find_statement(certificate.statement));
    if (!registration || !statement) {
        return Error{ErrorCode::Storage, "a certificate without its statement", certificate.code, "run lyceum verify"};
    }
    const auto course = page.catalogue->find_course_by_id(registration->course_id);
    if (course) {
        page.course_slug = course->course->slug;
    }
    if (const auto read = read_statement(*statement)) {
        page.course = read->title;
    }
    if (page.course.empty()) {
        // Statements of the first version did not name the course.
        page.course = course ? course->course->title : LocalizedText{};
        if (page.course.empty()) {
            page.course[Language::Ru] = registration->course_id;
        }
    }
    LYCEUM_TRY(page.levels, levels_of(campus, page.catalogue->framework, certificate));
    return page;
}

}  // namespace

store::Certificate make_certificate(std::string_view key, const store::Statement& satisfied,
                                    const std::string& holder) {
    return store::Certificate{.code = certificate_code::make(key, satisfied.id),
                              .registration = satisfied.registration,
                              .statement = satisfied.id,
                              .holder = holder,
                              .issued = satisfied.stored};
}

Result<std::size_t> issue_missing_certificates(store::Store& store, store::Reader& reader, const std::string& key) {
    LYCEUM_TRY(const auto registrations, reader.without_certificate());
    std::vector<store::Certificate> certificates;
    for (const store::Registration& registration : registrations) {
        LYCEUM_TRY(const auto satisfied, first_satisfied(reader, registration.id));
        LYCEUM_TRY(const auto person, reader.find_user(registration.user));
        if (satisfied && person) {
            certificates.push_back(make_certificate(key, *satisfied, person->name));
        }
    }
    if (!certificates.empty()) {
        LYCEUM_TRY(store.write_now<void>([&certificates](store::Transaction& transaction) -> Result<void> {
            for (const store::Certificate& certificate : certificates) {
                LYCEUM_TRY(transaction.issue_certificate(certificate));
            }
            return success();
        }));
    }
    return certificates.size();
}

Result<CertificatePage> own_certificate(Campus& campus, const store::User& person, std::string_view course_slug) {
    LYCEUM_TRY(const auto snapshot, campus.reader.snapshot());
    const auto course = campus.catalogue->find_course(course_slug);
    if (!course) {
        return Error{ErrorCode::NotFound, "there is no such course", std::string{course_slug},
                     "see the list of courses"};
    }
    LYCEUM_TRY(const auto registration, campus.reader.find_registration(person.id, course->course->id));
    std::optional<store::Certificate> certificate;
    if (registration) {
        LYCEUM_TRY(certificate, campus.reader.certificate_of(registration->id));
    }
    if (!certificate) {
        return Error{ErrorCode::NotFound, "the course is not completed yet", std::string{course_slug},
                     "see the course's page"};
    }
    return page_of(campus, *certificate);
}

Result<std::optional<CertificatePage>> find_certificate(Campus& campus, std::string_view code) {
    LYCEUM_TRY(const auto snapshot, campus.reader.snapshot());
    LYCEUM_TRY(const auto certificate, campus.reader.find_certificate(std::string{code}));
    if (!certificate) {
        return std::nullopt;
    }
    LYCEUM_TRY(auto page, page_of(campus, *certificate));
    return std::optional{std::move(page)};
}

}  // namespace lyceum::learning
