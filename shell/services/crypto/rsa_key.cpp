// SPDX-License-Identifier: MIT
#include "shell/services/crypto/rsa_key.h"

#include <fcntl.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <cstdio>

#include "engine/core/check.h"
#include "shell/services/crypto/digest.h"

namespace vitrine::services {
namespace {

template <auto Free>
struct Freer {
  template <typename T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};

using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using SigningContext = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using Memory = std::unique_ptr<BIO, Freer<BIO_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;

constexpr long kCertificateSeconds = 10L * 365 * 24 * 3600;

// A component of the key as unpadded base64url of its big-endian bytes.
std::string component(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  check(EVP_PKEY_get_bn_param(key, name, &number) == 1);
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
  BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
  BN_free(number);
  return toBase64Url(bytes);
}

Key readKey(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "r");
  if (file == nullptr) return nullptr;
  Key key(PEM_read_PrivateKey(file, nullptr, nullptr, nullptr));
  std::fclose(file);
  return key;
}

bool writeKey(const std::string& path, const EVP_PKEY* key) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (descriptor < 0) return false;
  std::FILE* file = ::fdopen(descriptor, "w");
  if (file == nullptr) return false;
  const bool isWritten =
      PEM_write_PKCS8PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
  return std::fclose(file) == 0 && isWritten;
}

}  // namespace

struct RsaKey::Parts {
  Key key;
};

RsaKey::RsaKey(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {
  const EVP_PKEY* key = parts_->key.get();
  keyId_ = sha256Hex(component(key, OSSL_PKEY_PARAM_RSA_N)).substr(0, 16);
}

RsaKey::RsaKey(RsaKey&&) noexcept = default;
RsaKey& RsaKey::operator=(RsaKey&&) noexcept = default;
RsaKey::~RsaKey() = default;

std::expected<RsaKey, std::string> RsaKey::loadOrCreate(const std::string& path) {
  Key key = readKey(path);
  if (!key) {
    key.reset(EVP_RSA_gen(2048));
    if (!key) return std::unexpected("cannot make a signing key");
    if (!writeKey(path, key.get())) return std::unexpected("cannot write " + path);
  }
  auto parts = std::make_unique<Parts>();
  parts->key = std::move(key);
  return RsaKey(std::move(parts));
}

std::string RsaKey::sign(std::string_view bytes) const {
  const SigningContext context(EVP_MD_CTX_new());
  const auto* input = reinterpret_cast<const unsigned char*>(bytes.data());
  check(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, parts_->key.get()) == 1);
  std::size_t size = 0;
  check(EVP_DigestSign(context.get(), nullptr, &size, input, bytes.size()) == 1);
  std::string signature(size, '\0');
  check(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       input, bytes.size()) == 1);
  signature.resize(size);
  return signature;
}

bool RsaKey::verifies(std::string_view bytes, std::string_view signature) const {
  const SigningContext context(EVP_MD_CTX_new());
  if (EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, parts_->key.get()) != 1) {
    return false;
  }
  return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                          signature.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                          bytes.size()) == 1;
}

Value RsaKey::publicJwk() const {
  const EVP_PKEY* key = parts_->key.get();
  return Object{{"kty", "RSA"},
                {"n", component(key, OSSL_PKEY_PARAM_RSA_N)},
                {"e", component(key, OSSL_PKEY_PARAM_RSA_E)},
                {"kid", keyId_},
                {"alg", "RS256"},
                {"use", "sig"}};
}

std::string RsaKey::certificatePem() const {
  const Certificate certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kCertificateSeconds);
  X509_set_pubkey(certificate.get(), parts_->key.get());
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("vitrine-services"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  check(X509_sign(certificate.get(), parts_->key.get(), EVP_sha256()) > 0);
  const Memory memory(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(memory.get(), certificate.get());
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

}  // namespace vitrine::services
