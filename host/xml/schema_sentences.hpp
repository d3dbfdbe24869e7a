#pragma once
// Makes a trainer's sentence of one finding of libxml2. Takes plain values only, so that it can be
// read and tested without libxml2. Internal to xml. [any thread]

#include "host/xml/document.hpp"
#include "host/xml/schema_names.hpp"

#include <string>
#include <string_view>

namespace lyceum::xml {

// What libxml2 said: `code` is an xmlParserErrors value; the strings are its str1, str2 and
// message.
struct SchemaFinding {
    int code = 0;
    std::string first;
    std::string second;
    std::string message;
    Element element;  // in our tree; no element if it could not be found
};

// Nothing is added if the finding only repeats another one.
void add_sentence(const Document& document, const SchemaNames& names, const SchemaFinding& finding,
                  Diagnostics& diagnostics);

}  // namespace lyceum::xml
