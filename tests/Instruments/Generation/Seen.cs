using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Generation;

namespace Diagnostics.Tests.Instruments.Generation;

/// <summary>What a student sees of a task, and nothing else: solvers get this.</summary>
internal sealed partial record Seen(string Text, SvgElement? Picture, ImmutableArray<Choice> Options)
{
    public static Seen Of(GeneratedTask task, int rightPlace) => new(task.Text, task.Picture, task.OptionsWithRightAt(rightPlace));

    public static Seen Of(Item item) =>
        new(item.Text.Russian, item.Picture, [.. item.Options.Select(option => new Choice(option.Text.Russian, option.Svg))]);

    public int[] NumbersInText => NumbersOf(Text);

    /// <summary>The first number of each option.</summary>
    public int[] NumbersInOptions => [.. Options.Select(option => NumbersOf(option.Text)[0])];

    /// <summary>Places of the options that hold.</summary>
    public int[] Where(Func<Choice, bool> holds) => [.. Enumerable.Range(0, Options.Length).Where(place => holds(Options[place]))];

    public int[] WhereNumber(Func<int, bool> holds) => [.. Enumerable.Range(0, Options.Length).Where(place => holds(NumbersInOptions[place]))];

    /// <summary>All elements of a picture with this tag, in drawing order.</summary>
    public static IEnumerable<SvgElement> All(SvgElement picture, string tag) =>
        picture.Children.SelectMany(child => All(child, tag).Prepend(child)).Where(child => child.Tag == tag).Distinct(ReferenceEqualityComparer.Instance)
            .Cast<SvgElement>();

    public static double Value(SvgElement element, string attribute) =>
        double.Parse(element.Attributes[attribute], CultureInfo.InvariantCulture);

    public static (double X, double Y)[] Points(SvgElement element) =>
    [
        .. element.Attributes["points"].Split(' ').Select(point => point.Split(','))
            .Select(pair => (double.Parse(pair[0], CultureInfo.InvariantCulture), double.Parse(pair[1], CultureInfo.InvariantCulture))),
    ];

    public static (double X, double Y) Middle(IReadOnlyCollection<(double X, double Y)> points) =>
        (points.Average(point => point.X), points.Average(point => point.Y));

    public static double Distance((double X, double Y) one, (double X, double Y) other) =>
        Math.Sqrt(((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)));

    private static int[] NumbersOf(string text) =>
        [.. Digits().Matches(text).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
