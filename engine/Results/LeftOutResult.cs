using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;

namespace Diagnostics.Engine.Results;

/// <summary>What a student and a parent read in the place of a section that their form of the lesson does without.</summary>
public sealed record LeftOutResult(string Title, string Text)
{
    internal static ImmutableArray<LeftOutResult> Of(Battery battery) =>
        [.. battery.LeftOut.Select(section => new LeftOutResult(section.Title.Russian, section.Text.Russian))];
}
