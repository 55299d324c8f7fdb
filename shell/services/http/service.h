// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include "shell/services/http/message.h"

namespace vitrine::services {

// One of the three programs behind a port. Called from many threads at once.
class Service {
 public:
  virtual ~Service() = default;

  virtual std::string_view name() const = 0;

  // The most bytes that the body of this request may have.
  virtual std::size_t bodyLimit(const Request& request) const = 0;

  virtual Response answer(const Request& request) = 0;

  // The vendor's own envelope for a failure that is not the caller's doing, or a refused body.
  virtual Response failure(const Request& request, int status, std::string_view message) const = 0;

  // Headers that every answer of this service carries.
  virtual void decorate(const Request&, Response&) const {}

  // Ends every stream.
  virtual void close() {}
};

}  // namespace vitrine::services
