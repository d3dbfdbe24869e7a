// What goes wrong around the server: workers die, the disk is full, the port is taken, the database
// is from the future, somebody changes what was derived. Each has its own clear message, and
// nothing is lost.
#include "tests/behaviour/fixture.hpp"

#include <gmock/gmock.h>

#include <sys/mount.h>
#include <unistd.h>

namespace lyceum::behaviour {
namespace {

class Fault : public WithServer {};

TEST_F(Fault, WorkersKilledWhileAnActivityIsOpenAreReplacedAtTheNextRequest) {
    start();
    Learner learner = reader_of_the_lesson();
    ActivityView view = learner.open(exam);

    // Each time every process of every module dies, with the page open; the answer that follows is
    // saved all the same.
    int killed = 0;
    while (!view.is_done()) {
        for (const pid_t worker : descendants(server().pid())) {
            ::kill(worker, SIGKILL);
            ++killed;
        }
        view = learner.go_on(view);
    }

    EXPECT_GT(killed, 0);
    EXPECT_TRUE(view.is_course_done());
    EXPECT_EQ(count(all_answered), 4);
    EXPECT_EQ(verify().exit_code, 0) << verify().output;
}

TEST_F(Fault, WorkersDoNotOutliveAKilledServer) {
    start();
    Learner learner = reader_of_the_lesson();
    learner.open(exam);
    ASSERT_FALSE(descendants(server().pid()).empty());

    server().kill();

    // They share the server's standard error, so that its end of file says that all are gone.
    EXPECT_TRUE(server().process().wait_for_silence());
}

TEST_F(Fault, APortThatIsTakenIsNamedWithWhatToDo) {
    start();
    ServerSetup second = setup_;
    second.data = folder_ / "other";
    second.port = server().port();

    Process process{serve_command(second)};

    EXPECT_EQ(process.wait(), (Ending{.exit_code = 3, .signal = std::nullopt}));
    process.wait_for_silence();
    EXPECT_THAT(process.output(),
                testing::AllOf(testing::HasSubstr(std::to_string(second.port)), testing::HasSubstr("--listen")));
}

TEST_F(Fault, ADatabaseOfANewerVersionIsRefusedAndLeftAsItIs) {
    start();
    Learner learner = reader_of_the_lesson();
    ASSERT_EQ(server().stop().exit_code, 0);
    change(setup_.data, "PRAGMA user_version = 9999");

    Process process{serve_command(setup_)};

    EXPECT_EQ(process.wait(), (Ending{.exit_code = 3, .signal = std::nullopt}));
    process.wait_for_silence();
    EXPECT_THAT(process.output(), testing::HasSubstr("lyceum.db"));
    EXPECT_THAT(process.output(), testing::HasSubstr("newer"));
    EXPECT_EQ(count("PRAGMA user_version"), 9999);
}

TEST_F(Fault, AFileThatIsNoDatabaseIsRefusedAndLeftAsItIs) {
    write_file(database_file(setup_.data), "These are somebody's notes.\n");

    Process process{serve_command(setup_)};

    EXPECT_NE(process.wait().exit_code, 0);
    process.wait_for_silence();
    EXPECT_THAT(process.output(), testing::HasSubstr("lyceum.db"));
    EXPECT_EQ(std::filesystem::file_size(database_file(setup_.data)), 28u);
}

TEST_F(Fault, VerifyFindsWhatWasTamperedWith) {
    start();
    Learner learner = reader_of_the_lesson();
    learner.finish(exam);
    ASSERT_EQ(server().stop().exit_code, 0);
    ASSERT_EQ(verify().exit_code, 0) << verify().output;

    change(setup_.data, "UPDATE unit_progress SET best_scaled = 0.1, passed = 0 WHERE unit LIKE '%exam'");
    const Ran tampered = verify();

    EXPECT_EQ(tampered.exit_code, 1) << tampered.output;
    EXPECT_THAT(tampered.output, testing::HasSubstr("exam"));
}

TEST_F(Fault, StatementsCannotBeChangedOrRemoved) {
    start();
    Learner learner = reader_of_the_lesson();

    EXPECT_THROW(change(setup_.data, "UPDATE statements SET json = '{}'"), std::runtime_error);
    EXPECT_THROW(change(setup_.data, "DELETE FROM statements"), std::runtime_error);
}

// A disk of 2 MiB for the data, mounted for one test.
class SmallDisk {
public:
    explicit SmallDisk(std::filesystem::path place) : place_{std::move(place)} {
        std::filesystem::create_directories(place_);
        mounted_ = ::mount("lyceum-test", place_.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, "size=2m,mode=0700") == 0;
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (mounted_) {
            ::umount2(place_.c_str(), MNT_DETACH);
        }
    }
    bool is_mounted() const { return mounted_; }

