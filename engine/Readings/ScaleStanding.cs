using Diagnostics.Scoring.BestWorst;

namespace Diagnostics.Engine.Readings;

/// <summary>What is known of one scale of one person; a rule looks at the part it needs.</summary>
public sealed record ScaleStanding
{
    /// <summary>Score in points, or null: too few items were answered. Best–worst values have a tier instead.</summary>
    public double? Score { get; init; }

    public double Lowest { get; init; }

    public double Highest { get; init; }

    /// <summary>Whether this scale is in the leading tier.</summary>
    public bool Leads { get; init; }

    /// <summary>How many scales are in the leading tier; 0 where scales do not compare.</summary>
    public int Leaders { get; init; }

    /// <summary>How many scales the section has.</summary>
    public int Scales { get; init; }

    /// <summary>No scale can be told from any other.</summary>
    public bool Flat { get; init; }

    public ValueTier Tier { get; init; }
}
