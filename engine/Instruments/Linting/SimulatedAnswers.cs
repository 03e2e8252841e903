using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Answers by assumption, not by data. Every scale is an independent normal trait; every statement, option or task says
/// <see cref="Loading"/> of the traits it is keyed on and nothing else in common (one-factor model, normal ogive). A rating cuts that at
/// even steps between −2 and 2 (graded response model; Samejima, 1969). Of options that are felt, the one with the highest utility is
/// chosen, and as worst the one with the lowest (Thurstone, 1927). A task is solved above its difficulty, spread evenly over −1 .. 1 along
/// the scale (two-parameter model); who does not solve it guesses among the options.
/// </summary>
internal sealed class SimulatedAnswers
{
    /// <summary>Middling for items in use. A better item has more; nobody knows yet what ours have.</summary>
    public const double Loading = 0.6;

    private static readonly double Own = Math.Sqrt(1 - (Loading * Loading));

    private readonly ImmutableArray<(int Item, int Options, ImmutableArray<Pull> Pulls)> _items;
    private readonly ImmutableDictionary<int, (double Difficulty, int Right)> _tasks;

    public SimulatedAnswers(InstrumentForm form)
    {
        ILookup<int, Pull> pulls = form.Key.Scales.SelectMany((scale, index) => scale.Items.Select(key => new Pull(index, key)))
            .ToLookup(pull => pull.Key.Item);
        _items = [.. pulls.OrderBy(item => item.Key).Select(item => (item.Key, OptionsOf(item.First().Key), item.ToImmutableArray()))];
        _tasks = form.Key.Scales.Where(scale => scale.Kind == ScaleKind.Criterion).SelectMany(DifficultiesOf)
            .DistinctBy(task => task.Item).ToImmutableDictionary(task => task.Item, task => (task.Difficulty, task.Right));
    }

    /// <summary>Lets one person answer everything once.</summary>
    /// <param name="traits">The person's traits, [scales].</param>
    /// <param name="source">Where chance comes from.</param>
    /// <param name="sums">Receives the points, [scales].</param>
    public void Answer(ReadOnlySpan<double> traits, SimulationSource source, Span<int> sums)
    {
        sums.Clear();
        foreach ((int item, int options, ImmutableArray<Pull> pulls) in _items)
        {
            byte code = Answer(item, options, pulls, traits, source);
            foreach (Pull pull in pulls)
            {
                sums[pull.Scale] += pull.Key.PointsFor(code);
            }
        }
    }

    /// <summary>Lets one person answer everything once.</summary>
    /// <param name="traits">The person's traits, [scales].</param>
    /// <param name="source">Where chance comes from.</param>
    /// <param name="codes">Receives the codes of keyed items, missing for the others, [items].</param>
    public void Answer(ReadOnlySpan<double> traits, SimulationSource source, Span<byte> codes)
    {
        codes.Fill(ResponseMatrix.Missing);
        foreach ((int item, int options, ImmutableArray<Pull> pulls) in _items)
        {
            codes[item] = Answer(item, options, pulls, traits, source);
        }
    }

    private byte Answer(int item, int options, ImmutableArray<Pull> pulls, ReadOnlySpan<double> traits, SimulationSource source) =>
        (pulls[0].Key, _tasks.TryGetValue(item, out (double Difficulty, int Right) task)) switch
        {
            (ItemKey.Rating rating, _) => Rate(rating, pulls, traits, source),
            (ItemKey.BestWorst, _) => Choose(options, pulls, traits, source, withWorst: true),
            (_, true) => Solve(task, options, pulls[0], traits, source),
            _ => Choose(options, pulls, traits, source, withWorst: false),
        };

    private static byte Rate(ItemKey.Rating rating, ImmutableArray<Pull> pulls, ReadOnlySpan<double> traits, SimulationSource source)
    {
        double common = 0;
        foreach (Pull pull in pulls)
        {
            common += pull.Key is ItemKey.Rating { Reversed: true } ? -traits[pull.Scale] : traits[pull.Scale];
        }

        double felt = (Loading * common / Math.Sqrt(pulls.Length)) + (Own * source.NextNormal());
        int categories = rating.Max - rating.Min + 1;
        return (byte)(rating.Min + Math.Clamp((int)Math.Floor((felt + 2) * categories / 4), 0, categories - 1));
    }

    private static byte Solve(
        (double Difficulty, int Right) task, int options, Pull pull, ReadOnlySpan<double> traits, SimulationSource source)
    {
        double reached = (Loading * traits[pull.Scale]) + (Own * source.NextNormal());
        int guessed = source.NextBelow(options);
        return (byte)(reached > task.Difficulty ? task.Right : guessed);
    }

    private static byte Choose(
        int options, ImmutableArray<Pull> pulls, ReadOnlySpan<double> traits, SimulationSource source, bool withWorst)
    {
        Span<double> utilities = stackalloc double[options];
        for (int option = 0; option < options; option++)
        {
            utilities[option] = Own * source.NextNormal();
            foreach (Pull pull in pulls)
            {
                utilities[option] += Loading * pull.Of(option) * traits[pull.Scale];
            }
        }

        int best = 0;
        int worst = 0;
        for (int option = 1; option < options; option++)
        {
            best = utilities[option] > utilities[best] ? option : best;
            worst = utilities[option] <= utilities[worst] ? option : worst;
        }

        return (byte)(withWorst ? (best * options) + worst : best);
    }

    private static int OptionsOf(ItemKey key) => key switch
    {
        ItemKey.Options options => options.Points.Length,
        ItemKey.BestWorst set => set.Size,
        _ => 0,
    };

    private static IEnumerable<(int Item, double Difficulty, int Right)> DifficultiesOf(ScaleKey scale)
    {
        ImmutableArray<ItemKey.Options> tasks = [.. scale.Items.OfType<ItemKey.Options>()];
        return tasks.Select((task, index) => (
            task.Item,
            tasks.Length == 1 ? 0 : -1 + (2.0 * index / (tasks.Length - 1)),
            task.Points.IndexOf(task.Highest)));
    }

    /// <summary>What a scale has to do with an item.</summary>
    private readonly record struct Pull(int Scale, ItemKey Key)
    {
        /// <summary>How far the trait draws to an option, −1 .. 1: points about their middle as a share of their range.</summary>
        public double Of(int option) => Key switch
        {
            ItemKey.BestWorst set => set.Option == option ? 1 : 0,
            ItemKey.Options { Highest: var highest, Lowest: var lowest } options when highest > lowest =>
                (options.Points[option] - ((highest + lowest) / 2.0)) * 2 / (highest - lowest),
            _ => 0,
        };
    }
}
