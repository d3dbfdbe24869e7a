#include "host/learning/calendar.hpp"

#include "tests/learning/support.hpp"

#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using namespace testing;

TEST(Calendar, HasTheDeadlinesOfCoursesBegunAndNotCompleted) {
    SampleCampus sample;
    const std::string token = sample.run(open_calendar(*sample.campus, sample.person.id)).value();
    EXPECT_EQ(token.size(), 43U);
    EXPECT_TRUE(find_calendar(*sample.campus, token).value()->deadlines.empty());

    ASSERT_TRUE(sample.open("read"));
    const auto begun = find_calendar(*sample.campus, token).value();
    ASSERT_EQ(begun->deadlines.size(), 1U);
    EXPECT_EQ(begun->deadlines[0].due, sample.now + std::chrono::days{30});
    EXPECT_EQ(begun->person.id, sample.person.id);

    sample.pool.on_respond = always(completed("read"));
    ASSERT_TRUE(sample.answer("read", FormId::make(sample.now), 0));
    ASSERT_TRUE(sample.open("quiz"));
    sample.pool.on_respond = always(scored("quiz", 1.0));
    ASSERT_TRUE(sample.answer("quiz", FormId::make(sample.now), 0));
    EXPECT_TRUE(find_calendar(*sample.campus, token).value()->deadlines.empty());
}

TEST(Calendar, HasOneAddressAtATimeAndNoneAfterItIsRevoked) {
    SampleCampus sample;
    const std::string first = sample.run(open_calendar(*sample.campus, sample.person.id)).value();
    const std::string second = sample.run(open_calendar(*sample.campus, sample.person.id)).value();
    EXPECT_FALSE(find_calendar(*sample.campus, first).value());
    EXPECT_TRUE(find_calendar(*sample.campus, second).value());
    ASSERT_TRUE(sample.run(close_calendar(*sample.campus, sample.person.id)));
    EXPECT_FALSE(find_calendar(*sample.campus, second).value());
    EXPECT_FALSE(find_calendar(*sample.campus, "").value());
}

TEST(Calendar, IsClosedToADisabledPerson) {
    SampleCampus sample;
    const std::string token = sample.run(open_calendar(*sample.campus, sample.person.id)).value();
    ASSERT_TRUE(sample.store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.set_user_status(sample.person.id, store::UserStatus::Disabled));
        return true;
    }));
    EXPECT_FALSE(find_calendar(*sample.campus, token).value());
}

TEST(Calendar, IsStoredWithoutItsToken) {
    SampleCampus sample;
    const std::string token = sample.run(open_calendar(*sample.campus, sample.person.id)).value();
    const auto feed = sample.reader->calendar_feed_of(sample.person.id).value();
    ASSERT_TRUE(feed);
    EXPECT_EQ(feed->token_hash.size(), 32U);
    EXPECT_EQ(feed->token_hash.find(token.substr(0, 8)), std::string::npos);
}

}  // namespace
}  // namespace lyceum::learning
