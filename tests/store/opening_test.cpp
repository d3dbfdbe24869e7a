#include "host/store/connection.hpp"
#include "host/store/schema.hpp"
#include "tests/store/store_fixture.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include <sys/stat.h>

namespace lyceum::store::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream stream{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::int64_t number_of(Connection& connection, Sql sql) {
    Rows rows = connection.query(sql).value();
    return rows.next().value() ? rows.integer(0) : -1;
}

class Opening : public ::testing::Test {
protected:
    std::unique_ptr<Connection> raw() {
        std::ofstream{file, std::ios::app};  // SQLite opens, and does not create
        return Connection::open(file, Connection::Access::Write, 20ms).value();
    }

    Result<std::unique_ptr<Store>> open() {
        return Store::open({.file = file, .queue_limit = 10, .group_limit = 10, .patience = 20ms});
    }

    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "lyceum.db";
};

TEST_F(Opening, MakesAFileThatOnlyItsOwnerMayRead) {
    const auto store = open();
    ASSERT_TRUE(store) << to_string(store.error());

    for (const char* suffix : {"", "-wal", "-shm"}) {
        struct stat status {};
        ASSERT_EQ(::stat((file.string() + suffix).c_str(), &status), 0) << suffix;
        EXPECT_EQ(status.st_mode & 0777U, 0600U) << suffix;
    }
}

TEST_F(Opening, TakesEveryStepOfTheSchema) {
    ASSERT_TRUE(open());

    const auto connection = raw();
    EXPECT_EQ(number_of(*connection, "PRAGMA user_version"), static_cast<std::int64_t>(schema_steps().size()));
    EXPECT_EQ(number_of(*connection, "PRAGMA application_id"), application_id);
    EXPECT_EQ(number_of(*connection,
                        "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                        "AND NOT strict AND name NOT LIKE 'sqlite_%'"),
              0);
}

TEST_F(Opening, IsDurableAndStrict) {
    ASSERT_TRUE(open());
    const auto connection = raw();

    EXPECT_EQ(number_of(*connection, "PRAGMA synchronous"), 2) << "FULL";
    EXPECT_EQ(number_of(*connection, "PRAGMA foreign_keys"), 1);
    EXPECT_EQ(number_of(*connection, "PRAGMA trusted_schema"), 0);
    Rows mode = connection->query("PRAGMA journal_mode").value();
    ASSERT_TRUE(mode.next().value());
    EXPECT_EQ(mode.text(0), "wal");
}

TEST_F(Opening, AgainFindsWhatWasWritten) {
    ASSERT_TRUE(crypto::initialise());
    const User user = make_user("anna");
    {
        const auto store = open();
        ASSERT_TRUE(
            store.value()->write_now<void>([&](Transaction& transaction) { return transaction.add_user(user); }));
    }
    const auto store = open();
    EXPECT_EQ(store.value()->reader().value().find_user_by_login("anna").value()->id, user.id);
    EXPECT_THAT(store.value()->reader().value().integrity_problems().value(), IsEmpty());
}

TEST_F(Opening, RefusesADatabaseOfANewerLyceumAndChangesNothing) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(raw()->execute("PRAGMA user_version = 99"));
    const std::string before = bytes_of(file);

    const auto store = open();

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::NewerVersion);
    EXPECT_THAT(store.error().message, HasSubstr("version 99"));
    EXPECT_THAT(store.error().message, HasSubstr("up to " + std::to_string(schema_steps().size())));
    EXPECT_EQ(store.error().where, file.string());
    EXPECT_THAT(store.error().hint, HasSubstr("newer Lyceum"));
    EXPECT_EQ(bytes_of(file), before);
}

TEST_F(Opening, RefusesADatabaseOfAnotherProgramAndChangesNothing) {
    ASSERT_TRUE(raw()->execute("CREATE TABLE bookmarks (url TEXT)"));
    const std::string before = bytes_of(file);

    const auto store = open();

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(bytes_of(file), before);
}

TEST_F(Opening, RefusesWhatIsNoDatabase) {
    std::ofstream{file} << std::string(8192, 'x');

    const auto store = open();

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::Storage);
    EXPECT_THAT(to_string(store.error()), HasSubstr("backup"));
}

