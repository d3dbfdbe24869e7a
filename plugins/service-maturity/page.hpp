#pragma once
// The page that goes with a state: the portfolio, the form of a service, the field for a table, or the placing of one
// service. Pure. [one thread]

#include "plugins/service-maturity/state.hpp"

#include <lyceum/module.hpp>
#include <lyceum/tasks.hpp>

#include <set>

namespace lyceum::plugins::service_maturity {

// What all pages need.
struct PageOf {
    const Assessment& assessment;
    const State& state;
    std::set<std::string> tasks;  // ids of this activity's tasks that exist, in any status
    std::set<std::string> fixed;  // of these, those that are no drafts any more
    Language language;
    const Texts& texts;
};

void write_page(const Assessment& assessment, const State& state, const sdk::Call& call, const sdk::Tasks& tasks,
                sdk::Xhtml& page);

void write_portfolio(const PageOf& of, sdk::Xhtml& page);                             // portfolio_page.cpp
void write_service(const PageOf& of, const Service& service, sdk::Xhtml& page);       // service_page.cpp
void write_figures_form(const PageOf& of, const Service* service, sdk::Xhtml& page);  // null: a new one
void write_table_form(const PageOf& of, sdk::Xhtml& page);

void write_button(sdk::Xhtml& out, std::string_view act, std::string_view look, std::string_view words);
// Buttons of one name for several services: read aloud each says which.
void write_button_about(sdk::Xhtml& out, std::string_view act, std::string_view words, std::string_view about);

std::string number_words(std::string_view plain, Language language);  // "—" for what is not known

}  // namespace lyceum::plugins::service_maturity
