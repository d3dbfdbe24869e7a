#include "host/base/crypto.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace lyceum::crypto {
namespace {

class Crypto : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(initialise()); }
};

TEST_F(Crypto, MayBeInitialisedAgain) {
    EXPECT_TRUE(initialise());
}

TEST_F(Crypto, TokensAreUrlSafeAndNeverTheSame) {
    std::set<std::string> tokens;
    for (int i = 0; i < 1000; ++i) {
        const std::string token = random_token();
        EXPECT_EQ(token.size(), 43U);
        EXPECT_TRUE(
            std::ranges::all_of(token, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; }));
        tokens.insert(token);
    }
    EXPECT_EQ(tokens.size(), 1000U);
    EXPECT_EQ(random_bytes(7).size(), 7U);
    EXPECT_EQ(random_bytes(0).size(), 0U);
}

// The test vector of RFC 7693 is for 512 bits; this one is of `b2sum -l 256`.
TEST_F(Crypto, HashIsBlake2b256) {
    constexpr std::string_view expected = "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319";
    std::string hexadecimal;
    for (const std::uint8_t byte : hash("abc")) {
        constexpr std::string_view digits = "0123456789abcdef";
        hexadecimal += digits[byte >> 4];
        hexadecimal += digits[byte & 15];
    }
    EXPECT_EQ(hexadecimal, expected);
}

TEST_F(Crypto, KeyedHashDependsOnKeyAndBytes) {
    const std::string key(32, 'k');
    const std::string other(32, 'o');
    EXPECT_EQ(keyed_hash(key, "a"), keyed_hash(key, "a"));
    EXPECT_NE(keyed_hash(key, "a"), keyed_hash(key, "b"));
    EXPECT_NE(keyed_hash(key, "a"), keyed_hash(other, "a"));
    EXPECT_NE(keyed_hash(key, "a"), hash("a"));
}

TEST_F(Crypto, Base64IsUrlSafeAndUnpadded) {
    EXPECT_EQ(to_base64(""), "");
    EXPECT_EQ(to_base64("f"), "Zg");
    EXPECT_EQ(to_base64("fo"), "Zm8");
    EXPECT_EQ(to_base64("foo"), "Zm9v");
    EXPECT_EQ(to_base64("\xfb\xff"), "-_8");
    EXPECT_EQ(to_base64(hash("")).size(), 43U);
}

TEST_F(Crypto, ComparisonInConstantTimeTellsEqualFromDifferent) {
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_TRUE(equal_in_constant_time("token", "token"));
    EXPECT_FALSE(equal_in_constant_time("token", "tokem"));
    EXPECT_FALSE(equal_in_constant_time("token", "toke"));
}

TEST_F(Crypto, PasswordsMatchTheirOwnHashOnly) {
    const std::string stored = hash_password("верный пароль").value();
    EXPECT_EQ(stored.rfind("$argon2id$", 0), 0U);
    EXPECT_TRUE(password_matches(stored, "верный пароль"));
    EXPECT_FALSE(password_matches(stored, "неверный пароль"));
    EXPECT_FALSE(password_matches(stored, ""));
    EXPECT_NE(hash_password("верный пароль").value(), stored) << "each hash has a salt of its own";
}

TEST_F(Crypto, NoPasswordMatchesAnEmptyOrBrokenHash) {
    EXPECT_FALSE(password_matches("", ""));
    EXPECT_FALSE(password_matches("$argon2id$broken", "x"));
}

}  // namespace
}  // namespace lyceum::crypto