TEST_F(Opening, NamesTheFileWhoseFolderIsMissing) {
    file = folder.path() / "nowhere" / "lyceum.db";

    const auto store = open();

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::Environment);
    EXPECT_EQ(store.error().where, file.string());
}

TEST_F(Opening, IsRefusedWhileAnotherProcessWritesAndTheSchemaIsToChange) {
    const auto other = raw();
    ASSERT_TRUE(other->execute("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE"));

    const auto store = open();

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::Conflict);
    ASSERT_TRUE(other->execute("COMMIT"));
    EXPECT_TRUE(open());
}

TEST_F(Opening, TwiceAtOnceLetsBothWrite) {
    const auto serving = open();
    const auto beside = open();
    ASSERT_TRUE(serving);
    ASSERT_TRUE(beside) << to_string(beside.error());

    EXPECT_TRUE(beside.value()->write_now<void>(
        [](Transaction& transaction) { return transaction.add_user(make_user("anna")); }));
    EXPECT_TRUE(serving.value()->write_now<void>(
        [](Transaction& transaction) { return transaction.add_user(make_user("boris")); }));
    EXPECT_EQ(serving.value()->reader().value().users().value().size(), 2U);
}

TEST_F(Opening, AReaderMayOutliveItsStore) {
    auto store = open();
    Reader reader = store.value()->reader().value();
    store.value().reset();

    EXPECT_TRUE(reader.users());
}

constexpr EmbeddedFile first_step{"0001-first.sql",
                                  "CREATE TABLE first (value INTEGER) STRICT; INSERT INTO first VALUES (1);"};
constexpr EmbeddedFile second_step{"0002-second.sql", "CREATE TABLE second (value INTEGER) STRICT;"};
constexpr EmbeddedFile broken_step{"0002-broken.sql",
                                   "DROP TABLE first; CREATE TABLE third (value INTEGER); SELECT nonsense;"};

TEST_F(Opening, ContinuesFromTheStepTakenLast) {
    const auto connection = raw();
    ASSERT_TRUE(upgrade_schema(*connection, std::array{first_step}));
    ASSERT_TRUE(upgrade_schema(*connection, std::array{first_step, second_step}));

    EXPECT_EQ(number_of(*connection, "PRAGMA user_version"), 2);
    EXPECT_EQ(number_of(*connection, "SELECT count(*) FROM first"), 1);
    EXPECT_EQ(number_of(*connection, "SELECT count(*) FROM second"), 0);
}

TEST_F(Opening, LeavesTheOldVersionWholeWhenAStepFails) {
    const auto connection = raw();
    ASSERT_TRUE(upgrade_schema(*connection, std::array{first_step}));

    const auto upgraded = upgrade_schema(*connection, std::array{first_step, broken_step});

    ASSERT_FALSE(upgraded);
    EXPECT_THAT(upgraded.error().message, HasSubstr("0002-broken.sql"));
    EXPECT_FALSE(connection->in_transaction());
    EXPECT_EQ(number_of(*connection, "PRAGMA user_version"), 1);
    EXPECT_EQ(number_of(*connection, "SELECT count(*) FROM first"), 1);
    EXPECT_EQ(number_of(*connection, "SELECT count(*) FROM sqlite_schema"), 1);
}

// Every question of Reader, and every verb of Transaction, on a connection whose statements can be asked how they are
// answered.
class Lookups : public StoreTest {
protected:
    std::vector<std::string> scans_of(Connection& connection) {
        std::vector<std::string> scans;
        for (const Connection::Plan& plan : connection.plans()) {
            for (const std::string& step : plan.steps) {
                if (step.starts_with("SCAN")) {
                    scans.push_back(step + ": " + plan.sql);
                }
            }
        }
        return scans;
    }
};

