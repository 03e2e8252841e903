using System.Collections.Immutable;

namespace Diagnostics.Engine.ItemModels;

/// <summary>Says what is unusual in an item's curve. The limits are ours where no source is named. Pure.</summary>
internal static class ItemModelDoubts
{
    /// <summary>Low by Baker (2001 †): under .65 a slope is low, under .35 very low.</summary>
    public const double LeastSlope = 0.35;

    public const double Significant = 0.05;

    /// <summary>What a root mean square error of approximation is close fit up to (Browne &amp; Cudeck, 1993 †).</summary>
    public const double LeastRmsea = 0.05;

    /// <summary>Mean squares of tests that decide little (Wright &amp; Linacre, 1994 †): .7 to 1.3.</summary>
    public const double LeastSquare = 0.7;

    public const double MostSquare = 1.3;

    public static ImmutableArray<ItemModelDoubt> Of(ItemModel item)
    {
        if (item.Slope is not { } slope)
        {
            return [ItemModelDoubt.NoParameters];
        }

        (ItemModelDoubt Doubt, bool Holds)[] all =
        [
            (ItemModelDoubt.Reversed, slope <= 0),
            (ItemModelDoubt.Flat, slope is > 0 and < LeastSlope),
            (ItemModelDoubt.Curve, item.Adjusted < Significant && item.Rmsea >= LeastRmsea),
            (ItemModelDoubt.Noisy, item.Infit > MostSquare || item.Outfit > MostSquare),
            (ItemModelDoubt.Repeating, item.Infit < LeastSquare || item.Outfit < LeastSquare),
        ];
        return [.. all.Where(one => one.Holds).Select(one => one.Doubt)];
    }
}
