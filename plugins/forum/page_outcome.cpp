#include "plugins/common/state_lines.hpp"
#include "plugins/forum/page_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace lyceum::plugins::forum {

using sdk::Xhtml;

namespace {

// "А", "Б", … as groups are called, so that none sounds better than another.
std::string letter_of(std::size_t group, Language language) {
    constexpr std::array<std::string_view, 5> cyrillic{"А", "Б", "В", "Г", "Д"};
    constexpr std::array<std::string_view, 5> latin{"A", "B", "C", "D", "E"};
    return std::string{(language == Language::En ? latin : cyrillic)[std::min<std::size_t>(group, 4)]};
}

// "+0,4": one digit after the sign of the language.
std::string decimal(double value, Language language, bool with_sign) {
    std::array<char, 32> digits{};
    std::snprintf(digits.data(), digits.size(), with_sign ? "%+.1f" : "%.1f", value == 0 ? 0.0 : value);
    std::string text{digits.data()};
    if (language != Language::En) {
        std::ranges::replace(text, '.', ',');
    }
    if (text.starts_with('-')) {
        text.replace(0, 1, "−");
    }
    return text;
}

struct Change {
    double before = 0;
    double after = 0;
    double change = 0;
    double margin = 0;  // of the change, 95 %
    std::size_t pairs = 0;
};

Change change_of(const std::vector<SelfRating>& all, const std::string& id) {
    Change change;
    double squares = 0;
    for (const SelfRating& one : all) {
        const auto before = one.before.find(id);
        const auto after = one.after.find(id);
        if (before == one.before.end() || after == one.after.end()) {
            continue;
        }
        ++change.pairs;
        change.before += before->second;
        change.after += after->second;
        const double difference = after->second - before->second;
        change.change += difference;
        squares += difference * difference;
    }
    if (change.pairs < fewest_voters) {
        return change;
    }
    const auto count = static_cast<double>(change.pairs);
    change.before /= count;
    change.after /= count;
    change.change /= count;
    const double variance = std::max(0.0, (squares - count * change.change * change.change) / (count - 1));
    change.margin = 1.96 * std::sqrt(variance / count);
    return change;
}

}  // namespace

void Page::outcome(Xhtml& page) const {
    page.element("h3", {}, t_.outcome_heading.text());
    outcome_words(page);
    tasks(page);
    if (gathering_.stage().phase == Phase::Before || !votes_are_told()) {
        page.element("p", {{"class", "meta"}}, t_.results_later.text());
        return;
    }
    const Voters& voters = gathering_.votes().participants();
    std::vector<std::string> ids;
    for (const OpenStatement& statement : gathering_.statements()) {
        ids.push_back(statement.id);
    }
    const OpinionMap map = map_opinions(ids, voters.rows);
    page.element("div", {{"id", "forum-results"}, {"data-live", ""}}, [&](Xhtml& box) {
        consensus(voters.tallies, map, box);
        groups(map, voters.learners, box);
        results(voters.tallies, box);
        rating_change(box);
    });
}

void Page::outcome_words(Xhtml& page) const {
    const OutcomeText& outcome = gathering_.outcome();
    page.element("section", {{"id", "forum-outcome"}, {"data-live", ""}}, [&](Xhtml& box) {
        if (outcome.text.empty()) {
            box.element("p", {{"class", "meta"}}, t_.no_outcome.text());
            return;
        }
        for (const std::string_view line : split(outcome.text, '\n')) {
            if (!line.empty()) {
                box.element("p", {}, line);
            }
        }
        box.element("p", {{"class", "meta"}}, t_.written_at.with(time_of(outcome.at)));
    });
    if (!rights_.may_moderate) {
        return;
    }
    page.element("details", {{"id", "forum-outcome-edit"}}, [&](Xhtml& box) {
        box.element("summary", {}, t_.edit_outcome.text());
        box.element("form", {{"class", "write"}}, [&](Xhtml& form) {
            hidden(form, "number", std::to_string(outcome.number));
            form.element("label", {}, [&](Xhtml& label) {
                label.element("span", {}, t_.outcome_words.text());
                const auto draft = state_.drafts.find(Kind::Statement);  // a moderator has no statements of one's own
                label.element("textarea",
                              {{"name", "text"},
                               {"id", "write-outcome"},
                               {"rows", 10},
                               {"maxlength", longest_draft},
                               {"autocomplete", "off"}},
                              draft == state_.drafts.end() ? outcome.text : draft->second);
            });
            form.element("div", {{"class", "actions"}},
                         [&](Xhtml& actions) { button(actions, "outcome", "primary", t_.save_outcome.text()); });
        });
    });
}

