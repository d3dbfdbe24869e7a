#include "host/demo/chance.hpp"

namespace lyceum::demo {

// FNV-1a (64 bits) of the name is the beginning of a SplitMix64 sequence.
Chance::Chance(std::string_view name) : state_{0xcbf29ce484222325U} {
    for (const char letter : name) {
        state_ = (state_ ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    }
}

std::uint64_t Chance::next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
}

double Chance::share() {
    constexpr double two_to_53 = 9007199254740992.0;
    return static_cast<double>(next() >> 11U) / two_to_53;
}

std::size_t Chance::below(std::size_t bound) {
    return static_cast<std::size_t>(share() * static_cast<double>(bound));
}

}  // namespace lyceum::demo
