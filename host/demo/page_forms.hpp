#pragma once
// The forms of a module's page as a person sees them: what is offered to choose, to fill in and to press. [any thread]

#include "host/modules/call.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lyceum::demo {

using Fields = std::vector<modules::Field>;

struct Control {
    enum class Kind { Hidden, One, Several, Line, Text, List };
    Kind kind = Kind::Hidden;
    std::string name;
    // Hidden, Line, Text: what is in it (hidden fields of one name are one control); otherwise what may be chosen, without
    // the empty choice of a list.
    std::vector<std::string> values;
};

struct PageForm {
    std::vector<Control> controls;
    std::vector<std::string> acts;  // the values of its buttons named "act"

    const Control* find(std::string_view name) const;  // null if there is none
    std::string value_of(std::string_view name) const;  // the first; empty if there is none
    bool has_act(std::string_view act) const;
    // The first act that begins so; empty if there is none.
    std::string act_with(std::string_view beginning) const;
    // The hidden fields and the act, as a browser sends them.
    Fields pressed(std::string_view act) const;
};

// In the order of the page; empty for what is not well-formed.
std::vector<PageForm> read_forms(std::string_view xhtml);
// The first form with this act; null if there is none.
const PageForm* find_form(const std::vector<PageForm>& forms, std::string_view act);
// The first act of any form that begins so; empty if there is none.
std::string find_act(const std::vector<PageForm>& forms, std::string_view beginning);

}  // namespace lyceum::demo
