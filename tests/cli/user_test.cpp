// `lyceum user`, `lyceum verify` and the data folder they work on.

#include "command.hpp"
#include "host/base/files.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

namespace lyceum::cli::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class User : public ::testing::Test {
protected:
    Ran run_here(std::vector<std::string> arguments, std::string input = {}) const {
        arguments.insert(arguments.end(), {"--data", data_.string()});
        return run(Command{
            .arguments = std::move(arguments), .folder = source_folder(), .variables = {}, .input = std::move(input)});
    }

    Ran add(const std::string& login, const std::string& password = "a long password\n",
            const std::string& role = "head") const {
        return run_here({"user", "add", login, "--name", "Примеров Макет Образцович", "--role", role}, password);
    }

    boost::json::array users() const {
        const Ran ran = run_here({"user", "list", "--format", "json"});
        EXPECT_EQ(ran.code, 0) << ran.err;
        return boost::json::parse(ran.out).as_array();
    }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "new" / "data";
};

TEST_F(User, IsAddedWithAPasswordFromStandardInputAndListed) {
    const Ran added = add("primerov");

    ASSERT_EQ(added.code, 0) << added.err;
    const boost::json::array listed = users();
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].at("login").as_string(), "primerov");
    EXPECT_EQ(listed[0].at("name").as_string(), "Примеров Макет Образцович");
    EXPECT_EQ(listed[0].at("role").as_string(), "head");
    EXPECT_EQ(listed[0].at("status").as_string(), "active");
}

TEST_F(User, IsAddedWithAPasswordFromAFile) {
    const auto file = folder_.write("secret", "a long password\nanything\n");

    const Ran ran =
        run_here({"user", "add", "primerov", "--name", "Примеров", "--role", "head", "--password-file", file.string()});

    EXPECT_EQ(ran.code, 0) << ran.err;
}

TEST_F(User, BeginsADataFolderOpenToItsOwnerOnly) {
    ASSERT_EQ(add("primerov").code, 0);

    struct stat status {};
    ASSERT_EQ(::stat(data_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST_F(User, IsRefusedASecondTimeUnderOneLogin) {
    ASSERT_EQ(add("primerov").code, 0);

    const Ran again = add("PRIMEROV");

    EXPECT_EQ(again.code, 1);
    EXPECT_THAT(again.err, AllOf(StartsWith("lyceum: PRIMEROV: "), HasSubstr("choose another login")));
    EXPECT_EQ(users().size(), 1U);
}

TEST_F(User, IsRefusedWithAShortPassword) {
    const Ran ran = add("primerov", "коротко\n");  // seven characters, fourteen bytes

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("8 characters at least"));
    EXPECT_FALSE(std::filesystem::exists(data_));
}

TEST_F(User, IsRefusedWithoutAPassword) {
    EXPECT_EQ(add("primerov", "").code, 1);
}

TEST_F(User, IsRefusedWithARoleThatTheFrameworkDoesNotHave) {
    const Ran ran = add("primerov", "a long password\n", "haed");

    EXPECT_EQ(ran.code, 1);
    EXPECT_EQ(ran.err, "lyceum: --role haed: framework.xml has no such id (did you mean head?)\n");
}

TEST_F(User, IsDisabledAndStaysInTheList) {
    ASSERT_EQ(add("primerov").code, 0);

    const Ran disabled = run_here({"user", "disable", "primerov"});

    EXPECT_EQ(disabled.code, 0) << disabled.err;
    EXPECT_EQ(users().at(0).at("status").as_string(), "disabled");
}

TEST_F(User, WhoIsUnknownCannotBeDisabled) {
    ASSERT_EQ(add("primerov").code, 0);

    const Ran ran = run_here({"user", "disable", "primerova"});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("primerova: there is nobody with this login"), HasSubstr("lyceum user list")));
}

TEST_F(User, ListOfAFolderWithoutDataMakesNone) {
    const Ran ran = run_here({"user", "list"});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("there is no data here"));
    EXPECT_FALSE(std::filesystem::exists(data_));
}

TEST_F(User, PasswordIsNowhereInTheDataFolderOrTheOutput) {
    const Ran added = add("primerov", "tamarind-obelisk-7\n");
    ASSERT_EQ(added.code, 0);

    EXPECT_THAT(added.out + added.err, Not(HasSubstr("tamarind-obelisk-7")));
    for (const auto& entry : std::filesystem::directory_iterator{data_}) {
        const auto bytes = files::read(entry.path(), std::size_t{64} << 20);
        ASSERT_TRUE(bytes) << to_string(bytes.error());
        EXPECT_THAT(bytes.value(), Not(HasSubstr("tamarind-obelisk-7"))) << entry.path();
    }
}

TEST_F(User, VerifyOfAFreshDatabaseFindsNoDifference) {
    ASSERT_EQ(add("primerov").code, 0);

    const Ran ran = run_here({"verify"});

    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.out, "0 registrations, 0 statements, 0 differences, 0 problems\n");
}

TEST_F(User, ADamagedDatabaseIsTheEnvironmentsFailure) {
    folder_.write("new/data/lyceum.db", std::string(8192, 'x'));

    const Ran ran = run_here({"verify"});

    EXPECT_NE(ran.code, 0);
    EXPECT_THAT(ran.err, HasSubstr("lyceum.db"));
}

}  // namespace
}  // namespace lyceum::cli::testing
