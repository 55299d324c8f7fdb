// SPDX-License-Identifier: MIT
#include <emscripten/html5.h>
#include <unistd.h>

#include <cstdlib>

#include "engine/core/check.h"
#include "engine/core/json.h"
#include "engine/store/inputs.h"
#include "wasm/ports.h"

extern "C" {
// browser_storage.js
int vitrineStorageOpen(const char* name);
void vitrineStorageClose(int handle);
void vitrineStorageLoad(int handle, const char* key);
void vitrineStorageSave(int handle, const char* key, double revision, const char* bytes);
void vitrineStorageKeep(int handle, const char* key, double revision, const char* bytes);
char* vitrineStorageTake(int handle);  // JSON of the answers, to be freed; null when there is none
}

namespace vitrine {

Timestamp BrowserClock::now() { return {static_cast<std::int64_t>(emscripten_date_now())}; }

std::uint64_t BrowserRandom::next() {
  std::uint64_t word = 0;
  check(getentropy(&word, sizeof word) == 0);
  return word;
}

BrowserStorage::~BrowserStorage() {
  if (handle_ != 0) vitrineStorageClose(handle_);
}

int BrowserStorage::handle() {
  if (handle_ == 0) handle_ = vitrineStorageOpen(name_.c_str());
  return handle_;
}

void BrowserStorage::load(const std::string& key) { vitrineStorageLoad(handle(), key.c_str()); }

void BrowserStorage::save(const std::string& key, std::int64_t expectedRevision,
                          std::string bytes) {
  vitrineStorageSave(handle(), key.c_str(), static_cast<double>(expectedRevision), bytes.c_str());
}

void BrowserStorage::keep(const std::string& key, std::int64_t revision, std::string bytes) {
  vitrineStorageKeep(handle(), key.c_str(), static_cast<double>(revision), bytes.c_str());
}

std::vector<StorageAnswer> BrowserStorage::takeAnswers() {
  std::vector<StorageAnswer> answers;
  char* text = handle_ == 0 ? nullptr : vitrineStorageTake(handle_);
  if (text == nullptr) return answers;
  if (const auto list = decodeJson(text)) {
    for (const Value& answer : list->items()) answers.push_back(decodeStorageAnswer(answer));
  }
  std::free(text);
  return answers;
}

}  // namespace vitrine
