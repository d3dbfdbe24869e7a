// `lyceum user invite`: what it prints and what it refuses. That the link works is in tests/behaviour.

#include "command.hpp"
#include "host/base/files.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::cli::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

class UserInvite : public ::testing::Test {
protected:
    Ran run_here(std::vector<std::string> arguments, std::vector<std::string> variables = {}) const {
        arguments.insert(arguments.end(), {"--data", data_.string()});
        return run(Command{.arguments = std::move(arguments),
                           .folder = source_folder(),
                           .variables = std::move(variables),
                           .input = {}});
    }
    Ran invite(std::vector<std::string> more = {}, std::vector<std::string> variables = {}) const {
        std::vector<std::string> arguments{"user", "invite", "primerov", "--name", "Примеров Макет", "--role", "head"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_here(std::move(arguments), std::move(variables));
    }
    std::string everything_stored() const {
        std::string all;
        for (const auto& entry : std::filesystem::directory_iterator{data_}) {
            all += files::read(entry.path(), std::size_t{64} << 20).value();
        }
        return all;
    }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
};

TEST_F(UserInvite, PrintsTheLinkAloneAndStoresNothingOfItsSecret) {
    const Ran ran = invite({"--base-url", "https://lyceum.example/"});

    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, MatchesRegex("https://lyceum.example/invitation/[A-Za-z0-9_-]{43}\n"));
    EXPECT_THAT(ran.err, HasSubstr("Примеров Макет"));
    const std::string token = ran.out.substr(ran.out.size() - 44, 43);
    EXPECT_THAT(ran.err, Not(HasSubstr(token)));
    EXPECT_THAT(everything_stored(), Not(HasSubstr(token)));
}

TEST_F(UserInvite, WithoutAnAddressPrintsThePathAndSaysWhatIsMissing) {
    const Ran ran = invite();

    EXPECT_THAT(ran.out, MatchesRegex("/invitation/[A-Za-z0-9_-]{43}\n"));
    EXPECT_THAT(ran.err, HasSubstr("--base-url"));
}

TEST_F(UserInvite, TakesTheAddressFromTheEnvironment) {
    EXPECT_THAT(invite({}, {"LYCEUM_BASE_URL=https://lyceum.example"}).out,
                HasSubstr("https://lyceum.example/invitation/"));
}

TEST_F(UserInvite, RefusesAnAddressThatLinksCannotBeginWith) {
    for (const char* address :
         {"lyceum.example", "ftp://lyceum.example", "https://", "https://lyceum.example/path", "https://a b"}) {
        const Ran ran = invite({"--base-url", address});
        EXPECT_EQ(ran.code, 2) << address;
        EXPECT_THAT(ran.err, HasSubstr("is not the address of a site")) << address;
    }
}

TEST_F(UserInvite, OfSomebodyKnownNeedsTheLoginOnly) {
    ASSERT_EQ(invite().code, 0);

    const Ran again = run_here({"user", "invite", "PRIMEROV"});

    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_THAT(again.out, HasSubstr("/invitation/"));
    EXPECT_EQ(boost::json::parse(run_here({"user", "list", "--format", "json"}).out).as_array().size(), 1U);
}

TEST_F(UserInvite, OfSomebodyNewNeedsNameAndRole) {
    const Ran ran = run_here({"user", "invite", "primerov"});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("primerov: there is nobody with this login yet"), HasSubstr("--name")));
    EXPECT_FALSE(std::filesystem::exists(data_));
}

TEST_F(UserInvite, RefusesARoleThatTheFrameworkDoesNotHave) {
    const Ran ran = run_here({"user", "invite", "primerov", "--name", "Примеров", "--role", "haed"});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("did you mean head?"));
}

TEST_F(UserInvite, RefusesWhoIsDisabled) {
    ASSERT_EQ(invite().code, 0);
    ASSERT_EQ(run_here({"user", "disable", "primerov"}).code, 0);

    const Ran ran = run_here({"user", "invite", "primerov"});

    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("primerov: this person is disabled"));
}

TEST_F(UserInvite, LastsForSevenDaysOrAsManyAsSaid) {
    EXPECT_EQ(invite({"--days", "0"}).code, 2);
    EXPECT_EQ(invite({"--days", "366"}).code, 2);
    EXPECT_EQ(invite({"--days", "30"}).code, 0);
}

}  // namespace
}  // namespace lyceum::cli::testing
