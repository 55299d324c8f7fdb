// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <string>

#include "shell/services/lake/assets.h"
#include "shell/services/lake/dataset.h"

namespace vitrine::services {

// Imports <directory>/catalog.ndjson in one transaction, as `sanity dataset import` would: each
// `"_sanityAsset": "image@file://./images/x.webp"` becomes a reference to the uploaded picture.
// Answers the number of documents, or what is wrong with which line.
std::expected<std::size_t, std::string> importSeed(const std::string& directory, Dataset& dataset,
                                                   Assets& assets);

}  // namespace vitrine::services
