// SPDX-License-Identifier: MIT
#include "shell/services/crypto/digest.h"

#include <gtest/gtest.h>

#include <set>

#include "shell/services/pay/pay.h"

namespace vitrine::services {
namespace {

TEST(DigestTest, AgreesWithPublishedVectors) {
  EXPECT_EQ(sha1Hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hmacSha256Hex("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
}

TEST(DigestTest, Base64GoesThereAndBack) {
  for (const char* text : {"f", "fo", "foo", "foob", "fooba", "foobar"}) {
    EXPECT_EQ(fromBase64(toBase64(text)), text);
  }
  EXPECT_EQ(toBase64("fo"), "Zm8=");
  EXPECT_EQ(toBase64Url("\xff\xfe\xfd"), "__79");
  EXPECT_EQ(fromBase64("a"), "");
}

TEST(DigestTest, RandomTextsDiffer) {
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) seen.insert(randomAlphanumeric(22));
  EXPECT_EQ(seen.size(), 1'000U);
}

TEST(DigestTest, StripeSignatureIsTheHmacOfTimeAndBody) {
  EXPECT_EQ(stripeSignature("whsec", "{}", 1'795'000'000'123),
            "t=1795000000,v1=" + hmacSha256Hex("whsec", "1795000000.{}"));
}

}  // namespace
}  // namespace vitrine::services
