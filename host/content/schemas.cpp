#include "host/content/schemas.hpp"

#include "embedded/content_schemas.hpp"

#include <stdexcept>

namespace lyceum::content {

namespace {

std::shared_ptr<const xml::Schema> compile_embedded(std::string_view path) {
    for (const EmbeddedFile& file : embedded::content_schemas()) {
        if (file.path == path) {
            auto schema = xml::Schema::compile(file.bytes, path);
            if (!schema) {
                throw std::logic_error{to_string(schema.error())};
            }
            return std::move(schema).value();
        }
    }
    throw std::logic_error{"a schema is missing in the program"};
}

}  // namespace

const xml::Schema& course_schema() {
    static const std::shared_ptr<const xml::Schema> schema = compile_embedded("schema/course.xsd");
    return *schema;
}

const xml::Schema& framework_schema() {
    static const std::shared_ptr<const xml::Schema> schema = compile_embedded("schema/framework.xsd");
    return *schema;
}

}  // namespace lyceum::content
