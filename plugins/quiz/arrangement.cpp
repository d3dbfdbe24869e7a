#include "plugins/quiz/arrangement.hpp"

namespace lyceum::plugins::quiz {
namespace {

// The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input moves half of the output's.
std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 30U;
    value *= 0xBF58476D1CE4E5B9U;
    value ^= value >> 27U;
    value *= 0x94D049BB133111EBU;
    return value ^ value >> 31U;
}

// FNV-1a, its end marked so that "ab" + "c" is not "a" + "bc".
std::uint64_t with(std::uint64_t hash, std::string_view text) {
    for (const char character : text) {
        hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001B3U;
    }
    return (hash ^ 0xFFU) * 0x100000001B3U;
}

}  // namespace

std::uint64_t Arrangement::rank(std::string_view question, std::string_view id) const {
    const std::uint64_t start = mixed(seed_ + 0x9E3779B97F4A7C15U * (std::uint64_t{attempt_} + 1));
    return mixed(with(with(start, question), id));
}

}  // namespace lyceum::plugins::quiz
