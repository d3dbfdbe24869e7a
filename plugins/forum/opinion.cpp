#include "plugins/forum/opinion.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace lyceum::plugins::forum {
namespace {

constexpr std::size_t most_groups = 5;
constexpr std::size_t enough_votes = 7;
constexpr int most_rounds = 50;
constexpr double least_silhouette = 0.25;  // below it groups are not told apart well enough to be named
constexpr double nothing = 1e-9;

using Point = std::array<double, 2>;

double distance(const Point& left, const Point& right) {
    return std::hypot(left[0] - right[0], left[1] - right[1]);
}

unsigned percent(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0U : static_cast<unsigned>((part * 200 + whole) / (whole * 2));
}

double weight_of(Vote vote) {
    return vote == Vote::Agree ? 1.0 : vote == Vote::Disagree ? -1.0 : 0.0;
}

std::vector<std::size_t> numbered(std::size_t count) {
    std::vector<std::size_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), std::size_t{0});
    return numbers;
}

// The votes with columns by id and rows by their votes: sums are then made in the same order whoever came first.
struct Ordered {
    std::vector<std::size_t> columns;  // of the input
    std::vector<std::size_t> rows;     // of the input, those who voted on enough
};

Ordered order(const std::vector<std::string>& ids, const std::vector<VoteRow>& rows) {
    Ordered ordered;
    ordered.columns = numbered(ids.size());
    std::sort(ordered.columns.begin(), ordered.columns.end(),
              [&](std::size_t left, std::size_t right) { return ids[left] < ids[right]; });
    const std::size_t enough = std::min(enough_votes, (ids.size() + 1) / 2);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto cast = std::count_if(rows[row].begin(), rows[row].end(), [](const auto& vote) { return !!vote; });
        if (static_cast<std::size_t>(cast) >= std::max<std::size_t>(enough, 1)) {
            ordered.rows.push_back(row);
        }
    }
    std::stable_sort(ordered.rows.begin(), ordered.rows.end(), [&](std::size_t left, std::size_t right) {
        for (const std::size_t column : ordered.columns) {
            if (rows[left][column] != rows[right][column]) {
                return rows[left][column] < rows[right][column];
            }
        }
        return false;
    });
    return ordered;
}

Eigen::MatrixXd centred(const Ordered& ordered, const std::vector<VoteRow>& rows) {
    const auto height = static_cast<Eigen::Index>(ordered.rows.size());
    const auto width = static_cast<Eigen::Index>(ordered.columns.size());
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(height, width);
    for (Eigen::Index column = 0; column < width; ++column) {
        const std::size_t from = ordered.columns[static_cast<std::size_t>(column)];
        double sum = 0;
        std::size_t count = 0;
        for (const std::size_t row : ordered.rows) {
            if (const auto& vote = rows[row][from]) {
                sum += weight_of(*vote);
                ++count;
            }
        }
        const double mean = count == 0 ? 0 : sum / static_cast<double>(count);
        for (Eigen::Index row = 0; row < height; ++row) {
            const auto& vote = rows[ordered.rows[static_cast<std::size_t>(row)]][from];
            matrix(row, column) = vote ? weight_of(*vote) - mean : 0;
        }
    }
    return matrix;
}