    // Takes all the room there is; `free_again` gives it back.
    void fill() const {
        std::ofstream file{filler(), std::ios::binary};
        const std::string block(4096, 'x');
        while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
        }
    }
    void free_again() const { std::filesystem::remove(filler()); }

private:
    std::filesystem::path filler() const { return place_ / "filler"; }

    std::filesystem::path place_;
    bool mounted_ = false;
};

class FullDisk : public WithServer {
protected:
    const std::string long_exam = "/courses/long/exam";

    void use_long_course() {
        write_long_course(folder_ / "courses", 200);
        setup_.courses = {folder_ / "courses"};
    }

    // Answers until one is refused; `view` is then what was shown last. The refusal.
    Response answer_until_refused(Learner& learner, ActivityView& view) {
        Response response;
        for (int post = 0; post < 3000; ++post) {
            response = learner.browser().post(long_exam, filled_in(*view.way_on(), Answers::Wrong));
            if (response.status != 303) {
                break;
            }
            view = Learner::view_of(long_exam, learner.browser().follow(response));
        }
        return response;
    }
};

TEST_F(FullDisk, CostsAPolitePageAndNothingElseAndPassesWithIt) {
    const SmallDisk disk{setup_.data};
    if (!disk.is_mounted()) {
        GTEST_SKIP() << "mounting needs root; OfTheLargestFile tests the same without";
    }
    use_long_course();
    start();
    Learner learner{server().port()};
    learner.sign_in_as_demo();
    ActivityView view = learner.go_on(learner.open(long_exam));
    ASSERT_EQ(view.question_id(), "q1");

    disk.fill();
    // The last blocks of the files may have room left: answers are saved until that is used up.
    const Response response = answer_until_refused(learner, view);

    EXPECT_EQ(response.status, 507) << response.body;
    EXPECT_NE(response.body.find("data-notice"), std::string::npos);
    const std::string revision = view.revision();
    EXPECT_EQ(learner.open(long_exam).revision(), revision) << "pages are still read, and nothing has changed";
    EXPECT_EQ(learner.browser().get("/healthz").status, 200);

    disk.free_again();

    const ActivityView after = learner.go_on(view);
    EXPECT_NE(after.revision(), revision);
    EXPECT_EQ(server().stop().exit_code, 0);
    EXPECT_EQ(verify().exit_code, 0) << verify().output;
}

TEST_F(FullDisk, OfTheLargestFileCostsAPolitePageAndTheServerGoesOn) {
    // Without root: the server may not make a file larger than this, which is what a full disk
    // looks like to it.
    use_long_course();
    constexpr std::uint64_t limit = 1'000'000;
    setup_.file_size_limit = limit;
    start();
    Learner learner{server().port()};
    learner.sign_in_as_demo();
    ActivityView view = learner.open(long_exam);

    const Response response = answer_until_refused(learner, view);

    EXPECT_EQ(response.status, 507) << response.body;
    EXPECT_EQ(learner.open(long_exam).revision(), view.revision());

    // More room: the same server cannot be given it, so the next one shows that all that was
    // acknowledged is there.
    setup_.file_size_limit = 0;
    kill_and_start(learner);
    const ActivityView same = learner.open(long_exam);
    EXPECT_EQ(same.revision(), view.revision());
    EXPECT_NE(learner.go_on(same).revision(), view.revision());
    EXPECT_EQ(verify().exit_code, 0) << verify().output;
}

}  // namespace
}  // namespace lyceum::behaviour
