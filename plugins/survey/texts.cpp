#include "plugins/survey/texts.hpp"

// Blanks that must not break a line (after a short word, between a number and its noun) are U+00A0 in these texts.

namespace lyceum::plugins::survey {
namespace {

constexpr Texts russian{
    .heading = "Ваши ответы",
    .heading_before = "До курса",
    .heading_after = "После курса",
    .anonymous = "Опрос анонимный: результаты видны, когда ответят не меньше пяти человек, и без имён.",
    .levels_are_yours =
        "Оценки ваших компетенций — исключение: их показывает и ваш профиль, только вам и отдельно от проверенного.",
    .optional = "(по желанию)",
    .choose_one = "Выберите один ответ",
    .choose_several = "Выберите один или несколько ответов",
    .rank = "Расставьте по порядку",
    .rank_note = "1 — самое важное. Каждому — своё место.",
    .your_answer = "Ваш ответ",
    .level_zero = "0. Пока не приходилось",
    .send = "Отправить ответы",
    .to_results = "Вернуться к результатам",
    .sent_already = "Ответы уже отправлены.",
    .wrong_answers =
        "Проверьте числа и места: число должно входить в названные границы, а два места не могут совпадать. Остальное "
        "сохранено.",
    .missing = {"Остался {} вопрос без ответа. То, что вы ответили, сохранено.",
                "Осталось {} вопроса без ответа. То, что вы ответили, сохранено.",
                "Осталось {} вопросов без ответа. То, что вы ответили, сохранено."},
    .thanks = "Спасибо, ответы отправлены.",
    .results = "Что ответили все",
    .answered = {"{} человек ответил", "{} человека ответили", "{} человек ответили"},
    .answered_after = {"после курса — {}", "после курса — {}", "после курса — {}"},
    .hidden_below_five =
        "Результаты появятся, когда ответят не меньше пяти человек: так ответ нельзя связать с человеком.",
    .own_answers = "Что ответили вы",
    .second_note = "После курса ответьте на те же вопросы ещё раз: станет видно, что изменилось.",
    .answer_after = "Ответить после курса",
    .change_answers = "Изменить ответы",
    .option = "Ответ",
    .share = "Доля",
    .share_caption = "Доля ответивших, в скобках — число людей",
    .place = "Среднее место",
    .place_caption = "Среднее место: чем меньше, тем важнее",
    .before = "До курса",
    .after = "После курса",
    .all_answers = "Все ответы",
    .mean = "В среднем: {}.",
    .mean_after = "После курса: {}.",
    .median = "половина ответов не больше {}; средняя половина — от {} до {}",
    .change = "Изменение: {}.",
    .interval = "95-процентный интервал: от {} до {}.",
    .points = "п. п",
    .clear = "Это больше случайного разброса.",
    .unclear = "От случайного разброса не отличить.",
    .pairs = {"Считали по {} человеку, который ответил дважды.", "Считали по {} людям, которые ответили дважды.",
              "Считали по {} людям, которые ответили дважды."},
    .few_pairs = "Изменение появится, когда дважды ответят не меньше пяти человек.",
};

constexpr Texts belarusian{
    .heading = "Вашы адказы",
    .heading_before = "Да курса",
    .heading_after = "Пасля курса",
    .anonymous = "Апытанне ананімнае: вынікі відаць, калі адкажуць не менш за пяць чалавек, і без імёнаў.",
    .levels_are_yours =
        "Ацэнкі вашых кампетэнцый — выключэнне: іх паказвае і ваш профіль, толькі вам і асобна ад праверанага.",
    .optional = "(па жаданні)",
    .choose_one = "Выберыце адзін адказ",
    .choose_several = "Выберыце адзін або некалькі адказаў",
    .rank = "Расстаўце па парадку",
    .rank_note = "1 — самае важнае. Кожнаму — сваё месца.",
    .your_answer = "Ваш адказ",
    .level_zero = "0. Пакуль не даводзілася",
    .send = "Адправіць адказы",
    .to_results = "Вярнуцца да вынікаў",
    .sent_already = "Адказы ўжо адпраўлены.",
    .wrong_answers =
        "Праверце лікі і месцы: лік павінен уваходзіць у названыя межы, а два месцы не могуць супадаць. Астатняе "
        "захавана.",
    .missing = {"Засталося {} пытанне без адказу. Тое, што вы адказалі, захавана.",
                "Засталося {} пытанні без адказу. Тое, што вы адказалі, захавана.",
                "Засталося {} пытанняў без адказу. Тое, што вы адказалі, захавана."},
    .thanks = "Дзякуй, адказы адпраўлены.",
    .results = "Што адказалі ўсе",
    .answered = {"{} чалавек адказаў", "{} чалавекі адказалі", "{} чалавек адказалі"},
    .answered_after = {"пасля курса — {}", "пасля курса — {}", "пасля курса — {}"},
    .hidden_below_five =
        "Вынікі з’явяцца, калі адкажуць не менш за пяць чалавек: так адказ нельга звязаць з чалавекам.",
    .own_answers = "Што адказалі вы",
    .second_note = "Пасля курса адкажыце на тыя ж пытанні яшчэ раз: стане відаць, што змянілася.",
    .answer_after = "Адказаць пасля курса",
    .change_answers = "Змяніць адказы",
    .option = "Адказ",
    .share = "Доля",
    .share_caption = "Доля тых, хто адказаў, у дужках — колькасць людзей",
    .place = "Сярэдняе месца",
    .place_caption = "Сярэдняе месца: чым менш, тым важней",
    .before = "Да курса",
    .after = "Пасля курса",
    .all_answers = "Усе адказы",
    .mean = "У сярэднім: {}.",
    .mean_after = "Пасля курса: {}.",
    .median = "палова адказаў не больш за {}; сярэдняя палова — ад {} да {}",
    .change = "Змяненне: {}.",
    .interval = "95-працэнтны інтэрвал: ад {} да {}.",
    .points = "п. п",
    .clear = "Гэта больш за выпадковы разброс.",
    .unclear = "Ад выпадковага разбросу не адрозніць.",
    .pairs = {"Лічылі па {} чалавеку, які адказаў двойчы.", "Лічылі па {} людзях, якія адказалі двойчы.",
              "Лічылі па {} людзях, якія адказалі двойчы."},
    .few_pairs = "Змяненне з’явіцца, калі двойчы адкажуць не менш за пяць чалавек.",
};

constexpr Texts english{
    .heading = "Your answers",
    .heading_before = "Before the course",
    .heading_after = "After the course",
    .anonymous = "The survey is anonymous: results appear once at least five people have answered, without names.",
    .levels_are_yours =
        "Your own competency levels are the exception: your profile shows them too, to you only and apart from what "
        "was tested.",
    .optional = "(optional)",
    .choose_one = "Choose one answer",
    .choose_several = "Choose one or more answers",
    .rank = "Put in order",
    .rank_note = "1 is the most important. Each has a place of its own.",
    .your_answer = "Your answer",
    .level_zero = "0. Not yet",
    .send = "Send answers",
    .to_results = "Back to the results",
    .sent_already = "The answers have been sent.",
    .wrong_answers =
        "Check numbers and places: a number stays within its bounds, and no two places are the same. The rest is kept.",
    .missing = {"{} question is still open. What you answered is kept.",
                "{} questions are still open. What you answered is kept.",
                "{} questions are still open. What you answered is kept."},
    .thanks = "Thank you, your answers are sent.",
    .results = "What everybody answered",
    .answered = {"{} person answered", "{} people answered", "{} people answered"},
    .answered_after = {"after the course: {}", "after the course: {}", "after the course: {}"},
    .hidden_below_five =
        "Results appear once at least five people have answered, so that no answer can be tied to a person.",
    .own_answers = "What you answered",
    .second_note = "After the course answer the same questions once more: then it shows what has changed.",
    .answer_after = "Answer after the course",
    .change_answers = "Change answers",
    .option = "Answer",
    .share = "Share",
    .share_caption = "Share of those who answered, the number of people in brackets",
    .place = "Mean place",
    .place_caption = "Mean place: the lower, the more important",
    .before = "Before the course",
    .after = "After the course",
    .all_answers = "All answers",
    .mean = "Mean: {}.",
    .mean_after = "After the course: {}.",
    .median = "half the answers are at most {}; the middle half lies between {} and {}",
    .change = "Change: {}.",
    .interval = "95 % interval: {} to {}.",
    .points = "percentage points",
    .clear = "That is more than chance variation.",
    .unclear = "It cannot be told from chance variation.",
    .pairs = {"Based on {} person who answered twice.", "Based on {} people who answered twice.",
              "Based on {} people who answered twice."},
    .few_pairs = "The change appears once at least five people have answered twice.",
};

}  // namespace

const Texts& texts_in(Language language) {
    return language == Language::Be ? belarusian : language == Language::En ? english : russian;
}

}  // namespace lyceum::plugins::survey