// Everybody on the map: -1 to 1 each way. Who voted on little would stand in the middle by that alone, so that each
// person's spot is scaled by how much of the votes it rests on.
std::vector<Point> project(const Eigen::MatrixXd& matrix, const Ordered& ordered, const std::vector<VoteRow>& rows) {
    std::vector<Point> points(ordered.rows.size(), Point{0, 0});
    if (matrix.rows() == 0 || matrix.cols() == 0) {
        return points;
    }
    const Eigen::MatrixXd covariance = matrix.transpose() * matrix;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver{covariance};
    for (Eigen::Index axis = 0; axis < 2 && axis < matrix.cols(); ++axis) {
        const Eigen::Index last = matrix.cols() - 1 - axis;  // eigenvalues come in rising order
        if (solver.eigenvalues()(last) <= nothing * static_cast<double>(matrix.rows())) {
            break;  // everybody votes alike along it
        }
        Eigen::VectorXd direction = solver.eigenvectors().col(last);
        // An eigenvector has two signs; the one whose largest part is positive.
        Eigen::Index largest = 0;
        for (Eigen::Index part = 1; part < direction.size(); ++part) {
            largest = std::abs(direction(part)) > std::abs(direction(largest)) + nothing ? part : largest;
        }
        if (direction(largest) < 0) {
            direction = -direction;
        }
        const Eigen::VectorXd place = matrix * direction;
        for (std::size_t row = 0; row < points.size(); ++row) {
            const auto cast = std::count_if(rows[ordered.rows[row]].begin(), rows[ordered.rows[row]].end(),
                                            [](const auto& vote) { return !!vote; });
            const double rest = static_cast<double>(ordered.columns.size()) / static_cast<double>(cast);
            points[row][static_cast<std::size_t>(axis)] = place(static_cast<Eigen::Index>(row)) * std::sqrt(rest);
        }
    }
    double widest = 0;
    for (const Point& point : points) {
        widest = std::max({widest, std::abs(point[0]), std::abs(point[1])});
    }
    for (Point& point : points) {
        // Rounded, so that the last bits of a sum never decide who is nearer to whom.
        for (double& part : point) {
            part = widest <= nothing ? 0 : std::round(part / widest * 1e6) / 1e6;
        }
    }
    return points;
}

struct Clusters {
    std::vector<std::size_t> of;  // by point
    std::vector<Point> middles;
};

std::size_t nearest(const Point& point, const std::vector<Point>& middles) {
    std::size_t best = 0;
    for (std::size_t middle = 1; middle < middles.size(); ++middle) {
        best = distance(point, middles[middle]) < distance(point, middles[best]) - nothing ? middle : best;
    }
    return best;
}

// Begins with the point farthest from the middle of all, then with those farthest from what was chosen: no chance.
Clusters cluster(const std::vector<Point>& points, std::size_t count) {
    Clusters clusters;
    std::vector<Point> chosen{Point{0, 0}};
    while (clusters.middles.size() < count) {
        std::size_t farthest = 0;
        double away = -1;
        for (std::size_t index = 0; index < points.size(); ++index) {
            const double least = distance(points[index], chosen[nearest(points[index], chosen)]);
            if (least > away + nothing) {
                away = least;
                farthest = index;
            }
        }
        clusters.middles.push_back(points[farthest]);
        chosen = clusters.middles;
    }
    clusters.of.assign(points.size(), 0);
    for (int round = 0; round < most_rounds; ++round) {
        bool moved = round == 0;
        for (std::size_t index = 0; index < points.size(); ++index) {
            const std::size_t now = nearest(points[index], clusters.middles);
            moved = moved || now != clusters.of[index];
            clusters.of[index] = now;
        }
        if (!moved) {
            break;
        }
        std::vector<Point> sums(count, Point{0, 0});
        std::vector<std::size_t> sizes(count, 0);
        for (std::size_t index = 0; index < points.size(); ++index) {
            sums[clusters.of[index]][0] += points[index][0];
            sums[clusters.of[index]][1] += points[index][1];
            ++sizes[clusters.of[index]];
        }
        for (std::size_t middle = 0; middle < count; ++middle) {
            if (sizes[middle] > 0) {
                const auto size = static_cast<double>(sizes[middle]);
                clusters.middles[middle] = {sums[middle][0] / size, sums[middle][1] / size};
            }
        }
    }
    return clusters;
}

// How much nearer people are to their own group's middle than to the next: the simplified silhouette (Hruschka), which
// takes as long as there are people and not as their square. -1 to 1.
double silhouette(const std::vector<Point>& points, const Clusters& clusters) {
    double sum = 0;
    for (std::size_t index = 0; index < points.size(); ++index) {
        const double own = distance(points[index], clusters.middles[clusters.of[index]]);
        double next = std::numeric_limits<double>::max();
        for (std::size_t middle = 0; middle < clusters.middles.size(); ++middle) {
            if (middle != clusters.of[index]) {
                next = std::min(next, distance(points[index], clusters.middles[middle]));
            }
        }
        const double larger = std::max(own, next);
        sum += larger <= nothing ? 0 : (next - own) / larger;
    }
    return sum / static_cast<double>(points.size());
}

