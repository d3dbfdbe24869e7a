#pragma once
// The series of forums: units whose file is a forum (root element urn:lyceum:forum:1 "forum"), with the dates of the
// file. What happens in one is its module's; here is only when it is and whether this person takes part. [io strand]

#include "host/base/clock.hpp"
#include "host/base/result.hpp"
#include "host/learning/campus.hpp"

#include <optional>
#include <vector>

namespace lyceum::learning {

enum class ForumTime { Running, Next, Past };

// A competency whose level rose after a forum began.
struct ForumStep {
    const content::Competency* competency = nullptr;  // of the catalogue's framework
    int from = 0;
    int to = 0;

    bool operator==(const ForumStep&) const = default;
};

// What a participant showed before a forum and since, until the next one they take part in began. It says when levels
// grew and not that the forum is the reason.
struct ForumGrowth {
    int before = 0;  // levels shown in all competencies, each counted up to the target of the person's role
    int after = 0;
    int wanted = 0;                // the sum of targets; 0: the role has none
    std::vector<ForumStep> steps;  // in the framework's order
};

struct ForumLine {
    std::shared_ptr<const PublishedCourse> course;
    const PublishedUnit* unit = nullptr;  // inside `course`; its `forum` is set
    ForumTime time = ForumTime::Running;  // one without dates is always on
    bool takes_part = false;              // the person has opened it
    std::optional<ForumGrowth> growth = std::nullopt;  // of who takes part, once a forum with a date has begun
};

struct Forums {
    std::shared_ptr<const Catalogue> catalogue;  // keeps what is pointed to
    std::vector<ForumLine> running;
    std::vector<ForumLine> next;  // the nearest first
    std::vector<ForumLine> past;  // the latest first
};

// Those of courses for the person's role, and those the person has begun.
Result<Forums> forums(Campus& campus, const store::User& person);

// What a forum's file says of its time; nothing if the file is no forum.
std::optional<ForumDates> read_forum_dates(const modules::Activity& activity);

}  // namespace lyceum::learning
