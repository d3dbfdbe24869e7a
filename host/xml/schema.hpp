#pragma once
// An XSD compiled once and used for many documents. libxml2 finds what is wrong; the place is taken
// from our own tree and the sentence is written here, with the nearest allowed name where a name is
// misspelt. [any thread for validate]

#include "host/base/result.hpp"
#include "host/xml/document.hpp"

#include <filesystem>
#include <memory>
#include <string_view>

namespace lyceum::xml {

class Schema {
public:
    // Compiles one self-contained XSD (no include or import is followed).
    static Result<std::shared_ptr<const Schema>> compile(std::string_view xsd, std::string_view name);
    static Result<std::shared_ptr<const Schema>> load(const std::filesystem::path& path);
    ~Schema();
    Schema(const Schema&) = delete;
    Schema& operator=(const Schema&) = delete;

    // Adds what is wrong, at most 100 findings a document, with rules "schema.…".
    void validate(const Document& document, Diagnostics& diagnostics) const;

    struct Impl;

private:
    explicit Schema(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace lyceum::xml