TEST_F(Lookups, OfAReaderUseAnIndex) {
    const Registration registration = enrolled();
    auto owned = Connection::open(file, Connection::Access::Read, 5s).value();
    Connection& connection = *owned;
    Reader reader{std::move(owned)};

    EXPECT_TRUE(reader.find_user(registration.user));
    EXPECT_TRUE(reader.find_user_by_login("anna"));
    EXPECT_TRUE(reader.demo_users());
    EXPECT_TRUE(reader.find_session(std::string(32, 'x')));
    EXPECT_TRUE(reader.sessions_of(registration.user));
    EXPECT_TRUE(reader.find_invitation(std::string(32, 'x')));
    EXPECT_TRUE(reader.find_registration(registration.user, registration.course_id));
    EXPECT_TRUE(reader.registrations_of(registration.user));
    EXPECT_TRUE(reader.find_state(registration.id, "unit"));
    EXPECT_TRUE(reader.shared_documents("unit"));
    EXPECT_TRUE(reader.find_receipt(registration.id, FormId::make(start)));
    EXPECT_TRUE(reader.unit_progress(registration.id));
    EXPECT_TRUE(reader.find_unit_progress(registration.id, "unit"));
    EXPECT_TRUE(reader.course_progress(registration.id));
    EXPECT_TRUE(reader.evidence_of(registration.user));
    EXPECT_TRUE(reader.evidence_in(registration.id));
    EXPECT_TRUE(reader.each_statement(registration.id, [](const Statement&) -> Result<void> { return success(); }));

    EXPECT_TRUE(reader.recall_due(registration.user, start));
    EXPECT_TRUE(reader.next_recall(registration.user, start));
    EXPECT_TRUE(reader.recall_taken(registration.user, start));
    EXPECT_TRUE(reader.find_recall_card(registration.id, "unit", "q1"));
    EXPECT_TRUE(reader.recall_cards(registration.id, ""));
    EXPECT_TRUE(reader.find_recall_receipt(registration.user, FormId::make(start)));
    EXPECT_TRUE(reader.recall_pause(registration.user));
    EXPECT_TRUE(reader.confirmations_of(registration.user));

    EXPECT_EQ(connection.plans().size(), 25U);
    EXPECT_THAT(scans_of(connection), IsEmpty());
}

TEST_F(Lookups, OfATransactionUseAnIndexOrEndEarly) {
    const Registration registration = enrolled();
    const auto connection = Connection::open(file, Connection::Access::Write, 5s).value();
    Transaction transaction{*connection};
    AnswerRecord record = make_answer(registration);
    record.shared.push_back({.key = "a", .expected_revision = 0, .bytes = "1"});
    const SessionId nobody = SessionId::make(start);
    User anna = make_user("anna");
    anna.id = registration.user;

    EXPECT_TRUE(transaction.set_user_status(registration.user, UserStatus::Active));
    EXPECT_TRUE(transaction.set_user_language(registration.user, Language::Ru));
    EXPECT_TRUE(transaction.set_password_hash(registration.user, ""));
    EXPECT_TRUE(transaction.update_user(anna));
    EXPECT_FALSE(transaction.touch_session(nobody, start));
    EXPECT_FALSE(transaction.end_session(nobody));
    EXPECT_TRUE(transaction.end_sessions_of(registration.user));
    EXPECT_FALSE(transaction.end_session_of(registration.user, nobody));
    EXPECT_TRUE(transaction.end_other_sessions_of(registration.user, nobody));
    EXPECT_TRUE(transaction.find_user_by_login("anna"));
    EXPECT_FALSE(transaction.use_invitation(std::string(32, 'x'), start));
    EXPECT_TRUE(transaction.withdraw_invitations(registration.user, start));
    EXPECT_TRUE(transaction.prune(start));
    EXPECT_TRUE(transaction.enrol(registration));
    EXPECT_TRUE(transaction.record_answer(record));
    EXPECT_TRUE(transaction.begin_unit(*record.unit_progress, {}));
    EXPECT_TRUE(transaction.replace_derived(registration.id, {}, *record.course_progress, {}));
    RecallRecord recalled;  // of a card that is not there
    recalled.receipt.user = registration.user;
    recalled.receipt.registration = registration.id;
    EXPECT_TRUE(transaction.record_recall(recalled));
    EXPECT_TRUE(transaction.replace_recall_cards(registration.id, {}));
    EXPECT_TRUE(transaction.pause_recall(registration.user, start));

    const auto scans = scans_of(*connection);
    // Pruning looks at the first thousand receipts of each kind in the order written, whatever their number.
    EXPECT_THAT(scans, ElementsAre(HasSubstr("LIMIT 1000"), HasSubstr("LIMIT 1000")));
}

}  // namespace
}  // namespace lyceum::store::testing
