using System.Globalization;
using Diagnostics.Web.Rehearsal.Floors;

namespace Diagnostics.Benchmarks.Delivery;

/// <summary>The closed loop at one number of connections.</summary>
internal sealed record DeliveryReport(int Connections, int Seconds, IReadOnlyList<DeliveryRound> Rounds)
{
    /// <summary>The round in the middle by the product's share of the durable floor: neighbours of a shared machine spoil single rounds.</summary>
    public DeliveryRound Middle => Rounds.OrderBy(round => round.Ratios.OfDurable).ElementAt(Rounds.Count / 2);
}

/// <summary>All floors and the product, one after the other.</summary>
internal sealed record DeliveryRound(IReadOnlyDictionary<FloorKind, LoopFigures> Floors, LoopFigures Product)
{
    public FloorRatios Ratios => FloorRatios.Of(Floors, Product.PerSecond, Product.CpuMicroseconds);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"product / durable floor {Ratios.OfDurable:0.00}, / bare hub {Ratios.OfHub:0.00}, CPU per answer {Ratios.CpuOfDurable:0.00} x the floor, {Product.ReopenedPerSecond:0} lines/s opened anew");
}
