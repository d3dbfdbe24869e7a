#pragma once
// The HTML of the pages: mustache templates (templates/*.mustache), part of the program, parsed once at start for each
// language.
//
// Beside mustache's own tags: {{#t}}English text{{/t}} is put in its translation while loading, escaped, so that
// nothing is looked up when a page is made; {{> name}} is put in at the same time. "{{name}}" is always escaped;
// "{{{name}}}" is only for HTML the host made itself or has checked (a module's fragment, hidden fields, one template
// inside another). [io strand]

#include "host/base/embedded_file.hpp"
#include "host/base/language.hpp"
#include "host/base/result.hpp"
#include "host/web/texts.hpp"

#include <array>
#include <kainjow/mustache.hpp>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::web {

// What a template is filled with. Takes text, true or false, lists and objects; a number must be made text first.
using Values = kainjow::mustache::data;
using ValueList = kainjow::mustache::list;

class Templates {
public:
    // InvalidInput: a template that mustache cannot parse, or that names an unknown one; where: its file.
    static Result<Templates> open(std::span<const EmbeddedFile> files, const Texts& texts);

    // `name` without ".mustache"; must exist.
    std::string render(Language language, std::string_view name, const Values& values);

private:
    using Parsed = std::map<std::string, kainjow::mustache::mustache, std::less<>>;
    std::array<Parsed, 3> parsed_;  // by Language
};

// The texts between {{#t}} and {{/t}}, white space made one space: the msgids of a template.
std::vector<std::string> msgids_of(std::string_view source);

}  // namespace lyceum::web
