// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/value.h"

namespace vitrine::services {

// A 2048-bit RSA key that signs as the vendors do: RSASSA-PKCS1-v1_5 with SHA-256. It is made on
// the first start and kept beside the service's other files, readable by its owner only; it is
// worth nothing outside this machine.
class RsaKey {
 public:
  static std::expected<RsaKey, std::string> loadOrCreate(const std::string& path);

  RsaKey(RsaKey&&) noexcept;
  RsaKey& operator=(RsaKey&&) noexcept;
  ~RsaKey();

  std::string sign(std::string_view bytes) const;  // raw
  bool verifies(std::string_view bytes, std::string_view signature) const;

  const std::string& keyId() const { return keyId_; }
  Value publicJwk() const;
  std::string certificatePem() const;  // self-signed

 private:
  struct Parts;
  explicit RsaKey(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
  std::string keyId_;
};

}  // namespace vitrine::services
