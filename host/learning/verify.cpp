#include "host/learning/verify.hpp"

#include "host/learning/campus.hpp"
#include "host/learning/certificate.hpp"
#include "host/learning/recall_cards.hpp"
#include "host/learning/statements.hpp"
#include "host/learning/task_statements.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace lyceum::learning {

namespace {

constexpr std::size_t differences_kept = 1000;

// What the statements of one registration say, gathered without the rules that wrote them where possible: a second
// opinion.
struct Derived {
    std::map<std::string, store::UnitProgress> units;
    store::CourseProgress course;
    std::vector<store::CompetencyEvidence> evidence;
    std::optional<store::Certificate> certificate;
    bool certificate_due = false;
    std::map<std::string, store::TaskStatus> tasks;  // by the IRI, the last said of each
    RecallFold recall;
};

void take_in(Derived& derived, const store::Statement& statement, const ReadStatement& read, std::string_view key) {
    derived.recall.take(statement, read);
    if (read.in_recall) {
        return;  // moves a card, and nothing of the step
    }
    if (read.verb == verbs::satisfied) {
        if (read.is_course && !derived.course.satisfied) {
            derived.course.satisfied = statement.stored;
            derived.certificate = make_certificate(key, statement, {});
            // A statement that does not name its course is from before there were certificates: the next start issues
            // it.
            derived.certificate_due = !read.title.empty();
        }
        return;
    }
    store::UnitProgress& unit = derived.units[read.unit];
    unit.registration = statement.registration;
    unit.unit = read.unit;
    unit.updated = statement.stored;
    if (read.verb == verbs::completed) {
        unit.completed = true;
        unit.percent = 100;
    } else if (read.verb == verbs::progressed && read.percent && !unit.completed) {
        unit.percent = *read.percent;
    } else if (read.verb == verbs::passed) {
        unit.passed = true;
        unit.failed = false;
    } else if (read.verb == verbs::failed) {
        unit.failed = !unit.passed;
    }
    const bool is_attempt = read.verb == verbs::passed || read.verb == verbs::failed || read.verb == verbs::scored;
    if (is_attempt && read.scaled) {
        unit.best_scaled = std::max(unit.best_scaled.value_or(-1.0), *read.scaled);
    }
    progress::UnitStanding standing;
    standing.completed = unit.completed;
    standing.passed = unit.passed;
    unit.satisfied = unit.satisfied || progress::is_satisfied(read.rule, standing);
    for (const StatedEvidence& shown : read.evidence) {
        derived.evidence.push_back({.statement = statement.id,
                                    .user = statement.user,
                                    .competency = shown.competency,
                                    .level = shown.level,
                                    .scaled = shown.scaled,
                                    .stored = statement.stored});
    }
}

std::string describe(const store::UnitProgress& unit) {
    return fmt::format("completed={} passed={} failed={} satisfied={} best={} percent={} updated={}", unit.completed,
                       unit.passed, unit.failed, unit.satisfied,
                       unit.best_scaled ? fmt::format("{}", *unit.best_scaled) : "none", unit.percent,
                       to_iso8601(unit.updated));
}

std::string describe(const store::CourseProgress& course) {
    return fmt::format("satisfied_units={} satisfied={}", course.satisfied_units,
                       course.satisfied ? to_iso8601(*course.satisfied) : "no");
}

std::string describe(const store::CompetencyEvidence& evidence) {
    return fmt::format("competency={} level={} scaled={} stored={}", evidence.competency, evidence.level,
                       evidence.scaled, to_iso8601(evidence.stored));
}

std::string describe(const store::TaskStatus& status) {
    return std::string{store::name_of(status)};
}

std::string describe(const store::Certificate& certificate) {
    return fmt::format("code={} statement={} issued={}", certificate_code::grouped(certificate.code),
                       to_string(certificate.statement), to_iso8601(certificate.issued));
}

std::string describe(const store::RecallCard& card) {
    const auto moment = [](const std::optional<TimePoint>& time) { return time ? to_iso8601(*time) : "never"; };
    return fmt::format(
        "stability={} difficulty={} reviewed={} due={} touched={} asked={} right={} competency={} level={} "
        "confirmed={}",
        card.stability, card.difficulty, to_iso8601(card.reviewed), to_iso8601(card.due), moment(card.touched),
        card.asked, card.answered_right, card.competency, card.level, moment(card.confirmed));
}

// Shares are read back from the JSON of statements, and its parser gives the last bit of some numbers otherwise than they
// were written: such a difference says nothing.
bool near(double left, double right) {
    constexpr double last_bits = 1e-12;
    return std::abs(left - right) < last_bits;
}

template <class T>
bool same(const T& stored, const T& computed) {
    return stored == computed;
}
bool same(const store::UnitProgress& stored, store::UnitProgress computed) {
    if (stored.best_scaled && computed.best_scaled && near(*stored.best_scaled, *computed.best_scaled)) {
        computed.best_scaled = stored.best_scaled;
    }
    return stored == computed;
}
bool same(const store::CompetencyEvidence& stored, store::CompetencyEvidence computed) {
    if (near(stored.scaled, computed.scaled)) {
        computed.scaled = stored.scaled;
    }
    return stored == computed;
}

// Compares two sets of rows, each under its key, and notes what is different or on one side only.
class Comparison {
public:
    Comparison(VerifyReport& report, std::string registration)
        : report_{report}, registration_{std::move(registration)} {}

    template <class Row>
    void compare(const std::string& what, const Row* stored, const Row* computed) {
        if (stored != nullptr && computed != nullptr && same(*stored, *computed)) {
            return;
        }
        if (report_.differences.size() < differences_kept) {
            report_.differences.push_back({.registration = registration_,
                                           .what = what,
                                           .stored = stored == nullptr ? "nothing" : describe(*stored),
                                           .computed = computed == nullptr ? "nothing" : describe(*computed)});
        }
    }

