#include "plugins/forum/report.hpp"

#include "plugins/common/typed_text.hpp"
#include "plugins/forum/gathering.hpp"

#include <array>
#include <set>

namespace lyceum::plugins::forum {
namespace {

// Blanks that must not break a line are U+00A0 in these texts.
struct ReportTexts {
    Text participation;
    Text what;
    Text how_many;
    Text opened;
    Text voters;
    Text experts;
    Text authors;
    std::array<Text, 5> posts;  // by Kind
    Text rated;
    Text votes;
    Text statement;
    Text agreed;
    Text disagreed;
    Text passed;
    Text voted;
    Text votes_later;
    Text few;
};

constexpr ReportTexts report_russian{
    .participation = "Участие",
    .what = "Что сделано",
    .how_many = "Сколько",
    .opened = "Открыли форум, человек",
    .voters = "Проголосовали участники, человек",
    .experts = "Проголосовали эксперты, человек",
    .authors = "Написали хотя\u00A0бы одно сообщение, человек",
    .posts = {"Вопросов", "Утверждений участников", "Позиций", "Ответов", "Предложенных задач"},
    .rated = "Оценили себя, человек",
    .votes = "Голосование участников",
    .statement = "Утверждение",
    .agreed = "Согласны, %",
    .disagreed = "Не согласны, %",
    .passed = "Пропустили, %",
    .voted = "Голосов",
    .votes_later = "Итоги появятся, когда голосование закроют.",
    .few = "меньше пяти",
};

constexpr ReportTexts report_belarusian{
    .participation = "Удзел",
    .what = "Што зроблена",
    .how_many = "Колькі",
    .opened = "Адкрылі форум, чалавек",
    .voters = "Прагаласавалі ўдзельнікі, чалавек",
    .experts = "Прагаласавалі эксперты, чалавек",
    .authors = "Напісалі хаця\u00A0б адно паведамленне, чалавек",
    .posts = {"Пытанняў", "Сцверджанняў удзельнікаў", "Пазіцый", "Адказаў", "Прапанаваных задач"},
    .rated = "Ацанілі сябе, чалавек",
    .votes = "Галасаванне ўдзельнікаў",
    .statement = "Сцверджанне",
    .agreed = "Згодныя, %",
    .disagreed = "Не згодныя, %",
    .passed = "Прапусцілі, %",
    .voted = "Галасоў",
    .votes_later = "Вынікі з’явяцца, калі галасаванне закрыюць.",
    .few = "менш за пяць",
};

constexpr ReportTexts report_english{
    .participation = "Taking part",
    .what = "What was done",
    .how_many = "How many",
    .opened = "Opened the forum, people",
    .voters = "Participants who voted, people",
    .experts = "Experts who voted, people",
    .authors = "Wrote one post at least, people",
    .posts = {"Questions", "Statements of participants", "Positions", "Replies", "Tasks proposed"},
    .rated = "Rated themselves, people",
    .votes = "The vote of the participants",
    .statement = "Statement",
    .agreed = "Agree, %",
    .disagreed = "Disagree, %",
    .passed = "Passed, %",
    .voted = "Votes",
    .votes_later = "The results appear when voting is closed.",
    .few = "fewer than five",
};

}  // namespace

void write_report(const Forum& forum, const sdk::ReportRequest& request, sdk::Report& report) {
    const Language language = language_of(request.language());
    const ReportTexts& texts = in_language(language, report_russian, report_belarusian, report_english);
    const Gathering gathering{forum, request.shared(), request.time().time_since_epoch().count()};
    std::array<std::size_t, 5> posts{};
    std::set<std::string_view> authors;
    for (const StoredPost& stored : gathering.posts()) {
        ++posts.at(static_cast<std::size_t>(stored.post.kind));
        authors.insert(stored.post.by);
    }

    report.begin_table({.id = "participation", .title = texts.participation.text()},
                       {texts.what.text(), texts.how_many.text()});
    const auto row = [&](const Text& what, std::size_t count) { report.add_row({what.text(), std::to_string(count)}); };
    row(texts.opened, request.size());
    row(texts.voters, gathering.votes().participants().active);
    row(texts.experts, gathering.votes().experts().active);
    row(texts.authors, authors.size());
    for (std::size_t kind = 0; kind < posts.size(); ++kind) {
        row(texts.posts[kind], posts[kind]);
    }
    if (!forum.ratings.empty()) {
        row(texts.rated, gathering.ratings().size());
    }

    const bool is_closed = gathering.stage().voting == Voting::Closed && gathering.stage().phase != Phase::Before;
    report.begin_table(
        {.id = "votes", .title = texts.votes.text(), .note = is_closed ? std::string_view{} : texts.votes_later.text()},
        {texts.statement.text(), texts.agreed.text(), texts.disagreed.text(), texts.passed.text(), texts.voted.text()});
    if (!is_closed) {
        return;  // counts told while people vote would tell each vote by the difference
    }
    const std::vector<Tally>& tallies = gathering.votes().participants().tallies;
    for (std::size_t column = 0; column < tallies.size(); ++column) {
        const Tally& tally = tallies[column];
        const std::string statement = report_cell(gathering.statements()[column].text, 300);
        if (!tally.is_told()) {
            report.add_row({statement, "—", "—", "—", texts.few.text()});
            continue;
        }
        report.add_row({statement, std::to_string(tally.agree_percent()), std::to_string(tally.disagree_percent()),
                        std::to_string(tally.pass_percent()), std::to_string(tally.voters())});
    }
}

}  // namespace lyceum::plugins::forum
