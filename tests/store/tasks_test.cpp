#include "host/store/connection.hpp"
#include "tests/store/store_fixture.hpp"

#include <gmock/gmock.h>

namespace lyceum::store::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

std::int64_t number_of(Connection& connection, Sql sql) {
    auto rows = connection.query(sql);
    return rows && rows.value().next().value() ? rows.value().integer(0) : -1;
}

class Tasks : public StoreTest {
protected:
    void SetUp() override {
        StoreTest::SetUp();
        registration_ = enrolled();
    }

    std::unique_ptr<Connection> raw() {
        return std::move(Connection::open(file, Connection::Access::Write, 1000ms).value());
    }

    static Task make_task(const Registration& registration, std::string local_id = "t1") {
        Task task;
        task.id = TaskId::make(start);
        task.user = registration.user;
        task.registration = registration.id;
        task.unit = "urn:unit:plan";
        task.local_id = std::move(local_id);
        task.sector = "social";
        task.body = "Министерство примеров";
        task.title = "Сократить документы с шести до одного";
        task.baseline = "6";
        task.target = "1";
        task.deadline = "2027-06-01";
        task.effect_sector = 4;
        task.created = start;
        task.updated = start;
        return task;
    }

    TaskWrite becoming(Task task, TaskStatus status) const {
        task.status = status;
        Statement statement = make_statement(registration_, "https://lyceum.invalid/verbs/x");
        return TaskWrite{.task = std::move(task), .statement = std::move(statement), .note = "потому что", .link = {}};
    }

    Result<AnswerReceipt> answer_with(std::vector<TaskWrite> writes) {
        AnswerRecord record;
        record.registration = registration_.id;
        record.user = registration_.user;
        record.unit = "urn:unit:plan";
        record.form = FormId::make(start);
        for (const TaskWrite& write : writes) {
            record.statements.push_back(write.statement);
        }
        record.tasks = std::move(writes);
        record.now = start;
        return answer(record);
    }

    Task only_task() { return reader().tasks_of(registration_.user).value().at(0); }

    Registration registration_;
};

TEST_F(Tasks, ADraftIsWrittenWithTheAnswerItsHistoryAndTheAudit) {
    const Task task = make_task(registration_);
    ASSERT_TRUE(answer_with({becoming(task, TaskStatus::Draft)}));

    Task stored = task;
    stored.revision = 1;
    EXPECT_EQ(only_task(), stored);
    EXPECT_EQ(reader().find_task(task.id).value(), stored);
    const auto history = reader().changes_of(task.id).value();
    ASSERT_THAT(history, SizeIs(1));
    EXPECT_EQ(history.front().note, "потому что");
    EXPECT_EQ(number_of(*raw(), "SELECT count(*) FROM audit WHERE act = 'task.draft'"), 1);
}

TEST_F(Tasks, AnAnswerComputedFromAnOlderTaskWritesNothing) {
    const Task task = make_task(registration_);
    ASSERT_TRUE(answer_with({becoming(task, TaskStatus::Draft)}));
    const Task first = only_task();
    ASSERT_TRUE(answer_with({becoming(first, TaskStatus::Confirmed)}));
    const auto statements = number_of(*raw(), "SELECT count(*) FROM statements");

    const auto late = answer_with({becoming(first, TaskStatus::Withdrawn)});

    EXPECT_EQ(late.error().code, ErrorCode::Conflict);
    EXPECT_EQ(only_task().status, TaskStatus::Confirmed);
    EXPECT_EQ(number_of(*raw(), "SELECT count(*) FROM statements"), statements);
}

TEST_F(Tasks, AFourthCommitmentIsRefusedWhoeverComputedIt) {
    for (const char* id : {"t1", "t2", "t3"}) {
        ASSERT_TRUE(answer_with({becoming(make_task(registration_, id), TaskStatus::Confirmed)}));
    }
    const auto fourth = answer_with({becoming(make_task(registration_, "t4"), TaskStatus::Confirmed)});
    EXPECT_EQ(fourth.error().code, ErrorCode::LimitExceeded);
    EXPECT_THAT(reader().tasks_of(registration_.user).value(), SizeIs(3));
}

TEST_F(Tasks, AChangeOnAPageHasTheEffectOfOneHoweverOftenItIsSent) {
    ASSERT_TRUE(answer_with({becoming(make_task(registration_), TaskStatus::Confirmed)}));
    const TaskWrite begun = becoming(only_task(), TaskStatus::UnderWay);
    const FormId form = FormId::make(start);
    const auto change = [&] {
        return write<AnswerResult>([&](Transaction& transaction) { return transaction.change_task(begun, form); });
    };
    EXPECT_EQ(change().value(), AnswerResult::Recorded);
    EXPECT_EQ(change().value(), AnswerResult::Repeated);
    EXPECT_EQ(only_task().revision, 2);
    EXPECT_THAT(reader().changes_of(begun.task.id).value(), SizeIs(2));

    const TaskWrite from_an_old_page = becoming(begun.task, TaskStatus::Stopped);
    const auto late = write<AnswerResult>(
        [&](Transaction& transaction) { return transaction.change_task(from_an_old_page, FormId::make(start)); });
    EXPECT_EQ(late.error().code, ErrorCode::Conflict);
    EXPECT_EQ(only_task().status, TaskStatus::UnderWay);
}

TEST_F(Tasks, TheHistoryIsNeitherChangedNorShortened) {
    ASSERT_TRUE(answer_with({becoming(make_task(registration_), TaskStatus::Confirmed)}));
    const auto connection = raw();
    EXPECT_FALSE(connection->execute("UPDATE task_changes SET note = ''"));
    EXPECT_FALSE(connection->execute("DELETE FROM task_changes"));
}

TEST_F(Tasks, CountsAreOfCommitmentsOnlyBySectorBodyAndStatus) {
    Task other = make_task(registration_, "t2");
    other.body = "Другой орган";
    other.deadline = "2026-11-01";
    ASSERT_TRUE(
        answer_with({becoming(make_task(registration_), TaskStatus::Confirmed), becoming(other, TaskStatus::Confirmed),
                     becoming(make_task(registration_, "t3"), TaskStatus::Draft)}));
    const auto counts = reader().task_counts("2026-11-24").value();
    EXPECT_THAT(counts, ElementsAre(TaskCount{"social", "Другой орган", TaskStatus::Confirmed, 1, 1},
                                    TaskCount{"social", "Министерство примеров", TaskStatus::Confirmed, 1, 0}));
}

}  // namespace
}  // namespace lyceum::store::testing
