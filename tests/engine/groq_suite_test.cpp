// SPDX-License-Identifier: MIT
// The official GROQ test suite (github.com/sanity-io/groq-test-suite), when a copy lies beside the
// repository. The rules of comparison are those of its README; the other groq_*_test.cpp files
// cover every feature without it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/groq/groq.h"

namespace vitrine::groq {
namespace {

const std::string kSuitePath = std::string(VITRINE_SOURCE_DIR) + "/../shared/groq/suite.ndjson.gz";

// Tests of the copy that pass. The number may only grow.
constexpr std::size_t kMustPass = 6915;

#ifdef __EMSCRIPTEN__
constexpr bool kCanUnpack = false;  // no processes in WebAssembly

std::vector<std::string> readLines(const std::string&) { return {}; }
#else
constexpr bool kCanUnpack = true;

std::vector<std::string> readLines(const std::string& path) {
  std::vector<std::string> lines;
  std::FILE* pipe = popen(("gunzip -c '" + path + "'").c_str(), "r");
  if (pipe == nullptr) return lines;
  std::string text;
  std::vector<char> buffer(1U << 16U);
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    text.append(buffer.data(), count);
  }
  pclose(pipe);
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}
#endif

bool isClose(double left, double right) {
  return std::fabs(left - right) <= 1e-9 * std::max({1.0, std::fabs(left), std::fabs(right)});
}

bool isSame(const Value& left, const Value& right) {
  if (left.isNumber() && right.isNumber()) return isClose(*left.asDouble(), *right.asDouble());
  if (left.isArray() && right.isArray()) {
    return std::ranges::equal(left.items(), right.items(), isSame);
  }
  if (left.isObject() && right.isObject()) {
    if (left.members().size() != right.members().size()) return false;
    return std::ranges::all_of(left.members(), [&](const Object::Member& member) {
      const Value* other = right.members().find(member.first);
      return other != nullptr && isSame(member.second, *other);
    });
  }
  return left == right;
}

// Scores differ between implementations, their ranks do not: each _score becomes _pos, the rank of
// its value among the scores of the result.
Value withRanks(const Value& result) {
  std::vector<double> scores;
  for (const Value& item : result.items()) {
    if (const auto score = item["_score"].asDouble()) scores.push_back(*score);
  }
  std::ranges::sort(scores, std::greater<>());
  scores.erase(std::ranges::unique(scores, isClose).begin(), scores.end());
  if (scores.empty()) return result;
  Array ranked;
  for (const Value& item : result.items()) {
    const auto score = item["_score"].asDouble();
    if (!score) {
      ranked.push_back(item);
      continue;
    }
    const auto place = std::ranges::find_if(scores, [&](double s) { return isClose(s, *score); });
    ranked.push_back(item.without("_score").with("_pos", std::int64_t{place - scores.begin() + 1}));
  }
  return ranked;
}

Array sortedById(Array documents) {
  std::ranges::stable_sort(
      documents, {}, [](const Value& document) { return std::string(document["_id"].asString()); });
  return documents;
}

// Version 0.1 of the language was another.
bool isClaimed(const Value& test) { return test["version"].asString() != "0.1"; }

// Empty when the test passes.
std::string failureOf(const Value& test, const Dataset& dataset) {
  const std::string_view text = test["query"].asString();
  const auto query = parse(text, test["params"]);
  if (test["valid"].asBool() == false) return query ? "parses, but is invalid" : "";
  if (!query) return "parse error: " + query.error().message;
  Options options{.now = Timestamp{1'700'000'000'000}};
  const auto result = evaluate(*query, dataset, test["params"], options);
  if (!result) return result.error().message;
  options.isPlanned = false;
  const auto walked = evaluate(*query, dataset, test["params"], options);
  // One test of the suite is eleven sub-queries deep, more than can be walked.
  const bool isTooDeep = !walked && walked.error().field == "steps";
  if (!isTooDeep && (!walked || encodeJson(*walked) != encodeJson(*result))) {
    return "differs with the planner off";
  }
  if (isSame(*result, test["result"])) return "";
  if (isSame(withRanks(*result), test["result"])) return "";
  return "is " + encodeJson(*result).substr(0, 300) + ", not " +
         encodeJson(test["result"]).substr(0, 300);
}

TEST(GroqSuiteTest, EveryClaimedTestOfTheOfficialSuitePasses) {
  if (!kCanUnpack || !std::filesystem::exists(kSuitePath)) {
    GTEST_SKIP() << "the official GROQ suite is not there, or this build cannot unpack it: "
                 << kSuitePath;
  }
  const std::vector<std::string> lines = readLines(kSuitePath);
  ASSERT_FALSE(lines.empty()) << "gunzip cannot read " << kSuitePath;
  std::map<std::string, MemoryDataset> datasets;
  const MemoryDataset none{Array{}};
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t unclaimed = 0;
  for (const std::string& line : lines) {
    const auto entry = decodeJson(line, {.maxDepth = 256});
    ASSERT_TRUE(entry.has_value()) << entry.error().message;
    if ((*entry)["_type"].asString() == "dataset") {
      datasets.try_emplace((*entry)["_id"].asString(""), sortedById((*entry)["documents"].items()));
      continue;
    }
    if (!isClaimed(*entry)) {
      ++unclaimed;
      continue;
    }
    const auto dataset = datasets.find((*entry)["dataset"]["_ref"].asString(""));
    const std::string failure =
        failureOf(*entry, dataset == datasets.end() ? none : dataset->second);
    ++(failure.empty() ? passed : failed);
    EXPECT_EQ(failure, "") << (*entry)["filename"].asString() << ": "
                           << (*entry)["query"].asString();
  }
  std::printf("official GROQ suite: %zu passed, %zu failed, %zu not claimed\n", passed, failed,
              unclaimed);
  EXPECT_GE(passed, kMustPass);
}

}  // namespace
}  // namespace vitrine::groq
