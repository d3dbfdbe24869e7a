#include "host/learning/devices.hpp"

#include "host/base/crypto.hpp"

namespace lyceum::learning {

namespace {

constexpr std::size_t name_bytes = 16;
constexpr std::size_t name_characters = 22;  // in base64

std::string proof(const Campus& campus, const UserId& person, std::string_view name) {
    std::string text = "device:" + to_string(person) + ":";
    text += name;
    return crypto::to_base64(crypto::keyed_hash(campus.pseudonym_key, text));
}

}  // namespace

std::string make_device(const Campus& campus, const UserId& person) {
    const std::string name = crypto::to_base64(crypto::random_bytes(name_bytes));
    return name + "." + proof(campus, person, name);
}

std::string device_of(const Campus& campus, const UserId& person, std::string_view cookie) {
    const std::string_view name = cookie.substr(0, name_characters);
    if (cookie.size() <= name_characters || cookie[name_characters] != '.' ||
        !crypto::equal_in_constant_time(cookie.substr(name_characters + 1), proof(campus, person, name))) {
        return {};
    }
    return std::string{name};
}

}  // namespace lyceum::learning
