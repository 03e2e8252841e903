using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>An item with one right option.</summary>
/// <param name="Item">Position of the item in its form.</param>
/// <param name="Place">Position of the right option.</param>
/// <param name="Options">Number of options.</param>
internal readonly record struct RightAnswer(int Item, int Place, int Options)
{
    /// <summary>Items of criterion scales in the order of the form; those with several best options have no right one.</summary>
    public static IEnumerable<RightAnswer> Of(InstrumentForm form) => form.Key.Scales
        .Where(scale => scale.Kind == ScaleKind.Criterion)
        .SelectMany(scale => scale.Items.OfType<ItemKey.Options>())
        .Where(key => key.Points.Count(points => points == key.Highest) == 1)
        .DistinctBy(key => key.Item)
        .OrderBy(key => key.Item)
        .Select(key => new RightAnswer(key.Item, key.Points.IndexOf(key.Highest), key.Points.Length));
}
