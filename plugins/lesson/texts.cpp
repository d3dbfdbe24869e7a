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
    .summary = "Главное",
    .terms = "Термины",
    .all_terms = "Все термины урока",
    .back_to_lesson = "Вернуться к уроку",
    .note = "Моя заметка",
    .note_private = "Заметку видите только вы.",
    .save_note = "Сохранить заметку",
    .note_saved = "Заметка сохранена.",
    .note_removed = "Заметка удалена.",
    .note_cut = "Заметка слишком длинная: сохранено только её начало.",
    .own_notes = "Мои заметки",
    .section_gone = "Раздел, которого в уроке больше нет",
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
    .summary = "Галоўнае",
    .terms = "Тэрміны",
    .all_terms = "Усе тэрміны ўрока",
    .back_to_lesson = "Вярнуцца да ўрока",
    .note = "Мая нататка",
    .note_private = "Нататку бачыце толькі вы.",
    .save_note = "Захаваць нататку",
    .note_saved = "Нататка захавана.",
    .note_removed = "Нататка выдалена.",
    .note_cut = "Нататка задоўгая: захаваны толькі яе пачатак.",
    .own_notes = "Мае нататкі",
    .section_gone = "Раздзел, якога ва ўроку больш няма",
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
    .summary = "In short",
    .terms = "Terms",
    .all_terms = "All terms of the lesson",
    .back_to_lesson = "Back to the lesson",
    .note = "My note",
    .note_private = "Only you see this note.",
    .save_note = "Save the note",
    .note_saved = "Note saved.",
    .note_removed = "Note removed.",
    .note_cut = "The note is too long: only its beginning is saved.",
    .own_notes = "My notes",
    .section_gone = "A section the lesson no longer has",
};

}  // namespace

const Texts& texts_in(Language language) {
    return in_language(language, russian, belarusian, english);
}

}  // namespace lyceum::plugins::lesson
