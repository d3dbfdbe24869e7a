#pragma once
// A store on a real file in a folder of its own, with a person who takes a course. Used by the tests of host/store.

#include "host/base/crypto.hpp"
#include "host/store/store.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <stdlib.h>

namespace lyceum::store::testing {

using namespace std::chrono_literals;

inline const TimePoint start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 9h};

// A folder that is removed with everything in it.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "lyceum-store-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

inline User make_user(std::string login) {
    return User{.id = UserId::make(start),
                .login = std::move(login),
                .name = "Анна Иванова",
                .role = "head",
                .sector = "communications",
                .body = "Министерство связи и информатизации",
                .language = Language::Be,
                .status = UserStatus::Active,
                .kind = UserKind::Person,
                .password_hash = "$argon2id$…",
                .created = start};
}

inline Statement make_statement(const Registration& registration, std::string verb, TimePoint stored = start) {
    return Statement{.id = StatementId::make(stored),
                     .user = registration.user,
                     .registration = registration.id,
                     .verb = std::move(verb),
                     .activity = "urn:lyceum:activity:eservices/quiz",
                     .stored = stored,
                     .json = R"({"text":"«ответ»"})"};
}

// An answer that writes something into every table an answer can write to.
inline AnswerRecord make_answer(const Registration& registration, std::int64_t expected_revision = 0) {
    AnswerRecord record;
    record.registration = registration.id;
    record.user = registration.user;
    record.unit = "urn:unit:quiz";
    record.form = FormId::make(start);
    record.expected_revision = expected_revision;
    record.state =
        StateDocument{.bytes = std::string{"state\0bytes", 11}, .version = 3, .revision = 0, .updated = start + 1min};
    record.shared_scope = "urn:unit:quiz";
    record.statements.push_back(make_statement(registration, "http://adlnet.gov/expapi/verbs/passed", start + 1min));
    record.unit_progress = UnitProgress{.registration = registration.id,
                                        .unit = record.unit,
                                        .completed = true,
                                        .passed = true,
                                        .failed = false,
                                        .satisfied = true,
                                        .best_scaled = 0.8,
                                        .percent = 100,
                                        .updated = start + 1min};
    record.course_progress =
        CourseProgress{.registration = registration.id, .satisfied_units = 1, .satisfied = start + 1min};
    record.evidence.push_back({.statement = record.statements.back().id,
                               .user = registration.user,
                               .competency = "C3",
                               .level = 2,
                               .scaled = 0.8,
                               .stored = start + 1min});
    record.feedback = "Верно: 4 из 5";
    record.now = start + 1min;
    return record;
}

class StoreTest : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(crypto::initialise());
        open({});
    }

    // Opens, or opens again, the file with these options.
    void open(StoreOptions options) {
        store.reset();
        options.file = file;
        auto opened = Store::open(options);
        ASSERT_TRUE(opened) << to_string(opened.error());
        store = std::move(opened).value();
    }

    Reader reader() const {
        auto opened = store->reader();
        EXPECT_TRUE(opened);
        return std::move(opened).value();
    }

    template <class T>
    Result<T> write(std::function<Result<T>(Transaction&)> job) {
        return store->write_now<T>(std::move(job));
    }

    Result<AnswerReceipt> answer(const AnswerRecord& record) {
        return write<AnswerReceipt>([&](Transaction& transaction) { return transaction.record_answer(record); });
    }

    // A new person who has taken up a course.
    Registration enrolled(const std::string& login = "anna") {
        const User user = make_user(login);
        const Registration fresh{
            .id = RegistrationId::make(start), .user = user.id, .course_id = "urn:course:eservices", .started = start};
        const auto registration = write<Registration>([&](Transaction& transaction) -> Result<Registration> {
            LYCEUM_TRY(transaction.add_user(user));
            return transaction.enrol(fresh);
        });
        EXPECT_TRUE(registration);
        return registration.value();
    }

    std::vector<Statement> statements_of(const RegistrationId& registration) {
        std::vector<Statement> all;
        EXPECT_TRUE(reader().each_statement(registration, [&](const Statement& statement) -> Result<void> {
            all.push_back(statement);
            return success();
        }));
        return all;
    }

    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "lyceum.db";
    std::unique_ptr<Store> store;
};

}  // namespace lyceum::store::testing