void Page::consensus(const std::vector<Tally>& all, const OpinionMap& map, Xhtml& page) const {
    const std::vector<Consensus> found = find_consensus(all, map);
    page.element("h4", {}, t_.consensus_heading.text());
    if (found.empty()) {
        page.element("p", {{"class", "meta"}}, t_.no_consensus.text());
        return;
    }
    page.element("p", {{"class", "meta"}}, t_.consensus_means.text());
    page.element("ol", {{"class", "consensus"}}, [&](Xhtml& list) {
        for (const Consensus& point : found) {
            const OpenStatement& statement = gathering_.statements()[point.column];
            list.element("li", {}, [&](Xhtml& item) {
                item.element("p", {{"lang", lang()}}, statement.text);
                item.element("p", {{"class", "meta"}}, [&](Xhtml& line) {
                    const bool agrees = point.side == Vote::Agree;
                    const unsigned share =
                        agrees ? all[point.column].agree_percent() : all[point.column].disagree_percent();
                    line.text((agrees ? t_.agreed_by : t_.disagreed_by).with(std::to_string(share)));
                });
            });
        }
    });
}

void Page::groups(const OpinionMap& map, const std::vector<std::string_view>& learners, Xhtml& page) const {
    page.element("h4", {}, t_.groups_heading.text());
    if (map.groups.empty()) {
        page.element("p", {{"class", "meta"}}, t_.no_groups.text());
        return;
    }
    page.element("p", {{"class", "meta"}}, t_.groups_mean.text());
    std::size_t own = OpinionMap::outside;
    for (std::size_t row = 0; row < learners.size(); ++row) {
        own = learners[row] == learner_ ? map.group_of[row] : own;
    }
    page.element("table", {{"data-chart", "map"}, {"id", "forum-map"}}, [&](Xhtml& table) {
        table.element("caption", {}, t_.map_caption.text());
        table.element("thead", {}, [&](Xhtml& head) {
            head.element("tr", {}, [&](Xhtml& row) {
                row.element("th", {{"scope", "col"}}, t_.group.text());
                row.element("th", {{"scope", "col"}, {"data-axis", "size"}}, t_.people.text());
                row.element("th", {{"scope", "col"}, {"data-axis", "x"}, {"data-min", -1}, {"data-max", 1}},
                            t_.across.text());
                row.element("th", {{"scope", "col"}, {"data-axis", "y"}, {"data-min", -1}, {"data-max", 1}},
                            t_.along.text());
            });
        });
        table.element("tbody", {}, [&](Xhtml& body) {
            for (std::size_t index = 0; index < map.groups.size(); ++index) {
                const OpinionGroup& group = map.groups[index];
                body.element("tr", {}, [&](Xhtml& row) {
                    row.element("th", {{"scope", "row"}}, letter_of(index, language_));
                    row.element("td", {}, std::to_string(group.size));
                    row.element("td", {}, decimal(group.x, language_, true));
                    row.element("td", {}, decimal(group.y, language_, true));
                });
            }
        });
    });
    if (own != OpinionMap::outside) {
        page.element("p", {}, t_.your_group.with(letter_of(own, language_)));
    }
    for (std::size_t index = 0; index < map.groups.size(); ++index) {
        // What parts this group from the others: where its share of agreement is farthest from theirs.
        struct Difference {
            std::size_t column;
            int points;
        };
        std::vector<Difference> differences;
        const OpinionGroup& group = map.groups[index];
        for (std::size_t column = 0; column < group.tallies.size(); ++column) {
            Tally rest;
            for (std::size_t other = 0; other < map.groups.size(); ++other) {
                if (other != index) {
                    rest.agree += map.groups[other].tallies[column].agree;
                    rest.disagree += map.groups[other].tallies[column].disagree;
                    rest.pass += map.groups[other].tallies[column].pass;
                }
            }
            if (group.tallies[column].is_told() && rest.is_told()) {
                differences.push_back({column, static_cast<int>(group.tallies[column].agree_percent()) -
                                                   static_cast<int>(rest.agree_percent())});
            }
        }
        std::ranges::stable_sort(differences, [](const Difference& left, const Difference& right) {
            return std::abs(left.points) > std::abs(right.points);
        });
        page.element("h4", {}, t_.group_named.with(letter_of(index, language_)));
        page.element("ul", {}, [&](Xhtml& list) {
            for (std::size_t at = 0; at < std::min<std::size_t>(3, differences.size()); ++at) {
                const std::size_t column = differences[at].column;
                list.element("li", {}, [&](Xhtml& item) {
                    item.element("span", {{"lang", lang()}}, gathering_.statements()[column].text);
                    item.element("p", {{"class", "meta"}}, share_words(group.tallies[column]));
                });
            }
        });
    }
}

