#pragma once
// Slows down guessing of passwords without letting anybody lock another out. Called by people and account. [io strand]

#include "host/base/clock.hpp"

#include <chrono>
#include <string>
#include <unordered_map>
#include <vector>

namespace lyceum::learning {

// Who is trying, as far as it can be told.
struct Attempt {
    std::string login;    // as typed
    std::string address;  // of the client
    std::string device;   // proven (devices.hpp) to be this person's; empty: a stranger's, as far as we know
};

// Failures are counted for each pair of login and address, so that guessing from elsewhere delays nobody; and for each
// address alone, so that one address cannot try every login. Many people may share an address (an office, a telephone
// network): whoever comes with a device of theirs is counted by that device and by nothing else, so no neighbour can
// delay them. All counts forget. An IPv6 address counts as its network of 64 bits, which is what one household or
// office has. Bounded in memory. [io strand]
class SignInThrottle {
public:
    // How long this attempt must wait; zero: it may go on. Waiting attempts are not counted, or waiting would never
    // end.
    std::chrono::seconds wait(const Attempt& attempt, TimePoint now) const;
    void failed(const Attempt& attempt, TimePoint now);
    // The password was never compared: takes back one `failed`.
    void undecided(const Attempt& attempt);
    void succeeded(const Attempt& attempt);
    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        int failures = 0;
        TimePoint last;
    };
    struct Key {
        std::string hash;
        int free_failures;
    };
    static std::vector<Key> keys_of(const Attempt& attempt);

    std::unordered_map<std::string, Entry> entries_;
};

}  // namespace lyceum::learning
