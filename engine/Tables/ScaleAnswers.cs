using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Tables;

/// <summary>All answers to one scale as points from 0, turned the right way: what calibration and differential functioning begin with.</summary>
/// <param name="Items">Names of the items.</param>
/// <param name="Categories">Number of points each item can bring, and one.</param>
/// <param name="Points">[respondents × items]; a blank is missing.</param>
/// <param name="Groups">The cell of the group's column of each respondent; empty when no group was asked for.</param>
/// <param name="Tally">What was read.</param>
public sealed record ScaleAnswers(
    ImmutableArray<string> Items, ImmutableArray<int> Categories, ResponseMatrix Points, ImmutableArray<string> Groups, ResponseTally Tally)
{
    /// <summary>How answers of each item become points.</summary>
    public ImmutableArray<ItemKey> Keys { get; init; } = [];

    /// <summary>Whether it is a scale of right answers, on which a blank counts as a wrong one.</summary>
    public bool IsBlankZero { get; init; }

    /// <summary>The columns of a file as items, for whoever has no key: all but the identifier and the group; codes from 0.</summary>
    /// <param name="file">Path of the response CSV.</param>
    /// <param name="id">Column of the identifier; null: the column named id, if there is one.</param>
    /// <param name="group">Column of the group, or null.</param>
    /// <param name="highest">Highest code of an answer, 1 .. 254.</param>
    /// <exception cref="TableException">The file is not usable, or has no other column.</exception>
    public static KeyedItems Bare(string file, string? id, string? group, byte highest)
    {
        using TableReader table = TableReader.Open(file);
        ImmutableArray<string> items = [.. table.Columns.Where(column => column != (id ?? ResponseTable.UsualId) && column != group)];
        if (items.IsEmpty)
        {
            throw table.Fault(null, "there is no column of an item");
        }

        ImmutableArray<ItemKey> keys = [.. items.Select((_, item) => new ItemKey.Rating(item, 0, highest, Reversed: false))];
        return KeyedItems.Of(ScoringKey.Create(items, [new NormativeScale("theta", keys, new MissingRule.Tolerate(items.Length))]));
    }

    /// <summary>Reads a file to its end.</summary>
    /// <param name="source">The file and its key.</param>
    /// <param name="scaleId">Which scale; null: the only one that compares persons.</param>
    /// <param name="progress">Told the share of the file that is read, 0..1.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="TableException">The file is not usable; names line, column and reason.</exception>
    /// <exception cref="ArgumentException">There is no such scale, persons cannot be compared on it, or there are several and none is named.</exception>
    public static ScaleAnswers Read(ResponseSource source, string? scaleId, IProgress<double>? progress, CancellationToken cancellation)
    {
        ComparableScale scale = ScaleOf(source.Keyed.Key, scaleId);
        using ResponseStream responses = new(source);
        int group = source.Group is { } name ? responses.Passed.IndexOf(name) : -1;
        ResponseMatrixBuilder points = new(scale.Items.Length);
        List<string> groups = [];
        byte[] row = new byte[scale.Items.Length];
        ResponseTally tally = responses.ReadAll(
            block =>
            {
                for (int respondent = 0; respondent < block.Answers.Respondents; respondent++)
                {
                    for (int place = 0; place < row.Length; place++)
                    {
                        ItemKey item = scale.Items[place];
                        byte code = block.Answers[respondent, item.Item];
                        row[place] = code == ResponseMatrix.Missing ? code : (byte)(item.PointsFor(code) - item.Lowest);
                    }

                    points.Add(row);
                    if (group >= 0)
                    {
                        groups.Add(block.Passed[(respondent * responses.Passed.Length) + group].Trim());
                    }
                }
            },
            progress,
            cancellation);
        return new ScaleAnswers(
            [.. scale.Items.Select(item => source.Keyed.Key.Items[item.Item])],
            [.. scale.Items.Select(item => item.Highest - item.Lowest + 1)],
            points.Build(),
            [.. groups],
            tally)
        {
            Keys = scale.Items,
            IsBlankZero = scale is CriterionScale,
        };
    }

    /// <summary>The same with the points the scale's own score counts: blanks bring the least where it counts them 0, wherever in the test they are; else they stay blanks.</summary>
    public ScaleAnswers AsScored()
    {
        if (!IsBlankZero)
        {
            return this;
        }

        ResponseMatrixBuilder points = new(Items.Length, Points.Respondents);
        byte[] row = new byte[Items.Length];
        for (int respondent = 0; respondent < Points.Respondents; respondent++)
        {
            Points.CopyRow(respondent, row);
            row.AsSpan().Replace(ResponseMatrix.Missing, (byte)0);
            points.Add(row);
        }

        return this with { Points = points.Build() };
    }

    /// <summary>The same with the points that can occur numbered from 0 in their order, see <see cref="ItemSteps"/>.</summary>
    public ScaleAnswers AsSteps()
    {
        byte[][] stepOf = [.. Keys.Select(StepByPoints)];
        ResponseMatrixBuilder points = new(Items.Length, Points.Respondents);
        byte[] row = new byte[Items.Length];
        for (int respondent = 0; respondent < Points.Respondents; respondent++)
        {
            Points.CopyRow(respondent, row);
            for (int item = 0; item < row.Length; item++)
            {
                row[item] = row[item] == ResponseMatrix.Missing ? row[item] : stepOf[item][row[item]];
            }

            points.Add(row);
        }

        return this with { Points = points.Build(), Categories = [.. Categories.Zip(Keys, (seen, key) => Math.Min(seen, ItemSteps.CountOf(key)))] };
    }

    /// <summary>The same with as many categories as were seen, at least two: where no key says how many there are.</summary>
    public ScaleAnswers AsSeen() => this with { Categories = [.. Enumerable.Range(0, Items.Length).Select(Seen)] };

    private static byte[] StepByPoints(ItemKey item)
    {
        byte[] steps = ItemSteps.Of(item);
        byte[] byPoints = new byte[item.Highest - item.Lowest + 1];
        for (int code = 0; code < steps.Length; code++)
        {
            if (item.Accepts((byte)code))
            {
                byPoints[item.PointsFor((byte)code) - item.Lowest] = steps[code];
            }
        }

        return byPoints;
    }

    private int Seen(int item)
    {
        int highest = 1;
        foreach (byte code in Points.Column(item))
        {
            highest = code != ResponseMatrix.Missing && code > highest ? code : highest;
        }

        return highest + 1;
    }

    internal static ComparableScale ScaleOf(ScoringKey key, string? id)
    {
        ComparableScale[] comparable = [.. key.Scales.OfType<ComparableScale>()];
        string has = $"it has {string.Join(", ", key.Scales.Select(scale => scale is ComparableScale ? scale.Id : $"{scale.Id} (ipsative: persons cannot be compared on it)"))}";
        ComparableScale? found = id is null && comparable.Length == 1 ? comparable[0] : comparable.FirstOrDefault(scale => scale.Id == id);
        return found is null ? throw new ArgumentException(id is null ? $"Say which scale of the key; {has}." : $"The key has no scale {id} for this; {has}.")
            : found.Items.Any(item => item.Highest == item.Lowest) ? throw new ArgumentException($"Scale {found.Id} has an item whose answers all bring the same points.")
            : found;
    }
}
