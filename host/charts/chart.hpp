#pragma once
// Charts from tables: the picture before a table that a module marked with data-chart. Shapes are SVG drawn here, in
// percent of the width and pixels of the height, so that one drawing fits a phone and a desk and its words keep their
// size; long words stand beside it in HTML, where they wrap. No script, no style, no colour: classes, which charts.css
// gives their look. The same table gives the same bytes. Called by modules; includes base. Pure functions over values.
// [any thread]

#include "host/base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::charts {

enum class Kind {
    Lines,  // the first column names steps, each further one is drawn as a line over them
    Pairs,  // a label and one number (a bar) or two (before and after); further columns are for the table alone
    Map,    // a label, and numbers whose columns say what they are: x, y, perhaps size; perhaps a column of groups
    Graph,  // from, what leads there, to; perhaps how often
};
std::optional<Kind> parse_kind(std::string_view name);  // "lines", "pairs", "map", "graph"

enum class Axis { None, X, Y, Size, Group };
std::optional<Axis> parse_axis(std::string_view name);  // "x", "y", "size", "group"

struct Scale {
    std::optional<double> least;  // what is not said is taken from the numbers
    std::optional<double> most;
};

struct Column {
    std::string heading;
    std::string lang;  // of the heading, may be empty
    Axis axis = Axis::None;
    Scale scale;  // of an axis
};

struct Cell {
    std::string text;
    std::string lang;
    std::optional<double> value;  // nothing: the text is no number
    bool is_told = false;         // the value was told beside the text, in a unit of its own
};

struct Table {
    Kind kind = Kind::Lines;
    std::string caption;
    std::string lang;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;  // those with fewer cells than there are columns are not drawn
    Scale scale;                          // of all numbers, where columns have none
};

inline constexpr std::size_t most_lines = 8;
inline constexpr std::size_t most_steps = 120;
inline constexpr std::size_t most_pairs = 40;
inline constexpr std::size_t most_spots = 60;
inline constexpr std::size_t most_nodes = 60;
inline constexpr std::size_t most_edges = 200;

// The number at the front of a text as people write it: "−0,4", "33 % (2)", "1 200". Nothing if there is none.
std::optional<double> read_number(std::string_view text);

// HTML to stand before the table. Empty if there is nothing to draw yet: no row is complete, or only one step is there.
// A table that cannot be drawn is InvalidInput whose message tells the author why; it is shown as the table it is.
Result<std::string> draw(const Table& table);

}  // namespace lyceum::charts
