// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

#include "engine/core/decimal.h"

namespace vitrine {
namespace {

std::uint64_t bitsOf(double number) { return std::bit_cast<std::uint64_t>(number); }

// The C library rounds correctly too, by another way.
void expectReadsLikeTheLibrary(const std::string& text) {
  EXPECT_EQ(bitsOf(readDecimal(text)), bitsOf(std::strtod(text.c_str(), nullptr))) << text;
}

void expectReadsBack(double number) {
  const std::string text = writeDecimal(number);
  EXPECT_EQ(bitsOf(readDecimal(text)), bitsOf(number)) << text;
  EXPECT_EQ(bitsOf(std::strtod(text.c_str(), nullptr)), bitsOf(number)) << text;
}

double anyDouble(std::mt19937_64& random) {
  for (;;) {
    const double number = std::bit_cast<double>(random());
    if (std::isfinite(number)) return number;
  }
}

TEST(DecimalTest, HardNumbersReadAsTheNearestDouble) {
  for (const char* text : {
           "0", "-0", "-0.0", "0.1", "0.3", "1e23", "8.5e22", "9007199254740993",
           "9007199254740993.0", "9007199254740992.9999999999999999", "9007199254740991.4999999",
           "9214843084008499", "30078505129381147446200", "1777820000000000000001",
           "0.500000000000000166533453693773481063544750213623046875",
           "3.518437208883201171875e13", "62.5364939768271845828", "8.10109172351e-10",
           "1.50000000000000011102230246251565", "0.99999999999999999999999999999",
           "9007199254740991.4999999999999999999999999999999995", "5e-324", "4.9e-324",
           "2.4703282292062327e-324", "2.4703282292062328e-324", "2.5e-324", "7.4e-324", "1e-325",
           "2.2250738585072011e-308", "2.2250738585072012e-308", "2.2250738585072014e-308",
           "2.225073858507201136057409796709131975934819546351645648e-308",
           "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308",
           "179769313486231580793e289", "1e309", "1e310", "1e-400", "0e999999999999999999",
           "1e999999999999999999", "1e-999999999999999999", "123456789012345678901234567890",
           "6.631236871469758276785396630275967242431e-02", "3.237883913302901289588352412501532e-46",
           "7.0420557077594588669468784357561207962098443483187940792729600000e59",
           "6929495644600919.5", "3.7455744005952583e15", "1.0020284025808569e-134"}) {
    expectReadsLikeTheLibrary(text);
  }
}

TEST(DecimalTest, NumbersOfManyDigitsReadAsTheNearestDouble) {
  // Half of the least double, exactly, and a last digit behind it: up only with that.
  std::string half = "0.";
  std::string digits = "1";
  for (int i = 0; i < 1075; ++i) {  // digits / 2^1075, doubled back by writing 5^1075
    std::string product;
    int carry = 0;
    for (std::size_t j = digits.size(); j-- > 0;) {
      const int value = (digits[j] - '0') * 5 + carry;
      product.insert(product.begin(), static_cast<char>('0' + value % 10));
      carry = value / 10;
    }
    if (carry > 0) product.insert(product.begin(), static_cast<char>('0' + carry));
    digits = product;
  }
  half += std::string(1075 - digits.size(), '0') + digits;

  EXPECT_EQ(readDecimal(half), 0);
  EXPECT_EQ(readDecimal(half + "0000000001"), 5e-324);
  EXPECT_EQ(readDecimal(half + std::string(10'000, '0') + "1"), 5e-324);
  expectReadsLikeTheLibrary(half);
  expectReadsLikeTheLibrary(half + "1");
  expectReadsLikeTheLibrary("1" + std::string(400, '0'));
  expectReadsLikeTheLibrary("0." + std::string(5000, '0') + "1e5001");
  expectReadsLikeTheLibrary(std::string(5000, '9') + "e-5000");
  expectReadsLikeTheLibrary(std::string(800, '3') + "." + std::string(800, '7') + "e-700");
}

TEST(DecimalTest, TextsOfAnyLengthReadLikeTheLibrary) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = random() % 2 == 0 ? "-" : "";
    const std::uint64_t digits = 1 + random() % 25;
    text += static_cast<char>('1' + random() % 9);
    for (std::uint64_t j = 1; j < digits; ++j) text += static_cast<char>('0' + random() % 10);
    text += "." + std::to_string(random() % 1000);
    text += "e" + std::to_string(static_cast<int>(random() % 660) - 340);
    expectReadsLikeTheLibrary(text);
  }
}

TEST(DecimalTest, WhatIsHalfwayBetweenTwoDoublesGoesToTheEvenOne) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 2'000; ++i) {
    const std::uint64_t odd = (std::uint64_t{1} << 53U | random() >> 11U) * 2 + 1;
    expectReadsLikeTheLibrary(std::to_string(odd));
    expectReadsLikeTheLibrary(std::to_string(odd) + ".0000000000000000000001");
    expectReadsLikeTheLibrary(std::to_string(odd - 1) + ".9999999999999999999999");
  }
}

TEST(DecimalTest, EveryDoubleReadsBackFromItsText) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 20'000; ++i) expectReadsBack(anyDouble(random));
  for (int exponent = -1074; exponent < 1024; ++exponent) {
    const double power = std::ldexp(1.0, exponent);
    expectReadsBack(power);
    expectReadsBack(std::nextafter(power, 0.0));
    expectReadsBack(-std::nextafter(power, std::numeric_limits<double>::infinity()));
  }
}

TEST(DecimalTest, TheTextHasTheFewestDigits) {
  EXPECT_EQ(writeDecimal(0.1), "0.1");
  EXPECT_EQ(writeDecimal(-4.7), "-4.7");
  EXPECT_EQ(writeDecimal(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(writeDecimal(5e-324), "5e-324");
  EXPECT_EQ(writeDecimal(9.5), "9.5");
  EXPECT_EQ(writeDecimal(0.0001), "0.0001");
  EXPECT_EQ(writeDecimal(0.00001), "1e-05");
  EXPECT_EQ(writeDecimal(123456.789), "123456.789");
  EXPECT_EQ(writeDecimal(1e23), "1e+23");
  EXPECT_EQ(writeDecimal(1.5e300), "1.5e+300");
  EXPECT_EQ(writeDecimal(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
  EXPECT_EQ(writeDecimal(std::numeric_limits<double>::min()), "2.2250738585072014e-308");
}

}  // namespace
}  // namespace vitrine
