#include "plugins/lesson/texts.hpp"

// Blanks that must not break a line (after a short word, between a number and its noun) are U+00A0 in these texts.

namespace lyceum::plugins::lesson {
namespace {

constexpr Texts russian{
    .section_of = "Раздел {} из {}",
    .minutes = {"{} минута", "{} минуты", "{} минут"},
    .back = "Назад",
    .next = "Дальше",
    .finish = "Завершить урок",
    .sources = "Источники",
    .check_heading = "Проверьте себя",
    .choose_one = "Выберите один ответ",
    .check_answer = "Проверить ответ",
    .right = "Верно",
    .wrong = "Неверно",
    .choose_first = "Выберите ответ, чтобы проверить его.",
    .another_section = "Урок уже открыт на другом разделе — он показан ниже.",
    .unread_left = "Остался непрочитанный раздел — он показан ниже.",
    .done_heading = "Урок пройден",
    .done_all = "Вы прочитали все разделы.",
    .done_some = "Вы прочитали {} из {} разделов: в уроке появились новые.",
    .reread = "К разделам можно вернуться:",
};

constexpr Texts belarusian{
    .section_of = "Раздзел {} з {}",
    .minutes = {"{} хвіліна", "{} хвіліны", "{} хвілін"},
    .back = "Назад",
    .next = "Далей",
    .finish = "Завяршыць урок",
    .sources = "Крыніцы",
    .check_heading = "Праверце сябе",
    .choose_one = "Выберыце адзін адказ",
    .check_answer = "Праверыць адказ",
    .right = "Правільна",
    .wrong = "Няправільна",
    .choose_first = "Выберыце адказ, каб праверыць яго.",
    .another_section = "Урок ужо адкрыты на іншым раздзеле — ён паказаны ніжэй.",
    .unread_left = "Застаўся непрачытаны раздзел — ён паказаны ніжэй.",
    .done_heading = "Урок пройдзены",
    .done_all = "Вы прачыталі ўсе раздзелы.",
    .done_some = "Вы прачыталі {} з {} раздзелаў: ва ўроку з’явіліся новыя.",
    .reread = "Да раздзелаў можна вярнуцца:",
};

constexpr Texts english{
    .section_of = "Section {} of {}",
    .minutes = {"{} minute", "{} minutes", "{} minutes"},
    .back = "Back",
    .next = "Next",
    .finish = "Finish the lesson",
    .sources = "Sources",
    .check_heading = "Check yourself",
    .choose_one = "Choose one answer",
    .check_answer = "Check the answer",
    .right = "Right",
    .wrong = "Not right",
    .choose_first = "Choose an answer to check it.",
    .another_section = "The lesson is already open at another section, shown below.",
    .unread_left = "One section is not read yet: it is shown below.",
    .done_heading = "Lesson finished",
    .done_all = "You have read all the sections.",
    .done_some = "You have read {} of {} sections: there are new ones in the lesson.",
    .reread = "You can return to a section:",
};

}  // namespace

const Texts& texts_in(Language language) {
    switch (language) {
        case Language::Be:
            return belarusian;
        case Language::En:
            return english;
        case Language::Ru:
            break;
    }
    return russian;
}

}  // namespace lyceum::plugins::lesson
