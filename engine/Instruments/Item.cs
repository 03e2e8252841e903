using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments;

/// <summary>A task or question with its answer format; formats with options list them here.</summary>
public sealed record Item(string Id, LocalText Text, AnswerFormat Format, ImmutableArray<Option> Options)
{
    /// <summary>What the author marks to check the balance of a form, e.g. "setting-village"; in ordinal order, never shown.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
}
