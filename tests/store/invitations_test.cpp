#include "host/store/connection.hpp"
#include "host/store/schema.hpp"
#include "tests/store/store_fixture.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace lyceum::store::testing {
namespace {

using ::testing::SizeIs;

std::string hash_of(std::string_view token) {
    const auto digest = crypto::hash(token);
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

class Invitations : public StoreTest {
protected:
    void SetUp() override {
        StoreTest::SetUp();
        ASSERT_TRUE(write<void>([&](Transaction& transaction) { return transaction.add_user(anna); }));
    }

    Result<void> add(std::string_view token, TimePoint created = start) {
        const Invitation invitation{.token_hash = hash_of(token),
                                    .user = anna.id,
                                    .created = created,
                                    .expires = created + std::chrono::days{7},
                                    .used = {}};
        return write<void>([&](Transaction& transaction) { return transaction.add_invitation(invitation); });
    }
    Result<void> use(std::string_view token, TimePoint now) {
        return write<void>([&](Transaction& transaction) { return transaction.use_invitation(hash_of(token), now); });
    }
    Invitation found(std::string_view token) { return reader().find_invitation(hash_of(token)).value().value(); }

    User anna = make_user("anna");
};

TEST_F(Invitations, AreReadBackAsTheyWereWritten) {
    ASSERT_TRUE(add("token"));

    const Invitation invitation = found("token");
    EXPECT_EQ(invitation.token_hash, hash_of("token"));
    EXPECT_EQ(invitation.user, anna.id);
    EXPECT_EQ(invitation.created, start);
    EXPECT_EQ(invitation.expires, start + std::chrono::days{7});
    EXPECT_FALSE(invitation.used);
    EXPECT_FALSE(reader().find_invitation(hash_of("another")).value());
}

TEST_F(Invitations, AreUsedOnce) {
    ASSERT_TRUE(add("token"));
    ASSERT_TRUE(use("token", start + 1h));

    const auto again = use("token", start + 2h);

    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::Conflict);
    EXPECT_EQ(found("token").used, start + 1h);
}

TEST_F(Invitations, CannotBeUsedFromTheMomentTheyExpire) {
    ASSERT_TRUE(add("token"));

    EXPECT_FALSE(use("token", start + std::chrono::days{7}));
    EXPECT_TRUE(use("token", start + std::chrono::days{7} - 1ms));
}

TEST_F(Invitations, OfOnePersonAreReplacedByTheNewest) {
    ASSERT_TRUE(add("first"));
    ASSERT_TRUE(add("second", start + 1h));

    EXPECT_EQ(found("first").expires, start + 1h);
    EXPECT_FALSE(use("first", start + 2h));
    EXPECT_TRUE(use("second", start + 2h));
}

TEST_F(Invitations, ThatWereUsedAreNotWithdrawn) {
    ASSERT_TRUE(add("used"));
    ASSERT_TRUE(use("used", start + 1h));
    ASSERT_TRUE(
        write<void>([&](Transaction& transaction) { return transaction.withdraw_invitations(anna.id, start + 2h); }));

    EXPECT_EQ(found("used").expires, start + std::chrono::days{7});
}

TEST_F(Invitations, AreForgottenLongAfterTheirEnd) {
    ASSERT_TRUE(add("token"));
    const auto prune = [&](TimePoint now) {
        return write<std::int64_t>([&](Transaction& transaction) { return transaction.prune(now); });
    };
    const TimePoint end = start + std::chrono::days{7};

    ASSERT_TRUE(prune(end + invitations_kept));
    EXPECT_TRUE(reader().find_invitation(hash_of("token")).value());
    ASSERT_TRUE(prune(end + invitations_kept + 1ms));
    EXPECT_FALSE(reader().find_invitation(hash_of("token")).value());
}

TEST_F(Invitations, ADatabaseOfTheFirstStepLearnsThem) {
    const auto older = folder.path() / "older.db";
    {
        std::ofstream{older, std::ios::app};
        const auto connection = Connection::open(older, Connection::Access::Write, 20ms).value();
        ASSERT_TRUE(upgrade_schema(*connection, schema_steps().subspan(0, 1)));
    }
    const auto opened = Store::open({.file = older});
    ASSERT_TRUE(opened) << to_string(opened.error());
    EXPECT_TRUE(opened.value()->reader().value().find_invitation(hash_of("token")));
}

class SessionsOfAPerson : public StoreTest {
protected:
    Session begin(const User& user, std::string_view token, TimePoint seen) {
        const Session session{.id = SessionId::make(seen),
                              .token_hash = hash_of(token),
                              .user = user.id,
                              .created = start,
                              .last_seen = seen,
                              .expires = start + 720h,
                              .agent = "Firefox"};
        EXPECT_TRUE(write<void>([&](Transaction& transaction) { return transaction.add_session(session); }));
        return session;
    }
    User add(const std::string& login) {
        const User user = make_user(login);
        EXPECT_TRUE(write<void>([&](Transaction& transaction) { return transaction.add_user(user); }));
        return user;
    }
};

TEST_F(SessionsOfAPerson, AreListedLatestFirstAndOnlyTheirs) {
    const User anna = add("anna");
    const User boris = add("boris");
    const Session old = begin(anna, "old", start);
    const Session recent = begin(anna, "recent", start + 1h);
    begin(boris, "other", start + 2h);

    const auto sessions = reader().sessions_of(anna.id).value();

    ASSERT_THAT(sessions, SizeIs(2));
    EXPECT_EQ(sessions[0].id, recent.id);
    EXPECT_EQ(sessions[1].id, old.id);
}

TEST_F(SessionsOfAPerson, EndOneByOneAndForTheirOwnerOnly) {
    const User anna = add("anna");
    const User boris = add("boris");
    const Session session = begin(anna, "token", start);
    const auto end = [&](const User& by) {
        return write<void>([&](Transaction& transaction) { return transaction.end_session_of(by.id, session.id); });
    };

    const auto by_another = end(boris);
    ASSERT_FALSE(by_another);
    EXPECT_EQ(by_another.error().code, ErrorCode::NotFound);
    EXPECT_TRUE(end(anna));
    EXPECT_THAT(reader().sessions_of(anna.id).value(), SizeIs(0));
}

TEST_F(SessionsOfAPerson, EndAllButTheOneKept) {
    const User anna = add("anna");
    const User boris = add("boris");
    const Session kept = begin(anna, "kept", start);
    begin(anna, "second", start + 1h);
    begin(anna, "third", start + 2h);
    begin(boris, "other", start);

    ASSERT_TRUE(
        write<void>([&](Transaction& transaction) { return transaction.end_other_sessions_of(anna.id, kept.id); }));

    const auto sessions = reader().sessions_of(anna.id).value();
    ASSERT_THAT(sessions, SizeIs(1));
    EXPECT_EQ(sessions[0].id, kept.id);
    EXPECT_THAT(reader().sessions_of(boris.id).value(), SizeIs(1));
}

TEST_F(SessionsOfAPerson, StayWhenTheAdministratorCorrectsThePerson) {
    User anna = add("anna");
    begin(anna, "token", start);
    anna.login = "Анна";
    anna.name = "Анна Петрова";
    anna.role = "deputy";
    anna.password_hash = "not looked at";

    ASSERT_TRUE(write<void>([&](Transaction& transaction) { return transaction.update_user(anna); }));

    const auto found = reader().find_user_by_login("АННА").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "Анна Петрова");
    EXPECT_EQ(found->role, "deputy");
    EXPECT_EQ(found->password_hash, make_user("anna").password_hash);
    EXPECT_THAT(reader().sessions_of(anna.id).value(), SizeIs(1));
}

TEST_F(SessionsOfAPerson, ThePersonCannotBeGivenTheLoginOfAnother) {
    User anna = add("anna");
    add("boris");
    anna.login = "BORIS";

    const auto updated = write<void>([&](Transaction& transaction) { return transaction.update_user(anna); });

    ASSERT_FALSE(updated);
    EXPECT_EQ(updated.error().code, ErrorCode::Conflict);
    EXPECT_EQ(updated.error().where, "BORIS");
}

}  // namespace
}  // namespace lyceum::store::testing
