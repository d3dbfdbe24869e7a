// What a module can do wrong, one after another, through real processes in the real sandbox: each has its own named outcome, and
// the next call works.

#include "tests/modules/pool_fixture.hpp"

namespace lyceum::modules {
namespace {

TEST(Containment, AModuleThatBehavesAnswers) {
    PoolFixture fixture;
    const auto view = fixture.view(activity_that(""));
    ASSERT_TRUE(view) << to_string(view.error());
}

}  // namespace
}  // namespace lyceum::modules
