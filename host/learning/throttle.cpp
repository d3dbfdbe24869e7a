#include "host/learning/throttle.hpp"

#include "host/learning/sessions.hpp"
#include "host/store/login.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <array>

namespace lyceum::learning {

using namespace std::chrono_literals;

namespace {

constexpr int free_failures = 5;              // of one login from one address, or from one device
constexpr int free_failures_of_address = 50;  // of one address, whatever the login
constexpr auto longest_wait = std::chrono::seconds{900};
constexpr auto forget_after = std::chrono::minutes{30};
constexpr std::size_t most_entries = 50'000;

// 1 s after the free failures, doubling with each further one.
std::chrono::seconds pause_after(int failures, int free) {
    if (failures < free) {
        return 0s;
    }
    const int doublings = std::min(failures - free, 10);
    return std::min<std::chrono::seconds>(longest_wait, std::chrono::seconds{1LL << doublings});
}

// What one party is likely to have: an IPv4 address, or the 64 bits of an IPv6 network.
std::string network_of(const std::string& address) {
    boost::system::error_code problem;
    const auto parsed = boost::asio::ip::make_address(address, problem);
    if (problem || !parsed.is_v6() || parsed.to_v6().is_v4_mapped()) {
        return address;
    }
    const auto bytes = parsed.to_v6().to_bytes();
    return {bytes.begin(), bytes.begin() + 8};
}

// Hashed: a login may be of any length, and what was typed there is sometimes a password.
std::string key_of(std::string_view kind, const std::string& login, const std::string& from) {
    std::string whole{kind};
    whole += '\0';
    whole += login;
    whole += '\0';
    whole += from;
    return hash_text(whole);
}

}  // namespace

std::vector<SignInThrottle::Key> SignInThrottle::keys_of(const Attempt& attempt) {
    // Folded as the store folds it: another case of the letters is no other login, and gives no further free attempts.
    auto folded = store::login_key(attempt.login);
    const std::string login = folded ? std::move(folded).value() : attempt.login;
    if (!attempt.device.empty()) {
        return {{key_of("device", login, attempt.device), free_failures}};
    }
    const std::string network = network_of(attempt.address);
    return {{key_of("pair", login, network), free_failures},
            {key_of("address", "", network), free_failures_of_address}};
}

std::chrono::seconds SignInThrottle::wait(const Attempt& attempt, TimePoint now) const {
    std::chrono::seconds longest = 0s;
    for (const Key& key : keys_of(attempt)) {
        const auto found = entries_.find(key.hash);
        if (found == entries_.end() || now - found->second.last > forget_after) {
            continue;
        }
        const auto until = found->second.last + pause_after(found->second.failures, key.free_failures);
        if (until > now) {
            longest = std::max(longest, std::chrono::ceil<std::chrono::seconds>(until - now));
        }
    }
    return longest;
}

void SignInThrottle::failed(const Attempt& attempt, TimePoint now) {
    if (entries_.size() >= most_entries) {
        std::erase_if(entries_, [&](const auto& entry) { return now - entry.second.last > forget_after; });
        if (entries_.size() >= most_entries) {
            // Under a flood from very many addresses: forgetting all is better than growing or refusing everyone.
            entries_.clear();
        }
    }
    for (const Key& key : keys_of(attempt)) {
        Entry& entry = entries_[key.hash];
        if (now - entry.last > forget_after) {
            entry.failures = 0;
        }
        ++entry.failures;
        entry.last = now;
    }
}

void SignInThrottle::undecided(const Attempt& attempt) {
    for (const Key& key : keys_of(attempt)) {
        if (const auto found = entries_.find(key.hash); found != entries_.end() && --found->second.failures <= 0) {
            entries_.erase(found);
        }
    }
}

void SignInThrottle::succeeded(const Attempt& attempt) {
    // `failed` had counted this attempt before it was compared: it was none, and an office where many sign in is not
    // slowed down. What else was tried from the address stays counted.
    undecided(attempt);
    entries_.erase(keys_of(attempt).front().hash);
}

}  // namespace lyceum::learning
