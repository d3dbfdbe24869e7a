#include "host/store/connection.hpp"
#include "host/store/login.hpp"
#include "tests/store/store_fixture.hpp"

#include <gmock/gmock.h>

namespace lyceum::store::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class People : public StoreTest {
protected:
    Result<void> add(const User& user) {
        return write<void>([&](Transaction& transaction) { return transaction.add_user(user); });
    }

    Session make_session(const UserId& user, std::string_view token) {
        const auto digest = crypto::hash(token);
        return Session{.id = SessionId::make(start),
                       .token_hash = {reinterpret_cast<const char*>(digest.data()), digest.size()},
                       .user = user,
                       .created = start,
                       .last_seen = start,
                       .expires = start + 12h,
                       .agent = "Firefox"};
    }

    Result<void> add(const Session& session) {
        return write<void>([&](Transaction& transaction) { return transaction.add_session(session); });
    }
};

TEST_F(People, AreReadBackAsTheyWereWritten) {
    const User user = make_user("anna");
    ASSERT_TRUE(add(user));

    const auto found = reader().find_user(user.id).value();

    ASSERT_TRUE(found);
    EXPECT_EQ(found->login, user.login);
    EXPECT_EQ(found->name, user.name);
    EXPECT_EQ(found->role, user.role);
    EXPECT_EQ(found->sector, user.sector);
    EXPECT_EQ(found->body, user.body);
    EXPECT_EQ(found->language, user.language);
    EXPECT_EQ(found->status, user.status);
    EXPECT_EQ(found->kind, user.kind);
    EXPECT_EQ(found->password_hash, user.password_hash);
    EXPECT_EQ(found->created, user.created);
}

TEST_F(People, SignInWhateverTheCaseOfTheirLogin) {
    const User user = make_user("Іваноў-Ёлкина");
    ASSERT_TRUE(add(user));

    EXPECT_EQ(reader().find_user_by_login("ІВАНОЎ-ЁЛКИНА").value()->id, user.id);
    EXPECT_EQ(reader().find_user_by_login("  іваноў-ёлкина ").value()->id, user.id);
    EXPECT_EQ(reader().find_user_by_login("іваноў-ёлкина").value()->login, "Іваноў-Ёлкина");
    EXPECT_FALSE(reader().find_user_by_login("иванов-елкина").value());
}

TEST_F(People, OfOneLoginAreOne) {
    ASSERT_TRUE(add(make_user("Анна")));

    const auto second = add(make_user("АННА"));

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Conflict);
    EXPECT_EQ(second.error().where, "АННА");
    EXPECT_THAT(reader().users().value(), SizeIs(1));
}

TEST_F(People, AreListedByLogin) {
    for (const char* login : {"Вера", "анна", "Борис"}) {
        ASSERT_TRUE(add(make_user(login)));
    }
    std::vector<std::string> logins;
    const std::vector<User> users = reader().users().value();
    for (const User& user : users) {
        logins.push_back(user.login);
    }
    EXPECT_EQ(logins, (std::vector<std::string>{"анна", "Борис", "Вера"}));
}

TEST_F(People, OfTheDemoAreAtMostTwenty) {
    ASSERT_TRUE(add(make_user("person")));
    for (int i = 0; i < 25; ++i) {
        User user = make_user("demo-" + std::to_string(i));
        user.kind = UserKind::Demo;
        ASSERT_TRUE(add(user));
    }
    const auto found = reader().demo_users().value();
    EXPECT_THAT(found, SizeIs(20));
    EXPECT_EQ(found[0].kind, UserKind::Demo);
}

TEST_F(People, AreDisabledAndGetAnotherLanguageAndPassword) {
    const User user = make_user("anna");
    ASSERT_TRUE(add(user));

    ASSERT_TRUE(write<void>([&](Transaction& transaction) -> Result<void> {
        LYCEUM_TRY(transaction.set_user_status(user.id, UserStatus::Disabled));
        LYCEUM_TRY(transaction.set_user_language(user.id, Language::En));
        return transaction.set_password_hash(user.id, "new");
    }));

    const auto found = reader().find_user(user.id).value();
    EXPECT_EQ(found->status, UserStatus::Disabled);
    EXPECT_EQ(found->language, Language::En);
    EXPECT_EQ(found->password_hash, "new");
}

TEST_F(People, WhoDoNotExistCannotBeChanged) {
    const auto changed = write<void>([&](Transaction& transaction) {
        return transaction.set_user_status(UserId::make(start), UserStatus::Disabled);
    });

    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().code, ErrorCode::NotFound);
    EXPECT_FALSE(reader().find_user(UserId::make(start)).value());
}

TEST_F(People, HaveSessionsThatEnd) {
    const User user = make_user("anna");
    ASSERT_TRUE(add(user));
    const Session session = make_session(user.id, "token");
    ASSERT_TRUE(add(session));

    const auto found = reader().find_session(session.token_hash).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, session.id);
    EXPECT_EQ(found->user, user.id);
    EXPECT_EQ(found->expires, session.expires);
    EXPECT_EQ(found->agent, session.agent);

    ASSERT_TRUE(
        write<void>([&](Transaction& transaction) { return transaction.touch_session(session.id, start + 1h); }));
    EXPECT_EQ(reader().find_session(session.token_hash).value()->last_seen, start + 1h);

    ASSERT_TRUE(write<void>([&](Transaction& transaction) { return transaction.end_session(session.id); }));
    EXPECT_FALSE(reader().find_session(session.token_hash).value());
}

