// SPDX-License-Identifier: MIT
// Any bytes as a request to the lake get an answer: a target, headers, an empty line, a body.
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/check.h"
#include "engine/core/json.h"
#include "shell/services/lake/lake.h"
#include "shell/services/lake/picture.h"
#include "tests/fuzz/seeds.h"

using namespace vitrine;
using namespace vitrine::services;

namespace {

constexpr int kRequestsOfALake = 2'000;

constexpr std::string_view kSeeds[] = {
    "GET /v2025-02-19/data/query/production?query=*%5B_type%3D%3D%24t%5D%5B0%5D&%24t=%22a%22"
    "&perspective=drafts&returnQuery=false\n\n",
    "POST /v1/data/query/production\nauthorization: Bearer t\n\n"
    R"({"query":"*[_id in $ids]{...,\"n\":count(tags)}","params":{"ids":["a"]}})",
    "POST /v2025-02-19/data/mutate/production?returnIds=true&returnDocuments=true"
    "&autoGenerateArrayKeys=true\nauthorization: Bearer t\n\n"
    R"({"mutations":[{"createOrReplace":{"_id":"a","_type":"a","tags":[{"v":1}]}},)"
    R"({"patch":{"id":"a","setIfMissing":{"n":0},"inc":{"n":1},"unset":["tags[0]"]}}]})",
    "POST /vX/data/mutate/production?dryRun=true\nauthorization: Bearer t\n\n"
    R"({"transactionId":"x","mutations":[{"create":{"_id":"drafts.","_type":"a"}},)"
    R"({"patch":{"query":"*[_type=='a']","insert":{"after":"tags[-1]","items":[1]}}},)"
    R"({"delete":{"query":"*","params":{}}},{"delete":{"id":"a"}}]})",
    "GET /v2025-02-19/data/doc/production/a,drafts.a?excludeContent=true\n\n",
    "GET /v1/data/listen/production?query=*%5B_type%3D%3D%22a%22%5D&includeResult=true"
    "&enableResume=true\nlast-event-id: x#a\n\n",
    "GET /v1/data/live/events/production\nlast-event-id: MXwy\n\n",
    "GET /v1/data/export/production?types=a\nauthorization: Bearer t\n\n",
    "GET /v1/projects/demo/datasets/production/query?query=*\n\n",
    "POST /v1/assets/images/production?filename=a.svg\nauthorization: Bearer t\n\n"
    R"(<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>)",
    "POST /v1/assets/files/production?filename=%FFTx&title=%FFT1\nauthorization: Bearer t\n\nx",
    "GET /images/demo/production/0000-4x2.svg?w=2&rect=0,0,1,1&fit=crop&fm=webp\n\n",
    "OPTIONS /v1/check/cors\norigin: http://localhost\n\n",
};

// Opened anew now and then, so that one input does not hang on all before it.
class Lakes {
 public:
  Lakes() : directory_("/tmp/fuzz-lake-" + std::to_string(getpid())) { renew(); }
  ~Lakes() {
    lake_.reset();
    std::filesystem::remove_all(directory_);
  }

  Lake& take() {
    if (++requests_ % kRequestsOfALake == 0) renew();
    return *lake_;
  }

 private:
  void renew() {
    lake_.reset();
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
    LakeOptions options;
    options.directory = directory_;
    options.editorToken = "t";
    options.address = {"http://127.0.0.1:1", "demo", "production"};
    auto opened = Lake::open(std::move(options), faults_);
    check(opened.has_value());
    lake_ = std::move(*opened);
  }

  Faults faults_;
  std::string directory_;
  std::unique_ptr<Lake> lake_;
  int requests_ = 0;
};

std::string_view takeLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

Request readRequest(std::string_view text) {
  Request request;
  const std::string_view first = takeLine(text);
  const std::size_t space = std::min(first.find(' '), first.size());
  request.method = first.substr(0, space);
  request.setTarget(std::string(first.substr(std::min(space + 1, first.size()))));
  for (std::string_view line = takeLine(text); !line.empty(); line = takeLine(text)) {
    const std::size_t colon = std::min(line.find(": "), line.size());
    request.headers.emplace_back(line.substr(0, colon),
                                 line.substr(std::min(colon + 2, line.size())));
  }
  request.body = text;
  return request;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned random) {
  return mutateFromSeeds(kSeeds, data, size, most, random);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool isStarted = startPictures("fuzz_lake_request");
  static Lakes lakes;
  check(isStarted);
  Lake& lake = lakes.take();
  const Request request = readRequest({reinterpret_cast<const char*>(data), size});
  Response response = lake.answer(request);
  lake.decorate(request, response);
  check(response.status >= 200 && response.status < 600);
  if (response.contentType.starts_with("application/json")) {
    check(decodeJson(response.body).has_value());
  }
  if (response.stream) response.stream([](std::string_view piece) { return !piece.empty(); });
  return 0;
}
