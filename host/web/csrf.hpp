#pragma once
// Proof that a form was made by this site for this visitor. The token follows from the visitor's secret (the session's
// token, or before signing in that of the visit cookie) and the installation's key, so that it outlives a restart of
// the server and is stored nowhere.
//
// Pages are compressed and show what a visitor typed, so the length of a response could tell an attacker parts of a
// token that repeats (the BREACH attack). Each page therefore carries it XORed with fresh random bytes: it never
// repeats. [any thread]

#include <string>
#include <string_view>

namespace lyceum::web {

class Csrf {
public:
    // `key`: 32 bytes, secret, of this installation.
    explicit Csrf(std::string key);

    // For a hidden field: 128 hexadecimal digits, different at every call.
    std::string token_for(std::string_view secret) const;

    // True if `token` was made by token_for with this secret, and the secret is not empty.
    bool accepts(std::string_view secret, std::string_view token) const;

private:
    std::string key_;
};

}  // namespace lyceum::web