bool is_told(const Clusters& clusters) {
    for (std::size_t middle = 0; middle < clusters.middles.size(); ++middle) {
        const auto size = std::count(clusters.of.begin(), clusters.of.end(), middle);
        if (static_cast<std::size_t>(size) < fewest_voters) {
            return false;
        }
    }
    return true;
}

}  // namespace

unsigned Tally::agree_percent() const {
    return percent(agree, voters());
}

unsigned Tally::disagree_percent() const {
    return std::min(percent(disagree, voters()), 100U - agree_percent());
}

void Tally::count(Vote vote) {
    (vote == Vote::Agree ? agree : vote == Vote::Disagree ? disagree : pass) += 1;
}

OpinionMap map_opinions(const std::vector<std::string>& ids, const std::vector<VoteRow>& rows) {
    OpinionMap map;
    map.group_of.assign(rows.size(), OpinionMap::outside);
    map.spot.assign(rows.size(), Point{0, 0});
    const Ordered ordered = order(ids, rows);
    if (ordered.rows.size() < 2 * fewest_voters || ids.empty()) {
        return map;
    }
    const std::vector<Point> points = project(centred(ordered, rows), ordered, rows);
    for (std::size_t row = 0; row < points.size(); ++row) {
        map.spot[ordered.rows[row]] = points[row];
    }
    std::optional<Clusters> best;
    for (std::size_t count = 2; count <= most_groups && count * fewest_voters <= points.size(); ++count) {
        Clusters clusters = cluster(points, count);
        const double value = is_told(clusters) ? silhouette(points, clusters) : -1;
        // More groups must be clearly better: fewer are easier to talk about.
        if (value > std::max(least_silhouette, map.silhouette + 0.02)) {
            map.silhouette = value;
            best = std::move(clusters);
        }
    }
    if (!best) {
        return map;
    }
    std::vector<OpinionGroup> groups(best->middles.size());
    for (std::size_t middle = 0; middle < groups.size(); ++middle) {
        groups[middle].x = best->middles[middle][0];
        groups[middle].y = best->middles[middle][1];
        groups[middle].tallies.resize(ids.size());
    }
    for (std::size_t row = 0; row < points.size(); ++row) {
        OpinionGroup& group = groups[best->of[row]];
        ++group.size;
        const VoteRow& votes = rows[ordered.rows[row]];
        for (std::size_t column = 0; column < ids.size(); ++column) {
            if (votes[column]) {
                group.tallies[column].count(*votes[column]);
            }
        }
    }
    std::vector<std::size_t> by_size = numbered(groups.size());
    std::sort(by_size.begin(), by_size.end(), [&](std::size_t left, std::size_t right) {
        const OpinionGroup& one = groups[left];
        const OpinionGroup& other = groups[right];
        return one.size != other.size ? one.size > other.size : std::tie(one.x, one.y) < std::tie(other.x, other.y);
    });
    std::vector<std::size_t> place(groups.size());
    for (std::size_t index = 0; index < by_size.size(); ++index) {
        map.groups.push_back(std::move(groups[by_size[index]]));
        place[by_size[index]] = index;
    }
    for (std::size_t row = 0; row < points.size(); ++row) {
        map.group_of[ordered.rows[row]] = place[best->of[row]];
    }
    return map;
}

std::vector<Consensus> find_consensus(const std::vector<Tally>& all, const OpinionMap& map) {
    const auto strength = [](const Tally& tally, Vote side) {
        const std::size_t votes = side == Vote::Agree ? tally.agree : tally.disagree;
        const unsigned share = side == Vote::Agree ? tally.agree_percent() : tally.disagree_percent();
        // The mean of the share's distribution after these votes, before which any share was as likely.
        return !tally.is_told() || share < consensus_percent
                   ? 0.0
                   : (static_cast<double>(votes) + 1) / (static_cast<double>(tally.voters()) + 2);
    };
    std::vector<Consensus> found;
    for (std::size_t column = 0; column < all.size(); ++column) {
        for (const Vote side : {Vote::Agree, Vote::Disagree}) {
            double product = strength(all[column], side);
            for (const OpinionGroup& group : map.groups) {
                product *= strength(group.tallies[column], side);
            }
            if (product > 0) {
                found.push_back({column, side, product});
            }
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Consensus& left, const Consensus& right) { return left.strength > right.strength; });
    return found;
}

}  // namespace lyceum::plugins::forum
