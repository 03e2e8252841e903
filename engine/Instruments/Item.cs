using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments;

/// <summary>A task or question with its answer format; formats with options list them here.</summary>
public sealed record Item(string Id, LocalText Text, AnswerFormat Format, ImmutableArray<Option> Options)
{
    /// <summary>What the author marks to check the balance of a form, e.g. "setting-village"; in ordinal order, never shown to students.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The drawing the task is about, above the options.</summary>
    public SvgElement? Picture { get; init; }

    /// <summary>The picture in words, for those who do not see it; there exactly when <see cref="Picture"/> is.</summary>
    public LocalText? PictureText { get; init; }

    /// <summary>How the right answer is found; for after the test's window, never part of a package.</summary>
    public LocalText? Solution { get; init; }
}
