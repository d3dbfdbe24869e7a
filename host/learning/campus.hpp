#pragma once
// The parts that learning works with, built by `main` and passed by reference: no singletons. [io strand]

#include "host/base/clock.hpp"
#include "host/learning/catalogue.hpp"
#include "host/learning/participants.hpp"
#include "host/learning/reading_room.hpp"
#include "host/learning/shared_documents.hpp"
#include "host/learning/turns.hpp"
#include "host/modules/pool.hpp"
#include "host/store/store.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>

namespace lyceum::learning {

// The setting that holds Campus::pseudonym_key: 32 random bytes, made once.
inline constexpr const char* pseudonym_key_setting = "pseudonym-key";

// By an activity's digest: the questions its module can ask alone. Asked of the module once.
using RecallLists = std::unordered_map<std::string, std::set<std::string, std::less<>>>;

// What became of mails since the start, for the metrics.
struct MailCounters {
    std::uint64_t sent = 0;
    std::uint64_t refused = 0;    // given up, for good
    std::uint64_t postponed = 0;  // attempts that will be made again
    std::uint64_t dropped = 0;
    std::int64_t waiting = 0;  // when last looked at
};

struct Campus {
    boost::asio::any_io_executor executor;
    store::Store& store;
    store::Reader& reader;
    modules::Pool& pool;
    std::shared_ptr<const Catalogue> catalogue;  // replaced whole when courses change; a coroutine copies it first
    Clock clock;
    std::string pseudonym_key;     // 32 random bytes of this installation, from store settings
    Turns turns{};                 // answers of one registration, one after the other
    SharedDocumentCache shared{};  // what learners of an activity share, and who waits for news of it
    Participants participants{};   // whose pseudonym is whose
    RecallLists recall_lists{};
    MailCounters mails = {};
    ReadingRoom reading_room{};  // what is searched, and the glossaries
};

// The learner as modules know them: stable for this person in this activity, the same nowhere else, and no way back to
// the person without the key.
std::string pseudonym(const Campus& campus, const UserId& user, std::string_view unit_id);

// The seed of this learner in this activity: the same at every call.
std::uint64_t seed(const Campus& campus, const UserId& user, std::string_view unit_id);

}  // namespace lyceum::learning
