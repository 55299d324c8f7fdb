// SPDX-License-Identifier: MIT
// A snapshot of any bytes is refused, or every call on its catalog is harmless. The checksum is
// made right before it is opened; changes are made to one section at a time, so that the others stay
// in their places.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/catalog/snapshot.h"
#include "tests/engine/catalog_calls.h"
#include "tests/engine/catalog_samples.h"

using namespace vitrine;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

constexpr std::size_t kSections = static_cast<std::size_t>(SectionId::kCount);
constexpr std::size_t kHeaderSize = 32 + kSections * 16;

std::string sealed(std::string bytes) {
  if (bytes.size() >= kHeaderSize) sealSnapshot(bytes);
  return bytes;
}

// What the builder makes, from nothing to all samples, or of so many products that a word is
// frequent.
std::string seed(unsigned number) {
  std::vector<Product> products;
  if (number % 4 == 0) {
    for (int i = 0; i < 70; ++i) {
      products.push_back(simpleProduct("p" + std::to_string(i), "Lamp", 1));
    }
    return snapshotOf(products);
  }
  products = sampleProducts();
  products.resize(number % (products.size() + 1));
  return snapshotOf(products);
}

std::string withOneSectionChanged(const SnapshotSections& sections, unsigned chosen,
                                  std::size_t most) {
  SnapshotWriter writer;
  for (std::size_t i = 0; i < kSections; ++i) {
    std::string section(sections.bytes(static_cast<SectionId>(i)));
    if (i == chosen % kSections) {
      const std::size_t size = section.size();
      section.resize(std::max(size, std::min(most, size + 64)));
      section.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(section.data()), size,
                                      section.size()));
    }
    writer.add(static_cast<SectionId>(i), section);
  }
  return writer.take();
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned random) {
  std::string bytes = sealed({reinterpret_cast<const char*>(data), size});
  Checksum checksum(bytes);
  while (checksum.work(SIZE_MAX)) {}
  if (const auto sections = SnapshotSections::open(bytes, checksum)) {
    bytes = withOneSectionChanged(*sections, random, most - std::min(most, size));
  } else {
    bytes = seed(random);
  }
  if (bytes.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::ranges::copy(bytes, reinterpret_cast<char*>(data));
  return bytes.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto catalog = Catalog::open(sealed({reinterpret_cast<const char*>(data), size}));
  if (catalog) callEverything(std::move(*catalog));
  return 0;
}
