#include "host/base/ids.hpp"

#include "host/base/crypto.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <thread>

namespace lyceum {
namespace {

using namespace std::chrono_literals;

const TimePoint now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24}};

class Ids : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(crypto::initialise()); }
};

TEST_F(Ids, SortInTheOrderTheyWereMadeWithinOneMillisecond) {
    Uuid before = make_uuid_v7(now);
    for (int i = 0; i < 20'000; ++i) {  // more than the counter of one millisecond holds
        const Uuid next = make_uuid_v7(now);
        ASSERT_LT(before, next);
        before = next;
    }
}

TEST_F(Ids, SortInTheOrderTheyWereMadeWhenTheClockIsSetBack) {
    const Uuid first = make_uuid_v7(now + 24h);
    EXPECT_LT(first, make_uuid_v7(now));
}

TEST_F(Ids, CarryTheVersionAndVariantOfRfc9562) {
    for (int i = 0; i < 100; ++i) {
        const std::string text = to_string(make_uuid_v7(now));
        EXPECT_EQ(text[14], '7') << text;
        EXPECT_NE(std::string_view{"89ab"}.find(text[19]), std::string_view::npos) << text;
    }
}

TEST_F(Ids, BeginWithTheTimeInMilliseconds) {
    // Later than anything the other tests of this process asked for, so that the sequence follows the clock again.
    const TimePoint later{std::chrono::sys_days{std::chrono::year{2100} / 1 / 1}};
    const Uuid uuid = make_uuid_v7(later);
    std::uint64_t milliseconds = 0;
    for (std::size_t i = 0; i < 6; ++i) {
        milliseconds = milliseconds << 8 | uuid.bytes[i];
    }
    EXPECT_EQ(milliseconds, static_cast<std::uint64_t>(later.time_since_epoch().count()));
}

TEST_F(Ids, MadeByManyThreadsAreAllDifferent) {
    constexpr std::size_t each = 2000;
    std::array<std::vector<Uuid>, 4> made;
    {
        std::vector<std::thread> threads;
        for (auto& own : made) {
            threads.emplace_back([&own] {
                for (std::size_t i = 0; i < each; ++i) {
                    own.push_back(make_uuid_v7(now));
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
    }
    std::set<Uuid> all;
    for (const auto& own : made) {
        EXPECT_TRUE(std::ranges::is_sorted(own));
        all.insert(own.begin(), own.end());
    }
    EXPECT_EQ(all.size(), made.size() * each);
}

TEST_F(Ids, ReadBackFromTheirTextInEitherCase) {
    const auto id = UserId::make(now);
    std::string text = to_string(id);
    EXPECT_EQ(text.size(), 36U);
    EXPECT_EQ(UserId::parse(text), id);
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
    EXPECT_EQ(UserId::parse(text), id);
}

TEST_F(Ids, AreNotReadFromAnythingElse) {
    const std::string good = "0190163d-8694-739b-aea5-966c26f8ad91";
    ASSERT_TRUE(parse_uuid(good));
    for (const std::string& bad :
         {std::string{}, good + "0", good.substr(1), std::string{"{"} + good.substr(1), good.substr(0, 35) + "g",
          std::string{"0190163d-8694-739b-aea5_966c26f8ad91"}, std::string{"0190163d86-94-739b-aea5-966c26f8ad91"},
          std::string(36, '-'), std::string(36, '\0')}) {
        EXPECT_FALSE(parse_uuid(bad)) << bad;
    }
}

}  // namespace
}  // namespace lyceum