void Page::results(const std::vector<Tally>& participants, Xhtml& page) const {
    const std::vector<Tally>& experts = gathering_.votes().experts().tallies;
    std::vector<std::size_t> told;
    for (std::size_t column = 0; column < participants.size(); ++column) {
        if (participants[column].is_told() || experts[column].is_told()) {
            told.push_back(column);
        }
    }
    page.element("h4", {}, t_.results_heading.text());
    if (!told.empty()) {
        results_table(told, participants, experts, page);
    }
    if (told.size() < participants.size()) {
        page.element("p", {{"class", "meta"}}, t_.untold.with(language_, participants.size() - told.size()));
    }
    if (const std::size_t orphaned = gathering_.votes().orphaned(); orphaned > 0) {
        page.element("p", {{"class", "meta"}}, t_.orphaned_votes.with(language_, orphaned));
    }
    if (rights_.may_moderate && gathering_.unreadable() > 0) {
        page.element("p", {{"class", "meta"}}, t_.unreadable.with(language_, gathering_.unreadable()));
    }
}

void Page::results_table(const std::vector<std::size_t>& columns, const std::vector<Tally>& participants,
                         const std::vector<Tally>& experts, Xhtml& page) const {
    page.element("table", {{"class", "compare"}}, [&](Xhtml& table) {
        table.element("caption", {}, t_.results_caption.text());
        table.element("thead", {}, [&](Xhtml& head) {
            head.element("tr", {}, [&](Xhtml& row) {
                row.element("th", {{"scope", "col"}}, t_.statement.text());
                row.element("th", {{"scope", "col"}}, t_.participants.text());
                row.element("th", {{"scope", "col"}}, t_.experts.text());
            });
        });
        table.element("tbody", {}, [&](Xhtml& body) {
            for (const std::size_t column : columns) {
                const auto cell = [&](Xhtml& row, const Text& heading, const Tally& tally) {
                    row.element("td", {{"data-label", heading.text()}}, [&](Xhtml& out) {
                        out.text(share_words(tally));
                        if (tally.is_told()) {
                            out.text(" ").element("span", {{"class", "meta"}},
                                                  t_.of_votes.with(language_, tally.voters()));
                        }
                    });
                };
                body.element("tr", {}, [&](Xhtml& row) {
                    row.element("th", {{"scope", "row"}, {"lang", lang()}}, gathering_.statements()[column].text);
                    cell(row, t_.participants, participants[column]);
                    cell(row, t_.experts, experts[column]);
                });
            }
        });
    });
}

void Page::rating_change(Xhtml& page) const {
    if (forum_.ratings.empty()) {
        return;
    }
    const std::vector<SelfRating> all = gathering_.ratings();
    page.element("h4", {}, t_.change_heading.text());
    page.element(
        "table",
        {{"class", "compare"},
         {"id", "forum-change"},
         {"data-chart", "pairs"},
         {"data-min", 1},
         {"data-max", rating_scale}},
        [&](Xhtml& table) {
            table.element("caption", {}, t_.change_caption.text());
            table.element("thead", {}, [&](Xhtml& head) {
                head.element("tr", {}, [&](Xhtml& row) {
                    for (const Text& heading : {t_.skill, t_.before, t_.after, t_.change, t_.people}) {
                        row.element("th", {{"scope", "col"}}, heading.text());
                    }
                });
            });
            table.element("tbody", {}, [&](Xhtml& body) {
                for (const Rating& rating : forum_.ratings) {
                    const Change change = change_of(all, rating.id);
                    body.element("tr", {}, [&](Xhtml& row) {
                        row.element("th", {{"scope", "row"}, {"lang", lang()}}, rating.text);
                        if (change.pairs < fewest_voters) {
                            row.element("td", {{"colspan", 4}}, t_.too_few.text());
                            return;
                        }
                        row.element("td", {{"data-label", t_.before.text()}}, decimal(change.before, language_, false));
                        row.element("td", {{"data-label", t_.after.text()}}, decimal(change.after, language_, false));
                        row.element("td", {{"data-label", t_.change.text()}},
                                    decimal(change.change, language_, true) + "\u00A0±\u00A0" +
                                        decimal(change.margin, language_, false));
                        row.element("td", {{"data-label", t_.people.text()}}, std::to_string(change.pairs));
                    });
                }
            });
        });
}

}  // namespace lyceum::plugins::forum