    template <class Row>
    void compare_all(const std::string& kind, const std::map<std::string, Row>& stored,
                     const std::map<std::string, Row>& computed) {
        for (const auto& [key, row] : stored) {
            const auto other = computed.find(key);
            compare(kind + key, &row, other == computed.end() ? nullptr : &other->second);
        }
        for (const auto& [key, row] : computed) {
            if (!stored.contains(key)) {
                compare<Row>(kind + key, nullptr, &row);
            }
        }
    }

private:
    VerifyReport& report_;
    std::string registration_;
};

std::map<std::string, store::CompetencyEvidence> by_key(const std::vector<store::CompetencyEvidence>& rows) {
    std::map<std::string, store::CompetencyEvidence> keyed;
    for (const store::CompetencyEvidence& row : rows) {
        keyed.emplace(fmt::format("{} {} {}", to_string(row.statement), row.competency, row.level), row);
    }
    return keyed;
}

std::map<std::string, store::RecallCard> by_key(std::vector<store::RecallCard> cards) {
    std::map<std::string, store::RecallCard> keyed;
    for (store::RecallCard& card : cards) {
        keyed.emplace(card.unit + " " + card.question, std::move(card));
    }
    return keyed;
}

// Cards of what was finished before there was recall are made by the next start of the server: until then there is
// nothing to compare.
Result<void> verify_recall(store::Reader& reader, const store::Registration& registration, const Derived& derived,
                           Comparison& comparison) {
    LYCEUM_TRY(const auto built, reader.find_setting(recall_built_setting));
    if (built) {
        LYCEUM_TRY(auto cards, reader.recall_cards(registration.id, ""));
        comparison.compare_all("recall ", by_key(std::move(cards)), by_key(derived.recall.cards()));
    }
    return success();
}

Result<Derived> derive(store::Reader& reader, const store::Registration& registration, std::string_view key,
                       VerifyReport& report) {
    Derived derived;
    derived.course.registration = registration.id;
    LYCEUM_TRY(reader.each_statement(registration.id, [&](const store::Statement& statement) -> Result<void> {
        ++report.statements;
        if (is_about_task(statement)) {
            if (const auto status = status_in(statement)) {
                derived.tasks[statement.activity] = *status;
            }
            return success();
        }
        const auto read = read_statement(statement);
        if (!read) {
            report.problems.push_back(fmt::format("statement {} cannot be read", to_string(statement.id)));
        } else {
            take_in(derived, statement, *read, key);
        }
        return success();
    }));
    derived.course.satisfied_units = static_cast<std::int32_t>(
        std::ranges::count_if(derived.units, [](const auto& unit) { return unit.second.satisfied; }));
    return derived;
}

// The name on a certificate is nowhere in the statements, which name nobody: it is the one part that is taken as it
// stands.
Result<void> verify_certificate(store::Reader& reader, const store::Registration& registration, Derived derived,
                                Comparison& comparison) {
    LYCEUM_TRY(const auto stored, reader.certificate_of(registration.id));
    if (stored && derived.certificate) {
        derived.certificate->holder = stored->holder;
    }
    if (stored || derived.certificate_due) {
        comparison.compare("certificate " + registration.course_id, stored ? &*stored : nullptr,
                           derived.certificate ? &*derived.certificate : nullptr);
    }
    return success();
}

Result<void> verify_registration(store::Reader& reader, const store::Registration& registration, std::string_view key,
                                 VerifyReport& report) {
    // A server may be writing meanwhile: statements and derived rows are read as they were at one moment.
    LYCEUM_TRY(const auto snapshot, reader.snapshot());
    LYCEUM_TRY(const Derived derived, derive(reader, registration, key, report));
    Comparison comparison{report, to_string(registration.id)};

    LYCEUM_TRY(const auto unit_rows, reader.unit_progress(registration.id));
    std::map<std::string, store::UnitProgress> units;
    for (const store::UnitProgress& row : unit_rows) {
        units.emplace(row.unit, row);
    }
    comparison.compare_all("unit ", units, derived.units);

    LYCEUM_TRY(const store::CourseProgress course, reader.course_progress(registration.id));
    comparison.compare("course " + registration.course_id, &course, &derived.course);

    LYCEUM_TRY(const auto evidence, reader.evidence_in(registration.id));
    comparison.compare_all("evidence ", by_key(evidence), by_key(derived.evidence));

    LYCEUM_TRY(const auto task_rows, reader.tasks_of(registration.user));
    std::map<std::string, store::TaskStatus> tasks;
    for (const store::Task& task : task_rows) {
        if (task.registration == registration.id) {
            tasks.emplace(task_iri(task.id), task.status);
        }
    }
    comparison.compare_all("task ", tasks, derived.tasks);
    LYCEUM_TRY(verify_recall(reader, registration, derived, comparison));
    return verify_certificate(reader, registration, derived, comparison);
}

}  // namespace

Result<VerifyReport> verify(store::Reader& reader) {
    VerifyReport report;
    LYCEUM_TRY(report.problems, reader.integrity_problems());
    // Without the key there was no server yet, and so no certificate.
    LYCEUM_TRY(const auto key, reader.find_setting(pseudonym_key_setting));
    std::vector<store::Registration> registrations;
    LYCEUM_TRY(reader.each_registration([&](const store::Registration& registration) -> Result<void> {
        registrations.push_back(registration);
        return success();
    }));
    for (const store::Registration& registration : registrations) {
        ++report.registrations;
        LYCEUM_TRY(verify_registration(reader, registration, key.value_or(std::string(32, '\0')), report));
    }
    return report;
}

}  // namespace lyceum::learning
