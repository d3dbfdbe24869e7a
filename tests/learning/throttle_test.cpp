#include "host/learning/throttle.hpp"

#include "host/base/crypto.hpp"

#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using namespace std::chrono_literals;

class SignInThrottleTest : public ::testing::Test {
protected:
    SignInThrottleTest() { EXPECT_TRUE(crypto::initialise()); }

    static Attempt from(const std::string& address, const std::string& login = "head", const std::string& device = "") {
        Attempt attempt;
        attempt.login = login;
        attempt.address = address;
        attempt.device = device;
        return attempt;
    }
    void fail(const Attempt& attempt, int times) {
        for (int i = 0; i < times; ++i) {
            throttle.failed(attempt, now);
        }
    }

    SignInThrottle throttle;
    TimePoint now{std::chrono::milliseconds{1'700'000'000'000}};
};

TEST_F(SignInThrottleTest, FreesFiveFailuresThenDoublesThePauseUpToAQuarterOfAnHour) {
    fail(from("10.0.0.1"), 4);
    EXPECT_EQ(throttle.wait(from("10.0.0.1"), now), 0s);
    std::vector<std::chrono::seconds> pauses;
    for (int i = 0; i < 12; ++i) {
        fail(from("10.0.0.1"), 1);
        pauses.push_back(throttle.wait(from("10.0.0.1"), now));
    }
    EXPECT_EQ(pauses, (std::vector<std::chrono::seconds>{1s, 2s, 4s, 8s, 16s, 32s, 64s, 128s, 256s, 512s, 900s, 900s}));
}

TEST_F(SignInThrottleTest, ForgetsAfterHalfAnHour) {
    fail(from("10.0.0.1"), 20);
    now += 31min;
    EXPECT_EQ(throttle.wait(from("10.0.0.1"), now), 0s);
    fail(from("10.0.0.1"), 1);
    EXPECT_EQ(throttle.wait(from("10.0.0.1"), now), 0s) << "counting began anew";
}

TEST_F(SignInThrottleTest, GuessingFromElsewhereDelaysNobody) {
    for (int i = 0; i < 200; ++i) {
        fail(from("203.0.113." + std::to_string(i)), 60);
    }
    EXPECT_EQ(throttle.wait(from("10.0.0.1"), now), 0s);
}

TEST_F(SignInThrottleTest, GuessingOneLoginDelaysNoOtherAtTheSameAddress) {
    fail(from("10.0.0.1"), 20);
    EXPECT_GT(throttle.wait(from("10.0.0.1"), now), 0s);
    EXPECT_EQ(throttle.wait(from("10.0.0.1", "deputy"), now), 0s);
}

TEST_F(SignInThrottleTest, OneAddressCannotTryEveryLogin) {
    for (int i = 0; i < 60; ++i) {
        fail(from("10.0.0.1", "login" + std::to_string(i)), 1);
    }
    EXPECT_GT(throttle.wait(from("10.0.0.1", "untouched"), now), 0s);
    EXPECT_EQ(throttle.wait(from("10.0.0.2", "untouched"), now), 0s);
}

// Without this a neighbour behind the same address could keep a whole office out, for as long as they liked.
TEST_F(SignInThrottleTest, ADeviceOfThePersonIsNeverDelayedByANeighbour) {
    for (int i = 0; i < 100; ++i) {
        fail(from("10.0.0.1", "login" + std::to_string(i)), 1);
    }
    fail(from("10.0.0.1"), 50);
    EXPECT_GT(throttle.wait(from("10.0.0.1"), now), 0s);
    EXPECT_EQ(throttle.wait(from("10.0.0.1", "head", "device"), now), 0s);
}

TEST_F(SignInThrottleTest, ADeviceHasItsOwnFiveFreeFailuresWhereverItIs) {
    fail(from("10.0.0.1", "head", "device"), 3);
    fail(from("10.0.0.2", "head", "device"), 3);
    EXPECT_GT(throttle.wait(from("10.0.0.3", "head", "device"), now), 0s);
    EXPECT_EQ(throttle.wait(from("10.0.0.1"), now), 0s) << "nor does the device count against its address";
}

TEST_F(SignInThrottleTest, AnotherCaseOfTheLoginGivesNoFurtherAttempts) {
    for (const char* login : {"Іванова", "ІВАНОВА", "іванова", " іВанова", "ивАнова"}) {
        fail(from("10.0.0.1", login), 1);
    }
    fail(from("10.0.0.1", "іванОВА"), 1);
    EXPECT_GT(throttle.wait(from("10.0.0.1", "іванова"), now), 0s);
}

TEST_F(SignInThrottleTest, AnIpv6NetworkIsOneAddressAndAMappedAddressIsNot) {
    for (int i = 0; i < 10; ++i) {
        fail(from("2001:db8:1:2::" + std::to_string(i)), 1);
    }
    EXPECT_GT(throttle.wait(from("2001:db8:1:2:ffff::1"), now), 0s);
    EXPECT_EQ(throttle.wait(from("2001:db8:1:3::1"), now), 0s);
    fail(from("::ffff:10.0.0.1"), 10);
    EXPECT_EQ(throttle.wait(from("::ffff:10.0.0.2"), now), 0s);
}

TEST_F(SignInThrottleTest, AnAttemptThatWasNeverDecidedIsNotCounted) {
    for (int i = 0; i < 50; ++i) {
        throttle.failed(from("10.0.0.1"), now);
        throttle.undecided(from("10.0.0.1"));
    }
    EXPECT_EQ(throttle.wait(from("10.0.0.1"), now), 0s);
    EXPECT_EQ(throttle.size(), 0U);
}

// An attempt is counted before the password is compared. Once the count of the address was not taken back after a
// success, so that the fifty-first person of an office to sign in had to wait.
TEST_F(SignInThrottleTest, AHundredPeopleOfOneOfficeSignInWithoutWaiting) {
    for (int i = 0; i < 100; ++i) {
        const Attempt attempt = from("10.0.0.1", "person-" + std::to_string(i));
        ASSERT_EQ(throttle.wait(attempt, now), 0s) << attempt.login;
        throttle.failed(attempt, now);
        throttle.succeeded(attempt);
    }
    EXPECT_EQ(throttle.size(), 0U);
}

TEST_F(SignInThrottleTest, SuccessForgetsTheFailuresOfThisLoginOnly) {
    fail(from("10.0.0.1"), 20);
    fail(from("10.0.0.1", "deputy"), 20);
    throttle.succeeded(from("10.0.0.1"));
    EXPECT_EQ(throttle.wait(from("10.0.0.1"), now), 0s);
    EXPECT_GT(throttle.wait(from("10.0.0.1", "deputy"), now), 0s);
}

TEST_F(SignInThrottleTest, StaysBoundedUnderAFloodOfAddresses) {
    for (int i = 0; i < 120'000; ++i) {
        throttle.failed(from(std::to_string(i)), now);
    }
    EXPECT_LE(throttle.size(), 50'002U);
}

}  // namespace
}  // namespace lyceum::learning
