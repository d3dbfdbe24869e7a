#include "host/learning/people_import.hpp"

#include "host/learning/invitations.hpp"
#include "tests/learning/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PeopleImport : public ::testing::Test {
protected:
    PeopleList list(const std::string& rows) {
        auto read = read_people("login,name,role\n" + rows, "people.csv", PeopleEncoding::Utf8, nullptr);
        EXPECT_THAT(read.diagnostics, IsEmpty());
        return read;
    }
    ImportPlan plan(const std::string& rows, Existing existing = Existing::AreErrors) {
        return plan_import(*sample_.reader, list(rows), "people.csv", existing, sample_.now).value();
    }
    std::optional<store::User> person(const std::string& login) {
        return sample_.reader->find_user_by_login(login).value();
    }

    SampleCampus sample_;  // with the person "head"
};

TEST_F(PeopleImport, AddsEverybodyOfTheList) {
    const auto links =
        apply_import(*sample_.store, plan("anna,Анна,head\nboris,Борис,deputy\n"), std::nullopt, sample_.now);

    ASSERT_TRUE(links) << to_string(links.error());
    EXPECT_THAT(links.value(), IsEmpty());
    ASSERT_TRUE(person("anna"));
    EXPECT_EQ(person("boris")->role, "deputy");
    EXPECT_EQ(person("boris")->password_hash, "");
    EXPECT_EQ(person("boris")->kind, store::UserKind::Person);
}

TEST_F(PeopleImport, PlanningWritesNothing) {
    const auto before = sample_.reader->users().value().size();
    EXPECT_THAT(plan("anna,Анна,head\n").added, SizeIs(1));
    EXPECT_EQ(sample_.reader->users().value().size(), before);
}

TEST_F(PeopleImport, FindsWhoIsThereAlready) {
    const auto found = plan("anna,Анна,head\nHEAD,Другой,head\n");

    ASSERT_THAT(found.diagnostics, SizeIs(1));
    EXPECT_THAT(
        xml::to_string(found.diagnostics[0]),
        HasSubstr(
            "people.csv:3:1: error: there is a person with the login \"HEAD\" (remove the row, or add --update)"));
}

TEST_F(PeopleImport, UpdatesThemIfAsked) {
    const auto before = *person("head");
    const auto wanted = plan("anna,Анна,head\nhead,Новое Имя,deputy\n", Existing::AreUpdated);
    EXPECT_THAT(wanted.diagnostics, IsEmpty());
    EXPECT_THAT(wanted.added, SizeIs(1));
    EXPECT_THAT(wanted.updated, SizeIs(1));

    ASSERT_TRUE(apply_import(*sample_.store, wanted, std::nullopt, sample_.now));

    EXPECT_EQ(person("head")->id, before.id);
    EXPECT_EQ(person("head")->name, "Новое Имя");
    EXPECT_EQ(person("head")->role, "deputy");
    const auto again = plan("anna,Анна,head\nhead,Новое Имя,deputy\n", Existing::AreUpdated);
    EXPECT_EQ(again.unchanged, 2U);
    EXPECT_THAT(again.updated, IsEmpty());
}

TEST_F(PeopleImport, LeavesDisabledAndDemoPeopleAlone) {
    ASSERT_TRUE(sample_.run(ensure_demo_people(*sample_.campus)));
    ASSERT_TRUE(sample_.store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.set_user_status(sample_.person.id, store::UserStatus::Disabled));
        return true;
    }));
    const auto found = plan("head,Имя,head\ndemo-head,Имя,head\n", Existing::AreUpdated);
    ASSERT_THAT(found.diagnostics, SizeIs(2));
    EXPECT_EQ(found.diagnostics[0].rule, "import.disabled");
    EXPECT_EQ(found.diagnostics[1].rule, "import.demo-person");
}

TEST_F(PeopleImport, IsWholeOrNothing) {
    const auto before = sample_.reader->users().value().size();
    const auto made = plan("anna,Анна,head\nboris,Борис,head\n");
    store::User first = made.added[1];  // somebody else adds Boris in between
    first.id = UserId::make(sample_.now);
    ASSERT_TRUE(sample_.store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.add_user(first));
        return true;
    }));

    const auto links = apply_import(*sample_.store, made, invitation_lifetime, sample_.now);

    ASSERT_FALSE(links);
    EXPECT_EQ(links.error().code, ErrorCode::Conflict);
    EXPECT_FALSE(person("anna"));
    EXPECT_EQ(sample_.reader->users().value().size(), before + 1);
}

TEST_F(PeopleImport, InvitesWhoeverHasNoPasswordYet) {
    ASSERT_TRUE(sample_.store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.set_password_hash(sample_.person.id, "hash"));
        return true;
    }));
    sample_.add_person("waiting");

    const auto links =
        apply_import(*sample_.store, plan("head,Имя,head\nwaiting,Имя,head\nanna,Анна,head\n", Existing::AreUpdated),
                     invitation_lifetime, sample_.now);

    ASSERT_TRUE(links);
    std::vector<std::string> logins;
    for (const auto& link : links.value()) {
        logins.push_back(link.person.login);
        const auto token = link.path.substr(std::string_view{"/invitation/"}.size());
        const auto invited = find_invitation(*sample_.campus, token).value();
        ASSERT_EQ(invited.state, InvitationState::Open);
        EXPECT_EQ(invited.person->login, link.person.login);
        EXPECT_EQ(link.expires, sample_.now + invitation_lifetime);
    }
    EXPECT_THAT(logins, ElementsAre("waiting", "anna"));
}

TEST_F(PeopleImport, TakesTenThousandPeopleAtOnce) {
    std::string rows;
    for (int i = 0; i < 10'000; ++i) {
        rows += "p" + std::to_string(i) + ",Имя,head\n";
    }
    const auto links = apply_import(*sample_.store, plan(rows), invitation_lifetime, sample_.now);
    ASSERT_TRUE(links);
    EXPECT_THAT(links.value(), SizeIs(10'000));
    EXPECT_TRUE(person("p9999"));
}

}  // namespace
}  // namespace lyceum::learning