TEST_F(People, LoseAllTheirSessionsAndNobodyElses) {
    const User anna = make_user("anna");
    const User boris = make_user("boris");
    ASSERT_TRUE(add(anna));
    ASSERT_TRUE(add(boris));
    const Session phone = make_session(anna.id, "phone");
    const Session tablet = make_session(anna.id, "tablet");
    const Session other = make_session(boris.id, "other");
    for (const Session& session : {phone, tablet, other}) {
        ASSERT_TRUE(add(session));
    }

    ASSERT_TRUE(write<void>([&](Transaction& transaction) { return transaction.end_sessions_of(anna.id); }));

    EXPECT_FALSE(reader().find_session(phone.token_hash).value());
    EXPECT_FALSE(reader().find_session(tablet.token_hash).value());
    EXPECT_TRUE(reader().find_session(other.token_hash).value());
}

TEST_F(People, ExpiredSessionsAndOldReceiptsArePruned) {
    const Registration registration = enrolled();
    const AnswerRecord old = make_answer(registration, 0);
    AnswerRecord recent = make_answer(registration, 1);
    recent.now = start + 2 * receipts_kept;
    ASSERT_TRUE(answer(old));
    ASSERT_TRUE(answer(recent));
    const Session expired = make_session(registration.user, "expired");
    Session valid = make_session(registration.user, "valid");
    valid.expires = start + 3 * receipts_kept;
    ASSERT_TRUE(add(expired));
    ASSERT_TRUE(add(valid));

    const auto forgotten =
        write<std::int64_t>([&](Transaction& transaction) { return transaction.prune(start + 2 * receipts_kept); });

    ASSERT_TRUE(forgotten);
    EXPECT_EQ(forgotten.value(), 1);
    Reader read = reader();
    EXPECT_FALSE(read.find_receipt(registration.id, old.form).value());
    EXPECT_TRUE(read.find_receipt(registration.id, recent.form).value());
    EXPECT_FALSE(read.find_session(expired.token_hash).value());
    EXPECT_TRUE(read.find_session(valid.token_hash).value());
    EXPECT_EQ(read.statement_count().value(), 2U) << "what happened is never forgotten";
}

TEST_F(People, TakeUpACourseOnce) {
    const Registration first = enrolled();
    const Registration second{
        .id = RegistrationId::make(start), .user = first.user, .course_id = first.course_id, .started = start + 1h};

    const auto again = write<Registration>([&](Transaction& transaction) { return transaction.enrol(second); });

    ASSERT_TRUE(again);
    EXPECT_EQ(again.value().id, first.id);
    EXPECT_EQ(again.value().started, first.started);
    EXPECT_THAT(reader().registrations_of(first.user).value(), SizeIs(1));
    EXPECT_EQ(reader().find_registration(first.user, first.course_id).value()->id, first.id);
    EXPECT_FALSE(reader().find_registration(first.user, "urn:course:other").value());
}

TEST_F(People, TheInstallationKeepsTheFirstValueOfASetting) {
    const std::string key{"\0binary\xff", 8};
    const auto ask = [&](const std::string& fresh) {
        return write<std::string>(
            [&](Transaction& transaction) { return transaction.setting_or("pseudonym-key", fresh); });
    };

    EXPECT_EQ(ask(key).value(), key);
    EXPECT_EQ(ask("another").value(), key);
}

TEST(LoginKey, FoldsTheAlphabetsOfThePeopleHere) {
    EXPECT_EQ(login_key("ABCxyz.09@-").value(), "abcxyz.09@-");
    EXPECT_EQ(login_key("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ").value(), "абвгдеёжзийклмнопрстуфхцчшщъыьэюя");
    EXPECT_EQ(login_key("ІЎҐЄЇ").value(), "іўґєї");
    EXPECT_EQ(login_key("ÀÉÜÞ×÷").value(), "àéüþ×÷");
    EXPECT_EQ(login_key("ӁӀӐԮ").value(), "ӂӏӑԯ");
}

TEST(LoginKey, IsTheSameForEveryWayToTypeALetter) {
    EXPECT_EQ(login_key("Йо\xd0\x95\xcc\x88лкин").value(), login_key("\xd0\x98\xcc\x86оёлкин").value());
    EXPECT_EQ(login_key("ОЎ").value(), login_key("о\xd0\xa3\xcc\x86").value());
}

TEST(LoginKey, FoldingTwiceChangesNothing) {
    for (const char* login : {"Іваноў", "ANNA", "Ёлка", "Ӏ", "日本", "😀"}) {
        const std::string once = login_key(login).value();
        EXPECT_EQ(login_key(once).value(), once);
    }
}

TEST(LoginKey, RefusesWhatNobodyCanType) {
    for (const std::string& login :
         {std::string{}, std::string{" \t "}, std::string(201, 'a'), std::string{"a\0b", 3}, std::string{"a\nb"},
          std::string{"\xff"}, std::string{"a\x7f"}, std::string{"\xc2\x85z"}}) {
        const auto key = login_key(login);
        ASSERT_FALSE(key) << login;
        EXPECT_EQ(key.error().code, ErrorCode::InvalidInput);
    }
    EXPECT_TRUE(login_key(std::string(200, 'a')));
}

}  // namespace
}  // namespace lyceum::store::testing
