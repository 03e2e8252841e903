namespace Diagnostics.Scoring.Matching;

/// <summary>A person's draws beside an atlas, both in the same terms: what bands and tiers are formed from.</summary>
public sealed class DrawnMatch
{
    private readonly double[] _profile;
    private readonly double[] _draws;

    private DrawnMatch(Occupations atlas, ProfileDraws draws, double[] profile, double[] all, bool isStandardised)
    {
        Atlas = atlas;
        Draws = draws.Count;
        _profile = profile;
        _draws = all;
        IsStandardised = isStandardised;
        IsAvailable = draws.IsAvailable && UnitProfile.TryMake(profile, stackalloc double[UnitProfile.Scores]);
    }

    /// <summary>Number of draws.</summary>
    public int Draws { get; }

    /// <summary>Whether both sides are standardised, by a norm group and by the atlas.</summary>
    public bool IsStandardised { get; }

    /// <summary>Whether the person has a list: all six scores, not flat, and an error for each.</summary>
    public bool IsAvailable { get; }

    internal Occupations Atlas { get; }

    internal ReadOnlySpan<double> Profile => _profile;

    internal ReadOnlySpan<double> All => _draws;

    /// <summary>Raw scores beside the atlas as it is: enough for families, too little for a ranked list.</summary>
    /// <param name="occupations">The atlas.</param>
    /// <param name="draws">The person.</param>
    /// <returns>Both.</returns>
    public static DrawnMatch Raw(Occupations occupations, ProfileDraws draws)
    {
        ArgumentNullException.ThrowIfNull(occupations);
        ArgumentNullException.ThrowIfNull(draws);
        return new DrawnMatch(occupations, draws, [.. draws.Profile], draws.All.ToArray(), isStandardised: false);
    }

    /// <summary>Scores seen against a norm group beside the atlas seen against itself.</summary>
    /// <param name="occupations">The atlas in z.</param>
    /// <param name="reference">The norm group.</param>
    /// <param name="draws">The person.</param>
    /// <returns>Both.</returns>
    public static DrawnMatch Standardised(StandardOccupations occupations, ReferenceMeans reference, ProfileDraws draws)
    {
        ArgumentNullException.ThrowIfNull(occupations);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(draws);
        double[] profile = new double[UnitProfile.Scores];
        double[] all = new double[draws.All.Length];
        reference.Standardise(draws.Profile.AsSpan(), profile);
        reference.Standardise(draws.All, all);
        return new DrawnMatch(occupations.Standard, draws, profile, all, isStandardised: true);
    }

    /// <summary>The direction of a draw.</summary>
    /// <returns>False for a flat draw, which prefers nothing: its r is 0 with every occupation.</returns>
    internal bool TryUnit(int draw, Span<double> unit) =>
        UnitProfile.TryMake(_draws.AsSpan(draw * UnitProfile.Scores, UnitProfile.Scores), unit);
}
