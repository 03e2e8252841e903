namespace Diagnostics.Scoring.Dif;

/// <summary>Whether one item works differently in two groups.</summary>
/// <param name="Binary">The test for right and wrong; null for an item of more categories.</param>
/// <param name="Mantel">The test for any number of categories that stand in an order.</param>
/// <param name="Generalised">The test for any number of categories, whatever their order.</param>
/// <param name="Strata">Totals with respondents of both groups.</param>
public readonly record struct ItemDif(MantelHaenszel? Binary, MantelTest Mantel, GeneralisedTest Generalised, int Strata)
{
    /// <summary>Whether the item's own test is significant at .05: the corrected one of two categories, Mantel's of more. False when not available.</summary>
    public bool IsFlagged => (Binary?.Probability ?? Mantel.Probability) < 0.05;

    /// <summary>The item's own class: the whole rule of two categories, Mantel's of more; null = not available.</summary>
    public DifClass? Class => Binary is { } binary ? binary.FullClass : Mantel.Class;

    /// <summary>Whether the item leaves a purified total.</summary>
    internal bool Leaves(DifPurification rule) => rule switch
    {
        DifPurification.Significant => IsFlagged,
        DifPurification.Sizable => Class is DifClass.B or DifClass.C,
    };
}
