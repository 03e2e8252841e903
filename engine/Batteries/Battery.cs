using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Batteries;

/// <summary>An ordered list of instrument forms with time budgets for some grades. Immutable, versioned.</summary>
public sealed record Battery(string Id, string Version, LocalText Title, ImmutableArray<int> Grades, ImmutableArray<BatteryStep> Steps)
{
    /// <summary>The form it is given in.</summary>
    public BatteryVariant Variant { get; init; }

    /// <summary>For staff who choose the form; students never see it.</summary>
    public LocalText? Note { get; init; }

    /// <summary>Sections this form does without, each with what a result says about it; empty for most forms.</summary>
    public ImmutableArray<LeftOutSection> LeftOut { get; init; } = [];

    /// <summary>In how many lessons it is taken.</summary>
    public int Sittings => Steps.Max(step => step.Sitting);

    /// <summary>Number of items over all steps; an answer's item number is its position in this order, from 0.</summary>
    public int ItemCount => Steps.Sum(step => step.Form.Items.Length);
}
